/* SPDX-License-Identifier: MIT */
/* buffer.c: growth of byte buffers, and what can be appended to them. */
#include "base/buffer.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/number.h"
#include "base/utf.h"

#define FIRST_CAPACITY 64

static void free_bytes(Buffer *buffer) {
  if (buffer->is_secret && buffer->data) explicit_bzero(buffer->data, buffer->capacity);
  free(buffer->data);
}

/* realloc, which would leave a copy behind. */
static char *move_secret(Buffer *buffer, size_t capacity) {
  char *data = malloc(capacity);
  if (!data) return NULL;
  if (buffer->length) memcpy(data, buffer->data, buffer->length);
  free_bytes(buffer);
  return data;
}

void buffer_destroy(Buffer *buffer) {
  free_bytes(buffer);
  buffer_init(buffer);
}

/* Makes the capacity at least length + extra; sets the flag when that fails. */
static bool ensure(Buffer *buffer, size_t extra) {
  if (buffer->out_of_memory) return false;
  if (buffer->data && extra <= buffer->capacity - buffer->length) return true;
  size_t wanted, capacity = size_max(buffer->capacity + buffer->capacity / 2, FIRST_CAPACITY);
  char *data = NULL;
  if (!__builtin_add_overflow(buffer->length, extra, &wanted)) {
    capacity = size_max(capacity, wanted);
    data =
        buffer->is_secret ? move_secret(buffer, capacity) : (char *)realloc(buffer->data, capacity);
  }
  if (!data) {
    buffer->out_of_memory = true;
    return false;
  }
  buffer->data = data;
  buffer->capacity = capacity;
  return true;
}

char *buffer_grow(Buffer *buffer, size_t extra) {
  if (!ensure(buffer, extra)) return NULL;
  char *place = buffer->data + buffer->length;
  buffer->length += extra;
  return place;
}

void buffer_append_repeated(Buffer *buffer, char c, size_t count) {
  char *place = buffer_extend(buffer, count);
  if (place && count) memset(place, c, count);
}

void buffer_append_double(Buffer *buffer, double value) {
  char text[NUMBER_BUFFER_SIZE];
  buffer_append(buffer, text, number_to_string(value, text));
}

void buffer_append_format(Buffer *buffer, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  buffer_append_format_list(buffer, format, arguments);
  va_end(arguments);
}

void buffer_append_format_list(Buffer *buffer, const char *format, va_list arguments) {
  va_list again;
  va_copy(again, arguments);
  int length = vsnprintf(NULL, 0, format, arguments);
  /* vsnprintf wants room for its NUL, which is then left out of the length. */
  if (length < 0) {
    buffer->out_of_memory = true;
  } else if (ensure(buffer, (size_t)length + 1)) {
    vsnprintf(buffer->data + buffer->length, (size_t)length + 1, format, again);
    buffer->length += (size_t)length;
  }
  va_end(again);
}

const char *buffer_c_string(Buffer *buffer) {
  if (!ensure(buffer, 1)) return NULL;
  buffer->data[buffer->length] = '\0';
  return buffer->data;
}
