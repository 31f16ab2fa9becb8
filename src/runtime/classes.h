/* SPDX-License-Identifier: MIT */
/* classes.h: the host classes of a runtime, each made when it is first needed: rt->classes, by the rows of
 * classes.def. */
#ifndef RUNTIME_CLASSES_H
#define RUNTIME_CLASSES_H

#include "runtime/runtime.h"

typedef enum RuntimeClass {
#define CLASS(name) CLASS_##name,
#include "runtime/classes.def"
#undef CLASS
  CLASS_COUNT
} RuntimeClass;

/* The class of a row, made of the spec if it has not been. */
MOTE_CHECK bool runtime_class(MoteVm *vm, RuntimeClass which, const MoteClassSpec *spec,
                              MoteClass **out);

/* A new instance of it, which owns `data`. On failure the caller still does. */
MOTE_CHECK bool runtime_instance(MoteVm *vm, RuntimeClass which, const MoteClassSpec *spec,
                                 void *data, MoteValue *out);

#endif
