/* SPDX-License-Identifier: MIT */
/* string_transform.c: the methods of String.prototype that give a changed string: other case,
 * padding, repetition, trimming.
 *
 * A string that would not change is returned itself. Lengths are checked before memory is taken. */
#include <math.h>

#include "base/utf.h"
#include "builtins/string.h"
#include "unicode/case_map.h"

/* Repeats the first `filled` bytes of a memory area until it is full. */
static void fill_by_doubling(char *start, size_t filled, size_t size) {
  while (filled < size) {
    size_t chunk = size_min(filled, size - filled);
    memcpy(start + filled, start, chunk);
    filled += chunk;
  }
}

/* The first `length` units of endless repetitions of a string that isn't empty. */
static String *repeat_to_length(Vm *vm, String *s, double length) {
  StringView view;
  TRY_NULL(string_view(vm, s, &view));
  if (length > STRING_MAX_LENGTH) {
    (void)throw_range_error(vm, ERROR_INVALID_STRING_LENGTH);
    return NULL;
  }
  void *units;
  String *result = string_new_uninitialised(vm, (size_t)length, view.wide, &units);
  if (!result) return NULL;
  size_t unit_size = view.wide ? 2 : 1, size = (size_t)length * unit_size;
  size_t first = size_min(size, view.length * unit_size);
  memcpy(units, view.units, first);
  fill_by_doubling(units, first, size);
  keep_alive(s);
  return result;
}

/* StringPaddingBuiltinsImpl ( O, maxLength, fillString, placement )   #sec-stringpaddingbuiltinsimpl */
static bool pad(Vm *vm, Call *call, const char *method, bool at_start) {
  String *s, *filler;
  double length;
  TRY(this_string(vm, call, method, &s));
  TRY(to_length(vm, call_arg(vm, call, 0), &length));
  if (length <= s->length) return call_return_cell(call, s);
  Value fill = call_arg(vm, call, 1);
  if (value_is_undefined(vm, fill)) filler = string_from_unit(vm, ' ');
  else TRY(to_string(vm, fill, &filler));
  TRY(filler);
  if (filler->length == 0) return call_return_cell(call, s);
  if (length > STRING_MAX_LENGTH) return throw_range_error(vm, ERROR_INVALID_STRING_LENGTH);
  String *padding = repeat_to_length(vm, filler, length - s->length);
  TRY(padding);
  return call_return_cell(call,
                          at_start ? string_concat(vm, padding, s) : string_concat(vm, s, padding));
}

/* String.prototype.padEnd ( maxLength [ , fillString ] )   #sec-string.prototype.padend */
bool string_prototype_pad_end(Vm *vm, Call *call) {
  return pad(vm, call, "String.prototype.padEnd", false);
}

/* String.prototype.padStart ( maxLength [ , fillString ] )   #sec-string.prototype.padstart */
bool string_prototype_pad_start(Vm *vm, Call *call) {
  return pad(vm, call, "String.prototype.padStart", true);
}

/* String.prototype.repeat ( count )   #sec-string.prototype.repeat */
bool string_prototype_repeat(Vm *vm, Call *call) {
  String *s;
  double count;
  TRY(this_string(vm, call, "String.prototype.repeat", &s));
  TRY(to_integer_or_infinity(vm, call_arg(vm, call, 0), &count));
  if (count < 0 || isinf(count)) {
    char text[64];
    return throw_range_error(vm, ERROR_INVALID_COUNT,
                             value_describe(vm, call_arg(vm, call, 0), text, sizeof text));
  }
  if (count == 0 || s->length == 0) return call_return_cell(call, vm->empty_string);
  if (count == 1) return call_return_cell(call, s);
  return call_return_cell(call, repeat_to_length(vm, s, count * s->length));
}

/* ------------------------------------------------------------------ case */

/* What case mapping must know of Latin-1 text. The loops have no way out, so that compilers make vector
 * instructions of them. */
typedef enum AsciiCase { ASCII_UNCHANGED, ASCII_CHANGES, NOT_ASCII } AsciiCase;

/* letters: 'a' if lower case letters are to change, 'A' if upper case ones. */
static AsciiCase ascii_case(StringView view, uint8_t letters) {
  const uint8_t *units = view.units;
  uint8_t all = 0, found = 0;
  for (uint32_t i = 0; i < view.length; i++) {
    all |= units[i];
    found |= (uint8_t)(units[i] - letters) < 26;
  }
  return all & 0x80 ? NOT_ASCII : found ? ASCII_CHANGES : ASCII_UNCHANGED;
}

/* OPT: ASCII text with the case of its letters of one case changed. */
static String *swap_ascii(Vm *vm, String *s, StringView view, uint8_t letters) {
  void *mapped;
  String *result = string_new_uninitialised(vm, view.length, false, &mapped);
  if (!result) return NULL;
  const uint8_t *units = view.units;
  uint8_t *out = mapped;
  for (uint32_t i = 0; i < view.length; i++)
    out[i] = units[i] ^ (uint8_t)((uint8_t)(units[i] - letters) < 26 ? 0x20 : 0);
  keep_alive(s);
  return result;
}

/* The mapping of UTF-16 text by a function that measures when it has no place to write to. */
static String *map_case_utf16(Vm *vm, const uint16_t *units, size_t length,
                              size_t (*map)(const uint16_t *, size_t, uint16_t *)) {
  void *mapped;
  String *result = string_new_uninitialised(vm, map(units, length, NULL), true, &mapped);
  if (result) (void)map(units, length, mapped);
  return result;
}

