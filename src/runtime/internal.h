/* SPDX-License-Identifier: MIT */
/* internal.h: the Runtime struct: one part for each file that keeps state. */
#ifndef RUNTIME_INTERNAL_H
#define RUNTIME_INTERNAL_H

#include "runtime/agent.h"
#include "runtime/console.h"
#include "runtime/events.h"
#include "runtime/fs_task.h"
#include "runtime/module_loader.h"
#include "runtime/output.h"
#include "runtime/runtime.h"
#include "runtime/tasks.h"
#include "runtime/ticks.h"
#include "runtime/timers.h"
#include "runtime/trace.h"

struct Runtime {
  MoteVm *vm;
  uv_loop_t loop;
  uv_async_t wake;      /* another VM has given this one something to do */
  RuntimeOptions options;
  Output out, err;
  Ticks ticks;
  Timers timers;
  Console console;
  Events events;        /* of process */
  Tasks tasks;
  AsyncTrace trace;
  ModuleLoader loader;
  MoteHandle *main_promise; /* of the main module; NULL: a script */
  MoteHandle *process;
  MoteHandle *environment;  /* the process.env that programs see */
  MoteClass *file_handle_class, *file_lines_class; /* node:fs; NULL: not needed yet */
  MoteClass *stats_class, *dirent_class;
  FsKind open_handle_kind; /* fsPromises.open; no name: not made yet */
  uint64_t started;     /* uv_hrtime() */
  double time_origin;   /* the wall clock then, in milliseconds */
  AgentCluster *agents; /* test262: started by this program, or its own; NULL: none */
  int status;           /* exit status so far */
  bool exiting;
};

#endif
