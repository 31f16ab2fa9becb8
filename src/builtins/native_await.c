/* SPDX-License-Identifier: MIT */
/* native_await.c: see native_await.h. */
#include "builtins/native_await.h"

NativeFunctionObject *native_closure_new(Vm *vm, NativeFunction function, Value state) {
  NativeFunctionObject *closure = native_new(vm, function, "", 1, 1);
  TRY_NULL(closure);
  slot_store(vm, closure, &closure->data[0], state);
  return closure;
}

/* Await ( value ), up to the suspension   #await */
bool native_await(Vm *vm, Value value, NativeFunction on_fulfilled, NativeFunction on_rejected,
                  Value state) {
  Promise *promise;
  TRY(promise_of(vm, value, &promise));
  NativeFunctionObject *fulfilled = native_closure_new(vm, on_fulfilled, state);
  TRY(fulfilled);
  NativeFunctionObject *rejected = native_closure_new(vm, on_rejected, state);
  TRY(rejected);
  return perform_promise_then(vm, promise, value_cell(fulfilled), value_cell(rejected), NULL);
}
