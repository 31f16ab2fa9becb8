/* SPDX-License-Identifier: MIT */
/* percent_encoding.h: percent-encoded bytes and the sets of what is encoded where.
 * https://url.spec.whatwg.org/#percent-encoded-bytes */
#ifndef RUNTIME_WEB_PERCENT_ENCODING_H
#define RUNTIME_WEB_PERCENT_ENCODING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a byte is in URLs, as bits of byte_classes: the percent-encode sets that have it, each with all that is not
 * ASCII besides; the forbidden host and domain code points; and what ends a part of a URL, or divides one. */
enum {
  C0_CONTROL_SET = 1 << 0,
  FRAGMENT_SET = 1 << 1,
  QUERY_SET = 1 << 2,
  SPECIAL_QUERY_SET = 1 << 3,
  PATH_SET = 1 << 4,
  USERINFO_SET = 1 << 5,
  FORM_SET = 1 << 6, /* application/x-www-form-urlencoded */
  FILE_PATH_SET = 1 << 7, /* PATH_SET, and what Node escapes besides in paths of files */
  FORBIDDEN_HOST = 1 << 8,
  FORBIDDEN_DOMAIN = 1 << 9,
  UPPER_CASE = 1 << 10,
  SCHEME_LETTER = 1 << 11, /* what a scheme has behind its first letter */
  SLASH = 1 << 12,
  BACKSLASH = 1 << 13,
  QUERY_OR_FRAGMENT = 1 << 14, /* "?" and "#" */
  AUTHORITY_MARK = 1 << 15, /* "@", ":", "[" and "]" */
  NOT_ASCII = 1 << 16,
  FORM_MARK = 1 << 17, /* "&", "=", "+" and "%" */
};
extern const uint32_t byte_classes[256];

static inline bool byte_is(char c, unsigned classes) { return byte_classes[(uint8_t)c] & classes; }

/* The first byte of one of the classes, or the end. */
static inline const char *find_byte(const char *at, const char *end, unsigned classes) {
  for (; end - at >= 4; at += 4) { /* OPT: one comparison with the end for four bytes */
    if (byte_is(at[0], classes)) return at;
    if (byte_is(at[1], classes)) return at + 1;
    if (byte_is(at[2], classes)) return at + 2;
    if (byte_is(at[3], classes)) return at + 3;
  }
  while (at < end && !byte_is(*at, classes)) at++;
  return at;
}
/* All classes that bytes of the text have. */
static inline unsigned classes_of(const char *bytes, size_t length) {
  unsigned classes = 0;
  for (size_t i = 0; i < length; i++) classes |= byte_classes[(uint8_t)bytes[i]];
  return classes;
}

/* Writes the bytes, percent-encoded where they are in the set, to memory with room for three times as many. Gives the
 * end of what was written. */
char *percent_encode(char *to, const char *from, size_t length, unsigned set);
/* The same for FORM_SET, where a space becomes "+". */
char *form_encode(char *to, const char *from, size_t length);
/* Writes the bytes with percent-encoded ones decoded; to and from may be the same. Gives their number. */
size_t percent_decode(char *to, const char *from, size_t length);
/* The byte that "%" and what is behind it stand for; -1: no hexadecimal digits follow. */
int percent_decode_byte(const char *from, const char *end);
/* The value of a hexadecimal digit, or -1. */
int hex_digit_value(char c);

#endif
