/* SPDX-License-Identifier: MIT */
/* api_promise.c: promises of mote.h. */
#include <stdlib.h>

#include "api/api.h"
#include "async/promise.h"

MotePromiseState mote_promise_state(MoteVm *mote, MoteValue value, MoteValue *result) {
  Vm *vm = api_vm(mote);
  Value v = api_value(vm, value);
  if (result) *result = mote_undefined();
  if (!value_is_promise(v)) return MOTE_NOT_A_PROMISE;
  const Promise *promise = value_as_promise(v);
  if (promise_is_pending(promise)) return MOTE_PENDING;
  if (result) *result = api_mote_value(slot_load(vm, promise->out));
  return cell_type(promise) == CELL_PROMISE_FULFILLED ? MOTE_FULFILLED : MOTE_REJECTED;
}

bool mote_promise_new(MoteVm *mote, MoteValue *promise, MoteValue *resolve, MoteValue *reject) {
  Vm *vm = api_vm(mote);
  Value resolve_function, reject_function;
  Promise *p = promise_new(vm);
  TRY(p);
  *promise = api_mote_value(value_cell(p));
  if (!resolve && !reject) return true;
  TRY(create_resolving_functions(vm, p, &resolve_function, &reject_function));
  if (resolve) *resolve = api_mote_value(resolve_function);
  if (reject) *reject = api_mote_value(reject_function);
  return true;
}

bool mote_promise_resolve(MoteVm *mote, MoteValue promise, MoteValue value) {
  Vm *vm = api_vm(mote);
  Promise *p = value_as_promise(api_value(vm, promise));
  if (!promise_is_pending(p)) return true;
  api_enter(vm);
  return api_leave(vm, promise_resolve_with(vm, p, api_value(vm, value)));
}

bool mote_promise_reject(MoteVm *mote, MoteValue promise, MoteValue reason) {
  Vm *vm = api_vm(mote);
  Promise *p = value_as_promise(api_value(vm, promise));
  return !promise_is_pending(p) || promise_reject(vm, p, api_value(vm, reason));
}

bool mote_promise_then(MoteVm *mote, MoteValue promise, MoteValue on_fulfilled,
                       MoteValue on_rejected) {
  Vm *vm = api_vm(mote);
  return perform_promise_then(vm, value_as_promise(api_value(vm, promise)),
                              api_value(vm, on_fulfilled), api_value(vm, on_rejected), NULL);
}

void mote_promise_mark_handled(MoteVm *mote, MoteValue promise) {
  Cell *cell = value_as_cell(api_value(api_vm(mote), promise));
  CellType type = cell_type(cell);
  if (type == CELL_PROMISE_PENDING || type == CELL_PROMISE_REJECTED)
    cell->header = (cell->header & ~0xffu) | (CellType)(type + 1);
}

bool mote_promise_is_handled(MoteVm *vm, MoteValue promise) {
  Value v = api_value(api_vm(vm), promise);
  return !value_is_promise(v) || (cell_type(value_as_cell(v)) != CELL_PROMISE_PENDING &&
                                  cell_type(value_as_cell(v)) != CELL_PROMISE_REJECTED);
}

bool mote_promise_of(MoteVm *mote, MoteValue value, MoteValue *promise) {
  Vm *vm = api_vm(mote);
  Promise *p;
  api_enter(vm);
  TRY(api_leave(vm, promise_of(vm, api_value(vm, value), &p)));
  return api_give_cell(promise, p);
}

/* --- watching: a host object that both reactions keep, whose death says that there will be none --- */

typedef struct Watch {
  MotePromiseWatcher *fn; /* NULL once it was called */
  void *data;
} Watch;

static void watch_finalize(void *memory) {
  Watch *watch = memory;
  if (watch->fn) watch->fn(NULL, MOTE_PENDING, mote_undefined(), watch->data);
  free(watch);
}

static bool tell_watcher(MoteVm *vm, MoteCall *call, MotePromiseState state) {
  void *memory;
  TRY(mote_instance_data(vm, mote_function_data(call), api_vm(vm)->api->watch_class, &memory));
  Watch *watch = memory;
  MotePromiseWatcher *fn = watch->fn;
  watch->fn = NULL;
  if (fn) fn(vm, state, mote_argument(call, 0), watch->data);
  if (mote_has_exception(vm)) api_report(api_vm(vm), exception_take(api_vm(vm)));
  return true;
}

static bool watch_fulfilled(MoteVm *vm, MoteCall *call) {
  return tell_watcher(vm, call, MOTE_FULFILLED);
}
static bool watch_rejected(MoteVm *vm, MoteCall *call) {
  return tell_watcher(vm, call, MOTE_REJECTED);
}

/* The object; on failure *data is still the caller's. */
static bool watch_new(MoteVm *vm, MotePromiseWatcher *fn, void *data, MoteValue *out) {
  static const MoteClassSpec spec = {.name = "PromiseWatch", .finalize = watch_finalize};
  Api *api = api_vm(vm)->api;
  if (!api->watch_class) TRY(mote_class_create(vm, &spec, &api->watch_class));
  Watch *watch = calloc(1, sizeof *watch);
  if (!watch) return mote_throw_out_of_memory(vm);
  *watch = (Watch){fn, data};
  if (mote_instance_new(vm, api->watch_class, watch, out)) return true;
  free(watch);
  return false;
}

bool mote_promise_watch(MoteVm *vm, MoteValue promise, MotePromiseWatcher *fn, void *data) {
  MoteValue holder, fulfilled, rejected;
  if (mote_promise_state(vm, promise, NULL) == MOTE_NOT_A_PROMISE)
    return mote_throw_error(vm, MOTE_TYPE_ERROR, "Only a promise can be watched");
  TRY(watch_new(vm, NULL, data, &holder));
  TRY(mote_function_new(vm, watch_fulfilled, "", 1, holder, &fulfilled));
  TRY(mote_function_new(vm, watch_rejected, "", 1, holder, &rejected));
  TRY(mote_promise_then(vm, promise, fulfilled, rejected));
  void *watch;
  TRY(mote_instance_data(vm, holder, api_vm(vm)->api->watch_class, &watch));
  ((Watch *)watch)->fn = fn; /* from now on nothing fails, and the data is the watch's */
  return true;
}
