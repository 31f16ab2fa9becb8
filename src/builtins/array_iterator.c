/* SPDX-License-Identifier: MIT */
/* array_iterator.c: Array.prototype's entries, keys and values, and %ArrayIteratorPrototype%.
 *
 * The step itself is builtin_iterator_step: for-of takes it without a result object. */
#include "builtins/array.h"
#include "ops/iterate.h"

/* CreateArrayIterator ( array, kind )   #sec-createarrayiterator */
static bool create_array_iterator(Vm *vm, Call *call, EnumerableKind kind) {
  Object *array;
  TRY(to_object(vm, call->this_value, &array));
  return builtin_iterator_new(vm, INTRINSIC_ARRAY_ITERATOR_PROTOTYPE, ITERATOR_OF_ARRAY, kind,
                              value_cell(array), &call->result);
}

/* Array.prototype.entries ( )   #sec-array.prototype.entries */
bool array_prototype_entries(Vm *vm, Call *call) {
  return create_array_iterator(vm, call, ENUMERABLE_ENTRIES);
}
/* Array.prototype.keys ( )   #sec-array.prototype.keys */
bool array_prototype_keys(Vm *vm, Call *call) {
  return create_array_iterator(vm, call, ENUMERABLE_KEYS);
}
/* Array.prototype.values ( )   #sec-array.prototype.values */
static bool array_prototype_values(Vm *vm, Call *call) {
  return create_array_iterator(vm, call, ENUMERABLE_VALUES);
}

/* An intrinsic, since arguments objects have it too. */
const BuiltinObject array_prototype_values_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .name = "values",
    .function = array_prototype_values,
};

/* %ArrayIteratorPrototype%.next ( )   #sec-%arrayiteratorprototype%.next */
static bool array_iterator_prototype_next(Vm *vm, Call *call) {
  IteratorObject *iterator = (IteratorObject *)value_as_cell(call->this_value);
  if (!value_is_type(call->this_value, CELL_ITERATOR) ||
      (iterator->kind & 0xff) != ITERATOR_OF_ARRAY) {
    char text[128];
    return throw_type_error(vm, ERROR_INCOMPATIBLE_RECEIVER, "Array Iterator.prototype.next",
                            value_describe(vm, call->this_value, text, sizeof text));
  }
  bool done;
  Value value = value_undefined(vm);
  TRY(builtin_iterator_step(vm, iterator, &done, &value));
  return create_iterator_result(vm, done ? value_undefined(vm) : value, done, &call->result);
}

static const BuiltinProperty array_iterator_prototype_properties[] = {
    FUNCTION("next", array_iterator_prototype_next, 0),
    STRING("@@toStringTag", "Array Iterator"),
};

/* #sec-%arrayiteratorprototype%-object */
const BuiltinObject array_iterator_prototype_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_ITERATOR_PROTOTYPE,
    .properties = array_iterator_prototype_properties,
    .property_count = array_length(array_iterator_prototype_properties),
};
