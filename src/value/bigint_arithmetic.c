/* SPDX-License-Identifier: MIT */
/* bigint_arithmetic.c: + - * / % ** on BigInts   #sec-ecmascript-language-types-bigint-type
 *
 * OPT: magnitudes of one limb are handled here, without GMP. */
#include "value/bigint_layout.h"

/* |a| + |b| */
static BigInt *add_magnitudes(Vm *vm, const BigInt *a, const BigInt *b, bool negative) {
  if (a->count < b->count) {
    const BigInt *swap = a;
    a = b;
    b = swap;
  }
  if (bigint_is_zero(b)) return bigint_with_sign(vm, a, negative);
  BigInt *sum = bigint_allocate(vm, (uint64_t)a->count + 1);
  if (!sum) return NULL;
  sum->limbs[a->count] =
      mpn_add(bigint_limbs(sum), bigint_limbs(a), a->count, bigint_limbs(b), b->count);
  return bigint_finish(vm, sum, negative);
}

/* |a| - |b|, negated if `negative`. */
static BigInt *subtract_magnitudes(Vm *vm, const BigInt *a, const BigInt *b, bool negative) {
  int order = bigint_compare_magnitude(a, b);
  if (order == 0) return bigint_zero(vm);
  if (order < 0) return subtract_magnitudes(vm, b, a, !negative);
  if (bigint_is_zero(b)) return bigint_with_sign(vm, a, negative);
  BigInt *difference = bigint_allocate(vm, a->count);
  if (!difference) return NULL;
  mpn_sub(bigint_limbs(difference), bigint_limbs(a), a->count, bigint_limbs(b), b->count);
  return bigint_finish(vm, difference, negative);
}

static BigInt *add_singles(Vm *vm, uint64_t a, bool a_negative, uint64_t b, bool b_negative) {
  uint64_t sum = a + b;
  if (a_negative == b_negative) return bigint_of_limbs(vm, sum, sum < a, a_negative);
  return a < b ? bigint_of_limb(vm, b - a, b_negative) : bigint_of_limb(vm, a - b, a_negative);
}

static BigInt *add_signed(Vm *vm, const BigInt *a, const BigInt *b, bool b_negative) {
  bool a_negative = bigint_is_negative(a);
  if (bigint_is_single(a) && bigint_is_single(b))
    return add_singles(vm, bigint_low(a), a_negative, bigint_low(b), b_negative);
  return a_negative == b_negative ? add_magnitudes(vm, a, b, a_negative)
                                  : subtract_magnitudes(vm, a, b, a_negative);
}

BigInt *bigint_add(Vm *vm, const BigInt *a, const BigInt *b) {
  return add_signed(vm, a, b, bigint_is_negative(b));
}

BigInt *bigint_subtract(Vm *vm, const BigInt *a, const BigInt *b) {
  if (bigint_is_zero(b)) return (BigInt *)a;
  return add_signed(vm, a, b, !bigint_is_negative(b));
}

BigInt *bigint_negate(Vm *vm, const BigInt *a) {
  return bigint_with_sign(vm, a, !bigint_is_negative(a));
}

BigInt *bigint_add_int64(Vm *vm, const BigInt *a, int64_t delta) {
  uint64_t magnitude = delta < 0 ? 0 - (uint64_t)delta : (uint64_t)delta;
  if (bigint_is_single(a))
    return add_singles(vm, bigint_low(a), bigint_is_negative(a), magnitude, delta < 0);
  BigInt *b = bigint_from_int64(vm, delta);
  return b ? bigint_add(vm, a, b) : NULL;
}

BigInt *bigint_multiply(Vm *vm, const BigInt *a, const BigInt *b) {
  bool negative = bigint_is_negative(a) != bigint_is_negative(b);
  if (bigint_is_single(a) && bigint_is_single(b)) {
    uint64_t high, low = multiply_wide(bigint_low(a), bigint_low(b), &high);
    return bigint_of_limbs(vm, low, high, negative);
  }
  if (bigint_is_zero(a) || bigint_is_zero(b)) return bigint_zero(vm);
  if (bigint_bit_length(a) + bigint_bit_length(b) > BIGINT_MAX_BITS + 1) return bigint_too_big(vm);
  if (a->count < b->count) {
    const BigInt *swap = a;
    a = b;
    b = swap;
  }
  TRY_NULL(bigint_expect_scratch(vm, MULTIPLY_SCRATCH * ((uint64_t)a->count + b->count)));
  BigInt *product = bigint_allocate(vm, (uint64_t)a->count + b->count);
  if (!product) return NULL;
  if (a == b) mpn_sqr(bigint_limbs(product), bigint_limbs(a), a->count);
  else mpn_mul(bigint_limbs(product), bigint_limbs(a), a->count, bigint_limbs(b), b->count);
  return bigint_finish(vm, product, negative);
}

