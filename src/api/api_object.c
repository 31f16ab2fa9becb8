/* SPDX-License-Identifier: MIT */
/* api_object.c: objects, properties and arrays of mote.h. */
#include "api/api.h"
#include "base/hash.h"
#include "ops/property.h"

bool mote_object_new(MoteVm *vm, MoteValue *out) {
  return api_give_cell(out, object_new(api_vm(vm), 4));
}
bool mote_object_new_with_prototype(MoteVm *vm, MoteValue prototype, MoteValue *out) {
  Value value = api_value(api_vm(vm), prototype);
  return api_give_cell(out, object_new_with_prototype(api_vm(vm), value, 4));
}

/* --- objects with the same names --- */

static NamedShape *shape_place(Vm *vm, const char *const *names) {
  return &vm->api->shapes[hash_uint64((uint64_t)(uintptr_t)names) % NAMED_SHAPES];
}

void api_shapes_forget(Vm *vm) { memset(vm->api->shapes, 0, sizeof vm->api->shapes); }

static bool first_object_of(Vm *vm, const char *const *names, const MoteValue *values,
                            uint32_t count, MoteValue *out) {
  Object *o = object_new(vm, count);
  TRY(o);
  for (uint32_t i = 0; i < count; i++) {
    PropertyKey key;
    TRY(api_key(vm, names[i], &key));
    TRY(object_put_own(vm, o, key, api_value(vm, values[i]), PROPERTY_DEFAULT));
  }
  Shape *shape = object_shape_raw(vm, o);
  if (!shape_is_unique(shape) && shape->inline_capacity >= count)
    *shape_place(vm, names) = (NamedShape){names, vm->realm, shape};
  return api_give_cell(out, o);
}

/* OPT: in a shape that is shared, slot i is that of property i. */
bool mote_object_of(MoteVm *mote, const char *const *names, const MoteValue *values, uint32_t count,
                    MoteValue *out) {
  Vm *vm = api_vm(mote);
  const NamedShape known = *shape_place(vm, names);
  if (known.names != names || known.realm != vm->realm || known.shape->count != count)
    return first_object_of(vm, names, values, count, out);
  Object *o = object_new_of_shape(vm, known.shape);
  TRY(o);
  for (uint32_t i = 0; i < count; i++)
    slot_store(vm, o, object_slot(vm, o, i, known.shape->inline_capacity),
               api_value(vm, values[i]));
  return api_give_cell(out, o);
}

/* --- get --- */

static bool get_into(Vm *vm, MoteValue object, PropertyKey key, MoteValue *out) {
  Value value;
  TRY(get_v(vm, api_value(vm, object), key, &value));
  return api_give(out, value);
}

bool mote_get(MoteVm *vm, MoteValue object, const char *name, MoteValue *out) {
  PropertyKey key;
  return api_key(api_vm(vm), name, &key) && get_into(api_vm(vm), object, key, out);
}
bool mote_get_index(MoteVm *mote, MoteValue object, uint32_t index, MoteValue *out) {
  Vm *vm = api_vm(mote);
  PropertyKey key;
  TRY(key_from_double(vm, index, &key));
  return get_into(vm, object, key, out);
}
bool mote_get_key(MoteVm *mote, MoteValue object, MoteValue key_value, MoteValue *out) {
  Vm *vm = api_vm(mote);
  PropertyKey key;
  return to_property_key(vm, api_value(vm, key_value), &key) && get_into(vm, object, key, out);
}

/* --- set --- */

static bool set_from(Vm *vm, MoteValue object, PropertyKey key, MoteValue value) {
  return set_v(vm, api_value(vm, object), key, api_value(vm, value), true);
}

bool mote_set(MoteVm *vm, MoteValue object, const char *name, MoteValue value) {
  PropertyKey key;
  return api_key(api_vm(vm), name, &key) && set_from(api_vm(vm), object, key, value);
}
bool mote_set_index(MoteVm *vm, MoteValue object, uint32_t index, MoteValue value) {
  PropertyKey key;
  return key_from_double(api_vm(vm), index, &key) && set_from(api_vm(vm), object, key, value);
}
bool mote_set_key(MoteVm *mote, MoteValue object, MoteValue key_value, MoteValue value) {
  Vm *vm = api_vm(mote);
  PropertyKey key;
  return to_property_key(vm, api_value(vm, key_value), &key) && set_from(vm, object, key, value);
}

/* --- has, delete, define --- */

/* The object and the key of an operation on an object's own properties. */
static bool own_operands(Vm *vm, MoteValue object, MoteValue key_value, Object **o,
                         PropertyKey *key) {
  return to_object(vm, api_value(vm, object), o) &&
         to_property_key(vm, api_value(vm, key_value), key);
}

bool mote_has(MoteVm *mote, MoteValue object, const char *name, bool *out) {
  Vm *vm = api_vm(mote);
  Object *o;
  PropertyKey key;
  TRY(to_object(vm, api_value(vm, object), &o));
  return api_key(vm, name, &key) && object_has_property(vm, o, key, out);
}

