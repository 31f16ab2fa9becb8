/* SPDX-License-Identifier: MIT */
/* timers.c: JavaScript's timers under one uv_timer.
 *
 * A Timer belongs to its Timeout object. While it runs it stands in the heap and has a handle, so the
 * object lives; otherwise the object's death frees it. The callback and its arguments are hidden
 * properties of the object, so that cycles through closures can be collected.
 *
 * Expiry is in whole milliseconds of the loop's clock; timers that expire at the same one run in the
 * order in which they were started. Between two callbacks ticks and jobs run. */
#include "runtime/loop/timers.h"

#include <math.h>
#include <stdlib.h>

#include "runtime/define.h"
#include "runtime/loop/immediates.h"
#include "runtime/internal.h"
#include "runtime/report.h"

#define DELAY_MAX   2147483647.0
#define NOT_IN_HEAP UINT32_MAX

struct Timer {
  Runtime *rt;
  MoteHandle *object; /* while it is in the heap */
  uint64_t expiry, sequence;
  uint64_t delay;
  double id;          /* what Symbol.toPrimitive gives; 0: nobody asked */
  uint32_t place;     /* in the heap */
  bool repeats, unref;
};

/* --- the heap --- */

static bool before(const Timer *a, const Timer *b) {
  return a->expiry != b->expiry ? a->expiry < b->expiry : a->sequence < b->sequence;
}

static void heap_put(Timers *timers, uint32_t place, Timer *timer) {
  timers->heap[place] = timer;
  timer->place = place;
}

static void heap_up(Timers *timers, uint32_t place) {
  Timer *timer = timers->heap[place];
  while (place > 0 && before(timer, timers->heap[(place - 1) / 2])) {
    heap_put(timers, place, timers->heap[(place - 1) / 2]);
    place = (place - 1) / 2;
  }
  heap_put(timers, place, timer);
}

static void heap_down(Timers *timers, uint32_t place) {
  Timer *timer = timers->heap[place];
  for (;;) {
    uint32_t child = 2 * place + 1;
    if (child >= timers->count) break;
    if (child + 1 < timers->count && before(timers->heap[child + 1], timers->heap[child])) child++;
    if (!before(timers->heap[child], timer)) break;
    heap_put(timers, place, timers->heap[child]);
    place = child;
  }
  heap_put(timers, place, timer);
}

static bool heap_add(Timers *timers, Timer *timer) {
  if (timers->count == timers->capacity) {
    uint32_t capacity = timers->capacity ? timers->capacity * 2 : 16;
    Timer **heap = realloc(timers->heap, capacity * sizeof(Timer *));
    if (!heap) return false;
    timers->heap = heap;
    timers->capacity = capacity;
  }
  heap_put(timers, timers->count++, timer);
  heap_up(timers, timer->place);
  return true;
}

static void heap_remove(Timers *timers, Timer *timer) {
  uint32_t place = timer->place;
  Timer *last = timers->heap[--timers->count];
  timer->place = NOT_IN_HEAP;
  if (last == timer) return;
  heap_put(timers, place, last);
  heap_up(timers, place);
  heap_down(timers, last->place);
}

/* --- starting and stopping --- */

static void on_timer(uv_timer_t *handle);

/* Sets libuv's timer for the first of the heap. */
static void schedule(Runtime *rt) {
  Timers *timers = &rt->timers;
  if (!timers->count) {
    uv_timer_stop(&timers->timer);
    return;
  }
  uint64_t now = uv_now(&rt->loop), expiry = timers->heap[0]->expiry;
  /* at least 1: a timer for now would run in this turn of the loop */
  uv_timer_start(&timers->timer, on_timer, expiry > now ? expiry - now : 1, 0);
  if (timers->ref_count) uv_ref((uv_handle_t *)&timers->timer);
  else uv_unref((uv_handle_t *)&timers->timer);
}

static bool timer_start(Timer *timer, MoteValue object) {
  Runtime *rt = timer->rt;
  Timers *timers = &rt->timers;
  uv_update_time(&rt->loop);
  timer->expiry = uv_now(&rt->loop) + timer->delay;
  timer->sequence = timers->sequence++;
  if (timer->place != NOT_IN_HEAP) {
    heap_up(timers, timer->place);
    heap_down(timers, timer->place);
  } else {
    timer->object = mote_handle_create(rt->vm, object);
    TRY(timer->object);
    if (!heap_add(timers, timer)) {
      mote_handle_destroy(timer->object);
      timer->object = NULL;
      return mote_throw_out_of_memory(rt->vm);
    }
    timers->ref_count += !timer->unref;
  }
  schedule(rt);
  return true;
}

static void timer_stop(Timer *timer) {
  Timers *timers = &timer->rt->timers;
  timer->repeats = false;
  if (timer->place == NOT_IN_HEAP) return;
  timers->ref_count -= !timer->unref;
  heap_remove(timers, timer);
  mote_handle_destroy(timer->object);
  timer->object = NULL;
  schedule(timer->rt);
}

/* --- running --- */

