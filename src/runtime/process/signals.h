/* SPDX-License-Identifier: MIT */
/* signals.h: signals of the system: their names, and who in the program listens for them. */
#ifndef RUNTIME_PROCESS_SIGNALS_H
#define RUNTIME_PROCESS_SIGNALS_H

#include "runtime/runtime.h"

/* The signal of this name ("SIGTERM"); -1: there is none. */
int signal_number(const char *name);
/* Appends "SIGTERM"; nothing for 0. */
void signal_append_name(int number, Text *out);
/* An argument: a name or a number; undefined: SIGTERM. Throws TypeError ERR_UNKNOWN_SIGNAL. */
MOTE_CHECK bool signal_argument(MoteVm *vm, MoteValue value, int *out);

/* process has listeners of this event now, or none any more: where it is a signal's name, it is listened for. False:
 * exception (EINVAL: the system does not let it be caught). */
MOTE_CHECK bool signals_listeners_changed(Runtime *rt, const char *event, bool any);
/* No event of process has listeners any more. */
void signals_listeners_gone(Runtime *rt);
/* watchSignal(name, function): an object with close(), ref() and unref(); it does not keep the loop alive until
 * ref(). The function is called without arguments. */
bool signals_watch(MoteVm *vm, MoteCall *call);

#endif
