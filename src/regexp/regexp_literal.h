/* SPDX-License-Identifier: MIT */
/* regexp_literal.h: the text that every match of a pattern has in it. */
#ifndef MOTE_REGEXP_REGEXP_LITERAL_H
#define MOTE_REGEXP_REGEXP_LITERAL_H

#include "regexp/regexp_tree.h"

#define REGEXP_LITERAL_SIZE 32

/* Units that stand in every match, `minimum` to `maximum` units behind its beginning. */
typedef struct RegExpLiteral {
  uint32_t length; /* 0: there is none */
  uint32_t minimum;
  uint32_t maximum; /* PATTERN_UNLIMITED: nobody knows */
  uint16_t units[REGEXP_LITERAL_SIZE];
} RegExpLiteral;

/* The one that says most about where matches may begin. */
RegExpLiteral regexp_literal_of(PatternSource *source, const Pattern *tree);

#endif
