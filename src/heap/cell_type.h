/* SPDX-License-Identifier: MIT */
/* cell_type.h: what the heap knows of the types of its cells.
 *
 * The heap is given a table of CellTypeInfo when it is made, one row for each value of the low
 * header byte; it knows nothing else about what it stores. Type 0 is a free cell, type 1 and 2
 * are the simple values of the first page. */
#ifndef HEAP_CELL_TYPE_H
#define HEAP_CELL_TYPE_H

#include "heap/value.h"

/* The type of a cell: the low byte of its header. The values are listed in value/cell_types.def. */
typedef uint8_t CellType;

static inline CellType cell_type(const void *cell) {
  return (CellType)((const Cell *)cell)->header;
}
/* The 24 bits of a header above the type. */
static inline uint32_t cell_header_data(const void *cell) {
  return ((const Cell *)cell)->header >> 8;
}
static inline void cell_set_header(void *cell, CellType type, uint32_t data) {
  ((Cell *)cell)->header = (uint32_t)type | data << 8;
}

typedef struct CellTypeInfo {
  const char *name;
  /* Marks everything that the cell refers to (mark.h); NULL for a cell without references.
   * Must not allocate. */
  void (*trace)(Vm *vm, Cell *cell);
  /* Releases what the cell holds outside of the cage; NULL for most. Cells of a type with a
   * finalizer lie in pages of their own. Runs while sweeping: must not allocate, run JavaScript
   * or look at other cells. */
  void (*finalize)(Vm *vm, Cell *cell);
} CellTypeInfo;

#endif
