/* SPDX-License-Identifier: MIT */
/* array_dense.c: filling new arrays from plain ones (see array_dense.h). */
#include "builtins/array_dense.h"

bool dense_copy(Vm *vm, Object *source, double from, double count, Object *to, bool *done) {
  *done = false;
  if (source == to || !array_is_plain(vm, source) || !array_is_open(vm, to)) return true;
  if (((Array *)to)->length != count || object_elements_end(vm, to)) return true;
  double end = object_elements_end(vm, source);
  double present = end <= from ? 0 : end - from;
  if (present > count) present = count;
  return object_append_elements(vm, to, 0, source, present ? (uint32_t)from : 0, (uint32_t)present,
                                done);
}

bool dense_append(Vm *vm, Object *source, double count, Object *to, double at, bool *done) {
  *done = false;
  if (source == to || !array_is_plain(vm, source) || !array_is_open(vm, to)) return true;
  if (((Array *)to)->length != at || at + count > UINT32_MAX) return true;
  double present = object_elements_end(vm, source);
  if (present > count) present = count;
  TRY(object_append_elements(vm, to, (uint32_t)at, source, 0, (uint32_t)present, done));
  if (*done) ((Array *)to)->length = (uint32_t)(at + count);
  return true;
}
