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
