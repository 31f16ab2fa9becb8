/* SPDX-License-Identifier: MIT */
/* api_async.c: jobs and async host functions of mote.h.
 *
 * A MoteAsync is memory of the host's: it outlives its VM, whose end only cuts the tie. While it is
 * tied and unsettled, whoever waits for it is a root. */
#include <stdlib.h>

#include "api/api_source.h"
#include "async/async.h"
#include "async/operation.h"
#include "async/promise.h"
#include "vm/host_hooks.h"

struct MoteAsync {
  Vm *vm;          /* NULL once the VM is gone */
  Operation operation;
  void *user;
  MoteAsync *previous, *next; /* all that the host holds */
  uint32_t holds;
};

/* --- jobs --- */

static void track_rejection(Vm *vm, Value promise, RejectionOperation operation, void *data) {
  const Api *api = data;
  if (!api->hooks.rejection) return;
  Value reason = slot_load(vm, value_as_promise(promise)->out);
  api->hooks.rejection(api_mote_vm(vm), api_mote_value(promise), api_mote_value(reason),
                       operation == REJECTION_HANDLED);
}

void api_report(Vm *vm, Value exception) {
  const MoteHooks *hooks = &vm->api->hooks;
  if (hooks->uncaught) hooks->uncaught(api_mote_vm(vm), api_mote_value(exception));
}

static void report_exception(Vm *vm, Value exception, void *data) {
  (void)data;
  api_report(vm, exception);
}

static bool start_timer(Vm *vm, double milliseconds, Value callback, Value *timer, void *data) {
  const MoteHooks *hooks = &((const Api *)data)->hooks;
  MoteValue given = mote_undefined();
  if (!hooks->start_timer) return true;
  TRY(hooks->start_timer(api_mote_vm(vm), milliseconds, api_mote_value(callback), &given));
  *timer = api_value(vm, given);
  return true;
}

static void stop_timer(Vm *vm, Value timer, void *data) {
  const MoteHooks *hooks = &((const Api *)data)->hooks;
  if (hooks->stop_timer) hooks->stop_timer(api_mote_vm(vm), api_mote_value(timer));
}

static void wake(Vm *vm, void *data) {
  const MoteHooks *hooks = &((const Api *)data)->hooks;
  if (hooks->wake) hooks->wake(api_mote_vm(vm));
}

static double current_time(Vm *vm, void *data) {
  (void)data;
  return vm->api->hooks.current_time(api_mote_vm(vm));
}

void mote_set_hooks(MoteVm *mote, const MoteHooks *hooks) {
  Vm *vm = api_vm(mote);
  vm->hooks->current_time = hooks->current_time ? current_time : NULL;
  vm->hooks->data = vm->api;
  vm->hooks->start_timer = start_timer;
  vm->hooks->stop_timer = stop_timer;
  vm->hooks->wake = wake;
  vm->api->hooks = *hooks;
  vm->async->host_data = vm->api;
  vm->async->track_rejection = track_rejection;
  vm->async->report_exception = report_exception;
}

void mote_set_can_block(MoteVm *vm, bool can_block) { api_vm(vm)->can_block = can_block; }

bool mote_run_jobs(MoteVm *mote, uint32_t limit) {
  Vm *vm = api_vm(mote);
  vm->api->depth++;
  bool ok = async_run_jobs(vm, limit);
  vm->api->depth--;
  return ok;
}
bool mote_has_jobs(MoteVm *vm) { return async_has_jobs(api_vm(vm)); }
bool mote_queue_job(MoteVm *vm, MoteValue function) {
  return async_queue_callback(api_vm(vm), api_value(api_vm(vm), function));
}

/* --- operations --- */

/* Memory for one, in *out. False: exception. */
static bool operation_create(Vm *vm, MoteAsync **out) {
  *out = calloc(1, sizeof **out);
  return *out || throw_out_of_memory(vm);
}

/* One that has been started joins the others; one that has not goes away. */
static MoteAsync *operation_join(Vm *vm, MoteAsync *operation, bool started) {
  if (!started) {
    free(operation);
    return NULL;
  }
  operation->vm = vm;
  operation->holds = 1;
  operation->next = vm->api->operations;
  if (operation->next) operation->next->previous = operation;
  vm->api->operations = operation;
  vm->api->operations_pending++;
  return operation;
}

MoteAsync *mote_async_start(MoteVm *mote, MoteCall *call) {
  Vm *vm = api_vm(mote);
  MoteAsync *operation;
  TRY_NULL(operation_create(vm, &operation));
  return operation_join(vm, operation, operation_start(vm, &operation->operation, call->call));
}

MoteAsync *mote_async_new(MoteVm *mote, MoteValue *promise) {
  Vm *vm = api_vm(mote);
  MoteAsync *operation;
  TRY_NULL(operation_create(vm, &operation));
  Promise *told = promise_new(vm);
  operation->operation =
      (Operation){.told = told ? value_cell(told) : value_none(), .function = value_none()};
  return operation_join(vm, operation, api_give_cell(promise, told));
}

static bool is_settled(const MoteAsync *operation) { return operation->operation.settled; }

/* Where the function that awaits an operation stands. False: no such function, or no memory. */
static bool await_position(const MoteAsync *operation, MotePosition *out) {
  Source *source;
  uint32_t offset;
  return operation_await_place(operation->vm, &operation->operation, &source, &offset) &&
         api_position(operation->vm, source, offset, offset + 1, out);
}

