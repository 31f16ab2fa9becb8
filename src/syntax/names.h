/* SPDX-License-Identifier: MIT */
/* names.h: the hash of interned names. */
#ifndef MOTE_SYNTAX_NAMES_H
#define MOTE_SYNTAX_NAMES_H

#include "base/common.h"

/* Hashes eight bytes at a time. Names are mostly short; the table is the parser's own and dies
 * with it. */
static inline uint32_t name_hash(const char *bytes, size_t length) {
  uint64_t hash = length * 0x9e3779b97f4a7c15ull;
  for (; length >= 8; bytes += 8, length -= 8) {
    uint64_t word;
    memcpy(&word, bytes, 8);
    hash = (hash ^ word) * 0xd6e8feb86659fd93ull;
    hash ^= hash >> 32;
  }
  uint64_t rest = 0;
  switch (length) {
    case 7: rest |= (uint64_t)(uint8_t)bytes[6] << 48; FALL_THROUGH;
    case 6: rest |= (uint64_t)(uint8_t)bytes[5] << 40; FALL_THROUGH;
    case 5: rest |= (uint64_t)(uint8_t)bytes[4] << 32; FALL_THROUGH;
    case 4: rest |= (uint64_t)(uint8_t)bytes[3] << 24; FALL_THROUGH;
    case 3: rest |= (uint64_t)(uint8_t)bytes[2] << 16; FALL_THROUGH;
    case 2: rest |= (uint64_t)(uint8_t)bytes[1] << 8; FALL_THROUGH;
    case 1: rest |= (uint8_t)bytes[0]; FALL_THROUGH;
    default: break;
  }
  hash = (hash ^ rest) * 0xd6e8feb86659fd93ull;
  return (uint32_t)(hash ^ (hash >> 32));
}

#endif
