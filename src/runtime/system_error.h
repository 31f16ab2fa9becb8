/* SPDX-License-Identifier: MIT */
/* system_error.h: errors of system calls, as Node gives them: code, errno, syscall, path, dest. */
#ifndef RUNTIME_SYSTEM_ERROR_H
#define RUNTIME_SYSTEM_ERROR_H

#include "runtime/runtime.h"

/* Throws "ENOENT: no such file or directory, open 'x'" for libuv's negative number. path and dest may be
 * NULL. Always false. */
bool throw_system_error(MoteVm *vm, int error, const char *syscall, const char *path,
                        const char *dest);

#endif
