/* SPDX-License-Identifier: MIT */
/* operation.h: what a host function has begun and the host will finish.
 *
 * An operation is memory of the embedder's, which marks `told` and `function` as roots. A host function takes part in
 * the handshake as an async function does (handshake.h): called by an awaited call, its operation is
 * offered to the await that follows, which suspends the caller and makes its continuation `told`;
 * of an ignored call nobody is told; else there is a promise. */
#ifndef ASYNC_OPERATION_H
#define ASYNC_OPERATION_H

#include "async/handshake.h"

typedef struct Operation {
  Value told; /* a promise, the caller's continuation, or none: nobody */
  /* The host function that began it, for those who ask what is waited for; or none. */
  Value function;
  Call *call; /* while offered: the awaited call, whose host function has not returned yet */
  bool settled;
} Operation;

/* Begins an operation as the outcome of the running host function's call. False: out of memory. */
MUST_USE bool operation_start(Vm *vm, Operation *operation, Call *call);
/* The host function of the call returns, with this success: an offered operation is handed to the await. */
void operation_hand_to_await(Vm *vm, Call *call, bool ok);
/* Settles an operation, which must not be settled. Runs JavaScript (a getter `then`). False: out of
 * memory, or an interrupt. */
MUST_USE bool operation_settle(Vm *vm, Operation *operation, bool ok, Value value);
/* The host gives an operation up unsettled: who waits for it, waits for ever. */
void operation_abandon(Vm *vm, Operation *operation);
/* Where the function that awaits the operation stands. False: nobody does, or only by way of a promise. */
bool operation_await_place(Vm *vm, const Operation *operation, Source **source, uint32_t *offset);
/* The AWAIT of an offered operation: v is what its call left in the window at `window`. */
bool operation_await(Vm *vm, const uint32_t *pc, Value *r, const Value *window);

#endif
