/* SPDX-License-Identifier: MIT */
/* string_convert.c: strings from and to other forms of text: UTF-8, numbers, printf formats. */
#include "value/string_layout.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/number.h"
#include "base/utf.h"
#include "value/string_table.h"

String *string_new_ascii(Vm *vm, const char *text) {
  return string_new_latin1(vm, (const uint8_t *)text, strlen(text));
}

String *string_new_utf8(Vm *vm, const char *text, size_t length) {
  const uint8_t *bytes = (const uint8_t *)text;
  Utf8Measure measure = wtf8_measure(bytes, length);
  if (measure.is_ascii) return string_new_latin1(vm, bytes, length);
  void *units;
  String *s = string_new_uninitialised(vm, measure.utf16_length, !measure.is_latin1, &units);
  if (!s) return NULL;
  if (measure.is_latin1) utf8_to_latin1(bytes, length, units);
  else wtf8_to_utf16(bytes, length, units);
  if (s->length == 1) return string_from_unit(vm, view_at(string_view_flat(vm, s), 0));
  return s;
}

String *string_new_format(Vm *vm, const char *format, ...) {
  Buffer buffer;
  buffer_init(&buffer);
  va_list arguments;
  va_start(arguments, format);
  buffer_append_format_list(&buffer, format, arguments);
  va_end(arguments);
  String *s = NULL;
  if (buffer_ok(&buffer)) s = string_new_utf8(vm, buffer.data, buffer.length);
  else throw_out_of_memory(vm);
  buffer_destroy(&buffer);
  return s;
}

char *string_to_utf8(Vm *vm, String *s, bool wtf8, size_t *length) {
  StringView view;
  TRY_NULL(string_view(vm, s, &view));
  size_t size = view.wide ? utf16_utf8_length(view.units, view.length)
                          : latin1_utf8_length(view.units, view.length);
  uint8_t *text = malloc(size + 1);
  if (!text) {
    throw_out_of_memory(vm);
    return NULL;
  }
  if (view.wide)
    utf16_to_utf8(view.units, view.length, text,
                  wtf8 ? UTF_SURROGATES_KEEP : UTF_SURROGATES_REPLACE);
  else latin1_to_utf8(view.units, view.length, text);
  text[size] = 0;
  if (length) *length = size;
  keep_alive(s);
  return (char *)text;
}

/* --- numbers --- */

static String *new_from_uint32(Vm *vm, uint32_t number) {
  char text[NUMBER_BUFFER_SIZE];
  return string_new_latin1(vm, (uint8_t *)text, uint32_to_string(number, text));
}

String *string_from_uint32(Vm *vm, uint32_t number) {
  if (number >= NUMBER_CACHE_SIZE) return new_from_uint32(vm, number);
  String **cached = &vm->strings->numbers[number];
  if (!*cached) *cached = new_from_uint32(vm, number);
  return *cached;
}

String *string_from_number(Vm *vm, double number) {
  if (number >= 0 && number <= UINT32_MAX && number == (uint32_t)number)
    return string_from_uint32(vm, (uint32_t)number);
  char text[NUMBER_BUFFER_SIZE];
  return string_new_latin1(vm, (uint8_t *)text, number_to_string(number, text));
}
