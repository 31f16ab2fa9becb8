/* SPDX-License-Identifier: MIT */
/* worker.h: Workers: runtimes in threads of their own   (HTML, #workers) */
#ifndef RUNTIME_WORKER_WORKER_H
#define RUNTIME_WORKER_WORKER_H

#include "runtime/worker/port.h"

typedef struct Worker Worker;

/* mote:internal/worker */
MOTE_CHECK bool worker_make_module(Runtime *rt, MoteValue *out);

/* The rest is for a runtime with options.worker. */

/* Whether the worker is to end: terminated, closed by itself, or by process.exit. No more errors are told then. */
bool worker_is_over(Runtime *rt);
/* An error that nobody caught: tells the parent. */
void worker_report_error(Runtime *rt, MoteValue error);
/* process.exit: ends the worker alone, with the next instruction of the program. */
void worker_exit(Runtime *rt, int status);
/* Tells the parent whether it need not wait for the worker: see ports_linger. */
void worker_tell_idle(Runtime *rt, bool idle);
/* After each turn: if close() was called, nothing runs any more. */
void worker_end_turn(Runtime *rt);

#endif
