/* SPDX-License-Identifier: MIT */
/* async_generator.h: async generator objects and their queues of requests. */
#ifndef ASYNC_ASYNC_GENERATOR_H
#define ASYNC_ASYNC_GENERATOR_H

#include "async/generator.h"
#include "async/promise.h"

/* The three methods, as the whole of a native function: `this` must be an async generator, else the
 * promise is rejected with a TypeError. The call's result is the promise; an awaited or ignored call
 * need not have one. Runs JavaScript. */
MUST_USE bool async_generator_request(Vm *vm, Call *call, ResumeMode mode);
/* The YIELD instruction. */
bool async_generator_yield(Vm *vm, const uint32_t *pc, Value *r);
/* An exception leaves the body: the request is rejected. */
bool async_generator_throw_out(Vm *vm, Value *r);
/* The value given to return() has been awaited. */
bool async_generator_finish_return(Vm *vm, GeneratorObject *g, bool ok, Value value);

#endif
