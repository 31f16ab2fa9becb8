/* SPDX-License-Identifier: MIT */
/* regexp_symbols.c: RegExp.prototype's match, matchAll, search and split
 * #sec-properties-of-the-regexp-prototype-object */
#include "builtins/loop.h"
#include "builtins/regexp.h"

/* The matched text: Get(result, "0"). */
static bool matched_text(Vm *vm, String *s, const RegExpFound *found, Value *out) {
  String *text;
  if (found->direct) return regexp_capture(vm, s, found, 0, out);
  TRY(get_index(vm, found->result, 0, out));
  TRY(to_string(vm, *out, &text));
  *out = value_string(text);
  return true;
}

/* An empty match with the flag g: the next begins behind it. */
static bool step_over_empty(Vm *vm, Object *regexp, String *s, bool unicode) {
  double index;
  TRY(regexp_get_last_index(vm, regexp, &index));
  TRY(advance_string_index(vm, s, index, unicode, &index));
  return regexp_set_last_index(vm, regexp, index);
}

static bool match_all_of(Vm *vm, Object *regexp, String *s, bool unicode, Value *out) {
  Array *array = NULL;
  TRY(regexp_set_last_index(vm, regexp, 0));
  for (uint32_t turn = 0;; turn++) {
    RegExpFound found;
    Value text;
    TRY(loop_turn(vm, turn));
    TRY(regexp_exec(vm, regexp, s, &found));
    if (!found.matched) {
      regexp_found_destroy(&found);
      *out = array ? value_cell(array) : value_null(vm);
      return true;
    }
    bool taken = matched_text(vm, s, &found, &text);
    regexp_found_destroy(&found);
    TRY(taken);
    if (!array) array = array_new(vm, 0);
    TRY(array);
    TRY(array_push(vm, array, text));
    if (value_as_string(text)->length == 0) TRY(step_over_empty(vm, regexp, s, unicode));
  }
}

/* RegExp.prototype [ %Symbol.match% ] ( string )   #sec-regexp.prototype-%symbol.match% */
bool regexp_prototype_match(Vm *vm, Call *call) {
  Object *regexp;
  String *s;
  uint32_t flags;
  TRY(this_object(vm, call, "RegExp.prototype.@@match", &regexp));
  TRY(to_string(vm, call_arg(vm, call, 0), &s));
  TRY(regexp_get_flag_bits(vm, regexp, &flags));
  if (!(flags & REGEXP_GLOBAL)) return regexp_exec_object(vm, regexp, s, &call->result);
  return match_all_of(vm, regexp, s, flags & REGEXP_FULL_UNICODE, &call->result);
}

/* RegExp.prototype [ %Symbol.matchAll% ] ( string )   #sec-regexp-prototype-%symbol.matchall% */
bool regexp_prototype_match_all(Vm *vm, Call *call) {
  Object *regexp;
  String *s, *flags;
  Value matcher;
  double index;
  uint32_t bits;
  Object *standard = intrinsic(vm, INTRINSIC_REGEXP);
  TRY(standard);
  TRY(this_object(vm, call, "RegExp.prototype.@@matchAll", &regexp));
  TRY(to_string(vm, call_arg(vm, call, 0), &s));
  Value constructor;
  TRY(species_constructor(vm, regexp, value_cell(standard), &constructor));
  TRY(regexp_get_flags(vm, regexp, &flags));
  Value args[2] = {value_cell(regexp), value_string(flags)};
  TRY(construct(vm, constructor, args, 2, constructor, &matcher));
  TRY(regexp_get_last_index(vm, regexp, &index));
  TRY(regexp_set_last_index(vm, value_as_object(matcher), index));
  TRY(regexp_flag_bits(vm, flags, &bits));
  return create_regexp_string_iterator(vm, matcher, s, bits & REGEXP_GLOBAL,
                                       bits & REGEXP_FULL_UNICODE, &call->result);
}

/* RegExp.prototype [ %Symbol.search% ] ( string )   #sec-regexp.prototype-%symbol.search% */
bool regexp_prototype_search(Vm *vm, Call *call) {
  Object *regexp;
  String *s;
  Value previous, current, result;
  bool same;
  TRY(this_object(vm, call, "RegExp.prototype.@@search", &regexp));
  TRY(to_string(vm, call_arg(vm, call, 0), &s));
  TRY(get(vm, regexp, vm->names.last_index, &previous));
  TRY(same_value(vm, previous, value_int(0), &same));
  if (!same) TRY(set(vm, regexp, vm->names.last_index, value_int(0), true));
  RegExpFound found;
  TRY(regexp_exec(vm, regexp, s, &found));
  bool matched = found.matched;
  uint32_t place = found.direct && matched ? found.captures[0] : 0;
  regexp_found_destroy(&found);
  TRY(get(vm, regexp, vm->names.last_index, &current));
  TRY(same_value(vm, current, previous, &same));
  if (!same) TRY(set(vm, regexp, vm->names.last_index, previous, true));
  if (!matched) return call_return_number(call, -1);
  if (found.direct) return call_return(call, value_uint32(place));
  return get(vm, found.result, vm->names.index, &result) && call_return(call, result);
}

/* ------------------------------------------------------------------------- split */

/* A split under way. */
typedef struct Split {
  Object *splitter;
  String *string;
  Array *parts;
  uint32_t limit;
  bool unicode;
  bool direct; /* the splitter's program alone decides */
} Split;

static bool push_part(Vm *vm, Split *split, uint32_t from, uint32_t to, bool *full) {
  String *part = string_substring(vm, split->string, from, to);
  TRY(part);
  TRY(array_push(vm, split->parts, value_string(part)));
  *full = split->parts->length == split->limit;
  return true;
}

