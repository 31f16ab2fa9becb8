/* SPDX-License-Identifier: MIT */
/* array.h: the operations of Array.prototype, which are spread over the array_….c files, and what
 * these files share. The table that names them is in array_prototype.c.
 *
 * Every NativeFunction may run JavaScript. */
#ifndef BUILTINS_ARRAY_H
#define BUILTINS_ARRAY_H

#include "ops/call.h"

/* array_mutate.c */
bool array_prototype_copy_within(Vm *vm, Call *call);
bool array_prototype_fill(Vm *vm, Call *call);
bool array_prototype_pop(Vm *vm, Call *call);
bool array_prototype_push(Vm *vm, Call *call);
bool array_prototype_reverse(Vm *vm, Call *call);
bool array_prototype_shift(Vm *vm, Call *call);
bool array_prototype_splice(Vm *vm, Call *call);
bool array_prototype_unshift(Vm *vm, Call *call);

/* array_copy.c */
bool array_prototype_concat(Vm *vm, Call *call);
bool array_prototype_flat(Vm *vm, Call *call);
bool array_prototype_flat_map(Vm *vm, Call *call);
bool array_prototype_slice(Vm *vm, Call *call);
bool array_prototype_to_reversed(Vm *vm, Call *call);
bool array_prototype_to_spliced(Vm *vm, Call *call);
bool array_prototype_with(Vm *vm, Call *call);

/* array_search.c */
bool array_prototype_at(Vm *vm, Call *call);
bool array_prototype_find(Vm *vm, Call *call);
bool array_prototype_find_index(Vm *vm, Call *call);
bool array_prototype_find_last(Vm *vm, Call *call);
bool array_prototype_find_last_index(Vm *vm, Call *call);
bool array_prototype_includes(Vm *vm, Call *call);
bool array_prototype_index_of(Vm *vm, Call *call);
bool array_prototype_last_index_of(Vm *vm, Call *call);

/* array_iterate.c */
bool array_prototype_every(Vm *vm, Call *call);
bool array_prototype_filter(Vm *vm, Call *call);
bool array_prototype_for_each(Vm *vm, Call *call);
bool array_prototype_map(Vm *vm, Call *call);
bool array_prototype_reduce(Vm *vm, Call *call);
bool array_prototype_reduce_right(Vm *vm, Call *call);
bool array_prototype_some(Vm *vm, Call *call);

/* array_join.c */
bool array_prototype_join(Vm *vm, Call *call);
bool array_prototype_to_locale_string(Vm *vm, Call *call);
bool array_prototype_to_string(Vm *vm, Call *call);

/* array_sort.c */
bool array_prototype_sort(Vm *vm, Call *call);
bool array_prototype_to_sorted(Vm *vm, Call *call);

/* array_iterator.c */
bool array_prototype_entries(Vm *vm, Call *call);
bool array_prototype_keys(Vm *vm, Call *call);

/* Construct(c, « length ») (no argument where length is negative) if c is a constructor, otherwise
 * ArrayCreate(length): the first steps of Array.from, Array.of and Array.fromAsync. */
MUST_USE bool array_construct_or_create(Vm *vm, Value c, double length, Object **out);

#endif