static MUST_USE bool check_divisor(Vm *vm, const BigInt *b) {
  return !bigint_is_zero(b) || throw_range_error(vm, ERROR_BIGINT_DIVISION);
}

/* Room for the part of a division's result that nobody wants: on the stack, if that will do. */
#define UNWANTED_ON_STACK 32
static uint64_t *unwanted(Vm *vm, uint64_t on_stack[UNWANTED_ON_STACK], uint64_t limbs) {
  if (limbs <= UNWANTED_ON_STACK) return on_stack;
  BigInt *b = bigint_allocate(vm, limbs);
  return b ? b->limbs : NULL;
}

/* Quotient and remainder, truncated, of |a| >= |b| > 0: limbs a->count - b->count + 1, and b->count. */
static bool divide(Vm *vm, const BigInt *a, const BigInt *b, uint64_t *quotient,
                   uint64_t *remainder) {
  TRY(bigint_expect_scratch(vm, DIVIDE_SCRATCH * ((uint64_t)a->count + b->count)));
  mpn_tdiv_qr((mp_limb_t *)quotient, (mp_limb_t *)remainder, 0, bigint_limbs(a), a->count,
              bigint_limbs(b), b->count);
  return true;
}

BigInt *bigint_divide(Vm *vm, const BigInt *a, const BigInt *b) {
  TRY_NULL(check_divisor(vm, b));
  bool negative = bigint_is_negative(a) != bigint_is_negative(b);
  if (bigint_is_single(a) && bigint_is_single(b))
    return bigint_of_limb(vm, bigint_low(a) / b->limbs[0], negative);
  if (bigint_compare_magnitude(a, b) < 0) return bigint_zero(vm);
  uint64_t on_stack[UNWANTED_ON_STACK];
  BigInt *quotient = bigint_allocate(vm, (uint64_t)a->count - b->count + 1);
  uint64_t *remainder = quotient ? unwanted(vm, on_stack, b->count) : NULL;
  TRY_NULL(remainder && divide(vm, a, b, quotient->limbs, remainder));
  keep_alive(remainder);
  return bigint_finish(vm, quotient, negative);
}

BigInt *bigint_remainder(Vm *vm, const BigInt *a, const BigInt *b) {
  TRY_NULL(check_divisor(vm, b));
  bool negative = bigint_is_negative(a);
  if (b->count == 1) {
    uint64_t rest = bigint_is_single(a) ? bigint_low(a) % b->limbs[0]
                                        : mpn_mod_1(bigint_limbs(a), a->count, b->limbs[0]);
    return bigint_of_limb(vm, rest, negative);
  }
  if (bigint_compare_magnitude(a, b) < 0) return (BigInt *)a;
  uint64_t on_stack[UNWANTED_ON_STACK];
  BigInt *remainder = bigint_allocate(vm, b->count);
  uint64_t *quotient = remainder ? unwanted(vm, on_stack, (uint64_t)a->count - b->count + 1) : NULL;
  TRY_NULL(quotient && divide(vm, a, b, quotient, remainder->limbs));
  keep_alive(quotient);
  return bigint_finish(vm, remainder, negative);
}

static bool is_power_of_two_magnitude(const BigInt *a) {
  for (uint32_t i = 0; i + 1 < a->count; i++)
    if (a->limbs[i]) return false;
  return is_power_of_two(a->limbs[a->count - 1]);
}

/* base to a power whose size was found to be fine, by squaring. */
static BigInt *power(Vm *vm, const BigInt *base, uint64_t exponent) {
  BigInt *result = NULL, *square = (BigInt *)base;
  for (;;) {
    if (exponent & 1) {
      result = result ? bigint_multiply(vm, result, square) : square;
      if (!result) return NULL;
    }
    exponent >>= 1;
    if (!exponent) return result;
    square = bigint_multiply(vm, square, square);
    if (!square) return NULL;
  }
}

BigInt *bigint_exponentiate(Vm *vm, const BigInt *base, const BigInt *exponent) {
  if (bigint_is_negative(exponent)) {
    throw_range_error(vm, ERROR_BIGINT_EXPONENT);
    return NULL;
  }
  if (bigint_is_zero(exponent)) return bigint_from_uint64(vm, 1);
  uint64_t length = bigint_bit_length(base);
  bool odd = exponent->limbs[0] & 1, negative = bigint_is_negative(base) && odd;
  if (length <= 1) return bigint_with_sign(vm, base, negative); /* 0, 1, -1 */
  uint64_t power_bits;
  if (exponent->count > 1 || __builtin_mul_overflow(length - 1, exponent->limbs[0], &power_bits) ||
      power_bits > BIGINT_MAX_BITS)
    return bigint_too_big(vm);
  if (!is_power_of_two_magnitude(base)) return power(vm, base, exponent->limbs[0]);
  BigInt *one = bigint_from_uint64(vm, 1);
  return one ? bigint_shift_up(vm, one, power_bits, negative) : NULL;
}
