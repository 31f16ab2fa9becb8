/* SPDX-License-Identifier: MIT */
/* exotic_proxy.c: proxies (#sec-proxy-object-internal-methods-and-internal-slots).
 *
 * Each internal method asks the handler for its trap; without one, the target does the work. What
 * a trap answers is checked against the target, so that the invariants of internal methods hold
 * whatever the trap says. Every method may run JavaScript and recurse on the C stack. */
#include <stdlib.h>

#include "ops/call.h"
#include "ops/exotic.h"

/* Room for a key or value in a message. */
#define DESCRIPTION_SIZE 128

/* What every method begins with: the target, and the trap to call with the handler as `this`. */
typedef struct Trap {
  Object *target;
  Value target_value;
  Value handler;
  Value function; /* undefined: go on with the target */
} Trap;

static bool throw_revoked(Vm *vm, PropertyKey name) {
  char text[32];
  return throw_type_error(vm, ERROR_PROXY_REVOKED, key_describe(vm, name, text, sizeof text));
}

/* ValidateNonRevokedProxy and GetMethod(handler, name). */
static bool get_trap(Vm *vm, Object *o, PropertyKey name, Trap *out) {
  const Proxy *proxy = (const Proxy *)o;
  TRY(ensure_c_stack(vm));
  out->handler = slot_load(vm, proxy->handler);
  out->target_value = slot_load(vm, proxy->target);
  if (value_is_null(vm, out->handler)) return throw_revoked(vm, name);
  out->target = value_as_object(out->target_value);
  return get_method(vm, out->handler, name, &out->function);
}

static bool has_trap(Vm *vm, const Trap *trap) { return !value_is_undefined(vm, trap->function); }

/* Calls a trap with the target and further arguments. */
static bool call_trap(Vm *vm, const Trap *trap, const Value *args, uint32_t count, Value *out) {
  Value all[4] = {trap->target_value};
  for (uint32_t i = 0; i < count; i++) all[i + 1] = args[i];
  return call_function(vm, trap->function, trap->handler, all, count + 1, out);
}

/* The same for traps that answer yes or no. */
static bool call_trap_bool(Vm *vm, const Trap *trap, const Value *args, uint32_t count, bool *out) {
  Value result;
  TRY(call_trap(vm, trap, args, count, &result));
  *out = to_boolean(vm, result);
  return true;
}

/* Throws a broken invariant that names a property. Always false. */
static bool throw_for_key(Vm *vm, ErrorId id, PropertyKey key) {
  char name[DESCRIPTION_SIZE];
  return throw_type_error(vm, id, key_describe(vm, key, name, sizeof name));
}

/* [[GetPrototypeOf]] ( )
 * #sec-proxy-object-internal-methods-and-internal-slots-getprototypeof */
static bool proxy_get_prototype_of(Vm *vm, Object *o, Value *out) {
  Trap trap;
  bool extensible;
  Value actual;
  TRY(get_trap(vm, o, vm->names.get_prototype_of, &trap));
  if (!has_trap(vm, &trap)) return object_get_prototype_of(vm, trap.target, out);
  TRY(call_trap(vm, &trap, NULL, 0, out));
  if (!value_is_object(*out) && !value_is_null(vm, *out))
    return throw_type_error(vm, ERROR_PROXY_GET_PROTOTYPE_INVALID);
  TRY(object_is_extensible_exotic(vm, trap.target, &extensible));
  if (extensible) return true;
  TRY(object_get_prototype_of(vm, trap.target, &actual));
  return value_same_bits(actual, *out) || throw_type_error(vm, ERROR_PROXY_GET_PROTOTYPE_OTHER);
}

/* [[SetPrototypeOf]] ( V )
 * #sec-proxy-object-internal-methods-and-internal-slots-setprototypeof-v */
static bool proxy_set_prototype_of(Vm *vm, Object *o, Value prototype, bool *ok) {
  Trap trap;
  bool extensible;
  Value actual;
  TRY(get_trap(vm, o, vm->names.set_prototype_of, &trap));
  if (!has_trap(vm, &trap)) return object_set_prototype_of(vm, trap.target, prototype, ok);
  TRY(call_trap_bool(vm, &trap, &prototype, 1, ok));
  if (!*ok) return true;
  TRY(object_is_extensible_exotic(vm, trap.target, &extensible));
  if (extensible) return true;
  TRY(object_get_prototype_of(vm, trap.target, &actual));
  return value_same_bits(actual, prototype) || throw_type_error(vm, ERROR_PROXY_SET_PROTOTYPE);
}

