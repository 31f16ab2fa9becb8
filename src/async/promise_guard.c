/* SPDX-License-Identifier: MIT */
/* promise_guard.c: keeps the guard in step with %Promise.prototype%. */
#include "async/promise_guard.h"

/* Whether an own data property of the prototype holds the intrinsic that it was born with. False: out of
 * memory. */
static bool holds(Vm *vm, Object *prototype, PropertyKey key, IntrinsicId id, bool *out) {
  OwnProperty own;
  Object *born = intrinsic(vm, id);
  TRY(born && object_get_own(vm, prototype, key, &own));
  *out = own.found && !(own.attributes & PROPERTY_ACCESSOR) &&
         value_same_bits(own.value, value_cell(born));
  return true;
}

static bool look(Vm *vm, PromiseGuard *guard) {
  Object *prototype = intrinsic(vm, INTRINSIC_PROMISE_PROTOTYPE);
  Shape *plain = prototype ? promise_shape(vm) : NULL;
  TRY(plain && object_shape(vm, prototype) && shape_unique_watch(vm, prototype));
  TRY(holds(vm, prototype, vm->names.constructor, INTRINSIC_PROMISE, &guard->constructor_is_plain));
  TRY(holds(vm, prototype, vm->names.then, INTRINSIC_PROMISE_THEN, &guard->then_is_plain));
  guard->promise_shape = plain->index;
  guard->realm = vm->realm;
  guard->epoch = vm->prototype_epoch; /* making the properties may have bumped it */
  vm->fulfilled_header = CELL_PROMISE_FULFILLED | plain->index << 8;
  return true;
}

void promise_guard_refresh(Vm *vm) {
  PromiseGuard fresh = {0};
  Value pending = vm->exception;
  if (!look(vm, &fresh)) { /* memory ran out: the long way will say so */
    fresh = (PromiseGuard){0};
    vm->exception = pending;
  }
  vm->async->guard = fresh;
}
