/* SPDX-License-Identifier: MIT */
/* powers_of_ten.h: the top 128 bits of the powers of ten that doubles need. Private to src/base.
 *
 * The table (10.7 kB) serves both ways: printing by Schubfach, parsing by Eisel-Lemire. It is made by
 * tools/generate_powers_of_ten.mjs, which says how entries are rounded. */
#ifndef MOTE_BASE_POWERS_OF_TEN_H
#define MOTE_BASE_POWERS_OF_TEN_H

#include "base/common.h"

#define POWERS_OF_TEN_SMALLEST (-342)
#define POWERS_OF_TEN_LARGEST  324

/* 10^k / 2^n for the n that brings it into [2^127, 2^128). */
typedef struct PowerOfTen {
  uint64_t high;
  uint64_t low;
} PowerOfTen;

extern const PowerOfTen powers_of_ten[POWERS_OF_TEN_LARGEST - POWERS_OF_TEN_SMALLEST + 1];

/* 10^k rounded as the table has it: down, but up for -27 <= k < 0, and exact for 0 <= k <= 55. */
static inline const PowerOfTen *power_of_ten(int32_t k) {
  return &powers_of_ten[k - POWERS_OF_TEN_SMALLEST];
}

/* 10^k rounded up. */
static inline PowerOfTen power_of_ten_ceiling(int32_t k) {
  PowerOfTen power = *power_of_ten(k);
  power.low += k < -27 || k > 55;
  return power;
}

/* floor(log2(10^k)), for |k| <= 1233. */
static inline int32_t floor_log2_of_power_of_ten(int32_t k) { return (k * 1741647) >> 19; }

#endif
