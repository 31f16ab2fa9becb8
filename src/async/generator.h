/* SPDX-License-Identifier: MIT */
/* generator.h: generator objects. */
#ifndef ASYNC_GENERATOR_H
#define ASYNC_GENERATOR_H

#include "async/continuation.h"
#include "ops/iterate.h"

typedef enum GeneratorState {
  GENERATOR_START,
  GENERATOR_YIELD,
  GENERATOR_RUNNING,
  GENERATOR_DRAINING, /* async: the body is done, requests are still being answered */
  GENERATOR_COMPLETED,
} GeneratorState;

/* Generators and, with the requests, async generators. */
typedef struct GeneratorObject {
  Object base;
  Slot continuation; /* none once completed */
  Slot first, last;  /* async: list of requests */
  Slot state;        /* int: GeneratorState */
} GeneratorObject;

static inline GeneratorState generator_state(const GeneratorObject *g) {
  return (GeneratorState)(g->state.bits >> 1);
}
static inline void generator_set_state(GeneratorObject *g, GeneratorState state) {
  g->state.bits = (uint32_t)state << 1 | 1;
}

/* Its body is done. */
static inline void generator_complete(GeneratorObject *g) {
  generator_set_state(g, GENERATOR_COMPLETED);
  g->continuation = slot_none();
}
/* Saves the activation of its frame r. NULL: out of memory (exception set). */
MUST_USE Continuation *generator_save(Vm *vm, GeneratorObject *g, Site *site, const Value *r);
/* The same at the yield at pc. */
MUST_USE bool generator_save_at_yield(Vm *vm, GeneratorObject *g, const uint32_t *pc,
                                      const Value *r);
/* GeneratorResume and GeneratorResumeAbrupt, as the whole of a native function: the call's first argument
 * is sent, its result set or, by the frame that takes its place, given later. Runs JavaScript. */
MUST_USE bool generator_resume(Vm *vm, Call *call, GeneratorObject *g, ResumeMode mode);
/* An exception leaves a generator's frame: it is completed. */
void generator_throw_out(Vm *vm, Value *r);
/* The object of a call of a generator function, suspended at its start. */
GeneratorObject *generator_of_frame(const Value *r);

#endif
