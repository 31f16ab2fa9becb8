/* SPDX-License-Identifier: MIT */
/* number_radix.c: numbers in any radix from 2 to 36, and the integer conversions modulo 2^32. */
#include "base/bignum.h"
#include "base/bits.h"
#include "base/number_ieee.h"
#include "base/number_scan.h"

static const char digit_characters[] = "0123456789abcdefghijklmnopqrstuvwxyz";

/* ------------------------------------------------------------------ printing */

/* Half the distance from a positive value to the next double above: what a printed fraction may be off by. */
static double half_gap_above(double value) {
  double above = number_from_bits(number_to_bits(value) + 1);
  double half = 0.5 * (above - value);
  return half > 0 ? half : number_from_bits(1);
}

/* Adds one to the last digit, dropping digits that become zero; returns the new end, or `first` if the carry leaves
 * the fraction. */
static char *round_fraction_up(char *first, char *end, uint32_t radix) {
  while (end > first) {
    char *last = end - 1;
    uint32_t digit = digit_value((uint8_t)*last) + 1;
    if (digit < radix) {
      *last = digit_characters[digit];
      return end;
    }
    end = last;
  }
  return first;
}

/* Writes the digits of 0 < fraction < 1 until the rest is within `error`, rounding the last. Returns their end;
 * `*carry` says that the fraction rounded up to 1. */
static char *write_fraction(double fraction, double error, uint32_t radix, char *first,
                            bool *carry) {
  char *next = first;
  *carry = false;
  do {
    fraction *= radix;
    error *= radix;
    uint32_t digit = (uint32_t)fraction;
    *next++ = digit_characters[digit];
    fraction -= digit;
    bool upper_half = fraction > 0.5 || (fraction == 0.5 && (digit & 1));
    if (upper_half && fraction + error > 1) {
      next = round_fraction_up(first, next, radix);
      *carry = next == first;
      return next;
    }
  } while (fraction >= error);
  return next;
}

/* Writes an integer below 2^53 in front of `end`; returns its start. */
static char *write_small_integer(uint64_t integer, uint32_t radix, char *end) {
  do {
    *--end = digit_characters[integer % radix];
    integer /= radix;
  } while (integer > 0);
  return end;
}

/* Writes an integer in front of `end`; returns its start. What lies below the double's precision prints as zeros; the
 * digit at its edge comes from a rounded division. Exact digits there would only look more precise, and differ from
 * what V8 prints. */
static char *write_integer(double integer, uint32_t radix, char *end) {
  while (integer / radix >= IEEE_2_TO_53) {
    integer /= radix;
    *--end = '0';
  }
  if (integer >= IEEE_2_TO_53) {
    uint32_t digit = (uint32_t)((uint64_t)integer % radix);
    *--end = digit_characters[digit];
    integer = (integer - digit) / radix;
  }
  return write_small_integer((uint64_t)integer, radix, end);
}

size_t number_to_radix_string(double value, uint32_t radix, char *out) {
  ASSERT(radix >= 2 && radix <= 36);
  if (radix == 10 || !ieee_is_finite(value)) return number_to_string(value, out);
  size_t sign = value < 0;
  if (sign) {
    *out++ = '-';
    value = -value;
  }
  char integer_digits[1100], *integer_end = integer_digits + sizeof integer_digits;
  char fraction_digits[1100], *fraction_end = fraction_digits; /* 1,074 digits and a point */
  double integer = __builtin_floor(value), fraction = value - integer;
  double error = half_gap_above(value);
  fraction_digits[0] = '.';
  if (fraction >= error) {
    bool carry;
    fraction_end = write_fraction(fraction, error, radix, fraction_digits + 1, &carry);
    if (carry) {
      integer += 1;
      fraction_end = fraction_digits;
    }
  }
  char *integer_start = write_integer(integer, radix, integer_end);
  size_t whole = (size_t)(integer_end - integer_start),
         rest = (size_t)(fraction_end - fraction_digits);
  memcpy(out, integer_start, whole);
  memcpy(out + whole, fraction_digits, rest);
  return sign + whole + rest;
}

/* ------------------------------------------------------------------ reading */

/* The number that `count` digits make, when 64 bits do not hold it. Numbers of more than 1,024 bits are infinite. */
static double parse_long_run(Text text, size_t count, uint32_t radix) {
  Bignum number;
  bignum_set(&number, 0);
  for (size_t i = 0; i < count;) {
    uint32_t factor = 1, group = 0;
    for (; i < count && factor <= UINT32_MAX / radix; i++) {
      group = group * radix + digit_value(text_unit(text, i));
      factor *= radix;
    }
    bignum_multiply_add(&number, factor, group);
    if (bignum_bit_length(&number) > 1024) return IEEE_INFINITY;
  }
  return bignum_to_double(&number);
}

static ALWAYS_INLINE double scan(Text text, uint32_t radix, size_t *consumed) {
  uint64_t value = 0;
  bool fits = true;
  size_t count = 0;
  for (; count < text.length; count++) {
    uint32_t digit = digit_value(text_unit(text, count));
    if (digit >= radix) break;
    fits = fits && !__builtin_mul_overflow(value, radix, &value) &&
           !__builtin_add_overflow(value, digit, &value);
  }
  *consumed = count;
  if (count == 0) return IEEE_NAN;
  return fits ? (double)value : parse_long_run(text, count, radix);
}

double number_scan_radix(Text text, uint32_t radix, size_t *consumed) {
  return text.wide ? scan(text_of_utf16(text.units, text.length), radix, consumed)
                   : scan(text_of_latin1(text.units, text.length), radix, consumed);
}

double number_parse_radix(const char *text, size_t length, uint32_t radix, size_t *consumed) {
  ASSERT(radix >= 2 && radix <= 36);
  return number_scan_radix(text_of_latin1((const uint8_t *)text, length), radix, consumed);
}

/* ------------------------------------------------------------------ modular conversions */

uint32_t number_to_uint32_slow(double value) {
  if (!ieee_is_finite(value)) return 0;
  IeeeParts parts = ieee_parts(value);
  uint32_t magnitude = 0;
  ASSERT(parts.exponent > 0);
  if (parts.exponent < 32) magnitude = (uint32_t)(parts.significand << parts.exponent);
  return value < 0 ? 0 - magnitude : magnitude;
}
