/* SPDX-License-Identifier: MIT */
/* test_unicode_case.c: case mapping of text, and the classes that identifiers are made of. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/utf.h"
#include "unicode/case_closure.h"
#include "unicode/case_map.h"
#include "unicode/identifiers.h"

enum { ROOM = 64 };

typedef size_t Conversion(const uint16_t *units, size_t length, uint16_t *out);

/* Converts UTF-8 by way of UTF-16 and compares. */
static void expect_conversion(Conversion *convert, const char *text, const char *expected) {
  uint16_t units[ROOM], converted[ROOM];
  uint8_t bytes[ROOM * 3];
  size_t length = wtf8_to_utf16((const uint8_t *)text, strlen(text), units);
  size_t measured = convert(units, length, NULL);
  assert_in_range(measured, 0, ROOM);
  assert_int_equal(convert(units, length, converted), measured);
  size_t count = utf16_to_utf8(converted, measured, bytes, UTF_SURROGATES_KEEP);
  bytes[count] = '\0';
  assert_string_equal((char *)bytes, expected);
}

static void upper_case_is_full(void **state) {
  (void)state;
  expect_conversion(unicode_upper_utf16, "abc xyz {`", "ABC XYZ {`");
  expect_conversion(unicode_upper_utf16,
                    "stra\xc3\x9f"
                    "e",
                    "STRASSE");
  expect_conversion(unicode_upper_utf16, "\xef\xac\x83", "FFI"); /* U+FB03 */
  expect_conversion(unicode_upper_utf16, "\xce\x90",
                    "\xce\x99\xcc\x88\xcc\x81");                  /* U+0390: three */
  expect_conversion(unicode_upper_utf16, "\xc7\x85", "\xc7\x84"); /* a titlecase letter */
  expect_conversion(unicode_upper_utf16, "\xf0\x90\x90\xa8", "\xf0\x90\x90\x80"); /* Deseret */
  expect_conversion(unicode_upper_utf16, "\xed\xa0\x80x", "\xed\xa0\x80X"); /* a lone surrogate */
  expect_conversion(unicode_upper_utf16, "\xc4\xb1", "I");                  /* dotless i */
  expect_conversion(unicode_upper_utf16, "", "");
}

static void lower_case_is_full(void **state) {
  (void)state;
  expect_conversion(unicode_lower_utf16, "ABC [@", "abc [@");
  expect_conversion(unicode_lower_utf16, "\xc4\xb0", "i\xcc\x87");    /* I with dot above */
  expect_conversion(unicode_lower_utf16, "\xe1\xba\x9e", "\xc3\x9f"); /* capital sharp s */
  expect_conversion(unicode_lower_utf16, "\xe2\x84\xa6", "\xcf\x89"); /* ohm sign */
}

static void sigma_is_final_at_the_end_of_a_word(void **state) {
  (void)state;
  expect_conversion(unicode_lower_utf16, "\xce\xa3", "\xcf\x83");
  expect_conversion(unicode_lower_utf16, "A\xce\xa3", "a\xcf\x82");
  expect_conversion(unicode_lower_utf16,
                    "A\xce\xa3"
                    "B",
                    "a\xcf\x83"
                    "b");
  expect_conversion(unicode_lower_utf16, "A\xce\xa3 B", "a\xcf\x82 b");
  expect_conversion(unicode_lower_utf16, "A.\xce\xa3", "a.\xcf\x82");
  expect_conversion(unicode_lower_utf16, "A\xce\xa3.b", "a\xcf\x83.b");
  expect_conversion(unicode_lower_utf16, "A\xce\xa3.", "a\xcf\x82.");
  expect_conversion(unicode_lower_utf16, "\xf0\x9d\x92\xa2\xce\xa3", "\xf0\x9d\x92\xa2\xcf\x82");
  /* U+0345 is cased and case-ignorable: it is passed over. */
  expect_conversion(unicode_lower_utf16, "\xcd\x85\xce\xa3", "\xcd\x85\xcf\x83");
  expect_conversion(unicode_lower_utf16, "A\xce\xa3\xcd\x85", "a\xcf\x82\xcd\x85");
}

