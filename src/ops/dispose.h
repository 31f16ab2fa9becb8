/* SPDX-License-Identifier: MIT */
/* dispose.h: DisposeCapability records and the operations on disposable objects
 * (#sec-operations-on-disposable-objects), for `using` and the disposable stacks.
 *
 * Disposal goes in steps, one resource each, because an async resource suspends between its call
 * and the next resource. An exception of a dispose method never propagates: it becomes, or
 * suppresses, the completion that the caller carries from step to step. */
#ifndef OPS_DISPOSE_H
#define OPS_DISPOSE_H

#include "ops/call.h"

typedef enum DisposeHint { DISPOSE_SYNC, DISPOSE_ASYNC } DisposeHint;

/* A CELL_INTERNAL of two slots. */
typedef struct DisposeCapability {
  uint32_t header;
  Slot resources; /* Array, never seen by JavaScript: value, kind, method of each, in order */
  Slot state;     /* int: whether an await is due, whether there was one */
} DisposeCapability;

/* NewDisposeCapability; NULL: exception. */
MUST_USE DisposeCapability *dispose_capability_new(Vm *vm);
/* AddDisposableResource without a method: looks the method of V up. May run JavaScript. */
MUST_USE bool add_disposable_resource(Vm *vm, DisposeCapability *capability, Value v,
                                      DisposeHint hint);
/* AddDisposableResource(capability, undefined, hint, method); the method is callable. */
MUST_USE bool add_disposable_method(Vm *vm, DisposeCapability *capability, DisposeHint hint,
                                    Value method);

/* A normal or a throw completion; other abrupt ones count as normal here. */
typedef struct DisposeCompletion {
  bool throws;
  Value error;
} DisposeCompletion;

typedef enum DisposeProgress {
  DISPOSE_DONE,  /* no resource is left; the capability is empty */
  DISPOSE_AGAIN, /* go on at once */
  DISPOSE_AWAIT, /* await *awaited; on rejection dispose_merge_error; then go on */
} DisposeProgress;
/* One step of DisposeResources. Runs JavaScript; false: memory is exhausted. */
MUST_USE bool dispose_resources_step(Vm *vm, DisposeCapability *capability,
                                     DisposeCompletion *completion, DisposeProgress *progress,
                                     Value *awaited);
/* An error of a disposal becomes the completion; an earlier error is suppressed by it: a
 * SuppressedError holds both. False: memory is exhausted. */
MUST_USE bool dispose_merge_error(Vm *vm, DisposeCompletion *completion, Value error);
/* DisposeResources of a capability whose resources are all sync: ends with the completion, thrown
 * if it throws. */
MUST_USE bool dispose_resources_sync(Vm *vm, DisposeCapability *capability,
                                     DisposeCompletion completion);

#endif
