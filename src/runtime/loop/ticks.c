/* SPDX-License-Identifier: MIT */
/* ticks.c: the queue of process.nextTick, the turn of ticks and jobs, and unhandled rejections. */
#include "runtime/internal.h"
#include "runtime/report.h"
#include "runtime/loop/timers.h"
#include "runtime/worker/worker.h"
#include "runtime/web/global_events.h"

/* --- rejections --- */

/* Takes a promise that is handled now out of those to be reported; if it has been reported, that is news. */
static bool forget_rejection(Runtime *rt, MoteValue promise) {
  MoteVm *vm = rt->vm;
  Ticks *ticks = &rt->ticks;
  MoteValue list = mote_handle_get(ticks->rejected), item;
  for (uint32_t i = ticks->reported; i < ticks->rejected_count; i++) {
    TRY(mote_get_index(vm, list, 2 * i, &item));
    if (mote_same_value(vm, item, promise))
      return mote_set_index(vm, list, 2 * i, mote_undefined());
  }
  if (mote_same_value(vm, ticks->telling, promise)) return true;
  TRY(mote_array_push(vm, mote_handle_get(ticks->handled), promise));
  ticks->handled_count++;
  return true;
}

static bool note_rejection(Runtime *rt, MoteValue promise, MoteValue reason) {
  MoteVm *vm = rt->vm;
  MoteValue list = mote_handle_get(rt->ticks.rejected);
  TRY(mote_array_push(vm, list, promise) && mote_array_push(vm, list, reason));
  rt->ticks.rejected_count++;
  return true;
}

/* The hook: notes the promise; the report comes when jobs have had their chance to handle it. */
static void on_rejection(MoteVm *vm, MoteValue promise, MoteValue reason, bool handled) {
  Runtime *rt = runtime_of(vm);
  bool ok = handled ? forget_rejection(rt, promise) : note_rejection(rt, promise, reason);
  if (!ok) mote_take_exception(vm);
}

/* What is thrown for a rejection with something that is no error. */
static bool rejection_error(MoteVm *vm, MoteValue reason, MoteValue *out) {
  MoteValue text, code;
  char *shown;
  TRY(mote_describe(vm, reason, &text));
  if (mote_is_string(vm, reason)) text = reason;
  TRY(mote_string_utf8(vm, text, &shown, NULL));
  Text message = {0};
  text_format(
      &message,
      "This error originated either by throwing inside of an async function without a catch "
      "block, or by rejecting a promise which was not handled with .catch(). The promise "
      "rejected with the reason \"%s\".",
      shown);
  mote_free(shown);
  bool ok = mote_error_new(vm, MOTE_ERROR, text_string(&message), out) &&
            mote_string(vm, "ERR_UNHANDLED_REJECTION", MOTE_NUL_TERMINATED, &code) &&
            mote_define(vm, *out, "code", code, MOTE_DEFAULT) &&
            mote_string(vm, "UnhandledPromiseRejection", MOTE_NUL_TERMINATED, &text) &&
            mote_define(vm, *out, "name", text, MOTE_HIDDEN);
  text_free(&message);
  return ok;
}

/* Who handles it in the event's listener has been in time. */
static bool tell_unhandled(Runtime *rt, MoteValue promise, MoteValue reason) {
  rt->ticks.telling = promise;
  bool prevented = global_events_rejection(rt, "unhandledrejection", promise, reason);
  rt->ticks.telling = mote_undefined();
  return prevented;
}

static void report_rejection(Runtime *rt, MoteValue promise, MoteValue reason) {
  MoteVm *vm = rt->vm;
  MoteValue arguments[] = {reason, promise}, error = reason;
  if (tell_unhandled(rt, promise, reason)) return;
  if (events_emit(rt, "unhandledRejection", arguments, 2)) return;
  if (rt->options.test262) {
    report_rejection_briefly(rt, reason);
    return;
  }
  if (mote_kind(vm, reason) != MOTE_KIND_ERROR && !rejection_error(vm, reason, &error))
    error = mote_take_exception(vm);
  report_uncaught_from(rt, error, "unhandledRejection");
}

/* A list that is done with starts anew. False: out of memory, and the list stays. */
static bool empty_list(MoteVm *vm, MoteHandle *list) {
  MoteValue empty;
  bool ok = mote_array_new(vm, 0, &empty);
  if (ok) mote_handle_set(list, empty);
  else mote_take_exception(vm);
  return ok;
}

static void tell_handled(Runtime *rt, MoteValue promise) {
  MoteValue reason = mote_undefined();
  mote_promise_state(rt->vm, promise, &reason);
  global_events_rejection(rt, "rejectionhandled", promise, reason);
  events_emit(rt, "rejectionHandled", &promise, 1);
}

static void report_handled(Runtime *rt) {
  MoteVm *vm = rt->vm;
  MoteValue list = mote_handle_get(rt->ticks.handled), promise;
  for (uint32_t i = 0; i < rt->ticks.handled_count; i++) {
    if (mote_get_index(vm, list, i, &promise)) tell_handled(rt, promise);
    else mote_take_exception(vm);
  }
  rt->ticks.handled_count = 0;
  empty_list(vm, rt->ticks.handled);
}

