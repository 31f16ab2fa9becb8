/* SPDX-License-Identifier: MIT */
/* host_object.c: instances of an embedder's classes. Their finalizers are native.c's. */
#include "value/host_object.h"

#include "value/vm.h"

_Static_assert(sizeof(HostObject) % 8 == 0, "data behind it is aligned");

HostObject *host_object_new(Vm *vm, Shape *shape, uint32_t class_index, uint32_t finalizer,
                            size_t data_size) {
  size_t size = sizeof(HostObject) + data_size;
  HostObject *o = finalizer ? heap_allocate(vm, CELL_HOST_OBJECT, size)
                            : heap_allocate_inline(vm, CELL_HOST_OBJECT, size);
  if (unlikely(!o)) {
    throw_out_of_memory(vm);
    return NULL;
  }
  object_set_shape(&o->base, shape);
  o->class_index = class_index;
  o->finalizer = finalizer;
  if (data_size) o->data = o + 1;
  return o;
}

void host_object_trace(Vm *vm, Cell *cell) {
  object_trace_base(vm, (const Object *)cell);
  mark_slot(vm, ((const HostObject *)cell)->value);
}
