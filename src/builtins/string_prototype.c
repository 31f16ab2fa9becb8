/* SPDX-License-Identifier: MIT */
/* string_prototype.c: String.prototype: reading units, searching and cutting, and the table of all
 * its methods   #sec-properties-of-the-string-prototype-object
 *
 * Methods that make a changed string are in string_transform.c and string_normalise.c, those that take patterns in
 * string_pattern.c. Positions are doubles until they are clamped to the string. */
#include <math.h>

#include "base/utf.h"
#include "builtins/string.h"
#include "builtins/this_value.h"

/* The one-unit string at an index below the length. */
static bool unit_as_string(Vm *vm, Call *call, String *s, uint32_t index) {
  uint16_t unit;
  TRY(string_unit_at(vm, s, index, &unit));
  return call_return_cell(call, string_from_unit(vm, unit));
}

static double clamp(double number, double low, double high) {
  return number < low ? low : number > high ? high : number;
}

/* ToIntegerOrInfinity, clamped to the string; `missing` for undefined. */
static bool to_position(Vm *vm, Value value, const String *s, uint32_t missing, uint32_t *out) {
  double position;
  *out = missing;
  if (value_is_undefined(vm, value)) return true;
  TRY(to_integer_or_infinity(vm, value, &position));
  *out = (uint32_t)clamp(position, 0, s->length);
  return true;
}

/* String.prototype.at ( index )   #sec-string.prototype.at */
static bool string_prototype_at(Vm *vm, Call *call) {
  String *s;
  double relative;
  TRY(this_string(vm, call, "String.prototype.at", &s));
  TRY(to_integer_or_infinity(vm, call_arg(vm, call, 0), &relative));
  double k = relative >= 0 ? relative : s->length + relative;
  if (k < 0 || k >= s->length) return true;
  return unit_as_string(vm, call, s, (uint32_t)k);
}

/* String.prototype.charAt ( pos )   #sec-string.prototype.charat */
static bool string_prototype_char_at(Vm *vm, Call *call) {
  String *s;
  double position;
  TRY(this_string(vm, call, "String.prototype.charAt", &s));
  TRY(to_integer_or_infinity(vm, call_arg(vm, call, 0), &position));
  if (position < 0 || position >= s->length) return call_return_cell(call, vm->empty_string);
  return unit_as_string(vm, call, s, (uint32_t)position);
}

/* String.prototype.charCodeAt ( pos )   #sec-string.prototype.charcodeat */
static bool string_prototype_char_code_at(Vm *vm, Call *call) {
  String *s;
  double position;
  uint16_t unit;
  TRY(this_string(vm, call, "String.prototype.charCodeAt", &s));
  TRY(to_integer_or_infinity(vm, call_arg(vm, call, 0), &position));
  if (position < 0 || position >= s->length) return call_return_number(call, NAN);
  TRY(string_unit_at(vm, s, (uint32_t)position, &unit));
  return call_return(call, value_int(unit));
}

/* CodePointAt ( string, position )   #sec-codepointat */
static bool code_point_at(Vm *vm, String *s, uint32_t position, uint32_t *out) {
  StringView view;
  uint32_t size;
  TRY(string_view(vm, s, &view));
  *out =
      view.wide ? utf16_decode(view.units, view.length, position, &size) : view_at(view, position);
  keep_alive(s);
  return true;
}

/* String.prototype.codePointAt ( pos )   #sec-string.prototype.codepointat */
static bool string_prototype_code_point_at(Vm *vm, Call *call) {
  String *s;
  double position;
  uint32_t code_point;
  TRY(this_string(vm, call, "String.prototype.codePointAt", &s));
  TRY(to_integer_or_infinity(vm, call_arg(vm, call, 0), &position));
  if (position < 0 || position >= s->length) return true;
  TRY(code_point_at(vm, s, (uint32_t)position, &code_point));
  return call_return(call, value_int((int32_t)code_point));
}

/* String.prototype.concat ( ...args )   #sec-string.prototype.concat */
static bool string_prototype_concat(Vm *vm, Call *call) {
  String *s, *next;
  TRY(this_string(vm, call, "String.prototype.concat", &s));
  for (uint32_t i = 0; i < call->argc; i++) {
    TRY(to_string(vm, call->args[i], &next));
    s = string_concat(vm, s, next);
    TRY(s);
  }
  return call_return_cell(call, s);
}

