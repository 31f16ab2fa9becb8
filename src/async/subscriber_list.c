/* SPDX-License-Identifier: MIT */
/* subscriber_list.c: the subscribers of one promise. */
#include "async/subscriber_list.h"

/* Subscribers in the first chunk and in the longest ones; each is twice as long as the one before. */
#ifdef MOTE_SMALL
enum { FIRST_CAPACITY = 2, MAX_CAPACITY = 4 };
#else
enum { FIRST_CAPACITY = 4, MAX_CAPACITY = 500 };
#endif

static uint32_t count_of(const Slots *chunk) { return chunk->items[CHUNK_COUNT].bits >> 1; }
static void set_count(Slots *chunk, uint32_t count) {
  chunk->items[CHUNK_COUNT].bits = count << 1 | 1;
}
static uint32_t capacity_of(const Slots *chunk) {
  return cell_header_data(chunk) - CHUNK_FIRST_ITEM;
}

static Slots *chunk_new(Vm *vm, uint32_t capacity) {
  Slots *chunk = slots_new(vm, CELL_SLOTS, CHUNK_FIRST_ITEM + capacity);
  if (chunk) set_count(chunk, 0);
  return chunk;
}

static void append(Vm *vm, Slots *chunk, void *subscriber) {
  uint32_t count = count_of(chunk);
  slot_store_cell(vm, chunk, &chunk->items[CHUNK_FIRST_ITEM + count], subscriber);
  set_count(chunk, count + 1);
}

Slots *subscriber_list_new(Vm *vm, void *first, void *second) {
  Slots *list = chunk_new(vm, FIRST_CAPACITY);
  if (!list) return NULL;
  slot_store_cell(vm, list, &list->items[CHUNK_LAST], list);
  append(vm, list, first);
  append(vm, list, second);
  return list;
}

bool subscriber_list_add(Vm *vm, Slots *list, void *subscriber) {
  Slots *last = slot_cell_present(vm, list->items[CHUNK_LAST]);
  uint32_t capacity = capacity_of(last);
  if (count_of(last) == capacity) {
    Slots *chunk = chunk_new(vm, u32_min(capacity * 2, MAX_CAPACITY));
    if (!chunk) return false;
    slot_store_cell(vm, last, &last->items[CHUNK_NEXT], chunk);
    slot_store_cell(vm, list, &list->items[CHUNK_LAST], chunk);
    last = chunk;
  }
  append(vm, last, subscriber);
  return true;
}

Cell *subscriber_list_read(Vm *vm, Slots **chunk, uint32_t *position) {
  while (*chunk && *position == count_of(*chunk)) {
    *chunk = slot_cell(vm, (*chunk)->items[CHUNK_NEXT]);
    *position = 0;
  }
  return *chunk ? slot_cell(vm, (*chunk)->items[CHUNK_FIRST_ITEM + (*position)++]) : NULL;
}
