/* SPDX-License-Identifier: MIT */
/* regexp_set.h: sets of characters while a pattern is compiled: sorted ranges in an arena.
 *
 * Invariant: ranges are sorted, disjoint and not adjacent, but for a set that is being filled with
 * set_add, until set_normalize. The arena leaves by longjmp when memory runs out. */
#ifndef MOTE_REGEXP_REGEXP_SET_H
#define MOTE_REGEXP_REGEXP_SET_H

#include "base/arena.h"

typedef struct CharacterRange {
  uint32_t first, last;
} CharacterRange;

/* Whether a character is in one of these ranges, which are sorted and disjoint. */
static inline bool ranges_contain(const CharacterRange *ranges, uint32_t count, uint32_t c) {
  uint32_t low = 0, high = count;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (ranges[middle].last < c) low = middle + 1;
    else high = middle;
  }
  return low < count && ranges[low].first <= c;
}

typedef struct CharacterSet {
  CharacterRange *ranges;
  uint32_t count;
  uint32_t capacity;
} CharacterSet;

void set_add(Arena *arena, CharacterSet *set, uint32_t first, uint32_t last);
/* Adds \d, \s or \w, by its letter. */
void set_add_class(Arena *arena, CharacterSet *set, char letter);
void set_add_all(Arena *arena, CharacterSet *set, const CharacterSet *other);
void set_normalize(CharacterSet *set);
static inline bool set_contains(const CharacterSet *set, uint32_t c) {
  return ranges_contain(set->ranges, set->count, c);
}
bool set_intersects(const CharacterSet *a, const CharacterSet *b);
CharacterSet set_complement(Arena *arena, const CharacterSet *set);
CharacterSet set_intersection(Arena *arena, const CharacterSet *a, const CharacterSet *b);
CharacterSet set_difference(Arena *arena, const CharacterSet *a, const CharacterSet *b);
/* Adds everything that equals a member without regard to case, by the rules of `unicode`. */
void set_close_case(Arena *arena, CharacterSet *set, bool unicode);

#endif
