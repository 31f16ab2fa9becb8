/* SPDX-License-Identifier: MIT */
/* regexp_tree.h: the tree of a pattern, and what parser and compiler share.
 *
 * Case is dealt with while parsing: under the flag i a character is the set of those equal to it.
 * Failing (out of memory, C stack used up, \p{…} unknown) leaves by longjmp to regexp_compile. */
#ifndef MOTE_REGEXP_REGEXP_TREE_H
#define MOTE_REGEXP_REGEXP_TREE_H

#include "base/utf.h"
#include "regexp/regexp.h"
#include "regexp/regexp_set.h"

#include <setjmp.h>

typedef enum PatternKind {
  PATTERN_SEQUENCE,     /* children, perhaps none */
  PATTERN_ALTERNATIVES, /* children */
  PATTERN_CHARACTER,    /* character */
  PATTERN_SET,          /* set */
  PATTERN_ANY,          /* any character */
  PATTERN_DOT,          /* any but a line terminator */
  PATTERN_GROUP,        /* children[0], captured as `group` */
  PATTERN_REPEAT,       /* children[0], minimum, maximum, lazy; captures [group, group_end) */
  PATTERN_LOOK,         /* children[0], negative, backward */
  PATTERN_START,        /* ^: multiline */
  PATTERN_END,          /* $: multiline */
  PATTERN_BOUNDARY,     /* \b: negative, set: the word characters */
  PATTERN_REFERENCE,    /* groups[0 … count), ignore_case */
} PatternKind;

#define PATTERN_UNLIMITED UINT32_MAX

typedef struct Pattern Pattern;
struct Pattern {
  uint8_t kind;
  bool lazy;
  bool negative;
  bool backward;
  bool multiline;
  bool ignore_case;
  uint32_t count; /* children or groups */
  uint32_t capacity;
  union {
    Pattern **children;
    uint32_t *groups;
  };
  uint32_t character;
  uint32_t minimum, maximum;
  uint32_t group, group_end;
  CharacterSet set;
  Pattern *next_reference; /* PATTERN_REFERENCE by name: the one before */
  const uint32_t *name;    /* until the groups are known */
  uint32_t name_length;
};

/* A named group. */
typedef struct PatternName {
  const uint32_t *text; /* code points */
  uint32_t length;
  uint32_t group;
} PatternName;

/* A compilation from pattern to program. */
typedef struct PatternSource {
  Arena arena;
  jmp_buf failed;
  RegExpResult result; /* why */
  const char *message;
  const char *stack_limit;
  uint32_t flags;
  bool unicode; /* u or v */
  const uint32_t *text; /* code points, or units without u and v */
  uint32_t length;
  uint32_t at;
  uint32_t group_count; /* the whole match included */
  uint32_t total_groups; /* as counted beforehand */
  bool has_names;
  PatternName *names;
  uint32_t name_count, name_capacity;
  Pattern *references; /* by name */
} PatternSource;

NO_RETURN void pattern_fail(PatternSource *source, RegExpResult result, const char *message);
/* Fails if the C stack is nearly used up. */
void pattern_check_stack(PatternSource *source);

/* The tree of a pattern that regexp_check_syntax has accepted. */
Pattern *pattern_parse(PatternSource *source);

Pattern *pattern_new(PatternSource *source, PatternKind kind);
void pattern_add_child(PatternSource *source, Pattern *parent, Pattern *child);
/* A character, or under the flag i the set of those equal to it. */
Pattern *pattern_character(PatternSource *source, uint32_t c);
Pattern *pattern_set(PatternSource *source, CharacterSet set);

/* regexp_class.c: a class, the cursor behind its bracket. */
Pattern *pattern_parse_class(PatternSource *source);
/* \d \D \s \S \w \W \p{…} \P{…}, the cursor at the letter; NULL if it is none of these. */
Pattern *pattern_parse_class_escape(PatternSource *source);
/* CharacterEscape, the cursor behind the backslash. */
uint32_t pattern_parse_character_escape(PatternSource *source, bool in_class);

static inline uint32_t pattern_peek(const PatternSource *source, uint32_t ahead) {
  return source->length - source->at > ahead ? source->text[source->at + ahead] : UINT32_MAX;
}
static inline bool pattern_eat(PatternSource *source, char c) {
  if (pattern_peek(source, 0) != (uint32_t)(uint8_t)c) return false;
  source->at++;
  return true;
}
/* Whether a code point is one unit that is never part of a pair. */
static inline bool pattern_is_plain_unit(const PatternSource *source, uint32_t c) {
  return c <= 0xffff && !(source->unicode && utf16_is_surrogate(c));
}
static inline bool pattern_is_digit(uint32_t c) { return c >= '0' && c <= '9'; }

#endif
