/* SPDX-License-Identifier: MIT */
/* vm_create.h: whole VMs. */
#ifndef API_VM_CREATE_H
#define API_VM_CREATE_H

#include "vm/interpreter.h"

typedef struct VmOptions {
  HeapOptions heap; /* types are filled in */
} VmOptions;

/* A VM with one realm, which is current. NULL: out of memory or address space. */
MUST_USE Vm *vm_create(const VmOptions *options);
/* Ends the VM; one that is half made, too. */
void vm_destroy(Vm *vm);

#endif
