/* SPDX-License-Identifier: MIT */
/* straight.h: awaits that go straight on.
 *
 * When no job is queued and every frame down to the job loop is itself in an awaited call, then suspending,
 * queueing and resuming cannot be observed: the activation simply goes on. Two things say so:
 *
 *   FRAME_STRAIGHT in the frame's link: it stands on the job loop, awaited calls between at most. The async
 *   core finds that out once, and the frame keeps it until it ends.
 *
 *   vm->job_budget is positive: nothing else could run, or would see a difference. No job is queued,
 *   %Promise.prototype% is as it was born, no WeakRef's target is kept to the end of the job, and
 *   the host lets another job begin. Whatever changes that bars it (vm_bar_straight_on); the async
 *   core lifts the bar when it has looked. */
#ifndef VM_STRAIGHT_H
#define VM_STRAIGHT_H

#include "vm/frame.h"

enum { AWAIT_WORDS = 2 };

/* Whether the caller goes on with an await of the call. */
static inline bool call_has_await(const Value *r) {
  const uint32_t *next = frame_return_pc(r);
  return instruction_op(next) == OPCODE_AWAIT && instruction_b(next) == frame_window_register(r);
}
/* By the standard an await leaves an empty stack. Who calls itself after each await must not fill it, and
 * leave little for those who are called: deep down nobody goes straight on. */
static inline bool frame_is_deep(const Vm *vm, const Value *r) { return r > vm->straight_end; }
/* What the frame of a call in r that is awaited inherits: it stands on the job loop, if r does. */
static inline uint64_t frame_straight_flag(const Value *r) {
  return frame_link(r) & FRAME_STRAIGHT;
}
/* Whether an await of what is settled, in frame r, surely goes straight on. False also where nobody has
 * looked yet. */
static inline bool is_straight(const Vm *vm, const Value *r) {
  return vm->job_budget > 0 && frame_link(r) & FRAME_STRAIGHT;
}
/* The same of the await of the call whose frame has this link: the caller's, which stands on the loop if the
 * callee does. The job loop's own frame has no caller. */
static inline bool return_is_straight(const Vm *vm, uint64_t link) {
  return (link & (FRAME_STRAIGHT | FRAME_ENTRY)) == FRAME_STRAIGHT && vm->job_budget > 0;
}
/* Such an await is done, which counts as a job. */
static inline void straight_on_note(Vm *vm, Value *r) {
  vm->job_budget--;
  /* not a store each time: the compiler makes it one of a byte, and loading the whole word stalls */
  if (unlikely(!(frame_link(r) & FRAME_WENT_ON))) r[-1].bits |= FRAME_WENT_ON;
}

/* Whether an await of the frame has gone straight on. By the standard it was suspended then, and its caller,
 * which awaits the call, has looked at the promise: whatever is patched since, it does not look again. */
static inline bool frame_went_on(const Value *r) { return frame_link(r) & FRAME_WENT_ON; }
/* The frame is left: the same holds of its caller, which stands at the await. */
static inline void pass_went_on(Value *r) {
  if ((frame_link(r) & (FRAME_WENT_ON | FRAME_ENTRY)) == FRAME_WENT_ON)
    frame_caller(r)[-1].bits |= FRAME_WENT_ON;
}

#endif
