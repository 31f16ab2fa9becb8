/* SPDX-License-Identifier: MIT */
/* test_base_number.c: numbers to text and back, at the places where it is hard. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/number.h"

#define INFINITE     __builtin_inf()
#define NOT_A_NUMBER __builtin_nan("")

/* Compares printed text with what is expected, and shows both. */
static void expect_text(char *text, size_t length, const char *expected) {
  text[length] = '\0';
  assert_string_equal(text, expected);
}

static void expect_bits(double actual, double expected) {
  if (expected != expected) assert_true(actual != actual);
  else assert_int_equal(number_to_bits(actual), number_to_bits(expected));
}

static void expect_printed(double value, const char *expected) {
  char text[NUMBER_BUFFER_SIZE + 1];
  expect_text(text, number_to_string(value, text), expected);
}

static void to_string_lays_out_as_specified(void **state) {
  (void)state;
  expect_printed(0, "0");
  expect_printed(-0.0, "0");
  expect_printed(-1, "-1");
  expect_printed(100, "100");
  expect_printed(123456.789, "123456.789");
  expect_printed(1e21, "1e+21");
  expect_printed(999999999999999900000.0, "999999999999999900000");
  expect_printed(123456789012345680000.0, "123456789012345680000");
  expect_printed(0.000001, "0.000001");
  expect_printed(0.00000123, "0.00000123");
  expect_printed(0.0000001, "1e-7");
  expect_printed(-1.5e-9, "-1.5e-9");
  expect_printed(1.5e300, "1.5e+300");
  expect_printed(NOT_A_NUMBER, "NaN");
  expect_printed(INFINITE, "Infinity");
  expect_printed(-INFINITE, "-Infinity");
}

static void to_string_is_shortest(void **state) {
  (void)state;
  expect_printed(0.1, "0.1");
  expect_printed(0.1 + 0.2, "0.30000000000000004");
  expect_printed(5e-324, "5e-324");
  expect_printed(1e-323, "1e-323");
  expect_printed(1.7976931348623157e308, "1.7976931348623157e+308");
  expect_printed(2.2250738585072014e-308, "2.2250738585072014e-308");
  expect_printed(2.225073858507201e-308, "2.225073858507201e-308");
  expect_printed(1e23, "1e+23");
  expect_printed(0x1.52d02c7e14af7p76, "1.0000000000000001e+23");
  expect_printed(9007199254740993.0, "9007199254740992");
  expect_printed(9007199254740991.0, "9007199254740991");
  expect_printed(18014398509481984.0, "18014398509481984");
  expect_printed(4611686018427387904.0, "4611686018427388000");
  expect_printed(9.5367431640625e-7, "9.5367431640625e-7");
  /* Powers of two, where the neighbour below is nearer. */
  expect_printed(0x1p-1022, "2.2250738585072014e-308");
  expect_printed(0x1p-44, "5.684341886080802e-14");
  expect_printed(0x1p89, "6.189700196426902e+26");
  expect_printed(9.109383632044565e-31, "9.109383632044565e-31");
  expect_printed(2.98023223876953125e-8, "2.9802322387695312e-8");
  expect_printed(5.764607523034235e39, "5.764607523034235e+39");
  expect_printed(2.109808898695963e16, "21098088986959630");
  expect_printed(1.2345678901234567e-300, "1.2345678901234568e-300");
}

static void shortest_digits_give_count_and_point(void **state) {
  (void)state;
  NumberDigits digits;
  number_shortest_digits(1234500, &digits);
  assert_int_equal(digits.count, 5);
  assert_int_equal(digits.point, 7);
  assert_memory_equal(digits.digits, "12345", 5);
  number_shortest_digits(0.00125, &digits);
  assert_int_equal(digits.count, 3);
  assert_int_equal(digits.point, -2);
}

static void integers_print(void **state) {
  (void)state;
  char text[NUMBER_BUFFER_SIZE + 1];
  expect_text(text, int32_to_string(0, text), "0");
  expect_text(text, int32_to_string(INT32_MIN, text), "-2147483648");
  expect_text(text, int32_to_string(INT32_MAX, text), "2147483647");
  expect_text(text, uint32_to_string(UINT32_MAX, text), "4294967295");
  expect_text(text, int64_to_string(INT64_MIN, text), "-9223372036854775808");
  expect_text(text, uint64_to_string(UINT64_MAX, text), "18446744073709551615");
  expect_text(text, uint64_to_string(4294967296u, text), "4294967296");
  for (uint64_t power = 1; power <= UINT64_MAX / 10; power *= 10) {
    char expected[NUMBER_BUFFER_SIZE];
    size_t length = uint64_to_string(power, text);
    text[length] = '\0';
    assert_int_equal(strtoull(text, NULL, 10), power);
    if (power == 1) continue;
    assert_int_equal(uint64_to_string(power - 1, expected), length - 1);
  }
}

