/* SPDX-License-Identifier: MIT */
/* string_iterator.c: String.prototype[@@iterator] and the iterators it makes
 * #sec-properties-of-the-%stringiteratorprototype%-object
 *
 * The step itself, code point by code point, is builtin_iterator_step: for-of takes it without a
 * result object. */
#include "builtins/string.h"
#include "ops/iterate.h"

/* String.prototype [ %Symbol.iterator% ] ( )   #sec-string.prototype-%symbol.iterator% */
bool string_prototype_iterator(Vm *vm, Call *call) {
  String *s;
  TRY(this_string(vm, call, "String.prototype[Symbol.iterator]", &s));
  return builtin_iterator_new(vm, INTRINSIC_STRING_ITERATOR_PROTOTYPE, ITERATOR_OF_STRING,
                              ENUMERABLE_VALUES, value_string(s), &call->result);
}

/* %StringIteratorPrototype%.next ( )   #sec-%stringiteratorprototype%.next */
static bool string_iterator_next(Vm *vm, Call *call) {
  IteratorObject *iterator = (IteratorObject *)value_as_cell(call->this_value);
  if (!value_is_type(call->this_value, CELL_ITERATOR) ||
      (iterator->kind & 0xff) != ITERATOR_OF_STRING) {
    char text[64];
    return throw_type_error(vm, ERROR_INCOMPATIBLE_RECEIVER, "String Iterator.prototype.next",
                            value_describe(vm, call->this_value, text, sizeof text));
  }
  bool done;
  Value value;
  TRY(builtin_iterator_step(vm, iterator, &done, &value));
  return create_iterator_result(vm, done ? value_undefined(vm) : value, done, &call->result);
}

static const BuiltinProperty string_iterator_prototype_properties[] = {
    FUNCTION("next", string_iterator_next, 0),
    STRING("@@toStringTag", "String Iterator"),
};

const BuiltinObject string_iterator_prototype_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_ITERATOR_PROTOTYPE,
    .properties = string_iterator_prototype_properties,
    .property_count = array_length(string_iterator_prototype_properties),
};
