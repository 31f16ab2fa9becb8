/* SPDX-License-Identifier: MIT */
/* waiter_list.c: the lists of waiters.
 *
 * A waiter is out of its list as soon as it is notified. A promise's waiter then stands on its VM's
 * stack vm->notified_waiters, which any thread may push on and only the VM's own takes from; since
 * a push happens in the critical section, and the VM's end passes through it, no thread comes too
 * late. */
#include "async/waiter_list.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#include "vm/host_hooks.h"

/* How long a thread sleeps before it looks for an interrupt. */
#define SLICE_MILLISECONDS 10.0

/* --- the list --- */

static void list_add(SharedBytes *shared, Waiter *waiter) {
  if (shared->last_waiter) shared->last_waiter->next = waiter;
  else shared->first_waiter = waiter;
  shared->last_waiter = waiter;
}

static void list_remove(SharedBytes *shared, const Waiter *waiter) {
  Waiter *before = NULL;
  for (Waiter *w = shared->first_waiter; w; before = w, w = w->next) {
    if (w != waiter) continue;
    if (before) before->next = w->next;
    else shared->first_waiter = w->next;
    if (shared->last_waiter == w) shared->last_waiter = before;
    return;
  }
}

/* --- threads --- */

static double now_milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static struct timespec timespec_of(double milliseconds) {
  double seconds = __builtin_floor(milliseconds / 1e3);
  return (struct timespec){(time_t)seconds, (long)((milliseconds - seconds * 1e3) * 1e6)};
}

bool waiter_block(Vm *vm, ArrayBuffer *buffer, const uint8_t *at, double milliseconds) {
  SharedBytes *shared = buffer->shared;
  Waiter waiter = {.at = at};
  double deadline = now_milliseconds() + milliseconds;
  list_add(shared, &waiter);
  while (!waiter.notified && !vm->interrupt) {
    double now = now_milliseconds();
    if (now >= deadline) break;
    double left = deadline - now;
    struct timespec until =
        timespec_of(now + (left < SLICE_MILLISECONDS ? left : SLICE_MILLISECONDS));
    pthread_cond_timedwait(&shared->wake, &shared->lock, &until);
  }
  if (!waiter.notified) list_remove(shared, &waiter);
  return waiter.notified;
}

/* --- promises --- */

AsyncWaiter *async_waiter_new(Vm *vm, ArrayBuffer *buffer, const uint8_t *at) {
  Promise *promise = promise_new(vm);
  if (!promise) return NULL;
  AsyncWaiter *waiter = calloc(1, sizeof *waiter);
  if (!waiter) {
    throw_out_of_memory(vm);
    return NULL;
  }
  *waiter = (AsyncWaiter){.waiter = {.at = at, .async = waiter},
                          .vm = vm,
                          .buffer = buffer,
                          .promise = value_cell(promise),
                          .next = vm->async_waiters};
  if (waiter->next) waiter->next->previous = waiter;
  vm->async_waiters = waiter;
  return waiter;
}

void async_waiter_add(AsyncWaiter *waiter) { list_add(waiter->buffer->shared, &waiter->waiter); }

void async_waiter_free(AsyncWaiter *waiter) {
  if (waiter->previous) waiter->previous->next = waiter->next;
  else waiter->vm->async_waiters = waiter->next;
  if (waiter->next) waiter->next->previous = waiter->previous;
  free(waiter);
}

AsyncWaiter *async_waiter_of(Vm *vm, Value promise) {
  AsyncWaiter *waiter = vm->async_waiters;
  while (waiter && !value_same_bits(waiter->promise, promise)) waiter = waiter->next;
  return waiter;
}

static bool settle(AsyncWaiter *waiter, const char *outcome) {
  Vm *vm = waiter->vm;
  Promise *promise = value_as_promise(waiter->promise);
  String *text = string_intern_ascii(vm, outcome);
  async_waiter_free(waiter);
  return text && promise_fulfill(vm, promise, value_string(text));
}

bool async_waiter_time_out(AsyncWaiter *waiter) {
  ArrayBuffer *buffer = waiter->buffer;
  waiter_list_enter(buffer);
  bool late = waiter->waiter.notified;
  if (!late) list_remove(buffer->shared, &waiter->waiter);
  waiter_list_leave(buffer);
  return late || settle(waiter, "timed-out");
}

/* --- notifying --- */

/* Tells the VM of a promise, in the critical section. */
static void push_notified(AsyncWaiter *waiter) {
  Vm *vm = waiter->vm;
  waiter->notified_before = atomic_load(&vm->notified_waiters);
  while (!atomic_compare_exchange_weak(&vm->notified_waiters, &waiter->notified_before, waiter)) {}
  if (vm->hooks && vm->hooks->wake) vm->hooks->wake(vm, vm->hooks->data);
}

double waiter_notify(ArrayBuffer *buffer, const uint8_t *at, double count) {
  SharedBytes *shared = buffer->shared;
  double n = 0;
  waiter_list_enter(buffer);
  for (Waiter *w = shared->first_waiter, *next; w && n < count; w = next) {
    next = w->next;
    if (w->at != at) continue;
    list_remove(shared, w);
    w->notified = true;
    n++;
    if (w->async) push_notified(w->async);
  }
  if (n > 0) pthread_cond_broadcast(&shared->wake);
  waiter_list_leave(buffer);
  return n;
}

bool waiters_are_due(Vm *vm) { return atomic_load(&vm->notified_waiters) != NULL; }

static bool settle_notified(AsyncWaiter *waiter) {
  Vm *vm = waiter->vm;
  if (!value_is_none(waiter->timer) && vm->hooks->stop_timer)
    vm->hooks->stop_timer(vm, waiter->timer, vm->hooks->data);
  return settle(waiter, "ok");
}

bool waiters_settle(Vm *vm) {
  AsyncWaiter *last = atomic_exchange(&vm->notified_waiters, NULL), *first = NULL;
  for (AsyncWaiter *before; last; last = before) {
    before = last->notified_before;
    last->notified_before = first;
    first = last;
  }
  bool ok = true;
  for (AsyncWaiter *next; first; first = next) {
    next = first->notified_before;
    ok = settle_notified(first) && ok;
  }
  return ok;
}

/* --- the VM's part --- */

void waiters_mark(Vm *vm) {
  for (const AsyncWaiter *w = vm->async_waiters; w; w = w->next) {
    mark_cell(vm, w->buffer);
    mark_value(vm, w->promise);
    mark_value(vm, w->timer);
  }
}

void waiters_destroy(Vm *vm) {
  while (vm->async_waiters) {
    AsyncWaiter *waiter = vm->async_waiters;
    waiter_list_enter(waiter->buffer);
    if (!waiter->waiter.notified) list_remove(waiter->buffer->shared, &waiter->waiter);
    waiter_list_leave(waiter->buffer);
    async_waiter_free(waiter);
  }
}
