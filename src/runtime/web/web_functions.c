/* SPDX-License-Identifier: MIT */
/* web_functions.c: mote:internal/web, functions in C behind lib/web/. */
#include "runtime/web/web_functions.h"

#include "runtime/define.h"
#include "runtime/internal.h"
#include "runtime/report.h"

/* Milliseconds since the runtime began: performance.now(). */
static bool web_now(MoteVm *vm, MoteCall *call) {
  return mote_return_number(call, (double)(uv_hrtime() - runtime_of(vm)->started) / 1e6);
}

static bool report_kept(MoteVm *vm, MoteCall *call) {
  report_uncaught(runtime_of(vm), mote_function_data(call));
  return true;
}

/* https://html.spec.whatwg.org/multipage/webappapis.html#report-an-exception
 * The report may end the process, which waits for the next tick, so that what goes on now, a dispatch, gets done. */
static bool web_report_exception(MoteVm *vm, MoteCall *call) {
  MoteValue report;
  return mote_function_new(vm, report_kept, "", 0, mote_argument(call, 0), &report) &&
         ticks_add(runtime_of(vm), report);
}

bool web_functions_make(Runtime *rt, MoteValue *out) {
  static const FunctionRow functions[] = {
      {"now", web_now, 0},
      {"reportException", web_report_exception, 1},
  };
  return mote_object_new(rt->vm, out) &&
         define_functions(rt->vm, *out, functions, LENGTH_OF(functions), MOTE_HIDDEN);
}
