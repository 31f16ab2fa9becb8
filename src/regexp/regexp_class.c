/* SPDX-License-Identifier: MIT */
/* regexp_class.c: classes and escapes of characters.
 *
 * With the flag v a class may hold strings; it becomes alternatives, the longest first.
 * Under the flag i sets are closed under case: with v each operand, otherwise the whole class
 * before it is negated. #sec-compileatom #sec-compiletocharset */
#include "base/utf.h"
#include "regexp/regexp_property.h"
#include "regexp/regexp_tree.h"
#include "unicode/case_map.h"

#include <stdlib.h>

/* ----------------------------------------------------------------------------- escapes */

static uint32_t hex_value(uint32_t c) {
  if (pattern_is_digit(c)) return c - '0';
  uint32_t lower = c | 0x20;
  return c < 0x80 && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : 99;
}

/* `count` hexadecimal digits at `ahead`. */
static bool peek_hex(const PatternSource *source, uint32_t ahead, uint32_t count, uint32_t *value) {
  *value = 0;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t digit = hex_value(pattern_peek(source, ahead + i));
    if (digit > 15) return false;
    *value = *value * 16 + digit;
  }
  return true;
}

/* Behind \u. */
static uint32_t parse_unicode_escape(PatternSource *source) {
  uint32_t value, trail;
  if (source->unicode && pattern_eat(source, '{')) {
    for (value = 0; !pattern_eat(source, '}'); source->at++)
      value = value * 16 + hex_value(source->text[source->at]);
    return value;
  }
  if (!peek_hex(source, 0, 4, &value)) return 'u';
  source->at += 4;
  bool pair = source->unicode && utf16_is_lead(value) && pattern_peek(source, 0) == '\\' &&
              pattern_peek(source, 1) == 'u' && peek_hex(source, 2, 4, &trail) &&
              utf16_is_trail(trail);
  if (!pair) return value;
  source->at += 6;
  return utf16_combine(value, trail);
}

static uint32_t parse_octal(PatternSource *source) {
  uint32_t value = 0;
  for (int digits = pattern_peek(source, 0) <= '3' ? 3 : 2; digits > 0; digits--, source->at++) {
    uint32_t c = pattern_peek(source, 0);
    if (c < '0' || c > '7') break;
    value = value * 8 + (c - '0');
  }
  return value;
}

/* \c, the cursor at the c: a backslash alone if no letter follows. */
static uint32_t parse_control(PatternSource *source, bool in_class) {
  uint32_t letter = pattern_peek(source, 1), lower = letter | 0x20;
  bool known = (letter < 0x80 && lower >= 'a' && lower <= 'z') ||
               (in_class && (pattern_is_digit(letter) || letter == '_'));
  if (!known) return '\\';
  source->at += 2;
  return letter & 31;
}

uint32_t pattern_parse_character_escape(PatternSource *source, bool in_class) {
  uint32_t c = pattern_peek(source, 0), value;
  switch (c) {
    case 'c': return parse_control(source, in_class);
    case '0' ... '7': return parse_octal(source);
    default: break;
  }
  source->at++;
  switch (c) {
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'v': return '\v';
    case 'u': return parse_unicode_escape(source);
    case 'x':
      if (!peek_hex(source, 0, 2, &value)) return 'x';
      source->at += 2;
      return value;
    default: return c;
  }
}

/* ------------------------------------------------------------------------ sets by name */

/* Strings of a class, of other lengths than 1. */
typedef struct ClassString {
  const uint32_t *text;
  uint32_t length;
} ClassString;

typedef struct ClassContents {
  PatternSource *source;
  CharacterSet set;
  ClassString *strings;
  uint32_t string_count, string_capacity;
} ClassContents;

static bool ignores_case(const PatternSource *source) { return source->flags & REGEXP_IGNORE_CASE; }
static bool has_sets(const PatternSource *source) { return source->flags & REGEXP_UNICODE_SETS; }

static void close_case(PatternSource *source, CharacterSet *set) {
  if (ignores_case(source)) set_close_case(&source->arena, set, source->unicode);
}

static uint32_t fold(const PatternSource *source, uint32_t c) {
  return ignores_case(source) ? unicode_simple_fold(c) : c;
}

static bool same_string(const PatternSource *source, const ClassString *a, const ClassString *b) {
  if (a->length != b->length) return false;
  for (uint32_t i = 0; i < a->length; i++)
    if (fold(source, a->text[i]) != fold(source, b->text[i])) return false;
  return true;
}

static bool has_string(const ClassContents *contents, const ClassString *string) {
  for (uint32_t i = 0; i < contents->string_count; i++)
    if (same_string(contents->source, &contents->strings[i], string)) return true;
  return false;
}