static String *to_lower(Vm *vm, String *s) {
  StringView view;
  TRY_NULL(string_view(vm, s, &view));
  if (view.length == 0) return s;
  if (view.wide) {
    String *result = map_case_utf16(vm, view.units, view.length, unicode_lower_utf16);
    keep_alive(s);
    return result;
  }
  AsciiCase ascii = ascii_case(view, 'A');
  if (ascii == ASCII_UNCHANGED) return s;
  if (ascii == ASCII_CHANGES) return swap_ascii(vm, s, view, 'A');
  void *units;
  String *result = string_new_uninitialised(vm, view.length, false, &units);
  if (result) unicode_lower_latin1(view.units, view.length, units);
  keep_alive(s);
  return result;
}

/* Latin-1 text whose upper case isn't. */
static String *widen_to_upper(Vm *vm, StringView view) {
  void *units;
  String *wide = string_new_uninitialised(vm, view.length, true, &units);
  if (!wide) return NULL;
  latin1_to_utf16(view.units, view.length, units);
  String *result = map_case_utf16(vm, units, view.length, unicode_upper_utf16);
  keep_alive(wide);
  return result;
}

static String *to_upper(Vm *vm, String *s) {
  StringView view;
  String *result;
  TRY_NULL(string_view(vm, s, &view));
  AsciiCase ascii = view.wide ? NOT_ASCII : ascii_case(view, 'a');
  if (view.length == 0 || ascii == ASCII_UNCHANGED) return s;
  if (ascii == ASCII_CHANGES) return swap_ascii(vm, s, view, 'a');
  if (view.wide) {
    result = map_case_utf16(vm, view.units, view.length, unicode_upper_utf16);
  } else {
    size_t length = unicode_upper_latin1_length(view.units, view.length);
    if (length == SIZE_MAX) {
      result = widen_to_upper(vm, view);
    } else {
      void *units;
      result = string_new_uninitialised(vm, length, false, &units);
      if (result) unicode_upper_latin1(view.units, view.length, units);
    }
  }
  keep_alive(s);
  return result;
}

/* String.prototype.toLocaleLowerCase ( )   #sec-string.prototype.tolocalelowercase
 * There are no locales but the one that maps as Unicode says. */
bool string_prototype_to_locale_lower_case(Vm *vm, Call *call) {
  String *s;
  TRY(this_string(vm, call, "String.prototype.toLocaleLowerCase", &s));
  return call_return_cell(call, to_lower(vm, s));
}

/* String.prototype.toLocaleUpperCase ( )   #sec-string.prototype.tolocaleuppercase */
bool string_prototype_to_locale_upper_case(Vm *vm, Call *call) {
  String *s;
  TRY(this_string(vm, call, "String.prototype.toLocaleUpperCase", &s));
  return call_return_cell(call, to_upper(vm, s));
}

/* String.prototype.toLowerCase ( )   #sec-string.prototype.tolowercase */
bool string_prototype_to_lower_case(Vm *vm, Call *call) {
  String *s;
  TRY(this_string(vm, call, "String.prototype.toLowerCase", &s));
  return call_return_cell(call, to_lower(vm, s));
}

/* String.prototype.toUpperCase ( )   #sec-string.prototype.touppercase */
bool string_prototype_to_upper_case(Vm *vm, Call *call) {
  String *s;
  TRY(this_string(vm, call, "String.prototype.toUpperCase", &s));
  return call_return_cell(call, to_upper(vm, s));
}

/* ------------------------------------------------------------------ well-formedness, trimming */

/* String.prototype.toWellFormed ( )   #sec-string.prototype.towellformed */
bool string_prototype_to_well_formed(Vm *vm, Call *call) {
  String *s;
  StringView view;
  TRY(this_string(vm, call, "String.prototype.toWellFormed", &s));
  TRY(string_view(vm, s, &view));
  if (!view.wide || utf16_is_well_formed(view.units, view.length)) return call_return_cell(call, s);
  void *units;
  String *result = string_new_uninitialised(vm, view.length, true, &units);
  TRY(result);
  memcpy(units, view.units, view.length * sizeof(uint16_t));
  utf16_make_well_formed(units, view.length);
  keep_alive(s);
  return call_return_cell(call, result);
}

/* TrimString ( string, where )   #sec-trimstring */
static bool trim_string(Vm *vm, Call *call, const char *method, bool at_start, bool at_end) {
  String *s;
  StringView view;
  TRY(this_string(vm, call, method, &s));
  TRY(string_view(vm, s, &view));
  uint32_t start = 0, end = view.length;
  while (at_start && start < end && utf_is_space(view_at(view, start))) start++;
  while (at_end && start < end && utf_is_space(view_at(view, end - 1))) end--;
  return call_return_cell(call, string_substring(vm, s, start, end));
}

/* String.prototype.trim ( )   #sec-string.prototype.trim */
bool string_prototype_trim(Vm *vm, Call *call) {
  return trim_string(vm, call, "String.prototype.trim", true, true);
}

/* String.prototype.trimEnd ( )   #sec-string.prototype.trimend */
bool string_prototype_trim_end(Vm *vm, Call *call) {
  return trim_string(vm, call, "String.prototype.trimEnd", false, true);
}

/* String.prototype.trimStart ( )   #sec-string.prototype.trimstart */
bool string_prototype_trim_start(Vm *vm, Call *call) {
  return trim_string(vm, call, "String.prototype.trimStart", true, false);
}
