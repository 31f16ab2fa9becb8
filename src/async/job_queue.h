/* SPDX-License-Identifier: MIT */
/* job_queue.h: the ring of jobs (microtasks), outside of the heap.
 *
 * A job is two words: a cell with the kind in the low bits of its offset, and a slot (which owns
 * its box, if it is a double). Queueing allocates nothing but the ring's own growth. The subscribers
 * of one promise stand in the ring as one entry, a batch, and leave it one by one: while any of them
 * is left, the queue is not empty. */
#ifndef ASYNC_JOB_QUEUE_H
#define ASYNC_JOB_QUEUE_H

#include "async/subscriber_list.h"
#include "value/vm.h"

typedef enum JobKind {
  JOB_SETTLED,  /* cell: a subscriber; slot: the promise that settled */
  JOB_BATCH,    /* cell: what is left of a subscriber list; slot: the promise that settled */
  JOB_VALUE,    /* cell: a continuation whose await is done; slot: the value */
  JOB_REASON,   /* the same, but it throws: slot: the reason */
  JOB_THENABLE, /* cell: INTERNAL record: promise, thenable, then */
  JOB_ADOPT, /* cell: a promise; slot: the unpatched promise that it was resolved with */
  JOB_CALL, /* cell: a function to be called without arguments */
} JobKind;

/* One number, so that it is stored and loaded as one: slot << 32 | the cell's offset | kind. */
typedef struct Job {
  uint64_t bits;
} Job;

typedef struct JobQueue {
  Job *ring;
  uint32_t head, count, capacity; /* capacity: a power of two */
  Job current; /* running: a root */
  uint32_t batch_position; /* where in its chunk the first entry stands, if it is a batch */
} JobQueue;

static inline Job job_make(JobKind kind, const void *cell, Slot slot) {
  return (Job){(uint64_t)slot.bits << 32 | slot_from_cell(cell).bits | (uint64_t)kind};
}
static inline JobKind job_kind(Job job) { return (JobKind)(job.bits & 7); }
static inline void *job_cell(Vm *vm, Job job) {
  return slot_cell_present(vm, (Slot){(uint32_t)job.bits & ~7u});
}
static inline Slot job_slot(Job job) { return (Slot){(uint32_t)(job.bits >> 32)}; }

/* The ring is full: makes it longer first. */
MUST_USE bool job_enqueue_growing(Vm *vm, JobQueue *queue, Job job);

/* False: out of memory (exception set). */
MUST_USE static inline bool job_enqueue(Vm *vm, JobQueue *queue, JobKind kind, const void *cell,
                                        Slot slot) {
  Job job = job_make(kind, cell, slot);
  if (unlikely(queue->count == queue->capacity)) return job_enqueue_growing(vm, queue, job);
  queue->ring[(queue->head + queue->count++) & (queue->capacity - 1)] = job;
  vm_bar_straight_on(vm);
  return true;
}
/* The await at which a continuation stands is done: queues it with the value, or the reason. */
MUST_USE static inline bool job_enqueue_outcome(Vm *vm, JobQueue *queue, void *continuation,
                                                bool ok, Value value) {
  Slot slot = slot_none();
  slot_store(vm, continuation, &slot, value);
  return job_enqueue(vm, queue, ok ? JOB_VALUE : JOB_REASON, continuation, slot);
}

/* The first job; false when there is none. Never a JOB_BATCH: its subscribers come as JOB_SETTLED. */
static inline bool job_peek(Vm *vm, const JobQueue *queue, Job *out) {
  if (!queue->count) return false;
  *out = queue->ring[queue->head];
  if (job_kind(*out) != JOB_BATCH) return true;
  Slot subscriber = subscriber_list_at(job_cell(vm, *out), queue->batch_position);
  *out = job_make(JOB_SETTLED, slot_cell_present(vm, subscriber), job_slot(*out));
  return true;
}
/* Takes the first job off, which is the ring's first entry, or the next of that batch. */
static inline void job_drop(Vm *vm, JobQueue *queue, Job entry) {
  if (job_kind(entry) == JOB_BATCH) {
    Slots *chunk = job_cell(vm, entry);
    Slots *rest = subscriber_list_drop(vm, chunk, &queue->batch_position);
    if (likely(rest == chunk)) return;
    queue->ring[queue->head] = job_make(JOB_BATCH, rest, job_slot(entry));
    if (rest) return;
  }
  queue->head = (queue->head + 1) & (queue->capacity - 1);
  queue->count--;
}

/* Calls fn for every queued job; a batch comes as one job for each subscriber. */
void job_queue_each(Vm *vm, const JobQueue *queue, void (*fn)(Vm *vm, Job job, void *data),
                    void *data);
void job_queue_mark(Vm *vm, JobQueue *queue);
/* Frees the ring if it is empty. */
void job_queue_shrink(JobQueue *queue);
void job_queue_destroy(JobQueue *queue);

#endif
