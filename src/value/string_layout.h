/* SPDX-License-Identifier: MIT */
/* string_layout.h: what the files that make up strings share. Private to them. */
#ifndef VALUE_STRING_LAYOUT_H
#define VALUE_STRING_LAYOUT_H

#include "value/vm.h"

/* Results up to this many units are copied; longer ones become ropes and slices. */
#define STRING_COPY_MAX 24
/* string_join copies up to this length. */
#define STRING_JOIN_MAX 256

/* Units in memory of the embedder's, seen by slices only.
 *
 *   header | size in bytes | units | release, user    (the last three external) */
typedef struct ExternalUnits {
  uint32_t header;
  uint32_t size;
  void *units;
  StringRelease release;
  void *user;
} ExternalUnits;

static inline uint32_t string_flags(const String *s) { return s->header >> 8; }
static inline bool string_is_slice(const String *s) { return string_flags(s) & STRING_FLAG_SLICE; }
static inline void string_set_flags(String *s, uint32_t flags) {
  cell_set_header(s, CELL_STRING, flags);
}
static inline void *string_units(String *s) { return s->latin1; }

/* The bytes of a flat cell with room for so many units. */
static inline size_t string_flat_size(size_t units, bool wide) {
  return size_max(offsetof(String, latin1) + (units << wide), sizeof(Cell) * 4);
}

/* What a slice takes over from the one that it is a part of. */
#define STRING_SLICE_FLAGS (STRING_FLAG_SLICE | STRING_FLAG_WIDE | STRING_FLAG_EXTERNAL)

/* Copies a view's units to `out`, 16-bit units if `wide` (a wide view only to wide units). */
void view_copy(StringView view, void *out, bool wide);
uint32_t view_hash(Vm *vm, StringView view);

#endif
