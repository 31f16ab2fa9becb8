/* SPDX-License-Identifier: MIT */
/* regexp_parse.c: from text to tree; classes and escapes are regexp_class.c's.
 *
 * The text is known to be well-formed (regexp_syntax.c), so that nothing is checked again: what is
 * not the one thing is the other. #sec-patterns #sec-regular-expressions-patterns */
#include "base/utf.h"
#include "regexp/regexp_tree.h"

/* ------------------------------------------------------------------------------- nodes */

void pattern_fail(PatternSource *source, RegExpResult result, const char *message) {
  source->result = result;
  source->message = message;
  longjmp(source->failed, 1);
}

void pattern_check_stack(PatternSource *source) {
  if (unlikely((const char *)__builtin_frame_address(0) < source->stack_limit))
    pattern_fail(source, REGEXP_TOO_DEEP, NULL);
}

Pattern *pattern_new(PatternSource *source, PatternKind kind) {
  Pattern *pattern = ARENA_NEW(&source->arena, Pattern);
  pattern->kind = (uint8_t)kind;
  return pattern;
}

void pattern_add_child(PatternSource *source, Pattern *parent, Pattern *child) {
  if (parent->count == parent->capacity) {
    uint32_t capacity = parent->capacity ? parent->capacity * 2 : 2;
    Pattern **children = ARENA_NEW_ARRAY(&source->arena, Pattern *, capacity);
    if (parent->count) memcpy(children, parent->children, parent->count * sizeof *children);
    parent->children = children;
    parent->capacity = capacity;
  }
  parent->children[parent->count++] = child;
}

Pattern *pattern_set(PatternSource *source, CharacterSet set) {
  Pattern *pattern = pattern_new(source, PATTERN_SET);
  pattern->set = set;
  if (set.count == 1 && set.ranges[0].first == set.ranges[0].last) {
    pattern->kind = PATTERN_CHARACTER;
    pattern->character = set.ranges[0].first;
  }
  return pattern;
}

Pattern *pattern_character(PatternSource *source, uint32_t c) {
  CharacterSet set = {0};
  set_add(&source->arena, &set, c, c);
  if (source->flags & REGEXP_IGNORE_CASE) set_close_case(&source->arena, &set, source->unicode);
  return pattern_set(source, set);
}

/* ------------------------------------------------------------------------------- names */

/* Code points of \u{…} and \uHHHH in a group's name, the cursor behind the u. */
static uint32_t parse_name_escape(PatternSource *source) {
  bool unicode = source->unicode;
  source->unicode = true; /* names have the syntax of the flag u always */
  source->at--;
  uint32_t c = pattern_parse_character_escape(source, false);
  source->unicode = unicode;
  return c;
}

/* Name and closing bracket, the cursor behind the opening one. */
static const uint32_t *parse_name(PatternSource *source, uint32_t *length) {
  uint32_t start = source->at, count = 0;
  for (uint32_t i = start; source->text[i] != '>'; i++) count++;
  uint32_t *name = ARENA_NEW_ARRAY(&source->arena, uint32_t, count + 1);
  for (*length = 0; !pattern_eat(source, '>'); ++*length) {
    uint32_t c = source->text[source->at++];
    if (c == '\\') {
      source->at++;
      c = parse_name_escape(source);
    } else if (utf16_is_lead(c) && utf16_is_trail(pattern_peek(source, 0))) {
      c = utf16_combine(c, source->text[source->at++]);
    }
    name[*length] = c;
  }
  return name;
}

static void add_name(PatternSource *source, uint32_t group) {
  if (source->name_count == source->name_capacity) {
    uint32_t capacity = source->name_capacity ? source->name_capacity * 2 : 8;
    PatternName *names = ARENA_NEW_ARRAY(&source->arena, PatternName, capacity);
    if (source->name_count) memcpy(names, source->names, source->name_count * sizeof *names);
    source->names = names;
    source->name_capacity = capacity;
  }
  PatternName *name = &source->names[source->name_count++];
  name->group = group;
  name->text = parse_name(source, &name->length);
}

/* The groups that the references by name mean. */
static void resolve_references(PatternSource *source) {
  for (Pattern *r = source->references; r; r = r->next_reference) {
    r->groups = ARENA_NEW_ARRAY(&source->arena, uint32_t, source->name_count);
    for (uint32_t i = 0; i < source->name_count; i++) {
      const PatternName *name = &source->names[i];
      if (name->length == r->name_length &&
          memcmp(name->text, r->name, name->length * sizeof *name->text) == 0)
        r->groups[r->count++] = name->group;
    }
  }
}

