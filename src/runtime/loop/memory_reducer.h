/* SPDX-License-Identifier: MIT */
/* memory_reducer.h: what a program that waits does about its memory: the dead are finalized, and what it no longer
 * needs of much memory goes back to the system. */
#ifndef RUNTIME_LOOP_MEMORY_REDUCER_H
#define RUNTIME_LOOP_MEMORY_REDUCER_H

#include "runtime/runtime.h"

typedef struct MemoryReducer {
  uv_prepare_t prepare; /* looks at the memory in each turn of the loop */
  uv_idle_t idle; /* active while dead objects wait for their finalizers: the loop must not wait */
  uv_timer_t timer; /* runs while the program may soon be waiting */
  size_t due; /* the peak of memory that calls for a reduction */
  size_t in_use; /* when the timer was started */
  uint64_t collections; /* up to then */
} MemoryReducer;

/* None of the handles keeps the loop alive. */
void memory_reducer_init(Runtime *rt);

#endif
