/* SPDX-License-Identifier: MIT */
/* bigint.h: BigInts: sign and magnitude, the limbs inline, lowest first.
 *
 * Invariant: the highest limb is not zero; zero has no limbs and no sign. A BigInt never changes.
 * Arithmetic is GMP's mpn layer. Nothing here runs JavaScript. */
#ifndef VALUE_BIGINT_H
#define VALUE_BIGINT_H

#include "value/string.h"

/* The largest size; beyond it: RangeError "Maximum BigInt size exceeded". */
#define BIGINT_MAX_BITS ((uint64_t)1 << 30)

enum { BIGINT_NEGATIVE = 1 };

typedef struct BigInt {
  uint32_t header; /* type | BIGINT_NEGATIVE */
  uint32_t count;  /* limbs in use */
  uint64_t limbs[];
} BigInt;

static inline BigInt *value_as_bigint(Value v) { return (BigInt *)value_as_cell(v); }
static inline bool bigint_is_negative(const BigInt *b) {
  return (b->header >> 8) & BIGINT_NEGATIVE;
}
static inline bool bigint_is_zero(const BigInt *b) { return b->count == 0; }

/* New BigInts; NULL: exception (out of memory, or too big). */
MUST_USE BigInt *bigint_from_int64(Vm *vm, int64_t value);
MUST_USE BigInt *bigint_from_uint64(Vm *vm, uint64_t value);
/* The double must be an integer. */
MUST_USE BigInt *bigint_from_double(Vm *vm, double value);
/* From a magnitude, the lowest word first. */
MUST_USE BigInt *bigint_from_words(Vm *vm, bool negative, const uint64_t *words, size_t count);
/* From digits of a radix 2 to 36, all valid, at least one. */
MUST_USE BigInt *bigint_from_digits(Vm *vm, const char *digits, size_t length, unsigned radix);
/* From the source text of a BigInt literal without its n: decimal or 0x 0o 0b, no separators. */
MUST_USE BigInt *bigint_from_literal(Vm *vm, const char *text, size_t length);
/* StringToBigInt; *out is NULL where the text is not an integer. False: exception. */
MUST_USE bool bigint_from_string(Vm *vm, String *s, BigInt **out);

/* BigInt::toString */
MUST_USE String *bigint_to_string(Vm *vm, const BigInt *b, unsigned radix);
/* The nearest double, ties to even; may be infinite. */
double bigint_to_double(const BigInt *b);
/* Modulo 2^64. */
uint64_t bigint_to_uint64(const BigInt *b);
uint32_t bigint_hash(const BigInt *b);

bool bigint_equals(const BigInt *a, const BigInt *b);
/* <0, 0, >0 */
int bigint_compare(const BigInt *a, const BigInt *b);
/* Exactly; the double must not be NaN. */
int bigint_compare_double(const BigInt *a, double b);

/* The operators; NULL: exception. */
MUST_USE BigInt *bigint_add(Vm *vm, const BigInt *a, const BigInt *b);
MUST_USE BigInt *bigint_subtract(Vm *vm, const BigInt *a, const BigInt *b);
MUST_USE BigInt *bigint_multiply(Vm *vm, const BigInt *a, const BigInt *b);
/* Truncates; RangeError when b is zero. */
MUST_USE BigInt *bigint_divide(Vm *vm, const BigInt *a, const BigInt *b);
/* With the sign of the dividend; RangeError when b is zero. */
MUST_USE BigInt *bigint_remainder(Vm *vm, const BigInt *a, const BigInt *b);
/* RangeError for a negative exponent. */
MUST_USE BigInt *bigint_exponentiate(Vm *vm, const BigInt *base, const BigInt *exponent);
/* A negative count shifts the other way; right shifts round down. */
MUST_USE BigInt *bigint_shift_left(Vm *vm, const BigInt *a, const BigInt *count);
MUST_USE BigInt *bigint_shift_right(Vm *vm, const BigInt *a, const BigInt *count);
/* In two's complement of unlimited width. */
MUST_USE BigInt *bigint_and(Vm *vm, const BigInt *a, const BigInt *b);
MUST_USE BigInt *bigint_or(Vm *vm, const BigInt *a, const BigInt *b);
MUST_USE BigInt *bigint_xor(Vm *vm, const BigInt *a, const BigInt *b);
MUST_USE BigInt *bigint_not(Vm *vm, const BigInt *a);
MUST_USE BigInt *bigint_negate(Vm *vm, const BigInt *a);
/* a + delta, for ++ and --. */
MUST_USE BigInt *bigint_add_int64(Vm *vm, const BigInt *a, int64_t delta);
/* BigInt.asIntN and asUintN */
MUST_USE BigInt *bigint_as_int_n(Vm *vm, uint64_t bits, const BigInt *a);
MUST_USE BigInt *bigint_as_uint_n(Vm *vm, uint64_t bits, const BigInt *a);

#endif
