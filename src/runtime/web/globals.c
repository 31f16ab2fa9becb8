/* SPDX-License-Identifier: MIT */
/* globals.c: console, process, timers, queueMicrotask, performance on the global object. */
#include "runtime/web/globals.h"

#include "runtime/modules/builtin_modules.h"
#include "runtime/define.h"
#include "runtime/internal.h"
#include "runtime/process/process.h"
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
  MoteValue performance;
  return mote_object_new(vm, &performance) &&
         mote_define_function(vm, performance, "now", performance_now, 0) &&
         mote_define_function(vm, performance, "toJSON", performance_to_json, 0) &&
         mote_define(vm, performance, "timeOrigin", mote_number(rt->time_origin),
                     MOTE_ENUMERABLE | MOTE_CONFIGURABLE) &&
         define_text(vm, performance, "@@toStringTag", "Performance", MOTE_CONFIGURABLE) &&
         mote_define(vm, global, "performance", performance, MOTE_DEFAULT);
}

/* --- globals of lib/: each is made when it is first looked at --- */

typedef struct LazyGlobal {
  const char *name, *module;
} LazyGlobal;

static const LazyGlobal lazy_globals[] = {
    {"AbortController", "mote:internal/abort"},
    {"AbortSignal", "mote:internal/abort"},
    {"Buffer", "buffer"},
    {"CloseEvent", "mote:internal/events"},
    {"CustomEvent", "mote:internal/events"},
    {"Crypto", "mote:internal/crypto"},
    {"DOMException", "mote:internal/dom_exception"},
    {"ErrorEvent", "mote:internal/events"},
    {"Event", "mote:internal/events"},
    {"EventTarget", "mote:internal/events"},
    {"MessageEvent", "mote:internal/events"},
    {"ProgressEvent", "mote:internal/events"},
    {"PromiseRejectionEvent", "mote:internal/events"},
    {"SubtleCrypto", "mote:internal/subtle_crypto"},
    {"TextDecoder", "mote:internal/encoding"},
    {"TextEncoder", "mote:internal/encoding"},
    {"URL", "mote:internal/url"},
    {"URLSearchParams", "mote:internal/url"},
    {"atob", "mote:internal/encoding"},
    {"btoa", "mote:internal/encoding"},
    {"crypto", "mote:internal/crypto"},
};

static const LazyGlobal *lazy_global(MoteVm *vm, MoteCall *call) {
  return &lazy_globals[(size_t)mote_as_number(vm, mote_function_data(call))];
}

static bool get_lazy_global(MoteVm *vm, MoteCall *call) {
  const LazyGlobal *lazy = lazy_global(vm, call);
  MoteValue module, value;
  return builtin_module_get(runtime_of(vm), lazy->module, &module) &&
         mote_get(vm, module, lazy->name, &value) &&
         mote_define(vm, mote_global(vm), lazy->name, value, MOTE_HIDDEN) &&
         mote_return(call, value);
}

static bool set_lazy_global(MoteVm *vm, MoteCall *call) {
  return mote_define(vm, mote_global(vm), lazy_global(vm, call)->name, mote_argument(call, 0),
                     MOTE_DEFAULT);
}

static bool define_lazy_global(MoteVm *vm, MoteValue global, size_t index) {
  MoteValue name, getter, setter, data = mote_int32((int32_t)index);
  return mote_string(vm, lazy_globals[index].name, MOTE_NUL_TERMINATED, &name) &&
         mote_function_new(vm, get_lazy_global, lazy_globals[index].name, 0, data, &getter) &&
         mote_function_new(vm, set_lazy_global, lazy_globals[index].name, 1, data, &setter) &&
         mote_define_accessor(vm, global, name, getter, setter, MOTE_CONFIGURABLE);
}

static bool define_lazy_globals(MoteVm *vm, MoteValue global) {
  for (size_t i = 0; i < LENGTH_OF(lazy_globals); i++) TRY(define_lazy_global(vm, global, i));
  return true;
}

bool globals_define(Runtime *rt) {
  MoteVm *vm = rt->vm;
  MoteValue global = mote_global(vm), function;
  return console_define(rt, global) && process_define(rt, global) && timers_define(rt, global) &&
         mote_function_new(vm, queue_microtask, "queueMicrotask", 1, mote_undefined(), &function) &&
         mote_define(vm, global, "queueMicrotask", function, MOTE_DEFAULT) &&
         define_performance(rt, global) && define_lazy_globals(vm, global) &&
         mote_define(vm, global, "global", global, MOTE_DEFAULT) &&
         define_text(vm, global, "@@toStringTag", "global", MOTE_CONFIGURABLE);
}
