/* SPDX-License-Identifier: MIT */
/* math.c: the Math object   #sec-math-object
 *
 * Where the specification lets the result be approximated, it is what libm gives. Functions are
 * split in a part in C numbers and the JavaScript function around it, so that `math_of_one` is the
 * only place that converts the argument. */
#include <math.h>
#include <stdlib.h>

#include "base/bits.h"
#include "base/number.h"
#include "base/os.h"
#include "builtins/math_sum.h"
#include "ops/iterate.h"
#include "value/native.h"

/* Calls a function of one number on the first argument. */
static inline bool math_of_one(Vm *vm, Call *call, double (*function)(double)) {
  double x;
  Value argument = call_arg(vm, call, 0);
  if (likely(value_is_number(argument))) x = value_as_number(argument);
  else TRY(to_number(vm, argument, &x));
  return call_return_number(call, function(x));
}

static bool two_numbers(Vm *vm, Call *call, double *x, double *y) {
  TRY(to_number(vm, call_arg(vm, call, 0), x));
  return to_number(vm, call_arg(vm, call, 1), y);
}

/* Math.abs ( x )   #sec-math.abs */
static bool math_abs(Vm *vm, Call *call) { return math_of_one(vm, call, fabs); }

/* Math.acos ( x )   #sec-math.acos */
static bool math_acos(Vm *vm, Call *call) { return math_of_one(vm, call, acos); }

/* Math.acosh ( x )   #sec-math.acosh */
static bool math_acosh(Vm *vm, Call *call) { return math_of_one(vm, call, acosh); }

/* Math.asin ( x )   #sec-math.asin */
static bool math_asin(Vm *vm, Call *call) { return math_of_one(vm, call, asin); }

/* Math.asinh ( x )   #sec-math.asinh */
static bool math_asinh(Vm *vm, Call *call) { return math_of_one(vm, call, asinh); }

/* Math.atan ( x )   #sec-math.atan */
static bool math_atan(Vm *vm, Call *call) { return math_of_one(vm, call, atan); }

/* Math.atanh ( x )   #sec-math.atanh */
static bool math_atanh(Vm *vm, Call *call) { return math_of_one(vm, call, atanh); }

/* Math.atan2 ( y, x )   #sec-math.atan2 */
static bool math_atan2(Vm *vm, Call *call) {
  double y, x;
  TRY(two_numbers(vm, call, &y, &x));
  return call_return_number(call, atan2(y, x));
}

/* cbrt is off by one bit too often: not even the roots of cubes are exact. */
static double cube_root(double x) { return (double)cbrtl(x); }

/* Math.cbrt ( x )   #sec-math.cbrt */
static bool math_cbrt(Vm *vm, Call *call) { return math_of_one(vm, call, cube_root); }

/* Math.ceil ( x )   #sec-math.ceil */
static bool math_ceil(Vm *vm, Call *call) { return math_of_one(vm, call, ceil); }

/* Math.clz32 ( x )   #sec-math.clz32 */
static bool math_clz32(Vm *vm, Call *call) {
  uint32_t x;
  TRY(to_uint32(vm, call_arg(vm, call, 0), &x));
  return call_return(call, value_int(x ? (int32_t)bits_clz32(x) : 32));
}

/* Math.cos ( x )   #sec-math.cos */
static bool math_cos(Vm *vm, Call *call) { return math_of_one(vm, call, cos); }

/* Math.cosh ( x )   #sec-math.cosh */
static bool math_cosh(Vm *vm, Call *call) { return math_of_one(vm, call, cosh); }

/* Math.exp ( x )   #sec-math.exp */
static bool math_exp(Vm *vm, Call *call) { return math_of_one(vm, call, exp); }

/* Math.expm1 ( x )   #sec-math.expm1 */
static bool math_expm1(Vm *vm, Call *call) { return math_of_one(vm, call, expm1); }

/* Math.floor ( x )   #sec-math.floor */
static bool math_floor(Vm *vm, Call *call) { return math_of_one(vm, call, floor); }

static double round_to_float(double x) { return (double)(float)x; }

