/* SPDX-License-Identifier: MIT */
/* library.h: the files of lib/, compiled into the binary. */
#ifndef RUNTIME_LIBRARY_H
#define RUNTIME_LIBRARY_H

#include <stddef.h>

typedef struct LibraryFile {
  const char *name;       /* of the module: "path" */
  const char *file;       /* as stacks show it: "node:path", "mote:http" */
  const char *text, *end;
  const char *code, *code_end; /* what mote_compile made of it */
} LibraryFile;

/* NULL: there is none. */
const LibraryFile *library_find(const char *name);
/* The files one by one; NULL after the last. */
const LibraryFile *library_file(size_t index);

#endif
