/* SPDX-License-Identifier: MIT */
/* typed_array_search.c: the methods of %TypedArray%.prototype that look for one element, and those that
 * make a string of all. */
#include "builtins/loop.h"
#include "builtins/typed_array.h"

/* %TypedArray%.prototype.at ( index )   #sec-%typedarray%.prototype.at */
bool typed_array_prototype_at(Vm *vm, Call *call) {
  TypedArray *array;
  double length, relative;
  TRY(this_typed_array(vm, call, "%TypedArray%.prototype.at", &array, &length));
  TRY(to_integer_or_infinity(vm, call_arg(vm, call, 0), &relative));
  double k = relative >= 0 ? relative : length + relative;
  if (k < 0 || k >= length) return true;
  return typed_array_get_element(vm, array, k, &call->result);
}

/* --- searching --- */

/* What is looked for: elements equal `number`, or have `bits` where they are BigInts. */
typedef struct Needle {
  bool possible; /* some element may equal it */
  bool nan; /* NaN equals NaN */
  double number;
  uint64_t bits;
} Needle;

static bool needle_of(Vm *vm, ElementType type, Value value, bool nan, Needle *out) {
  bool is_bigint = element_types[type].is_bigint;
  Value back;
  *out = (Needle){.possible = is_bigint ? value_is_bigint(value) : value_is_number(value)};
  if (!out->possible) return true;
  if (!is_bigint) {
    out->number = value_as_number(value);
    out->nan = nan && out->number != out->number;
    return true;
  }
  out->bits = element_to_bits(type, value);
  TRY(element_from_bits(vm, type, out->bits, &back));
  out->possible = bigint_equals(value_as_bigint(back), value_as_bigint(value));
  return true;
}

static bool needle_matches(Vm *vm, const Needle *needle, ElementType type, const uint8_t *at) {
  Value element = value_int(0);
  if (element_types[type].is_bigint) return element_load_bits(type, at) == needle->bits;
  bool loaded = element_load(vm, type, at, &element); /* of numbers: always */
  double number = value_as_number(element);
  return loaded && (number == needle->number || (needle->nan && number != number));
}

/* The index of the first match in [from, to), or -1. */
static double find_first(Vm *vm, const TypedArray *array, const Needle *needle, double from,
                         double to) {
  if (!needle->possible || from >= to) return -1;
  size_t size = view_element_size(array);
  const uint8_t *at = view_data(vm, array) + (size_t)from * size;
  for (double k = from; k < to; k++, at += size)
    if (needle_matches(vm, needle, (ElementType)array->kind, at)) return k;
  return -1;
}

/* The index of the last match in [0, from], or -1. */
static double find_last(Vm *vm, const TypedArray *array, const Needle *needle, double from) {
  if (!needle->possible || from < 0) return -1;
  size_t size = view_element_size(array);
  const uint8_t *data = view_data(vm, array);
  for (double k = from; k >= 0; k--)
    if (needle_matches(vm, needle, (ElementType)array->kind, data + (size_t)k * size)) return k;
  return -1;
}

static double minimum(double a, double b) { return a < b ? a : b; }

/* %TypedArray%.prototype.includes ( searchElement [ , fromIndex ] )
 * #sec-%typedarray%.prototype.includes */
bool typed_array_prototype_includes(Vm *vm, Call *call) {
  TypedArray *array;
  Value wanted = call_arg(vm, call, 0);
  Needle needle;
  double length, k;
  TRY(this_typed_array(vm, call, "%TypedArray%.prototype.includes", &array, &length));
  if (length == 0) return call_return_bool(vm, call, false);
  TRY(to_relative_index(vm, call_arg(vm, call, 1), length, 0, &k));
  double present = (double)view_length(vm, array);
  /* Elements that the conversion made vanish read as undefined. */
  if (value_is_undefined(vm, wanted))
    return call_return_bool(vm, call, k < length && present < length);
  TRY(needle_of(vm, (ElementType)array->kind, wanted, true, &needle));
  k = find_first(vm, array, &needle, k, minimum(length, present));
  return call_return_bool(vm, call, k >= 0);
}

