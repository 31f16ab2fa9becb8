/* SPDX-License-Identifier: MIT */
/* regexp_property.c: \p{…}: the sets and strings of Unicode's properties. */
#include "regexp/regexp_property.h"

#include "unicode/properties.h"

#define MAX_NAME 64

typedef struct PropertySink {
  Arena *arena;
  CharacterSet *set;
  PropertyStringVisitor visit;
  void *context;
} PropertySink;

static void take_range(void *context, uint32_t first, uint32_t last) {
  PropertySink *sink = context;
  set_add(sink->arena, sink->set, first, last);
}

static void take_string(void *context, const uint32_t *text, uint32_t length) {
  PropertySink *sink = context;
  if (length == 1) set_add(sink->arena, sink->set, text[0], text[0]);
  else sink->visit(sink->context, arena_copy(sink->arena, text, length * sizeof *text), length);
}

/* ASCII up to one of the two ends; its length. */
static size_t take_word(PatternSource *source, char *out) {
  size_t length = 0;
  for (; pattern_peek(source, 0) != '=' && pattern_peek(source, 0) != '}'; source->at++)
    if (length < MAX_NAME) out[length++] = (char)source->text[source->at];
  return length;
}

void pattern_parse_property(PatternSource *source, CharacterSet *set, PropertyStringVisitor visit,
                            void *context) {
  char name[MAX_NAME], value[MAX_NAME];
  source->at++;
  size_t name_length = take_word(source, name), value_length = 0;
  bool has_value = pattern_eat(source, '=');
  if (has_value) value_length = take_word(source, value);
  source->at++;
  PropertySink sink = {&source->arena, set, visit, context};
  bool known = unicode_property_each(name, name_length, has_value ? value : NULL, value_length,
                                     take_range, &sink) ||
               (!has_value && unicode_string_property_each(name, name_length, take_string, &sink));
  if (!known) pattern_fail(source, REGEXP_INVALID, "Invalid property name");
}