static const CallbackNames timeout_names = {"_onTimeout", "_timerArgs"};

void timers_call_back(Runtime *rt, MoteValue object, const CallbackNames *names) {
  MoteVm *vm = rt->vm;
  MoteValue function, list;
  if (mote_get(vm, object, names->function, &function) &&
      mote_get(vm, object, names->arguments, &list))
    runtime_call_list(rt, function, object, list);
  else report_uncaught(rt, mote_take_exception(vm));
}

static void run_timer(Timer *timer) {
  Runtime *rt = timer->rt;
  Timers *timers = &rt->timers;
  MoteValue object = mote_handle_get(timer->object);
  MoteHandle *keep = timer->object;
  timers->ref_count -= !timer->unref;
  heap_remove(timers, timer);
  timer->object = NULL;
  timers_call_back(rt, object, &timeout_names);
  if (timer->repeats && timer->place == NOT_IN_HEAP && !timer_start(timer, object))
    report_uncaught(rt, mote_take_exception(rt->vm));
  mote_handle_destroy(keep);
}

static void on_timer(uv_timer_t *handle) {
  Runtime *rt = handle->data;
  Timers *timers = &rt->timers;
  uint64_t now = uv_now(&rt->loop);
  /* what becomes due meanwhile waits for the next turn of the loop: immediates and I/O go first */
  while (timers->count && timers->heap[0]->expiry <= now) run_timer(timers->heap[0]);
  schedule(rt);
}

void timers_run_first(Runtime *rt) {
  Timers *timers = &rt->timers;
  uint64_t started_before = timers->sequence;
  uv_update_time(&rt->loop);
  uint64_t now = uv_now(&rt->loop) + 1;
  while (timers->count && timers->heap[0]->expiry <= now &&
         timers->heap[0]->sequence < started_before)
    run_timer(timers->heap[0]);
}

/* --- Timeout objects --- */

static void timer_free(void *data) { free(data); }

static bool this_timer(MoteVm *vm, MoteCall *call, Timer **out) {
  void *data;
  TRY(mote_this_data(vm, call, runtime_of(vm)->timers.timeout_class, &data));
  *out = data;
  return true;
}

static bool set_unref(MoteVm *vm, MoteCall *call, bool unref) {
  Timer *timer;
  TRY(this_timer(vm, call, &timer));
  if (timer->unref != unref && timer->place != NOT_IN_HEAP) {
    if (unref) timer->rt->timers.ref_count--;
    else timer->rt->timers.ref_count++;
  }
  timer->unref = unref;
  schedule(timer->rt);
  return mote_return(call, mote_this(call));
}

static bool timeout_ref(MoteVm *vm, MoteCall *call) { return set_unref(vm, call, false); }
static bool timeout_unref(MoteVm *vm, MoteCall *call) { return set_unref(vm, call, true); }

static bool timeout_has_ref(MoteVm *vm, MoteCall *call) {
  Timer *timer;
  TRY(this_timer(vm, call, &timer));
  return mote_return_boolean(call, !timer->unref);
}

/* A timer that has run starts again; a cleared one does not. */
static bool timeout_refresh(MoteVm *vm, MoteCall *call) {
  Timer *timer;
  MoteValue function;
  TRY(this_timer(vm, call, &timer));
  TRY(mote_get(vm, mote_this(call), timeout_names.function, &function));
  if (mote_is_callable(vm, function)) TRY(timer_start(timer, mote_this(call)));
  return mote_return(call, mote_this(call));
}

static bool clear(MoteVm *vm, Timer *timer, MoteValue object) {
  timer_stop(timer);
  return mote_define(vm, object, timeout_names.function, mote_null(), MOTE_HIDDEN);
}

static bool timeout_close(MoteVm *vm, MoteCall *call) {
  Timer *timer;
  return this_timer(vm, call, &timer) && clear(vm, timer, mote_this(call)) &&
         mote_return(call, mote_this(call));
}

static bool timeout_to_primitive(MoteVm *vm, MoteCall *call) {
  Timer *timer;
  TRY(this_timer(vm, call, &timer));
  if (!timer->id) timer->id = ++timer->rt->timers.last_id;
  return mote_return_number(call, timer->id);
}

static const MoteMethod timeout_methods[] = {
    {"ref", timeout_ref, 0, NULL, MOTE_METHOD},
    {"unref", timeout_unref, 0, NULL, MOTE_METHOD},
    {"hasRef", timeout_has_ref, 0, NULL, MOTE_METHOD},
    {"refresh", timeout_refresh, 0, NULL, MOTE_METHOD},
    {"close", timeout_close, 0, NULL, MOTE_METHOD},
    {"@@toPrimitive", timeout_to_primitive, 0, NULL, MOTE_METHOD},
    {"@@dispose", timeout_close, 0, NULL, MOTE_METHOD},
};

/* --- the functions --- */

