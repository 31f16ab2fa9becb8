/* SPDX-License-Identifier: MIT */
/* handshake.h: what an async activation and its caller know of each other.
 *
 * Nobody passes flags: a callee that ends or is suspended looks at the instruction that its caller
 * goes on with. AWAIT of the call's window means an awaited call, DROP an ignored one, all else an
 * ordinary one, and that alone needs a promise. A suspended callee that is awaited suspends its
 * caller, too, and is linked to it: the caller's continuation is the callee's `then`.
 *
 *   loop -> outer --awaits--> middle --awaits--> inner: suspended at an await
 *
 *   inner's cell                middle's cell               outer's cell
 *   | then | site | live … |    | then | site | live … |    | then | site | live … |
 *       +----------------------->   +----------------------->   +--> promise, or nobody
 *
 * A frame is fresh while its callee is the function that was called, and resumed when it is the
 * continuation (or generator) that it came from. `this` of a resumed frame is what its caller gets
 * when it is left: undefined on the job loop; of an async generator that a call of next() resumed, the
 * promise; or the request itself, as long as the call is awaited and nobody needed a promise. */
#ifndef ASYNC_HANDSHAKE_H
#define ASYNC_HANDSHAKE_H

#include "async/generator.h"
#include "async/job_loop.h"
#include "async/promise_guard.h"
#include "vm/straight.h"

typedef enum CallKind { CALL_ORDINARY, CALL_AWAITED, CALL_IGNORED } CallKind;

static inline bool frame_is_fresh(const Value *r) {
  return cell_type(value_as_cell(frame_callee(r))) == CELL_FUNCTION;
}
/* The continuation that a resumed frame came from. */
static inline Continuation *frame_continuation(Vm *vm, const Value *r) {
  Cell *owner = value_as_cell(frame_callee(r));
  if (likely(cell_type(owner) == CELL_CONTINUATION)) return (Continuation *)(void *)owner;
  return slot_cell_present(vm, ((GeneratorObject *)(void *)owner)->continuation);
}

/* The request of an async generator's frame whose caller awaits it and is to be suspended with it;
 * else NULL. */
static inline Slots *frame_open_request(const Value *r) {
  Value told = frame_this(r);
  return value_is_type(told, CELL_INTERNAL) && !frame_is_fresh(r)
             ? (Slots *)(void *)value_as_cell(told)
             : NULL;
}
/* An async generator's request: whom it tells, what it asks for, the request after it. */
enum { REQUEST_THEN, REQUEST_MODE, REQUEST_VALUE, REQUEST_NEXT, REQUEST_FIELDS };

/* How the running function's frame, a fresh or a native one, was called. An awaited call whose await
 * somebody could notice (Promise.prototype.constructor is patched) counts as an ordinary one. */
static ALWAYS_INLINE CallKind call_kind(Vm *vm, const Value *r) {
  if (call_has_await(r))
    return frame_went_on(r) || promise_guard_is_intact(vm) ? CALL_AWAITED : CALL_ORDINARY;
  return instruction_op(frame_return_pc(r)) == OPCODE_DROP ? CALL_IGNORED : CALL_ORDINARY;
}

/* is_straight, found out where it isn't known. No job is queued. */
bool stands_on_loop_slow(Vm *vm, Value *r);
static inline bool stands_on_loop(Vm *vm, Value *r) {
  return is_straight(vm, r) || (!vm->async->jobs.count && stands_on_loop_slow(vm, r));
}
/* Where stands_on_loop held: awaits may go straight on again. Does what is due at a job's end. */
void straight_on_lift_bar(Vm *vm);
/* Where stands_on_loop held for the frame of an await: a job ends here and another begins, as far as
 * anybody can tell. */
