/* SPDX-License-Identifier: MIT */
/* signals.c: signals as events of process, and as objects that watch for one. */
#include "runtime/process/signals.h"

#include <signal.h>
#include <stdlib.h>

#include "runtime/internal.h"
#include "runtime/loop/resource.h"
#include "runtime/report.h"
#include "runtime/system_error.h"

/* --- names --- */

int signal_number(const char *name) {
  for (int number = 1; number < NSIG; number++) {
    const char *abbreviation = sigabbrev_np(number);
    if (abbreviation && strncmp(name, "SIG", 3) == 0 && strcmp(name + 3, abbreviation) == 0)
      return number;
  }
  return -1;
}

void signal_append_name(int number, Text *out) {
  const char *abbreviation = number > 0 && number < NSIG ? sigabbrev_np(number) : NULL;
  if (abbreviation) text_format(out, "SIG%s", abbreviation);
  else if (number > 0) text_format(out, "%d", number);
}

bool signal_argument(MoteVm *vm, MoteValue value, int *out) {
  char *name;
  *out = SIGTERM;
  if (mote_is_undefined(vm, value)) return true;
  if (mote_is_number(vm, value)) {
    *out = (int)mote_as_number(vm, value);
    return true;
  }
  TRY(mote_to_utf8(vm, value, &name, NULL));
  *out = signal_number(name);
  bool ok = *out >= 0 ||
            mote_throw_code(vm, MOTE_TYPE_ERROR, "ERR_UNKNOWN_SIGNAL", "Unknown signal: %s", name);
  mote_free(name);
  return ok;
}

/* --- watching --- */

typedef struct SignalWatcher {
  Resource resource;
  uv_signal_t uv;
  int number;
  MoteHandle *function; /* NULL: the listeners of process are called */
} SignalWatcher;

static void emit_signal(Runtime *rt, int number) {
  Text name = {0};
  MoteValue arguments[2];
  signal_append_name(number, &name);
  if (mote_string(rt->vm, text_string(&name), name.length, &arguments[0])) {
    arguments[1] = mote_int32(number);
    events_emit(rt, text_string(&name), arguments, 2);
  } else {
    report_uncaught(rt, mote_take_exception(rt->vm));
  }
  text_free(&name);
  runtime_after_callback(rt);
}

static void on_signal(uv_signal_t *uv, int number) {
  SignalWatcher *watcher = uv->data;
  Runtime *rt = watcher->resource.rt;
  if (watcher->function)
    runtime_call(rt, mote_handle_get(watcher->function), mote_undefined(), NULL, 0);
  else emit_signal(rt, number);
}

static void drop_function(Resource *resource) {
  SignalWatcher *watcher = (SignalWatcher *)resource;
  mote_handle_destroy(watcher->function);
  watcher->function = NULL;
}

static void watcher_free(Resource *resource) { free(resource); }

static const ResourceKind kind = {drop_function, drop_function, watcher_free};

/* A watcher that has been started, without an object. */
static bool watcher_start(Runtime *rt, int number, SignalWatcher **out) {
  SignalWatcher *watcher = calloc(1, sizeof *watcher);
  if (!watcher) return mote_throw_out_of_memory(rt->vm);
  watcher->number = number;
  uv_signal_init(&rt->loop, &watcher->uv);
  TRY(resource_open(rt, &watcher->resource, &kind, (uv_handle_t *)&watcher->uv));
  int error = uv_signal_start(&watcher->uv, on_signal, number);
  *out = watcher;
  if (!error) return true;
  resource_close(&watcher->resource);
  return throw_system_error(rt->vm, error, "uv_signal_start", NULL, NULL);
}

/* --- events of process --- */

/* That of process for a signal (0: for any); NULL: none. */
static SignalWatcher *find_listener(Runtime *rt, int number) {
  for (Resource *each = rt->resources; each; each = each->next) {
    SignalWatcher *watcher = (SignalWatcher *)each;
    bool is_of_process =
        each->kind == &kind && resource_is_usable(each) && !watcher->function && !each->has_object;
    if (is_of_process && (!number || watcher->number == number)) return watcher;
  }
  return NULL;
}

bool signals_listeners_changed(Runtime *rt, const char *event, bool any) {
  int number = signal_number(event);
  if (number < 0) return true;
  SignalWatcher *watcher = find_listener(rt, number);
  if (any && !watcher) return watcher_start(rt, number, &watcher);
  if (!any && watcher) resource_close(&watcher->resource);
  return true;
}

void signals_listeners_gone(Runtime *rt) {
  for (SignalWatcher *watcher; (watcher = find_listener(rt, 0));)
    resource_close(&watcher->resource);
}

/* --- objects --- */

static bool ensure_class(MoteVm *vm) {
  return resource_class(vm, CLASS_SIGNAL_WATCHER, "SignalWatcher", NULL, 0);
}

bool signals_watch(MoteVm *vm, MoteCall *call) {
  int number;
  SignalWatcher *watcher;
  MoteValue object, function = mote_argument(call, 1);
  TRY(ensure_class(vm) && signal_argument(vm, mote_argument(call, 0), &number) &&
      watcher_start(runtime_of(vm), number, &watcher) &&
      resource_object(&watcher->resource, CLASS_SIGNAL_WATCHER, &object));
  watcher->resource.unref = true;
  watcher->function = mote_handle_create(vm, function);
  if (watcher->function && resource_hold(&watcher->resource, object))
    return mote_return(call, object);
  resource_close(&watcher->resource);
  return false;
}