static void report_abandoned(const MoteAsync *operation) {
  const MoteHooks *hooks = &operation->vm->api->hooks;
  MotePosition position;
  if (!hooks->abandoned || value_is_none(operation->operation.told)) return;
  bool known = await_position(operation, &position);
  hooks->abandoned(api_mote_vm(operation->vm), known ? &position : NULL);
  if (known) mote_position_free(&position);
}

/* Unties an operation that can't settle any more. */
static void cut(MoteAsync *operation) {
  Api *api = operation->vm->api;
  if (operation->previous) operation->previous->next = operation->next;
  else api->operations = operation->next;
  if (operation->next) operation->next->previous = operation->previous;
  if (!is_settled(operation)) {
    operation_abandon(operation->vm, &operation->operation);
    api->operations_pending--;
  }
  operation->vm = NULL;
}

void api_operations_abandon(Vm *vm) {
  while (vm->api->operations) cut(vm->api->operations);
}

void api_operations_mark(Vm *vm) {
  for (const MoteAsync *operation = vm->api->operations; operation; operation = operation->next) {
    if (!value_is_none(operation->operation.told)) mark_value(vm, operation->operation.told);
    if (!value_is_none(operation->operation.function))
      mark_value(vm, operation->operation.function);
  }
}

void api_operations_each(Vm *vm, void (*look)(Vm *vm, const Operation *operation, void *data),
                         void *data) {
  for (const MoteAsync *operation = vm->api->operations; operation; operation = operation->next)
    if (!is_settled(operation)) look(vm, &operation->operation, data);
}

MoteAsync *mote_async_retain(MoteAsync *operation) {
  operation->holds++;
  return operation;
}

void mote_async_release(MoteAsync *operation) {
  if (!operation || --operation->holds) return;
  if (operation->vm && !is_settled(operation)) report_abandoned(operation);
  if (operation->vm) cut(operation);
  free(operation);
}

/* Whatever was pending stays pending; failures for want of memory are reported. */
static bool settle(MoteAsync *operation, bool ok, MoteValue value) {
  Vm *vm = operation->vm;
  if (!vm || is_settled(operation)) return false;
  vm->api->operations_pending--;
  Value exception = vm->exception;
  vm->exception = value_none();
  api_enter(vm);
  bool settled = operation_settle(vm, &operation->operation, ok, api_value(vm, value));
  if (!api_leave(vm, settled) && !value_is_none(vm->exception)) api_report(vm, exception_take(vm));
  vm->exception = exception;
  return true;
}

bool mote_async_resolve(MoteAsync *operation, MoteValue value) {
  return settle(operation, true, value);
}
bool mote_async_reject(MoteAsync *operation, MoteValue reason) {
  return settle(operation, false, reason);
}
bool mote_async_reject_pending(MoteAsync *operation) {
  if (!operation->vm) return false;
  return mote_async_reject(operation, mote_take_exception(api_mote_vm(operation->vm)));
}

void mote_async_finish(MoteAsync *operation, bool ok, MoteValue value) {
  if (ok) mote_async_resolve(operation, value);
  else mote_async_reject_pending(operation);
  mote_async_release(operation);
}

bool mote_async_return(MoteVm *vm, MoteCall *call, bool ok, MoteValue value) {
  MoteValue outcome = ok ? value : mote_take_exception(vm);
  MoteAsync *operation = mote_async_start(vm, call);
  TRY(operation);
  settle(operation, ok, outcome);
  mote_async_release(operation);
  return true;
}

MoteVm *mote_async_vm(const MoteAsync *operation) {
  return operation->vm ? api_mote_vm(operation->vm) : NULL;
}
bool mote_async_is_settled(const MoteAsync *operation) { return is_settled(operation); }
void mote_async_set_user(MoteAsync *operation, void *user) { operation->user = user; }
void *mote_async_user(const MoteAsync *operation) { return operation->user; }
uint32_t mote_async_pending(MoteVm *vm) { return api_vm(vm)->api->operations_pending; }

void mote_each_async(MoteVm *vm,
                     void (*fn)(MoteAsync *operation, const MotePosition *position, void *data),
                     void *data) {
  for (MoteAsync *next, *operation = api_vm(vm)->api->operations; operation; operation = next) {
    MotePosition position;
    next = operation->next;
    if (is_settled(operation)) continue;
    bool known = await_position(operation, &position);
    fn(operation, known ? &position : NULL, data);
    if (known) mote_position_free(&position);
  }
}

/* --- an operation as a JavaScript function --- */

static void release_callback(void *operation) { mote_async_release(operation); }

static bool settle_callback(MoteVm *vm, MoteCall *call) {
  void *operation;
  const MoteClass *class_ = api_vm(vm)->api->callback_class;
  if (!mote_is_boolean(vm, mote_argument(call, 0)))
    return mote_throw_error(vm, MOTE_TYPE_ERROR, "The first argument must be a boolean");
  TRY(mote_instance_data(vm, mote_function_data(call), class_, &operation));
  MoteValue value = mote_argument(call, 1);
  return mote_return_boolean(call, mote_as_boolean(vm, mote_argument(call, 0))
                                       ? mote_async_resolve(operation, value)
                                       : mote_async_reject(operation, value));
}

bool mote_async_callback(MoteVm *vm, MoteAsync *operation, MoteValue *out) {
  Api *api = api_vm(vm)->api;
  static const MoteClassSpec spec = {.name = "AsyncOperation", .finalize = release_callback};
  MoteValue holder;
  if (!api->callback_class) TRY(mote_class_create(vm, &spec, &api->callback_class));
  TRY(mote_instance_new(vm, api->callback_class, operation, &holder));
  mote_async_retain(operation);
  return mote_function_new(vm, settle_callback, "", 2, holder, out);
}
