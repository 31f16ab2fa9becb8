/* SPDX-License-Identifier: MIT */
/* object.c: the Object constructor and its own functions. Object.prototype is in
 * object_prototype.c. */
#include "builtins/object.h"
#include "builtins/group_by.h"
#include "builtins/loop.h"
#include "ops/iterate.h"
#include "ops/plain_object.h"

/* Room for properties in objects made here. */
#define INLINE_CAPACITY 4

/* Object ( [ value ] )   #sec-object-value */
static bool object_constructor(Vm *vm, Call *call) {
  if (call_is_construct(vm, call) && !value_same_bits(call->new_target, call->callee)) {
    Value prototype;
    TRY(get_prototype_from_constructor(vm, call->new_target, INTRINSIC_OBJECT_PROTOTYPE,
                                       &prototype));
    return call_return_cell(call, object_new_with_prototype(vm, prototype, INLINE_CAPACITY));
  }
  Value value = call_arg(vm, call, 0);
  if (value_is_nullish(vm, value)) return call_return_cell(call, object_new(vm, INLINE_CAPACITY));
  Object *o;
  TRY(to_object(vm, value, &o));
  return call_return_cell(call, o);
}

/* An operation on the own keys of an object, for with_own_keys. */
typedef bool (*KeysOperation)(Vm *vm, Object *o, const RootVec *keys, void *data);

/* Lets an operation work on o.[[OwnPropertyKeys]](). */
static bool with_own_keys(Vm *vm, Object *o, int which, KeysOperation operation, void *data) {
  RootVec keys;
  TRY(root_vec_init(&keys, vm));
  bool ok = object_own_property_keys(vm, o, which, &keys) && operation(vm, o, &keys, data);
  root_vec_destroy(&keys);
  return ok;
}

static bool assign_keys(Vm *vm, Object *from, const RootVec *keys, void *data) {
  Object *to = data;
  for (size_t i = 0; i < keys->count; i++) {
    PropertyKey key;
    PropertyDescriptor descriptor;
    bool found;
    Value value;
    TRY(to_property_key(vm, keys->items[i], &key));
    TRY(object_get_own_property(vm, from, key, &found, &descriptor));
    if (!found || !descriptor.enumerable) continue;
    TRY(get(vm, from, key, &value));
    TRY(set(vm, to, key, value, true));
  }
  return true;
}

/* Object.assign ( target, ...sources )   #sec-object.assign */
static bool object_assign(Vm *vm, Call *call) {
  Object *to;
  TRY(to_object(vm, call_arg(vm, call, 0), &to));
  for (uint32_t i = 1; i < call->argc; i++) {
    Object *from;
    if (value_is_nullish(vm, call->args[i])) continue;
    bool done;
    TRY(to_object(vm, call->args[i], &from));
    TRY(plain_assign(vm, to, from, &done)); /* OPT: no list of keys for plain objects */
    if (!done) TRY(with_own_keys(vm, from, KEYS_ALL, assign_keys, to));
  }
  return call_return_cell(call, to);
}

/* Descriptors that wait in a RootVec take five values each. */
enum { WAITING_KEY, WAITING_FLAGS, WAITING_VALUE, WAITING_GETTER, WAITING_SETTER, WAITING_FIELDS };

static bool push_descriptor(RootVec *waiting, Value key, const PropertyDescriptor *d) {
  int32_t flags = d->fields | d->writable << 8 | d->enumerable << 9 | d->configurable << 10;
  Value none = value_none();
  return root_vec_push(waiting, key) && root_vec_push(waiting, value_int(flags)) &&
         root_vec_push(waiting, d->fields & DESCRIPTOR_HAS_VALUE ? d->value : none) &&
         root_vec_push(waiting, d->fields & DESCRIPTOR_HAS_GET ? d->getter : none) &&
         root_vec_push(waiting, d->fields & DESCRIPTOR_HAS_SET ? d->setter : none);
}

