/* SPDX-License-Identifier: MIT */
/* exotic.h: the layouts of exotic objects that the value layer must know: to trace them, and to
 * tell whether they are callable or have indexed properties of their own. Their behaviour is in ops/. */
#ifndef VALUE_EXOTIC_H
#define VALUE_EXOTIC_H

#include "value/object.h"

/* A proxy's fields; both null once revoked. */
typedef struct Proxy {
  Object base;
  Slot target;
  Slot handler;
  uint32_t flags; /* PROXY_CALLABLE, PROXY_CONSTRUCTOR */
} Proxy;
enum { PROXY_CALLABLE = 1, PROXY_CONSTRUCTOR = 2 };

/* Sloppy functions' arguments objects. The `length`, @@iterator and `callee` properties are ordinary
 * own ones. Mapped: elements whose bit is set in `map` live in the environment. */
typedef struct Arguments {
  Object base;
  Slot environment; /* none: unmapped */
  uint32_t first_slot;
  uint32_t mapped_count;
  Slot unmapped; /* BYTES: bit i set: element i is no longer mapped; none: all are mapped */
} Arguments;

/* Boolean, Number, String, Symbol and BigInt objects. */
typedef struct PrimitiveObject {
  Object base;
  Slot value;
} PrimitiveObject;

#endif
