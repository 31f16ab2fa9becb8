/* SPDX-License-Identifier: MIT */
/* fs_task.c: running an operation: at once, or on libuv's pool and then settling a promise or calling a
 * callback. */
#include "runtime/fs/fs_task.h"

#include <stdlib.h>

#include "runtime/system_error.h"
#include "runtime/internal.h"
#include "runtime/report.h"

static void task_free(FsTask *task) {
  for (size_t i = 0; i < task->entry_count; i++) {
    free(task->entries[i].name);
    free(task->entries[i].folder);
  }
  free(task->entries);
  free(task->path);
  free(task->path2);
  free(task->error_path);
  text_free(&task->data);
  mote_handle_destroy(task->callback);
  mote_handle_destroy(task->kept);
  mote_handle_destroy(task->into);
  mote_async_release(task->operation);
  free(task);
}

void fs_fail(FsTask *task, int error, const char *syscall) {
  if (task->error) return;
  task->error = error ? error : UV_EIO;
  task->syscall = syscall;
}

/* What the operation gave, or throws its error. */
static bool outcome(MoteVm *vm, FsTask *task, MoteValue *out) {
  *out = mote_undefined();
  if (!task->error) return !task->kind->result || task->kind->result(vm, task, out);
  if (task->error == UV_ENOENT && task->missing_is_undefined) return true;
  if (task->error == UV_EISDIR && strcmp(task->syscall, "rm") == 0)
    return mote_throw_code(vm, MOTE_ERROR, "ERR_FS_EISDIR",
                           "Path is a directory: rm returned EISDIR (is a directory) %s",
                           task->path);
  const char *path = task->error_path ? task->error_path : task->path;
  return throw_system_error(vm, task->error, task->syscall, task->no_error_path ? NULL : path,
                            task->path2);
}

/* --- on the pool --- */

static void on_work(uv_work_t *request) {
  FsTask *task = request->data;
  task->kind->work(task);
}

static void finish_promise(FsTask *task) {
  MoteVm *vm = task->rt->vm;
  MoteValue value;
  if (outcome(vm, task, &value)) mote_async_resolve(task->operation, value);
  else mote_async_reject_pending(task->operation);
  task_free(task);
}

static void finish_callback(FsTask *task) {
  Runtime *rt = task->rt;
  MoteValue arguments[2] = {mote_null()}, callback = mote_handle_get(task->callback);
  uint32_t count = 2;
  if (!outcome(rt->vm, task, &arguments[1])) {
    arguments[0] = mote_take_exception(rt->vm);
    count = 1;
  }
  task_free(task);
  runtime_call(rt, callback, mote_undefined(), arguments, count);
}

static void on_done(uv_work_t *request, int status) {
  (void)status;
  FsTask *task = request->data;
  Runtime *rt = task->rt;
  if (task->callback) {
    finish_callback(task);
    return;
  }
  finish_promise(task);
  runtime_after_callback(rt);
}

static bool queue(FsTask *task) {
  task->request.data = task;
  int error = uv_queue_work(&task->rt->loop, &task->request, on_work, on_done);
  return error == 0 || throw_system_error(task->rt->vm, error, task->kind->name, task->path, NULL);
}

/* --- the three ways --- */

/* Arguments that are wrong reject the promise. */
static bool run_promise(MoteVm *vm, MoteCall *call, FsTask *task) {
  task->operation = mote_async_start(vm, call);
  if (!task->operation) {
    task_free(task);
    return false;
  }
  if (task->kind->parse(vm, call, task) && queue(task)) return true;
  mote_async_reject_pending(task->operation);
  task_free(task);
  return true;
}

static bool run_sync(MoteVm *vm, MoteCall *call, FsTask *task) {
  MoteValue value;
  bool ok = task->kind->parse(vm, call, task);
  if (ok) task->kind->work(task);
  ok = ok && outcome(vm, task, &value) && mote_return(call, value);
  task_free(task);
  return ok;
}

static bool run_callback(MoteVm *vm, MoteCall *call, FsTask *task) {
  uint32_t count = mote_argument_count(call);
  MoteValue callback = count ? mote_argument(call, count - 1) : mote_undefined();
  bool ok = mote_is_callable(vm, callback) ||
            throw_argument_type(vm, "cb", "function",
                                mote_is_string(vm, callback) ? mote_undefined() : callback);
  if (ok) {
    task->callback = mote_handle_create(vm, callback);
    ok = task->callback && task->kind->parse(vm, call, task) && queue(task);
  }
  if (!ok) task_free(task);
  return ok;
}

bool fs_run(MoteVm *vm, MoteCall *call, const FsKind *kind, FsMode mode, MoteValue kept) {
  FsTask *task = calloc(1, sizeof *task);
  if (!task) return mote_throw_out_of_memory(vm);
  task->rt = runtime_of(vm);
  task->kind = kind;
  task->fd = -1;
  task->position = -1;
  if (!mote_is_undefined(vm, kept)) {
    task->kept = mote_handle_create(vm, kept);
    if (!task->kept) {
      task_free(task);
      return false;
    }
  }
  switch (mode) {
    case FS_SYNC: return run_sync(vm, call, task);
    case FS_CALLBACK: return run_callback(vm, call, task);
    default: return run_promise(vm, call, task);
  }
}
