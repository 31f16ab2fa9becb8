/* SPDX-License-Identifier: MIT */
/* properties.c: finds properties by name and unpacks their tables. */
#include "unicode/properties.h"

#include "unicode/property_tables.h"

#include <stdio.h>

#define NAME_MAX_LENGTH 64

static uint32_t take_number(const uint8_t **at) {
  uint32_t number = 0;
  for (uint32_t shift = 0;; shift += 7) {
    uint8_t byte = *(*at)++;
    number |= (uint32_t)(byte & 127) << shift;
    if (byte < 128) return number;
  }
}

static bool word_is(const char *word, size_t length, const char *text) {
  return strlen(text) == length && memcmp(word, text, length) == 0;
}

/* The property of a kind with that name. */
static const UnicodeProperty *find(char kind, const char *name, size_t length) {
  char key[NAME_MAX_LENGTH + 3];
  if (length > NAME_MAX_LENGTH) return NULL;
  snprintf(key, sizeof key, "%c:%.*s", kind, (int)length, name);
  uint32_t low = 0, high = unicode_property_count;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    int order = strcmp(unicode_properties[middle].name, key);
    if (order == 0) return &unicode_properties[middle];
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return NULL;
}

static const UnicodeProperty *property_of(const char *name, size_t name_length, const char *value,
                                          size_t value_length) {
  if (!value) {
    const UnicodeProperty *binary = find('b', name, name_length);
    return binary ? binary : find('g', name, name_length);
  }
  if (word_is(name, name_length, "General_Category") || word_is(name, name_length, "gc"))
    return find('g', value, value_length);
  if (word_is(name, name_length, "Script") || word_is(name, name_length, "sc"))
    return find('s', value, value_length);
  if (word_is(name, name_length, "Script_Extensions") || word_is(name, name_length, "scx"))
    return find('x', value, value_length);
  return NULL;
}

bool unicode_property_exists(const char *name, size_t name_length, const char *value,
                             size_t value_length) {
  return property_of(name, name_length, value, value_length) != NULL;
}

bool unicode_property_each(const char *name, size_t name_length, const char *value,
                           size_t value_length, UnicodeRangeVisitor visit, void *context) {
  const UnicodeProperty *property = property_of(name, name_length, value, value_length);
  if (!property) return false;
  const uint8_t *at = unicode_property_runs + property->offset;
  uint32_t next = 0;
  for (uint32_t i = 0; i < property->count; i++) {
    uint32_t first = next + take_number(&at), last = first + take_number(&at);
    visit(context, first, last);
    next = last + 1;
  }
  return true;
}

static void each_string(const UnicodeProperty *property, UnicodeStringVisitor visit,
                        void *context) {
  const uint8_t *at = unicode_property_text + property->offset;
  for (uint32_t i = 0; i < property->count; i++) {
    uint32_t text[UNICODE_PROPERTY_STRING_MAX], length = take_number(&at);
    ASSERT(length <= UNICODE_PROPERTY_STRING_MAX);
    for (uint32_t k = 0; k < length; k++) text[k] = take_number(&at);
    visit(context, text, length);
  }
}

bool unicode_string_property_each(const char *name, size_t length, UnicodeStringVisitor visit,
                                  void *context) {
  bool all = word_is(name, length, "RGI_Emoji"), found = false; /* which is all of the others */
  for (uint32_t i = 0; i < unicode_string_property_count; i++) {
    if (!all && !word_is(name, length, unicode_string_properties[i].name)) continue;
    each_string(&unicode_string_properties[i], visit, context);
    found = true;
  }
  return found;
}