static void add_string(ClassContents *contents, ClassString string) {
  Arena *arena = &contents->source->arena;
  if (contents->string_count == contents->string_capacity) {
    uint32_t capacity = contents->string_capacity ? contents->string_capacity * 2 : 8;
    ClassString *strings = ARENA_NEW_ARRAY(arena, ClassString, capacity);
    if (contents->string_count)
      memcpy(strings, contents->strings, contents->string_count * sizeof *strings);
    contents->strings = strings;
    contents->string_capacity = capacity;
  }
  contents->strings[contents->string_count++] = string;
}

static void take_property_string(void *context, const uint32_t *text, uint32_t length) {
  ClassContents *contents = context;
  add_string(contents, (ClassString){text, length});
}

/* \d … \P{…} into contents. */
static bool parse_named_set(ClassContents *contents) {
  PatternSource *source = contents->source;
  uint32_t c = pattern_peek(source, 0), lower = c | 0x20;
  bool property = lower == 'p' && source->unicode;
  if (c >= 0x80 || !(lower == 'd' || lower == 's' || lower == 'w' || property)) return false;
  source->at++;
  CharacterSet set = {0};
  if (property) pattern_parse_property(source, &set, take_property_string, contents);
  else set_add_class(&source->arena, &set, (char)lower);
  set_normalize(&set);
  bool negative = !(c & 0x20), word = lower == 'w' && source->unicode;
  if (negative && (word || has_sets(source))) close_case(source, &set);
  if (negative) set = set_complement(&source->arena, &set);
  else if (word) close_case(source, &set);
  set_add_all(&source->arena, &contents->set, &set);
  return true;
}

/* ------------------------------------------------------------------------- without v */

/* One atom; true if it is a single character. */
static bool parse_class_atom(ClassContents *contents, uint32_t *c) {
  PatternSource *source = contents->source;
  if (!pattern_eat(source, '\\')) {
    *c = source->text[source->at++];
    return true;
  }
  if (parse_named_set(contents)) return false;
  if (pattern_eat(source, 'b')) *c = '\b';
  else *c = pattern_parse_character_escape(source, true);
  return true;
}

static void parse_plain_class(ClassContents *contents) {
  PatternSource *source = contents->source;
  Arena *arena = &source->arena;
  while (!pattern_eat(source, ']')) {
    uint32_t from = 0, to = 0;
    bool from_single = parse_class_atom(contents, &from);
    bool range = pattern_peek(source, 0) == '-' && pattern_peek(source, 1) != ']';
    if (!range) {
      if (from_single) set_add(arena, &contents->set, from, from);
      continue;
    }
    source->at++;
    bool to_single = parse_class_atom(contents, &to);
    if (from_single && to_single) {
      set_add(arena, &contents->set, from, to);
      continue;
    }
    set_add(arena, &contents->set, '-', '-'); /* [\w-a]: Annex B */
    if (from_single) set_add(arena, &contents->set, from, from);
    if (to_single) set_add(arena, &contents->set, to, to);
  }
  set_normalize(&contents->set);
  close_case(source, &contents->set);
}

/* ---------------------------------------------------------------------------- with v */

static void parse_set_class(ClassContents *contents);

static uint32_t parse_set_character(PatternSource *source) {
  if (!pattern_eat(source, '\\')) return source->text[source->at++];
  if (pattern_eat(source, 'b')) return '\b';
  return pattern_parse_character_escape(source, true);
}

/* {a|bc|…} of \q. */
static void parse_string_disjunction(ClassContents *contents) {
  PatternSource *source = contents->source;
  source->at++;
  for (bool more = true; more;) {
    uint32_t *text = ARENA_NEW_ARRAY(&source->arena, uint32_t, 1), capacity = 1, length = 0;
    while (pattern_peek(source, 0) != '|' && pattern_peek(source, 0) != '}') {
      if (length == capacity) {
        uint32_t *grown = ARENA_NEW_ARRAY(&source->arena, uint32_t, capacity *= 2);
        memcpy(grown, text, length * sizeof *text);
        text = grown;
      }
      text[length++] = parse_set_character(source);
    }
    more = source->text[source->at++] == '|';
    if (length == 1) set_add(&source->arena, &contents->set, text[0], text[0]);
    else add_string(contents, (ClassString){text, length});
  }
}

/* One operand into fresh contents; true, without them, if it is a single character. */
static bool parse_set_operand(ClassContents *operand, uint32_t *c) {
  PatternSource *source = operand->source;
  if (pattern_eat(source, '[')) {
    parse_set_class(operand);
    return false;
  }
  if (pattern_peek(source, 0) == '\\') {
    source->at++;
    if (pattern_peek(source, 0) == 'q') {
      source->at++;
      parse_string_disjunction(operand);
      return false;
    }
    if (parse_named_set(operand)) return false;
    source->at--;
  }
  *c = parse_set_character(source);
  return true;
}

