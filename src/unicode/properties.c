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

#define NO_SET UINT32_MAX

/* The set of the property of a kind with that name. */
static uint32_t find(char kind, const char *name, size_t length) {
  char key[NAME_MAX_LENGTH + 3];
  if (length > NAME_MAX_LENGTH) return NO_SET;
  snprintf(key, sizeof key, "%c:%.*s", kind, (int)length, name);
  uint32_t low = 0, high = unicode_property_count;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    int order = strcmp(unicode_property_names + unicode_properties[middle].name, key);
    if (order == 0) return unicode_properties[middle].set;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return NO_SET;
}

static uint32_t set_of(const char *name, size_t name_length, const char *value,
                       size_t value_length) {
  if (!value) {
    uint32_t binary = find('b', name, name_length);
    return binary != NO_SET ? binary : find('g', name, name_length);
  }
  if (word_is(name, name_length, "General_Category") || word_is(name, name_length, "gc"))
    return find('g', value, value_length);
  if (word_is(name, name_length, "Script") || word_is(name, name_length, "sc"))
    return find('s', value, value_length);
  if (!word_is(name, name_length, "Script_Extensions") && !word_is(name, name_length, "scx"))
    return NO_SET;
  uint32_t script = find('s', value, value_length);
  return script == NO_SET ? NO_SET : script + unicode_script_count;
}

bool unicode_property_exists(const char *name, size_t name_length, const char *value,
                             size_t value_length) {
  return set_of(name, name_length, value, value_length) != NO_SET;
}

/* --- sets --- */

/* One of the rests that make a set: where it begins or ends next. */
typedef struct Rest {
  const uint8_t *at;
  uint32_t left; /* points behind `next` */
  uint32_t next; /* UINT32_MAX: it is over */
} Rest;

static void rest_advance(Rest *rest) {
  if (rest->left == 0) {
    rest->next = UINT32_MAX;
    return;
  }
  rest->left--;
  rest->next += take_number(&rest->at);
}

/* `at` is behind the numbers of the set's parts. */
static Rest rest_start(const uint8_t *at) {
  uint32_t count = take_number(&at);
  Rest rest = {at, count, 0};
  rest_advance(&rest);
  return rest;
}

static Rest rest_of_set(uint32_t set) {
  const uint8_t *at = unicode_property_sets + unicode_property_set_offsets[set];
  for (uint32_t parts = take_number(&at); parts > 0; parts--) take_number(&at);
  return rest_start(at);
}

/* The rests that make a set; how many. */
static uint32_t rests_of_set(uint32_t set, Rest *rests) {
  const uint8_t *at = unicode_property_sets + unicode_property_set_offsets[set];
  uint32_t parts = take_number(&at);
  ASSERT(parts < UNICODE_PROPERTY_PARTS_MAX);
  for (uint32_t i = 0; i < parts; i++) rests[i] = rest_of_set(take_number(&at));
  rests[parts] = rest_start(at);
  return parts + 1;
}

/* The next point where one of the rests begins or ends. */
static uint32_t next_point(const Rest *rests, uint32_t count) {
  uint32_t point = UINT32_MAX;
  for (uint32_t i = 0; i < count; i++)
    if (rests[i].next < point) point = rests[i].next;
  return point;
}

/* A code point is in the set if it is in an odd number of the rests. */
static void each_range(uint32_t set, UnicodeRangeVisitor visit, void *context) {
  Rest rests[UNICODE_PROPERTY_PARTS_MAX];
  uint32_t count = rests_of_set(set, rests), first = 0, point;
  bool inside = false;
  while ((point = next_point(rests, count)) != UINT32_MAX) {
    bool before = inside;
    for (uint32_t i = 0; i < count; i++) {
      if (rests[i].next != point) continue;
      rest_advance(&rests[i]);
      inside = !inside;
    }
    if (inside && !before) first = point;
    else if (before && !inside) visit(context, first, point - 1);
  }
}

bool unicode_property_each(const char *name, size_t name_length, const char *value,
                           size_t value_length, UnicodeRangeVisitor visit, void *context) {
  uint32_t set = set_of(name, name_length, value, value_length);
  if (set == NO_SET) return false;
  each_range(set, visit, context);
  return true;
}

/* --- strings --- */

typedef struct StringSink {
  UnicodeStringVisitor visit;
  void *context;
} StringSink;

static void visit_single(void *context, uint32_t first, uint32_t last) {
  StringSink *sink = context;
  for (uint32_t c = first; c <= last; c++) sink->visit(sink->context, &c, 1);
}

/* A code point of a string; TEXT_ANY_TONE for all tones. */
static uint32_t take_point(const uint8_t **at) {
  uint32_t byte = *(*at)++;
  if (byte < 128) return unicode_property_text_points[byte];
  uint32_t number = (byte & 127) << 8 | *(*at)++;
  return number < TEXT_LOW_LIMIT ? number : number - TEXT_LOW_LIMIT + TEXT_BASE;
}

/* Visits the string with each tone in place of each TEXT_ANY_TONE from `from` on. */
static void each_tone(const StringSink *sink, uint32_t *text, uint32_t length, uint32_t from) {
  while (from < length && text[from] != TEXT_ANY_TONE) from++;
  if (from == length) {
    sink->visit(sink->context, text, length);
    return;
  }
  for (uint32_t tone = 0; tone < TEXT_TONE_COUNT; tone++) {
    text[from] = TEXT_FIRST_TONE + tone;
    each_tone(sink, text, length, from + 1);
  }
  text[from] = TEXT_ANY_TONE;
}

static void each_string(const UnicodeStringProperty *property, StringSink *sink) {
  const uint8_t *at = unicode_property_text + property->offset;
  each_range(property->set, visit_single, sink);
  for (uint32_t i = 0; i < property->count; i++) {
    uint32_t text[UNICODE_PROPERTY_STRING_MAX], length = *at++;
    ASSERT(length <= UNICODE_PROPERTY_STRING_MAX);
    for (uint32_t k = 0; k < length; k++) text[k] = take_point(&at);
    each_tone(sink, text, length, 0);
  }
}

bool unicode_string_property_each(const char *name, size_t length, UnicodeStringVisitor visit,
                                  void *context) {
  bool all = word_is(name, length, "RGI_Emoji"), found = false; /* which is all of the others */
  StringSink sink = {visit, context};
  for (uint32_t i = 0; i < unicode_string_property_count; i++) {
    if (!all && !word_is(name, length, unicode_string_properties[i].name)) continue;
    each_string(&unicode_string_properties[i], &sink);
    found = true;
  }
  return found;
}
