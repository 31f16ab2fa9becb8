/* SPDX-License-Identifier: MIT */
/* normalise_tables.h: the form of the tables for normalisation. Private to src/unicode.
 *
 * A code point has a byte, found in two stages: its upper bits pick one of the different blocks, its lower bits a
 * byte in that. The index covers all below NORMAL_LIMIT and, behind that, the tail; nothing is said of the others.
 * Decompositions are numbered in the order of their code points, so a block's bytes count from its first one. */
#ifndef MOTE_UNICODE_NORMALISE_TABLES_H
#define MOTE_UNICODE_NORMALISE_TABLES_H

#include "base/common.h"

#define NORMAL_LIMIT      0x1fc00u
#define NORMAL_TAIL       0x2f800u
#define NORMAL_TAIL_SIZE  0x240u
#define NORMAL_BLOCK_BITS 6

/* Bytes: those below NORMAL_BYTE_COMPOSES name a combining class, those from NORMAL_BYTE_DECOMPOSES on one of the
 * block's decompositions. */
#define NORMAL_BYTE_COMPOSES   63u
#define NORMAL_BYTE_DECOMPOSES 64u

extern const uint8_t unicode_normal_index[], unicode_normal_blocks[], unicode_normal_classes[];
extern const uint16_t
    unicode_normal_starts[]; /* of an entry of the index: its first decomposition */
/* Of a decomposition: where its text begins, times four, and its kind. There is one more than that. */
extern const uint16_t unicode_decompositions[], unicode_decomposition_text[];

/* Pairs that compose, in groups of the same second and firsts of the same plane, which is the composite's too. */
typedef struct CompositionGroup {
  uint32_t key; /* the plane, 21 bits up, and the second */
  uint32_t start; /* of its compositions; the row behind the last group says where they end */
} CompositionGroup;
typedef struct Composition {
  uint16_t first, composite; /* in their plane */
} Composition;

extern const CompositionGroup unicode_composition_groups[]; /* sorted */
extern const uint32_t unicode_composition_group_count;
extern const Composition unicode_compositions[]; /* each group sorted */

/* The value of a code point: 0 says nothing of it, 1 to 254 is its combining class; NORMAL_COMPOSES is a starter
 * that may compose with what is before it; all from NORMAL_DECOMPOSES on are decompositions in one step, without
 * those of Hangul. */
#define NORMAL_COMPOSES   0xffu
#define NORMAL_DECOMPOSES 0x100u

static inline uint32_t normal_value(uint32_t code_point) {
  if (code_point >= NORMAL_LIMIT) {
    if (code_point - NORMAL_TAIL >= NORMAL_TAIL_SIZE) return 0;
    code_point -= NORMAL_TAIL - NORMAL_LIMIT;
  }
  uint32_t entry = code_point >> NORMAL_BLOCK_BITS, block = unicode_normal_index[entry];
  uint32_t byte = unicode_normal_blocks[(block << NORMAL_BLOCK_BITS) +
                                        (code_point & ((1u << NORMAL_BLOCK_BITS) - 1))];
  if (byte < NORMAL_BYTE_COMPOSES) return unicode_normal_classes[byte];
  if (byte == NORMAL_BYTE_COMPOSES) return NORMAL_COMPOSES;
  return NORMAL_DECOMPOSES + unicode_normal_starts[entry] + (byte - NORMAL_BYTE_DECOMPOSES);
}

typedef enum DecompositionKind {
  DECOMPOSITION_COMPOSED_AGAIN, /* canonical */
  DECOMPOSITION_COMPATIBLE, /* of the forms NFKC and NFKD alone */
  DECOMPOSITION_STAYS_APART, /* canonical, and never composed again */
  DECOMPOSITION_GOES_ON, /* canonical, composed again, with a part that has a compatible one */
} DecompositionKind;

typedef struct Decomposition {
  const uint16_t *units;
  uint32_t length;
  DecompositionKind kind;
} Decomposition;

/* What a value that is at least NORMAL_DECOMPOSES names. */
static inline Decomposition normal_decomposition(uint32_t value) {
  const uint16_t *row = &unicode_decompositions[value - NORMAL_DECOMPOSES];
  uint32_t start = row[0] >> 2;
  return (Decomposition){&unicode_decomposition_text[start], (row[1] >> 2) - start, row[0] & 3};
}

#endif
