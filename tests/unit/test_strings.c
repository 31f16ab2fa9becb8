/* SPDX-License-Identifier: MIT */
/* test_strings.c: strings: ropes, slices, interning, builders, conversion. */
#include "value_test.h"

static void concatenation_of_short_strings_is_flat(void **state) {
  Vm *vm = *state;
  String *s = string_concat(vm, ascii(vm, "abc"), ascii(vm, "def"));
  assert_true(string_is_flat(s));
  expect_text(vm, s, "abcdef");
  assert_ptr_equal(string_concat(vm, s, vm->empty_string), s);
  assert_ptr_equal(string_concat(vm, vm->empty_string, s), s);
}

static void long_concatenation_is_a_rope_until_read(void **state) {
  Vm *vm = *state;
  String *s = string_concat(vm, ascii(vm, "abcdefghijklmnop"), ascii(vm, "qrstuvwxyz0123456"));
  assert_true(string_is_rope(s));
  expect_text(vm, s, "abcdefghijklmnopqrstuvwxyz0123456");
  assert_false(string_is_rope(s));
}

static void wide_and_narrow_mix(void **state) {
  Vm *vm = *state;
  const uint16_t wide[] = {0x3b1, 0x3b2};
  String *s = string_concat(vm, ascii(vm, "0123456789012345678901234567890"),
                            string_new_utf16(vm, wide, 2));
  s = string_concat(vm, s, ascii(vm, "!"));
  assert_true(string_is_wide(s));
  expect_text(vm, s, "0123456789012345678901234567890\u03b1\u03b2!");
}

static void utf16_of_latin1_is_narrowed(void **state) {
  Vm *vm = *state;
  const uint16_t units[] = {'a', 0xe9, 'b'};
  String *s = string_new_utf16(vm, units, 3);
  assert_false(string_is_wide(s));
  expect_text(vm, s,
              "a\u00e9"
              "b");
}

static void deep_ropes_flatten(void **state) {
  Vm *vm = *state;
  uint32_t count = stressed() ? 200 : 200000;
  String *left = vm->empty_string, *right = vm->empty_string;
  for (uint32_t i = 0; i < count; i++) {
    String *digit = string_from_unit(vm, (uint16_t)('0' + i % 10));
    left = string_concat(vm, left, digit);
    right = string_concat(vm, digit, right);
  }
  StringView a, b;
  assert_true(string_view(vm, left, &a));
  assert_true(string_view(vm, right, &b));
  assert_int_equal(a.length, count);
  for (uint32_t i = 0; i < count; i++) {
    assert_int_equal(view_at(a, i), '0' + i % 10);
    assert_int_equal(view_at(b, count - 1 - i), '0' + i % 10);
  }
}

/* A million appends, each read: quadratic copying would take minutes. */
static void append_and_read_is_linear(void **state) {
  Vm *vm = *state;
  uint32_t count = stressed() ? 600 : 1000000;
  String *s = ascii(vm, "start of a string that is long enough");
  uint32_t start = s->length;
  for (uint32_t i = 0; i < count; i++) {
    uint16_t unit;
    s = string_concat(vm, s, string_from_unit(vm, 'x'));
    assert_true(string_unit_at(vm, s, i / 2, &unit));
  }
  assert_int_equal(s->length, count + start);
}

static void appending_twice_to_one_buffer(void **state) {
  Vm *vm = *state;
  String *base = string_concat(vm, ascii(vm, "0123456789"), ascii(vm, "01234567890123456789"));
  assert_non_null(string_flatten(vm, base));
  String *grown = string_concat(vm, base, ascii(vm, "+"));
  for (int i = 0; i < 300; i++) {
    grown = string_concat(vm, grown, ascii(vm, "+"));
    assert_non_null(string_flatten(vm, grown));
  }
  String *a = string_concat(vm, grown, ascii(vm, "a"));
  String *b = string_concat(vm, grown, ascii(vm, "b"));
  String *twice = string_concat(vm, grown, grown);
  uint16_t unit;
  assert_true(string_unit_at(vm, a, 331, &unit));
  assert_int_equal(unit, 'a');
  assert_true(string_unit_at(vm, b, 331, &unit));
  assert_int_equal(unit, 'b');
  assert_true(string_unit_at(vm, a, 331, &unit));
  assert_int_equal(unit, 'a');
  assert_true(string_unit_at(vm, twice, 331, &unit));
  assert_int_equal(unit, '0');
  assert_int_equal(grown->length, 331);
  assert_true(string_unit_at(vm, grown, 330, &unit));
  assert_int_equal(unit, '+');
}

