/* SPDX-License-Identifier: MIT */
/* number_format.c: toFixed, toExponential and toPrecision, exactly.
 *
 * All three want the value to so many decimal digits, "the larger n" of two that are equally near: rounding half up,
 * which needs one more digit and nothing else. So each takes floor(|value| x 10^k), with k big enough for one digit
 * too many, as decimal digits (expand), and rounds those (round_digits). */
#include "base/bignum.h"
#include "base/bits.h"
#include "base/number_ieee.h"

/* Room for floor(value x 10^k): up to 309 digits where k is 0, some 130 otherwise. */
#define EXPANSION_SIZE 352

static const uint64_t powers_of_ten_64[20] = {1ull,
                                              10ull,
                                              100ull,
                                              1000ull,
                                              10000ull,
                                              100000ull,
                                              1000000ull,
                                              10000000ull,
                                              100000000ull,
                                              1000000000ull,
                                              10000000000ull,
                                              100000000000ull,
                                              1000000000000ull,
                                              10000000000000ull,
                                              100000000000000ull,
                                              1000000000000000ull,
                                              10000000000000000ull,
                                              100000000000000000ull,
                                              1000000000000000000ull,
                                              10000000000000000000ull};

/* floor(significand x 10^k x 2^exponent) in 128-bit arithmetic, if that is enough. */
static bool expand_in_registers(IeeeParts parts, uint32_t k, uint64_t *out) {
  if (k >= array_length(powers_of_ten_64) || parts.exponent > 0 || parts.exponent <= -128)
    return false;
  uint64_t high, low = multiply_wide(parts.significand, powers_of_ten_64[k], &high);
  uint32_t shift = (uint32_t)-parts.exponent;
  if (shift >= 64) {
    *out = high >> (shift - 64);
    return true;
  }
  if (high >> shift) return false;
  *out = shift ? high << (64 - shift) | low >> shift : low;
  return true;
}

/* Writes the digits of floor(|value| x 10^k), none for 0; returns how many. At most 1,500 bits get involved. */
static size_t expand(double value, uint32_t k, char *out) {
  IeeeParts parts = ieee_parts(value);
  uint64_t small;
  if (expand_in_registers(parts, k, &small)) return small ? uint64_to_string(small, out) : 0;
  Bignum number;
  bignum_set(&number, parts.significand);
  bignum_multiply_power_of_five(&number, k);
  int32_t shift = parts.exponent + (int32_t)k;
  if (shift >= 0) bignum_shift_left(&number, (uint32_t)shift);
  else bignum_shift_right(&number, (uint32_t)-shift);
  return bignum_to_decimal(&number, out);
}

/* Rounds to the first `kept` of the digits (there are more), half up. On a carry out of the first digit the digits
 * become 10...0, `kept` of them, and the result is true. */
static bool round_digits(char *digits, size_t kept) {
  if (digits[kept] < '5') return false;
  for (size_t i = kept; i-- > 0; digits[i] = '0')
    if (digits[i] < '9') {
      digits[i]++;
      return false;
    }
  digits[0] = '1';
  return true;
}

size_t number_to_fixed(double value, uint32_t digits, char *out) {
  ASSERT(digits <= 100);
  if (!(value > -1e21 && value < 1e21)) return number_to_string(value, out);
  char expansion[EXPANSION_SIZE];
  /* One zero in front takes the carry; the digit behind the last decides. */
  expansion[0] = '0';
  size_t count = expand(value, digits + 1, expansion + 1);
  char *first = expansion + 1;
  size_t kept = count > 0 ? count - 1 : 0;
  if (count > 0) {
    round_digits(expansion, kept + 1);
    if (expansion[0] != '0') {
      first--;
      kept++;
    }
  }
  char *next = out;
  if (value < 0) *next++ = '-';
  size_t whole = kept > digits ? kept - digits : 0;
  if (whole) memcpy(next, first, whole);
  else *next = '0';
  next += whole ? whole : 1;
  if (digits == 0) return (size_t)(next - out);
  *next++ = '.';
  size_t fraction = kept - whole;
  memset(next, '0', digits - fraction);
  memcpy(next + digits - fraction, first + whole, fraction);
  return (size_t)(next + digits - out);
}

/* The first `count` digits of a value that is not 0, rounded, into `out`; returns the power of ten of the first. */
static int32_t significant_digits(double value, uint32_t count, char *out) {
  IeeeParts parts = ieee_parts(value);
  /* A lower bound of floor(log10), at most one too low: log10(2) is a little more than 315652 / 2^20. */
  int32_t binary = parts.exponent + (int32_t)bits_log2_64(parts.significand);
  int32_t estimate = (int32_t)((int64_t)binary * (binary < 0 ? 315653 : 315652) >> 20);
  int32_t k = i32_max((int32_t)count - estimate, 0); /* gives at least count + 1 digits */
  char expansion[EXPANSION_SIZE];
  size_t length = expand(value, (uint32_t)k, expansion);
  ASSERT(length > count);
  int32_t exponent = (int32_t)length - 1 - k;
  exponent += round_digits(expansion, count);
  memcpy(out, expansion, count);
  return exponent;
}

/* Lays out d.ddd with an exponent. */
static size_t write_scientific(const char *digits, uint32_t count, int32_t exponent, char *out) {
  char *next = out;
  *next++ = digits[0];
  if (count > 1) {
    *next++ = '.';
    memcpy(next, digits + 1, count - 1);
    next += count - 1;
  }
  next += number_write_exponent(exponent, next);
  return (size_t)(next - out);
}

size_t number_to_exponential(double value, int32_t digits, char *out) {
  ASSERT(digits >= -1 && digits <= 100);
  if (!ieee_is_finite(value)) return number_write_special(value, out);
  size_t sign = value < 0;
  *out = '-';
  char zeros[101];
  if (value == 0) {
    memset(zeros, '0', sizeof zeros);
    return write_scientific(zeros, (uint32_t)i32_max(digits, 0) + 1, 0, out);
  }
  if (digits < 0) {
    NumberDigits shortest;
    number_shortest_digits(sign ? -value : value, &shortest);
    return sign + write_scientific(shortest.digits, (uint32_t)shortest.count, shortest.point - 1,
                                   out + sign);
  }
  char text[101];
  int32_t exponent = significant_digits(value, (uint32_t)digits + 1, text);
  return sign + write_scientific(text, (uint32_t)digits + 1, exponent, out + sign);
}

size_t number_to_precision(double value, uint32_t digits, char *out) {
  ASSERT(digits >= 1 && digits <= 100);
  if (!ieee_is_finite(value)) return number_write_special(value, out);
  char text[101], *next = out;
  int32_t exponent = 0;
  if (value == 0) memset(text, '0', digits);
  else exponent = significant_digits(value, digits, text);
  if (value < 0) *next++ = '-';
  if (exponent < -6 || exponent >= (int32_t)digits) {
    next += write_scientific(text, digits, exponent, next);
    return (size_t)(next - out);
  }
  size_t whole = exponent >= 0 ? (size_t)exponent + 1 : 0;
  if (whole) memcpy(next, text, whole);
  else *next = '0';
  next += whole ? whole : 1;
  if (whole == digits) return (size_t)(next - out);
  *next++ = '.';
  for (int32_t i = exponent + 1; i < 0; i++) *next++ = '0';
  memcpy(next, text + whole, digits - whole);
  return (size_t)(next + digits - whole - out);
}
