/* SPDX-License-Identifier: MIT */
/* await.c: await, the end of async functions, and how exceptions become rejections. */
#include "async/async_generator.h"
#include "async/operation.h"
#include "vm/suspend.h"

/* --- await --- */

bool await_promise(Vm *vm, const uint32_t *pc, Value *r, Promise *promise) {
  Continuation *k = activation_suspend(vm, pc, r);
  return k && promise_subscribe(vm, promise, k) && activation_hand_over(vm, r, k);
}

/* The same for one tick, with the outcome known. */
static ALWAYS_INLINE bool await_outcome(Vm *vm, const uint32_t *pc, Value *r, bool ok,
                                        Value value) {
  Continuation *k = activation_suspend(vm, pc, r);
  return k && job_enqueue_outcome(vm, &vm->async->jobs, k, ok, value) &&
         activation_hand_over(vm, r, k);
}

static bool await_settled(Vm *vm, const uint32_t *pc, Value *r, Promise *promise) {
  Value value = slot_load(vm, promise->out);
  if (cell_type(promise) == CELL_PROMISE_FULFILLED) return go_straight_on(vm, pc, r, value);
  promise_mark_handled(vm, promise);
  end_job_straight(vm, r);
  return throw_value(vm, value);
}

static ALWAYS_INLINE bool await(Vm *vm, const uint32_t *pc, Value *r) {
  Value v = r[instruction_b(pc)];
  if (!value_is_object(v)) {
    if (unlikely(value_is_uninitialised(vm, v)))
      return operation_await(vm, pc, r, &r[instruction_b(pc)]);
    if (stands_on_loop(vm, r)) return go_straight_on(vm, pc, r, v);
    return await_outcome(vm, pc, r, true, v);
  }
  Promise *promise = value_as_promise(v);
  if (!value_is_promise(v) || !promise_constructor_is_plain(vm, promise))
    TRY(promise_of(vm, v, &promise));
  if (!promise_is_pending(promise) && stands_on_loop(vm, r))
    return await_settled(vm, pc, r, promise);
  return await_promise(vm, pc, r, promise);
}

OUTER_HANDLER(async_await) { FINISH(await(vm, pc, r)); }

/* --- ends --- */

/* A resumed activation is done. Its cell stands at no site any more. */
static ALWAYS_INLINE bool end_resumed(Vm *vm, Value *r, bool ok, Value value) {
  Continuation *k = frame_continuation(vm, r);
  TRY(activation_complete(vm, slot_cell(vm, k->then), ok, value));
  k->site = slot_none();
  return activation_leave(vm, r);
}

/* An async function that was never suspended ends, and somebody could look at its promise, or at the
 * value. */
static NO_INLINE bool return_promise(Vm *vm, Value *r, Value value, bool plain) {
  Promise *promise = plain ? promise_new_fulfilled(vm, value) : promise_new(vm);
  TRY(promise && (plain || promise_resolve_with(vm, promise, value)));
  return leave_with_promise(vm, r, promise);
}

static ALWAYS_INLINE bool return_awaited(Vm *vm, const uint32_t *pc, Value *r) {
  Value value = r[instruction_a(pc)];
  if (unlikely(!resolution_is_plain(vm, value))) return return_promise(vm, r, value, false);
  const uint32_t *await = frame_return_pc(r);
  Value *caller = frame_caller(r);
  if (stands_on_loop(vm, caller)) return go_straight_on(vm, await, caller, value);
  if (unlikely(frame_went_on(r))) pass_went_on(r);
  else if (unlikely(!promise_guard_is_intact(vm))) return return_promise(vm, r, value, true);
  vm->pc = await;
  vm->registers = caller;
  return await_outcome(vm, await, caller, true, value);
}

OUTER_HANDLER(async_return_awaited) { FINISH(return_awaited(vm, pc, r)); }

/* Nobody awaits the call: it never went straight on. */
static ALWAYS_INLINE bool return_unawaited(Vm *vm, Value *r, Value value) {
  if (unlikely(!resolution_is_plain(vm, value))) return return_promise(vm, r, value, false);
  if (instruction_op(frame_return_pc(r)) == OPCODE_DROP)
    return leave_unawaited_frame(vm, r, value_undefined(vm));
  Promise *promise = promise_new_fulfilled(vm, value);
  return promise && leave_unawaited_frame(vm, r, value_cell(promise));
}

OUTER_HANDLER(async_return) {
  Value value = r[instruction_a(pc)];
  FINISH(frame_is_fresh(r) ? return_unawaited(vm, r, value) : end_resumed(vm, r, true, value));
}

/* The exception of a function that was never suspended. Awaited with nobody else to run, it goes on
 * as if the call had thrown. */
static bool reject_fresh(Vm *vm, Value *r) {
  if (call_has_await(r) && stands_on_loop(vm, frame_caller(r))) {
    end_job_straight(vm, frame_caller(r));
    return false;
  }
  if (call_kind(vm, r) == CALL_AWAITED) {
    Value reason = exception_take(vm);
    leave_frame(vm, r, reason);
    return await_outcome(vm, vm->pc, vm->registers, false, reason);
  }
  Promise *promise = promise_new(vm);
  TRY(promise);
  TRY(promise_reject(vm, promise, exception_take(vm)));
  return leave_frame(vm, r, value_cell(promise));
}

static bool async_reject(Vm *vm, Value *r) {
  return frame_is_fresh(r) ? reject_fresh(vm, r) : end_resumed(vm, r, false, exception_take(vm));
}

bool suspend_unwind(Vm *vm, Value *r, const Code *code) {
  if (vm->interpreter->terminating) return false;
  bool generator = code->flags & CODE_GENERATOR, async = code->flags & CODE_ASYNC;
  if (!generator) return async_reject(vm, r);
  if (frame_is_fresh(r)) return false; /* a parameter's initialiser threw */
  if (async) return async_generator_throw_out(vm, r);
  generator_throw_out(vm, r);
  return false;
}
