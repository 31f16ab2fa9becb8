/* SPDX-License-Identifier: MIT */
/* tasks.h: what a program waits for: a table of the activations that are suspended at an await. */
#ifndef ASYNC_TASKS_H
#define ASYNC_TASKS_H

#include "bytecode/code.h"

/* What an await waits for. */
typedef enum TaskWait {
  TASK_WAITS_FOR_HOST, /* an operation of the host's, or nothing at all any more */
  TASK_WAITS_FOR_PROMISE,
  TASK_WAITS_FOR_CALL, /* of an async function */
  TASK_WAITS_FOR_JOB,  /* it goes on as soon as jobs run */
} TaskWait;

/* All activations that stand at the same await and wait for the same kind of thing. */
typedef struct TaskRow {
  Site *site;
  Code *callee; /* TASK_WAITS_FOR_CALL: of which function */
  TaskWait wait;
  size_t count, bytes; /* bytes: of their cells */
} TaskRow;

/* The table, malloc'ed, the most frequent first; NULL and *count 0: there are none; NULL and *count 1:
 * no memory (no exception). reachable_only: collects garbage first, so that what nothing can ever resume
 * is left out. The rows' cells are valid until the next allocation. */
TaskRow *tasks_collect(Vm *vm, bool reachable_only, size_t *count);

#endif
