/* SPDX-License-Identifier: MIT */
/* typed_array_create.c: abstract operations that make typed arrays
 * (#sec-abstract-operations-for-typedarray-objects), and what all their methods share. */
#include "builtins/typed_array.h"

TypedArray *typed_array_allocate(Vm *vm, ElementType type, Value prototype) {
  Shape *shape = shape_root(vm, prototype, 0, 0);
  TRY_NULL(shape);
  TypedArray *array = object_allocate(vm, CELL_TYPED_ARRAY, sizeof *array, shape);
  if (array) array->kind = type;
  return array;
}

/* AllocateTypedArrayBuffer ( O, length )   #sec-allocatetypedarraybuffer */
bool typed_array_allocate_buffer(Vm *vm, TypedArray *array, double length) {
  ArrayBuffer *buffer;
  if (length > (double)(ARRAY_BUFFER_MAX_LENGTH / view_element_size(array))) {
    char text[32];
    value_describe(vm, value_number(length), text, sizeof text);
    return throw_range_error(vm, ERROR_VIEW_LENGTH, "typed array", text);
  }
  TRY(array_buffer_new(vm, length * (double)view_element_size(array), &buffer));
  slot_store_cell(vm, array, &array->buffer, buffer);
  array->offset = 0;
  array->length = (size_t)length;
  return true;
}

bool typed_array_new(Vm *vm, ElementType type, double length, TypedArray **out) {
  Object *prototype = intrinsic(vm, element_types[type].prototype);
  TRY(prototype);
  TRY(*out = typed_array_allocate(vm, type, value_cell(prototype)));
  return typed_array_allocate_buffer(vm, *out, length);
}

/* TypedArrayCreateFromConstructor ( constructor, argumentList )
 * #sec-typedarraycreatefromconstructor */
static bool create_from_constructor(Vm *vm, Value constructor, const char *method,
                                    const Value *args, uint32_t argc, TypedArray **out) {
  Value result;
  TRY(construct(vm, constructor, args, argc, constructor, &result));
  return validate_typed_array(vm, result, method, out);
}

bool typed_array_create_of_length(Vm *vm, Value constructor, const char *method, double length,
                                  TypedArray **out) {
  Value argument = value_number(length);
  TRY(create_from_constructor(vm, constructor, method, &argument, 1, out));
  TRY(require_mutable_view(vm, *out, method));
  return (double)view_length(vm, *out) >= length ||
         throw_type_error(vm, ERROR_TYPED_ARRAY_TOO_SHORT);
}

static bool species_of(Vm *vm, TypedArray *exemplar, Value *out) {
  Object *fallback = intrinsic(vm, element_types[exemplar->kind].constructor);
  TRY(fallback);
  return species_constructor(vm, &exemplar->base, value_cell(fallback), out);
}

static bool check_content_type(Vm *vm, const TypedArray *exemplar, const TypedArray *array) {
  return same_content_type(exemplar->kind, array->kind) || throw_type_error(vm, ERROR_BIGINT_MIX);
}

/* TypedArraySpeciesCreate ( exemplar, argumentList )   #typedarray-species-create */
bool typed_array_species_create(Vm *vm, TypedArray *exemplar, const char *method, const Value *args,
                                uint32_t argc, TypedArray **out) {
  Value constructor;
  TRY(species_of(vm, exemplar, &constructor));
  TRY(create_from_constructor(vm, constructor, method, args, argc, out));
  return check_content_type(vm, exemplar, *out);
}

bool typed_array_species_create_of_length(Vm *vm, TypedArray *exemplar, const char *method,
                                          double length, TypedArray **out) {
  Value constructor;
  TRY(species_of(vm, exemplar, &constructor));
  TRY(typed_array_create_of_length(vm, constructor, method, length, out));
  return check_content_type(vm, exemplar, *out);
}

/* TypedArrayCreateSameType ( exemplar, length )   #sec-typedarray-create-same-type */
bool typed_array_create_same_type(Vm *vm, const TypedArray *exemplar, double length,
                                  TypedArray **out) {
  return typed_array_new(vm, (ElementType)exemplar->kind, length, out);
}

void elements_convert(Vm *vm, ElementType to_type, uint8_t *to, ElementType from_type,
                      const uint8_t *from, size_t count) {
  size_t to_size = element_size(to_type), from_size = element_size(from_type);
  if (element_types[to_type].is_bigint || to_type == from_type) {
    if (count) memcpy(to, from, count * to_size);
    return;
  }
  for (size_t i = 0; i < count; i++) {
    Value number = value_int(0);
    if (element_load(vm, from_type, from + i * from_size, &number))
      element_store(to_type, to + i * to_size, number);
  }
}

bool this_typed_array(Vm *vm, const Call *call, const char *method, TypedArray **out,
                      double *length) {
  TRY(validate_typed_array(vm, call->this_value, method, out));
  *length = (double)view_length(vm, *out);
  return true;
}

bool this_mutable_typed_array(Vm *vm, const Call *call, const char *method, TypedArray **out,
                              double *length) {
  TRY(this_typed_array(vm, call, method, out, length));
  return require_mutable_view(vm, *out, method);
}
