/* SPDX-License-Identifier: MIT */
/* job_queue.c: the ring of jobs. */
#include "async/job_queue.h"

#include <stdlib.h>
#include <string.h>

#include "async/async.h"

#ifdef MOTE_SMALL
#define FIRST_CAPACITY 2
#else
#define FIRST_CAPACITY 256
#endif

/* A full ring becomes twice as long: what stood before the head goes behind the old end. */
static bool grow(JobQueue *queue) {
  uint32_t old = queue->capacity, capacity = old ? old * 2 : FIRST_CAPACITY;
  Job *ring = realloc(queue->ring, capacity * sizeof *ring);
  if (!ring) return false;
  if (queue->head) memcpy(ring + old, ring, queue->head * sizeof *ring);
  queue->ring = ring;
  queue->capacity = capacity;
  return true;
}

bool job_enqueue_growing(Vm *vm, JobQueue *queue, Job job) {
  if (!grow(queue)) return throw_out_of_memory(vm);
  queue->ring[(queue->head + queue->count++) & (queue->capacity - 1)] = job;
  vm_bar_straight_on(vm);
  return true;
}

static void mark_job(Vm *vm, Job job) {
  if (!job.bits) return;
  mark_cell(vm, job_cell(vm, job));
  mark_slot(vm, job_slot(job));
}

void job_queue_mark(Vm *vm, JobQueue *queue) {
  mark_job(vm, queue->current);
  for (uint32_t i = 0; i < queue->count; i++)
    mark_job(vm, queue->ring[(queue->head + i) & (queue->capacity - 1)]);
}

void job_queue_each(Vm *vm, const JobQueue *queue, void (*fn)(Vm *vm, Job job, void *data),
                    void *data) {
  for (uint32_t i = 0; i < queue->count; i++) {
    Job job = queue->ring[(queue->head + i) & (queue->capacity - 1)];
    if (job_kind(job) != JOB_BATCH) {
      fn(vm, job, data);
      continue;
    }
    Slots *chunk = job_cell(vm, job);
    uint32_t position = i ? 0 : queue->batch_position;
    for (Cell *cell; (cell = subscriber_list_read(vm, &chunk, &position));)
      fn(vm, job_make(JOB_SETTLED, cell, job_slot(job)), data);
  }
}

void job_queue_shrink(JobQueue *queue) {
  if (queue->count) return;
  free(queue->ring);
  queue->ring = NULL;
  queue->head = queue->capacity = 0;
}

void job_queue_destroy(JobQueue *queue) { free(queue->ring); }
