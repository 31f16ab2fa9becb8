/* SPDX-License-Identifier: MIT */
/* atomics.h: what the files of Atomics share (#sec-abstract-operations-for-atomics).
 * Every NativeFunction may run JavaScript. */
#ifndef BUILTINS_ATOMICS_H
#define BUILTINS_ATOMICS_H

#include "ops/call.h"
#include "ops/typed_array.h"

/* ValidateIntegerTypedArray: waitable asks for Int32 or BigInt64. */
MUST_USE bool validate_integer_typed_array(Vm *vm, Value v, bool waitable, const char *method,
                                           TypedArray **out);
/* ValidateAtomicAccess: the index of an element, not in bytes. */
MUST_USE bool validate_atomic_access(Vm *vm, const TypedArray *array, Value request, double *out);

/* atomics_wait.c */
bool atomics_notify(Vm *vm, Call *call);
bool atomics_wait(Vm *vm, Call *call);
bool atomics_wait_async(Vm *vm, Call *call);
bool atomics_wait_async_timeout(Vm *vm, Call *call);

#endif
