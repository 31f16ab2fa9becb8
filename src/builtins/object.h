/* SPDX-License-Identifier: MIT */
/* object.h: operations of the Object builtins that other builtins use. */
#ifndef BUILTINS_OBJECT_H
#define BUILTINS_OBJECT_H

#include "ops/call.h"

/* %Object.prototype.toString% of a value: "[object Array]" and the like. Runs JavaScript. */
MUST_USE bool object_to_string_tag(Vm *vm, Value value, Value *out);
/* Adds one pair that AddEntriesFromIterable found; `function` is what add_entries_from_iterable got. */
typedef bool (*EntryAdder)(Vm *vm, Object *target, Value function, Value key, Value value);
/* AddEntriesFromIterable ( target, iterable, adder ).   #sec-add-entries-from-iterable
 * `function` is handed to the adder: the method of a collection that it calls. */
MUST_USE bool add_entries_from_iterable(Vm *vm, Object *target, Value iterable, EntryAdder adder,
                                        Value function);

#endif
