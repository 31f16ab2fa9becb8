/* SPDX-License-Identifier: MIT */
/* promise_combinators.c: Promise.all, allSettled, any and race.
 *
 * They share one loop over the iterable. What the element functions of one call have in common is a
 * record: the values (an array), how many elements are missing, and the capability. An element
 * function keeps the record in data[0] (undefined once it was called) and its index in data[1]. Of the two
 * functions of one allSettled element, the second has but the first in its data[0]: so they share their
 * called flag. */
#include "builtins/promise.h"

#include "async/awaiters.h"
#include "async/promise.h"
#include "ops/iterate.h"

enum {
  RECORD_VALUES,
  RECORD_REMAINING,
  RECORD_PROMISE,
  RECORD_RESOLVE,
  RECORD_REJECT,
  RECORD_FIELDS
};

/* What one combinator does with each promise. */
typedef struct Combinator {
  NativeFunction on_fulfilled; /* NULL: the capability's resolve function */
  NativeFunction on_rejected;  /* NULL: the capability's reject function */
  bool (*finish)(Vm *vm, Slots *record); /* no element is missing any more; NULL: nothing */
} Combinator;

static Slots *record_new(Vm *vm, const PromiseCapability *capability) {
  Array *values = array_new(vm, 0);
  Slots *record = values ? slots_new(vm, CELL_INTERNAL, RECORD_FIELDS) : NULL;
  if (!record) return NULL;
  slot_store_cell(vm, record, &record->items[RECORD_VALUES], values);
  slot_store(vm, record, &record->items[RECORD_REMAINING], value_int(1));
  slot_store(vm, record, &record->items[RECORD_PROMISE], capability->promise);
  slot_store(vm, record, &record->items[RECORD_RESOLVE], capability->resolve);
  slot_store(vm, record, &record->items[RECORD_REJECT], capability->reject);
  return record;
}

static Value record_get(Vm *vm, const Slots *record, uint32_t i) {
  return slot_load(vm, record->items[i]);
}

static bool record_is_last(Vm *vm, Slots *record, int change) {
  int32_t remaining = value_as_int(record_get(vm, record, RECORD_REMAINING)) + change;
  slot_store(vm, record, &record->items[RECORD_REMAINING], value_int(remaining));
  return remaining == 0;
}

/* --- what happens at the end --- */

static bool resolve_with_values(Vm *vm, Slots *record) {
  Value values = record_get(vm, record, RECORD_VALUES), ignored;
  return call_function(vm, record_get(vm, record, RECORD_RESOLVE), value_undefined(vm), &values, 1,
                       &ignored);
}

static bool reject_with(Vm *vm, Slots *record, Value reason) {
  Value ignored;
  return call_function(vm, record_get(vm, record, RECORD_REJECT), value_undefined(vm), &reason, 1,
                       &ignored);
}

/* An element function's own promise is nobody's: where memory runs out in it, the combined one is told. */
static bool reject_pending(Vm *vm, Slots *record) {
  return !vm->interrupt && reject_with(vm, record, exception_take(vm));
}

/* An AggregateError of the values. */
static bool aggregate_error(Vm *vm, Slots *record, Value *out) {
  String *message = string_new_ascii(vm, "All promises were rejected");
  ErrorObject *error = message ? error_new(vm, ERROR_KIND_AGGREGATE, message) : NULL;
  if (!error) return false;
  *out = value_cell(error);
  return define_value(vm, &error->base, vm->names.errors, record_get(vm, record, RECORD_VALUES),
                      PROPERTY_HIDDEN);
}

static bool reject_with_errors(Vm *vm, Slots *record) {
  Value error;
  if (!aggregate_error(vm, record, &error)) return reject_pending(vm, record);
  return reject_with(vm, record, error);
}

/* --- element functions --- */

enum { ELEMENT_RECORD, ELEMENT_INDEX, ELEMENT_FIELDS };

/* The function that keeps record and index for an element function: itself, or the first of a pair. */
static NativeFunctionObject *element_of(Vm *vm, Value function) {
  NativeFunctionObject *f = value_as_native(function);
  Value kept = slot_load(vm, f->data[ELEMENT_RECORD]);
  return value_is_type(kept, CELL_NATIVE_FUNCTION) ? value_as_native(kept) : f;
}

/* The record of an element function that is called for the first time; else NULL. */
static Slots *element_take(Vm *vm, NativeFunctionObject *element) {
  Value kept = slot_load(vm, element->data[ELEMENT_RECORD]);
  if (value_is_undefined(vm, kept)) return NULL;
  element->data[ELEMENT_RECORD] = slot_undefined();
  return (Slots *)(void *)value_as_cell(kept);
}

