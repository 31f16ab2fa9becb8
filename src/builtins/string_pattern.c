/* SPDX-License-Identifier: MIT */
/* string_pattern.c: the methods of String.prototype that take a pattern: a string, or an object
 * that knows how to match, replace, search or split.
 *
 * An object's own protocol method is asked first; what remains are strings, of which match,
 * matchAll and search make regular expressions. */
#include "builtins/loop.h"
#include "builtins/string.h"
#include "value/regexp_object.h"

/* The method of a pattern that is an object; undefined for anything else. */
static bool protocol_method(Vm *vm, Value pattern, SymbolId symbol, Value *out) {
  *out = value_undefined(vm);
  if (!value_is_object(pattern)) return true;
  return get_method(vm, pattern, key_from_symbol(vm->symbols[symbol]), out);
}

/* RegExpCreate ( pattern, flags )   #sec-regexpcreate */
static bool regexp_create(Vm *vm, Value pattern, String *flags, Value *out) {
  String *source = vm->empty_string;
  if (!value_is_undefined(vm, pattern)) TRY(to_string(vm, pattern, &source));
  RegExpObject *regexp = regexp_new(vm, source, flags);
  TRY(regexp);
  *out = value_cell(regexp);
  return true;
}

/* match, matchAll and search: the protocol method's result, or a new regular expression's. */
static bool call_protocol(Vm *vm, Call *call, SymbolId symbol) {
  Value pattern = call_arg(vm, call, 0), method, regexp;
  String *s, *flags = vm->empty_string;
  TRY(protocol_method(vm, pattern, symbol, &method));
  if (!value_is_undefined(vm, method))
    return call_function(vm, method, pattern, &call->this_value, 1, &call->result);
  TRY(to_string(vm, call->this_value, &s));
  if (symbol == SYMBOL_MATCH_ALL) flags = vm->single_unit_strings['g'];
  TRY(regexp_create(vm, pattern, flags, &regexp));
  Value argument = value_string(s);
  return invoke(vm, regexp, key_from_symbol(vm->symbols[symbol]), &argument, 1, &call->result);
}

/* The check of matchAll and replaceAll: a regular expression must be global. */
static bool require_global(Vm *vm, Value pattern, const char *method) {
  bool regexp;
  TRY(is_regexp(vm, pattern, &regexp));
  if (!regexp) return true;
  Value value;
  String *flags;
  TRY(get(vm, value_as_object(pattern), vm->names.flags, &value));
  TRY(require_object_coercible(vm, value, method));
  TRY(to_string(vm, value, &flags));
  StringView view;
  TRY(string_view(vm, flags, &view));
  for (uint32_t i = 0; i < view.length; i++)
    if (view_at(view, i) == 'g') return true;
  keep_alive(flags);
  return throw_type_error(vm, ERROR_REGEXP_NOT_GLOBAL, method);
}

/* String.prototype.match ( regexp )   #sec-string.prototype.match */
bool string_prototype_match(Vm *vm, Call *call) {
  TRY(require_object_coercible(vm, call->this_value, "String.prototype.match"));
  return call_protocol(vm, call, SYMBOL_MATCH);
}

/* String.prototype.matchAll ( regexp )   #sec-string.prototype.matchall */
bool string_prototype_match_all(Vm *vm, Call *call) {
  static const char method[] = "String.prototype.matchAll";
  TRY(require_object_coercible(vm, call->this_value, method));
  TRY(require_global(vm, call_arg(vm, call, 0), method));
  return call_protocol(vm, call, SYMBOL_MATCH_ALL);
}

/* String.prototype.search ( regexp )   #sec-string.prototype.search */
bool string_prototype_search(Vm *vm, Call *call) {
  TRY(require_object_coercible(vm, call->this_value, "String.prototype.search"));
  return call_protocol(vm, call, SYMBOL_SEARCH);
}

/* ------------------------------------------------------------------ GetSubstitution */

static bool is_digit(uint16_t unit) { return unit >= '0' && unit <= '9'; }

/* $n and $nn behind the dollar at `at`: the digits taken, 0 if they name no capture. */
static uint32_t capture_reference(StringView template, uint32_t at, uint32_t count,
                                  uint32_t *number) {
  *number = view_at(template, at + 1) - '0';
  if (at + 2 < template.length && is_digit(view_at(template, at + 2))) {
    uint32_t two_digits = *number * 10 + view_at(template, at + 2) - '0';
    if (two_digits >= 1 && two_digits <= count) {
      *number = two_digits;
      return 2;
    }
  }
  return *number >= 1 && *number <= count;
}

/* $<name>: appends the named capture. */
static bool append_named_capture(Vm *vm, StringBuilder *out, const Substitution *substitution,
                                 uint32_t from, uint32_t to) {
  String *name = string_substring(vm, substitution->replacement, from, to), *text;
  TRY(name);
  PropertyKey key;
  Value capture;
  TRY(key_from_string(vm, name, &key));
  TRY(get_v(vm, substitution->named_captures, key, &capture));
  if (value_is_undefined(vm, capture)) return true;
  TRY(to_string(vm, capture, &text));
  string_builder_string(out, text);
  return true;
}

