/* SPDX-License-Identifier: MIT */
/* normalise_tables.h: the form of the tables for normalisation. Private to src/unicode.
 *
 * Each code point below 0x30000 has a value, found in two stages: 0 says nothing of it, 1 to 254 is its combining
 * class; NORMAL_COMPOSES is a starter that may compose with what is before it; all from NORMAL_DECOMPOSES on are
 * offsets of decompositions, in one step, without those of Hangul. */
#ifndef MOTE_UNICODE_NORMALISE_TABLES_H
#define MOTE_UNICODE_NORMALISE_TABLES_H

#include "base/common.h"

#define NORMAL_LIMIT      0x30000u
#define NORMAL_BLOCK_BITS 6
#define NORMAL_COMPOSES   0xffu
#define NORMAL_DECOMPOSES 0x100u

/* A decomposition: its length in UTF-16 units with flags, then the units. */
enum {
  DECOMPOSITION_LENGTH = 0x1f,
  DECOMPOSITION_COMPATIBLE = 0x20, /* of the forms NFKC and NFKD alone */
  DECOMPOSITION_STAYS_APART = 0x40, /* canonical, and never composed again */
  DECOMPOSITION_GOES_ON = 0x80,     /* canonical, with a part that has a compatible one */
};

/* Two code points that compose, sorted by both. */
typedef struct Composition {
  uint32_t first, second, composite;
} Composition;

extern const uint16_t unicode_normal_index[], unicode_normal_blocks[], unicode_decompositions[];
extern const Composition unicode_compositions[];
extern const uint32_t unicode_composition_count;

/* The value of a code point. */
static inline uint32_t normal_value(uint32_t code_point) {
  if (code_point >= NORMAL_LIMIT) return 0;
  uint32_t block = unicode_normal_index[code_point >> NORMAL_BLOCK_BITS];
  return unicode_normal_blocks[(block << NORMAL_BLOCK_BITS) +
                               (code_point & ((1u << NORMAL_BLOCK_BITS) - 1))];
}

/* What a value that is at least NORMAL_DECOMPOSES names. */
static inline const uint16_t *normal_decomposition(uint32_t value) {
  return &unicode_decompositions[value - NORMAL_DECOMPOSES];
}

#endif
