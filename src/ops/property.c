/* SPDX-License-Identifier: MIT */
/* property.c: the internal methods of any object, and Get, Set and their kin.
 *
 * [[Get]], [[Set]] and [[HasProperty]] walk the prototype chain here, without recursion, until an
 * object has the property or answers with an algorithm of its own (see exotic.h); where a walk for a
 * name ended is remembered (value/lookup_cache.h). Nothing on the way to an ordinary property or an
 * element builds a descriptor. */
#include "ops/property.h"

#include <stdio.h>
#include <stdlib.h>

#include "ops/call.h"
#include "ops/exotic.h"
#include "ops/typed_array.h"
#include "value/lookup_cache.h"

/* Room for a value or a key in a message. */
#define DESCRIPTION_SIZE 128
/* More proxies than this on a chain of prototypes are taken for an endless one. */
#define PROXIES_ON_CHAIN_MAX 10000

/* --- internal methods --- */

/* [[GetPrototypeOf]] ( )   #sec-ordinary-object-internal-methods-and-internal-slots-getprototypeof */
bool object_get_prototype_of(Vm *vm, Object *o, Value *out) {
  const ExoticMethods *exotic = exotic_methods_of(o);
  if (exotic && exotic->get_prototype_of) return exotic->get_prototype_of(vm, o, out);
  *out = object_prototype(vm, o);
  return true;
}

bool next_prototype(Vm *vm, Object *o, uint32_t *proxies, Value *out) {
  const ExoticMethods *exotic = exotic_methods_of(o);
  if (exotic && exotic->get_prototype_of && ++*proxies > PROXIES_ON_CHAIN_MAX)
    return throw_stack_overflow(vm);
  return object_get_prototype_of(vm, o, out);
}

/* [[SetPrototypeOf]] ( V ) */
bool object_set_prototype_of(Vm *vm, Object *o, Value prototype, bool *ok) {
  const ExoticMethods *exotic = exotic_methods_of(o);
  if (exotic && exotic->set_prototype_of) return exotic->set_prototype_of(vm, o, prototype, ok);
  return ordinary_set_prototype_of(vm, o, prototype, ok);
}

/* [[IsExtensible]] ( ) */
bool object_is_extensible_exotic(Vm *vm, Object *o, bool *out) {
  const ExoticMethods *exotic = exotic_methods_of(o);
  if (exotic && exotic->is_extensible) return exotic->is_extensible(vm, o, out);
  *out = object_is_extensible(vm, o);
  return true;
}

/* [[PreventExtensions]] ( ) */
bool object_prevent_extensions_exotic(Vm *vm, Object *o, bool *ok) {
  const ExoticMethods *exotic = exotic_methods_of(o);
  if (exotic && exotic->prevent_extensions) return exotic->prevent_extensions(vm, o, ok);
  *ok = true;
  return object_prevent_extensions(vm, o);
}

/* [[GetOwnProperty]] ( P ) */
bool object_get_own_property(Vm *vm, Object *o, PropertyKey key, bool *found,
                             PropertyDescriptor *out) {
  const ExoticMethods *exotic = exotic_methods_of(o);
  if (exotic && exotic->get_own_property) return exotic->get_own_property(vm, o, key, found, out);
  OwnProperty own;
  TRY(own_lookup(vm, o, key, &own));
  *found = own.found;
  if (own.found) descriptor_from_own(vm, &own, out);
  return true;
}

/* [[DefineOwnProperty]] ( P, Desc ) */
bool object_define_own_property(Vm *vm, Object *o, PropertyKey key, const PropertyDescriptor *d,
                                bool *ok) {
  const ExoticMethods *exotic = exotic_methods_of(o);
  if (exotic && exotic->define_own_property) return exotic->define_own_property(vm, o, key, d, ok);
  return ordinary_define_own_property(vm, o, key, d, ok);
}

/* --- lookups along the prototype chain --- */

/* Where a walk along the prototype chain ended. */
typedef struct Lookup {
  Object *holder; /* who has the property; NULL: nobody */
  const ExoticMethods *exotic; /* not NULL: the holder's own algorithm is to go on */
  OwnProperty own; /* unless `exotic` or nobody */
} Lookup;

