/* SPDX-License-Identifier: MIT */
/* map.c: the Map constructor and Map.prototype   #sec-map-objects
 *
 * The data is a hash table of value/hash_table.h, which also keeps the place of iterators when it
 * changes. Iterators are map_iterator.c's. */
#include "builtins/map.h"

#include "builtins/group_by.h"
#include "builtins/loop.h"
#include "builtins/object.h"

/* Gives a new collection, whose table is still none, an empty one. */
static bool install_table(Vm *vm, MapObject *collection) {
  HashTable *table = hash_table_new(vm, cell_type(collection) == CELL_MAP ? HASH_TABLE_VALUES : 0);
  TRY(table);
  slot_store_cell(vm, collection, &collection->table, table);
  return true;
}

static IntrinsicId collection_prototype(CellType type) {
  return type == CELL_MAP ? INTRINSIC_MAP_PROTOTYPE : INTRINSIC_SET_PROTOTYPE;
}

MapObject *collection_new(Vm *vm, CellType type) {
  MapObject *collection =
      intrinsic_instance(vm, collection_prototype(type), type, sizeof *collection);
  return collection && install_table(vm, collection) ? collection : NULL;
}

bool collection_create_from_constructor(Vm *vm, const Call *call, CellType type, MapObject **out) {
  void *cell;
  TRY(ordinary_create_from_constructor(vm, call->new_target, collection_prototype(type), type,
                                       sizeof **out, &cell));
  *out = cell;
  return install_table(vm, *out);
}

static bool map_prototype_set(Vm *vm, Call *call);

static bool map_add_entry(Vm *vm, Object *target, Value adder, Value key, Value value) {
  MapObject *map = (MapObject *)target;
  if (value_is_native_of(adder, map_prototype_set))
    return hash_table_set(vm, map, &map->table, key, value); /* OPT: without a call */
  Value args[2] = {key, value}, ignored;
  return call_function(vm, adder, value_cell(target), args, 2, &ignored);
}

/* Map ( [ iterable ] )   #sec-map-iterable */
static bool map_constructor(Vm *vm, Call *call) {
  if (!call_is_construct(vm, call))
    return throw_type_error(vm, ERROR_CONSTRUCTOR_WITHOUT_NEW, "Map");
  MapObject *map;
  TRY(collection_create_from_constructor(vm, call, CELL_MAP, &map));
  call->result = value_cell(map);
  Value iterable = call_arg(vm, call, 0), adder;
  if (value_is_nullish(vm, iterable)) return true;
  TRY(get(vm, &map->base, vm->names.set, &adder));
  if (!value_is_callable(vm, adder)) return throw_not_callable(vm, adder);
  return add_entries_from_iterable(vm, &map->base, iterable, map_add_entry, adder);
}

/* Adds a value to the group of its key: the groups are a Map of arrays that nobody else sees yet. */
static bool add_to_group(Vm *vm, Object *groups, Value key, Value value) {
  MapObject *map = (MapObject *)groups;
  Value group;
  bool found;
  TRY(hash_table_get(vm, map_table(vm, map), key, &found, &group));
  if (found) return array_push(vm, value_as_array(group), value);
  Array *array = array_from_values(vm, &value, 1);
  TRY(array);
  return hash_table_set(vm, map, &map->table, key, value_cell(array));
}

/* Map.groupBy ( items, callback )   #sec-map.groupby */
static bool map_group_by(Vm *vm, Call *call) {
  MapObject *map = collection_new(vm, CELL_MAP);
  TRY(map);
  TRY(group_by(vm, call_arg(vm, call, 0), call_arg(vm, call, 1), "Map.groupBy", add_to_group,
               &map->base));
  return call_return_cell(call, map);
}

/* Map.prototype.clear ( )   #sec-map.prototype.clear */
static bool map_prototype_clear(Vm *vm, Call *call) {
  MapObject *map;
  TRY(this_collection(vm, call, CELL_MAP, "Map.prototype.clear", &map));
  return hash_table_clear(vm, map, &map->table);
}

/* Map.prototype.delete ( key )   #sec-map.prototype.delete */
static bool map_prototype_delete(Vm *vm, Call *call) {
  MapObject *map;
  bool found;
  TRY(this_collection(vm, call, CELL_MAP, "Map.prototype.delete", &map));
  TRY(hash_table_delete(vm, map, &map->table, call_arg(vm, call, 0), &found));
  return call_return_bool(vm, call, found);
}

/* Map.prototype.forEach ( callback [ , thisArg ] )   #sec-map.prototype.foreach */
static bool map_prototype_for_each(Vm *vm, Call *call) {
  MapObject *map;
  Value callback = call_arg(vm, call, 0), ignored;
  TRY(this_collection(vm, call, CELL_MAP, "Map.prototype.forEach", &map));
  if (!value_is_callable(vm, callback)) return throw_not_callable(vm, callback);
  HashTablePosition position = {map_table(vm, map), 0};
  Value args[3] = {value_none(), value_none(), value_cell(map)};
  Callback each = callback_make(vm, callback, call_arg(vm, call, 1));
  while (hash_table_next(vm, &position, &args[1], &args[0]))
    TRY(callback_call(vm, &each, args, 3, &ignored));
  return true;
}

