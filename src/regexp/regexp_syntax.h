/* SPDX-License-Identifier: MIT */
/* regexp_syntax.h: is this a regular expression?
 *
 * Checks flags and pattern against the grammar and the early errors of the standard, Annex B
 * included, without building anything. The parser calls it for literals; the RegExp
 * constructor's compiler may rely on what it has accepted. */
#ifndef MOTE_REGEXP_REGEXP_SYNTAX_H
#define MOTE_REGEXP_REGEXP_SYNTAX_H

#include "base/common.h"

typedef enum RegExpSyntaxResult {
  REGEXP_SYNTAX_VALID,
  REGEXP_SYNTAX_INVALID,
  REGEXP_SYNTAX_TOO_DEEP,
  REGEXP_SYNTAX_OUT_OF_MEMORY,
} RegExpSyntaxResult;

typedef struct RegExpSyntaxError {
  const char *message; /* static: "Unterminated group" */
  uint32_t offset;     /* bytes into the pattern */
  bool in_flags;       /* the flags are wrong */
} RegExpSyntaxError;

/* Checks a pattern (WTF-8; it need not end in a NUL) and its flags. `stack_limit`: the lowest
 * address that the C stack may reach. `error` is set for REGEXP_SYNTAX_INVALID. */
MUST_USE RegExpSyntaxResult regexp_check_syntax(const char *pattern, size_t length,
                                                const char *flags, size_t flags_length,
                                                const void *stack_limit, RegExpSyntaxError *error);

#endif
