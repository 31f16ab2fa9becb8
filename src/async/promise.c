/* SPDX-License-Identifier: MIT */
/* promise.c: promise objects (#sec-promise-objects), all but the constructor's own functions. */
#include "async/promise.h"

#include "async/async_generator.h"
#include "async/promise_guard.h"
#include "bytecode/code.h"

/* --- the cell --- */

static void set_state(Promise *p, CellType type) {
  p->base.header = (p->base.header & ~0xffu) | type;
}

Shape *promise_shape(Vm *vm) {
  Realm *realm = vm->realm;
  Shape *shape = slot_cell(vm, realm->promise_shape);
  if (likely(shape)) return shape;
  Object *prototype = intrinsic(vm, INTRINSIC_PROMISE_PROTOTYPE);
  shape = prototype ? shape_root(vm, value_cell(prototype), 0, 0) : NULL;
  if (shape) slot_store_cell(vm, realm, &realm->promise_shape, shape);
  return shape;
}

Promise *promise_new(Vm *vm) {
  Shape *shape = promise_shape(vm);
  return shape ? promise_of_shape(vm, CELL_PROMISE_PENDING, shape->index) : NULL;
}

Promise *promise_new_fulfilled_unguarded(Vm *vm, Value value) {
  Shape *shape = promise_shape(vm);
  Promise *p = shape ? promise_of_shape(vm, CELL_PROMISE_FULFILLED, shape->index) : NULL;
  if (p) slot_store(vm, p, &p->out, value);
  return p;
}

/* Queues the jobs of everybody who waits, in order. */
static bool tell_subscribers(Vm *vm, Promise *p, Cell *subscribers) {
  if (!subscribers) return true;
  JobKind kind = cell_type(subscribers) == CELL_SLOTS ? JOB_BATCH : JOB_SETTLED;
  return job_enqueue(vm, &vm->async->jobs, kind, subscribers, slot_from_cell(p));
}

static bool settle(Vm *vm, Promise *p, CellType type, Value value) {
  Cell *subscribers = slot_cell(vm, p->out);
  p->out = slot_none();
  slot_store(vm, p, &p->out, value);
  set_state(p, type);
  return tell_subscribers(vm, p, subscribers);
}

bool promise_fulfill(Vm *vm, Promise *p, Value value) {
  return settle(vm, p, CELL_PROMISE_FULFILLED, value);
}

bool promise_reject(Vm *vm, Promise *p, Value reason) {
  bool handled = cell_type(p) == CELL_PROMISE_PENDING_HANDLED;
  TRY(settle(vm, p, handled ? CELL_PROMISE_REJECTED_HANDLED : CELL_PROMISE_REJECTED, reason));
  AsyncCore *core = vm->async;
  if (!handled && core->track_rejection)
    core->track_rejection(vm, value_cell(p), REJECTION_UNHANDLED, core->host_data);
  return true;
}

static bool add_subscriber(Vm *vm, Promise *p, void *subscriber) {
  Cell *present = slot_cell(vm, p->out);
  if (present && cell_type(present) == CELL_SLOTS)
    return subscriber_list_add(vm, (Slots *)(void *)present, subscriber);
  void *waiting = subscriber;
  if (present) TRY(waiting = subscriber_list_new(vm, present, subscriber));
  slot_store_cell(vm, p, &p->out, waiting);
  return true;
}

void promise_mark_handled(Vm *vm, Promise *p) {
  if (cell_type(p) != CELL_PROMISE_REJECTED) return;
  set_state(p, CELL_PROMISE_REJECTED_HANDLED);
  if (vm->async->track_rejection)
    vm->async->track_rejection(vm, value_cell(p), REJECTION_HANDLED, vm->async->host_data);
}

bool promise_subscribe(Vm *vm, Promise *p, void *subscriber) {
  switch (cell_type(p)) {
    case CELL_PROMISE_PENDING: set_state(p, CELL_PROMISE_PENDING_HANDLED); FALL_THROUGH;
    case CELL_PROMISE_PENDING_HANDLED: return add_subscriber(vm, p, subscriber);
    default:
      promise_mark_handled(vm, p);
      return job_enqueue(vm, &vm->async->jobs, JOB_SETTLED, subscriber, slot_from_cell(p));
  }
}

/* --- resolving (#sec-promise-resolve-functions) --- */

enum { THENABLE_PROMISE, THENABLE_OBJECT, THENABLE_THEN, THENABLE_FIELDS };

