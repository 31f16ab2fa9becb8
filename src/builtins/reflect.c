/* SPDX-License-Identifier: MIT */
/* reflect.c: Reflect: the internal methods of objects as functions   #sec-reflection */
#include "builtins/apply.h"

/* Room for a value in a message. */
#define DESCRIPTION_SIZE 128

/* The target that all but apply and construct begin with. */
static bool reflect_target(Vm *vm, const Call *call, const char *method, Object **out) {
  Value target = call_arg(vm, call, 0);
  if (!value_is_object(target)) return throw_type_error(vm, ERROR_CALLED_ON_NON_OBJECT, method);
  *out = value_as_object(target);
  return true;
}

/* The target and the property key of those that take both. */
static bool reflect_target_and_key(Vm *vm, const Call *call, const char *method, Object **o,
                                   PropertyKey *key) {
  TRY(reflect_target(vm, call, method, o));
  return to_property_key(vm, call_arg(vm, call, 1), key);
}

/* The receiver argument of get and set, whose default is the target. */
static Value receiver_argument(const Call *call, uint32_t i) {
  return call->argc > i ? call->args[i] : call->args[0];
}

static bool throw_about(Vm *vm, ErrorId id, Value v) {
  char text[DESCRIPTION_SIZE];
  return throw_type_error(vm, id, value_describe(vm, v, text, sizeof text));
}

/* Reflect.apply ( target, thisArgument, argumentsList )   #sec-reflect.apply */
static bool reflect_apply(Vm *vm, Call *call) {
  Value target = call_arg(vm, call, 0);
  if (!value_is_callable(vm, target)) return throw_not_callable(vm, target);
  return apply_function(vm, target, call_arg(vm, call, 1), call_arg(vm, call, 2), &call->result);
}

/* Reflect.construct ( target, argumentsList [ , newTarget ] )   #sec-reflect.construct */
static bool reflect_construct(Vm *vm, Call *call) {
  Value target = call_arg(vm, call, 0);
  RootVec args;
  if (!value_is_constructor(vm, target)) return throw_about(vm, ERROR_NOT_CONSTRUCTOR, target);
  Value new_target = receiver_argument(call, 2);
  if (!value_is_constructor(vm, new_target))
    return throw_about(vm, ERROR_NOT_CONSTRUCTOR, new_target);
  TRY(roots_init(vm, &args));
  bool ok = create_list_from_array_like(vm, call_arg(vm, call, 1), &args) &&
            construct(vm, target, args.items, (uint32_t)args.count, new_target, &call->result);
  root_vec_destroy(&args);
  return ok;
}

/* Reflect.defineProperty ( target, propertyKey, attributes )   #sec-reflect.defineproperty */
static bool reflect_define_property(Vm *vm, Call *call) {
  Object *o;
  PropertyKey key;
  PropertyDescriptor d;
  bool ok;
  TRY(reflect_target_and_key(vm, call, "Reflect.defineProperty", &o, &key));
  TRY(to_property_descriptor(vm, call_arg(vm, call, 2), &d));
  TRY(object_define_own_property(vm, o, key, &d, &ok));
  return call_return_bool(vm, call, ok);
}

/* Reflect.deleteProperty ( target, propertyKey )   #sec-reflect.deleteproperty */
static bool reflect_delete_property(Vm *vm, Call *call) {
  Object *o;
  PropertyKey key;
  bool ok;
  TRY(reflect_target_and_key(vm, call, "Reflect.deleteProperty", &o, &key));
  TRY(object_delete(vm, o, key, &ok));
  return call_return_bool(vm, call, ok);
}

/* Reflect.get ( target, propertyKey [ , receiver ] )   #sec-reflect.get */
static bool reflect_get(Vm *vm, Call *call) {
  Object *o;
  PropertyKey key;
  TRY(reflect_target_and_key(vm, call, "Reflect.get", &o, &key));
  return object_get(vm, o, key, receiver_argument(call, 2), &call->result);
}

/* Reflect.getOwnPropertyDescriptor ( target, propertyKey )
 * #sec-reflect.getownpropertydescriptor */
static bool reflect_get_own_property_descriptor(Vm *vm, Call *call) {
  Object *o;
  PropertyKey key;
  PropertyDescriptor d;
  bool found;
  TRY(reflect_target_and_key(vm, call, "Reflect.getOwnPropertyDescriptor", &o, &key));
  TRY(object_get_own_property(vm, o, key, &found, &d));
  return from_property_descriptor(vm, found, &d, &call->result);
}

