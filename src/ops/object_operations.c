/* SPDX-License-Identifier: MIT */
/* object_operations.c: operations on whole objects (#sec-operations-on-objects) and on property
 * descriptors (#sec-property-descriptor-specification-type).
 *
 * Everything that goes through an object's keys first makes the list of them: what JavaScript run
 * on the way adds is not visited, what it deletes is looked for again. */
#include "ops/call.h"
#include "ops/exotic.h"
#include "ops/plain_object.h"

/* Room for a value in a message. */
#define DESCRIPTION_SIZE 128

/* --- property descriptors --- */

/* HasProperty and Get in one: *out is untouched where there is no such property. */
static bool get_if_present(Vm *vm, Object *o, PropertyKey key, bool *found, Value *out) {
  TRY(object_has_property(vm, o, key, found));
  return !*found || get(vm, o, key, out);
}

static bool read_flag(Vm *vm, Object *o, PropertyKey key, uint8_t bit, PropertyDescriptor *d,
                      bool *out) {
  bool found;
  Value value;
  TRY(get_if_present(vm, o, key, &found, &value));
  if (!found) return true;
  d->fields |= bit;
  *out = to_boolean(vm, value);
  return true;
}

static bool read_accessor(Vm *vm, Object *o, PropertyKey key, uint8_t bit, ErrorId error,
                          PropertyDescriptor *d, Value *out) {
  bool found;
  TRY(get_if_present(vm, o, key, &found, out));
  if (!found) return true;
  d->fields |= bit;
  if (value_is_undefined(vm, *out) || value_is_callable(vm, *out)) return true;
  char text[DESCRIPTION_SIZE];
  return throw_type_error(vm, error, value_describe(vm, *out, text, sizeof text));
}

/* ToPropertyDescriptor ( Obj )   #sec-topropertydescriptor */
bool to_property_descriptor(Vm *vm, Value v, PropertyDescriptor *out) {
  if (!value_is_object(v)) {
    char text[DESCRIPTION_SIZE];
    return throw_type_error(vm, ERROR_DESCRIPTOR_NOT_OBJECT,
                            value_describe(vm, v, text, sizeof text));
  }
  Object *o = value_as_object(v);
  bool found;
  Value undefined = value_undefined(vm);
  *out = (PropertyDescriptor){.value = undefined, .getter = undefined, .setter = undefined};
  TRY(read_flag(vm, o, vm->names.enumerable, DESCRIPTOR_HAS_ENUMERABLE, out, &out->enumerable));
  TRY(read_flag(vm, o, vm->names.configurable, DESCRIPTOR_HAS_CONFIGURABLE, out,
                &out->configurable));
  TRY(get_if_present(vm, o, vm->names.value, &found, &out->value));
  if (found) out->fields |= DESCRIPTOR_HAS_VALUE;
  TRY(read_flag(vm, o, vm->names.writable, DESCRIPTOR_HAS_WRITABLE, out, &out->writable));
  TRY(read_accessor(vm, o, vm->names.get, DESCRIPTOR_HAS_GET, ERROR_GETTER_NOT_FUNCTION, out,
                    &out->getter));
  TRY(read_accessor(vm, o, vm->names.set, DESCRIPTOR_HAS_SET, ERROR_SETTER_NOT_FUNCTION, out,
                    &out->setter));
  if (descriptor_is_accessor(out) && descriptor_is_data(out))
    return throw_type_error(vm, ERROR_INVALID_DESCRIPTOR);
  return true;
}

static bool put_field(Vm *vm, Object *o, PropertyKey key, bool present, Value value) {
  return !present || object_put_own(vm, o, key, value, PROPERTY_DEFAULT);
}

