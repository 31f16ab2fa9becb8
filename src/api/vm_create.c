/* SPDX-License-Identifier: MIT */
/* vm_create.c: puts a VM together from its layers, and takes it apart. */
#include "api/vm_create.h"

#include "async/async.h"

/* The next call or loop looks whether something is up. */
static void come_to_safe_point(Vm *vm) {
  __atomic_store_n(&vm->stack_limit, vm->stack_base, __ATOMIC_RELAXED);
}

Vm *vm_create(const VmOptions *options) {
  HeapOptions heap = options->heap;
  heap.limit_exceeded = come_to_safe_point;
  Vm *vm = vm_create_base(&heap);
  if (!vm) return NULL;
  if (interpreter_init(vm) && async_init(vm)) {
    Realm *realm = realm_new(vm);
    if (realm) {
      vm->realm = vm->interpreter->main_realm = realm;
      return vm;
    }
  }
  vm_destroy(vm);
  return NULL;
}

void vm_destroy(Vm *vm) {
  async_destroy(vm);
  interpreter_destroy(vm);
  vm_destroy_base(vm);
}
