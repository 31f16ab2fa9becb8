/* SPDX-License-Identifier: MIT */
/* internal.h: the Runtime struct: one part for each file that keeps state. */
#ifndef RUNTIME_INTERNAL_H
#define RUNTIME_INTERNAL_H

#include "runtime/classes.h"
#include "runtime/test262/agent.h"
#include "runtime/console/console.h"
#include "runtime/loop/events.h"
#include "runtime/loop/memory_reducer.h"
#include "runtime/fs/fs_task.h"
#include "runtime/modules/module_loader.h"
#include "runtime/output.h"
#include "runtime/runtime.h"
#include "runtime/loop/tasks.h"
#include "runtime/loop/ticks.h"
#include "runtime/loop/timers.h"
#include "runtime/loop/trace.h"
#include "runtime/worker/clone.h"
#include "runtime/worker/port.h"

/* See runtime_on_end. */
typedef struct EndHook {
  struct EndHook *next;
  void (*fn)(Runtime *rt, void *data);
  void *data;
} EndHook;

struct Runtime {
  MoteVm *vm;
  uv_loop_t loop;
  uv_async_t wake;      /* another VM has given this one something to do */
  RuntimeOptions options;
  Output out, err;
  Ticks ticks;
  Timers timers;
  MemoryReducer memory_reducer;
  Console console;
  Events events;        /* of process */
  Tasks tasks;
  AsyncTrace trace;
  ModuleLoader loader;
  Clone clone;
  Ports ports;
  struct Worker *workers; /* of this runtime's, those whose threads have not been joined */
  MoteHandle *main_promise; /* of the main module; NULL: a script */
  MoteHandle *process;
  MoteHandle *environment;  /* the process.env that programs see */
  MoteClass *classes[CLASS_COUNT]; /* NULL: not needed yet */
  struct Crypto *crypto; /* NULL: not needed yet; else the data of crypto_object */
  MoteHandle *crypto_object;
  struct Http *http;    /* NULL: not needed yet */
  EndHook *end_hooks;   /* the newest first */
  struct EncodingIndexes *encoding_indexes; /* NULL: none has been made */
  struct HttpClient *http_client; /* NULL: not needed yet */
  struct Resource *resources; /* open ones; see loop/resource.h */
  bool ends_resources;  /* the end hook is there */
  uint32_t staying;     /* open ones that keep the loop alive by themselves */
  struct Net *net;      /* of mote:net; NULL: not needed yet */
  FsKind open_handle_kind; /* fsPromises.open; no name: not made yet */
  uint64_t started;     /* uv_hrtime() */
  double time_origin;   /* the wall clock then, in milliseconds */
  AgentCluster *agents; /* test262: started by this program, or its own; NULL: none */
  int status;           /* exit status so far */
  bool exiting;
};

#endif
