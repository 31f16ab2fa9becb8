/* SPDX-License-Identifier: MIT */
/* regexp_program.h: the form of compiled patterns, between regexp_compile.c and regexp_match.c.
 *
 * Code is 32-bit words: an instruction has its code in the low byte and an operand above; some
 * are followed by more words. Registers hold the captures' begins and ends, then loop counters,
 * places where turns began, and what look-arounds must remember. */
#ifndef MOTE_REGEXP_REGEXP_PROGRAM_H
#define MOTE_REGEXP_REGEXP_PROGRAM_H

#include "regexp/regexp.h"
#include "regexp/regexp_set.h"

typedef enum RegExpOpcode {
#define X(name, words) REGEXP_##name,
#include "regexp/regexp_opcodes.def"
#undef X
} RegExpOpcode;

enum { REFERENCE_BACKWARD = 1, REFERENCE_IGNORE_CASE = 2, REFERENCE_UNICODE = 4 };

/* How RUN goes: as far as it can, giving back when what follows fails; as little as it can; as far
 * as it can, and never giving back. */
enum { RUN_GREEDY, RUN_LAZY, RUN_POSSESSIVE };

#define REGEXP_OPCODE(word)  ((RegExpOpcode)((word) & 0xff))
#define REGEXP_OPERAND(word) ((word) >> 8)
#define REGEXP_MAX_OPERAND   0xffffffu
#define REGEXP_NO_REGISTER   UINT32_MAX

/* A set as the matcher wants it. */
typedef struct ProgramSet {
  uint32_t latin1[8];
  const CharacterRange *ranges; /* those above Latin-1 */
  uint32_t count;
} ProgramSet;

typedef struct ProgramName {
  uint32_t text; /* offset into name_text */
  uint32_t length;
  uint32_t group;
} ProgramName;

/* One block of memory. */
struct RegExpProgram {
  uint32_t users;
  uint32_t flags;
  uint32_t group_count; /* the whole match included */
  uint32_t register_count;
  uint32_t code_length, set_count, name_count;
  uint32_t literal_length; /* 0: there is none */
  uint32_t literal_minimum, literal_maximum; /* how far behind a match's beginning it stands */
  size_t byte_size;
  const uint32_t *code;
  const ProgramSet *sets;
  const ProgramName *names;
  const char *name_text;
  const uint16_t *literal; /* every match has it; see regexp_literal.h */
  uint32_t first[8];      /* Latin-1 characters that a match may begin with */
  bool is_literal;        /* the literal is all there is */
  bool has_first;         /* `first` and `first_wide` are to be looked at */
  bool first_wide;        /* so may characters above Latin-1 */
  bool first_at_start;    /* at the start of the text, whatever is there */
  bool first_at_end;      /* at its end */
  bool anchored;          /* matches begin at the start of the text only */
};

static inline bool program_latin1_has(const uint32_t *bits, uint32_t c) {
  return bits[c >> 5] >> (c & 31) & 1;
}
static inline bool program_set_has(const ProgramSet *set, uint32_t c) {
  return c < 256 ? program_latin1_has(set->latin1, c) : ranges_contain(set->ranges, set->count, c);
}

#endif