/* [[IsExtensible]] ( )   #sec-proxy-object-internal-methods-and-internal-slots-isextensible */
static bool proxy_is_extensible(Vm *vm, Object *o, bool *out) {
  Trap trap;
  bool actual;
  TRY(get_trap(vm, o, vm->names.is_extensible, &trap));
  if (!has_trap(vm, &trap)) return object_is_extensible_exotic(vm, trap.target, out);
  TRY(call_trap_bool(vm, &trap, NULL, 0, out));
  TRY(object_is_extensible_exotic(vm, trap.target, &actual));
  return *out == actual ||
         throw_type_error(vm, ERROR_PROXY_IS_EXTENSIBLE, actual ? "true" : "false");
}

/* [[PreventExtensions]] ( )
 * #sec-proxy-object-internal-methods-and-internal-slots-preventextensions */
static bool proxy_prevent_extensions(Vm *vm, Object *o, bool *ok) {
  Trap trap;
  bool extensible;
  TRY(get_trap(vm, o, vm->names.prevent_extensions, &trap));
  if (!has_trap(vm, &trap)) return object_prevent_extensions_exotic(vm, trap.target, ok);
  TRY(call_trap_bool(vm, &trap, NULL, 0, ok));
  if (!*ok) return true;
  TRY(object_is_extensible_exotic(vm, trap.target, &extensible));
  return !extensible || throw_type_error(vm, ERROR_PROXY_PREVENT_EXTENSIONS);
}

/* The steps of [[GetOwnProperty]] for a trap that answered undefined. */
static bool check_hidden(Vm *vm, const Trap *trap, PropertyKey key, bool target_has,
                         const PropertyDescriptor *target) {
  bool extensible;
  if (!target_has) return true;
  if (!target->configurable) return throw_for_key(vm, ERROR_PROXY_DESCRIPTOR_UNDEFINED, key);
  TRY(object_is_extensible_exotic(vm, trap->target, &extensible));
  return extensible || throw_for_key(vm, ERROR_PROXY_DESCRIPTOR_NOT_EXTENSIBLE, key);
}

/* CompletePropertyDescriptor ( Desc )   #sec-completepropertydescriptor */
static void complete_property_descriptor(Vm *vm, PropertyDescriptor *d) {
  if (descriptor_is_accessor(d)) {
    if (!(d->fields & DESCRIPTOR_HAS_GET)) d->getter = value_undefined(vm);
    if (!(d->fields & DESCRIPTOR_HAS_SET)) d->setter = value_undefined(vm);
    d->fields |= DESCRIPTOR_HAS_GET | DESCRIPTOR_HAS_SET;
  } else {
    if (!(d->fields & DESCRIPTOR_HAS_VALUE)) d->value = value_undefined(vm);
    if (!(d->fields & DESCRIPTOR_HAS_WRITABLE)) d->writable = false;
    d->fields |= DESCRIPTOR_HAS_VALUE | DESCRIPTOR_HAS_WRITABLE;
  }
  if (!(d->fields & DESCRIPTOR_HAS_ENUMERABLE)) d->enumerable = false;
  if (!(d->fields & DESCRIPTOR_HAS_CONFIGURABLE)) d->configurable = false;
  d->fields |= DESCRIPTOR_HAS_ENUMERABLE | DESCRIPTOR_HAS_CONFIGURABLE;
}

/* The checks of [[GetOwnProperty]] on the descriptor that a trap gave. */
static bool check_descriptor(Vm *vm, PropertyKey key, bool extensible,
                             const PropertyDescriptor *result, bool target_has,
                             const PropertyDescriptor *target) {
  bool valid;
  TRY(is_compatible_property_descriptor(vm, extensible, result, target_has, target, &valid));
  if (!valid) return throw_for_key(vm, ERROR_PROXY_DESCRIPTOR_INCOMPATIBLE, key);
  if (result->configurable) return true;
  if (!target_has || target->configurable)
    return throw_for_key(vm, ERROR_PROXY_DESCRIPTOR_NOT_CONFIGURABLE, key);
  bool hides_writable =
      (result->fields & DESCRIPTOR_HAS_WRITABLE) && !result->writable && target->writable;
  return !hides_writable || throw_for_key(vm, ERROR_PROXY_DESCRIPTOR_NOT_WRITABLE, key);
}

/* [[GetOwnProperty]] ( P )
 * #sec-proxy-object-internal-methods-and-internal-slots-getownproperty-p */
