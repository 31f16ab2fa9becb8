/* SPDX-License-Identifier: MIT */
/* deadlines.h: time limits of many connections on one timer: a wheel of lists.
 *
 * Putting a deadline off, which happens with every request, is a store: the member stays in its list, and moves on when
 * the hand comes by. */
#ifndef RUNTIME_HTTP_DEADLINES_H
#define RUNTIME_HTTP_DEADLINES_H

#include <stdint.h>
#include <uv.h>

enum { DEADLINE_SLOTS = 64 };
#define NO_DEADLINE UINT64_MAX

/* In the struct of what has a deadline. */
typedef struct Deadline {
  struct Deadline *previous, *next; /* NULL: in no list */
  void (*expired)(
      struct Deadline *deadline); /* called once when it has passed; it is out of the wheel then */
  uint64_t at; /* of the loop's time, in milliseconds */
  uint64_t tick; /* when its list is looked at */
} Deadline;

typedef struct Deadlines {
  uv_timer_t timer;
  uint32_t period; /* of a tick, in milliseconds */
  uint32_t count;
  uint64_t tick; /* the last one */
  Deadline slots[DEADLINE_SLOTS]; /* heads of rings */
} Deadlines;

/* The timer does not keep the loop alive. */
void deadlines_init(Deadlines *wheel, uv_loop_t *loop, uint32_t period);
/* The timer's handle is to be closed. */
void deadlines_set(Deadlines *wheel, Deadline *deadline, uint64_t at);
void deadlines_remove(Deadlines *wheel, Deadline *deadline);

#endif
