/* SPDX-License-Identifier: MIT */
/* map.h: what the files of Map and Set share. */
#ifndef BUILTINS_MAP_H
#define BUILTINS_MAP_H

#include "ops/call.h"
#include "value/hash_table.h"
#include "value/native.h"

static inline HashTable *map_table(Vm *vm, const MapObject *map) {
  return slot_cell_present(vm, map->table);
}

/* Throws that `method` was called on something else than it is for. Always false. */
static inline bool throw_incompatible_receiver(Vm *vm, const char *method, Value receiver) {
  char text[128];
  return throw_type_error(vm, ERROR_INCOMPATIBLE_RECEIVER, method,
                          value_describe(vm, receiver, text, sizeof text));
}

/* RequireInternalSlot(this value, [[MapData]] or [[SetData]])   #sec-requireinternalslot */
MUST_USE static inline bool this_collection(Vm *vm, const Call *call, CellType type,
                                            const char *method, MapObject **out) {
  if (unlikely(!value_is_type(call->this_value, type)))
    return throw_incompatible_receiver(vm, method, call->this_value);
  *out = (MapObject *)value_as_cell(call->this_value);
  return true;
}

/* CanonicalizeKeyedCollectionKey ( key )   #sec-canonicalizekeyedcollectionkey */
static inline Value canonicalize_keyed_collection_key(Value key) {
  return value_is_double(key) && value_as_double(key) == 0 ? value_int(0) : key;
}

/* An empty Map or Set of the current realm. NULL: exception. */
MUST_USE MapObject *collection_new(Vm *vm, CellType type);
/* The constructors' first steps: an empty collection with the prototype of the new target. */
MUST_USE bool collection_create_from_constructor(Vm *vm, const Call *call, CellType type,
                                                 MapObject **out);

/* map_iterator.c */
bool map_prototype_entries(Vm *vm, Call *call);
bool map_prototype_keys(Vm *vm, Call *call);
bool map_prototype_values(Vm *vm, Call *call);

/* set_iterator.c */
bool set_prototype_entries(Vm *vm, Call *call);
bool set_prototype_values(Vm *vm, Call *call);

/* set_algebra.c */
bool set_prototype_difference(Vm *vm, Call *call);
bool set_prototype_intersection(Vm *vm, Call *call);
bool set_prototype_is_disjoint_from(Vm *vm, Call *call);
bool set_prototype_is_subset_of(Vm *vm, Call *call);
bool set_prototype_is_superset_of(Vm *vm, Call *call);
bool set_prototype_symmetric_difference(Vm *vm, Call *call);
bool set_prototype_union(Vm *vm, Call *call);

#endif
