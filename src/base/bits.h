/* SPDX-License-Identifier: MIT */
/* bits.h: counting bits, rounding, and bitmaps.
 *
 * A bitmap is an array of 64-bit words owned by the caller; bit i is bit i % 64 of word i / 64. */
#ifndef MOTE_BASE_BITS_H
#define MOTE_BASE_BITS_H

#include "base/common.h"

/* Trailing and leading zero bits; x must not be 0. */
static inline uint32_t bits_ctz64(uint64_t x) { return (uint32_t)__builtin_ctzll(x); }
static inline uint32_t bits_clz32(uint32_t x) { return (uint32_t)__builtin_clz(x); }
static inline uint32_t bits_clz64(uint64_t x) { return (uint32_t)__builtin_clzll(x); }

/* The number of bits that are set. */
static inline uint32_t bits_popcount64(uint64_t x) { return (uint32_t)__builtin_popcountll(x); }

/* floor(log2(x)); x must not be 0. */
static inline uint32_t bits_log2_32(uint32_t x) { return 31 - bits_clz32(x); }
static inline uint32_t bits_log2_64(uint64_t x) { return 63 - bits_clz64(x); }

/* True for 1, 2, 4, 8... */
static inline bool is_power_of_two(uint64_t x) { return x && !(x & (x - 1)); }

/* The smallest power of two that is not below x; 1 for 0. It must fit. */
static inline uint32_t next_power_of_two32(uint32_t x) {
  return x <= 1 ? 1 : 1u << (32 - bits_clz32(x - 1));
}
static inline uint64_t next_power_of_two64(uint64_t x) {
  return x <= 1 ? 1 : 1ull << (64 - bits_clz64(x - 1));
}

/* x rounded up or down to a multiple of `alignment`, a power of two. */
static inline size_t round_up(size_t x, size_t alignment) {
  return (x + alignment - 1) & ~(alignment - 1);
}
static inline size_t round_down(size_t x, size_t alignment) { return x & ~(alignment - 1); }

/* x rotated left by n bits, 0 < n < width. */
static inline uint64_t rotate_left64(uint64_t x, uint32_t n) { return (x << n) | (x >> (64 - n)); }

/* The product of two 64-bit numbers: the low half, and the high half in `*high`. */
static inline uint64_t multiply_wide(uint64_t a, uint64_t b, uint64_t *high) {
#ifdef __SIZEOF_INT128__
  unsigned __int128 product = (unsigned __int128)a * b;
  *high = (uint64_t)(product >> 64);
  return (uint64_t)product;
#else
  uint64_t a_low = (uint32_t)a, a_high = a >> 32, b_low = (uint32_t)b, b_high = b >> 32;
  uint64_t low = a_low * b_low, middle = a_high * b_low + (low >> 32);
  uint64_t cross = a_low * b_high + (uint32_t)middle;
  *high = a_high * b_high + (middle >> 32) + (cross >> 32);
  return cross << 32 | (uint32_t)low;
#endif
}

/* The words that a bitmap of `bits` bits takes. */
static inline size_t bitmap_words(size_t bits) { return (bits + 63) / 64; }

/* Reads, sets, clears one bit. */
static inline bool bitmap_get(const uint64_t *bitmap, size_t bit) {
  return bitmap[bit / 64] >> (bit % 64) & 1;
}
static inline void bitmap_set(uint64_t *bitmap, size_t bit) {
  bitmap[bit / 64] |= 1ull << (bit % 64);
}
static inline void bitmap_clear(uint64_t *bitmap, size_t bit) {
  bitmap[bit / 64] &= ~(1ull << (bit % 64));
}

/* Sets one bit and says whether it was set before. */
static inline bool bitmap_test_and_set(uint64_t *bitmap, size_t bit) {
  uint64_t *word = &bitmap[bit / 64];
  uint64_t mask = 1ull << (bit % 64);
  bool was_set = *word & mask;
  *word |= mask;
  return was_set;
}

/* The first set (clear) bit at `from` or after it; `bits` if there is none. */
static inline size_t bitmap_next_set(const uint64_t *bitmap, size_t bits, size_t from) {
  for (size_t index = from / 64, shift = from % 64; index * 64 < bits; index++, shift = 0) {
    uint64_t word = bitmap[index] >> shift << shift;
    if (word) return size_min(index * 64 + bits_ctz64(word), bits);
  }
  return bits;
}
static inline size_t bitmap_next_clear(const uint64_t *bitmap, size_t bits, size_t from) {
  for (size_t index = from / 64, shift = from % 64; index * 64 < bits; index++, shift = 0) {
    uint64_t word = ~bitmap[index] >> shift << shift;
    if (word) return size_min(index * 64 + bits_ctz64(word), bits);
  }
  return bits;
}

/* The number of set bits of a whole bitmap; bits past its end must be clear. */
static inline size_t bitmap_count(const uint64_t *bitmap, size_t bits) {
  size_t count = 0;
  for (size_t i = 0; i < bitmap_words(bits); i++) count += bits_popcount64(bitmap[i]);
  return count;
}

#endif
