/* SPDX-License-Identifier: MIT */
/* exotic_namespace.c: module namespace exotic objects (#sec-module-namespace-exotic-objects).
 *
 * A namespace's string-keyed properties are its exports, read through their bindings; its
 * symbol-keyed ones are ordinary. Nothing here runs JavaScript. */
#include "ops/namespace.h"

#include <stdlib.h>

#include "ops/compare.h"
#include "ops/exotic.h"

ImportBinding *import_binding_new(Vm *vm, Environment *environment, uint32_t slot) {
  Slots *cell = slots_new(vm, CELL_IMPORT_BINDING, 2);
  TRY_NULL(cell);
  ImportBinding *binding = (ImportBinding *)cell;
  slot_store_cell(vm, binding, &binding->environment, environment);
  slot_store(vm, binding, &binding->slot, value_int((int32_t)slot));
  return binding;
}

Namespace *namespace_new(Vm *vm, void *module) {
  Shape *shape = shape_root(vm, value_null(vm), 0, 0);
  TRY_NULL(shape);
  Namespace *ns = object_allocate(vm, CELL_NAMESPACE, sizeof *ns, shape);
  TRY_NULL(ns);
  slot_store_cell(vm, ns, &ns->module, module);
  String *tag = string_intern_ascii(vm, "Module");
  TRY_NULL(tag);
  PropertyKey key = key_from_symbol(vm->symbols[SYMBOL_TO_STRING_TAG]);
  TRY_NULL(object_put_own(vm, &ns->base, key, value_string(tag), 0));
  TRY_NULL(object_prevent_extensions(vm, &ns->base));
  return ns;
}

static int compare_code_units(StringView a, StringView b) {
  for (uint32_t i = 0; i < a.length && i < b.length; i++)
    if (view_at(a, i) != view_at(b, i)) return view_at(a, i) < view_at(b, i) ? -1 : 1;
  return a.length == b.length ? 0 : a.length < b.length ? -1 : 1;
}

static int compare_exports(const void *a, const void *b, void *vm) {
  return compare_code_units(string_view_flat(vm, ((const NamespaceExport *)a)->name),
                            string_view_flat(vm, ((const NamespaceExport *)b)->name));
}

bool namespace_fill(Vm *vm, Namespace *ns, NamespaceExport *exports, uint32_t count) {
  Slots *names = slots_new(vm, CELL_SLOTS, count);
  TRY(names);
  Object *table = object_new_with_prototype(vm, value_null(vm), 0);
  TRY(table);
  for (uint32_t i = 0; i < count; i++) TRY(exports[i].name = string_intern(vm, exports[i].name));
  qsort_r(exports, count, sizeof *exports, compare_exports, vm);
  for (uint32_t i = 0; i < count; i++) {
    PropertyKey key;
    TRY(key_from_string(vm, exports[i].name, &key));
    slot_store_cell(vm, names, &names->items[i], exports[i].name);
    TRY(object_put_own(vm, table, key, value_cell(exports[i].target), PROPERTY_DEFAULT));
  }
  slot_store_cell(vm, ns, &ns->names, names);
  slot_store_cell(vm, ns, &ns->exports, table);
  return true;
}

/* Whether P is one of the exports; then *target is its binding, or a namespace. */
static bool find_export(Vm *vm, Object *o, PropertyKey key, bool *found, Cell **target) {
  Object *table = slot_cell(vm, ((Namespace *)o)->exports);
  OwnProperty own = {.found = false};
  if (table) TRY(storage_lookup(vm, table, key, &own));
  *found = own.found;
  if (own.found) *target = value_as_cell(own.value);
  return true;
}

/* The value of an export: ReferenceError in its temporal dead zone. */
static bool export_value(Vm *vm, PropertyKey key, const Cell *target, Value *out) {
  *out = value_cell(target);
  if (cell_type(target) != CELL_IMPORT_BINDING) return true;
  *out = import_binding_get(vm, (const ImportBinding *)target);
  if (!value_is_uninitialised(vm, *out)) return true;
  char name[64];
  return throw_reference_error(vm, ERROR_UNINITIALISED, key_describe(vm, key, name, sizeof name));
}

/* [[SetPrototypeOf]] ( V )   #sec-module-namespace-exotic-objects-setprototypeof-v */
static bool namespace_set_prototype_of(Vm *vm, Object *o, Value prototype, bool *ok) {
  return set_immutable_prototype(vm, o, prototype, ok);
}