static void expect_radix(double value, uint32_t radix, const char *expected) {
  char text[NUMBER_RADIX_BUFFER_SIZE + 1];
  expect_text(text, number_to_radix_string(value, radix, text), expected);
}

static void radix_strings(void **state) {
  (void)state;
  expect_radix(255, 16, "ff");
  expect_radix(-255, 2, "-11111111");
  expect_radix(0, 36, "0");
  expect_radix(-0.0, 2, "0");
  expect_radix(0.5, 2, "0.1");
  expect_radix(0.1, 3, "0.0022002200220022002200220022002201");
  expect_radix(3.14159, 36, "3.53i0tuycp");
  expect_radix(1e21, 7, "5135235413265003022600000");
  expect_radix(0x1p70, 16, "400000000000000000");
  expect_radix(0.9999999999999999, 7, "0.6666666666666666666");
  expect_radix(NOT_A_NUMBER, 2, "NaN");
  expect_radix(-INFINITE, 2, "-Infinity");
  expect_radix(1e21, 10, "1e+21");
}

static void radix_strings_fit_their_buffer(void **state) {
  (void)state;
  char text[NUMBER_RADIX_BUFFER_SIZE];
  assert_in_range(number_to_radix_string(-5e-324, 2, text), 1077, 1077);
  assert_in_range(number_to_radix_string(-1.7976931348623157e308, 2, text), 1025, 1025);
}

static void expect_fixed(double value, uint32_t digits, const char *expected) {
  char text[NUMBER_FORMAT_BUFFER_SIZE + 1];
  expect_text(text, number_to_fixed(value, digits, text), expected);
}

static void to_fixed(void **state) {
  (void)state;
  expect_fixed(0, 0, "0");
  expect_fixed(-0.0, 2, "0.00");
  expect_fixed(1.005, 2, "1.00");
  expect_fixed(1.45, 1, "1.4");
  expect_fixed(2.5, 0, "3");
  expect_fixed(-2.5, 0, "-3");
  expect_fixed(0.5, 0, "1");
  expect_fixed(0.49999999999999994, 0, "0");
  expect_fixed(-0.001, 2, "-0.00");
  expect_fixed(9.995, 2, "9.99");
  expect_fixed(99.99, 1, "100.0");
  expect_fixed(1000000000000000128.0, 0, "1000000000000000128");
  expect_fixed(1000000000000000128.0, 1, "1000000000000000128.0");
  expect_fixed(123.456, 30, "123.456000000000003069544618483633");
  expect_fixed(1e21, 2, "1e+21");
  expect_fixed(5e-324, 100,
               "0."
               "00000000000000000000000000000000000000000000000000000000000000000000000000000000000"
               "00000000000000000");
  expect_fixed(1e-100, 100,
               "0."
               "00000000000000000000000000000000000000000000000000000000000000000000000000000000000"
               "00000000000000001");
  expect_fixed(NOT_A_NUMBER, 2, "NaN");
  expect_fixed(-INFINITE, 2, "-Infinity");
}

static void expect_exponential(double value, int32_t digits, const char *expected) {
  char text[NUMBER_FORMAT_BUFFER_SIZE + 1];
  expect_text(text, number_to_exponential(value, digits, text), expected);
}

static void to_exponential(void **state) {
  (void)state;
  expect_exponential(0, -1, "0e+0");
  expect_exponential(0, 2, "0.00e+0");
  expect_exponential(123456, -1, "1.23456e+5");
  expect_exponential(123456, 2, "1.23e+5");
  expect_exponential(-1.25, 1, "-1.3e+0");
  expect_exponential(25, 0, "3e+1");
  expect_exponential(99999, 2, "1.00e+5");
  expect_exponential(5e-324, 5, "4.94066e-324");
  expect_exponential(1.7976931348623157e308, 20, "1.79769313486231570815e+308");
  expect_exponential(0.1, 25, "1.0000000000000000555111512e-1");
  expect_exponential(INFINITE, 3, "Infinity");
}