/* Index of the next unit of that value, or the length. */
static uint32_t find_unit(StringView view, uint16_t unit, uint32_t from) {
  int64_t index = view_index_of(view, (StringView){&unit, 1, true}, from);
  return index < 0 ? view.length : (uint32_t)index;
}

/* Appends what the dollar at `at` and what follows it stand for; gives the place behind. */
static bool append_reference(Vm *vm, StringBuilder *out, const Substitution *substitution,
                             StringView template, uint32_t at, uint32_t *next) {
  uint16_t kind = at + 1 < template.length ? view_at(template, at + 1) : 0;
  uint32_t number, digits;
  *next = at + 2;
  switch (kind) {
    case '$': string_builder_unit(out, '$'); return true;
    case '&': string_builder_string(out, substitution->matched); return true;
    case '`': return string_builder_range(out, substitution->string, 0, substitution->position);
    case '\'': {
      uint32_t length = substitution->string->length;
      uint64_t end = (uint64_t)substitution->position + substitution->matched->length;
      return string_builder_range(out, substitution->string, (uint32_t)u64_min(end, length),
                                  length);
    }
    case '<': {
      if (value_is_undefined(vm, substitution->named_captures)) break;
      uint32_t close = find_unit(template, '>', at + 2);
      if (close == template.length) break;
      *next = close + 1;
      return append_named_capture(vm, out, substitution, at + 2, close);
    }
    default:
      if (!is_digit(kind)) break;
      digits = capture_reference(template, at, substitution->capture_count, &number);
      if (digits == 0) break;
      *next = at + 1 + digits;
      Value capture = substitution->captures[number - 1];
      if (!value_is_undefined(vm, capture)) string_builder_string(out, value_as_string(capture));
      return true;
  }
  string_builder_unit(out, '$');
  *next = at + 1;
  return true;
}

/* GetSubstitution ( … )   #sec-getsubstitution */
bool append_substitution(Vm *vm, StringBuilder *out, const Substitution *substitution) {
  String *replacement = substitution->replacement;
  StringView template;
  TRY(string_view(vm, replacement, &template));
  for (uint32_t at = 0; at < template.length;) {
    uint32_t dollar = find_unit(template, '$', at);
    TRY(string_builder_range(out, replacement, at, dollar));
    if (dollar == template.length) break;
    TRY(append_reference(vm, out, substitution, template, dollar, &at));
  }
  keep_alive(replacement);
  return true;
}

/* ------------------------------------------------------------------ replace */

/* A replacement under way: what is to be found, and by what it is replaced. */
typedef struct Replacement {
  String *string;
  String *search;
  Value function;   /* undefined: the template is used */
  String *template;
} Replacement;

/* The conversions of replace and replaceAll, in their order. */
static bool replacement_init(Vm *vm, const Call *call, Replacement *out) {
  Value value = call_arg(vm, call, 1);
  TRY(to_string(vm, call->this_value, &out->string));
  TRY(to_string(vm, call_arg(vm, call, 0), &out->search));
  out->function = value_undefined(vm);
  out->template = vm->empty_string;
  if (value_is_callable(vm, value)) {
    out->function = value;
    return true;
  }
  return to_string(vm, value, &out->template);
}

/* Appends what replaces the match at a position. */
static bool append_replacement(Vm *vm, StringBuilder *out, const Replacement *replacement,
                               uint32_t position) {
  if (value_is_undefined(vm, replacement->function)) {
    Substitution substitution = {
        .matched = replacement->search,
        .string = replacement->string,
        .position = position,
        .named_captures = value_undefined(vm),
        .replacement = replacement->template,
    };
    return append_substitution(vm, out, &substitution);
  }
  Value args[3] = {value_string(replacement->search), value_uint32(position),
                   value_string(replacement->string)};
  Value result;
  String *text;
  TRY(call_function(vm, replacement->function, value_undefined(vm), args, 3, &result));
  TRY(to_string(vm, result, &text));
  string_builder_string(out, text);
  return true;
}

/* Copies the string with its first match, or all of them, replaced. `first` is where the first
 * one stands. */
static bool append_replaced(Vm *vm, StringBuilder *out, const Replacement *replacement,
                            int64_t first, bool all) {
  String *string = replacement->string, *search = replacement->search;
  StringView text, needle;
  TRY(string_view(vm, string, &text));
  TRY(string_view(vm, search, &needle));
  uint32_t end = 0, turn = 0;
  for (int64_t position = first; position >= 0; turn++) {
    TRY(string_builder_range(out, string, end, (uint32_t)position));
    TRY(append_replacement(vm, out, replacement, (uint32_t)position));
    TRY(loop_turn(vm, turn));
    end = (uint32_t)position + needle.length;
    int64_t from = position + u32_max(needle.length, 1);
    position = all && from <= text.length ? view_index_of(text, needle, (uint32_t)from) : -1;
  }
  TRY(string_builder_range(out, string, end, text.length));
  keep_alive(string);
  keep_alive(search);
  return true;
}

