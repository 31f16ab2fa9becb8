/* SPDX-License-Identifier: MIT */
/* promises.h: mote:internal/promises, what the engine does with promises, for the files of lib/: whatever a program
 * has done to Promise and its prototype, these stay. */
#ifndef RUNTIME_WEB_PROMISES_H
#define RUNTIME_WEB_PROMISES_H

#include "runtime/runtime.h"

MOTE_CHECK bool promises_make(Runtime *rt, MoteValue *out);

#endif
