/* SPDX-License-Identifier: MIT */
/* verify.c: checks of the heap after marking, for debug modes: every marked cell has a type that
 * exists, and tracing it reaches only allocated, marked cells (mark_cell asserts the former). */
#include <stdio.h>
#include <stdlib.h>

#include "heap/page.h"

static void verify_cell(Vm *vm, Cell *cell, void *data) {
  (void)data;
  if (!heap_is_marked(vm, cell)) return;
  Heap *heap = heap_of(vm);
  CellType type = cell_type(cell);
  if (type >= heap->options.type_count) {
    fprintf(stderr, "mote: heap verification: cell %p has type %u\n", (void *)cell, type);
    abort();
  }
  heap->queue.added = false;
  if (heap->options.types[type].trace) heap->options.types[type].trace(vm, cell);
  if (heap->queue.added) {
    fprintf(stderr, "mote: heap verification: live %s %p refers to an unmarked cell\n",
            heap->options.types[type].name, (void *)cell);
    abort();
  }
}

void heap_verify(Vm *vm) { heap_each_cell(vm, verify_cell, NULL); }
