/* SPDX-License-Identifier: MIT */
/* library_functions.h: what the files of lib/ need from C: mote:internal. */
#ifndef RUNTIME_LIBRARY_FUNCTIONS_H
#define RUNTIME_LIBRARY_FUNCTIONS_H

#include "runtime/runtime.h"

/* The exports of mote:internal. */
bool library_functions_make(Runtime *rt, MoteValue *out);

#endif
