/* SPDX-License-Identifier: MIT */
/* json_circular.c: the message about a structure that contains itself, as V8 words it: the way from
 * the first object to the property that closes the circle. Runs no JavaScript. */
#include "builtins/json_stringify.h"

#include <stdlib.h>

/* An own data property anywhere on the prototype chain that can be read without running anything. */
static bool find_data_property(Vm *vm, Object *o, PropertyKey key, Value *out) {
  *out = value_undefined(vm);
  for (;;) {
    OwnProperty property;
    if (cell_type(o) == CELL_PROXY) return true;
    TRY(object_get_own(vm, o, key, &property));
    if (property.found) {
      if (!(property.attributes & PROPERTY_ACCESSOR)) *out = property.value;
      return true;
    }
    Value prototype = object_prototype(vm, o);
    if (!value_is_object(prototype)) return true;
    o = value_as_object(prototype);
  }
}

/* Appends the name of the function that an object's class has. */
static bool append_constructor_name(JsonWriter *writer, StringBuilder *out, Object *o) {
  Vm *vm = writer->vm;
  Value constructor, name = value_undefined(vm);
  TRY(find_data_property(vm, o, vm->names.constructor, &constructor));
  if (value_is_object(constructor))
    TRY(find_data_property(vm, value_as_object(constructor), vm->names.name, &name));
  string_builder_ascii(out, "object with constructor '");
  if (value_is_string(name) && value_as_string(name)->length > 0)
    string_builder_string(out, value_as_string(name));
  else string_builder_ascii(out, "Object");
  string_builder_unit(out, '\'');
  return true;
}

static bool append_key(Vm *vm, StringBuilder *out, PropertyKey key) {
  Value value;
  TRY(key_to_value(vm, key, &value));
  if (value_as_string(value)->length == 0) {
    string_builder_ascii(out, "<anonymous>");
    return true;
  }
  string_builder_ascii(out, key_is_index(key) ? "index " : "property '");
  string_builder_string(out, value_as_string(value));
  if (!key_is_index(key)) string_builder_unit(out, '\'');
  return true;
}

/* One step of the way. The stack holds keys and objects by turns. */
static bool append_step(JsonWriter *writer, StringBuilder *out, size_t index) {
  const Value *pair = writer->stack.items + 2 * index;
  string_builder_ascii(out, "\n    |     ");
  TRY(append_key(writer->vm, out, (PropertyKey){pair[0].bits}));
  string_builder_ascii(out, " -> ");
  return append_constructor_name(writer, out, value_as_object(pair[1]));
}

/* Steps that are shown behind the first object, before the others are left out; and the last. */
#define STEPS_FIRST 2
#define STEPS_LAST  1

static bool append_circle(JsonWriter *writer, StringBuilder *out, size_t first, PropertyKey key) {
  size_t count = writer->stack.count / 2;
  string_builder_ascii(out, "    --> starting at ");
  TRY(append_constructor_name(writer, out, value_as_object(writer->stack.items[2 * first + 1])));
  size_t head_end = size_min(count, first + 1 + STEPS_FIRST);
  for (size_t i = first + 1; i < head_end; i++) TRY(append_step(writer, out, i));
  if (count > head_end + STEPS_LAST) string_builder_ascii(out, "\n    |     ...");
  for (size_t i = size_max(head_end, count - STEPS_LAST); i < count; i++)
    TRY(append_step(writer, out, i));
  string_builder_ascii(out, "\n    --- ");
  TRY(append_key(writer->vm, out, key));
  string_builder_ascii(out, " closes the circle");
  return true;
}

bool json_throw_circular(JsonWriter *writer, size_t index, PropertyKey key) {
  Vm *vm = writer->vm;
  StringBuilder out;
  string_builder_init(&out, vm);
  if (!append_circle(writer, &out, index, key)) {
    string_builder_destroy(&out);
    return false;
  }
  String *circle = string_builder_finish(&out);
  TRY(circle);
  char *text = string_to_utf8(vm, circle, false, NULL);
  TRY(text);
  (void)throw_type_error(vm, ERROR_JSON_CIRCULAR, text);
  free(text);
  return false;
}
