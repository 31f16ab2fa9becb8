/* SPDX-License-Identifier: MIT */
/* test_base_text.c: UTF-8, UTF-16 and Latin-1, string hashes, searching. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/hash.h"
#include "base/search.h"
#include "base/utf.h"

#define BYTES(literal) ((const uint8_t *)(literal)), (sizeof(literal) - 1)

/* ------------------------------------------------------------------ UTF-8 */

static void every_code_point_survives(void **state) {
  (void)state;
  for (uint32_t code_point = 0; code_point <= UTF_MAX_CODE_POINT; code_point++) {
    uint8_t bytes[UTF8_MAX_LENGTH];
    uint16_t units[2];
    uint32_t size, length = utf8_encode(code_point, bytes), decoded;
    bool surrogate = utf16_is_surrogate(code_point);
    assert_int_equal(length, utf8_length_of(code_point));
    assert_int_equal(wtf8_decode(bytes, length, &decoded), length);
    assert_int_equal(decoded, code_point);
    assert_int_equal(utf8_decode(bytes, length, &decoded), surrogate ? 1 : length);
    assert_int_equal(decoded, surrogate ? UTF_INVALID : code_point);
    uint32_t count = utf16_encode(code_point, units);
    assert_int_equal(utf16_decode(units, count, 0, &size), code_point);
    assert_int_equal(size, count);
  }
}

/* Decodes and compares with the expected units. */
static void expect_utf16(const uint8_t *bytes, size_t length, const uint16_t *expected,
                         size_t count) {
  uint16_t *units = malloc((length + 1) * sizeof *units);
  assert_int_equal(wtf8_measure(bytes, length).utf16_length, count);
  assert_int_equal(wtf8_to_utf16(bytes, length, units), count);
  assert_memory_equal(units, expected, count * sizeof *units);
  free(units);
}

static void ill_formed_utf8_is_replaced_by_maximal_subparts(void **state) {
  (void)state;
  /* The example of the Unicode standard, "U+FFFD Substitution of Maximal Subparts". */
  static const uint16_t mixed[] = {0x61,   0xfffd, 0xfffd, 0xfffd, 0x62,
                                   0xfffd, 0x63,   0xfffd, 0xfffd, 0x64};
  expect_utf16(BYTES("a\xf1\x80\x80\xe1\x80\xc2"
                     "b\x80"
                     "c\x80\xbf"
                     "d"),
               mixed, array_length(mixed));
  static const uint16_t replacements[] = {0xfffd, 0xfffd, 0xfffd, 0xfffd};
  expect_utf16(BYTES("\xc0\xaf"), replacements, 2);         /* overlong */
  expect_utf16(BYTES("\xe0\x9f\xbf"), replacements, 3);     /* overlong */
  expect_utf16(BYTES("\xf0\x8f\xbf\xbf"), replacements, 4); /* overlong */
  expect_utf16(BYTES("\xf4\x90\x80\x80"), replacements, 4); /* past the last plane */
  expect_utf16(BYTES("\xf5\xff"), replacements, 2);
  expect_utf16(BYTES("\xe2\x82"), replacements, 1); /* cut short */
  expect_utf16(BYTES("\xf0\x9f\x98"), replacements, 1);
  static const uint16_t euro[] = {0xfffd, 0x20ac};
  expect_utf16(BYTES("\xe2\xe2\x82\xac"), euro, 2);
}

static void wtf8_keeps_lone_surrogates(void **state) {
  (void)state;
  uint16_t units[4];
  assert_int_equal(wtf8_to_utf16(BYTES("x\xed\xa0\x80"), units), 2);
  assert_int_equal(units[1], 0xd800);
  assert_true(wtf8_measure(BYTES("\xed\xbf\xbf")).is_valid);
}

static void measuring_tells_the_narrowest_form(void **state) {
  (void)state;
  Utf8Measure ascii = wtf8_measure(BYTES("plain text, longer than a word"));
  assert_true(ascii.is_ascii && ascii.is_latin1 && ascii.is_valid);
  Utf8Measure latin1 = wtf8_measure(BYTES("caf\xc3\xa9 \xc2\x80"));
  assert_true(!latin1.is_ascii && latin1.is_latin1 && latin1.is_valid);
  assert_int_equal(latin1.utf16_length, 6);
  uint8_t units[6];
  assert_int_equal(utf8_to_latin1(BYTES("caf\xc3\xa9 \xc2\x80"), units), 6);
  assert_memory_equal(units, "caf\xe9 \x80", 6);
  assert_false(wtf8_measure(BYTES("\xc4\x80")).is_latin1);
  assert_int_equal(wtf8_measure(BYTES("\xf0\x9f\x98\x80")).utf16_length, 2);
  assert_true(wtf8_measure(NULL, 0).is_ascii);
}

