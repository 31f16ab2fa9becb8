/* SPDX-License-Identifier: MIT */
/* ticks.h: what runs between two callbacks of the loop: process.nextTick, then promise jobs, until there are
 * neither; then rejections that nobody handled are reported. */
#ifndef RUNTIME_TICKS_H
#define RUNTIME_TICKS_H

#include "runtime/runtime.h"

typedef struct Ticks {
  MoteHandle *queue; /* array of [function, arguments…], from `head` on */
  uint32_t head, count;
  MoteHandle *rejected; /* array of promises that nobody handles, each followed by its reason */
  uint32_t reported, rejected_count; /* the first of them that is still to be reported; all */
  MoteHandle *handled; /* array of promises that were handled after their report */
  uint32_t handled_count;
  MoteValue telling; /* promise of the event "unhandledrejection" under way (on the C stack, too) */
  bool draining;
} Ticks;

/* Makes the queues, and sets the engine's hooks. */
bool ticks_init(Runtime *rt);
/* process.nextTick */
bool ticks_next_tick(MoteVm *vm, MoteCall *call);
/* The same for C, while JavaScript runs: the function is called without arguments. */
MOTE_CHECK bool ticks_add(Runtime *rt, MoteValue function);
/* Runs all ticks and jobs. Errors are reported as uncaught. */
void ticks_drain(Runtime *rt);

#endif
