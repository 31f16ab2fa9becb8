/* SPDX-License-Identifier: MIT */
/* set.c: the Set constructor and Set.prototype   #sec-set-objects
 *
 * The methods of set algebra are set_algebra.c's, iterators set_iterator.c's. */
#include "builtins/loop.h"
#include "builtins/map.h"
#include "ops/iterate.h"

static bool set_prototype_add(Vm *vm, Call *call);

static bool add_value(Vm *vm, MapObject *set, Value adder, Value value) {
  Value ignored;
  if (value_is_native_of(adder, set_prototype_add))
    return hash_table_set(vm, set, &set->table, value, value); /* OPT: without a call */
  return call_function(vm, adder, value_cell(set), &value, 1, &ignored);
}

static bool add_values_from_iterable(Vm *vm, MapObject *set, Value iterable, Value adder) {
  IteratorRecord record;
  TRY(get_iterator(vm, iterable, ITERATOR_SYNC, &record));
  for (double k = 0;; k++) {
    bool done;
    Value next;
    TRY(loop_turn(vm, k));
    TRY(iterator_step_value(vm, &record, &done, &next));
    if (done) return true;
    if (!add_value(vm, set, adder, next)) return iterator_close_throwing(vm, &record);
  }
}

/* Set ( [ iterable ] )   #sec-set-iterable */
static bool set_constructor(Vm *vm, Call *call) {
  if (!call_is_construct(vm, call))
    return throw_type_error(vm, ERROR_CONSTRUCTOR_WITHOUT_NEW, "Set");
  MapObject *set;
  TRY(collection_create_from_constructor(vm, call, CELL_SET, &set));
  call->result = value_cell(set);
  Value iterable = call_arg(vm, call, 0), adder;
  if (value_is_nullish(vm, iterable)) return true;
  TRY(get(vm, &set->base, vm->names.add, &adder));
  if (!value_is_callable(vm, adder)) return throw_not_callable(vm, adder);
  return add_values_from_iterable(vm, set, iterable, adder);
}

/* Set.prototype.add ( value )   #sec-set.prototype.add */
static bool set_prototype_add(Vm *vm, Call *call) {
  MapObject *set;
  Value value = call_arg(vm, call, 0);
  TRY(this_collection(vm, call, CELL_SET, "Set.prototype.add", &set));
  call->result = call->this_value;
  return hash_table_set(vm, set, &set->table, value, value);
}

/* Set.prototype.clear ( )   #sec-set.prototype.clear */
static bool set_prototype_clear(Vm *vm, Call *call) {
  MapObject *set;
  TRY(this_collection(vm, call, CELL_SET, "Set.prototype.clear", &set));
  return hash_table_clear(vm, set, &set->table);
}

/* Set.prototype.delete ( value )   #sec-set.prototype.delete */
static bool set_prototype_delete(Vm *vm, Call *call) {
  MapObject *set;
  bool found;
  TRY(this_collection(vm, call, CELL_SET, "Set.prototype.delete", &set));
  TRY(hash_table_delete(vm, set, &set->table, call_arg(vm, call, 0), &found));
  return call_return_bool(vm, call, found);
}

/* Set.prototype.forEach ( callback [ , thisArg ] )   #sec-set.prototype.foreach */
static bool set_prototype_for_each(Vm *vm, Call *call) {
  MapObject *set;
  Value callback = call_arg(vm, call, 0), value, ignored;
  TRY(this_collection(vm, call, CELL_SET, "Set.prototype.forEach", &set));
  if (!value_is_callable(vm, callback)) return throw_not_callable(vm, callback);
  HashTablePosition position = {map_table(vm, set), 0};
  Callback each = callback_make(vm, callback, call_arg(vm, call, 1));
  while (hash_table_next(vm, &position, &value, NULL)) {
    Value args[3] = {value, value, value_cell(set)};
    TRY(callback_call(vm, &each, args, 3, &ignored));
  }
  return true;
}

/* Set.prototype.has ( value )   #sec-set.prototype.has */
static bool set_prototype_has(Vm *vm, Call *call) {
  MapObject *set;
  bool found;
  TRY(this_collection(vm, call, CELL_SET, "Set.prototype.has", &set));
  TRY(hash_table_get(vm, map_table(vm, set), call_arg(vm, call, 0), &found, NULL));
  return call_return_bool(vm, call, found);
}

/* get Set.prototype.size   #sec-get-set.prototype.size */
static bool set_prototype_size(Vm *vm, Call *call) {
  MapObject *set;
  TRY(this_collection(vm, call, CELL_SET, "get Set.prototype.size", &set));
  return call_return_number(call, hash_table_size(map_table(vm, set)));
}

static const BuiltinProperty set_constructor_properties[] = {
    INTRINSIC_WITH("prototype", SET_PROTOTYPE, 0),
    GETTER("@@species", species_getter),
};

const BuiltinObject set_constructor_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .name = "Set",
    .length = 0,
    .flags = NATIVE_CONSTRUCTOR | NATIVE_CLASS,
    .function = set_constructor,
    .properties = set_constructor_properties,
    .property_count = array_length(set_constructor_properties),
};

static const BuiltinProperty set_prototype_properties[] = {
    INTRINSIC("constructor", SET),
    FUNCTION("add", set_prototype_add, 1),
    FUNCTION("clear", set_prototype_clear, 0),
    FUNCTION("delete", set_prototype_delete, 1),
    FUNCTION("difference", set_prototype_difference, 1),
    FUNCTION("entries", set_prototype_entries, 0),
    FUNCTION("forEach", set_prototype_for_each, 1),
    FUNCTION("has", set_prototype_has, 1),
    FUNCTION("intersection", set_prototype_intersection, 1),
    FUNCTION("isDisjointFrom", set_prototype_is_disjoint_from, 1),
    FUNCTION("isSubsetOf", set_prototype_is_subset_of, 1),
    FUNCTION("isSupersetOf", set_prototype_is_superset_of, 1),
    GETTER("size", set_prototype_size),
    FUNCTION("symmetricDifference", set_prototype_symmetric_difference, 1),
    FUNCTION("union", set_prototype_union, 1),
    FUNCTION("values", set_prototype_values, 0),
    ALIAS("keys", "values"),
    ALIAS("@@iterator", "values"),
    STRING("@@toStringTag", "Set"),
};

const BuiltinObject set_prototype_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_OBJECT_PROTOTYPE,
    .properties = set_prototype_properties,
    .property_count = array_length(set_prototype_properties),
};
