/* SPDX-License-Identifier: MIT */
/* promise.h: promises and those who wait for them.
 *
 * A subscriber of a promise (value/promise_object.h) is told (ok, value) by a job: a CONTINUATION goes on
 * with it, a REACTION does what its kind says. */
#ifndef ASYNC_PROMISE_H
#define ASYNC_PROMISE_H

#include "ops/call.h"
#include "value/promise_object.h"

/* The upper bits of a REACTION's header. */
typedef enum ReactionKind {
  REACTION_THEN,    /* calls a handler, settles `target` with its outcome */
  REACTION_FINISH_RETURN, /* an async generator's return() has been awaited: target is it */
  REACTION_ADOPT,   /* settles `target` (a promise) alike */
} ReactionKind;

typedef struct Reaction {
  uint32_t header;
  Slot on_fulfilled; /* function, or undefined: pass the value on */
  Slot on_rejected;
  Slot target; /* promise; INTERNAL capability record (promise, resolve, reject); undefined */
} Reaction;

/* An INTERNAL record of a capability. */
enum { CAPABILITY_PROMISE, CAPABILITY_RESOLVE, CAPABILITY_REJECT, CAPABILITY_FIELDS };

typedef struct PromiseCapability {
  Value promise, resolve, reject;
} PromiseCapability;

/* The shape of the current realm's promises without own properties. NULL: out of memory. */
MUST_USE Shape *promise_shape(Vm *vm);
/* A pending promise of the current realm. NULL: out of memory. */
MUST_USE Promise *promise_new(Vm *vm);
/* One in a state, which is its cell type. */
MUST_USE static inline Promise *promise_of_shape(Vm *vm, CellType state, uint32_t shape) {
  Promise *p = heap_allocate_headed(vm, state, shape, sizeof *p);
  if (unlikely(!p)) throw_out_of_memory(vm);
  return p;
}
/* The resolve function's steps, for a promise known to be unresolved. Runs JavaScript (a getter
 * `then`); its errors reject. False: out of memory. */
MUST_USE bool promise_resolve_with(Vm *vm, Promise *p, Value resolution);
/* Whether resolving with this value would surely fulfil, without anybody seeing that `then` was looked
 * for: it is no object, or an ordinary one of a shape known to have none. */
bool object_is_plain_resolution(Vm *vm, Object *o);
/* The same for the iterator results that the engine makes. */
bool iterator_results_are_plain(Vm *vm);
static inline bool resolution_is_plain(Vm *vm, Value resolution) {
  return !value_is_object(resolution) ||
         object_is_plain_resolution(vm, value_as_object(resolution));
}
/* FulfillPromise, RejectPromise. False: out of memory. */
MUST_USE bool promise_fulfill(Vm *vm, Promise *p, Value value);
MUST_USE bool promise_reject(Vm *vm, Promise *p, Value reason);
/* Tells a CONTINUATION or REACTION when p settles: now as a job, or later. Marks p handled. */
MUST_USE bool promise_subscribe(Vm *vm, Promise *p, void *subscriber);
/* Somebody looks at a rejected promise: it counts as handled. */
void promise_mark_handled(Vm *vm, Promise *p);
/* PromiseResolve(constructor, x). Runs JavaScript. */
MUST_USE bool promise_resolve(Vm *vm, Value constructor, Value x, Value *out);
/* PromiseResolve(%Promise%, x), as await does it. */
MUST_USE bool promise_of(Vm *vm, Value x, Promise **out);
/* PerformPromiseThen. capability may be NULL (nobody is told). */
MUST_USE bool perform_promise_then(Vm *vm, Promise *p, Value on_fulfilled, Value on_rejected,
                                   const PromiseCapability *capability);
/* NewPromiseCapability(C). Runs JavaScript unless C is %Promise%. */
MUST_USE bool new_promise_capability(Vm *vm, Value constructor, PromiseCapability *out);
/* A capability of %Promise% without functions: resolve and reject are none, and capability_resolve
 * settles the promise itself. */
MUST_USE bool new_plain_capability(Vm *vm, PromiseCapability *out);
MUST_USE bool capability_resolve(Vm *vm, const PromiseCapability *capability, Value value);
MUST_USE bool capability_reject(Vm *vm, const PromiseCapability *capability, Value reason);
/* IfAbruptRejectPromise: rejects with the pending exception; false: out of memory. */
MUST_USE bool capability_reject_pending(Vm *vm, const PromiseCapability *capability);
MUST_USE bool create_resolving_functions(Vm *vm, Promise *p, Value *resolve, Value *reject);
/* Calls f, an executor or a thenable's `then`, with the resolving functions of p; what it throws rejects p unless
 * it is already resolved. p is pending, and no other functions can resolve it. Runs JavaScript; false: an
 * interrupt, or out of memory. */
MUST_USE bool call_with_resolving_functions(Vm *vm, Value f, Value this_value, Promise *p);
/* The job of a subscriber, or of a thenable; errors don't leave it but for interrupts. */
bool reaction_run(Vm *vm, Reaction *reaction, bool ok, Value value);
bool thenable_job_run(Vm *vm, Slots *record);
bool adopt_job_run(Vm *vm, Promise *p, Promise *resolution);

/* The native functions behind resolving functions; rows INTERNAL of the Promise constructor. */
bool promise_resolve_function(Vm *vm, Call *call);
bool promise_reject_function(Vm *vm, Call *call);
bool promise_capability_executor(Vm *vm, Call *call);

#endif