static bool queue_thenable(Vm *vm, Promise *p, Value thenable, Value then) {
  Slots *record = slots_new(vm, CELL_INTERNAL, THENABLE_FIELDS);
  if (!record) return false;
  slot_store_cell(vm, record, &record->items[THENABLE_PROMISE], p);
  slot_store(vm, record, &record->items[THENABLE_OBJECT], thenable);
  slot_store(vm, record, &record->items[THENABLE_THEN], then);
  return job_enqueue(vm, &vm->async->jobs, JOB_THENABLE, record, slot_undefined());
}

static bool reject_pending(Vm *vm, Promise *p) {
  if (unlikely(vm->interrupt)) return false;
  return promise_reject(vm, p, exception_take(vm));
}

/* Whether [[Get]] may give a `then` that the shape does not tell of. What belongs to a function before anybody
 * looks is known. */
static bool may_hide_then(CellType type, const Shape *shape) {
  if (type == CELL_PROXY || type == CELL_NAMESPACE || type == CELL_HOST_OBJECT) return true;
  return shape_flags(shape) & SHAPE_LAZY && type != CELL_FUNCTION;
}

/* Neither the object nor its prototypes have a `then`. */
static bool has_no_then(Vm *vm, const Object *o) {
  if (cell_is_promise(o)) return false;
  for (;;) {
    Shape *shape = object_shape_raw(vm, o);
    Property property;
    if (may_hide_then(cell_type(o), shape) || shape_lookup(vm, shape, vm->names.then, &property))
      return false;
    Value prototype = slot_load(vm, shape->prototype);
    if (!value_is_object(prototype)) return true;
    o = value_as_object(prototype);
  }
}

/* A shape that was looked at lately, and no prototype has changed since. */
static bool is_known_to_have_no_then(const Vm *vm, uint32_t header) {
  const AsyncCore *core = vm->async;
  return core->no_then_epoch == vm->prototype_epoch &&
         (header == core->no_then_headers[0] || header == core->no_then_headers[1]);
}

bool object_is_plain_resolution(Vm *vm, Object *o) {
  AsyncCore *core = vm->async;
  if (is_known_to_have_no_then(vm, o->header)) return true;
  if (!has_no_then(vm, o)) return false;
  if (shape_is_unique(object_shape_raw(vm, o)))
    return true; /* it may get one under the same shape */
  bool current = core->no_then_epoch == vm->prototype_epoch;
  core->no_then_headers[1] = current ? core->no_then_headers[0] : 0;
  core->no_then_headers[0] = o->header;
  core->no_then_epoch = vm->prototype_epoch;
  return true;
}

bool iterator_results_are_plain(Vm *vm) {
  Shape *shape = slot_cell(vm, vm->realm->iterator_result_shape);
  return shape && is_known_to_have_no_then(vm, CELL_OBJECT | shape->index << 8);
}

bool promise_resolve_with(Vm *vm, Promise *p, Value resolution) {
  if (resolution_is_plain(vm, resolution)) return promise_fulfill(vm, p, resolution);
  if (value_as_cell(resolution) == (Cell *)(void *)p) {
    throw_type_error(vm, ERROR_CHAIN_CYCLE);
    return reject_pending(vm, p);
  }
  /* OPT: an unpatched promise's `then` is known */
  if (value_is_promise(resolution) && promise_then_is_plain(vm, value_as_promise(resolution)))
    return job_enqueue(vm, &vm->async->jobs, JOB_ADOPT, p,
                       slot_from_cell(value_as_cell(resolution)));
  Value then;
  if (!get(vm, value_as_object(resolution), vm->names.then, &then)) return reject_pending(vm, p);
  if (!value_is_callable(vm, then)) return promise_fulfill(vm, p, resolution);
  return queue_thenable(vm, p, resolution, then) || reject_pending(vm, p);
}

/* A resolve function's data[0] is the promise, and undefined once [[AlreadyResolved]]; its reject function's
 * data[0] is the resolve function. */
static NativeFunctionObject *resolving_function(Vm *vm, NativeFunction function, const void *kept) {
  NativeFunctionObject *f = native_new(vm, function, "", 1, 1);
  if (f) slot_store_cell(vm, f, &f->data[0], kept);
  return f;
}

/* The first `count` of the functions resolve and reject. */
static bool create_first_functions(Vm *vm, Promise *p, uint32_t count, Value *functions) {
  NativeFunctionObject *resolve = NULL, *reject = NULL;
  if (count > 0) TRY(resolve = resolving_function(vm, promise_resolve_function, p));
  if (count > 1) TRY(reject = resolving_function(vm, promise_reject_function, resolve));
  functions[0] = value_cell(resolve);
  functions[1] = value_cell(reject);
  return true;
}

