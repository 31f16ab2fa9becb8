/* SPDX-License-Identifier: MIT */
/* string_builder.c: builds a string piece by piece in malloc'ed memory.
 *
 * Invariant: units[0 … length) are valid, 16-bit ones if wide, and the length never exceeds the
 * capacity; after a failure both are equal, and the builder takes nothing more. A length above
 * STRING_MAX_LENGTH tells that it was the string that got too long. */
#include "value/string_layout.h"

#include <stdlib.h>

#include "base/number.h"
#include "base/utf.h"

#define CAPACITY_FIRST 64

void string_builder_init(StringBuilder *b, Vm *vm) { *b = (StringBuilder){.vm = vm}; }

void string_builder_destroy(StringBuilder *b) {
  free(b->units);
  *b = (StringBuilder){.vm = b->vm};
}

static bool builder_fail(StringBuilder *b, size_t length) {
  b->length = b->capacity = length;
  b->failed = true;
  return false;
}

static bool builder_resize(StringBuilder *b, size_t capacity) {
  void *units = realloc(b->units, capacity << b->wide);
  if (!units) return builder_fail(b, 0);
  b->units = units;
  b->capacity = capacity;
  return true;
}

/* Makes room for `more` units. */
static bool builder_reserve(StringBuilder *b, size_t more) {
  if (b->failed) return false;
  size_t needed = b->length + more;
  if (likely(needed <= b->capacity)) return true;
  if (needed > STRING_MAX_LENGTH) return builder_fail(b, (size_t)STRING_MAX_LENGTH + 1);
  return builder_resize(b, size_max(size_max(needed, b->capacity * 2), CAPACITY_FIRST));
}

static bool builder_widen(StringBuilder *b) {
  if (b->wide || b->failed) return !b->failed;
  if (b->length == 0 && b->capacity >= CAPACITY_FIRST) { /* nothing to convert */
    b->capacity /= 2;
    b->wide = true;
    return true;
  }
  /* By what is there, not by the capacity, which would double with every string that string_builder_take gives. */
  size_t capacity = size_max(size_max(b->capacity / 2, b->length * 2), CAPACITY_FIRST);
  uint16_t *units = malloc(capacity * 2);
  if (!units) return builder_fail(b, 0);
  latin1_to_utf16(b->units, b->length, units);
  free(b->units);
  b->units = units;
  b->capacity = capacity;
  b->wide = true;
  return true;
}

uint8_t *string_builder_make_room(StringBuilder *b, size_t count) {
  if (b->wide || b->length + count > STRING_MAX_LENGTH || !builder_reserve(b, count)) return NULL;
  return (uint8_t *)b->units + b->length;
}

void string_builder_fill(StringBuilder *b, uint16_t unit, size_t count) {
  if (unit > 0xff && !builder_widen(b)) return;
  if (count == 0 || !builder_reserve(b, count)) return;
  if (b->wide)
    for (size_t i = 0; i < count; i++) ((uint16_t *)b->units)[b->length + i] = unit;
  else memset((uint8_t *)b->units + b->length, unit, count);
  b->length += count;
}

void string_builder_unit_slowly(StringBuilder *b, uint16_t unit) {
  if (unit > 0xff && !builder_widen(b)) return;
  if (!builder_reserve(b, 1)) return;
  if (b->wide) ((uint16_t *)b->units)[b->length++] = unit;
  else ((uint8_t *)b->units)[b->length++] = (uint8_t)unit;
}

void string_builder_code_point(StringBuilder *b, uint32_t code_point) {
  uint16_t units[2];
  uint32_t count = utf16_encode(code_point, units);
  for (uint32_t i = 0; i < count; i++) string_builder_unit(b, units[i]);
}

void string_builder_view(StringBuilder *b, StringView view) {
  if (view.wide && !b->wide && !utf16_is_latin1(view.units, view.length) && !builder_widen(b))
    return;
  if (view.length == 0 || !builder_reserve(b, view.length)) return;
  view_copy(view, (char *)b->units + (b->length << b->wide), b->wide);
  b->length += view.length;
}

void string_builder_ascii(StringBuilder *b, const char *text) {
  string_builder_view(b, (StringView){text, (uint32_t)strlen(text), false});
}

void string_builder_string(StringBuilder *b, String *s) {
  StringView view;
  if (!string_view(b->vm, s, &view)) {
    (void)builder_fail(b, 0);
    return;
  }
  string_builder_view(b, view);
  keep_alive(s);
}

bool string_builder_range(StringBuilder *b, String *s, uint32_t from, uint32_t to) {
  StringView view;
  TRY(string_view(b->vm, s, &view));
  string_builder_view(b, view_range(view, from, to));
  keep_alive(s);
  return true;
}

void string_builder_number(StringBuilder *b, Value number) {
  char spare[NUMBER_BUFFER_SIZE];
  uint8_t *room = string_builder_room(b, NUMBER_BUFFER_SIZE);
  char *text = room ? (char *)room : spare;
  size_t length = value_is_int(number) ? int32_to_string(value_as_int(number), text)
                                       : number_to_string(value_as_double(number), text);
  if (room) b->length += length;
  else string_builder_view(b, (StringView){text, (uint32_t)length, false});
}

static String *builder_string(const StringBuilder *b) {
  Vm *vm = b->vm;
  if (!b->failed)
    return b->wide ? string_new_utf16(vm, b->units, b->length)
                   : string_new_latin1(vm, b->units, b->length);
  if (b->length > STRING_MAX_LENGTH) throw_range_error(vm, ERROR_INVALID_STRING_LENGTH);
  else throw_out_of_memory(vm);
  return NULL;
}

String *string_builder_finish(StringBuilder *b) {
  String *s = builder_string(b);
  string_builder_destroy(b);
  return s;
}

String *string_builder_take(StringBuilder *b) {
  String *s = builder_string(b);
  if (b->failed) return NULL;
  if (b->wide) b->capacity *= 2;
  b->length = 0;
  b->wide = false;
  return s;
}
