/* SPDX-License-Identifier: MIT */
/* promise.c: the Promise constructor and its prototype   #sec-promise-constructor
 * The combinators (all, any …) are promise_combinators.c's. */
#include "async/promise.h"

#include "builtins/promise.h"

/* Promise ( executor )   #sec-promise-executor */
static bool promise_constructor(Vm *vm, Call *call) {
  char text[96];
  Value executor = call_arg(vm, call, 0);
  if (!call_is_construct(vm, call))
    return throw_type_error(vm, ERROR_CONSTRUCTOR_WITHOUT_NEW, "Promise");
  if (!value_is_callable(vm, executor))
    return throw_type_error(vm, ERROR_PROMISE_EXECUTOR,
                            value_describe(vm, executor, text, sizeof text));
  void *p;
  TRY(ordinary_create_from_constructor(vm, call->new_target, INTRINSIC_PROMISE_PROTOTYPE,
                                       CELL_PROMISE_PENDING, sizeof(Promise), &p));
  TRY(call_with_resolving_functions(vm, executor, value_undefined(vm), p));
  return call_return_cell(call, p);
}

/* Promise.reject ( r )   #sec-promise.reject */
static bool promise_constructor_reject(Vm *vm, Call *call) {
  PromiseCapability capability;
  TRY(new_promise_capability(vm, call->this_value, &capability));
  TRY(capability_reject(vm, &capability, call_arg(vm, call, 0)));
  return call_return(call, capability.promise);
}

/* Promise.resolve ( x )   #sec-promise.resolve */
static bool promise_constructor_resolve(Vm *vm, Call *call) {
  if (!value_is_object(call->this_value)) {
    char text[96];
    return throw_type_error(vm, ERROR_NOT_OBJECT,
                            value_describe(vm, call->this_value, text, sizeof text));
  }
  return promise_resolve(vm, call->this_value, call_arg(vm, call, 0), &call->result);
}

/* Promise.try ( callback, ...args )   #sec-promise.try */
static bool promise_constructor_try(Vm *vm, Call *call) {
  PromiseCapability capability;
  if (!value_is_object(call->this_value)) {
    char text[96];
    return throw_type_error(vm, ERROR_NOT_OBJECT,
                            value_describe(vm, call->this_value, text, sizeof text));
  }
  TRY(new_promise_capability(vm, call->this_value, &capability));
  Value result;
  if (call_function(vm, call_arg(vm, call, 0), value_undefined(vm), call->args + 1,
                    call->argc ? call->argc - 1 : 0, &result))
    TRY(capability_resolve(vm, &capability, result));
  else TRY(capability_reject_pending(vm, &capability));
  return call_return(call, capability.promise);
}

/* Promise.withResolvers ( )   #sec-promise.withResolvers */
static bool promise_constructor_with_resolvers(Vm *vm, Call *call) {
  PromiseCapability capability;
  TRY(new_promise_capability(vm, call->this_value, &capability));
  Object *o = object_new(vm, 3);
  if (!o) return false;
  TRY(create_data_property_or_throw(vm, o, vm->names.promise, capability.promise));
  TRY(create_data_property_or_throw(vm, o, vm->names.resolve, capability.resolve));
  TRY(create_data_property_or_throw(vm, o, vm->names.reject, capability.reject));
  return call_return_cell(call, o);
}

/* --- the prototype --- */

/* Promise.prototype.catch ( onRejected )   #sec-promise.prototype.catch */
static bool promise_prototype_catch(Vm *vm, Call *call) {
  Value args[2] = {value_undefined(vm), call_arg(vm, call, 0)};
  return invoke(vm, call->this_value, vm->names.then, args, 2, &call->result);
}

/* The functions that finally passes to then keep onFinally in data[0], the constructor in
 * data[1]; those they return keep the value in data[0]. */
static bool finally_value(Vm *vm, Call *call) {
  return call_return(call, slot_load(vm, value_as_native(call->callee)->data[0]));
}
static bool finally_thrower(Vm *vm, Call *call) {
  return throw_value(vm, slot_load(vm, value_as_native(call->callee)->data[0]));
}

static bool call_on_finally(Vm *vm, Call *call, NativeFunction then) {
  NativeFunctionObject *self = value_as_native(call->callee);
  Value result, promise;
  TRY(call_function(vm, slot_load(vm, self->data[0]), value_undefined(vm), NULL, 0, &result));
  TRY(promise_resolve(vm, slot_load(vm, self->data[1]), result, &promise));
  NativeFunctionObject *f = native_new(vm, then, "", 0, 1);
  if (!f) return false;
  slot_store(vm, f, &f->data[0], call_arg(vm, call, 0));
  Value argument = value_cell(f);
  return invoke(vm, promise, vm->names.then, &argument, 1, &call->result);
}
static bool finally_then(Vm *vm, Call *call) { return call_on_finally(vm, call, finally_value); }
static bool finally_catch(Vm *vm, Call *call) { return call_on_finally(vm, call, finally_thrower); }

