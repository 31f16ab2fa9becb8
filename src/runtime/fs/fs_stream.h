/* SPDX-License-Identifier: MIT */
/* fs_stream.h: the module mote:internal/fs_native, which lib/mote/fs.ts stands on: files in chunks, watching. */
#ifndef RUNTIME_FS_STREAM_H
#define RUNTIME_FS_STREAM_H

#include "runtime/runtime.h"

MOTE_CHECK bool fs_native_make_module(Runtime *rt, MoteValue *out);

/* watch(path, function): an object with close(), ref() and unref(), which keeps the loop alive. The function is called
 * with the name of what has changed (null: unknown), and whether it came, went or was renamed. fs_watch.c */
bool fs_watch(MoteVm *vm, MoteCall *call);

#endif
