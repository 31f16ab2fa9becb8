/* SPDX-License-Identifier: MIT */
/* compare.h: testing and comparison operations (#sec-testing-and-comparison-operations). */
#ifndef OPS_COMPARE_H
#define OPS_COMPARE_H

#include "ops/convert.h"

/* These compare strings by content, which flattens ropes: false only when memory is exhausted. */
MUST_USE bool is_strictly_equal(Vm *vm, Value a, Value b, bool *out);
MUST_USE bool same_value(Vm *vm, Value a, Value b, bool *out);
MUST_USE bool same_value_zero(Vm *vm, Value a, Value b, bool *out);
/* May run JavaScript. */
MUST_USE bool is_loosely_equal(Vm *vm, Value a, Value b, bool *out);
typedef enum Ordering { LESS_FALSE, LESS_TRUE, LESS_UNDEFINED } Ordering;
/* IsLessThan: a < b; left_first tells the order of conversions. */
MUST_USE bool is_less_than(Vm *vm, Value a, Value b, bool left_first, Ordering *out);
/* IsArray: looks through proxies; false: exception (revoked). */
MUST_USE bool is_array(Vm *vm, Value v, bool *out);
MUST_USE bool instance_of(Vm *vm, Value v, Value target, bool *out);
MUST_USE bool ordinary_has_instance(Vm *vm, Value constructor, Value v, bool *out);

#endif
