/* SPDX-License-Identifier: MIT */
/* tasks.h: what a program waits for: a table of the activations that are suspended at an await. */
#ifndef ASYNC_TASKS_H
#define ASYNC_TASKS_H

#include "async/operation.h"

/* What an await waits for, from what is least known to what is known best. */
typedef enum TaskWait {
  TASK_WAITS_FOR_NOTHING, /* that anybody knows of: it is never resumed, or the host has kept it to itself */
  TASK_WAITS_FOR_PROMISE,
  TASK_WAITS_FOR_COMBINATOR, /* Promise.all and the like */
  TASK_WAITS_FOR_HOST, /* an operation of the host's */
  TASK_WAITS_FOR_CALL, /* of an async function, maybe by way of its promise */
  TASK_WAITS_FOR_JOB, /* it goes on as soon as jobs run */
} TaskWait;

/* All activations that stand at the same await and wait for the same kind of thing. */
typedef struct TaskRow {
  Site *site;
  Code *callee; /* TASK_WAITS_FOR_CALL: of which function */
  Cell *host_function; /* TASK_WAITS_FOR_HOST: whose operation; NULL: not known */
  const char *combinator; /* TASK_WAITS_FOR_COMBINATOR: "all" */
  TaskWait wait;
  size_t count, bytes; /* bytes: of their cells */
} TaskRow;

/* What the table needs to know of the embedder: calls `look` with each operation that has not settled. */
typedef void TaskOperations(Vm *vm, void (*look)(Vm *vm, const Operation *operation, void *data),
                            void *data);

/* The table, malloc'ed, the most frequent first; NULL and *count 0: there are none; NULL and *count 1:
 * no memory (no exception). reachable_only: collects garbage first, so that what nothing can ever resume
 * is left out. The rows' cells are valid until the next allocation. */
TaskRow *tasks_collect(Vm *vm, bool reachable_only, TaskOperations *operations, size_t *count);
/* Whether a continuation stands at an await (not at a yield, nor at its beginning). */
bool task_is_waiting(Vm *vm, const Continuation *k);

#endif