static void utf16_becomes_utf8(void **state) {
  (void)state;
  static const uint16_t units[] = {'a', 0xe9, 0x20ac, 0xd83d, 0xde00, 0xd800, 'b', 0xdc00};
  uint8_t bytes[32];
  size_t length = utf16_utf8_length(units, array_length(units));
  assert_int_equal(length, 1 + 2 + 3 + 4 + 3 + 1 + 3);
  assert_int_equal(utf16_to_utf8(units, array_length(units), bytes, UTF_SURROGATES_REPLACE),
                   length);
  assert_memory_equal(bytes,
                      "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\xef\xbf\xbd"
                      "b\xef\xbf\xbd",
                      length);
  assert_int_equal(utf16_to_utf8(units, array_length(units), bytes, UTF_SURROGATES_KEEP), length);
  assert_memory_equal(bytes + 10,
                      "\xed\xa0\x80"
                      "b\xed\xb0\x80",
                      7);
  assert_int_equal(latin1_utf8_length(BYTES("a\xe9")), 3);
  assert_int_equal(latin1_to_utf8(BYTES("a\xe9\xff"), bytes), 5);
  assert_memory_equal(bytes, "a\xc3\xa9\xc3\xbf", 5);
}

static void scans_see_every_position(void **state) {
  (void)state;
  enum { LENGTH = 200 };
  uint8_t bytes[LENGTH];
  uint16_t units[LENGTH];
  memset(bytes, 'x', LENGTH);
  latin1_to_utf16(bytes, LENGTH, units);
  assert_true(latin1_is_ascii(bytes, LENGTH));
  for (size_t i = 0; i < LENGTH; i++) {
    bytes[i] = 0x80;
    units[i] = 0x100;
    assert_false(latin1_is_ascii(bytes, LENGTH));
    assert_int_equal(ascii_prefix_length(bytes, LENGTH), i);
    assert_false(utf16_is_latin1(units, LENGTH));
    units[i] = 0x80;
    assert_true(utf16_is_latin1(units, LENGTH));
    bytes[i] = 'x';
    units[i] = 'x';
  }
}

static void lone_surrogates_are_found_and_replaced(void **state) {
  (void)state;
  uint16_t units[] = {'a', 0xd83d, 0xde00, 0xdc00, 'b', 0xd800};
  assert_int_equal(utf16_find_lone_surrogate(units, 6, 0), 3);
  assert_int_equal(utf16_find_lone_surrogate(units, 6, 4), 5);
  assert_false(utf16_is_well_formed(units, 6));
  utf16_make_well_formed(units, 6);
  assert_true(utf16_is_well_formed(units, 6));
  assert_int_equal(units[3], 0xfffd);
  assert_int_equal(units[1], 0xd83d);
}

static void comparing_goes_by_code_units(void **state) {
  (void)state;
  static const uint16_t wide[] = {'a', 'b', 0x100};
  assert_true(latin1_compare(BYTES("ab"), BYTES("abc")) < 0);
  assert_true(latin1_compare(BYTES("b"), BYTES("abc")) > 0);
  assert_int_equal(latin1_compare(BYTES("\xff"), BYTES("\xff")), 0);
  assert_true(latin1_utf16_compare(BYTES("ab\xff"), wide, 3) < 0);
  assert_int_equal(latin1_utf16_compare(BYTES("ab"), wide, 2), 0);
  assert_true(utf16_compare(wide, 3, wide, 2) > 0);
  assert_true(latin1_equals_utf16((const uint8_t *)"ab", wide, 2));
  assert_false(latin1_equals_utf16((const uint8_t *)"abc", wide, 3));
}

static void spaces_are_the_languages(void **state) {
  (void)state;
  uint32_t count = 0;
  for (uint32_t unit = 0; unit < 0x10000; unit++) count += utf_is_space(unit);
  assert_int_equal(count, 25);
  assert_true(utf_is_space(0xfeff) && utf_is_space(0x2029) && utf_is_space(0x3000));
  assert_false(utf_is_space(0x180e) || utf_is_space(0x200b) || utf_is_space(0x85));
}

/* ------------------------------------------------------------------ hashing */

static void hashes_do_not_depend_on_width(void **state) {
  (void)state;
  uint8_t bytes[100];
  uint16_t units[100];
  for (size_t i = 0; i < 100; i++) bytes[i] = (uint8_t)(i * 37 + 200);
  latin1_to_utf16(bytes, 100, units);
  for (size_t length = 0; length <= 100; length++) {
    assert_int_equal(hash_latin1(bytes, length, 7), hash_utf16(units, length, 7));
    assert_int_not_equal(hash_latin1(bytes, length, 7), hash_latin1(bytes, length, 8));
  }
}