/* An operand, or a range of characters, closed under case. */
static void parse_set_term(ClassContents *operand, bool ranges) {
  PatternSource *source = operand->source;
  uint32_t from, to;
  if (parse_set_operand(operand, &from)) {
    to = from;
    bool range = ranges && pattern_peek(source, 0) == '-' && pattern_peek(source, 1) != '-';
    if (range) {
      source->at++;
      to = parse_set_character(source);
    }
    set_add(&source->arena, &operand->set, from, to);
  }
  set_normalize(&operand->set);
  close_case(source, &operand->set);
}

/* Keeps the strings that the operand has (intersection), or has not. */
static void filter_strings(ClassContents *contents, const ClassContents *operand, bool keep) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < contents->string_count; i++)
    if (has_string(operand, &contents->strings[i]) == keep)
      contents->strings[kept++] = contents->strings[i];
  contents->string_count = kept;
}

static bool at_double(const PatternSource *source, uint32_t c) {
  return pattern_peek(source, 0) == c && pattern_peek(source, 1) == c;
}

static void parse_set_operation(ClassContents *contents, bool intersection) {
  PatternSource *source = contents->source;
  while (!pattern_eat(source, ']')) {
    source->at += 2;
    ClassContents operand = {.source = source};
    parse_set_term(&operand, false);
    set_normalize(&contents->set);
    contents->set = intersection ? set_intersection(&source->arena, &contents->set, &operand.set)
                                 : set_difference(&source->arena, &contents->set, &operand.set);
    filter_strings(contents, &operand, intersection);
  }
}

static void parse_set_contents(ClassContents *contents) {
  PatternSource *source = contents->source;
  while (!pattern_eat(source, ']')) {
    ClassContents operand = {.source = source};
    parse_set_term(&operand, true);
    set_add_all(&source->arena, &contents->set, &operand.set);
    for (uint32_t i = 0; i < operand.string_count; i++)
      if (!has_string(contents, &operand.strings[i])) add_string(contents, operand.strings[i]);
    bool intersection = at_double(source, '&');
    if (intersection || at_double(source, '-')) {
      parse_set_operation(contents, intersection);
      break;
    }
  }
  set_normalize(&contents->set);
}

/* Behind the bracket. */
static void parse_set_class(ClassContents *contents) {
  PatternSource *source = contents->source;
  pattern_check_stack(source);
  bool negative = pattern_eat(source, '^');
  parse_set_contents(contents);
  if (negative) contents->set = set_complement(&source->arena, &contents->set);
}

/* ------------------------------------------------------------------------------ result */

static int compare_strings(const void *a, const void *b) {
  const ClassString *x = a, *y = b;
  if (x->length != y->length) return x->length < y->length ? 1 : -1;
  return memcmp(x->text, y->text, x->length * sizeof *x->text);
}

static Pattern *string_pattern(PatternSource *source, const ClassString *string) {
  Pattern *sequence = pattern_new(source, PATTERN_SEQUENCE);
  for (uint32_t i = 0; i < string->length; i++)
    pattern_add_child(source, sequence, pattern_character(source, string->text[i]));
  return sequence;
}

/* Long strings, single characters, the empty string. */
static Pattern *alternatives_of(ClassContents *contents) {
  PatternSource *source = contents->source;
  Pattern *result = pattern_new(source, PATTERN_ALTERNATIVES);
  bool set_done = false;
  qsort(contents->strings, contents->string_count, sizeof *contents->strings, compare_strings);
  for (uint32_t i = 0; i < contents->string_count; i++) {
    if (contents->strings[i].length == 0) {
      pattern_add_child(source, result, pattern_set(source, contents->set));
      set_done = true;
    }
    pattern_add_child(source, result, string_pattern(source, &contents->strings[i]));
  }
  if (!set_done) pattern_add_child(source, result, pattern_set(source, contents->set));
  return result;
}

Pattern *pattern_parse_class(PatternSource *source) {
  ClassContents contents = {.source = source};
  if (has_sets(source)) {
    parse_set_class(&contents);
  } else {
    bool negative = pattern_eat(source, '^');
    parse_plain_class(&contents);
    if (negative) contents.set = set_complement(&source->arena, &contents.set);
  }
  return contents.string_count ? alternatives_of(&contents) : pattern_set(source, contents.set);
}

Pattern *pattern_parse_class_escape(PatternSource *source) {
  ClassContents contents = {.source = source};
  if (!parse_named_set(&contents)) return NULL;
  set_normalize(&contents.set);
  close_case(source, &contents.set);
  return contents.string_count ? alternatives_of(&contents) : pattern_set(source, contents.set);
}