static inline void end_job_straight(Vm *vm, Value *r) {
  if (unlikely(vm->job_budget <= 0)) straight_on_lift_bar(vm);
  straight_on_note(vm, r);
}
/* Suspends the activation of r, and whoever awaits it, until `promise` settles. */
bool await_promise(Vm *vm, const uint32_t *pc, Value *r, Promise *promise);
/* The caller of r's frame goes on with the promise; it awaits it, if it has looked at it before. */
static inline bool leave_with_promise(Vm *vm, Value *r, Promise *promise) {
  bool was_awaited = frame_went_on(r);
  leave_frame(vm, r, value_cell(promise));
  return !was_awaited || await_promise(vm, vm->pc, vm->registers, promise);
}
/* A resumed activation is suspended again, or done. */
static ALWAYS_INLINE bool activation_leave(Vm *vm, Value *r) {
  if (likely(r == vm->async->loop_frame)) return job_loop_leave(vm, r);
  return leave_frame(vm, r, frame_this(r));
}
/* The caller's await at pc is done, with nobody else to run. What the end of a job does is done here,
 * too. */
static inline bool go_straight_on(Vm *vm, const uint32_t *pc, Value *r, Value value) {
  end_job_straight(vm, r);
  r[instruction_a(pc)] = value;
  vm->pc = pc + AWAIT_WORDS;
  vm->registers = r;
  return true;
}
/* The awaited request of r's frame gets a promise after all, which its caller is given. False: out of
 * memory. */
MUST_USE bool close_request(Vm *vm, Value *r);
/* r's frame has gone straight on: by the standard those who await its open request have been suspended
 * then. Does that, and links them to the request; r's frame stands on the job loop by itself. False: out of
 * memory; they are still running. */
MUST_USE bool request_suspend_callers(Vm *vm, Value *r);

/* Saves the activation of r at the await at pc. Whoever is to get a promise for it gets one, in
 * `then`. NULL: out of memory (exception set). */
MUST_USE Continuation *activation_suspend_anywhere(Vm *vm, const uint32_t *pc, Value *r);
MUST_USE static inline Continuation *activation_suspend(Vm *vm, const uint32_t *pc, Value *r) {
  /* OPT: where it stood before */
  Continuation *k = (Continuation *)(void *)value_as_cell(frame_callee(r));
  if (cell_type(k) != CELL_CONTINUATION || k->site.bits != pc[1])
    return activation_suspend_anywhere(vm, pc, r);
  continuation_store_live(vm, k, site_operand(vm, pc), r);
  async_trace(vm, k, false);
  return k;
}
/* The activation of r stands suspended in k: its caller goes on, or is suspended, too. False: out of
 * memory while suspending a caller, at whose await the exception is to be thrown. */
MUST_USE bool activation_hand_over_to_callers(Vm *vm, Value *r, Continuation *k);
MUST_USE static ALWAYS_INLINE bool activation_hand_over(Vm *vm, Value *r, Continuation *k) {
  /* OPT: an activation that the loop resumed has no caller */
  return r == vm->async->loop_frame ? job_loop_leave(vm, r)
                                    : activation_hand_over_to_callers(vm, r, k);
}
/* activation_complete where somebody looks: at the value's `then`, at the promise, or for rejections that
 * nobody handles. */
MUST_USE bool activation_complete_visibly(Vm *vm, Cell *then, bool ok, Value value);
/* An async function is done: tells `then` (a continuation or promise; NULL: nobody) as the promise
 * would have done. Runs JavaScript (a getter `then`). False: out of memory, or an interrupt. */
MUST_USE static ALWAYS_INLINE bool activation_complete(Vm *vm, Cell *then, bool ok, Value value) {
  if (likely(!ok || resolution_is_plain(vm, value))) {
    if (likely(then)) {
      if (likely(cell_type(then) == CELL_CONTINUATION))
        return job_enqueue_outcome(vm, &vm->async->jobs, then, ok, value);
    } else if (ok) {
      return true;
    }
  }
  return activation_complete_visibly(vm, then, ok, value);
}

#endif
