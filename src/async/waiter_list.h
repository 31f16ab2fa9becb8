/* SPDX-License-Identifier: MIT */
/* waiter_list.h: who waits for a place in shared memory: threads that block in Atomics.wait, and
 * promises of Atomics.waitAsync   #sec-waiterlist-records
 *
 * Each SharedBytes has one list for all its places, in the order in which they came, whatever VM
 * they belong to. Its lock is the critical section: the caller of waiter_block and waiter_add enters
 * and leaves it. A promise is settled by its own VM, when no other job is left. */
#ifndef ASYNC_WAITER_LIST_H
#define ASYNC_WAITER_LIST_H

#include "async/promise.h"
#include "value/buffer_object.h"

typedef struct Waiter {
  struct Waiter *next; /* in the SharedBytes' list */
  const uint8_t *at;
  bool notified;
  struct AsyncWaiter *async; /* NULL: a thread */
} Waiter;

/* One call of Atomics.waitAsync; malloc'ed, and owned by its VM. */
typedef struct AsyncWaiter {
  Waiter waiter;
  Vm *vm;
  ArrayBuffer *buffer; /* this and the two values are roots */
  Value promise;
  Value timer; /* of the host, for its time limit; none: there is none */
  struct AsyncWaiter *previous, *next; /* of this VM */
  struct AsyncWaiter *notified_before; /* in the VM's stack of those to be settled */
} AsyncWaiter;

static inline void waiter_list_enter(ArrayBuffer *buffer) {
  pthread_mutex_lock(&buffer->shared->lock);
}
static inline void waiter_list_leave(ArrayBuffer *buffer) {
  pthread_mutex_unlock(&buffer->shared->lock);
}

/* In the critical section, which it leaves while it sleeps: until it is notified (true), the time is
 * over, or the VM is interrupted. */
bool waiter_block(Vm *vm, ArrayBuffer *buffer, const uint8_t *at, double milliseconds);

/* A promise that will wait; not in the list yet. NULL: out of memory (exception set). */
MUST_USE AsyncWaiter *async_waiter_new(Vm *vm, ArrayBuffer *buffer, const uint8_t *at);
/* In the critical section: it waits now. */
void async_waiter_add(AsyncWaiter *waiter);
/* Ends one that has not been added, or has been settled. */
void async_waiter_free(AsyncWaiter *waiter);
/* The waiter of a promise, if it is still there. */
AsyncWaiter *async_waiter_of(Vm *vm, Value promise);
/* Its time is over: settles it, unless it has been notified meanwhile. */
MUST_USE bool async_waiter_time_out(AsyncWaiter *waiter);

/* Notifies up to `count` waiters of a place, of any VM; gives how many. */
double waiter_notify(ArrayBuffer *buffer, const uint8_t *at, double count);

/* Whether promises of this VM have been notified and not settled. */
bool waiters_are_due(Vm *vm);
/* Settles them. */
MUST_USE bool waiters_settle(Vm *vm);
void waiters_mark(Vm *vm);
/* Takes the VM's promises out of all lists. */
void waiters_destroy(Vm *vm);

#endif
