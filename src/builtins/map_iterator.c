/* SPDX-License-Identifier: MIT */
/* map_iterator.c: Map.prototype's entries, keys and values, and %MapIteratorPrototype%
 * #sec-map-iterator-objects
 *
 * The step itself is builtin_iterator_step: for-of takes it without a result object. */
#include "builtins/map.h"
#include "ops/iterate.h"

/* CreateMapIterator ( map, kind )   #sec-createmapiterator */
static bool create_map_iterator(Vm *vm, Call *call, const char *method, EnumerableKind kind) {
  MapObject *map;
  TRY(this_collection(vm, call, CELL_MAP, method, &map));
  return builtin_iterator_new(vm, INTRINSIC_MAP_ITERATOR_PROTOTYPE, ITERATOR_OF_MAP, kind,
                              call->this_value, &call->result);
}

/* Map.prototype.entries ( )   #sec-map.prototype.entries */
bool map_prototype_entries(Vm *vm, Call *call) {
  return create_map_iterator(vm, call, "Map.prototype.entries", ENUMERABLE_ENTRIES);
}

/* Map.prototype.keys ( )   #sec-map.prototype.keys */
bool map_prototype_keys(Vm *vm, Call *call) {
  return create_map_iterator(vm, call, "Map.prototype.keys", ENUMERABLE_KEYS);
}

/* Map.prototype.values ( )   #sec-map.prototype.values */
bool map_prototype_values(Vm *vm, Call *call) {
  return create_map_iterator(vm, call, "Map.prototype.values", ENUMERABLE_VALUES);
}

/* %MapIteratorPrototype%.next ( )   #sec-%mapiteratorprototype%.next */
static bool map_iterator_next(Vm *vm, Call *call) {
  IteratorObject *iterator = (IteratorObject *)value_as_cell(call->this_value);
  if (!value_is_type(call->this_value, CELL_ITERATOR) || (iterator->kind & 0xff) != ITERATOR_OF_MAP)
    return throw_incompatible_receiver(vm, "Map Iterator.prototype.next", call->this_value);
  bool done;
  Value value;
  TRY(builtin_iterator_step(vm, iterator, &done, &value));
  return create_iterator_result(vm, done ? value_undefined(vm) : value, done, &call->result);
}

static const BuiltinProperty map_iterator_prototype_properties[] = {
    FUNCTION("next", map_iterator_next, 0),
    STRING("@@toStringTag", "Map Iterator"),
};

const BuiltinObject map_iterator_prototype_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_ITERATOR_PROTOTYPE,
    .properties = map_iterator_prototype_properties,
    .property_count = array_length(map_iterator_prototype_properties),
};