static bool element_store(Vm *vm, NativeFunctionObject *element, Slots *record, Value value) {
  Array *values = slot_cell_present(vm, record->items[RECORD_VALUES]);
  uint32_t index = (uint32_t)value_as_int(slot_load(vm, element->data[ELEMENT_INDEX]));
  return object_put_element(vm, &values->base, index, value);
}

/* What resolve and reject element functions do with a value; finish: after the last. */
static bool element_told(Vm *vm, Call *call, bool (*finish)(Vm *, Slots *)) {
  NativeFunctionObject *element = element_of(vm, call->callee);
  Slots *record = element_take(vm, element);
  if (!record) return true;
  if (!element_store(vm, element, record, call_arg(vm, call, 0))) return reject_pending(vm, record);
  return !record_is_last(vm, record, -1) || finish(vm, record);
}

/* Promise.all Resolve Element Functions   #sec-promise.all-resolve-element-functions */
bool promise_all_element(Vm *vm, Call *call) { return element_told(vm, call, resolve_with_values); }

/* { status, value } or { status, reason } */
static bool settled_object(Vm *vm, PropertyKey status, PropertyKey key, Value value, Value *out) {
  Object *o = object_new(vm, 2);
  if (!o) return false;
  TRY(create_data_property_or_throw(vm, o, vm->names.status, name_value(status)));
  TRY(create_data_property_or_throw(vm, o, key, value));
  *out = value_cell(o);
  return true;
}

static bool settle_element(Vm *vm, Call *call, PropertyKey status, PropertyKey key) {
  NativeFunctionObject *element = element_of(vm, call->callee);
  Slots *record = element_take(vm, element);
  Value value;
  if (!record) return true;
  if (!settled_object(vm, status, key, call_arg(vm, call, 0), &value) ||
      !element_store(vm, element, record, value))
    return reject_pending(vm, record);
  return !record_is_last(vm, record, -1) || resolve_with_values(vm, record);
}

/* Promise.allSettled Resolve Element Functions   #sec-promise.allsettled-resolve-element-functions */
bool promise_all_settled_fulfilled(Vm *vm, Call *call) {
  return settle_element(vm, call, vm->names.fulfilled, vm->names.value);
}

/* Promise.allSettled Reject Element Functions   #sec-promise.allsettled-reject-element-functions */
bool promise_all_settled_rejected(Vm *vm, Call *call) {
  return settle_element(vm, call, vm->names.rejected, vm->names.reason);
}

/* Promise.any Reject Element Functions   #sec-promise.any-reject-element-functions */
bool promise_any_element(Vm *vm, Call *call) { return element_told(vm, call, reject_with_errors); }

static const char *combinator_name(NativeFunction function) {
  if (function == promise_all_element) return "all";
  if (function == promise_all_settled_fulfilled) return "allSettled";
  return function == promise_any_element ? "any" : NULL;
}

bool combinator_element(Vm *vm, Value function, Awaiter *out) {
  if (!value_is_type(function, CELL_NATIVE_FUNCTION)) return false;
  const NativeFunctionObject *f = value_as_native(function);
  const char *name = combinator_name(native_function_from_id(f->id));
  if (!name) return false;
  const NativeFunctionObject *element = element_of(vm, function);
  Value kept = slot_load(vm, element->data[ELEMENT_RECORD]);
  if (!value_is_type(kept, CELL_INTERNAL)) return false;
  const Slots *record = (Slots *)(void *)value_as_cell(kept);
  if (!value_is_cell(record_get(vm, record, RECORD_PROMISE))) return false;
  *out = (Awaiter){.cell = value_as_cell(record_get(vm, record, RECORD_PROMISE)),
                   .combinator = name,
                   .index = (uint32_t)value_as_int(slot_load(vm, element->data[ELEMENT_INDEX]))};
  return true;
}

/* --- the loop --- */

static bool element_function(Vm *vm, NativeFunction function, Slots *record, uint32_t index,
                             Value *out) {
  NativeFunctionObject *f = native_new(vm, function, "", 1, ELEMENT_FIELDS);
  if (!f) return false;
  slot_store_cell(vm, f, &f->data[ELEMENT_RECORD], record);
  slot_store(vm, f, &f->data[ELEMENT_INDEX], value_uint32(index));
  *out = value_cell(f);
  return true;
}

