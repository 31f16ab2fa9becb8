/* SPDX-License-Identifier: MIT */
/* object.c: objects' cells and their named own properties.
 *
 * Invariant: every slot that an object's shape speaks of exists and holds a value (or an Accessor cell);
 * slots beyond are none. Room is made first, the value stored next, the header set last, so that a
 * collection in between sees an object that is in order. */
#include "value/vm.h"

#include "value/sparse.h"

/* --- tracing --- */

void object_trace_base(Vm *vm, const Object *o) {
  Shape *shape = object_shape_raw(vm, o);
  if (!cell_is_marked(vm, shape)) mark_cell(vm, shape);
  /* overflow, elements and the inline slots lie side by side */
  mark_slots(vm, &o->overflow, &o->elements + 1 + shape->inline_capacity);
}

static void trace_arguments(Vm *vm, const Arguments *arguments) {
  mark_slot(vm, arguments->environment);
  mark_slot(vm, arguments->unmapped);
}

void object_trace(Vm *vm, Cell *cell) {
  Object *o = (Object *)cell;
  object_trace_base(vm, o);
  if (cell_type(cell) == CELL_OBJECT || cell_type(cell) == CELL_ARRAY) return;
  const Slot *fields = (const Slot *)(o + 1);
  const Slot *end = (const Slot *)((const char *)o + heap_cell_size(o));
  switch (cell_type(cell)) {
    case CELL_ARGUMENTS: trace_arguments(vm, (const Arguments *)o); return;
    case CELL_PROXY: mark_slots(vm, fields, (const Slot *)&((Proxy *)o)->flags); return;
    case CELL_BOUND_FUNCTION:
      mark_slots(vm, fields, (const Slot *)&((BoundFunction *)o)->flags);
      return;
    case CELL_ITERATOR: fields += 2; break; /* kind and position */
    default: break;
  }
  mark_slots(vm, fields, end);
}

void slots_trace(Vm *vm, Cell *cell) {
  const Slot *begin = (const Slot *)(cell + 1);
  mark_slots(vm, begin, (const Slot *)((const char *)cell + heap_cell_size(cell)));
}

/* --- making cells --- */

Slots *slots_new(Vm *vm, CellType type, uint32_t count) {
  Slots *slots = heap_allocate(vm, type, sizeof(Slots) + (size_t)count * sizeof(Slot));
  if (!slots) {
    throw_out_of_memory(vm);
    return NULL;
  }
  cell_set_header(slots, type, count & 0xffffff);
  return slots;
}

Accessor *accessor_new(Vm *vm, Value getter, Value setter) {
  Accessor *accessor = heap_allocate(vm, CELL_ACCESSOR, sizeof *accessor);
  if (!accessor) {
    throw_out_of_memory(vm);
    return NULL;
  }
  slot_store(vm, accessor, &accessor->getter, getter);
  slot_store(vm, accessor, &accessor->setter, setter);
  return accessor;
}

void *object_allocate(Vm *vm, CellType type, size_t size, Shape *shape) {
  Object *o = heap_allocate(vm, type, size);
  if (!o) {
    throw_out_of_memory(vm);
    return NULL;
  }
  object_set_shape(o, shape);
  return o;
}

/* Inline capacities are odd: the cells of even ones would have a slot to spare. */
static uint32_t round_inline_capacity(uint32_t capacity) {
  return u32_min(capacity | 1, OBJECT_INLINE_MAX - 1);
}

Object *object_new_of_shape(Vm *vm, Shape *shape) {
  if (!shape) return NULL;
  size_t size = OBJECT_INLINE_OFFSET + shape->inline_capacity * sizeof(Slot);
  Object *o = heap_allocate_headed(vm, CELL_OBJECT, shape->index, size);
  keep_alive(shape); /* an index keeps nothing */
  if (unlikely(!o)) throw_out_of_memory(vm);
  return o;
}

Object *object_new(Vm *vm, uint32_t inline_capacity) {
  uint32_t capacity = round_inline_capacity(inline_capacity);
  return object_new_of_shape(vm, realm_object_shape(vm, vm->realm, capacity));
}

Object *object_new_with_prototype(Vm *vm, Value prototype, uint32_t inline_capacity) {
  return object_new_of_shape(vm, object_root_shape(vm, prototype, inline_capacity));
}

Shape *object_root_shape(Vm *vm, Value prototype, uint32_t inline_capacity) {
  return shape_root(vm, prototype, round_inline_capacity(inline_capacity), 0);
}

