/* SPDX-License-Identifier: MIT */
/* dispose.c: see dispose.h.
 *
 * A resource is three elements of the capability's array: the value, its kind, the method. The
 * specification wraps a sync method that stands in for an async one in a function that returns a
 * promise; here the kind says so, and the step awaits undefined after calling it. */
#include "ops/dispose.h"

/* Kinds of resources. */
enum { RESOURCE_SYNC, RESOURCE_ASYNC, RESOURCE_ASYNC_FROM_SYNC };
/* Bits of a capability's state. */
enum { NEEDS_AWAIT = 1, HAS_AWAITED = 2 };
/* Elements of the array per resource. */
#define RESOURCE_SIZE 3

/* NewDisposeCapability ( )   #sec-newdisposecapability */
DisposeCapability *dispose_capability_new(Vm *vm) {
  Array *resources = array_new(vm, 0);
  TRY_NULL(resources);
  DisposeCapability *capability = (DisposeCapability *)slots_new(vm, CELL_INTERNAL, 2);
  TRY_NULL(capability);
  slot_store_cell(vm, capability, &capability->resources, resources);
  slot_store(vm, capability, &capability->state, value_int(0));
  return capability;
}

static Array *resources_of(Vm *vm, const DisposeCapability *capability) {
  return slot_cell_present(vm, capability->resources);
}

static int state_of(Vm *vm, const DisposeCapability *capability) {
  return value_as_int(slot_load(vm, capability->state));
}

static void set_state(Vm *vm, DisposeCapability *capability, int state) {
  slot_store(vm, capability, &capability->state, value_int(state));
}

static bool push_resource(Vm *vm, const DisposeCapability *capability, Value v, int kind,
                          Value method) {
  Array *resources = resources_of(vm, capability);
  uint32_t length = resources->length;
  bool emptied;
  if (array_push(vm, resources, v) && array_push(vm, resources, value_int(kind)) &&
      array_push(vm, resources, method))
    return true;
  MUST(array_set_length(vm, resources, length, &emptied)); /* no part of a resource stays */
  return false;
}

/* GetDisposeMethod ( V, hint )   #sec-getdisposemethod */
static bool get_dispose_method(Vm *vm, Value v, DisposeHint hint, int *kind, Value *out) {
  *kind = RESOURCE_SYNC;
  if (hint == DISPOSE_ASYNC) {
    *kind = RESOURCE_ASYNC;
    TRY(get_method(vm, v, key_from_symbol(vm->symbols[SYMBOL_ASYNC_DISPOSE]), out));
    if (!value_is_undefined(vm, *out)) return true;
    *kind = RESOURCE_ASYNC_FROM_SYNC;
  }
  return get_method(vm, v, key_from_symbol(vm->symbols[SYMBOL_DISPOSE]), out);
}

/* AddDisposableResource ( disposeCapability, V, hint ), CreateDisposableResource
 * #sec-adddisposableresource   #sec-createdisposableresource */
bool add_disposable_resource(Vm *vm, DisposeCapability *capability, Value v, DisposeHint hint) {
  int kind;
  Value method;
  if (value_is_nullish(vm, v)) {
    Value undefined = value_undefined(vm);
    return hint == DISPOSE_SYNC ||
           push_resource(vm, capability, undefined, RESOURCE_ASYNC, undefined);
  }
  if (!value_is_object(v)) {
    char text[64];
    return throw_type_error(vm, ERROR_NOT_OBJECT, value_describe(vm, v, text, sizeof text));
  }
  TRY(get_dispose_method(vm, v, hint, &kind, &method));
  if (value_is_undefined(vm, method))
    return throw_type_error(vm, ERROR_DISPOSE_NOT_FUNCTION,
                            hint == DISPOSE_ASYNC ? "asyncDispose" : "dispose");
  return push_resource(vm, capability, v, kind, method);
}

