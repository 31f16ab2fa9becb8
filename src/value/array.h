/* SPDX-License-Identifier: MIT */
/* array.h: arrays: an object with a length that is always above every element. */
#ifndef VALUE_ARRAY_H
#define VALUE_ARRAY_H

#include "value/object.h"

typedef struct Array {
  Object base;
  uint32_t length;
} Array;

static inline bool value_is_array_cell(Value v) { return value_is_type(v, CELL_ARRAY); }
static inline Array *value_as_array(Value v) { return (Array *)value_as_cell(v); }

/* An empty array of the current realm with room for `capacity` elements. NULL: exception. */
MUST_USE Array *array_new(Vm *vm, uint32_t capacity);
MUST_USE Array *array_new_with_prototype(Vm *vm, Value prototype, uint32_t length);
MUST_USE Array *array_from_values(Vm *vm, const Value *values, uint32_t count);
/* Appends (the array is known to be extensible with writable length). */
MUST_USE bool array_push(Vm *vm, Array *array, Value value);
/* ArraySetLength's storage part: truncates or extends; *ok false when an element refused. */
MUST_USE bool array_set_length(Vm *vm, Array *array, uint32_t length, bool *ok);
/* Makes the length read-only for good (the elements become sparse: object.h says why). */
MUST_USE bool array_make_length_readonly(Vm *vm, Array *array);
static inline bool array_length_is_writable(Vm *vm, const Array *array) {
  return !(shape_flags(object_shape_raw(vm, &array->base)) & SHAPE_LENGTH_READONLY);
}

#endif