bool mote_has_key(MoteVm *mote, MoteValue object, MoteValue key_value, bool *out) {
  Vm *vm = api_vm(mote);
  Object *o;
  PropertyKey key;
  return own_operands(vm, object, key_value, &o, &key) && object_has_property(vm, o, key, out);
}

bool mote_has_own(MoteVm *mote, MoteValue object, MoteValue key_value, bool *out) {
  Vm *vm = api_vm(mote);
  Object *o;
  PropertyKey key;
  return own_operands(vm, object, key_value, &o, &key) && has_own_property(vm, o, key, out);
}

bool mote_delete(MoteVm *mote, MoteValue object, MoteValue key_value) {
  Vm *vm = api_vm(mote);
  Object *o;
  PropertyKey key;
  return own_operands(vm, object, key_value, &o, &key) && delete_property_or_throw(vm, o, key);
}

_Static_assert(MOTE_WRITABLE == (int)PROPERTY_WRITABLE && MOTE_DEFAULT == (int)PROPERTY_DEFAULT &&
                   MOTE_ENUMERABLE == (int)PROPERTY_ENUMERABLE &&
                   MOTE_CONFIGURABLE == (int)PROPERTY_CONFIGURABLE &&
                   MOTE_HIDDEN == (int)PROPERTY_HIDDEN,
               "the attributes are those of the value layer");

static bool define_data(Vm *vm, MoteValue object, PropertyKey key, MoteValue value,
                        unsigned attributes) {
  Object *o;
  TRY(to_object(vm, api_value(vm, object), &o));
  PropertyDescriptor d = descriptor_data(vm, api_value(vm, value), (uint8_t)attributes);
  return define_property_or_throw(vm, o, key, &d);
}

bool mote_define(MoteVm *vm, MoteValue object, const char *name, MoteValue value,
                 unsigned attributes) {
  PropertyKey key;
  return api_method_key(api_vm(vm), name, &key) &&
         define_data(api_vm(vm), object, key, value, attributes);
}
bool mote_define_key(MoteVm *mote, MoteValue object, MoteValue key_value, MoteValue value,
                     unsigned attributes) {
  Vm *vm = api_vm(mote);
  PropertyKey key;
  return to_property_key(vm, api_value(vm, key_value), &key) &&
         define_data(vm, object, key, value, attributes);
}

bool mote_define_accessor(MoteVm *mote, MoteValue object, MoteValue key_value, MoteValue getter,
                          MoteValue setter, unsigned attributes) {
  Vm *vm = api_vm(mote);
  Object *o;
  PropertyKey key;
  TRY(own_operands(vm, object, key_value, &o, &key));
  PropertyDescriptor d = {
      .fields = DESCRIPTOR_HAS_GET | DESCRIPTOR_HAS_SET | DESCRIPTOR_HAS_ENUMERABLE |
                DESCRIPTOR_HAS_CONFIGURABLE,
      .enumerable = attributes & MOTE_ENUMERABLE,
      .configurable = attributes & MOTE_CONFIGURABLE,
      .value = value_undefined(vm),
      .getter = api_value(vm, getter),
      .setter = api_value(vm, setter),
  };
  return define_property_or_throw(vm, o, key, &d);
}

/* --- looking at own properties --- */

static unsigned descriptor_attributes(const PropertyDescriptor *d) {
  return (d->writable && descriptor_is_data(d) ? MOTE_WRITABLE : 0u) |
         (d->enumerable ? MOTE_ENUMERABLE : 0u) | (d->configurable ? MOTE_CONFIGURABLE : 0u);
}

bool mote_own_property(MoteVm *mote, MoteValue object, MoteValue key_value, MoteProperty *out) {
  Vm *vm = api_vm(mote);
  Object *o;
  PropertyKey key;
  PropertyDescriptor d;
  *out = (MoteProperty){
      .value = mote_undefined(), .getter = mote_undefined(), .setter = mote_undefined()};
  TRY(own_operands(vm, object, key_value, &o, &key));
  TRY(object_get_own_property(vm, o, key, &out->found, &d));
  if (!out->found) return true;
  out->attributes = descriptor_attributes(&d);
  out->is_accessor = descriptor_is_accessor(&d);
  if (out->is_accessor) {
    out->getter = api_mote_value(d.getter);
    out->setter = api_mote_value(d.setter);
  } else {
    out->value = api_mote_value(d.value);
  }
  return true;
}

/* Whether a key that was found is among those asked for. */
static bool key_wanted(Vm *vm, Object *o, Value key_value, unsigned which, bool *out) {
  *out = true;
  if (!(which & (MOTE_KEYS_ENUMERABLE | MOTE_KEYS_NO_INDICES))) return true;
  PropertyKey key;
  TRY(to_property_key(vm, key_value, &key));
  *out = !(which & MOTE_KEYS_NO_INDICES) || !key_is_index(key);
  if (!*out || !(which & MOTE_KEYS_ENUMERABLE)) return true;
  PropertyDescriptor d;
  bool found;
  TRY(object_get_own_property(vm, o, key, &found, &d));
  *out = found && d.enumerable;
  return true;
}