static bool collect_descriptors(Vm *vm, Object *properties, const RootVec *keys, void *data) {
  for (size_t i = 0; i < keys->count; i++) {
    PropertyKey key;
    PropertyDescriptor own, descriptor;
    bool found;
    Value object;
    TRY(to_property_key(vm, keys->items[i], &key));
    TRY(object_get_own_property(vm, properties, key, &found, &own));
    if (!found || !own.enumerable) continue;
    TRY(get(vm, properties, key, &object));
    TRY(to_property_descriptor(vm, object, &descriptor));
    TRY(push_descriptor(data, keys->items[i], &descriptor));
  }
  return true;
}

static bool define_descriptors(Vm *vm, Object *o, const RootVec *waiting) {
  for (size_t i = 0; i < waiting->count; i += WAITING_FIELDS) {
    const Value *fields = waiting->items + i;
    int32_t flags = value_as_int(fields[WAITING_FLAGS]);
    PropertyDescriptor descriptor = {
        .fields = (uint8_t)flags,
        .writable = flags >> 8 & 1,
        .enumerable = flags >> 9 & 1,
        .configurable = flags >> 10 & 1,
        .value = fields[WAITING_VALUE],
        .getter = fields[WAITING_GETTER],
        .setter = fields[WAITING_SETTER],
    };
    PropertyKey key;
    TRY(to_property_key(vm, fields[WAITING_KEY], &key));
    TRY(define_property_or_throw(vm, o, key, &descriptor));
  }
  return true;
}

/* ObjectDefineProperties ( O, Properties )   #sec-objectdefineproperties */
static bool object_define_properties_of(Vm *vm, Object *o, Value properties) {
  Object *source;
  RootVec waiting;
  TRY(to_object(vm, properties, &source));
  TRY(root_vec_init(&waiting, vm));
  bool ok = with_own_keys(vm, source, KEYS_ALL, collect_descriptors, &waiting) &&
            define_descriptors(vm, o, &waiting);
  root_vec_destroy(&waiting);
  return ok;
}

static bool throw_not_a_prototype(Vm *vm, Value v) {
  char text[128];
  return throw_type_error(vm, ERROR_PROTOTYPE_NOT_OBJECT, value_describe(vm, v, text, sizeof text));
}
static bool throw_called_on_non_object(Vm *vm, const char *function) {
  return throw_type_error(vm, ERROR_CALLED_ON_NON_OBJECT, function);
}

/* Object.create ( O, Properties )   #sec-object.create */
static bool object_create(Vm *vm, Call *call) {
  Value prototype = call_arg(vm, call, 0), properties = call_arg(vm, call, 1);
  if (!value_is_object(prototype) && !value_is_null(vm, prototype))
    return throw_not_a_prototype(vm, prototype);
  Object *o = object_new_with_prototype(vm, prototype, INLINE_CAPACITY);
  TRY(o);
  if (!value_is_undefined(vm, properties)) TRY(object_define_properties_of(vm, o, properties));
  return call_return_cell(call, o);
}

/* Object.defineProperties ( O, Properties )   #sec-object.defineproperties */
static bool object_define_properties(Vm *vm, Call *call) {
  Value o = call_arg(vm, call, 0);
  if (!value_is_object(o)) return throw_called_on_non_object(vm, "Object.defineProperties");
  TRY(object_define_properties_of(vm, value_as_object(o), call_arg(vm, call, 1)));
  return call_return(call, o);
}

/* Object.defineProperty ( O, P, Attributes )   #sec-object.defineproperty */
static bool object_define_property(Vm *vm, Call *call) {
  Value o = call_arg(vm, call, 0);
  PropertyKey key;
  PropertyDescriptor descriptor;
  if (!value_is_object(o)) return throw_called_on_non_object(vm, "Object.defineProperty");
  TRY(to_property_key(vm, call_arg(vm, call, 1), &key));
  TRY(to_property_descriptor(vm, call_arg(vm, call, 2), &descriptor));
  TRY(define_property_or_throw(vm, value_as_object(o), key, &descriptor));
  return call_return(call, o);
}

/* What Object.keys, values and entries share. */
static bool return_own_properties(Vm *vm, Call *call, EnumerableKind kind) {
  Object *o;
  Array *result;
  TRY(to_object(vm, call_arg(vm, call, 0), &o));
  TRY(enumerable_own_properties(vm, o, kind, &result));
  return call_return_cell(call, result);
}

