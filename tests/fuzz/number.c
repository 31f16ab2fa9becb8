/* SPDX-License-Identifier: MIT */
/* number.c: fuzzes numbers to text and back, against the C library, which prints and reads exactly, and GMP.
 *
 * The first eight bytes of the input are a double to be printed, the next one is a radix and a count of digits, and
 * the rest is text to be read. */
#include "fuzz.h"

#include <ctype.h>
#include <gmp.h>
#include <math.h>

#include "base/number.h"
#include "base/utf.h"

static void expect_same(double a, double b, const char *what) {
  if (isnan(a) && isnan(b)) return;
  if (number_to_bits(a) != number_to_bits(b)) fuzz_fail("%s: %.17g and %.17g", what, a, b);
}

/* --- printing --- */

/* Room for all digits that a double has. */
#define EXACT_SIZE 1500

/* Rounds "ddd.ddd" to `digits` behind the point; halves go up, as the specification wants it. */
static void round_text(char *text, uint32_t digits) {
  char *end = strchr(text, '.') + 1 + digits;
  bool up = *end >= '5';
  if (!digits) end--;
  *end = 0;
  while (up && end-- > text) {
    if (*end == '.') continue;
    up = *end == '9';
    *end = up ? '0' : (char)(*end + 1);
  }
  if (!up) return;
  memmove(text + 1, text, strlen(text) + 1);
  *text = '1';
}

static void check_fixed(double value, uint32_t digits) {
  char text[NUMBER_FORMAT_BUFFER_SIZE + 1], expected[EXACT_SIZE];
  text[number_to_fixed(value, digits, text)] = 0;
  if (!(fabs(value) < 1e21)) return;
  bool negative = value < 0;
  expected[0] = '-';
  snprintf(expected + negative, sizeof expected - 1, "%.1100f", fabs(value));
  round_text(expected + negative, digits);
  if (strcmp(text, expected) != 0) fuzz_fail("fixed: %s, not %s", text, expected);
}

static void check_exponential(double value, uint32_t digits) {
  char text[NUMBER_FORMAT_BUFFER_SIZE + 1], exact[EXACT_SIZE], expected[EXACT_SIZE + 16];
  if (!isfinite(value)) return;
  text[number_to_exponential(value, (int32_t)digits, text)] = 0;
  snprintf(exact, sizeof exact, "%.1100e", fabs(value));
  char *letter = strchr(exact, 'e');
  int exponent = atoi(letter + 1);
  *letter = 0;
  round_text(exact, digits);
  if (exact[1] && exact[1] != '.') { /* 9.9 has become 10.0 */
    exponent++;
    memmove(exact + 1, exact + 2, strlen(exact + 1));
  }
  snprintf(expected, sizeof expected, "%s%se%c%d", value < 0 ? "-" : "", exact,
           exponent < 0 ? '-' : '+', abs(exponent));
  if (strcmp(text, expected) != 0) fuzz_fail("exponential: %s, not %s", text, expected);
  text[number_to_precision(value, digits + 1, text)] = 0;
  expect_same(strtod(text, NULL), value == 0 ? 0 : strtod(expected, NULL), "precision");
}

/* The number that digits of a radix stand for, nearly. */
static long double read_radix(const char *text, size_t length, uint32_t radix) {
  const char *end = text + length, *point = memchr(text, '.', length);
  long double whole = 0, fraction = 0;
  for (const char *p = text; p < (point ? point : end); p++)
    whole = whole * radix + (*p <= '9' ? *p - '0' : *p - 'a' + 10);
  for (const char *p = end - 1; point && p > point; p--)
    fraction = (fraction + (*p <= '9' ? *p - '0' : *p - 'a' + 10)) / radix;
  return whole + fraction;
}

/* Integers below 2^53, and all numbers in radices that are powers of two, are printed exactly; others are off by some
 * of their last bits, as in V8. */
