/* SPDX-License-Identifier: MIT */
/* function.c: which values can be called and constructed; environments. */
#include "value/vm.h"

bool value_is_callable(Vm *vm, Value v) {
  (void)vm;
  if (!value_is_cell(v)) return false;
  switch (cell_type(value_as_cell(v))) {
    case CELL_FUNCTION:
    case CELL_NATIVE_FUNCTION:
    case CELL_BOUND_FUNCTION: return true;
    case CELL_PROXY: return ((const Proxy *)value_as_object(v))->flags & PROXY_CALLABLE;
    default: return false;
  }
}

bool value_is_constructor(Vm *vm, Value v) {
  if (!value_is_cell(v)) return false;
  const Object *o = value_as_object(v);
  switch (cell_type(o)) {
    case CELL_FUNCTION: {
      const CodeHead *code = function_code_head(vm, (const Function *)o);
      return code_flags_constructor(code->flags);
    }
    case CELL_NATIVE_FUNCTION: return ((const NativeFunctionObject *)o)->flags & NATIVE_CONSTRUCTOR;
    case CELL_BOUND_FUNCTION: return ((const BoundFunction *)o)->flags & BOUND_CONSTRUCTOR;
    case CELL_PROXY: return ((const Proxy *)o)->flags & PROXY_CONSTRUCTOR;
    default: return false;
  }
}

Environment *environment_new(Vm *vm, Environment *parent, uint32_t slot_count) {
  size_t size = sizeof(Environment) + (size_t)slot_count * sizeof(Slot);
  Environment *environment = heap_allocate(vm, CELL_ENVIRONMENT, size);
  if (!environment) {
    throw_out_of_memory(vm);
    return NULL;
  }
  cell_set_header(environment, CELL_ENVIRONMENT, slot_count & 0xffffff);
  slot_store_cell(vm, environment, &environment->parent, parent);
  for (uint32_t i = 0; i < slot_count; i++) environment->items[i].bits = OFFSET_UNINITIALISED;
  return environment;
}