/* Reflect.getPrototypeOf ( target )   #sec-reflect.getprototypeof */
static bool reflect_get_prototype_of(Vm *vm, Call *call) {
  Object *o;
  TRY(reflect_target(vm, call, "Reflect.getPrototypeOf", &o));
  return object_get_prototype_of(vm, o, &call->result);
}

/* Reflect.has ( target, propertyKey )   #sec-reflect.has */
static bool reflect_has(Vm *vm, Call *call) {
  Object *o;
  PropertyKey key;
  bool found;
  TRY(reflect_target_and_key(vm, call, "Reflect.has", &o, &key));
  TRY(object_has_property(vm, o, key, &found));
  return call_return_bool(vm, call, found);
}

/* Reflect.isExtensible ( target )   #sec-reflect.isextensible */
static bool reflect_is_extensible(Vm *vm, Call *call) {
  Object *o;
  bool extensible;
  TRY(reflect_target(vm, call, "Reflect.isExtensible", &o));
  TRY(object_is_extensible_exotic(vm, o, &extensible));
  return call_return_bool(vm, call, extensible);
}

/* Reflect.ownKeys ( target )   #sec-reflect.ownkeys */
static bool reflect_own_keys(Vm *vm, Call *call) {
  Object *o;
  RootVec keys;
  TRY(reflect_target(vm, call, "Reflect.ownKeys", &o));
  TRY(roots_init(vm, &keys));
  Array *array = NULL;
  if (object_own_property_keys(vm, o, KEYS_ALL, &keys))
    array = array_from_values(vm, keys.items, (uint32_t)keys.count);
  root_vec_destroy(&keys);
  return call_return_cell(call, array);
}

/* Reflect.preventExtensions ( target )   #sec-reflect.preventextensions */
static bool reflect_prevent_extensions(Vm *vm, Call *call) {
  Object *o;
  bool ok;
  TRY(reflect_target(vm, call, "Reflect.preventExtensions", &o));
  TRY(object_prevent_extensions_exotic(vm, o, &ok));
  return call_return_bool(vm, call, ok);
}

/* Reflect.set ( target, propertyKey, V [ , receiver ] )   #sec-reflect.set */
static bool reflect_set(Vm *vm, Call *call) {
  Object *o;
  PropertyKey key;
  bool ok;
  TRY(reflect_target_and_key(vm, call, "Reflect.set", &o, &key));
  TRY(object_set(vm, o, key, call_arg(vm, call, 2), receiver_argument(call, 3), &ok));
  return call_return_bool(vm, call, ok);
}

/* Reflect.setPrototypeOf ( target, proto )   #sec-reflect.setprototypeof */
static bool reflect_set_prototype_of(Vm *vm, Call *call) {
  Object *o;
  bool ok;
  Value prototype = call_arg(vm, call, 1);
  TRY(reflect_target(vm, call, "Reflect.setPrototypeOf", &o));
  if (!value_is_object(prototype) && !value_is_null(vm, prototype))
    return throw_about(vm, ERROR_PROTOTYPE_NOT_OBJECT, prototype);
  TRY(object_set_prototype_of(vm, o, prototype, &ok));
  return call_return_bool(vm, call, ok);
}

static const BuiltinProperty reflect_properties[] = {
    FUNCTION("defineProperty", reflect_define_property, 3),
    FUNCTION("deleteProperty", reflect_delete_property, 2),
    FUNCTION("apply", reflect_apply, 3),
    FUNCTION("construct", reflect_construct, 2),
    FUNCTION("get", reflect_get, 2),
    FUNCTION("getOwnPropertyDescriptor", reflect_get_own_property_descriptor, 2),
    FUNCTION("getPrototypeOf", reflect_get_prototype_of, 1),
    FUNCTION("has", reflect_has, 2),
    FUNCTION("isExtensible", reflect_is_extensible, 1),
    FUNCTION("ownKeys", reflect_own_keys, 1),
    FUNCTION("preventExtensions", reflect_prevent_extensions, 1),
    FUNCTION("set", reflect_set, 3),
    FUNCTION("setPrototypeOf", reflect_set_prototype_of, 2),
    STRING("@@toStringTag", "Reflect"),
};

/* #sec-reflect-object */
const BuiltinObject reflect_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_OBJECT_PROTOTYPE,
    .properties = reflect_properties,
    .property_count = array_length(reflect_properties),
};
