/* SPDX-License-Identifier: MIT */
/* define.h: own properties of the objects that the runtime makes. */
#ifndef RUNTIME_DEFINE_H
#define RUNTIME_DEFINE_H

#include "runtime/runtime.h"

/* A host function and the property that holds it. */
typedef struct FunctionRow {
  const char *name;
  MoteFunction function;
  uint32_t length;
} FunctionRow;

/* Defines a new function object for each row. attributes: MOTE_HIDDEN, MOTE_DEFAULT … */
bool define_functions(MoteVm *vm, MoteValue object, const FunctionRow *rows, size_t count,
                      unsigned attributes);
/* Defines a string, given in UTF-8. name: "@@toStringTag" and the like are well-known symbols. */
bool define_text(MoteVm *vm, MoteValue object, const char *name, const char *text,
                 unsigned attributes);

#endif
