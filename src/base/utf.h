/* SPDX-License-Identifier: MIT */
/* utf.h: UTF-8, WTF-8, UTF-16 and Latin-1: decoding, encoding, measuring, converting.
 *
 * Terms: Latin-1 text is bytes that are code units below 256; UTF-16 text may hold lone surrogates; WTF-8 is UTF-8
 * that also admits lone surrogates as three bytes. Ill-formed UTF-8 is replaced as the WHATWG encoding standard does:
 * one U+FFFD for each maximal subpart (https://encoding.spec.whatwg.org/#utf-8-decoder).
 * Lengths count bytes for UTF-8, code units otherwise. Output areas never overlap the input. */
#ifndef MOTE_BASE_UTF_H
#define MOTE_BASE_UTF_H

#include "base/common.h"

/* What a decoder gives for an ill-formed sequence. */
#define UTF_INVALID 0xffffffffu
/* What replaces an ill-formed sequence. */
#define UTF_REPLACEMENT 0xfffdu
/* The largest code point. */
#define UTF_MAX_CODE_POINT 0x10ffffu
/* The most bytes that one code point takes in UTF-8. */
#define UTF8_MAX_LENGTH 4

/* What becomes of lone surrogates in output that is UTF-8. */
typedef enum UtfSurrogates {
  UTF_SURROGATES_REPLACE, /* each becomes U+FFFD: well-formed UTF-8 */
  UTF_SURROGATES_KEEP,    /* each becomes three bytes: WTF-8 */
} UtfSurrogates;

/* Surrogates: classes and pairs. */
static inline bool utf16_is_lead(uint32_t unit) { return (unit & 0xfffffc00u) == 0xd800; }
static inline bool utf16_is_trail(uint32_t unit) { return (unit & 0xfffffc00u) == 0xdc00; }
static inline bool utf16_is_surrogate(uint32_t unit) { return (unit & 0xfffff800u) == 0xd800; }
static inline uint32_t utf16_combine(uint32_t lead, uint32_t trail) {
  return 0x10000 + ((lead & 0x3ff) << 10) + (trail & 0x3ff);
}
static inline uint16_t utf16_lead_of(uint32_t code_point) {
  return (uint16_t)(0xd7c0 + (code_point >> 10));
}
static inline uint16_t utf16_trail_of(uint32_t code_point) {
  return (uint16_t)(0xdc00 | (code_point & 0x3ff));
}

/* The code point at `units[index]`, a lone surrogate being itself; `*size` is 1 or 2 units. index < length. */
static inline uint32_t utf16_decode(const uint16_t *units, size_t length, size_t index,
                                    uint32_t *size) {
  uint32_t unit = units[index];
  *size = 1;
  if (likely(!utf16_is_lead(unit)) || index + 1 >= length || !utf16_is_trail(units[index + 1]))
    return unit;
  *size = 2;
  return utf16_combine(unit, units[index + 1]);
}

/* Writes a code point as one or two units; returns how many. */
static inline uint32_t utf16_encode(uint32_t code_point, uint16_t out[2]) {
  if (code_point < 0x10000) {
    out[0] = (uint16_t)code_point;
    return 1;
  }
  out[0] = utf16_lead_of(code_point);
  out[1] = utf16_trail_of(code_point);
  return 2;
}

/* Decodes one code point from `bytes` (length > 0); returns the bytes it takes (1 to 4). If they are ill-formed,
 * `*code_point` is UTF_INVALID and the result is the length of the maximal subpart to skip. */
uint32_t utf8_decode(const uint8_t *bytes, size_t length, uint32_t *code_point);

/* The same, but lone surrogates of three bytes are taken as they are. */
uint32_t wtf8_decode(const uint8_t *bytes, size_t length, uint32_t *code_point);

/* Writes a code point (a surrogate too: WTF-8); returns the bytes written, 1 to 4. */
uint32_t utf8_encode(uint32_t code_point, uint8_t out[UTF8_MAX_LENGTH]);

/* The bytes that a code point takes. */
static inline uint32_t utf8_length_of(uint32_t code_point) {
  return code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
}

