/* SPDX-License-Identifier: MIT */
/* hash.h: hashing of strings, integers and pointers.
 *
 * Invariant: hash_latin1 and hash_utf16 give the same number for the same sequence of code units.
 * The seed may be 0; a host that hashes hostile keys gives each VM its own. All 32 bits are well mixed,
 * so a table may take the low ones. */
#ifndef MOTE_BASE_HASH_H
#define MOTE_BASE_HASH_H

#include "base/common.h"

/* The hash of `length` code units, each below 256. */
uint32_t hash_latin1(const uint8_t *units, size_t length, uint32_t seed);

/* The hash of `length` 16-bit code units. */
uint32_t hash_utf16(const uint16_t *units, size_t length, uint32_t seed);

/* The hash of bytes that are not compared with 16-bit text (same as hash_latin1). */
static inline uint32_t hash_bytes(const void *bytes, size_t length, uint32_t seed) {
  return hash_latin1((const uint8_t *)bytes, length, seed);
}

/* Mixes an integer: a bijection on 32 bits, and a mapping of 64 to 32. */
static inline uint32_t hash_uint32(uint32_t x) {
  x = (x ^ (x >> 16)) * 0x7feb352du;
  x = (x ^ (x >> 15)) * 0x846ca68bu;
  return x ^ (x >> 16);
}
static inline uint32_t hash_uint64(uint64_t x) {
  x = (x ^ (x >> 32)) * 0xd6e8feb86659fd93ull;
  x = (x ^ (x >> 32)) * 0xd6e8feb86659fd93ull;
  return (uint32_t)(x ^ (x >> 32));
}

/* The hash of a pair whose parts are hashed already; the order counts. */
static inline uint32_t hash_combine(uint32_t a, uint32_t b) {
  return hash_uint32(a ^ (b + 0x9e3779b9u + (a << 6) + (a >> 2)));
}

#endif
