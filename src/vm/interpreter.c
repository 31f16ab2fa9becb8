/* SPDX-License-Identifier: MIT */
/* interpreter.c: the handlers, put together from the handlers_*.inc files, and the way in from C.
 *
 * Invariant: on entry of every handler pc is at an instruction of the frame whose registers are r. */
#include "vm/interpreter.h"

#include <stdlib.h>

#include "base/os.h"
#include "ops/iterate.h"
#include "value/promise_object.h"
#include "vm/array_walk.h"
#include "vm/dispatch.h"
#include "vm/interrupt.h"
#include "vm/site.h"
#include "vm/straight.h"
#include "vm/suspend.h"

#if MOTE_TAIL_CALLS

#define X(name, bytes, words, flags, effect) HANDLER(name);
#include "bytecode/opcodes.def"
#undef X
HANDLER(throw);
HANDLER(jump_compare);
HANDLER(interrupt_loop);
HANDLER(call_slowly);
HANDLER(call_natively);
HANDLER(return_from_getter);
HANDLER(add_property);
HANDLER(add_to_overflow);
#define X(name) HANDLER(slowly_##name);
#include "vm/slow_paths.def"
#undef X

#include "vm/handlers_basic.inc"
#include "vm/handlers_operators.inc"
#include "vm/handlers_property.inc"
#include "vm/handlers_call.inc"
#include "vm/handlers_slow.inc"

OUTER_HANDLER(instruction_throw) { TAIL(throw); }

static void fill_dispatch(Vm *vm) {
#define X(name, bytes, words, flags, effect) vm->dispatch[OPCODE_##name] = (void *)handler_##name;
#include "bytecode/opcodes.def"
#undef X
}

bool interpreter_run(Vm *vm) {
  return ((InstructionHandler *)vm->dispatch[instruction_op(vm->pc)])(vm, vm->pc, vm->registers);
}

#else

/* With fill set, only fills vm->dispatch with the labels. */
static NO_INLINE bool run(Vm *vm, bool fill) {
  if (fill) {
#define X(name, bytes, words, flags, effect) vm->dispatch[OPCODE_##name] = &&label_##name;
#include "bytecode/opcodes.def"
#undef X
    return true;
  }
  const uint32_t *pc = vm->pc;
  Value *r = vm->registers;
  DISPATCH();
#include "vm/handlers_basic.inc"
#include "vm/handlers_operators.inc"
#include "vm/handlers_property.inc"
#include "vm/handlers_call.inc"
#include "vm/handlers_slow.inc"
}

static void fill_dispatch(Vm *vm) { run(vm, true); }

bool interpreter_run(Vm *vm) { return run(vm, false); }

#endif

/* --- the interpreter's state --- */

#ifdef MOTE_SMALL
#define STACK_REGISTERS ((size_t)1 << 14)
#else
#define STACK_REGISTERS ((size_t)1 << 20)
#endif

/* The register stack up to the running frame's top. */
static void mark_registers(Vm *vm, void *data) {
  (void)data;
  mark_conservatively(vm, (const uint64_t *)vm->stack_base, (const uint64_t *)frame_top(vm));
}

static void mark_entries(Vm *vm, void *data) {
  (void)data;
  Interpreter *interpreter = vm->interpreter;
  mark_cell(vm, interpreter->main_realm);
  for (EntryRecord *e = interpreter->entries; e; e = e->previous) mark_cell(vm, e->realm);
}

static void sweep_caches(Vm *vm, void *data) {
  (void)data;
  vm->interpreter->silent_prototype = NULL;
  inline_caches_sweep(vm);
}

bool interpreter_init(Vm *vm) {
  Interpreter *interpreter = calloc(1, sizeof *interpreter);
  if (!interpreter) return false;
  vm->interpreter = interpreter;
  interpreter->halt[0] = instruction_make(OPCODE_HALT, 0, 0, 0);
  fill_dispatch(vm);
  size_t bytes = STACK_REGISTERS * sizeof(Value);
  vm->stack_base = os_reserve(bytes, os_page_size());
  if (!vm->stack_base || !os_commit(vm->stack_base, bytes)) return false;
  set_register_stack(vm, STACK_REGISTERS);
  vm->registers = vm->stack_base + FRAME_HEADER;
  vm->pc = interpreter->halt;
  set_c_stack(vm, 0, __builtin_frame_address(0));
  return heap_add_root_function(vm, ROOTS_CONSERVATIVE, mark_registers, NULL) &&
         heap_add_roots(vm, mark_entries, NULL) && heap_add_weak(vm, sweep_caches, NULL);
}

void interpreter_destroy(Vm *vm) {
  if (vm->stack_base) os_release(vm->stack_base, STACK_REGISTERS * sizeof(Value));
  free(vm->interpreter);
}

/* --- frames --- */

Code *frame_code(Vm *vm, const Value *r) {
  Cell *callee = value_is_cell(frame_callee(r)) ? value_as_cell(frame_callee(r)) : NULL;
  if (!callee) return NULL;
  if (cell_type(callee) == CELL_FUNCTION)
    return slot_cell_present(vm, ((Function *)(void *)callee)->code);
  return suspended_code(vm, callee);
}

Value *frame_top(Vm *vm) {
  Value *r = vm->registers;
  if (r == vm->stack_base + FRAME_HEADER) return r;
  uint32_t argc = frame_argc(r);
  if (value_is_type(frame_callee(r), CELL_NATIVE_FUNCTION)) return r + argc;
  Code *code = frame_code(vm, r);
  uint32_t used = code ? u32_max(code->register_count, argc) : argc;
  return r + used;
}

Value *interpreter_enter(Vm *vm, EntryRecord *entry, size_t registers) {
  Value *window = frame_top(vm);
  if (unlikely(window + FRAME_HEADER + registers > stack_limit_of(vm) ||
               (const char *)__builtin_frame_address(0) < vm->c_stack_limit)) {
    if (!check_interrupt(vm)) return NULL;
    if (window + FRAME_HEADER + registers > stack_limit_of(vm) ||
        (const char *)__builtin_frame_address(0) < vm->c_stack_limit) {
      throw_stack_overflow(vm);
      return NULL;
    }
  }
  *entry = (EntryRecord){vm->interpreter->entries, vm->realm, vm->registers, vm->pc};
  vm->interpreter->entries = entry;
  return window;
}

void interpreter_leave(Vm *vm, EntryRecord *entry) {
  vm->interpreter->entries = entry->previous;
  vm->realm = entry->realm;
  vm->registers = entry->registers;
  vm->pc = entry->pc;
}
