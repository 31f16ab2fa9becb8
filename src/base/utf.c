/* SPDX-License-Identifier: MIT */
/* utf.c: decoding, encoding and converting text.
 *
 * Every decoder here goes through decode_sequence, which alone knows what is well-formed; around it stand loops that
 * take runs of ASCII eight bytes at a time, and scans written so that the compiler vectorises them. */
#include "base/utf.h"

#include "base/bits.h"

#define HIGH_BITS 0x8080808080808080ull

static inline uint64_t read_word(const uint8_t *bytes) {
  uint64_t word;
  memcpy(&word, bytes, 8);
  return word;
}

/* ------------------------------------------------------------------ UTF-8 */

static inline bool is_continuation(uint8_t byte) { return (byte & 0xc0) == 0x80; }

/* True if `second` may follow `lead` (0xc2 to 0xf4): no overlong form, nothing past U+10FFFF, surrogates on demand. */
static ALWAYS_INLINE bool second_byte_fits(uint8_t lead, uint8_t second, bool surrogates) {
  if (!is_continuation(second)) return false;
  switch (lead) {
    case 0xe0: return second >= 0xa0;
    case 0xed: return surrogates || second < 0xa0;
    case 0xf0: return second >= 0x90;
    case 0xf4: return second < 0x90;
    default: return true;
  }
}

/* Decodes a sequence whose first byte is not ASCII. */
static ALWAYS_INLINE uint32_t decode_sequence(const uint8_t *bytes, size_t length,
                                              uint32_t *code_point, bool surrogates) {
  uint8_t lead = bytes[0];
  *code_point = UTF_INVALID;
  if (lead < 0xc2 || lead > 0xf4) return 1;
  if (length < 2 || !second_byte_fits(lead, bytes[1], surrogates)) return 1;
  if (lead < 0xe0) {
    *code_point = (uint32_t)(lead & 0x1f) << 6 | (bytes[1] & 0x3f);
    return 2;
  }
  if (length < 3 || !is_continuation(bytes[2])) return 2;
  uint32_t head = (uint32_t)(bytes[1] & 0x3f) << 6 | (bytes[2] & 0x3f);
  if (lead < 0xf0) {
    *code_point = (uint32_t)(lead & 0x0f) << 12 | head;
    return 3;
  }
  if (length < 4 || !is_continuation(bytes[3])) return 3;
  *code_point = (uint32_t)(lead & 0x07) << 18 | head << 6 | (bytes[3] & 0x3f);
  return 4;
}

uint32_t utf8_decode(const uint8_t *bytes, size_t length, uint32_t *code_point) {
  *code_point = bytes[0];
  return bytes[0] < 0x80 ? 1 : decode_sequence(bytes, length, code_point, false);
}

uint32_t wtf8_decode(const uint8_t *bytes, size_t length, uint32_t *code_point) {
  *code_point = bytes[0];
  return bytes[0] < 0x80 ? 1 : decode_sequence(bytes, length, code_point, true);
}

uint32_t utf8_encode(uint32_t code_point, uint8_t out[UTF8_MAX_LENGTH]) {
  ASSERT(code_point <= UTF_MAX_CODE_POINT);
  if (code_point < 0x80) {
    out[0] = (uint8_t)code_point;
    return 1;
  }
  if (code_point < 0x800) {
    out[0] = (uint8_t)(0xc0 | code_point >> 6);
    out[1] = (uint8_t)(0x80 | (code_point & 0x3f));
    return 2;
  }
  if (code_point < 0x10000) {
    out[0] = (uint8_t)(0xe0 | code_point >> 12);
    out[1] = (uint8_t)(0x80 | (code_point >> 6 & 0x3f));
    out[2] = (uint8_t)(0x80 | (code_point & 0x3f));
    return 3;
  }
  out[0] = (uint8_t)(0xf0 | code_point >> 18);
  out[1] = (uint8_t)(0x80 | (code_point >> 12 & 0x3f));
  out[2] = (uint8_t)(0x80 | (code_point >> 6 & 0x3f));
  out[3] = (uint8_t)(0x80 | (code_point & 0x3f));
  return 4;
}

