/* SPDX-License-Identifier: MIT */
/* web_functions.c: mote:internal/web, functions in C behind lib/web/. */
#include "runtime/web/web_functions.h"

#include "runtime/define.h"
#include "runtime/internal.h"
#include "runtime/report.h"
#include "runtime/web/global_events.h"

/* Milliseconds since the runtime began: performance.now(). */
static bool web_now(MoteVm *vm, MoteCall *call) {
  return mote_return_number(call, (double)(uv_hrtime() - runtime_of(vm)->started) / 1e6);
}

static bool report_kept(MoteVm *vm, MoteCall *call) {
  report_uncaught_from(runtime_of(vm), mote_function_data(call), "uncaughtException");
  return true;
}

/* https://html.spec.whatwg.org/multipage/webappapis.html#report-an-exception
 * The report may end the process, which waits for the next tick, so that what goes on now, a dispatch, gets done. */
static bool web_report_exception(MoteVm *vm, MoteCall *call) {
  MoteValue report;
  return global_events_error(runtime_of(vm), mote_argument(call, 0)) ||
         (mote_function_new(vm, report_kept, "", 0, mote_argument(call, 0), &report) &&
          ticks_add(runtime_of(vm), report));
}

/* copyBytes(value): a Uint8Array with the bytes of an ArrayBuffer or a view; undefined for all else. */
static bool web_copy_bytes(MoteVm *vm, MoteCall *call) {
  MoteBytes bytes = mote_bytes(vm, mote_argument(call, 0));
  MoteKind kind = mote_kind(vm, mote_argument(call, 0));
  MoteValue copy;
  if (kind != MOTE_KIND_TYPED_ARRAY && kind != MOTE_KIND_DATA_VIEW &&
      (kind != MOTE_KIND_ARRAY_BUFFER || bytes.is_shared))
    return true;
  return mote_uint8_array_new(vm, bytes.data ? bytes.data : (const uint8_t *)"", bytes.length,
                              &copy) &&
         mote_return(call, copy);
}

/* defineGetter(object, name, getter): an own accessor as [LegacyUnforgeable] attributes are. */
static bool web_define_getter(MoteVm *vm, MoteCall *call) {
  return mote_define_accessor(vm, mote_argument(call, 0), mote_argument(call, 1),
                              mote_argument(call, 2), mote_undefined(), MOTE_ENUMERABLE);
}

/* What does not change. */
static bool system_object(Runtime *rt, MoteValue *out) {
  MoteVm *vm = rt->vm;
  uv_utsname_t names = {.sysname = "linux"};
  uv_os_uname(&names);
  for (char *c = names.sysname; *c; c++)
    if (*c >= 'A' && *c <= 'Z') *c += 'a' - 'A';
  return mote_object_new(vm, out) &&
         define_text(vm, *out, "platform", names.sysname, MOTE_DEFAULT) &&
         define_text(vm, *out, "version", mote_version(), MOTE_DEFAULT) &&
         mote_set(vm, *out, "parallelism", mote_uint32(uv_available_parallelism())) &&
         mote_set(vm, *out, "timeOrigin", mote_number(rt->time_origin));
}

bool web_functions_make(Runtime *rt, MoteValue *out) {
  static const FunctionRow functions[] = {
      {"now", web_now, 0},
      {"reportException", web_report_exception, 1},
      {"copyBytes", web_copy_bytes, 1},
      {"defineGetter", web_define_getter, 3},
  };
  MoteValue system;
  return mote_object_new(rt->vm, out) &&
         define_functions(rt->vm, *out, functions, LENGTH_OF(functions), MOTE_HIDDEN) &&
         system_object(rt, &system) && mote_set(rt->vm, *out, "system", system);
}
