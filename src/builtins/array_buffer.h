/* SPDX-License-Identifier: MIT */
/* array_buffer.h: abstract operations on ArrayBuffers and SharedArrayBuffers that several builtins use
 * (#sec-abstract-operations-for-arraybuffer-objects). */
#ifndef BUILTINS_ARRAY_BUFFER_H
#define BUILTINS_ARRAY_BUFFER_H

#include "ops/call.h"
#include "value/buffer_object.h"

/* Stands for an absent maxByteLength. */
#define NO_MAX_LENGTH (-1.0)

/* AllocateArrayBuffer and AllocateSharedArrayBuffer, by `flags`: 0 or ARRAY_BUFFER_SHARED. The lengths
 * are integers; RangeError where there is no memory. Runs JavaScript: the constructor's `prototype`. */
MUST_USE bool allocate_array_buffer(Vm *vm, Value constructor, uint32_t flags, double byte_length,
                                    double max_length, ArrayBuffer **out);
/* The same with %ArrayBuffer% for the constructor: runs nothing. */
MUST_USE bool array_buffer_new(Vm *vm, double byte_length, ArrayBuffer **out);
/* A buffer of the current realm without any bytes yet; flags: ARRAY_BUFFER_. NULL: exception. */
MUST_USE ArrayBuffer *array_buffer_new_empty(Vm *vm, uint32_t flags);
/* GetArrayBufferMaxByteLengthOption: NO_MAX_LENGTH: absent. Runs JavaScript. */
MUST_USE bool get_array_buffer_max_byte_length_option(Vm *vm, Value options, double *out);
/* The this value as a buffer that is shared (or isn't), which `method` asks for; else TypeError. */
MUST_USE bool this_array_buffer(Vm *vm, const Call *call, bool shared, const char *method,
                                ArrayBuffer **out);
/* The slice methods' common part, from the length on. `buffer` isn't detached. Runs JavaScript. */
MUST_USE bool array_buffer_slice(Vm *vm, Call *call, ArrayBuffer *buffer, const char *method);

#endif
