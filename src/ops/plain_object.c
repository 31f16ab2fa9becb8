/* SPDX-License-Identifier: MIT */
/* plain_object.c: see plain_object.h.
 *
 * A walk goes along the shape that the object had when it began; it may allocate, but nothing in it
 * changes the object that it walks over. */
#include "ops/plain_object.h"

#include "value/lookup_cache.h"

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

/* --- the whole object at once ---
 *
 * OPT: an empty object that gets all properties of another one goes through the same shapes each time, so the last of
 * them is remembered. In shared shapes slot i is that of property i. */

static bool can_clone(const Object *to, const Shape *to_shape, const Shape *shape) {
  return !shape_is_unique(shape) && !shape_is_unique(to_shape) && to_shape->count == 0 &&
         slot_is_none(to->overflow);
}

/* Remembers the shape that `to`, which was empty and of `to_shape`, has now as a copy. */
static void remember_clone(Vm *vm, const Object *to, const Shape *to_shape, const Shape *shape,
                           uint32_t epoch) {
  const Shape *result = object_shape_raw(vm, to);
  if (shape_is_unique(result)) return;
  *clone_cache_place(vm, shape, to_shape) =
      (CloneEntry){shape->index, to_shape->index, result->index, epoch};
}

/* Makes `to` a copy, if the cache knows its shape. `epoch`: that the entry must have; 0: any. */
static bool clone_if_known(Vm *vm, Object *to, const Shape *to_shape, Object *from,
                           const Shape *shape, uint32_t epoch, bool *done) {
  const CloneEntry *entry = clone_cache_place(vm, shape, to_shape);
  *done = entry->from == shape->index && entry->to == to_shape->index &&
          (epoch == 0 || entry->epoch == epoch) && can_clone(to, to_shape, shape);
  if (!*done || shape->count == 0) return true;
  Shape *result = shape_from_index(vm, entry->result);
  TRY(object_reserve_slot(vm, to, to_shape->inline_capacity, shape->count - 1));
  Slots *overflow = slot_cell(vm, to->overflow);
  object_set_shape(to, result); /* first, for copying may collect */
  for (uint32_t i = 0; i < shape->count; i++) {
    void *cell = i < to_shape->inline_capacity ? (void *)to : (void *)overflow;
    slot_copy(vm, cell, object_slot(vm, to, i, to_shape->inline_capacity),
              *object_slot(vm, from, i, shape->inline_capacity));
  }
  return true;
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
  TRY(clone_if_known(vm, to, to_shape, from, shape, 0, done));
  if (*done) return true;
  Survey s = survey(vm, shape);
  if (!s.in_order) return true;
  *done = true;
  bool clones = s.all_default && can_clone(to, to_shape, shape);
  TRY(put_each(vm, to, from, shape));
  if (clones) remember_clone(vm, to, to_shape, shape, 0);
  return true;
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
  if (shape_flags(to_shape) & SHAPE_NOT_EXTENSIBLE) return true;
  TRY(clone_if_known(vm, to, to_shape, from, shape, vm->prototype_epoch, done));
  if (*done) return true;
  Survey s = survey(vm, shape);
  if (!s.in_order) return true;
  TRY(can_assign(vm, to, to_shape, shape, done));
  if (!*done) return true;
  bool clones = s.all_default && can_clone(to, to_shape, shape);
  TRY(put_each(vm, to, from, shape));
  if (clones) remember_clone(vm, to, to_shape, shape, vm->prototype_epoch);
  return true;
}
