/* SPDX-License-Identifier: MIT */
/* convert.c: type conversion (#sec-type-conversion).
 *
 * Every operation answers primitives at once; only objects go through to_primitive, which runs
 * JavaScript and may recurse on the C stack. */
#include "ops/convert.h"

#include <math.h>
#include <stdlib.h>

#include "base/number.h"
#include "ops/call.h"
#include "value/bigint.h"

/* The largest integer that array-like lengths and indices may have, 2^53 - 1. */
#define MAX_SAFE_INTEGER 9007199254740991.0

static Value hint_value(Vm *vm, PreferredType preferred) {
  switch (preferred) {
    case PREFER_NUMBER: return name_value(vm->names.number);
    case PREFER_STRING: return name_value(vm->names.string);
    default: return name_value(vm->names.default_);
  }
}

/* ToPrimitive ( input [ , preferredType ] )   #sec-toprimitive */
bool to_primitive(Vm *vm, Value input, PreferredType preferred, Value *out) {
  if (!value_is_object(input)) {
    *out = input;
    return true;
  }
  Value method;
  TRY(ensure_c_stack(vm));
  TRY(get_method(vm, input, key_from_symbol(vm->symbols[SYMBOL_TO_PRIMITIVE]), &method));
  if (value_is_undefined(vm, method)) {
    PreferredType hint = preferred == PREFER_DEFAULT ? PREFER_NUMBER : preferred;
    return ordinary_to_primitive(vm, value_as_object(input), hint, out);
  }
  /* OPT: what Date's own method does, without the call and without comparing hints. */
  if (value_is_builtin_method(vm, method, INTRINSIC_DATE_PROTOTYPE, "@@toPrimitive")) {
    PreferredType hint = preferred == PREFER_NUMBER ? PREFER_NUMBER : PREFER_STRING;
    return ordinary_to_primitive(vm, value_as_object(input), hint, out);
  }
  Value hint = hint_value(vm, preferred);
  TRY(call_function(vm, method, input, &hint, 1, out));
  if (value_is_object(*out)) return throw_type_error(vm, ERROR_TO_PRIMITIVE);
  return true;
}

/* OrdinaryToPrimitive ( O, hint )   #sec-ordinarytoprimitive */
bool ordinary_to_primitive(Vm *vm, Object *o, PreferredType hint, Value *out) {
  PropertyKey names[2] = {vm->names.value_of, vm->names.to_string};
  if (hint == PREFER_STRING) {
    names[0] = vm->names.to_string;
    names[1] = vm->names.value_of;
  }
  for (int i = 0; i < 2; i++) {
    Value method;
    TRY(get(vm, o, names[i], &method));
    if (!value_is_callable(vm, method)) continue;
    TRY(call_function(vm, method, value_cell(o), NULL, 0, out));
    if (!value_is_object(*out)) return true;
  }
  return throw_type_error(vm, ERROR_TO_PRIMITIVE);
}

/* ToBoolean ( argument )   #sec-toboolean */
bool to_boolean(Vm *vm, Value v) {
  if (value_is_int(v)) return value_as_int(v) != 0;
  if (value_is_number(v)) {
    double number = value_as_double(v);
    return number == number && number != 0;
  }
  switch (cell_type(value_as_cell(v))) {
    case CELL_BOOLEAN: return value_is_true(vm, v);
    case CELL_SIMPLE: return false;
    case CELL_STRING: return value_as_string(v)->length != 0;
    case CELL_BIGINT: return !bigint_is_zero(value_as_bigint(v));
    default: return true;
  }
}

/* ToNumeric ( value )   #sec-tonumeric */
bool to_numeric(Vm *vm, Value v, Value *out) {
  if (value_is_number(v)) {
    *out = v;
    return true;
  }
  double number;
  TRY(to_primitive(vm, v, PREFER_NUMBER, &v));
  if (value_is_bigint(v)) {
    *out = v;
    return true;
  }
  TRY(to_number(vm, v, &number));
  *out = value_number(number);
  return true;
}

static bool primitive_to_number(Vm *vm, Value v, double *out) {
  if (value_is_number(v)) {
    *out = value_as_number(v);
    return true;
  }
  switch (cell_type(value_as_cell(v))) {
    case CELL_BOOLEAN: *out = value_is_true(vm, v); return true;
    case CELL_STRING: return string_to_number(vm, value_as_string(v), out);
    case CELL_SYMBOL: return throw_type_error(vm, ERROR_SYMBOL_TO_NUMBER);
    case CELL_BIGINT: return throw_type_error(vm, ERROR_BIGINT_TO_NUMBER);
    default: *out = value_is_null(vm, v) ? 0 : NAN; return true;
  }
}

