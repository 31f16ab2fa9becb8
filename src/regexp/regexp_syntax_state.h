/* SPDX-License-Identifier: MIT */
/* regexp_syntax_state.h: what the two files of the pattern checker share.
 *
 * Checking functions return false with `error` set, or with `result` set to something other than
 * INVALID. The cursor stays between pattern and end. */
#ifndef MOTE_REGEXP_REGEXP_SYNTAX_STATE_H
#define MOTE_REGEXP_REGEXP_SYNTAX_STATE_H

#include "base/utf.h"
#include "base/vec.h"
#include "regexp/regexp_syntax.h"

/* One alternative of one disjunction: names may be repeated in different alternatives of the
 * same. */
typedef struct Alternative {
  /* index of the alternative that the disjunction is in; its own index for the outermost */
  uint32_t parent;
  uint32_t disjunction; /* all alternatives of a disjunction have the same number */
} Alternative;

/* A group's name or a reference to one. */
typedef struct GroupName {
  uint32_t text; /* offset into Checker.names */
  uint32_t length;
  uint32_t hash;
  uint32_t offset; /* where it is in the pattern */
  uint32_t alternative; /* of groups */
  uint32_t same_slot; /* of groups: the next one in the hash chain plus 1, else 0 */
} GroupName;

VEC_DECLARE(AlternativeVec, Alternative);
VEC_DECLARE(GroupNameVec, GroupName);
VEC_DECLARE(NameBytes, char);
VEC_DECLARE(SlotVec, uint32_t);

typedef struct Checker {
  const uint8_t *pattern;
  const uint8_t *cursor;
  const uint8_t *end;
  const char *stack_limit;
  bool unicode; /* u or v: the grammar's +UnicodeMode */
  bool sets; /* v: +UnicodeSetsMode */
  bool named_groups; /* +NamedCaptureGroups: \k is a reference */
  uint32_t group_count;
  uint32_t alternative;
  AlternativeVec alternatives;
  GroupNameVec groups;
  GroupNameVec references;
  /* hash table of groups by name: index plus 1; as many as there are groups, rounded up */
  SlotVec slots;
  NameBytes names;
  RegExpSyntaxResult result;
  RegExpSyntaxError *error;
} Checker;

/* Fails with a message about the cursor's place. Always false. */
bool checker_fail(Checker *checker, const char *message);

/* False (and too deep) if the C stack is at its limit. */
bool checker_has_stack(Checker *checker);

static inline bool checker_at_end(const Checker *checker) {
  return checker->cursor >= checker->end;
}
/* The byte at the cursor or behind it, 0 at the end. */
static inline uint8_t checker_byte(const Checker *checker, size_t ahead) {
  return (size_t)(checker->end - checker->cursor) > ahead ? checker->cursor[ahead] : 0;
}
static inline bool checker_eat(Checker *checker, char byte) {
  if (checker_byte(checker, 0) != (uint8_t)byte || checker_at_end(checker)) return false;
  checker->cursor++;
  return true;
}

/* The code point at the cursor, which moves behind it. Not at the end. */
static inline uint32_t checker_take(Checker *checker) {
  uint32_t c;
  checker->cursor += wtf8_decode(checker->cursor, (size_t)(checker->end - checker->cursor), &c);
  return c == UTF_INVALID ? UTF_REPLACEMENT : c;
}

/* What an escape stands for. */
typedef enum EscapeKind {
  ESCAPE_CHARACTER,
  ESCAPE_SET, /* \d, \p{…}: a set of characters */
  ESCAPE_STRINGS, /* \p{…} of strings, \q{…} with strings */
} EscapeKind;

/* \d \D \s \S \w \W \p \P at the cursor, behind the backslash. `*matched` tells whether it was
 * one. */
MUST_USE bool check_character_class_escape(Checker *checker, EscapeKind *kind, bool *matched);

/* CharacterEscape at the cursor, behind the backslash: its value. In a class `\-`, `\b` and
 * legacy octals differ: the caller has looked. */
MUST_USE bool check_character_escape(Checker *checker, bool in_class, uint32_t *value);

/* A class; the cursor is behind its opening bracket. */
MUST_USE bool check_class(Checker *checker);

#endif
