/* SPDX-License-Identifier: MIT */
/* memory_reducer.h: gives memory back to the system when a program that has needed much of it waits. */
#ifndef RUNTIME_LOOP_MEMORY_REDUCER_H
#define RUNTIME_LOOP_MEMORY_REDUCER_H

#include "runtime/runtime.h"

typedef struct MemoryReducer {
  uv_prepare_t prepare; /* looks at the memory in each turn of the loop */
  uv_timer_t timer; /* runs while the program may soon be waiting */
  size_t due; /* the peak of memory that calls for a reduction */
  size_t in_use; /* when the timer was started */
  uint64_t collections; /* up to then */
} MemoryReducer;

/* Neither handle keeps the loop alive. */
void memory_reducer_init(Runtime *rt);

#endif