/* IsRegExp ( argument )   #sec-isregexp */
bool is_regexp(Vm *vm, Value argument, bool *out) {
  *out = false;
  if (!value_is_object(argument)) return true;
  Value matcher;
  TRY(get(vm, value_as_object(argument), key_from_symbol(vm->symbols[SYMBOL_MATCH]), &matcher));
  *out = value_is_undefined(vm, matcher) ? value_is_type(argument, CELL_REGEXP)
                                         : to_boolean(vm, matcher);
  return true;
}

/* The search string of endsWith, includes and startsWith: anything but a regular expression. */
static bool to_search_string(Vm *vm, Value value, const char *method, String **out) {
  bool regexp;
  TRY(is_regexp(vm, value, &regexp));
  if (regexp) return throw_type_error(vm, ERROR_REGEXP_IN_STRING_METHOD, method);
  return to_string(vm, value, out);
}

/* Whether `needle` stands in `text` at an index; it must end within the text. */
static bool view_matches(StringView text, StringView needle, uint32_t at) {
  if (text.wide == needle.wide) {
    uint32_t size = text.wide ? 2 : 1;
    return memcmp((const char *)text.units + (size_t)at * size, needle.units,
                  (size_t)needle.length * size) == 0;
  }
  if (text.wide)
    return latin1_equals_utf16(needle.units, (const uint16_t *)text.units + at, needle.length);
  return latin1_equals_utf16((const uint8_t *)text.units + at, needle.units, needle.length);
}

/* Whether `search` stands in `s` at an index. */
static bool return_matches(Vm *vm, Call *call, String *s, String *search, double at) {
  if (at < 0 || at + search->length > s->length) return call_return_bool(vm, call, false);
  StringView text, needle;
  TRY(string_view(vm, s, &text));
  TRY(string_view(vm, search, &needle));
  bool matches = view_matches(text, needle, (uint32_t)at);
  keep_alive(s);
  keep_alive(search);
  return call_return_bool(vm, call, matches);
}

/* String.prototype.endsWith ( searchString [ , endPosition ] )   #sec-string.prototype.endswith */
static bool string_prototype_ends_with(Vm *vm, Call *call) {
  String *s, *search;
  uint32_t end;
  TRY(this_string(vm, call, "String.prototype.endsWith", &s));
  TRY(to_search_string(vm, call_arg(vm, call, 0), "endsWith", &search));
  TRY(to_position(vm, call_arg(vm, call, 1), s, s->length, &end));
  return return_matches(vm, call, s, search, (double)end - search->length);
}

/* StringIndexOf ( string, searchValue, fromIndex )   #sec-stringindexof */
static bool string_index_of(Vm *vm, String *s, String *search, uint32_t from, int64_t *out) {
  StringView text, needle;
  TRY(string_view(vm, s, &text));
  TRY(string_view(vm, search, &needle));
  *out = view_index_of(text, needle, from);
  keep_alive(s);
  keep_alive(search);
  return true;
}

/* String.prototype.includes ( searchString [ , position ] )   #sec-string.prototype.includes */
static bool string_prototype_includes(Vm *vm, Call *call) {
  String *s, *search;
  uint32_t start;
  int64_t index;
  TRY(this_string(vm, call, "String.prototype.includes", &s));
  TRY(to_search_string(vm, call_arg(vm, call, 0), "includes", &search));
  TRY(to_position(vm, call_arg(vm, call, 1), s, 0, &start));
  TRY(string_index_of(vm, s, search, start, &index));
  return call_return_bool(vm, call, index >= 0);
}

/* String.prototype.indexOf ( searchString [ , position ] )   #sec-string.prototype.indexof */
static bool string_prototype_index_of(Vm *vm, Call *call) {
  String *s, *search;
  uint32_t start;
  int64_t index;
  TRY(this_string(vm, call, "String.prototype.indexOf", &s));
  TRY(to_string(vm, call_arg(vm, call, 0), &search));
  TRY(to_position(vm, call_arg(vm, call, 1), s, 0, &start));
  TRY(string_index_of(vm, s, search, start, &index));
  return call_return_number(call, (double)index);
}

