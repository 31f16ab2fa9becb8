/* SPDX-License-Identifier: MIT */
/* bignum.c: schoolbook arithmetic on fixed-size natural numbers. */
#include "base/bignum.h"

#include "base/bits.h"
#include "base/number_ieee.h"

#define LIMB_BITS 32
#define BILLION   1000000000u

static void trim(Bignum *number) {
  while (number->count > 0 && number->limbs[number->count - 1] == 0) number->count--;
}

void bignum_set(Bignum *number, uint64_t value) {
  number->limbs[0] = (uint32_t)value;
  number->limbs[1] = (uint32_t)(value >> LIMB_BITS);
  number->count = 2;
  trim(number);
}

void bignum_multiply_add(Bignum *number, uint32_t factor, uint32_t addend) {
  uint64_t carry = addend;
  for (uint32_t i = 0; i < number->count; i++) {
    carry += (uint64_t)number->limbs[i] * factor;
    number->limbs[i] = (uint32_t)carry;
    carry >>= LIMB_BITS;
  }
  if (carry == 0) return;
  ASSERT(number->count < BIGNUM_LIMBS);
  number->limbs[number->count++] = (uint32_t)carry;
}

void bignum_multiply_power_of_five(Bignum *number, uint32_t exponent) {
  static const uint32_t powers[] = {1,       5,        25,        125,       625,
                                    3125,    15625,    78125,     390625,    1953125,
                                    9765625, 48828125, 244140625, 1220703125};
  while (exponent > 0) {
    uint32_t step = u32_min(exponent, array_length(powers) - 1);
    bignum_multiply_add(number, powers[step], 0);
    exponent -= step;
  }
}

void bignum_shift_left(Bignum *number, uint32_t bits) {
  if (number->count == 0 || bits == 0) return;
  uint32_t limbs = bits / LIMB_BITS, rest = bits % LIMB_BITS;
  ASSERT(number->count + limbs < BIGNUM_LIMBS);
  number->limbs[number->count] = 0;
  for (uint32_t i = number->count + 1; i-- > 0;) {
    uint64_t pair = (uint64_t)number->limbs[i] << LIMB_BITS | (i > 0 ? number->limbs[i - 1] : 0);
    number->limbs[i + limbs] = (uint32_t)(pair << rest >> LIMB_BITS);
  }
  memset(number->limbs, 0, limbs * sizeof(uint32_t));
  number->count += limbs + 1;
  trim(number);
}

void bignum_shift_right(Bignum *number, uint32_t bits) {
  uint32_t limbs = bits / LIMB_BITS, rest = bits % LIMB_BITS;
  if (limbs >= number->count) {
    number->count = 0;
    return;
  }
  number->count -= limbs;
  for (uint32_t i = 0; i < number->count; i++) {
    uint64_t upper = i + 1 < number->count ? number->limbs[i + limbs + 1] : 0;
    number->limbs[i] = (uint32_t)((upper << LIMB_BITS | number->limbs[i + limbs]) >> rest);
  }
  trim(number);
}

uint32_t bignum_bit_length(const Bignum *number) {
  if (number->count == 0) return 0;
  return number->count * LIMB_BITS - bits_clz32(number->limbs[number->count - 1]);
}

int bignum_compare(const Bignum *a, const Bignum *b) {
  if (a->count != b->count) return a->count < b->count ? -1 : 1;
  for (uint32_t i = a->count; i-- > 0;)
    if (a->limbs[i] != b->limbs[i]) return a->limbs[i] < b->limbs[i] ? -1 : 1;
  return 0;
}

/* True if one of the lowest `bits` bits is set. */
static bool any_low_bits(const Bignum *number, uint32_t bits) {
  uint32_t limbs = bits / LIMB_BITS, rest = bits % LIMB_BITS;
  for (uint32_t i = 0; i < limbs; i++)
    if (number->limbs[i]) return true;
  return rest && (number->limbs[limbs] & ((1u << rest) - 1));
}

double bignum_to_double(const Bignum *number) {
  uint32_t length = bignum_bit_length(number);
  if (length > 1024) return IEEE_INFINITY;
  /* With 55 bits, the lowest of which stands for all that was cut off, the conversion to double rounds right. */
  uint32_t cut = length > 55 ? length - 55 : 0;
  Bignum top = *number;
  bignum_shift_right(&top, cut);
  uint64_t head = top.count > 0 ? top.limbs[0] : 0;
  if (top.count > 1) head |= (uint64_t)top.limbs[1] << LIMB_BITS;
  if (any_low_bits(number, cut)) head |= 1;
  /* 2^cut is a normal number; the product is exact or overflows. */
  return (double)head * number_from_bits((uint64_t)(cut + 1023) << IEEE_FRACTION_BITS);
}

/* number = number / 10^9; returns the remainder. */
static uint32_t divide_by_billion(Bignum *number) {
  uint64_t remainder = 0;
  for (uint32_t i = number->count; i-- > 0;) {
    uint64_t dividend = remainder << LIMB_BITS | number->limbs[i];
    number->limbs[i] = (uint32_t)(dividend / BILLION);
    remainder = dividend % BILLION;
  }
  trim(number);
  return (uint32_t)remainder;
}

size_t bignum_to_decimal(Bignum *number, char *out) {
  uint32_t groups[BIGNUM_MAX_DECIMAL_DIGITS / 9];
  size_t count = 0, length = 0;
  while (number->count > 0) groups[count++] = divide_by_billion(number);
  if (count == 0) return 0;
  length = uint32_to_string(groups[--count], out);
  while (count > 0) {
    uint32_t group = groups[--count];
    for (size_t i = 9; i-- > 0; group /= 10) out[length + i] = (char)('0' + group % 10);
    length += 9;
  }
  return length;
}