/* ----------------------------------------------------------------------------- escapes */

static Pattern *reference_new(PatternSource *source) {
  Pattern *reference = pattern_new(source, PATTERN_REFERENCE);
  reference->ignore_case = source->flags & REGEXP_IGNORE_CASE;
  return reference;
}

/* \1 …, the cursor at the digit; NULL if it is an octal or identity escape. */
static Pattern *parse_reference(PatternSource *source) {
  uint32_t start = source->at;
  uint64_t number = 0;
  for (; pattern_is_digit(pattern_peek(source, 0)); source->at++)
    number = u64_min(number * 10 + (source->text[source->at] - (uint64_t)'0'), UINT32_MAX);
  if (number >= source->total_groups) {
    source->at = start;
    return NULL;
  }
  Pattern *reference = reference_new(source);
  reference->count = 1;
  reference->groups = ARENA_NEW(&source->arena, uint32_t);
  reference->groups[0] = (uint32_t)number;
  return reference;
}

static Pattern *parse_named_reference(PatternSource *source) {
  source->at += 2; /* k< */
  Pattern *reference = reference_new(source);
  reference->name = parse_name(source, &reference->name_length);
  reference->next_reference = source->references;
  source->references = reference;
  return reference;
}

/* \b and \B: with i and u the word characters are more. */
static Pattern *parse_boundary(PatternSource *source) {
  Pattern *boundary = pattern_new(source, PATTERN_BOUNDARY);
  boundary->negative = source->text[source->at++] == 'B';
  set_add_class(&source->arena, &boundary->set, 'w');
  if (source->unicode && (source->flags & REGEXP_IGNORE_CASE))
    set_close_case(&source->arena, &boundary->set, true);
  return boundary;
}

/* Behind the backslash. */
static Pattern *parse_escape(PatternSource *source) {
  uint32_t c = pattern_peek(source, 0);
  if (c == 'b' || c == 'B') return parse_boundary(source);
  if (c >= '1' && c <= '9') {
    Pattern *reference = parse_reference(source);
    if (reference) return reference;
  }
  if (c == 'k' && source->has_names) return parse_named_reference(source);
  Pattern *set = pattern_parse_class_escape(source);
  if (set) return set;
  return pattern_character(source, pattern_parse_character_escape(source, false));
}

/* ------------------------------------------------------------------------------ groups */

static Pattern *parse_disjunction(PatternSource *source);

static Pattern *parse_look(PatternSource *source, bool backward) {
  Pattern *look = pattern_new(source, PATTERN_LOOK);
  look->backward = backward;
  look->negative = source->text[source->at++] == '!';
  look->group = source->group_count;
  pattern_add_child(source, look, parse_disjunction(source));
  look->group_end = source->group_count;
  return look;
}

static Pattern *parse_capture(PatternSource *source, bool named) {
  Pattern *group = pattern_new(source, PATTERN_GROUP);
  group->group = source->group_count++;
  if (named) add_name(source, group->group);
  pattern_add_child(source, group, parse_disjunction(source));
  return group;
}

/* (?ims-ims: behind the question mark. */
static Pattern *parse_modifiers(PatternSource *source) {
  uint32_t outer = source->flags;
  bool removing = false;
  for (; !pattern_eat(source, ':'); source->at++) {
    uint32_t c = source->text[source->at];
    uint32_t flag = c == 'i' ? REGEXP_IGNORE_CASE : c == 'm' ? REGEXP_MULTILINE : REGEXP_DOT_ALL;
    if (c == '-') removing = true;
    else if (removing) source->flags &= ~flag;
    else source->flags |= flag;
  }
  Pattern *body = parse_disjunction(source);
  source->flags = outer;
  return body;
}

/* Behind the parenthesis, the closing one included. */
static Pattern *parse_group(PatternSource *source) {
  Pattern *result;
  if (!pattern_eat(source, '?')) {
    result = parse_capture(source, false);
  } else if (pattern_peek(source, 0) == '=' || pattern_peek(source, 0) == '!') {
    result = parse_look(source, false);
  } else if (pattern_eat(source, '<')) {
    bool look = pattern_peek(source, 0) == '=' || pattern_peek(source, 0) == '!';
    result = look ? parse_look(source, true) : parse_capture(source, true);
  } else {
    result = parse_modifiers(source);
  }
  source->at++;
  return result;
}

/* ------------------------------------------------------------------------- quantifiers */

static bool parse_number(PatternSource *source, uint32_t *number) {
  uint64_t value = 0;
  uint32_t start = source->at;
  for (; pattern_is_digit(pattern_peek(source, 0)); source->at++)
    value = u64_min(value * 10 + (source->text[source->at] - (uint64_t)'0'), UINT32_MAX - 1);
  *number = (uint32_t)value;
  return source->at > start;
}