bool create_resolving_functions(Vm *vm, Promise *p, Value *resolve, Value *reject) {
  Value functions[2];
  TRY(create_first_functions(vm, p, 2, functions));
  *resolve = functions[0];
  *reject = functions[1];
  return true;
}

/* The promise of a resolve function that is not [[AlreadyResolved]], or NULL; now it is. */
static Promise *disarm(Vm *vm, NativeFunctionObject *resolve) {
  Value p = slot_load(vm, resolve->data[0]);
  if (!value_is_promise(p)) return NULL;
  resolve->data[0] = slot_undefined();
  return value_as_promise(p);
}

/* Promise Resolve Functions   #sec-promise-resolve-functions */
bool promise_resolve_function(Vm *vm, Call *call) {
  Promise *p = disarm(vm, value_as_native(call->callee));
  return !p || promise_resolve_with(vm, p, call_arg(vm, call, 0));
}

/* Promise Reject Functions   #sec-promise-reject-functions */
bool promise_reject_function(Vm *vm, Call *call) {
  const NativeFunctionObject *reject = value_as_native(call->callee);
  Promise *p = disarm(vm, slot_cell_present(vm, reject->data[0]));
  return !p || promise_reject(vm, p, call_arg(vm, call, 0));
}

/* How many of its arguments a function can tell from undefined, however many are passed: only bytecode says so. */
static uint32_t arguments_seen(Vm *vm, Value f) {
  if (!value_is_type(f, CELL_FUNCTION)) return UINT32_MAX;
  return code_arguments_seen(slot_cell_present(vm, value_as_function(f)->code));
}

/* OPT: the functions that f cannot see are not made */
bool call_with_resolving_functions(Vm *vm, Value f, Value this_value, Promise *p) {
  Value functions[2], ignored;
  uint32_t count = u32_min(arguments_seen(vm, f), 2);
  TRY(create_first_functions(vm, p, count, functions));
  if (call_function(vm, f, this_value, functions, count, &ignored)) return true;
  if (unlikely(vm->interrupt)) return false;
  Value reason = exception_take(vm);
  if (count > 0) p = disarm(vm, value_as_native(functions[0]));
  return !p || promise_reject(vm, p, reason);
}

/* --- capabilities (#sec-newpromisecapability) --- */

bool new_plain_capability(Vm *vm, PromiseCapability *out) {
  Promise *p = promise_new(vm);
  *out = (PromiseCapability){p ? value_cell(p) : value_none(), value_none(), value_none()};
  return p != NULL;
}

/* GetCapabilitiesExecutor Functions: data[0] is the record that they fill. */
bool promise_capability_executor(Vm *vm, Call *call) {
  NativeFunctionObject *function = value_as_native(call->callee);
  Slots *record = slot_cell_present(vm, function->data[0]);
  for (uint32_t i = CAPABILITY_RESOLVE; i <= CAPABILITY_REJECT; i++) {
    char text[96];
    Value present =
        slot_is_none(record->items[i]) ? value_undefined(vm) : slot_load(vm, record->items[i]);
    if (!value_is_undefined(vm, present))
      return throw_type_error(vm, ERROR_PROMISE_EXECUTOR,
                              value_describe(vm, present, text, sizeof text));
  }
  slot_store(vm, record, &record->items[CAPABILITY_RESOLVE], call_arg(vm, call, 0));
  slot_store(vm, record, &record->items[CAPABILITY_REJECT], call_arg(vm, call, 1));
  return true;
}

static Value record_item(Vm *vm, const Slots *record, uint32_t i) {
  return slot_is_none(record->items[i]) ? value_undefined(vm) : slot_load(vm, record->items[i]);
}

static bool capability_from_constructor(Vm *vm, Value constructor, PromiseCapability *out) {
  Slots *record = slots_new(vm, CELL_INTERNAL, CAPABILITY_FIELDS);
  NativeFunctionObject *executor =
      record ? native_new(vm, promise_capability_executor, "", 2, 1) : NULL;
  if (!executor) return false;
  slot_store_cell(vm, executor, &executor->data[0], record);
  Value argument = value_cell(executor);
  TRY(construct(vm, constructor, &argument, 1, constructor, &out->promise));
  out->resolve = record_item(vm, record, CAPABILITY_RESOLVE);
  out->reject = record_item(vm, record, CAPABILITY_REJECT);
  if (!value_is_callable(vm, out->resolve) || !value_is_callable(vm, out->reject))
    return throw_type_error(vm, ERROR_PROMISE_CAPABILITY);
  return true;
}

