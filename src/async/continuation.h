/* SPDX-License-Identifier: MIT */
/* continuation.h: the cell of a suspended activation.
 *
 *   header
 *   then     who is told when it is done: the promise of an async function; the generator that
 *            it belongs to
 *   site     the await or yield where it stands: which registers are live, where to go on
 *   live …   their values, in the site's order
 *
 * An activation that was resumed from a cell suspends into the same cell when it fits. The header's
 * upper bits say whether the activation is a generator's (CONTINUATION_OF_GENERATOR). */
#ifndef ASYNC_CONTINUATION_H
#define ASYNC_CONTINUATION_H

#include "async/async.h"
#include "value/error.h"
#include "value/native.h"
#include "vm/interpreter.h"
#include "vm/straight.h"

typedef struct Continuation {
  uint32_t header;
  Slot then;
  Slot site;
  Slot live[];
} Continuation;

enum { CONTINUATION_OF_GENERATOR = 1 };

/* What a suspended activation is resumed with. The numbers are those of the compiled code. */
typedef enum ResumeMode { RESUME_NEXT, RESUME_THROW, RESUME_RETURN } ResumeMode;

/* A cell for the site's values. NULL: out of memory (exception set). */
MUST_USE static inline Continuation *continuation_new(Vm *vm, const Site *site) {
  size_t size = sizeof(Continuation) + site->live_count * sizeof(Slot);
  Continuation *k = heap_allocate_inline(vm, CELL_CONTINUATION, size);
  if (unlikely(!k)) throw_out_of_memory(vm);
  return k;
}
/* Saves the live registers of r in a cell that stands at the site, or did before. May collect garbage. */
static inline void continuation_store_live(Vm *vm, Continuation *k, const Site *site,
                                           const Value *r) {
  uint32_t count = site->live_count;
  for (uint32_t i = 0; i < count; i++) slot_store(vm, k, &k->live[i], r[site->live[i]]);
}
static inline void continuation_stand_at(Vm *vm, Continuation *k, const Site *site,
                                         const Value *r) {
  if (unlikely(site->of_module)) {
    Code *code = slot_cell_present(vm, site->code);
    code->suspended_at = site->source_offset;
  }
  slot_store_cell(vm, k, &k->site, site);
  continuation_store_live(vm, k, site, r);
}
/* Saves the live registers of r at a site, in a new cell. NULL: out of memory (exception set). */
MUST_USE static inline Continuation *continuation_save_fresh(Vm *vm, const Site *site,
                                                             const Value *r) {
  Continuation *k = continuation_new(vm, site);
  if (likely(k)) continuation_stand_at(vm, k, site, r);
  return k;
}
/* Saves them in the cell that the activation came from, if it fits, else in a new one with the same
 * `then`. NULL: out of memory (exception set), the old cell is as it was. */
MUST_USE Continuation *continuation_save_again(Vm *vm, Continuation *old, Site *site,
                                               const Value *r);
/* Puts the activation back on the register stack, into a frame r that is linked to its caller. owner: the
 * cell that its frame names as callee, the continuation or the generator it belongs to. vm->pc is left
 * to the caller. */
static inline void continuation_restore(Vm *vm, Value *r, void *owner, const Continuation *k,
                                        const Site *site) {
  r[-4] = value_cell(owner);
  uint32_t count = site->live_count;
  for (uint32_t i = 0; i < count; i++) r[site->live[i]] = slot_load(vm, k->live[i]);
  if (unlikely(site->realm.bits != (uint32_t)(uintptr_t)vm->realm)) {
    vm->realm = slot_cell_present(vm, site->realm);
    vm_bar_straight_on(vm);
  }
  vm->registers = r;
  async_trace(vm, (void *)(uintptr_t)k, true);
}
/* The owner of an activation that the job loop goes on with. */
static inline void *continuation_owner(Vm *vm, Continuation *k) {
  return unlikely(cell_header_data(k)) ? slot_cell_present(vm, k->then) : (void *)k;
}
/* Goes on with an activation in a nested interpreter until it suspends or ends. *out is what it left in its
 * window. False: an exception left it. */
bool continuation_resume(Vm *vm, void *owner, Continuation *k, ResumeMode mode, Value value,
                         Value *out);
/* OPT: the same in the place of the running native function, whose first argument is sent and whose
 * caller gets the outcome: the interpreter is not entered again. The instruction must not be an
 * await. told: what the frame has as `this`. False: it cannot be done here; nothing was done. */
bool continuation_enter(Vm *vm, Call *call, void *owner, Continuation *k, ResumeMode mode,
                        Value told);
/* The job: an awaited promise settled. Only the job loop calls it. */
bool continuation_run(Vm *vm, Continuation *k, bool ok, Value value);
/* Makes r's frame that of the job loop: it returns to HALT, and nobody gets anything. */
void stand_on_loop(Vm *vm, Value *r);
/* The site instruction's site. */
static inline Site *site_operand(Vm *vm, const uint32_t *pc) {
  return slot_cell_present(vm, (Slot){pc[1]});
}
/* leave_frame of a call that nobody awaits. */
static inline bool leave_unawaited_frame(Vm *vm, Value *r, Value result) {
  vm->pc = frame_return_pc(r);
  vm->registers = frame_caller(r);
  frame_window(r)[0] = result;
  return true;
}
/* Leaves the frame: the caller goes on with the result in its window. */
static inline bool leave_frame(Vm *vm, Value *r, Value result) {
  pass_went_on(r);
  return leave_unawaited_frame(vm, r, result);
}

void continuation_trace(Vm *vm, Cell *cell);

#endif
