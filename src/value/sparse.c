/* SPDX-License-Identifier: MIT */
/* sparse.c: the hash table of sparse elements: open addressing by index.
 *
 * An entry with a value is an element; one without is empty, or deleted (SPARSE_DELETED). */
#include "value/sparse.h"

#include <stdlib.h>

#include "base/bits.h"
#include "base/hash.h"

#define CAPACITY_FIRST 8
#define CAPACITY_MAX   (1u << 27)

void sparse_trace(Vm *vm, Cell *cell) {
  const Sparse *sparse = (const Sparse *)cell;
  for (uint32_t i = 0; i < sparse->capacity; i++) mark_slot(vm, sparse->entries[i].value);
}

Sparse *sparse_new(Vm *vm, uint32_t count) {
  uint64_t capacity = next_power_of_two64(u64_max(CAPACITY_FIRST, (uint64_t)count * 2));
  size_t size = sizeof(Sparse) + (size_t)capacity * sizeof(SparseEntry);
  Sparse *sparse = capacity > CAPACITY_MAX ? NULL : heap_allocate(vm, CELL_SPARSE, size);
  if (!sparse) {
    throw_out_of_memory(vm);
    return NULL;
  }
  sparse->capacity = (uint32_t)capacity;
  return sparse;
}

SparseEntry *sparse_find(Sparse *sparse, uint32_t index) {
  uint32_t mask = sparse->capacity - 1;
  for (uint32_t at = hash_uint32(index) & mask;; at = (at + 1) & mask) {
    SparseEntry *entry = &sparse->entries[at];
    if (sparse_entry_present(entry)) {
      if (entry->index == index) return entry;
    } else if (entry->attributes != SPARSE_DELETED) {
      return NULL;
    }
  }
}

/* The empty entry to use for an index; deleted ones are not used again, for they are few. */
static SparseEntry *take_entry(Sparse *sparse, uint32_t index, uint32_t attributes) {
  uint32_t mask = sparse->capacity - 1, at = hash_uint32(index) & mask;
  while (sparse_entry_present(&sparse->entries[at]) ||
         sparse->entries[at].attributes == SPARSE_DELETED)
    at = (at + 1) & mask;
  SparseEntry *entry = &sparse->entries[at];
  entry->index = index;
  entry->attributes = attributes;
  sparse->used++;
  sparse->count++;
  sparse->end = u32_max(sparse->end, index + 1);
  return entry;
}

void sparse_insert(Vm *vm, Sparse *sparse, uint32_t index, Value value, uint8_t attributes) {
  ASSERT(sparse_has_room(sparse));
  slot_store(vm, sparse, &take_entry(sparse, index, attributes)->value, value);
}

Sparse *sparse_grow(Vm *vm, Sparse *sparse) {
  Sparse *fresh = sparse_new(vm, sparse->count + sparse->count / 2 + 1);
  if (!fresh) return NULL;
  for (uint32_t i = 0; i < sparse->capacity; i++) {
    SparseEntry *entry = &sparse->entries[i];
    if (!sparse_entry_present(entry)) continue;
    SparseEntry *to = take_entry(fresh, entry->index, entry->attributes);
    slot_move(vm, fresh, &to->value, &entry->value);
  }
  return fresh;
}

void sparse_delete(Sparse *sparse, SparseEntry *entry) {
  if (entry->index == sparse->end - 1) sparse->end--;
  entry->value = slot_none();
  entry->attributes = SPARSE_DELETED;
  sparse->count--;
  if (sparse->count == 0) sparse->end = 0;
}

bool sparse_suits_dense(const Sparse *sparse) {
  if (sparse->end / 3 > sparse->count) return false;
  for (uint32_t i = 0; i < sparse->capacity; i++)
    if (sparse_entry_present(&sparse->entries[i]) &&
        sparse->entries[i].attributes != PROPERTY_DEFAULT)
      return false;
  return true;
}

void sparse_truncate(Sparse *sparse, uint32_t length, uint32_t *stopped_at) {
  uint32_t stop = length;
  for (uint32_t i = 0; i < sparse->capacity; i++) {
    const SparseEntry *entry = &sparse->entries[i];
    if (sparse_entry_present(entry) && entry->index >= stop &&
        !(entry->attributes & PROPERTY_CONFIGURABLE))
      stop = entry->index + 1;
  }
  for (uint32_t i = 0; i < sparse->capacity; i++) {
    SparseEntry *entry = &sparse->entries[i];
    if (sparse_entry_present(entry) && entry->index >= stop) sparse_delete(sparse, entry);
  }
  sparse->end = u32_min(sparse->end, stop);
  *stopped_at = stop;
}

static int compare_indices(const void *a, const void *b) {
  uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
  return left < right ? -1 : left > right;
}

uint32_t *sparse_indices(const Sparse *sparse) {
  if (sparse->count == 0) return NULL;
  uint32_t *indices = malloc(sparse->count * sizeof *indices), count = 0;
  if (!indices) return NULL;
  for (uint32_t i = 0; i < sparse->capacity; i++)
    if (sparse_entry_present(&sparse->entries[i])) indices[count++] = sparse->entries[i].index;
  qsort(indices, count, sizeof *indices, compare_indices);
  return indices;
}
