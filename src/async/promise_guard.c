/* SPDX-License-Identifier: MIT */
/* promise_guard.c: keeps the guard in step with %Promise.prototype%. */
#include "async/promise_guard.h"

/* The overflow index of an own data property of the prototype. */
static bool find_slot(Vm *vm, Shape *shape, PropertyKey key, uint32_t *out) {
  Property property;
  if (!shape_lookup(vm, shape, key, &property) || property.attributes & PROPERTY_ACCESSOR ||
      property.slot < shape->inline_capacity)
    return false;
  *out = property.slot - shape->inline_capacity;
  return true;
}

bool promise_guard_refresh(Vm *vm) {
  PromiseGuard *guard = &vm->async->guard;
  guard->realm = NULL;
  Object *prototype = intrinsic(vm, INTRINSIC_PROMISE_PROTOTYPE);
  Object *constructor = prototype ? intrinsic(vm, INTRINSIC_PROMISE) : NULL;
  Object *then = constructor ? intrinsic(vm, INTRINSIC_PROMISE_THEN) : NULL;
  Shape *shape = then ? object_shape(vm, prototype) : NULL;
  Shape *plain = shape ? promise_shape(vm) : NULL;
  if (!plain) {
    exception_take(vm); /* memory ran out: the long way will say so */
    return false;
  }
  if (!find_slot(vm, shape, vm->names.constructor, &guard->constructor_slot) ||
      !find_slot(vm, shape, vm->names.then, &guard->then_slot))
    return false;
  guard->prototype = prototype;
  guard->promise_shape = plain->index;
  guard->prototype_header = prototype->header;
  guard->constructor = slot_from_cell(constructor);
  guard->then = slot_from_cell(then);
  guard->realm = vm->realm;
  return true;
}
