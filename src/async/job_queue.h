/* SPDX-License-Identifier: MIT */
/* job_queue.h: the ring of jobs (microtasks), outside of the heap.
 *
 * A job is two words: a cell with the kind in the low bits of its offset, and a slot. It owns
 * nothing, so queueing allocates nothing but the ring's own growth. */
#ifndef ASYNC_JOB_QUEUE_H
#define ASYNC_JOB_QUEUE_H

#include "value/vm.h"

typedef enum JobKind {
  JOB_SETTLED,  /* cell: a subscriber; slot: the promise that settled */
  JOB_BATCH,    /* cell: SLOTS of subscribers; slot: the promise that settled */
  JOB_VALUE, /* cell: a continuation that awaits something that is no promise; slot: its value */
  JOB_THENABLE, /* cell: INTERNAL record: promise, thenable, then */
  JOB_ADOPT, /* cell: a promise; slot: the unpatched promise that it was resolved with */
  JOB_CALL, /* cell: a function to be called without arguments */
} JobKind;

typedef struct Job {
  uint32_t cell_and_kind;
  Slot slot;
} Job;

typedef struct JobQueue {
  Job *ring;
  uint32_t head, count, capacity; /* capacity: a power of two */
  Job current; /* running: a root */
  uint32_t batch_position; /* how far a JOB_BATCH has been run */
} JobQueue;

/* False: out of memory (exception set). slot must not be a double. */
MUST_USE bool job_enqueue(Vm *vm, JobKind kind, const void *cell, Slot slot);
/* Takes the first job off; false when there is none. */
bool job_dequeue(JobQueue *queue, Job *out);
void job_queue_mark(Vm *vm, JobQueue *queue);
void job_queue_destroy(JobQueue *queue);

static inline JobKind job_kind(Job job) { return (JobKind)(job.cell_and_kind & 7); }
static inline void *job_cell(Vm *vm, Job job) {
  return slot_cell_present(vm, (Slot){job.cell_and_kind & ~7u});
}

#endif
