/* SPDX-License-Identifier: MIT */
/* deadlines.c: the wheel. The timer runs while there are members. */
#include "runtime/http/deadlines.h"

static void unlink_deadline(Deadline *deadline) {
  deadline->previous->next = deadline->next;
  deadline->next->previous = deadline->previous;
  deadline->previous = deadline->next = NULL;
}

/* Into the list of its tick, or of the last one that the wheel has before the hand comes by again. */
static void insert(Deadlines *wheel, Deadline *deadline) {
  uint64_t tick = deadline->at == NO_DEADLINE ? UINT64_MAX : deadline->at / wheel->period + 1;
  if (tick <= wheel->tick) tick = wheel->tick + 1;
  if (tick - wheel->tick >= DEADLINE_SLOTS) tick = wheel->tick + DEADLINE_SLOTS - 1;
  Deadline *head = &wheel->slots[tick % DEADLINE_SLOTS];
  deadline->tick = tick;
  deadline->next = head;
  deadline->previous = head->previous;
  head->previous->next = deadline;
  head->previous = deadline;
}

/* Those of one tick; new ones go into other lists. */
static void turn(Deadlines *wheel, uint64_t now) {
  Deadline *head = &wheel->slots[wheel->tick % DEADLINE_SLOTS];
  while (head->next != head) {
    Deadline *deadline = head->next;
    unlink_deadline(deadline);
    if (deadline->at > now) {
      insert(wheel, deadline);
    } else {
      wheel->count--;
      deadline->expired(deadline);
    }
  }
}

static void on_tick(uv_timer_t *timer) {
  Deadlines *wheel = timer->data;
  uint64_t now = uv_now(timer->loop), last = now / wheel->period;
  /* After a long pause one round is enough. */
  if (last > wheel->tick + DEADLINE_SLOTS) wheel->tick = last - DEADLINE_SLOTS;
  while (wheel->tick < last) {
    wheel->tick++;
    turn(wheel, now);
  }
  if (!wheel->count) uv_timer_stop(timer);
}

void deadlines_init(Deadlines *wheel, uv_loop_t *loop, uint32_t period) {
  uv_timer_init(loop, &wheel->timer);
  uv_unref((uv_handle_t *)&wheel->timer);
  wheel->timer.data = wheel;
  wheel->period = period;
  wheel->count = 0;
  wheel->tick = uv_now(loop) / period;
  for (int i = 0; i < DEADLINE_SLOTS; i++)
    wheel->slots[i].previous = wheel->slots[i].next = &wheel->slots[i];
}

void deadlines_set(Deadlines *wheel, Deadline *deadline, uint64_t at) {
  deadline->at = at;
  if (deadline->next) {
    if (at == NO_DEADLINE || at / wheel->period + 1 >= deadline->tick) return;
    unlink_deadline(deadline);
  } else if (!wheel->count++) {
    wheel->tick = uv_now(wheel->timer.loop) / wheel->period;
    uv_timer_start(&wheel->timer, on_tick, wheel->period, wheel->period);
  }
  insert(wheel, deadline);
}

void deadlines_remove(Deadlines *wheel, Deadline *deadline) {
  if (!deadline->next) return;
  unlink_deadline(deadline);
  wheel->count--;
}
