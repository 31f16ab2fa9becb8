/* SPDX-License-Identifier: MIT */
/* property_tables.h: the form of the tables of properties. Private to src/unicode.
 *
 * Numbers are in groups of seven bits, the lowest first. A set is a run of pairs: how many code
 * points are left out, and one less than how many are in. A string is its length and its code
 * points. */
#ifndef MOTE_UNICODE_PROPERTY_TABLES_H
#define MOTE_UNICODE_PROPERTY_TABLES_H

#include "base/common.h"

typedef struct UnicodeProperty {
  const char *name; /* sets: b, g, s or x (binary, category, script, extensions), colon, name */
  uint32_t offset;
  uint32_t count; /* ranges or strings */
} UnicodeProperty;

/* Sorted by name. */
extern const UnicodeProperty unicode_properties[];
extern const uint32_t unicode_property_count;
extern const uint8_t unicode_property_runs[];

extern const UnicodeProperty unicode_string_properties[];
extern const uint32_t unicode_string_property_count;
extern const uint8_t unicode_property_text[];

#endif
