/* SPDX-License-Identifier: MIT */
/* library.c: the files of lib/, CommonJS modules in TypeScript: what the compiler made of them, and
 * their texts, which nobody reads but for messages.
 * library.def lists them.
 *
 * The build names the folder of the sources in MOTE_SOURCE_FOLDER, that of the compiled files in
 * MOTE_LIBRARY_CODE. */
#include "runtime/modules/library.h"

#include <string.h>

#ifndef MOTE_SOURCE_FOLDER
#define MOTE_SOURCE_FOLDER "."
#endif

/* Both, by the assembler: <symbol> … <symbol>_end. */
#define TAKE_IN(symbol, file)               \
  __asm__(".section .rodata\n.balign 8\n"   \
          "mote_library_" #symbol ":\n"     \
          ".incbin \"" file "\"\n"          \
          "mote_library_" #symbol "_end:\n" \
          ".byte 0\n.previous\n");          \
  extern const char mote_library_##symbol[], mote_library_##symbol##_end[];
#define FILE(symbol, module, path)                 \
  TAKE_IN(symbol, MOTE_SOURCE_FOLDER "/lib/" path) \
  TAKE_IN(symbol##_code, MOTE_LIBRARY_CODE "/" path ".code")
#include "runtime/modules/library.def"
#undef FILE

/* As stacks show it. */
#define FILE_NAME(module) \
  __builtin_choose_expr(__builtin_strncmp(module, "mote:", 5) == 0, module, "node:" module)

static const LibraryFile files[] = {
#define FILE(symbol, module, path) \
  {module,                         \
   FILE_NAME(module),              \
   mote_library_##symbol,          \
   mote_library_##symbol##_end,    \
   mote_library_##symbol##_code,   \
   mote_library_##symbol##_code_end},
#include "runtime/modules/library.def"
#undef FILE
};

const LibraryFile *library_find(const char *name) {
  for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
    if (strcmp(files[i].name, name) == 0) return &files[i];
  return NULL;
}

const LibraryFile *library_file(size_t index) {
  return index < sizeof files / sizeof files[0] ? &files[index] : NULL;
}
