/* SPDX-License-Identifier: MIT */
/* promise_guard.h: whether looking at a promise's `constructor` or `then` could be noticed.
 *
 * await, then and resolving must read these properties; as long as the promise has none of its own and
 * %Promise.prototype% still holds the builtin ones, the outcome is known without reading. The prototype is
 * watched (SHAPE_WATCHED): whatever happens to its properties bumps the prototype epoch, and the guard
 * looks again. */
#ifndef ASYNC_PROMISE_GUARD_H
#define ASYNC_PROMISE_GUARD_H

#include "async/async.h"
#include "async/promise.h"

/* Looks at the running realm's %Promise.prototype%. */
void promise_guard_refresh(Vm *vm);

static inline bool promise_guard_is_current(const Vm *vm, const PromiseGuard *guard) {
  return likely(guard->realm == vm->realm && guard->epoch == vm->prototype_epoch);
}
static inline const PromiseGuard *promise_guard(Vm *vm) {
  const PromiseGuard *guard = &vm->async->guard;
  if (!promise_guard_is_current(vm, guard)) promise_guard_refresh(vm);
  return guard;
}

/* Looking for `constructor` in a promise of the current realm without own properties gives %Promise%,
 * and nobody notices. */
static inline bool promise_guard_is_intact(Vm *vm) {
  return promise_guard(vm)->constructor_is_plain;
}
/* A fulfilled promise of the current realm. NULL: out of memory (exception set). */
MUST_USE Promise *promise_new_fulfilled_unguarded(Vm *vm, Value value);
MUST_USE static ALWAYS_INLINE Promise *promise_new_fulfilled(Vm *vm, Value value) {
  const PromiseGuard *guard = &vm->async->guard;
  if (!promise_guard_is_current(vm, guard)) return promise_new_fulfilled_unguarded(vm, value);
  Promise *p = promise_of_shape(vm, CELL_PROMISE_FULFILLED, guard->promise_shape);
  if (likely(p)) slot_store(vm, p, &p->out, value);
  return p;
}
/* p.constructor is %Promise% of the current realm, and reading it is unobservable. */
static inline bool promise_constructor_is_plain(Vm *vm, const Promise *p) {
  const PromiseGuard *guard = promise_guard(vm);
  return guard->constructor_is_plain && p->base.header >> 8 == guard->promise_shape;
}
/* p.then and p.constructor are the builtin ones. */
static inline bool promise_then_is_plain(Vm *vm, const Promise *p) {
  return promise_constructor_is_plain(vm, p) && vm->async->guard.then_is_plain;
}

#endif
