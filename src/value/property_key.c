/* SPDX-License-Identifier: MIT */
/* property_key.c: strings to property keys and back. */
#include "value/vm.h"

bool key_from_string(Vm *vm, String *s, PropertyKey *out) {
  uint32_t index;
  TRY(string_flatten(vm, s));
  if (string_array_index(vm, s, &index)) {
    *out = key_from_index(index);
    return true;
  }
  s = string_intern(vm, s);
  if (!s) return false;
  (void)string_array_index(vm, s, &index); /* remembers the answer in the interned string */
  *out = key_from_name(s);
  return true;
}

bool key_to_value(Vm *vm, PropertyKey key, Value *out) {
  if (!key_is_index(key)) {
    *out = value_cell(key_cell(key));
    return true;
  }
  String *s = string_from_uint32(vm, key_index(key));
  *out = value_cell(s);
  return s != NULL;
}
