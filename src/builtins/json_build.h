/* SPDX-License-Identifier: MIT */
/* json_build.h: objects from lists of keys and values, fast when many have the same keys.
 *
 * A JsonShapes remembers the shapes of the last objects by their first key and size; an object with
 * the keys of a remembered shape is filled without looking anything up. It lies on the C stack,
 * which keeps the shapes alive. */
#ifndef BUILTINS_JSON_BUILD_H
#define BUILTINS_JSON_BUILD_H

#include "value/vm.h"

#define JSON_SHAPES 32

typedef struct JsonShapes {
  Shape *shapes[JSON_SHAPES]; /* shared ones, or NULL */
} JsonShapes;

/* A new object of the current realm from `count` pairs of a key (the bits of a PropertyKey) and a
 * value; of equal keys the last one counts. The pairs must be rooted. NULL: exception. */
MUST_USE Object *json_build_object(Vm *vm, JsonShapes *shapes, const Value *pairs, uint32_t count);

#endif
