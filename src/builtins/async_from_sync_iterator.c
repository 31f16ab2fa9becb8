/* SPDX-License-Identifier: MIT */
/* async_from_sync_iterator.c: %AsyncFromSyncIteratorPrototype%: what `for await` makes of a sync
 * iterator (#sec-async-from-sync-iterator-objects).
 *
 * The object is an IteratorObject of kind ITERATOR_FROM_SYNC: `target` the sync iterator, data[0] its
 * next method. JavaScript never gets hold of one, so its methods need not check their this. */
#include "builtins/native_await.h"
#include "ops/iterate.h"

static IteratorRecord sync_record(Vm *vm, const Call *call) {
  const IteratorObject *iterator = (IteratorObject *)value_as_cell(call->this_value);
  return (IteratorRecord){slot_load(vm, iterator->target), slot_load(vm, iterator->data[0]), false};
}

/* unwrap: the closures of AsyncFromSyncIteratorContinuation that make the result object */
static bool unwrap_value(Vm *vm, Call *call) {
  return create_iterator_result(vm, call_arg(vm, call, 0), false, &call->result);
}
static bool unwrap_done(Vm *vm, Call *call) {
  return create_iterator_result(vm, call_arg(vm, call, 0), true, &call->result);
}
/* closeIterator: a value that is rejected closes the sync iterator */
static bool close_rejected(Vm *vm, Call *call) {
  IteratorRecord record = {native_closure_state(vm, call), value_undefined(vm), false};
  throw_value(vm, call_arg(vm, call, 0));
  return iterator_close_throwing(vm, &record);
}

/* The steps up to PerformPromiseThen; an exception in them rejects. */
static bool continue_with(Vm *vm, Object *result, const IteratorRecord *sync, bool close,
                          const PromiseCapability *capability) {
  bool done;
  Value value, on_rejected = value_undefined(vm);
  Promise *wrapper;
  TRY(iterator_complete(vm, result, &done));
  TRY(iterator_value(vm, result, &value));
  if (!promise_of(vm, value, &wrapper)) return !done && close && iterator_close_throwing(vm, sync);
  NativeFunctionObject *unwrap = native_new(vm, done ? unwrap_done : unwrap_value, "", 1, 0);
  TRY(unwrap);
  if (!done && close) {
    NativeFunctionObject *closer = native_closure_new(vm, close_rejected, sync->iterator);
    TRY(closer);
    on_rejected = value_cell(closer);
  }
  return perform_promise_then(vm, wrapper, value_cell(unwrap), on_rejected, capability);
}

/* AsyncFromSyncIteratorContinuation ( result, promiseCapability, syncIteratorRecord,
 * closeIterator )   #sec-asyncfromsynciteratorcontinuation */
static bool continuation(Vm *vm, Call *call, Object *result, const IteratorRecord *sync, bool close,
                         const PromiseCapability *capability) {
  call->result = capability->promise;
  return continue_with(vm, result, sync, close, capability) ||
         capability_reject_pending(vm, capability);
}

/* Rejects with the pending exception, and returns the promise. */
static bool return_rejected(Vm *vm, Call *call, const PromiseCapability *capability) {
  call->result = capability->promise;
  return capability_reject_pending(vm, capability);
}

/* Calls a method of the sync iterator with the value, if there is one; its result must be an
 * object. */
static bool call_sync(Vm *vm, const Call *call, const IteratorRecord *sync, Value method,
                      Object **out) {
  Value result;
  TRY(call_function(vm, method, sync->iterator, call->args, call->argc ? 1 : 0, &result));
  if (!value_is_object(result)) {
    char text[128];
    return throw_type_error(vm, ERROR_ITERATOR_RESULT_NOT_OBJECT,
                            value_describe(vm, result, text, sizeof text));
  }
  *out = value_as_object(result);
  return true;
}

/* %AsyncFromSyncIteratorPrototype%.next ( [ value ] )
 * #sec-%asyncfromsynciteratorprototype%.next */
static bool async_from_sync_iterator_prototype_next(Vm *vm, Call *call) {
  IteratorRecord sync = sync_record(vm, call);
  PromiseCapability capability;
  Object *result;
  TRY(new_plain_capability(vm, &capability));
  if (!call_sync(vm, call, &sync, sync.next, &result))
    return return_rejected(vm, call, &capability);
  return continuation(vm, call, result, &sync, true, &capability);
}

/* %AsyncFromSyncIteratorPrototype%.return ( [ value ] )
 * #sec-%asyncfromsynciteratorprototype%.return */
static bool async_from_sync_iterator_prototype_return(Vm *vm, Call *call) {
  IteratorRecord sync = sync_record(vm, call);
  PromiseCapability capability;
  Value method;
  Object *result;
  TRY(new_plain_capability(vm, &capability));
  if (!get_method(vm, sync.iterator, vm->names.return_, &method))
    return return_rejected(vm, call, &capability);
  if (value_is_undefined(vm, method)) {
    Value ended;
    TRY(create_iterator_result(vm, call_arg(vm, call, 0), true, &ended));
    call->result = capability.promise;
    return capability_resolve(vm, &capability, ended);
  }
  if (!call_sync(vm, call, &sync, method, &result)) return return_rejected(vm, call, &capability);
  return continuation(vm, call, result, &sync, false, &capability);
}

/* %AsyncFromSyncIteratorPrototype%.throw ( [ value ] )
 * #sec-%asyncfromsynciteratorprototype%.throw */
static bool async_from_sync_iterator_prototype_throw(Vm *vm, Call *call) {
  IteratorRecord sync = sync_record(vm, call);
  PromiseCapability capability;
  Value method;
  Object *result;
  TRY(new_plain_capability(vm, &capability));
  if (!get_method(vm, sync.iterator, vm->names.throw_, &method))
    return return_rejected(vm, call, &capability);
  if (value_is_undefined(vm, method)) {
    if (iterator_close(vm, &sync)) throw_type_error(vm, ERROR_GENERATOR_NO_THROW);
    return return_rejected(vm, call, &capability);
  }
  if (!call_sync(vm, call, &sync, method, &result)) return return_rejected(vm, call, &capability);
  return continuation(vm, call, result, &sync, true, &capability);
}

static const BuiltinProperty async_from_sync_iterator_prototype_properties[] = {
    FUNCTION("next", async_from_sync_iterator_prototype_next, 1),
    FUNCTION("return", async_from_sync_iterator_prototype_return, 1),
    FUNCTION("throw", async_from_sync_iterator_prototype_throw, 1),
    INTERNAL("", unwrap_value, 1),
    INTERNAL("", unwrap_done, 1),
    INTERNAL("", close_rejected, 1),
};

/* #sec-%asyncfromsynciteratorprototype%-object */
const BuiltinObject async_from_sync_iterator_prototype_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_ASYNC_ITERATOR_PROTOTYPE,
    .properties = async_from_sync_iterator_prototype_properties,
    .property_count = array_length(async_from_sync_iterator_prototype_properties),
};