static void substrings(void **state) {
  Vm *vm = *state;
  String *s = ascii(vm, "the quick brown fox jumps over the lazy dog");
  expect_text(vm, string_substring(vm, s, 4, 9), "quick");
  String *slice = string_substring(vm, s, 4, 40);
  assert_false(string_is_flat(slice));
  expect_text(vm, slice, "quick brown fox jumps over the lazy ");
  String *inner = string_substring(vm, slice, 6, 35);
  expect_text(vm, inner, "brown fox jumps over the lazy");
  assert_ptr_equal(string_substring(vm, s, 0, s->length), s);
  assert_ptr_equal(string_substring(vm, s, 3, 3), vm->empty_string);
  assert_ptr_equal(string_substring(vm, s, 0, 1), vm->single_unit_strings['t']);
}

static void interning_is_by_content(void **state) {
  Vm *vm = *state;
  String *a = string_intern(vm, ascii(vm, "some name"));
  const uint16_t units[] = {'s', 'o', 'm', 'e', ' ', 'n', 'a', 'm', 'e'};
  void *out;
  String *wide = string_new_uninitialised(vm, 9, true, &out);
  memcpy(out, units, sizeof units);
  assert_ptr_equal(string_intern(vm, wide), a);
  assert_ptr_equal(string_intern_ascii(vm, "some name"), a);
  assert_ptr_equal(string_intern_utf8(vm, "some name", 9), a);
  String *slice = string_substring(vm, ascii(vm, "xxxxthis is a slice of some lengthyyyy"), 4, 34);
  String *interned = string_intern(vm, slice);
  assert_true(string_is_flat(interned));
  assert_ptr_equal(string_intern_ascii(vm, "this is a slice of some length"), interned);
  assert_ptr_equal(string_intern(vm, vm->empty_string), vm->empty_string);
}

static void interned_strings_die(void **state) {
  Vm *vm = *state;
  uint32_t count = stressed() ? 100 : 20000;
  for (uint32_t i = 0; i < count; i++) {
    String *s = string_new_format(vm, "name number %u", i);
    assert_non_null(string_intern(vm, s));
  }
  heap_collect(vm);
  size_t used = heap_statistics(vm).cells_bytes;
  heap_collect(vm);
  assert_true(heap_statistics(vm).cells_bytes <= used);
  expect_text(vm, string_intern_ascii(vm, "name number 7"), "name number 7");
  assert_ptr_equal(key_cell(vm->names.length), string_intern_ascii(vm, "length"));
}

static void array_indices(void **state) {
  Vm *vm = *state;
  static const struct {
    const char *text;
    bool is_index;
  } cases[] = {
      {"0", true},   {"7", true}, {"4294967294", true}, {"4294967295", false},  {"01", false},
      {"-1", false}, {"", false}, {"1.5", false},       {"12345678901", false}, {"9a", false}};
  for (size_t i = 0; i < array_length(cases); i++) {
    PropertyKey key = key_of(vm, cases[i].text);
    assert_int_equal(key_is_index(key), cases[i].is_index);
    Value value;
    assert_true(key_to_value(vm, key, &value));
    expect_text(vm, value_as_string(value), cases[i].text);
  }
}

static void comparison(void **state) {
  Vm *vm = *state;
  int order;
  bool equal;
  const uint16_t wide[] = {'a', 0x100};
  String *w = string_new_utf16(vm, wide, 2);
  assert_true(string_compare(vm, ascii(vm, "ab"), w, &order));
  assert_true(order < 0);
  assert_true(string_compare(vm, w, ascii(vm, "ab"), &order));
  assert_true(order > 0);
  assert_true(string_compare(vm, ascii(vm, "a"), w, &order));
  assert_true(order < 0);
  assert_true(string_equals(vm, ascii(vm, "same text"), ascii(vm, "same text"), &equal));
  assert_true(equal);
  assert_true(string_equals(vm, ascii(vm, "same text"), ascii(vm, "same texT"), &equal));
  assert_false(equal);
}

static void utf8_in_and_out(void **state) {
  Vm *vm = *state;
  expect_text(vm, string_new_utf8(vm, "h\u00e9llo \u20ac \U0001f600", 15),
              "h\u00e9llo \u20ac \U0001f600");
  String *lone = string_new_utf8(vm, "\xed\xa0\x80", 3);
  assert_int_equal(lone->length, 1);
  expect_text(vm, lone, "\ufffd");
  size_t length;
  char *wtf8 = string_to_utf8(vm, lone, true, &length);
  assert_int_equal(length, 3);
  assert_memory_equal(wtf8, "\xed\xa0\x80", 3);
  free(wtf8);
  expect_text(vm,
              string_new_utf8(vm,
                              "a\xff"
                              "b",
                              3),
              "a\ufffd"
              "b");
  expect_text(vm, string_new_format(vm, "%s=%d", "\u03c0", 3), "\u03c0=3");
}

