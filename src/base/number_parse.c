/* SPDX-License-Identifier: MIT */
/* number_parse.c: decimal text to the nearest double.
 *
 * The first 19 significant digits make a 64-bit integer w. Where w and the power of ten are exact doubles, one
 * multiplication or division rounds right (Clinger); otherwise w x 10^k comes from a 64x128-bit product (Eisel and
 * Lemire), which never falls short (Mushtak and Lemire 2023). With more than 19 digits the value lies between w and
 * w + 1: if both give the same double, that is it; else the digits are compared, exactly, with
 * the midpoint of the two. */
#include "base/bignum.h"
#include "base/bits.h"
#include "base/number_ieee.h"
#include "base/number_scan.h"
#include "base/powers_of_ten.h"

/* Digits that 64 bits hold for certain. */
#define HEAD_DIGITS 19
/* A midpoint of two doubles has at most 767 significant digits; what follows these only breaks ties. */
#define COMPARED_DIGITS 770
/* Exponents beyond this make 0 or infinity, whatever the digits. */
#define EXPONENT_LIMIT ((int64_t)1 << 60)

/* The parts of a decimal literal: digits[first, end) with a point somewhere among them, times 10^exponent. */
typedef struct DecimalText {
  uint64_t head; /* the first 19 significant digits */
  int64_t exponent; /* power of ten of the last digit of `head` */
  size_t first; /* the first significant digit */
  size_t end; /* behind the last digit (or point) */
  bool is_cut; /* there are digits, not all of them zero perhaps, behind `head` */
} DecimalText;

/* ------------------------------------------------------------------ Eisel-Lemire */

/* The bits of the double nearest to w x 10^k, w not 0. */
static uint64_t nearest_bits(uint64_t w, int64_t k) {
  const uint64_t infinite = (uint64_t)IEEE_INFINITE_BIASED << IEEE_FRACTION_BITS;
  if (k < POWERS_OF_TEN_SMALLEST) return 0;
  if (k > 308) return infinite;
  uint32_t zeros = bits_clz64(w);
  w <<= zeros;
  const PowerOfTen *power = power_of_ten((int32_t)k);
  uint64_t high, low = multiply_wide(w, power->high, &high);
  if ((high & 0x1ff) ==
      0x1ff) { /* The lower half of the power may carry into the bits that count. */
    uint64_t carry;
    multiply_wide(w, power->low, &carry);
    low += carry;
    high += low < carry;
  }
  uint32_t top = (uint32_t)(high >> 63), cut = top + 64 - IEEE_FRACTION_BITS - 3;
  uint64_t significand = high >> cut; /* 54 bits: one more than fit */
  int32_t biased =
      floor_log2_of_power_of_ten((int32_t)k) + 63 + (int32_t)top - (int32_t)zeros + 1023;
  if (biased <= 0) { /* A subnormal; no such number is halfway between two. */
    if (biased <= -63) return 0;
    significand >>= 1 - biased;
    return (significand + (significand & 1)) >>
           1; /* Rounding up to a normal gives just its bits. */
  }
  /* Exactly halfway, which takes a small power: to even. */
  if (low <= 1 && k >= -4 && k <= 23 && (significand & 3) == 1 && significand << cut == high)
    significand--;
  significand = (significand + (significand & 1)) >> 1;
  if (significand == IEEE_HIDDEN_BIT << 1) {
    significand >>= 1;
    biased++;
  }
  if (biased >= IEEE_INFINITE_BIASED) return infinite;
  return (uint64_t)biased << IEEE_FRACTION_BITS | (significand & IEEE_FRACTION_MASK);
}

/* ------------------------------------------------------------------ exact comparison */

/* Reads the significant digits into `number`, at most COMPARED_DIGITS and one that stands for the rest; returns the
 * power of ten of the last one. */
