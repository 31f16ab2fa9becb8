/* SPDX-License-Identifier: MIT */
/* buffer_object.h: the layouts of Date objects, of ArrayBuffers and SharedArrayBuffers, and of their
 * views: typed arrays and DataViews.
 *
 * A buffer's bytes lie outside of the cage and never move: one that may grow has room for its
 * maximal length from the start. An ArrayBuffer owns its bytes and frees them when it dies or is
 * detached; SharedArrayBuffers, of one VM or several, count the references to theirs.
 * Nothing here runs JavaScript. A view's length is to be asked for anew after anything that may. */
#ifndef VALUE_BUFFER_OBJECT_H
#define VALUE_BUFFER_OBJECT_H

#include "value/element_type.h"

#include <pthread.h>

typedef struct DateObject {
  Object base;
  uint32_t unused;
  double time; /* milliseconds since the epoch, or NaN */
} DateObject;

enum {
  ARRAY_BUFFER_DETACHED = 1,
  ARRAY_BUFFER_RESIZABLE = 2,
  ARRAY_BUFFER_SHARED = 4,
  ARRAY_BUFFER_IMMUTABLE = 8, /* from the start, so it need be asked but once */
};

/* The memory of SharedArrayBuffers; malloc'ed. */
typedef struct SharedBytes {
  _Atomic size_t references;
  _Atomic size_t length; /* bytes in use; grows only */
  size_t max_length;
  bool growable;
  pthread_mutex_t lock; /* guards what follows; see async/waiter_list.c */
  pthread_cond_t wake; /* some waiter has been notified */
  struct Waiter *first_waiter, *last_waiter; /* in order */
  uint8_t bytes[];
} SharedBytes;

/* Who is told when a buffer no longer needs bytes that the host lent it. */
typedef struct HostBytes {
  void (*release)(void *bytes, void *user);
  void *user;
} HostBytes;

typedef struct ArrayBuffer {
  Object base;
  uint32_t flags; /* ARRAY_BUFFER_ */
  /* External: malloc'ed and owned, or shared->bytes, or host's; NULL when detached. */
  uint8_t *data;
  size_t length; /* bytes in use; of shared ones shared->length says it */
  size_t max_length; /* bytes allocated */
  SharedBytes *shared; /* NULL unless ARRAY_BUFFER_SHARED */
  HostBytes *host; /* malloc'ed; NULL unless the host lent the bytes */
} ArrayBuffer;

/* A view of a buffer: a typed array or a DataView. */
typedef struct TypedArray {
  Object base;
  Slot buffer; /* CELL_ARRAY_BUFFER */
  uint32_t kind; /* ElementType */
  uint32_t flags; /* VIEW_ */
  size_t offset; /* in bytes */
  size_t length; /* in elements (DataViews: bytes) */
} TypedArray;
enum { VIEW_LENGTH_TRACKING = 1 }; /* its length follows the buffer's */

/* The longest buffer, in bytes. */
#define ARRAY_BUFFER_MAX_LENGTH ((size_t)1 << 33)

static inline ArrayBuffer *value_as_array_buffer(Value v) {
  return (ArrayBuffer *)value_as_cell(v);
}
static inline TypedArray *value_as_typed_array(Value v) { return (TypedArray *)value_as_cell(v); }
static inline bool value_is_typed_array(Value v) { return value_is_type(v, CELL_TYPED_ARRAY); }

/* --- buffers --- */

static inline bool array_buffer_is_detached(const ArrayBuffer *buffer) {
  return buffer->flags & ARRAY_BUFFER_DETACHED;
}
static inline bool array_buffer_is_shared(const ArrayBuffer *buffer) {
  return buffer->flags & ARRAY_BUFFER_SHARED;
}
/* IsImmutableBuffer */
static inline bool array_buffer_is_immutable(const ArrayBuffer *buffer) {
  return buffer->flags & ARRAY_BUFFER_IMMUTABLE;
}
/* IsFixedLengthArrayBuffer */
static inline bool array_buffer_is_fixed_length(const ArrayBuffer *buffer) {
  return !(buffer->flags & ARRAY_BUFFER_RESIZABLE);
}
/* ArrayBufferByteLength: 0 once detached. */
static inline size_t array_buffer_byte_length(const ArrayBuffer *buffer) {
  return buffer->shared ? buffer->shared->length : buffer->length;
}
/* Gives a buffer that has no bytes yet `length` zero bytes (with room for `max_length`). False with
 * a RangeError where there is no memory. */
MUST_USE bool array_buffer_allocate_bytes(Vm *vm, ArrayBuffer *buffer, size_t length,
                                          size_t max_length);
/* Gives up one reference. */
void shared_bytes_release(SharedBytes *shared);
/* The same with the memory of another SharedArrayBuffer. */
void array_buffer_share_bytes(Vm *vm, ArrayBuffer *buffer, SharedBytes *shared);
/* Hands the bytes of one buffer to another, which has none, and leaves the first detached. */
void array_buffer_move_bytes(ArrayBuffer *from, ArrayBuffer *to);
/* DetachArrayBuffer of a buffer that is neither shared nor immutable. */
void array_buffer_detach(Vm *vm, ArrayBuffer *buffer);

/* --- views --- */

static inline ArrayBuffer *view_buffer(Vm *vm, const TypedArray *view) {
  return slot_cell_present(vm, view->buffer);
}
static inline size_t view_element_size(const TypedArray *view) {
  return element_size((ElementType)view->kind);
}
static inline bool view_is_length_tracking(const TypedArray *view) {
  return view->flags & VIEW_LENGTH_TRACKING;
}
static inline bool view_is_immutable(Vm *vm, const TypedArray *view) {
  return array_buffer_is_immutable(view_buffer(vm, view));
}
/* IsTypedArrayOutOfBounds, IsViewOutOfBounds: so is a view of a detached buffer. */
static inline bool view_is_out_of_bounds(Vm *vm, const TypedArray *view) {
  const ArrayBuffer *buffer = view_buffer(vm, view);
  if (array_buffer_is_detached(buffer)) return true;
  size_t end = view->offset;
  if (!view_is_length_tracking(view)) end += view->length * view_element_size(view);
  return end > array_buffer_byte_length(buffer);
}
/* TypedArrayLength in elements (GetViewByteLength); 0 out of bounds. */
static inline size_t view_length(Vm *vm, const TypedArray *view) {
  const ArrayBuffer *buffer = view_buffer(vm, view);
  /* OPT: a buffer that keeps its length cannot leave a view out of bounds. */
  if (likely(!(buffer->flags & (ARRAY_BUFFER_DETACHED | ARRAY_BUFFER_RESIZABLE))))
    return view->length;
  size_t byte_length = array_buffer_byte_length(buffer), size = view_element_size(view);
  if (unlikely(view_is_length_tracking(view)))
    return byte_length > view->offset ? (byte_length - view->offset) / size : 0;
  if (unlikely(view->offset + view->length * size > byte_length)) return 0;
  return view->length;
}
/* The address of its first element. */
static inline uint8_t *view_data(Vm *vm, const TypedArray *view) {
  return view_buffer(vm, view)->data + view->offset;
}

void date_trace(Vm *vm, Cell *cell);
void array_buffer_trace(Vm *vm, Cell *cell);
void array_buffer_finalize(Vm *vm, Cell *cell);
void typed_array_trace(Vm *vm, Cell *cell);

#endif
