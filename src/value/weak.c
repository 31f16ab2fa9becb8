/* SPDX-License-Identifier: MIT */
/* weak.c: weak holders, and what a collection does with them.
 *
 * Tracing a weak holder puts it on a list; its `next` slot is none when it is not on the list. When
 * marking is done, the ephemeron function marks values of living keys, as often as that brings something
 * to life, and the weak function drops what is dead and takes the list apart. */
#include "value/weak.h"

#include <stdlib.h>

#include "base/hash.h"
#include "value/finalization.h"
#include "value/vm.h"

#define CAPACITY_FIRST 8

/* The table of a WeakMap: a CELL_BYTES, so that nothing in it is traced. */
typedef struct WeakEntry {
  Slot key; /* none: empty; the hole: deleted */
  Slot value;
} WeakEntry;
typedef struct WeakTable {
  uint32_t header;
  uint32_t length;   /* in bytes, of what follows */
  uint32_t capacity; /* a power of two */
  uint32_t count;    /* live entries */
  uint32_t used;     /* entries that are not empty */
  WeakEntry entries[];
} WeakTable;

static bool entry_is_live(const WeakEntry *entry) {
  return !slot_is_none(entry->key) && entry->key.bits != slot_hole().bits;
}

/* --- the list --- */

static Slot *next_of(Cell *holder) {
  if (cell_type(holder) == CELL_WEAK_REF) return &((WeakRef *)holder)->next;
  return &((WeakMap *)holder)->next;
}

static void list_add(Vm *vm, Cell *holder) {
  Slot *next = next_of(holder);
  if (!slot_is_none(*next)) return;
  Cell *rest = vm->weak->list;
  *next = rest ? slot_from_cell(rest) : (Slot){OFFSET_NULL};
  vm->weak->list = holder;
}

static Cell *list_next(Vm *vm, Cell *holder) {
  Slot next = *next_of(holder);
  return next.bits == OFFSET_NULL ? NULL : slot_cell_present(vm, next);
}

void weak_map_trace(Vm *vm, Cell *cell) {
  const WeakMap *map = (const WeakMap *)cell;
  object_trace_base(vm, &map->base);
  mark_slot(vm, map->table);
  list_add(vm, cell);
}

void weak_ref_trace(Vm *vm, Cell *cell) {
  object_trace_base(vm, &((const WeakRef *)cell)->base);
  list_add(vm, cell);
}

/* --- the end of marking --- */

static WeakTable *table_of(Vm *vm, Cell *holder) {
  CellType type = cell_type(holder);
  if (type != CELL_WEAK_MAP && type != CELL_WEAK_SET && type != CELL_FINALIZATION_REGISTRY)
    return NULL;
  return slot_cell(vm, ((WeakMap *)holder)->table);
}

static void mark_ephemerons(Vm *vm, void *data) {
  const WeakState *weak = data;
  for (Cell *holder = weak->list; holder; holder = list_next(vm, holder)) {
    const WeakTable *table = table_of(vm, holder);
    for (uint32_t i = 0; table && i < table->capacity; i++) {
      const WeakEntry *entry = &table->entries[i];
      if (entry_is_live(entry) && heap_is_marked(vm, slot_cell_present(vm, entry->key)))
        mark_slot(vm, entry->value);
    }
  }
}

static void drop_dead_entries(Vm *vm, WeakTable *table) {
  for (uint32_t i = 0; i < table->capacity; i++) {
    WeakEntry *entry = &table->entries[i];
    if (!entry_is_live(entry) || heap_is_marked(vm, slot_cell_present(vm, entry->key))) continue;
    *entry = (WeakEntry){slot_hole(), slot_none()};
    table->count--;
  }
}

static void drop_dead_target(Vm *vm, WeakRef *ref) {
  if (!slot_is_none(ref->target) && !heap_is_marked(vm, slot_cell_present(vm, ref->target)))
    ref->target = slot_undefined();
}

static void drop_dead(Vm *vm, void *data) {
  WeakState *weak = data;
  Cell *next;
  for (Cell *holder = weak->list; holder; holder = next) {
    next = list_next(vm, holder);
    *next_of(holder) = slot_none();
    WeakTable *table = table_of(vm, holder);
    if (table) drop_dead_entries(vm, table);
    if (cell_type(holder) == CELL_WEAK_REF) drop_dead_target(vm, (WeakRef *)holder);
    if (cell_type(holder) == CELL_FINALIZATION_REGISTRY)
      finalization_drop_dead(vm, (FinalizationRegistry *)holder);
  }
  weak->list = NULL;
}

/* --- weak maps --- */

/* The entry of a key, or the empty one where it would go. */
static WeakEntry *table_place(WeakTable *table, Slot key) {
  uint32_t mask = table->capacity - 1, at = hash_uint32(key.bits) & mask;
  while (!slot_is_none(table->entries[at].key) && table->entries[at].key.bits != key.bits)
    at = (at + 1) & mask;
  return &table->entries[at];
}

