/* SPDX-License-Identifier: MIT */
/* clone.h: which objects of the runtime's can be sent to another VM, and how. */
#ifndef RUNTIME_WORKER_CLONE_H
#define RUNTIME_WORKER_CLONE_H

#include "runtime/runtime.h"

typedef struct Clone {
  MoteHandle
      *prototypes; /* Map: a class's prototype -> its record; NULL: no class has registered */
  MoteHandle *kinds;      /* object: kind -> record */
} Clone;

/* Sets the engine's hooks. */
void clone_init(Runtime *rt);
/* mote:internal/structured_clone */
MOTE_CHECK bool clone_make_module(Runtime *rt, MoteValue *out);

#endif
