/* SPDX-License-Identifier: MIT */
/* format.h: printf-like formatting of values (https://nodejs.org/api/util.html#utilformatformat-args). */
#ifndef RUNTIME_FORMAT_H
#define RUNTIME_FORMAT_H

#include "runtime/console/inspect.h"

/* Appends the values, the first being perhaps a format. Runs JavaScript. */
bool format_values(MoteVm *vm, const MoteValue *values, uint32_t count,
                   const InspectOptions *options, Text *out);
/* The arguments of a call from number `first` on. */
bool format_arguments(MoteVm *vm, MoteCall *call, uint32_t first, const InspectOptions *options,
                      Text *out);

#endif
