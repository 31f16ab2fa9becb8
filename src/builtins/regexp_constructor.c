/* SPDX-License-Identifier: MIT */
/* regexp_constructor.c: the RegExp constructor and RegExp.escape   #sec-regexp-constructor */
#include <stdio.h>

#include "base/utf.h"
#include "builtins/regexp.h"

String *regexp_flags_string(Vm *vm, const RegExpObject *regexp) {
  uint32_t flags = regexp_flags(regexp->program), length = 0;
  char text[9];
  for (uint32_t i = 0; i < 8; i++)
    if (flags & 1u << i) text[length++] = REGEXP_FLAG_LETTERS[i];
  text[length] = 0;
  return string_new_ascii(vm, text);
}

/* RegExp called as a function with a RegExp: whether that is what it returns. */
static bool returns_pattern(Vm *vm, const Call *call, Value pattern, bool is_pattern, bool *out) {
  Value constructor;
  *out = false;
  if (call_is_construct(vm, call) || !is_pattern || !value_is_undefined(vm, call_arg(vm, call, 1)))
    return true;
  TRY(get(vm, value_as_object(pattern), vm->names.constructor, &constructor));
  *out = value_same_bits(constructor, call->callee);
  return true;
}

/* Pattern and flags as the arguments give them, before conversion. */
static bool take_arguments(Vm *vm, const Call *call, bool is_pattern, Value *pattern,
                           Value *flags) {
  *pattern = call_arg(vm, call, 0);
  *flags = call_arg(vm, call, 1);
  Value given = *pattern;
  bool same_flags = value_is_undefined(vm, *flags);
  if (value_is_regexp(given)) {
    *pattern = slot_load(vm, value_as_regexp(given)->source);
    if (!same_flags) return true;
    String *text = regexp_flags_string(vm, value_as_regexp(given));
    TRY(text);
    *flags = value_string(text);
  } else if (is_pattern) {
    TRY(get(vm, value_as_object(given), vm->names.source, pattern));
    if (same_flags) TRY(get(vm, value_as_object(given), vm->names.flags, flags));
  }
  return true;
}

static bool string_or_empty(Vm *vm, Value value, String **out) {
  *out = vm->empty_string;
  return value_is_undefined(vm, value) || to_string(vm, value, out);
}

/* RegExp ( pattern, flags )   #sec-regexp-pattern-flags */
static bool regexp_constructor(Vm *vm, Call *call) {
  Value given = call_arg(vm, call, 0), pattern, flags, prototype;
  bool is_pattern, returns;
  TRY(is_regexp(vm, given, &is_pattern));
  TRY(returns_pattern(vm, call, given, is_pattern, &returns));
  if (returns) return call_return(call, given);
  TRY(take_arguments(vm, call, is_pattern, &pattern, &flags));
  Value new_target = call_is_construct(vm, call) ? call->new_target : call->callee;
  TRY(get_prototype_from_constructor(vm, new_target, INTRINSIC_REGEXP_PROTOTYPE, &prototype));
  RegExpObject *regexp = regexp_allocate(vm, prototype);
  TRY(call_return_cell(call, regexp));
  if (!value_same_bits(new_target, call->callee)) regexp->legacy_realm = slot_none();
  String *pattern_text, *flags_text;
  TRY(string_or_empty(vm, pattern, &pattern_text));
  TRY(string_or_empty(vm, flags, &flags_text));
  TRY(regexp_object_set(vm, regexp, pattern_text, flags_text));
  return regexp_set_last_index(vm, &regexp->base, 0);
}

/* ------------------------------------------------------------------------- RegExp.escape */

static void append_hex(StringBuilder *out, const char *prefix, uint32_t value, int digits) {
  char text[16];
  snprintf(text, sizeof text, "%s%0*x", prefix, digits, value);
  string_builder_ascii(out, text);
}

/* EncodeForRegExpEscape ( cp )   #sec-encodeforregexpescape */
static void append_escaped(StringBuilder *out, uint32_t c) {
  static const char controls[] = "\t\n\v\f\r", letters[] = "tnvfr";
  const char *control = c && c < 0x80 ? strchr(controls, (int)c) : NULL;
  if (c && c < 0x80 && strchr("^$\\.*+?()[]{}|/", (int)c)) {
    string_builder_unit(out, '\\');
    string_builder_unit(out, (uint16_t)c);
  } else if (control) {
    string_builder_unit(out, '\\');
    string_builder_unit(out, (uint8_t)letters[control - controls]);
  } else if ((c && c < 0x80 && strchr(",-=<>#&!%:;@~'`\"", (int)c)) || utf_is_space(c) ||
             utf16_is_surrogate(c)) {
    if (c <= 0xff) append_hex(out, "\\x", c, 2);
    else append_hex(out, "\\u", c, 4);
  } else {
    string_builder_code_point(out, c);
  }
}

static uint32_t code_point_at(StringView view, uint32_t *at) {
  uint32_t c = view_at(view, (*at)++);
  if (utf16_is_lead(c) && *at < view.length && utf16_is_trail(view_at(view, *at)))
    c = utf16_combine(c, view_at(view, (*at)++));
  return c;
}

/* RegExp.escape ( S )   #sec-regexp.escape */
static bool regexp_escape(Vm *vm, Call *call) {
  Value value = call_arg(vm, call, 0);
  if (!value_is_string(value)) {
    char text[64];
    return throw_type_error(vm, ERROR_NOT_STRING, value_describe(vm, value, text, sizeof text));
  }
  StringView view;
  StringBuilder out;
  TRY(string_view(vm, value_as_string(value), &view));
  string_builder_init(&out, vm);
  for (uint32_t i = 0; i < view.length;) {
    bool first = i == 0;
    uint32_t c = code_point_at(view, &i), lower = c | 0x20;
    bool alphanumeric = (c >= '0' && c <= '9') || (c < 0x80 && lower >= 'a' && lower <= 'z');
    if (first && alphanumeric) append_hex(&out, "\\x", c, 2);
    else append_escaped(&out, c);
  }
  return call_return_cell(call, string_builder_finish(&out));
}

static const BuiltinProperty regexp_properties[] = {
    INTRINSIC_WITH("prototype", REGEXP_PROTOTYPE, 0),
    FUNCTION("escape", regexp_escape, 1),
    GETTER("@@species", species_getter),
    ACCESSOR("input", regexp_legacy_input, regexp_legacy_set_input),
    ACCESSOR("$_", regexp_legacy_input, regexp_legacy_set_input),
    GETTER("lastMatch", regexp_legacy_last_match),
    GETTER("$&", regexp_legacy_last_match),
    GETTER("lastParen", regexp_legacy_last_paren),
    GETTER("$+", regexp_legacy_last_paren),
    GETTER("leftContext", regexp_legacy_left_context),
    GETTER("$`", regexp_legacy_left_context),
    GETTER("rightContext", regexp_legacy_right_context),
    GETTER("$'", regexp_legacy_right_context),
    GETTER("$1", regexp_legacy_1),
    GETTER("$2", regexp_legacy_2),
    GETTER("$3", regexp_legacy_3),
    GETTER("$4", regexp_legacy_4),
    GETTER("$5", regexp_legacy_5),
    GETTER("$6", regexp_legacy_6),
    GETTER("$7", regexp_legacy_7),
    GETTER("$8", regexp_legacy_8),
    GETTER("$9", regexp_legacy_9),
};

const BuiltinObject regexp_constructor_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .name = "RegExp",
    .length = 2,
    .flags = NATIVE_CONSTRUCTOR,
    .function = regexp_constructor,
    .properties = regexp_properties,
    .property_count = array_length(regexp_properties),
};