static void expect_precision(double value, uint32_t digits, const char *expected) {
  char text[NUMBER_FORMAT_BUFFER_SIZE + 1];
  expect_text(text, number_to_precision(value, digits, text), expected);
}

static void to_precision(void **state) {
  (void)state;
  expect_precision(0, 1, "0");
  expect_precision(0, 3, "0.00");
  expect_precision(123.456, 4, "123.5");
  expect_precision(123.456, 2, "1.2e+2");
  expect_precision(123.456, 3, "123");
  expect_precision(0.000001, 2, "0.0000010");
  expect_precision(0.00000015, 1, "1e-7");
  expect_precision(-1.25, 2, "-1.3");
  expect_precision(99.99, 3, "100");
  expect_precision(999999, 5, "1.0000e+6");
  expect_precision(1e21, 22, "1000000000000000000000");
  expect_precision(1e300, 3, "1.00e+300");
  expect_precision(NOT_A_NUMBER, 3, "NaN");
}

/* Reads text as a whole as a decimal literal. */
static double parse(const char *text) {
  size_t consumed;
  double value = number_parse_decimal(text, strlen(text), &consumed);
  assert_int_equal(consumed, strlen(text));
  return value;
}

static void parsing_rounds_exactly(void **state) {
  (void)state;
  expect_bits(parse("0"), 0);
  expect_bits(parse("-0"), -0.0);
  expect_bits(parse("0.1"), 0.1);
  expect_bits(parse("1e23"), 1e23);
  expect_bits(parse("9007199254740993"), 9007199254740992.0);
  expect_bits(parse("9007199254740993.0000000000000000000000000000000000000001"),
              9007199254740994.0);
  expect_bits(parse("9007199254740995"), 9007199254740996.0);
  expect_bits(parse("2.2250738585072011e-308"), 0x0.fffffffffffffp-1022);
  expect_bits(parse("2.2250738585072012e-308"), 0x1p-1022);
  expect_bits(parse("2.4703282292062327e-324"), 0);
  expect_bits(parse("2.4703282292062327208299493e-324"), 0);
  expect_bits(parse("2.4703282292062329e-324"), 0x1p-1074);
  expect_bits(parse("1.7976931348623158e308"), 1.7976931348623157e308);
  expect_bits(parse("1.7976931348623159e308"), INFINITE);
  expect_bits(parse("8.5e-329"), 0);
  expect_bits(parse("1e400"), INFINITE);
  expect_bits(parse("-1e-400"), -0.0);
  expect_bits(parse("6929495644600919.5"), 6929495644600920.0);
  expect_bits(parse("3.237883913302901e-319"), strtod("3.237883913302901e-319", NULL));
  expect_bits(parse("7.2057594037927933e16"), 7.2057594037927936e16);
  expect_bits(parse("0.500000000000000166533453693773481063544750213623046875"),
              0x1.0000000000002p-1);
}

static void parsing_takes_any_length(void **state) {
  (void)state;
  enum { SIZE = 3000 };
  char text[SIZE + 16];
  /* 0.000...0001 with an exponent that undoes it. */
  memset(text, '0', SIZE);
  text[1] = '.';
  memcpy(text + SIZE, "1e2999", 7);
  expect_bits(parse(text), 1);
  /* 1000... */
  memset(text, '0', SIZE);
  text[0] = '1';
  memcpy(text + SIZE, "e-2999", 7);
  expect_bits(parse(text), 1);
  /* Halfway, but for the very last digit. */
  memset(text, '0', SIZE);
  memcpy(text, "9007199254740993.", 17);
  memcpy(text + SIZE, "1", 2);
  expect_bits(parse(text), 9007199254740994.0);
  text[SIZE] = '0';
  expect_bits(parse(text), 9007199254740992.0);
  expect_bits(parse("1e99999999999999999999999999"), INFINITE);
  expect_bits(parse("1e-99999999999999999999999999"), 0);
}

