/* SPDX-License-Identifier: MIT */
/* fs_stats.h: the Stats and Dirent objects of node:fs. */
#ifndef RUNTIME_FS_STATS_H
#define RUNTIME_FS_STATS_H

#include <sys/stat.h>

#include "runtime/runtime.h"

/* The Stats of what the system says about a file. */
bool fs_stats_new(MoteVm *vm, const struct stat *info, MoteValue *out);
/* type: the bits of S_IFMT. */
bool fs_dirent_new(MoteVm *vm, MoteValue name, const char *folder, unsigned type, MoteValue *out);

#endif