/* [[GetOwnProperty]] ( P )   #sec-module-namespace-exotic-objects-getownproperty-p */
static bool namespace_get_own_property(Vm *vm, Object *o, PropertyKey key, bool *found,
                                       PropertyDescriptor *out) {
  if (key_is_symbol(key)) {
    OwnProperty own;
    TRY(storage_lookup(vm, o, key, &own));
    *found = own.found;
    if (own.found) descriptor_from_own(vm, &own, out);
    return true;
  }
  Cell *target;
  Value value;
  TRY(find_export(vm, o, key, found, &target));
  if (!*found) return true;
  TRY(export_value(vm, key, target, &value));
  *out = descriptor_data(vm, value, PROPERTY_WRITABLE | PROPERTY_ENUMERABLE);
  return true;
}

/* [[DefineOwnProperty]] ( P, Desc )   #sec-module-namespace-exotic-objects-defineownproperty-p-desc */
static bool namespace_define_own_property(Vm *vm, Object *o, PropertyKey key,
                                          const PropertyDescriptor *d, bool *ok) {
  bool found;
  PropertyDescriptor current;
  TRY(namespace_get_own_property(vm, o, key, &found, &current));
  if (key_is_symbol(key))
    return validate_and_apply_property_descriptor(vm, NULL, key, false, d, found, &current, ok);
  *ok = found && !(d->fields & DESCRIPTOR_HAS_CONFIGURABLE && d->configurable) &&
        !(d->fields & DESCRIPTOR_HAS_ENUMERABLE && !d->enumerable) && !descriptor_is_accessor(d) &&
        !(d->fields & DESCRIPTOR_HAS_WRITABLE && !d->writable);
  if (!*ok || !(d->fields & DESCRIPTOR_HAS_VALUE)) return true;
  return same_value(vm, d->value, current.value, ok);
}

/* [[HasProperty]] ( P )   #sec-module-namespace-exotic-objects-hasproperty-p */
static bool namespace_has_property(Vm *vm, Object *o, PropertyKey key, bool *out) {
  Cell *target;
  OwnProperty own;
  if (!key_is_symbol(key)) return find_export(vm, o, key, out, &target);
  TRY(storage_lookup(vm, o, key, &own));
  *out = own.found;
  return true;
}

/* [[Get]] ( P, Receiver )   #sec-module-namespace-exotic-objects-get-p-receiver */
static bool namespace_get(Vm *vm, Object *o, PropertyKey key, Value receiver, Value *out) {
  *out = value_undefined(vm);
  if (key_is_symbol(key)) {
    OwnProperty own;
    TRY(storage_lookup(vm, o, key, &own));
    return !own.found || own_property_value(vm, &own, receiver, out);
  }
  bool found;
  Cell *target;
  TRY(find_export(vm, o, key, &found, &target));
  return !found || export_value(vm, key, target, out);
}

/* [[Set]] ( P, V, Receiver )   #sec-module-namespace-exotic-objects-set-p-v-receiver */
static bool namespace_set(Vm *vm, Object *o, PropertyKey key, Value value, Value receiver,
                          bool *ok) {
  (void)vm, (void)o, (void)key, (void)value, (void)receiver;
  *ok = false;
  return true;
}

/* [[Delete]] ( P )   #sec-module-namespace-exotic-objects-delete-p */
static bool namespace_delete(Vm *vm, Object *o, PropertyKey key, bool *ok) {
  OwnProperty own;
  Cell *target;
  bool found;
  if (key_is_symbol(key)) {
    TRY(storage_lookup(vm, o, key, &own));
    *ok = !own.found; /* the only one is not configurable */
    return true;
  }
  TRY(find_export(vm, o, key, &found, &target));
  *ok = !found;
  return true;
}

/* [[OwnPropertyKeys]] ( )   #sec-module-namespace-exotic-objects-ownpropertykeys */
static bool namespace_own_property_keys(Vm *vm, Object *o, int which, RootVec *out) {
  const Slots *names = slot_cell(vm, ((Namespace *)o)->names);
  uint32_t count = names && (which & KEYS_STRINGS) ? cell_header_data(names) : 0;
  for (uint32_t i = 0; i < count; i++) TRY(roots_push(vm, out, slot_load(vm, names->items[i])));
  return !(which & KEYS_SYMBOLS) || object_own_keys(vm, o, KEYS_SYMBOLS, out);
}

const ExoticMethods namespace_methods = {
    .set_prototype_of = namespace_set_prototype_of,
    .get_own_property = namespace_get_own_property,
    .define_own_property = namespace_define_own_property,
    .has_property = namespace_has_property,
    .get = namespace_get,
    .set = namespace_set,
    .delete = namespace_delete,
    .own_property_keys = namespace_own_property_keys,
};
