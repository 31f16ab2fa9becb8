/* SPDX-License-Identifier: MIT */
/* number.c: the Number constructor and Number.prototype   #sec-number-objects
 *
 * Printing and parsing are base/number.h's; this file checks arguments in the order of the
 * specification. toLocaleString prints as the locale en-US does: there is no other. */
#include <math.h>

#include "base/number.h"
#include "builtins/this_value.h"
#include "ops/call.h"
#include "value/bigint.h"
#include "value/native.h"

#define MAX_SAFE_INTEGER 9007199254740991.0

static bool number_result(Vm *vm, Call *call, const char *text, size_t length) {
  return call_return_cell(call, string_new_latin1(vm, (const uint8_t *)text, length));
}

/* Number ( value )   #sec-number-constructor-number-value */
static bool number_constructor(Vm *vm, Call *call) {
  Value number = value_int(0);
  if (call->argc > 0) {
    TRY(to_numeric(vm, call->args[0], &number));
    if (value_is_bigint(number)) number = value_number(bigint_to_double(value_as_bigint(number)));
  }
  if (!call_is_construct(vm, call)) return call_return(call, number);
  PrimitiveObject *object;
  TRY(ordinary_create_from_constructor(vm, call->new_target, INTRINSIC_NUMBER_PROTOTYPE,
                                       CELL_PRIMITIVE_OBJECT, sizeof *object, (void **)&object));
  slot_store(vm, object, &object->value, number);
  return call_return_cell(call, object);
}

/* IsIntegralNumber ( argument )   #sec-isintegralnumber */
static bool is_integral_number(Value value) {
  if (value_is_int(value)) return true;
  if (!value_is_double(value)) return false;
  double number = value_as_double(value);
  return isfinite(number) && trunc(number) == number;
}

/* Number.isFinite ( number )   #sec-number.isfinite */
static bool number_is_finite(Vm *vm, Call *call) {
  Value value = call_arg(vm, call, 0);
  return call_return_bool(vm, call, value_is_number(value) && isfinite(value_as_number(value)));
}

/* Number.isInteger ( number )   #sec-number.isinteger */
static bool number_is_integer(Vm *vm, Call *call) {
  return call_return_bool(vm, call, is_integral_number(call_arg(vm, call, 0)));
}

/* Number.isNaN ( number )   #sec-number.isnan */
static bool number_is_nan(Vm *vm, Call *call) {
  Value value = call_arg(vm, call, 0);
  return call_return_bool(vm, call, value_is_number(value) && isnan(value_as_number(value)));
}

/* Number.isSafeInteger ( number )   #sec-number.issafeinteger */
static bool number_is_safe_integer(Vm *vm, Call *call) {
  Value value = call_arg(vm, call, 0);
  return call_return_bool(
      vm, call, is_integral_number(value) && fabs(value_as_number(value)) <= MAX_SAFE_INTEGER);
}

/* ThisNumberValue ( value )   #sec-thisnumbervalue */
static bool this_number_value(Vm *vm, const Call *call, const char *method, double *out) {
  Value value = this_primitive_value(vm, call->this_value);
  if (!value_is_number(value)) return throw_type_error(vm, ERROR_THIS_NOT, method, "Number");
  *out = value_as_number(value);
  return true;
}

/* Number.prototype.toExponential ( fractionDigits )   #sec-number.prototype.toexponential */
static bool number_prototype_to_exponential(Vm *vm, Call *call) {
  double number, digits;
  TRY(this_number_value(vm, call, "Number.prototype.toExponential", &number));
  Value fraction_digits = call_arg(vm, call, 0);
  TRY(to_integer_or_infinity(vm, fraction_digits, &digits));
  if (!isfinite(number)) return call_return_cell(call, string_from_number(vm, number));
  if (digits < 0 || digits > 100)
    return throw_range_error(vm, ERROR_OUT_OF_RANGE, "toExponential()", 0, 100);
  char text[NUMBER_FORMAT_BUFFER_SIZE];
  int32_t shown = value_is_undefined(vm, fraction_digits) ? -1 : (int32_t)digits;
  return number_result(vm, call, text, number_to_exponential(number, shown, text));
}

