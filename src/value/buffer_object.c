/* SPDX-License-Identifier: MIT */
/* buffer_object.c: tracing and freeing of Date objects, ArrayBuffers and their views. */
#include "value/buffer_object.h"

#include <stdlib.h>

void date_trace(Vm *vm, Cell *cell) { object_trace_base(vm, (const Object *)cell); }

void array_buffer_trace(Vm *vm, Cell *cell) { object_trace_base(vm, (const Object *)cell); }

void array_buffer_finalize(Vm *vm, Cell *cell) {
  ArrayBuffer *buffer = (ArrayBuffer *)cell;
  if (!buffer->data) return;
  free(buffer->data);
  heap_add_external(vm, -(ptrdiff_t)buffer->max_length);
}

void typed_array_trace(Vm *vm, Cell *cell) {
  const TypedArray *array = (const TypedArray *)cell;
  object_trace_base(vm, &array->base);
  mark_slot(vm, array->buffer);
}