/* Milliseconds: whole, from 1 on; what is no such number is 1. */
static bool to_delay(MoteVm *vm, MoteValue value, uint64_t *out) {
  double delay;
  TRY(mote_to_number(vm, value, &delay));
  *out = delay >= 1 && delay <= DELAY_MAX ? (uint64_t)delay : 1;
  return true;
}

bool timers_keep_callback(MoteVm *vm, MoteCall *call, uint32_t first, MoteValue object,
                          const CallbackNames *names) {
  MoteValue list = mote_undefined();
  if (mote_argument_count(call) > first) {
    TRY(mote_array_new(vm, 0, &list));
    for (uint32_t i = first; i < mote_argument_count(call); i++)
      TRY(mote_array_push(vm, list, mote_argument(call, i)));
  }
  return mote_define(vm, object, names->function, mote_argument(call, 0), MOTE_HIDDEN) &&
         mote_define(vm, object, names->arguments, list, MOTE_HIDDEN);
}

/* A timer that has not been started, and its object. */
static bool timer_new(Runtime *rt, uint64_t delay, bool repeats, Timer **out, MoteValue *object) {
  Timer *timer = calloc(1, sizeof *timer);
  if (!timer) return mote_throw_out_of_memory(rt->vm);
  *timer = (Timer){.rt = rt, .delay = delay, .repeats = repeats, .place = NOT_IN_HEAP};
  *out = timer;
  if (mote_instance_new(rt->vm, rt->timers.timeout_class, timer, object)) return true;
  free(timer);
  return false;
}

static bool new_timer(MoteVm *vm, MoteCall *call, bool repeats) {
  Timer *timer;
  MoteValue object;
  uint64_t delay;
  if (!mote_is_callable(vm, mote_argument(call, 0)))
    return throw_argument_type(vm, "callback", "function", mote_argument(call, 0));
  TRY(to_delay(vm, mote_argument(call, 1), &delay));
  TRY(timer_new(runtime_of(vm), delay, repeats, &timer, &object));
  return timers_keep_callback(vm, call, 2, object, &timeout_names) && timer_start(timer, object) &&
         mote_return(call, object);
}

static bool set_timeout(MoteVm *vm, MoteCall *call) { return new_timer(vm, call, false); }
static bool set_interval(MoteVm *vm, MoteCall *call) { return new_timer(vm, call, true); }

bool timers_call_after(MoteVm *vm, double milliseconds, MoteValue function, MoteValue *object) {
  Timer *timer;
  if (milliseconds > DELAY_MAX) milliseconds = DELAY_MAX;
  /* The loop counts whole milliseconds, and this must not come early. */
  TRY(timer_new(runtime_of(vm), (uint64_t)ceil(milliseconds) + 1, false, &timer, object));
  return mote_define(vm, *object, timeout_names.function, function, MOTE_HIDDEN) &&
         mote_define(vm, *object, timeout_names.arguments, mote_undefined(), MOTE_HIDDEN) &&
         timer_start(timer, *object);
}

void timers_stop(MoteVm *vm, MoteValue object) {
  void *timer;
  if (mote_instance_data(vm, object, runtime_of(vm)->timers.timeout_class, &timer) && timer)
    timer_stop(timer);
}

/* clearTimeout(5): the running timer of which somebody took the number. */
static Timer *find_by_id(Timers *timers, double id) {
  for (uint32_t i = 0; i < timers->count; i++)
    if (timers->heap[i]->id == id) return timers->heap[i];
  return NULL;
}

static bool clear_timeout(MoteVm *vm, MoteCall *call) {
  Timers *timers = &runtime_of(vm)->timers;
  MoteValue value = mote_argument(call, 0);
  void *data;
  TRY(mote_instance_data(vm, value, timers->timeout_class, &data));
  if (data) return clear(vm, data, value);
  if (!mote_is_number(vm, value) && !mote_is_string(vm, value)) return true;
  double id;
  TRY(mote_to_number(vm, value, &id));
  Timer *timer = id > 0 ? find_by_id(timers, id) : NULL;
  return !timer || clear(vm, timer, mote_handle_get(timer->object));
}

bool timers_define(Runtime *rt, MoteValue target) {
  static const FunctionRow functions[] = {
      {"setTimeout", set_timeout, 2},      {"clearTimeout", clear_timeout, 1},
      {"setInterval", set_interval, 2},    {"clearInterval", clear_timeout, 1},
      {"setImmediate", immediates_set, 1}, {"clearImmediate", immediates_clear, 1},
  };
  return define_functions(rt->vm, target, functions, LENGTH_OF(functions), MOTE_DEFAULT);
}

/* --- beginning and end --- */

bool timers_init(Runtime *rt) {
  static const MoteClassSpec spec = {.name = "Timeout",
                                     .methods = timeout_methods,
                                     .method_count = LENGTH_OF(timeout_methods),
                                     .finalize = timer_free};
  uv_timer_init(&rt->loop, &rt->timers.timer);
  rt->timers.timer.data = rt;
  return immediates_init(rt) && mote_class_create(rt->vm, &spec, &rt->timers.timeout_class);
}

void timers_destroy(Runtime *rt) { free(rt->timers.heap); }
