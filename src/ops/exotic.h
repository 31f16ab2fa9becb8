/* SPDX-License-Identifier: MIT */
/* exotic.h: how internal methods find the exotic objects.
 *
 * One table (exotic.c) gives for each cell type the internal methods in which its objects differ from
 * ordinary ones; a type without a row, and a method that is NULL, is ordinary. Two levels:
 *
 * - a type whose objects merely hold some own properties elsewhere (an array's length, a String
 *   object's characters, mapped arguments) gives `own_lookup`; everything that reads properties
 *   then works for it as for ordinary objects;
 * - a type with an algorithm of its own (proxies, namespaces) gives the method itself. */
#ifndef OPS_EXOTIC_METHODS_H
#define OPS_EXOTIC_METHODS_H

#include "ops/property.h"

typedef struct ExoticMethods {
  /* Every own property whose key is neither an index nor "length" lies in storage, so that it may
   * be remembered in the lookup cache. */
  bool named_in_storage;
  /* The own property as ordinary objects would hold it. Runs no JavaScript. Present unless `get` and
   * `get_own_property` are. */
  bool (*own_lookup)(Vm *vm, Object *o, PropertyKey key, OwnProperty *out);
  bool (*get_prototype_of)(Vm *vm, Object *o, Value *out);
  bool (*set_prototype_of)(Vm *vm, Object *o, Value prototype, bool *ok);
  bool (*is_extensible)(Vm *vm, Object *o, bool *out);
  bool (*prevent_extensions)(Vm *vm, Object *o, bool *ok);
  bool (*get_own_property)(Vm *vm, Object *o, PropertyKey key, bool *found,
                           PropertyDescriptor *out);
  bool (*define_own_property)(Vm *vm, Object *o, PropertyKey key, const PropertyDescriptor *d,
                              bool *ok);
  /* These three come together. */
  bool (*has_property)(Vm *vm, Object *o, PropertyKey key, bool *out);
  bool (*get)(Vm *vm, Object *o, PropertyKey key, Value receiver, Value *out);
  bool (*set)(Vm *vm, Object *o, PropertyKey key, Value value, Value receiver, bool *ok);
  bool (*delete)(Vm *vm, Object *o, PropertyKey key, bool *ok);
  bool (*own_property_keys)(Vm *vm, Object *o, int which, RootVec *out);
} ExoticMethods;

extern const ExoticMethods array_methods;
extern const ExoticMethods string_object_methods;
extern const ExoticMethods arguments_methods;
extern const ExoticMethods error_methods;
extern const ExoticMethods proxy_methods;
extern const ExoticMethods namespace_methods;
extern const ExoticMethods typed_array_methods;

/* The rows, by cell type; NULL: ordinary. */
extern const ExoticMethods *const exotic_methods_table[CELL_TYPE_COUNT];

static inline const ExoticMethods *exotic_methods_of(const Object *o) {
  return exotic_methods_table[cell_type(o)];
}

/* --- own properties without JavaScript (ordinary.c) --- */

/* An own property in the object's storage. */
MUST_USE bool storage_lookup(Vm *vm, Object *o, PropertyKey key, OwnProperty *out);
/* The same through the type's own_lookup; not for types that have none. */
static inline MUST_USE bool own_lookup(Vm *vm, Object *o, PropertyKey key, OwnProperty *out) {
  const ExoticMethods *exotic = exotic_methods_of(o);
  return exotic ? exotic->own_lookup(vm, o, key, out) : storage_lookup(vm, o, key, out);
}
/* Get of a property that was found: calls the getter of an accessor. */
MUST_USE bool own_property_value(Vm *vm, const OwnProperty *own, Value receiver, Value *out);
void descriptor_from_own(Vm *vm, const OwnProperty *own, PropertyDescriptor *out);
/* Adds a property that the object hasn't to an ordinary object, an array, or another whose
 * [[DefineOwnProperty]] is ordinary for absent properties: CreateDataProperty. */
MUST_USE bool own_add(Vm *vm, Object *o, PropertyKey key, Value value, bool *ok);

/* The last steps of OrdinarySetWithOwnDescriptor, where the own property that was found (or that none
 * was, on the whole chain) may belong to another object than the receiver.   (property.c) */
MUST_USE bool set_with_own_property(Vm *vm, const OwnProperty *own, PropertyKey key, Value value,
                                    Value receiver, bool *ok);

/* --- ordinary internal methods that exotic ones fall back on (ordinary.c) --- */
MUST_USE bool ordinary_set_prototype_of(Vm *vm, Object *o, Value prototype, bool *ok);
MUST_USE bool ordinary_delete(Vm *vm, Object *o, PropertyKey key, bool *ok);
/* IsCompatiblePropertyDescriptor */
MUST_USE bool is_compatible_property_descriptor(Vm *vm, bool extensible,
                                                const PropertyDescriptor *d, bool found,
                                                const PropertyDescriptor *current, bool *ok);
/* SetImmutablePrototype */
MUST_USE bool set_immutable_prototype(Vm *vm, Object *o, Value prototype, bool *ok);
/* Inserts `extra` before the first key of `keys` (from `begin` on) that is no array index. */
MUST_USE bool keys_insert_after_indices(Vm *vm, RootVec *keys, size_t begin, Value extra);

#endif
