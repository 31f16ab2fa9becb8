/* SPDX-License-Identifier: MIT */
/* number_print.c: integers and shortest decimals.
 *
 * Shortest digits come from Schubfach (Raffaello Giulietti, "The Schubfach way to render doubles", 2021): the interval
 * of numbers that round to the value is scaled by a power of ten, so that it holds at least one and at most ten
 * integers; then the shortest, and of those the closest, is one of four candidates. Three 64x128-bit products, no
 * loop, no fallback. Other formats are in number_format.c and number_radix.c. */
#include "base/bits.h"
#include "base/number.h"
#include "base/number_ieee.h"
#include "base/powers_of_ten.h"

/* ------------------------------------------------------------------ integers */

static const char digit_pairs[201] = "00010203040506070809101112131415161718192021222324"
                                     "25262728293031323334353637383940414243444546474849"
                                     "50515253545556575859606162636465666768697071727374"
                                     "75767778798081828384858687888990919293949596979899";

/* Writes the last `count` digits of `value`, with leading zeros, in front of `end`. */
static ALWAYS_INLINE void write_digits(char *end, uint32_t value, uint32_t count) {
  for (; count >= 2; count -= 2, value /= 100) memcpy(end -= 2, digit_pairs + value % 100 * 2, 2);
  if (count) *--end = (char)('0' + value % 10);
}

static inline uint32_t count_digits32(uint32_t value) {
  static const uint32_t powers[] = {0,      10,      100,      1000,      10000,
                                    100000, 1000000, 10000000, 100000000, 1000000000};
  uint32_t guess =
      ((bits_log2_32(value | 1) + 1) * 1233) >> 12; /* log10(2) is about 1233 / 4096. */
  return guess + (value >= powers[guess]);
}

size_t uint32_to_string(uint32_t value, char *out) {
  uint32_t count = value ? count_digits32(value) : 1;
  write_digits(out + count, value, count);
  return count;
}

size_t uint64_to_string(uint64_t value, char *out) {
  if (value <= UINT32_MAX) return uint32_to_string((uint32_t)value, out);
  uint64_t upper = value / 100000000;
  size_t count = uint64_to_string(upper, out);
  write_digits(out + count + 8, (uint32_t)(value - upper * 100000000), 8);
  return count + 8;
}

size_t int32_to_string(int32_t value, char *out) {
  if (value >= 0) return uint32_to_string((uint32_t)value, out);
  *out = '-';
  return 1 + uint32_to_string(0 - (uint32_t)value, out + 1);
}

size_t int64_to_string(int64_t value, char *out) {
  if (value >= 0) return uint64_to_string((uint64_t)value, out);
  *out = '-';
  return 1 + uint64_to_string(0 - (uint64_t)value, out + 1);
}

/* ------------------------------------------------------------------ shortest digits */

/* A decimal: significand x 10^exponent; the significand may end in zeros. */
typedef struct Decimal {
  uint64_t significand;
  int32_t exponent;
} Decimal;

/* The upper 64 bits of g x c / 2^64, its lowest bit set too if anything was cut off ("round to odd"): enough to compare
 * with multiples of two. */
static inline uint64_t scale_round_to_odd(PowerOfTen g, uint64_t c) {
  uint64_t low_high, high_high;
  multiply_wide(g.low, c, &low_high);
  uint64_t high_low = multiply_wide(g.high, c, &high_high);
  uint64_t middle = high_low + low_high;
  return (high_high + (middle < high_low)) | (middle > 1);
}

