/* SPDX-License-Identifier: MIT */
/* number_ieee.h: how a double is made of bits, and what the number files share. Private to src/base. */
#ifndef MOTE_BASE_NUMBER_IEEE_H
#define MOTE_BASE_NUMBER_IEEE_H

#include "base/number.h"

/* A double is sign (1 bit), biased exponent (11), fraction (52); its value significand x 2^(biased - IEEE_BIAS). */
#define IEEE_FRACTION_BITS   52
#define IEEE_HIDDEN_BIT      (1ull << IEEE_FRACTION_BITS)
#define IEEE_FRACTION_MASK   (IEEE_HIDDEN_BIT - 1)
#define IEEE_INFINITE_BIASED 0x7ff
#define IEEE_BIAS            (1023 + IEEE_FRACTION_BITS)
/* The exponent of the subnormals' and the smallest normals' last bit. */
#define IEEE_MIN_EXPONENT (1 - IEEE_BIAS)
#define IEEE_SIGN_BIT     (1ull << 63)
#define IEEE_2_TO_53      9007199254740992.0
#define IEEE_NAN          __builtin_nan("")
#define IEEE_INFINITY     __builtin_inf()

static inline bool ieee_is_finite(double value) {
  return (number_to_bits(value) >> IEEE_FRACTION_BITS & IEEE_INFINITE_BIASED) !=
         IEEE_INFINITE_BIASED;
}

/* |value| as integer x 2^exponent; it must be finite. */
typedef struct IeeeParts {
  uint64_t significand;
  int32_t exponent;
} IeeeParts;

static inline IeeeParts ieee_parts(double value) {
  uint64_t bits = number_to_bits(value) & ~IEEE_SIGN_BIT;
  int32_t biased = (int32_t)(bits >> IEEE_FRACTION_BITS);
  if (biased == 0) return (IeeeParts){bits, IEEE_MIN_EXPONENT};
  return (IeeeParts){(bits & IEEE_FRACTION_MASK) | IEEE_HIDDEN_BIT, biased - IEEE_BIAS};
}

/* Writes NaN or an infinity; returns the length.   (number_print.c) */
size_t number_write_special(double value, char *out);

/* Writes e+N or e-N; returns the length.   (number_print.c) */
size_t number_write_exponent(int32_t exponent, char *out);

#endif