/* The methods of an object that reads and writes in its own way. */
static const ExoticMethods *own_algorithm(const Object *o) {
  const ExoticMethods *exotic = exotic_methods_of(o);
  return exotic && exotic->get ? exotic : NULL;
}

/* Whether a named key is to a typed array what it is to an ordinary object. */
static bool is_plain_name(Vm *vm, const Object *o, PropertyKey key) {
  return cell_type(o) == CELL_TYPED_ARRAY && !key_may_be_numeric(vm, key);
}

/* An own named property. *cacheable becomes false where what was found, or that nothing was, must
 * not be remembered; otherwise *property tells where it lies. */
static bool named_own_lookup(Vm *vm, Object *o, PropertyKey key, OwnProperty *own,
                             Property *property, bool *cacheable) {
  const ExoticMethods *exotic = exotic_methods_of(o);
  bool elsewhere = exotic && (!exotic->named_in_storage || key_equals(key, vm->names.length));
  if (elsewhere && cell_type(o) != CELL_TYPED_ARRAY) {
    *cacheable = false;
    return exotic->own_lookup(vm, o, key, own);
  }
  Shape *shape = object_shape(vm, o);
  TRY(shape);
  own->found = shape_lookup(vm, shape, key, property);
  if (!own->found) return true;
  own->attributes = property->attributes;
  own->value = slot_load(vm, *object_slot(vm, o, property->slot, shape->inline_capacity));
  return true;
}

/* Walks the chain from `o` for a named key, and remembers the outcome if it may. */
static bool named_lookup(Vm *vm, Object *o, PropertyKey key, Lookup *out) {
  bool cacheable = true;
  Property property;
  *out = (Lookup){.holder = o};
  for (;;) {
    out->exotic = own_algorithm(out->holder);
    if (unlikely(out->exotic != NULL) && !is_plain_name(vm, out->holder, key)) return true;
    out->exotic = NULL;
    TRY(named_own_lookup(vm, out->holder, key, &out->own, &property, &cacheable));
    if (out->own.found) break;
    Value prototype = object_prototype(vm, out->holder);
    out->holder = value_is_null(vm, prototype) ? NULL : value_as_object(prototype);
    if (!out->holder) break;
  }
  if (cacheable) lookup_cache_enter(vm, o, key, out->holder, &property);
  return true;
}

/* The same for any key; elements are not remembered. */
static bool lookup(Vm *vm, Object *o, PropertyKey key, Lookup *out) {
  if (!key_is_index(key)) return named_lookup(vm, o, key, out);
  *out = (Lookup){.holder = o};
  for (;;) {
    out->exotic = own_algorithm(out->holder);
    if (unlikely(out->exotic != NULL)) return true;
    TRY(own_lookup(vm, out->holder, key, &out->own));
    if (out->own.found) return true;
    Value prototype = object_prototype(vm, out->holder);
    out->holder = value_is_null(vm, prototype) ? NULL : value_as_object(prototype);
    if (!out->holder) return true;
  }
}

/* An own property where the lookup cache knows it to be. */
static OwnProperty remembered_property(Vm *vm, const LookupEntry *entry, Object *receiver) {
  Object *holder = lookup_entry_holder(vm, entry, receiver);
  Slot slot = *object_slot(vm, holder, entry->slot, entry->inline_capacity);
  return (OwnProperty){true, entry->attributes, slot_load(vm, slot)};
}

/* [[HasProperty]] ( P ) */
bool object_has_property(Vm *vm, Object *o, PropertyKey key, bool *out) {
  const LookupEntry *entry = key_is_index(key) ? NULL : lookup_cache_find(vm, o, key);
  if (entry) {
    *out = entry->holder != LOOKUP_ABSENT;
    return true;
  }
  Lookup found;
  TRY(lookup(vm, o, key, &found));
  if (found.exotic) return found.exotic->has_property(vm, found.holder, key, out);
  *out = found.holder != NULL;
  return true;
}

