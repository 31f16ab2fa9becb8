/* SPDX-License-Identifier: MIT */
/* immediates.c: callbacks that run once, after the loop has looked for input.
 *
 * They stand in a list, in order; each turn of the loop runs those that were there when it began. While
 * there are any, an idle handle keeps the loop from waiting. */
#include "runtime/loop/immediates.h"

#include <stdlib.h>

#include "runtime/internal.h"
#include "runtime/report.h"

struct Immediate {
  Runtime *rt;
  Immediate *next;
  MoteHandle *object; /* while it is in the list and not cleared */
  bool unref, listed;
};

static void on_idle(uv_idle_t *handle) { (void)handle; }

static void update_idle(Timers *timers) {
  if (timers->immediate_ref_count) uv_idle_start(&timers->idle, on_idle);
  else uv_idle_stop(&timers->idle);
}

static void cancel(Immediate *immediate) {
  if (!immediate->object) return;
  immediate->rt->timers.immediate_ref_count -= !immediate->unref;
  mote_handle_destroy(immediate->object);
  immediate->object = NULL;
  update_idle(&immediate->rt->timers);
}

/* --- running --- */

/* A callback may clear, and a collection then free, those behind it. */
static void on_check(uv_check_t *handle) {
  Runtime *rt = handle->data;
  Timers *timers = &rt->timers;
  Immediate *immediate;
  timers->running = timers->first;
  timers->first = NULL;
  timers->last = &timers->first;
  while ((immediate = timers->running)) {
    MoteHandle *keep = immediate->object;
    timers->running = immediate->next;
    immediate->listed = false;
    if (!keep) continue;
    immediate->object = NULL;
    timers->immediate_ref_count -= !immediate->unref;
    timers_call_back(rt, mote_handle_get(keep));
    mote_handle_destroy(keep);
  }
  update_idle(timers);
}

/* --- Immediate objects --- */

static void unlink_from(Immediate **at, const Immediate *immediate) {
  while (*at && *at != immediate) at = &(*at)->next;
  if (*at) *at = immediate->next;
}

/* A cleared one may still be in a list. */
static void immediate_free(void *data) {
  Immediate *immediate = data;
  Timers *timers = &immediate->rt->timers;
  if (immediate->listed) {
    unlink_from(&timers->running, immediate);
    unlink_from(&timers->first, immediate);
    timers->last = &timers->first;
    while (*timers->last) timers->last = &(*timers->last)->next;
  }
  free(immediate);
}

static bool this_immediate(MoteVm *vm, MoteCall *call, Immediate **out) {
  void *data;
  TRY(mote_this_data(vm, call, runtime_of(vm)->timers.immediate_class, &data));
  *out = data;
  return true;
}

static bool set_unref(MoteVm *vm, MoteCall *call, bool unref) {
  Immediate *immediate;
  TRY(this_immediate(vm, call, &immediate));
  if (immediate->unref != unref && immediate->object) {
    if (unref) immediate->rt->timers.immediate_ref_count--;
    else immediate->rt->timers.immediate_ref_count++;
    update_idle(&immediate->rt->timers);
  }
  immediate->unref = unref;
  return mote_return(call, mote_this(call));
}

static bool immediate_ref(MoteVm *vm, MoteCall *call) { return set_unref(vm, call, false); }
static bool immediate_unref(MoteVm *vm, MoteCall *call) { return set_unref(vm, call, true); }

static bool immediate_has_ref(MoteVm *vm, MoteCall *call) {
  Immediate *immediate;
  TRY(this_immediate(vm, call, &immediate));
  return mote_return_boolean(call, !immediate->unref);
}

static bool immediate_dispose(MoteVm *vm, MoteCall *call) {
  Immediate *immediate;
  TRY(this_immediate(vm, call, &immediate));
  cancel(immediate);
  return true;
}

static const MoteMethod immediate_methods[] = {
    {"ref", immediate_ref, 0, NULL, MOTE_METHOD},
    {"unref", immediate_unref, 0, NULL, MOTE_METHOD},
    {"hasRef", immediate_has_ref, 0, NULL, MOTE_METHOD},
    {"@@dispose", immediate_dispose, 0, NULL, MOTE_METHOD},
};

bool immediates_set(MoteVm *vm, MoteCall *call) {
  Runtime *rt = runtime_of(vm);
  Timers *timers = &rt->timers;
  MoteValue object;
  if (!mote_is_callable(vm, mote_argument(call, 0)))
    return throw_argument_type(vm, "callback", "function", mote_argument(call, 0));
  Immediate *immediate = calloc(1, sizeof *immediate);
  if (!immediate) return mote_throw_out_of_memory(vm);
  immediate->rt = rt;
  if (!mote_instance_new(vm, timers->immediate_class, immediate, &object)) {
    free(immediate);
    return false;
  }
  TRY(timers_keep_callback(vm, call, 1, object));
  immediate->object = mote_handle_create(vm, object);
  TRY(immediate->object);
  immediate->listed = true;
  *timers->last = immediate;
  timers->last = &immediate->next;
  timers->immediate_ref_count++;
  update_idle(timers);
  return mote_return(call, object);
}

bool immediates_clear(MoteVm *vm, MoteCall *call) {
  void *data;
  TRY(mote_instance_data(vm, mote_argument(call, 0), runtime_of(vm)->timers.immediate_class,
                         &data));
  if (data) cancel(data);
  return true;
}

bool immediates_init(Runtime *rt) {
  static const MoteClassSpec spec = {.name = "Immediate",
                                     .methods = immediate_methods,
                                     .method_count = LENGTH_OF(immediate_methods),
                                     .finalize = immediate_free};
  Timers *timers = &rt->timers;
  timers->last = &timers->first;
  uv_check_init(&rt->loop, &timers->check);
  timers->check.data = rt;
  uv_check_start(&timers->check, on_check);
  uv_unref((uv_handle_t *)&timers->check);
  uv_idle_init(&rt->loop, &timers->idle);
  return mote_class_create(rt->vm, &spec, &timers->immediate_class);
}
