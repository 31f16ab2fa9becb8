/* SPDX-License-Identifier: MIT */
/* utf8.c: see utf8.h. ASCII is passed over in words. */
#include "runtime/web/utf8.h"

#define HIGH_BITS 0x8080808080808080u

size_t ascii_length(const uint8_t *bytes, size_t length) {
  size_t i = 0;
  uint64_t words[4];
  for (; i + sizeof words <= length; i += sizeof words) {
    memcpy(words, bytes + i, sizeof words);
    if ((words[0] | words[1] | words[2] | words[3]) & HIGH_BITS) break;
  }
  for (; i + sizeof words[0] <= length; i += sizeof words[0]) {
    memcpy(words, bytes + i, sizeof words[0]);
    if (words[0] & HIGH_BITS) return i + (size_t)__builtin_ctzll(words[0] & HIGH_BITS) / 8;
  }
  while (i < length && bytes[i] < 0x80) i++;
  return i;
}

/* What may follow a first byte: how many bytes, and the bounds of the first of them; count 0: nothing begins so. */
typedef struct Continuation {
  size_t count;
  uint8_t lower, upper;
} Continuation;

static Continuation continuation_of(uint8_t first) {
  if (first >= 0xc2 && first <= 0xdf) return (Continuation){1, 0x80, 0xbf};
  if (first == 0xe0) return (Continuation){2, 0xa0, 0xbf};
  if (first == 0xed) return (Continuation){2, 0x80, 0x9f};
  if (first >= 0xe1 && first <= 0xef) return (Continuation){2, 0x80, 0xbf};
  if (first == 0xf0) return (Continuation){3, 0x90, 0xbf};
  if (first == 0xf4) return (Continuation){3, 0x80, 0x8f};
  if (first >= 0xf1 && first <= 0xf3) return (Continuation){3, 0x80, 0xbf};
  return (Continuation){0};
}

/* How many bytes of the sequence at the start are as they must be, at most `wanted` bytes, which is what it has. */
static size_t matching_length(const uint8_t *bytes, size_t length, size_t *wanted) {
  Continuation c = continuation_of(bytes[0]);
  size_t i = 1;
  *wanted = c.count + 1;
  if (c.count == 0 || length < 2 || bytes[1] < c.lower || bytes[1] > c.upper) return i;
  for (i = 2; i < *wanted && i < length && (bytes[i] & 0xc0) == 0x80;) i++;
  return i;
}

size_t utf8_valid_length(const uint8_t *bytes, size_t length) {
  size_t i = 0, wanted;
  for (;;) {
    i += ascii_length(bytes + i, length - i);
    while (i < length && bytes[i] >= 0x80) {
      size_t size = matching_length(bytes + i, length - i, &wanted);
      if (size < wanted || wanted == 1) return i;
      i += size;
    }
    if (i >= length) return length;
  }
}

size_t utf8_invalid_length(const uint8_t *bytes, size_t length, bool *is_open) {
  size_t wanted, size = matching_length(bytes, length, &wanted);
  *is_open = size == length && size < wanted;
  return size;
}

void utf8_append_repaired(Text *out, const char *bytes, size_t length) {
  const uint8_t *b = (const uint8_t *)bytes;
  for (size_t i = 0; i < length;) {
    bool is_open;
    size_t valid = utf8_valid_length(b + i, length - i);
    text_append(out, bytes + i, valid);
    i += valid;
    if (i == length) return;
    text_code_point(out, 0xfffd);
    i += utf8_invalid_length(b + i, length - i, &is_open);
  }
}
