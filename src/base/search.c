/* SPDX-License-Identifier: MIT */
/* search.c: first and last occurrences.
 *
 * A search starts simply: look for the needle's first and last unit at their distance, compare the rest. Comparisons
 * that fail late are counted; when they have cost more than the text passed over, the two-way algorithm (Crochemore and
 * Perrin 1991) takes over from there, linear in any case and without memory of its own. The last occurrence is the
 * first one in both texts reversed. Everything is written once over Text and compiled for each pair of widths. */
#include "base/search.h"

#include "base/bits.h"
#include "base/text.h"

/* ------------------------------------------------------------------ one unit */

/* The first occurrence of the unit at `from` or after it. */
static size_t latin1_find_unit(const uint8_t *text, size_t length, uint8_t unit, size_t from) {
  if (from >= length) return SEARCH_NOT_FOUND;
  const uint8_t *found = (const uint8_t *)memchr(text + from, unit, length - from);
  return found ? (size_t)(found - text) : SEARCH_NOT_FOUND;
}

#define UNIT_BLOCK 32

/* True if one of UNIT_BLOCK units is the one sought; vectorised. */
static inline bool block_contains(const uint16_t *block, uint16_t unit) {
  uint16_t any = 0;
  for (size_t i = 0; i < UNIT_BLOCK; i++) any |= block[i] == unit ? 1 : 0;
  return any;
}

static size_t utf16_find_unit(const uint16_t *text, size_t length, uint16_t unit, size_t from) {
  size_t i = from;
  while (i < length && length - i >= UNIT_BLOCK && !block_contains(text + i, unit)) i += UNIT_BLOCK;
  for (; i < length; i++)
    if (text[i] == unit) return i;
  return SEARCH_NOT_FOUND;
}

static ALWAYS_INLINE size_t find_unit(Text text, uint32_t unit, size_t from) {
  if (!text.reversed && !text.wide)
    return latin1_find_unit(text.units, text.length, (uint8_t)unit, from);
  if (!text.reversed) return utf16_find_unit(text.units, text.length, (uint16_t)unit, from);
  for (size_t i = from; i < text.length; i++)
    if (text_unit(text, i) == unit) return i;
  return SEARCH_NOT_FOUND;
}

/* ------------------------------------------------------------------ two-way */

/* The start of the needle's maximal suffix by the alphabet's order, or by its inverse, and the suffix's period. */
static ALWAYS_INLINE size_t maximal_suffix(Text needle, bool inverse, size_t *period) {
  size_t start = 0, candidate = 1, offset = 0, length = needle.length;
  *period = 1;
  while (candidate + offset < length) {
    uint32_t a = text_unit(needle, candidate + offset), b = text_unit(needle, start + offset);
    if (a == b) {
      if (++offset == *period) {
        candidate += *period;
        offset = 0;
      }
    } else if (inverse ? a > b : a < b) {
      candidate += offset + 1;
      offset = 0;
      *period = candidate - start;
    } else {
      start = candidate++;
      offset = 0;
      *period = 1;
    }
  }
  return start;
}

/* True if the needle's first `count` units come again `period` units later. */
static ALWAYS_INLINE bool repeats(Text needle, size_t count, size_t period) {
  for (size_t i = 0; i < count; i++)
    if (text_unit(needle, i) != text_unit(needle, i + period)) return false;
  return true;
}

/* The two-way search proper. Invariant: the first `known` units of the needle match at `at`. */
static ALWAYS_INLINE size_t find_two_way(Text text, Text needle, size_t from) {
  size_t period, other_period, length = needle.length;
  size_t split = maximal_suffix(needle, false, &period);
  size_t other_split = maximal_suffix(needle, true, &other_period);
  if (other_split > split) {
    split = other_split;
    period = other_period;
  }
  bool periodic = split + period <= length && repeats(needle, split, period);
  if (!periodic) period = size_max(split, length - split) + 1;
  for (size_t at = from, known = 0; at <= text.length - length;) {
    size_t i = size_max(split, known);
    while (i < length && text_unit(text, at + i) == text_unit(needle, i)) i++;
    if (i < length) {
      at += i - split + 1;
      known = 0;
      continue;
    }
    size_t j = split;
    while (j > known && text_unit(text, at + j - 1) == text_unit(needle, j - 1)) j--;
    if (j <= known) return at;
    at += period;
    known = periodic ? length - period : 0;
  }
  return SEARCH_NOT_FOUND;
}

/* ------------------------------------------------------------------ the first occurrence */

/* Failed comparisons may cost this much more than the units passed over. */
#define PATIENCE 256

