/* SPDX-License-Identifier: MIT */
/* continuation.h: the cell of a suspended activation.
 *
 *   header
 *   then     who is told when it is done: the promise of an async function; the generator that
 *            it belongs to
 *   site     the await or yield where it stands: which registers are live, where to go on
 *   live …   their values, in the site's order
 *
 * An activation that was resumed from a cell suspends into the same cell when it fits. */
#ifndef ASYNC_CONTINUATION_H
#define ASYNC_CONTINUATION_H

#include "value/native.h"
#include "vm/interpreter.h"
#include "vm/straight.h"

typedef struct Continuation {
  uint32_t header;
  Slot then;
  Slot site;
  Slot live[];
} Continuation;

/* What a suspended activation is resumed with. The numbers are those of the compiled code. */
typedef enum ResumeMode { RESUME_NEXT, RESUME_THROW, RESUME_RETURN } ResumeMode;

/* Saves the live registers of r at a site, in a new cell. NULL: out of memory (exception set). */
MUST_USE Continuation *continuation_save_fresh(Vm *vm, Site *site, const Value *r);
/* Saves them in the cell that the activation came from, if it fits, else in a new one with the same
 * `then`. NULL: out of memory (exception set), the old cell is as it was. */
MUST_USE Continuation *continuation_save_again(Vm *vm, Continuation *old, Site *site,
                                               const Value *r);
/* Goes on with an activation in a nested interpreter until it suspends or ends. owner: the cell its
 * frame names as callee (the continuation, or the generator it belongs to). *out is what it left in
 * its window. False: an exception left it. */
bool continuation_resume(Vm *vm, void *owner, Continuation *k, ResumeMode mode, Value value,
                         Value *out);
/* OPT: the same in the place of the running native function, whose first argument is sent and whose
 * caller gets the outcome: the interpreter is not entered again. The instruction must not be an
 * await. told: what the frame has as `this`. False: it cannot be done here; nothing was done. */
bool continuation_enter(Vm *vm, Call *call, void *owner, Continuation *k, ResumeMode mode,
                        Value told);
/* The job: an awaited promise settled. Only the job loop calls it. */
bool continuation_run(Vm *vm, Continuation *k, bool ok, Value value);
/* OPT: puts a continuation whose await is done in the place of the job loop's frame r, which is done:
 * as continuation_run does, without leaving the interpreter. False: there is no room, or an
 * interrupt; nothing was done. */
bool continuation_replace(Vm *vm, Value *r, Continuation *k, Value value);
/* Makes r's frame that of the job loop: it returns to HALT, and nobody gets anything. */
void stand_on_loop(Vm *vm, Value *r);
/* Leaves the job loop's own frame: vm->pc and vm->registers are the next job's, or at HALT. */
bool job_loop_leave(Vm *vm, Value *r);
/* The site instruction's site. */
static inline Site *site_operand(Vm *vm, const uint32_t *pc) {
  return slot_cell_present(vm, (Slot){pc[1]});
}
/* Leaves the frame: the caller goes on with the result in its window. */
static inline bool leave_frame(Vm *vm, Value *r, Value result) {
  pass_went_on(r);
  vm->pc = frame_return_pc(r);
  vm->registers = frame_caller(r);
  frame_window(r)[0] = result;
  return true;
}

void continuation_trace(Vm *vm, Cell *cell);

#endif