/* Object.entries ( O )   #sec-object.entries */
static bool object_entries(Vm *vm, Call *call) {
  return return_own_properties(vm, call, ENUMERABLE_ENTRIES);
}

/* Object.freeze ( O )   #sec-object.freeze */
static bool object_freeze(Vm *vm, Call *call) {
  bool ok;
  call->result = call_arg(vm, call, 0);
  if (!value_is_object(call->result)) return true;
  TRY(set_integrity_level(vm, value_as_object(call->result), INTEGRITY_FROZEN, &ok));
  return ok || throw_type_error(vm, ERROR_CANNOT_FREEZE);
}

static bool add_entry(Vm *vm, Object *target, Value item, EntryAdder adder, Value function) {
  Value key, value;
  if (!value_is_object(item)) {
    char text[128];
    return throw_type_error(vm, ERROR_NOT_ENTRY_OBJECT,
                            value_describe(vm, item, text, sizeof text));
  }
  TRY(get_index(vm, value_as_object(item), 0, &key));
  TRY(get_index(vm, value_as_object(item), 1, &value));
  return adder(vm, target, function, key, value);
}

bool add_entries_from_iterable(Vm *vm, Object *target, Value iterable, EntryAdder adder,
                               Value function) {
  IteratorRecord record;
  TRY(get_iterator(vm, iterable, ITERATOR_SYNC, &record));
  for (double k = 0;; k++) {
    bool done;
    Value next;
    TRY(loop_turn(vm, k));
    TRY(iterator_step_value(vm, &record, &done, &next));
    if (done) return true;
    if (!add_entry(vm, target, next, adder, function)) return iterator_close_throwing(vm, &record);
  }
}

static bool from_entries_add(Vm *vm, Object *target, Value function, Value key, Value value) {
  (void)function;
  PropertyKey property;
  TRY(to_property_key(vm, key, &property));
  return create_data_property_or_throw(vm, target, property, value);
}

/* Object.fromEntries ( iterable )   #sec-object.fromentries */
static bool object_from_entries(Vm *vm, Call *call) {
  Value iterable = call_arg(vm, call, 0);
  TRY(require_object_coercible(vm, iterable, "Object.fromEntries"));
  Object *o = object_new(vm, INLINE_CAPACITY);
  TRY(o);
  TRY(add_entries_from_iterable(vm, o, iterable, from_entries_add, value_undefined(vm)));
  return call_return_cell(call, o);
}

/* Object.getOwnPropertyDescriptor ( O, P )   #sec-object.getownpropertydescriptor */
static bool object_get_own_property_descriptor(Vm *vm, Call *call) {
  Object *o;
  PropertyKey key;
  bool found;
  PropertyDescriptor descriptor;
  TRY(to_object(vm, call_arg(vm, call, 0), &o));
  TRY(to_property_key(vm, call_arg(vm, call, 1), &key));
  TRY(object_get_own_property(vm, o, key, &found, &descriptor));
  return from_property_descriptor(vm, found, &descriptor, &call->result);
}

static bool describe_keys(Vm *vm, Object *o, const RootVec *keys, void *data) {
  for (size_t i = 0; i < keys->count; i++) {
    PropertyKey key;
    PropertyDescriptor descriptor;
    bool found;
    Value object;
    TRY(to_property_key(vm, keys->items[i], &key));
    TRY(object_get_own_property(vm, o, key, &found, &descriptor));
    if (!found) continue;
    TRY(from_property_descriptor(vm, found, &descriptor, &object));
    TRY(create_data_property_or_throw(vm, data, key, object));
  }
  return true;
}

/* Object.getOwnPropertyDescriptors ( O )   #sec-object.getownpropertydescriptors */
static bool object_get_own_property_descriptors(Vm *vm, Call *call) {
  Object *o;
  TRY(to_object(vm, call_arg(vm, call, 0), &o));
  Object *descriptors = object_new(vm, INLINE_CAPACITY);
  TRY(descriptors);
  TRY(with_own_keys(vm, o, KEYS_ALL, describe_keys, descriptors));
  return call_return_cell(call, descriptors);
}

static bool keys_to_array(Vm *vm, Object *o, const RootVec *keys, void *data) {
  (void)o;
  *(Array **)data = array_from_values(vm, keys->items, (uint32_t)keys->count);
  return *(Array **)data != NULL;
}

