/* SPDX-License-Identifier: MIT */
/* loop.h: what a builtin's loop of up to 2^53 turns needs: a look at the interrupt now and then.
 *
 * Nothing here runs JavaScript. */
#ifndef BUILTINS_LOOP_H
#define BUILTINS_LOOP_H

#include "value/vm.h"
#include "vm/interrupt.h"

/* The largest length of an array-like: 2^53 - 1. */
#define MAX_SAFE_LENGTH 9007199254740991.0

/* Looks at the interrupt at every 65,536th turn. False: an exception is set. */
MUST_USE static inline bool loop_turn(Vm *vm, uint64_t turn) {
  if (likely((turn & 0xffff) != 0xffff)) return true;
  return check_interrupt(vm);
}

#endif