/* {n}, {n,}, {n,m}; nothing is taken unless it is one. */
static bool parse_braces(PatternSource *source, uint32_t *minimum, uint32_t *maximum) {
  uint32_t start = source->at++;
  if (parse_number(source, minimum)) {
    *maximum = *minimum;
    if (pattern_eat(source, ',') && !parse_number(source, maximum)) *maximum = PATTERN_UNLIMITED;
    if (pattern_eat(source, '}')) return true;
  }
  source->at = start;
  return false;
}

static bool parse_quantifier(PatternSource *source, uint32_t *minimum, uint32_t *maximum) {
  uint32_t c = pattern_peek(source, 0);
  if (c == '{') return parse_braces(source, minimum, maximum);
  if (c != '*' && c != '+' && c != '?') return false;
  source->at++;
  *minimum = c == '+';
  *maximum = c == '?' ? 1 : PATTERN_UNLIMITED;
  return true;
}

static Pattern *parse_atom(PatternSource *source) {
  uint32_t c = source->text[source->at++];
  Pattern *result;
  switch (c) {
    case '^':
    case '$':
      result = pattern_new(source, c == '^' ? PATTERN_START : PATTERN_END);
      result->multiline = source->flags & REGEXP_MULTILINE;
      return result;
    case '.':
      return pattern_new(source, source->flags & REGEXP_DOT_ALL ? PATTERN_ANY : PATTERN_DOT);
    case '(': return parse_group(source);
    case '[': return pattern_parse_class(source);
    case '\\': return parse_escape(source);
    default: return pattern_character(source, c);
  }
}

static Pattern *parse_term(PatternSource *source) {
  uint32_t group = source->group_count, minimum = 0, maximum = 0;
  Pattern *atom = parse_atom(source);
  if (!parse_quantifier(source, &minimum, &maximum)) return atom;
  Pattern *repeat = pattern_new(source, PATTERN_REPEAT);
  repeat->minimum = minimum;
  repeat->maximum = maximum;
  repeat->lazy = pattern_eat(source, '?');
  repeat->group = group;
  repeat->group_end = source->group_count;
  pattern_add_child(source, repeat, atom);
  return repeat;
}

static Pattern *parse_alternative(PatternSource *source) {
  Pattern *sequence = pattern_new(source, PATTERN_SEQUENCE);
  for (;;) {
    uint32_t c = pattern_peek(source, 0);
    if (c == UINT32_MAX || c == '|' || c == ')') break;
    pattern_add_child(source, sequence, parse_term(source));
  }
  return sequence->count == 1 ? sequence->children[0] : sequence;
}

static Pattern *parse_disjunction(PatternSource *source) {
  pattern_check_stack(source);
  Pattern *first = parse_alternative(source);
  if (pattern_peek(source, 0) != '|') return first;
  Pattern *alternatives = pattern_new(source, PATTERN_ALTERNATIVES);
  pattern_add_child(source, alternatives, first);
  while (pattern_eat(source, '|'))
    pattern_add_child(source, alternatives, parse_alternative(source));
  return alternatives;
}

/* ---------------------------------------------------------------------- the first pass */

static uint32_t skip_class(const PatternSource *source, uint32_t i) {
  uint32_t depth = 1;
  for (; i < source->length; i++) {
    uint32_t c = source->text[i];
    if (c == '\\') i++;
    else if (c == '[' && (source->flags & REGEXP_UNICODE_SETS)) depth++;
    else if (c == ']' && --depth == 0) break;
  }
  return i;
}

/* Counts the groups and sees whether any has a name: \1 and \k depend on it. */
static void count_groups(PatternSource *source) {
  source->has_names = source->unicode;
  source->total_groups = 1;
  for (uint32_t i = 0; i < source->length; i++) {
    if (source->text[i] == '\\') i++;
    else if (source->text[i] == '[') i = skip_class(source, i + 1);
    else if (source->text[i] == '(') {
      const uint32_t *s = source->text + i;
      bool question = i + 1 < source->length && s[1] == '?';
      bool named = question && i + 3 < source->length && s[2] == '<' && s[3] != '=' && s[3] != '!';
      source->total_groups += named || !question;
      source->has_names |= named;
    }
  }
}

Pattern *pattern_parse(PatternSource *source) {
  count_groups(source);
  source->group_count = 1;
  Pattern *result = parse_disjunction(source);
  resolve_references(source);
  return result;
}
