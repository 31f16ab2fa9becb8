/* SPDX-License-Identifier: MIT */
/* console.h: the console object. */
#ifndef RUNTIME_CONSOLE_H
#define RUNTIME_CONSOLE_H

#include "runtime/console/format.h"
#include "runtime/output.h"
#include "runtime/runtime.h"

typedef struct Console {
  uint32_t indentation;  /* of console.group */
  MoteHandle *counts;    /* object: label -> number; NULL: none yet */
  MoteHandle *timers;    /* object: label -> milliseconds */
} Console;

/* Defines `console` on the global object. */
bool console_define(Runtime *rt, MoteValue global);
/* Writes a text as console.log does: in its group, with a line's end. */
void console_write(Runtime *rt, Output *output, const Text *text);
/* The inspector's options for what is printed there. */
InspectOptions console_options(const Output *output);
/* console.table */
bool console_table(MoteVm *vm, MoteCall *call);

#endif
