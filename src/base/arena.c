/* SPDX-License-Identifier: MIT */
/* arena.c: where an arena's chunks come from.
 *
 * A chunk is one calloc, so fresh pages are zero without being touched. An allocation bigger than a quarter of the
 * next chunk gets a chunk of its own behind the current one, so that the rest of the current one is not lost. */
#include "base/arena.h"

#include <stdlib.h>

/* A chunk:  | previous | size (of the payload, less what was left over when it was full) | payload … | */
struct ArenaChunk {
  ArenaChunk *previous;
  size_t size;
  char payload[] __attribute__((aligned(8)));
};

#define FIRST_CHUNK_SIZE   ((size_t)4096)
#define LARGEST_CHUNK_SIZE ((size_t)1 << 16) /* what is left of the last one was cleared in vain */

void arena_init(Arena *arena, ArenaOutOfMemory out_of_memory, void *context) {
  *arena = (Arena){.chunk_size = FIRST_CHUNK_SIZE,
                   .budget = SIZE_MAX,
                   .out_of_memory = out_of_memory,
                   .context = context};
}

void arena_set_budget(Arena *arena, size_t bytes) { arena->budget = bytes; }

void arena_destroy(Arena *arena) {
  for (ArenaChunk *chunk = arena->chunks, *previous; chunk; chunk = previous) {
    previous = chunk->previous;
    free(chunk);
  }
  size_t budget = arena->budget;
  arena_init(arena, arena->out_of_memory, arena->context);
  arena->budget = budget;
}

/* Takes a chunk from malloc; NULL when memory or the budget is spent. */
static ArenaChunk *take_chunk(Arena *arena, size_t payload) {
  size_t size;
  if (__builtin_add_overflow(payload, sizeof(ArenaChunk), &size)) return NULL;
  if (arena->reserved > arena->budget || size > arena->budget - arena->reserved) return NULL;
  ArenaChunk *chunk = (ArenaChunk *)calloc(1, size);
  if (!chunk) return NULL;
  chunk->size = payload;
  arena->reserved += size;
  return chunk;
}

/* Gives `size` bytes a chunk of their own, behind the current chunk. */
static void *alloc_alone(Arena *arena, size_t size) {
  ArenaChunk *chunk = take_chunk(arena, size);
  if (!chunk) return NULL;
  chunk->previous = arena->chunks->previous;
  arena->chunks->previous = chunk;
  return chunk->payload;
}

/* Makes a fresh chunk the current one and allocates from it. */
static void *alloc_from_fresh_chunk(Arena *arena, size_t size) {
  size_t payload = size_max(arena->chunk_size - sizeof(ArenaChunk), size);
  ArenaChunk *chunk = take_chunk(arena, payload);
  if (!chunk) return NULL;
  if (arena->chunks) arena->chunks->size -= (size_t)(arena->limit - arena->next);
  chunk->previous = arena->chunks;
  arena->chunks = chunk;
  arena->next = chunk->payload + size;
  arena->limit = chunk->payload + payload;
  arena->chunk_size = size_min(arena->chunk_size * 2, LARGEST_CHUNK_SIZE);
  return chunk->payload;
}

void *arena_alloc_slow(Arena *arena, size_t size) {
  void *result = NULL;
  if (size <= SIZE_MAX - 7) {
    size_t rounded = (size + 7) & ~(size_t)7;
    bool alone = arena->chunks && rounded > arena->chunk_size / 4;
    result = alone ? alloc_alone(arena, rounded) : alloc_from_fresh_chunk(arena, rounded);
  }
  if (unlikely(!result) && arena->out_of_memory) arena->out_of_memory(arena->context);
  return result;
}

void *arena_copy(Arena *arena, const void *bytes, size_t size) {
  void *copy = arena_alloc(arena, size);
  if (copy && size) memcpy(copy, bytes, size);
  return copy;
}
