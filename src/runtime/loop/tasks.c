/* SPDX-License-Identifier: MIT */
/* tasks.c: showing what the program waits for. */
#include "runtime/loop/tasks.h"

#include <signal.h>

#include "runtime/define.h"
#include "runtime/internal.h"

/* --- mote:inspect --- */

typedef struct RowList {
  MoteVm *vm;
  MoteValue rows;
} RowList;

static bool push_row(const MoteTask *task, void *data) {
  RowList *list = data;
  MoteVm *vm = list->vm;
  const MotePosition *at = &task->position;
  MoteValue row;
  return mote_object_new(vm, &row) &&
         define_text(vm, row, "function", task->function, MOTE_DEFAULT) &&
         define_text(vm, row, "file", at->file, MOTE_DEFAULT) &&
         mote_set(vm, row, "line", mote_int32((int32_t)at->line)) &&
         mote_set(vm, row, "column", mote_int32((int32_t)at->column)) &&
         define_text(vm, row, "waitsFor", task->waits_for, MOTE_DEFAULT) &&
         mote_set(vm, row, "count", mote_number((double)task->count)) &&
         mote_set(vm, row, "bytes", mote_number((double)task->bytes)) &&
         mote_array_push(vm, list->rows, row);
}

/* tasks(): the rows of the table, as objects { function, file, line, column, waitsFor, count, bytes }. */
static bool tasks_function(MoteVm *vm, MoteCall *call) {
  RowList list = {.vm = vm};
  TRY(mote_array_new(vm, 0, &list.rows) && mote_each_task(vm, true, push_row, &list));
  return mote_return(call, list.rows);
}

bool tasks_make_module(Runtime *rt, MoteValue *out) {
  return mote_object_new(rt->vm, out) &&
         mote_define_function(rt->vm, *out, "tasks", tasks_function, 0);
}

/* --- the table as text --- */

typedef struct Table {
  Text text;
  size_t count, bytes;
} Table;

static bool print_row(const MoteTask *task, void *data) {
  Table *table = data;
  const MotePosition *at = &task->position;
  table->count += task->count;
  table->bytes += task->bytes;
  text_format(&table->text, "%9zu  %9zu  %-24s %-20s %s:%u:%u\n", task->count, task->bytes,
              *task->function ? task->function : "(anonymous)", task->waits_for, at->file, at->line,
              at->column);
  return true;
}

/* The table behind a heading: of a running program; or of one that ends, if anything is left. */
static void print_table(Runtime *rt, const char *heading, bool running) {
  Table table = {0};
  if (!mote_each_task(rt->vm, running, print_row, &table)) mote_take_exception(rt->vm);
  if (table.count || running) {
    Text all = {0};
    text_format(&all, "%s: %zu suspended, %zu bytes\n", heading, table.count, table.bytes);
    if (table.count)
      text_format(&all, "%9s  %9s  %-24s %-20s %s\n", "count", "bytes", "function", "waits for",
                  "at");
    output_write(&rt->err, text_string(&all), all.length);
    if (table.count) output_write(&rt->err, text_string(&table.text), table.text.length);
    text_free(&all);
  }
  text_free(&table.text);
}

void tasks_warn_unfinished(Runtime *rt) {
  print_table(rt, "Warning: functions still wait at the program's end", false);
}

/* --- SIGQUIT --- */

static void on_quit(uv_signal_t *handle, int number) {
  (void)number;
  print_table(handle->data, "Async functions", true);
}

void tasks_listen(Runtime *rt) {
  Tasks *tasks = &rt->tasks;
  if (tasks->listening || uv_signal_init(&rt->loop, &tasks->quit) != 0) return;
  tasks->listening = true;
  tasks->quit.data = rt;
  uv_signal_start(&tasks->quit, on_quit, SIGQUIT);
  uv_unref((uv_handle_t *)&tasks->quit);
}

void tasks_stop_listening(Runtime *rt) {
  if (rt->tasks.listening) uv_close((uv_handle_t *)&rt->tasks.quit, NULL);
  rt->tasks.listening = false;
}
