/* SPDX-License-Identifier: MIT */
/* continuation.c: suspending an activation into a cell and resuming it.
 *
 * Invariant: slots at or above the site's live count are none, so that no stale value is kept and
 * no slot owns a box that the collector does not see. */
#include "async/continuation.h"

#include "async/async.h"
#include "async/generator.h"
#include "vm/suspend.h"

void continuation_trace(Vm *vm, Cell *cell) {
  Continuation *k = (Continuation *)(void *)cell;
  mark_slot(vm, k->then);
  mark_slot(vm, k->site);
  Site *site = slot_cell(vm, k->site);
  if (site) mark_slots(vm, k->live, k->live + site->live_count);
}

Code *suspended_code(Vm *vm, const Cell *cell) {
  const Continuation *k = (const Continuation *)(const void *)cell;
  CellType type = cell_type(cell);
  if (type == CELL_GENERATOR || type == CELL_ASYNC_GENERATOR)
    k = slot_cell(vm, ((const GeneratorObject *)(const void *)cell)->continuation);
  else if (type != CELL_CONTINUATION) return NULL;
  if (!k) return NULL;
  Site *site = slot_cell_present(vm, k->site);
  return slot_cell_present(vm, site->code);
}

static uint32_t capacity_of(const Continuation *k) {
  return (uint32_t)((heap_cell_size(k) - sizeof *k) / sizeof(Slot));
}

static Continuation *cell_for(Vm *vm, Continuation *reuse, const Site *site) {
  if (reuse && capacity_of(reuse) >= site->live_count) return reuse;
  size_t size = sizeof(Continuation) + site->live_count * sizeof(Slot);
  Continuation *k = heap_allocate_inline(vm, CELL_CONTINUATION, size);
  if (!k) {
    throw_out_of_memory(vm);
    return NULL;
  }
  if (reuse) slot_store_cell(vm, k, &k->then, slot_cell(vm, reuse->then));
  return k;
}

Continuation *continuation_save(Vm *vm, Continuation *reuse, Site *site, const Value *r) {
  Continuation *k = cell_for(vm, reuse, site);
  if (!k) return NULL;
  Site *old = slot_cell(vm, k->site);
  uint32_t count = site->live_count, old_count = old ? old->live_count : 0;
  /* the new site is set when its slots are valid under either count */
  for (uint32_t i = count; i < old_count; i++) k->live[i] = slot_none();
  if (count > old_count) slot_store_cell(vm, k, &k->site, site);
  for (uint32_t i = 0; i < count; i++) slot_store(vm, k, &k->live[i], r[site->live[i]]);
  slot_store_cell(vm, k, &k->site, site);
  return k;
}

/* Puts the activation back on the register stack. */
static Value *restore(Vm *vm, EntryRecord *entry, void *owner, const Continuation *k,
                      const Site *site, const Code *code) {
  Value *window = interpreter_enter(vm, entry, code->register_count);
  if (!window) return NULL;
  Value *r = window + FRAME_HEADER;
  window[0] = value_cell(owner);
  window[1] = value_undefined(vm);
  frame_set_link(r, vm->interpreter->halt, 0, 0, FRAME_ENTRY);
  for (uint32_t i = 0; i < site->live_count; i++) r[site->live[i]] = slot_load(vm, k->live[i]);
  return r;
}

static bool resume(Vm *vm, void *owner, Continuation *k, ResumeMode mode, Value value, Value *out,
                   bool from_loop) {
  Site *site = slot_cell_present(vm, k->site);
  Code *code = slot_cell_present(vm, site->code);
  EntryRecord entry;
  Value *r = restore(vm, &entry, owner, k, site, code);
  if (!r) return false;
  const uint32_t *pc = code->instructions + site->pc;
  uint8_t op = instruction_op(pc);
  vm->realm = slot_cell_present(vm, code->realm);
  vm->registers = r;
  vm->pc = pc;
  if (from_loop) vm->async->loop_frame = r;
  bool ok = true;
  if (op == OPCODE_AWAIT && mode == RESUME_THROW) {
    vm->exception = value;
    ok = unwind(vm);
  } else {
    if (op != OPCODE_CREATE_GENERATOR) r[site->result] = value;
    if (op == OPCODE_YIELD || op == OPCODE_YIELD_DELEGATE) r[site->result + 1] = value_int(mode);
    vm->pc = pc + opcode_length[op];
  }
  ok = ok && interpreter_run(vm);
  if (ok) *out = frame_window(r)[0];
  interpreter_leave(vm, &entry);
  return ok;
}

bool continuation_resume(Vm *vm, void *owner, Continuation *k, ResumeMode mode, Value value,
                         Value *out) {
  return resume(vm, owner, k, mode, value, out, false);
}

bool continuation_run(Vm *vm, Continuation *k, bool ok, Value value) {
  Cell *then = slot_cell(vm, k->then);
  void *owner = then && cell_type(then) == CELL_ASYNC_GENERATOR ? (void *)then : (void *)k;
  Value ignored;
  ok = resume(vm, owner, k, ok ? RESUME_NEXT : RESUME_THROW, value, &ignored, true);
  vm->async->loop_frame = NULL;
  return ok;
}
