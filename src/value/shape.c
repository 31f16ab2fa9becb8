/* SPDX-License-Identifier: MIT */
/* shape.c: roots, transitions and lookup of shapes.
 *
 * Invariant: of a shared shape, property i lies in slot i and is entry i of its table. Unique shapes
 * are changed by shape_unique.c. */
#include "value/shape_table.h"

Shape *shape_allocate(Vm *vm, Value prototype, uint32_t inline_capacity, uint32_t flags) {
  Shape *shape = heap_allocate(vm, CELL_SHAPE, sizeof *shape);
  if (!shape) {
    throw_out_of_memory(vm);
    return NULL;
  }
  cell_set_header(shape, CELL_SHAPE, flags);
  slot_store_cell(vm, shape, &shape->prototype, value_as_cell(prototype));
  shape->inline_capacity = (uint8_t)inline_capacity;
  shape->intrinsic = INTRINSIC_NONE;
  return shape;
}

/* --- lookup --- */

bool shape_lookup(Vm *vm, Shape *shape, PropertyKey key, Property *out) {
  const PropertyTable *table = shape_property_table(vm, shape);
  if (!table) return false;
  uint32_t i = property_table_find(table, shape_entry_count(shape, table), key);
  if (i == PROPERTY_TABLE_NONE) return false;
  *out = property_entry_get(&table->entries[i]);
  return true;
}

void shape_iterate(ShapeIterator *it, Vm *vm, Shape *shape) {
  *it = (ShapeIterator){.vm = vm, .shape = shape};
}

bool shape_iterator_next(ShapeIterator *it, PropertyKey *key, Property *out) {
  const PropertyTable *table = shape_property_table(it->vm, it->shape);
  uint32_t end = table ? shape_entry_count(it->shape, table) : 0;
  while (it->position < end) {
    const PropertyEntry *entry = &table->entries[it->position++];
    if (slot_is_none(entry->key)) continue;
    *key = property_entry_key(it->vm, entry);
    *out = property_entry_get(entry);
    return true;
  }
  return false;
}

/* --- roots --- */

/* The set of roots for a prototype, and the cell that it lies in (NULL: the table of shapes). */
static Slot *roots_of(Vm *vm, Value prototype, Shape **owner) {
  *owner = NULL;
  if (value_is_null(vm, prototype)) return &vm->shapes->null_roots;
  *owner = object_shape_raw(vm, value_as_object(prototype));
  return &(*owner)->roots;
}

Shape *shape_root(Vm *vm, Value prototype, uint32_t inline_capacity, uint32_t flags) {
  ASSERT(inline_capacity <= OBJECT_INLINE_MAX);
  bool is_object = !value_is_null(vm, prototype);
  if (is_object) TRY_NULL(object_make_prototype(vm, value_as_object(prototype)));
  Shape *owner;
  Slot *set = roots_of(vm, prototype, &owner);
  ShapeTrait trait = {slot_none(), 0, (uint8_t)inline_capacity, (flags & SHAPE_LAZY) != 0};
  Shape *shape = shape_set_find(vm, *set, trait);
  if (shape) return shape;
  shape = shape_allocate(vm, prototype, inline_capacity, flags);
  if (!shape || !shape_take_index(vm, shape)) return NULL;
  return shape_set_add(vm, owner, set, shape) ? shape : NULL;
}

Shape *shape_new_unique(Vm *vm, Value prototype, uint32_t inline_capacity, uint32_t flags) {
  if (!value_is_null(vm, prototype))
    TRY_NULL(object_make_prototype(vm, value_as_object(prototype)));
  Shape *shape = shape_allocate(vm, prototype, inline_capacity, flags | SHAPE_UNIQUE);
  return shape && shape_take_index(vm, shape) ? shape : NULL;
}

/* --- transitions --- */

/* The shape and those before it in its lineage now use the larger table. */
static void lineage_set_table(Vm *vm, Shape *shape, Slot old, const PropertyTable *table) {
  for (; shape && shape->table.bits == old.bits; shape = slot_cell(vm, shape->parent))
    slot_store_cell(vm, shape, &shape->table, table);
}

/* A table whose first entries are the shape's, with room for one more behind them. */
static PropertyTable *table_to_extend(Vm *vm, Shape *shape) {
  PropertyTable *table = shape_property_table(vm, shape);
  bool youngest = table && table->used == shape->count;
  if (youngest && table->used < table->capacity) return table;
  uint32_t capacity = table ? table->capacity : 0;
  if (shape->count >= capacity || youngest) capacity = property_table_next_capacity(shape->count);
  PropertyTable *copy = property_table_copy(vm, table, shape->count, capacity, false);
  if (copy && youngest && shape->count) lineage_set_table(vm, shape, shape->table, copy);
  return copy;
}

Shape *shape_add(Vm *vm, Shape *shape, PropertyKey key, uint8_t attributes, bool *too_many) {
  ASSERT(!shape_is_unique(shape) && !(shape_flags(shape) & SHAPE_LAZY));
  *too_many = false;
  ShapeTrait trait = {slot_from_cell(key_cell(key)), attributes, shape->inline_capacity, false};
  Shape *child = shape_set_find(vm, shape->transitions, trait);
  if (child) return child;
  if (shape->count >= SHAPE_SHARED_MAX) {
    *too_many = true;
    return NULL;
  }
  uint32_t flags = shape_flags(shape) | shape_readonly_flag(attributes);
  child = shape_allocate(vm, slot_load(vm, shape->prototype), shape->inline_capacity, flags);
  if (!child || !shape_take_index(vm, child)) return NULL;
  slot_store_cell(vm, child, &child->parent, shape);
  slot_store_cell(vm, child, &child->key, key_cell(key));
  child->attributes = attributes;
  PropertyTable *table = table_to_extend(vm, shape);
  if (!table) return NULL;
  property_table_append(vm, table, key, shape->count, attributes);
  slot_store_cell(vm, child, &child->table, table);
  child->count = child->slot_count = shape->count + 1;
  return shape_set_add(vm, shape, &shape->transitions, child) ? child : NULL;
}
