/* SPDX-License-Identifier: MIT */
/* describe.c: short descriptions of values and keys for messages. They run no JavaScript: names are
 * read only where they are plain data. */
#include "value/vm.h"

#include <stdio.h>

#include "base/number.h"
#include "base/utf.h"
#include "value/bigint.h"

/* Strings in messages are cut off after so many units. */
#define SHOWN_MAX 64

/* Text of limited size, NUL-terminated. */
typedef struct Out {
  char *text;
  size_t size, length;
} Out;

static void put(Out *out, const char *text) {
  int written = snprintf(out->text + out->length, out->size - out->length, "%s", text);
  out->length = size_min(out->length + (size_t)written, out->size - 1);
}

/* A string's first units. A rope that can't be flattened shows nothing. */
static void put_string(Vm *vm, Out *out, String *s) {
  StringView view;
  if (!string_view(vm, s, &view)) {
    exception_take(vm);
    return;
  }
  uint32_t shown = u32_min(view.length, SHOWN_MAX);
  for (uint32_t i = 0; i < shown;) {
    uint32_t size = 1, code_point = view_at(view, i);
    if (view.wide) code_point = utf16_decode(view.units, view.length, i, &size);
    if (utf16_is_surrogate(code_point)) code_point = UTF_REPLACEMENT;
    char encoded[UTF8_MAX_LENGTH + 1];
    encoded[utf8_encode(code_point, (uint8_t *)encoded)] = 0;
    if (out->length + strlen(encoded) >= out->size) break;
    put(out, encoded);
    i += size;
  }
  if (shown < view.length) put(out, "...");
  keep_alive(s);
}

static void put_symbol(Vm *vm, Out *out, const Symbol *symbol) {
  bool described = symbol->description.bits != slot_undefined().bits;
  if (!symbol_is_private(symbol)) put(out, "Symbol(");
  if (described) put_string(vm, out, slot_cell_present(vm, symbol->description));
  if (!symbol_is_private(symbol)) put(out, ")");
}

static void put_bigint(Vm *vm, Out *out, const BigInt *bigint) {
  if (bigint->count > 4) {
    put(out, "a large BigInt");
    return;
  }
  String *digits = bigint_to_string(vm, bigint, 10);
  if (digits) put_string(vm, out, digits);
  else exception_take(vm);
  put(out, "n");
}

/* An own data property; undefined if there is no such, or no memory to look. */
static Value own_data(Vm *vm, Object *o, PropertyKey key) {
  OwnProperty property;
  if (!object_get_own(vm, o, key, &property)) {
    exception_take(vm);
    return value_undefined(vm);
  }
  return property.found && !(property.attributes & PROPERTY_ACCESSOR) ? property.value
                                                                      : value_undefined(vm);
}

/* The name of a function object, or NULL. */
static String *function_name(Vm *vm, Object *f) {
  Value name = own_data(vm, f, vm->names.name);
  return value_is_string(name) && value_as_string(name)->length ? value_as_string(name) : NULL;
}

static void put_function(Vm *vm, Out *out, Object *f) {
  bool is_class = cell_type(f) == CELL_FUNCTION && function_code_head(vm, (Function *)f)->flags &
                                                       (CODE_CLASS_BASE | CODE_CLASS_DERIVED);
  put(out, is_class ? "class" : "function");
  String *name = function_name(vm, f);
  if (!name) return;
  put(out, " ");
  put_string(vm, out, name);
}

/* The name of the constructor that a prototype speaks of, or NULL. */
static String *constructor_name(Vm *vm, Object *o) {
  for (int depth = 0; depth < 32 && cell_type(o) != CELL_PROXY; depth++) {
    Value constructor = own_data(vm, o, vm->names.constructor);
    if (value_is_callable(vm, constructor) && !value_is_type(constructor, CELL_PROXY))
      return function_name(vm, value_as_object(constructor));
    Value prototype = object_prototype(vm, o);
    if (!value_is_object(prototype)) return NULL;
    o = value_as_object(prototype);
  }
  return NULL;
}

static void put_object(Vm *vm, Out *out, Object *o) {
  if (cell_type(o) == CELL_ARRAY) {
    put(out, "[object Array]");
    return;
  }
  String *name = constructor_name(vm, o);
  put(out, "#<");
  if (name) put_string(vm, out, name);
  else put(out, "Object");
  put(out, ">");
}

static void put_number(Out *out, double number) {
  char text[NUMBER_BUFFER_SIZE + 1];
  text[number_to_string(number, text)] = 0;
  put(out, text);
}

static void put_cell(Vm *vm, Out *out, Value value) {
  if (value_is_string(value)) {
    put(out, "\"");
    put_string(vm, out, value_as_string(value));
    put(out, "\"");
  } else if (value_is_symbol(value)) {
    put_symbol(vm, out, value_as_symbol(value));
  } else if (value_is_bigint(value)) {
    put_bigint(vm, out, value_as_bigint(value));
  } else if (value_is_object(value) && value_is_callable(vm, value) &&
             !value_is_type(value, CELL_PROXY)) {
    put_function(vm, out, value_as_object(value));
  } else if (value_is_object(value)) {
    put_object(vm, out, value_as_object(value));
  }
}

const char *value_describe(Vm *vm, Value value, char *buf, size_t size) {
  Out out = {buf, size, 0};
  buf[0] = 0;
  if (value_is_number(value)) put_number(&out, value_as_number(value));
  else if (value_is_undefined(vm, value)) put(&out, "undefined");
  else if (value_is_null(vm, value)) put(&out, "null");
  else if (value_is_bool(vm, value)) put(&out, value_is_true(vm, value) ? "true" : "false");
  else if (!value_is_none(value)) put_cell(vm, &out, value);
  return buf;
}

const char *key_describe(Vm *vm, PropertyKey key, char *buf, size_t size) {
  Out out = {buf, size, 0};
  buf[0] = 0;
  if (key_is_index(key)) put_number(&out, key_index(key));
  else if (key_is_symbol(key)) put_symbol(vm, &out, (Symbol *)key_cell(key));
  else put_string(vm, &out, (String *)key_cell(key));
  return buf;
}
