/* SPDX-License-Identifier: MIT */
/* typed_array_copy.c: the methods of %TypedArray%.prototype that fill, move or copy elements.
 *
 * Arguments are converted first, which may shrink the buffer; lengths and addresses are taken after
 * the last of them. */
#include "builtins/loop.h"
#include "builtins/map.h"
#include "builtins/typed_array.h"

#include <math.h>
#include <stdlib.h>

/* The length once more, after JavaScript ran: TypeError if the array is out of bounds by now. */
static bool revalidate(Vm *vm, const TypedArray *array, const char *method, double *length) {
  if (view_is_out_of_bounds(vm, array)) return throw_view_out_of_bounds(vm, array, method);
  *length = (double)view_length(vm, array);
  return true;
}

static double minimum(double a, double b) { return a < b ? a : b; }

/* %TypedArray%.prototype.copyWithin ( target, start [ , end ] )
 * #sec-%typedarray%.prototype.copywithin */
bool typed_array_prototype_copy_within(Vm *vm, Call *call) {
  static const char method[] = "%TypedArray%.prototype.copyWithin";
  TypedArray *array;
  double length, to, from, final;
  TRY(this_mutable_typed_array(vm, call, method, &array, &length));
  TRY(to_relative_index(vm, call_arg(vm, call, 0), length, 0, &to));
  TRY(to_relative_index(vm, call_arg(vm, call, 1), length, 0, &from));
  TRY(to_relative_index(vm, call_arg(vm, call, 2), length, length, &final));
  double count = minimum(final - from, length - to);
  call->result = value_cell(array);
  if (count <= 0) return true;
  TRY(revalidate(vm, array, method, &length));
  count = minimum(count, length - (from > to ? from : to));
  if (count <= 0) return true;
  size_t size = view_element_size(array);
  uint8_t *data = view_data(vm, array);
  memmove(data + (size_t)to * size, data + (size_t)from * size, (size_t)count * size);
  return true;
}

/* Stores one element `count` times. */
static void fill_elements(ElementType type, uint8_t *at, size_t count, Value numeric) {
  size_t size = element_size(type), filled = 1;
  if (count == 0) return;
  element_store(type, at, numeric);
  while (filled < count) { /* doubles what is there */
    size_t more = size_min(filled, count - filled);
    memcpy(at + filled * size, at, more * size);
    filled += more;
  }
}

/* %TypedArray%.prototype.fill ( value [ , start [ , end ] ] )
 * #sec-%typedarray%.prototype.fill */
bool typed_array_prototype_fill(Vm *vm, Call *call) {
  static const char method[] = "%TypedArray%.prototype.fill";
  TypedArray *array;
  Value numeric;
  double length, start, end;
  TRY(this_mutable_typed_array(vm, call, method, &array, &length));
  TRY(to_element_content(vm, (ElementType)array->kind, call_arg(vm, call, 0), &numeric));
  TRY(to_relative_index(vm, call_arg(vm, call, 1), length, 0, &start));
  TRY(to_relative_index(vm, call_arg(vm, call, 2), length, length, &end));
  TRY(revalidate(vm, array, method, &length));
  end = minimum(end, length);
  if (start < end)
    fill_elements((ElementType)array->kind,
                  view_data(vm, array) + (size_t)start * view_element_size(array),
                  (size_t)(end - start), numeric);
  return call_return_cell(call, array);
}

static void reverse_elements(ElementType type, uint8_t *data, size_t count) {
  size_t size = element_size(type);
  uint8_t *low = data, *high = data + count * size;
  for (; count > 1; count -= 2) {
    high -= size;
    uint64_t bits = element_load_bits(type, low);
    element_store_bits(type, low, element_load_bits(type, high));
    element_store_bits(type, high, bits);
    low += size;
  }
}

/* %TypedArray%.prototype.reverse ( )   #sec-%typedarray%.prototype.reverse */
bool typed_array_prototype_reverse(Vm *vm, Call *call) {
  TypedArray *array;
  double length;
  TRY(this_mutable_typed_array(vm, call, "%TypedArray%.prototype.reverse", &array, &length));
  reverse_elements((ElementType)array->kind, view_data(vm, array), (size_t)length);
  return call_return_cell(call, array);
}

