/* SPDX-License-Identifier: MIT */
/* bigint.c: making BigInts, comparing them, BigInts and doubles. */
#include "value/bigint_layout.h"

#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/number.h"

#define MANTISSA_BITS 53

BigInt *bigint_too_big(Vm *vm) {
  throw_range_error(vm, ERROR_BIGINT_TOO_BIG);
  return NULL;
}

BigInt *bigint_allocate(Vm *vm, uint64_t limbs) {
  if (limbs > (uint64_t)BIGINT_MAX_LIMBS + 3) return bigint_too_big(vm);
  BigInt *b = heap_allocate_inline(vm, CELL_BIGINT, sizeof *b + limbs * sizeof(uint64_t));
  if (!b) {
    throw_out_of_memory(vm);
    return NULL;
  }
  b->count = (uint32_t)limbs;
  return b;
}

BigInt *bigint_finish(Vm *vm, BigInt *b, bool negative) {
  if (!b) return NULL;
  while (b->count && b->limbs[b->count - 1] == 0) b->count--;
  if (bigint_bit_length(b) > BIGINT_MAX_BITS) return bigint_too_big(vm);
  cell_set_header(b, CELL_BIGINT, negative && b->count ? BIGINT_NEGATIVE : 0);
  return b;
}

BigInt *bigint_of_limb(Vm *vm, uint64_t limb, bool negative) {
  BigInt *b = bigint_allocate(vm, limb != 0);
  if (!b || !limb) return b;
  b->limbs[0] = limb;
  if (negative) cell_set_header(b, CELL_BIGINT, BIGINT_NEGATIVE);
  return b;
}

BigInt *bigint_of_limbs(Vm *vm, uint64_t low, uint64_t high, bool negative) {
  if (!high) return bigint_of_limb(vm, low, negative);
  BigInt *b = bigint_allocate(vm, 2);
  if (!b) return NULL;
  b->limbs[0] = low;
  b->limbs[1] = high;
  if (negative) cell_set_header(b, CELL_BIGINT, BIGINT_NEGATIVE);
  return b;
}

bool bigint_expect_scratch(Vm *vm, uint64_t limbs) {
  if (limbs <= SCRATCH_ON_STACK) return true;
  void *scratch = malloc(limbs * sizeof(uint64_t));
  if (!scratch) return throw_out_of_memory(vm);
  *(volatile uint64_t *)scratch = 0; /* keeps compilers from leaving both calls out */
  free(scratch);
  return true;
}

BigInt *bigint_zero(Vm *vm) { return bigint_allocate(vm, 0); }

BigInt *bigint_from_uint64(Vm *vm, uint64_t value) { return bigint_of_limb(vm, value, false); }

BigInt *bigint_from_int64(Vm *vm, int64_t value) {
  return bigint_of_limb(vm, value < 0 ? 0 - (uint64_t)value : (uint64_t)value, value < 0);
}

BigInt *bigint_from_words(Vm *vm, bool negative, const uint64_t *words, size_t count) {
  BigInt *b = bigint_allocate(vm, count);
  if (b && count) memcpy(b->limbs, words, count * sizeof *words);
  return bigint_finish(vm, b, negative);
}

BigInt *bigint_with_sign(Vm *vm, const BigInt *a, bool negative) {
  if (bigint_is_negative(a) == negative || bigint_is_zero(a)) return (BigInt *)a;
  BigInt *b = bigint_allocate(vm, a->count);
  if (b) memcpy(b->limbs, a->limbs, a->count * sizeof(uint64_t));
  return bigint_finish(vm, b, negative);
}

/* --- shifting magnitudes --- */

BigInt *bigint_shift_up(Vm *vm, const BigInt *a, uint64_t bits, bool negative) {
  if (bits > BIGINT_MAX_BITS) return bigint_too_big(vm);
  uint32_t limbs = (uint32_t)(bits / LIMB_BITS), rest = bits % LIMB_BITS;
  BigInt *b = bigint_allocate(vm, (uint64_t)a->count + limbs + 1);
  if (!b) return NULL;
  if (rest)
    b->limbs[b->count - 1] = mpn_lshift(bigint_limbs(b) + limbs, bigint_limbs(a), a->count, rest);
  else memcpy(b->limbs + limbs, a->limbs, a->count * sizeof(uint64_t));
  return bigint_finish(vm, b, negative);
}

BigInt *bigint_shift_down(Vm *vm, const BigInt *a, uint64_t bits, bool negative, bool *lost) {
  *lost = true;
  if (bits >= bigint_bit_length(a)) return bigint_zero(vm);
  uint32_t limbs = (uint32_t)(bits / LIMB_BITS), rest = bits % LIMB_BITS;
  BigInt *b = bigint_allocate(vm, a->count - limbs);
  if (!b) return NULL;
  uint64_t out = 0;
  if (rest) out = mpn_rshift(bigint_limbs(b), bigint_limbs(a) + limbs, b->count, rest);
  else memcpy(b->limbs, a->limbs + limbs, b->count * sizeof(uint64_t));
  for (uint32_t i = 0; i < limbs; i++) out |= a->limbs[i];
  *lost = out != 0;
  return bigint_finish(vm, b, negative);
}

