/* SPDX-License-Identifier: MIT */
/* bigint.c: the BigInt constructor and BigInt.prototype   #sec-bigint-objects
 *
 * toLocaleString prints as the locale en-US does: there is no other. */
#include "value/bigint.h"

#include <math.h>

#include "builtins/this_value.h"
#include "ops/call.h"

/* NumberToBigInt ( number )   #sec-numbertobigint */
static bool number_to_bigint(Vm *vm, Value number, BigInt **out) {
  double d = value_as_number(number);
  if (d != trunc(d) || isinf(d)) {
    char text[64];
    return throw_range_error(vm, ERROR_BIGINT_FROM_NUMBER,
                             value_describe(vm, number, text, sizeof text));
  }
  return (*out = bigint_from_double(vm, d)) != NULL;
}

/* BigInt ( value )   #sec-bigint-constructor-number-value */
static bool bigint_constructor(Vm *vm, Call *call) {
  Value primitive;
  BigInt *result;
  if (call_is_construct(vm, call)) return throw_type_error(vm, ERROR_NOT_CONSTRUCTOR, "BigInt");
  TRY(to_primitive(vm, call_arg(vm, call, 0), PREFER_NUMBER, &primitive));
  if (value_is_number(primitive)) TRY(number_to_bigint(vm, primitive, &result));
  else TRY(to_bigint(vm, primitive, &result));
  return call_return_cell(call, result);
}

/* The arguments of asIntN and asUintN. */
static bool width_and_bigint(Vm *vm, const Call *call, double *bits, BigInt **out) {
  TRY(to_integer_or_infinity(vm, call_arg(vm, call, 0), bits));
  if (*bits < 0 || *bits > 9007199254740991.0) return throw_range_error(vm, ERROR_NOT_SAFE_INTEGER);
  return to_bigint(vm, call_arg(vm, call, 1), out);
}

/* BigInt.asIntN ( bits, bigint )   #sec-bigint.asintn */
static bool bigint_constructor_as_int_n(Vm *vm, Call *call) {
  double bits;
  BigInt *b;
  TRY(width_and_bigint(vm, call, &bits, &b));
  return call_return_cell(call, bigint_as_int_n(vm, (uint64_t)bits, b));
}

/* BigInt.asUintN ( bits, bigint )   #sec-bigint.asuintn */
static bool bigint_constructor_as_uint_n(Vm *vm, Call *call) {
  double bits;
  BigInt *b;
  TRY(width_and_bigint(vm, call, &bits, &b));
  return call_return_cell(call, bigint_as_uint_n(vm, (uint64_t)bits, b));
}

static const BuiltinProperty bigint_constructor_properties[] = {
    INTRINSIC_WITH("prototype", BIGINT_PROTOTYPE, 0),
    FUNCTION("asUintN", bigint_constructor_as_uint_n, 2),
    FUNCTION("asIntN", bigint_constructor_as_int_n, 2),
};

/* #sec-properties-of-the-bigint-constructor */
const BuiltinObject bigint_constructor_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .name = "BigInt",
    .length = 1,
    .flags = NATIVE_CONSTRUCTOR,
    .function = bigint_constructor,
    .properties = bigint_constructor_properties,
    .property_count = array_length(bigint_constructor_properties),
};

/* ThisBigIntValue ( value )   #sec-thisbigintvalue */
static bool this_bigint_value(Vm *vm, Value value, const char *method, Value *out) {
  *out = this_primitive_value(vm, value);
  if (value_is_bigint(*out)) return true;
  return throw_type_error(vm, ERROR_REQUIRES_THIS, method, "BigInt");
}

/* BigInt.prototype.toLocaleString ( )   #sec-bigint.prototype.tolocalestring */
static bool bigint_prototype_to_locale_string(Vm *vm, Call *call) {
  Value b;
  StringView digits;
  StringBuilder builder;
  TRY(this_bigint_value(vm, call->this_value, "BigInt.prototype.toLocaleString", &b));
  String *text = bigint_to_string(vm, value_as_bigint(b), 10);
  TRY(text);
  TRY(string_view(vm, text, &digits));
  uint32_t sign = bigint_is_negative(value_as_bigint(b)) ? 1 : 0;
  string_builder_init(&builder, vm);
  for (uint32_t i = 0; i < digits.length; i++) {
    if (i > sign && (digits.length - i) % 3 == 0) string_builder_unit(&builder, ',');
    string_builder_unit(&builder, view_at(digits, i));
  }
  keep_alive(text);
  return call_return_cell(call, string_builder_finish(&builder));
}

/* BigInt.prototype.toString ( [ radix ] )   #sec-bigint.prototype.tostring */
static bool bigint_prototype_to_string(Vm *vm, Call *call) {
  Value b;
  double radix = 10;
  TRY(this_bigint_value(vm, call->this_value, "BigInt.prototype.toString", &b));
  if (!value_is_undefined(vm, call_arg(vm, call, 0)))
    TRY(to_integer_or_infinity(vm, call_arg(vm, call, 0), &radix));
  if (radix < 2 || radix > 36)
    return throw_range_error(vm, ERROR_OUT_OF_RANGE, "toString() radix", 2, 36);
  return call_return_cell(call, bigint_to_string(vm, value_as_bigint(b), (unsigned)radix));
}

/* BigInt.prototype.valueOf ( )   #sec-bigint.prototype.valueof */
static bool bigint_prototype_value_of(Vm *vm, Call *call) {
  return this_bigint_value(vm, call->this_value, "BigInt.prototype.valueOf", &call->result);
}

static const BuiltinProperty bigint_prototype_properties[] = {
    INTRINSIC("constructor", BIGINT),
    FUNCTION("toLocaleString", bigint_prototype_to_locale_string, 0),
    FUNCTION("toString", bigint_prototype_to_string, 0),
    FUNCTION("valueOf", bigint_prototype_value_of, 0),
    STRING("@@toStringTag", "BigInt"),
};

/* #sec-properties-of-the-bigint-prototype-object */
const BuiltinObject bigint_prototype_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_OBJECT_PROTOTYPE,
    .properties = bigint_prototype_properties,
    .property_count = array_length(bigint_prototype_properties),
};
