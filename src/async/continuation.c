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
  Site *site = slot_cell(vm, k->site);
  return site ? slot_cell_present(vm, site->code) : NULL;
}

static uint32_t capacity_of(const Continuation *k) {
  return (uint32_t)((heap_cell_size(k) - sizeof *k) / sizeof(Slot));
}

static Continuation *continuation_new(Vm *vm, const Site *site) {
  size_t size = sizeof(Continuation) + site->live_count * sizeof(Slot);
  Continuation *k = heap_allocate_inline(vm, CELL_CONTINUATION, size);
  if (!k) throw_out_of_memory(vm);
  return k;
}

/* A cell with room for the site's values and the same `then`: the old one if it fits. */
static Continuation *cell_for(Vm *vm, Continuation *old, uint32_t old_count, const Site *site) {
  if (site->live_count <= old_count || site->live_count <= capacity_of(old)) return old;
  Continuation *k = continuation_new(vm, site);
  if (k) slot_store_cell(vm, k, &k->then, slot_cell(vm, old->then));
  return k;
}

static void store_live(Vm *vm, Continuation *k, const Site *site, const Value *r) {
  if (unlikely(site->of_module)) {
    Code *code = slot_cell_present(vm, site->code);
    code->suspended_at = site->source_offset;
  }
  for (uint32_t i = 0; i < site->live_count; i++) slot_store(vm, k, &k->live[i], r[site->live[i]]);
}

Continuation *continuation_save_fresh(Vm *vm, Site *site, const Value *r) {
  Continuation *k = continuation_new(vm, site);
  if (!k) return NULL;
  slot_store_cell(vm, k, &k->site, site);
  store_live(vm, k, site, r);
  return k;
}

Continuation *continuation_save_again(Vm *vm, Continuation *old, Site *site, const Value *r) {
  uint32_t count = site->live_count;
  uint32_t old_count = ((Site *)slot_cell_present(vm, old->site))->live_count;
  Continuation *k = cell_for(vm, old, old_count, site);
  if (!k) return NULL;
  for (uint32_t i = count; k == old && i < old_count; i++) k->live[i] = slot_none();
  slot_store_cell(vm, k, &k->site, site);
  store_live(vm, k, site, r);
  return k;
}

/* Puts the activation back on the register stack, into a frame that is linked to its caller. */
static void restore(Vm *vm, Value *r, void *owner, const Continuation *k, const Site *site,
                    const Code *code) {
  r[-4] = value_cell(owner);
  for (uint32_t i = 0; i < site->live_count; i++) r[site->live[i]] = slot_load(vm, k->live[i]);
  Realm *realm = slot_cell_present(vm, code->realm);
  if (unlikely(realm != vm->realm)) {
    vm->realm = realm;
    vm_bar_straight_on(vm);
  }
  vm->registers = r;
  vm->pc = code->instructions + site->pc;
  async_trace(vm, (void *)(uintptr_t)k, true);
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
  const Code *code = slot_cell_present(vm, site->code);
  EntryRecord entry;
  Value *window = interpreter_enter(vm, &entry, code->register_count);
  if (!window) return false;
  Value *r = window + FRAME_HEADER;
  if (from_loop) stand_on_loop(vm, r);
  else link_to_halt(vm, r, 0);
  restore(vm, r, owner, k, site, code);
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
  const Code *code = slot_cell_present(vm, site->code);
  Value *r = vm->registers, value = call_arg(vm, call, 0);
  if (r + code->register_count > vm->stack_limit ||
      slot_cell_present(vm, code->realm) != call->caller_realm)
    return false;
  r[-3] = told;
  restore(vm, r, owner, k, site, code);
  complete_site(vm, r, site, mode, value);
  call->entered = true;
  return true;
}

/* Whom the frame of a resumed activation names as callee. */
static void *owner_of(Vm *vm, Continuation *k) {
  Cell *then = slot_cell(vm, k->then);
  return then && cell_type(then) == CELL_ASYNC_GENERATOR ? (void *)then : (void *)k;
}

bool continuation_run(Vm *vm, Continuation *k, bool ok, Value value) {
  Value ignored;
  ok = resume(vm, owner_of(vm, k), k, ok ? RESUME_NEXT : RESUME_THROW, value, &ignored, true);
  vm->async->loop_frame = NULL;
  return ok;
}

bool continuation_replace(Vm *vm, Value *r, Continuation *k, Value value) {
  const Site *site = slot_cell_present(vm, k->site);
  const Code *code = slot_cell_present(vm, site->code);
  if (r + code->register_count > vm->stack_limit) return false;
  link_to_halt(vm, r, FRAME_STRAIGHT);
  restore(vm, r, owner_of(vm, k), k, site, code);
  return complete_site(vm, r, site, RESUME_NEXT, value);
}
