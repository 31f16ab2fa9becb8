/* SPDX-License-Identifier: MIT */
/* native_await.h: Await for builtins that are asynchronous algorithms in C.
 *
 * Such a builtin is cut at its awaits: the state it needs afterwards is a cell, and what comes after is
 * a native function that finds the cell in its data[0]. */
#ifndef BUILTINS_NATIVE_AWAIT_H
#define BUILTINS_NATIVE_AWAIT_H

#include "async/promise.h"

/* A native closure over one value (see native_closure_state). NULL: exception. The function must
 * stand in a builtin's table, in an INTERNAL row perhaps. */
MUST_USE NativeFunctionObject *native_closure_new(Vm *vm, NativeFunction function, Value state);
/* The value that a closure of native_closure_new was made with. */
static inline Value native_closure_state(Vm *vm, const Call *call) {
  return slot_load(vm, value_as_native(call->callee)->data[0]);
}

/* The beginning of Await ( value ): one of the two functions will be called with the outcome as its
 * argument. Runs JavaScript; false: an exception that the algorithm sees at the await. */
MUST_USE bool native_await(Vm *vm, Value value, NativeFunction on_fulfilled,
                           NativeFunction on_rejected, Value state);

#endif
