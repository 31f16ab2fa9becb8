/* SPDX-License-Identifier: MIT */
/* percent_encoding.h: percent-encoded bytes and the sets of what is encoded where.
 * https://url.spec.whatwg.org/#percent-encoded-bytes */
#ifndef RUNTIME_WEB_PERCENT_ENCODING_H
#define RUNTIME_WEB_PERCENT_ENCODING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A set of ASCII characters: a bit for each, those below 64 in `low`. */
typedef struct AsciiSet {
  uint64_t low, high;
} AsciiSet;

/* The bits of a character that is below 64, and of one that is not. */
#define LOW_BIT(c)  ((uint64_t)1 << (c))
#define HIGH_BIT(c) ((uint64_t)1 << ((c) - 64))

static inline bool ascii_set_has(AsciiSet set, uint8_t c) {
  return (c < 64 ? set.low >> c : c < 128 ? set.high >> (c - 64) : 0) & 1;
}

/* The percent-encode sets, each with all that is not ASCII besides. */
extern const AsciiSet C0_CONTROL_SET, FRAGMENT_SET, QUERY_SET, SPECIAL_QUERY_SET, PATH_SET,
    USERINFO_SET, COMPONENT_SET, FORM_SET;

/* Writes the bytes, percent-encoded where they are in the set, to memory with room for three times as many. Gives the
 * end of what was written. */
char *percent_encode(char *to, const char *from, size_t length, AsciiSet set);
/* The same for FORM_SET, where a space becomes "+". */
char *form_encode(char *to, const char *from, size_t length);
/* Writes the bytes with percent-encoded ones decoded; to and from may be the same. Gives their number. */
size_t percent_decode(char *to, const char *from, size_t length);
/* The value of a hexadecimal digit, or -1. */
int hex_digit_value(char c);

#endif
