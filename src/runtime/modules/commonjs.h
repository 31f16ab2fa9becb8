/* SPDX-License-Identifier: MIT */
/* commonjs.h: require(), module and exports. */
#ifndef RUNTIME_COMMONJS_H
#define RUNTIME_COMMONJS_H

#include "runtime/modules/library.h"
#include "runtime/runtime.h"

/* Runs the main program's file. */
bool commonjs_run_main(Runtime *rt, const char *path, const char *text, size_t length);
/* Runs a file, unless it has been run, and gives its module.exports. */
bool commonjs_load(Runtime *rt, const char *path, const char *text, size_t length, MoteValue *out);
/* Runs a file of lib/. Its require finds the runtime's modules only. */
bool commonjs_run_library(Runtime *rt, const LibraryFile *file, MoteValue *out);
/* The require function for a file, which need not exist. */
bool commonjs_make_require(Runtime *rt, const char *path, MoteValue *out);

#endif