/* String.prototype.isWellFormed ( )   #sec-string.prototype.iswellformed */
static bool string_prototype_is_well_formed(Vm *vm, Call *call) {
  String *s;
  StringView view;
  TRY(this_string(vm, call, "String.prototype.isWellFormed", &s));
  TRY(string_view(vm, s, &view));
  bool well_formed = !view.wide || utf16_is_well_formed(view.units, view.length);
  keep_alive(s);
  return call_return_bool(vm, call, well_formed);
}

/* String.prototype.lastIndexOf ( searchString [ , position ] )
 * #sec-string.prototype.lastindexof */
static bool string_prototype_last_index_of(Vm *vm, Call *call) {
  String *s, *search;
  double position;
  StringView text, needle;
  TRY(this_string(vm, call, "String.prototype.lastIndexOf", &s));
  TRY(to_string(vm, call_arg(vm, call, 0), &search));
  TRY(to_number(vm, call_arg(vm, call, 1), &position));
  if (search->length > s->length) return call_return(call, value_int(-1));
  uint32_t last = s->length - search->length;
  uint32_t start = isnan(position) ? last : (uint32_t)clamp(trunc(position), 0, last);
  TRY(string_view(vm, s, &text));
  TRY(string_view(vm, search, &needle));
  int64_t index = view_last_index_of(text, needle, start);
  keep_alive(s);
  keep_alive(search);
  return call_return_number(call, (double)index);
}

/* String.prototype.slice ( start, end )   #sec-string.prototype.slice */
static bool string_prototype_slice(Vm *vm, Call *call) {
  String *s;
  double from, to;
  TRY(this_string(vm, call, "String.prototype.slice", &s));
  TRY(to_relative_index(vm, call_arg(vm, call, 0), s->length, 0, &from));
  TRY(to_relative_index(vm, call_arg(vm, call, 1), s->length, s->length, &to));
  if (from >= to) return call_return_cell(call, vm->empty_string);
  return call_return_cell(call, string_substring(vm, s, (uint32_t)from, (uint32_t)to));
}

/* String.prototype.startsWith ( searchString [ , position ] )
 * #sec-string.prototype.startswith */
static bool string_prototype_starts_with(Vm *vm, Call *call) {
  String *s, *search;
  uint32_t start;
  TRY(this_string(vm, call, "String.prototype.startsWith", &s));
  TRY(to_search_string(vm, call_arg(vm, call, 0), "startsWith", &search));
  TRY(to_position(vm, call_arg(vm, call, 1), s, 0, &start));
  return return_matches(vm, call, s, search, start);
}

/* String.prototype.substr ( start, length )   #sec-string.prototype.substr */
static bool string_prototype_substr(Vm *vm, Call *call) {
  String *s;
  double start, length;
  TRY(this_string(vm, call, "String.prototype.substr", &s));
  TRY(to_relative_index(vm, call_arg(vm, call, 0), s->length, 0, &start));
  length = s->length;
  if (!value_is_undefined(vm, call_arg(vm, call, 1)))
    TRY(to_integer_or_infinity(vm, call->args[1], &length));
  double end = start + clamp(length, 0, s->length - start);
  return call_return_cell(call, string_substring(vm, s, (uint32_t)start, (uint32_t)end));
}

/* String.prototype.substring ( start, end )   #sec-string.prototype.substring */
static bool string_prototype_substring(Vm *vm, Call *call) {
  String *s;
  uint32_t start, end;
  TRY(this_string(vm, call, "String.prototype.substring", &s));
  TRY(to_position(vm, call_arg(vm, call, 0), s, 0, &start));
  TRY(to_position(vm, call_arg(vm, call, 1), s, s->length, &end));
  return call_return_cell(call, string_substring(vm, s, u32_min(start, end), u32_max(start, end)));
}

/* ThisStringValue ( value )   #sec-thisstringvalue */
static bool return_this_string_value(Vm *vm, Call *call, const char *method) {
  Value value = this_primitive_value(vm, call->this_value);
  if (!value_is_string(value)) return throw_type_error(vm, ERROR_THIS_NOT, method, "String");
  return call_return(call, value);
}

