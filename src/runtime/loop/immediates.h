/* SPDX-License-Identifier: MIT */
/* immediates.h: setImmediate and clearImmediate. */
#ifndef RUNTIME_IMMEDIATES_H
#define RUNTIME_IMMEDIATES_H

#include "runtime/runtime.h"

/* Makes the class and the handles of the loop. */
bool immediates_init(Runtime *rt);
/* setImmediate(callback, ...arguments) and clearImmediate(immediate) */
bool immediates_set(MoteVm *vm, MoteCall *call);
bool immediates_clear(MoteVm *vm, MoteCall *call);

#endif
