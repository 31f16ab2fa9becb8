/* SPDX-License-Identifier: MIT */
/* private.c: private names: fields, methods and accessors (#sec-private-names).
 *
 * A private element is a property in the object's storage whose key is a private symbol, whatever
 * the object: proxies and other exotic objects have their own. A field is writable; a method is a
 * data property that isn't; an accessor holds an ACCESSOR cell. Nothing here looks at prototypes. */
#include "ops/call.h"
#include "ops/exotic.h"

/* Room for a private name in a message. */
#define NAME_SIZE 128

static bool throw_private(Vm *vm, ErrorId id, PropertyKey name) {
  char text[NAME_SIZE];
  return throw_type_error(vm, id, key_describe(vm, name, text, sizeof text));
}

/* PrivateElementFind ( O, P )   #sec-privateelementfind */
bool private_has(Vm *vm, Object *o, PropertyKey name, bool *out) {
  OwnProperty own;
  TRY(storage_lookup(vm, o, name, &own));
  *out = own.found;
  return true;
}

/* PrivateGet ( O, P )   #sec-privateget */
bool private_get(Vm *vm, Object *o, PropertyKey name, Value *out) {
  OwnProperty own;
  TRY(storage_lookup(vm, o, name, &own));
  if (!own.found) return throw_private(vm, ERROR_PRIVATE_MISSING, name);
  if (!(own.attributes & PROPERTY_ACCESSOR)) {
    *out = own.value;
    return true;
  }
  Value getter = slot_load(vm, ((const Accessor *)value_as_cell(own.value))->getter);
  if (value_is_undefined(vm, getter)) return throw_private(vm, ERROR_PRIVATE_NO_GETTER, name);
  return call_function(vm, getter, value_cell(o), NULL, 0, out);
}

/* PrivateSet ( O, P, value )   #sec-privateset */
bool private_set(Vm *vm, Object *o, PropertyKey name, Value value) {
  OwnProperty own;
  Value ignored;
  TRY(storage_lookup(vm, o, name, &own));
  if (!own.found) return throw_private(vm, ERROR_PRIVATE_MISSING_WRITE, name);
  if (own.attributes & PROPERTY_ACCESSOR) {
    Value setter = slot_load(vm, ((const Accessor *)value_as_cell(own.value))->setter);
    if (value_is_undefined(vm, setter)) return throw_private(vm, ERROR_PRIVATE_NO_SETTER, name);
    return call_function(vm, setter, value_cell(o), &value, 1, &ignored);
  }
  if (!(own.attributes & PROPERTY_WRITABLE))
    return throw_private(vm, ERROR_PRIVATE_METHOD_READ_ONLY, name);
  return object_set_own_value(vm, o, name, value);
}

/* The first step of both operations that add.   (proposal-nonextensible-applies-to-private) */
static bool check_extensible(Vm *vm, Object *o, PropertyKey name) {
  bool extensible;
  TRY(object_is_extensible_exotic(vm, o, &extensible));
  return extensible || throw_private(vm, ERROR_PRIVATE_NOT_EXTENSIBLE, name);
}

/* PrivateFieldAdd ( O, P, value )   #sec-privatefieldadd */
bool private_field_add(Vm *vm, Object *o, PropertyKey name, Value value) {
  bool found;
  TRY(check_extensible(vm, o, name));
  TRY(private_has(vm, o, name, &found));
  if (found) return throw_private(vm, ERROR_PRIVATE_TWICE, name);
  return object_put_own(vm, o, name, value, PROPERTY_WRITABLE);
}

/* PrivateMethodOrAccessorAdd ( O, method )   #sec-privatemethodoraccessoradd
 * A getter and a setter of one name come one after the other, so the second completes the
 * accessor that the first has made. */
bool private_method_add(Vm *vm, Object *o, PropertyKey name, Value function, int kind) {
  OwnProperty own;
  Value getter = value_undefined(vm), setter = getter;
  TRY(storage_lookup(vm, o, name, &own));
  if (!own.found) TRY(check_extensible(vm, o, name));
  if (own.found) {
    if (kind == 0 || !(own.attributes & PROPERTY_ACCESSOR))
      return throw_private(vm, ERROR_PRIVATE_TWICE, name);
    getter = slot_load(vm, ((const Accessor *)value_as_cell(own.value))->getter);
    setter = slot_load(vm, ((const Accessor *)value_as_cell(own.value))->setter);
    if (!value_is_undefined(vm, kind == 1 ? getter : setter))
      return throw_private(vm, ERROR_PRIVATE_TWICE, name);
  }
  if (kind == 0) return object_put_own(vm, o, name, function, 0);
  if (kind == 1) getter = function;
  if (kind == 2) setter = function;
  Accessor *accessor = accessor_new(vm, getter, setter);
  TRY(accessor);
  return object_put_own(vm, o, name, value_cell(accessor), PROPERTY_ACCESSOR);
}