/* [[Get]] ( P, Receiver ) */
bool object_get(Vm *vm, Object *o, PropertyKey key, Value receiver, Value *out) {
  const LookupEntry *entry = key_is_index(key) ? NULL : lookup_cache_find(vm, o, key);
  *out = value_undefined(vm);
  if (entry) {
    if (entry->holder == LOOKUP_ABSENT) return true;
    OwnProperty own = remembered_property(vm, entry, o);
    return own_property_value(vm, &own, receiver, out);
  }
  Lookup found;
  TRY(lookup(vm, o, key, &found));
  if (found.exotic) return found.exotic->get(vm, found.holder, key, receiver, out);
  return !found.holder || own_property_value(vm, &found.own, receiver, out);
}

/* Receiver.[[DefineOwnProperty]](P, { [[Value]]: V }) where P is an own writable data property. */
static bool set_own_data(Vm *vm, Object *o, PropertyKey key, Value value, bool *ok) {
  const ExoticMethods *exotic = exotic_methods_of(o);
  bool direct = !exotic || (cell_type(o) == CELL_ARRAY && !key_equals(key, vm->names.length));
  if (likely(direct)) {
    *ok = true;
    return object_set_own_value(vm, o, key, value);
  }
  PropertyDescriptor d = {.fields = DESCRIPTOR_HAS_VALUE, .value = value};
  return object_define_own_property(vm, o, key, &d, ok);
}

/* The last steps of OrdinarySetWithOwnDescriptor, for a receiver that isn't the object whose chain
 * was searched. */
static bool set_on_receiver(Vm *vm, Object *receiver, PropertyKey key, Value value, bool *ok) {
  bool found;
  PropertyDescriptor existing;
  TRY(object_get_own_property(vm, receiver, key, &found, &existing));
  if (!found) return create_data_property(vm, receiver, key, value, ok);
  *ok = false;
  if (descriptor_is_accessor(&existing) || !existing.writable) return true;
  PropertyDescriptor d = {.fields = DESCRIPTOR_HAS_VALUE, .value = value};
  return object_define_own_property(vm, receiver, key, &d, ok);
}

static bool call_setter(Vm *vm, const OwnProperty *own, Value value, Value receiver, bool *ok) {
  const Accessor *accessor = (const Accessor *)value_as_cell(own->value);
  Value setter = slot_load(vm, accessor->setter), ignored;
  *ok = !value_is_undefined(vm, setter);
  return !*ok || call_function(vm, setter, receiver, &value, 1, &ignored);
}

bool set_with_own_property(Vm *vm, const OwnProperty *own, PropertyKey key, Value value,
                           Value receiver, bool *ok) {
  if (own->found && (own->attributes & PROPERTY_ACCESSOR))
    return call_setter(vm, own, value, receiver, ok);
  *ok = false;
  if (own->found && !(own->attributes & PROPERTY_WRITABLE)) return true;
  if (!value_is_object(receiver)) return true;
  return set_on_receiver(vm, value_as_object(receiver), key, value, ok);
}

static bool is_writable_data(uint8_t attributes) {
  return (attributes & (PROPERTY_ACCESSOR | PROPERTY_WRITABLE)) == PROPERTY_WRITABLE;
}

/* [[Set]] where the receiver is the object itself and the lookup cache knows what comes of it: a setter's call, an own
 * writable property, or nothing in the way of a new one. False: it doesn't know. */
static bool set_remembered(Vm *vm, Object *o, PropertyKey key, Value value, bool *ok,
                           bool *succeeded) {
  const LookupEntry *entry = lookup_cache_find(vm, o, key);
  if (!entry) return false;
  if (entry->holder != LOOKUP_ABSENT && entry->attributes & PROPERTY_ACCESSOR) {
    OwnProperty own = remembered_property(vm, entry, o);
    *succeeded = call_setter(vm, &own, value, value_cell(o), ok);
    return true;
  }
  if (entry->holder != LOOKUP_ABSENT && !is_writable_data(entry->attributes)) return false;
  *ok = *succeeded = true;
  if (entry->holder == LOOKUP_OWN) {
    bool is_inline = entry->slot < entry->inline_capacity;
    void *cell = is_inline ? (void *)o : slot_cell_present(vm, o->overflow);
    slot_store(vm, cell, object_slot(vm, o, entry->slot, entry->inline_capacity), value);
  } else {
    *succeeded = own_add(vm, o, key, value, ok);
  }
  return true;
}

