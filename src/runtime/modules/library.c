/* SPDX-License-Identifier: MIT */
/* library.c: the files of lib/, CommonJS modules in TypeScript: what the compiler made of them, and
 * their texts, which nobody reads but for messages.
 *
 * The build names the folder of the sources in MOTE_SOURCE_FOLDER, that of the compiled files in
 * MOTE_LIBRARY_CODE. */
#include "runtime/modules/library.h"

#include <string.h>

#ifndef MOTE_SOURCE_FOLDER
#define MOTE_SOURCE_FOLDER "."
#endif

/* X(symbol, module, file below lib/) */
#define LIBRARY(X)                                                                                \
  X(assert, "assert", "node/assert.ts")                                                           \
  X(assert_strict, "assert/strict", "node/assert_strict.ts")                                      \
  X(buffer, "buffer", "node/buffer.ts")                                                           \
  X(events, "events", "node/events.ts")                                                           \
  X(messaging, "mote:internal/messaging_ports", "web/messaging.ts")                               \
  X(mote_byte_channel, "mote:internal/byte_channel", "mote/byte_channel.ts")                      \
  X(mote_fs, "mote:fs", "mote/fs.ts")                                                             \
  X(mote_glob, "mote:internal/glob", "mote/glob.ts")                                              \
  X(mote_net, "mote:net", "mote/net.ts")                                                          \
  X(mote_options, "mote:internal/options", "mote/options.ts")                                     \
  X(mote_process, "mote:process", "mote/process.ts")                                              \
  X(module, "module", "node/module.ts")                                                           \
  X(os, "os", "node/os.ts")                                                                       \
  X(path, "path", "node/path.ts")                                                                 \
  X(path_posix, "path/posix", "node/path_posix.ts")                                               \
  X(perf_hooks, "perf_hooks", "node/perf_hooks.ts")                                               \
  X(abort, "mote:internal/abort", "web/abort.ts")                                                 \
  X(body, "mote:internal/body", "web/body.ts")                                                    \
  X(dom_exception, "mote:internal/dom_exception", "web/dom_exception.ts")                         \
  X(global_scope, "mote:internal/global_scope", "web/global_scope.ts")                            \
  X(performance, "mote:internal/performance", "web/performance.ts")                               \
  X(fetch, "mote:internal/fetch_library", "web/fetch.ts")                                         \
  X(event_source, "mote:internal/event_source", "web/event_source.ts")                            \
  X(websocket, "mote:internal/websocket_class", "web/websocket.ts")                               \
  X(web_events, "mote:internal/events", "web/events.ts")                                          \
  X(subtle_crypto, "mote:internal/subtle_crypto", "web/subtle_crypto.ts")                         \
  X(crypto_algorithms, "mote:internal/crypto_algorithms", "web/crypto_algorithms.ts")             \
  X(crypto_keys, "mote:internal/crypto_keys", "web/crypto_keys.ts")                               \
  X(blob, "mote:internal/blob", "web/blob.ts")                                                    \
  X(form_data, "mote:internal/form_data", "web/form_data.ts")                                     \
  X(crypto, "crypto", "node/crypto.ts")                                                           \
  X(web_idl, "mote:internal/web_idl", "web/web_idl.ts")                                           \
  X(process, "mote:internal/process", "internal/process.ts")                                      \
  X(stdio, "mote:internal/stdio", "internal/stdio.ts")                                            \
  X(stream, "stream", "node/stream.ts")                                                           \
  X(streams, "mote:internal/streams", "web/streams/streams.ts")                                   \
  X(streams_iteration, "mote:internal/streams/iteration", "web/streams/iteration.ts")             \
  X(streams_pipe, "mote:internal/streams/pipe", "web/streams/pipe.ts")                            \
  X(streams_readable, "mote:internal/streams/readable", "web/streams/readable.ts")                \
  X(streams_readable_byte, "mote:internal/streams/readable_byte", "web/streams/readable_byte.ts") \
  X(streams_readable_default, "mote:internal/streams/readable_default",                           \
    "web/streams/readable_default.ts")                                                            \
  X(streams_readable_stream, "mote:internal/streams/readable_stream",                             \
    "web/streams/readable_stream.ts")                                                             \
  X(streams_readers, "mote:internal/streams/readers", "web/streams/readers.ts")                   \
  X(streams_shells, "mote:internal/streams/shells", "web/streams/shells.ts")                      \
  X(streams_strategies, "mote:internal/streams/strategies", "web/streams/strategies.ts")          \
  X(streams_support, "mote:internal/streams/support", "web/streams/support.ts")                   \
  X(streams_tee, "mote:internal/streams/tee", "web/streams/tee.ts")                               \
  X(streams_transform, "mote:internal/streams/transform", "web/streams/transform.ts")             \
  X(streams_writable, "mote:internal/streams/writable", "web/streams/writable.ts")                \
  X(streams_writer, "mote:internal/streams/writer", "web/streams/writer.ts")                      \
  X(stream_web, "stream/web", "node/stream_web.ts")                                               \
  X(streams_text_streams, "mote:internal/streams/text_streams", "web/streams/text_streams.ts")    \
  X(streams_compression, "mote:internal/streams/compression", "web/streams/compression.ts")       \
  X(timers_promises, "timers/promises", "node/timers_promises.ts")                                \
  X(tty, "tty", "node/tty.ts")                                                                    \
  X(url, "url", "node/url.ts")                                                                    \
  X(worker, "mote:internal/worker_class", "web/worker.ts")                                        \
  X(worker_scope, "mote:internal/worker_scope", "web/worker_scope.ts")                            \
  X(url_pattern, "mote:internal/url_pattern", "web/url_pattern.ts")                               \
  X(url_pattern_init, "mote:internal/url_pattern_init", "web/url_pattern_init.ts")                \
  X(url_pattern_parts, "mote:internal/url_pattern_parts", "web/url_pattern_parts.ts")             \
  X(util, "util", "node/util.ts")                                                                 \
  X(util_types, "util/types", "node/util_types.ts")                                               \
  X(vm, "vm", "node/vm.ts")

/* Both, by the assembler: <symbol> … <symbol>_end. */
#define TAKE_IN(symbol, file)               \
  __asm__(".section .rodata\n.balign 8\n"   \
          "mote_library_" #symbol ":\n"     \
          ".incbin \"" file "\"\n"          \
          "mote_library_" #symbol "_end:\n" \
          ".byte 0\n.previous\n");          \
  extern const char mote_library_##symbol[], mote_library_##symbol##_end[];
#define X(symbol, module, path)                    \
  TAKE_IN(symbol, MOTE_SOURCE_FOLDER "/lib/" path) \
  TAKE_IN(symbol##_code, MOTE_LIBRARY_CODE "/" path ".code")
LIBRARY(X)
#undef X

/* As stacks show it. */
#define FILE_NAME(module) \
  __builtin_choose_expr(__builtin_strncmp(module, "mote:", 5) == 0, module, "node:" module)

static const LibraryFile files[] = {
#define X(symbol, module, path)  \
  {module,                       \
   FILE_NAME(module),            \
   mote_library_##symbol,        \
   mote_library_##symbol##_end,  \
   mote_library_##symbol##_code, \
   mote_library_##symbol##_code_end},
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
