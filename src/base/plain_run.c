/* SPDX-License-Identifier: MIT */
/* plain_run.c: see plain_run.h.
 *
 * A word holds 8 or 4 units. Subtracting lane by lane borrows from the next higher lane only where a lane is found, so
 * the lowest lane found is right, and it is the first one in the text. Long text is first looked at in blocks, by
 * loops that compilers turn into vector instructions. */
#include "base/plain_run.h"

#include "base/bits.h"

#define BLOCK 32

#define LATIN1_ONES 0x0101010101010101u
#define UTF16_ONES  0x0001000100010001u

/* The first unit in memory becomes the lowest lane. */
static inline uint64_t load_word(const void *from) {
  uint64_t word;
  memcpy(&word, from, sizeof word);
  return word;
}
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#error "load_word needs a form for big-endian machines"
#endif

/* The highest bit of each lane that is below `limit`, up to the lowest such lane. */
static ALWAYS_INLINE uint64_t lanes_below(uint64_t word, uint64_t ones, uint64_t limit) {
  return (word - ones * limit) & ~word;
}

static ALWAYS_INLINE uint64_t lanes_equal(uint64_t word, uint64_t ones, uint64_t unit) {
  uint64_t difference = word ^ ones * unit;
  return (difference - ones) & ~difference;
}

/* ------------------------------------------------------------------ Latin-1 */

static inline bool latin1_is_special(uint8_t unit) {
  return unit < ' ' || unit == '"' || unit == '\\';
}

/* Which of 8 units are special; the lowest bit set is right. */
static inline uint64_t latin1_specials(uint64_t word) {
  uint64_t found = lanes_below(word, LATIN1_ONES, ' ') | lanes_equal(word, LATIN1_ONES, '"') |
                   lanes_equal(word, LATIN1_ONES, '\\');
  return found & LATIN1_ONES << 7;
}

static inline bool latin1_block_is_plain(const uint8_t *block) {
  uint8_t any = 0;
  for (size_t i = 0; i < BLOCK; i++)
    any |= (uint8_t)(block[i] < ' ') | (uint8_t)(block[i] == '"') | (uint8_t)(block[i] == '\\');
  return !any;
}

size_t plain_run_latin1(const uint8_t *units, size_t length) {
  size_t at = 0;
  for (; at + 8 <= length; at += 8) {
    uint64_t specials = latin1_specials(load_word(units + at));
    if (specials) return at + bits_ctz64(specials) / 8;
    if (at < BLOCK) continue;
    while (at + 8 + BLOCK <= length && latin1_block_is_plain(units + at + 8)) at += BLOCK;
  }
  while (at < length && !latin1_is_special(units[at])) at++;
  return at;
}

size_t plain_run_copy_latin1(const uint8_t *restrict units, size_t length, uint8_t *restrict out) {
  size_t at = 0;
  for (; at + 8 <= length; at += 8) {
    uint64_t word = load_word(units + at), specials = latin1_specials(word);
    memcpy(out + at, &word, sizeof word);
    if (specials) return at + bits_ctz64(specials) / 8;
  }
  for (; at < length && !latin1_is_special(units[at]); at++) out[at] = units[at];
  return at;
}

/* ------------------------------------------------------------------ UTF-16 */

static ALWAYS_INLINE bool utf16_is_special(uint16_t unit, bool surrogates) {
  return unit < ' ' || unit == '"' || unit == '\\' || (surrogates && (unit & 0xf800) == 0xd800);
}

/* Which of 4 units are special; the lowest bit set is right. */
static ALWAYS_INLINE uint64_t utf16_specials(uint64_t word, bool surrogates) {
  uint64_t found = lanes_below(word, UTF16_ONES, ' ') | lanes_equal(word, UTF16_ONES, '"') |
                   lanes_equal(word, UTF16_ONES, '\\');
  if (surrogates) found |= lanes_equal(word & UTF16_ONES * 0xf800, UTF16_ONES, 0xd800);
  return found & UTF16_ONES << 15;
}

static ALWAYS_INLINE bool utf16_block_is_plain(const uint16_t *block, bool surrogates) {
  uint16_t any = 0;
  for (size_t i = 0; i < BLOCK; i++) {
    uint16_t unit = block[i];
    any |= (uint16_t)(unit < ' ') | (uint16_t)(unit == '"') | (uint16_t)(unit == '\\');
    if (surrogates) any |= (uint16_t)((unit & 0xf800) == 0xd800);
  }
  return !any;
}

static ALWAYS_INLINE size_t utf16_run(const uint16_t *units, size_t length, bool surrogates) {
  size_t at = 0;
  for (; at + 4 <= length; at += 4) {
    uint64_t specials = utf16_specials(load_word(units + at), surrogates);
    if (specials) return at + bits_ctz64(specials) / 16;
    if (at < BLOCK / 2) continue;
    while (at + 4 + BLOCK <= length && utf16_block_is_plain(units + at + 4, surrogates))
      at += BLOCK;
  }
  while (at < length && !utf16_is_special(units[at], surrogates)) at++;
  return at;
}

size_t plain_run_utf16(const uint16_t *units, size_t length) {
  return utf16_run(units, length, false);
}

size_t plain_run_utf16_no_surrogates(const uint16_t *units, size_t length) {
  return utf16_run(units, length, true);
}