/* FromPropertyDescriptor ( Desc )   #sec-frompropertydescriptor */
bool from_property_descriptor(Vm *vm, bool found, const PropertyDescriptor *d, Value *out) {
  *out = value_undefined(vm);
  if (!found) return true;
  Object *o = object_new(vm, 4);
  TRY(o);
  uint8_t has = d->fields;
  TRY(put_field(vm, o, vm->names.value, has & DESCRIPTOR_HAS_VALUE, d->value));
  TRY(put_field(vm, o, vm->names.writable, has & DESCRIPTOR_HAS_WRITABLE,
                value_bool(vm, d->writable)));
  TRY(put_field(vm, o, vm->names.get, has & DESCRIPTOR_HAS_GET, d->getter));
  TRY(put_field(vm, o, vm->names.set, has & DESCRIPTOR_HAS_SET, d->setter));
  TRY(put_field(vm, o, vm->names.enumerable, has & DESCRIPTOR_HAS_ENUMERABLE,
                value_bool(vm, d->enumerable)));
  TRY(put_field(vm, o, vm->names.configurable, has & DESCRIPTOR_HAS_CONFIGURABLE,
                value_bool(vm, d->configurable)));
  *out = value_cell(o);
  return true;
}

/* --- integrity levels --- */

static bool restrict_property(Vm *vm, Object *o, PropertyKey key, IntegrityLevel level) {
  PropertyDescriptor d = {.fields = DESCRIPTOR_HAS_CONFIGURABLE}, current;
  if (level == INTEGRITY_FROZEN) {
    bool found;
    TRY(object_get_own_property(vm, o, key, &found, &current));
    if (!found) return true;
    if (descriptor_is_data(&current)) d.fields |= DESCRIPTOR_HAS_WRITABLE;
  }
  return define_property_or_throw(vm, o, key, &d);
}

static bool restrict_properties(Vm *vm, Object *o, IntegrityLevel level, RootVec *keys) {
  TRY(object_own_property_keys(vm, o, KEYS_ALL, keys));
  for (size_t i = 0; i < keys->count; i++) {
    PropertyKey key;
    TRY(to_property_key(vm, keys->items[i], &key));
    TRY(restrict_property(vm, o, key, level));
  }
  return true;
}

/* SetIntegrityLevel ( O, level )   #sec-setintegritylevel */
bool set_integrity_level(Vm *vm, Object *o, IntegrityLevel level, bool *ok) {
  RootVec keys;
  TRY(object_prevent_extensions_exotic(vm, o, ok));
  if (!*ok) return true;
  TRY(roots_init(vm, &keys));
  bool done = restrict_properties(vm, o, level, &keys);
  root_vec_destroy(&keys);
  return done;
}

static bool all_restricted(Vm *vm, Object *o, IntegrityLevel level, RootVec *keys, bool *out) {
  *out = false;
  TRY(object_own_property_keys(vm, o, KEYS_ALL, keys));
  for (size_t i = 0; i < keys->count; i++) {
    PropertyKey key;
    PropertyDescriptor d;
    bool found;
    TRY(to_property_key(vm, keys->items[i], &key));
    TRY(object_get_own_property(vm, o, key, &found, &d));
    if (!found) continue;
    if (d.configurable) return true;
    if (level == INTEGRITY_FROZEN && descriptor_is_data(&d) && d.writable) return true;
  }
  *out = true;
  return true;
}

/* TestIntegrityLevel ( O, level )   #sec-testintegritylevel */
bool test_integrity_level(Vm *vm, Object *o, IntegrityLevel level, bool *out) {
  RootVec keys;
  bool extensible;
  TRY(object_is_extensible_exotic(vm, o, &extensible));
  *out = false;
  if (extensible) return true;
  TRY(roots_init(vm, &keys));
  bool done = all_restricted(vm, o, level, &keys, out);
  root_vec_destroy(&keys);
  return done;
}

/* --- enumerable own properties --- */

/* Whether an own property is there and enumerable. */
static bool is_own_enumerable(Vm *vm, Object *o, PropertyKey key, bool *out) {
  const ExoticMethods *exotic = exotic_methods_of(o);
  if (exotic && exotic->get_own_property) {
    PropertyDescriptor d;
    TRY(exotic->get_own_property(vm, o, key, out, &d));
    *out = *out && d.enumerable;
    return true;
  }
  OwnProperty own;
  TRY(own_lookup(vm, o, key, &own));
  *out = own.found && (own.attributes & PROPERTY_ENUMERABLE);
  return true;
}

