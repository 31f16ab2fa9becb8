/* SPDX-License-Identifier: MIT */
/* await.c: await, the end of async functions, and how exceptions become rejections. */
#include "async/async_generator.h"
#include "async/operation.h"
#include "async/promise_guard.h"
#include "vm/suspend.h"

/* --- await --- */

bool await_promise(Vm *vm, const uint32_t *pc, Value *r, Promise *promise) {
  Continuation *k = activation_suspend(vm, pc, r);
  return k && promise_subscribe(vm, promise, k) && activation_hand_over(vm, r, k);
}

/* The same for one tick, with the outcome known. */
static bool await_outcome(Vm *vm, const uint32_t *pc, Value *r, bool ok, Value value) {
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

static NO_INLINE bool await_slowly(Vm *vm, const uint32_t *pc, Value *r, Value v) {
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

bool async_await(Vm *vm, const uint32_t *pc, Value *r) {
  Value v = r[instruction_b(pc)];
  /* OPT: a plain promise that is fulfilled, and nobody else to run */
  if (value_is_cell(v) && value_as_cell(v)->header == vm->fulfilled_header && is_straight(vm, r))
    return go_straight_on(vm, pc, r, slot_load(vm, value_as_promise(v)->out));
  return await_slowly(vm, pc, r, v);
}

/* --- ends --- */

/* A resumed activation is done. Its cell stands at no site any more. */
static bool end_resumed(Vm *vm, Value *r, bool ok, Value value) {
  Continuation *k = frame_continuation(vm, r);
  TRY(activation_complete(vm, slot_cell(vm, k->then), ok, value));
  k->site = slot_none();
  return activation_leave(vm, r);
}

/* An async function ends that was never suspended. */
static bool return_fresh(Vm *vm, Value *r, Value value) {
  CallKind kind = call_kind(vm, r);
  if (kind != CALL_ORDINARY && resolution_is_plain(vm, value)) {
    if (kind == CALL_IGNORED) return leave_frame(vm, r, value_undefined(vm));
    leave_frame(vm, r, value);
    return await_outcome(vm, vm->pc, vm->registers, true, value);
  }
  Promise *promise = promise_new(vm);
  TRY(promise && promise_resolve_with(vm, promise, value));
  return leave_with_promise(vm, r, promise);
}

bool async_return(Vm *vm, const uint32_t *pc, Value *r) {
  Value value = r[instruction_a(pc)];
  if (!frame_is_fresh(r)) return end_resumed(vm, r, true, value);
  if (call_has_await(r) && resolution_is_plain(vm, value) && stands_on_loop(vm, frame_caller(r)))
    return go_straight_on(vm, frame_return_pc(r), frame_caller(r), value);
  return return_fresh(vm, r, value);
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
