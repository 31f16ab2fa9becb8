/* SPDX-License-Identifier: MIT */
/* module_loader.h: where modules come from: files, node_modules, and the runtime's own. */
#ifndef RUNTIME_MODULE_LOADER_H
#define RUNTIME_MODULE_LOADER_H

#include "runtime/runtime.h"

typedef struct ModuleLoader {
  MoteHandle *builtins;   /* object: name without node: -> exports */
  MoteHandle *commonjs;   /* require.cache: file name -> module */
  MoteHandle *main;       /* the main CommonJS module; NULL */
} ModuleLoader;

/* Sets the engine's module hooks, and makes the caches. */
bool module_loader_init(Runtime *rt);

typedef enum FileKind { FILE_SCRIPT, FILE_COMMONJS, FILE_MODULE, FILE_JSON } FileKind;

/* Reads a file whole; false: an error as node:fs throws it. *text is malloc'ed and ends with a NUL. */
bool read_text_file(MoteVm *vm, const char *path, char **text, size_t *length);
/* How the text of a file is to be run: by extension, package.json, or syntax. Throws SyntaxError. */
bool file_kind(Runtime *rt, const char *path, const char *text, size_t length, FileKind *out);

#endif