/* Number.prototype.toFixed ( fractionDigits )   #sec-number.prototype.tofixed */
static bool number_prototype_to_fixed(Vm *vm, Call *call) {
  double number, digits;
  TRY(this_number_value(vm, call, "Number.prototype.toFixed", &number));
  TRY(to_integer_or_infinity(vm, call_arg(vm, call, 0), &digits));
  if (digits < 0 || digits > 100)
    return throw_range_error(vm, ERROR_OUT_OF_RANGE, "toFixed() digits", 0, 100);
  char text[NUMBER_FORMAT_BUFFER_SIZE];
  return number_result(vm, call, text, number_to_fixed(number, (uint32_t)digits, text));
}

/* The most digits behind the point that en-US shows. */
#define LOCALE_FRACTION_DIGITS 3

/* Rounds to LOCALE_FRACTION_DIGITS behind the point, a half away from zero. The digits before the
 * first may become a new first one. */
static void round_for_locale(NumberDigits *digits) {
  int32_t kept = digits->point + LOCALE_FRACTION_DIGITS;
  if (kept >= digits->count) return;
  bool up = kept >= 0 && digits->digits[kept] >= '5';
  digits->count = kept < 0 ? 0 : kept;
  while (up && digits->count > 0 && digits->digits[digits->count - 1] == '9') digits->count--;
  if (up && digits->count > 0) {
    digits->digits[digits->count - 1]++;
  } else if (up) {
    digits->digits[0] = '1';
    digits->count = 1;
    digits->point++;
  }
  while (digits->count > 0 && digits->digits[digits->count - 1] == '0') digits->count--;
}

/* Writes the digits with a comma before each group of three. */
static void append_grouped(StringBuilder *out, const NumberDigits *digits) {
  if (digits->point <= 0 || digits->count == 0) string_builder_unit(out, '0');
  for (int32_t i = 0; digits->count && i < digits->point; i++) {
    if (i > 0 && (digits->point - i) % 3 == 0) string_builder_unit(out, ',');
    string_builder_unit(out, i < digits->count ? (uint16_t)digits->digits[i] : '0');
  }
  if (digits->count <= digits->point || digits->count == 0) return;
  string_builder_unit(out, '.');
  for (int32_t i = digits->point; i < 0; i++) string_builder_unit(out, '0');
  for (int32_t i = i32_max(digits->point, 0); i < digits->count; i++)
    string_builder_unit(out, (uint16_t)digits->digits[i]);
}

/* Number.prototype.toLocaleString ( )   #sec-number.prototype.tolocalestring */
static bool number_prototype_to_locale_string(Vm *vm, Call *call) {
  double number;
  TRY(this_number_value(vm, call, "Number.prototype.toLocaleString", &number));
  if (isnan(number)) return call_return(call, name_value(vm->names.nan));
  StringBuilder out;
  string_builder_init(&out, vm);
  if (signbit(number)) string_builder_unit(&out, '-');
  if (isinf(number)) {
    string_builder_unit(&out, 0x221e);
  } else {
    NumberDigits digits = {.point = 0, .count = 0};
    if (number != 0) number_shortest_digits(fabs(number), &digits);
    round_for_locale(&digits);
    append_grouped(&out, &digits);
  }
  return call_return_cell(call, string_builder_finish(&out));
}

