/* SPDX-License-Identifier: MIT */
/* array_sort.h: the sorting of a list of values, as Array.prototype.sort does it. */
#ifndef BUILTINS_ARRAY_SORT_H
#define BUILTINS_ARRAY_SORT_H

#include "value/vm.h"

/* The first step of every sort: a TypeError for what is neither undefined nor callable. */
MUST_USE bool check_compare_function(Vm *vm, Value compare);
/* Sorts a list in place by SortCompare: undefined last, the rest by the function, or as strings where
 * it is undefined. Runs JavaScript; false: exception.   #sec-sortcompare */
MUST_USE bool sort_values(Vm *vm, RootVec *values, Value compare);

#endif
