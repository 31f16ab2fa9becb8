/* SPDX-License-Identifier: MIT */
/* shape_unique.c: shapes that belong to one object, and are changed in place.
 *
 * Adding leaves the shape's index as it is: what caches know of the object stays true. Whatever moves a
 * slot, takes a property away or changes its attributes gives the shape a new index, which goes
 * into the object's header. If the object is a prototype, every change bumps the epoch.
 *
 * Invariant: slots ascend with the entries of the table, and those of removed properties are none. */
#include "value/shape_table.h"

void prototype_epoch_bump(Vm *vm) {
  vm->prototype_epoch++;
  vm_bar_straight_on(vm);
}

static void structure_changed(Vm *vm, const Shape *shape) {
  if ((shape_flags(shape) & (SHAPE_PROTOTYPE | SHAPE_LAZY)) == SHAPE_PROTOTYPE)
    prototype_epoch_bump(vm);
}

void shape_set_flags(Shape *shape, uint32_t set, uint32_t clear) {
  cell_set_header(shape, CELL_SHAPE, (shape_flags(shape) & ~clear) | set);
}

Shape *shape_to_unique(Vm *vm, Shape *shape) {
  uint32_t flags = shape_flags(shape) | SHAPE_UNIQUE;
  Shape *copy = shape_allocate(vm, slot_load(vm, shape->prototype), shape->inline_capacity, flags);
  if (!copy) return NULL;
  const PropertyTable *table = shape_property_table(vm, shape);
  if (table) {
    PropertyTable *own = property_table_copy(vm, table, shape_entry_count(shape, table),
                                             property_table_next_capacity(shape->count), false);
    if (!own) return NULL;
    slot_store_cell(vm, copy, &copy->table, own);
  }
  copy->count = shape->count;
  copy->slot_count = shape->slot_count;
  return shape_take_index(vm, copy) ? copy : NULL;
}

static MUST_USE bool renumber(Vm *vm, Object *o, Shape *shape) {
  TRY(shape_take_index(vm, shape));
  object_set_shape(o, shape);
  return true;
}

/* The new index takes away what caches of writes know. */
bool shape_unique_watch(Vm *vm, Object *o) {
  Shape *shape = object_shape_raw(vm, o);
  if (shape_flags(shape) & SHAPE_WATCHED) return true;
  TRY(renumber(vm, o, shape));
  shape_set_flags(shape, SHAPE_WATCHED, 0);
  return true;
}

/* Makes the table anew without the removed entries and moves the slots together. */
static MUST_USE bool compact(Vm *vm, Object *o, Shape *shape, uint32_t capacity) {
  PropertyTable *table = shape_property_table(vm, shape);
  PropertyTable *fresh = property_table_copy(vm, table, table->used, capacity, true);
  if (!fresh) return false;
  TRY(renumber(vm, o, shape));
  for (uint32_t i = 0; i < fresh->used; i++) {
    PropertyEntry *entry = &fresh->entries[i];
    uint32_t from = entry->where >> 8;
    if (from == i) continue;
    slot_move(vm, o, object_slot(vm, o, i, shape->inline_capacity),
              object_slot(vm, o, from, shape->inline_capacity));
    entry->where = i << 8 | (entry->where & 0xff);
  }
  slot_store_cell(vm, shape, &shape->table, fresh);
  shape->slot_count = fresh->used;
  return true;
}

/* Room for one more entry. */
static MUST_USE bool table_make_room(Vm *vm, Object *o, Shape *shape) {
  PropertyTable *table = shape_property_table(vm, shape);
  if (table && table->used < table->capacity) return true;
  if (shape->slot_count >= 1u << 23) return throw_out_of_memory(vm);
  uint32_t capacity = table ? table->capacity : 0;
  if (table && shape->count < table->used) {
    if (shape->count >= capacity - capacity / 4) capacity = property_table_next_capacity(capacity);
    structure_changed(vm, shape);
    return compact(vm, o, shape, capacity);
  }
  PropertyTable *fresh = property_table_copy(vm, table, table ? table->used : 0,
                                             property_table_next_capacity(capacity), false);
  if (!fresh) return false;
  slot_store_cell(vm, shape, &shape->table, fresh);
  return true;
}

bool shape_unique_add(Vm *vm, Object *o, PropertyKey key, uint8_t attributes, uint32_t *slot) {
  Shape *shape = object_shape_raw(vm, o);
  ASSERT(shape_is_unique(shape));
  TRY(table_make_room(vm, o, shape));
  TRY(object_reserve_slot(vm, o, shape->inline_capacity, shape->slot_count));
  *slot = shape->slot_count++;
  property_table_append(vm, shape_property_table(vm, shape), key, *slot, attributes);
  shape->count++;
  shape_set_flags(shape, shape_readonly_flag(attributes), 0);
  structure_changed(vm, shape);
  return true;
}

static PropertyEntry *entry_of(Vm *vm, Shape *shape, PropertyKey key) {
  PropertyTable *table = shape_property_table(vm, shape);
  uint32_t i = property_table_find(table, table->used, key);
  ASSERT(i != PROPERTY_TABLE_NONE);
  return &table->entries[i];
}

bool shape_unique_remove(Vm *vm, Object *o, PropertyKey key) {
  Shape *shape = object_shape_raw(vm, o);
  TRY(renumber(vm, o, shape));
  PropertyEntry *entry = entry_of(vm, shape, key);
  *object_slot(vm, o, entry->where >> 8, shape->inline_capacity) = slot_none();
  entry->key = slot_none();
  shape->count--;
  structure_changed(vm, shape);
  return true;
}

bool shape_unique_set_attributes(Vm *vm, Object *o, PropertyKey key, uint8_t attributes) {
  Shape *shape = object_shape_raw(vm, o);
  TRY(renumber(vm, o, shape));
  PropertyEntry *entry = entry_of(vm, shape, key);
  entry->where = (entry->where & ~0xffu) | attributes;
  shape_set_flags(shape, shape_readonly_flag(attributes), 0);
  structure_changed(vm, shape);
  return true;
}
