/* SPDX-License-Identifier: MIT */
/* globals.c: what is on the global object. */
#include "runtime/web/globals.h"

#include "runtime/modules/builtin_modules.h"
#include "runtime/define.h"
#include "runtime/internal.h"
#include "runtime/process/process.h"
#include "runtime/report.h"
#include "runtime/web/global_events.h"

static bool queue_microtask(MoteVm *vm, MoteCall *call) {
  MoteValue callback = mote_argument(call, 0);
  if (!mote_is_callable(vm, callback))
    return throw_argument_type(vm, "callback", "function", callback);
  return mote_queue_job(vm, callback);
}

/* --- globals of lib/: each is made when it is first looked at --- */

typedef struct LazyGlobal {
  const char *name, *module;
} LazyGlobal;

static const LazyGlobal lazy_globals[] = {
    {"AbortController", "mote:internal/abort"},
    {"AbortSignal", "mote:internal/abort"},
    {"Blob", "mote:internal/blob"},
    {"BroadcastChannel", "mote:internal/messaging_ports"},
    {"Buffer", "buffer"},
    {"ByteLengthQueuingStrategy", "mote:internal/streams"},
    {"CloseEvent", "mote:internal/events"},
    {"CompressionStream", "mote:internal/streams/compression"},
    {"CountQueuingStrategy", "mote:internal/streams"},
    {"Crypto", "mote:internal/crypto"},
    {"CryptoKey", "mote:internal/crypto"},
    {"CustomEvent", "mote:internal/events"},
    {"DOMException", "mote:internal/dom_exception"},
    {"DecompressionStream", "mote:internal/streams/compression"},
    {"ErrorEvent", "mote:internal/events"},
    {"Event", "mote:internal/events"},
    {"EventTarget", "mote:internal/events"},
    {"File", "mote:internal/blob"},
    {"FormData", "mote:internal/form_data"},
    {"Headers", "mote:internal/fetch"},
    {"MessageChannel", "mote:internal/messaging_ports"},
    {"MessageEvent", "mote:internal/events"},
    {"MessagePort", "mote:internal/messaging_ports"},
    {"Navigator", "mote:internal/global_scope"},
    {"Performance", "mote:internal/performance"},
    {"PerformanceEntry", "mote:internal/performance"},
    {"PerformanceMark", "mote:internal/performance"},
    {"PerformanceMeasure", "mote:internal/performance"},
    {"PerformanceObserver", "mote:internal/performance"},
    {"PerformanceObserverEntryList", "mote:internal/performance"},
    {"ProgressEvent", "mote:internal/events"},
    {"PromiseRejectionEvent", "mote:internal/events"},
    {"ReadableByteStreamController", "mote:internal/streams"},
    {"ReadableStream", "mote:internal/streams"},
    {"ReadableStreamBYOBReader", "mote:internal/streams"},
    {"ReadableStreamBYOBRequest", "mote:internal/streams"},
    {"ReadableStreamDefaultController", "mote:internal/streams"},
    {"ReadableStreamDefaultReader", "mote:internal/streams"},
    {"Request", "mote:internal/fetch"},
    {"Response", "mote:internal/fetch"},
    {"SubtleCrypto", "mote:internal/subtle_crypto"},
    {"TextDecoder", "mote:internal/encoding"},
    {"TextDecoderStream", "mote:internal/streams/text_streams"},
    {"TextEncoder", "mote:internal/encoding"},
    {"TextEncoderStream", "mote:internal/streams/text_streams"},
    {"TransformStream", "mote:internal/streams"},
    {"TransformStreamDefaultController", "mote:internal/streams"},
    {"URL", "mote:internal/url"},
    {"URLPattern", "mote:internal/url_pattern"},
    {"URLSearchParams", "mote:internal/url"},
    {"Worker", "mote:internal/worker_class"},
    {"WritableStream", "mote:internal/streams"},
    {"WritableStreamDefaultController", "mote:internal/streams"},
    {"WritableStreamDefaultWriter", "mote:internal/streams"},
    {"addEventListener", "mote:internal/events"},
    {"atob", "mote:internal/encoding"},
    {"btoa", "mote:internal/encoding"},
    {"EventSource", "mote:internal/event_source"},
    {"WebSocket", "mote:internal/websocket_class"},
    {"fetch", "mote:internal/http_client"},
    {"crypto", "mote:internal/crypto"},
    {"dispatchEvent", "mote:internal/events"},
    {"navigator", "mote:internal/global_scope"},
    {"performance", "mote:internal/performance"},
    {"removeEventListener", "mote:internal/events"},
    {"reportError", "mote:internal/global_scope"},
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
         define_lazy_globals(vm, global) && global_events_define(vm, global) &&
         mote_define(vm, global, "self", global, MOTE_DEFAULT) &&
         mote_define(vm, global, "global", global, MOTE_DEFAULT) &&
         define_text(vm, global, "@@toStringTag", "global", MOTE_CONFIGURABLE);
}
