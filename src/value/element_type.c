/* SPDX-License-Identifier: MIT */
/* element_type.c: numbers to the bytes of elements and back. */
#include "value/element_type.h"

#include "base/float16.h"
#include "value/bigint.h"

const ElementTypeInfo element_types[ELEMENT_TYPE_COUNT] = {
#define ROW(id, name, c_type, bigint)                                              \
  [ELEMENT_##id] = {#name "Array", sizeof(c_type), bigint, INTRINSIC_##id##_ARRAY, \
                    INTRINSIC_##id##_ARRAY_PROTOTYPE},
#define NUMBERS(id, name, c_type, load, store) ROW(id, name, c_type, false)
#define BIGINTS(id, name, c_type, load)        ROW(id, name, c_type, true)
#include "value/element_types.def"
#undef ROW
};

uint8_t number_to_uint8_clamped(double number) {
  if (!(number > 0)) return 0;
  if (number >= 255) return 255;
  return (uint8_t)__builtin_rint(number);
}

static inline Value value_float16(uint16_t half) { return value_number(float16_to_double(half)); }

bool element_load(Vm *vm, ElementType type, const uint8_t *at, Value *out) {
  switch (type) {
#define NUMBERS(id, name, c_type, load, store) \
  case ELEMENT_##id: {                         \
    c_type raw;                                \
    memcpy(&raw, at, sizeof raw);              \
    *out = load(raw);                          \
    return true;                               \
  }
#define BIGINTS(id, name, c_type, load) \
  case ELEMENT_##id: {                  \
    c_type raw;                         \
    memcpy(&raw, at, sizeof raw);       \
    BigInt *bigint = load(vm, raw);     \
    *out = value_cell(bigint);          \
    return bigint != NULL;              \
  }
#include "value/element_types.def"
    case ELEMENT_TYPE_COUNT: break;
  }
  UNREACHABLE();
  return false;
}

/* Whether a C cast converts an int32 to the element type. */
static inline bool element_takes_int(ElementType type) {
  return type != ELEMENT_UINT8_CLAMPED && type != ELEMENT_FLOAT16;
}

void element_store(ElementType type, uint8_t *at, Value numeric) {
  switch (type) {
#define NUMBERS(id, name, c_type, load, store)                            \
  case ELEMENT_##id: {                                                    \
    /* OPT: a C cast does for an int32 what the conversion would. */      \
    c_type raw = element_takes_int(ELEMENT_##id) && value_is_int(numeric) \
                     ? (c_type)value_as_int(numeric)                      \
                     : (c_type)store(value_as_number(numeric));           \
    memcpy(at, &raw, sizeof raw);                                         \
    return;                                                               \
  }
#define BIGINTS(id, name, c_type, load)                        \
  case ELEMENT_##id: {                                         \
    uint64_t raw = bigint_to_uint64(value_as_bigint(numeric)); \
    memcpy(at, &raw, sizeof raw);                              \
    return;                                                    \
  }
#include "value/element_types.def"
    case ELEMENT_TYPE_COUNT: break;
  }
  UNREACHABLE();
}

/* An unsigned integer of each size stands for the bits of an element. */
uint64_t element_load_bits(ElementType type, const uint8_t *at) {
  uint16_t two;
  uint32_t four;
  uint64_t eight;
  switch (element_size(type)) {
    case 1: return *at;
    case 2: memcpy(&two, at, sizeof two); return two;
    case 4: memcpy(&four, at, sizeof four); return four;
    default: memcpy(&eight, at, sizeof eight); return eight;
  }
}

void element_store_bits(ElementType type, uint8_t *at, uint64_t bits) {
  uint16_t two = (uint16_t)bits;
  uint32_t four = (uint32_t)bits;
  switch (element_size(type)) {
    case 1: *at = (uint8_t)bits; return;
    case 2: memcpy(at, &two, sizeof two); return;
    case 4: memcpy(at, &four, sizeof four); return;
    default: memcpy(at, &bits, sizeof bits); return;
  }
}

bool element_from_bits(Vm *vm, ElementType type, uint64_t bits, Value *out) {
  uint8_t bytes[8];
  element_store_bits(type, bytes, bits);
  return element_load(vm, type, bytes, out);
}

uint64_t element_to_bits(ElementType type, Value numeric) {
  uint8_t bytes[8];
  element_store(type, bytes, numeric);
  return element_load_bits(type, bytes);
}

uint64_t element_swap_bits(ElementType type, uint64_t bits) {
  switch (element_size(type)) {
    case 1: return bits;
    case 2: return __builtin_bswap16((uint16_t)bits);
    case 4: return __builtin_bswap32((uint32_t)bits);
    default: return __builtin_bswap64(bits);
  }
}
