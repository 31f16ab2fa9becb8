/* SPDX-License-Identifier: MIT */
/* plain_object.c: see plain_object.h.
 *
 * A walk goes along the shape that the object had when it began; it may allocate, but nothing in it
 * changes the object that it walks over. */
#include "ops/plain_object.h"

static bool is_plain(const Shape *shape, const Object *o) {
  return cell_type(o) == CELL_OBJECT && slot_is_none(o->elements) &&
         !(shape_flags(shape) & SHAPE_HAS_READONLY);
}

static Value property_value(Vm *vm, Object *o, const Shape *shape, Property property) {
  return slot_load(vm, *object_slot(vm, o, property.slot, shape->inline_capacity));
}

static bool push_property(Vm *vm, Array *out, EnumerableKind kind, Value name, Value value) {
  if (kind == ENUMERABLE_KEYS) return array_push(vm, out, name);
  if (kind == ENUMERABLE_VALUES) return array_push(vm, out, value);
  Value pair[2] = {name, value};
  Array *entry = array_from_values(vm, pair, 2);
  return entry && array_push(vm, out, value_cell(entry));
}

bool plain_own_properties(Vm *vm, Object *o, EnumerableKind kind, Array *out, bool *done) {
  ShapeIterator it;
  PropertyKey key;
  Property property;
  Shape *shape = object_shape(vm, o);
  *done = false;
  TRY(shape);
  if (!is_plain(shape, o)) return true;
  *done = true;
  shape_iterate(&it, vm, shape);
  while (shape_iterator_next(&it, &key, &property)) {
    if (!(property.attributes & PROPERTY_ENUMERABLE) || key_is_symbol(key)) continue;
    Value value = property_value(vm, o, shape, property);
    TRY(push_property(vm, out, kind, value_cell(key_cell(key)), value));
  }
  return true;
}

/* What a walk over the properties to copy found out. */
typedef struct Survey {
  bool all_default; /* all are enumerable and named by strings */
  bool in_order;    /* no string comes behind a symbol: the walk's order is that of the keys */
} Survey;

static Survey survey(Vm *vm, Shape *shape) {
  Survey s = {true, true};
  ShapeIterator it;
  PropertyKey key;
  Property property;
  shape_iterate(&it, vm, shape);
  for (bool symbols = false; shape_iterator_next(&it, &key, &property);) {
    bool symbol = key_is_symbol(key);
    if (symbol) s.all_default = false;
    if (key_is_private(key)) continue;
    if (symbols && !symbol) s.in_order = false;
    symbols = symbols || symbol;
    if (property.attributes != PROPERTY_DEFAULT) s.all_default = false;
  }
  return s;
}

/* The whole object at once: the empty `to` takes over the shape, and copies of the slots. */
static bool clone_slots(Vm *vm, Object *to, Object *from, Shape *shape) {
  uint32_t inline_count = u32_min(shape->count, shape->inline_capacity);
  for (uint32_t i = 0; i < inline_count; i++)
    slot_copy(vm, to, object_slot(vm, to, i, shape->inline_capacity),
              *object_slot(vm, from, i, shape->inline_capacity));
  object_set_shape(to, shape);
  return true;
}

static bool can_clone(Vm *vm, const Object *to, const Shape *to_shape, const Shape *shape) {
  return !shape_is_unique(shape) && !shape_is_unique(to_shape) && to_shape->count == 0 &&
         slot_is_none(to->overflow) && shape->count <= shape->inline_capacity &&
         to_shape->inline_capacity == shape->inline_capacity &&
         shape_flags(to_shape) == shape_flags(shape) &&
         value_same_bits(slot_load(vm, to_shape->prototype), slot_load(vm, shape->prototype));
}

/* Sets or adds the enumerable properties of `from`, one by one. */
static bool put_each(Vm *vm, Object *to, Object *from, Shape *shape) {
  ShapeIterator it;
  PropertyKey key;
  Property property;
  shape_iterate(&it, vm, shape);
  while (shape_iterator_next(&it, &key, &property)) {
    if (!(property.attributes & PROPERTY_ENUMERABLE) || key_is_private(key)) continue;
    Value value = property_value(vm, from, shape, property);
    TRY(object_put_own(vm, to, key, value, PROPERTY_DEFAULT));
  }
  return true;
}

bool plain_copy_properties(Vm *vm, Object *to, Object *from, bool *done) {
  Shape *shape = object_shape(vm, from), *to_shape = object_shape(vm, to);
  *done = false;
  TRY(shape && to_shape);
  if (to == from || !is_plain(shape, from) || !is_plain(to_shape, to)) return true;
  if (shape_flags(to_shape) & SHAPE_NOT_EXTENSIBLE) return true;
  Survey s = survey(vm, shape);
  if (!s.in_order) return true;
  *done = true;
  if (s.all_default && can_clone(vm, to, to_shape, shape)) return clone_slots(vm, to, from, shape);
  return put_each(vm, to, from, shape);
}

/* Whether Set(o, key) for a key that `o` need not have finds nothing but, perhaps, writable data
 * properties in `prototype` and above. */
static bool set_is_plain(Vm *vm, Value prototype, PropertyKey key, bool *out) {
  *out = true;
  while (*out && !value_is_null(vm, prototype)) {
    Object *o = value_as_object(prototype);
    Property property;
    Shape *shape = object_shape(vm, o);
    TRY(shape);
    *out = cell_type(o) == CELL_OBJECT;
    if (*out && shape_lookup(vm, shape, key, &property)) {
      *out = property.attributes & PROPERTY_WRITABLE;
      return true;
    }
    prototype = slot_load(vm, shape->prototype);
  }
  return true;
}

/* Whether every property that `to` would get can be put without looking further. Those it has may
 * have other attributes than the default: these are not for put_each. */
static bool can_assign(Vm *vm, Object *to, Shape *to_shape, Shape *shape, bool *out) {
  ShapeIterator it;
  PropertyKey key;
  Property property, own;
  Value prototype = object_prototype(vm, to);
  *out = true;
  shape_iterate(&it, vm, shape);
  while (*out && shape_iterator_next(&it, &key, &property)) {
    if (shape_lookup(vm, to_shape, key, &own)) *out = own.attributes == PROPERTY_DEFAULT;
    else TRY(set_is_plain(vm, prototype, key, out));
  }
  return true;
}

bool plain_assign(Vm *vm, Object *to, Object *from, bool *done) {
  Shape *shape = object_shape(vm, from), *to_shape = object_shape(vm, to);
  *done = false;
  TRY(shape && to_shape);
  if (to == from || !is_plain(shape, from) || !is_plain(to_shape, to)) return true;
  if (shape_flags(to_shape) & SHAPE_NOT_EXTENSIBLE || !survey(vm, shape).in_order) return true;
  TRY(can_assign(vm, to, to_shape, shape, done));
  return !*done || put_each(vm, to, from, shape);
}
