/* SPDX-License-Identifier: MIT */
/* events.c: process as an emitter of events.
 *
 * The listeners of an event stand in an array; one that is to be called once is wrapped in an object
 * { listener }. Emitting works on a copy, so listeners may come and go meanwhile. */
#include "runtime/loop/events.h"

#include <stdlib.h>

#include "runtime/define.h"
#include "runtime/internal.h"
#include "runtime/process/signals.h"
#include "runtime/report.h"

/* --- the lists --- */

static bool listeners_object(Runtime *rt, MoteValue *out) {
  if (!rt->events.listeners) {
    TRY(mote_object_new_with_prototype(rt->vm, mote_null(), out));
    rt->events.listeners = mote_handle_create(rt->vm, *out);
    TRY(rt->events.listeners);
  }
  *out = mote_handle_get(rt->events.listeners);
  return true;
}

/* The list of an event; undefined if it has none. */
static bool find_list(Runtime *rt, MoteValue event, MoteValue *out) {
  MoteValue all;
  return listeners_object(rt, &all) && mote_get_key(rt->vm, all, event, out);
}

static bool ensure_list(Runtime *rt, MoteValue event, MoteValue *out) {
  MoteValue all;
  TRY(find_list(rt, event, out));
  if (!mote_is_undefined(rt->vm, *out)) return true;
  return mote_array_new(rt->vm, 1, out) && listeners_object(rt, &all) &&
         mote_set_key(rt->vm, all, event, *out);
}

/* The function of an entry. */
static bool entry_function(MoteVm *vm, MoteValue entry, MoteValue *out) {
  *out = entry;
  return mote_is_callable(vm, entry) || mote_get(vm, entry, "listener", out);
}

/* A copy of the list without its entry number `skip` (UINT32_MAX: whole). */
static bool copy_list(MoteVm *vm, MoteValue list, uint32_t skip, MoteValue *out) {
  uint32_t count = mote_array_length(vm, list);
  TRY(mote_array_new(vm, count, out));
  for (uint32_t i = 0; i < count; i++) {
    MoteValue entry;
    if (i == skip) continue;
    TRY(mote_get_index(vm, list, i, &entry) && mote_array_push(vm, *out, entry));
  }
  return true;
}

/* Signals are listened for while they have listeners. */
static bool count_changed(Runtime *rt, MoteValue event, uint32_t count) {
  char *name;
  if (!mote_is_string(rt->vm, event)) return true;
  TRY(mote_to_utf8(rt->vm, event, &name, NULL));
  bool ok = signals_listeners_changed(rt, name, count > 0);
  mote_free(name);
  return ok;
}

static bool remove_listener(Runtime *rt, MoteValue event, MoteValue listener) {
  MoteVm *vm = rt->vm;
  MoteValue list, all, entry, function, rest;
  TRY(find_list(rt, event, &list) && listeners_object(rt, &all));
  for (uint32_t i = mote_array_length(vm, list); i-- > 0;) {
    TRY(mote_get_index(vm, list, i, &entry) && entry_function(vm, entry, &function));
    if (!mote_same_value(vm, entry, listener) && !mote_same_value(vm, function, listener)) continue;
    return copy_list(vm, list, i, &rest) && mote_set_key(vm, all, event, rest) &&
           count_changed(rt, event, mote_array_length(vm, rest));
  }
  return true;
}

/* --- emitting --- */

/* *called: whether there was a listener. */
static bool emit(Runtime *rt, MoteValue event, const MoteValue *arguments, uint32_t count,
                 bool *called) {
  MoteVm *vm = rt->vm;
  MoteValue list, copy;
  *called = false;
  TRY(find_list(rt, event, &list));
  uint32_t length = mote_array_length(vm, list);
  if (!length) return true;
  *called = true;
  TRY(copy_list(vm, list, UINT32_MAX, &copy));
  for (uint32_t i = 0; i < length; i++) {
    MoteValue entry, function;
    TRY(mote_get_index(vm, copy, i, &entry) && entry_function(vm, entry, &function));
    if (!mote_is_callable(vm, entry)) TRY(remove_listener(rt, event, entry));
    TRY(mote_call(vm, function, mote_handle_get(rt->process), arguments, count, NULL));
  }
  return true;
}

bool events_has(Runtime *rt, const char *event) {
  MoteValue name, list;
  if (!rt->events.listeners || !rt->process) return false;
  if (!mote_string(rt->vm, event, MOTE_NUL_TERMINATED, &name) || !find_list(rt, name, &list)) {
    mote_take_exception(rt->vm);
    return false;
  }
  return mote_array_length(rt->vm, list) > 0;
}

