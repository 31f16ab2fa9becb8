/* SPDX-License-Identifier: MIT */
/* api_bigint.c: BigInts of mote.h. */
#include "api/api.h"
#include "value/bigint.h"

bool mote_bigint_int64(MoteVm *vm, int64_t number, MoteValue *out) {
  return api_give_cell(out, bigint_from_int64(api_vm(vm), number));
}
bool mote_bigint_uint64(MoteVm *vm, uint64_t number, MoteValue *out) {
  return api_give_cell(out, bigint_from_uint64(api_vm(vm), number));
}
bool mote_bigint_words(MoteVm *vm, bool negative, const uint64_t *words, size_t count,
                       MoteValue *out) {
  return api_give_cell(out, bigint_from_words(api_vm(vm), negative, words, count));
}

uint64_t mote_bigint_to_uint64(MoteVm *vm, MoteValue bigint) {
  Value v = api_value(api_vm(vm), bigint);
  return value_is_bigint(v) ? bigint_to_uint64(value_as_bigint(v)) : 0;
}

bool mote_bigint_to_int64(MoteVm *vm, MoteValue bigint, int64_t *out) {
  Value v = api_value(api_vm(vm), bigint);
  *out = (int64_t)mote_bigint_to_uint64(vm, bigint);
  if (!value_is_bigint(v)) return false;
  const BigInt *b = value_as_bigint(v);
  return b->count == 0 || (b->count == 1 && (*out < 0) == bigint_is_negative(b));
}

size_t mote_bigint_to_words(MoteVm *vm, MoteValue bigint, bool *negative, uint64_t *words,
                            size_t count) {
  Value v = api_value(api_vm(vm), bigint);
  if (!value_is_bigint(v)) return 0;
  const BigInt *b = value_as_bigint(v);
  if (negative) *negative = bigint_is_negative(b);
  for (size_t i = 0; i < count; i++) words[i] = i < b->count ? b->limbs[i] : 0;
  return b->count;
}