static void every_unit_counts_in_a_hash(void **state) {
  (void)state;
  uint8_t bytes[40] = {0};
  for (size_t length = 1; length <= 40; length++) {
    uint32_t zeros = hash_latin1(bytes, length, 0);
    assert_int_not_equal(zeros, hash_latin1(bytes, length - 1, 0));
    for (size_t i = 0; i < length; i++) {
      bytes[i] = 1;
      assert_int_not_equal(hash_latin1(bytes, length, 0), zeros);
      bytes[i] = 0;
    }
  }
}

static void hashes_spread(void **state) {
  (void)state;
  enum { NAMES = 1 << 14 };
  uint8_t *used = calloc(NAMES, 1);
  size_t filled = 0;
  for (uint32_t i = 0; i < NAMES; i++) {
    char name[16] = "property";
    for (uint32_t j = 0; j < 4; j++) name[8 + j] = (char)('a' + (i >> 4 * j & 15));
    uint32_t slot = hash_latin1((const uint8_t *)name, 12, 0) % NAMES;
    filled += !used[slot];
    used[slot] = 1;
  }
  /* Random placement fills 1 - 1/e = 63.2 % of the slots. */
  assert_in_range(filled, NAMES * 62 / 100, NAMES * 65 / 100);
  free(used);
}

/* ------------------------------------------------------------------ searching */

/* All four pairs of widths must agree. */
static size_t find_all(const char *text, const char *needle, size_t from) {
  uint16_t text_units[256], needle_units[256];
  const uint8_t *text_bytes = (const uint8_t *)text, *needle_bytes = (const uint8_t *)needle;
  size_t text_length = strlen(text), needle_length = strlen(needle);
  latin1_to_utf16(text_bytes, text_length, text_units);
  latin1_to_utf16(needle_bytes, needle_length, needle_units);
  size_t found = latin1_find_latin1(text_bytes, text_length, needle_bytes, needle_length, from);
  assert_int_equal(latin1_find_utf16(text_bytes, text_length, needle_units, needle_length, from),
                   found);
  assert_int_equal(utf16_find_latin1(text_units, text_length, needle_bytes, needle_length, from),
                   found);
  assert_int_equal(utf16_find_utf16(text_units, text_length, needle_units, needle_length, from),
                   found);
  return found;
}

static size_t find_last_all(const char *text, const char *needle, size_t from) {
  uint16_t text_units[256], needle_units[256];
  const uint8_t *text_bytes = (const uint8_t *)text, *needle_bytes = (const uint8_t *)needle;
  size_t text_length = strlen(text), needle_length = strlen(needle);
  latin1_to_utf16(text_bytes, text_length, text_units);
  latin1_to_utf16(needle_bytes, needle_length, needle_units);
  size_t found =
      latin1_find_last_latin1(text_bytes, text_length, needle_bytes, needle_length, from);
  assert_int_equal(
      latin1_find_last_utf16(text_bytes, text_length, needle_units, needle_length, from), found);
  assert_int_equal(
      utf16_find_last_latin1(text_units, text_length, needle_bytes, needle_length, from), found);
  assert_int_equal(
      utf16_find_last_utf16(text_units, text_length, needle_units, needle_length, from), found);
  return found;
}

static void finding_the_first_and_last(void **state) {
  (void)state;
  assert_int_equal(find_all("hello world", "o", 0), 4);
  assert_int_equal(find_all("hello world", "o", 5), 7);
  assert_int_equal(find_all("hello world", "world", 0), 6);
  assert_int_equal(find_all("hello world", "worlds", 0), SEARCH_NOT_FOUND);
  assert_int_equal(find_all("hello", "", 3), 3);
  assert_int_equal(find_all("hello", "", 5), 5);
  assert_int_equal(find_all("hello", "", 6), SEARCH_NOT_FOUND);
  assert_int_equal(find_all("", "a", 0), SEARCH_NOT_FOUND);
  assert_int_equal(find_last_all("hello world", "o", SIZE_MAX), 7);
  assert_int_equal(find_last_all("hello world", "o", 6), 4);
  assert_int_equal(find_last_all("aaaa", "aa", SIZE_MAX), 2);
  assert_int_equal(find_last_all("aaaa", "aa", 1), 1);
  assert_int_equal(find_last_all("abc", "abc", 0), 0);
  assert_int_equal(find_last_all("abc", "", SIZE_MAX), 3);
  assert_int_equal(find_last_all("abc", "abcd", SIZE_MAX), SEARCH_NOT_FOUND);
}

