/* SPDX-License-Identifier: MIT */
/* buffer_object.h: the layouts of Date objects, ArrayBuffers and their views.
 *
 * A buffer's bytes lie outside of the cage; the buffer owns them and frees them when it dies. */
#ifndef VALUE_BUFFER_OBJECT_H
#define VALUE_BUFFER_OBJECT_H

#include "value/object.h"

typedef struct DateObject {
  Object base;
  uint32_t unused;
  double time; /* milliseconds since the epoch, or NaN */
} DateObject;

enum {
  ARRAY_BUFFER_DETACHED = 1,
  ARRAY_BUFFER_RESIZABLE = 2,
  ARRAY_BUFFER_SHARED = 4,
  ARRAY_BUFFER_IMMUTABLE = 8,
};

typedef struct ArrayBuffer {
  Object base;
  uint32_t flags;      /* ARRAY_BUFFER_ */
  uint8_t *data;       /* external, malloc'ed; owned; NULL when empty or detached */
  size_t length;       /* bytes in use */
  size_t max_length;   /* bytes allocated */
} ArrayBuffer;

/* A view of a buffer: a typed array or a DataView. */
typedef struct TypedArray {
  Object base;
  Slot buffer;         /* CELL_ARRAY_BUFFER */
  uint32_t kind;       /* element type */
  uint32_t flags;      /* 1: its length follows the buffer's */
  size_t offset;       /* in bytes */
  size_t length;       /* in elements */
} TypedArray;

void date_trace(Vm *vm, Cell *cell);
void array_buffer_trace(Vm *vm, Cell *cell);
void array_buffer_finalize(Vm *vm, Cell *cell);
void typed_array_trace(Vm *vm, Cell *cell);

#endif
