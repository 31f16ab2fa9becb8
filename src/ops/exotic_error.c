/* SPDX-License-Identifier: MIT */
/* exotic_error.c: how errors come to their `stack` property.
 *
 * An error keeps the frames that ran when it was made; `stack` is an own data property, but the
 * text is made, and the property added, only when somebody looks: asks for `stack` or for the own
 * keys. From then on it is a property like any other. No JavaScript runs for that. */
#include "ops/exotic.h"

/* The value of a data property of that name on the object or its prototypes: undefined if it is an
 * accessor, or absent. */
static bool find_data(Vm *vm, Object *o, PropertyKey key, Value *out) {
  *out = value_undefined(vm);
  while (cell_type(o) != CELL_PROXY && cell_type(o) != CELL_NAMESPACE) {
    OwnProperty own;
    TRY(storage_lookup(vm, o, key, &own));
    if (own.found) {
      if (!(own.attributes & PROPERTY_ACCESSOR)) *out = own.value;
      return true;
    }
    Value prototype = object_prototype(vm, o);
    if (!value_is_object(prototype)) return true;
    o = value_as_object(prototype);
  }
  return true;
}

/* The error's name, or, where a getter gives it, its class's. */
static bool name_of_error(Vm *vm, Object *error, Value *out) {
  Value constructor;
  TRY(find_data(vm, error, vm->names.name, out));
  if (value_is_string(*out)) return true;
  TRY(find_data(vm, error, vm->names.constructor, &constructor));
  return !value_is_object(constructor) ||
         find_data(vm, value_as_object(constructor), vm->names.name, out);
}

/* The first line: name and message, as Error.prototype.toString has them. */
static String *stack_header(Vm *vm, Object *error) {
  Value name, message;
  TRY_NULL(name_of_error(vm, error, &name));
  TRY_NULL(find_data(vm, error, vm->names.message, &message));
  bool has_name = value_is_string(name) && value_as_string(name)->length > 0;
  bool has_message = value_is_string(message) && value_as_string(message)->length > 0;
  StringBuilder text;
  string_builder_init(&text, vm);
  if (has_name) string_builder_string(&text, value_as_string(name));
  if (has_name && has_message) string_builder_ascii(&text, ": ");
  if (has_message) string_builder_string(&text, value_as_string(message));
  if (!has_name && !has_message) string_builder_ascii(&text, "Error");
  return string_builder_finish(&text);
}

/* Adds the stack property, once. */
static bool make_stack(Vm *vm, Object *o) {
  ErrorObject *error = (ErrorObject *)o;
  OwnProperty own;
  if (slot_is_none(error->stack) || !slot_is_none(error->stack_made)) return true;
  slot_store(vm, error, &error->stack_made, value_int(1));
  TRY(storage_lookup(vm, o, vm->names.stack, &own));
  if (own.found) return true;
  String *header = stack_header(vm, o), *frames = error_frames_text(vm, error);
  TRY(header && frames);
  String *text = string_concat(vm, header, frames);
  return text && object_put_own(vm, o, vm->names.stack, value_string(text), PROPERTY_HIDDEN);
}

static bool error_own_lookup(Vm *vm, Object *o, PropertyKey key, OwnProperty *out) {
  if (key_equals(key, vm->names.stack)) TRY(make_stack(vm, o));
  return storage_lookup(vm, o, key, out);
}

/* [[PreventExtensions]] ( ) */
static bool error_prevent_extensions(Vm *vm, Object *o, bool *ok) {
  TRY(make_stack(vm, o));
  *ok = true;
  return object_prevent_extensions(vm, o);
}

/* [[OwnPropertyKeys]] ( ) */
static bool error_own_property_keys(Vm *vm, Object *o, int which, RootVec *out) {
  TRY(make_stack(vm, o));
  return object_own_keys(vm, o, which, out);
}

const ExoticMethods error_methods = {
    .own_lookup = error_own_lookup,
    .prevent_extensions = error_prevent_extensions,
    .own_property_keys = error_own_property_keys,
};
