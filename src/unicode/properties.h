/* SPDX-License-Identifier: MIT */
/* properties.h: the properties of characters and strings that regular expressions name.
 * #table-nonbinary-unicode-properties #table-binary-unicode-properties */
#ifndef MOTE_UNICODE_PROPERTIES_H
#define MOTE_UNICODE_PROPERTIES_H

#include "base/common.h"

/* The most code points in a string of a property. */
#define UNICODE_PROPERTY_STRING_MAX 16

/* Told a range of a set. */
typedef void (*UnicodeRangeVisitor)(void *context, uint32_t first, uint32_t last);
/* Told a string; the code points are there during the call only. */
typedef void (*UnicodeStringVisitor)(void *context, const uint32_t *text, uint32_t length);

/* Whether {name} (value NULL) or {name=value} is a property of characters. */
bool unicode_property_exists(const char *name, size_t name_length, const char *value,
                             size_t value_length);
/* Visits its ranges in order; false if there is no such property. */
bool unicode_property_each(const char *name, size_t name_length, const char *value,
                           size_t value_length, UnicodeRangeVisitor visit, void *context);
/* Visits the strings (single characters too) of a property of strings, each once or more; false if
 * there is no such property. */
bool unicode_string_property_each(const char *name, size_t length, UnicodeStringVisitor visit,
                                  void *context);

#endif
