/* SPDX-License-Identifier: MIT */
/* apply.h: what Function.prototype.apply and Reflect.apply share; in function.c. */
#ifndef BUILTINS_APPLY_H
#define BUILTINS_APPLY_H

#include "ops/call.h"

/* Calls a callable with the elements of an array-like. */
MUST_USE bool apply_function(Vm *vm, Value function, Value this_value, Value list, Value *out);

#endif