static void parsing_takes_the_longest_prefix(void **state) {
  (void)state;
  static const struct {
    const char *text;
    size_t consumed;
    double value;
  } cases[] = {
      {"", 0, NOT_A_NUMBER},
      {".", 0, NOT_A_NUMBER},
      {"+", 0, NOT_A_NUMBER},
      {"e5", 0, NOT_A_NUMBER},
      {"5.", 2, 5},
      {".5", 2, .5},
      {"1e", 1, 1},
      {"1e+", 1, 1},
      {"1e5x", 3, 1e5},
      {"1.2.3", 3, 1.2},
      {"-.5e1", 5, -5},
      {"+7", 2, 7},
      {"Infinity", 8, INFINITE},
      {"-Infinityx", 9, -INFINITE},
      {"Infinit", 0, NOT_A_NUMBER},
      {"1_000", 1, 1},
      {"5.e3", 4, 5000},
      {"12345678x", 8, 12345678},
      {"--1", 0, NOT_A_NUMBER},
      {".e1", 0, NOT_A_NUMBER},
  };
  for (size_t i = 0; i < array_length(cases); i++) {
    size_t consumed;
    expect_bits(number_parse_decimal(cases[i].text, strlen(cases[i].text), &consumed),
                cases[i].value);
    assert_int_equal(consumed, cases[i].consumed);
  }
}

static double parse_in_radix(const char *text, uint32_t radix) {
  size_t consumed;
  double value = number_parse_radix(text, strlen(text), radix, &consumed);
  assert_int_equal(consumed, strlen(text));
  return value;
}

static void parsing_in_a_radix(void **state) {
  (void)state;
  expect_bits(parse_in_radix("ff", 16), 255);
  expect_bits(parse_in_radix("Zz", 36), 1295);
  /* 2^53 + 1 is halfway: to even; a later bit breaks the tie. */
  expect_bits(parse_in_radix("100000000000000000000000000000000000000000000000000001", 2),
              9007199254740992.0);
  expect_bits(parse_in_radix("1000000000000000000000000000000000000000000000000000011", 2),
              18014398509481988.0);
  expect_bits(parse_in_radix("20000000000001000000000001", 16), 0x1.0000000000001p101);
  expect_bits(parse_in_radix("20000000000001000000000000", 16), 0x1p101);
  expect_bits(parse_in_radix("12345678901234567890123", 10), 12345678901234567890123.0);
  char text[2001];
  memset(text, 'z', 2000);
  text[2000] = '\0';
  expect_bits(parse_in_radix(text, 36), INFINITE);
  size_t consumed;
  expect_bits(number_parse_radix("129", 3, 3, &consumed), 5);
  assert_int_equal(consumed, 2);
  expect_bits(number_parse_radix("2", 1, 2, &consumed), NOT_A_NUMBER);
  assert_int_equal(consumed, 0);
}

/* StringToNumber of ASCII text, in both widths. */
static double from_string(const char *text) {
  uint16_t wide[64];
  size_t length = strlen(text);
  for (size_t i = 0; i < length; i++) wide[i] = (uint8_t)text[i];
  double value = number_from_latin1((const uint8_t *)text, length);
  expect_bits(number_from_utf16(wide, length), value);
  return value;
}

static void string_to_number(void **state) {
  (void)state;
  expect_bits(from_string(""), 0);
  expect_bits(from_string(" \t\n\v\f\r\xa0"), 0);
  expect_bits(from_string("  42  "), 42);
  expect_bits(from_string("-1.5e3"), -1500);
  expect_bits(from_string("0x1F"), 31);
  expect_bits(from_string("0b101"), 5);
  expect_bits(from_string("0O17"), 15);
  expect_bits(from_string("-Infinity"), -INFINITE);
  static const char *const bad[] = {"0x",       "-0x10", "0b2", "1 2", "1_0", "1n",
                                    "infinity", "0x1.8", "+-1", "e",   "NaN"};
  for (size_t i = 0; i < array_length(bad); i++) expect_bits(from_string(bad[i]), NOT_A_NUMBER);
  static const uint16_t spaced[] = {0xfeff, 0x3000, '7', 0x2028, 0x1680};
  expect_bits(number_from_utf16(spaced, array_length(spaced)), 7);
  static const uint16_t other_digit[] = {0x0131, 0x0660};
  expect_bits(number_from_utf16(other_digit, array_length(other_digit)), NOT_A_NUMBER);
  static const uint16_t looks_narrow[] = {0x0131}; /* 0x31 in its low byte */
  expect_bits(number_from_utf16(looks_narrow, 1), NOT_A_NUMBER);
}

static double parse_int(const char *text, int32_t radix) {
  return number_parse_int_latin1((const uint8_t *)text, strlen(text), radix);
}

