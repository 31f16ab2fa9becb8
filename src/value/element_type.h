/* SPDX-License-Identifier: MIT */
/* element_type.h: the element types of typed arrays and DataViews (#table-the-typedarray-constructors),
 * and how numbers become bytes and bytes numbers.
 *
 * The list is element_types.def. The raw bits of an element are a uint64_t whose low bytes count.
 * Nothing here runs JavaScript, and addresses need not be aligned. */
#ifndef VALUE_ELEMENT_TYPE_H
#define VALUE_ELEMENT_TYPE_H

#include "value/vm.h"

typedef enum ElementType {
#define X(id, name, c_type, ...) ELEMENT_##id,
#include "value/element_types.def"
#undef X
  ELEMENT_TYPE_COUNT,
} ElementType;

typedef struct ElementTypeInfo {
  const char *array_name; /* "Int8Array" */
  uint8_t size; /* bytes of an element */
  bool is_bigint; /* the content type */
  IntrinsicId constructor, prototype;
} ElementTypeInfo;

extern const ElementTypeInfo element_types[ELEMENT_TYPE_COUNT];

static inline size_t element_size(ElementType type) { return element_types[type].size; }
/* Int8 … BigUint64, all that Atomics works on; Uint8Clamped is not one of them. */
static inline bool element_is_integer(ElementType type) {
  return type < ELEMENT_FLOAT16 && type != ELEMENT_UINT8_CLAMPED;
}

/* ToUint8Clamp of a number: ties to even, NaN is 0.   #sec-touint8clamp */
uint8_t number_to_uint8_clamped(double number);

/* RawBytesToNumeric: the element at an address. Only BigInts allocate; false: out of memory. */
MUST_USE bool element_load(Vm *vm, ElementType type, const uint8_t *at, Value *out);
/* NumericToRawBytes: `numeric` is a Number, or a BigInt where the type is one of BigInts. */
void element_store(ElementType type, uint8_t *at, Value numeric);

/* The same two in halves, for those who swap bytes or work on the bits. */
uint64_t element_load_bits(ElementType type, const uint8_t *at);
void element_store_bits(ElementType type, uint8_t *at, uint64_t bits);
MUST_USE bool element_from_bits(Vm *vm, ElementType type, uint64_t bits, Value *out);
uint64_t element_to_bits(ElementType type, Value numeric);
/* The bits with the order of the element's bytes reversed. */
uint64_t element_swap_bits(ElementType type, uint64_t bits);

#endif
