/* SPDX-License-Identifier: MIT */
/* regexp_syntax_property.c: whether \p{…} names a property.
 * #sec-patterns-static-semantics-early-errors
 *
 * Properties of characters are the Unicode tables' affair; those of strings, which only the flag
 * v allows, are listed in the standard and here. */
#include "regexp/regexp_syntax_property.h"

#include "unicode/properties.h"

/* A run of bytes of the pattern. */
typedef struct Word {
  const char *text;
  size_t length;
} Word;

/* #table-binary-unicode-properties-of-strings */
static bool is_property_of_strings(Word name) {
  static const char *const names[] = {"Basic_Emoji",
                                      "Emoji_Keycap_Sequence",
                                      "RGI_Emoji_Modifier_Sequence",
                                      "RGI_Emoji_Flag_Sequence",
                                      "RGI_Emoji_Tag_Sequence",
                                      "RGI_Emoji_ZWJ_Sequence",
                                      "RGI_Emoji"};
  for (size_t i = 0; i < array_length(names); i++)
    if (strlen(names[i]) == name.length && memcmp(names[i], name.text, name.length) == 0)
      return true;
  return false;
}

static Word take_word(Checker *checker) {
  const uint8_t *start = checker->cursor;
  for (;;) {
    uint8_t byte = checker_byte(checker, 0), lower = byte | 0x20;
    if (!(lower >= 'a' && lower <= 'z') && !(byte >= '0' && byte <= '9') && byte != '_') break;
    checker->cursor++;
  }
  return (Word){(const char *)start, (size_t)(checker->cursor - start)};
}

bool check_property(Checker *checker, bool negated, EscapeKind *kind) {
  static const char message[] = "Invalid property name";
  if (!checker_eat(checker, '{')) return checker_fail(checker, message);
  Word name = take_word(checker), value = {NULL, 0};
  bool has_value = checker_eat(checker, '=');
  if (has_value) value = take_word(checker);
  if (!checker_eat(checker, '}') || name.length == 0 || (has_value && value.length == 0))
    return checker_fail(checker, message);
  *kind = ESCAPE_SET;
  if (!has_value && is_property_of_strings(name)) {
    if (!checker->sets || negated) return checker_fail(checker, message);
    *kind = ESCAPE_STRINGS;
    return true;
  }
  return unicode_property_exists(name.text, name.length, value.text, value.length) ||
         checker_fail(checker, message);
}
