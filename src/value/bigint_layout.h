/* SPDX-License-Identifier: MIT */
/* bigint_layout.h: what the BigInt files share. Private to them.
 *
 * A result is made in two steps: bigint_allocate gives room for enough limbs, bigint_finish takes the
 * leading zeros away and sets the sign. */
#ifndef VALUE_BIGINT_LAYOUT_H
#define VALUE_BIGINT_LAYOUT_H

#include <gmp.h>

#include "base/bits.h"
#include "value/bigint.h"
#include "value/vm.h"

#define LIMB_BITS        64
#define BIGINT_MAX_LIMBS ((uint32_t)(BIGINT_MAX_BITS / LIMB_BITS))

_Static_assert(sizeof(mp_limb_t) == sizeof(uint64_t), "limbs have 64 bits");

static inline mp_limb_t *bigint_limbs(const BigInt *b) { return (mp_limb_t *)b->limbs; }
/* The bits of the magnitude. */
static inline uint64_t bigint_bit_length(const BigInt *b) {
  if (b->count == 0) return 0;
  return (uint64_t)b->count * LIMB_BITS - bits_clz64(b->limbs[b->count - 1]);
}

/* The lowest limb. */
static inline uint64_t bigint_low(const BigInt *b) { return b->count ? b->limbs[0] : 0; }
/* Whether the magnitude is at most one limb, for which GMP would be a detour. */
static inline bool bigint_is_single(const BigInt *b) { return b->count <= 1; }

/* BigInts of up to two limbs, in their final form. NULL: exception. */
MUST_USE BigInt *bigint_of_limb(Vm *vm, uint64_t limb, bool negative);
MUST_USE BigInt *bigint_of_limbs(Vm *vm, uint64_t low, uint64_t high, bool negative);

/* GMP ends the process when it finds no memory for what it puts aside, so that is asked for beforehand: whether so many
 * limbs would be there. False: an exception is set. Up to 64 KiB GMP puts aside on the stack. */
#define SCRATCH_ON_STACK 8000
/* What it puts aside at most, measured up to 256 million bits, in limbs for each limb of both operands, or of the
 * number that is printed or read. */
#define MULTIPLY_SCRATCH 4
#define DIVIDE_SCRATCH   6
#define PRINT_SCRATCH    8
#define PARSE_SCRATCH    7
MUST_USE bool bigint_expect_scratch(Vm *vm, uint64_t limbs);

/* Room for `limbs` limbs, all zero (a few more than the limit are granted). NULL: exception. */
MUST_USE BigInt *bigint_allocate(Vm *vm, uint64_t limbs);
/* The final form of an allocated one (may be NULL). NULL: too big. */
MUST_USE BigInt *bigint_finish(Vm *vm, BigInt *b, bool negative);
/* Throws the RangeError; gives NULL. */
BigInt *bigint_too_big(Vm *vm);
MUST_USE BigInt *bigint_zero(Vm *vm);
/* A copy with this sign. */
MUST_USE BigInt *bigint_with_sign(Vm *vm, const BigInt *a, bool negative);
/* Compares magnitudes. */
int bigint_compare_magnitude(const BigInt *a, const BigInt *b);
/* |a| << bits and |a| >> bits, with a sign; a is not zero. *lost tells whether bits fell out. */
MUST_USE BigInt *bigint_shift_up(Vm *vm, const BigInt *a, uint64_t bits, bool negative);
MUST_USE BigInt *bigint_shift_down(Vm *vm, const BigInt *a, uint64_t bits, bool negative,
                                   bool *lost);

#endif
