/* SPDX-License-Identifier: MIT */
/* host_object.c: instances of an embedder's classes. Their finalizers are native.c's. */
#include "value/host_object.h"

#include "value/vm.h"

_Static_assert(sizeof(HostObject) % 8 == 0, "data behind it is aligned");

HostObject *host_object_new(Vm *vm, Shape *shape, uint32_t class_index, size_t data_size) {
  HostObject *o = object_allocate(vm, CELL_HOST_OBJECT, sizeof *o + data_size, shape);
  if (!o) return NULL;
  o->class_index = class_index;
  if (data_size) o->data = o + 1;
  return o;
}

void host_object_trace(Vm *vm, Cell *cell) {
  object_trace_base(vm, (const Object *)cell);
  mark_slot(vm, ((const HostObject *)cell)->value);
}
