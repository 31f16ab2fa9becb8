/* SPDX-License-Identifier: MIT */
/* tasks.c: walks the heap for continuations, then for whatever tells one of them.
 *
 * A continuation does not know what it waits for; it is known from the other side: a callee's `then`,
 * a promise's subscribers, a queued job. */
#include "async/tasks.h"

#include <stdlib.h>
#include <string.h>

#include "async/generator.h"
#include "async/handshake.h"
#include "async/promise.h"
#include "vm/stack_trace.h"
#include "vm/suspend.h"

typedef struct Task {
  Continuation *k;
  Code *callee;
  TaskWait wait;
} Task;

typedef struct Collection {
  Task *items; /* sorted by address once all are found */
  size_t count, capacity;
  bool failed;
} Collection;

/* --- finding them --- */

static bool stands_at_await(Vm *vm, const Continuation *k) {
  const Site *site = slot_cell(vm, k->site);
  if (!site) return false;
  const Code *code = slot_cell_present(vm, site->code);
  return instruction_op(code->instructions + site->pc) == OPCODE_AWAIT;
}

static bool is_running(Vm *vm, Continuation *k) {
  Cell *then = slot_cell(vm, k->then);
  if (then && cell_type(then) == CELL_ASYNC_GENERATOR && callee_is_running(vm, value_cell(then)))
    return true;
  return callee_is_running(vm, value_cell(k));
}

static void find_task(Vm *vm, Cell *cell, void *data) {
  Collection *tasks = data;
  Continuation *k = (Continuation *)(void *)cell;
  if (cell_type(cell) != CELL_CONTINUATION || !stands_at_await(vm, k) || is_running(vm, k)) return;
  if (tasks->count == tasks->capacity) {
    size_t capacity = tasks->capacity ? tasks->capacity * 2 : 64;
    Task *items = realloc(tasks->items, capacity * sizeof *items);
    tasks->failed = tasks->failed || !items;
    if (!items) return;
    tasks->items = items;
    tasks->capacity = capacity;
  }
  tasks->items[tasks->count++] = (Task){k, NULL, TASK_WAITS_FOR_HOST};
}

static int by_address(const void *a, const void *b) {
  uintptr_t x = (uintptr_t)((const Task *)a)->k, y = (uintptr_t)((const Task *)b)->k;
  return x < y ? -1 : x > y;
}

/* --- what they wait for --- */

static void tells(Collection *tasks, const Cell *cell, TaskWait wait, Code *callee) {
  Task key = {.k = (Continuation *)(uintptr_t)cell}, *task = NULL;
  if (cell && tasks->count)
    task = bsearch(&key, tasks->items, tasks->count, sizeof key, by_address);
  if (task) *task = (Task){task->k, callee, wait};
}

static void look_at_subscribers(Vm *vm, Collection *tasks, const Promise *promise) {
  Cell *waiting = slot_cell(vm, promise->out);
  if (!waiting || cell_type(waiting) != CELL_SLOTS) {
    tells(tasks, waiting, TASK_WAITS_FOR_PROMISE, NULL);
    return;
  }
  Slots *chunk = (Slots *)(void *)waiting;
  uint32_t position = 0;
  for (Cell *cell; (cell = subscriber_list_read(vm, &chunk, &position));)
    tells(tasks, cell, TASK_WAITS_FOR_PROMISE, NULL);
}

static void look_at_requests(Vm *vm, Collection *tasks, const GeneratorObject *g) {
  Code *code = suspended_code(vm, (const Cell *)(const void *)g);
  for (const Slots *request = slot_cell(vm, g->first); request;
       request = slot_cell(vm, request->items[REQUEST_NEXT]))
    tells(tasks, slot_cell(vm, request->items[REQUEST_THEN]), TASK_WAITS_FOR_CALL, code);
}

static void look_at(Vm *vm, Cell *cell, void *data) {
  switch (cell_type(cell)) {
    case CELL_CONTINUATION: {
      const Continuation *k = (const Continuation *)(const void *)cell;
      tells(data, slot_cell(vm, k->then), TASK_WAITS_FOR_CALL, suspended_code(vm, cell));
      return;
    }
    case CELL_PROMISE_PENDING:
    case CELL_PROMISE_PENDING_HANDLED:
      look_at_subscribers(vm, data, (const Promise *)(const void *)cell);
      return;
    case CELL_ASYNC_GENERATOR:
      look_at_requests(vm, data, (const GeneratorObject *)(const void *)cell);
      return;
    default: return;
  }
}

static void look_at_job(Vm *vm, Job job, void *data) {
  tells(data, job_cell(vm, job), TASK_WAITS_FOR_JOB, NULL);
}

/* --- the table --- */

static int compare_pointers(const void *a, const void *b) {
  return (uintptr_t)a<(uintptr_t)b ? -1 : (uintptr_t)a>(uintptr_t) b;
}

static int by_row(const void *a, const void *b) {
  const TaskRow *x = a, *y = b;
  if (x->wait != y->wait) return x->wait < y->wait ? -1 : 1;
  int order = compare_pointers(x->callee, y->callee);
  return order ? order : compare_pointers(x->site, y->site);
}

static int by_count(const void *a, const void *b) {
  const TaskRow *x = a, *y = b;
  if (x->count != y->count) return x->count > y->count ? -1 : 1;
  return x->site->source_offset < y->site->source_offset   ? -1
         : x->site->source_offset > y->site->source_offset ? 1
                                                           : by_row(a, b);
}

static TaskRow *rows_of(Vm *vm, const Collection *tasks) {
  TaskRow *rows = malloc(tasks->count * sizeof *rows);
  for (size_t i = 0; rows && i < tasks->count; i++) {
    const Task *task = &tasks->items[i];
    rows[i] = (TaskRow){slot_cell_present(vm, task->k->site), task->callee, task->wait, 1,
                        heap_cell_size(task->k)};
  }
  return rows;
}

/* Rows that are alike become one; how many are left. */
static size_t merge(TaskRow *rows, size_t count) {
  size_t used = 0;
  for (size_t i = 0; i < count; i++) {
    if (used && by_row(&rows[used - 1], &rows[i]) == 0) {
      rows[used - 1].count++;
      rows[used - 1].bytes += rows[i].bytes;
    } else {
      rows[used++] = rows[i];
    }
  }
  return used;
}

TaskRow *tasks_collect(Vm *vm, bool reachable_only, size_t *count) {
  Collection tasks = {0};
  if (reachable_only) heap_collect(vm);
  heap_each_cell(vm, find_task, &tasks);
  if (tasks.count) qsort(tasks.items, tasks.count, sizeof *tasks.items, by_address);
  heap_each_cell(vm, look_at, &tasks);
  job_queue_each(vm, &vm->async->jobs, look_at_job, &tasks);
  TaskRow *rows = tasks.count && !tasks.failed ? rows_of(vm, &tasks) : NULL;
  *count = tasks.count ? 1 : 0;
  if (rows) {
    qsort(rows, tasks.count, sizeof *rows, by_row);
    *count = merge(rows, tasks.count);
    qsort(rows, *count, sizeof *rows, by_count);
  }
  free(tasks.items);
  return rows;
}
