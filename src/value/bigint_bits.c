/* SPDX-License-Identifier: MIT */
/* bigint_bits.c: shifts, bitwise operators and wrapping of BigInts, all in two's complement of
 * unlimited width, which is made limb by limb from sign and magnitude. */
#include "value/bigint_layout.h"

/* --- shifts --- */

/* A shift count: *out is its magnitude, or BIGINT_MAX_BITS + 1 for all beyond. */
static uint64_t shift_count(const BigInt *count) {
  if (count->count == 0) return 0;
  if (count->count > 1) return BIGINT_MAX_BITS + 1;
  return u64_min(count->limbs[0], BIGINT_MAX_BITS + 1);
}

static BigInt *shift_left(Vm *vm, const BigInt *a, uint64_t bits) {
  if (bigint_is_zero(a) || bits == 0) return (BigInt *)a;
  if (bigint_is_single(a) && bits < LIMB_BITS) /* OPT */
    return bigint_of_limbs(vm, a->limbs[0] << bits, a->limbs[0] >> (LIMB_BITS - bits),
                           bigint_is_negative(a));
  return bigint_shift_up(vm, a, bits, bigint_is_negative(a));
}

/* Rounds down: a negative number that loses bits becomes one less. */
static BigInt *shift_right(Vm *vm, const BigInt *a, uint64_t bits) {
  if (bigint_is_zero(a) || bits == 0) return (BigInt *)a;
  bool lost, negative = bigint_is_negative(a);
  if (bigint_is_single(a) && !negative) /* OPT */
    return bigint_of_limb(vm, bits < LIMB_BITS ? a->limbs[0] >> bits : 0, false);
  BigInt *result = bigint_shift_down(vm, a, bits, negative, &lost);
  return result && negative && lost ? bigint_add_int64(vm, result, -1) : result;
}

BigInt *bigint_shift_left(Vm *vm, const BigInt *a, const BigInt *count) {
  uint64_t bits = shift_count(count);
  return bigint_is_negative(count) ? shift_right(vm, a, bits) : shift_left(vm, a, bits);
}

BigInt *bigint_shift_right(Vm *vm, const BigInt *a, const BigInt *count) {
  uint64_t bits = shift_count(count);
  return bigint_is_negative(count) ? shift_left(vm, a, bits) : shift_right(vm, a, bits);
}

/* --- two's complement --- */

/* Reads limbs in two's complement, from the lowest on. */
typedef struct ComplementReader {
  const BigInt *bigint;
  uint32_t position;
  uint64_t carry;
} ComplementReader;

static ComplementReader complement_of(const BigInt *b) { return (ComplementReader){b, 0, 1}; }

static uint64_t next_limb(ComplementReader *reader) {
  const BigInt *b = reader->bigint;
  uint64_t limb = reader->position < b->count ? b->limbs[reader->position] : 0;
  reader->position++;
  if (!bigint_is_negative(b)) return limb;
  limb = ~limb + reader->carry;
  if (limb != 0) reader->carry = 0;
  return limb;
}

/* Negates limbs in place. */
static void negate_limbs(uint64_t *limbs, uint32_t count) {
  uint64_t carry = 1;
  for (uint32_t i = 0; i < count; i++) {
    limbs[i] = ~limbs[i] + carry;
    if (limbs[i] != 0) carry = 0;
  }
}

/* The result of limbs in two's complement, whose highest bit is the sign. */
static BigInt *from_complement(Vm *vm, BigInt *b) {
  bool negative = b->limbs[b->count - 1] >> (LIMB_BITS - 1);
  if (negative) negate_limbs(b->limbs, b->count);
  return bigint_finish(vm, b, negative);
}

/* Room for any result of a bitwise operator: one limb more than the longer operand. */
static BigInt *allocate_for(Vm *vm, const BigInt *a, const BigInt *b) {
  return bigint_allocate(vm, (uint64_t)u32_max(a->count, b->count) + 1);
}

/* OPT: what is not negative is its own complement. */
static bool neither_is_negative(const BigInt *a, const BigInt *b) {
  return !bigint_is_negative(a) && !bigint_is_negative(b);
}
static uint64_t limb_or_zero(const BigInt *b, uint32_t i) { return i < b->count ? b->limbs[i] : 0; }

