/* SPDX-License-Identifier: MIT */
/* regexp_string_iterator.c: what matchAll returns   #sec-regexp-string-iterator-objects
 *
 * An IteratorObject: the kind's upper part has the STRING_ITERATOR_ flags, target is the RegExp
 * (undefined: exhausted), data[0] the string. */
#include "builtins/regexp.h"

enum { STRING_ITERATOR_GLOBAL = 1, STRING_ITERATOR_UNICODE = 2 };

bool create_regexp_string_iterator(Vm *vm, Value regexp, String *s, bool global, bool unicode,
                                   Value *out) {
  uint32_t what = (global ? STRING_ITERATOR_GLOBAL : 0) | (unicode ? STRING_ITERATOR_UNICODE : 0);
  TRY(builtin_iterator_new(vm, INTRINSIC_REGEXP_STRING_ITERATOR_PROTOTYPE, ITERATOR_OF_REGEXP, what,
                           regexp, out));
  IteratorObject *iterator = (IteratorObject *)value_as_cell(*out);
  slot_store(vm, iterator, &iterator->data[0], value_string(s));
  return true;
}

/* An empty match: the next one begins behind it. */
static bool step_over_empty(Vm *vm, IteratorObject *iterator, Object *regexp, String *s,
                            Object *result) {
  Value value;
  String *match;
  double index;
  TRY(get_index(vm, result, 0, &value));
  TRY(to_string(vm, value, &match));
  if (match->length) return true;
  TRY(regexp_get_last_index(vm, regexp, &index));
  bool unicode = iterator->kind >> 8 & STRING_ITERATOR_UNICODE;
  TRY(advance_string_index(vm, s, index, unicode, &index));
  return set(vm, regexp, vm->names.last_index, value_number(index), true);
}

/* %RegExpStringIteratorPrototype%.next ( )   #sec-%regexpstringiteratorprototype%.next */
static bool regexp_string_iterator_next(Vm *vm, Call *call) {
  IteratorObject *iterator = (IteratorObject *)value_as_cell(call->this_value);
  if (!value_is_type(call->this_value, CELL_ITERATOR) ||
      (iterator->kind & 0xff) != ITERATOR_OF_REGEXP)
    return throw_incompatible_receiver(vm, "RegExp String Iterator.prototype.next",
                                       call->this_value);
  Value target = slot_load(vm, iterator->target), result;
  if (value_is_undefined(vm, target))
    return create_iterator_result(vm, target, true, &call->result);
  String *s = value_as_string(slot_load(vm, iterator->data[0]));
  if (!regexp_exec_object(vm, value_as_object(target), s, &result)) {
    iterator->target = slot_undefined();
    return false;
  }
  bool found = value_is_object(result), global = iterator->kind >> 8 & STRING_ITERATOR_GLOBAL;
  if (!found || !global) iterator->target = slot_undefined();
  if (found && global &&
      !step_over_empty(vm, iterator, value_as_object(target), s, value_as_object(result))) {
    iterator->target = slot_undefined();
    return false;
  }
  return create_iterator_result(vm, found ? result : value_undefined(vm), !found, &call->result);
}

static const BuiltinProperty regexp_string_iterator_prototype_properties[] = {
    FUNCTION("next", regexp_string_iterator_next, 0),
    STRING("@@toStringTag", "RegExp String Iterator"),
};

const BuiltinObject regexp_string_iterator_prototype_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_ITERATOR_PROTOTYPE,
    .properties = regexp_string_iterator_prototype_properties,
    .property_count = array_length(regexp_string_iterator_prototype_properties),
};
