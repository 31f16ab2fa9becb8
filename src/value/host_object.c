/* SPDX-License-Identifier: MIT */
/* host_object.c: instances of an embedder's classes. Their finalizers are native.c's. */
#include "value/host_object.h"

#include "value/vm.h"

HostObject *host_object_new(Vm *vm, Shape *shape, uint32_t class_index) {
  HostObject *o = object_allocate(vm, CELL_HOST_OBJECT, sizeof *o, shape);
  if (o) o->class_index = class_index;
  return o;
}

void host_object_trace(Vm *vm, Cell *cell) {
  object_trace_base(vm, (const Object *)cell);
  mark_slot(vm, ((const HostObject *)cell)->value);
}
