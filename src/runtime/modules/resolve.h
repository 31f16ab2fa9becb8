/* SPDX-License-Identifier: MIT */
/* resolve.h: from what an import says to the file that it means, as Node finds it. */
#ifndef RUNTIME_RESOLVE_H
#define RUNTIME_RESOLVE_H

#include "runtime/runtime.h"

typedef enum ResolveMode {
  RESOLVE_IMPORT,  /* as ECMAScript modules: names are whole, conditions "import" */
  RESOLVE_REQUIRE, /* as require(): extensions and index files are tried */
} ResolveMode;

/* An absolute path, malloc'ed. Throws ERR_MODULE_NOT_FOUND or MODULE_NOT_FOUND. referrer: the path of the file that
 * asks, or "" for the working directory. */
bool resolve_file(MoteVm *vm, const char *specifier, const char *referrer, ResolveMode mode,
                  char **out);
/* The `type` of the package that a file is in: "module", "commonjs" or "" if it says nothing. */
void resolve_package_type(MoteVm *vm, const char *file, char type[16]);

#endif
