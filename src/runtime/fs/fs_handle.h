/* SPDX-License-Identifier: MIT */
/* fs_handle.h: FileHandle of node:fs/promises, and reading a file line by line. */
#ifndef RUNTIME_FS_HANDLE_H
#define RUNTIME_FS_HANDLE_H

#include "runtime/runtime.h"

/* An open file. */
typedef struct FileHandle {
  int fd;           /* -1: closed */
} FileHandle;

/* fsPromises.open */
bool fs_open_handle(MoteVm *vm, MoteCall *call);
/* The handle behind `this`; an error EBADF if it is closed. */
bool fs_handle_descriptor(MoteVm *vm, MoteValue handle, const char *syscall, int *out);
/* Closes it at once, if it is open. */
void fs_handle_close_now(MoteVm *vm, MoteValue handle);
/* The object with the lines of a handle. */
bool fs_lines_new(MoteVm *vm, MoteValue handle, MoteValue *out);

#endif