static int64_t read_all_digits(Text text, const DecimalText *decimal, Bignum *number) {
  size_t kept = 0;
  bool rest = false;
  uint32_t group = 0, factor = 1;
  bignum_set(number, 0);
  for (size_t i = decimal->first; i < decimal->end; i++) {
    uint32_t digit = text_unit(text, i) - '0';
    if (digit > 9) continue; /* the point */
    if (kept == COMPARED_DIGITS) {
      rest |= digit != 0;
      continue;
    }
    kept++;
    group = group * 10 + digit;
    factor *= 10;
    if (factor == 1000000000) {
      bignum_multiply_add(number, factor, group);
      group = 0;
      factor = 1;
    }
  }
  bignum_multiply_add(number, factor, group);
  if (rest) {
    bignum_multiply_add(number, 10, 1);
    kept++;
  }
  /* `head` took HEAD_DIGITS digits, so its last one is this far from the first. */
  return decimal->exponent + HEAD_DIGITS - (int64_t)kept;
}

/* The sign of (the literal) - (the midpoint between the double of `bits` and the next). */
static int compare_with_midpoint(Text text, const DecimalText *decimal, uint64_t bits) {
  Bignum digits, midpoint;
  int32_t power = (int32_t)read_all_digits(text, decimal, &digits);
  IeeeParts parts = ieee_parts(number_from_bits(bits));
  bignum_set(&midpoint, 2 * parts.significand + 1);
  /* digits x 10^power against midpoint x 2^(exponent - 1). Both are near a double's range and each other, so none gets
   * longer than 771 digits and 1,150 bits more. */
  if (power >= 0) bignum_multiply_power_of_five(&digits, (uint32_t)power);
  else bignum_multiply_power_of_five(&midpoint, (uint32_t)-power);
  int32_t shift = power - (parts.exponent - 1);
  if (shift >= 0) bignum_shift_left(&digits, (uint32_t)shift);
  else bignum_shift_left(&midpoint, (uint32_t)-shift);
  return bignum_compare(&digits, &midpoint);
}

/* ------------------------------------------------------------------ from parts to a double */

#if __FLT_EVAL_METHOD__ == 0
static const double exact_powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                      1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                      1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
#endif

static ALWAYS_INLINE double to_double(Text text, const DecimalText *decimal) {
  uint64_t w = decimal->head;
  int64_t k = decimal->exponent;
  if (w == 0) return 0;
#if __FLT_EVAL_METHOD__ == 0
  if (w <= 1ull << 53 && !decimal->is_cut && k >= -22 && k <= 22)
    return k < 0 ? (double)w / exact_powers[-k] : (double)w * exact_powers[k];
#endif
  uint64_t bits = nearest_bits(w, k);
  if (unlikely(decimal->is_cut) && nearest_bits(w + 1, k) != bits) {
    int order = compare_with_midpoint(text, decimal, bits);
    bits += order > 0 || (order == 0 && (bits & 1));
  }
  return number_from_bits(bits);
}

/* ------------------------------------------------------------------ scanning */

/* True if the eight bytes of a word are digits. */
static inline bool is_eight_digits(uint64_t word) {
  /* Bytes above '9' get their top bit by the sum, bytes below '0' by the difference. */
  return !(((word + 0x4646464646464646ull) | (word - 0x3030303030303030ull)) &
           0x8080808080808080ull);
}

/* The number that eight digits make, the first in the lowest byte. */
static inline uint32_t eight_digits(uint64_t word) {
  word -= 0x3030303030303030ull;
  word = word * 10 + (word >> 8);
  uint64_t low = (word & 0x000000ff000000ffull) * (100 + (1000000ull << 32));
  uint64_t high = (word >> 16 & 0x000000ff000000ffull) * (1 + (10000ull << 32));
  return (uint32_t)((low + high) >> 32);
}

/* A run of digits in the making. */
typedef struct DigitRun {
  uint64_t value; /* modulo 2^64 */
  size_t at; /* where reading goes on */
} DigitRun;

static ALWAYS_INLINE DigitRun read_digits(Text text, DigitRun run) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  while (!text.wide && text.length - run.at >= 8) {
    uint64_t word;
    memcpy(&word, (const uint8_t *)text.units + run.at, 8);
    if (!is_eight_digits(word)) break;
    run.value = run.value * 100000000 + eight_digits(word);
    run.at += 8;
  }
#endif
  for (; run.at < text.length; run.at++) {
    uint32_t digit = text_unit(text, run.at) - '0';
    if (digit > 9) break;
    run.value = run.value * 10 + digit;
  }
  return run;
}