/* %TypedArray%.prototype.toReversed ( )   #sec-%typedarray%.prototype.toreversed */
bool typed_array_prototype_to_reversed(Vm *vm, Call *call) {
  TypedArray *array, *result;
  double length;
  TRY(this_typed_array(vm, call, "%TypedArray%.prototype.toReversed", &array, &length));
  TRY(typed_array_create_same_type(vm, array, length, &result));
  memcpy(view_data(vm, result), view_data(vm, array), (size_t)length * view_element_size(array));
  reverse_elements((ElementType)array->kind, view_data(vm, result), (size_t)length);
  return call_return_cell(call, result);
}

/* --- set --- */

/* Whether two views may have bytes in common. */
static bool share_memory(Vm *vm, const TypedArray *a, const TypedArray *b) {
  return view_buffer(vm, a)->data == view_buffer(vm, b)->data;
}

/* Converts elements whose memory may overlap: by way of a copy. */
static bool convert_overlapping(Vm *vm, ElementType to_type, uint8_t *to, ElementType from_type,
                                const uint8_t *from, size_t count) {
  size_t bytes = count * element_size(from_type);
  uint8_t *copy = malloc(bytes + 1);
  if (!copy) return throw_out_of_memory(vm);
  memcpy(copy, from, bytes);
  elements_convert(vm, to_type, to, from_type, copy, count);
  free(copy);
  return true;
}

/* SetTypedArrayFromTypedArray ( target, targetOffset, source )
 * #sec-settypedarrayfromtypedarray */
static bool set_from_typed_array(Vm *vm, TypedArray *target, double offset, TypedArray *source,
                                 const char *method) {
  double target_length, source_length;
  TRY(revalidate(vm, target, method, &target_length));
  TRY(revalidate(vm, source, method, &source_length));
  if (!same_content_type(target->kind, source->kind)) return throw_type_error(vm, ERROR_BIGINT_MIX);
  if (source_length + offset > target_length) return throw_range_error(vm, ERROR_SOURCE_TOO_LARGE);
  ElementType to_type = (ElementType)target->kind, from_type = (ElementType)source->kind;
  uint8_t *to = view_data(vm, target) + (size_t)offset * element_size(to_type);
  const uint8_t *from = view_data(vm, source);
  size_t count = (size_t)source_length;
  if (to_type == from_type) memmove(to, from, count * element_size(to_type));
  else if (share_memory(vm, target, source))
    return convert_overlapping(vm, to_type, to, from_type, from, count);
  else elements_convert(vm, to_type, to, from_type, from, count);
  return true;
}

/* SetTypedArrayFromArrayLike ( target, targetOffset, source )
 * #sec-settypedarrayfromarraylike */
static bool set_from_array_like(Vm *vm, TypedArray *target, double offset, Value source,
                                const char *method) {
  double target_length, source_length;
  Object *o;
  TRY(revalidate(vm, target, method, &target_length));
  TRY(to_object(vm, source, &o));
  TRY(length_of_array_like(vm, o, &source_length));
  if (source_length + offset > target_length) return throw_range_error(vm, ERROR_SOURCE_TOO_LARGE);
  for (double k = 0; k < source_length; k++) {
    Value value;
    TRY(loop_turn(vm, k));
    TRY(get_index(vm, o, k, &value));
    TRY(typed_array_set_element(vm, target, offset + k, value));
  }
  return true;
}

/* %TypedArray%.prototype.set ( source [ , offset ] )   #sec-%typedarray%.prototype.set */
bool typed_array_prototype_set(Vm *vm, Call *call) {
  static const char method[] = "%TypedArray%.prototype.set";
  Value source = call_arg(vm, call, 0);
  double offset;
  if (!value_is_typed_array(call->this_value))
    return throw_incompatible_receiver(vm, method, call->this_value);
  TypedArray *target = value_as_typed_array(call->this_value);
  TRY(require_mutable_view(vm, target, method));
  TRY(to_integer_or_infinity(vm, call_arg(vm, call, 1), &offset));
  if (offset < 0) return throw_range_error(vm, ERROR_SOURCE_TOO_LARGE);
  if (value_is_typed_array(source))
    return set_from_typed_array(vm, target, offset, value_as_typed_array(source), method);
  return set_from_array_like(vm, target, offset, source, method);
}

/* --- slice --- */

