/* SPDX-License-Identifier: MIT */
/* child.h: child processes: the module mote:internal/process_native, which lib/mote/process.ts stands on. */
#ifndef RUNTIME_PROCESS_CHILD_H
#define RUNTIME_PROCESS_CHILD_H

#include "runtime/runtime.h"

MOTE_CHECK bool child_make_module(Runtime *rt, MoteValue *out);

#endif