/* Math.fround ( x )   #sec-math.fround */
static bool math_fround(Vm *vm, Call *call) { return math_of_one(vm, call, round_to_float); }

/* The nearest number with 11 significant bits that is a multiple of 2^-24, ties to even. Every
 * operation but rint is exact. */
static double round_to_half(double x) {
  double magnitude = fabs(x);
  if (!isfinite(x) || x == 0) return x;
  if (magnitude >= 65520) return copysign(INFINITY, x);
  int exponent = magnitude < 0x1p-14 ? -14 : ilogb(magnitude);
  double unit = ldexp(1, exponent - 10);
  return rint(x / unit) * unit;
}

/* Math.f16round ( x )   #sec-math.f16round */
static bool math_f16round(Vm *vm, Call *call) { return math_of_one(vm, call, round_to_half); }

/* The square root of the sum of squares, scaled by the largest and with compensated summation. */
static double hypotenuse(const double *numbers, uint32_t count, double largest) {
  double sum = 0, compensation = 0;
  for (uint32_t i = 0; i < count; i++) {
    double scaled = numbers[i] / largest;
    double summand = scaled * scaled - compensation;
    double next = sum + summand;
    compensation = (next - sum) - summand;
    sum = next;
  }
  return sqrt(sum) * largest;
}

#define HYPOT_ON_STACK 16

/* The magnitudes of the arguments; *largest is Infinity or NaN where the result is. */
static bool hypot_coerce(Vm *vm, const Call *call, double *numbers, double *largest) {
  bool nan = false;
  *largest = 0;
  for (uint32_t i = 0; i < call->argc; i++) {
    TRY(to_number(vm, call->args[i], &numbers[i]));
    numbers[i] = fabs(numbers[i]);
    nan |= isnan(numbers[i]);
    *largest = fmax(*largest, numbers[i]);
  }
  if (nan && !isinf(*largest)) *largest = NAN;
  return true;
}

/* Math.hypot ( ...args )   #sec-math.hypot */
static bool math_hypot(Vm *vm, Call *call) {
  double on_stack[HYPOT_ON_STACK], *numbers = on_stack, largest;
  if (call->argc > HYPOT_ON_STACK) numbers = malloc(call->argc * sizeof *numbers);
  if (!numbers) return throw_out_of_memory(vm);
  bool ok = hypot_coerce(vm, call, numbers, &largest);
  double result = largest;
  if (ok && isfinite(largest) && largest > 0) result = hypotenuse(numbers, call->argc, largest);
  if (numbers != on_stack) free(numbers);
  return ok && call_return_number(call, result);
}

/* Math.imul ( x, y )   #sec-math.imul */
static bool math_imul(Vm *vm, Call *call) {
  uint32_t x, y;
  TRY(to_uint32(vm, call_arg(vm, call, 0), &x));
  TRY(to_uint32(vm, call_arg(vm, call, 1), &y));
  return call_return(call, value_int((int32_t)(x * y)));
}

/* Math.log ( x )   #sec-math.log */
static bool math_log(Vm *vm, Call *call) { return math_of_one(vm, call, log); }

/* Math.log1p ( x )   #sec-math.log1p */
static bool math_log1p(Vm *vm, Call *call) { return math_of_one(vm, call, log1p); }

/* Math.log10 ( x )   #sec-math.log10 */
static bool math_log10(Vm *vm, Call *call) { return math_of_one(vm, call, log10); }

/* Math.log2 ( x )   #sec-math.log2 */
static bool math_log2(Vm *vm, Call *call) { return math_of_one(vm, call, log2); }

static double larger(double a, double b) {
  if (isnan(a) || isnan(b)) return NAN;
  if (a == b) return signbit(a) ? b : a;
  return a > b ? a : b;
}

static double smaller(double a, double b) {
  if (isnan(a) || isnan(b)) return NAN;
  if (a == b) return signbit(a) ? a : b;
  return a < b ? a : b;
}