/* GetOwnPropertyKeys ( O, type )   #sec-getownpropertykeys */
static bool return_own_keys(Vm *vm, Call *call, int which) {
  Object *o;
  Array *array;
  TRY(to_object(vm, call_arg(vm, call, 0), &o));
  TRY(with_own_keys(vm, o, which, keys_to_array, &array));
  return call_return_cell(call, array);
}

/* Object.getOwnPropertyNames ( O )   #sec-object.getownpropertynames */
static bool object_get_own_property_names(Vm *vm, Call *call) {
  return return_own_keys(vm, call, KEYS_STRINGS);
}
/* Object.getOwnPropertySymbols ( O )   #sec-object.getownpropertysymbols */
static bool object_get_own_property_symbols(Vm *vm, Call *call) {
  return return_own_keys(vm, call, KEYS_SYMBOLS);
}

/* Object.getPrototypeOf ( O )   #sec-object.getprototypeof */
static bool object_get_prototype_of_value(Vm *vm, Call *call) {
  Object *o;
  TRY(to_object(vm, call_arg(vm, call, 0), &o));
  return object_get_prototype_of(vm, o, &call->result);
}

/* AddValueToKeyedGroup: the groups are the properties of the result itself, arrays, since nobody sees
 * it before it is done. */
static bool add_to_group(Vm *vm, Object *groups, Value key, Value value) {
  PropertyKey property;
  OwnProperty own;
  TRY(to_property_key(vm, key, &property));
  TRY(object_get_own(vm, groups, property, &own));
  if (own.found) return array_push(vm, value_as_array(own.value), value);
  Array *group = array_from_values(vm, &value, 1);
  TRY(group);
  return create_data_property_or_throw(vm, groups, property, value_cell(group));
}

/* Object.groupBy ( items, callback )   #sec-object.groupby */
static bool object_group_by(Vm *vm, Call *call) {
  Object *groups = object_new_with_prototype(vm, value_null(vm), INLINE_CAPACITY);
  TRY(groups);
  TRY(group_by(vm, call_arg(vm, call, 0), call_arg(vm, call, 1), "Object.groupBy", add_to_group,
               groups));
  return call_return_cell(call, groups);
}

/* Object.hasOwn ( O, P )   #sec-object.hasown */
static bool object_has_own(Vm *vm, Call *call) {
  Object *o;
  PropertyKey key;
  bool result;
  TRY(to_object(vm, call_arg(vm, call, 0), &o));
  TRY(to_property_key(vm, call_arg(vm, call, 1), &key));
  TRY(has_own_property(vm, o, key, &result));
  return call_return_bool(vm, call, result);
}

/* Object.is ( value1, value2 )   #sec-object.is */
static bool object_is(Vm *vm, Call *call) {
  bool result;
  TRY(same_value(vm, call_arg(vm, call, 0), call_arg(vm, call, 1), &result));
  return call_return_bool(vm, call, result);
}

/* Object.isExtensible ( O )   #sec-object.isextensible */
static bool object_is_extensible_value(Vm *vm, Call *call) {
  Value o = call_arg(vm, call, 0);
  bool result = false;
  if (value_is_object(o)) TRY(object_is_extensible_exotic(vm, value_as_object(o), &result));
  return call_return_bool(vm, call, result);
}

/* Object.isFrozen ( O )   #sec-object.isfrozen */
static bool object_is_frozen(Vm *vm, Call *call) {
  Value o = call_arg(vm, call, 0);
  bool result = true;
  if (value_is_object(o))
    TRY(test_integrity_level(vm, value_as_object(o), INTEGRITY_FROZEN, &result));
  return call_return_bool(vm, call, result);
}

/* Object.isSealed ( O )   #sec-object.issealed */
static bool object_is_sealed(Vm *vm, Call *call) {
  Value o = call_arg(vm, call, 0);
  bool result = true;
  if (value_is_object(o))
    TRY(test_integrity_level(vm, value_as_object(o), INTEGRITY_SEALED, &result));
  return call_return_bool(vm, call, result);
}

/* Object.keys ( O )   #sec-object.keys */
static bool object_keys(Vm *vm, Call *call) {
  return return_own_properties(vm, call, ENUMERABLE_KEYS);
}

