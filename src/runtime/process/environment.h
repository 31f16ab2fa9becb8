/* SPDX-License-Identifier: MIT */
/* environment.h: process.env. */
#ifndef RUNTIME_ENVIRONMENT_H
#define RUNTIME_ENVIRONMENT_H

#include "runtime/runtime.h"

/* An object that shows the process's environment: what is read and written is the real one; in a Worker it is the
 * Worker's own. */
bool process_environment_new(MoteVm *vm, MoteValue *out);

#endif
