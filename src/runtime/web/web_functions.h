/* SPDX-License-Identifier: MIT */
/* web_functions.h: mote:internal/web. */
#ifndef RUNTIME_WEB_FUNCTIONS_H
#define RUNTIME_WEB_FUNCTIONS_H

#include "runtime/runtime.h"

bool web_functions_make(Runtime *rt, MoteValue *out);

#endif
