/* SPDX-License-Identifier: MIT */
/* shape_set.c: weak sets of shapes. */
#include "value/shape_set.h"

#include "base/hash.h"

#define CAPACITY_FIRST 8

/* A CELL_BYTES: the words behind `length` are its data. */
typedef struct ShapeSetTable {
  uint32_t header;
  uint32_t length;   /* in bytes, of what follows */
  uint32_t capacity; /* a power of two */
  uint32_t count;
  uint32_t members[]; /* offsets in the cage; 0 empty */
} ShapeSetTable;

static Shape *member(Vm *vm, uint32_t offset) { return (Shape *)((uintptr_t)vm + offset); }

static uint32_t trait_hash(ShapeTrait trait) {
  uint32_t rest =
      trait.attributes | (uint32_t)trait.inline_capacity << 8 | (uint32_t)trait.lazy << 16;
  return hash_combine(hash_uint32(trait.key.bits), rest);
}

Shape *shape_set_find(Vm *vm, Slot set, ShapeTrait trait) {
  void *cell = slot_cell(vm, set);
  if (!cell) return NULL;
  if (cell_type(cell) == CELL_SHAPE)
    return shape_trait_equals(shape_trait(cell), trait) ? cell : NULL;
  const ShapeSetTable *table = cell;
  uint32_t mask = table->capacity - 1;
  for (uint32_t at = trait_hash(trait) & mask; table->members[at]; at = (at + 1) & mask) {
    Shape *shape = member(vm, table->members[at]);
    if (shape_trait_equals(shape_trait(shape), trait)) return shape;
  }
  return NULL;
}

static void table_insert(ShapeSetTable *table, Shape *shape) {
  uint32_t mask = table->capacity - 1, at = trait_hash(shape_trait(shape)) & mask;
  while (table->members[at]) at = (at + 1) & mask;
  table->members[at] = (uint32_t)(uintptr_t)shape;
  table->count++;
}

static ShapeSetTable *table_new(Vm *vm, uint32_t capacity) {
  size_t size = sizeof(ShapeSetTable) + capacity * sizeof(uint32_t);
  ShapeSetTable *table = heap_allocate(vm, CELL_BYTES, size);
  if (!table) {
    throw_out_of_memory(vm);
    return NULL;
  }
  table->length = (uint32_t)(size - 8);
  table->capacity = capacity;
  return table;
}

/* The set's table with room for one more. The old members are read after the allocation, which may
 * have pruned them. */
static ShapeSetTable *table_with_room(Vm *vm, void *owner, Slot *set) {
  void *cell = slot_cell(vm, *set);
  bool is_table = cell_type(cell) == CELL_BYTES;
  uint32_t old_capacity = is_table ? ((ShapeSetTable *)cell)->capacity : 0;
  if (is_table && ((ShapeSetTable *)cell)->count < old_capacity / 2) return cell;
  ShapeSetTable *table = table_new(vm, is_table ? old_capacity * 2 : CAPACITY_FIRST);
  if (!table) return NULL;
  cell = slot_cell(vm, *set);
  if (is_table) {
    const ShapeSetTable *old = cell;
    for (uint32_t i = 0; i < old->capacity; i++)
      if (old->members[i]) table_insert(table, member(vm, old->members[i]));
  } else if (cell) {
    table_insert(table, cell);
  }
  if (owner) slot_store_cell(vm, owner, set, table);
  else *set = slot_from_cell(table);
  return table;
}

bool shape_set_add(Vm *vm, void *owner, Slot *set, Shape *shape) {
  if (slot_is_none(*set)) {
    *set = slot_from_cell(shape); /* weak: no write barrier */
    return true;
  }
  ShapeSetTable *table = table_with_room(vm, owner, set);
  if (!table) return false;
  table_insert(table, shape);
  return true;
}

void shape_set_mark(Vm *vm, Slot set) {
  Cell *cell = slot_cell(vm, set);
  if (cell && cell_type(cell) == CELL_BYTES) mark_cell(vm, cell);
}

/* Dead members go, the others are put in again: an open-addressing table has no other way to lose
 * members without tombstones. */
static void table_prune(Vm *vm, ShapeSetTable *table) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < table->capacity; i++)
    if (table->members[i] && heap_is_marked(vm, member(vm, table->members[i]))) kept++;
  if (kept == table->count) return;
  for (uint32_t i = 0; i < table->capacity; i++)
    if (table->members[i] && !heap_is_marked(vm, member(vm, table->members[i])))
      table->members[i] = 0;
  /* Put each member in again until none moves: a member moves only toward its home. */
  for (bool moved = true; moved;) {
    moved = false;
    for (uint32_t i = 0; i < table->capacity; i++) {
      if (!table->members[i]) continue;
      Shape *shape = member(vm, table->members[i]);
      table->members[i] = 0;
      table->count--;
      table_insert(table, shape);
      moved |= table->members[i] != (uint32_t)(uintptr_t)shape;
    }
  }
  table->count = kept;
}

void shape_set_prune(Vm *vm, Slot *set) {
  Cell *cell = slot_cell(vm, *set);
  if (!cell) return;
  if (cell_type(cell) == CELL_BYTES) {
    table_prune(vm, (ShapeSetTable *)cell);
  } else if (!heap_is_marked(vm, cell)) {
    *set = slot_none();
  }
}
