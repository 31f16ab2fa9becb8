/* SPDX-License-Identifier: MIT */
/* api_task.c: the table of suspended functions, and the trace of suspensions, for mote.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/api.h"
#include "api/api_source.h"
#include "async/async.h"
#include "async/continuation.h"
#include "async/tasks.h"
#include "ops/property.h"
#include "vm/suspend.h"

/* A row as text, which the host may see while JavaScript runs. */
typedef struct Row {
  MoteTask task;
  char *function, *waits_for; /* owned */
} Row;

static char *name_of(Vm *vm, const Code *code) {
  return slot_is_none(code->name) ? strdup("") : api_text(vm, slot_load(vm, code->name));
}

/* "name()", malloc'ed; takes the name over. */
static char *call_text(char *name) {
  char *text = NULL;
  if (asprintf(&text, "%s()", name && *name ? name : "anonymous") < 0) text = NULL;
  free(name);
  return text;
}

/* The name of a function of the host's, malloc'ed. */
static char *host_name(Vm *vm, Cell *function) {
  Value name;
  bool found = api_own_data(vm, value_cell(function), vm->names.name, &name);
  return found ? api_text(vm, name) : NULL;
}

static char *combinator_text(const char *name) {
  char *text;
  return asprintf(&text, "Promise.%s", name) < 0 ? NULL : text;
}

static char *wait_text(Vm *vm, const TaskRow *row) {
  switch (row->wait) {
    case TASK_WAITS_FOR_CALL: return call_text(name_of(vm, row->callee));
    case TASK_WAITS_FOR_PROMISE: return strdup("promise");
    case TASK_WAITS_FOR_COMBINATOR: return combinator_text(row->combinator);
    case TASK_WAITS_FOR_JOB: return strdup("job");
    case TASK_WAITS_FOR_HOST:
      return row->host_function ? call_text(host_name(vm, row->host_function)) : strdup("host");
    case TASK_WAITS_FOR_NOTHING: break;
  }
  return strdup("nothing");
}

static bool fill(Vm *vm, const TaskRow *from, Row *to) {
  const Code *code = slot_cell_present(vm, from->site->code);
  uint32_t offset = from->site->source_offset;
  to->function = name_of(vm, code);
  to->waits_for = wait_text(vm, from);
  to->task = (MoteTask){.function = to->function,
                        .waits_for = to->waits_for,
                        .count = from->count,
                        .bytes = from->bytes};
  return to->function && to->waits_for &&
         api_position(vm, slot_cell_present(vm, code->source), offset, offset + 1,
                      &to->task.position);
}

static void free_rows(Row *rows, size_t count) {
  for (size_t i = 0; i < count; i++) {
    free(rows[i].function);
    free(rows[i].waits_for);
    mote_position_free(&rows[i].task.position);
  }
  free(rows);
}

bool mote_each_task(MoteVm *mote, bool reachable_only, bool (*fn)(const MoteTask *task, void *data),
                    void *data) {
  Vm *vm = api_vm(mote);
  size_t count;
  TaskRow *found = tasks_collect(vm, reachable_only, api_operations_each, &count);
  if (!found) return count == 0 || throw_out_of_memory(vm);
  Row *rows = calloc(count, sizeof *rows);
  bool ok = rows;
  for (size_t i = 0; ok && i < count; i++) ok = fill(vm, &found[i], &rows[i]);
  free(found);
  if (!ok) throw_out_of_memory(vm);
  for (size_t i = 0; ok && i < count; i++) ok = fn(&rows[i].task, data);
  if (rows) free_rows(rows, count);
  return ok;
}

/* --- the trace --- */

/* The activation that waits for this one, directly or by way of promises; 0: none, or it is not known. */
static uint64_t awaiter_of(Vm *vm, const Continuation *k) {
  Awaiter awaiter = {.cell = (Cell *)(uintptr_t)k};
  while (async_next_awaiter(vm, &awaiter))
    if (awaiter.code) return (uintptr_t)awaiter.cell;
  return 0;
}

static void trace(Vm *vm, Cell *cell, bool resumed, void *data) {
  (void)data;
  const Continuation *k = (const Continuation *)(const void *)cell;
  if (!task_is_waiting(vm, k)) return;
  const Site *site = slot_cell_present(vm, k->site);
  const Code *code = slot_cell_present(vm, site->code);
  char *function = name_of(vm, code);
  MoteAsyncEvent event = {
      .resumed = resumed, .id = (uintptr_t)k, .awaiter = awaiter_of(vm, k), .function = function};
  if (function && api_position(vm, slot_cell_present(vm, code->source), site->source_offset,
                               site->source_offset + 1, &event.position)) {
    vm->api->trace(&event, vm->api->trace_data);
    mote_position_free(&event.position);
  }
  free(function);
}

void mote_trace_async(MoteVm *mote, void (*fn)(const MoteAsyncEvent *event, void *data),
                      void *data) {
  Vm *vm = api_vm(mote);
  vm->api->trace = fn;
  vm->api->trace_data = data;
  vm->async->trace = fn ? trace : NULL;
}
