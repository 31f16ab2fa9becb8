/* SPDX-License-Identifier: MIT */
/* vec.c: how the vectors of vec.h grow. */
#include "base/vec.h"

#include <stdlib.h>

bool vec_grow(void **items, uint32_t *capacity, size_t wanted, size_t size) {
  if (wanted > UINT32_MAX) return false;
  size_t grown = (size_t)*capacity + *capacity / 2;
  size_t count =
      size_max(size_max(wanted, size_min(grown, UINT32_MAX)), size_max(VEC_FIRST_BYTES / size, 1));
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes)) return false;
  void *moved = realloc(*items, bytes);
  if (!moved) return false;
  *items = moved;
  *capacity = (uint32_t)count;
  return true;
}

void vec_free(void *items) { free(items); }
