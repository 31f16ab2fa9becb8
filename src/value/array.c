/* SPDX-License-Identifier: MIT */
/* array.c: making arrays, and their length. */
#include "value/vm.h"

static Array *array_of_shape(Vm *vm, Shape *shape, uint32_t length) {
  if (!shape) return NULL;
  Array *array = heap_allocate_inline(vm, CELL_ARRAY, sizeof *array);
  if (!array) {
    throw_out_of_memory(vm);
    return NULL;
  }
  object_set_shape(&array->base, shape);
  array->length = length;
  return array;
}

Array *array_new(Vm *vm, uint32_t capacity) {
  Array *array = array_of_shape(vm, realm_array_shape(vm, vm->realm), 0);
  if (array && !object_reserve_elements(vm, &array->base, capacity)) return NULL;
  return array;
}

Array *array_new_with_prototype(Vm *vm, Value prototype, uint32_t length) {
  return array_of_shape(vm, shape_root(vm, prototype, 0, 0), length);
}

/* Whether the values suit dense doubles: all numbers, the first of them a double. */
static bool all_numbers(const Value *values, uint32_t count) {
  if (count == 0 || !value_is_double(values[0])) return false;
  for (uint32_t i = 1; i < count; i++)
    if (!value_is_number(values[i])) return false;
  return true;
}

Array *array_from_values(Vm *vm, const Value *values, uint32_t count) {
  bool doubles = all_numbers(values, count);
  Array *array = array_new(vm, doubles ? 0 : count);
  if (!array) return NULL;
  if (!doubles) TRY_NULL(object_append_values(vm, &array->base, values, count));
  for (uint32_t i = 0; doubles && i < count; i++)
    TRY_NULL(object_put_element(vm, &array->base, i, values[i]));
  array->length = count;
  return array;
}

bool array_push(Vm *vm, Array *array, Value value) {
  if (array->length == UINT32_MAX) return throw_range_error(vm, ERROR_INVALID_ARRAY_LENGTH);
  TRY(object_put_element(vm, &array->base, array->length, value));
  array->length++;
  return true;
}

bool array_set_length(Vm *vm, Array *array, uint32_t length, bool *ok) {
  uint32_t stopped_at = length;
  if (length < array->length) TRY(object_truncate_elements(vm, &array->base, length, &stopped_at));
  array->length = stopped_at;
  *ok = stopped_at == length;
  return true;
}

bool array_make_length_readonly(Vm *vm, Array *array) {
  TRY(object_make_sparse(vm, &array->base));
  TRY(object_make_unique(vm, &array->base));
  shape_set_flags(object_shape_raw(vm, &array->base), SHAPE_LENGTH_READONLY, 0);
  return true;
}