/* The captures of a match become parts, too. */
static bool push_captures(Vm *vm, Split *split, const RegExpFound *found, bool *full) {
  double count = found->direct ? found->group_count : 0;
  if (!found->direct) TRY(length_of_array_like(vm, found->result, &count));
  for (double i = 1; i < count && !*full; i++) {
    Value value;
    if (found->direct) TRY(regexp_capture(vm, split->string, found, (uint32_t)i, &value));
    else TRY(get_index(vm, found->result, i, &value));
    TRY(array_push(vm, split->parts, value));
    *full = split->parts->length == split->limit;
  }
  return true;
}

/* The next match at `*from` or behind it, and where it ends. The standard asks a sticky pattern at
 * one place after the other; OPT: the program is asked to search. */
static bool next_separator(Vm *vm, Split *split, uint32_t *from, double *end, RegExpFound *found) {
  if (split->direct) {
    TRY(regexp_find(vm, (RegExpObject *)split->splitter, split->string, *from, false, found));
    if (found->matched) {
      *from = found->captures[0];
      *end = found->captures[1];
      if (*from < split->string->length) regexp_remember_match(vm, split->string, found);
    }
    return true;
  }
  TRY(regexp_set_last_index(vm, split->splitter, *from));
  TRY(regexp_exec(vm, split->splitter, split->string, found));
  if (!found->matched) return true;
  double index;
  TRY(regexp_get_last_index(vm, split->splitter, &index));
  *end = index < split->string->length ? index : split->string->length;
  return true;
}

static bool split_at_matches(Vm *vm, Split *split) {
  uint32_t size = split->string->length, part = 0, at = 0;
  bool full = false;
  for (uint32_t turn = 0; at < size; turn++) {
    RegExpFound found = {0};
    double end = 0, next;
    TRY(loop_turn(vm, turn));
    TRY(next_separator(vm, split, &at, &end, &found));
    bool separates = found.matched && (uint32_t)end != part && at < size;
    bool done = true;
    if (separates) {
      done = push_part(vm, split, part, at, &full) &&
             (full || push_captures(vm, split, &found, &full));
    }
    regexp_found_destroy(&found);
    TRY(done);
    if (full) return true;
    if (separates) {
      at = part = (uint32_t)end;
      continue;
    }
    if (split->direct && !found.matched) break;
    TRY(advance_string_index(vm, split->string, at, split->unicode, &next));
    at = (uint32_t)next;
  }
  return push_part(vm, split, part, size, &full);
}

/* Nothing to split: the separator either matches the empty string or does not. */
static bool split_empty(Vm *vm, Split *split) {
  RegExpFound found;
  bool full;
  if (split->direct)
    TRY(regexp_find(vm, (RegExpObject *)split->splitter, split->string, 0, true, &found));
  else TRY(regexp_exec(vm, split->splitter, split->string, &found));
  if (found.matched && split->direct) regexp_remember_match(vm, split->string, &found);
  regexp_found_destroy(&found);
  return found.matched || push_part(vm, split, 0, 0, &full);
}

/* `flags` with y. */
static bool sticky_flags(Vm *vm, String *flags, uint32_t bits, String **out) {
  *out = bits & REGEXP_STICKY ? flags : string_concat(vm, flags, vm->single_unit_strings['y']);
  return *out != NULL;
}

/* The splitter: what the constructor makes of the pattern with y. */
static bool make_splitter(Vm *vm, Object *regexp, Value constructor, Split *split) {
  String *flags, *new_flags;
  Value splitter;
  uint32_t bits;
  TRY(regexp_get_flags(vm, regexp, &flags));
  TRY(regexp_flag_bits(vm, flags, &bits));
  TRY(sticky_flags(vm, flags, bits, &new_flags));
  Value args[2] = {value_cell(regexp), value_string(new_flags)};
  TRY(construct(vm, constructor, args, 2, constructor, &splitter));
  split->unicode = bits & REGEXP_FULL_UNICODE;
  split->splitter = value_as_object(splitter);
  return true;
}

/* RegExp.prototype [ %Symbol.split% ] ( string, limit )   #sec-regexp.prototype-%symbol.split% */
bool regexp_prototype_split(Vm *vm, Call *call) {
  Object *regexp, *standard = intrinsic(vm, INTRINSIC_REGEXP);
  Value constructor, limit = call_arg(vm, call, 1);
  Split split = {.limit = UINT32_MAX};
  TRY(standard);
  TRY(this_object(vm, call, "RegExp.prototype.@@split", &regexp));
  TRY(to_string(vm, call_arg(vm, call, 0), &split.string));
  TRY(species_constructor(vm, regexp, value_cell(standard), &constructor));
  bool ordinary = value_same_bits(constructor, value_cell(standard));
  if (ordinary && regexp_is_pristine(vm, regexp) && !value_is_object(limit)) {
    /* OPT: nothing can run before the end, so the pattern itself will do. */
    split.splitter = regexp;
    split.unicode = regexp_flags(((RegExpObject *)regexp)->program) & REGEXP_FULL_UNICODE;
    split.direct = true;
  } else {
    TRY(make_splitter(vm, regexp, constructor, &split));
  }
  split.parts = array_new(vm, 0);
  TRY(call_return_cell(call, split.parts));
  if (!value_is_undefined(vm, limit)) TRY(to_uint32(vm, limit, &split.limit));
  if (split.limit == 0) return true;
  if (split.string->length == 0) return split_empty(vm, &split);
  if (!split.direct) {
    TRY(regexp_has_builtin_exec(vm, split.splitter, &split.direct));
    split.direct &= ordinary && regexp_is_plain(vm, (RegExpObject *)split.splitter);
  }
  return split_at_matches(vm, &split);
}