/* Object.preventExtensions ( O )   #sec-object.preventextensions */
static bool object_prevent_extensions_of(Vm *vm, Call *call) {
  bool ok;
  call->result = call_arg(vm, call, 0);
  if (!value_is_object(call->result)) return true;
  TRY(object_prevent_extensions_exotic(vm, value_as_object(call->result), &ok));
  return ok || throw_type_error(vm, ERROR_CANNOT_PREVENT_EXTENSIONS);
}

/* Object.seal ( O )   #sec-object.seal */
static bool object_seal(Vm *vm, Call *call) {
  bool ok;
  call->result = call_arg(vm, call, 0);
  if (!value_is_object(call->result)) return true;
  TRY(set_integrity_level(vm, value_as_object(call->result), INTEGRITY_SEALED, &ok));
  return ok || throw_type_error(vm, ERROR_CANNOT_SEAL);
}

/* Why an object refuses its new prototype. */
static bool throw_prototype_refused(Vm *vm, Object *o) {
  char text[128];
  if (object_is_extensible(vm, o)) return throw_type_error(vm, ERROR_PROTOTYPE_CYCLE);
  return throw_type_error(vm, ERROR_PROTOTYPE_NOT_EXTENSIBLE,
                          value_describe(vm, value_cell(o), text, sizeof text));
}

/* Object.setPrototypeOf ( O, proto )   #sec-object.setprototypeof */
static bool object_set_prototype_of_value(Vm *vm, Call *call) {
  Value o = call_arg(vm, call, 0), prototype = call_arg(vm, call, 1);
  bool ok;
  TRY(require_object_coercible(vm, o, "Object.setPrototypeOf"));
  if (!value_is_object(prototype) && !value_is_null(vm, prototype))
    return throw_not_a_prototype(vm, prototype);
  call->result = o;
  if (!value_is_object(o)) return true;
  TRY(object_set_prototype_of(vm, value_as_object(o), prototype, &ok));
  return ok || throw_prototype_refused(vm, value_as_object(o));
}

/* Object.values ( O )   #sec-object.values */
static bool object_values(Vm *vm, Call *call) {
  return return_own_properties(vm, call, ENUMERABLE_VALUES);
}

static const BuiltinProperty object_constructor_properties[] = {
    FUNCTION("assign", object_assign, 2),
    FUNCTION("create", object_create, 2),
    FUNCTION("defineProperties", object_define_properties, 2),
    FUNCTION("defineProperty", object_define_property, 3),
    FUNCTION("entries", object_entries, 1),
    FUNCTION("freeze", object_freeze, 1),
    FUNCTION("fromEntries", object_from_entries, 1),
    FUNCTION("getOwnPropertyDescriptor", object_get_own_property_descriptor, 2),
    FUNCTION("getOwnPropertyDescriptors", object_get_own_property_descriptors, 1),
    FUNCTION("getOwnPropertyNames", object_get_own_property_names, 1),
    FUNCTION("getOwnPropertySymbols", object_get_own_property_symbols, 1),
    FUNCTION("getPrototypeOf", object_get_prototype_of_value, 1),
    FUNCTION("groupBy", object_group_by, 2),
    FUNCTION("hasOwn", object_has_own, 2),
    FUNCTION("is", object_is, 2),
    FUNCTION("isExtensible", object_is_extensible_value, 1),
    FUNCTION("isFrozen", object_is_frozen, 1),
    FUNCTION("isSealed", object_is_sealed, 1),
    FUNCTION("keys", object_keys, 1),
    FUNCTION("preventExtensions", object_prevent_extensions_of, 1),
    INTRINSIC_WITH("prototype", OBJECT_PROTOTYPE, 0),
    FUNCTION("seal", object_seal, 1),
    FUNCTION("setPrototypeOf", object_set_prototype_of_value, 2),
    FUNCTION("values", object_values, 1),
};

const BuiltinObject object_constructor_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .name = "Object",
    .length = 1,
    .flags = NATIVE_CONSTRUCTOR,
    .function = object_constructor,
    .properties = object_constructor_properties,
    .property_count = array_length(object_constructor_properties),
};