static bool is_intrinsic_promise(Vm *vm, Value v) {
  return value_is_cell(v) &&
         value_as_cell(v) == slot_cell(vm, vm->realm->intrinsics[INTRINSIC_PROMISE]);
}

bool new_promise_capability(Vm *vm, Value constructor, PromiseCapability *out) {
  if (!value_is_constructor(vm, constructor)) {
    char text[96];
    return throw_type_error(vm, ERROR_NOT_CONSTRUCTOR,
                            value_describe(vm, constructor, text, sizeof text));
  }
  /* OPT: what %Promise% gives cannot be observed */
  if (!is_intrinsic_promise(vm, constructor))
    return capability_from_constructor(vm, constructor, out);
  TRY(new_plain_capability(vm, out));
  return create_resolving_functions(vm, value_as_promise(out->promise), &out->resolve,
                                    &out->reject);
}

bool capability_resolve(Vm *vm, const PromiseCapability *capability, Value value) {
  Value ignored;
  if (value_is_none(capability->resolve))
    return promise_resolve_with(vm, value_as_promise(capability->promise), value);
  return call_function(vm, capability->resolve, value_undefined(vm), &value, 1, &ignored);
}

bool capability_reject(Vm *vm, const PromiseCapability *capability, Value reason) {
  Value ignored;
  if (value_is_none(capability->reject))
    return promise_reject(vm, value_as_promise(capability->promise), reason);
  return call_function(vm, capability->reject, value_undefined(vm), &reason, 1, &ignored);
}

bool capability_reject_pending(Vm *vm, const PromiseCapability *capability) {
  if (unlikely(vm->interrupt)) return false;
  return capability_reject(vm, capability, exception_take(vm));
}

/* --- PromiseResolve (#sec-promise-resolve) --- */

bool promise_resolve(Vm *vm, Value constructor, Value x, Value *out) {
  if (value_is_promise(x)) {
    Value its;
    /* OPT: an unpatched promise's constructor is known */
    if (is_intrinsic_promise(vm, constructor) &&
        promise_constructor_is_plain(vm, value_as_promise(x))) {
      *out = x;
      return true;
    }
    TRY(get(vm, value_as_object(x), vm->names.constructor, &its));
    if (value_same_bits(its, constructor)) {
      *out = x;
      return true;
    }
  }
  PromiseCapability capability;
  /* OPT: the resolving functions of %Promise% cannot be observed */
  if (is_intrinsic_promise(vm, constructor)) TRY(new_plain_capability(vm, &capability));
  else TRY(new_promise_capability(vm, constructor, &capability));
  TRY(capability_resolve(vm, &capability, x));
  *out = capability.promise;
  return true;
}

bool promise_of(Vm *vm, Value x, Promise **out) {
  Object *constructor = intrinsic(vm, INTRINSIC_PROMISE);
  Value v;
  TRY(constructor && promise_resolve(vm, value_cell(constructor), x, &v));
  *out = value_as_promise(v);
  return true;
}

/* --- reactions --- */

static Reaction *reaction_new(Vm *vm, ReactionKind kind, Value on_fulfilled, Value on_rejected) {
  Reaction *reaction = heap_allocate_headed(vm, CELL_REACTION, kind, sizeof *reaction);
  if (!reaction) {
    throw_out_of_memory(vm);
    return NULL;
  }
  slot_store(vm, reaction, &reaction->on_fulfilled, on_fulfilled);
  slot_store(vm, reaction, &reaction->on_rejected, on_rejected);
  reaction->target = slot_undefined();
  return reaction;
}

static bool set_target(Vm *vm, Reaction *reaction, const PromiseCapability *capability) {
  if (!capability) return true;
  if (value_is_none(capability->resolve)) {
    slot_store(vm, reaction, &reaction->target, capability->promise);
    return true;
  }
  Slots *record = slots_new(vm, CELL_INTERNAL, CAPABILITY_FIELDS);
  if (!record) return false;
  slot_store(vm, record, &record->items[CAPABILITY_PROMISE], capability->promise);
  slot_store(vm, record, &record->items[CAPABILITY_RESOLVE], capability->resolve);
  slot_store(vm, record, &record->items[CAPABILITY_REJECT], capability->reject);
  slot_store_cell(vm, reaction, &reaction->target, record);
  return true;
}