Shape *object_shape(Vm *vm, Object *o) {
  Shape *shape = object_shape_raw(vm, o);
  if (likely(!(shape_flags(shape) & SHAPE_LAZY))) return shape;
  return object_fill_lazy(vm, o) ? object_shape_raw(vm, o) : NULL;
}

/* --- room for slots --- */

static uint32_t overflow_capacity(Vm *vm, const Object *o) {
  const Slots *overflow = slot_cell(vm, o->overflow);
  return overflow ? overflow->header >> 8 : 0;
}

static MUST_USE bool overflow_grow(Vm *vm, Object *o, uint32_t needed) {
  uint32_t old_capacity = overflow_capacity(vm, o);
  uint32_t capacity = u32_max(needed, old_capacity + old_capacity / 2) | 1;
  if (capacity < 3) capacity = 3;
  if (capacity >= 1u << 24) return throw_out_of_memory(vm);
  Slots *slots = slots_new(vm, CELL_SLOTS, capacity);
  if (!slots) return false;
  Slots *old = slot_cell(vm, o->overflow);
  for (uint32_t i = 0; i < old_capacity; i++)
    slot_move(vm, slots, &slots->items[i], &old->items[i]);
  slot_store_cell(vm, o, &o->overflow, slots);
  return true;
}

bool object_reserve_slot(Vm *vm, Object *o, uint32_t inline_capacity, uint32_t slot) {
  if (slot < inline_capacity) return true;
  uint32_t needed = slot - inline_capacity + 1;
  return needed <= overflow_capacity(vm, o) || overflow_grow(vm, o, needed);
}

/* --- own properties by name --- */

/* The cell that a property's slot lies in, for slot_store. */
static void slot_put(Vm *vm, Object *o, const Shape *shape, uint32_t slot, Value value) {
  if (unlikely(shape_flags(shape) & SHAPE_WATCHED)) prototype_epoch_bump(vm);
  void *cell = slot < shape->inline_capacity ? (void *)o : slot_cell_present(vm, o->overflow);
  slot_store(vm, cell, object_slot(vm, o, slot, shape->inline_capacity), value);
}

static Value slot_get(Vm *vm, Object *o, const Shape *shape, uint32_t slot) {
  return slot_load(vm, *object_slot(vm, o, slot, shape->inline_capacity));
}

bool object_make_unique(Vm *vm, Object *o) {
  Shape *shape = object_shape_raw(vm, o);
  if (shape_is_unique(shape)) return true;
  shape = shape_to_unique(vm, shape);
  if (!shape) return false;
  object_set_shape(o, shape);
  return true;
}

static MUST_USE bool add_unique(Vm *vm, Object *o, PropertyKey key, Value value,
                                uint8_t attributes) {
  uint32_t slot;
  TRY(shape_unique_add(vm, o, key, attributes, &slot));
  slot_put(vm, o, object_shape_raw(vm, o), slot, value);
  return true;
}

bool object_add_own(Vm *vm, Object *o, PropertyKey key, Value value, uint8_t attributes) {
  Shape *shape = object_shape_raw(vm, o);
  if (shape_is_unique(shape)) return add_unique(vm, o, key, value, attributes);
  bool too_many;
  Shape *child = shape_add(vm, shape, key, attributes, &too_many);
  if (!child && !too_many) return false;
  if (too_many) {
    TRY(object_make_unique(vm, o));
    return add_unique(vm, o, key, value, attributes);
  }
  uint32_t slot = shape->slot_count;
  TRY(object_reserve_slot(vm, o, shape->inline_capacity, slot));
  slot_put(vm, o, shape, slot, value);
  object_set_shape(o, child);
  return true;
}

static MUST_USE bool set_named_attributes(Vm *vm, Object *o, PropertyKey key, uint8_t attributes) {
  return object_make_unique(vm, o) && shape_unique_set_attributes(vm, o, key, attributes);
}

static MUST_USE bool put_named(Vm *vm, Object *o, PropertyKey key, Value value,
                               uint8_t attributes) {
  Shape *shape = object_shape(vm, o);
  if (!shape) return false;
  Property property;
  if (!shape_lookup(vm, shape, key, &property))
    return object_add_own(vm, o, key, value, attributes);
  if (property.attributes != attributes) TRY(set_named_attributes(vm, o, key, attributes));
  slot_put(vm, o, object_shape_raw(vm, o), property.slot, value);
  return true;
}

