/* SPDX-License-Identifier: MIT */
/* math_sum.c: see math_sum.h. */
#include "builtins/math_sum.h"

#include <math.h>

#include "base/bits.h"
#include "base/number.h"

#define FRACTION_BITS 52
#define FRACTION_MASK ((1ull << FRACTION_BITS) - 1)
#define MAX_ADDITIONS (1u << 30)

/* Moves carries up, until every limb but the last is in [0, 2^32). The last then has the sign. */
static void carry_up(ExactSum *sum) {
  int64_t carry = 0;
  for (uint32_t i = 0; i < EXACT_SUM_LIMBS - 1; i++) {
    int64_t limb = sum->limbs[i] + carry;
    carry = limb >> 32;
    sum->limbs[i] = limb & 0xffffffff;
  }
  sum->limbs[EXACT_SUM_LIMBS - 1] += carry;
  sum->additions = 0;
}

void exact_sum_add(ExactSum *sum, double number) {
  uint64_t bits = number_to_bits(number);
  uint32_t biased = (uint32_t)(bits >> FRACTION_BITS) & 0x7ff;
  uint64_t significand = bits & FRACTION_MASK;
  if (biased > 0) {
    significand |= 1ull << FRACTION_BITS;
    biased--; /* now the position of the significand's last bit */
  }
  uint32_t limb = biased / 32, shift = biased % 32;
  uint64_t high, low = multiply_wide(significand, 1ull << shift, &high);
  int64_t parts[3] = {(int64_t)(low & 0xffffffff), (int64_t)(low >> 32), (int64_t)high};
  bool negative = bits >> 63;
  for (uint32_t i = 0; i < 3; i++) sum->limbs[limb + i] += negative ? -parts[i] : parts[i];
  if (++sum->additions == MAX_ADDITIONS) carry_up(sum);
}

/* 64 bits of the (not negative) sum from bit `position` on. */
static uint64_t bits_from(const ExactSum *sum, uint32_t position) {
  uint32_t limb = position / 32, shift = position % 32;
  uint64_t result = (uint64_t)sum->limbs[limb] >> shift;
  for (uint32_t i = 1; i < 3 && limb + i < EXACT_SUM_LIMBS; i++) {
    uint32_t up = 32 * i - shift;
    if (up < 64) result |= (uint64_t)sum->limbs[limb + i] << up;
  }
  return result;
}

static bool any_bit_below(const ExactSum *sum, uint32_t position) {
  for (uint32_t i = 0; i < position / 32; i++)
    if (sum->limbs[i]) return true;
  return sum->limbs[position / 32] & ((1ll << position % 32) - 1);
}

/* Rounds a sum that is positive and carried. */
static double round_positive(const ExactSum *sum, uint32_t top_limb) {
  uint32_t top = top_limb * 32 + bits_log2_64((uint64_t)sum->limbs[top_limb]);
  if (top <= FRACTION_BITS) return ldexp((double)bits_from(sum, 0), -1074);
  uint32_t last = top - FRACTION_BITS; /* the position of the significand's last bit */
  uint64_t significand = bits_from(sum, last) & (FRACTION_MASK << 1 | 1);
  bool half = bits_from(sum, last - 1) & 1;
  if (half && ((significand & 1) || any_bit_below(sum, last - 1))) significand++;
  return ldexp((double)significand, (int)last - 1074);
}

double exact_sum_round(ExactSum *sum) {
  carry_up(sum);
  bool negative = sum->limbs[EXACT_SUM_LIMBS - 1] < 0;
  if (negative) {
    for (uint32_t i = 0; i < EXACT_SUM_LIMBS; i++) sum->limbs[i] = -sum->limbs[i];
    carry_up(sum);
  }
  uint32_t top = EXACT_SUM_LIMBS;
  while (top > 0 && sum->limbs[top - 1] == 0) top--;
  if (top == 0) return 0;
  double result = round_positive(sum, top - 1);
  return negative ? -result : result;
}
