/* SPDX-License-Identifier: MIT */
/* unwind.c: finds the handler of an exception.
 *
 * Invariant: vm->pc is inside the instruction that threw, or that the throwing callee was called by. */
#include "vm/suspend.h"
#include "vm/interpreter.h"

static const Handler *find_handler(Vm *vm, const Code *code, const uint32_t *pc) {
  Bytes *bytes = slot_cell(vm, code->handlers);
  if (!bytes) return NULL;
  uint32_t at = (uint32_t)(pc - code->instructions);
  const Handler *handlers = (const Handler *)(const void *)bytes->data;
  for (uint32_t i = 0; i < bytes->length / sizeof(Handler); i++)
    if (at >= handlers[i].start && at < handlers[i].end) return &handlers[i];
  return NULL;
}

/* What the frames that were left had in the registers of this one would keep garbage alive, just
 * when a program may be recovering from want of memory. */
static void forget_callees(Vm *vm, Value *dead) {
  Value *top = frame_top(vm);
  for (; dead < top; dead++) *dead = value_undefined(vm);
}

static void enter_handler(Vm *vm, const Code *code, const Handler *handler) {
  vm->registers[handler->reg] = vm->exception;
  vm->exception = value_none();
  vm->pc = code->instructions + handler->target;
}

bool unwind(Vm *vm) {
  Value *left = NULL;
  for (;;) {
    Value *r = vm->registers;
    Code *code = frame_code(vm, r);
    if (code) {
      const Handler *handler = vm->interpreter->terminating ? NULL : find_handler(vm, code, vm->pc);
      if (handler) {
        if (left) forget_callees(vm, left);
        if (unlikely(vm->heap.exhausted)) heap_note_exhaustion_caught(vm);
        enter_handler(vm, code, handler);
        return true;
      }
      if (code->flags & (CODE_ASYNC | CODE_GENERATOR) && suspend_unwind(vm, r, code)) return true;
    }
    if (frame_link(r) & FRAME_ENTRY) return false;
    vm->pc = frame_return_pc(r) - 1;
    vm->registers = frame_caller(r);
    left = r - FRAME_HEADER;
  }
}