static void parse_int_and_parse_float(void **state) {
  (void)state;
  expect_bits(parse_int(" -42abc", 0), -42);
  expect_bits(parse_int("0x10", 0), 16);
  expect_bits(parse_int("-0x10", 16), -16);
  expect_bits(parse_int("0x10", 10), 0);
  expect_bits(parse_int("0x", 16), NOT_A_NUMBER);
  expect_bits(parse_int("10", 37), NOT_A_NUMBER);
  expect_bits(parse_int("10", 1), NOT_A_NUMBER);
  expect_bits(parse_int("-0", 10), -0.0);
  expect_bits(parse_int("", 10), NOT_A_NUMBER);
  expect_bits(number_parse_float_latin1((const uint8_t *)"\n3.5px", 6), 3.5);
  expect_bits(number_parse_float_latin1((const uint8_t *)"px", 2), NOT_A_NUMBER);
  static const uint16_t wide[] = {0x2003, '.', '5', 0x4e00};
  expect_bits(number_parse_float_utf16(wide, array_length(wide)), 0.5);
}

static void modular_conversions(void **state) {
  (void)state;
  assert_int_equal(number_to_int32(0), 0);
  assert_int_equal(number_to_int32(-1.9), -1);
  assert_int_equal(number_to_int32(2147483648.0), INT32_MIN);
  assert_int_equal(number_to_int32(4294967297.5), 1);
  assert_int_equal(number_to_uint32(-1), UINT32_MAX);
  assert_int_equal(number_to_int32(0x1p63), 0);
  assert_int_equal(number_to_int32(0x1.00000001p63), INT32_MIN);
  assert_int_equal(number_to_int32(-0x1.0000000000001p80), -0x10000000);
  assert_int_equal(number_to_int32(0x1p84), 0);
  assert_int_equal(number_to_int32(1e300), 0);
  assert_int_equal(number_to_int32(NOT_A_NUMBER), 0);
  assert_int_equal(number_to_int32(-INFINITE), 0);
}

static void small_integer_tests(void **state) {
  (void)state;
  int32_t integer;
  uint32_t index;
  assert_true(number_is_int32(-5, &integer));
  assert_int_equal(integer, -5);
  assert_false(number_is_int32(-0.0, &integer));
  assert_false(number_is_int32(2147483648.0, &integer));
  assert_false(number_is_int32(0.5, &integer));
  assert_false(number_is_int32(NOT_A_NUMBER, &integer));
  assert_true(number_is_array_index(4294967294.0, &index));
  assert_int_equal(index, 4294967294u);
  assert_false(number_is_array_index(4294967295.0, &index));
  assert_false(number_is_array_index(-1, &index));
}

/* The next number of a fixed pseudo-random sequence. */
static uint64_t next_random(uint64_t *seed) {
  *seed ^= *seed << 13;
  *seed ^= *seed >> 7;
  return *seed ^= *seed << 17;
}

static void printing_and_parsing_undo_each_other(void **state) {
  (void)state;
  uint64_t seed = 88172645463325252ull;
  for (int i = 0; i < 20000; i++) {
    double value = number_from_bits(next_random(&seed));
    if (value * 0 != 0) continue;
    char text[NUMBER_FORMAT_BUFFER_SIZE];
    size_t length = number_to_string(value, text);
    text[length] = '\0';
    expect_bits(parse(text), value);
    expect_bits(strtod(text, NULL), value);
    length = number_to_exponential(value, 16, text);
    text[length] = '\0';
    expect_bits(parse(text), value);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(to_string_lays_out_as_specified),
      cmocka_unit_test(to_string_is_shortest),
      cmocka_unit_test(shortest_digits_give_count_and_point),
      cmocka_unit_test(integers_print),
      cmocka_unit_test(radix_strings),
      cmocka_unit_test(radix_strings_fit_their_buffer),
      cmocka_unit_test(to_fixed),
      cmocka_unit_test(to_exponential),
      cmocka_unit_test(to_precision),
      cmocka_unit_test(parsing_rounds_exactly),
      cmocka_unit_test(parsing_takes_any_length),
      cmocka_unit_test(parsing_takes_the_longest_prefix),
      cmocka_unit_test(parsing_in_a_radix),
      cmocka_unit_test(string_to_number),
      cmocka_unit_test(parse_int_and_parse_float),
      cmocka_unit_test(modular_conversions),
      cmocka_unit_test(small_integer_tests),
      cmocka_unit_test(printing_and_parsing_undo_each_other),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
