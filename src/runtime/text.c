/* SPDX-License-Identifier: MIT */
/* text.c: growable text, files read into it, and UTF-8. */
#include "runtime/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define READ_AT_ONCE ((size_t)64 * 1024)

bool text_reserve(Text *text, size_t extra) {
  if (text->failed) return false;
  size_t wanted = text->length + extra + 1;
  if (wanted <= text->capacity) return true;
  size_t capacity = text->capacity ? text->capacity * 2 : 64;
  while (capacity < wanted) capacity *= 2;
  char *data = realloc(text->data, capacity);
  if (!data) {
    text->failed = true;
    return false;
  }
  text->data = data;
  text->capacity = capacity;
  return true;
}

void text_append(Text *text, const char *bytes, size_t length) {
  if (!text_reserve(text, length)) return;
  if (length) memcpy(text->data + text->length, bytes, length);
  text->length += length;
  text->data[text->length] = 0;
}

void text_add_char(Text *text, char c) { text_append(text, &c, 1); }

void text_repeat(Text *text, char c, size_t count) {
  if (!text_reserve(text, count)) return;
  memset(text->data + text->length, c, count);
  text->length += count;
  text->data[text->length] = 0;
}

void text_code_point(Text *text, uint32_t c) {
  char b[4];
  if (c < 0x80) {
    b[0] = (char)c;
    text_append(text, b, 1);
  } else if (c < 0x800) {
    b[0] = (char)(0xc0 | c >> 6);
    b[1] = (char)(0x80 | (c & 0x3f));
    text_append(text, b, 2);
  } else if (c < 0x10000) {
    b[0] = (char)(0xe0 | c >> 12);
    b[1] = (char)(0x80 | (c >> 6 & 0x3f));
    b[2] = (char)(0x80 | (c & 0x3f));
    text_append(text, b, 3);
  } else {
    b[0] = (char)(0xf0 | c >> 18);
    b[1] = (char)(0x80 | (c >> 12 & 0x3f));
    b[2] = (char)(0x80 | (c >> 6 & 0x3f));
    b[3] = (char)(0x80 | (c & 0x3f));
    text_append(text, b, 4);
  }
}

bool text_append_value(MoteVm *vm, MoteValue value, Text *text) {
  char *bytes;
  size_t length;
  if (!mote_to_utf8(vm, value, &bytes, &length)) return false;
  text_append(text, bytes, length);
  mote_free(bytes);
  return true;
}

void text_format_list(Text *text, const char *format, va_list list) {
  va_list again;
  va_copy(again, list);
  int length = vsnprintf(NULL, 0, format, again);
  va_end(again);
  if (length < 0 || !text_reserve(text, (size_t)length)) return;
  vsnprintf(text->data + text->length, (size_t)length + 1, format, list);
  text->length += (size_t)length;
}

void text_format(Text *text, const char *format, ...) {
  va_list list;
  va_start(list, format);
  text_format_list(text, format, list);
  va_end(list);
}

bool text_read_descriptor(Text *text, int fd, size_t expected) {
  bool room = text_reserve(text, expected ? expected + 1 : READ_AT_ONCE);
  while (room) {
    ssize_t count = read(fd, text->data + text->length, text->capacity - text->length - 1);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) {
      text->data[text->length] = 0;
      return count == 0;
    }
    text->length += (size_t)count;
    if (text->length + 1 == text->capacity) room = text_reserve(text, READ_AT_ONCE);
  }
  errno = ENOMEM;
  return false;
}

void text_drop(Text *text, size_t count) {
  if (count == 0) return;
  text->length -= count;
  memmove(text->data, text->data + count, text->length + 1);
}

void text_free(Text *text) {
  free(text->data);
  *text = (Text){0};
}

/* --- UTF-8 --- */

/* The bytes of a sequence by its first byte; 0: none begins so. */
static size_t sequence_length(uint8_t first) {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  return first >= 0xf0 && first < 0xf5 ? 4 : 0;
}

uint32_t utf8_next(const char *bytes, size_t length, size_t *at) {
  const uint8_t *b = (const uint8_t *)bytes + *at;
  size_t size = sequence_length(b[0]);
  if (size == 1) return (*at)++, b[0];
  bool whole = size && *at + size <= length;
  for (size_t i = 1; whole && i < size; i++) whole = (b[i] & 0xc0) == 0x80;
  if (!whole) return (*at)++, 0xfffd;
  *at += size;
  if (size == 2) return (b[0] & 0x1fu) << 6 | (b[1] & 0x3fu);
  if (size == 3) return (b[0] & 0xfu) << 12 | (b[1] & 0x3fu) << 6 | (b[2] & 0x3fu);
  return (b[0] & 7u) << 18 | (b[1] & 0x3fu) << 12 | (b[2] & 0x3fu) << 6 | (b[3] & 0x3fu);
}
