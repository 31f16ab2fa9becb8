/* SPDX-License-Identifier: MIT */
/* pool_task.c: running a task on the pool, or at once. */
#include "runtime/pool_task.h"

#include "runtime/internal.h"
#include "runtime/system_error.h"

static bool result_of(MoteVm *vm, PoolTask *task, MoteValue *out) {
  *out = mote_undefined();
  return !task->kind->result || task->kind->result(vm, task, out);
}

static void settle(PoolTask *task, bool ok) {
  MoteVm *vm = task->rt->vm;
  MoteValue value = mote_undefined();
  ok = ok && result_of(vm, task, &value);
  mote_async_finish(task->operation, ok, value);
  task->kind->free(task);
}

static void on_work(uv_work_t *request) {
  PoolTask *task = request->data;
  task->kind->work(task);
}

static void on_done(uv_work_t *request, int status) {
  PoolTask *task = request->data;
  Runtime *rt = task->rt;
  settle(task, status == 0 || throw_system_error(rt->vm, status, "work", NULL, NULL));
  runtime_after_callback(rt);
}

bool pool_task_start(MoteVm *vm, MoteCall *call, const PoolTaskKind *kind, PoolTask *task) {
  task->kind = kind;
  task->rt = runtime_of(vm);
  task->request.data = task;
  task->operation = mote_async_start(vm, call);
  if (!task->operation) {
    kind->free(task);
    return false;
  }
  int error = uv_queue_work(&task->rt->loop, &task->request, on_work, on_done);
  if (error != 0) settle(task, throw_system_error(vm, error, "work", NULL, NULL));
  return true;
}

bool pool_task_run(MoteVm *vm, MoteCall *call, const PoolTaskKind *kind, PoolTask *task) {
  MoteValue value;
  task->kind = kind;
  task->rt = runtime_of(vm);
  kind->work(task);
  bool ok = result_of(vm, task, &value) && mote_return(call, value);
  kind->free(task);
  return ok;
}
