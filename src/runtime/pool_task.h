/* SPDX-License-Identifier: MIT */
/* pool_task.h: an async host function whose work is done on a thread of libuv's pool.
 *
 * A task is the first member of a struct with its arguments and results, from malloc. `work` runs on the pool and
 * sees bytes, never values; `result` makes the value, on the VM's thread. */
#ifndef RUNTIME_POOL_TASK_H
#define RUNTIME_POOL_TASK_H

#include "runtime/runtime.h"

typedef struct PoolTask PoolTask;

typedef struct PoolTaskKind {
  void (*work)(PoolTask *task);
  /* The value, or throws. NULL: undefined. */
  bool (*result)(MoteVm *vm, PoolTask *task, MoteValue *out);
  /* Frees the struct and what it has. */
  void (*free)(PoolTask *task);
} PoolTaskKind;

struct PoolTask {
  const PoolTaskKind *kind;
  Runtime *rt;
  MoteAsync *operation;
  uv_work_t request;
};

/* Starts the task for a call, as an async host function, and takes it over, also where it fails: it is freed when it
 * is done. */
bool pool_task_start(MoteVm *vm, MoteCall *call, const PoolTaskKind *kind, PoolTask *task);
/* The same at once, on this thread. */
bool pool_task_run(MoteVm *vm, MoteCall *call, const PoolTaskKind *kind, PoolTask *task);

#endif