/* What a run of WTF-8 holds. */
typedef struct Utf8Measure {
  size_t utf16_length; /* units after decoding, replacements included */
  bool is_ascii; /* every code point is below 0x80 */
  bool is_latin1; /* every code point is below 0x100 (and nothing was ill-formed) */
  bool is_valid; /* nothing was ill-formed */
} Utf8Measure;

/* Measures WTF-8 in one pass. */
Utf8Measure wtf8_measure(const uint8_t *bytes, size_t length);

/* Converts to UTF-16, replacing what is ill-formed; lone surrogates stay as they are. `out` has room for the
 * measured length. Returns the units written. */
size_t wtf8_to_utf16(const uint8_t *bytes, size_t length, uint16_t *out);

/* Converts to Latin-1 what wtf8_measure said is_latin1 of. Returns the units written. */
size_t utf8_to_latin1(const uint8_t *bytes, size_t length, uint8_t *out);

/* The length of the longest prefix that is ASCII. */
size_t ascii_prefix_length(const uint8_t *bytes, size_t length);

/* True if all bytes are ASCII. */
bool latin1_is_ascii(const uint8_t *units, size_t length);

/* True if all units are below 256. */
bool utf16_is_latin1(const uint16_t *units, size_t length);

/* Narrows units that are all below 256; widens Latin-1. `out` has room for `length`. */
void utf16_to_latin1(const uint16_t *units, size_t length, uint8_t *out);
void latin1_to_utf16(const uint8_t *units, size_t length, uint16_t *out);

/* The bytes that the text takes as UTF-8 (the same for either treatment of lone surrogates). */
size_t latin1_utf8_length(const uint8_t *units, size_t length);
size_t utf16_utf8_length(const uint16_t *units, size_t length);

/* Converts to UTF-8; `out` has room for the computed length. Returns the bytes written. */
size_t latin1_to_utf8(const uint8_t *units, size_t length, uint8_t *out);
size_t utf16_to_utf8(const uint16_t *units, size_t length, uint8_t *out, UtfSurrogates surrogates);
/* The same with room for `size` bytes: as many whole characters as fit. *read: the units that they are. */
size_t latin1_write_utf8(const uint8_t *units, size_t length, uint8_t *out, size_t size,
                         size_t *read);
size_t utf16_write_utf8(const uint16_t *units, size_t length, uint8_t *out, size_t size,
                        UtfSurrogates surrogates, size_t *read);

/* The index of the first lone surrogate at `from` or after it; `length` if there is none. */
size_t utf16_find_lone_surrogate(const uint16_t *units, size_t length, size_t from);

/* True if there is no lone surrogate. */
static inline bool utf16_is_well_formed(const uint16_t *units, size_t length) {
  return utf16_find_lone_surrogate(units, length, 0) == length;
}

/* Replaces each lone surrogate by U+FFFD, in place. */
void utf16_make_well_formed(uint16_t *units, size_t length);

/* Compares two texts by code units, as memcmp does: negative, zero or positive. */
int latin1_compare(const uint8_t *a, size_t a_length, const uint8_t *b, size_t b_length);
int utf16_compare(const uint16_t *a, size_t a_length, const uint16_t *b, size_t b_length);
int latin1_utf16_compare(const uint8_t *a, size_t a_length, const uint16_t *b, size_t b_length);

/* True if the `length` units are the same. */
bool latin1_equals_utf16(const uint8_t *a, const uint16_t *b, size_t length);

/* True for ECMAScript's WhiteSpace and LineTerminator, none of which lies outside the basic plane.
 * #sec-white-space #sec-line-terminators */
static inline bool utf_is_space(uint32_t unit) {
  if (unit < 0x80) return unit == ' ' || (unit >= '\t' && unit <= '\r');
  if (likely(unit < 0x1680)) return unit == 0xa0;
  return unit == 0x1680 || (unit >= 0x2000 && unit <= 0x200a) || unit == 0x2028 || unit == 0x2029 ||
         unit == 0x202f || unit == 0x205f || unit == 0x3000 || unit == 0xfeff;
}

#endif