static bool proxy_get_own_property(Vm *vm, Object *o, PropertyKey key, bool *found,
                                   PropertyDescriptor *out) {
  Trap trap;
  Value name, result;
  bool target_has, extensible;
  PropertyDescriptor target;
  TRY(get_trap(vm, o, vm->names.get_own_property_descriptor, &trap));
  if (!has_trap(vm, &trap)) return object_get_own_property(vm, trap.target, key, found, out);
  TRY(key_to_value(vm, key, &name));
  TRY(call_trap(vm, &trap, &name, 1, &result));
  *found = value_is_object(result);
  if (!*found && !value_is_undefined(vm, result))
    return throw_for_key(vm, ERROR_PROXY_DESCRIPTOR_INVALID, key);
  TRY(object_get_own_property(vm, trap.target, key, &target_has, &target));
  if (!*found) return check_hidden(vm, &trap, key, target_has, &target);
  TRY(object_is_extensible_exotic(vm, trap.target, &extensible));
  TRY(to_property_descriptor(vm, result, out));
  complete_property_descriptor(vm, out);
  return check_descriptor(vm, key, extensible, out, target_has, &target);
}

/* The checks of [[DefineOwnProperty]] for a trap that said yes. */
static bool check_defined(Vm *vm, PropertyKey key, bool extensible, const PropertyDescriptor *d,
                          bool target_has, const PropertyDescriptor *target) {
  bool not_configurable = (d->fields & DESCRIPTOR_HAS_CONFIGURABLE) && !d->configurable;
  if (!target_has) {
    if (!extensible) return throw_for_key(vm, ERROR_PROXY_DEFINE_NOT_EXTENSIBLE, key);
    return !not_configurable || throw_for_key(vm, ERROR_PROXY_DEFINE_NOT_CONFIGURABLE, key);
  }
  bool valid;
  TRY(is_compatible_property_descriptor(vm, extensible, d, true, target, &valid));
  if (!valid) return throw_for_key(vm, ERROR_PROXY_DEFINE_INCOMPATIBLE, key);
  if (not_configurable && target->configurable)
    return throw_for_key(vm, ERROR_PROXY_DEFINE_NOT_CONFIGURABLE, key);
  bool hides_writable = descriptor_is_data(target) && !target->configurable && target->writable &&
                        (d->fields & DESCRIPTOR_HAS_WRITABLE) && !d->writable;
  return !hides_writable || throw_for_key(vm, ERROR_PROXY_DEFINE_NOT_WRITABLE, key);
}

/* [[DefineOwnProperty]] ( P, Desc )
 * #sec-proxy-object-internal-methods-and-internal-slots-defineownproperty-p-desc */
static bool proxy_define_own_property(Vm *vm, Object *o, PropertyKey key,
                                      const PropertyDescriptor *d, bool *ok) {
  Trap trap;
  Value args[2];
  bool target_has, extensible;
  PropertyDescriptor target;
  TRY(get_trap(vm, o, vm->names.define_property, &trap));
  if (!has_trap(vm, &trap)) return object_define_own_property(vm, trap.target, key, d, ok);
  TRY(key_to_value(vm, key, &args[0]));
  TRY(from_property_descriptor(vm, true, d, &args[1]));
  TRY(call_trap_bool(vm, &trap, args, 2, ok));
  if (!*ok) return true;
  TRY(object_get_own_property(vm, trap.target, key, &target_has, &target));
  TRY(object_is_extensible_exotic(vm, trap.target, &extensible));
  return check_defined(vm, key, extensible, d, target_has, &target);
}

/* [[HasProperty]] ( P )   #sec-proxy-object-internal-methods-and-internal-slots-hasproperty-p */
static bool proxy_has_property(Vm *vm, Object *o, PropertyKey key, bool *out) {
  Trap trap;
  Value name;
  bool target_has, extensible;
  PropertyDescriptor target;
  TRY(get_trap(vm, o, vm->names.has, &trap));
  if (!has_trap(vm, &trap)) return object_has_property(vm, trap.target, key, out);
  TRY(key_to_value(vm, key, &name));
  TRY(call_trap_bool(vm, &trap, &name, 1, out));
  if (*out) return true;
  TRY(object_get_own_property(vm, trap.target, key, &target_has, &target));
  if (!target_has) return true;
  if (!target.configurable) return throw_for_key(vm, ERROR_PROXY_HAS_NOT_CONFIGURABLE, key);
  TRY(object_is_extensible_exotic(vm, trap.target, &extensible));
  return extensible || throw_for_key(vm, ERROR_PROXY_HAS_NOT_EXTENSIBLE, key);
}

