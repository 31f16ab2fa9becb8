/* SPDX-License-Identifier: MIT */
/* set_algebra.c: union, intersection and their kin, between a Set and anything that has size, has
 * and keys   #sec-abstract-operations-for-set-objects
 *
 * The other's methods may change the receiver meanwhile: where the specification reads the
 * receiver's list anew at each step, a HashTablePosition does the same. */
#include <math.h>

#include "builtins/loop.h"
#include "builtins/map.h"
#include "ops/iterate.h"

/* A Set Record   #sec-set-records */
typedef struct SetRecord {
  Value set_object;
  double size; /* may be infinite */
  Value has;
  Value keys;
} SetRecord;

static bool get_method_of_set(Vm *vm, Object *o, PropertyKey key, Value *out) {
  TRY(get(vm, o, key, out));
  return value_is_callable(vm, *out) || throw_not_callable(vm, *out);
}

/* GetSetRecord ( obj )   #sec-getsetrecord */
static bool get_set_record(Vm *vm, Value value, SetRecord *out) {
  char text[128];
  Value size;
  double number;
  if (!value_is_object(value))
    return throw_type_error(vm, ERROR_NOT_OBJECT, value_describe(vm, value, text, sizeof text));
  Object *o = value_as_object(value);
  TRY(get(vm, o, vm->names.size, &size));
  TRY(to_number(vm, size, &number));
  if (isnan(number)) return throw_type_error(vm, ERROR_SET_SIZE_NAN);
  out->size = trunc(number);
  if (out->size < 0)
    return throw_range_error(vm, ERROR_SET_SIZE, value_describe(vm, size, text, sizeof text));
  TRY(get_method_of_set(vm, o, vm->names.has, &out->has));
  TRY(get_method_of_set(vm, o, vm->names.keys, &out->keys));
  out->set_object = value;
  return true;
}

/* The receiver and the record of the argument: how each method begins. */
static bool operands(Vm *vm, const Call *call, const char *method, MapObject **set,
                     SetRecord *other) {
  TRY(this_collection(vm, call, CELL_SET, method, set));
  return get_set_record(vm, call_arg(vm, call, 0), other);
}

/* ToBoolean(Call(other.has, key)) */
static bool other_has(Vm *vm, const SetRecord *other, Value key, bool *out) {
  Value result;
  TRY(call_function(vm, other->has, other->set_object, &key, 1, &result));
  *out = to_boolean(vm, result);
  return true;
}

static bool get_keys_iterator(Vm *vm, const SetRecord *other, IteratorRecord *out) {
  return get_iterator_from_method(vm, other->set_object, other->keys, out);
}

/* SetDataSize ( setData )   #sec-setdatasize */
static double set_data_size(Vm *vm, const MapObject *set) {
  return hash_table_size(map_table(vm, set));
}

/* SetDataHas ( setData, value )   #sec-setdatahas */
static bool set_data_has(Vm *vm, const MapObject *set, Value value, bool *out) {
  return hash_table_get(vm, map_table(vm, set), value, out, NULL);
}

static bool set_data_add(Vm *vm, MapObject *set, Value value) {
  return hash_table_set(vm, set, &set->table, value, value);
}

static bool set_data_remove(Vm *vm, MapObject *set, Value value) {
  bool ignored;
  return hash_table_delete(vm, set, &set->table, value, &ignored);
}

/* A Set of %Set.prototype% with the receiver's elements. */
static bool copy_set(Vm *vm, const MapObject *set, MapObject **out) {
  HashTablePosition position = {map_table(vm, set), 0};
  Value value;
  *out = collection_new(vm, CELL_SET);
  TRY(*out);
  while (hash_table_next(vm, &position, &value, NULL)) TRY(set_data_add(vm, *out, value));
  return true;
}

/* Removes from `result`, a copy of the receiver, what the other has. */
static bool remove_what_other_has(Vm *vm, const SetRecord *other, MapObject *result) {
  HashTablePosition position = {map_table(vm, result), 0};
  Value value;
  while (hash_table_next(vm, &position, &value, NULL)) {
    bool in_other;
    TRY(other_has(vm, other, value, &in_other));
    if (in_other) TRY(set_data_remove(vm, result, value));
  }
  return true;
}

/* Set.prototype.difference ( other )   #sec-set.prototype.difference */
bool set_prototype_difference(Vm *vm, Call *call) {
  MapObject *set, *result;
  SetRecord other;
  IteratorRecord keys;
  TRY(operands(vm, call, "Set.prototype.difference", &set, &other));
  TRY(copy_set(vm, set, &result));
  call->result = value_cell(result);
  if (set_data_size(vm, set) <= other.size) return remove_what_other_has(vm, &other, result);
  TRY(get_keys_iterator(vm, &other, &keys));
  for (double k = 0;; k++) {
    bool done;
    Value next;
    TRY(iterator_step_value(vm, &keys, &done, &next));
    if (done) return true;
    TRY(set_data_remove(vm, result, next));
    TRY(loop_turn(vm, k));
  }
}

/* Adds to `result` what the receiver and the other have. */
static bool add_what_other_has(Vm *vm, const MapObject *set, const SetRecord *other,
                               MapObject *result) {
  HashTablePosition position = {map_table(vm, set), 0};
  Value value;
  while (hash_table_next(vm, &position, &value, NULL)) {
    bool in_other;
    TRY(other_has(vm, other, value, &in_other));
    if (in_other) TRY(set_data_add(vm, result, value));
  }
  return true;
}