/* Number.prototype.toPrecision ( precision )   #sec-number.prototype.toprecision */
static bool number_prototype_to_precision(Vm *vm, Call *call) {
  double number, precision;
  TRY(this_number_value(vm, call, "Number.prototype.toPrecision", &number));
  Value argument = call_arg(vm, call, 0);
  if (value_is_undefined(vm, argument))
    return call_return_cell(call, string_from_number(vm, number));
  TRY(to_integer_or_infinity(vm, argument, &precision));
  if (!isfinite(number)) return call_return_cell(call, string_from_number(vm, number));
  if (precision < 1 || precision > 100)
    return throw_range_error(vm, ERROR_OUT_OF_RANGE, "toPrecision()", 1, 100);
  char text[NUMBER_FORMAT_BUFFER_SIZE];
  return number_result(vm, call, text, number_to_precision(number, (uint32_t)precision, text));
}

/* Number.prototype.toString ( [ radix ] )   #sec-number.prototype.tostring */
static bool number_prototype_to_string(Vm *vm, Call *call) {
  double number, radix = 10;
  TRY(this_number_value(vm, call, "Number.prototype.toString", &number));
  Value argument = call_arg(vm, call, 0);
  if (!value_is_undefined(vm, argument)) TRY(to_integer_or_infinity(vm, argument, &radix));
  if (radix < 2 || radix > 36)
    return throw_range_error(vm, ERROR_OUT_OF_RANGE, "toString() radix", 2, 36);
  if (radix == 10) return call_return_cell(call, string_from_number(vm, number));
  char text[NUMBER_RADIX_BUFFER_SIZE];
  return number_result(vm, call, text, number_to_radix_string(number, (uint32_t)radix, text));
}

/* Number.prototype.valueOf ( )   #sec-number.prototype.valueof */
static bool number_prototype_value_of(Vm *vm, Call *call) {
  double number;
  TRY(this_number_value(vm, call, "Number.prototype.valueOf", &number));
  return call_return_number(call, number);
}

static const BuiltinProperty number_constructor_properties[] = {
    NUMBER("EPSILON", 0x1p-52),
    FUNCTION("isFinite", number_is_finite, 1),
    FUNCTION("isInteger", number_is_integer, 1),
    FUNCTION("isNaN", number_is_nan, 1),
    FUNCTION("isSafeInteger", number_is_safe_integer, 1),
    NUMBER("MAX_SAFE_INTEGER", MAX_SAFE_INTEGER),
    NUMBER("MAX_VALUE", 0x1.fffffffffffffp1023),
    NUMBER("MIN_SAFE_INTEGER", -MAX_SAFE_INTEGER),
    NUMBER("MIN_VALUE", 0x1p-1074),
    NUMBER("NaN", NAN),
    NUMBER("NEGATIVE_INFINITY", -INFINITY),
    INTRINSIC("parseFloat", PARSE_FLOAT),
    INTRINSIC("parseInt", PARSE_INT),
    NUMBER("POSITIVE_INFINITY", INFINITY),
    INTRINSIC_WITH("prototype", NUMBER_PROTOTYPE, 0),
};

const BuiltinObject number_constructor_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .name = "Number",
    .length = 1,
    .flags = NATIVE_CONSTRUCTOR,
    .function = number_constructor,
    .properties = number_constructor_properties,
    .property_count = array_length(number_constructor_properties),
};

static const BuiltinProperty number_prototype_properties[] = {
    INTRINSIC("constructor", NUMBER),
    FUNCTION("toExponential", number_prototype_to_exponential, 1),
    FUNCTION("toFixed", number_prototype_to_fixed, 1),
    FUNCTION("toLocaleString", number_prototype_to_locale_string, 0),
    FUNCTION("toPrecision", number_prototype_to_precision, 1),
    FUNCTION("toString", number_prototype_to_string, 1),
    FUNCTION("valueOf", number_prototype_value_of, 0),
};

const BuiltinObject number_prototype_builtin = {
    .type = CELL_PRIMITIVE_OBJECT,
    .prototype = INTRINSIC_OBJECT_PROTOTYPE,
    .properties = number_prototype_properties,
    .property_count = array_length(number_prototype_properties),
};
