/* SPDX-License-Identifier: MIT */
/* array_dense.c: filling new arrays from plain ones (see array_dense.h). */
#include "builtins/array_dense.h"

bool dense_holes(Vm *vm, Array *array, uint32_t length, Elements **out) {
  *out = NULL;
  if (object_elements_end(vm, &array->base)) return true;
  TRY(object_reserve_elements(vm, &array->base, length));
  Elements *elements = object_dense(vm, &array->base);
  if (!elements || elements->capacity < length) return true;
  for (uint32_t i = 0; i < length; i++) elements->items[i] = slot_hole();
  elements->length = length;
  *out = elements;
  return true;
}

static void copy_items(Vm *vm, Object *source, uint32_t from, uint32_t count, Elements *to) {
  Elements *elements = object_dense(vm, source);
  for (uint32_t i = 0; i < count; i++) {
    Value value = elements ? slot_load(vm, elements->items[from + i])
                           : object_get_element(vm, source, from + i);
    if (!value_is_none(value) && !value_is_hole(vm, value)) dense_store(vm, to, i, value);
  }
  keep_alive(elements);
}

bool dense_copy(Vm *vm, Object *source, double from, double count, Object *to, bool *done) {
  *done = false;
  if (source == to || !array_is_plain(vm, source) || !array_is_open(vm, to)) return true;
  if (((Array *)to)->length != count) return true;
  double end = object_elements_end(vm, source);
  double present = end <= from ? 0 : end - from;
  if (present > count) present = count;
  Elements *items;
  TRY(dense_holes(vm, (Array *)to, (uint32_t)present, &items));
  if (!items && present > 0) return true;
  if (items) copy_items(vm, source, (uint32_t)from, (uint32_t)present, items);
  *done = true;
  return true;
}
