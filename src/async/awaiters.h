/* SPDX-License-Identifier: MIT */
/* awaiters.h: what following the chain of `then` needs to know of the builtins. */
#ifndef ASYNC_AWAITERS_H
#define ASYNC_AWAITERS_H

#include "vm/suspend.h"

/* If the function is an element's of Promise.all, allSettled, any or race: fills *out with the
 * combinator's promise as cell, its name and the element's index. Implemented with the combinators. */
bool combinator_element(Vm *vm, Value function, Awaiter *out);

#endif