/* Map.prototype.get ( key )   #sec-map.prototype.get */
static bool map_prototype_get(Vm *vm, Call *call) {
  MapObject *map;
  bool found;
  TRY(this_collection(vm, call, CELL_MAP, "Map.prototype.get", &map));
  return hash_table_get(vm, map_table(vm, map), call_arg(vm, call, 0), &found, &call->result);
}

/* Map.prototype.getOrInsert ( key, value )   #sec-map.prototype.getorinsert */
static bool map_prototype_get_or_insert(Vm *vm, Call *call) {
  MapObject *map;
  bool found;
  Value key = call_arg(vm, call, 0);
  TRY(this_collection(vm, call, CELL_MAP, "Map.prototype.getOrInsert", &map));
  TRY(hash_table_get(vm, map_table(vm, map), key, &found, &call->result));
  if (found) return true;
  call->result = call_arg(vm, call, 1);
  return hash_table_set(vm, map, &map->table, key, call->result);
}

/* Map.prototype.getOrInsertComputed ( key, callback )
 * #sec-map.prototype.getorinsertcomputed */
static bool map_prototype_get_or_insert_computed(Vm *vm, Call *call) {
  MapObject *map;
  bool found;
  Value key = canonicalize_keyed_collection_key(call_arg(vm, call, 0));
  Value callback = call_arg(vm, call, 1);
  TRY(this_collection(vm, call, CELL_MAP, "Map.prototype.getOrInsertComputed", &map));
  if (!value_is_callable(vm, callback)) return throw_not_callable(vm, callback);
  TRY(hash_table_get(vm, map_table(vm, map), key, &found, &call->result));
  if (found) return true;
  TRY(call_function(vm, callback, value_undefined(vm), &key, 1, &call->result));
  return hash_table_set(vm, map, &map->table, key, call->result);
}

/* Map.prototype.has ( key )   #sec-map.prototype.has */
static bool map_prototype_has(Vm *vm, Call *call) {
  MapObject *map;
  bool found;
  TRY(this_collection(vm, call, CELL_MAP, "Map.prototype.has", &map));
  TRY(hash_table_get(vm, map_table(vm, map), call_arg(vm, call, 0), &found, NULL));
  return call_return_bool(vm, call, found);
}

/* Map.prototype.set ( key, value )   #sec-map.prototype.set */
static bool map_prototype_set(Vm *vm, Call *call) {
  MapObject *map;
  TRY(this_collection(vm, call, CELL_MAP, "Map.prototype.set", &map));
  call->result = call->this_value;
  return hash_table_set(vm, map, &map->table, call_arg(vm, call, 0), call_arg(vm, call, 1));
}

/* get Map.prototype.size   #sec-get-map.prototype.size */
static bool map_prototype_size(Vm *vm, Call *call) {
  MapObject *map;
  TRY(this_collection(vm, call, CELL_MAP, "get Map.prototype.size", &map));
  return call_return_number(call, hash_table_size(map_table(vm, map)));
}

static const BuiltinProperty map_constructor_properties[] = {
    FUNCTION("groupBy", map_group_by, 2),
    INTRINSIC_WITH("prototype", MAP_PROTOTYPE, 0),
    GETTER("@@species", species_getter),
};

const BuiltinObject map_constructor_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .name = "Map",
    .length = 0,
    .flags = NATIVE_CONSTRUCTOR | NATIVE_CLASS,
    .function = map_constructor,
    .properties = map_constructor_properties,
    .property_count = array_length(map_constructor_properties),
};

static const BuiltinProperty map_prototype_properties[] = {
    INTRINSIC("constructor", MAP),
    FUNCTION("clear", map_prototype_clear, 0),
    FUNCTION("delete", map_prototype_delete, 1),
    FUNCTION("entries", map_prototype_entries, 0),
    FUNCTION("forEach", map_prototype_for_each, 1),
    FUNCTION("get", map_prototype_get, 1),
    FUNCTION("getOrInsert", map_prototype_get_or_insert, 2),
    FUNCTION("getOrInsertComputed", map_prototype_get_or_insert_computed, 2),
    FUNCTION("has", map_prototype_has, 1),
    FUNCTION("keys", map_prototype_keys, 0),
    FUNCTION("set", map_prototype_set, 2),
    GETTER("size", map_prototype_size),
    FUNCTION("values", map_prototype_values, 0),
    ALIAS("@@iterator", "entries"),
    STRING("@@toStringTag", "Map"),
};

const BuiltinObject map_prototype_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_OBJECT_PROTOTYPE,
    .properties = map_prototype_properties,
    .property_count = array_length(map_prototype_properties),
};
