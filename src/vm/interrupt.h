/* SPDX-License-Identifier: MIT */
/* interrupt.h: safe points. */
#ifndef VM_INTERRUPT_H
#define VM_INTERRUPT_H

#include "value/vm.h"

/* Looks whether the VM was interrupted, or memory ran over the limit: false with an
 * exception if so. Cheap enough for every few hundred steps of a builtin's loop. Runs no JavaScript. */
MUST_USE bool check_interrupt(Vm *vm);
/* Raises an interrupt; any thread may. The next safe point throws, uncatchably, until
 * vm_clear_interrupt. */
void vm_interrupt(Vm *vm);
void vm_clear_interrupt(Vm *vm);
/* The limit of frames, which an interrupt of another thread may be lowering right now: reading it needs no order, but
 * must be one access. It is a plain one where nobody watches, since compilers fold no atomic one into a comparison. */
static inline Value *stack_limit_of(const Vm *vm) {
#ifdef MOTE_THREAD_SANITIZER
  return __atomic_load_n(&vm->stack_limit, __ATOMIC_RELAXED);
#else
  return vm->stack_limit;
#endif
}
/* Frames have so many registers of the register stack, from its base on. */
void set_register_stack(Vm *vm, size_t registers);
/* From now on the VM runs on the C stack of this thread: recursion in C may take `size` bytes from `here` down
 * (0: as many as are usual), if the stack has as many. */
void set_c_stack(Vm *vm, size_t size, const char *here);
/* False with RangeError if the C stack is nearly used up: for recursive builtins. */
MUST_USE bool check_c_stack(Vm *vm);

#endif
