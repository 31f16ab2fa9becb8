/* SPDX-License-Identifier: MIT */
/* sparse.h: own elements with attributes, and the table that holds them when they are not dense.
 *
 * Private to the files that make up objects. */
#ifndef VALUE_SPARSE_H
#define VALUE_SPARSE_H

#include "value/vm.h"

/* object_get_own and its kin for indices (elements.c). */
void element_get_own(Vm *vm, Object *o, uint32_t index, OwnProperty *out);
MUST_USE bool element_put_own(Vm *vm, Object *o, uint32_t index, Value value, uint8_t attributes);
MUST_USE bool element_set_value(Vm *vm, Object *o, uint32_t index, Value value);
void element_remove(Vm *vm, Object *o, uint32_t index);

/* Room for at least `count` entries. NULL: out of memory (exception set). */
MUST_USE Sparse *sparse_new(Vm *vm, uint32_t count);
/* The entry of an index, or NULL. */
SparseEntry *sparse_find(Sparse *sparse, uint32_t index);
/* Adds an index that is not there; there must be room. */
void sparse_insert(Vm *vm, Sparse *sparse, uint32_t index, Value value, uint8_t attributes);
static inline bool sparse_has_room(const Sparse *sparse) {
  return sparse->used < sparse->capacity - sparse->capacity / 4;
}
/* A table with the same elements and room for more; the old one is emptied. NULL: out of memory. */
MUST_USE Sparse *sparse_grow(Vm *vm, Sparse *sparse);
void sparse_delete(Sparse *sparse, SparseEntry *entry);
/* Whether the elements would rather be dense: all of them plain, and not too far apart. */
bool sparse_suits_dense(const Sparse *sparse);
/* Removes the elements at or above length, as object_truncate_elements does. */
void sparse_truncate(Sparse *sparse, uint32_t length, uint32_t *stopped_at);
/* The indices in ascending order, in malloc'ed memory; NULL: out of memory (no exception set), or
 * there are none. */
uint32_t *sparse_indices(const Sparse *sparse);

static inline bool sparse_entry_present(const SparseEntry *entry) {
  return !slot_is_none(entry->value);
}

#endif
