/* SPDX-License-Identifier: MIT */
/* fs.h: node:fs and node:fs/promises. */
#ifndef RUNTIME_FS_H
#define RUNTIME_FS_H

#include "runtime/runtime.h"

/* The exports of each. */
bool fs_make_module(Runtime *rt, MoteValue *out);
bool fs_make_promises_module(Runtime *rt, MoteValue *out);

#endif
