/* SPDX-License-Identifier: MIT */
/* types.h: the enum of cell types, and tests of values by it. */
#ifndef VALUE_TYPES_H
#define VALUE_TYPES_H

#include "heap/heap.h"

enum {
#define X(name, trace, finalize) CELL_##name,
#include "value/cell_types.def"
#undef X
  CELL_TYPE_COUNT,
  CELL_FIRST_OBJECT = CELL_OBJECT,
};

/* The rows for heap_create. */
extern const CellTypeInfo cell_type_table[CELL_TYPE_COUNT];

static inline bool value_is_type(Value v, CellType type) {
  return value_is_cell(v) && cell_type(value_as_cell(v)) == type;
}
static inline bool value_is_string(Value v) { return value_is_type(v, CELL_STRING); }
static inline bool value_is_symbol(Value v) { return value_is_type(v, CELL_SYMBOL); }
static inline bool value_is_bigint(Value v) { return value_is_type(v, CELL_BIGINT); }
static inline bool value_is_object(Value v) {
  return value_is_cell(v) && cell_type(value_as_cell(v)) >= CELL_FIRST_OBJECT;
}
static inline bool cell_is_promise(const void *cell) {
  CellType type = cell_type(cell);
  return type >= CELL_PROMISE_PENDING && type <= CELL_PROMISE_REJECTED_HANDLED;
}
static inline bool value_is_promise(Value v) {
  return value_is_cell(v) && cell_is_promise(value_as_cell(v));
}

#endif
