/* SPDX-License-Identifier: MIT */
/* lazy_library.h: shared libraries that are loaded when they are first needed, so that a program which does not use
 * them pays neither their start-up time nor their memory.
 *
 * Their headers are included and their functions called as ever. functions.def lists what is called. */
#ifndef RUNTIME_LAZY_LAZY_LIBRARY_H
#define RUNTIME_LAZY_LAZY_LIBRARY_H

#include "mote.h"

typedef enum LazyLibrary {
#define LIBRARY(id, file) LIBRARY_##id,
#include "runtime/lazy/libraries.def"
#undef LIBRARY
  LIBRARY_COUNT
} LazyLibrary;

/* Loads the library, if it has not been. Must have succeeded before any of its functions is called. Any thread may
 * call it, each with its VM. Throws an Error with the code ERR_LIBRARY_NOT_FOUND. */
MOTE_CHECK bool library_load(MoteVm *vm, LazyLibrary library);

#endif
