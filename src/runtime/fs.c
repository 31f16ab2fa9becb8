/* SPDX-License-Identifier: MIT */
#include "runtime/fs.h"
#include "runtime/internal.h"
bool fs_make_module(Runtime *rt, MoteValue *out) { return mote_object_new(rt->vm, out); }
bool fs_make_promises_module(Runtime *rt, MoteValue *out) { return mote_object_new(rt->vm, out); }
