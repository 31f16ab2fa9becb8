/* SPDX-License-Identifier: MIT */
/* weak.c: WeakMap, WeakSet and WeakRef   #sec-weakmap-objects #sec-weakset-objects
 * #sec-weak-ref-objects
 *
 * How their keys are held is value/weak.c's. */
#include "value/weak.h"

#include "builtins/map.h"
#include "builtins/object.h"
#include "ops/iterate.h"

/* RequireInternalSlot for these three kinds. */
static bool require_this(Vm *vm, const Call *call, CellType type, const char *method) {
  return value_is_type(call->this_value, type) ||
         throw_incompatible_receiver(vm, method, call->this_value);
}

static WeakMap *this_map(const Call *call) { return (WeakMap *)value_as_cell(call->this_value); }

/* Get(target, name), which must be callable: what fills a new collection. */
static bool get_adder(Vm *vm, Object *target, PropertyKey name, Value *out) {
  TRY(get(vm, target, name, out));
  return value_is_callable(vm, *out) || throw_not_callable(vm, *out);
}

/* --- WeakMap --- */

/* Calls the adder for an entry. */
static bool add_entry(Vm *vm, Object *target, Value adder, Value key, Value value) {
  Value pair[2] = {key, value}, ignored;
  return call_function(vm, adder, value_cell(target), pair, 2, &ignored);
}

/* WeakMap ( [ iterable ] )   #sec-weakmap-iterable */
static bool weak_map_constructor(Vm *vm, Call *call) {
  WeakMap *map;
  Value iterable = call_arg(vm, call, 0), adder;
  if (!call_is_construct(vm, call))
    return throw_type_error(vm, ERROR_CONSTRUCTOR_WITHOUT_NEW, "WeakMap");
  TRY(ordinary_create_from_constructor(vm, call->new_target, INTRINSIC_WEAK_MAP_PROTOTYPE,
                                       CELL_WEAK_MAP, sizeof *map, (void **)&map));
  call->result = value_cell(map);
  if (value_is_nullish(vm, iterable)) return true;
  TRY(get_adder(vm, &map->base, vm->names.set, &adder));
  return add_entries_from_iterable(vm, &map->base, iterable, add_entry, adder);
}

static const BuiltinProperty weak_map_constructor_properties[] = {
    INTRINSIC_WITH("prototype", WEAK_MAP_PROTOTYPE, 0),
};

/* #sec-properties-of-the-weakmap-constructor */
const BuiltinObject weak_map_constructor_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .name = "WeakMap",
    .length = 0,
    .flags = NATIVE_CONSTRUCTOR | NATIVE_CLASS,
    .function = weak_map_constructor,
    .properties = weak_map_constructor_properties,
    .property_count = array_length(weak_map_constructor_properties),
};

/* WeakMap.prototype.delete ( key )   #sec-weakmap.prototype.delete */
static bool weak_map_prototype_delete(Vm *vm, Call *call) {
  Value key = call_arg(vm, call, 0);
  TRY(require_this(vm, call, CELL_WEAK_MAP, "WeakMap.prototype.delete"));
  bool found = value_can_be_held_weakly(key) && weak_map_delete(vm, this_map(call), key);
  return call_return_bool(vm, call, found);
}

/* WeakMap.prototype.get ( key )   #sec-weakmap.prototype.get */
static bool weak_map_prototype_get(Vm *vm, Call *call) {
  Value key = call_arg(vm, call, 0), value;
  TRY(require_this(vm, call, CELL_WEAK_MAP, "WeakMap.prototype.get"));
  if (value_can_be_held_weakly(key) && weak_map_get(vm, this_map(call), key, &value))
    call->result = value;
  return true;
}

/* WeakMap.prototype.getOrInsert ( key, value )   #sec-weakmap.prototype.getorinsert */
static bool weak_map_prototype_get_or_insert(Vm *vm, Call *call) {
  Value key = call_arg(vm, call, 0), value;
  TRY(require_this(vm, call, CELL_WEAK_MAP, "WeakMap.prototype.getOrInsert"));
  if (!value_can_be_held_weakly(key)) return throw_type_error(vm, ERROR_WEAK_KEY);
  if (weak_map_get(vm, this_map(call), key, &value)) return call_return(call, value);
  TRY(weak_map_set(vm, this_map(call), key, call_arg(vm, call, 1)));
  return call_return(call, call_arg(vm, call, 1));
}

/* WeakMap.prototype.getOrInsertComputed ( key, callback )
 * #sec-weakmap.prototype.getorinsertcomputed */
