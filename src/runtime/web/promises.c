/* SPDX-License-Identifier: MIT */
/* promises.c: the functions of mote:internal/promises. Those that take a promise must be given one. */
#include "runtime/web/promises.h"

#include "runtime/define.h"

/* newPromise(): a pending promise, for resolve and reject, which settle it at most once */
static bool new_promise(MoteVm *vm, MoteCall *call) {
  MoteValue promise;
  return mote_promise_new(vm, &promise, NULL, NULL) && mote_return(call, promise);
}

/* newHandledPromise(): the same, whose rejection nobody need handle */
static bool new_handled_promise(MoteVm *vm, MoteCall *call) {
  MoteValue promise;
  TRY(mote_promise_new(vm, &promise, NULL, NULL));
  mote_promise_mark_handled(vm, promise);
  return mote_return(call, promise);
}

static bool is_promise(MoteVm *vm, MoteValue value) {
  return mote_promise_state(vm, value, NULL) != MOTE_NOT_A_PROMISE ||
         mote_throw_error(vm, MOTE_TYPE_ERROR, "This is not a promise");
}

/* resolve(promise, value) */
static bool resolve(MoteVm *vm, MoteCall *call) {
  MoteValue promise = mote_argument(call, 0);
  return is_promise(vm, promise) && mote_promise_resolve(vm, promise, mote_argument(call, 1));
}

/* reject(promise, reason) */
static bool reject(MoteVm *vm, MoteCall *call) {
  MoteValue promise = mote_argument(call, 0);
  return is_promise(vm, promise) && mote_promise_reject(vm, promise, mote_argument(call, 1));
}

/* resolved(value): a new promise, resolved with it */
static bool resolved(MoteVm *vm, MoteCall *call) {
  MoteValue promise;
  return mote_promise_new(vm, &promise, NULL, NULL) &&
         mote_promise_resolve(vm, promise, mote_argument(call, 0)) && mote_return(call, promise);
}

/* rejected(reason): a new promise, rejected with it */
static bool rejected(MoteVm *vm, MoteCall *call) {
  MoteValue promise;
  return mote_promise_new(vm, &promise, NULL, NULL) &&
         mote_promise_reject(vm, promise, mote_argument(call, 0)) && mote_return(call, promise);
}

/* promiseOf(value): Promise.resolve(value) */
static bool promise_of(MoteVm *vm, MoteCall *call) {
  MoteValue promise;
  return mote_promise_of(vm, mote_argument(call, 0), &promise) && mote_return(call, promise);
}

/* then(promise, onFulfilled, onRejected): reactions, without a promise for their outcome */
static bool then(MoteVm *vm, MoteCall *call) {
  MoteValue promise = mote_argument(call, 0);
  return is_promise(vm, promise) &&
         mote_promise_then(vm, promise, mote_argument(call, 1), mote_argument(call, 2));
}

/* rejectedHandled(reason): the same, whose rejection nobody need handle */
static bool rejected_handled(MoteVm *vm, MoteCall *call) {
  MoteValue promise;
  TRY(mote_promise_new(vm, &promise, NULL, NULL));
  mote_promise_mark_handled(vm, promise);
  return mote_promise_reject(vm, promise, mote_argument(call, 0)) && mote_return(call, promise);
}

/* markHandled(promise): the rejection of a pending promise will not be reported */
static bool mark_handled(MoteVm *vm, MoteCall *call) {
  MoteValue promise = mote_argument(call, 0);
  TRY(is_promise(vm, promise));
  mote_promise_mark_handled(vm, promise);
  return mote_return(call, promise);
}

/* queueJob(function) */
static bool queue_job(MoteVm *vm, MoteCall *call) {
  return mote_queue_job(vm, mote_argument(call, 0));
}

bool promises_make(Runtime *rt, MoteValue *out) {
  MoteVm *vm = runtime_vm(rt);
  static const FunctionRow functions[] = {
      {"newPromise", new_promise, 0},
      {"newHandledPromise", new_handled_promise, 0},
      {"resolve", resolve, 2},
      {"reject", reject, 2},
      {"resolved", resolved, 1},
      {"rejected", rejected, 1},
      {"rejectedHandled", rejected_handled, 1},
      {"promiseOf", promise_of, 1},
      {"then", then, 3},
      {"markHandled", mark_handled, 1},
      {"queueJob", queue_job, 1},
  };
  return mote_object_new(vm, out) &&
         define_functions(vm, *out, functions, LENGTH_OF(functions), MOTE_HIDDEN);
}
