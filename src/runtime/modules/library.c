/* SPDX-License-Identifier: MIT */
/* library.c: the texts of lib/, taken in by the assembler. They are TypeScript, as CommonJS modules.
 *
 * The build names the folder of the sources in MOTE_SOURCE_FOLDER. */
#include "runtime/modules/library.h"

#include <string.h>

#ifndef MOTE_SOURCE_FOLDER
#define MOTE_SOURCE_FOLDER "."
#endif

/* X(symbol, module, file below lib/) */
#define LIBRARY(X)                                                        \
  X(assert, "assert", "node/assert.ts")                                   \
  X(assert_strict, "assert/strict", "node/assert_strict.ts")              \
  X(buffer, "buffer", "node/buffer.ts")                                   \
  X(events, "events", "node/events.ts")                                   \
  X(module, "module", "node/module.ts")                                   \
  X(os, "os", "node/os.ts")                                               \
  X(path, "path", "node/path.ts")                                         \
  X(path_posix, "path/posix", "node/path_posix.ts")                       \
  X(perf_hooks, "perf_hooks", "node/perf_hooks.ts")                       \
  X(abort, "mote:internal/abort", "web/abort.ts")                         \
  X(dom_exception, "mote:internal/dom_exception", "web/dom_exception.ts") \
  X(encoding, "mote:internal/encoding", "web/encoding.ts")                \
  X(web_events, "mote:internal/events", "web/events.ts")                  \
  X(subtle_crypto, "mote:internal/subtle_crypto", "web/subtle_crypto.ts") \
  X(web_idl, "mote:internal/web_idl", "web/web_idl.ts")                   \
  X(process, "mote:internal/process", "internal/process.ts")              \
  X(stdio, "mote:internal/stdio", "internal/stdio.ts")                    \
  X(stream, "stream", "node/stream.ts")                                   \
  X(timers_promises, "timers/promises", "node/timers_promises.ts")        \
  X(tty, "tty", "node/tty.ts")                                            \
  X(url, "url", "node/url.ts")                                            \
  X(util, "util", "node/util.ts")                                         \
  X(util_types, "util/types", "node/util_types.ts")                       \
  X(vm, "vm", "node/vm.ts")

#define X(symbol, module, path)                               \
  __asm__(".section .rodata\n"                                \
          "mote_library_" #symbol ":\n"                       \
          ".incbin \"" MOTE_SOURCE_FOLDER "/lib/" path "\"\n" \
          "mote_library_" #symbol "_end:\n"                   \
          ".byte 0\n"                                         \
          ".previous\n");                                     \
  extern const char mote_library_##symbol[], mote_library_##symbol##_end[];
LIBRARY(X)
#undef X

static const LibraryFile files[] = {
#define X(symbol, module, path) \
  {module, "node:" module, mote_library_##symbol, mote_library_##symbol##_end},
    LIBRARY(X)
#undef X
};

const LibraryFile *library_find(const char *name) {
  for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
    if (strcmp(files[i].name, name) == 0) return &files[i];
  return NULL;
}

const LibraryFile *library_file(size_t index) {
  return index < sizeof files / sizeof files[0] ? &files[index] : NULL;
}