/* Folds the arguments, all of which are converted, whatever comes before. */
static inline bool fold(Vm *vm, Call *call, double start, double (*function)(double, double)) {
  double result = start;
  for (uint32_t i = 0; i < call->argc; i++) {
    double number;
    TRY(to_number(vm, call->args[i], &number));
    result = function(result, number);
  }
  return call_return_number(call, result);
}

/* Math.max ( ...args )   #sec-math.max */
static bool math_max(Vm *vm, Call *call) { return fold(vm, call, -INFINITY, larger); }

/* Math.min ( ...args )   #sec-math.min */
static bool math_min(Vm *vm, Call *call) { return fold(vm, call, INFINITY, smaller); }

/* Number::exponentiate: unlike C's pow, NaN whenever the exponent is, and for ±1 to ±Infinity.
 * #sec-numeric-types-number-exponentiate */
static double number_exponentiate(double base, double exponent) {
  if (isnan(exponent) || (isinf(exponent) && fabs(base) == 1)) return NAN;
  return pow(base, exponent);
}

/* Math.pow ( base, exponent )   #sec-math.pow */
static bool math_pow(Vm *vm, Call *call) {
  double base, exponent;
  TRY(two_numbers(vm, call, &base, &exponent));
  return call_return_number(call, number_exponentiate(base, exponent));
}

/* The state of Math.random is the VM's: xoshiro256**, seeded at the first call.
 * (https://prng.di.unimi.it/xoshiro256starstar.c) */
static uint64_t next_random(Vm *vm) {
  uint64_t *state = vm->random_state;
  if (!(state[0] | state[1] | state[2] | state[3])) os_random_bytes(state, sizeof vm->random_state);
  uint64_t result = rotate_left64(state[1] * 5, 7) * 9, shifted = state[1] << 17;
  state[2] ^= state[0];
  state[3] ^= state[1];
  state[1] ^= state[2];
  state[0] ^= state[3];
  state[2] ^= shifted;
  state[3] = rotate_left64(state[3], 45);
  return result;
}

/* Math.random ( )   #sec-math.random */
static bool math_random(Vm *vm, Call *call) {
  return call_return_number(call, (double)(next_random(vm) >> 11) * 0x1p-53);
}

/* The nearest integer, halves towards +Infinity; numbers of 2^52 and more have no fraction. */
static double round_half_up(double x) {
  if (!(fabs(x) < 0x1p52)) return x;
  double below = floor(x);
  return copysign(x - below >= 0.5 ? below + 1 : below, x);
}

/* Math.round ( x )   #sec-math.round */
static bool math_round(Vm *vm, Call *call) { return math_of_one(vm, call, round_half_up); }

static double sign_of(double x) { return x > 0 ? 1 : x < 0 ? -1 : x; }

/* Math.sign ( x )   #sec-math.sign */
static bool math_sign(Vm *vm, Call *call) { return math_of_one(vm, call, sign_of); }

/* Math.sin ( x )   #sec-math.sin */
static bool math_sin(Vm *vm, Call *call) { return math_of_one(vm, call, sin); }

/* Math.sinh ( x )   #sec-math.sinh */
static bool math_sinh(Vm *vm, Call *call) { return math_of_one(vm, call, sinh); }

/* Math.sqrt ( x )   #sec-math.sqrt */
static bool math_sqrt(Vm *vm, Call *call) { return math_of_one(vm, call, sqrt); }

/* The state of Math.sumPrecise: an exact sum of the finite numbers, and what was seen of others. */
typedef struct PreciseSum {
  ExactSum sum;
  bool plus_infinity, minus_infinity, nan;
  bool only_minus_zero;
} PreciseSum;

static void precise_sum_add(PreciseSum *state, double number) {
  if (isnan(number)) state->nan = true;
  else if (isinf(number)) *(number > 0 ? &state->plus_infinity : &state->minus_infinity) = true;
  else if (number != 0) exact_sum_add(&state->sum, number);
  if (number != 0 || !signbit(number)) state->only_minus_zero = false;
}

static double precise_sum_result(PreciseSum *state) {
  if (state->nan || (state->plus_infinity && state->minus_infinity)) return NAN;
  if (state->plus_infinity) return INFINITY;
  if (state->minus_infinity) return -INFINITY;
  return state->only_minus_zero ? -0.0 : exact_sum_round(&state->sum);
}