static bool replace_strings(Vm *vm, Call *call, bool all) {
  Replacement replacement;
  StringView text, needle;
  TRY(replacement_init(vm, call, &replacement));
  TRY(string_view(vm, replacement.string, &text));
  TRY(string_view(vm, replacement.search, &needle));
  int64_t first = view_index_of(text, needle, 0);
  if (first < 0) return call_return_cell(call, replacement.string);
  StringBuilder out;
  string_builder_init(&out, vm);
  if (!append_replaced(vm, &out, &replacement, first, all)) {
    string_builder_destroy(&out);
    return false;
  }
  return call_return_cell(call, string_builder_finish(&out));
}

/* Calls the @@replace method of a pattern that has one. */
static bool replace_by_protocol(Vm *vm, Call *call, bool *done) {
  Value pattern = call_arg(vm, call, 0), method;
  *done = false;
  TRY(protocol_method(vm, pattern, SYMBOL_REPLACE, &method));
  if (value_is_undefined(vm, method)) return true;
  *done = true;
  Value args[2] = {call->this_value, call_arg(vm, call, 1)};
  return call_function(vm, method, pattern, args, 2, &call->result);
}

/* String.prototype.replace ( searchValue, replaceValue )   #sec-string.prototype.replace */
bool string_prototype_replace(Vm *vm, Call *call) {
  bool done;
  TRY(require_object_coercible(vm, call->this_value, "String.prototype.replace"));
  TRY(replace_by_protocol(vm, call, &done));
  return done || replace_strings(vm, call, false);
}

/* String.prototype.replaceAll ( searchValue, replaceValue )   #sec-string.prototype.replaceall */
bool string_prototype_replace_all(Vm *vm, Call *call) {
  static const char method[] = "String.prototype.replaceAll";
  bool done;
  TRY(require_object_coercible(vm, call->this_value, method));
  TRY(require_global(vm, call_arg(vm, call, 0), method));
  TRY(replace_by_protocol(vm, call, &done));
  return done || replace_strings(vm, call, true);
}

/* ------------------------------------------------------------------ split */

static bool push_substring(Vm *vm, Array *array, String *s, uint32_t from, uint32_t to) {
  String *part = string_substring(vm, s, from, to);
  return part && array_push(vm, array, value_string(part));
}

/* An empty separator: the units. */
static bool split_units(Vm *vm, Array *array, String *s, uint32_t limit) {
  StringView view;
  TRY(string_view(vm, s, &view));
  TRY(object_reserve_elements(vm, &array->base, u32_min(view.length, limit)));
  for (uint32_t i = 0; i < view.length && i < limit; i++) {
    String *unit = string_from_unit(vm, view_at(view, i));
    TRY(unit);
    TRY(array_push(vm, array, value_string(unit)));
    TRY(loop_turn(vm, i));
  }
  keep_alive(s);
  return true;
}

static bool split_by(Vm *vm, Array *array, String *s, String *separator, uint32_t limit) {
  StringView text, needle;
  TRY(string_view(vm, s, &text));
  TRY(string_view(vm, separator, &needle));
  uint32_t from = 0, count = 0;
  for (;;) {
    int64_t found = view_index_of(text, needle, from);
    if (found < 0) return push_substring(vm, array, s, from, s->length);
    TRY(push_substring(vm, array, s, from, (uint32_t)found));
    if (++count >= limit) return true;
    from = (uint32_t)found + needle.length;
    TRY(loop_turn(vm, count));
  }
}

/* String.prototype.split ( separator, limit )   #sec-string.prototype.split */
bool string_prototype_split(Vm *vm, Call *call) {
  Value separator = call_arg(vm, call, 0), limit = call_arg(vm, call, 1), method;
  TRY(require_object_coercible(vm, call->this_value, "String.prototype.split"));
  TRY(protocol_method(vm, separator, SYMBOL_SPLIT, &method));
  if (!value_is_undefined(vm, method)) {
    Value args[2] = {call->this_value, limit};
    return call_function(vm, method, separator, args, 2, &call->result);
  }
  String *s, *separator_string;
  uint32_t lim = UINT32_MAX;
  TRY(to_string(vm, call->this_value, &s));
  if (!value_is_undefined(vm, limit)) TRY(to_uint32(vm, limit, &lim));
  TRY(to_string(vm, separator, &separator_string));
  Array *array = array_new(vm, 0);
  TRY(call_return_cell(call, array));
  if (lim == 0) return true;
  if (value_is_undefined(vm, separator)) return array_push(vm, array, value_string(s));
  if (separator_string->length == 0) return split_units(vm, array, s, lim);
  return split_by(vm, array, s, separator_string, lim);
}