static void wide_units_are_not_their_low_bytes(void **state) {
  (void)state;
  static const uint16_t wide[] = {0x161, 'a', 0x161};
  assert_int_equal(latin1_find_utf16(BYTES("aaa"), wide, 1, 0), SEARCH_NOT_FOUND);
  assert_int_equal(latin1_find_last_utf16(BYTES("aaa"), wide, 3, SIZE_MAX), SEARCH_NOT_FOUND);
  assert_int_equal(utf16_find_latin1(wide, 3, BYTES("a"), 0), 1);
  assert_int_equal(utf16_find_utf16(wide, 3, wide, 1, 1), 2);
}

/* The plain definition. */
static size_t find_naively(const uint8_t *text, size_t length, const uint8_t *needle,
                           size_t needle_length, size_t from) {
  for (size_t at = from; at + needle_length <= length; at++)
    if (memcmp(text + at, needle, needle_length) == 0) return at;
  return SEARCH_NOT_FOUND;
}

static void searching_agrees_with_the_definition(void **state) {
  (void)state;
  enum { LENGTH = 3000 };
  uint8_t text[LENGTH], needle[64];
  uint64_t seed = 88172645463325252ull;
  for (int round = 0; round < 3000; round++) {
    /* Few letters, and a needle cut from the text and sometimes changed: many near misses, so that two-way runs. */
    for (size_t i = 0; i < LENGTH; i++) {
      seed = seed * 6364136223846793005ull + 1442695040888963407ull;
      text[i] = (uint8_t)('a' + (seed >> 33) % (round % 3 ? 16 : 2) / 15);
    }
    size_t length = 2 + (seed >> 40) % 62, place = (seed >> 20) % (LENGTH - length),
           from = (seed >> 10) % 64;
    memcpy(needle, text + place, length);
    if (round % 2) needle[(seed >> 50) % length] ^= 3;
    assert_int_equal(latin1_find_latin1(text, LENGTH, needle, length, from),
                     find_naively(text, LENGTH, needle, length, from));
    size_t last = latin1_find_last_latin1(text, LENGTH, needle, length, LENGTH);
    if (last == SEARCH_NOT_FOUND) {
      assert_int_equal(find_naively(text, LENGTH, needle, length, 0), SEARCH_NOT_FOUND);
    } else {
      assert_memory_equal(text + last, needle, length);
      assert_int_equal(find_naively(text, LENGTH, needle, length, last + 1), SEARCH_NOT_FOUND);
    }
  }
}

static void the_worst_case_is_linear(void **state) {
  (void)state;
  enum { LENGTH = 2000000, NEEDLE = 200000 };
  uint8_t *text = malloc(LENGTH), *needle = malloc(NEEDLE);
  memset(text, 'a', LENGTH);
  memset(needle, 'a', NEEDLE);
  /* A quadratic search would compare 3.6e11 units here, and time out. */
  needle[NEEDLE - 1] = 'b';
  assert_int_equal(latin1_find_latin1(text, LENGTH, needle, NEEDLE, 0), SEARCH_NOT_FOUND);
  assert_int_equal(latin1_find_last_latin1(text, LENGTH, needle, NEEDLE, LENGTH), SEARCH_NOT_FOUND);
  needle[NEEDLE - 1] = 'a';
  needle[0] = 'b';
  assert_int_equal(latin1_find_latin1(text, LENGTH, needle, NEEDLE, 0), SEARCH_NOT_FOUND);
  assert_int_equal(latin1_find_last_latin1(text, LENGTH, needle, NEEDLE, LENGTH), SEARCH_NOT_FOUND);
  needle[0] = 'a';
  needle[NEEDLE / 2] = 'b';
  assert_int_equal(latin1_find_latin1(text, LENGTH, needle, NEEDLE, 0), SEARCH_NOT_FOUND);
  text[LENGTH - 1] = 'b';
  assert_int_equal(latin1_find_latin1(text, LENGTH, needle, NEEDLE / 2 + 1, 0),
                   LENGTH - 1 - NEEDLE / 2);
  free(text);
  free(needle);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_code_point_survives),
      cmocka_unit_test(ill_formed_utf8_is_replaced_by_maximal_subparts),
      cmocka_unit_test(wtf8_keeps_lone_surrogates),
      cmocka_unit_test(measuring_tells_the_narrowest_form),
      cmocka_unit_test(utf16_becomes_utf8),
      cmocka_unit_test(scans_see_every_position),
      cmocka_unit_test(lone_surrogates_are_found_and_replaced),
      cmocka_unit_test(comparing_goes_by_code_units),
      cmocka_unit_test(spaces_are_the_languages),
      cmocka_unit_test(hashes_do_not_depend_on_width),
      cmocka_unit_test(every_unit_counts_in_a_hash),
      cmocka_unit_test(hashes_spread),
      cmocka_unit_test(finding_the_first_and_last),
      cmocka_unit_test(wide_units_are_not_their_low_bytes),
      cmocka_unit_test(searching_agrees_with_the_definition),
      cmocka_unit_test(the_worst_case_is_linear),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
