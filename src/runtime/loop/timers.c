/* SPDX-License-Identifier: MIT */
/* timers.c: JavaScript's timers under one uv_timer.
 *
 * A Timer is the data inside of its Timeout object. While it runs it stands in the heap, whose objects are roots, so
 * the object lives; otherwise it is collected with its object. The callback and its arguments are the object's value
 * (the function, or an array of the function and its arguments), so that cycles through closures can be collected.
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
  MoteValue object; /* that the timer is inside of */
  uint32_t delay;   /* milliseconds */
  uint32_t id;      /* what Symbol.toPrimitive gives; 0: nobody asked */
  uint32_t place;   /* in the heap */
  bool repeats, unref;
};

/* --- the heap --- */

static bool before(const TimerEntry *a, const TimerEntry *b) {
  return a->expiry != b->expiry ? a->expiry < b->expiry : a->sequence < b->sequence;
}

static void heap_put(Timers *timers, uint32_t place, TimerEntry entry) {
  timers->heap[place] = entry;
  entry.timer->place = place;
}

static void heap_up(Timers *timers, uint32_t place) {
  TimerEntry entry = timers->heap[place];
  while (place > 0 && before(&entry, &timers->heap[(place - 1) / 2])) {
    heap_put(timers, place, timers->heap[(place - 1) / 2]);
    place = (place - 1) / 2;
  }
  heap_put(timers, place, entry);
}

static void heap_down(Timers *timers, uint32_t place) {
  TimerEntry entry = timers->heap[place];
  for (;;) {
    uint32_t child = 2 * place + 1;
    if (child >= timers->count) break;
    if (child + 1 < timers->count && before(&timers->heap[child + 1], &timers->heap[child]))
      child++;
    if (!before(&timers->heap[child], &entry)) break;
    heap_put(timers, place, timers->heap[child]);
    place = child;
  }
  heap_put(timers, place, entry);
}

static bool heap_add(Timers *timers, TimerEntry entry) {
  if (timers->count == timers->capacity) {
    uint32_t capacity = timers->capacity ? timers->capacity * 2 : 16;
    TimerEntry *heap = realloc(timers->heap, capacity * sizeof *heap);
    if (!heap) return false;
    timers->heap = heap;
    timers->capacity = capacity;
  }
  timers->heap[timers->count++] = entry;
  heap_up(timers, timers->count - 1);
  return true;
}

#define FEW_TIMERS 1024

/* After a burst its memory goes back. */
static void heap_shrink(Timers *timers) {
  if (timers->capacity <= FEW_TIMERS || timers->count > timers->capacity / 4) return;
  TimerEntry *heap = realloc(timers->heap, timers->capacity / 2 * sizeof *heap);
  if (!heap) return;
  timers->heap = heap;
  timers->capacity /= 2;
}

static void heap_remove(Timers *timers, Timer *timer) {
  uint32_t place = timer->place;
  TimerEntry last = timers->heap[--timers->count];
  timer->place = NOT_IN_HEAP;
  if (last.timer != timer) {
    heap_put(timers, place, last);
    heap_up(timers, place);
    heap_down(timers, last.timer->place);
  }
  heap_shrink(timers);
}

static void mark_timers(MoteVm *vm, void *data) {
  const Timers *timers = data;
  for (uint32_t i = 0; i < timers->count; i++) mote_mark(vm, timers->heap[i].timer->object);
}

/* --- starting and stopping --- */

static void on_timer(uv_timer_t *handle);

static void set_loop_timer(Runtime *rt, uint64_t expiry, bool is_ref) {
  Timers *timers = &rt->timers;
  if (expiry != timers->scheduled) {
    uint64_t now = uv_now(&rt->loop);
    timers->scheduled = expiry;
    /* at least 1: a timer for now would run in this turn of the loop */
    if (expiry) uv_timer_start(&timers->timer, on_timer, expiry > now ? expiry - now : 1, 0);
    else uv_timer_stop(&timers->timer);
  }
  if (is_ref != timers->is_ref) {
    timers->is_ref = is_ref;
    if (is_ref) uv_ref((uv_handle_t *)&timers->timer);
    else uv_unref((uv_handle_t *)&timers->timer);
  }
}

/* Sets libuv's timer for the first of the heap. */
static inline void schedule(Runtime *rt) {
  const Timers *timers = &rt->timers;
  uint64_t expiry = timers->count ? timers->heap[0].expiry : 0;
  bool is_ref = timers->ref_count > 0;
  if (expiry != timers->scheduled || is_ref != timers->is_ref) set_loop_timer(rt, expiry, is_ref);
}

