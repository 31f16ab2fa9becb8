/* SPDX-License-Identifier: MIT */
/* string.h: the operations of String.prototype, which are spread over the string_….c files, and
 * what these files and RegExp's share. The table that names them is in string_prototype.c.
 *
 * Every NativeFunction may run JavaScript. */
#ifndef BUILTINS_STRING_H
#define BUILTINS_STRING_H

#include "ops/call.h"
#include "value/native.h"

/* How nearly every method begins: ToString(RequireObjectCoercible(this value)). `method` is for
 * the message. */
MUST_USE static inline bool this_string(Vm *vm, const Call *call, const char *method,
                                        String **out) {
  if (likely(value_is_string(call->this_value))) {
    *out = value_as_string(call->this_value);
    return true;
  }
  TRY(require_object_coercible(vm, call->this_value, method));
  return to_string(vm, call->this_value, out);
}

/* IsRegExp ( argument )   #sec-isregexp */
MUST_USE bool is_regexp(Vm *vm, Value argument, bool *out);

/* What GetSubstitution looks at. */
typedef struct Substitution {
  String *matched;
  String *string;
  uint32_t position;      /* of the match in `string` */
  const Value *captures;  /* strings or undefined, from $1 on; rooted by the caller */
  uint32_t capture_count;
  Value named_captures;   /* an object or undefined */
  String *replacement;    /* the template */
} Substitution;

/* Appends GetSubstitution's result   #sec-getsubstitution */
MUST_USE bool append_substitution(Vm *vm, StringBuilder *out, const Substitution *substitution);

/* string_transform.c */
bool string_prototype_pad_end(Vm *vm, Call *call);
bool string_prototype_pad_start(Vm *vm, Call *call);
bool string_prototype_repeat(Vm *vm, Call *call);
bool string_prototype_to_locale_lower_case(Vm *vm, Call *call);
bool string_prototype_to_locale_upper_case(Vm *vm, Call *call);
bool string_prototype_to_lower_case(Vm *vm, Call *call);
bool string_prototype_to_upper_case(Vm *vm, Call *call);
bool string_prototype_to_well_formed(Vm *vm, Call *call);
bool string_prototype_trim(Vm *vm, Call *call);
bool string_prototype_trim_end(Vm *vm, Call *call);
bool string_prototype_trim_start(Vm *vm, Call *call);

/* string_normalise.c */
bool string_prototype_locale_compare(Vm *vm, Call *call);
bool string_prototype_normalize(Vm *vm, Call *call);

/* string_pattern.c */
bool string_prototype_match(Vm *vm, Call *call);
bool string_prototype_match_all(Vm *vm, Call *call);
bool string_prototype_replace(Vm *vm, Call *call);
bool string_prototype_replace_all(Vm *vm, Call *call);
bool string_prototype_search(Vm *vm, Call *call);
bool string_prototype_split(Vm *vm, Call *call);

/* string_html.c */
bool string_prototype_anchor(Vm *vm, Call *call);
bool string_prototype_big(Vm *vm, Call *call);
bool string_prototype_blink(Vm *vm, Call *call);
bool string_prototype_bold(Vm *vm, Call *call);
bool string_prototype_fixed(Vm *vm, Call *call);
bool string_prototype_fontcolor(Vm *vm, Call *call);
bool string_prototype_fontsize(Vm *vm, Call *call);
bool string_prototype_italics(Vm *vm, Call *call);
bool string_prototype_link(Vm *vm, Call *call);
bool string_prototype_small(Vm *vm, Call *call);
bool string_prototype_strike(Vm *vm, Call *call);
bool string_prototype_sub(Vm *vm, Call *call);
bool string_prototype_sup(Vm *vm, Call *call);

/* string_iterator.c */
bool string_prototype_iterator(Vm *vm, Call *call);

#endif
