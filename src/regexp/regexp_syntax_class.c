/* SPDX-License-Identifier: MIT */
/* regexp_syntax_class.c: character classes: […] as it always was, and with the flag v nested,
 * with set operations and strings. #prod-CharacterClass #prod-ClassSetExpression */
#include "regexp/regexp_syntax_state.h"

/* --------------------------------------------------------------------------- without v */

/* One ClassAtom. Without u, a character beyond the basic plane is two: the value is its first
 * half for the end of a range, its second half for the start. */
typedef struct ClassAtom {
  bool is_set;
  uint32_t first;
  uint32_t last;
} ClassAtom;

static void set_character(const Checker *checker, ClassAtom *atom, uint32_t c) {
  atom->is_set = false;
  atom->first = atom->last = c;
  if (c > 0xFFFF && !checker->unicode) {
    atom->first = utf16_lead_of(c);
    atom->last = utf16_trail_of(c);
  }
}

/* ClassEscape, behind the backslash. */
static bool check_class_escape(Checker *checker, ClassAtom *atom) {
  if (checker_at_end(checker)) return checker_fail(checker, "\\ at end of pattern");
  EscapeKind kind;
  uint32_t value;
  if (checker_eat(checker, 'b')) {
    set_character(checker, atom, '\b');
    return true;
  }
  if (checker->unicode && checker_eat(checker, '-')) {
    set_character(checker, atom, '-');
    return true;
  }
  uint8_t byte = checker_byte(checker, 0);
  if (checker->unicode && byte >= '1' && byte <= '9')
    return checker_fail(checker, "Invalid class escape");
  if (!check_character_class_escape(checker, &kind, &atom->is_set)) return false;
  if (atom->is_set) return true;
  if (!check_character_escape(checker, true, &value)) return false;
  set_character(checker, atom, value);
  return true;
}

static bool check_class_atom(Checker *checker, ClassAtom *atom) {
  if (checker_eat(checker, '\\')) return check_class_escape(checker, atom);
  set_character(checker, atom, checker_take(checker));
  return true;
}

static bool check_range_end(Checker *checker, const ClassAtom *from) {
  ClassAtom to;
  if (!check_class_atom(checker, &to)) return false;
  if (from->is_set || to.is_set)
    return !checker->unicode || checker_fail(checker, "Invalid character class");
  return from->last <= to.first || checker_fail(checker, "Range out of order in character class");
}

static bool check_plain_class(Checker *checker) {
  checker_eat(checker, '^');
  while (!checker_eat(checker, ']')) {
    ClassAtom atom;
    if (checker_at_end(checker)) return checker_fail(checker, "Unterminated character class");
    if (!check_class_atom(checker, &atom)) return false;
    bool range = checker_byte(checker, 0) == '-' && checker_byte(checker, 1) != ']';
    if (!range) continue;
    checker->cursor++;
    if (checker_at_end(checker)) return checker_fail(checker, "Unterminated character class");
    if (!check_range_end(checker, &atom)) return false;
  }
  return true;
}

/* ------------------------------------------------------------------------------ with v */

static bool contains(const char *set, uint8_t byte) {
  return byte != 0 && strchr(set, byte) != NULL;
}

static bool at_double(const Checker *checker, char byte) {
  return checker_byte(checker, 0) == (uint8_t)byte && checker_byte(checker, 1) == (uint8_t)byte;
}

/* ClassSetReservedDoublePunctuator. */
static bool at_reserved_double(const Checker *checker) {
  uint8_t byte = checker_byte(checker, 0);
  return contains("&!#$%*+,.:;<=>?@^`~", byte) && checker_byte(checker, 1) == byte;
}

/* ClassSetCharacter. */
static bool check_set_character(Checker *checker, uint32_t *value) {
  if (checker_at_end(checker)) return checker_fail(checker, "Unterminated character class");
  if (checker_eat(checker, '\\')) {
    uint8_t byte = checker_byte(checker, 0);
    if (checker_at_end(checker)) return checker_fail(checker, "\\ at end of pattern");
    if (byte == 'b' || contains("&-!#%,:;<=>@`~", byte)) {
      checker->cursor++;
      *value = byte == 'b' ? '\b' : byte;
      return true;
    }
    return check_character_escape(checker, true, value);
  }
  if (at_reserved_double(checker))
    return checker_fail(checker, "Invalid set operation in character class");
  if (contains("()[]{}/-|", checker_byte(checker, 0)))
    return checker_fail(checker, "Invalid character in character class");
  *value = checker_take(checker);
  return true;
}

