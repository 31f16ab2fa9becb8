/* SPDX-License-Identifier: MIT */
/* typed_array.c: reading, writing and validating typed arrays. */
#include "ops/typed_array.h"

/* TypedArrayGetElement ( O, index )   #sec-typedarraygetelement */
bool typed_array_get_element(Vm *vm, const TypedArray *array, double index, Value *out) {
  uint8_t *at;
  if (likely(typed_array_element(vm, array, index, &at)))
    return element_load(vm, (ElementType)array->kind, at, out);
  *out = value_undefined(vm);
  return true;
}

bool to_element_content(Vm *vm, ElementType type, Value value, Value *out) {
  if (element_types[type].is_bigint) {
    BigInt *bigint;
    TRY(to_bigint(vm, value, &bigint));
    *out = value_cell(bigint);
    return true;
  }
  double number;
  *out = value;
  if (likely(value_is_number(value))) return true;
  TRY(to_number(vm, value, &number));
  *out = value_number(number);
  return true;
}

/* The address of an element by an integer index, or NULL. */
static inline uint8_t *element_at(Vm *vm, const TypedArray *array, int32_t index) {
  if (unlikely(index < 0 || (size_t)index >= view_length(vm, array))) return NULL;
  return view_data(vm, array) + (size_t)index * view_element_size(array);
}

bool typed_array_get_at(Vm *vm, const TypedArray *array, int32_t index, Value *out) {
  const uint8_t *at = element_at(vm, array, index);
  if (likely(at)) return element_load(vm, (ElementType)array->kind, at, out);
  *out = value_undefined(vm);
  return true;
}

bool typed_array_set_at(Vm *vm, TypedArray *array, int32_t index, Value value) {
  if (unlikely(!value_is_number(value) || element_types[array->kind].is_bigint))
    return typed_array_set_element(vm, array, index, value);
  uint8_t *at = element_at(vm, array, index);
  if (likely(at)) element_store((ElementType)array->kind, at, value);
  return true;
}

/* TypedArraySetElement ( O, index, value )   #sec-typedarraysetelement */
bool typed_array_set_element(Vm *vm, TypedArray *array, double index, Value value) {
  uint8_t *at;
  ASSERT(!view_is_immutable(vm, array));
  TRY(to_element_content(vm, (ElementType)array->kind, value, &value));
  if (likely(typed_array_element(vm, array, index, &at)))
    element_store((ElementType)array->kind, at, value);
  return true;
}

bool throw_view_out_of_bounds(Vm *vm, const TypedArray *view, const char *method) {
  bool detached = array_buffer_is_detached(view_buffer(vm, view));
  return throw_type_error(vm, detached ? ERROR_DETACHED : ERROR_VIEW_OUT_OF_BOUNDS, method);
}

/* ValidateTypedArray ( O, order )   #sec-validatetypedarray */
bool validate_typed_array(Vm *vm, Value v, const char *method, TypedArray **out) {
  if (!value_is_typed_array(v)) return throw_type_error(vm, ERROR_NOT_A_TYPED_ARRAY);
  *out = value_as_typed_array(v);
  return !view_is_out_of_bounds(vm, *out) || throw_view_out_of_bounds(vm, *out, method);
}

bool require_mutable_view(Vm *vm, const TypedArray *view, const char *method) {
  return !view_is_immutable(vm, view) || throw_type_error(vm, ERROR_IMMUTABLE, method);
}
