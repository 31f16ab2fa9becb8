/* SPDX-License-Identifier: MIT */
/* test262.h: print and $262 (https://github.com/tc39/test262/blob/main/INTERPRETING.md). */
#ifndef RUNTIME_TEST262_H
#define RUNTIME_TEST262_H

#include "runtime/runtime.h"

/* Defines print and $262. */
bool test262_define(Runtime *rt, MoteValue global);

#endif
