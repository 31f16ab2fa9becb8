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
#define GLOBAL(name, module) {#name, module},
#include "runtime/web/globals.def"
#undef GLOBAL
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