static bool push_enumerable(Vm *vm, Object *o, Value name, EnumerableKind kind, Array *result) {
  PropertyKey key;
  bool enumerable;
  Value value;
  TRY(to_property_key(vm, name, &key));
  TRY(is_own_enumerable(vm, o, key, &enumerable));
  if (!enumerable) return true;
  if (kind == ENUMERABLE_KEYS) return array_push(vm, result, name);
  TRY(get(vm, o, key, &value));
  if (kind == ENUMERABLE_VALUES) return array_push(vm, result, value);
  Value pair[2] = {name, value};
  Array *entry = array_from_values(vm, pair, 2);
  return entry && array_push(vm, result, value_cell(entry));
}

/* EnumerableOwnProperties ( O, kind )   #sec-enumerableownproperties */
bool enumerable_own_properties(Vm *vm, Object *o, EnumerableKind kind, Array **out) {
  RootVec keys;
  Array *result = array_new(vm, 0);
  bool done;
  TRY(result);
  *out = result;
  TRY(plain_own_properties(vm, o, kind, result, &done));
  if (done) return true;
  TRY(roots_init(vm, &keys));
  bool ok = object_own_property_keys(vm, o, KEYS_STRINGS, &keys);
  for (size_t i = 0; ok && i < keys.count; i++)
    ok = push_enumerable(vm, o, keys.items[i], kind, result);
  root_vec_destroy(&keys);
  return ok;
}

static bool is_excluded(PropertyKey key, const PropertyKey *excluded, uint32_t count) {
  for (uint32_t i = 0; i < count; i++)
    if (key_equals(key, excluded[i])) return true;
  return false;
}

static bool copy_keys(Vm *vm, Object *target, Object *from, const PropertyKey *excluded,
                      uint32_t count, RootVec *keys) {
  TRY(object_own_property_keys(vm, from, KEYS_ALL, keys));
  for (size_t i = 0; i < keys->count; i++) {
    PropertyKey key;
    bool enumerable;
    Value value;
    TRY(to_property_key(vm, keys->items[i], &key));
    if (is_excluded(key, excluded, count)) continue;
    TRY(is_own_enumerable(vm, from, key, &enumerable));
    if (!enumerable) continue;
    TRY(get(vm, from, key, &value));
    TRY(create_data_property_or_throw(vm, target, key, value));
  }
  return true;
}

/* CopyDataProperties ( target, source, excludedItems )   #sec-copydataproperties */
bool copy_data_properties(Vm *vm, Object *target, Value source, const PropertyKey *excluded,
                          uint32_t count) {
  Object *from;
  RootVec keys;
  if (value_is_nullish(vm, source)) return true;
  TRY(to_object(vm, source, &from));
  bool done = false;
  if (count == 0) TRY(plain_copy_properties(vm, target, from, &done));
  if (done) return true;
  TRY(roots_init(vm, &keys));
  bool ok = copy_keys(vm, target, from, excluded, count, &keys);
  root_vec_destroy(&keys);
  return ok;
}

/* CreateListFromArrayLike ( obj )   #sec-createlistfromarraylike */
bool create_list_from_array_like(Vm *vm, Value v, RootVec *out) {
  double length;
  if (!value_is_object(v)) return throw_type_error(vm, ERROR_LIST_FROM_NON_OBJECT);
  Object *o = value_as_object(v);
  TRY(length_of_array_like(vm, o, &length));
  /* The list becomes arguments, which must find room on the stack. */
  if (length > (double)(vm->stack_end - vm->stack_base)) return throw_stack_overflow(vm);
  for (double i = 0; i < length; i++) {
    Value value;
    TRY(get_index(vm, o, i, &value));
    TRY(roots_push(vm, out, value));
  }
  return true;
}
