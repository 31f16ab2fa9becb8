/* SPDX-License-Identifier: MIT */
/* this_value.h: what many methods first do with their this value. */
#ifndef BUILTINS_THIS_VALUE_H
#define BUILTINS_THIS_VALUE_H

#include "ops/convert.h"
#include "value/native.h"

/* The primitive in a Boolean, Number, String, Symbol or BigInt object; any other value as it is.
 * The part that ThisNumberValue and its kin share   #sec-thisnumbervalue */
static inline Value this_primitive_value(Vm *vm, Value value) {
  if (!value_is_type(value, CELL_PRIMITIVE_OBJECT)) return value;
  return slot_load(vm, ((PrimitiveObject *)value_as_cell(value))->value);
}

#endif