/* After timers have run: what has become due meanwhile must not run in this turn of the loop. */
static void schedule_anew(Runtime *rt) {
  rt->timers.scheduled = UINT64_MAX;
  schedule(rt);
}

static bool timer_start(Runtime *rt, Timer *timer) {
  Timers *timers = &rt->timers;
  uv_update_time(&rt->loop);
  TimerEntry entry = {uv_now(&rt->loop) + timer->delay, timers->sequence++, timer};
  if (timer->place != NOT_IN_HEAP) {
    timers->heap[timer->place] = entry;
    heap_up(timers, timer->place);
    heap_down(timers, timer->place);
  } else {
    if (!heap_add(timers, entry)) return mote_throw_out_of_memory(rt->vm);
    timers->ref_count += !timer->unref;
  }
  schedule(rt);
  return true;
}

static void timer_stop(Runtime *rt, Timer *timer) {
  Timers *timers = &rt->timers;
  timer->repeats = false;
  if (timer->place == NOT_IN_HEAP) return;
  timers->ref_count -= !timer->unref;
  heap_remove(timers, timer);
  schedule(rt);
}

/* --- running --- */

/* The function that an instance's value keeps; undefined: none any more. */
static bool kept_function(MoteVm *vm, MoteValue kept, MoteValue *out) {
  *out = kept;
  return !mote_is_array(vm, kept) || mote_get_index(vm, kept, 0, out);
}

static bool call_kept(MoteVm *vm, MoteValue object) {
  MoteValue kept = mote_instance_value(vm, object), function;
  TRY(kept_function(vm, kept, &function));
  if (mote_is_array(vm, kept)) return call_with_list(vm, function, object, kept, 1);
  return mote_call(vm, function, object, NULL, 0, NULL);
}

void timers_call_back(Runtime *rt, MoteValue object) {
  if (!call_kept(rt->vm, object)) report_uncaught(rt, mote_take_exception(rt->vm));
  runtime_after_callback(rt);
}

static void run_first(Runtime *rt) {
  Timers *timers = &rt->timers;
  Timer *timer = timers->heap[0].timer;
  timers->ref_count -= !timer->unref;
  heap_remove(timers, timer);
  timers_call_back(rt, timer->object);
  if (timer->repeats && timer->place == NOT_IN_HEAP && !timer_start(rt, timer))
    report_uncaught(rt, mote_take_exception(rt->vm));
}

static void on_timer(uv_timer_t *handle) {
  Runtime *rt = handle->data;
  Timers *timers = &rt->timers;
  uint64_t now = uv_now(&rt->loop);
  /* what becomes due meanwhile waits for the next turn of the loop: immediates and I/O go first */
  while (timers->count && timers->heap[0].expiry <= now) run_first(rt);
  schedule_anew(rt);
}

void timers_run_first(Runtime *rt) {
  Timers *timers = &rt->timers;
  uint64_t started_before = timers->sequence;
  uv_update_time(&rt->loop);
  uint64_t now = uv_now(&rt->loop) + 1;
  while (timers->count && timers->heap[0].expiry <= now &&
         timers->heap[0].sequence < started_before)
    run_first(rt);
  if (timers->sequence == started_before) return;
  uv_update_time(&rt->loop);
  schedule_anew(rt);
}

/* --- Timeout objects --- */

static bool this_timer(MoteVm *vm, MoteCall *call, Timer **out) {
  void *data;
  TRY(mote_this_data(vm, call, runtime_of(vm)->timers.timeout_class, &data));
  *out = data;
  return true;
}

static bool set_unref(MoteVm *vm, MoteCall *call, bool unref) {
  Timer *timer;
  TRY(this_timer(vm, call, &timer));
  Timers *timers = &runtime_of(vm)->timers;
  if (timer->unref != unref && timer->place != NOT_IN_HEAP) {
    if (unref) timers->ref_count--;
    else timers->ref_count++;
  }
  timer->unref = unref;
  schedule(runtime_of(vm));
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
  TRY(this_timer(vm, call, &timer) &&
      kept_function(vm, mote_instance_value(vm, mote_this(call)), &function));
  if (mote_is_callable(vm, function)) TRY(timer_start(runtime_of(vm), timer));
  return mote_return(call, mote_this(call));
}

static bool clear(MoteVm *vm, Timer *timer) {
  timer_stop(runtime_of(vm), timer);
  mote_instance_set_value(vm, timer->object, mote_undefined());
  return true;
}

