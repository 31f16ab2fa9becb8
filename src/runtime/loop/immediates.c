/* SPDX-License-Identifier: MIT */
/* immediates.c: callbacks that run once, after the loop has looked for input.
 *
 * An Immediate is the data inside of its object. They stand in a list, in order, whose objects are roots; each
 * turn of the loop runs those that were there when it began. While there are any, an idle handle keeps the loop from
 * waiting. */
#include "runtime/loop/immediates.h"

#include "runtime/internal.h"
#include "runtime/report.h"

struct Immediate {
  Immediate *next;
  MoteValue object; /* that the immediate is inside of */
  bool unref;
  bool waits; /* it is in the list and not cleared */
};

static void mark_list(MoteVm *vm, const Immediate *immediate) {
  for (; immediate; immediate = immediate->next) mote_mark(vm, immediate->object);
}

static void mark_immediates(MoteVm *vm, void *data) {
  const Timers *timers = data;
  mark_list(vm, timers->first);
  mark_list(vm, timers->running);
}

static void on_idle(uv_idle_t *handle) { (void)handle; }

static void update_idle(Timers *timers) {
  if (timers->immediate_ref_count) uv_idle_start(&timers->idle, on_idle);
  else uv_idle_stop(&timers->idle);
}

static void cancel(Timers *timers, Immediate *immediate) {
  if (!immediate->waits) return;
  immediate->waits = false;
  timers->immediate_ref_count -= !immediate->unref;
  update_idle(timers);
}

/* --- running --- */

static void on_check(uv_check_t *handle) {
  Runtime *rt = handle->data;
  Timers *timers = &rt->timers;
  Immediate *immediate;
  timers->running = timers->first;
  timers->first = NULL;
  timers->last = &timers->first;
  while ((immediate = timers->running)) {
    timers->running = immediate->next;
    if (!immediate->waits) continue;
    immediate->waits = false;
    timers->immediate_ref_count -= !immediate->unref;
    timers_call_back(rt, immediate->object);
  }
  update_idle(timers);
}

/* --- Immediate objects --- */

static bool this_immediate(MoteVm *vm, MoteCall *call, Immediate **out) {
  void *data;
  TRY(mote_this_data(vm, call, runtime_of(vm)->timers.immediate_class, &data));
  *out = data;
  return true;
}

static bool set_unref(MoteVm *vm, MoteCall *call, bool unref) {
  Immediate *immediate;
  TRY(this_immediate(vm, call, &immediate));
  Timers *timers = &runtime_of(vm)->timers;
  if (immediate->unref != unref && immediate->waits) {
    if (unref) timers->immediate_ref_count--;
    else timers->immediate_ref_count++;
    update_idle(timers);
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
  cancel(&runtime_of(vm)->timers, immediate);
  return true;
}

static const MoteMethod immediate_methods[] = {
    {"ref", immediate_ref, 0, NULL, MOTE_METHOD},
    {"unref", immediate_unref, 0, NULL, MOTE_METHOD},
    {"hasRef", immediate_has_ref, 0, NULL, MOTE_METHOD},
    {"@@dispose", immediate_dispose, 0, NULL, MOTE_METHOD},
};

bool immediates_set(MoteVm *vm, MoteCall *call) {
  Timers *timers = &runtime_of(vm)->timers;
  MoteValue object, callback;
  void *data;
  if (!mote_is_callable(vm, mote_argument(call, 0)))
    return throw_argument_type(vm, "callback", "function", mote_argument(call, 0));
  TRY(timers_callback(vm, call, 1, &callback) &&
      mote_instance_new_keeping(vm, timers->immediate_class, callback, &data, &object));
  Immediate *immediate = data;
  *immediate = (Immediate){.object = object, .waits = true};
  *timers->last = immediate;
  timers->last = &immediate->next;
  timers->immediate_ref_count++;
  update_idle(timers);
  return mote_return(call, object);
}

bool immediates_clear(MoteVm *vm, MoteCall *call) {
  Timers *timers = &runtime_of(vm)->timers;
  void *data;
  TRY(mote_instance_data(vm, mote_argument(call, 0), timers->immediate_class, &data));
  if (data) cancel(timers, data);
  return true;
}

bool immediates_init(Runtime *rt) {
  static const MoteClassSpec spec = {.name = "Immediate",
                                     .methods = immediate_methods,
                                     .method_count = LENGTH_OF(immediate_methods),
                                     .data_size = sizeof(Immediate)};
  Timers *timers = &rt->timers;
  timers->last = &timers->first;
  uv_check_init(&rt->loop, &timers->check);
  timers->check.data = rt;
  uv_check_start(&timers->check, on_check);
  uv_unref((uv_handle_t *)&timers->check);
  uv_idle_init(&rt->loop, &timers->idle);
  return mote_roots_add(rt->vm, mark_immediates, timers) &&
         mote_class_create(rt->vm, &spec, &timers->immediate_class);
}