/* ToNumber ( argument )   #sec-tonumber */
bool to_number_slow(Vm *vm, Value v, double *out) {
  if (value_is_object(v)) TRY(to_primitive(vm, v, PREFER_NUMBER, &v));
  return primitive_to_number(vm, v, out);
}

/* What cannot be a BigInt, as messages show it: strings without quotes. Always false. */
static bool throw_not_bigint(Vm *vm, ErrorKind kind, Value v) {
  char text[128];
  if (!value_is_string(v))
    return throw_error(vm, kind, ERROR_BIGINT_FROM, value_describe(vm, v, text, sizeof text));
  char *utf8 = string_to_utf8(vm, value_as_string(v), false, NULL);
  TRY(utf8);
  throw_error(vm, kind, ERROR_BIGINT_FROM, utf8);
  free(utf8);
  return false;
}

/* ToBigInt ( argument )   #sec-tobigint */
bool to_bigint(Vm *vm, Value v, BigInt **out) {
  TRY(to_primitive(vm, v, PREFER_NUMBER, &v));
  if (value_is_bigint(v)) {
    *out = value_as_bigint(v);
    return true;
  }
  if (value_is_bool(vm, v)) return (*out = bigint_from_int64(vm, value_is_true(vm, v))) != NULL;
  if (!value_is_string(v)) return throw_not_bigint(vm, ERROR_KIND_TYPE, v);
  TRY(bigint_from_string(vm, value_as_string(v), out));
  return *out || throw_not_bigint(vm, ERROR_KIND_SYNTAX, v);
}

/* StringToNumber ( str )   #sec-stringtonumber */
bool string_to_number(Vm *vm, String *s, double *out) {
  StringView view;
  TRY(string_view(vm, s, &view));
  *out = view.wide ? number_from_utf16(view.units, view.length)
                   : number_from_latin1(view.units, view.length);
  keep_alive(s);
  return true;
}

/* ToIntegerOrInfinity ( argument )   #sec-tointegerorinfinity */
bool to_integer_or_infinity(Vm *vm, Value v, double *out) {
  if (value_is_int(v)) {
    *out = value_as_int(v);
    return true;
  }
  double number;
  TRY(to_number(vm, v, &number));
  *out = number == number ? trunc(number) + 0.0 : 0; /* + 0.0: no negative zero */
  return true;
}

/* ToInt32 ( argument )   #sec-toint32 */
bool to_int32(Vm *vm, Value v, int32_t *out) {
  if (value_is_int(v)) {
    *out = value_as_int(v);
    return true;
  }
  double number;
  TRY(to_number(vm, v, &number));
  *out = number_to_int32(number);
  return true;
}

/* ToUint32 ( argument )   #sec-touint32 */
bool to_uint32(Vm *vm, Value v, uint32_t *out) {
  int32_t number;
  TRY(to_int32(vm, v, &number));
  *out = (uint32_t)number;
  return true;
}

/* ToLength ( argument )   #sec-tolength */
bool to_length(Vm *vm, Value v, double *out) {
  double number;
  TRY(to_integer_or_infinity(vm, v, &number));
  *out = number <= 0 ? 0 : fmin(number, MAX_SAFE_INTEGER);
  return true;
}

/* ToIndex ( value )   #sec-toindex */
bool to_index(Vm *vm, Value v, double *out) {
  TRY(to_integer_or_infinity(vm, v, out));
  if (*out >= 0 && *out <= MAX_SAFE_INTEGER) return true;
  char text[64];
  return throw_range_error(vm, ERROR_INVALID_ARGUMENT, value_describe(vm, v, text, sizeof text));
}

/* The clamping that slice, at, fill … describe step by step. */
bool to_relative_index(Vm *vm, Value v, double length, double fallback, double *out) {
  if (value_is_undefined(vm, v)) {
    *out = fallback;
    return true;
  }
  double relative;
  TRY(to_integer_or_infinity(vm, v, &relative));
  *out = relative < 0 ? fmax(length + relative, 0) : fmin(relative, length);
  return true;
}

