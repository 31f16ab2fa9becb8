/* SPDX-License-Identifier: MIT */
/* math_sum.h: the exact sum of doubles, for Math.sumPrecise.
 *
 * The sum is a fixed-point number that is wide enough for every double: limb i counts multiples of
 * 2^(32 i - 1074). Limbs are signed and take 2^30 additions before their carries must move up, so
 * adding a number costs three additions; rounding happens once, at the end.
 *
 * The technique is R. Neal's small superaccumulator (arXiv:1505.05571). */
#ifndef BUILTINS_MATH_SUM_H
#define BUILTINS_MATH_SUM_H

#include "base/common.h"

/* 2,098 bits of doubles, 53 of count, rounded up, and a limb for the sign. */
#define EXACT_SUM_LIMBS 69

typedef struct ExactSum {
  int64_t limbs[EXACT_SUM_LIMBS];
  uint32_t additions; /* since the last carrying */
} ExactSum;

/* Sets to zero. */
static inline void exact_sum_init(ExactSum *sum) { memset(sum, 0, sizeof *sum); }

/* Adds a finite number. */
void exact_sum_add(ExactSum *sum, double number);

/* The double nearest to the sum, ties to even; infinite when it is too large. +0 for zero. */
double exact_sum_round(ExactSum *sum);

#endif
