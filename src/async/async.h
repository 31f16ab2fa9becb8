/* SPDX-License-Identifier: MIT */
/* async.h: the state of the async core, and what the embedder may hook into. */
#ifndef ASYNC_ASYNC_H
#define ASYNC_ASYNC_H

#include "async/job_queue.h"
#include "value/vm.h"

typedef enum RejectionOperation {
  REJECTION_UNHANDLED, /* a promise was rejected and nobody handles it */
  REJECTION_HANDLED,   /* such a promise got its first handler */
} RejectionOperation;

/* What is known of %Promise.prototype% (promise_guard.h). */
typedef struct PromiseGuard {
  Realm *realm; /* for which the rest holds; compared only */
  uint32_t epoch; /* and as long as vm->prototype_epoch is this */
  uint32_t promise_shape; /* index of the shape of promises without own properties */
  bool constructor_is_plain, then_is_plain; /* as they were born */
} PromiseGuard;

struct AsyncCore {
  JobQueue jobs;
  PromiseGuard guard;
  bool running; /* inside async_run_jobs */
  /* The registers of the activation that the job loop itself resumed, while it is running. */
  Value *loop_frame;
  /* Two shapes whose objects have no `then`, as long as the prototype epoch is this (promise.c). */
  uint32_t no_then_headers[2], no_then_epoch;
  /* HostPromiseRejectionTracker; may be NULL. Must not run JavaScript. */
  void (*track_rejection)(Vm *vm, Value promise, RejectionOperation operation, void *data);
  /* A job (a microtask callback) threw: the exception has been taken. May be NULL; may run
   * JavaScript. */
  void (*report_exception)(Vm *vm, Value exception, void *data);
  void *host_data;
  /* An activation was suspended into this continuation, or is resumed from it. NULL: nobody traces. Neither
   * allocates in the VM nor runs JavaScript. */
  void (*trace)(Vm *vm, Cell *continuation, bool resumed, void *data);
  void *trace_data;
};

static inline void async_trace(Vm *vm, void *continuation, bool resumed) {
  const AsyncCore *core = vm->async;
  if (unlikely(core->trace)) core->trace(vm, continuation, resumed, core->trace_data);
}

/* How many jobs the host lets begin yet. */
static inline uint64_t jobs_left(const Vm *vm) { return vm->job_budget & INT64_MAX; }

MUST_USE bool async_init(Vm *vm);
void async_destroy(Vm *vm);
/* Runs jobs until there are none, or `limit` of them were run (0: no limit), or the VM is
 * interrupted (false: the exception is set). Runs JavaScript. */
bool async_run_jobs(Vm *vm, uint32_t limit);
bool async_has_jobs(Vm *vm);
/* queueMicrotask: calls a function without arguments as a job. */
MUST_USE bool async_queue_callback(Vm *vm, Value callback);

#endif