/* True if there may be a place in a block where `first` stands at a and `last` at b; vectorised. */
static ALWAYS_INLINE bool block_has_pair(const void *a, const void *b, bool wide, uint32_t first,
                                         uint32_t last) {
  if (wide) {
    const uint16_t *x = a, *y = b;
    uint16_t any = 0;
    for (size_t i = 0; i < UNIT_BLOCK; i++)
      any |= (x[i] == (uint16_t)first) & (y[i] == (uint16_t)last);
    return any;
  }
  const uint8_t *x = a, *y = b;
  uint8_t any = 0;
  for (size_t i = 0; i < UNIT_BLOCK; i++) any |= (x[i] == (uint8_t)first) & (y[i] == (uint8_t)last);
  return any;
}

/* The first place from `from` up to `last_start` with `first`, and `last` at that distance. */
static ALWAYS_INLINE size_t find_pair(Text text, uint32_t first, uint32_t last, size_t distance,
                                      size_t from, size_t last_start) {
  size_t i = from;
  if (!text.reversed) {
    const char *units = text.units;
    while (i + UNIT_BLOCK <= last_start &&
           !block_has_pair(units + (i << text.wide), units + ((i + distance) << text.wide),
                           text.wide, first, last))
      i += UNIT_BLOCK;
  }
  for (; i <= last_start; i++)
    if (text_unit(text, i) == first && text_unit(text, i + distance) == last) return i;
  return SEARCH_NOT_FOUND;
}

static ALWAYS_INLINE size_t find(Text text, Text needle, size_t from) {
  if (from > text.length || needle.length > text.length - from) return SEARCH_NOT_FOUND;
  if (needle.length == 0) return from;
  size_t distance = needle.length - 1, last_start = text.length - needle.length, wasted = 0;
  uint32_t first = text_unit(needle, 0), last = text_unit(needle, distance);
  if (!text.wide && (first | last) > 0xff) return SEARCH_NOT_FOUND;
  if (distance == 0) return find_unit(text, first, from);
  for (size_t at = from;
       (at = find_pair(text, first, last, distance, at, last_start)) <= last_start; at++) {
    size_t i = 1;
    while (i < needle.length && text_unit(text, at + i) == text_unit(needle, i)) i++;
    if (i == needle.length) return at;
    wasted += i;
    if (unlikely(wasted > 4 * (at - from) + PATIENCE)) return find_two_way(text, needle, at + 1);
  }
  return SEARCH_NOT_FOUND;
}

/* The last occurrence that starts at `from` or before it. */
static ALWAYS_INLINE size_t find_last(Text text, Text needle, size_t from) {
  if (needle.length > text.length) return SEARCH_NOT_FOUND;
  text.length = size_min(from, text.length - needle.length) + needle.length;
  text.reversed = needle.reversed = true;
  size_t found = find(text, needle, 0);
  return found == SEARCH_NOT_FOUND ? found : text.length - needle.length - found;
}

size_t latin1_find_latin1(const uint8_t *text, size_t length, const uint8_t *needle,
                          size_t needle_length, size_t from) {
  return find(text_of_latin1(text, length), text_of_latin1(needle, needle_length), from);
}

size_t latin1_find_utf16(const uint8_t *text, size_t length, const uint16_t *needle,
                         size_t needle_length, size_t from) {
  return find(text_of_latin1(text, length), text_of_utf16(needle, needle_length), from);
}

size_t utf16_find_latin1(const uint16_t *text, size_t length, const uint8_t *needle,
                         size_t needle_length, size_t from) {
  return find(text_of_utf16(text, length), text_of_latin1(needle, needle_length), from);
}

size_t utf16_find_utf16(const uint16_t *text, size_t length, const uint16_t *needle,
                        size_t needle_length, size_t from) {
  return find(text_of_utf16(text, length), text_of_utf16(needle, needle_length), from);
}

size_t latin1_find_last_latin1(const uint8_t *text, size_t length, const uint8_t *needle,
                               size_t needle_length, size_t from) {
  return find_last(text_of_latin1(text, length), text_of_latin1(needle, needle_length), from);
}

size_t latin1_find_last_utf16(const uint8_t *text, size_t length, const uint16_t *needle,
                              size_t needle_length, size_t from) {
  return find_last(text_of_latin1(text, length), text_of_utf16(needle, needle_length), from);
}

size_t utf16_find_last_latin1(const uint16_t *text, size_t length, const uint8_t *needle,
                              size_t needle_length, size_t from) {
  return find_last(text_of_utf16(text, length), text_of_latin1(needle, needle_length), from);
}

size_t utf16_find_last_utf16(const uint16_t *text, size_t length, const uint16_t *needle,
                             size_t needle_length, size_t from) {
  return find_last(text_of_utf16(text, length), text_of_utf16(needle, needle_length), from);
}