static bool throw_get_data(Vm *vm, PropertyKey key, Value expected, Value got) {
  char name[DESCRIPTION_SIZE], a[DESCRIPTION_SIZE], b[DESCRIPTION_SIZE];
  return throw_type_error(vm, ERROR_PROXY_GET_DATA, key_describe(vm, key, name, sizeof name),
                          value_describe(vm, expected, a, sizeof a),
                          value_describe(vm, got, b, sizeof b));
}

/* The checks of [[Get]] on the value that a trap gave. */
static bool check_got(Vm *vm, PropertyKey key, Value got, const PropertyDescriptor *target) {
  if (target->configurable) return true;
  if (descriptor_is_data(target)) {
    bool same = true;
    if (!target->writable) TRY(same_value(vm, got, target->value, &same));
    return same || throw_get_data(vm, key, target->value, got);
  }
  if (!value_is_undefined(vm, target->getter) || value_is_undefined(vm, got)) return true;
  char name[DESCRIPTION_SIZE], text[DESCRIPTION_SIZE];
  return throw_type_error(vm, ERROR_PROXY_GET_ACCESSOR, key_describe(vm, key, name, sizeof name),
                          value_describe(vm, got, text, sizeof text));
}

/* [[Get]] ( P, Receiver )
 * #sec-proxy-object-internal-methods-and-internal-slots-get-p-receiver */
static bool proxy_get(Vm *vm, Object *o, PropertyKey key, Value receiver, Value *out) {
  Trap trap;
  Value args[2];
  bool target_has;
  PropertyDescriptor target;
  TRY(get_trap(vm, o, vm->names.get, &trap));
  if (!has_trap(vm, &trap)) return object_get(vm, trap.target, key, receiver, out);
  TRY(key_to_value(vm, key, &args[0]));
  args[1] = receiver;
  TRY(call_trap(vm, &trap, args, 2, out));
  TRY(object_get_own_property(vm, trap.target, key, &target_has, &target));
  return !target_has || check_got(vm, key, *out, &target);
}

/* The checks of [[Set]] for a trap that said yes. */
static bool check_set(Vm *vm, PropertyKey key, Value value, const PropertyDescriptor *target) {
  if (target->configurable) return true;
  if (descriptor_is_data(target)) {
    bool same = true;
    if (!target->writable) TRY(same_value(vm, value, target->value, &same));
    return same || throw_for_key(vm, ERROR_PROXY_SET_DATA, key);
  }
  return !value_is_undefined(vm, target->setter) ||
         throw_for_key(vm, ERROR_PROXY_SET_ACCESSOR, key);
}

/* [[Set]] ( P, V, Receiver )
 * #sec-proxy-object-internal-methods-and-internal-slots-set-p-v-receiver */
static bool proxy_set(Vm *vm, Object *o, PropertyKey key, Value value, Value receiver, bool *ok) {
  Trap trap;
  Value args[3];
  bool target_has;
  PropertyDescriptor target;
  TRY(get_trap(vm, o, vm->names.set, &trap));
  if (!has_trap(vm, &trap)) return object_set(vm, trap.target, key, value, receiver, ok);
  TRY(key_to_value(vm, key, &args[0]));
  args[1] = value;
  args[2] = receiver;
  TRY(call_trap_bool(vm, &trap, args, 3, ok));
  if (!*ok) return true;
  TRY(object_get_own_property(vm, trap.target, key, &target_has, &target));
  return !target_has || check_set(vm, key, value, &target);
}

/* [[Delete]] ( P )   #sec-proxy-object-internal-methods-and-internal-slots-delete-p */
static bool proxy_delete(Vm *vm, Object *o, PropertyKey key, bool *ok) {
  Trap trap;
  Value name;
  bool target_has, extensible;
  PropertyDescriptor target;
  TRY(get_trap(vm, o, vm->names.delete_property, &trap));
  if (!has_trap(vm, &trap)) return object_delete(vm, trap.target, key, ok);
  TRY(key_to_value(vm, key, &name));
  TRY(call_trap_bool(vm, &trap, &name, 1, ok));
  if (!*ok) return true;
  TRY(object_get_own_property(vm, trap.target, key, &target_has, &target));
  if (!target_has) return true;
  if (!target.configurable) return throw_for_key(vm, ERROR_PROXY_DELETE_NOT_CONFIGURABLE, key);
  TRY(object_is_extensible_exotic(vm, trap.target, &extensible));
  return extensible || throw_for_key(vm, ERROR_PROXY_DELETE_NOT_EXTENSIBLE, key);
}

