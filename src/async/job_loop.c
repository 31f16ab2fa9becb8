/* SPDX-License-Identifier: MIT */
/* job_loop.c: runs jobs. A job that throws does not disturb the others; only an interrupt ends the
 * loop. */
#include "async/job_loop.h"

#include "async/promise.h"
#include "async/waiter_list.h"
#include "value/finalization.h"

static bool run_settled(Vm *vm, Cell *subscriber, Promise *p) {
  bool ok = cell_type(p) == CELL_PROMISE_FULFILLED;
  Value value = slot_load(vm, p->out);
  if (cell_type(subscriber) == CELL_CONTINUATION)
    return continuation_run(vm, (Continuation *)(void *)subscriber, ok, value);
  return reaction_run(vm, (Reaction *)(void *)subscriber, ok, value);
}

static bool run_job(Vm *vm, Job job) {
  void *cell = job_cell(vm, job);
  Value ignored;
  switch (job_kind(job)) {
    case JOB_SETTLED: return run_settled(vm, cell, slot_cell_present(vm, job_slot(job)));
    case JOB_VALUE: return continuation_run(vm, cell, true, slot_load(vm, job_slot(job)));
    case JOB_REASON: return continuation_run(vm, cell, false, slot_load(vm, job_slot(job)));
    case JOB_THENABLE: return thenable_job_run(vm, cell);
    case JOB_ADOPT: return adopt_job_run(vm, cell, slot_cell_present(vm, job_slot(job)));
    case JOB_CALL:
      return call_function(vm, value_cell(cell), value_undefined(vm), NULL, 0, &ignored);
    case JOB_BATCH: break; /* leaves the queue as JOB_SETTLED */
  }
  UNREACHABLE();
}

static bool report(Vm *vm) {
  if (vm->interrupt) return false;
  Value exception = exception_take(vm);
  AsyncCore *core = vm->async;
  if (core->report_exception) core->report_exception(vm, exception, core->host_data);
  return true;
}

/* One step of CleanupFinalizationRegistry   #sec-cleanup-finalization-registry */
static bool run_cleanup(Vm *vm) {
  Value callback, held, ignored;
  if (!finalization_take(vm, &callback, &held)) return true;
  return call_function(vm, callback, value_undefined(vm), &held, 1, &ignored);
}

/* What is left to do when there are no jobs. */
static bool has_idle_work(Vm *vm) { return waiters_are_due(vm) || finalization_is_due(vm); }

static bool run_idle_work(Vm *vm) {
  vm->job_budget--;
  return waiters_are_due(vm) ? waiters_settle(vm) : run_cleanup(vm);
}

static bool run_jobs(Vm *vm) {
  AsyncCore *core = vm->async;
  bool ok = true;
  while (ok && jobs_left(vm) && async_has_jobs(vm)) {
    Job job;
    bool is_job = job_peek(vm, &core->jobs, &job);
    if (is_job) {
      core->jobs.current = job;
      job_drop(vm, &core->jobs, core->jobs.ring[core->jobs.head]);
      vm->job_budget--;
    }
    ok = (is_job ? run_job(vm, job) : run_idle_work(vm)) || report(vm);
    weak_clear_kept(vm); /* ClearKeptObjects */
  }
  weak_clear_kept(vm); /* what ran before was a job, too */
  core->jobs.current = (Job){0};
  return ok;
}

bool async_run_jobs(Vm *vm, uint32_t limit) {
  AsyncCore *core = vm->async;
  if (core->running) return true;
  core->running = true;
  vm->job_budget = limit ? limit : INT64_MAX;
  vm_bar_straight_on(vm);
  bool ok = run_jobs(vm);
  core->running = false;
  return ok;
}

bool async_has_jobs(Vm *vm) { return vm->async->jobs.count != 0 || has_idle_work(vm); }

bool async_queue_callback(Vm *vm, Value callback) {
  return job_enqueue(vm, &vm->async->jobs, JOB_CALL, value_as_cell(callback), slot_undefined());
}
