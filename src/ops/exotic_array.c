/* SPDX-License-Identifier: MIT */
/* exotic_array.c: array exotic objects (#sec-array-exotic-objects).
 *
 * An array's length is a field of its own, not a property in storage; here it is made to look like
 * one. Invariant: no element lies at or above the length. */
#include "ops/exotic.h"

static bool is_length(Vm *vm, PropertyKey key) { return key_equals(key, vm->names.length); }

static bool array_own_lookup(Vm *vm, Object *o, PropertyKey key, OwnProperty *out) {
  if (!is_length(vm, key)) return storage_lookup(vm, o, key, out);
  const Array *array = (const Array *)o;
  *out = (OwnProperty){
      .found = true,
      .attributes = array_length_is_writable(vm, array) ? PROPERTY_WRITABLE : 0,
      .value = value_uint32(array->length),
  };
  return true;
}

/* The value of Desc as a length: RangeError unless it is one. */
static bool to_array_length(Vm *vm, Value value, uint32_t *out) {
  double number;
  TRY(to_uint32(vm, value, out));
  TRY(to_number(vm, value, &number));
  if (number != (double)*out) return throw_range_error(vm, ERROR_INVALID_ARRAY_LENGTH);
  return true;
}

/* ArraySetLength ( A, Desc )   #sec-arraysetlength */
static bool array_define_length(Vm *vm, Object *o, const PropertyDescriptor *d, bool *ok) {
  Array *array = (Array *)o;
  PropertyDescriptor wanted = *d, current;
  OwnProperty own;
  uint32_t length = array->length;
  if (d->fields & DESCRIPTOR_HAS_VALUE) {
    TRY(to_array_length(vm, d->value, &length));
    wanted.value = value_uint32(length);
  }
  TRY(array_own_lookup(vm, o, vm->names.length, &own));
  descriptor_from_own(vm, &own, &current);
  TRY(is_compatible_property_descriptor(vm, true, &wanted, true, &current, ok));
  if (!*ok) return true;
  if (length != array->length) TRY(array_set_length(vm, array, length, ok));
  if ((d->fields & DESCRIPTOR_HAS_WRITABLE) && !d->writable && current.writable)
    return array_make_length_readonly(vm, array);
  return true;
}

/* [[DefineOwnProperty]] ( P, Desc )   #sec-array-exotic-objects-defineownproperty-p-desc */
static bool array_define_own_property(Vm *vm, Object *o, PropertyKey key,
                                      const PropertyDescriptor *d, bool *ok) {
  if (is_length(vm, key)) return array_define_length(vm, o, d, ok);
  Array *array = (Array *)o;
  if (!key_is_index(key)) return ordinary_define_own_property(vm, o, key, d, ok);
  uint32_t index = key_index(key);
  if (index >= array->length && !array_length_is_writable(vm, array)) {
    *ok = false;
    return true;
  }
  TRY(ordinary_define_own_property(vm, o, key, d, ok));
  if (*ok && index >= array->length) array->length = index + 1;
  return true;
}

static bool array_own_property_keys(Vm *vm, Object *o, int which, RootVec *out) {
  size_t begin = out->count;
  TRY(object_own_keys(vm, o, which, out));
  if (!(which & KEYS_STRINGS)) return true;
  return keys_insert_after_indices(vm, out, begin, name_value(vm->names.length));
}

const ExoticMethods array_methods = {
    .named_in_storage = true,
    .own_lookup = array_own_lookup,
    .define_own_property = array_define_own_property,
    .own_property_keys = array_own_property_keys,
};
