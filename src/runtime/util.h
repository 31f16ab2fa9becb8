/* SPDX-License-Identifier: MIT */
/* util.h: what the files of lib/ need from C: mote:internal. */
#ifndef RUNTIME_UTIL_H
#define RUNTIME_UTIL_H

#include "runtime/runtime.h"

bool util_make_internal(Runtime *rt, MoteValue *out);

#endif
