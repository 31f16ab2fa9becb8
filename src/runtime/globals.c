/* SPDX-License-Identifier: MIT */
/* globals.c: console, process, timers, queueMicrotask, performance on the global object. */
#include "runtime/globals.h"

#include "runtime/builtin_modules.h"
#include "runtime/internal.h"
#include "runtime/process.h"
#include "runtime/report.h"

static bool queue_microtask(MoteVm *vm, MoteCall *call) {
  MoteValue callback = mote_argument(call, 0);
  if (!mote_is_callable(vm, callback))
    return throw_argument_type(vm, "callback", "function", callback);
  return mote_queue_job(vm, callback);
}

static bool performance_now(MoteVm *vm, MoteCall *call) {
  return mote_return_number(call, (double)(uv_hrtime() - runtime_of(vm)->started) / 1e6);
}

static bool performance_to_json(MoteVm *vm, MoteCall *call) {
  MoteValue out;
  return mote_object_new(vm, &out) &&
         mote_set(vm, out, "timeOrigin", mote_number(runtime_of(vm)->time_origin)) &&
         mote_return(call, out);
}

static bool define_performance(Runtime *rt, MoteValue global) {
  MoteVm *vm = rt->vm;
  MoteValue performance, tag;
  return mote_object_new(vm, &performance) &&
         mote_define_function(vm, performance, "now", performance_now, 0) &&
         mote_define_function(vm, performance, "toJSON", performance_to_json, 0) &&
         mote_define(vm, performance, "timeOrigin", mote_number(rt->time_origin),
                     MOTE_ENUMERABLE | MOTE_CONFIGURABLE) &&
         mote_string(vm, "Performance", MOTE_NUL_TERMINATED, &tag) &&
         mote_define_key(vm, performance, mote_symbol_well_known(vm, "toStringTag"), tag,
                         MOTE_CONFIGURABLE) &&
         mote_define(vm, global, "performance", performance, MOTE_DEFAULT);
}

/* --- Buffer: made when first looked at --- */

static bool global_buffer_get(MoteVm *vm, MoteCall *call) {
  MoteValue module, buffer;
  return builtin_module_get(runtime_of(vm), "buffer", &module) &&
         mote_get(vm, module, "Buffer", &buffer) &&
         mote_define(vm, mote_global(vm), "Buffer", buffer, MOTE_HIDDEN) &&
         mote_return(call, buffer);
}

static bool global_buffer_set(MoteVm *vm, MoteCall *call) {
  return mote_define(vm, mote_global(vm), "Buffer", mote_argument(call, 0), MOTE_DEFAULT);
}

static bool define_buffer(MoteVm *vm, MoteValue global) {
  MoteValue name, getter, setter;
  return mote_string(vm, "Buffer", MOTE_NUL_TERMINATED, &name) &&
         mote_function_new(vm, global_buffer_get, "get Buffer", 0, mote_undefined(), &getter) &&
         mote_function_new(vm, global_buffer_set, "set Buffer", 1, mote_undefined(), &setter) &&
         mote_define_accessor(vm, global, name, getter, setter, MOTE_CONFIGURABLE);
}

/* Object.prototype.toString.call(globalThis) is "[object global]". */
static bool define_tag(MoteVm *vm, MoteValue global) {
  MoteValue tag;
  return mote_string(vm, "global", MOTE_NUL_TERMINATED, &tag) &&
         mote_define_key(vm, global, mote_symbol_well_known(vm, "toStringTag"), tag,
                         MOTE_CONFIGURABLE);
}

bool globals_define(Runtime *rt) {
  MoteVm *vm = rt->vm;
  MoteValue global = mote_global(vm), function;
  return console_define(rt, global) && process_define(rt, global) && timers_define(rt, global) &&
         mote_function_new(vm, queue_microtask, "queueMicrotask", 1, mote_undefined(), &function) &&
         mote_define(vm, global, "queueMicrotask", function, MOTE_DEFAULT) &&
         define_performance(rt, global) && define_buffer(vm, global) &&
         mote_define(vm, global, "global", global, MOTE_DEFAULT) && define_tag(vm, global);
}