/* Reads an ExponentPart at `at`, if there is one; returns where it ends. */
static ALWAYS_INLINE size_t read_exponent(Text text, size_t at, int64_t *exponent) {
  *exponent = 0;
  if (at >= text.length || (text_unit(text, at) | 0x20) != 'e') return at;
  size_t i = at + 1;
  bool negative = i < text.length && text_unit(text, i) == '-';
  if (negative || (i < text.length && text_unit(text, i) == '+')) i++;
  size_t first = i;
  int64_t value = 0;
  for (; i < text.length; i++) {
    uint32_t digit = text_unit(text, i) - '0';
    if (digit > 9) break;
    if (value < EXPONENT_LIMIT / 16) value = value * 10 + digit;
  }
  *exponent = negative ? -value : value;
  return i > first ? i : at;
}

/* Sets `head` and `exponent` anew from a literal with more digits than `head` can take; `point` is where its point is
 * (or `end`), `exponent` that of its exponent part. */
static ALWAYS_INLINE void cut_to_head(Text text, DecimalText *decimal, size_t point) {
  uint64_t head = 0;
  uint32_t count = 0;
  size_t i = decimal->first;
  for (; i < decimal->end && count < HEAD_DIGITS; i++) {
    uint32_t digit = text_unit(text, i) - '0';
    if (digit > 9) continue;
    head = head * 10 + digit;
    count++;
  }
  decimal->head = head;
  /* Digits of the integer part that are left out raise the exponent; those of the fraction that are in lower it. */
  if (i <= point) decimal->exponent += (int64_t)(point - i);
  else decimal->exponent -= (int64_t)(i - point - 1);
  decimal->is_cut = true;
}

/* Reads an unsigned literal at `start`; false if there is none. */
static ALWAYS_INLINE bool read_literal(Text text, size_t start, DecimalText *out, size_t *end) {
  DigitRun run = read_digits(text, (DigitRun){0, start});
  size_t point = run.at, digits = run.at - start, fraction = 0;
  if (run.at < text.length && text_unit(text, run.at) == '.') {
    run.at++;
    run = read_digits(text, run);
    fraction = run.at - point - 1;
    digits += fraction;
  }
  if (digits == 0) return false;
  *out = (DecimalText){.head = run.value, .first = start, .end = run.at};
  *end = read_exponent(text, run.at, &out->exponent);
  if (likely(digits <= HEAD_DIGITS)) {
    out->exponent -= (int64_t)fraction;
    return true;
  }
  /* Leading zeros do not count. */
  size_t i = start;
  for (; i < run.at; i++) {
    uint32_t unit = text_unit(text, i);
    if (unit == '0') digits--;
    else if (unit != '.') break;
  }
  out->first = i;
  if (digits > HEAD_DIGITS) cut_to_head(text, out, point);
  else out->exponent -= (int64_t)fraction;
  return true;
}

/* The length of "Infinity" if it stands at `at`, or 0. */
static ALWAYS_INLINE size_t infinity_at(Text text, size_t at) {
  static const char name[] = "Infinity";
  const size_t length = sizeof name - 1;
  if (text.length - at < length) return 0;
  for (size_t i = 0; i < length; i++)
    if (text_unit(text, at + i) != (uint8_t)name[i]) return 0;
  return length;
}

static ALWAYS_INLINE double scan(Text text, size_t *consumed) {
  *consumed = 0;
  if (text.length == 0) return IEEE_NAN;
  uint32_t first = text_unit(text, 0);
  size_t start = first == '-' || first == '+';
  DecimalText decimal;
  double value;
  if (read_literal(text, start, &decimal, consumed)) {
    value = to_double(text, &decimal);
  } else {
    size_t length = infinity_at(text, start);
    if (length == 0) return IEEE_NAN;
    *consumed = start + length;
    value = IEEE_INFINITY;
  }
  return first == '-' ? -value : value;
}

double number_scan_decimal(Text text, size_t *consumed) {
  return text.wide ? scan(text_of_utf16(text.units, text.length), consumed)
                   : scan(text_of_latin1(text.units, text.length), consumed);
}

double number_parse_decimal(const char *text, size_t length, size_t *consumed) {
  return number_scan_decimal(text_of_latin1((const uint8_t *)text, length), consumed);
}
