/* SPDX-License-Identifier: MIT */
/* fs_watch.c: what changes at a path: in a folder, or of a file. */
#include <stdlib.h>

#include "runtime/fs/fs_stream.h"
#include "runtime/internal.h"
#include "runtime/loop/resource.h"
#include "runtime/report.h"
#include "runtime/system_error.h"

typedef struct FsWatcher {
  Resource resource;
  uv_fs_event_t uv;
  MoteHandle *function;
} FsWatcher;

static void on_change(uv_fs_event_t *uv, const char *name, int events, int status) {
  FsWatcher *watcher = uv->data;
  Runtime *rt = watcher->resource.rt;
  MoteValue arguments[2] = {mote_null(), mote_boolean((events & UV_RENAME) != 0)};
  if (status < 0 || !watcher->function) return;
  if (name && !mote_string(rt->vm, name, MOTE_NUL_TERMINATED, &arguments[0])) {
    report_uncaught(rt, mote_take_exception(rt->vm));
    return;
  }
  runtime_call(rt, mote_handle_get(watcher->function), mote_undefined(), arguments, 2);
}

static void drop_function(Resource *resource) {
  FsWatcher *watcher = (FsWatcher *)resource;
  mote_handle_destroy(watcher->function);
  watcher->function = NULL;
}

static void watcher_free(Resource *resource) { free(resource); }

static bool ensure_class(MoteVm *vm) {
  return resource_class(vm, CLASS_FS_WATCHER, "FsWatcher", NULL, 0);
}

static bool start(MoteVm *vm, FsWatcher *watcher, MoteValue path, MoteValue function,
                  MoteValue *out) {
  char *text;
  TRY(resource_object(&watcher->resource, CLASS_FS_WATCHER, out));
  watcher->function = mote_handle_create(vm, function);
  TRY(watcher->function && mote_to_utf8(vm, path, &text, NULL));
  int error = uv_fs_event_start(&watcher->uv, on_change, text, 0);
  if (error) throw_system_error(vm, error, "watch", text, NULL);
  mote_free(text);
  return !error && resource_hold(&watcher->resource, *out);
}

bool fs_watch(MoteVm *vm, MoteCall *call) {
  static const ResourceKind kind = {drop_function, drop_function, watcher_free};
  Runtime *rt = runtime_of(vm);
  MoteValue out;
  TRY(ensure_class(vm));
  FsWatcher *watcher = calloc(1, sizeof *watcher);
  if (!watcher) return mote_throw_out_of_memory(vm);
  uv_fs_event_init(&rt->loop, &watcher->uv);
  TRY(resource_open(rt, &watcher->resource, &kind, (uv_handle_t *)&watcher->uv));
  if (start(vm, watcher, mote_argument(call, 0), mote_argument(call, 1), &out))
    return mote_return(call, out);
  resource_close(&watcher->resource);
  return false;
}