/* The property that was added last goes the way it came; any other makes a dictionary. */
static MUST_USE bool remove_named(Vm *vm, Object *o, PropertyKey key) {
  Shape *shape = object_shape(vm, o);
  if (!shape) return false;
  Property property;
  if (!shape_lookup(vm, shape, key, &property)) return true;
  if (!shape_is_unique(shape) && shape->key.bits == (uint32_t)key.bits) {
    *object_slot(vm, o, property.slot, shape->inline_capacity) = slot_none();
    object_set_shape(o, slot_cell_present(vm, shape->parent));
    return true;
  }
  return object_make_unique(vm, o) && shape_unique_remove(vm, o, key);
}

/* --- own properties of any key --- */

bool object_get_own(Vm *vm, Object *o, PropertyKey key, OwnProperty *out) {
  *out = (OwnProperty){.found = false};
  if (key_is_index(key)) {
    element_get_own(vm, o, key_index(key), out);
    return true;
  }
  Shape *shape = object_shape(vm, o);
  if (!shape) return false;
  Property property;
  if (!shape_lookup(vm, shape, key, &property)) return true;
  *out = (OwnProperty){true, property.attributes, slot_get(vm, o, shape, property.slot)};
  return true;
}

bool object_put_own(Vm *vm, Object *o, PropertyKey key, Value value, uint8_t attributes) {
  if (key_is_index(key)) return element_put_own(vm, o, key_index(key), value, attributes);
  return put_named(vm, o, key, value, attributes);
}

bool object_set_own_value(Vm *vm, Object *o, PropertyKey key, Value value) {
  if (key_is_index(key)) return element_set_value(vm, o, key_index(key), value);
  Shape *shape = object_shape(vm, o);
  if (!shape) return false;
  Property property;
  bool found = shape_lookup(vm, shape, key, &property);
  ASSERT(found);
  if (found) slot_put(vm, o, shape, property.slot, value);
  return true;
}

bool object_remove_own(Vm *vm, Object *o, PropertyKey key) {
  if (!key_is_index(key)) return remove_named(vm, o, key);
  element_remove(vm, o, key_index(key));
  return true;
}

/* --- prototype and extensibility --- */

/* Whether indexed properties may be found on the object itself. */
static bool has_indexed_properties(Vm *vm, const Object *o) {
  if (!slot_is_none(o->elements)) return true;
  switch (cell_type(o)) {
    case CELL_PROXY:
    case CELL_ARGUMENTS:
    case CELL_NAMESPACE:
    case CELL_TYPED_ARRAY: return true;
    case CELL_PRIMITIVE_OBJECT: {
      Value value = slot_load(vm, ((const PrimitiveObject *)o)->value);
      return value_is_string(value) && value_as_string(value)->length > 0;
    }
    default: return false;
  }
}

bool object_make_prototype(Vm *vm, Object *o) {
  if (likely(shape_flags(object_shape_raw(vm, o)) & SHAPE_PROTOTYPE)) return true;
  TRY(object_make_unique(vm, o));
  shape_set_flags(object_shape_raw(vm, o), SHAPE_PROTOTYPE, 0);
  if (has_indexed_properties(vm, o)) vm->prototypes_have_elements = true;
  return true;
}

/* The shape with another prototype and the same properties in the same slots. */
static Shape *shape_with_prototype(Vm *vm, Shape *shape, Value prototype) {
  Shape *result = shape_root(vm, prototype, shape->inline_capacity, 0);
  ShapeIterator it;
  PropertyKey key;
  Property property;
  shape_iterate(&it, vm, shape);
  while (result && shape_iterator_next(&it, &key, &property)) {
    bool too_many;
    result = shape_add(vm, result, key, property.attributes, &too_many);
  }
  return result;
}

bool object_set_prototype(Vm *vm, Object *o, Value prototype) {
  Shape *shape = object_shape(vm, o);
  if (!shape) return false;
  if (value_same_bits(object_prototype(vm, o), prototype)) return true;
  if (!shape_is_unique(shape)) {
    shape = shape_with_prototype(vm, shape, prototype);
    if (shape) object_set_shape(o, shape);
    return shape != NULL;
  }
  if (value_is_object(prototype)) TRY(object_make_prototype(vm, value_as_object(prototype)));
  slot_store_cell(vm, shape, &shape->prototype, value_as_cell(prototype));
  if (shape_flags(shape) & SHAPE_PROTOTYPE) prototype_epoch_bump(vm);
  return true;
}

bool object_prevent_extensions(Vm *vm, Object *o) {
  if (!object_shape(vm, o)) return false;
  TRY(object_make_sparse(vm, o));
  TRY(object_make_unique(vm, o));
  shape_set_flags(object_shape_raw(vm, o), SHAPE_NOT_EXTENSIBLE, 0);
  return true;
}
