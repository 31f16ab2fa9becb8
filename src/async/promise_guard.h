/* SPDX-License-Identifier: MIT */
/* promise_guard.h: whether looking at a promise's `constructor` or `then` could be noticed.
 *
 * await, then and resolving must read these properties; as long as the promise has none of its own and
 * %Promise.prototype% still holds the builtin ones, the outcome is known without reading. The guard
 * remembers where the prototype keeps them; it looks again when the prototype's header changes. */
#ifndef ASYNC_PROMISE_GUARD_H
#define ASYNC_PROMISE_GUARD_H

#include "async/async.h"
#include "async/promise.h"

/* Brings the guard up to date; false: the properties are not where they were born. */
bool promise_guard_refresh(Vm *vm);

static inline bool promise_guard_is_current(Vm *vm) {
  const PromiseGuard *guard = &vm->async->guard;
  return likely(guard->realm == vm->realm && guard->prototype->header == guard->prototype_header) ||
         promise_guard_refresh(vm);
}
static inline bool promise_guard_slot_is(Vm *vm, uint32_t slot, Slot expected) {
  const Slots *slots = slot_cell_present(vm, vm->async->guard.prototype->overflow);
  return slots->items[slot].bits == expected.bits;
}

/* Looking for `constructor` in a promise of the current realm without own properties gives %Promise%,
 * and nobody notices. */
static inline bool promise_guard_is_intact(Vm *vm) {
  const PromiseGuard *guard = &vm->async->guard;
  return promise_guard_is_current(vm) &&
         promise_guard_slot_is(vm, guard->constructor_slot, guard->constructor);
}
/* Whether p is a promise of the guard's realm without own properties. */
static inline bool promise_has_plain_shape(Vm *vm, const Promise *p) {
  return p->base.header >> 8 == vm->async->guard.promise_shape;
}
/* p.constructor is %Promise% of the current realm, and reading it is unobservable. */
static inline bool promise_constructor_is_plain(Vm *vm, const Promise *p) {
  return promise_guard_is_intact(vm) && promise_has_plain_shape(vm, p);
}
/* p.then and p.constructor are the builtin ones. */
static inline bool promise_then_is_plain(Vm *vm, const Promise *p) {
  const PromiseGuard *guard = &vm->async->guard;
  return promise_constructor_is_plain(vm, p) &&
         promise_guard_slot_is(vm, guard->then_slot, guard->then);
}

#endif
