/* SPDX-License-Identifier: MIT */
/* exotic_string.c: String exotic objects (#sec-string-exotic-objects), the PRIMITIVE_OBJECTs of
 * strings; those of other primitives are ordinary.
 *
 * Neither the characters nor the length lie in storage: both are made up from the string. */
#include "ops/exotic.h"

/* The boxed string, or NULL. */
static String *boxed_string(Vm *vm, const Object *o) {
  if (!object_is_string_object(vm, o)) return NULL;
  return slot_cell_present(vm, ((const PrimitiveObject *)o)->value);
}

/* StringGetOwnProperty ( S, P )   #sec-stringgetownproperty */
static bool string_own_lookup(Vm *vm, Object *o, PropertyKey key, OwnProperty *out) {
  String *s = boxed_string(vm, o);
  if (s && key_is_index(key) && key_index(key) < s->length) {
    uint16_t unit;
    TRY(string_unit_at(vm, s, key_index(key), &unit));
    String *one = string_from_unit(vm, unit);
    TRY(one);
    *out =
        (OwnProperty){.found = true, .attributes = PROPERTY_ENUMERABLE, .value = value_string(one)};
    return true;
  }
  if (s && key_equals(key, vm->names.length)) {
    *out = (OwnProperty){.found = true, .attributes = 0, .value = value_uint32(s->length)};
    return true;
  }
  return storage_lookup(vm, o, key, out);
}

/* [[DefineOwnProperty]] ( P, Desc )   #sec-string-exotic-objects-defineownproperty-p-desc */
static bool string_define_own_property(Vm *vm, Object *o, PropertyKey key,
                                       const PropertyDescriptor *d, bool *ok) {
  const String *s = boxed_string(vm, o);
  bool made_up =
      s && ((key_is_index(key) && key_index(key) < s->length) || key_equals(key, vm->names.length));
  if (!made_up) return ordinary_define_own_property(vm, o, key, d, ok);
  OwnProperty own;
  PropertyDescriptor current;
  TRY(string_own_lookup(vm, o, key, &own));
  descriptor_from_own(vm, &own, &current);
  return is_compatible_property_descriptor(vm, object_is_extensible(vm, o), d, true, &current, ok);
}

/* [[OwnPropertyKeys]] ( )   #sec-string-exotic-objects-ownpropertykeys */
static bool string_own_property_keys(Vm *vm, Object *o, int which, RootVec *out) {
  const String *s = boxed_string(vm, o);
  size_t begin = out->count;
  if (!s || !(which & KEYS_STRINGS)) return object_own_keys(vm, o, which, out);
  for (uint32_t i = 0; i < s->length; i++) {
    Value index;
    TRY(key_to_value(vm, key_from_index(i), &index));
    TRY(roots_push(vm, out, index));
  }
  TRY(object_own_keys(vm, o, which, out));
  return keys_insert_after_indices(vm, out, begin, name_value(vm->names.length));
}

const ExoticMethods string_object_methods = {
    .named_in_storage = true,
    .own_lookup = string_own_lookup,
    .define_own_property = string_define_own_property,
    .own_property_keys = string_own_property_keys,
};
