/* SPDX-License-Identifier: MIT */
/* regexp_set.c: the algebra of sorted ranges, and case closure.
 *
 * Sets closed under case equivalence stay so under every operation, therefore closing operands
 * does what the standard says by folding them. #sec-maybesimplecasefolding */
#include "regexp/regexp_set.h"

#include "base/utf.h"
#include "unicode/case_closure.h"

#include <stdlib.h>

void set_add(Arena *arena, CharacterSet *set, uint32_t first, uint32_t last) {
  if (set->count == set->capacity) {
    uint32_t capacity = set->capacity ? set->capacity * 2 : 4;
    CharacterRange *ranges = ARENA_NEW_ARRAY(arena, CharacterRange, capacity);
    if (set->count) memcpy(ranges, set->ranges, set->count * sizeof *ranges);
    set->ranges = ranges;
    set->capacity = capacity;
  }
  set->ranges[set->count++] = (CharacterRange){first, last};
}

void set_add_all(Arena *arena, CharacterSet *set, const CharacterSet *other) {
  for (uint32_t i = 0; i < other->count; i++)
    set_add(arena, set, other->ranges[i].first, other->ranges[i].last);
}

void set_add_class(Arena *arena, CharacterSet *set, char letter) {
  static const CharacterRange digits[] = {{'0', '9'}};
  static const CharacterRange words[] = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
  static const CharacterRange spaces[] = {
      {9, 13},          {' ', ' '},       {0xa0, 0xa0},     {0x1680, 0x1680}, {0x2000, 0x200a},
      {0x2028, 0x2029}, {0x202f, 0x202f}, {0x205f, 0x205f}, {0x3000, 0x3000}, {0xfeff, 0xfeff}};
  const CharacterRange *ranges = letter == 'd' ? digits : letter == 'w' ? words : spaces;
  size_t count = letter == 'd'   ? array_length(digits)
                 : letter == 'w' ? array_length(words)
                                 : array_length(spaces);
  for (size_t i = 0; i < count; i++) set_add(arena, set, ranges[i].first, ranges[i].last);
}

static int compare_ranges(const void *a, const void *b) {
  uint32_t first = ((const CharacterRange *)a)->first, second = ((const CharacterRange *)b)->first;
  return (first > second) - (first < second);
}

static bool is_sorted(const CharacterSet *set) {
  for (uint32_t i = 1; i < set->count; i++)
    if (set->ranges[i].first <= set->ranges[i - 1].last + 1) return false;
  return true;
}

void set_normalize(CharacterSet *set) {
  if (is_sorted(set)) return;
  qsort(set->ranges, set->count, sizeof *set->ranges, compare_ranges);
  uint32_t kept = 0;
  for (uint32_t i = 1; i < set->count; i++) {
    CharacterRange range = set->ranges[i], *previous = &set->ranges[kept];
    if (range.first <= previous->last + 1) previous->last = u32_max(previous->last, range.last);
    else set->ranges[++kept] = range;
  }
  set->count = kept + 1;
}

bool set_intersects(const CharacterSet *a, const CharacterSet *b) {
  for (uint32_t i = 0, j = 0; i < a->count && j < b->count;) {
    if (a->ranges[i].last < b->ranges[j].first) i++;
    else if (b->ranges[j].last < a->ranges[i].first) j++;
    else return true;
  }
  return false;
}

CharacterSet set_complement(Arena *arena, const CharacterSet *set) {
  CharacterSet result = {0};
  uint32_t next = 0;
  for (uint32_t i = 0; i < set->count; i++) {
    if (set->ranges[i].first > next) set_add(arena, &result, next, set->ranges[i].first - 1);
    next = set->ranges[i].last + 1;
  }
  if (next <= UTF_MAX_CODE_POINT) set_add(arena, &result, next, UTF_MAX_CODE_POINT);
  return result;
}

CharacterSet set_intersection(Arena *arena, const CharacterSet *a, const CharacterSet *b) {
  CharacterSet result = {0};
  for (uint32_t i = 0, j = 0; i < a->count && j < b->count;) {
    CharacterRange x = a->ranges[i], y = b->ranges[j];
    uint32_t first = u32_max(x.first, y.first), last = u32_min(x.last, y.last);
    if (first <= last) set_add(arena, &result, first, last);
    if (x.last < y.last) i++;
    else j++;
  }
  return result;
}

CharacterSet set_difference(Arena *arena, const CharacterSet *a, const CharacterSet *b) {
  CharacterSet others = set_complement(arena, b);
  return set_intersection(arena, a, &others);
}

/* ----------------------------------------------------------------------------- case */

typedef struct Closing {
  Arena *arena;
  const CharacterSet *known;
  CharacterSet *grown;
} Closing;

static void add_target(void *context, uint32_t from, uint32_t to) {
  Closing *closing = context;
  if (set_contains(closing->known, from)) set_add(closing->arena, closing->grown, to, to);
}

static void add_source(void *context, uint32_t from, uint32_t to) {
  Closing *closing = context;
  if (set_contains(closing->known, to)) set_add(closing->arena, closing->grown, from, from);
}

static void visit_pairs(Arena *arena, CharacterSet *set, bool unicode, UnicodeCaseVisitor visit) {
  CharacterSet known = {0};
  set_add_all(arena, &known, set);
  Closing closing = {arena, &known, set};
  if (unicode) unicode_each_fold(visit, &closing);
  else unicode_each_canonicalized_unit(visit, &closing);
  set_normalize(set);
}

/* A set of ASCII characters alone: the pairs are known. */
static void close_ascii(Arena *arena, CharacterSet *set, bool unicode) {
  uint32_t count = set->count;
  for (uint32_t i = 0; i < count; i++) {
    CharacterRange range = set->ranges[i];
    uint32_t first = u32_max(range.first, 'A'), last = u32_min(range.last, 'Z');
    if (first <= last) set_add(arena, set, first + 32, last + 32);
    first = u32_max(range.first, 'a'), last = u32_min(range.last, 'z');
    if (first <= last) set_add(arena, set, first - 32, last - 32);
  }
  set_normalize(set);
  if (unicode && set_contains(set, 's')) set_add(arena, set, 0x17f, 0x17f);
  if (unicode && set_contains(set, 'k')) set_add(arena, set, 0x212a, 0x212a);
}

void set_close_case(Arena *arena, CharacterSet *set, bool unicode) {
  if (set->count == 0) return;
  if (set->ranges[set->count - 1].last < 0x80) {
    close_ascii(arena, set, unicode);
    return;
  }
  visit_pairs(arena, set, unicode, add_target);
  visit_pairs(arena, set, unicode, add_source);
}
