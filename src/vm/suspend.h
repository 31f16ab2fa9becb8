/* SPDX-License-Identifier: MIT */
/* suspend.h: what the interpreter wants of the async core: what the instructions that end or suspend
 * an async function or a generator call. Declared here, implemented in async/.
 *
 * Each leaves in vm->pc and vm->registers where to go on (in the caller, or at HALT). False: an
 * exception is to be thrown at the instruction. */
#ifndef VM_SUSPEND_H
#define VM_SUSPEND_H

#include "vm/dispatch.h"

OUTER_HANDLER(async_await);
OUTER_HANDLER(async_return);
OUTER_HANDLER(async_return_awaited); /* of a call that the caller's next instruction awaits */
bool generator_create(Vm *vm, const uint32_t *pc, Value *r);
bool generator_yield(Vm *vm, const uint32_t *pc, Value *r);
bool generator_yield_delegate(Vm *vm, const uint32_t *pc, Value *r);
bool generator_return(Vm *vm, const uint32_t *pc, Value *r);
bool async_generator_return(Vm *vm, const uint32_t *pc, Value *r);

/* An exception leaves the frame with these registers, whose code is async or a generator. True: it
 * became a rejection, and vm->pc and vm->registers say where to go on; false: it goes on. */
bool suspend_unwind(Vm *vm, Value *r, const Code *code);

/* Who waits for something: a suspended activation, or a combinator such as Promise.all. */
typedef struct Awaiter {
  Cell *cell; /* continuation, async generator or promise: what is waited for further out */
  Code *code; /* of the activation; NULL for a combinator */
  uint32_t pc; /* the word at which it stands */
  const char *combinator; /* "all" …; NULL */
  uint32_t index; /* which element of it */
} Awaiter;
/* From something in awaiter->cell to who waits for it; false: nobody, or it is not known. Neither
 * allocates nor runs JavaScript. */
bool async_next_awaiter(Vm *vm, Awaiter *awaiter);

/* The code of a suspended or resumed activation (continuation, generator), or NULL for any other
 * cell. */
Code *suspended_code(Vm *vm, const Cell *cell);

#endif
