/* SPDX-License-Identifier: MIT */
/* continuation.c: suspending an activation into a cell and resuming it.
 *
 * Invariant: slots at or above the site's live count are none, so that no stale value is kept and
 * no slot owns a box that the collector does not see. */
#include "async/continuation.h"

#include "async/async.h"
#include "async/generator.h"
#include "vm/interrupt.h"
#include "vm/suspend.h"

void continuation_trace(Vm *vm, Cell *cell) {
  Continuation *k = (Continuation *)(void *)cell;
  const Site *site = slot_cell(vm, k->site);
  mark_slots(vm, &k->then, k->live + (site ? site->live_count : 0));
}

Code *suspended_code(Vm *vm, const Cell *cell) {
  const Continuation *k = (const Continuation *)(const void *)cell;
  CellType type = cell_type(cell);
  if (type == CELL_GENERATOR || type == CELL_ASYNC_GENERATOR)
    k = slot_cell(vm, ((const GeneratorObject *)(const void *)cell)->continuation);
  else if (type != CELL_CONTINUATION) return NULL;
  if (!k) return NULL;
  Site *site = slot_cell(vm, k->site);
  return site ? slot_cell_present(vm, site->code) : NULL;
}

static uint32_t capacity_of(const Continuation *k) {
  return (uint32_t)((heap_cell_size(k) - sizeof *k) / sizeof(Slot));
}

/* A cell with room for the site's values and the same `then`: the old one if it fits. */
static Continuation *cell_for(Vm *vm, Continuation *old, uint32_t old_count, const Site *site) {
  if (site->live_count <= old_count || site->live_count <= capacity_of(old)) return old;
  Continuation *k = continuation_new(vm, site);
  if (!k) return NULL;
  cell_set_header(k, CELL_CONTINUATION, cell_header_data(old));
  slot_store_cell(vm, k, &k->then, slot_cell(vm, old->then));
  return k;
}

Continuation *continuation_save_again(Vm *vm, Continuation *old, Site *site, const Value *r) {
  uint32_t count = site->live_count;
  uint32_t old_count = ((Site *)slot_cell_present(vm, old->site))->live_count;
  Continuation *k = cell_for(vm, old, old_count, site);
  if (!k) return NULL;
  for (uint32_t i = count; k == old && i < old_count; i++) k->live[i] = slot_none();
  continuation_stand_at(vm, k, site, r);
  return k;
}

/* Makes r a frame that C entered: it returns to HALT, and nobody gets anything. */
static void link_to_halt(Vm *vm, Value *r, uint64_t flags) {
  r[-3] = value_undefined(vm);
  frame_set_link(r, vm->interpreter->halt, 0, 0, FRAME_ENTRY | flags);
}

void stand_on_loop(Vm *vm, Value *r) {
  link_to_halt(vm, r, FRAME_STRAIGHT);
  vm->async->loop_frame = r;
}

/* The instruction at which the activation stood is done. */
static bool complete_site(Vm *vm, Value *r, const Site *site, ResumeMode mode, Value value) {
  const Code *code = slot_cell_present(vm, site->code);
  vm->pc = code->instructions + site->pc;
  uint8_t op = instruction_op(vm->pc);
  if (op == OPCODE_AWAIT && mode == RESUME_THROW) {
    vm->exception = value;
    return unwind(vm);
  }
  if (op != OPCODE_CREATE_GENERATOR) r[site->result] = value;
  if (op == OPCODE_YIELD || op == OPCODE_YIELD_DELEGATE) r[site->result + 1] = value_int(mode);
  vm->pc += opcode_length[op];
  return true;
}

static bool resume(Vm *vm, void *owner, Continuation *k, ResumeMode mode, Value value, Value *out,
                   bool from_loop) {
  const Site *site = slot_cell_present(vm, k->site);
  EntryRecord entry;
  Value *window = interpreter_enter(vm, &entry, site->register_count);
  if (!window) return false;
  Value *r = window + FRAME_HEADER;
  if (from_loop) stand_on_loop(vm, r);
  else link_to_halt(vm, r, 0);
  continuation_restore(vm, r, owner, k, site);
  bool ok = complete_site(vm, r, site, mode, value) && interpreter_run(vm);
  if (ok) *out = window[0];
  interpreter_leave(vm, &entry);
  return ok;
}

bool continuation_resume(Vm *vm, void *owner, Continuation *k, ResumeMode mode, Value value,
                         Value *out) {
  return resume(vm, owner, k, mode, value, out, false);
}

bool continuation_enter(Vm *vm, Call *call, void *owner, Continuation *k, ResumeMode mode,
                        Value told) {
  const Site *site = slot_cell_present(vm, k->site);
  Value *r = vm->registers, value = call_arg(vm, call, 0);
  if (r + site->register_count > stack_limit_of(vm) ||
      slot_cell_present(vm, site->realm) != call->caller_realm)
    return false;
  r[-3] = told;
  continuation_restore(vm, r, owner, k, site);
  complete_site(vm, r, site, mode, value);
  call->entered = true;
  return true;
}

bool continuation_run(Vm *vm, Continuation *k, bool ok, Value value) {
  Value ignored;
  ok = resume(vm, continuation_owner(vm, k), k, ok ? RESUME_NEXT : RESUME_THROW, value, &ignored,
              true);
  vm->async->loop_frame = NULL;
  return ok;
}
