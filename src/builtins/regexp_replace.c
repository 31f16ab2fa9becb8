/* SPDX-License-Identifier: MIT */
/* regexp_replace.c: RegExp.prototype [ %Symbol.replace% ]   #sec-regexp.prototype-%symbol.replace%
 *
 * All matches are found before the first is replaced, as the standard wants it, unless nobody can tell. Matches of the
 * builtin exec are kept as places; their strings are made when they are wanted. */
#include <math.h>

#include "base/vec.h"
#include "builtins/loop.h"
#include "builtins/regexp.h"

VEC_DECLARE(CaptureVec, uint32_t);

typedef struct Replacing {
  Vm *vm;
  Object *regexp;
  String *string;
  Value function;   /* undefined: the template is used */
  String *template;
  bool template_is_plain; /* without $ */
  bool unicode;
  CaptureVec captures;  /* of direct matches, group_count * 2 each */
  uint32_t group_count; /* of direct matches */
  RootVec results;      /* objects, or undefined for direct matches; then what one of them gave */
  StringBuilder out;
  uint32_t end;         /* of what has been copied */
  bool replaced;        /* there was a match */
} Replacing;

/* What one match says. */
typedef struct ReplacedMatch {
  String *matched;
  uint32_t position;
  uint32_t first; /* index in results of the first capture */
  uint32_t capture_count;
  Value named;
} ReplacedMatch;

/* ------------------------------------------------------------------------- finding */

static bool add_found(Replacing *r, const RegExpFound *found, bool *empty) {
  Vm *vm = r->vm;
  if (found->direct) {
    r->group_count = found->group_count;
    *empty = found->captures[0] == found->captures[1];
    if (!CaptureVec_append(&r->captures, found->captures, found->group_count * 2))
      return throw_out_of_memory(vm);
    return roots_push(vm, &r->results, value_undefined(vm));
  }
  Value value;
  String *text;
  TRY(roots_push(vm, &r->results, value_cell(found->result)));
  TRY(get_index(vm, found->result, 0, &value));
  TRY(to_string(vm, value, &text));
  *empty = text->length == 0;
  return true;
}

static bool step_over_empty(Replacing *r) {
  double index;
  TRY(regexp_get_last_index(r->vm, r->regexp, &index));
  TRY(advance_string_index(r->vm, r->string, index, r->unicode, &index));
  return regexp_set_last_index(r->vm, r->regexp, index);
}

static bool find_matches(Replacing *r, bool global) {
  Vm *vm = r->vm;
  for (uint32_t turn = 0;; turn++) {
    RegExpFound found;
    bool empty = false;
    TRY(loop_turn(vm, turn));
    TRY(regexp_exec(vm, r->regexp, r->string, &found));
    bool matched = found.matched;
    bool added = !matched || !global || add_found(r, &found, &empty);
    if (matched && !global) {
      /* not converted yet: that comes when it is replaced */
      added = found.direct ? add_found(r, &found, &empty)
                           : roots_push(vm, &r->results, value_cell(found.result));
    }
    regexp_found_destroy(&found);
    TRY(added);
    if (!matched || !global) return true;
    if (empty) TRY(step_over_empty(r));
  }
}

/* ------------------------------------------------------------------------- one match */

static RegExpFound direct_match(Replacing *r, uint32_t index) {
  return (RegExpFound){.matched = true,
                       .direct = true,
                       .group_count = r->group_count,
                       .captures = r->captures.items + (size_t)index * r->group_count * 2};
}

/* A direct match; its captures only if the template, or a function, may ask for them. */
static bool load_direct(Replacing *r, const RegExpFound *found, ReplacedMatch *match) {
  Vm *vm = r->vm;
  Value value;
  match->position = found->captures[0];
  match->named = value_undefined(vm);
  match->capture_count = found->group_count - 1;
  match->matched = NULL;
  if (r->template_is_plain) return true;
  TRY(regexp_capture(vm, r->string, found, 0, &value));
  match->matched = value_as_string(value);
  for (uint32_t i = 1; i < found->group_count; i++) {
    TRY(regexp_capture(vm, r->string, found, i, &value));
    TRY(roots_push(vm, &r->results, value));
  }
  return regexp_groups(vm, (RegExpObject *)r->regexp, r->string, found, &match->named);
}

