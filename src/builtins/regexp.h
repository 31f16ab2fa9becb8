/* SPDX-License-Identifier: MIT */
/* regexp.h: what the files of RegExp share.
 *
 * Where `exec` is the builtin one, matches are kept as places in the string, and no result object
 * is made unless somebody sees it. A RegExp object is pristine as long as it has lastIndex alone, and
 * %RegExp.prototype% the builtin exec and getters of flags: then nobody notices that they are not
 * asked. All functions may run JavaScript unless said otherwise. */
#ifndef BUILTINS_REGEXP_H
#define BUILTINS_REGEXP_H

#include "builtins/map.h"
#include "builtins/string.h"
#include "ops/iterate.h"
#include "value/regexp_object.h"

/* What RegExpExec found. */
typedef struct RegExpFound {
  bool matched;
  bool direct;        /* captures are places; else `result` is an object that exec returned */
  Object *result;
  uint32_t group_count; /* direct: the whole match included */
  uint32_t *captures;   /* direct: begin and end of each; malloc'ed or the ones below */
  uint32_t few[40];
} RegExpFound;

void regexp_found_destroy(RegExpFound *found);

/* The answer where the realm does not know it yet: looks at the prototype, and watches it from then on
 * (SHAPE_WATCHED), so that whatever happens to it bumps the epoch. Runs nothing, never fails. */
bool regexp_look_if_pristine(Vm *vm, const Object *o);
/* Whether an object is a pristine RegExp of the current realm. Runs nothing. */
static inline bool regexp_is_pristine(Vm *vm, const Object *o) {
  const Realm *realm = vm->realm;
  if (likely(realm->regexp_epoch == vm->prototype_epoch)) return o->header == realm->regexp_header;
  return cell_type(o) == CELL_REGEXP && regexp_look_if_pristine(vm, o);
}

/* RegExpBuiltinExec without the result object   #sec-regexpbuiltinexec */
MUST_USE bool regexp_builtin_exec(Vm *vm, RegExpObject *regexp, String *s, RegExpFound *found);
/* The result object of a direct match. Runs nothing. */
MUST_USE bool regexp_result(Vm *vm, RegExpObject *regexp, String *s, const RegExpFound *found,
                            Value *out);
/* UpdateLegacyRegExpStaticProperties after a match, for RegExp.$1 and the like. Runs nothing. */
void regexp_remember_match(Vm *vm, String *s, const RegExpFound *found);
/* RegExpExec ( R, S )   #sec-regexpexec */
MUST_USE bool regexp_exec(Vm *vm, Object *regexp, String *s, RegExpFound *found);
/* The same with the result object, or null. */
MUST_USE bool regexp_exec_object(Vm *vm, Object *regexp, String *s, Value *out);
/* Finds a match at `start` or behind it (only there with `sticky`), for callers who remember it. Looks at
 * nothing but the program, runs nothing. */
MUST_USE bool regexp_find(Vm *vm, RegExpObject *regexp, String *s, uint32_t start, bool sticky,
                          RegExpFound *found);
/* Group i of a direct match: a string or undefined. Runs nothing. */
MUST_USE bool regexp_capture(Vm *vm, String *s, const RegExpFound *found, uint32_t i, Value *out);
/* The groups object of a direct match, or undefined if no group has a name. Runs nothing. */
MUST_USE bool regexp_groups(Vm *vm, RegExpObject *regexp, String *s, const RegExpFound *found,
                            Value *out);
/* Whether Get(R, "exec") is the builtin function and R a RegExp. */
MUST_USE bool regexp_has_builtin_exec(Vm *vm, Object *regexp, bool *out);

/* AdvanceStringIndex ( S, index, unicode )   #sec-advancestringindex */
MUST_USE bool advance_string_index(Vm *vm, String *s, double index, bool unicode, double *out);
/* ToLength(Get(R, "lastIndex")), Set(R, "lastIndex", index, true) */
MUST_USE bool regexp_get_last_index(Vm *vm, Object *regexp, double *out);
MUST_USE bool regexp_set_last_index(Vm *vm, Object *regexp, double index);
/* ToString(Get(R, "flags")); and the flags among them, REGEXP_ bits. */
MUST_USE bool regexp_get_flags(Vm *vm, Object *regexp, String **out);
MUST_USE bool regexp_get_flag_bits(Vm *vm, Object *regexp, uint32_t *out);
/* The flags whose letters are in a string, REGEXP_ bits. */
MUST_USE bool regexp_flag_bits(Vm *vm, String *flags, uint32_t *out);
#define REGEXP_FULL_UNICODE (REGEXP_UNICODE | REGEXP_UNICODE_SETS)

/* The original flags of a RegExp object as text. Runs nothing. */
MUST_USE String *regexp_flags_string(Vm *vm, const RegExpObject *regexp);

bool regexp_prototype_exec(Vm *vm, Call *call);
/* regexp_legacy.c */
#define LEGACY_FUNCTIONS(X) \
  X(input)                  \
  X(set_input)              \
  X(last_match)             \
  X(last_paren) X(left_context) X(right_context) X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8) X(9)
#define X(name) bool regexp_legacy_##name(Vm *vm, Call *call);
LEGACY_FUNCTIONS(X)
#undef X
/* regexp_symbols.c */
bool regexp_prototype_match(Vm *vm, Call *call);
bool regexp_prototype_match_all(Vm *vm, Call *call);
bool regexp_prototype_search(Vm *vm, Call *call);
bool regexp_prototype_split(Vm *vm, Call *call);
/* regexp_replace.c */
bool regexp_prototype_replace(Vm *vm, Call *call);
/* regexp_string_iterator.c: CreateRegExpStringIterator */
MUST_USE bool create_regexp_string_iterator(Vm *vm, Value regexp, String *s, bool global,
                                            bool unicode, Value *out);

/* The receiver of a method that takes any object. */
MUST_USE static inline bool this_object(Vm *vm, const Call *call, const char *method,
                                        Object **out) {
  if (!value_is_object(call->this_value))
    return throw_type_error(vm, ERROR_CALLED_ON_NON_OBJECT, method);
  *out = value_as_object(call->this_value);
  return true;
}

#endif