/* --- [[OwnPropertyKeys]] --- */

/* The elements of the array-like that a trap gave: strings and symbols, none twice. They are
 * appended to `keys`, and become the properties of the set `unchecked`. */
static bool list_trap_keys(Vm *vm, Value result, Object *unchecked, RootVec *keys) {
  if (!value_is_object(result)) return throw_type_error(vm, ERROR_LIST_FROM_NON_OBJECT);
  double length;
  TRY(length_of_array_like(vm, value_as_object(result), &length));
  for (double i = 0; i < length; i++) {
    Value name;
    PropertyKey key;
    OwnProperty own;
    TRY(get_index(vm, value_as_object(result), i, &name));
    if (!value_is_string(name) && !value_is_symbol(name)) {
      char text[DESCRIPTION_SIZE];
      return throw_type_error(vm, ERROR_NOT_A_PROPERTY_NAME,
                              value_describe(vm, name, text, sizeof text));
    }
    TRY(roots_push(vm, keys, name));
    TRY(to_property_key(vm, name, &key));
    TRY(storage_lookup(vm, unchecked, key, &own));
    /* The specification looks for duplicates once the list is complete; only which of two errors
     * is thrown could differ, so they are marked here and reported there. */
    Value mark = value_bool(vm, own.found);
    TRY(object_put_own(vm, unchecked, key, mark, PROPERTY_DEFAULT));
  }
  return true;
}

/* Whether some key came twice. */
static bool check_duplicates(Vm *vm, Object *unchecked, const RootVec *keys, size_t begin) {
  for (size_t i = begin; i < keys->count; i++) {
    PropertyKey key;
    OwnProperty own;
    TRY(to_property_key(vm, keys->items[i], &key));
    TRY(storage_lookup(vm, unchecked, key, &own));
    if (value_is_true(vm, own.value)) return throw_type_error(vm, ERROR_PROXY_KEYS_DUPLICATE);
  }
  return true;
}

/* Takes every key of the target that is (or isn't) configurable out of `unchecked`, where it must
 * be. */
static bool check_off(Vm *vm, const RootVec *target_keys, const bool *configurable, bool which,
                      Object *unchecked, size_t *remaining) {
  for (size_t i = 0; i < target_keys->count; i++) {
    PropertyKey key;
    OwnProperty own;
    if (configurable[i] != which) continue;
    TRY(to_property_key(vm, target_keys->items[i], &key));
    TRY(storage_lookup(vm, unchecked, key, &own));
    if (!own.found) return throw_for_key(vm, ERROR_PROXY_KEYS_MISSING, key);
    TRY(object_remove_own(vm, unchecked, key));
    --*remaining;
  }
  return true;
}

static bool all_true(const bool *flags, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (!flags[i]) return false;
  return true;
}

/* The invariants of [[OwnPropertyKeys]]. `configurable` has room for every target key. */
static bool check_keys(Vm *vm, Object *target, bool extensible, const RootVec *target_keys,
                       bool *configurable, Object *unchecked, size_t remaining) {
  for (size_t i = 0; i < target_keys->count; i++) {
    PropertyKey key;
    PropertyDescriptor d;
    bool found;
    TRY(to_property_key(vm, target_keys->items[i], &key));
    TRY(object_get_own_property(vm, target, key, &found, &d));
    configurable[i] = !found || d.configurable;
  }
  if (extensible && all_true(configurable, target_keys->count)) return true;
  TRY(check_off(vm, target_keys, configurable, false, unchecked, &remaining));
  if (extensible) return true;
  TRY(check_off(vm, target_keys, configurable, true, unchecked, &remaining));
  return remaining == 0 || throw_type_error(vm, ERROR_PROXY_KEYS_EXTRA);
}

static bool check_against_target(Vm *vm, Object *target, Object *unchecked, size_t count) {
  bool extensible;
  RootVec keys;
  TRY(object_is_extensible_exotic(vm, target, &extensible));
  TRY(roots_init(vm, &keys));
  bool ok = object_own_property_keys(vm, target, KEYS_ALL, &keys);
  if (ok) {
    bool *configurable = calloc(keys.count + 1, 1);
    ok = configurable ? check_keys(vm, target, extensible, &keys, configurable, unchecked, count)
                      : throw_out_of_memory(vm);
    free(configurable);
  }
  root_vec_destroy(&keys);
  return ok;
}

