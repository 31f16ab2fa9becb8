/* SPDX-License-Identifier: MIT */
/* ordinary.c: the internal methods of ordinary objects
 * (#sec-ordinary-object-internal-methods-and-internal-slots).
 *
 * Reading never builds descriptors: a lookup gives an OwnProperty, which is value and attributes as
 * the storage has them. Descriptors are for [[GetOwnProperty]] and [[DefineOwnProperty]] alone.
 * [[Get]], [[Set]] and [[HasProperty]] walk the prototype chain in property.c. */
#include "ops/call.h"
#include "ops/exotic.h"

static bool element_lookup(Vm *vm, Object *o, PropertyKey key, OwnProperty *out) {
  Cell *elements = slot_cell(vm, o->elements);
  out->found = false;
  if (!elements) return true;
  if (cell_type(elements) == CELL_SPARSE) return object_get_own(vm, o, key, out);
  out->value = object_get_element(vm, o, key_index(key));
  out->found = !value_is_none(out->value);
  out->attributes = PROPERTY_DEFAULT;
  return true;
}

bool storage_lookup(Vm *vm, Object *o, PropertyKey key, OwnProperty *out) {
  if (key_is_index(key)) return element_lookup(vm, o, key, out);
  Shape *shape = object_shape_raw(vm, o);
  if (unlikely(shape_flags(shape) & SHAPE_LAZY)) TRY(shape = object_shape(vm, o));
  Property property;
  out->found = shape_lookup(vm, shape, key, &property);
  if (!out->found) return true;
  out->attributes = property.attributes;
  out->value = slot_load(vm, *object_slot(vm, o, property.slot, shape->inline_capacity));
  return true;
}

bool own_property_value(Vm *vm, const OwnProperty *own, Value receiver, Value *out) {
  if (likely(!(own->attributes & PROPERTY_ACCESSOR))) {
    *out = own->value;
    return true;
  }
  const Accessor *accessor = (const Accessor *)value_as_cell(own->value);
  Value getter = slot_load(vm, accessor->getter);
  if (value_is_undefined(vm, getter)) {
    *out = getter;
    return true;
  }
  return call_function(vm, getter, receiver, NULL, 0, out);
}

void descriptor_from_own(Vm *vm, const OwnProperty *own, PropertyDescriptor *out) {
  *out = (PropertyDescriptor){
      .fields = DESCRIPTOR_HAS_ENUMERABLE | DESCRIPTOR_HAS_CONFIGURABLE,
      .enumerable = own->attributes & PROPERTY_ENUMERABLE,
      .configurable = own->attributes & PROPERTY_CONFIGURABLE,
  };
  if (own->attributes & PROPERTY_ACCESSOR) {
    const Accessor *accessor = (const Accessor *)value_as_cell(own->value);
    out->fields |= DESCRIPTOR_HAS_GET | DESCRIPTOR_HAS_SET;
    out->getter = slot_load(vm, accessor->getter);
    out->setter = slot_load(vm, accessor->setter);
  } else {
    out->fields |= DESCRIPTOR_HAS_VALUE | DESCRIPTOR_HAS_WRITABLE;
    out->value = own->value;
    out->writable = own->attributes & PROPERTY_WRITABLE;
  }
}

static bool array_add_element(Vm *vm, Array *array, uint32_t index, Value value, bool *ok) {
  if (index >= array->length && !array_length_is_writable(vm, array)) {
    *ok = false;
    return true;
  }
  TRY(object_put_element(vm, &array->base, index, value));
  if (index >= array->length) array->length = index + 1;
  return true;
}

bool own_add(Vm *vm, Object *o, PropertyKey key, Value value, bool *ok) {
  *ok = object_is_extensible(vm, o);
  if (!*ok) return true;
  if (!key_is_index(key)) return object_put_own(vm, o, key, value, PROPERTY_DEFAULT);
  if (cell_type(o) == CELL_ARRAY)
    return array_add_element(vm, (Array *)o, key_index(key), value, ok);
  return object_put_element(vm, o, key_index(key), value);
}

/* Whether `prototype` can be reached from itself through `o`: would make a cycle. Stops at proxies,
 * as the specification does. */
static bool would_be_cyclic(Vm *vm, const Object *o, Value prototype) {
  while (value_is_object(prototype)) {
    const Object *p = value_as_object(prototype);
    if (p == o) return true;
    const ExoticMethods *exotic = exotic_methods_of(p);
    if (exotic && exotic->get_prototype_of) return false;
    prototype = object_prototype(vm, p);
  }
  return false;
}

/* OrdinarySetPrototypeOf ( O, V )   #sec-ordinarysetprototypeof */
bool ordinary_set_prototype_of(Vm *vm, Object *o, Value prototype, bool *ok) {
  if (shape_flags(object_shape_raw(vm, o)) & SHAPE_IMMUTABLE_PROTOTYPE)
    return set_immutable_prototype(vm, o, prototype, ok);
  *ok = true;
  if (value_same_bits(object_prototype(vm, o), prototype)) return true;
  *ok = object_is_extensible(vm, o) && !would_be_cyclic(vm, o, prototype);
  return !*ok || object_set_prototype(vm, o, prototype);
}

/* SetImmutablePrototype ( O, V )   #sec-set-immutable-prototype */
bool set_immutable_prototype(Vm *vm, Object *o, Value prototype, bool *ok) {
  Value current;
  TRY(object_get_prototype_of(vm, o, &current));
  *ok = value_same_bits(current, prototype);
  return true;
}