/* [[Set]] ( P, V, Receiver )   #sec-ordinarysetwithowndescriptor */
bool object_set(Vm *vm, Object *o, PropertyKey key, Value value, Value receiver, bool *ok) {
  bool own_receiver = value_same_bits(receiver, value_cell(o)), succeeded;
  if (own_receiver && !key_is_index(key) && set_remembered(vm, o, key, value, ok, &succeeded))
    return succeeded;
  Lookup found;
  TRY(lookup(vm, o, key, &found));
  if (found.exotic) return found.exotic->set(vm, found.holder, key, value, receiver, ok);
  bool in_the_way = found.holder && !is_writable_data(found.own.attributes);
  if (in_the_way || !own_receiver)
    return set_with_own_property(vm, &found.own, key, value, receiver, ok);
  return found.holder == o ? set_own_data(vm, o, key, value, ok) : own_add(vm, o, key, value, ok);
}

/* [[Delete]] ( P ) */
bool object_delete(Vm *vm, Object *o, PropertyKey key, bool *ok) {
  const ExoticMethods *exotic = exotic_methods_of(o);
  if (exotic && exotic->delete) return exotic->delete(vm, o, key, ok);
  return ordinary_delete(vm, o, key, ok);
}

/* [[OwnPropertyKeys]] ( ) */
bool object_own_property_keys(Vm *vm, Object *o, int which, RootVec *out) {
  const ExoticMethods *exotic = exotic_methods_of(o);
  if (exotic && exotic->own_property_keys) return exotic->own_property_keys(vm, o, which, out);
  return object_own_keys(vm, o, which, out);
}

/* --- messages of failed operations --- */

static void describe_primitive(Vm *vm, Value v, char *buf, size_t size) {
  if (!value_is_string(v)) {
    value_describe(vm, v, buf, size);
    return;
  }
  char *text = string_to_utf8(vm, value_as_string(v), false, NULL);
  snprintf(buf, size, "%s", text ? text : "");
  if (!text) exception_take(vm);
  free(text);
}

static const char *type_name(Vm *vm, Value v) {
  if (value_is_number(v)) return "number";
  if (value_is_string(v)) return "string";
  if (value_is_symbol(v)) return "symbol";
  return value_is_bigint(v) ? "bigint" : value_is_bool(vm, v) ? "boolean" : "object";
}

/* Explains why [[Set]] of an object gave false, by looking for what stood in its way. Always false. */
static bool throw_set_failed(Vm *vm, Object *o, PropertyKey key) {
  char name[DESCRIPTION_SIZE], object[DESCRIPTION_SIZE];
  key_describe(vm, key, name, sizeof name);
  value_describe(vm, value_cell(o), object, sizeof object);
  for (Object *holder = o;;) {
    const ExoticMethods *exotic = exotic_methods_of(holder);
    OwnProperty own;
    if (cell_type(holder) == CELL_PROXY)
      return throw_type_error(vm, ERROR_PROXY_FALSISH_FOR, "set", name);
    if (exotic && !exotic->own_lookup) return throw_type_error(vm, ERROR_NAMESPACE_READ_ONLY, name);
    TRY(own_lookup(vm, holder, key, &own));
    if (own.found && (own.attributes & PROPERTY_ACCESSOR))
      return throw_type_error(vm, ERROR_NO_SETTER, name, object);
    if (own.found && !(own.attributes & PROPERTY_WRITABLE))
      return throw_type_error(vm, ERROR_READ_ONLY, name, object);
    Value prototype = object_prototype(vm, holder);
    if (own.found || value_is_null(vm, prototype)) break;
    holder = value_as_object(prototype);
  }
  return throw_type_error(vm, ERROR_NOT_EXTENSIBLE, name);
}