static WeakEntry *map_find(Vm *vm, WeakMap *map, Value key) {
  WeakTable *table = slot_cell(vm, map->table);
  if (!table) return NULL;
  WeakEntry *entry = table_place(table, slot_from_cell(value_as_cell(key)));
  return entry_is_live(entry) ? entry : NULL;
}

static WeakTable *table_new(Vm *vm, uint32_t capacity) {
  size_t size = sizeof(WeakTable) + capacity * sizeof(WeakEntry);
  WeakTable *table = size > HEAP_CELL_MAX ? NULL : heap_allocate(vm, CELL_BYTES, size);
  if (!table) {
    throw_out_of_memory(vm);
    return NULL;
  }
  table->length = (uint32_t)(size - 8);
  table->capacity = capacity;
  return table;
}

/* The map's table with room for one more entry. */
static WeakTable *table_with_room(Vm *vm, WeakMap *map) {
  WeakTable *old = slot_cell(vm, map->table);
  if (old && old->used < old->capacity - old->capacity / 4) return old;
  uint32_t capacity = CAPACITY_FIRST;
  while (old && capacity < old->count * 2 + 2) capacity *= 2;
  WeakTable *table = table_new(vm, capacity);
  if (!table) return NULL;
  for (uint32_t i = 0; old && i < old->capacity; i++) {
    WeakEntry *from = &old->entries[i];
    if (!entry_is_live(from)) continue;
    WeakEntry *to = table_place(table, from->key);
    to->key = from->key;
    slot_move(vm, table, &to->value, &from->value);
    table->used++;
  }
  table->count = table->used;
  slot_store_cell(vm, map, &map->table, table);
  return table;
}

bool weak_map_get(Vm *vm, WeakMap *map, Value key, Value *out) {
  *out = value_undefined(vm);
  if (!value_can_be_held_weakly(key)) return false;
  const WeakEntry *entry = map_find(vm, map, key);
  if (entry) *out = slot_load(vm, entry->value);
  return entry != NULL;
}

bool weak_map_set(Vm *vm, WeakMap *map, Value key, Value value) {
  WeakEntry *entry = map_find(vm, map, key);
  WeakTable *table = entry ? slot_cell_present(vm, map->table) : table_with_room(vm, map);
  if (!table) return false;
  if (!entry) {
    entry = table_place(table, slot_from_cell(value_as_cell(key)));
    entry->value = slot_undefined();
    entry->key = slot_from_cell(value_as_cell(key));
    table->used++;
    table->count++;
  }
  slot_store(vm, table, &entry->value, value);
  keep_alive(value_as_cell(key));
  return true;
}

void weak_map_replace(Vm *vm, WeakMap *map, Value key, Value value) {
  WeakEntry *entry = map_find(vm, map, key);
  ASSERT(entry && value_is_cell(value));
  slot_store(vm, slot_cell_present(vm, map->table), &entry->value, value);
}

bool weak_map_delete(Vm *vm, WeakMap *map, Value key) {
  WeakEntry *entry = value_can_be_held_weakly(key) ? map_find(vm, map, key) : NULL;
  if (!entry) return false;
  *entry = (WeakEntry){slot_hole(), slot_none()};
  ((WeakTable *)slot_cell_present(vm, map->table))->count--;
  return true;
}

/* --- weak references --- */

bool value_can_be_held_weakly(Value v) {
  if (value_is_object(v)) return true;
  return value_is_symbol(v) && !(value_as_symbol(v)->header >> 8 & SYMBOL_FLAG_REGISTERED);
}

bool weak_keep(Vm *vm, Value target) {
  RootVec *kept = &vm->weak->kept;
  if (kept->count && value_same_bits(kept->items[kept->count - 1], target)) return true;
  vm_bar_straight_on(vm); /* the end of the job must be noticed */
  return root_vec_push(kept, target) || throw_out_of_memory(vm);
}

bool weak_ref_deref(Vm *vm, WeakRef *ref, Value *out) {
  *out = slot_load(vm, ref->target);
  return value_is_undefined(vm, *out) || weak_keep(vm, *out);
}

/* --- the state's life --- */

bool weak_init(Vm *vm) {
  WeakState *weak = calloc(1, sizeof *weak);
  if (!weak) return false;
  vm->weak = weak;
  return root_vec_init(&weak->kept, vm) &&
         heap_add_root_function(vm, ROOTS_EPHEMERON, mark_ephemerons, weak) &&
         heap_add_weak(vm, drop_dead, weak);
}

void weak_destroy(Vm *vm) {
  WeakState *weak = vm->weak;
  if (!weak) return;
  heap_remove_root_function(vm, ROOTS_EPHEMERON, mark_ephemerons, weak);
  heap_remove_weak(vm, drop_dead, weak);
  root_vec_destroy(&weak->kept);
  free(weak);
  vm->weak = NULL;
}
