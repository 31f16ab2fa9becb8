/* SPDX-License-Identifier: MIT */
/* json_build.c: see json_build.h. */
#include "builtins/json_build.h"

#include "base/hash.h"

static PropertyKey pair_key(const Value *pairs, uint32_t index) {
  return (PropertyKey){pairs[2 * index].bits};
}

/* Whether a shared shape has exactly these keys, in this order, with the usual attributes. */
static bool shape_has_keys(Vm *vm, const Shape *shape, const Value *pairs, uint32_t count) {
  if (shape->count != count) return false;
  for (uint32_t i = count; i-- > 0;) {
    if (shape->attributes != PROPERTY_DEFAULT) return false;
    if (slot_cell(vm, shape->key) != key_cell(pair_key(pairs, i))) return false;
    shape = slot_cell(vm, shape->parent);
  }
  return true;
}

/* Finds or makes the shape of these keys. *out is NULL when the keys need the slow path: there are
 * indexes or equal keys among them, or too many. False: exception. */
static bool derive_shape(Vm *vm, const Value *pairs, uint32_t count, Shape **out) {
  *out = NULL;
  Shape *shape = realm_object_shape(vm, vm->realm, count | 1); /* capacities are odd */
  TRY(shape);
  for (uint32_t i = 0; i < count; i++) {
    PropertyKey key = pair_key(pairs, i);
    Property existing;
    bool too_many = false;
    if (key_is_index(key) || shape_lookup(vm, shape, key, &existing)) return true;
    shape = shape_add(vm, shape, key, PROPERTY_DEFAULT, &too_many);
    if (!shape) return too_many;
  }
  *out = shape;
  return true;
}

/* The shape of these keys, remembered or new; NULL in *out as in derive_shape. */
static bool shape_of_keys(Vm *vm, JsonShapes *shapes, const Value *pairs, uint32_t count,
                          Shape **out) {
  uint32_t hash = hash_uint64(pair_key(pairs, 0).bits + count);
  Shape **remembered = &shapes->shapes[hash % JSON_SHAPES];
  *out = *remembered;
  if (*out && shape_has_keys(vm, *out, pairs, count)) return true;
  TRY(derive_shape(vm, pairs, count, out));
  if (*out) *remembered = *out;
  return true;
}

static Object *fill_by_shape(Vm *vm, Shape *shape, const Value *pairs, uint32_t count) {
  size_t size = sizeof(Object) + shape->inline_capacity * sizeof(Slot);
  Object *object = object_allocate(vm, CELL_OBJECT, size, shape);
  if (!object) return NULL;
  for (uint32_t i = 0; i < count; i++)
    slot_store(vm, object, object_slot(vm, object, i, shape->inline_capacity), pairs[2 * i + 1]);
  return object;
}

static Object *fill_one_by_one(Vm *vm, const Value *pairs, uint32_t count) {
  Object *object = object_new(vm, count < OBJECT_INLINE_MAX ? count : 0);
  if (!object) return NULL;
  for (uint32_t i = 0; i < count; i++)
    TRY_NULL(object_put_own(vm, object, pair_key(pairs, i), pairs[2 * i + 1], PROPERTY_DEFAULT));
  return object;
}

Object *json_build_object(Vm *vm, JsonShapes *shapes, const Value *pairs, uint32_t count) {
  if (count == 0) return object_new(vm, 0);
  if (count >= OBJECT_INLINE_MAX) return fill_one_by_one(vm, pairs, count);
  Shape *shape;
  TRY_NULL(shape_of_keys(vm, shapes, pairs, count, &shape));
  return shape ? fill_by_shape(vm, shape, pairs, count) : fill_one_by_one(vm, pairs, count);
}
