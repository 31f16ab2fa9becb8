/* SPDX-License-Identifier: MIT */
/* convert.h: type conversion (#sec-type-conversion). All may run JavaScript on objects unless said
 * otherwise; false: exception. */
#ifndef OPS_CONVERT_H
#define OPS_CONVERT_H

#include "value/bigint.h"
#include "value/exotic.h"
#include "value/vm.h"

typedef enum PreferredType { PREFER_DEFAULT, PREFER_NUMBER, PREFER_STRING } PreferredType;

MUST_USE bool to_primitive(Vm *vm, Value input, PreferredType preferred, Value *out);
MUST_USE bool ordinary_to_primitive(Vm *vm, Object *o, PreferredType hint, Value *out);
/* Runs nothing, never fails. */
bool to_boolean(Vm *vm, Value v);
/* A Number or a BigInt. */
MUST_USE bool to_numeric(Vm *vm, Value v, Value *out);
MUST_USE bool to_number_slow(Vm *vm, Value v, double *out);
static inline MUST_USE bool to_number(Vm *vm, Value v, double *out) {
  if (unlikely(!value_is_number(v))) return to_number_slow(vm, v, out);
  *out = value_as_number(v);
  return true;
}
/* ToBigInt: numbers are refused. */
MUST_USE bool to_bigint(Vm *vm, Value v, BigInt **out);
MUST_USE bool to_integer_or_infinity(Vm *vm, Value v, double *out);
MUST_USE bool to_int32(Vm *vm, Value v, int32_t *out);
MUST_USE bool to_uint32(Vm *vm, Value v, uint32_t *out);
MUST_USE bool to_length(Vm *vm, Value v, double *out);
MUST_USE bool to_index(Vm *vm, Value v, double *out);
MUST_USE bool to_string_slow(Vm *vm, Value v, String **out);
static inline MUST_USE bool to_string(Vm *vm, Value v, String **out) {
  if (unlikely(!value_is_string(v))) return to_string_slow(vm, v, out);
  *out = value_as_string(v);
  return true;
}
MUST_USE bool to_object_slow(Vm *vm, Value v, Object **out);
static inline MUST_USE bool to_object(Vm *vm, Value v, Object **out) {
  if (unlikely(!value_is_object(v))) return to_object_slow(vm, v, out);
  *out = value_as_object(v);
  return true;
}
MUST_USE bool to_property_key(Vm *vm, Value v, PropertyKey *out);
MUST_USE bool require_object_coercible(Vm *vm, Value v, const char *method);
/* ToIntegerOrInfinity clamped: relative index arguments of slice, at, fill …: [0, length]. */
MUST_USE bool to_relative_index(Vm *vm, Value v, double length, double fallback, double *out);
/* StringToNumber; flattens. */
MUST_USE bool string_to_number(Vm *vm, String *s, double *out);
/* typeof as an interned string. */
String *type_of(Vm *vm, Value v);
/* Whether a PRIMITIVE_OBJECT boxes a string. */
static inline bool object_is_string_object(Vm *vm, const Object *o) {
  return cell_type(o) == CELL_PRIMITIVE_OBJECT &&
         value_is_string(slot_load(vm, ((const PrimitiveObject *)o)->value));
}

#endif
