/* SPDX-License-Identifier: MIT */
/* host_object.h: instances of an embedder's classes: an object with a native pointer.
 *
 * The pointer is external, or leads to bytes at the end of the cell itself: the heap never follows it. When the object
 * dies, the finalizer that the VM knows under `finalizer` is called with it, while sweeping: it must not touch
 * the VM. */
#ifndef VALUE_HOST_OBJECT_H
#define VALUE_HOST_OBJECT_H

#include "value/object.h"

typedef void (*HostFinalizer)(void *data);

typedef struct HostObject {
  Object base;
  uint32_t class_index; /* the embedder's class, as api/ numbers them */
  uint32_t finalizer;   /* from host_finalizer_register; 0: none */
  Slot value;           /* what the embedder wants kept alive; none at first */
  void *data;           /* external, or the bytes behind this */
} HostObject;

static inline HostObject *value_as_host_object(Value v) { return (HostObject *)value_as_cell(v); }

/* The number (never 0) under which the VM knows a finalizer; the same function gives the same
 * number. False: out of memory (exception set). */
MUST_USE bool host_finalizer_register(Vm *vm, HostFinalizer function, uint32_t *id);
/* A new instance of a shape (its prototype's root with inline capacity 0), without data, or with `data_size` bytes of
 * it inside, which are zero. finalizer: as in the object. NULL: exception. */
MUST_USE HostObject *host_object_new(Vm *vm, Shape *shape, uint32_t class_index, uint32_t finalizer,
                                     size_t data_size);

void host_object_trace(Vm *vm, Cell *cell);
void host_object_finalize(Vm *vm, Cell *cell);

#endif