Utf8Measure wtf8_measure(const uint8_t *bytes, size_t length) {
  size_t ascii = ascii_prefix_length(bytes, length);
  Utf8Measure result = {
      .utf16_length = ascii, .is_ascii = ascii == length, .is_latin1 = true, .is_valid = true};
  for (size_t i = ascii; i < length;) {
    if (bytes[i] < 0x80) {
      size_t run = ascii_prefix_length(bytes + i, length - i);
      result.utf16_length += run;
      i += run;
      continue;
    }
    uint32_t code_point;
    i += decode_sequence(bytes + i, length - i, &code_point, true);
    if (code_point == UTF_INVALID) {
      result.is_valid = false;
      code_point = UTF_REPLACEMENT;
    }
    result.is_latin1 &= code_point < 0x100;
    result.utf16_length += code_point < 0x10000 ? 1 : 2;
  }
  return result;
}

size_t wtf8_to_utf16(const uint8_t *bytes, size_t length, uint16_t *out) {
  uint16_t *next = out;
  for (size_t i = 0; i < length;) {
    if (bytes[i] < 0x80) {
      size_t run = ascii_prefix_length(bytes + i, length - i);
      latin1_to_utf16(bytes + i, run, next);
      next += run;
      i += run;
      continue;
    }
    uint32_t code_point;
    i += decode_sequence(bytes + i, length - i, &code_point, true);
    next += utf16_encode(code_point == UTF_INVALID ? UTF_REPLACEMENT : code_point, next);
  }
  return (size_t)(next - out);
}

size_t utf8_to_latin1(const uint8_t *bytes, size_t length, uint8_t *out) {
  uint8_t *next = out;
  for (size_t i = 0; i < length;) {
    size_t run = ascii_prefix_length(bytes + i, length - i);
    memcpy(next, bytes + i, run);
    next += run;
    i += run;
    for (; i < length && bytes[i] >= 0x80; i += 2) {
      ASSERT(i + 1 < length && (bytes[i] & 0xfe) == 0xc2);
      *next++ = (uint8_t)(bytes[i] << 6 | (bytes[i + 1] & 0x3f));
    }
  }
  return (size_t)(next - out);
}

/* ------------------------------------------------------------------ scans */

size_t ascii_prefix_length(const uint8_t *bytes, size_t length) {
  size_t i = 0;
  for (; i + 8 <= length; i += 8)
    if (read_word(bytes + i) & HIGH_BITS) break;
  while (i < length && bytes[i] < 0x80) i++;
  return i;
}

/* The number of units that the scans below take between two looks at the result: enough to vectorise, and to stop
 * early. */
#define SCAN_BLOCK 64

bool latin1_is_ascii(const uint8_t *units, size_t length) {
  size_t i = 0;
  for (; i + SCAN_BLOCK <= length; i += SCAN_BLOCK) {
    uint8_t all = 0;
    for (size_t j = 0; j < SCAN_BLOCK; j++) all |= units[i + j];
    if (all & 0x80) return false;
  }
  uint8_t all = 0;
  for (; i < length; i++) all |= units[i];
  return !(all & 0x80);
}

bool utf16_is_latin1(const uint16_t *units, size_t length) {
  size_t i = 0;
  for (; i + SCAN_BLOCK <= length; i += SCAN_BLOCK) {
    uint16_t all = 0;
    for (size_t j = 0; j < SCAN_BLOCK; j++) all |= units[i + j];
    if (all & 0xff00) return false;
  }
  uint16_t all = 0;
  for (; i < length; i++) all |= units[i];
  return !(all & 0xff00);
}

void utf16_to_latin1(const uint16_t *restrict units, size_t length, uint8_t *restrict out) {
  for (size_t i = 0; i < length; i++) out[i] = (uint8_t)units[i];
}

void latin1_to_utf16(const uint8_t *restrict units, size_t length, uint16_t *restrict out) {
  for (size_t i = 0; i < length; i++) out[i] = units[i];
}

/* ------------------------------------------------------------------ to UTF-8 */

size_t latin1_utf8_length(const uint8_t *units, size_t length) {
  size_t extra = 0;
  for (size_t i = ascii_prefix_length(units, length); i < length; i++) extra += units[i] >> 7;
  return length + extra;
}

size_t utf16_utf8_length(const uint16_t *units, size_t length) {
  size_t extra = 0, pairs = 0;
  for (size_t i = 0; i < length; i++)
    extra += (size_t)(units[i] >= 0x80) + (size_t)(units[i] >= 0x800);
  for (size_t i = 1; i < length; i++)
    pairs += (size_t)utf16_is_lead(units[i - 1]) & (size_t)utf16_is_trail(units[i]);
  return length + extra - 2 * pairs; /* A pair takes four bytes, not twice three. */
}