BigInt *bigint_and(Vm *vm, const BigInt *a, const BigInt *b) {
  if (neither_is_negative(a, b)) {
    BigInt *plain = bigint_allocate(vm, u32_min(a->count, b->count));
    for (uint32_t i = 0; plain && i < plain->count; i++)
      plain->limbs[i] = limb_or_zero(a, i) & limb_or_zero(b, i);
    return bigint_finish(vm, plain, false);
  }
  ComplementReader left = complement_of(a), right = complement_of(b);
  BigInt *result = allocate_for(vm, a, b);
  if (!result) return NULL;
  for (uint32_t i = 0; i < result->count; i++)
    result->limbs[i] = next_limb(&left) & next_limb(&right);
  return from_complement(vm, result);
}

BigInt *bigint_or(Vm *vm, const BigInt *a, const BigInt *b) {
  if (neither_is_negative(a, b)) {
    BigInt *plain = bigint_allocate(vm, u32_max(a->count, b->count));
    for (uint32_t i = 0; plain && i < plain->count; i++)
      plain->limbs[i] = limb_or_zero(a, i) | limb_or_zero(b, i);
    return bigint_finish(vm, plain, false);
  }
  ComplementReader left = complement_of(a), right = complement_of(b);
  BigInt *result = allocate_for(vm, a, b);
  if (!result) return NULL;
  for (uint32_t i = 0; i < result->count; i++)
    result->limbs[i] = next_limb(&left) | next_limb(&right);
  return from_complement(vm, result);
}

BigInt *bigint_xor(Vm *vm, const BigInt *a, const BigInt *b) {
  if (neither_is_negative(a, b)) {
    BigInt *plain = bigint_allocate(vm, u32_max(a->count, b->count));
    for (uint32_t i = 0; plain && i < plain->count; i++)
      plain->limbs[i] = limb_or_zero(a, i) ^ limb_or_zero(b, i);
    return bigint_finish(vm, plain, false);
  }
  ComplementReader left = complement_of(a), right = complement_of(b);
  BigInt *result = allocate_for(vm, a, b);
  if (!result) return NULL;
  for (uint32_t i = 0; i < result->count; i++)
    result->limbs[i] = next_limb(&left) ^ next_limb(&right);
  return from_complement(vm, result);
}

/* ~a is -a - 1 */
BigInt *bigint_not(Vm *vm, const BigInt *a) {
  BigInt *next = bigint_add_int64(vm, a, 1);
  return next ? bigint_negate(vm, next) : NULL;
}

/* --- wrapping --- */

/* The lowest `bits` bits (more than 0) as a number that is not negative. */
static BigInt *low_bits(Vm *vm, uint64_t bits, const BigInt *a) {
  uint64_t limbs = (bits - 1) / LIMB_BITS + 1;
  BigInt *result = bigint_allocate(vm, limbs);
  if (!result) return NULL;
  ComplementReader reader = complement_of(a);
  for (uint32_t i = 0; i < result->count; i++) result->limbs[i] = next_limb(&reader);
  if (bits % LIMB_BITS) result->limbs[result->count - 1] &= (1ull << bits % LIMB_BITS) - 1;
  return result;
}

BigInt *bigint_as_uint_n(Vm *vm, uint64_t bits, const BigInt *a) {
  if (bits == 0) return bigint_zero(vm);
  if (!bigint_is_negative(a) && bigint_bit_length(a) <= bits) return (BigInt *)a;
  if (bits <= LIMB_BITS) /* OPT */
    return bigint_of_limb(vm, bigint_to_uint64(a) & (~0ull >> (LIMB_BITS - bits)), false);
  return bigint_finish(vm, low_bits(vm, bits, a), false);
}

BigInt *bigint_as_int_n(Vm *vm, uint64_t bits, const BigInt *a) {
  if (bits == 0) return bigint_zero(vm);
  if (bigint_bit_length(a) < bits) return (BigInt *)a;
  if (bits <= LIMB_BITS) { /* OPT */
    uint32_t unused = LIMB_BITS - (uint32_t)bits;
    return bigint_from_int64(vm, (int64_t)(bigint_to_uint64(a) << unused) >> unused);
  }
  BigInt *result = low_bits(vm, bits, a);
  if (!result) return NULL;
  uint64_t *top = &result->limbs[result->count - 1];
  uint32_t sign = (uint32_t)((bits - 1) % LIMB_BITS);
  bool negative = *top >> sign & 1;
  if (negative) {
    if (sign < LIMB_BITS - 1) *top |= ~0ull << sign; /* extends the sign */
    negate_limbs(result->limbs, result->count);
  }
  return bigint_finish(vm, result, negative);
}