/* The same for a primitive receiver. */
static bool throw_set_on_primitive(Vm *vm, Value target, PropertyKey key, bool read_only) {
  char name[DESCRIPTION_SIZE], value[DESCRIPTION_SIZE], text[DESCRIPTION_SIZE + 16];
  key_describe(vm, key, name, sizeof name);
  describe_primitive(vm, target, value, sizeof value);
  if (read_only)
    return throw_type_error(vm, ERROR_READ_ONLY_PRIMITIVE, name, type_name(vm, target), value);
  snprintf(text, sizeof text, "%s '%s'", type_name(vm, target), value);
  return throw_type_error(vm, ERROR_CREATE_ON_PRIMITIVE, name, text);
}

static bool throw_define_failed(Vm *vm, Object *o, PropertyKey key) {
  char name[DESCRIPTION_SIZE];
  bool found = true;
  PropertyDescriptor current;
  key_describe(vm, key, name, sizeof name);
  if (cell_type(o) == CELL_PROXY)
    return throw_type_error(vm, ERROR_PROXY_FALSISH_FOR, "defineProperty", name);
  if (cell_type(o) != CELL_NAMESPACE) TRY(object_get_own_property(vm, o, key, &found, &current));
  return throw_type_error(vm, found ? ERROR_REDEFINE : ERROR_NOT_DEFINABLE, name);
}

bool throw_delete_failed(Vm *vm, Object *o, PropertyKey key) {
  char name[DESCRIPTION_SIZE], object[DESCRIPTION_SIZE];
  key_describe(vm, key, name, sizeof name);
  if (cell_type(o) == CELL_PROXY)
    return throw_type_error(vm, ERROR_PROXY_FALSISH_FOR, "deleteProperty", name);
  return throw_type_error(vm, ERROR_NOT_CONFIGURABLE, name,
                          value_describe(vm, value_cell(o), object, sizeof object));
}

/* --- reading --- */

/* Get ( O, P )   #sec-get-o-p */
bool get(Vm *vm, Object *o, PropertyKey key, Value *out) {
  return object_get(vm, o, key, value_cell(o), out);
}

/* The prototype that properties of a primitive are looked up on; NULL: exception. */
static Object *primitive_prototype(Vm *vm, Value v) {
  if (value_is_number(v)) return intrinsic(vm, INTRINSIC_NUMBER_PROTOTYPE);
  switch (cell_type(value_as_cell(v))) {
    case CELL_STRING: return intrinsic(vm, INTRINSIC_STRING_PROTOTYPE);
    case CELL_BOOLEAN: return intrinsic(vm, INTRINSIC_BOOLEAN_PROTOTYPE);
    case CELL_SYMBOL: return intrinsic(vm, INTRINSIC_SYMBOL_PROTOTYPE);
    default: return intrinsic(vm, INTRINSIC_BIGINT_PROTOTYPE);
  }
}

/* Whether a string has this own property; then *out is it. */
static bool string_get_own(Vm *vm, String *s, PropertyKey key, bool *found, Value *out) {
  *found = true;
  if (key_equals(key, vm->names.length)) {
    *out = value_int((int32_t)s->length);
    return true;
  }
  *found = key_is_index(key) && key_index(key) < s->length;
  if (!*found) return true;
  uint16_t unit;
  TRY(string_unit_at(vm, s, key_index(key), &unit));
  String *one = string_from_unit(vm, unit);
  TRY(one);
  *out = value_string(one);
  return true;
}

/* GetV ( V, P )   #sec-getv */
bool get_v(Vm *vm, Value v, PropertyKey key, Value *out) {
  if (value_is_object(v)) return object_get(vm, value_as_object(v), key, v, out);
  if (value_is_nullish(vm, v)) {
    char value[32], name[DESCRIPTION_SIZE];
    return throw_type_error(vm, ERROR_READ_OF_NULLISH, value_describe(vm, v, value, sizeof value),
                            key_describe(vm, key, name, sizeof name));
  }
  if (value_is_string(v)) {
    bool found;
    TRY(string_get_own(vm, value_as_string(v), key, &found, out));
    if (found) return true;
  }
  Object *prototype = primitive_prototype(vm, v);
  TRY(prototype);
  return object_get(vm, prototype, key, v, out);
}

