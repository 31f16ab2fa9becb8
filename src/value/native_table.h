/* SPDX-License-Identifier: MIT */
/* native_table.h: what realm.c and vm.c must know of native.c. Private to the value layer. */
#ifndef VALUE_NATIVE_TABLE_H
#define VALUE_NATIVE_TABLE_H

#include "value/host_object.h"
#include "value/vm.h"

/* What a static native function's number stands for. */
typedef struct NativeRow {
  const BuiltinObject *builtin;
  const BuiltinProperty *property; /* NULL: the builtin object itself is the function */
  bool is_setter;
} NativeRow;

NativeRow native_row(uint32_t id);
uint32_t native_id_of_property(IntrinsicId table, uint32_t property, bool setter);
uint32_t native_id_of_object(IntrinsicId table);
/* A native function object with these flags; its data slots are undefined. NULL: exception. */
MUST_USE NativeFunctionObject *native_allocate(Vm *vm, Realm *realm, uint32_t id, Shape *shape,
                                               uint32_t flags, uint32_t data_count);

MUST_USE bool natives_init(Vm *vm);
/* Takes the table, for finalizers use it until the heap has gone, and the Vm with it. */
void natives_destroy(struct NativeTable *table);

#endif
