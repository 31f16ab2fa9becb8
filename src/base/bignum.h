/* SPDX-License-Identifier: MIT */
/* bignum.h: natural numbers of up to 4,096 bits on the stack, for the exact paths of number printing and parsing.
 *
 * Not BigInt: capacity is fixed, and callers show that theirs suffices. Private to src/base.
 * Invariant: limbs[0..count) are the digits in base 2^32, lowest first, limbs[count - 1] != 0; zero has count 0. */
#ifndef MOTE_BASE_BIGNUM_H
#define MOTE_BASE_BIGNUM_H

#include "base/common.h"

#define BIGNUM_LIMBS 128
/* The most decimal digits that 4,096 bits make, rounded up to a multiple of nine. */
#define BIGNUM_MAX_DECIMAL_DIGITS 1242

typedef struct Bignum {
  uint32_t count;
  uint32_t limbs[BIGNUM_LIMBS];
} Bignum;

/* Sets to a 64-bit number. */
void bignum_set(Bignum *number, uint64_t value);

/* number = number * factor + addend. */
void bignum_multiply_add(Bignum *number, uint32_t factor, uint32_t addend);

/* number = number * 5^exponent. */
void bignum_multiply_power_of_five(Bignum *number, uint32_t exponent);

/* number = number * 2^bits; floor(number / 2^bits). */
void bignum_shift_left(Bignum *number, uint32_t bits);
void bignum_shift_right(Bignum *number, uint32_t bits);

/* The position above the highest set bit; 0 for zero. */
uint32_t bignum_bit_length(const Bignum *number);

/* Negative, zero or positive as a is below, equal to or above b. */
int bignum_compare(const Bignum *a, const Bignum *b);

/* The double nearest to number, ties to even. */
double bignum_to_double(const Bignum *number);

/* Writes the decimal digits (none for zero) and destroys the number; returns how many. */
size_t bignum_to_decimal(Bignum *number, char *out);

#endif