/* String.prototype.toString ( )   #sec-string.prototype.tostring */
static bool string_prototype_to_string(Vm *vm, Call *call) {
  return return_this_string_value(vm, call, "String.prototype.toString");
}

/* String.prototype.valueOf ( )   #sec-string.prototype.valueof */
static bool string_prototype_value_of(Vm *vm, Call *call) {
  return return_this_string_value(vm, call, "String.prototype.valueOf");
}

static const BuiltinProperty string_prototype_properties[] = {
    INTRINSIC("constructor", STRING),
    FUNCTION("anchor", string_prototype_anchor, 1),
    FUNCTION("at", string_prototype_at, 1),
    FUNCTION("big", string_prototype_big, 0),
    FUNCTION("blink", string_prototype_blink, 0),
    FUNCTION("bold", string_prototype_bold, 0),
    FUNCTION("charAt", string_prototype_char_at, 1),
    FUNCTION("charCodeAt", string_prototype_char_code_at, 1),
    FUNCTION("codePointAt", string_prototype_code_point_at, 1),
    FUNCTION("concat", string_prototype_concat, 1),
    FUNCTION("endsWith", string_prototype_ends_with, 1),
    FUNCTION("fixed", string_prototype_fixed, 0),
    FUNCTION("fontcolor", string_prototype_fontcolor, 1),
    FUNCTION("fontsize", string_prototype_fontsize, 1),
    FUNCTION("includes", string_prototype_includes, 1),
    FUNCTION("indexOf", string_prototype_index_of, 1),
    FUNCTION("isWellFormed", string_prototype_is_well_formed, 0),
    FUNCTION("italics", string_prototype_italics, 0),
    FUNCTION("lastIndexOf", string_prototype_last_index_of, 1),
    FUNCTION("link", string_prototype_link, 1),
    FUNCTION("localeCompare", string_prototype_locale_compare, 1),
    FUNCTION("match", string_prototype_match, 1),
    FUNCTION("matchAll", string_prototype_match_all, 1),
    FUNCTION("normalize", string_prototype_normalize, 0),
    FUNCTION("padEnd", string_prototype_pad_end, 1),
    FUNCTION("padStart", string_prototype_pad_start, 1),
    FUNCTION("repeat", string_prototype_repeat, 1),
    FUNCTION("replace", string_prototype_replace, 2),
    FUNCTION("replaceAll", string_prototype_replace_all, 2),
    FUNCTION("search", string_prototype_search, 1),
    FUNCTION("slice", string_prototype_slice, 2),
    FUNCTION("small", string_prototype_small, 0),
    FUNCTION("split", string_prototype_split, 2),
    FUNCTION("startsWith", string_prototype_starts_with, 1),
    FUNCTION("strike", string_prototype_strike, 0),
    FUNCTION("sub", string_prototype_sub, 0),
    FUNCTION("substr", string_prototype_substr, 2),
    FUNCTION("substring", string_prototype_substring, 2),
    FUNCTION("sup", string_prototype_sup, 0),
    FUNCTION("toLocaleLowerCase", string_prototype_to_locale_lower_case, 0),
    FUNCTION("toLocaleUpperCase", string_prototype_to_locale_upper_case, 0),
    FUNCTION("toLowerCase", string_prototype_to_lower_case, 0),
    FUNCTION("toString", string_prototype_to_string, 0),
    FUNCTION("toUpperCase", string_prototype_to_upper_case, 0),
    FUNCTION("toWellFormed", string_prototype_to_well_formed, 0),
    FUNCTION("trim", string_prototype_trim, 0),
    FUNCTION("trimEnd", string_prototype_trim_end, 0),
    ALIAS("trimRight", "trimEnd"),
    FUNCTION("trimStart", string_prototype_trim_start, 0),
    ALIAS("trimLeft", "trimStart"),
    FUNCTION("valueOf", string_prototype_value_of, 0),
    FUNCTION("@@iterator", string_prototype_iterator, 0),
};

const BuiltinObject string_prototype_builtin = {
    .type = CELL_PRIMITIVE_OBJECT,
    .prototype = INTRINSIC_OBJECT_PROTOTYPE,
    .properties = string_prototype_properties,
    .property_count = array_length(string_prototype_properties),
};