static bool primitive_to_string(Vm *vm, Value v, String **out) {
  if (value_is_number(v)) return (*out = string_from_number(vm, value_as_number(v))) != NULL;
  PropertyKey name;
  switch (cell_type(value_as_cell(v))) {
    case CELL_STRING: *out = value_as_string(v); return true;
    case CELL_BOOLEAN: name = value_is_true(vm, v) ? vm->names.true_ : vm->names.false_; break;
    case CELL_SYMBOL: return throw_type_error(vm, ERROR_SYMBOL_TO_STRING);
    case CELL_BIGINT: return (*out = bigint_to_string(vm, value_as_bigint(v), 10)) != NULL;
    default: name = value_is_null(vm, v) ? vm->names.null : vm->names.undefined; break;
  }
  *out = (String *)key_cell(name);
  return true;
}

/* ToString ( argument )   #sec-tostring */
bool to_string_slow(Vm *vm, Value v, String **out) {
  if (value_is_object(v)) TRY(to_primitive(vm, v, PREFER_STRING, &v));
  return primitive_to_string(vm, v, out);
}

/* ToPropertyKey ( argument )   #sec-topropertykey */
bool to_property_key(Vm *vm, Value v, PropertyKey *out) {
  if (value_is_int(v) && value_as_int(v) >= 0) {
    *out = key_from_index((uint32_t)value_as_int(v));
    return true;
  }
  if (value_is_string(v)) return key_from_string(vm, value_as_string(v), out);
  if (value_is_double(v)) return key_from_double(vm, value_as_double(v), out);
  String *s;
  TRY(to_primitive(vm, v, PREFER_STRING, &v));
  if (value_is_symbol(v)) {
    *out = key_from_symbol(value_as_symbol(v));
    return true;
  }
  TRY(primitive_to_string(vm, v, &s));
  return key_from_string(vm, s, out);
}

/* The key of a number: ToString of it, but for array indices without making the string. */
bool key_from_double(Vm *vm, double index, PropertyKey *out) {
  uint32_t array_index;
  if (likely(index >= 0 && index < 4294967295.0 && index == (double)(uint32_t)index)) {
    array_index = (uint32_t)index; /* -0 prints as 0, too */
    *out = key_from_index(array_index);
    return true;
  }
  String *s = string_from_number(vm, index);
  TRY(s);
  return key_from_string(vm, s, out);
}

/* RequireObjectCoercible ( argument )   #sec-requireobjectcoercible */
bool require_object_coercible(Vm *vm, Value v, const char *method) {
  if (value_is_nullish(vm, v)) return throw_type_error(vm, ERROR_CALLED_ON_NULLISH, method);
  return true;
}

/* typeof   #sec-typeof-operator-runtime-semantics-evaluation */
String *type_of(Vm *vm, Value v) {
  PropertyKey name = vm->names.object;
  if (value_is_number(v)) return (String *)key_cell(vm->names.number);
  switch (cell_type(value_as_cell(v))) {
    case CELL_STRING: name = vm->names.string; break;
    case CELL_BOOLEAN: name = vm->names.boolean; break;
    case CELL_SYMBOL: name = vm->names.symbol; break;
    case CELL_BIGINT: name = vm->names.bigint; break;
    case CELL_SIMPLE:
      if (!value_is_null(vm, v)) name = vm->names.undefined;
      break;
    default:
      if (value_is_callable(vm, v)) name = vm->names.function;
      break;
  }
  return (String *)key_cell(name);
}

/* Boxes a primitive. */
static bool primitive_to_object(Vm *vm, Value v, IntrinsicId prototype, Object **out) {
  PrimitiveObject *o = intrinsic_instance(vm, prototype, CELL_PRIMITIVE_OBJECT, sizeof *o);
  TRY(o);
  slot_store(vm, o, &o->value, v);
  *out = &o->base;
  return true;
}

/* ToObject ( argument )   #sec-toobject */
bool to_object_slow(Vm *vm, Value v, Object **out) {
  if (value_is_number(v)) return primitive_to_object(vm, v, INTRINSIC_NUMBER_PROTOTYPE, out);
  switch (cell_type(value_as_cell(v))) {
    case CELL_SIMPLE: return throw_type_error(vm, ERROR_CONVERT_NULLISH_TO_OBJECT);
    case CELL_BOOLEAN: return primitive_to_object(vm, v, INTRINSIC_BOOLEAN_PROTOTYPE, out);
    case CELL_STRING: return primitive_to_object(vm, v, INTRINSIC_STRING_PROTOTYPE, out);
    case CELL_SYMBOL: return primitive_to_object(vm, v, INTRINSIC_SYMBOL_PROTOTYPE, out);
    case CELL_BIGINT: return primitive_to_object(vm, v, INTRINSIC_BIGINT_PROTOTYPE, out);
    default: *out = value_as_object(v); return true;
  }
}