/* Whether elements of such objects are read from their storage: ordinary objects and arrays. */
static inline bool has_plain_elements(const Object *o) {
  return cell_type(o) == CELL_ARRAY || !exotic_methods_of(o);
}

/* Get(o, ToString(index)). */
bool get_index(Vm *vm, Object *o, double index, Value *out) {
  PropertyKey key;
  Elements *elements = object_dense(vm, o);
  if (elements && index >= 0 && index < elements->length && has_plain_elements(o)) {
    uint32_t i = (uint32_t)index;
    if ((double)i == index) { /* OPT: an element that is there */
      *out = slot_load(vm, elements->items[i]);
      if (!value_is_hole(vm, *out)) return true;
    }
  }
  TRY(key_from_double(vm, index, &key));
  return object_get(vm, o, key, value_cell(o), out);
}

/* GetMethod ( V, P )   #sec-getmethod */
bool get_method(Vm *vm, Value v, PropertyKey key, Value *out) {
  TRY(get_v(vm, v, key, out));
  if (value_is_nullish(vm, *out)) {
    *out = value_undefined(vm);
    return true;
  }
  if (value_is_callable(vm, *out)) return true;
  char value[DESCRIPTION_SIZE], name[DESCRIPTION_SIZE], object[DESCRIPTION_SIZE];
  return throw_type_error(
      vm, ERROR_PROPERTY_NOT_FUNCTION, value_describe(vm, *out, value, sizeof value),
      key_describe(vm, key, name, sizeof name), value_describe(vm, v, object, sizeof object));
}

bool has_property_index(Vm *vm, Object *o, double index, bool *out) {
  PropertyKey key;
  TRY(key_from_double(vm, index, &key));
  return object_has_property(vm, o, key, out);
}

/* HasOwnProperty ( O, P )   #sec-hasownproperty */
bool has_own_property(Vm *vm, Object *o, PropertyKey key, bool *out) {
  const ExoticMethods *exotic = exotic_methods_of(o);
  if (exotic && exotic->get_own_property) {
    PropertyDescriptor ignored;
    return exotic->get_own_property(vm, o, key, out, &ignored);
  }
  OwnProperty own;
  TRY(own_lookup(vm, o, key, &own));
  *out = own.found;
  return true;
}

/* LengthOfArrayLike ( obj )   #sec-lengthofarraylike */
bool length_of_array_like(Vm *vm, Object *o, double *out) {
  if (cell_type(o) == CELL_ARRAY) {
    *out = ((const Array *)o)->length;
    return true;
  }
  Value length;
  TRY(get(vm, o, vm->names.length, &length));
  return to_length(vm, length, out);
}

/* --- writing --- */

/* Set ( O, P, V, Throw )   #sec-set-o-p-v-throw */
bool set(Vm *vm, Object *o, PropertyKey key, Value value, bool throws) {
  bool ok;
  TRY(object_set(vm, o, key, value, value_cell(o), &ok));
  return ok || !throws || throw_set_failed(vm, o, key);
}

static bool set_on_primitive(Vm *vm, Value target, PropertyKey key, Value value, bool strict) {
  bool found = false, ok = false;
  Value ignored;
  if (value_is_string(target))
    TRY(string_get_own(vm, value_as_string(target), key, &found, &ignored));
  if (!found) {
    Object *prototype = primitive_prototype(vm, target);
    TRY(prototype);
    TRY(object_set(vm, prototype, key, value, target, &ok));
  }
  return ok || !strict || throw_set_on_primitive(vm, target, key, found);
}

/* PutValue on a property reference whose base is any value   #sec-putvalue */
bool set_v(Vm *vm, Value target, PropertyKey key, Value value, bool strict) {
  if (value_is_object(target)) return set(vm, value_as_object(target), key, value, strict);
  if (!value_is_nullish(vm, target)) return set_on_primitive(vm, target, key, value, strict);
  char text[32], name[DESCRIPTION_SIZE];
  return throw_type_error(vm, ERROR_SET_OF_NULLISH, value_describe(vm, target, text, sizeof text),
                          key_describe(vm, key, name, sizeof name));
}