static bool finally_function(Vm *vm, NativeFunction function, Value on_finally, Value constructor,
                             Value *out) {
  NativeFunctionObject *f = native_new(vm, function, "", 1, 2);
  if (!f) return false;
  slot_store(vm, f, &f->data[0], on_finally);
  slot_store(vm, f, &f->data[1], constructor);
  *out = value_cell(f);
  return true;
}

/* Promise.prototype.finally ( onFinally )   #sec-promise.prototype.finally */
static bool promise_prototype_finally(Vm *vm, Call *call) {
  Value on_finally = call_arg(vm, call, 0), constructor, args[2] = {on_finally, on_finally};
  if (!value_is_object(call->this_value)) {
    char text[96];
    return throw_type_error(vm, ERROR_INCOMPATIBLE_RECEIVER, "Promise.prototype.finally",
                            value_describe(vm, call->this_value, text, sizeof text));
  }
  Object *fallback = intrinsic(vm, INTRINSIC_PROMISE);
  TRY(fallback && species_constructor(vm, value_as_object(call->this_value), value_cell(fallback),
                                      &constructor));
  if (value_is_callable(vm, on_finally)) {
    TRY(finally_function(vm, finally_then, on_finally, constructor, &args[0]));
    TRY(finally_function(vm, finally_catch, on_finally, constructor, &args[1]));
  }
  return invoke(vm, call->this_value, vm->names.then, args, 2, &call->result);
}

/* Promise.prototype.then ( onFulfilled, onRejected )   #sec-promise.prototype.then */
static bool promise_prototype_then(Vm *vm, Call *call) {
  if (!value_is_promise(call->this_value)) {
    char text[96];
    return throw_type_error(vm, ERROR_INCOMPATIBLE_RECEIVER, "Promise.prototype.then",
                            value_describe(vm, call->this_value, text, sizeof text));
  }
  Object *fallback = intrinsic(vm, INTRINSIC_PROMISE);
  Value constructor;
  TRY(fallback && species_constructor(vm, value_as_object(call->this_value), value_cell(fallback),
                                      &constructor));
  PromiseCapability capability;
  /* OPT: the resolving functions of %Promise% cannot be observed */
  if (value_as_cell(constructor) == (Cell *)(void *)fallback)
    TRY(new_plain_capability(vm, &capability));
  else TRY(new_promise_capability(vm, constructor, &capability));
  TRY(perform_promise_then(vm, value_as_promise(call->this_value), call_arg(vm, call, 0),
                           call_arg(vm, call, 1), &capability));
  return call_return(call, capability.promise);
}

static const BuiltinProperty promise_constructor_properties[] = {
    INTRINSIC_WITH("prototype", PROMISE_PROTOTYPE, 0),
    FUNCTION("all", promise_constructor_all, 1),
    FUNCTION("allSettled", promise_constructor_all_settled, 1),
    FUNCTION("any", promise_constructor_any, 1),
    FUNCTION("race", promise_constructor_race, 1),
    FUNCTION("reject", promise_constructor_reject, 1),
    FUNCTION("resolve", promise_constructor_resolve, 1),
    FUNCTION("try", promise_constructor_try, 1),
    FUNCTION("withResolvers", promise_constructor_with_resolvers, 0),
    GETTER("@@species", species_getter),
    INTERNAL("resolving function", promise_resolve_function, 1),
    INTERNAL("rejecting function", promise_reject_function, 1),
    INTERNAL("capability executor", promise_capability_executor, 2),
    INTERNAL("finally value", finally_value, 0),
    INTERNAL("finally thrower", finally_thrower, 0),
    INTERNAL("finally then", finally_then, 1),
    INTERNAL("finally catch", finally_catch, 1),
    INTERNAL("all element", promise_all_element, 1),
    INTERNAL("allSettled fulfilled element", promise_all_settled_fulfilled, 1),
    INTERNAL("allSettled rejected element", promise_all_settled_rejected, 1),
    INTERNAL("any element", promise_any_element, 1),
};
const BuiltinObject promise_constructor_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .name = "Promise",
    .length = 1,
    .flags = NATIVE_CONSTRUCTOR | NATIVE_CLASS,
    .function = promise_constructor,
    .properties = promise_constructor_properties,
    .property_count = array_length(promise_constructor_properties),
};

/* An intrinsic of its own, so that the promise guard knows it. */
const BuiltinObject promise_then_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .name = "then",
    .length = 2,
    .function = promise_prototype_then,
};

static const BuiltinProperty promise_prototype_properties[] = {
    INTRINSIC("constructor", PROMISE),
    FUNCTION("catch", promise_prototype_catch, 1),
    FUNCTION("finally", promise_prototype_finally, 1),
    INTRINSIC("then", PROMISE_THEN),
    STRING("@@toStringTag", "Promise"),
};
const BuiltinObject promise_prototype_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_OBJECT_PROTOTYPE,
    .properties = promise_prototype_properties,
    .property_count = array_length(promise_prototype_properties),
};