size_t latin1_write_utf8(const uint8_t *units, size_t length, uint8_t *out, size_t size,
                         size_t *read) {
  size_t i = 0, used = 0;
  while (i < length && used < size) {
    size_t run = ascii_prefix_length(units + i, size_min(length - i, size - used));
    memcpy(out + used, units + i, run);
    used += run;
    i += run;
    for (; i < length && units[i] >= 0x80 && size - used >= 2; i++) {
      out[used++] = (uint8_t)(0xc0 | units[i] >> 6);
      out[used++] = (uint8_t)(0x80 | (units[i] & 0x3f));
    }
    if (size - used < 2 && i < length && units[i] >= 0x80) break;
  }
  *read = i;
  return used;
}

size_t latin1_to_utf8(const uint8_t *units, size_t length, uint8_t *out) {
  size_t read;
  return latin1_write_utf8(units, length, out, SIZE_MAX, &read);
}

/* Four units at once, if they are ASCII. */
static bool write_ascii(const uint16_t units[4], uint8_t out[4]) {
  uint64_t word;
  memcpy(&word, units, sizeof word);
  if (word & 0xff80ff80ff80ff80u) return false;
  for (int i = 0; i < 4; i++) out[i] = (uint8_t)units[i];
  return true;
}

size_t utf16_write_utf8(const uint16_t *units, size_t length, uint8_t *out, size_t size,
                        UtfSurrogates surrogates, size_t *read) {
  size_t i = 0, used = 0;
  while (i < length) {
    if (length - i >= 4 && size - used >= 4 && write_ascii(units + i, out + used)) {
      i += 4;
      used += 4;
      continue;
    }
    uint32_t count, code_point = utf16_decode(units, length, i, &count);
    if (utf16_is_surrogate(code_point) && surrogates == UTF_SURROGATES_REPLACE)
      code_point = UTF_REPLACEMENT;
    if (utf8_length_of(code_point) > size - used) break;
    used += utf8_encode(code_point, out + used);
    i += count;
  }
  *read = i;
  return used;
}

size_t utf16_to_utf8(const uint16_t *units, size_t length, uint8_t *out, UtfSurrogates surrogates) {
  size_t read;
  return utf16_write_utf8(units, length, out, SIZE_MAX, surrogates, &read);
}

/* ------------------------------------------------------------------ surrogates, comparison */

size_t utf16_find_lone_surrogate(const uint16_t *units, size_t length, size_t from) {
  for (size_t i = from; i < length;) {
    uint32_t size, code_point = utf16_decode(units, length, i, &size);
    if (unlikely(utf16_is_surrogate(code_point))) return i;
    i += size;
  }
  return length;
}

void utf16_make_well_formed(uint16_t *units, size_t length) {
  for (size_t i = 0; (i = utf16_find_lone_surrogate(units, length, i)) < length; i++)
    units[i] = UTF_REPLACEMENT;
}

/* The sign of a - b. */
static inline int compare_lengths(size_t a, size_t b) { return (a > b) - (a < b); }

int latin1_compare(const uint8_t *a, size_t a_length, const uint8_t *b, size_t b_length) {
  size_t common = size_min(a_length, b_length);
  int order = common ? memcmp(a, b, common) : 0;
  return order ? order : compare_lengths(a_length, b_length);
}

int utf16_compare(const uint16_t *a, size_t a_length, const uint16_t *b, size_t b_length) {
  size_t common = size_min(a_length, b_length);
  for (size_t i = 0; i < common; i++)
    if (a[i] != b[i]) return (int)a[i] - (int)b[i];
  return compare_lengths(a_length, b_length);
}

int latin1_utf16_compare(const uint8_t *a, size_t a_length, const uint16_t *b, size_t b_length) {
  size_t common = size_min(a_length, b_length);
  for (size_t i = 0; i < common; i++)
    if (a[i] != b[i]) return (int)a[i] - (int)b[i];
  return compare_lengths(a_length, b_length);
}

bool latin1_equals_utf16(const uint8_t *a, const uint16_t *b, size_t length) {
  for (size_t i = 0; i < length; i++)
    if (a[i] != b[i]) return false;
  return true;
}