/* Set(o, ToString(index), value, throws). */
bool set_index(Vm *vm, Object *o, double index, Value value, bool throws) {
  PropertyKey key;
  Elements *elements = object_dense(vm, o);
  if (elements && index >= 0 && index < elements->length && has_plain_elements(o)) {
    uint32_t i = (uint32_t)index;
    if ((double)i == index && !value_is_hole(vm, slot_load(vm, elements->items[i]))) {
      slot_store(vm, elements, &elements->items[i], value); /* OPT: an element that is there */
      return true;
    }
  }
  TRY(key_from_double(vm, index, &key));
  return set(vm, o, key, value, throws);
}

PropertyDescriptor descriptor_data(Vm *vm, Value value, uint8_t attributes) {
  return (PropertyDescriptor){
      .fields = DESCRIPTOR_HAS_VALUE | DESCRIPTOR_HAS_WRITABLE | DESCRIPTOR_HAS_ENUMERABLE |
                DESCRIPTOR_HAS_CONFIGURABLE,
      .writable = attributes & PROPERTY_WRITABLE,
      .enumerable = attributes & PROPERTY_ENUMERABLE,
      .configurable = attributes & PROPERTY_CONFIGURABLE,
      .value = value,
      .getter = value_undefined(vm),
      .setter = value_undefined(vm),
  };
}

/* CreateDataProperty ( O, P, V )   #sec-createdataproperty */
bool create_data_property(Vm *vm, Object *o, PropertyKey key, Value value, bool *ok) {
  const ExoticMethods *exotic = exotic_methods_of(o);
  if (!exotic || !exotic->define_own_property || cell_type(o) == CELL_ARRAY) {
    OwnProperty own; /* OPT: absent, or a plain property already: no descriptor */
    TRY(own_lookup(vm, o, key, &own));
    if (!own.found) return own_add(vm, o, key, value, ok);
    if (own.attributes == PROPERTY_DEFAULT) {
      *ok = true;
      return object_set_own_value(vm, o, key, value);
    }
  }
  PropertyDescriptor d = descriptor_data(vm, value, PROPERTY_DEFAULT);
  return object_define_own_property(vm, o, key, &d, ok);
}

/* CreateDataPropertyOrThrow ( O, P, V )   #sec-createdatapropertyorthrow */
bool create_data_property_or_throw(Vm *vm, Object *o, PropertyKey key, Value value) {
  bool ok;
  TRY(create_data_property(vm, o, key, value, &ok));
  return ok || throw_define_failed(vm, o, key);
}

bool create_data_property_or_throw_index(Vm *vm, Object *o, double index, Value value) {
  PropertyKey key;
  TRY(key_from_double(vm, index, &key));
  return create_data_property_or_throw(vm, o, key, value);
}

/* CreateNonEnumerableDataPropertyOrThrow ( O, P, V )
 * #sec-createnonenumerabledatapropertyorthrow */
bool create_non_enumerable_data_property_or_throw(Vm *vm, Object *o, PropertyKey key, Value value) {
  PropertyDescriptor d = descriptor_data(vm, value, PROPERTY_HIDDEN);
  return define_property_or_throw(vm, o, key, &d);
}

/* DefinePropertyOrThrow ( O, P, desc )   #sec-definepropertyorthrow */
bool define_property_or_throw(Vm *vm, Object *o, PropertyKey key, const PropertyDescriptor *d) {
  bool ok;
  TRY(object_define_own_property(vm, o, key, d, &ok));
  return ok || throw_define_failed(vm, o, key);
}

bool define_value(Vm *vm, Object *o, PropertyKey key, Value value, uint8_t attributes) {
  return object_put_own(vm, o, key, value, attributes);
}

/* DeletePropertyOrThrow ( O, P )   #sec-deletepropertyorthrow */
bool delete_property_or_throw(Vm *vm, Object *o, PropertyKey key) {
  bool ok;
  TRY(object_delete(vm, o, key, &ok));
  return ok || throw_delete_failed(vm, o, key);
}

bool delete_index_or_throw(Vm *vm, Object *o, double index) {
  PropertyKey key;
  TRY(key_from_double(vm, index, &key));
  return delete_property_or_throw(vm, o, key);
}
