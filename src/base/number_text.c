/* SPDX-License-Identifier: MIT */
/* number_text.c: strings to numbers as the language has it: StringToNumber, parseFloat, parseInt.
 *
 * White space is dealt with here; the digits are number_parse.c's and number_radix.c's. */
#include "base/number_ieee.h"
#include "base/number_scan.h"
#include "base/utf.h"

static ALWAYS_INLINE Text trim_start(Text text) {
  size_t start = 0;
  while (start < text.length && utf_is_space(text_unit(text, start))) start++;
  return text_slice(text, start, text.length);
}

static ALWAYS_INLINE Text trim_end(Text text) {
  size_t end = text.length;
  while (end > 0 && utf_is_space(text_unit(text, end - 1))) end--;
  return text_slice(text, 0, end);
}

/* The radix that a prefix 0x, 0o or 0b stands for; 0 if there is none. */
static ALWAYS_INLINE uint32_t prefixed_radix(Text text) {
  if (text.length < 2 || text_unit(text, 0) != '0') return 0;
  switch (text_unit(text, 1)) {
    case 'x':
    case 'X': return 16;
    case 'o':
    case 'O': return 8;
    case 'b':
    case 'B': return 2;
    default: return 0;
  }
}

/* StringToNumber   #sec-stringtonumber */
static ALWAYS_INLINE double from_text(Text text) {
  text = trim_end(trim_start(text));
  if (text.length == 0) return 0;
  size_t consumed;
  uint32_t radix = prefixed_radix(text);
  if (radix) text = text_slice(text, 2, text.length);
  double value =
      radix ? number_scan_radix(text, radix, &consumed) : number_scan_decimal(text, &consumed);
  return consumed == text.length ? value : IEEE_NAN; /* Nothing consumed gives NaN by itself. */
}

double number_from_latin1(const uint8_t *units, size_t length) {
  return from_text(text_of_latin1(units, length));
}

double number_from_utf16(const uint16_t *units, size_t length) {
  return from_text(text_of_utf16(units, length));
}

/* parseFloat ( string )   #sec-parsefloat-string */
static ALWAYS_INLINE double parse_float(Text text) {
  size_t consumed;
  return number_scan_decimal(trim_start(text), &consumed);
}

double number_parse_float_latin1(const uint8_t *units, size_t length) {
  return parse_float(text_of_latin1(units, length));
}

double number_parse_float_utf16(const uint16_t *units, size_t length) {
  return parse_float(text_of_utf16(units, length));
}

/* parseInt ( string, radix )   #sec-parseint-string-radix */
static ALWAYS_INLINE double parse_int(Text text, int32_t radix) {
  text = trim_start(text);
  uint32_t sign = text.length > 0 ? text_unit(text, 0) : 0;
  if (sign == '-' || sign == '+') text = text_slice(text, 1, text.length);
  if (radix != 0 && (radix < 2 || radix > 36)) return IEEE_NAN;
  if ((radix == 0 || radix == 16) && prefixed_radix(text) == 16) {
    text = text_slice(text, 2, text.length);
    radix = 16;
  }
  size_t consumed;
  double value = number_scan_radix(text, radix ? (uint32_t)radix : 10, &consumed);
  return sign == '-' ? -value : value;
}

double number_parse_int_latin1(const uint8_t *units, size_t length, int32_t radix) {
  return parse_int(text_of_latin1(units, length), radix);
}

double number_parse_int_utf16(const uint16_t *units, size_t length, int32_t radix) {
  return parse_int(text_of_utf16(units, length), radix);
}