static bool weak_map_prototype_get_or_insert_computed(Vm *vm, Call *call) {
  Value key = call_arg(vm, call, 0), callback = call_arg(vm, call, 1), value;
  TRY(require_this(vm, call, CELL_WEAK_MAP, "WeakMap.prototype.getOrInsertComputed"));
  if (!value_can_be_held_weakly(key)) return throw_type_error(vm, ERROR_WEAK_KEY);
  if (!value_is_callable(vm, callback)) return throw_not_callable(vm, callback);
  if (weak_map_get(vm, this_map(call), key, &value)) return call_return(call, value);
  TRY(call_function(vm, callback, value_undefined(vm), &key, 1, &value));
  TRY(weak_map_set(vm, this_map(call), key, value));
  return call_return(call, value);
}

/* WeakMap.prototype.has ( key )   #sec-weakmap.prototype.has */
static bool weak_map_prototype_has(Vm *vm, Call *call) {
  Value key = call_arg(vm, call, 0), ignored;
  TRY(require_this(vm, call, CELL_WEAK_MAP, "WeakMap.prototype.has"));
  bool found = value_can_be_held_weakly(key) && weak_map_get(vm, this_map(call), key, &ignored);
  return call_return_bool(vm, call, found);
}

/* WeakMap.prototype.set ( key, value )   #sec-weakmap.prototype.set */
static bool weak_map_prototype_set(Vm *vm, Call *call) {
  Value key = call_arg(vm, call, 0);
  TRY(require_this(vm, call, CELL_WEAK_MAP, "WeakMap.prototype.set"));
  if (!value_can_be_held_weakly(key)) return throw_type_error(vm, ERROR_WEAK_KEY);
  TRY(weak_map_set(vm, this_map(call), key, call_arg(vm, call, 1)));
  return call_return(call, call->this_value);
}

static const BuiltinProperty weak_map_prototype_properties[] = {
    INTRINSIC("constructor", WEAK_MAP),
    FUNCTION("delete", weak_map_prototype_delete, 1),
    FUNCTION("get", weak_map_prototype_get, 1),
    FUNCTION("set", weak_map_prototype_set, 2),
    FUNCTION("has", weak_map_prototype_has, 1),
    FUNCTION("getOrInsert", weak_map_prototype_get_or_insert, 2),
    FUNCTION("getOrInsertComputed", weak_map_prototype_get_or_insert_computed, 2),
    STRING("@@toStringTag", "WeakMap"),
};

/* #sec-properties-of-the-weakmap-prototype-object */
const BuiltinObject weak_map_prototype_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_OBJECT_PROTOTYPE,
    .properties = weak_map_prototype_properties,
    .property_count = array_length(weak_map_prototype_properties),
};

/* --- WeakSet --- */

/* The loop of the constructor. */
static bool add_values_from_iterable(Vm *vm, Object *set, Value iterable, Value adder) {
  IteratorRecord record;
  TRY(get_iterator(vm, iterable, ITERATOR_SYNC, &record));
  for (;;) {
    bool done;
    Value value, ignored;
    TRY(iterator_step_value(vm, &record, &done, &value));
    if (done) return true;
    if (!call_function(vm, adder, value_cell(set), &value, 1, &ignored))
      return iterator_close_throwing(vm, &record);
  }
}

/* WeakSet ( [ iterable ] )   #sec-weakset-iterable */
static bool weak_set_constructor(Vm *vm, Call *call) {
  WeakMap *set;
  Value iterable = call_arg(vm, call, 0), adder;
  if (!call_is_construct(vm, call))
    return throw_type_error(vm, ERROR_CONSTRUCTOR_WITHOUT_NEW, "WeakSet");
  TRY(ordinary_create_from_constructor(vm, call->new_target, INTRINSIC_WEAK_SET_PROTOTYPE,
                                       CELL_WEAK_SET, sizeof *set, (void **)&set));
  call->result = value_cell(set);
  if (value_is_nullish(vm, iterable)) return true;
  TRY(get_adder(vm, &set->base, vm->names.add, &adder));
  return add_values_from_iterable(vm, &set->base, iterable, adder);
}

static const BuiltinProperty weak_set_constructor_properties[] = {
    INTRINSIC_WITH("prototype", WEAK_SET_PROTOTYPE, 0),
};

/* #sec-properties-of-the-weakset-constructor */
const BuiltinObject weak_set_constructor_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .name = "WeakSet",
    .length = 0,
    .flags = NATIVE_CONSTRUCTOR | NATIVE_CLASS,
    .function = weak_set_constructor,
    .properties = weak_set_constructor_properties,
    .property_count = array_length(weak_set_constructor_properties),
};