static bool load_captures(Replacing *r, Object *result, double count) {
  Vm *vm = r->vm;
  for (double i = 1; i <= count; i++) {
    Value value;
    String *text;
    TRY(loop_turn(vm, i));
    TRY(get_index(vm, result, i, &value));
    if (!value_is_undefined(vm, value)) {
      TRY(to_string(vm, value, &text));
      value = value_string(text);
    }
    TRY(roots_push(vm, &r->results, value));
  }
  return true;
}

static bool load_object(Replacing *r, Object *result, ReplacedMatch *match) {
  Vm *vm = r->vm;
  double length, position;
  Value value;
  TRY(length_of_array_like(vm, result, &length));
  double count = fmax(length - 1, 0);
  TRY(get_index(vm, result, 0, &value));
  TRY(to_string(vm, value, &match->matched));
  TRY(get(vm, result, vm->names.index, &value));
  TRY(to_integer_or_infinity(vm, value, &position));
  match->position = (uint32_t)fmax(fmin(position, r->string->length), 0);
  TRY(load_captures(r, result, count));
  match->capture_count = (uint32_t)count;
  return get(vm, result, vm->names.groups, &match->named);
}

/* ------------------------------------------------------------------------- replacing */

/* Call(function, undefined, « matched, captures…, position, string, named ») */
static bool call_replacer(Replacing *r, const ReplacedMatch *match, String **out) {
  Vm *vm = r->vm;
  Value result;
  RootVec args;
  TRY(roots_init(vm, &args));
  bool done = roots_push(vm, &args, value_string(match->matched));
  for (uint32_t i = 0; done && i < match->capture_count; i++)
    done = roots_push(vm, &args, r->results.items[match->first + i]);
  done = done && roots_push(vm, &args, value_uint32(match->position)) &&
         roots_push(vm, &args, value_string(r->string)) &&
         (value_is_undefined(vm, match->named) || roots_push(vm, &args, match->named)) &&
         call_function(vm, r->function, value_undefined(vm), args.items, (uint32_t)args.count,
                       &result) &&
         to_string(vm, result, out);
  root_vec_destroy(&args);
  return done;
}

/* Copies what stands before the match; false in *fits if the match lies behind what was copied. */
static bool append_before(Replacing *r, const ReplacedMatch *match, bool *fits) {
  *fits = match->position >= r->end;
  return !*fits || string_builder_range(&r->out, r->string, r->end, match->position);
}

/* Appends the template, with what its references stand for. */
static bool append_template(Replacing *r, StringBuilder *out, const ReplacedMatch *match) {
  Substitution substitution = {
      .matched = match->matched,
      .string = r->string,
      .position = match->position,
      .captures = match->capture_count ? r->results.items + match->first : NULL,
      .capture_count = match->capture_count,
      .named_captures = match->named,
      .replacement = r->template,
  };
  return append_substitution(r->vm, out, &substitution);
}

static bool append_expanded(Replacing *r, ReplacedMatch *match) {
  Vm *vm = r->vm;
  bool fits;
  if (!value_is_undefined(vm, match->named)) {
    Object *named;
    TRY(to_object(vm, match->named, &named));
    match->named = value_cell(named);
  }
  TRY(append_before(r, match, &fits));
  if (fits) return append_template(r, &r->out, match);
  StringBuilder ignored; /* getters of named captures run all the same */
  string_builder_init(&ignored, vm);
  bool done = append_template(r, &ignored, match);
  string_builder_destroy(&ignored);
  return done;
}

static bool append_called(Replacing *r, const ReplacedMatch *match) {
  String *text;
  bool fits;
  TRY(call_replacer(r, match, &text));
  TRY(append_before(r, match, &fits));
  if (fits) string_builder_string(&r->out, text);
  return true;
}

static bool replace_match(Replacing *r, uint32_t index) {
  Vm *vm = r->vm;
  Value result = r->results.items[index];
  ReplacedMatch match = {.first = (uint32_t)r->results.count};
  bool direct = value_is_undefined(vm, result);
  RegExpFound found;
  uint32_t length;
  if (direct) {
    found = direct_match(r, index);
    TRY(load_direct(r, &found, &match));
    length = found.captures[1] - match.position;
  } else {
    TRY(load_object(r, value_as_object(result), &match));
    length = match.matched->length;
  }
  bool fits = match.position >= r->end;
  if (!value_is_undefined(vm, r->function)) {
    TRY(append_called(r, &match));
  } else if (direct && r->template_is_plain) {
    TRY(append_before(r, &match, &fits));
    if (fits) string_builder_string(&r->out, r->template);
  } else {
    TRY(append_expanded(r, &match));
  }
  if (fits) r->end = match.position + length;
  r->results.count = match.first;
  return true;
}

