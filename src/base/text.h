/* SPDX-License-Identifier: MIT */
/* text.h: one way to read Latin-1 and UTF-16 text, for algorithms that are written once and compiled for each.
 *
 * An algorithm is an ALWAYS_INLINE function over Text; its callers pass a constant `wide` (and `reversed`), so that the
 * compiler drops the tests. Private to src/base. */
#ifndef MOTE_BASE_TEXT_H
#define MOTE_BASE_TEXT_H

#include "base/common.h"

/* A run of code units. */
typedef struct Text {
  const void *units;
  size_t length;
  bool wide; /* 16-bit units, not bytes */
  bool reversed; /* unit 0 is the last one */
} Text;

/* Text over Latin-1 and UTF-16, forward. */
static ALWAYS_INLINE Text text_of_latin1(const uint8_t *units, size_t length) {
  return (Text){.units = units, .length = length};
}
static ALWAYS_INLINE Text text_of_utf16(const uint16_t *units, size_t length) {
  return (Text){.units = units, .length = length, .wide = true};
}

/* The unit at `index`. */
static ALWAYS_INLINE uint32_t text_unit(Text text, size_t index) {
  if (text.reversed) index = text.length - 1 - index;
  return text.wide ? ((const uint16_t *)text.units)[index] : ((const uint8_t *)text.units)[index];
}

/* The forward text from `start` up to `end`. */
static ALWAYS_INLINE Text text_slice(Text text, size_t start, size_t end) {
  ASSERT(!text.reversed && start <= end && end <= text.length);
  text.units = (const char *)text.units + start * (text.wide ? 2 : 1);
  text.length = end - start;
  return text;
}

#endif
