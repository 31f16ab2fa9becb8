/* SPDX-License-Identifier: MIT */
/* string_compare.c: comparing and searching strings by their code units. */
#include "value/string_layout.h"

#include "base/search.h"
#include "base/utf.h"

bool view_equals(StringView a, StringView b) {
  ASSERT(a.length == b.length);
  if (a.wide == b.wide) return memcmp(a.units, b.units, (size_t)a.length << a.wide) == 0;
  return a.wide ? latin1_equals_utf16(b.units, a.units, a.length)
                : latin1_equals_utf16(a.units, b.units, a.length);
}

bool string_equals(Vm *vm, String *a, String *b, bool *out) {
  *out = a == b;
  if (a == b || a->length != b->length) return true;
  if (string_is_interned(a) && string_is_interned(b)) return true;
  if (a->hash && b->hash && a->hash != b->hash) return true;
  StringView left, right;
  TRY(string_view(vm, a, &left));
  TRY(string_view(vm, b, &right));
  *out = view_equals(left, right);
  return true;
}

bool string_compare(Vm *vm, String *a, String *b, int *out) {
  StringView left, right;
  TRY(string_view(vm, a, &left));
  TRY(string_view(vm, b, &right));
  if (left.wide) {
    *out = right.wide ? utf16_compare(left.units, left.length, right.units, right.length)
                      : -latin1_utf16_compare(right.units, right.length, left.units, left.length);
  } else {
    *out = right.wide ? latin1_utf16_compare(left.units, left.length, right.units, right.length)
                      : latin1_compare(left.units, left.length, right.units, right.length);
  }
  return true;
}

bool string_is_ascii_text(Vm *vm, const String *s, const char *text) {
  size_t length = strlen(text);
  if (s->length != length) return false;
  return view_equals(string_view_flat(vm, s), (StringView){text, (uint32_t)length, false});
}

static int64_t found(size_t index) { return index == SEARCH_NOT_FOUND ? -1 : (int64_t)index; }

int64_t view_index_of(StringView haystack, StringView needle, uint32_t from) {
  const void *text = haystack.units, *part = needle.units;
  size_t length = haystack.length, part_length = needle.length;
  if (haystack.wide)
    return found(needle.wide ? utf16_find_utf16(text, length, part, part_length, from)
                             : utf16_find_latin1(text, length, part, part_length, from));
  return found(needle.wide ? latin1_find_utf16(text, length, part, part_length, from)
                           : latin1_find_latin1(text, length, part, part_length, from));
}

int64_t view_last_index_of(StringView haystack, StringView needle, uint32_t from) {
  const void *text = haystack.units, *part = needle.units;
  size_t length = haystack.length, part_length = needle.length;
  if (haystack.wide)
    return found(needle.wide ? utf16_find_last_utf16(text, length, part, part_length, from)
                             : utf16_find_last_latin1(text, length, part, part_length, from));
  return found(needle.wide ? latin1_find_last_utf16(text, length, part, part_length, from)
                           : latin1_find_last_latin1(text, length, part, part_length, from));
}
