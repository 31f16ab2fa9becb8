/* SPDX-License-Identifier: MIT */
/* globals.h: what the runtime adds to the global object. */
#ifndef RUNTIME_GLOBALS_H
#define RUNTIME_GLOBALS_H

#include "runtime/runtime.h"

/* Defines everything of it in the current realm. */
bool globals_define(Runtime *rt);

#endif