static void latin1_agrees_with_utf16(void **state) {
  (void)state;
  for (uint32_t c = 0; c < 0x100; c++) {
    uint8_t unit = (uint8_t)c, lower, upper[2];
    uint32_t wide[UNICODE_CASE_MAX];
    unicode_lower_latin1(&unit, 1, &lower);
    assert_int_equal(unicode_to_lower(c, wide), 1);
    assert_int_equal(lower, wide[0]);
    uint32_t count = unicode_to_upper(c, wide);
    size_t length = unicode_upper_latin1_length(&unit, 1);
    assert_int_equal(length == SIZE_MAX, wide[0] > 0xff);
    if (length == SIZE_MAX) continue;
    unicode_upper_latin1(&unit, 1, upper);
    assert_int_equal(length, count);
    for (uint32_t i = 0; i < count; i++) assert_int_equal(upper[i], wide[i]);
  }
}

static void folding_and_canonicalizing(void **state) {
  (void)state;
  assert_int_equal(unicode_simple_fold('K'), 'k');
  assert_int_equal(unicode_simple_fold(0x212a), 'k'); /* kelvin sign */
  assert_int_equal(unicode_simple_fold(0x3c2), 0x3c3);
  assert_int_equal(unicode_simple_fold(0x1e9e), 0xdf);
  assert_int_equal(unicode_simple_fold(0x10400), 0x10428);
  assert_int_equal(unicode_simple_fold(0x13a0), 0x13a0); /* Cherokee folds to capitals */
  assert_int_equal(unicode_simple_fold(0xab70), 0x13a0);
  assert_int_equal(unicode_canonicalize_unit('a'), 'A');
  assert_int_equal(unicode_canonicalize_unit(0x17f), 0x17f); /* long s would become ASCII */
  assert_int_equal(unicode_canonicalize_unit(0xdf), 0xdf);   /* two units */
  assert_int_equal(unicode_canonicalize_unit(0x212a), 0x212a);
  assert_int_equal(unicode_canonicalize_unit(0xff), 0x178);
  assert_int_equal(unicode_simple_upper(0x1c5), 0x1c4);
  assert_int_equal(unicode_simple_lower(0x130), 'i');
}

/* Counts the folds visited, which are those of unicode_simple_fold, in order. */
static void visit_fold(void *context, uint32_t from, uint32_t to) {
  static uint32_t last;
  uint32_t *count = context;
  assert_true(unicode_simple_fold(from) == to && from != to);
  assert_true(*count == 0 || from > last);
  last = from;
  ++*count;
}

static void each_fold_is_visited(void **state) {
  (void)state;
  uint32_t visited = 0, folds = 0;
  unicode_each_fold(visit_fold, &visited);
  for (uint32_t c = 0; c <= UTF_MAX_CODE_POINT; c++) folds += unicode_simple_fold(c) != c;
  assert_int_equal(visited, folds);
}

static void identifier_classes(void **state) {
  (void)state;
  assert_true(unicode_is_id_start('a') && unicode_is_id_start('Z') && unicode_is_id_start(0xe9));
  assert_false(unicode_is_id_start('$') || unicode_is_id_start('_') || unicode_is_id_start('7'));
  assert_true(unicode_is_id_continue('_') && unicode_is_id_continue('7') &&
              unicode_is_id_continue(0x301));
  assert_true(unicode_is_id_start(0x2118));  /* by Other_ID_Start */
  assert_true(unicode_is_id_continue(0xb7)); /* by Other_ID_Continue */
  assert_true(unicode_is_id_start(0x33479) &&
              !unicode_is_id_start(0x3347a)); /* where letters end */
  assert_true(unicode_is_id_continue(0xe0100) && !unicode_is_id_start(0xe0100));
  assert_false(unicode_is_id_continue(0xe01f0) || unicode_is_id_start(0x110000) ||
               unicode_is_id_start(UTF_INVALID));
  assert_true(unicode_is_id_continue(0x200c) &&
              unicode_is_id_continue(0x200d)); /* since Unicode 15.1 */
  assert_true(unicode_is_line_terminator(0x2028) && unicode_is_line_terminator(0x2029));
  assert_false(unicode_is_line_terminator(0x202a) || unicode_is_line_terminator(0x85));
  assert_true(unicode_is_space(0x2028) && unicode_is_space(0xa0) && !unicode_is_space(0x1fe01));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(upper_case_is_full),
      cmocka_unit_test(lower_case_is_full),
      cmocka_unit_test(sigma_is_final_at_the_end_of_a_word),
      cmocka_unit_test(latin1_agrees_with_utf16),
      cmocka_unit_test(folding_and_canonicalizing),
      cmocka_unit_test(each_fold_is_visited),
      cmocka_unit_test(identifier_classes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