/* Reports those of the last turn; more may be rejected meanwhile. */
static void report_rejections(Runtime *rt) {
  MoteVm *vm = rt->vm;
  Ticks *ticks = &rt->ticks;
  MoteValue list = mote_handle_get(ticks->rejected);
  uint32_t count = ticks->rejected_count;
  while (ticks->reported < count) {
    uint32_t i = ticks->reported++;
    MoteValue promise, reason;
    if (!mote_get_index(vm, list, 2 * i, &promise) || !mote_get_index(vm, list, 2 * i + 1, &reason))
      mote_take_exception(vm);
    else if (!mote_is_undefined(vm, promise)) report_rejection(rt, promise, reason);
  }
  if (ticks->rejected_count == count && empty_list(vm, ticks->rejected))
    ticks->reported = ticks->rejected_count = 0;
}

static bool has_reports(const Ticks *ticks) {
  return ticks->handled_count || ticks->reported < ticks->rejected_count;
}

/* --- process.nextTick --- */

/* tick: an array of a function and its arguments. */
static bool push_tick(Runtime *rt, MoteValue tick) {
  TRY(mote_array_push(rt->vm, mote_handle_get(rt->ticks.queue), tick));
  rt->ticks.count++;
  return true;
}

bool ticks_add(Runtime *rt, MoteValue function) {
  MoteValue tick;
  return mote_array_of(rt->vm, &function, 1, &tick) && push_tick(rt, tick);
}

bool ticks_next_tick(MoteVm *vm, MoteCall *call) {
  MoteValue tick;
  if (!mote_is_callable(vm, mote_argument(call, 0)))
    return throw_argument_type(vm, "callback", "function", mote_argument(call, 0));
  TRY(mote_array_new(vm, mote_argument_count(call), &tick));
  for (uint32_t i = 0; i < mote_argument_count(call); i++)
    TRY(mote_array_push(vm, tick, mote_argument(call, i)));
  return push_tick(runtime_of(vm), tick);
}

static bool call_tick(MoteVm *vm, MoteValue tick) {
  MoteValue function;
  return mote_get_index(vm, tick, 0, &function) &&
         call_with_list(vm, function, mote_undefined(), tick, 1);
}

/* The next tick in *tick; false: there is none. */
static bool take_tick(Runtime *rt, MoteValue *tick) {
  MoteVm *vm = rt->vm;
  Ticks *ticks = &rt->ticks;
  MoteValue queue = mote_handle_get(ticks->queue), empty;
  if (!ticks->count) return false;
  bool ok = mote_get_index(vm, queue, ticks->head, tick) &&
            mote_set_index(vm, queue, ticks->head, mote_undefined());
  ticks->count--;
  ticks->head++;
  if (ok && !ticks->count) {
    ok = mote_array_new(vm, 0, &empty);
    if (ok) {
      mote_handle_set(ticks->queue, empty);
      ticks->head = 0;
    }
  }
  if (!ok) report_uncaught(rt, mote_take_exception(vm));
  return ok;
}

static void run_jobs(Runtime *rt) {
  if (!mote_run_jobs(rt->vm, 0)) report_uncaught(rt, mote_take_exception(rt->vm));
  trace_jobs_done(rt);
}

void ticks_drain(Runtime *rt) {
  Ticks *ticks = &rt->ticks;
  if (ticks->draining) return;
  ticks->draining = true;
  do {
    MoteValue tick;
    while (take_tick(rt, &tick)) {
      if (!call_tick(rt->vm, tick)) report_uncaught(rt, mote_take_exception(rt->vm));
    }
    run_jobs(rt);
    if (ticks->count || !has_reports(ticks)) continue;
    report_handled(rt);
    report_rejections(rt);
  } while ((ticks->count || has_reports(ticks) || mote_has_jobs(rt->vm)) &&
           !mote_is_interrupted(rt->vm));
  ticks->draining = false;
  if (rt->options.worker) worker_end_turn(rt);
}

/* --- the beginning --- */

/* On another VM's thread. */
static void on_wake(MoteVm *vm) { uv_async_send(&runtime_of(vm)->wake); }

static void on_uncaught(MoteVm *vm, MoteValue error) { report_uncaught(runtime_of(vm), error); }

static bool new_list(MoteVm *vm, MoteHandle **out) {
  MoteValue list;
  TRY(mote_array_new(vm, 0, &list));
  *out = mote_handle_create(vm, list);
  return *out != NULL;
}

bool ticks_init(Runtime *rt) {
  static const MoteHooks hooks = {.rejection = on_rejection,
                                  .uncaught = on_uncaught,
                                  .start_timer = timers_call_after,
                                  .stop_timer = timers_stop,
                                  .wake = on_wake};
  mote_set_hooks(rt->vm, &hooks);
  mote_set_can_block(rt->vm, true);
  return new_list(rt->vm, &rt->ticks.queue) && new_list(rt->vm, &rt->ticks.rejected) &&
         new_list(rt->vm, &rt->ticks.handled);
}
