/* SPDX-License-Identifier: MIT */
/* typed_array.h: abstract operations on typed arrays that run JavaScript or throw
 * (#sec-typedarray-objects). What needs neither is value/buffer_object.h. */
#ifndef OPS_TYPED_ARRAY_H
#define OPS_TYPED_ARRAY_H

#include "ops/property.h"
#include "value/buffer_object.h"

/* False for most names: those that begin as no number's text does cannot be canonical numeric strings,
 * so typed arrays treat them as other objects do. */
static inline bool key_may_be_numeric(Vm *vm, PropertyKey key) {
  if (key_is_index(key)) return true;
  if (!key_is_string(key)) return false;
  const String *name = (const String *)key_cell(key);
  uint16_t first = name->length ? view_at(string_view_flat(vm, name), 0) : 0;
  return (first >= '0' && first <= '9') || first == '-' || first == 'I' || first == 'N';
}

/* IsValidIntegerIndex, of an index that isn't -0; then *out is the address of the element, until JavaScript runs. */
static inline bool typed_array_element(Vm *vm, const TypedArray *array, double index,
                                       uint8_t **out) {
  if (!(index >= 0 && index < (double)view_length(vm, array))) return false;
  size_t i = (size_t)index;
  if ((double)i != index) return false;
  *out = view_data(vm, array) + i * view_element_size(array);
  return true;
}
/* TypedArrayGetElement: undefined where there is no such element. Runs no JavaScript. */
MUST_USE bool typed_array_get_element(Vm *vm, const TypedArray *array, double index, Value *out);
/* TypedArraySetElement, of an array that is not immutable: converts first; does nothing where there is no such
 * element. */
MUST_USE bool typed_array_set_element(Vm *vm, TypedArray *array, double index, Value value);
/* OPT: the same two for an index that is an int32, as the interpreter has it: -1 is no index, and no
 * ordinary property. */
MUST_USE bool typed_array_get_at(Vm *vm, const TypedArray *array, int32_t index, Value *out);
MUST_USE bool typed_array_set_at(Vm *vm, TypedArray *array, int32_t index, Value value);
/* ToNumber or ToBigInt, as the element type asks: a Number or BigInt value. */
MUST_USE bool to_element_content(Vm *vm, ElementType type, Value value, Value *out);

/* ValidateTypedArray: TypeError unless v is a typed array that is not out of bounds. */
MUST_USE bool validate_typed_array(Vm *vm, Value v, const char *method, TypedArray **out);
/* TypeError if a view's buffer is immutable: the access mode ~write~ of ValidateTypedArray. */
MUST_USE bool require_mutable_view(Vm *vm, const TypedArray *view, const char *method);
/* The TypeError for a view that is detached or out of bounds. Always false. */
bool throw_view_out_of_bounds(Vm *vm, const TypedArray *view, const char *method);

#endif