/* OrdinaryDefineOwnProperty ( O, P, Desc )   #sec-ordinarydefineownproperty */
bool ordinary_define_own_property(Vm *vm, Object *o, PropertyKey key, const PropertyDescriptor *d,
                                  bool *ok) {
  OwnProperty own;
  PropertyDescriptor current;
  TRY(own_lookup(vm, o, key, &own));
  if (own.found) descriptor_from_own(vm, &own, &current);
  return validate_and_apply_property_descriptor(vm, o, key, object_is_extensible(vm, o), d,
                                                own.found, own.found ? &current : NULL, ok);
}

/* IsCompatiblePropertyDescriptor ( Extensible, Desc, Current )   #sec-iscompatiblepropertydescriptor */
bool is_compatible_property_descriptor(Vm *vm, bool extensible, const PropertyDescriptor *d,
                                       bool found, const PropertyDescriptor *current, bool *ok) {
  return validate_and_apply_property_descriptor(vm, NULL, key_from_index(0), extensible, d, found,
                                                current, ok);
}

/* Whether a change of a non-configurable property is one of those allowed. */
static bool change_is_allowed(Vm *vm, const PropertyDescriptor *d,
                              const PropertyDescriptor *current, bool *ok) {
  *ok = false;
  if ((d->fields & DESCRIPTOR_HAS_CONFIGURABLE) && d->configurable) return true;
  if ((d->fields & DESCRIPTOR_HAS_ENUMERABLE) && d->enumerable != current->enumerable) return true;
  bool accessor = descriptor_is_accessor(current);
  if (accessor ? descriptor_is_data(d) : descriptor_is_accessor(d)) return true;
  if (accessor) {
    *ok = (!(d->fields & DESCRIPTOR_HAS_GET) || value_same_bits(d->getter, current->getter)) &&
          (!(d->fields & DESCRIPTOR_HAS_SET) || value_same_bits(d->setter, current->setter));
    return true;
  }
  *ok = true;
  if (current->writable) return true;
  if ((d->fields & DESCRIPTOR_HAS_WRITABLE) && d->writable) *ok = false;
  if (*ok && (d->fields & DESCRIPTOR_HAS_VALUE))
    return same_value(vm, d->value, current->value, ok);
  return true;
}

static uint8_t attribute(uint8_t bit, bool given, bool value, bool otherwise) {
  return (given ? value : otherwise) ? bit : 0;
}

static Value field(Vm *vm, bool given, Value value, bool had, Value old) {
  return given ? value : had ? old : value_undefined(vm);
}

/* Stores the property that `d` describes over `current` (all fields absent: there was none). */
static bool apply_descriptor(Vm *vm, Object *o, PropertyKey key, const PropertyDescriptor *d,
                             const PropertyDescriptor *current) {
  uint8_t given = d->fields;
  uint8_t attributes = attribute(PROPERTY_ENUMERABLE, given & DESCRIPTOR_HAS_ENUMERABLE,
                                 d->enumerable, current->enumerable) |
                       attribute(PROPERTY_CONFIGURABLE, given & DESCRIPTOR_HAS_CONFIGURABLE,
                                 d->configurable, current->configurable);
  bool was_accessor = descriptor_is_accessor(current), was_data = descriptor_is_data(current);
  if (descriptor_is_accessor(d) || (was_accessor && !descriptor_is_data(d))) {
    Accessor *accessor = accessor_new(
        vm, field(vm, given & DESCRIPTOR_HAS_GET, d->getter, was_accessor, current->getter),
        field(vm, given & DESCRIPTOR_HAS_SET, d->setter, was_accessor, current->setter));
    TRY(accessor);
    return object_put_own(vm, o, key, value_cell(accessor), attributes | PROPERTY_ACCESSOR);
  }
  attributes |= attribute(PROPERTY_WRITABLE, given & DESCRIPTOR_HAS_WRITABLE, d->writable,
                          was_data && current->writable);
  Value value = field(vm, given & DESCRIPTOR_HAS_VALUE, d->value, was_data, current->value);
  return object_put_own(vm, o, key, value, attributes);
}

/* ValidateAndApplyPropertyDescriptor ( O, P, extensible, Desc, current )
 * #sec-validateandapplypropertydescriptor */
bool validate_and_apply_property_descriptor(Vm *vm, Object *o, PropertyKey key, bool extensible,
                                            const PropertyDescriptor *d, bool found,
                                            const PropertyDescriptor *current, bool *ok) {
  static const PropertyDescriptor absent;
  if (!found) {
    *ok = extensible;
    return !extensible || !o || apply_descriptor(vm, o, key, d, &absent);
  }
  *ok = true;
  if (d->fields == 0) return true;
  if (!current->configurable) TRY(change_is_allowed(vm, d, current, ok));
  return !*ok || !o || apply_descriptor(vm, o, key, d, current);
}

/* OrdinaryDelete ( O, P )   #sec-ordinarydelete */
bool ordinary_delete(Vm *vm, Object *o, PropertyKey key, bool *ok) {
  OwnProperty own;
  TRY(own_lookup(vm, o, key, &own));
  *ok = !own.found || (own.attributes & PROPERTY_CONFIGURABLE);
  return !own.found || !*ok || object_remove_own(vm, o, key);
}

bool keys_insert_after_indices(Vm *vm, RootVec *keys, size_t begin, Value extra) {
  size_t at = begin;
  uint32_t index;
  while (at < keys->count && value_is_string(keys->items[at]) &&
         string_array_index(vm, value_as_string(keys->items[at]), &index))
    at++;
  TRY(roots_push(vm, keys, extra));
  memmove(keys->items + at + 1, keys->items + at, (keys->count - 1 - at) * sizeof(Value));
  keys->items[at] = extra;
  return true;
}