bool add_disposable_method(Vm *vm, DisposeCapability *capability, DisposeHint hint, Value method) {
  int kind = hint == DISPOSE_ASYNC ? RESOURCE_ASYNC : RESOURCE_SYNC;
  return push_resource(vm, capability, value_undefined(vm), kind, method);
}

static bool make_suppressed_error(Vm *vm, Value error, Value suppressed, Value *out) {
  ErrorObject *o = error_new(vm, ERROR_KIND_SUPPRESSED, NULL);
  TRY(o);
  TRY(object_put_own(vm, &o->base, vm->names.error, error, PROPERTY_HIDDEN));
  TRY(object_put_own(vm, &o->base, vm->names.suppressed, suppressed, PROPERTY_HIDDEN));
  *out = value_cell(o);
  return true;
}

bool dispose_merge_error(Vm *vm, DisposeCompletion *completion, Value error) {
  if (completion->throws) TRY(make_suppressed_error(vm, error, completion->error, &error));
  completion->throws = true;
  completion->error = error;
  return true;
}

/* Takes the last resource off the list. */
static bool pop_resource(Vm *vm, Array *resources, Value *v, int *kind, Value *method) {
  uint32_t base = resources->length - RESOURCE_SIZE;
  bool ok;
  *v = object_get_element(vm, &resources->base, base);
  *kind = value_as_int(object_get_element(vm, &resources->base, base + 1));
  *method = object_get_element(vm, &resources->base, base + 2);
  return array_set_length(vm, resources, base, &ok);
}

static void need_await(Vm *vm, DisposeCapability *capability) {
  set_state(vm, capability, state_of(vm, capability) | NEEDS_AWAIT);
}

/* Whether the Await(undefined) for async resources without a method is still owed. */
static bool owes_await(Vm *vm, const DisposeCapability *capability) {
  return state_of(vm, capability) == NEEDS_AWAIT;
}

static void pay_await(Vm *vm, DisposeCapability *capability, DisposeProgress *progress,
                      Value *awaited) {
  set_state(vm, capability, state_of(vm, capability) & ~NEEDS_AWAIT);
  *progress = DISPOSE_AWAIT;
  *awaited = value_undefined(vm);
}

/* DisposeResources ( disposeCapability, completion )   #sec-disposeresources */
bool dispose_resources_step(Vm *vm, DisposeCapability *capability, DisposeCompletion *completion,
                            DisposeProgress *progress, Value *awaited) {
  Array *resources = resources_of(vm, capability);
  *progress = DISPOSE_DONE;
  if (resources->length == 0) {
    if (owes_await(vm, capability)) pay_await(vm, capability, progress, awaited);
    return true;
  }
  Value kind_value = object_get_element(vm, &resources->base, resources->length - 2);
  if (value_as_int(kind_value) == RESOURCE_SYNC && owes_await(vm, capability)) {
    pay_await(vm, capability, progress, awaited);
    return true;
  }
  Value v, method, result;
  int kind;
  *progress = DISPOSE_AGAIN;
  TRY(pop_resource(vm, resources, &v, &kind, &method));
  if (value_is_undefined(vm, method)) {
    need_await(vm, capability);
    return true;
  }
  bool ok = call_function(vm, method, v, NULL, 0, &result);
  if (!ok) TRY(dispose_merge_error(vm, completion, exception_take(vm)));
  if (kind == RESOURCE_SYNC || (kind == RESOURCE_ASYNC && !ok)) return true;
  set_state(vm, capability, state_of(vm, capability) | HAS_AWAITED);
  *progress = DISPOSE_AWAIT;
  *awaited = kind == RESOURCE_ASYNC ? result : value_undefined(vm);
  return true;
}

bool dispose_resources_sync(Vm *vm, DisposeCapability *capability, DisposeCompletion completion) {
  DisposeProgress progress;
  Value ignored;
  do TRY(dispose_resources_step(vm, capability, &completion, &progress, &ignored));
  while (progress != DISPOSE_DONE);
  return !completion.throws || throw_value(vm, completion.error);
}
