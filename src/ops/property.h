/* SPDX-License-Identifier: MIT */
/* property.h: the internal methods of objects, ordinary and exotic, and the operations on
 * properties (#sec-operations-on-objects).
 *
 * object_… functions are [[Get]], [[Set]] … and switch on the cell type for exotic objects (arrays,
 * String objects, mapped arguments, proxies, module namespaces, typed arrays). All may run
 * JavaScript (getters, setters, proxy traps) unless said otherwise; false: exception. */
#ifndef OPS_PROPERTY_H
#define OPS_PROPERTY_H

#include "ops/compare.h"

/* A property descriptor record: fields that are absent have their bit unset. */
enum {
  DESCRIPTOR_HAS_VALUE = 1,
  DESCRIPTOR_HAS_WRITABLE = 2,
  DESCRIPTOR_HAS_GET = 4,
  DESCRIPTOR_HAS_SET = 8,
  DESCRIPTOR_HAS_ENUMERABLE = 16,
  DESCRIPTOR_HAS_CONFIGURABLE = 32,
};
typedef struct PropertyDescriptor {
  uint8_t fields;
  bool writable, enumerable, configurable;
  Value value, getter, setter; /* on the C stack, so rooted */
} PropertyDescriptor;
static inline bool descriptor_is_accessor(const PropertyDescriptor *d) {
  return d->fields & (DESCRIPTOR_HAS_GET | DESCRIPTOR_HAS_SET);
}
static inline bool descriptor_is_data(const PropertyDescriptor *d) {
  return d->fields & (DESCRIPTOR_HAS_VALUE | DESCRIPTOR_HAS_WRITABLE);
}
/* A full data descriptor with PROPERTY_ attributes. */
PropertyDescriptor descriptor_data(Vm *vm, Value value, uint8_t attributes);
MUST_USE bool to_property_descriptor(Vm *vm, Value v, PropertyDescriptor *out);
/* Undefined where *found is false. */
MUST_USE bool from_property_descriptor(Vm *vm, bool found, const PropertyDescriptor *d, Value *out);

/* --- internal methods --- */
MUST_USE bool object_get_prototype_of(Vm *vm, Object *o, Value *out);
MUST_USE bool object_set_prototype_of(Vm *vm, Object *o, Value prototype, bool *ok);
MUST_USE bool object_is_extensible_exotic(Vm *vm, Object *o, bool *out);
MUST_USE bool object_prevent_extensions_exotic(Vm *vm, Object *o, bool *ok);
MUST_USE bool object_get_own_property(Vm *vm, Object *o, PropertyKey key, bool *found,
                                      PropertyDescriptor *out);
MUST_USE bool object_define_own_property(Vm *vm, Object *o, PropertyKey key,
                                         const PropertyDescriptor *d, bool *ok);
MUST_USE bool object_has_property(Vm *vm, Object *o, PropertyKey key, bool *out);
MUST_USE bool object_get(Vm *vm, Object *o, PropertyKey key, Value receiver, Value *out);
MUST_USE bool object_set(Vm *vm, Object *o, PropertyKey key, Value value, Value receiver, bool *ok);
MUST_USE bool object_delete(Vm *vm, Object *o, PropertyKey key, bool *ok);
/* [[OwnPropertyKeys]]: pushes the keys as values (strings, symbols). which: KEYS_ */
MUST_USE bool object_own_property_keys(Vm *vm, Object *o, int which, RootVec *out);
MUST_USE bool ordinary_define_own_property(Vm *vm, Object *o, PropertyKey key,
                                           const PropertyDescriptor *d, bool *ok);
MUST_USE bool validate_and_apply_property_descriptor(Vm *vm, Object *o, PropertyKey key,
                                                     bool extensible, const PropertyDescriptor *d,
                                                     bool found, const PropertyDescriptor *current,
                                                     bool *ok);

/* --- operations --- */
/* Get(o, key) */
MUST_USE bool get(Vm *vm, Object *o, PropertyKey key, Value *out);
/* GetV: of any value; TypeError "Cannot read properties of undefined (reading 'x')" on nullish. */
MUST_USE bool get_v(Vm *vm, Value v, PropertyKey key, Value *out);
MUST_USE bool get_index(Vm *vm, Object *o, double index, Value *out);
/* Set(o, key, value, throw) */
MUST_USE bool set(Vm *vm, Object *o, PropertyKey key, Value value, bool throws);
MUST_USE bool set_v(Vm *vm, Value target, PropertyKey key, Value value, bool strict);
MUST_USE bool set_index(Vm *vm, Object *o, double index, Value value, bool throws);
MUST_USE bool create_data_property(Vm *vm, Object *o, PropertyKey key, Value value, bool *ok);
MUST_USE bool create_data_property_or_throw(Vm *vm, Object *o, PropertyKey key, Value value);
MUST_USE bool create_data_property_or_throw_index(Vm *vm, Object *o, double index, Value value);
MUST_USE bool create_non_enumerable_data_property_or_throw(Vm *vm, Object *o, PropertyKey key,
                                                           Value value);
