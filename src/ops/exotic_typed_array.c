/* SPDX-License-Identifier: MIT */
/* exotic_typed_array.c: TypedArray exotic objects (#sec-typedarray-exotic-objects).
 *
 * A key that is a canonical numeric string never reaches storage or the prototype: it is either the
 * index of an element or of nothing. All other keys are ordinary. */
#include "ops/exotic.h"
#include "ops/typed_array.h"

/* The index where a canonical numeric string is no index: IsValidIntegerIndex refuses it. */
#define NO_INDEX (-1.0)

/* CanonicalNumericIndexString ( argument )   #sec-canonicalnumericindexstring */
static bool canonical_numeric_index_string(Vm *vm, String *s, bool *numeric, double *out) {
  uint16_t first = s->length ? view_at(string_view_flat(vm, s), 0) : 0;
  *numeric = false;
  /* OPT: what a number's text begins with. */
  if (!((first >= '0' && first <= '9') || first == '-' || first == 'I' || first == 'N'))
    return true;
  if (string_is_ascii_text(vm, s, "-0")) {
    *numeric = true;
    *out = NO_INDEX;
    return true;
  }
  String *canonical;
  TRY(string_to_number(vm, s, out));
  TRY(canonical = string_from_number(vm, *out));
  return string_equals(vm, canonical, s, numeric);
}

/* Whether the key is a canonical numeric string, and of which number. */
static inline bool numeric_key(Vm *vm, PropertyKey key, bool *numeric, double *index) {
  if (likely(key_is_index(key))) {
    *numeric = true;
    *index = key_index(key);
    return true;
  }
  *numeric = false;
  if (!key_may_be_numeric(vm, key)) return true;
  return canonical_numeric_index_string(vm, (String *)key_cell(key), numeric, index);
}

/* [[GetOwnProperty]] ( P )   #sec-typedarray-getownproperty */
static bool typed_array_own_lookup(Vm *vm, Object *o, PropertyKey key, OwnProperty *out) {
  bool numeric;
  double index;
  TRY(numeric_key(vm, key, &numeric, &index));
  if (!numeric) return storage_lookup(vm, o, key, out);
  bool immutable = view_is_immutable(vm, (TypedArray *)o);
  *out = (OwnProperty){.attributes = immutable ? PROPERTY_ENUMERABLE : PROPERTY_DEFAULT};
  TRY(typed_array_get_element(vm, (TypedArray *)o, index, &out->value));
  out->found = !value_is_undefined(vm, out->value);
  return true;
}

/* [[PreventExtensions]] ( )   #sec-typedarray-preventextensions */
static bool typed_array_prevent_extensions(Vm *vm, Object *o, bool *ok) {
  /* IsTypedArrayFixedLength */
  const TypedArray *array = (const TypedArray *)o;
  const ArrayBuffer *buffer = view_buffer(vm, array);
  *ok = !view_is_length_tracking(array) &&
        (array_buffer_is_fixed_length(buffer) || array_buffer_is_shared(buffer));
  return !*ok || object_prevent_extensions(vm, o);
}

/* [[HasProperty]] ( P )   #sec-typedarray-hasproperty */
static bool typed_array_has_property(Vm *vm, Object *o, PropertyKey key, bool *out) {
  OwnProperty own;
  bool numeric;
  double index;
  uint8_t *at;
  TRY(numeric_key(vm, key, &numeric, &index));
  if (numeric) {
    *out = typed_array_element(vm, (TypedArray *)o, index, &at);
    return true;
  }
  TRY(storage_lookup(vm, o, key, &own));
  Value prototype = object_prototype(vm, o);
  *out = own.found;
  if (own.found || value_is_null(vm, prototype)) return true;
  TRY(ensure_c_stack(vm));
  return object_has_property(vm, value_as_object(prototype), key, out);
}

/* Whether no field that is given asks for anything but what elements are. */
static bool describes_element(const PropertyDescriptor *d) {
  return !((d->fields & DESCRIPTOR_HAS_CONFIGURABLE) && !d->configurable) &&
         !((d->fields & DESCRIPTOR_HAS_ENUMERABLE) && !d->enumerable) &&
         !descriptor_is_accessor(d) && !((d->fields & DESCRIPTOR_HAS_WRITABLE) && !d->writable);
}

/* Of an immutable array nothing can be changed, so there is nothing to apply. */
static bool define_immutable(Vm *vm, Object *o, PropertyKey key, const PropertyDescriptor *d,
                             bool *ok) {
  bool found;
  PropertyDescriptor current;
  TRY(object_get_own_property(vm, o, key, &found, &current));
  return is_compatible_property_descriptor(vm, false, d, found, &current, ok);
}

