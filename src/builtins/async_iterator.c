/* SPDX-License-Identifier: MIT */
/* async_iterator.c: %AsyncIteratorPrototype%. */
#include "async/promise.h"

/* AsyncIterator.prototype [ @@asyncIterator ] ( )   #sec-asynciteratorprototype-asynciterator */
static bool async_iterator_prototype_async_iterator(Vm *vm, Call *call) {
  (void)vm;
  return call_return(call, call->this_value);
}

/* The closure that AsyncIterator.prototype[@@asyncDispose] unwraps its result with. */
static bool give_undefined(Vm *vm, Call *call) {
  (void)vm;
  (void)call;
  return true;
}

/* The steps of @@asyncDispose whose exceptions reject. */
static bool dispose_into(Vm *vm, Value o, const PromiseCapability *capability) {
  Value method, result;
  Promise *wrapper;
  TRY(get_method(vm, o, vm->names.return_, &method));
  if (value_is_undefined(vm, method)) return capability_resolve(vm, capability, method);
  TRY(call_function(vm, method, o, NULL, 0, &result));
  TRY(promise_of(vm, result, &wrapper));
  NativeFunctionObject *unwrap = native_new(vm, give_undefined, "", 1, 0);
  TRY(unwrap);
  return perform_promise_then(vm, wrapper, value_cell(unwrap), value_undefined(vm), capability);
}

/* AsyncIterator.prototype [ @@asyncDispose ] ( )   #sec-asynciteratorprototype-asyncdispose */
static bool async_iterator_prototype_async_dispose(Vm *vm, Call *call) {
  PromiseCapability capability;
  TRY(new_plain_capability(vm, &capability));
  call->result = capability.promise;
  return dispose_into(vm, call->this_value, &capability) ||
         capability_reject_pending(vm, &capability);
}

static const BuiltinProperty async_iterator_prototype_properties[] = {
    FUNCTION("@@asyncIterator", async_iterator_prototype_async_iterator, 0),
    FUNCTION("@@asyncDispose", async_iterator_prototype_async_dispose, 0),
    INTERNAL("", give_undefined, 1),
};

/* #sec-asynciteratorprototype */
const BuiltinObject async_iterator_prototype_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_OBJECT_PROTOTYPE,
    .properties = async_iterator_prototype_properties,
    .property_count = array_length(async_iterator_prototype_properties),
};
