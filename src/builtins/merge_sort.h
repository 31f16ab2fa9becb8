/* SPDX-License-Identifier: MIT */
/* merge_sort.h: a stable sort of values whose comparison may run JavaScript and fail.
 *
 * Used by Array.prototype.sort and toSorted, and by whatever else sorts values. */
#ifndef BUILTINS_MERGE_SORT_H
#define BUILTINS_MERGE_SORT_H

#include "value/vm.h"

/* What is sorted: a value, and a key for the comparison to look at (or none). Two Values in a
 * RootVec are one item. */
typedef struct SortItem {
  Value value;
  Value key;
} SortItem;

/* Whether b must come before a. False: an exception is set, and the sort stops. */
typedef bool (*SortBefore)(Vm *vm, void *context, const SortItem *b, const SortItem *a, bool *out);

/* Sorts `count` items in memory that is a root (2 * count values of a RootVec, which nobody else
 * touches meanwhile). False: exception; the items are then in some order, none is lost. */
MUST_USE bool merge_sort(Vm *vm, SortItem *items, size_t count, SortBefore before, void *context);

#endif