/* Drops keys from `begin` on that are not of the kinds wanted. */
static void filter_keys(RootVec *keys, size_t begin, int which) {
  size_t kept = begin;
  for (size_t i = begin; i < keys->count; i++)
    if (which & (value_is_symbol(keys->items[i]) ? KEYS_SYMBOLS : KEYS_STRINGS))
      keys->items[kept++] = keys->items[i];
  keys->count = kept;
}

/* [[OwnPropertyKeys]] ( )
 * #sec-proxy-object-internal-methods-and-internal-slots-ownpropertykeys */
static bool proxy_own_property_keys(Vm *vm, Object *o, int which, RootVec *out) {
  Trap trap;
  Value result;
  size_t begin = out->count;
  TRY(get_trap(vm, o, vm->names.own_keys, &trap));
  if (!has_trap(vm, &trap)) return object_own_property_keys(vm, trap.target, which, out);
  TRY(call_trap(vm, &trap, NULL, 0, &result));
  Object *unchecked = object_new_with_prototype(vm, value_null(vm), 0);
  TRY(unchecked);
  TRY(list_trap_keys(vm, result, unchecked, out));
  TRY(check_duplicates(vm, unchecked, out, begin));
  TRY(check_against_target(vm, trap.target, unchecked, out->count - begin));
  filter_keys(out, begin, which);
  return true;
}

/* [[Call]] ( thisArgument, argumentsList )
 * #sec-proxy-object-internal-methods-and-internal-slots-call-thisargument-argumentslist */
bool proxy_call(Vm *vm, Proxy *proxy, Value this_value, const Value *args, uint32_t argc,
                Value *out) {
  Trap trap;
  TRY(get_trap(vm, &proxy->base, vm->names.apply, &trap));
  if (!has_trap(vm, &trap))
    return call_function(vm, trap.target_value, this_value, args, argc, out);
  Array *array = array_from_values(vm, args, argc);
  TRY(array);
  Value trap_args[2] = {this_value, value_cell(array)};
  return call_trap(vm, &trap, trap_args, 2, out);
}

/* [[Construct]] ( argumentsList, newTarget )
 * #sec-proxy-object-internal-methods-and-internal-slots-construct-argumentslist-newtarget */
bool proxy_construct(Vm *vm, Proxy *proxy, const Value *args, uint32_t argc, Value new_target,
                     Value *out) {
  Trap trap;
  TRY(get_trap(vm, &proxy->base, vm->names.construct, &trap));
  if (!has_trap(vm, &trap)) return construct(vm, trap.target_value, args, argc, new_target, out);
  Array *array = array_from_values(vm, args, argc);
  TRY(array);
  Value trap_args[2] = {value_cell(array), new_target};
  TRY(call_trap(vm, &trap, trap_args, 2, out));
  if (value_is_object(*out)) return true;
  char text[DESCRIPTION_SIZE];
  return throw_type_error(vm, ERROR_PROXY_CONSTRUCT, value_describe(vm, *out, text, sizeof text));
}

/* ProxyCreate ( target, handler )   #sec-proxycreate */
bool proxy_create(Vm *vm, Value target, Value handler, Value *out) {
  if (!value_is_object(target) || !value_is_object(handler))
    return throw_type_error(vm, ERROR_PROXY_ARGUMENT);
  Shape *shape = shape_root(vm, value_null(vm), 0, 0);
  TRY(shape);
  Proxy *proxy = object_allocate(vm, CELL_PROXY, sizeof *proxy, shape);
  TRY(proxy);
  slot_store(vm, proxy, &proxy->target, target);
  slot_store(vm, proxy, &proxy->handler, handler);
  if (value_is_callable(vm, target)) proxy->flags |= PROXY_CALLABLE;
  if (value_is_constructor(vm, target)) proxy->flags |= PROXY_CONSTRUCTOR;
  *out = value_cell(proxy);
  return true;
}

const ExoticMethods proxy_methods = {
    .get_prototype_of = proxy_get_prototype_of,
    .set_prototype_of = proxy_set_prototype_of,
    .is_extensible = proxy_is_extensible,
    .prevent_extensions = proxy_prevent_extensions,
    .get_own_property = proxy_get_own_property,
    .define_own_property = proxy_define_own_property,
    .has_property = proxy_has_property,
    .get = proxy_get,
    .set = proxy_set,
    .delete = proxy_delete,
    .own_property_keys = proxy_own_property_keys,
};
