/* SPDX-License-Identifier: MIT */
/* plain_object.h: fast paths over all properties of plain objects.
 *
 * A plain object is ordinary, has no elements, and its properties are all writable data properties:
 * reading them runs no JavaScript, so one walk over its shape does what a list of keys and a [[Get]]
 * for each would. Nothing here runs JavaScript; false: out of memory. */
#ifndef OPS_PLAIN_OBJECT_H
#define OPS_PLAIN_OBJECT_H

#include "ops/property.h"

/* EnumerableOwnProperties: appends to `out`. *done is false, and nothing happened, if the object
 * isn't plain. */
MUST_USE bool plain_own_properties(Vm *vm, Object *o, EnumerableKind kind, Array *out, bool *done);
/* CopyDataProperties without exclusions, to an ordinary extensible object. The same for *done. */
MUST_USE bool plain_copy_properties(Vm *vm, Object *to, Object *from, bool *done);
/* Object.assign of one source: as above where no Set could find a setter or anything else than a
 * writable data property in `to` or on its prototype chain. */
MUST_USE bool plain_assign(Vm *vm, Object *to, Object *from, bool *done);

#endif