/* Set.prototype.intersection ( other )   #sec-set.prototype.intersection */
bool set_prototype_intersection(Vm *vm, Call *call) {
  MapObject *set, *result;
  SetRecord other;
  IteratorRecord keys;
  TRY(operands(vm, call, "Set.prototype.intersection", &set, &other));
  result = collection_new(vm, CELL_SET);
  TRY(call_return_cell(call, result));
  if (set_data_size(vm, set) <= other.size) return add_what_other_has(vm, set, &other, result);
  TRY(get_keys_iterator(vm, &other, &keys));
  for (double k = 0;; k++) {
    bool done, in_this;
    Value next;
    TRY(iterator_step_value(vm, &keys, &done, &next));
    if (done) return true;
    TRY(set_data_has(vm, set, next, &in_this));
    if (in_this) TRY(set_data_add(vm, result, next));
    TRY(loop_turn(vm, k));
  }
}

/* Goes through the receiver until other.has gives something else than `expected`; the result of
 * the method is whether it never did. */
static bool return_all_in_other(Vm *vm, Call *call, const MapObject *set, const SetRecord *other,
                                bool expected) {
  HashTablePosition position = {map_table(vm, set), 0};
  Value value;
  while (hash_table_next(vm, &position, &value, NULL)) {
    bool in_other;
    TRY(other_has(vm, other, value, &in_other));
    if (in_other != expected) return call_return_bool(vm, call, false);
  }
  return call_return_bool(vm, call, true);
}

/* Goes through the other's keys until the receiver has (or has not) one against expectation. */
static bool return_all_keys_in_this(Vm *vm, Call *call, const MapObject *set,
                                    const SetRecord *other, bool expected) {
  IteratorRecord keys;
  TRY(get_keys_iterator(vm, other, &keys));
  for (double k = 0;; k++) {
    bool done, in_this;
    Value next;
    TRY(iterator_step_value(vm, &keys, &done, &next));
    if (done) return call_return_bool(vm, call, true);
    TRY(set_data_has(vm, set, next, &in_this));
    if (in_this != expected) {
      TRY(iterator_close(vm, &keys));
      return call_return_bool(vm, call, false);
    }
    TRY(loop_turn(vm, k));
  }
}

/* Set.prototype.isDisjointFrom ( other )   #sec-set.prototype.isdisjointfrom */
bool set_prototype_is_disjoint_from(Vm *vm, Call *call) {
  MapObject *set;
  SetRecord other;
  TRY(operands(vm, call, "Set.prototype.isDisjointFrom", &set, &other));
  if (set_data_size(vm, set) <= other.size)
    return return_all_in_other(vm, call, set, &other, false);
  return return_all_keys_in_this(vm, call, set, &other, false);
}

/* Set.prototype.isSubsetOf ( other )   #sec-set.prototype.issubsetof */
bool set_prototype_is_subset_of(Vm *vm, Call *call) {
  MapObject *set;
  SetRecord other;
  TRY(operands(vm, call, "Set.prototype.isSubsetOf", &set, &other));
  if (set_data_size(vm, set) > other.size) return call_return_bool(vm, call, false);
  return return_all_in_other(vm, call, set, &other, true);
}

/* Set.prototype.isSupersetOf ( other )   #sec-set.prototype.issupersetof */
bool set_prototype_is_superset_of(Vm *vm, Call *call) {
  MapObject *set;
  SetRecord other;
  TRY(operands(vm, call, "Set.prototype.isSupersetOf", &set, &other));
  if (set_data_size(vm, set) < other.size) return call_return_bool(vm, call, false);
  return return_all_keys_in_this(vm, call, set, &other, true);
}

/* Set.prototype.symmetricDifference ( other )   #sec-set.prototype.symmetricdifference */
bool set_prototype_symmetric_difference(Vm *vm, Call *call) {
  MapObject *set, *result;
  SetRecord other;
  IteratorRecord keys;
  TRY(operands(vm, call, "Set.prototype.symmetricDifference", &set, &other));
  TRY(get_keys_iterator(vm, &other, &keys));
  TRY(copy_set(vm, set, &result));
  call->result = value_cell(result);
  for (double k = 0;; k++) {
    bool done, in_this;
    Value next;
    TRY(iterator_step_value(vm, &keys, &done, &next));
    if (done) return true;
    TRY(set_data_has(vm, set, next, &in_this));
    TRY(in_this ? set_data_remove(vm, result, next) : set_data_add(vm, result, next));
    TRY(loop_turn(vm, k));
  }
}

/* Set.prototype.union ( other )   #sec-set.prototype.union */
bool set_prototype_union(Vm *vm, Call *call) {
  MapObject *set, *result;
  SetRecord other;
  IteratorRecord keys;
  TRY(operands(vm, call, "Set.prototype.union", &set, &other));
  TRY(get_keys_iterator(vm, &other, &keys));
  TRY(copy_set(vm, set, &result));
  call->result = value_cell(result);
  for (double k = 0;; k++) {
    bool done;
    Value next;
    TRY(iterator_step_value(vm, &keys, &done, &next));
    if (done) return true;
    TRY(set_data_add(vm, result, next));
    TRY(loop_turn(vm, k));
  }
}