static bool timeout_close(MoteVm *vm, MoteCall *call) {
  Timer *timer;
  return this_timer(vm, call, &timer) && clear(vm, timer) && mote_return(call, mote_this(call));
}

static bool timeout_to_primitive(MoteVm *vm, MoteCall *call) {
  Timer *timer;
  TRY(this_timer(vm, call, &timer));
  if (!timer->id) timer->id = ++runtime_of(vm)->timers.last_id;
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
static bool to_delay(MoteVm *vm, MoteValue value, uint32_t *out) {
  double delay;
  TRY(mote_to_number(vm, value, &delay));
  *out = delay >= 1 && delay <= DELAY_MAX ? (uint32_t)delay : 1;
  return true;
}

bool timers_callback(MoteVm *vm, MoteCall *call, uint32_t first, MoteValue *out) {
  uint32_t count = mote_argument_count(call);
  *out = mote_argument(call, 0);
  if (count <= first) return true;
  TRY(mote_array_new(vm, 0, out) && mote_array_push(vm, *out, mote_argument(call, 0)));
  for (uint32_t i = first; i < count; i++) TRY(mote_array_push(vm, *out, mote_argument(call, i)));
  return true;
}

/* A timer that runs, and its object. callback: what the object keeps. */
static bool timer_new(Runtime *rt, MoteValue callback, uint32_t delay, bool repeats,
                      MoteValue *object) {
  void *timer;
  TRY(mote_instance_new_keeping(rt->vm, rt->timers.timeout_class, callback, &timer, object));
  *(Timer *)timer =
      (Timer){.object = *object, .delay = delay, .repeats = repeats, .place = NOT_IN_HEAP};
  return timer_start(rt, timer);
}

static bool new_timer(MoteVm *vm, MoteCall *call, bool repeats) {
  MoteValue object, callback;
  uint32_t delay;
  if (!mote_is_callable(vm, mote_argument(call, 0)))
    return throw_argument_type(vm, "callback", "function", mote_argument(call, 0));
  return to_delay(vm, mote_argument(call, 1), &delay) && timers_callback(vm, call, 2, &callback) &&
         timer_new(runtime_of(vm), callback, delay, repeats, &object) && mote_return(call, object);
}

static bool set_timeout(MoteVm *vm, MoteCall *call) { return new_timer(vm, call, false); }
static bool set_interval(MoteVm *vm, MoteCall *call) { return new_timer(vm, call, true); }

bool timers_call_after(MoteVm *vm, double milliseconds, MoteValue function, MoteValue *object) {
  if (milliseconds > DELAY_MAX) milliseconds = DELAY_MAX;
  /* The loop counts whole milliseconds, and this must not come early. */
  return timer_new(runtime_of(vm), function, (uint32_t)ceil(milliseconds) + 1, false, object);
}

void timers_stop(MoteVm *vm, MoteValue object) {
  void *timer;
  if (mote_instance_data(vm, object, runtime_of(vm)->timers.timeout_class, &timer) && timer)
    timer_stop(runtime_of(vm), timer);
}

/* clearTimeout(5): the running timer of which somebody took the number. */
static Timer *find_by_id(Timers *timers, double id) {
  for (uint32_t i = 0; i < timers->count; i++)
    if (timers->heap[i].timer->id == id) return timers->heap[i].timer;
  return NULL;
}

static bool clear_timeout(MoteVm *vm, MoteCall *call) {
  Timers *timers = &runtime_of(vm)->timers;
  MoteValue value = mote_argument(call, 0);
  void *data;
  TRY(mote_instance_data(vm, value, timers->timeout_class, &data));
  if (data) return clear(vm, data);
  if (!mote_is_number(vm, value) && !mote_is_string(vm, value)) return true;
  double id;
  TRY(mote_to_number(vm, value, &id));
  Timer *timer = id > 0 ? find_by_id(timers, id) : NULL;
  return !timer || clear(vm, timer);
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
                                     .data_size = sizeof(Timer)};
  uv_timer_init(&rt->loop, &rt->timers.timer);
  rt->timers.timer.data = rt;
  rt->timers.is_ref = true;
  return mote_roots_add(rt->vm, mark_timers, &rt->timers) && immediates_init(rt) &&
         mote_class_create(rt->vm, &spec, &rt->timers.timeout_class);
}

void timers_destroy(Runtime *rt) { free(rt->timers.heap); }