/* [[DefineOwnProperty]] ( P, Desc )   #sec-typedarray-defineownproperty */
static bool typed_array_define_own_property(Vm *vm, Object *o, PropertyKey key,
                                            const PropertyDescriptor *d, bool *ok) {
  bool numeric;
  double index;
  uint8_t *at;
  TRY(numeric_key(vm, key, &numeric, &index));
  if (!numeric) return ordinary_define_own_property(vm, o, key, d, ok);
  if (view_is_immutable(vm, (TypedArray *)o)) return define_immutable(vm, o, key, d, ok);
  *ok = typed_array_element(vm, (TypedArray *)o, index, &at) && describes_element(d);
  if (!*ok || !(d->fields & DESCRIPTOR_HAS_VALUE)) return true;
  return typed_array_set_element(vm, (TypedArray *)o, index, d->value);
}

/* [[Get]] ( P, Receiver )   #sec-typedarray-get */
static bool typed_array_get(Vm *vm, Object *o, PropertyKey key, Value receiver, Value *out) {
  OwnProperty own;
  bool numeric;
  double index;
  TRY(numeric_key(vm, key, &numeric, &index));
  if (numeric) return typed_array_get_element(vm, (TypedArray *)o, index, out);
  TRY(storage_lookup(vm, o, key, &own));
  if (own.found) return own_property_value(vm, &own, receiver, out);
  Value prototype = object_prototype(vm, o);
  *out = value_undefined(vm);
  if (value_is_null(vm, prototype)) return true;
  TRY(ensure_c_stack(vm));
  return object_get(vm, value_as_object(prototype), key, receiver, out);
}

/* OrdinarySet ( O, P, V, Receiver )   #sec-ordinaryset */
static bool typed_array_ordinary_set(Vm *vm, Object *o, PropertyKey key, Value value,
                                     Value receiver, bool *ok) {
  OwnProperty own;
  TRY(storage_lookup(vm, o, key, &own));
  Value prototype = object_prototype(vm, o);
  if (own.found || value_is_null(vm, prototype))
    return set_with_own_property(vm, &own, key, value, receiver, ok);
  TRY(ensure_c_stack(vm));
  return object_set(vm, value_as_object(prototype), key, value, receiver, ok);
}

/* [[Set]] ( P, V, Receiver )   #sec-typedarray-set */
static bool typed_array_set(Vm *vm, Object *o, PropertyKey key, Value value, Value receiver,
                            bool *ok) {
  bool numeric;
  double index;
  uint8_t *at;
  TRY(numeric_key(vm, key, &numeric, &index));
  if (!numeric) return typed_array_ordinary_set(vm, o, key, value, receiver, ok);
  *ok = !view_is_immutable(vm, (TypedArray *)o);
  if (!*ok) return true;
  if (value_same_bits(value_cell(o), receiver))
    return typed_array_set_element(vm, (TypedArray *)o, index, value);
  if (!typed_array_element(vm, (TypedArray *)o, index, &at)) return true;
  /* An element is a writable data property, so what happens is up to the receiver. */
  OwnProperty own = {.found = true, .attributes = PROPERTY_DEFAULT};
  return set_with_own_property(vm, &own, key, value, receiver, ok);
}

/* [[Delete]] ( P )   #sec-typedarray-delete */
static bool typed_array_delete(Vm *vm, Object *o, PropertyKey key, bool *ok) {
  bool numeric;
  double index;
  uint8_t *at;
  TRY(numeric_key(vm, key, &numeric, &index));
  if (!numeric) return ordinary_delete(vm, o, key, ok);
  *ok = !typed_array_element(vm, (TypedArray *)o, index, &at);
  return true;
}

/* [[OwnPropertyKeys]] ( )   #sec-typedarray-ownpropertykeys */
static bool typed_array_own_property_keys(Vm *vm, Object *o, int which, RootVec *out) {
  size_t length = which & KEYS_STRINGS ? view_length(vm, (TypedArray *)o) : 0;
  for (size_t i = 0; i < length; i++) {
    String *index = string_from_number(vm, (double)i);
    TRY(index);
    TRY(roots_push(vm, out, value_string(index)));
  }
  return object_own_keys(vm, o, which, out);
}

const ExoticMethods typed_array_methods = {
    .own_lookup = typed_array_own_lookup,
    .prevent_extensions = typed_array_prevent_extensions,
    .define_own_property = typed_array_define_own_property,
    .has_property = typed_array_has_property,
    .get = typed_array_get,
    .set = typed_array_set,
    .delete = typed_array_delete,
    .own_property_keys = typed_array_own_property_keys,
};
