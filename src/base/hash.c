/* SPDX-License-Identifier: MIT */
/* hash.c: the string hash.
 *
 * Text is read as 64-bit words of four code units, whatever its width, and folded by 64x64->128-bit multiplication
 * (the idea of wyhash). The last one to eight units are read as two words that may overlap:
 * there is no loop over bytes. */
#include "base/hash.h"

#include "base/bits.h"
#include "base/text.h"

#define KEY_0 0xa0761d6478bd642full
#define KEY_1 0xe7037ed1a0b428dbull
#define KEY_2 0x8ebc6af09c88c6e3ull

static inline uint64_t fold(uint64_t a, uint64_t b) {
  uint64_t high, low = multiply_wide(a, b, &high);
  return high ^ low;
}

/* Four units as one word, the first in the lowest 16 bits. */
static ALWAYS_INLINE uint64_t read_four(Text text, size_t index) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  if (text.wide) {
    uint64_t word;
    memcpy(&word, (const uint16_t *)text.units + index, 8);
    return word;
  }
  uint32_t narrow;
  memcpy(&narrow, (const uint8_t *)text.units + index, 4);
  uint64_t word = narrow;
  word = (word | word << 16) & 0x0000ffff0000ffffull;
  return (word | word << 8) & 0x00ff00ff00ff00ffull;
#else
  return (uint64_t)text_unit(text, index) | (uint64_t)text_unit(text, index + 1) << 16 |
         (uint64_t)text_unit(text, index + 2) << 32 | (uint64_t)text_unit(text, index + 3) << 48;
#endif
}

/* One to three units as one word. */
static ALWAYS_INLINE uint64_t read_few(Text text) {
  return (uint64_t)text_unit(text, 0) | (uint64_t)text_unit(text, text.length / 2) << 16 |
         (uint64_t)text_unit(text, text.length - 1) << 32;
}

static ALWAYS_INLINE uint32_t hash_text(Text text, uint32_t seed) {
  uint64_t state = seed ^ KEY_0, a = 0, b = 0;
  size_t index = 0, length = text.length;
  for (; length - index > 8; index += 8)
    state = fold(read_four(text, index) ^ KEY_1, read_four(text, index + 4) ^ state);
  if (length >= 4) {
    a = read_four(text, length - index >= 4 ? index : length - 4);
    b = read_four(text, length - 4);
  } else if (length > 0) {
    a = read_few(text);
  }
  uint64_t mixed = fold(KEY_2 ^ length, fold(a ^ KEY_1, b ^ state));
  return (uint32_t)(mixed ^ mixed >> 32);
}

uint32_t hash_latin1(const uint8_t *units, size_t length, uint32_t seed) {
  return hash_text(text_of_latin1(units, length), seed);
}

uint32_t hash_utf16(const uint16_t *units, size_t length, uint32_t seed) {
  return hash_text(text_of_utf16(units, length), seed);
}
