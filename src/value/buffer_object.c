/* SPDX-License-Identifier: MIT */
/* buffer_object.c: the bytes of buffers, and the tracing and freeing of Date objects, buffers and
 * views. */
#include "value/buffer_object.h"

#include <stdlib.h>

/* --- bytes --- */

/* Zeroed memory that heap_add_external knows of; NULL: exception. Untouched pages cost nothing. */
static void *allocate_accounted(Vm *vm, size_t header, size_t max_length) {
  if (max_length <= ARRAY_BUFFER_MAX_LENGTH && heap_add_external(vm, max_length)) {
    void *memory = calloc(1, header + max_length + (header + max_length == 0));
    if (memory) return memory;
    heap_note_external(vm, -(ptrdiff_t)max_length);
  }
  throw_range_error(vm, ERROR_BUFFER_ALLOCATION);
  return NULL;
}

static bool allocate_shared(Vm *vm, ArrayBuffer *buffer, size_t length, size_t max_length) {
  SharedBytes *shared = allocate_accounted(vm, sizeof *shared, max_length);
  TRY(shared);
  pthread_mutex_init(&shared->lock, NULL);
  pthread_cond_init(&shared->wake, NULL);
  shared->references = 1;
  shared->length = length;
  shared->max_length = max_length;
  shared->growable = !array_buffer_is_fixed_length(buffer);
  buffer->shared = shared;
  buffer->data = shared->bytes;
  buffer->max_length = max_length;
  return true;
}

bool array_buffer_allocate_bytes(Vm *vm, ArrayBuffer *buffer, size_t length, size_t max_length) {
  if (array_buffer_is_shared(buffer)) return allocate_shared(vm, buffer, length, max_length);
  TRY(buffer->data = allocate_accounted(vm, 0, max_length));
  buffer->length = length;
  buffer->max_length = max_length;
  return true;
}

void array_buffer_share_bytes(Vm *vm, ArrayBuffer *buffer, SharedBytes *shared) {
  shared->references++;
  buffer->shared = shared;
  buffer->data = shared->bytes;
  buffer->max_length = shared->max_length;
  /* Each VM counts what it keeps alive; that it is too much shows at the next allocation. */
  heap_note_external(vm, (ptrdiff_t)shared->max_length);
}

void array_buffer_move_bytes(ArrayBuffer *from, ArrayBuffer *to) {
  to->data = from->data;
  to->length = from->length;
  to->max_length = from->max_length;
  to->host = from->host;
  from->data = NULL;
  from->host = NULL;
  from->length = from->max_length = 0;
  from->flags |= ARRAY_BUFFER_DETACHED;
}

void shared_bytes_release(SharedBytes *shared) {
  if (--shared->references) return;
  pthread_mutex_destroy(&shared->lock);
  pthread_cond_destroy(&shared->wake);
  free(shared);
}

static void release_host(ArrayBuffer *buffer) {
  if (buffer->host->release) buffer->host->release(buffer->data, buffer->host->user);
  free(buffer->host);
  buffer->host = NULL;
}

static void release_bytes(Vm *vm, ArrayBuffer *buffer) {
  if (!buffer->data) return;
  heap_note_external(vm, -(ptrdiff_t)buffer->max_length);
  if (buffer->host) release_host(buffer);
  else if (!buffer->shared) free(buffer->data);
  else shared_bytes_release(buffer->shared);
  buffer->data = NULL;
}

void array_buffer_detach(Vm *vm, ArrayBuffer *buffer) {
  ASSERT(!array_buffer_is_shared(buffer) && !array_buffer_is_immutable(buffer));
  release_bytes(vm, buffer);
  buffer->length = buffer->max_length = 0;
  buffer->flags |= ARRAY_BUFFER_DETACHED;
}

/* --- the collector --- */

void date_trace(Vm *vm, Cell *cell) { object_trace_base(vm, (const Object *)cell); }

void array_buffer_trace(Vm *vm, Cell *cell) { object_trace_base(vm, (const Object *)cell); }

void array_buffer_finalize(Vm *vm, Cell *cell) { release_bytes(vm, (ArrayBuffer *)cell); }

void typed_array_trace(Vm *vm, Cell *cell) {
  const TypedArray *array = (const TypedArray *)cell;
  object_trace_base(vm, &array->base);
  mark_slot(vm, array->buffer);
}
