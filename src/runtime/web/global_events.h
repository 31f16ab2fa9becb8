/* SPDX-License-Identifier: MIT */
/* global_events.h: the events of the global object that tell of errors and rejections, from C. */
#ifndef RUNTIME_WEB_GLOBAL_EVENTS_H
#define RUNTIME_WEB_GLOBAL_EVENTS_H

#include "runtime/runtime.h"

/* Fires "error". True: a listener has prevented the report. Nothing is left pending. Runs JavaScript. */
bool global_events_error(Runtime *rt, MoteValue error);
/* The same for "unhandledrejection" or "rejectionhandled". */
bool global_events_rejection(Runtime *rt, const char *type, MoteValue promise, MoteValue reason);
/* Defines onerror and the like. */
bool global_events_define(MoteVm *vm, MoteValue global);

#endif
