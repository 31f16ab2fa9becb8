/* SPDX-License-Identifier: MIT */
/* trace.h: --trace-async: writes when functions wait and go on, for Perfetto and chrome://tracing. */
#ifndef RUNTIME_TRACE_H
#define RUNTIME_TRACE_H

#include <stdio.h>

#include "runtime/runtime.h"

typedef struct AsyncTrace {
  FILE *file; /* NULL: off */
  bool any; /* something has been written */
} AsyncTrace;

/* False: the file cannot be written, and a message has been printed. */
bool trace_start(Runtime *rt, const char *path);
/* Completes the file. */
void trace_finish(Runtime *rt);

#endif
