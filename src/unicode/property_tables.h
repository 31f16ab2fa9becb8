/* SPDX-License-Identifier: MIT */
/* property_tables.h: the form of the tables of properties. Private to src/unicode.
 *
 * Many sets are nearly the same, or made of others. So a set is the symmetric difference of a rest of its own and the
 * rests of earlier sets: their count and numbers; then the rest: how many points there are where it begins or ends
 * in turns, and each one's distance from the last. All these numbers are in groups of seven bits, the lowest first.
 *
 * A string is a byte with its length, and for each code point a byte that names a frequent one, or two, with the
 * highest bit set, that name one of the first 0x4000 or one from TEXT_BASE on. The frequent point TEXT_ANY_TONE
 * stands for each of the five skin tones. */
#ifndef MOTE_UNICODE_PROPERTY_TABLES_H
#define MOTE_UNICODE_PROPERTY_TABLES_H

#include "base/common.h"

/* The most rests that make a set. */
#define UNICODE_PROPERTY_PARTS_MAX 32

#define TEXT_ANY_TONE   0u
#define TEXT_LOW_LIMIT  0x4000u
#define TEXT_BASE       0x1f000u
#define TEXT_FIRST_TONE 0x1f3fbu
#define TEXT_TONE_COUNT 5u

extern const uint8_t unicode_property_sets[];
extern const uint16_t unicode_property_set_offsets[];

typedef struct UnicodeProperty {
  uint16_t
      name; /* in unicode_property_names: b, g or s (binary, category, script), colon, name, NUL */
  uint16_t set;
} UnicodeProperty;

/* Sorted by name. */
extern const UnicodeProperty unicode_properties[];
extern const uint32_t unicode_property_count;
extern const char unicode_property_names[];
/* A script's extensions are the set so much further on. */
extern const uint32_t unicode_script_count;

typedef struct UnicodeStringProperty {
  const char *name;
  uint16_t set; /* its single code points */
  uint16_t offset; /* its strings */
  uint16_t count;
} UnicodeStringProperty;

extern const UnicodeStringProperty unicode_string_properties[];
extern const uint32_t unicode_string_property_count;
extern const uint8_t unicode_property_text[];
extern const uint32_t unicode_property_text_points[];

#endif
