/* SPDX-License-Identifier: MIT */
/* trace.h: --trace-async: writes when functions wait and go on, for Perfetto and chrome://tracing. */
#ifndef RUNTIME_TRACE_H
#define RUNTIME_TRACE_H

#include <stdio.h>

#include "runtime/runtime.h"

typedef struct AsyncTrace {
  FILE *file; /* NULL: off */
  bool any; /* something has been written */
  bool running; /* a slice is open */
  double slice_began; /* microseconds */
  char slice_name[256];
  uint64_t *flows; /* ids of awaiters to which a flow has begun; 0: free */
  uint32_t flow_count, flow_capacity;
} AsyncTrace;

/* False: the file cannot be written, and a message has been printed. */
bool trace_start(Runtime *rt, const char *path);
/* The jobs are done: what runs now is no async function. */
void trace_jobs_done(Runtime *rt);
/* Completes the file. */
void trace_finish(Runtime *rt);

#endif
