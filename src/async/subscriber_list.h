/* SPDX-License-Identifier: MIT */
/* subscriber_list.h: the subscribers of one promise, in order, in chunks that are never copied.
 *
 * A chunk is a SLOTS cell:
 *   items[0]  how many subscribers it holds
 *   items[1]  the next chunk; none
 *   items[2]  in the first chunk: the last one; else none
 *   items[3…] subscribers; those behind the last are none */
#ifndef ASYNC_SUBSCRIBER_LIST_H
#define ASYNC_SUBSCRIBER_LIST_H

#include "value/object.h"

enum { CHUNK_COUNT, CHUNK_NEXT, CHUNK_LAST, CHUNK_FIRST_ITEM };

/* A list of two. NULL: out of memory (exception set). */
MUST_USE Slots *subscriber_list_new(Vm *vm, void *first, void *second);
/* Appends. False: out of memory (exception set), the list is as it was. */
MUST_USE bool subscriber_list_add(Vm *vm, Slots *list, void *subscriber);

/* Reading in order: a reader stands in a chunk (the list itself at first) at a position (0 at first). */
static inline Slot subscriber_list_at(const Slots *chunk, uint32_t position) {
  return chunk->items[CHUNK_FIRST_ITEM + position];
}
/* Reads on without forgetting: the next subscriber, and steps past it; NULL after the last. */
Cell *subscriber_list_read(Vm *vm, Slots **chunk, uint32_t *position);
/* Forgets the subscriber there and steps on: gives the chunk of the next one; NULL after the last. */
static inline Slots *subscriber_list_drop(Vm *vm, Slots *chunk, uint32_t *position) {
  chunk->items[CHUNK_FIRST_ITEM + (*position)++] = slot_none();
  if (likely(*position < chunk->items[CHUNK_COUNT].bits >> 1)) return chunk;
  *position = 0;
  return slot_cell(vm, chunk->items[CHUNK_NEXT]);
}

#endif