/* What stands behind the last match. */
static bool append_rest(Replacing *r) {
  return r->end >= r->string->length ||
         string_builder_range(&r->out, r->string, r->end, r->string->length);
}

static bool replace_all(Replacing *r) {
  uint32_t count = (uint32_t)r->results.count;
  for (uint32_t i = 0; i < count; i++) {
    TRY(loop_turn(r->vm, i));
    TRY(replace_match(r, i));
  }
  r->replaced = count > 0;
  return append_rest(r);
}

/* ------------------------------------------------------------------------- replacing directly */

/* Appends what stands before a match, and the template for it. */
static bool append_replaced(Replacing *r, const RegExpFound *found) {
  ReplacedMatch match = {.first = (uint32_t)r->results.count};
  TRY(load_direct(r, found, &match));
  TRY(string_builder_range(&r->out, r->string, r->end, match.position));
  if (r->template_is_plain) string_builder_string(&r->out, r->template);
  else TRY(append_template(r, &r->out, &match));
  r->replaced = true;
  r->end = found->captures[1];
  r->results.count = match.first;
  return true;
}

/* OPT: nobody can see anything between two matches of a pristine RegExp that are replaced by a template, so each is
 * replaced as soon as it is found. */
static bool replace_directly(Replacing *r, uint32_t flags) {
  Vm *vm = r->vm;
  RegExpObject *regexp = (RegExpObject *)r->regexp;
  bool global = flags & REGEXP_GLOBAL;
  double index = 0;
  for (uint32_t turn = 0; index <= r->string->length; turn++) {
    RegExpFound found;
    TRY(loop_turn(vm, turn));
    if (global)
      TRY(regexp_find(vm, regexp, r->string, (uint32_t)index, flags & REGEXP_STICKY, &found));
    else TRY(regexp_builtin_exec(vm, regexp, r->string, &found));
    if (found.matched && global) regexp_remember_match(vm, r->string, &found);
    bool again = found.matched && global;
    bool done = !found.matched || append_replaced(r, &found);
    if (again) index = found.captures[1];
    if (again && found.captures[0] == found.captures[1])
      done = done && advance_string_index(vm, r->string, index, r->unicode, &index);
    regexp_found_destroy(&found);
    TRY(done);
    if (!again) break;
  }
  return true;
}

/* ------------------------------------------------------------------------- the method */

/* The replacement, converted. */
static bool take_replacement(Replacing *r, Value replacement) {
  Vm *vm = r->vm;
  StringView view;
  r->function = value_undefined(vm);
  r->template = vm->empty_string;
  if (value_is_callable(vm, replacement)) {
    r->function = replacement;
    return true;
  }
  TRY(to_string(vm, replacement, &r->template));
  TRY(string_view(vm, r->template, &view));
  r->template_is_plain = view_index_of(view, (StringView){"$", 1, false}, 0) < 0;
  keep_alive(r->template);
  return true;
}

static bool replace(Replacing *r) {
  Vm *vm = r->vm;
  uint32_t flags;
  TRY(regexp_get_flag_bits(vm, r->regexp, &flags));
  r->unicode = flags & REGEXP_FULL_UNICODE;
  if (flags & REGEXP_GLOBAL) TRY(regexp_set_last_index(vm, r->regexp, 0));
  RegExpObject *regexp = (RegExpObject *)r->regexp;
  if (value_is_undefined(vm, r->function) && regexp_is_pristine(vm, r->regexp) &&
      value_is_int(slot_load(vm, regexp->last_index)))
    return replace_directly(r, flags) && (!r->replaced || append_rest(r));
  TRY(find_matches(r, flags & REGEXP_GLOBAL));
  return replace_all(r);
}

bool regexp_prototype_replace(Vm *vm, Call *call) {
  Replacing r = {.vm = vm};
  TRY(this_object(vm, call, "RegExp.prototype.@@replace", &r.regexp));
  TRY(to_string(vm, call_arg(vm, call, 0), &r.string));
  TRY(take_replacement(&r, call_arg(vm, call, 1)));
  TRY(roots_init(vm, &r.results));
  string_builder_init(&r.out, vm);
  bool done = replace(&r);
  if (done && !r.replaced) call->result = value_string(r.string);
  else if (done) done = call_return_cell(call, string_builder_finish(&r.out));
  string_builder_destroy(&r.out);
  CaptureVec_destroy(&r.captures);
  root_vec_destroy(&r.results);
  return done;
}