MUST_USE bool define_property_or_throw(Vm *vm, Object *o, PropertyKey key,
                                       const PropertyDescriptor *d);
MUST_USE bool delete_property_or_throw(Vm *vm, Object *o, PropertyKey key);
/* The TypeError for a [[Delete]] that gave false. Always false. */
bool throw_delete_failed(Vm *vm, Object *o, PropertyKey key);
MUST_USE bool delete_index_or_throw(Vm *vm, Object *o, double index);
/* undefined or null give undefined in *out; TypeError unless callable. */
MUST_USE bool get_method(Vm *vm, Value v, PropertyKey key, Value *out);
MUST_USE bool has_property_index(Vm *vm, Object *o, double index, bool *out);
MUST_USE bool has_own_property(Vm *vm, Object *o, PropertyKey key, bool *out);
MUST_USE bool length_of_array_like(Vm *vm, Object *o, double *out);
/* The key of an integer index of up to 2^53-1. */
MUST_USE bool key_from_double(Vm *vm, double index, PropertyKey *out);
typedef enum IntegrityLevel { INTEGRITY_SEALED, INTEGRITY_FROZEN } IntegrityLevel;
MUST_USE bool set_integrity_level(Vm *vm, Object *o, IntegrityLevel level, bool *ok);
MUST_USE bool test_integrity_level(Vm *vm, Object *o, IntegrityLevel level, bool *out);
typedef enum EnumerableKind {
  ENUMERABLE_KEYS,
  ENUMERABLE_VALUES,
  ENUMERABLE_ENTRIES
} EnumerableKind;
MUST_USE bool enumerable_own_properties(Vm *vm, Object *o, EnumerableKind kind, Array **out);
/* CopyDataProperties; excluded: `count` keys. */
MUST_USE bool copy_data_properties(Vm *vm, Object *target, Value source,
                                   const PropertyKey *excluded, uint32_t count);
/* CreateListFromArrayLike into a vector of roots. */
MUST_USE bool create_list_from_array_like(Vm *vm, Value v, RootVec *out);
/* Defines a method of this name for C code that builds objects by hand (namespaces, results). */
MUST_USE bool define_value(Vm *vm, Object *o, PropertyKey key, Value value, uint8_t attributes);

/* A vector of roots whose failures throw. */
static inline MUST_USE bool roots_init(Vm *vm, RootVec *vec) {
  return root_vec_init(vec, vm) || throw_out_of_memory(vm);
}
static inline MUST_USE bool roots_push(Vm *vm, RootVec *vec, Value value) {
  return root_vec_push(vec, value) || throw_out_of_memory(vm);
}

/* False with a RangeError when the C stack is nearly used up: for operations that recurse on it. */
static inline MUST_USE bool ensure_c_stack(Vm *vm) {
  if (likely((const char *)__builtin_frame_address(0) >= vm->c_stack_limit)) return true;
  return throw_stack_overflow(vm);
}

/* The object after o on its chain of prototypes, or null. Proxies can make the chain endless: at too
 * many of them, which *proxies counts, this throws. May run JavaScript. */
MUST_USE bool next_prototype(Vm *vm, Object *o, uint32_t *proxies, Value *out);

/* Private names. */
MUST_USE bool private_has(Vm *vm, Object *o, PropertyKey name, bool *out);
MUST_USE bool private_get(Vm *vm, Object *o, PropertyKey name, Value *out);
MUST_USE bool private_set(Vm *vm, Object *o, PropertyKey name, Value value);
MUST_USE bool private_field_add(Vm *vm, Object *o, PropertyKey name, Value value);
/* kind: 0 method, 1 getter, 2 setter */
MUST_USE bool private_method_add(Vm *vm, Object *o, PropertyKey name, Value function, int kind);

/* ProxyCreate; TypeError unless both are objects. */
MUST_USE bool proxy_create(Vm *vm, Value target, Value handler, Value *out);

#endif