/* Math.sumPrecise ( items )   #sec-math.sumprecise */
static bool math_sum_precise(Vm *vm, Call *call) {
  Value items = call_arg(vm, call, 0);
  TRY(require_object_coercible(vm, items, "Math.sumPrecise"));
  IteratorRecord record;
  TRY(get_iterator(vm, items, ITERATOR_SYNC, &record));
  PreciseSum state = {.only_minus_zero = true};
  exact_sum_init(&state.sum);
  for (;;) {
    bool done;
    Value value;
    TRY(iterator_step_value(vm, &record, &done, &value));
    if (done) return call_return_number(call, precise_sum_result(&state));
    if (!value_is_number(value)) {
      char text[64];
      (void)throw_type_error(vm, ERROR_NOT_NUMBER, value_describe(vm, value, text, sizeof text));
      return iterator_close_throwing(vm, &record);
    }
    precise_sum_add(&state, value_as_number(value));
  }
}

/* Math.tan ( x )   #sec-math.tan */
static bool math_tan(Vm *vm, Call *call) { return math_of_one(vm, call, tan); }

/* Math.tanh ( x )   #sec-math.tanh */
static bool math_tanh(Vm *vm, Call *call) { return math_of_one(vm, call, tanh); }

/* Math.trunc ( x )   #sec-math.trunc */
static bool math_trunc(Vm *vm, Call *call) { return math_of_one(vm, call, trunc); }

static const BuiltinProperty math_properties[] = {
    NUMBER("E", M_E),
    NUMBER("LN10", M_LN10),
    NUMBER("LN2", M_LN2),
    NUMBER("LOG10E", M_LOG10E),
    NUMBER("LOG2E", M_LOG2E),
    NUMBER("PI", M_PI),
    NUMBER("SQRT1_2", M_SQRT1_2),
    NUMBER("SQRT2", M_SQRT2),
    STRING("@@toStringTag", "Math"),
    FUNCTION("abs", math_abs, 1),
    FUNCTION("acos", math_acos, 1),
    FUNCTION("acosh", math_acosh, 1),
    FUNCTION("asin", math_asin, 1),
    FUNCTION("asinh", math_asinh, 1),
    FUNCTION("atan", math_atan, 1),
    FUNCTION("atanh", math_atanh, 1),
    FUNCTION("atan2", math_atan2, 2),
    FUNCTION("cbrt", math_cbrt, 1),
    FUNCTION("ceil", math_ceil, 1),
    FUNCTION("clz32", math_clz32, 1),
    FUNCTION("cos", math_cos, 1),
    FUNCTION("cosh", math_cosh, 1),
    FUNCTION("exp", math_exp, 1),
    FUNCTION("expm1", math_expm1, 1),
    FUNCTION("floor", math_floor, 1),
    FUNCTION("fround", math_fround, 1),
    FUNCTION("f16round", math_f16round, 1),
    FUNCTION("hypot", math_hypot, 2),
    FUNCTION("imul", math_imul, 2),
    FUNCTION("log", math_log, 1),
    FUNCTION("log1p", math_log1p, 1),
    FUNCTION("log10", math_log10, 1),
    FUNCTION("log2", math_log2, 1),
    FUNCTION("max", math_max, 2),
    FUNCTION("min", math_min, 2),
    FUNCTION("pow", math_pow, 2),
    FUNCTION("random", math_random, 0),
    FUNCTION("round", math_round, 1),
    FUNCTION("sign", math_sign, 1),
    FUNCTION("sin", math_sin, 1),
    FUNCTION("sinh", math_sinh, 1),
    FUNCTION("sqrt", math_sqrt, 1),
    FUNCTION("sumPrecise", math_sum_precise, 1),
    FUNCTION("tan", math_tan, 1),
    FUNCTION("tanh", math_tanh, 1),
    FUNCTION("trunc", math_trunc, 1),
};

const BuiltinObject math_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_OBJECT_PROTOTYPE,
    .properties = math_properties,
    .property_count = array_length(math_properties),
};