/* WeakSet.prototype.add ( value )   #sec-weakset.prototype.add */
static bool weak_set_prototype_add(Vm *vm, Call *call) {
  Value value = call_arg(vm, call, 0);
  TRY(require_this(vm, call, CELL_WEAK_SET, "WeakSet.prototype.add"));
  if (!value_can_be_held_weakly(value)) return throw_type_error(vm, ERROR_WEAK_VALUE);
  TRY(weak_map_set(vm, this_map(call), value, value_bool(vm, true)));
  return call_return(call, call->this_value);
}

/* WeakSet.prototype.delete ( value )   #sec-weakset.prototype.delete */
static bool weak_set_prototype_delete(Vm *vm, Call *call) {
  Value value = call_arg(vm, call, 0);
  TRY(require_this(vm, call, CELL_WEAK_SET, "WeakSet.prototype.delete"));
  bool found = value_can_be_held_weakly(value) && weak_map_delete(vm, this_map(call), value);
  return call_return_bool(vm, call, found);
}

/* WeakSet.prototype.has ( value )   #sec-weakset.prototype.has */
static bool weak_set_prototype_has(Vm *vm, Call *call) {
  Value value = call_arg(vm, call, 0), ignored;
  TRY(require_this(vm, call, CELL_WEAK_SET, "WeakSet.prototype.has"));
  bool found = value_can_be_held_weakly(value) && weak_map_get(vm, this_map(call), value, &ignored);
  return call_return_bool(vm, call, found);
}

static const BuiltinProperty weak_set_prototype_properties[] = {
    INTRINSIC("constructor", WEAK_SET),         FUNCTION("delete", weak_set_prototype_delete, 1),
    FUNCTION("has", weak_set_prototype_has, 1), FUNCTION("add", weak_set_prototype_add, 1),
    STRING("@@toStringTag", "WeakSet"),
};

/* #sec-properties-of-the-weakset-prototype-object */
const BuiltinObject weak_set_prototype_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_OBJECT_PROTOTYPE,
    .properties = weak_set_prototype_properties,
    .property_count = array_length(weak_set_prototype_properties),
};

/* --- WeakRef --- */

/* WeakRef ( target )   #sec-weak-ref-target */
static bool weak_ref_constructor(Vm *vm, Call *call) {
  WeakRef *ref;
  Value target = call_arg(vm, call, 0);
  if (!call_is_construct(vm, call))
    return throw_type_error(vm, ERROR_CONSTRUCTOR_WITHOUT_NEW, "WeakRef");
  if (!value_can_be_held_weakly(target)) return throw_type_error(vm, ERROR_WEAK_REF_TARGET);
  TRY(ordinary_create_from_constructor(vm, call->new_target, INTRINSIC_WEAK_REF_PROTOTYPE,
                                       CELL_WEAK_REF, sizeof *ref, (void **)&ref));
  slot_store(vm, ref, &ref->target, target);
  TRY(weak_keep(vm, target));
  return call_return_cell(call, ref);
}

static const BuiltinProperty weak_ref_constructor_properties[] = {
    INTRINSIC_WITH("prototype", WEAK_REF_PROTOTYPE, 0),
};

/* #sec-properties-of-the-weak-ref-constructor */
const BuiltinObject weak_ref_constructor_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .name = "WeakRef",
    .length = 1,
    .flags = NATIVE_CONSTRUCTOR | NATIVE_CLASS,
    .function = weak_ref_constructor,
    .properties = weak_ref_constructor_properties,
    .property_count = array_length(weak_ref_constructor_properties),
};

/* WeakRef.prototype.deref ( )   #sec-weak-ref.prototype.deref */
static bool weak_ref_prototype_deref(Vm *vm, Call *call) {
  TRY(require_this(vm, call, CELL_WEAK_REF, "WeakRef.prototype.deref"));
  return weak_ref_deref(vm, (WeakRef *)value_as_cell(call->this_value), &call->result);
}

static const BuiltinProperty weak_ref_prototype_properties[] = {
    INTRINSIC("constructor", WEAK_REF),
    FUNCTION("deref", weak_ref_prototype_deref, 0),
    STRING("@@toStringTag", "WeakRef"),
};

/* #sec-properties-of-the-weak-ref-prototype-object */
const BuiltinObject weak_ref_prototype_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_OBJECT_PROTOTYPE,
    .properties = weak_ref_prototype_properties,
    .property_count = array_length(weak_ref_prototype_properties),
};