static void check_radix(double value, uint32_t radix) {
  char text[NUMBER_RADIX_BUFFER_SIZE + 1];
  size_t length = number_to_radix_string(value, radix, text);
  if (length > NUMBER_RADIX_BUFFER_SIZE) fuzz_fail("%zu digits", length);
  if (!isfinite(value) || radix == 10) return;
  long double size = fabs(value),
              back = read_radix(text + (value < 0), length - (value < 0), radix);
  bool exact = !(radix & (radix - 1)) || (size < 0x1p53 && size == truncl(size));
  if (fabsl(back - size) > (exact ? 0 : size * 0x1p-40L + 0x1p-1074L))
    fuzz_fail("radix %u: %.*s is %.17Lg, not %.17Lg", radix, (int)length, text, back, size);
}

static void check_printing(double value, uint8_t choice) {
  char text[NUMBER_BUFFER_SIZE + 1];
  size_t consumed, length = number_to_string(value, text);
  if (length > NUMBER_BUFFER_SIZE) fuzz_fail("%zu characters", length);
  text[length] = 0;
  double back = number_parse_decimal(text, length, &consumed);
  expect_same(back, value == 0 ? 0 : value, "printed and read");
  expect_same(number_from_latin1((const uint8_t *)text, length), back, "StringToNumber");
  if (isfinite(value)) expect_same(strtod(text, NULL), back, "strtod of what was printed");
  check_fixed(value, choice % 101);
  check_exponential(value, choice % 100);
  check_radix(value, 2 + choice % 35);
}

/* --- reading --- */

static void check_decimal(const char *text, size_t length) {
  size_t consumed;
  double value = number_parse_decimal(text, length, &consumed);
  if (consumed > length) fuzz_fail("read behind the end");
  if (!consumed) return;
  char *copy = strndup(text, consumed), *end;
  double expected = strtod(copy, &end);
  if (*end) fuzz_fail("no number: %s", copy);
  expect_same(value, expected, copy);
  free(copy);
}

/* The integer in decimal by GMP, rounded by strtod. */
static void check_digits(const char *text, size_t length, uint32_t radix) {
  size_t consumed;
  mpz_t integer;
  double value = number_parse_radix(text, length, radix, &consumed);
  if (consumed > length) fuzz_fail("read behind the end");
  if (!consumed) return;
  char *copy = strndup(text, consumed);
  if (mpz_init_set_str(integer, copy, (int)radix) != 0) fuzz_fail("no digits: %s", copy);
  char *decimal = mpz_get_str(NULL, 10, integer);
  expect_same(value, strtod(decimal, NULL), copy);
  mpz_clear(integer);
  free(decimal);
  free(copy);
}

/* Both forms of a string are read alike. */
static void check_strings(const uint8_t *narrow, size_t length, int32_t radix) {
  uint16_t *wide = malloc(2 * length + 2);
  latin1_to_utf16(narrow, length, wide);
  expect_same(number_from_latin1(narrow, length), number_from_utf16(wide, length), "number");
  expect_same(number_parse_float_latin1(narrow, length), number_parse_float_utf16(wide, length),
              "parseFloat");
  expect_same(number_parse_int_latin1(narrow, length, radix),
              number_parse_int_utf16(wide, length, radix), "parseInt");
  free(wide);
}

FUZZ_SANITIZER_OPTIONS("1")

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  FuzzInput input = {data, size};
  uint64_t bits = 0;
  for (int i = 0; i < 8; i++) bits = bits << 8 | fuzz_byte(&input);
  uint8_t choice = fuzz_byte(&input);
  check_printing(number_from_bits(bits), choice);
  char *text = malloc(input.length + !input.length);
  if (input.length) memcpy(text, input.bytes, input.length);
  check_decimal(text, input.length);
  check_digits(text, input.length, 2 + choice % 35);
  check_strings((const uint8_t *)text, input.length, choice % 40 - 1);
  free(text);
  return 0;
}
