/* SPDX-License-Identifier: MIT */
/* float16.h: IEEE 754 binary16 to double, exactly, and back, rounded once to nearest, ties to even.
 *
 * A half is sign (1 bit), biased exponent (5), fraction (10). */
#ifndef MOTE_BASE_FLOAT16_H
#define MOTE_BASE_FLOAT16_H

#include "base/number.h"

/* The double that the bits of a half stand for. */
static inline double float16_to_double(uint16_t half) {
  uint64_t sign = (uint64_t)(half >> 15) << 63;
  uint32_t biased = half >> 10 & 0x1f, fraction = half & 0x3ff;
  if (biased == 0) {
    double magnitude = fraction * 0x1p-24;
    return sign ? -magnitude : magnitude;
  }
  uint64_t exponent = biased == 0x1f ? 0x7ff : biased - 15 + 1023;
  return number_from_bits(sign | exponent << 52 | (uint64_t)fraction << 42);
}

/* The bits of the half nearest to a double. */
static inline uint16_t float16_from_double(double value) {
  uint64_t bits = number_to_bits(value), magnitude = bits & ~(1ull << 63);
  uint16_t sign = (uint16_t)(bits >> 63 << 15);
  if (value != value) return 0x7e00;
  if (magnitude >= number_to_bits(65520.0)) return sign | 0x7c00;
  if (magnitude < number_to_bits(0x1p-14)) {
    /* Subnormal: a multiple of 2^-24. Adding 2^52 rounds to an integer. */
    double scaled = number_from_bits(magnitude) * 0x1p24 + 0x1p52;
    return (uint16_t)(sign | (uint16_t)number_to_bits(scaled));
  }
  /* A carry out of the fraction counts the exponent up, as it should. */
  uint64_t rebiased = magnitude - ((uint64_t)(1023 - 15) << 52);
  uint64_t odd = rebiased >> 42 & 1;
  return (uint16_t)(sign | (uint16_t)((rebiased + ((1ull << 41) - 1) + odd) >> 42));
}

#endif
