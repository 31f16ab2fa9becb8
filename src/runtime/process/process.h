/* SPDX-License-Identifier: MIT */
/* process.h: the process object. */
#ifndef RUNTIME_PROCESS_H
#define RUNTIME_PROCESS_H

#include "runtime/runtime.h"

/* The object, made when first asked for. */
bool process_object(Runtime *rt, MoteValue *out);
/* Defines `process` on the global object as something that is made when first looked at. */
bool process_define(Runtime *rt, MoteValue global);
/* process.exitCode as a status. */
int process_exit_code(Runtime *rt);

#endif
