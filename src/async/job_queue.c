/* SPDX-License-Identifier: MIT */
/* job_queue.c: the ring of jobs. */
#include "async/job_queue.h"

#include <stdlib.h>

#include "async/async.h"

#ifdef MOTE_SMALL
#define FIRST_CAPACITY 2
#else
#define FIRST_CAPACITY 256
#endif

static bool grow(JobQueue *queue) {
  uint32_t capacity = queue->capacity ? queue->capacity * 2 : FIRST_CAPACITY;
  Job *ring = malloc(capacity * sizeof *ring);
  if (!ring) return false;
  for (uint32_t i = 0; i < queue->count; i++)
    ring[i] = queue->ring[(queue->head + i) & (queue->capacity - 1)];
  free(queue->ring);
  queue->ring = ring;
  queue->capacity = capacity;
  queue->head = 0;
  return true;
}

bool job_enqueue(Vm *vm, JobKind kind, const void *cell, Slot slot) {
  JobQueue *queue = &vm->async->jobs;
  if (unlikely(queue->count == queue->capacity) && !grow(queue)) return throw_out_of_memory(vm);
  Job *job = &queue->ring[(queue->head + queue->count++) & (queue->capacity - 1)];
  *job = (Job){(uint32_t)(uintptr_t)cell | (uint32_t)kind, slot};
  return true;
}

bool job_enqueue_outcome(Vm *vm, void *continuation, bool ok, Value value) {
  Slot slot = slot_none();
  slot_store(vm, continuation, &slot, value);
  return job_enqueue(vm, ok ? JOB_VALUE : JOB_REASON, continuation, slot);
}

bool job_peek(Vm *vm, const JobQueue *queue, Job *out) {
  if (!queue->count) return false;
  *out = queue->ring[queue->head];
  if (unlikely(job_kind(*out) == JOB_BATCH)) {
    Slot subscriber = subscriber_list_at(job_cell(vm, *out), queue->batch_position);
    out->cell_and_kind = subscriber.bits | JOB_SETTLED;
  }
  return true;
}

/* The batch that stands first loses a subscriber; whether any is left. */
static bool shorten_batch(Vm *vm, JobQueue *queue, Job *batch) {
  Slots *chunk = subscriber_list_drop(vm, job_cell(vm, *batch), &queue->batch_position);
  if (!chunk) return false;
  batch->cell_and_kind = slot_from_cell(chunk).bits | JOB_BATCH;
  return true;
}

void job_drop(Vm *vm, JobQueue *queue) {
  Job *first = &queue->ring[queue->head];
  if (unlikely(job_kind(*first) == JOB_BATCH) && shorten_batch(vm, queue, first)) return;
  queue->head = (queue->head + 1) & (queue->capacity - 1);
  queue->count--;
}

static void mark_job(Vm *vm, Job job) {
  if (!job.cell_and_kind) return;
  mark_cell(vm, job_cell(vm, job));
  mark_slot(vm, job.slot);
}

void job_queue_mark(Vm *vm, JobQueue *queue) {
  mark_job(vm, queue->current);
  for (uint32_t i = 0; i < queue->count; i++)
    mark_job(vm, queue->ring[(queue->head + i) & (queue->capacity - 1)]);
}

void job_queue_destroy(JobQueue *queue) { free(queue->ring); }
