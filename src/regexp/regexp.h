/* SPDX-License-Identifier: MIT */
/* regexp.h: regular expressions: a pattern becomes a program, a program and a text give captures.
 *
 * Nothing here knows of JavaScript values. A program is immutable and counts its users; it may be
 * matched by any number of them, one thread at a time. */
#ifndef MOTE_REGEXP_REGEXP_H
#define MOTE_REGEXP_REGEXP_H

#include "base/common.h"

/* The flags, in the order of the letters. */
enum {
  REGEXP_HAS_INDICES = 1,
  REGEXP_GLOBAL = 2,
  REGEXP_IGNORE_CASE = 4,
  REGEXP_MULTILINE = 8,
  REGEXP_DOT_ALL = 16,
  REGEXP_UNICODE = 32,
  REGEXP_UNICODE_SETS = 64,
  REGEXP_STICKY = 128,
};
/* Their letters: bit i is regexp_flag_letters[i]. */
#define REGEXP_FLAG_LETTERS "dgimsuvy"
/* The flag of a letter; 0: none has it. */
static inline uint32_t regexp_flag_of_letter(uint32_t letter) {
  for (uint32_t i = 0; i < sizeof REGEXP_FLAG_LETTERS - 1; i++)
    if ((uint8_t)REGEXP_FLAG_LETTERS[i] == letter) return 1u << i;
  return 0;
}

typedef struct RegExpProgram RegExpProgram;

typedef enum RegExpResult {
  REGEXP_MATCHED, /* or, of compilation: done */
  REGEXP_NOT_MATCHED,
  REGEXP_INVALID, /* compilation: see the error */
  REGEXP_TOO_DEEP,
  REGEXP_OUT_OF_MEMORY,
  REGEXP_INTERRUPTED,
} RegExpResult;

/* Compiles a pattern (WTF-8) with flags (ASCII letters). `stack_limit`: the lowest address that the
 * C stack may reach. REGEXP_MATCHED: `*out` has one user. REGEXP_INVALID: `*message` is a static
 * text. */
MUST_USE RegExpResult regexp_compile(const char *pattern, size_t length, const char *flags,
                                     size_t flags_length, const void *stack_limit,
                                     RegExpProgram **out, const char **message);

/* Adds and takes away a user; the last one frees the program (true). */
void regexp_retain(RegExpProgram *program);
bool regexp_release(RegExpProgram *program);

/* Of a program: its flags; its groups, the whole match included; the bytes that it takes. */
uint32_t regexp_flags(const RegExpProgram *program);
uint32_t regexp_group_count(const RegExpProgram *program);
size_t regexp_byte_size(const RegExpProgram *program);

/* The named groups, in the order of the pattern: name (WTF-8) and group. Names may occur twice. */
uint32_t regexp_name_count(const RegExpProgram *program);
const char *regexp_name(const RegExpProgram *program, uint32_t i, uint32_t *length,
                        uint32_t *group);

/* A capture that did not take part in the match. */
#define REGEXP_UNMATCHED UINT32_MAX

/* A text to be searched: code units. */
typedef struct RegExpText {
  const void *units;
  uint32_t length;
  bool wide; /* 16 bits, else Latin-1 */
} RegExpText;

/* Looks whether the matcher must stop: false if so. Called every few thousand steps. */
typedef bool (*RegExpPoll)(void *context);

/* Finds the first match at `start` (at most the length) or behind it; only there with `sticky`.
 * `captures`: a begin and an end for each group, written if the answer is REGEXP_MATCHED. */
MUST_USE RegExpResult regexp_match(const RegExpProgram *program, RegExpText text, uint32_t start,
                                   bool sticky, uint32_t *captures, RegExpPoll poll, void *context);

#endif
