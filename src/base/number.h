/* SPDX-License-Identifier: MIT */
/* number.h: doubles to text and back, exactly, and the modular integer conversions.
 *
 * Parsing is correctly rounded for every input in every radix, printing exact as far as the specification fixes it. No
 * function takes more than a few kilobytes of stack, looks at the locale, or uses printf or strtod.
 * Text that is printed is ASCII, without a NUL; functions return its length. `out` has room for the given sizes. */
#ifndef MOTE_BASE_NUMBER_H
#define MOTE_BASE_NUMBER_H

#include "base/common.h"

/* Enough for number_to_string and the integer printers. */
#define NUMBER_BUFFER_SIZE 32
/* Enough for number_to_fixed, number_to_exponential and number_to_precision. */
#define NUMBER_FORMAT_BUFFER_SIZE 128
/* Enough for number_to_radix_string. */
#define NUMBER_RADIX_BUFFER_SIZE 2208

/* The most digits of a shortest decimal. */
#define NUMBER_MAX_DIGITS 17

/* A positive finite number as decimal digits: 0.d1d2d3... x 10^point. */
typedef struct NumberDigits {
  char digits[NUMBER_MAX_DIGITS + 3]; /* '0'..'9'; the first and the last are not '0' */
  int32_t count;                      /* 1 to 17 */
  int32_t point; /* where the decimal point stands, counted from before the first digit */
} NumberDigits;

/* The shortest digits that read back as `value`, and of those the closest; `value` must be positive and finite. */
void number_shortest_digits(double value, NumberDigits *out);

/* Number::toString with radix 10, "NaN" and "-Infinity" included.   #sec-numeric-types-number-tostring */
size_t number_to_string(double value, char *out);

/* Integers in decimal. */
size_t int32_to_string(int32_t value, char *out);
size_t uint32_to_string(uint32_t value, char *out);
size_t int64_to_string(int64_t value, char *out);
size_t uint64_to_string(uint64_t value, char *out);

/* Number.prototype.toString(radix), 2 <= radix <= 36, with digits in lower case. A fraction gets as many digits as tell
 * the value from its neighbours, as V8 prints it. */
size_t number_to_radix_string(double value, uint32_t radix, char *out);

/* Number.prototype.toFixed: 0 <= digits <= 100. Values of 1e21 and more, and those not finite, print as
 * number_to_string does.   #sec-number.prototype.tofixed */
size_t number_to_fixed(double value, uint32_t digits, char *out);

/* Number.prototype.toExponential: 0 <= digits <= 100 behind the point, or -1 for as many as are needed.
 * #sec-number.prototype.toexponential */
size_t number_to_exponential(double value, int32_t digits, char *out);

/* Number.prototype.toPrecision: 1 <= digits <= 100.   #sec-number.prototype.toprecision */
size_t number_to_precision(double value, uint32_t digits, char *out);

/* Reads the longest StrDecimalLiteral (sign, digits, point, exponent; "Infinity") that `text` starts with, correctly
 * rounded. `*consumed` gets its length; if there is none it is 0 and the result is NaN. No white space, no separators.
 * #prod-StrDecimalLiteral */
double number_parse_decimal(const char *text, size_t length, size_t *consumed);

/* Reads the longest run of digits of the radix (2 to 36, letters in either case) that `text` starts with, correctly
 * rounded. `*consumed` gets its length, 0 (and NaN) if there is none. */
double number_parse_radix(const char *text, size_t length, uint32_t radix, size_t *consumed);

/* StringToNumber: white space around it, 0x 0o 0b, Infinity, "" is 0; NaN for anything else.   #sec-stringtonumber */
double number_from_latin1(const uint8_t *units, size_t length);
double number_from_utf16(const uint16_t *units, size_t length);

/* The global function parseFloat on a string.   #sec-parsefloat-string */
double number_parse_float_latin1(const uint8_t *units, size_t length);
double number_parse_float_utf16(const uint16_t *units, size_t length);

/* The global function parseInt on a string and ToInt32(radix).   #sec-parseint-string-radix */
double number_parse_int_latin1(const uint8_t *units, size_t length, int32_t radix);
double number_parse_int_utf16(const uint16_t *units, size_t length, int32_t radix);

/* The bits of a double, and the double of bits. */
static inline uint64_t number_to_bits(double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}
static inline double number_from_bits(uint64_t bits) {
  double value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

/* The slow path of number_to_int32. */
NO_INLINE uint32_t number_to_uint32_slow(double value);

/* ToInt32 and ToUint32 of a number: truncated, modulo 2^32; 0 for NaN and the infinities.   #sec-toint32 */
static inline uint32_t number_to_uint32(double value) {
  if (likely(value > -9.2e18 && value < 9.2e18)) return (uint32_t)(uint64_t)(int64_t)value;
  return number_to_uint32_slow(value);
}
static inline int32_t number_to_int32(double value) { return (int32_t)number_to_uint32(value); }

/* True if the value is an int32 and not -0; then `*out` is it. */
static inline bool number_is_int32(double value, int32_t *out) {
  if (!(value >= -2147483648.0 && value <= 2147483647.0)) return false;
  int32_t integer = (int32_t)value;
  *out = integer;
  return number_to_bits((double)integer) == number_to_bits(value);
}

/* True if the value is an array index (0 to 2^32 - 2, and not -0); then `*out` is it. */
static inline bool number_is_array_index(double value, uint32_t *out) {
  if (!(value >= 0 && value < 4294967295.0)) return false;
  uint32_t integer = (uint32_t)value;
  *out = integer;
  return number_to_bits((double)integer) == number_to_bits(value);
}

#endif
