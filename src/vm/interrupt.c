/* SPDX-License-Identifier: MIT */
/* interrupt.c: safe points. An interrupt empties the register stack's limit, so that the check every call
 * and loop makes anyway notices it. */
#include "vm/interrupt.h"

#include "base/os.h"
#include "vm/interpreter.h"

#define C_STACK_USUAL ((size_t)6 << 20)
/* One part in so many of the register stack is for frames that go straight on. */
#define STRAIGHT_PART 8
/* Left alone at the end of the stack, for libc and for C code that does not ask. */
#define C_STACK_RESERVE ((size_t)192 << 10)

bool check_interrupt(Vm *vm) {
  if (heap_take_limit_exceeded(vm)) {
    __atomic_store_n(&vm->stack_limit, vm->stack_end, __ATOMIC_RELAXED);
    return throw_out_of_memory(vm);
  }
  /* first the limit, since another thread sets first the flag */
  __atomic_store_n(&vm->stack_limit, vm->stack_end, __ATOMIC_SEQ_CST);
  if (likely(!vm->interrupt)) return true;
  __atomic_store_n(&vm->stack_limit, vm->stack_base, __ATOMIC_RELAXED);
  vm->interpreter->terminating = true;
  return throw_error(vm, ERROR_KIND_ERROR, ERROR_INTERRUPTED);
}

void vm_interrupt(Vm *vm) {
  vm->interrupt = true;
  __atomic_store_n(&vm->stack_limit, vm->stack_base, __ATOMIC_SEQ_CST);
}

void vm_clear_interrupt(Vm *vm) {
  vm->interrupt = false;
  vm->interpreter->terminating = false;
  __atomic_store_n(&vm->stack_limit, vm->stack_end, __ATOMIC_RELAXED);
}

void set_register_stack(Vm *vm, size_t registers) {
  vm->stack_end = vm->stack_limit = vm->stack_base + registers;
  vm->straight_end = vm->stack_base + registers / STRAIGHT_PART;
}

void set_c_stack(Vm *vm, size_t size, const char *here) {
  uintptr_t low = os_stack_bounds().low + C_STACK_RESERVE, top = (uintptr_t)here;
  if (size == 0) size = C_STACK_USUAL;
  vm->c_stack_limit = (const char *)(top > low && top - low > size ? top - size : low);
}

bool check_c_stack(Vm *vm) {
  if (likely((const char *)__builtin_frame_address(0) >= vm->c_stack_limit)) return true;
  return throw_stack_overflow(vm);
}
