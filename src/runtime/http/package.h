/* SPDX-License-Identifier: MIT */
/* package.h: bytes of a body as the value that a method asks for.
 * https://fetch.spec.whatwg.org/#concept-body-consume-body */
#ifndef RUNTIME_HTTP_PACKAGE_H
#define RUNTIME_HTTP_PACKAGE_H

#include "runtime/http/http.h"

typedef enum PackageKind {
  PACKAGE_ARRAY_BUFFER,
  PACKAGE_BLOB,
  PACKAGE_BYTES,
  PACKAGE_FORM_DATA,
  PACKAGE_JSON,
  PACKAGE_TEXT,
} PackageKind;

typedef struct Package {
  PackageKind kind;
  char *type; /* malloc'ed: the Content-Type; NULL: none, or not needed */
} Package;

/* The type as a string, a byte a character. */
MOTE_CHECK bool package_type(MoteVm *vm, const Package *package, MoteValue *out);
/* The value. Takes bytes (malloc'ed, may be NULL) over, always; the type stays the caller's. May run JavaScript. */
MOTE_CHECK bool package_make(MoteVm *vm, const Package *package, char *bytes, size_t length,
                             MoteValue *out);
/* The same, to settle an operation with it and release that; frees the type. */
void package_settle(MoteVm *vm, MoteAsync *operation, Package package, char *bytes, size_t length);
/* Rejects the operation with the pending exception and releases it; frees the type. */
void package_reject(MoteVm *vm, MoteAsync *operation, Package package);

#endif
