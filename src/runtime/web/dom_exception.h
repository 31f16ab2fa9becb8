/* SPDX-License-Identifier: MIT */
/* dom_exception.h: DOMExceptions from C. The class is lib/web/dom_exception.ts. */
#ifndef RUNTIME_WEB_DOM_EXCEPTION_H
#define RUNTIME_WEB_DOM_EXCEPTION_H

#include "runtime/runtime.h"

/* A new DOMException, not thrown. name: "AbortError" and so on; one whose name has a class of its own
 * ("QuotaExceededError") is of that class. */
MOTE_CHECK bool dom_exception_new(MoteVm *vm, const char *name, const char *message,
                                  MoteValue *out);
/* Always false. */
bool throw_dom_exception(MoteVm *vm, const char *name, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
