/* SPDX-License-Identifier: MIT */
/* api_task.c: the table of suspended functions, and the trace of suspensions, for mote.h. */
#include <stdlib.h>
#include <string.h>

#include "api/api.h"
#include "api/api_source.h"
#include "async/async.h"
#include "async/continuation.h"
#include "async/tasks.h"
#include "base/buffer.h"

/* A row as text, which the host may see while JavaScript runs. */
typedef struct Row {
  MoteTask task;
  char *function, *waits_for; /* owned */
} Row;

static char *name_of(Vm *vm, const Code *code) {
  String *name = slot_cell(vm, code->name);
  char *text = name ? string_to_utf8(vm, name, false, NULL) : strdup("");
  if (!text) exception_take(vm);
  return text;
}

/* "name()", malloc'ed. */
static char *call_text(Vm *vm, const Code *callee) {
  char *name = name_of(vm, callee);
  Buffer b;
  buffer_init(&b);
  buffer_append_string(&b, name && *name ? name : "anonymous");
  buffer_append_string(&b, "()");
  buffer_append(&b, "", 1);
  free(name);
  return b.data;
}

static char *wait_text(Vm *vm, const TaskRow *row) {
  switch (row->wait) {
    case TASK_WAITS_FOR_CALL: return call_text(vm, row->callee);
    case TASK_WAITS_FOR_PROMISE: return strdup("promise");
    case TASK_WAITS_FOR_JOB: return strdup("job");
    case TASK_WAITS_FOR_HOST: break;
  }
  return strdup("host");
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
  TaskRow *found = tasks_collect(vm, reachable_only, &count);
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

static void trace(Vm *vm, Cell *cell, bool resumed, void *data) {
  (void)data;
  const Continuation *k = (const Continuation *)(const void *)cell;
  const Site *site = slot_cell_present(vm, k->site);
  const Code *code = slot_cell_present(vm, site->code);
  const Cell *then = slot_cell(vm, k->then);
  char *function = name_of(vm, code);
  bool linked = then && cell_type(then) == CELL_CONTINUATION;
  MoteAsyncEvent event = {.resumed = resumed,
                          .id = (uintptr_t)k,
                          .awaiter = linked ? (uintptr_t)then : 0,
                          .function = function};
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
