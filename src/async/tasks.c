/* SPDX-License-Identifier: MIT */
/* tasks.c: walks the heap for continuations, then for whatever tells one of them.
 *
 * A continuation does not know what it waits for; it is known from the other side: a callee's `then`, a promise's
 * subscribers, an operation of the host's, a queued job. Several may lead to it: what is known best stays. */
#include "async/tasks.h"

#include <stdlib.h>
#include <string.h>

#include "async/awaiters.h"
#include "async/generator.h"
#include "async/handshake.h"
#include "async/promise.h"
#include "vm/stack_trace.h"
#include "vm/suspend.h"

/* What a continuation waits for. */
typedef struct Wait {
  TaskWait kind;
  Code *callee;
  Cell *host_function;
  const char *combinator;
} Wait;

typedef struct Task {
  Continuation *k;
  Wait wait;
} Task;

typedef struct Collection {
  Task *items; /* sorted by address once all are found */
  size_t count, capacity;
  bool failed;
} Collection;

/* --- finding them --- */

bool task_is_waiting(Vm *vm, const Continuation *k) {
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
  if (cell_type(cell) != CELL_CONTINUATION || !task_is_waiting(vm, k) || is_running(vm, k)) return;
  if (tasks->count == tasks->capacity) {
    size_t capacity = tasks->capacity ? tasks->capacity * 2 : 64;
    Task *items = realloc(tasks->items, capacity * sizeof *items);
    tasks->failed = tasks->failed || !items;
    if (!items) return;
    tasks->items = items;
    tasks->capacity = capacity;
  }
  tasks->items[tasks->count++] = (Task){k, {TASK_WAITS_FOR_NOTHING}};
}

static int by_address(const void *a, const void *b) {
  uintptr_t x = (uintptr_t)((const Task *)a)->k, y = (uintptr_t)((const Task *)b)->k;
  return x < y ? -1 : x > y;
}

/* --- what they wait for --- */

/* A cell is told by something: kept, if it is a task's, and nothing better is known of it yet. */
static void tells(const Collection *tasks, const Cell *cell, Wait wait) {
  Task key = {.k = (Continuation *)(uintptr_t)cell}, *task = NULL;
  if (cell && tasks->count)
    task = bsearch(&key, tasks->items, tasks->count, sizeof key, by_address);
  if (task && task->wait.kind < wait.kind) task->wait = wait;
}

static void tells_subscribers(Vm *vm, const Collection *tasks, const Promise *promise, Wait wait) {
  Cell *waiting = slot_cell(vm, promise->out);
  if (!waiting || cell_type(waiting) != CELL_SLOTS) {
    tells(tasks, waiting, wait);
    return;
  }
  Slots *chunk = (Slots *)(void *)waiting;
  uint32_t position = 0;
  for (Cell *cell; (cell = subscriber_list_read(vm, &chunk, &position));) tells(tasks, cell, wait);
}

/* The cell itself or, if it is a promise, those that wait for it. */
static void tells_through(Vm *vm, const Collection *tasks, const Cell *cell, Wait wait) {
  if (!cell) return;
  CellType type = cell_type(cell);
  if (type == CELL_PROMISE_PENDING || type == CELL_PROMISE_PENDING_HANDLED)
    tells_subscribers(vm, tasks, (const Promise *)(const void *)cell, wait);
  else tells(tasks, cell, wait);
}

static void look_at_requests(Vm *vm, const Collection *tasks, const GeneratorObject *g) {
  Wait wait = {TASK_WAITS_FOR_CALL, .callee = suspended_code(vm, (const Cell *)(const void *)g)};
  for (const Slots *request = slot_cell(vm, g->first); request;
       request = slot_cell(vm, request->items[REQUEST_NEXT]))
    tells_through(vm, tasks, slot_cell(vm, request->items[REQUEST_THEN]), wait);
}

/* A reaction that is an element's of Promise.all and the like leads to those that wait for the whole. */
static void look_at_reaction(Vm *vm, const Collection *tasks, const Reaction *reaction) {
  Awaiter whole;
  if (!combinator_element(vm, slot_load(vm, reaction->on_fulfilled), &whole) &&
      !combinator_element(vm, slot_load(vm, reaction->on_rejected), &whole))
    return;
  Wait wait = {TASK_WAITS_FOR_COMBINATOR, .combinator = whole.combinator};
  tells_through(vm, tasks, whole.cell, wait);
}

static void look_at(Vm *vm, Cell *cell, void *data) {
  switch (cell_type(cell)) {
    case CELL_CONTINUATION: {
      const Continuation *k = (const Continuation *)(const void *)cell;
      Wait wait = {TASK_WAITS_FOR_CALL, .callee = suspended_code(vm, cell)};
      tells_through(vm, data, slot_cell(vm, k->then), wait);
      return;
    }
    case CELL_PROMISE_PENDING:
    case CELL_PROMISE_PENDING_HANDLED:
      tells_through(vm, data, cell, (Wait){TASK_WAITS_FOR_PROMISE});
      return;
    case CELL_ASYNC_GENERATOR:
      look_at_requests(vm, data, (const GeneratorObject *)(const void *)cell);
      return;
    case CELL_REACTION: look_at_reaction(vm, data, (const Reaction *)(const void *)cell); return;
    default: return;
  }
}

static void look_at_job(Vm *vm, Job job, void *data) {
  tells(data, job_cell(vm, job), (Wait){TASK_WAITS_FOR_JOB});
}

static void look_at_operation(Vm *vm, const Operation *operation, void *data) {
  Wait wait = {TASK_WAITS_FOR_HOST};
  if (value_is_none(operation->told)) return;
  if (!value_is_none(operation->function)) wait.host_function = value_as_cell(operation->function);
  tells_through(vm, data, value_as_cell(operation->told), wait);
}

/* --- the table --- */

static int compare_pointers(const void *a, const void *b) {
  return (uintptr_t)a<(uintptr_t)b ? -1 : (uintptr_t)a>(uintptr_t) b;
}

static int by_row(const void *a, const void *b) {
  const TaskRow *x = a, *y = b;
  if (x->wait != y->wait) return x->wait < y->wait ? -1 : 1;
  int order = compare_pointers(x->callee, y->callee);
  if (!order) order = compare_pointers(x->host_function, y->host_function);
  if (!order) order = compare_pointers(x->combinator, y->combinator);
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
    const Wait *wait = &task->wait;
    rows[i] = (TaskRow){.site = slot_cell_present(vm, task->k->site),
                        .callee = wait->callee,
                        .host_function = wait->host_function,
                        .combinator = wait->combinator,
                        .wait = wait->kind,
                        .count = 1,
                        .bytes = heap_cell_size(task->k)};
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

TaskRow *tasks_collect(Vm *vm, bool reachable_only, TaskOperations *operations, size_t *count) {
  Collection tasks = {0};
  if (reachable_only) heap_collect(vm);
  heap_each_cell(vm, find_task, &tasks);
  if (tasks.count) qsort(tasks.items, tasks.count, sizeof *tasks.items, by_address);
  heap_each_cell(vm, look_at, &tasks);
  job_queue_each(vm, &vm->async->jobs, look_at_job, &tasks);
  operations(vm, look_at_operation, &tasks);
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
