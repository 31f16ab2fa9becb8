/* SPDX-License-Identifier: MIT */
/* timers.h: setTimeout, setInterval, setImmediate and what clears them. */
#ifndef RUNTIME_TIMERS_H
#define RUNTIME_TIMERS_H

#include "runtime/runtime.h"

typedef struct Timer Timer;
typedef struct Immediate Immediate;

/* What the order depends on stands in the heap itself, so that sifting reads no other memory. */
typedef struct TimerEntry {
  uint64_t expiry, sequence;
  Timer *timer;
} TimerEntry;

typedef struct Timers {
  MoteClass *timeout_class, *immediate_class;
  uv_timer_t timer;       /* for the first of the heap */
  uv_check_t check;       /* runs immediates */
  uv_idle_t idle;         /* keeps the loop from waiting while there are any */
  TimerEntry *heap;       /* by expiry, then by the order in which they were started */
  uint32_t count, capacity;
  uint64_t scheduled;     /* the expiry that the uv_timer is set for; 0: it is not */
  bool is_ref;            /* the uv_timer keeps the loop alive */
  uint32_t ref_count;     /* those in the heap that keep the loop alive */
  uint64_t sequence;
  uint32_t last_id;
  Immediate *first, **last; /* immediates in order */
  Immediate *running;       /* those of this turn that have not run yet */
  uint32_t immediate_ref_count;
} Timers;

/* Makes the classes and the handles of the loop. */
bool timers_init(Runtime *rt);
/* Frees the heap; the VM, which owns the timers, has gone. */
void timers_destroy(Runtime *rt);
/* Before the loop's first turn: runs the timers that expire within a millisecond, so that setTimeout(f, 0) of
 * the main program always comes before its setImmediate, however fast the program began. */
void timers_run_first(Runtime *rt);
/* MoteHooks.start_timer and stop_timer: a timeout for a function of the engine's own. */
bool timers_call_after(MoteVm *vm, double milliseconds, MoteValue function, MoteValue *object);
void timers_stop(MoteVm *vm, MoteValue object);

/* What an instance has to keep to call the call's first argument with the arguments from number `first` on. */
bool timers_callback(MoteVm *vm, MoteCall *call, uint32_t first, MoteValue *out);
/* Calls it from the loop, with the object as `this`. */
void timers_call_back(Runtime *rt, MoteValue object);

/* Defines the functions on the global object (and on others: node:timers). */
bool timers_define(Runtime *rt, MoteValue target);

#endif