/* Bytes in ascending order, which shows where the memory overlaps. */
static void copy_ascending(uint8_t *to, const uint8_t *from, size_t bytes) {
  if (to > from && to < from + bytes)
    for (size_t i = 0; i < bytes; i++) to[i] = from[i];
  else memmove(to, from, bytes);
}

/* Copies elements [start, end) of an array to the start of another, as far as there are such. */
static bool slice_copy(Vm *vm, TypedArray *array, double start, double end, TypedArray *to) {
  if (array->kind != to->kind) {
    for (double n = 0; start < end; start++, n++) {
      Value value;
      TRY(loop_turn(vm, n));
      TRY(typed_array_get_element(vm, array, start, &value));
      TRY(typed_array_set_element(vm, to, n, value));
    }
    return true;
  }
  double count = minimum(end - start, (double)view_length(vm, to));
  size_t size = view_element_size(array);
  if (count > 0)
    copy_ascending(view_data(vm, to), view_data(vm, array) + (size_t)start * size,
                   (size_t)count * size);
  return true;
}

/* %TypedArray%.prototype.slice ( start, end )   #sec-%typedarray%.prototype.slice */
bool typed_array_prototype_slice(Vm *vm, Call *call) {
  static const char method[] = "%TypedArray%.prototype.slice";
  TypedArray *array, *result;
  double length, start, end;
  TRY(this_typed_array(vm, call, method, &array, &length));
  TRY(to_relative_index(vm, call_arg(vm, call, 0), length, 0, &start));
  TRY(to_relative_index(vm, call_arg(vm, call, 1), length, length, &end));
  double count = end > start ? end - start : 0;
  TRY(typed_array_species_create_of_length(vm, array, method, count, &result));
  call->result = value_cell(result);
  if (count == 0) return true;
  TRY(revalidate(vm, array, method, &length));
  return slice_copy(vm, array, start, minimum(end, length), result);
}

/* %TypedArray%.prototype.subarray ( start, end )   #sec-%typedarray%.prototype.subarray */
bool typed_array_prototype_subarray(Vm *vm, Call *call) {
  static const char method[] = "%TypedArray%.prototype.subarray";
  Value end_argument = call_arg(vm, call, 1);
  TypedArray *result;
  double start, end;
  if (!value_is_typed_array(call->this_value))
    return throw_incompatible_receiver(vm, method, call->this_value);
  TypedArray *array = value_as_typed_array(call->this_value);
  double length = (double)view_length(vm, array);
  TRY(to_relative_index(vm, call_arg(vm, call, 0), length, 0, &start));
  double begin = (double)array->offset + start * (double)view_element_size(array);
  Value args[] = {value_cell(view_buffer(vm, array)), value_number(begin), value_none()};
  uint32_t argc = 2;
  if (!view_is_length_tracking(array) || !value_is_undefined(vm, end_argument)) {
    TRY(to_relative_index(vm, end_argument, length, length, &end));
    args[argc++] = value_number(end > start ? end - start : 0);
  }
  TRY(typed_array_species_create(vm, array, method, args, argc, &result));
  return call_return_cell(call, result);
}

/* %TypedArray%.prototype.with ( index, value )   #sec-%typedarray%.prototype.with */
bool typed_array_prototype_with(Vm *vm, Call *call) {
  TypedArray *array, *result;
  Value numeric;
  double length, relative;
  uint8_t *at;
  TRY(this_typed_array(vm, call, "%TypedArray%.prototype.with", &array, &length));
  TRY(to_integer_or_infinity(vm, call_arg(vm, call, 0), &relative));
  double index = relative >= 0 ? relative : length + relative;
  TRY(to_element_content(vm, (ElementType)array->kind, call_arg(vm, call, 1), &numeric));
  if (!typed_array_element(vm, array, index, &at)) {
    char text[64];
    return throw_range_error(vm, ERROR_INVALID_INDEX,
                             value_describe(vm, value_number(relative), text, sizeof text));
  }
  TRY(typed_array_create_same_type(vm, array, length, &result));
  for (double k = (double)view_length(vm, array); k < length; k++) /* those that are gone */
    TRY(typed_array_set_element(vm, result, k, value_undefined(vm)));
  TRY(slice_copy(vm, array, 0, minimum(length, (double)view_length(vm, array)), result));
  TRY(typed_array_set_element(vm, result, index, numeric));
  return call_return_cell(call, result);
}
