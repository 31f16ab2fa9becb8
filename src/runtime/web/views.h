/* SPDX-License-Identifier: MIT */
/* views.h: mote:internal/views, how the files of lib/ look at buffers and views, whatever properties a program has put
 * on them. */
#ifndef RUNTIME_WEB_VIEWS_H
#define RUNTIME_WEB_VIEWS_H

#include "runtime/runtime.h"

MOTE_CHECK bool views_make(Runtime *rt, MoteValue *out);

#endif
