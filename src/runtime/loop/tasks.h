/* SPDX-License-Identifier: MIT */
/* tasks.h: showing what the program waits for: mote:inspect, SIGQUIT, --warn-unfinished. */
#ifndef RUNTIME_TASKS_H
#define RUNTIME_TASKS_H

#include "runtime/runtime.h"

typedef struct Tasks {
  uv_signal_t quit;
  bool listening;
} Tasks;

/* The exports of mote:inspect. */
bool tasks_make_module(Runtime *rt, MoteValue *out);
/* From now on SIGQUIT prints the table to standard error, and the program goes on. Costs some system
 * calls, so it waits until there is something to wait for. */
void tasks_listen(Runtime *rt);
/* Ends that, so that the loop can end. */
void tasks_stop_listening(Runtime *rt);
/* The program ends: if functions still wait, says so on standard error, with the table. */
void tasks_warn_unfinished(Runtime *rt);

#endif