bool perform_promise_then(Vm *vm, Promise *p, Value on_fulfilled, Value on_rejected,
                          const PromiseCapability *capability) {
  if (!value_is_callable(vm, on_fulfilled)) on_fulfilled = value_undefined(vm);
  if (!value_is_callable(vm, on_rejected)) on_rejected = value_undefined(vm);
  Reaction *reaction = reaction_new(vm, REACTION_THEN, on_fulfilled, on_rejected);
  return reaction && set_target(vm, reaction, capability) && promise_subscribe(vm, p, reaction);
}

/* Settles what a reaction leads to. */
static bool settle_target(Vm *vm, Value target, bool ok, Value value) {
  if (value_is_undefined(vm, target)) return true;
  PromiseCapability capability = {target, value_none(), value_none()};
  if (!value_is_promise(target)) {
    Slots *record = (Slots *)(void *)value_as_cell(target);
    capability = (PromiseCapability){record_item(vm, record, CAPABILITY_PROMISE),
                                     record_item(vm, record, CAPABILITY_RESOLVE),
                                     record_item(vm, record, CAPABILITY_REJECT)};
  }
  return ok ? capability_resolve(vm, &capability, value)
            : capability_reject(vm, &capability, value);
}

/* NewPromiseReactionJob's steps   #sec-newpromisereactionjob */
static bool run_then(Vm *vm, Reaction *reaction, bool ok, Value value) {
  Value handler = slot_load(vm, ok ? reaction->on_fulfilled : reaction->on_rejected);
  Value target = slot_load(vm, reaction->target);
  if (!value_is_undefined(vm, handler)) {
    ok = call_function(vm, handler, value_undefined(vm), &value, 1, &value);
    if (!ok) {
      /* Nobody but the host could be told of what the engine's own handlers throw. */
      if (vm->interrupt || value_is_undefined(vm, target)) return false;
      value = exception_take(vm);
    }
  }
  return settle_target(vm, target, ok, value);
}

bool reaction_run(Vm *vm, Reaction *reaction, bool ok, Value value) {
  switch ((ReactionKind)cell_header_data(reaction)) {
    case REACTION_THEN: return run_then(vm, reaction, ok, value);
    case REACTION_FINISH_RETURN:
      return async_generator_finish_return(vm, slot_cell_present(vm, reaction->target), ok, value);
    case REACTION_ADOPT: return settle_target(vm, slot_load(vm, reaction->target), ok, value);
  }
  UNREACHABLE();
}

/* NewPromiseResolveThenableJob's steps   #sec-newpromiseresolvethenablejob */
bool thenable_job_run(Vm *vm, Slots *record) {
  Promise *p = slot_cell_present(vm, record->items[THENABLE_PROMISE]);
  Value thenable = slot_load(vm, record->items[THENABLE_OBJECT]);
  Value then = slot_load(vm, record->items[THENABLE_THEN]);
  return call_with_resolving_functions(vm, then, thenable, p) || reject_pending(vm, p);
}

/* Whether looking for %Promise%[%Symbol.species%] gives %Promise%, and nobody notices. */
static bool species_is_plain(Vm *vm) {
  Object *constructor = intrinsic(vm, INTRINSIC_PROMISE);
  if (!constructor) {
    exception_take(vm); /* memory ran out: the long way will say so */
    return false;
  }
  bool untouched = shape_flags(object_shape_raw(vm, constructor)) & SHAPE_LAZY;
  return untouched || is_its_species(vm, constructor);
}

static bool adopt(Vm *vm, Promise *p, Promise *resolution) {
  if (promise_constructor_is_plain(vm, resolution) && species_is_plain(vm)) {
    Reaction *reaction = reaction_new(vm, REACTION_ADOPT, value_undefined(vm), value_undefined(vm));
    if (!reaction) return false;
    slot_store_cell(vm, reaction, &reaction->target, p);
    return promise_subscribe(vm, resolution, reaction);
  }
  Object *then = intrinsic(vm, INTRINSIC_PROMISE_THEN);
  return then && call_with_resolving_functions(vm, value_cell(then), value_cell(resolution), p);
}

/* The thenable job of a promise whose `then` was the builtin one when it was looked at. While it
 * is still unpatched, what then() would make is not made: the two promises are linked directly. */
bool adopt_job_run(Vm *vm, Promise *p, Promise *resolution) {
  return adopt(vm, p, resolution) || reject_pending(vm, p);
}