static bool keys_into(Vm *vm, Object *o, unsigned which, RootVec *keys, Array *array) {
  TRY(object_own_property_keys(vm, o, (int)(which & (MOTE_KEYS_STRINGS | MOTE_KEYS_SYMBOLS)),
                               keys));
  for (size_t i = 0; i < keys->count; i++) {
    bool wanted;
    TRY(key_wanted(vm, o, keys->items[i], which, &wanted));
    if (wanted) TRY(array_push(vm, array, keys->items[i]));
  }
  return true;
}

bool mote_own_keys(MoteVm *mote, MoteValue object, unsigned which, MoteValue *out) {
  Vm *vm = api_vm(mote);
  Object *o;
  TRY(to_object(vm, api_value(vm, object), &o));
  Array *array = array_new(vm, 0);
  TRY(array);
  RootVec keys;
  TRY(roots_init(vm, &keys));
  bool ok = keys_into(vm, o, which, &keys, array);
  root_vec_destroy(&keys);
  return ok && api_give_cell(out, array);
}

/* --- integrity --- */

bool mote_set_integrity(MoteVm *mote, MoteValue object, MoteIntegrity level) {
  Vm *vm = api_vm(mote);
  Object *o;
  bool ok = true;
  char text[128];
  TRY(to_object(vm, api_value(vm, object), &o));
  if (level == MOTE_NOT_EXTENSIBLE) TRY(object_prevent_extensions_exotic(vm, o, &ok));
  if (level > MOTE_NOT_EXTENSIBLE)
    TRY(set_integrity_level(vm, o, level == MOTE_SEALED ? INTEGRITY_SEALED : INTEGRITY_FROZEN,
                            &ok));
  return ok || throw_type_error(vm, ERROR_INVALID_ARGUMENT,
                                value_describe(vm, value_cell(o), text, sizeof text));
}

bool mote_integrity(MoteVm *mote, MoteValue object, MoteIntegrity *out) {
  Vm *vm = api_vm(mote);
  Object *o;
  bool extensible, sealed, frozen = false;
  TRY(to_object(vm, api_value(vm, object), &o));
  TRY(object_is_extensible_exotic(vm, o, &extensible));
  TRY(test_integrity_level(vm, o, INTEGRITY_SEALED, &sealed));
  if (sealed) TRY(test_integrity_level(vm, o, INTEGRITY_FROZEN, &frozen));
  *out = frozen       ? MOTE_FROZEN
         : sealed     ? MOTE_SEALED
         : extensible ? MOTE_EXTENSIBLE
                      : MOTE_NOT_EXTENSIBLE;
  return true;
}

/* --- prototypes --- */

bool mote_prototype(MoteVm *mote, MoteValue object, MoteValue *out) {
  Vm *vm = api_vm(mote);
  Object *o;
  Value prototype;
  TRY(to_object(vm, api_value(vm, object), &o));
  TRY(object_get_prototype_of(vm, o, &prototype));
  return api_give(out, prototype);
}

bool mote_set_prototype(MoteVm *mote, MoteValue object, MoteValue prototype) {
  Vm *vm = api_vm(mote);
  Object *o;
  bool ok;
  TRY(to_object(vm, api_value(vm, object), &o));
  TRY(object_set_prototype_of(vm, o, api_value(vm, prototype), &ok));
  return ok || throw_type_error(vm, ERROR_PROTOTYPE_CYCLE);
}

/* --- arrays --- */

bool mote_array_new(MoteVm *vm, uint32_t capacity, MoteValue *out) {
  return api_give_cell(out, array_new(api_vm(vm), capacity));
}

bool mote_array_of(MoteVm *mote, const MoteValue *values, uint32_t count, MoteValue *out) {
  Vm *vm = api_vm(mote);
  Array *array = array_new(vm, count);
  TRY(array);
  for (uint32_t i = 0; i < count; i++) TRY(array_push(vm, array, api_value(vm, values[i])));
  return api_give_cell(out, array);
}

bool mote_array_push(MoteVm *mote, MoteValue array, MoteValue value) {
  Vm *vm = api_vm(mote);
  return array_push(vm, value_as_array(api_value(vm, array)), api_value(vm, value));
}

uint32_t mote_array_length(MoteVm *vm, MoteValue array) {
  Value v = api_value(api_vm(vm), array);
  return value_is_array_cell(v) ? value_as_array(v)->length : 0;
}

bool mote_is_array(MoteVm *mote, MoteValue value) {
  Vm *vm = api_vm(mote);
  bool array = false;
  if (!is_array(vm, api_value(vm, value), &array)) exception_take(vm);
  return array;
}
