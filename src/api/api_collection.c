/* SPDX-License-Identifier: MIT */
/* api_collection.c: dates, maps, sets and iteration of mote.h. */
#include "api/api.h"
#include "base/calendar.h"
#include "builtins/map.h"
#include "ops/iterate.h"
#include "value/buffer_object.h"

bool mote_date_new(MoteVm *mote, double milliseconds, MoteValue *out) {
  Vm *vm = api_vm(mote);
  DateObject *date = intrinsic_instance(vm, INTRINSIC_DATE_PROTOTYPE, CELL_DATE, sizeof *date);
  TRY(date);
  date->time = time_clip(milliseconds);
  return api_give_cell(out, date);
}

/* --- maps and sets --- */

bool mote_map_new(MoteVm *vm, MoteValue *out) {
  return api_give_cell(out, collection_new(api_vm(vm), CELL_MAP));
}
bool mote_set_new(MoteVm *vm, MoteValue *out) {
  return api_give_cell(out, collection_new(api_vm(vm), CELL_SET));
}

/* `what`: for the message of the TypeError. */
static bool as_collection(Vm *vm, MoteValue value, bool maps, bool sets, const char *what,
                          MapObject **out) {
  Value v = api_value(vm, value);
  if (!(maps && value_is_type(v, CELL_MAP)) && !(sets && value_is_type(v, CELL_SET)))
    return throw_incompatible_receiver(vm, what, v);
  *out = (MapObject *)(void *)value_as_cell(v);
  return true;
}

bool mote_map_get(MoteVm *mote, MoteValue map, MoteValue key, MoteValue *out) {
  Vm *vm = api_vm(mote);
  MapObject *o;
  Value value;
  bool found;
  TRY(as_collection(vm, map, true, false, "Map.prototype.get", &o));
  TRY(hash_table_get(vm, map_table(vm, o), api_value(vm, key), &found, &value));
  return api_give(out, found ? value : value_undefined(vm));
}

bool mote_map_set(MoteVm *mote, MoteValue map, MoteValue key, MoteValue value) {
  Vm *vm = api_vm(mote);
  MapObject *o;
  TRY(as_collection(vm, map, true, false, "Map.prototype.set", &o));
  return hash_table_set(vm, o, &o->table, api_value(vm, key), api_value(vm, value));
}

bool mote_set_add(MoteVm *mote, MoteValue set, MoteValue value) {
  Vm *vm = api_vm(mote);
  MapObject *o;
  TRY(as_collection(vm, set, false, true, "Set.prototype.add", &o));
  return hash_table_set(vm, o, &o->table, api_value(vm, value), value_undefined(vm));
}

bool mote_collection_has(MoteVm *mote, MoteValue value, MoteValue key, bool *out) {
  Vm *vm = api_vm(mote);
  MapObject *collection;
  TRY(as_collection(vm, value, true, true, "Map.prototype.has", &collection));
  return hash_table_get(vm, map_table(vm, collection), api_value(vm, key), out, NULL);
}

bool mote_collection_delete(MoteVm *mote, MoteValue value, MoteValue key, bool *out) {
  Vm *vm = api_vm(mote);
  MapObject *collection;
  TRY(as_collection(vm, value, true, true, "Map.prototype.delete", &collection));
  return hash_table_delete(vm, collection, &collection->table, api_value(vm, key), out);
}

/* --- entries, without running an iterator --- */

static HashTable *collection_table(Vm *vm, Value v) {
  return slot_cell(vm, ((const MapObject *)(const void *)value_as_cell(v))->table);
}

uint32_t mote_collection_size(MoteVm *vm, MoteValue collection) {
  Value v = api_value(api_vm(vm), collection);
  if (!value_is_type(v, CELL_MAP) && !value_is_type(v, CELL_SET)) return 0;
  const HashTable *table = collection_table(api_vm(vm), v);
  return table ? hash_table_size(table) : 0;
}

/* Where iteration begins, and what it gives. False: nothing is left. */
static bool entries_start(Vm *vm, Value v, HashTablePosition *position, uint32_t *what) {
  *what = ENUMERABLE_KEYS;
  if (!value_is_type(v, CELL_ITERATOR)) {
    *position = (HashTablePosition){collection_table(vm, v), 0};
    if (value_is_type(v, CELL_MAP)) *what = ENUMERABLE_ENTRIES;
    return position->table;
  }
  const IteratorObject *iterator = (const IteratorObject *)(const void *)value_as_cell(v);
  *what = iterator->kind >> 8;
  Value target = slot_load(vm, iterator->target);
  if (!value_is_type(target, CELL_HASH_TABLE)) return false;
  *position = (HashTablePosition){(HashTable *)(void *)value_as_cell(target), iterator->position};
  return true;
}

static bool push_entries(Vm *vm, HashTablePosition position, uint32_t what, bool is_set,
                         Array *array) {
  Value key, value;
  while (hash_table_next(vm, &position, &key, &value)) {
    if (what != ENUMERABLE_VALUES || is_set) TRY(array_push(vm, array, key));
    if (what == ENUMERABLE_ENTRIES && is_set) TRY(array_push(vm, array, key));
    if (what != ENUMERABLE_KEYS && !is_set) TRY(array_push(vm, array, value));
  }
  return true;
}

bool mote_collection_entries(MoteVm *mote, MoteValue collection, MoteValue *out, bool *pairs) {
  Vm *vm = api_vm(mote);
  MoteKind kind = mote_kind(mote, collection);
  HashTablePosition position;
  uint32_t what;
  Array *array = array_new(vm, 0);
  TRY(array);
  if (entries_start(vm, api_value(vm, collection), &position, &what)) {
    bool is_set = kind == MOTE_KIND_SET || kind == MOTE_KIND_SET_ITERATOR;
    TRY(push_entries(vm, position, what, is_set, array));
  }
  *pairs = what == ENUMERABLE_ENTRIES;
  return api_give_cell(out, array);
}

/* --- iteration --- */

typedef bool IterateFunction(MoteVm *vm, MoteValue value, void *data);

static bool iterate(Vm *vm, Value iterable, IterateFunction *fn, void *data) {
  IteratorRecord record;
  TRY(get_iterator(vm, iterable, ITERATOR_SYNC, &record));
  for (;;) {
    Value value;
    bool done;
    TRY(iterator_step_value(vm, &record, &done, &value));
    if (done) return true;
    if (fn(api_mote_vm(vm), api_mote_value(value), data)) continue;
    if (!value_is_none(vm->exception)) return iterator_close_throwing(vm, &record);
    return iterator_close(vm, &record);
  }
}

bool mote_iterate(MoteVm *mote, MoteValue iterable, IterateFunction *fn, void *data) {
  Vm *vm = api_vm(mote);
  api_enter(vm);
  return api_leave(vm, iterate(vm, api_value(vm, iterable), fn, data));
}
