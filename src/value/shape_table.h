/* SPDX-License-Identifier: MIT */
/* shape_table.h: what the shape files share. Private to them. */
#ifndef VALUE_SHAPE_TABLE_H
#define VALUE_SHAPE_TABLE_H

#include "value/property_table.h"
#include "value/shape_set.h"

/* Shared shapes have at most so many properties; objects with more become dictionaries. */
#ifdef MOTE_SMALL
#define SHAPE_SHARED_MAX 12
#else
#define SHAPE_SHARED_MAX 128
#endif

/* Indices in vm->shape_offsets: an even entry is the offset of a live shape, an odd one (next << 1 | 1)
 * links free indices. Index 0 is never used. */
typedef struct ShapeTable {
  uint32_t capacity;
  uint32_t used; /* indices ever given out */
  uint32_t free; /* list of indices that may be given out */
  uint32_t retired; /* list of indices that caches may still know: free after the next collection */
  uint32_t died; /* indices that died in, or were retired before, the last collection */
  Slot null_roots; /* set of root shapes whose prototype is null */
} ShapeTable;

/* Gives a shape a new index; its old one, if any, is retired. False: out of memory. */
MUST_USE bool shape_take_index(Vm *vm, Shape *shape);
/* A shape without index and properties. NULL: out of memory. */
MUST_USE Shape *shape_allocate(Vm *vm, Value prototype, uint32_t inline_capacity, uint32_t flags);

static inline PropertyTable *shape_property_table(Vm *vm, const Shape *shape) {
  return slot_cell(vm, shape->table);
}
/* The entries of the shape's table that are its own. */
static inline uint32_t shape_entry_count(const Shape *shape, const PropertyTable *table) {
  return shape_is_unique(shape) ? table->used : shape->count;
}
/* SHAPE_HAS_READONLY if these attributes call for it. */
static inline uint32_t shape_readonly_flag(uint8_t attributes) {
  return attributes & PROPERTY_WRITABLE ? 0 : SHAPE_HAS_READONLY;
}

#endif
