/* SPDX-License-Identifier: MIT */
/* arena.h: a bump allocator for things that die together (an AST, a compilation).
 *
 * Memory comes in chunks whose sizes grow geometrically; nothing is freed before the arena is.
 * Invariant: every byte between `next` and `limit` is zero, so allocations need no clearing. */
#ifndef MOTE_BASE_ARENA_H
#define MOTE_BASE_ARENA_H

#include "base/common.h"

typedef struct ArenaChunk ArenaChunk;

/* Called when an arena cannot grow. It may longjmp away (the arena stays valid and can be destroyed);
 * if it returns, the allocation gives NULL. */
typedef void (*ArenaOutOfMemory)(void *context);

/* One arena. Treat the fields as private, but for `out_of_memory` and `context`, which may be changed at any time. */
typedef struct Arena {
  char *next; /* first free byte of the current chunk */
  char *limit; /* end of the current chunk */
  ArenaChunk *chunks; /* all chunks, newest first */
  size_t chunk_size; /* size of the next chunk */
  size_t reserved; /* bytes obtained from malloc */
  size_t budget; /* `reserved` never passes this */
  ArenaOutOfMemory out_of_memory; /* may be NULL */
  void *context; /* handed to `out_of_memory` */
} Arena;

/* Makes an empty arena; it takes no memory before the first allocation. `out_of_memory` may be NULL. */
void arena_init(Arena *arena, ArenaOutOfMemory out_of_memory, void *context);

/* Limits what the arena takes from malloc, in bytes; passing it is like running out of memory. No limit at first. */
void arena_set_budget(Arena *arena, size_t bytes);

/* Frees everything allocated from the arena, which is then empty and may be used again. */
void arena_destroy(Arena *arena);

/* The bytes taken from malloc so far. */
static inline size_t arena_bytes_reserved(const Arena *arena) { return arena->reserved; }

/* The slow path of arena_alloc: takes another chunk. */
NO_INLINE void *arena_alloc_slow(Arena *arena, size_t size);

/* `size` zeroed bytes, aligned to 8. NULL only if the out-of-memory handler is missing or returns.
 * A size of 0 gives a pointer that may not be dereferenced. */
static inline void *arena_alloc(Arena *arena, size_t size) {
  size_t rounded = (size + 7) & ~(size_t)7;
  if (unlikely(rounded < size || rounded > (size_t)(arena->limit - arena->next) ||
               arena->next == NULL))
    return arena_alloc_slow(arena, size);
  char *result = arena->next;
  arena->next += rounded;
  return result;
}

/* `count` zeroed elements of `size` bytes; out of memory if the product overflows. */
static inline void *arena_alloc_array(Arena *arena, size_t count, size_t size) {
  size_t bytes;
  if (unlikely(__builtin_mul_overflow(count, size, &bytes))) bytes = SIZE_MAX;
  return arena_alloc(arena, bytes);
}

/* A copy of `size` bytes with 8-byte alignment. */
void *arena_copy(Arena *arena, const void *bytes, size_t size);

/* One zeroed `Type`. */
#define ARENA_NEW(arena, Type) ((Type *)arena_alloc((arena), sizeof(Type)))
/* `count` zeroed `Type`s. */
#define ARENA_NEW_ARRAY(arena, Type, count) \
  ((Type *)arena_alloc_array((arena), (count), sizeof(Type)))

#endif
