/* SPDX-License-Identifier: MIT */
/* events.h: the events of process. */
#ifndef RUNTIME_EVENTS_H
#define RUNTIME_EVENTS_H

#include "runtime/runtime.h"

typedef struct Events {
  MoteHandle *listeners; /* object without prototype: event -> array of functions; NULL: none yet */
} Events;

/* Calls the listeners; what they throw is uncaught. False: there are none. */
bool events_emit(Runtime *rt, const char *event, const MoteValue *arguments, uint32_t count);
/* Whether there are any. */
bool events_has(Runtime *rt, const char *event);
/* Emits 'exit'; the status after that. */
int events_emit_exit(Runtime *rt, int status);
/* Defines on, once, off, emit and so on. */
bool events_define(Runtime *rt, MoteValue process);

#endif
