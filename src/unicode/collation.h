/* SPDX-License-Identifier: MIT */
/* collation.h: the order in which people who read English expect text.
 *
 * Letters decide first, then accents, then case, each from left to right. The order of Latin, Greek,
 * Cyrillic and Armenian letters, digits and punctuation is CLDR's; other letters come behind them,
 * other signs before those of currencies, each in the order of their code points. */
#ifndef MOTE_UNICODE_COLLATION_H
#define MOTE_UNICODE_COLLATION_H

#include "base/common.h"

/* Text in the form NFC. */
typedef struct CollationText {
  const void *units;
  size_t length;
  bool wide; /* UTF-16, not Latin-1 */
} CollationText;

/* Below, at or above 0. 0 if no level tells them apart. */
int unicode_collate(CollationText a, CollationText b);

#endif
