/* SPDX-License-Identifier: MIT */
/* job_loop.h: from one job to the next without leaving the interpreter. */
#ifndef ASYNC_JOB_LOOP_H
#define ASYNC_JOB_LOOP_H

#include "async/continuation.h"
#include "async/promise.h"
#include "value/weak.h"
#include "vm/interrupt.h"

/* The continuation that the first job resumes, and with what value; NULL: it does something else. */
static ALWAYS_INLINE Continuation *job_resumes(Vm *vm, const JobQueue *queue, Job job,
                                               Value *value) {
  if (job_kind(job) == JOB_VALUE) {
    *value = slot_load(vm, job_slot(job));
    return job_cell(vm, job);
  }
  Continuation *k = job_cell(vm, job);
  if (likely(job_kind(job) == JOB_BATCH))
    k = slot_cell_present(vm, subscriber_list_at((Slots *)(void *)k, queue->batch_position));
  else if (job_kind(job) != JOB_SETTLED) return NULL;
  const Promise *promise = slot_cell_present(vm, job_slot(job));
  if (cell_type(k) != CELL_CONTINUATION || cell_type(promise) != CELL_PROMISE_FULFILLED)
    return NULL;
  *value = slot_load(vm, promise->out);
  return k;
}

/* OPT: the next job's activation takes the place of the one that is left, without leaving the interpreter.
 * False: that job is of another kind, or there is none, or no room, or an interrupt. */
static ALWAYS_INLINE bool job_loop_resume_next(Vm *vm, Value *r) {
  JobQueue *queue = &vm->async->jobs;
  Value value;
  if (unlikely(!queue->count || !jobs_left(vm))) return false;
  Job job = queue->ring[queue->head];
  Continuation *k = job_resumes(vm, queue, job, &value);
  if (unlikely(!k)) return false;
  const Site *site = slot_cell_present(vm, k->site);
  if (unlikely(r + site->register_count > stack_limit_of(vm))) return false;
  job_drop(vm, queue, job);
  vm->job_budget--;
  weak_clear_kept(vm);
  r[-1].bits = FRAME_ENTRY | FRAME_STRAIGHT; /* the rest of the frame's head is as it was */
  continuation_restore(vm, r, continuation_owner(vm, k), k, site);
  r[site->result] = value;
  vm->pc = site_behind(vm, site);
  return true;
}

/* Leaves the job loop's own frame r: vm->pc and vm->registers are the next job's, or at HALT. */
static ALWAYS_INLINE bool job_loop_leave(Vm *vm, Value *r) {
  return likely(job_loop_resume_next(vm, r)) || leave_frame(vm, r, value_undefined(vm));
}

#endif