/* {a|bc|…} of \q; `*strings` if any is not exactly one character. */
static bool check_string_disjunction(Checker *checker, bool *strings) {
  if (!checker_eat(checker, '{')) return checker_fail(checker, "Invalid escape");
  uint32_t length = 0, value;
  for (;; length++) {
    if (checker_byte(checker, 0) == '|' || checker_byte(checker, 0) == '}') {
      if (length != 1) *strings = true;
      length = UINT32_MAX; /* becomes 0 */
      if (checker_eat(checker, '}')) return true;
      checker->cursor++;
    } else if (!check_set_character(checker, &value)) {
      return false;
    }
  }
}

static bool check_set_class(Checker *checker, bool *strings);

/* One operand. A single character may begin or end a range: `*is_character` with its value. */
static bool check_set_operand(Checker *checker, bool *strings, bool *is_character,
                              uint32_t *value) {
  *is_character = false;
  *strings = false;
  if (checker_eat(checker, '[')) return check_set_class(checker, strings);
  if (checker_byte(checker, 0) == '\\' && checker_byte(checker, 1) == 'q') {
    checker->cursor += 2;
    return check_string_disjunction(checker, strings);
  }
  if (checker_byte(checker, 0) == '\\') {
    EscapeKind kind;
    bool matched;
    const uint8_t *start = checker->cursor++;
    if (!check_character_class_escape(checker, &kind, &matched)) return false;
    if (matched) {
      *strings = kind == ESCAPE_STRINGS;
      return true;
    }
    checker->cursor = start;
  }
  *is_character = true;
  return check_set_character(checker, value);
}

/* The rest of a--b--c or a&&b&&c. */
static bool check_set_operation(Checker *checker, char operator, bool * strings) {
  while (!checker_eat(checker, ']')) {
    bool operand_strings, is_character;
    uint32_t value;
    if (checker_at_end(checker)) return checker_fail(checker, "Unterminated character class");
    if (!at_double(checker, operator))
      return checker_fail(checker, "Invalid set operation in character class");
    checker->cursor += 2;
    if (operator== '&' && checker_byte(checker, 0) == '&')
      return checker_fail(checker, "Invalid character in character class");
    if (!check_set_operand(checker, &operand_strings, &is_character, &value)) return false;
    if (operator== '&' && !operand_strings) *strings = false;
  }
  return true;
}

/* a-z behind a: the end of the range. */
static bool check_set_range(Checker *checker, bool is_character, uint32_t from) {
  bool strings, end_is_character;
  uint32_t to;
  checker->cursor++;
  if (!is_character) return checker_fail(checker, "Invalid character class");
  if (!check_set_operand(checker, &strings, &end_is_character, &to)) return false;
  if (!end_is_character) return checker_fail(checker, "Invalid character class");
  return from <= to || checker_fail(checker, "Range out of order in character class");
}

/* ClassContents and the closing bracket; `*strings`: it may match more or less than one
 * character. */
static bool check_set_contents(Checker *checker, bool *strings) {
  *strings = false;
  for (bool first = true; !checker_eat(checker, ']'); first = false) {
    bool operand_strings, is_character;
    uint32_t value = 0;
    if (checker_at_end(checker)) return checker_fail(checker, "Unterminated character class");
    if (!check_set_operand(checker, &operand_strings, &is_character, &value)) return false;
    if (operand_strings) *strings = true;
    bool subtraction = at_double(checker, '-'), intersection = at_double(checker, '&');
    if (subtraction || intersection) {
      if (!first) return checker_fail(checker, "Invalid set operation in character class");
      return check_set_operation(checker, subtraction ? '-' : '&', strings);
    }
    if (checker_byte(checker, 0) == '-' && !check_set_range(checker, is_character, value))
      return false;
  }
  return true;
}

/* The cursor is behind the opening bracket. */
static bool check_set_class(Checker *checker, bool *strings) {
  if (!checker_has_stack(checker)) return false;
  bool negated = checker_eat(checker, '^');
  if (!check_set_contents(checker, strings)) return false;
  if (negated && *strings)
    return checker_fail(checker, "Negated character class may contain strings");
  return true;
}

bool check_class(Checker *checker) {
  bool strings;
  return checker->sets ? check_set_class(checker, &strings) : check_plain_class(checker);
}
