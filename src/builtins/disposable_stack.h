/* SPDX-License-Identifier: MIT */
/* disposable_stack.h: what DisposableStack and AsyncDisposableStack share. */
#ifndef BUILTINS_DISPOSABLE_STACK_H
#define BUILTINS_DISPOSABLE_STACK_H

#include "builtins/map.h"
#include "ops/dispose.h"

/* Both kinds of stack: CELL_DISPOSABLE_STACK. */
typedef struct DisposableStack {
  Object base;
  Slot capability; /* DisposeCapability; emptied by disposal, replaced by move */
  Slot hint;       /* int: DISPOSE_SYNC or DISPOSE_ASYNC tells the two kinds apart */
  Slot disposed;   /* undefined while pending, else true */
} DisposableStack;

static inline DisposeCapability *disposable_stack_capability(Vm *vm, const DisposableStack *stack) {
  return slot_cell_present(vm, stack->capability);
}
static inline bool disposable_stack_is_disposed(Vm *vm, const DisposableStack *stack) {
  return !value_is_undefined(vm, slot_load(vm, stack->disposed));
}
static inline void disposable_stack_set_disposed(Vm *vm, DisposableStack *stack) {
  slot_store(vm, stack, &stack->disposed, value_bool(vm, true));
}

/* A new, pending, empty stack for a constructor. Runs JavaScript. */
MUST_USE bool disposable_stack_create(Vm *vm, Value new_target, DisposeHint hint, Value *out);
/* RequireInternalSlot: the this value as a stack of the kind. */
MUST_USE bool this_disposable_stack(Vm *vm, const Call *call, DisposeHint hint, const char *method,
                                    DisposableStack **out);
/* The common steps of adopt: TypeError unless on_dispose is callable. */
MUST_USE bool disposable_stack_adopt(Vm *vm, DisposableStack *stack, DisposeHint hint, Value value,
                                     Value on_dispose);
/* The common steps of move: a new stack with the resources; the old one is disposed and empty. */
MUST_USE bool disposable_stack_move(Vm *vm, DisposableStack *stack, DisposeHint hint, Value *out);
/* The native function behind the closures of adopt. */
bool disposable_stack_adopted(Vm *vm, Call *call);

#endif