/* The second function of an element that has one already. */
static bool second_element_function(Vm *vm, NativeFunction function, Value first, Value *out) {
  NativeFunctionObject *f = native_new(vm, function, "", 1, 1);
  if (!f) return false;
  slot_store(vm, f, &f->data[ELEMENT_RECORD], first);
  *out = value_cell(f);
  return true;
}

/* What is passed to the `then` of an element. */
static bool element_handlers(Vm *vm, const Combinator *combinator, Slots *record, uint32_t index,
                             Value *handlers) {
  NativeFunction fulfilled = combinator->on_fulfilled, rejected = combinator->on_rejected;
  handlers[0] = record_get(vm, record, RECORD_RESOLVE);
  handlers[1] = record_get(vm, record, RECORD_REJECT);
  if (fulfilled) TRY(element_function(vm, fulfilled, record, index, &handlers[0]));
  if (!rejected) return true;
  return fulfilled ? second_element_function(vm, rejected, handlers[0], &handlers[1])
                   : element_function(vm, rejected, record, index, &handlers[1]);
}

/* Waits for one element. */
static bool add_element(Vm *vm, const Combinator *combinator, Value constructor, Value resolve,
                        Slots *record, uint32_t index, Value value) {
  Value promise, handlers[2], ignored;
  Array *values = slot_cell_present(vm, record->items[RECORD_VALUES]);
  if (combinator->finish) TRY(array_push(vm, values, value_undefined(vm)));
  TRY(call_function(vm, resolve, constructor, &value, 1, &promise));
  TRY(element_handlers(vm, combinator, record, index, handlers));
  record_is_last(vm, record, +1);
  return invoke(vm, promise, vm->names.then, handlers, 2, &ignored);
}

/* PerformPromiseAll and its kin. */
static bool perform(Vm *vm, const Combinator *combinator, IteratorRecord *iterator,
                    Value constructor, Value resolve, const PromiseCapability *capability) {
  Slots *record = record_new(vm, capability);
  if (!record) return false;
  for (uint32_t index = 0;; index++) {
    bool done;
    Value value;
    if (!iterator_step_value(vm, iterator, &done, &value)) {
      iterator->done = true;
      return false;
    }
    if (done) break;
    TRY(add_element(vm, combinator, constructor, resolve, record, index, value));
  }
  iterator->done = true;
  bool last = record_is_last(vm, record, -1);
  return !last || !combinator->finish || combinator->finish(vm, record);
}

/* GetPromiseResolve   #sec-getpromiseresolve */
static bool get_promise_resolve(Vm *vm, Value constructor, Value *out) {
  TRY(get(vm, value_as_object(constructor), vm->names.resolve, out));
  char text[96];
  if (value_is_callable(vm, *out)) return true;
  return throw_type_error(vm, ERROR_NOT_CALLABLE, value_describe(vm, *out, text, sizeof text));
}

static bool combine(Vm *vm, Call *call, const Combinator *combinator) {
  PromiseCapability capability;
  Value resolve;
  IteratorRecord iterator = {.done = true};
  TRY(new_promise_capability(vm, call->this_value, &capability));
  bool ok = get_promise_resolve(vm, call->this_value, &resolve) &&
            get_iterator(vm, call_arg(vm, call, 0), ITERATOR_SYNC, &iterator);
  if (ok) {
    iterator.done = false;
    ok = perform(vm, combinator, &iterator, call->this_value, resolve, &capability);
    if (!ok && !iterator.done) iterator_close_throwing(vm, &iterator);
  }
  if (!ok) TRY(capability_reject_pending(vm, &capability));
  return call_return(call, capability.promise);
}

/* Promise.all ( iterable )   #sec-promise.all */
bool promise_constructor_all(Vm *vm, Call *call) {
  static const Combinator all = {promise_all_element, NULL, resolve_with_values};
  return combine(vm, call, &all);
}

/* Promise.allSettled ( iterable )   #sec-promise.allsettled */
bool promise_constructor_all_settled(Vm *vm, Call *call) {
  static const Combinator all_settled = {promise_all_settled_fulfilled,
                                         promise_all_settled_rejected, resolve_with_values};
  return combine(vm, call, &all_settled);
}

/* Promise.any ( iterable )   #sec-promise.any */
bool promise_constructor_any(Vm *vm, Call *call) {
  static const Combinator any = {NULL, promise_any_element, reject_with_errors};
  return combine(vm, call, &any);
}

/* Promise.race ( iterable )   #sec-promise.race */
bool promise_constructor_race(Vm *vm, Call *call) {
  static const Combinator race = {NULL, NULL, NULL};
  return combine(vm, call, &race);
}
