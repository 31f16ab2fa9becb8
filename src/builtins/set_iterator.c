/* SPDX-License-Identifier: MIT */
/* set_iterator.c: Set.prototype's entries and values, and %SetIteratorPrototype%
 * #sec-set-iterator-objects
 *
 * The step itself is builtin_iterator_step: for-of takes it without a result object. */
#include "builtins/map.h"
#include "ops/iterate.h"

/* CreateSetIterator ( set, kind )   #sec-createsetiterator */
static bool create_set_iterator(Vm *vm, Call *call, const char *method, EnumerableKind kind) {
  MapObject *set;
  TRY(this_collection(vm, call, CELL_SET, method, &set));
  return builtin_iterator_new(vm, INTRINSIC_SET_ITERATOR_PROTOTYPE, ITERATOR_OF_SET, kind,
                              call->this_value, &call->result);
}

/* Set.prototype.entries ( )   #sec-set.prototype.entries */
bool set_prototype_entries(Vm *vm, Call *call) {
  return create_set_iterator(vm, call, "Set.prototype.entries", ENUMERABLE_ENTRIES);
}

/* Set.prototype.values ( )   #sec-set.prototype.values */
bool set_prototype_values(Vm *vm, Call *call) {
  return create_set_iterator(vm, call, "Set.prototype.values", ENUMERABLE_VALUES);
}

/* %SetIteratorPrototype%.next ( )   #sec-%setiteratorprototype%.next */
static bool set_iterator_next(Vm *vm, Call *call) {
  IteratorObject *iterator = (IteratorObject *)value_as_cell(call->this_value);
  if (!value_is_type(call->this_value, CELL_ITERATOR) || (iterator->kind & 0xff) != ITERATOR_OF_SET)
    return throw_incompatible_receiver(vm, "Set Iterator.prototype.next", call->this_value);
  bool done;
  Value value;
  TRY(builtin_iterator_step(vm, iterator, &done, &value));
  return create_iterator_result(vm, done ? value_undefined(vm) : value, done, &call->result);
}

static const BuiltinProperty set_iterator_prototype_properties[] = {
    FUNCTION("next", set_iterator_next, 0),
    STRING("@@toStringTag", "Set Iterator"),
};

const BuiltinObject set_iterator_prototype_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_ITERATOR_PROTOTYPE,
    .properties = set_iterator_prototype_properties,
    .property_count = array_length(set_iterator_prototype_properties),
};