static void numbers(void **state) {
  Vm *vm = *state;
  expect_text(vm, string_from_number(vm, 0.1), "0.1");
  expect_text(vm, string_from_number(vm, -0.0), "0");
  expect_text(vm, string_from_number(vm, 1e21), "1e+21");
  expect_text(vm, string_from_number(vm, 4294967295.0), "4294967295");
  expect_text(vm, string_from_uint32(vm, 512), "512");
  expect_text(vm, string_from_uint32(vm, 512), "512");
  expect_text(vm, string_from_number(vm, -7), "-7");
}

static void builder(void **state) {
  Vm *vm = *state;
  StringBuilder b;
  string_builder_init(&b, vm);
  string_builder_ascii(&b, "abc");
  string_builder_unit(&b, 0xe9);
  string_builder_string(
      &b, string_concat(vm, ascii(vm, "a rope of some "), ascii(vm, "length and more")));
  string_builder_code_point(&b, 0x1f600);
  string_builder_ascii(&b, "!");
  String *s = string_builder_finish(&b);
  expect_text(vm, s,
              "abc\u00e9"
              "a rope of some length and more\U0001f600!");
  string_builder_init(&b, vm);
  assert_ptr_equal(string_builder_finish(&b), vm->empty_string);
}

static void too_long(void **state) {
  Vm *vm = *state;
  if (stressed()) return;
  String *s = ascii(vm, "0123456789abcdef0123456789abcdef");
  for (int i = 0; i < 23; i++) assert_non_null(s = string_concat(vm, s, s));
  assert_int_equal(s->length, 1u << 28);
  assert_null(string_concat(vm, s, s));
  expect_thrown(vm, "Invalid string length");
}

static void symbols(void **state) {
  Vm *vm = *state;
  Symbol *a = symbol_for(vm, ascii(vm, "registered"));
  heap_collect(vm);
  assert_ptr_equal(symbol_for(vm, ascii(vm, "registered")), a);
  assert_ptr_not_equal(symbol_for(vm, ascii(vm, "other")), a);
  expect_text(vm, symbol_descriptive_string(vm, a), "Symbol(registered)");
  expect_text(vm, symbol_descriptive_string(vm, symbol_new(vm, NULL, 0)), "Symbol()");
  expect_text(vm, symbol_descriptive_string(vm, vm->symbols[SYMBOL_ITERATOR]),
              "Symbol(Symbol.iterator)");
  for (int i = 0; i < 100; i++) assert_non_null(symbol_for(vm, string_new_format(vm, "s%d", i)));
  assert_ptr_equal(symbol_for(vm, ascii(vm, "registered")), a);
}

static void searching(void **state) {
  Vm *vm = *state;
  StringView haystack, needle;
  assert_true(string_view(vm, ascii(vm, "abcabcabd"), &haystack));
  assert_true(string_view(vm, ascii(vm, "abd"), &needle));
  assert_int_equal(view_index_of(haystack, needle, 0), 6);
  assert_int_equal(view_index_of(haystack, needle, 7), -1);
  assert_true(string_view(vm, ascii(vm, "abc"), &needle));
  assert_int_equal(view_last_index_of(haystack, needle, 9), 3);
  assert_int_equal(view_last_index_of(haystack, needle, 2), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      VM_TEST(concatenation_of_short_strings_is_flat),
      VM_TEST(long_concatenation_is_a_rope_until_read),
      VM_TEST(wide_and_narrow_mix),
      VM_TEST(utf16_of_latin1_is_narrowed),
      VM_TEST(deep_ropes_flatten),
      VM_TEST(append_and_read_is_linear),
      VM_TEST(appending_twice_to_one_buffer),
      VM_TEST(substrings),
      VM_TEST(interning_is_by_content),
      VM_TEST(interned_strings_die),
      VM_TEST(array_indices),
      VM_TEST(comparison),
      VM_TEST(utf8_in_and_out),
      VM_TEST(numbers),
      VM_TEST(builder),
      VM_TEST(too_long),
      VM_TEST(symbols),
      VM_TEST(searching),
  };
  return RUN_VM_TESTS("strings", tests);
}
