/* SPDX-License-Identifier: MIT */
/* promise_guard.h: whether looking at a promise's `constructor` or `then` could be noticed.
 *
 * await, then and resolving must read these properties; as long as the promise has none of its own and
 * %Promise.prototype% still holds the builtin ones, the outcome is known without reading. The guard
 * remembers where the prototype keeps them; it looks again when the prototype's header changes. */
#ifndef ASYNC_PROMISE_GUARD_H
#define ASYNC_PROMISE_GUARD_H

#include "async/promise.h"

typedef struct PromiseGuard {
  Realm *realm;            /* for which the rest holds; compared only */
  Object *prototype;       /* %Promise.prototype% */
  uint32_t promise_shape;  /* shape index of promises without own properties */
  uint32_t prototype_header;
  uint32_t constructor_slot, then_slot; /* in the prototype's overflow cell */
  Slot constructor, then;  /* what they hold when nobody has patched anything */
} PromiseGuard;

/* Brings the guard up to date; false: the properties are not where they were born. */
bool promise_guard_refresh(Vm *vm);
bool promise_guard_holds(Vm *vm, const Promise *p, bool look_at_then);

/* p.constructor is %Promise% of the current realm, and reading it is unobservable. */
bool promise_constructor_is_plain(Vm *vm, const Promise *p);
/* p.then and p.constructor are the builtin ones. */
bool promise_then_is_plain(Vm *vm, const Promise *p);

#endif