/* --- comparing --- */

int bigint_compare_magnitude(const BigInt *a, const BigInt *b) {
  if (a->count != b->count) return a->count < b->count ? -1 : 1;
  if (a->count == 1) return a->limbs[0] < b->limbs[0] ? -1 : a->limbs[0] > b->limbs[0];
  return a->count ? mpn_cmp(bigint_limbs(a), bigint_limbs(b), a->count) : 0;
}

int bigint_compare(const BigInt *a, const BigInt *b) {
  bool negative = bigint_is_negative(a);
  if (negative != bigint_is_negative(b)) return negative ? -1 : 1;
  int order = bigint_compare_magnitude(a, b);
  return negative ? -order : order;
}

bool bigint_equals(const BigInt *a, const BigInt *b) { return bigint_compare(a, b) == 0; }

uint32_t bigint_hash(const BigInt *b) {
  return hash_bytes(b->limbs, b->count * sizeof(uint64_t), b->header >> 8);
}

uint64_t bigint_to_uint64(const BigInt *b) {
  uint64_t low = b->count ? b->limbs[0] : 0;
  return bigint_is_negative(b) ? 0 - low : low;
}

/* --- doubles --- */

/* The 64 highest bits of a magnitude, from the highest set bit on; *rest tells whether bits below
 * them are set. */
static uint64_t top_bits(const BigInt *b, bool *rest) {
  uint64_t top = b->limbs[b->count - 1];
  uint32_t shift = bits_clz64(top), used = b->count - 1;
  uint64_t below = 0;
  if (shift && b->count > 1) {
    top = top << shift | b->limbs[b->count - 2] >> (LIMB_BITS - shift);
    below = b->limbs[b->count - 2] << shift;
    used--;
  } else {
    top <<= shift;
  }
  for (uint32_t i = 0; i < used; i++) below |= b->limbs[i];
  *rest = below != 0;
  return top;
}

double bigint_to_double(const BigInt *b) {
  if (bigint_is_zero(b)) return 0;
  uint64_t length = bigint_bit_length(b);
  if (length > 1024) return bigint_is_negative(b) ? -INFINITY : INFINITY;
  bool rest;
  uint64_t top = top_bits(b, &rest);
  uint32_t dropped = LIMB_BITS - MANTISSA_BITS;
  uint64_t mantissa = top >> dropped, half = 1ull << (dropped - 1);
  uint64_t tail = top & (2 * half - 1);
  if (tail > half || (tail == half && (rest || mantissa & 1))) mantissa++;
  double magnitude = ldexp((double)mantissa, (int)length - MANTISSA_BITS);
  return bigint_is_negative(b) ? -magnitude : magnitude;
}

BigInt *bigint_from_double(Vm *vm, double value) {
  if (fabs(value) < 0x1p63) return bigint_from_int64(vm, (int64_t)value);
  int exponent;
  double fraction = frexp(fabs(value), &exponent);
  BigInt *mantissa = bigint_from_uint64(vm, (uint64_t)ldexp(fraction, MANTISSA_BITS));
  if (!mantissa) return NULL;
  return bigint_shift_up(vm, mantissa, (uint64_t)(exponent - MANTISSA_BITS), value < 0);
}

/* Magnitudes; b is finite, positive and at least 1, a is not zero. */
static int compare_magnitude_double(const BigInt *a, double b) {
  int exponent; /* of the double: 2^(exponent-1) <= b < 2^exponent */
  double fraction = frexp(b, &exponent);
  uint64_t length = bigint_bit_length(a);
  if (length != (uint64_t)exponent) return length < (uint64_t)exponent ? -1 : 1;
  bool rest;
  uint64_t top = top_bits(a, &rest), other = (uint64_t)ldexp(fraction, LIMB_BITS);
  if (top != other) return top < other ? -1 : 1;
  return rest;
}

int bigint_compare_double(const BigInt *a, double b) {
  if (isinf(b)) return b > 0 ? -1 : 1;
  int sign_a = bigint_is_zero(a) ? 0 : bigint_is_negative(a) ? -1 : 1;
  int sign_b = b > 0 ? 1 : b < 0 ? -1 : 0;
  if (sign_a != sign_b) return sign_a < sign_b ? -1 : 1;
  if (sign_a == 0) return 0;
  int order = fabs(b) < 1 ? 1 : compare_magnitude_double(a, fabs(b));
  return sign_a < 0 ? -order : order;
}
