/* SPDX-License-Identifier: MIT */
/* collation_tables.h: the form of the tables for the order of text. Private to src/unicode. */
#ifndef MOTE_UNICODE_COLLATION_TABLES_H
#define MOTE_UNICODE_COLLATION_TABLES_H

#include "base/common.h"

/* What tells characters apart, from the strongest to the weakest: the letter, its accent, its case. All 0: the
 * character is what it decomposes into, and if it doesn't, counts for nothing. */
typedef struct CollationWeights {
  uint16_t primary;
  uint8_t secondary;
  uint8_t tertiary;
} CollationWeights;

/* A letter that counts as two. */
typedef struct CollationExpansion {
  uint16_t letter, first, second;
} CollationExpansion;

/* Of U+0000 to U+058F, U+2000 to U+206F and U+20A0 to U+20CF, one after the other. */
extern const CollationWeights unicode_collation_weights[];
extern const CollationExpansion unicode_collation_expansions[];
extern const uint32_t unicode_collation_expansion_count;
/* The primary weight of the sign ¤, the first of a currency. */
extern const uint32_t unicode_collation_currency;

#endif
