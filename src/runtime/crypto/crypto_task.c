/* SPDX-License-Identifier: MIT */
/* crypto_task.c: running operations on the pool or at once, and settling them. */
#include "runtime/crypto/crypto_task.h"

#include <openssl/err.h>
#include <stdlib.h>

#include "runtime/crypto/crypto.h"
#include "runtime/internal.h"
#include "runtime/web/dom_exception.h"

/* --- working, on any thread --- */

/* OpenSSL keeps a queue of errors for each thread; nobody reads it. */
static void task_work(CryptoTask *task) {
  task->ok = task->kind->work(task);
  ERR_clear_error();
}

static bool task_result(MoteVm *vm, CryptoTask *task, MoteValue *out) {
  if (!task->ok)
    return throw_dom_exception(
        vm, task->failure_name ? task->failure_name : "OperationError", "%s",
        task->failure ? task->failure : "The operation failed for an operation-specific reason");
  if (task->kind->result) return task->kind->result(vm, task, out);
  return bytes_to_buffer(vm, &task->output, out);
}

bool crypto_task_is_valid(MoteVm *vm, CryptoTask *task, MoteValue *out) {
  (void)vm;
  *out = mote_boolean(task->is_valid);
  return true;
}

void crypto_task_free(CryptoTask *task) {
  if (task->kind && task->kind->free) task->kind->free(task);
  if (task->is_secret) {
    bytes_wipe(&task->input);
    bytes_wipe(&task->output);
  }
  bytes_free(&task->input);
  bytes_free(&task->output);
  free(task);
}

/* --- on the pool --- */

static void pool_work(PoolTask *task) { task_work((CryptoTask *)task); }

static bool pool_result(MoteVm *vm, PoolTask *task, MoteValue *out) {
  return task_result(vm, (CryptoTask *)task, out);
}

static void pool_free(PoolTask *task) { crypto_task_free((CryptoTask *)task); }

static const PoolTaskKind pool_kind = {pool_work, pool_result, pool_free};

/* --- at once --- */

/* In one turn of the loop: more of them, asked for together, are for the pool's threads. */
#define AT_ONCE_MAX 64

static void settle(CryptoTask *task) {
  MoteVm *vm = task->pool.rt->vm;
  MoteValue value = mote_undefined();
  bool ok = task_result(vm, task, &value);
  mote_async_finish(task->pool.operation, ok, value);
  crypto_task_free(task);
}

/* Each settles in a task of its own: jobs run in between. Those that are done meanwhile wait for the next turn. */
static void on_idle(uv_idle_t *idle) {
  Runtime *rt = idle->loop->data;
  FinishedTasks *finished = idle->data;
  CryptoTask *task = finished->first;
  finished->first = NULL;
  finished->last = &finished->first;
  finished->count = 0;
  uv_idle_stop(idle);
  while (task) {
    CryptoTask *next = task->next;
    settle(task);
    runtime_after_callback(rt);
    task = next;
  }
}

bool finished_tasks_open(Runtime *rt, FinishedTasks *finished) {
  finished->last = &finished->first;
  finished->idle.data = finished;
  finished->is_open = uv_idle_init(&rt->loop, &finished->idle) == 0;
  return true;
}

void finished_tasks_close(FinishedTasks *finished) {
  finished->is_open = false;
  while (finished->first) {
    CryptoTask *task = finished->first;
    finished->first = task->next;
    mote_async_release(task->pool.operation);
    crypto_task_free(task);
  }
  finished->last = &finished->first;
}

static bool start_at_once(MoteVm *vm, MoteCall *call, FinishedTasks *finished, CryptoTask *task) {
  task->pool.rt = runtime_of(vm);
  task->pool.operation = mote_async_start(vm, call);
  if (!task->pool.operation) {
    crypto_task_free(task);
    return false;
  }
  task_work(task);
  *finished->last = task;
  finished->last = &task->next;
  finished->count++;
  uv_idle_start(&finished->idle, on_idle);
  return true;
}

bool crypto_task_start(MoteVm *vm, MoteCall *call, const CryptoTaskKind *kind, CryptoTask *task,
                       bool at_once) {
  Crypto *crypto = crypto_of(runtime_of(vm));
  task->kind = kind;
  if (!crypto) {
    crypto_task_free(task);
    return false;
  }
  if (at_once && crypto->finished.is_open && crypto->finished.count < AT_ONCE_MAX)
    return start_at_once(vm, call, &crypto->finished, task);
  return pool_task_start(vm, call, &pool_kind, &task->pool);
}
