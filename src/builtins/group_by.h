/* SPDX-License-Identifier: MIT */
/* group_by.h: what Object.groupBy and Map.groupBy share. */
#ifndef BUILTINS_GROUP_BY_H
#define BUILTINS_GROUP_BY_H

#include "ops/call.h"

/* Converts a key, if need be, and adds a value to the group that it names. */
typedef bool (*GroupAdder)(Vm *vm, Object *groups, Value key, Value value);

/* GroupBy ( items, callback, keyCoercion )   #sec-groupby
 * `groups` is where `add`, which stands for the coercion, keeps the groups; `method` is for the
 * message. Runs JavaScript; false: exception. */
MUST_USE bool group_by(Vm *vm, Value items, Value callback, const char *method, GroupAdder add,
                       Object *groups);

#endif
