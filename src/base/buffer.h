/* SPDX-License-Identifier: MIT */
/* buffer.h: a growable run of bytes for building text and encodings.
 *
 * Running out of memory is sticky: the first failure sets `out_of_memory`, later appends do nothing,
 * and the caller looks once at the end. Invariant: length <= capacity; a zeroed struct is an empty buffer. */
#ifndef MOTE_BASE_BUFFER_H
#define MOTE_BASE_BUFFER_H

#include <stdarg.h>

#include "base/common.h"

/* A byte buffer. `data` and `length` may be read freely; `data` is not NUL-terminated (see buffer_c_string). */
typedef struct Buffer {
  char *data;
  size_t length;
  size_t capacity;
  bool out_of_memory;
  bool is_secret; /* memory is cleared before it is given back */
} Buffer;

/* Makes an empty buffer, without allocating. */
static inline void buffer_init(Buffer *buffer) { *buffer = (Buffer){0}; }

/* Frees the memory; the buffer is empty and may be used again. */
void buffer_destroy(Buffer *buffer);

/* Forgets the contents and any failure, keeps the memory. */
static inline void buffer_clear(Buffer *buffer) {
  buffer->length = 0;
  buffer->out_of_memory = false;
}

/* True if nothing was lost so far. */
MUST_USE static inline bool buffer_ok(const Buffer *buffer) { return !buffer->out_of_memory; }

/* The slow path of buffer_extend. */
NO_INLINE char *buffer_grow(Buffer *buffer, size_t extra);

/* Adds `extra` bytes for the caller to fill in; NULL (and the sticky flag) when out of memory. */
static inline char *buffer_extend(Buffer *buffer, size_t extra) {
  if (unlikely(extra > buffer->capacity - buffer->length || buffer->out_of_memory || !buffer->data))
    return buffer_grow(buffer, extra);
  char *place = buffer->data + buffer->length;
  buffer->length += extra;
  return place;
}

/* Appends `length` bytes. */
static inline void buffer_append(Buffer *buffer, const void *bytes, size_t length) {
  char *place = buffer_extend(buffer, length);
  if (likely(place != NULL) && length) memcpy(place, bytes, length);
}

/* Appends a NUL-terminated string, without the NUL. */
static inline void buffer_append_string(Buffer *buffer, const char *text) {
  buffer_append(buffer, text, strlen(text));
}

/* Appends one byte. */
static inline void buffer_append_char(Buffer *buffer, char c) {
  char *place = buffer_extend(buffer, 1);
  if (likely(place != NULL)) *place = c;
}

/* Appends `count` times the byte `c`. */
void buffer_append_repeated(Buffer *buffer, char c, size_t count);

/* Appends a double as JavaScript prints it. */
void buffer_append_double(Buffer *buffer, double value);

/* Appends what printf would print. */
PRINTF_FORMAT(2, 3) void buffer_append_format(Buffer *buffer, const char *format, ...);
void buffer_append_format_list(Buffer *buffer, const char *format, va_list arguments)
    PRINTF_FORMAT(2, 0);

/* The contents with a NUL behind them (not counted in `length`), valid until the next append; NULL when out of
 * memory, now or before. */
MUST_USE const char *buffer_c_string(Buffer *buffer);

#endif