bool events_emit(Runtime *rt, const char *event, const MoteValue *arguments, uint32_t count) {
  MoteValue name;
  bool called = false;
  if (!events_has(rt, event)) return false;
  if (!mote_string(rt->vm, event, MOTE_NUL_TERMINATED, &name) ||
      !emit(rt, name, arguments, count, &called)) {
    MoteValue error = mote_take_exception(rt->vm);
    /* an error in the listener of errors is final */
    if (strcmp(event, "uncaughtException") == 0) rt->exiting = true;
    report_uncaught(rt, error);
  }
  return called;
}

int events_emit_exit(Runtime *rt, int status) {
  MoteValue code, arguments[] = {mote_int32(status)};
  rt->exiting = true;
  if (!rt->process || rt->options.test262) return status;
  events_emit(rt, "exit", arguments, 1);
  if (mote_get(rt->vm, mote_handle_get(rt->process), "exitCode", &code) &&
      mote_is_number(rt->vm, code))
    status = (int)mote_as_number(rt->vm, code) & 0xff;
  mote_take_exception(rt->vm);
  return status;
}

/* --- methods of process --- */

static bool add(MoteVm *vm, MoteCall *call, bool once) {
  Runtime *rt = runtime_of(vm);
  MoteValue list, entry = mote_argument(call, 1);
  if (!mote_is_callable(vm, entry)) return throw_argument_type(vm, "listener", "function", entry);
  if (once)
    TRY(mote_object_new(vm, &entry) && mote_set(vm, entry, "listener", mote_argument(call, 1)));
  TRY(ensure_list(rt, mote_argument(call, 0), &list) &&
      count_changed(rt, mote_argument(call, 0), 1) && mote_array_push(vm, list, entry));
  return mote_return(call, mote_this(call));
}

static bool process_on(MoteVm *vm, MoteCall *call) { return add(vm, call, false); }
static bool process_once(MoteVm *vm, MoteCall *call) { return add(vm, call, true); }

static bool process_off(MoteVm *vm, MoteCall *call) {
  return remove_listener(runtime_of(vm), mote_argument(call, 0), mote_argument(call, 1)) &&
         mote_return(call, mote_this(call));
}

static bool process_remove_all(MoteVm *vm, MoteCall *call) {
  MoteValue all;
  TRY(listeners_object(runtime_of(vm), &all));
  if (mote_argument_count(call)) {
    TRY(mote_delete(vm, all, mote_argument(call, 0)) &&
        count_changed(runtime_of(vm), mote_argument(call, 0), 0));
  } else {
    TRY(mote_object_new_with_prototype(vm, mote_null(), &all));
    signals_listeners_gone(runtime_of(vm));
    mote_handle_set(runtime_of(vm)->events.listeners, all);
  }
  return mote_return(call, mote_this(call));
}

static bool process_emit(MoteVm *vm, MoteCall *call) {
  uint32_t total = mote_argument_count(call), count = total ? total - 1 : 0;
  MoteValue *arguments =
      malloc((count + 1) * sizeof *arguments); /* they are on the VM's stack, too */
  bool called;
  if (!arguments) return mote_throw_out_of_memory(vm);
  for (uint32_t i = 0; i < count; i++) arguments[i] = mote_argument(call, i + 1);
  bool ok = emit(runtime_of(vm), mote_argument(call, 0), arguments, count, &called);
  free(arguments);
  return ok && mote_return_boolean(call, called);
}

static bool process_listeners(MoteVm *vm, MoteCall *call) {
  MoteValue list, out, entry, function;
  TRY(find_list(runtime_of(vm), mote_argument(call, 0), &list) && mote_array_new(vm, 0, &out));
  for (uint32_t i = 0; i < mote_array_length(vm, list); i++) {
    TRY(mote_get_index(vm, list, i, &entry) && entry_function(vm, entry, &function));
    TRY(mote_array_push(vm, out, function));
  }
  return mote_return(call, out);
}

static bool process_listener_count(MoteVm *vm, MoteCall *call) {
  MoteValue list;
  TRY(find_list(runtime_of(vm), mote_argument(call, 0), &list));
  return mote_return_number(call, mote_array_length(vm, list));
}

static bool process_set_max_listeners(MoteVm *vm, MoteCall *call) {
  (void)vm;
  return mote_return(call, mote_this(call));
}

bool events_define(Runtime *rt, MoteValue process) {
  static const FunctionRow methods[] = {
      {"on", process_on, 2},
      {"addListener", process_on, 2},
      {"once", process_once, 2},
      {"off", process_off, 2},
      {"removeListener", process_off, 2},
      {"removeAllListeners", process_remove_all, 1},
      {"emit", process_emit, 1},
      {"listeners", process_listeners, 1},
      {"listenerCount", process_listener_count, 1},
      {"setMaxListeners", process_set_max_listeners, 1},
  };
  return define_functions(rt->vm, process, methods, LENGTH_OF(methods), MOTE_HIDDEN);
}