/* Schubfach for significand x 2^exponent. `uneven`: the neighbour below is nearer than the one above. */
static ALWAYS_INLINE Decimal shortest(uint64_t significand, int32_t exponent, bool uneven) {
  bool odd = significand & 1; /* The interval's bounds round to the value only if it is even. */
  /* k = floor(log10 of the interval's width), the width being 2^exponent, or 3/4 of it if uneven. */
  int32_t k = (exponent * 1262611 - (uneven ? 524031 : 0)) >> 22;
  int32_t shift = exponent + floor_log2_of_power_of_ten(-k) + 1;
  PowerOfTen scale = power_of_ten_ceiling(-k);
  /* Four times the value and the interval's bounds, in units of 10^k. */
  uint64_t value = scale_round_to_odd(scale, 4 * significand << shift);
  uint64_t lower = scale_round_to_odd(scale, (4 * significand - 2 + uneven) << shift) + odd;
  uint64_t upper = scale_round_to_odd(scale, (4 * significand + 2) << shift) - odd;
  uint64_t floor = value / 4;
  if (floor >= 10) { /* One digit fewer? At most one multiple of ten lies in the interval. */
    uint64_t tens = floor / 10;
    bool below = lower <= 40 * tens, above = 40 * tens + 40 <= upper;
    if (below != above) return (Decimal){tens + above, k + 1};
  }
  bool below = lower <= 4 * floor, above = 4 * floor + 4 <= upper;
  if (below != above) return (Decimal){floor + above, k};
  uint64_t middle = 4 * floor + 2;
  bool up = value > middle || (value == middle && (floor & 1));
  return (Decimal){floor + up, k};
}

static inline Decimal shortest_decimal(double value) {
  uint64_t bits = number_to_bits(value), fraction = bits & IEEE_FRACTION_MASK;
  int32_t biased = (int32_t)(bits >> IEEE_FRACTION_BITS);
  if (biased == 0) return shortest(fraction, IEEE_MIN_EXPONENT, false);
  return shortest(fraction | IEEE_HIDDEN_BIT, biased - IEEE_BIAS, fraction == 0 && biased > 1);
}

/* Writes 1 to 17 digits without the zeros they end in; sets count and point. */
static inline void render(Decimal decimal, NumberDigits *out) {
  uint64_t upper = decimal.significand / 100000000;
  if (upper * 100000000 == decimal.significand) /* Short decimals come with many zeros. */
    decimal = (Decimal){upper, decimal.exponent + 8};
  size_t count = uint64_to_string(decimal.significand, out->digits);
  out->point = (int32_t)count + decimal.exponent;
  while (out->digits[count - 1] == '0') count--;
  out->count = (int32_t)count;
}

void number_shortest_digits(double value, NumberDigits *out) {
  ASSERT(value > 0 && value * 0 == 0);
  render(shortest_decimal(value), out);
}

/* ------------------------------------------------------------------ Number::toString */

size_t number_write_special(double value, char *out) {
  const char *name = value != value ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
  size_t length = strlen(name);
  memcpy(out, name, length);
  return length;
}

size_t number_write_exponent(int32_t exponent, char *out) {
  out[0] = 'e';
  out[1] = exponent < 0 ? '-' : '+';
  return 2 + uint32_to_string((uint32_t)(exponent < 0 ? -exponent : exponent), out + 2);
}

/* Lays digits out as Number::toString does, its names being n for `point` and k for `count`. */
static size_t lay_out(const NumberDigits *number, char *out) {
  size_t count = (size_t)number->count;
  int32_t point = number->point;
  if (point > 21 || point <= -6) {
    size_t length = 1;
    out[0] = number->digits[0];
    if (count > 1) {
      out[1] = '.';
      memcpy(out + 2, number->digits + 1, count - 1);
      length = count + 1;
    }
    return length + number_write_exponent(point - 1, out + length);
  }
  if (point <= 0) {
    memcpy(out, "0.00000", 7);
    memcpy(out + 2 - point, number->digits, count);
    return 2 + (size_t)-point + count;
  }
  size_t whole = (size_t)point;
  if (count <= whole) {
    memcpy(out, number->digits, count);
    memset(out + count, '0', whole - count);
    return whole;
  }
  memcpy(out, number->digits, whole);
  out[whole] = '.';
  memcpy(out + whole + 1, number->digits + whole, count - whole);
  return count + 1;
}

size_t number_to_string(double value, char *out) {
  if (value > -IEEE_2_TO_53 && value < IEEE_2_TO_53) {
    int64_t integer = (int64_t)value;
    if ((double)integer == value) return int64_to_string(integer, out);
  }
  if (unlikely(!ieee_is_finite(value))) return number_write_special(value, out);
  size_t sign = value < 0;
  *out = '-';
  NumberDigits digits;
  render(shortest_decimal(value < 0 ? -value : value), &digits);
  return sign + lay_out(&digits, out + sign);
}