/* %TypedArray%.prototype.indexOf ( searchElement [ , fromIndex ] )
 * #sec-%typedarray%.prototype.indexof */
bool typed_array_prototype_index_of(Vm *vm, Call *call) {
  TypedArray *array;
  Needle needle;
  double length, k;
  TRY(this_typed_array(vm, call, "%TypedArray%.prototype.indexOf", &array, &length));
  if (length == 0) return call_return_number(call, -1);
  TRY(to_relative_index(vm, call_arg(vm, call, 1), length, 0, &k));
  TRY(needle_of(vm, (ElementType)array->kind, call_arg(vm, call, 0), false, &needle));
  double end = minimum(length, (double)view_length(vm, array));
  return call_return_number(call, find_first(vm, array, &needle, k, end));
}

/* %TypedArray%.prototype.lastIndexOf ( searchElement [ , fromIndex ] )
 * #sec-%typedarray%.prototype.lastindexof */
bool typed_array_prototype_last_index_of(Vm *vm, Call *call) {
  TypedArray *array;
  Needle needle;
  double length, n;
  TRY(this_typed_array(vm, call, "%TypedArray%.prototype.lastIndexOf", &array, &length));
  if (length == 0) return call_return_number(call, -1);
  n = length - 1;
  if (call->argc > 1) TRY(to_integer_or_infinity(vm, call->args[1], &n));
  double k = n >= 0 ? minimum(n, length - 1) : length + n;
  TRY(needle_of(vm, (ElementType)array->kind, call_arg(vm, call, 0), false, &needle));
  k = minimum(k, (double)view_length(vm, array) - 1);
  return call_return_number(call, find_last(vm, array, &needle, k));
}

/* --- strings --- */

typedef bool (*ElementToString)(Vm *vm, Value element, String **out);

static bool element_to_locale_string(Vm *vm, Value element, String **out) {
  Value text;
  TRY(invoke(vm, element, vm->names.to_locale_string, NULL, 0, &text));
  return to_string(vm, text, out);
}

static bool append_elements(Vm *vm, StringBuilder *builder, TypedArray *array, double length,
                            String *separator, ElementToString element_to_string) {
  for (double k = 0; k < length; k++) {
    Value element;
    String *text;
    if (k > 0) string_builder_string(builder, separator);
    if (builder->failed) return true; /* string_builder_finish throws */
    TRY(loop_turn(vm, k));
    TRY(typed_array_get_element(vm, array, k, &element));
    if (value_is_undefined(vm, element)) continue;
    TRY(element_to_string(vm, element, &text));
    string_builder_string(builder, text);
  }
  return true;
}

static bool join_elements(Vm *vm, Call *call, TypedArray *array, double length, String *separator,
                          ElementToString element_to_string) {
  StringBuilder builder;
  string_builder_init(&builder, vm);
  if (!append_elements(vm, &builder, array, length, separator, element_to_string)) {
    string_builder_destroy(&builder);
    return false;
  }
  return call_return_cell(call, string_builder_finish(&builder));
}

/* %TypedArray%.prototype.join ( separator )   #sec-%typedarray%.prototype.join */
bool typed_array_prototype_join(Vm *vm, Call *call) {
  TypedArray *array;
  double length;
  String *separator;
  TRY(this_typed_array(vm, call, "%TypedArray%.prototype.join", &array, &length));
  if (value_is_undefined(vm, call_arg(vm, call, 0))) TRY(separator = string_from_unit(vm, ','));
  else TRY(to_string(vm, call->args[0], &separator));
  return join_elements(vm, call, array, length, separator, to_string);
}

/* %TypedArray%.prototype.toLocaleString ( [ reserved1 [ , reserved2 ] ] )
 * #sec-%typedarray%.prototype.tolocalestring */
bool typed_array_prototype_to_locale_string(Vm *vm, Call *call) {
  TypedArray *array;
  double length;
  String *separator;
  TRY(this_typed_array(vm, call, "%TypedArray%.prototype.toLocaleString", &array, &length));
  TRY(separator = string_from_unit(vm, ','));
  return join_elements(vm, call, array, length, separator, element_to_locale_string);
}
