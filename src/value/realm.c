/* SPDX-License-Identifier: MIT */
/* realm.c: realms and their intrinsic objects.
 *
 * An intrinsic object is made when somebody asks for it, with its prototypes, but without its
 * properties: its shape is unique and lazy, and says which row of intrinsics.def and which realm it
 * belongs to, until lazy.c fills it. */
#include "value/native_table.h"

#define X(id, builtin) extern const BuiltinObject builtin;
#include "value/intrinsics.def"
#undef X

const BuiltinObject *const intrinsic_builtins[INTRINSIC_COUNT] = {
#define X(id, builtin) [INTRINSIC_##id] = &builtin,
#include "value/intrinsics.def"
#undef X
};

void realm_trace(Vm *vm, Cell *cell) {
  const Realm *realm = (const Realm *)cell;
  mark_slots(vm, realm->intrinsics, (const Slot *)(realm + 1));
}

/* --- intrinsic objects --- */

/* What the prototype objects of primitives wrap. */
static Value primitive_of(Vm *vm, IntrinsicId id) {
  switch (id) {
    case INTRINSIC_STRING_PROTOTYPE: return value_string(vm->empty_string);
    case INTRINSIC_NUMBER_PROTOTYPE: return value_int(0);
    case INTRINSIC_BOOLEAN_PROTOTYPE: return value_bool(vm, false);
    default: return value_undefined(vm);
  }
}

static Object *allocate_builtin(Vm *vm, Realm *realm, IntrinsicId id, Shape *shape) {
  const BuiltinObject *builtin = intrinsic_builtins[id];
  switch (builtin->type) {
    case CELL_NATIVE_FUNCTION:
      return (Object *)native_allocate(vm, realm, native_id_of_object(id), shape, builtin->flags,
                                       0);
    case CELL_ARRAY: return object_allocate(vm, CELL_ARRAY, sizeof(Array), shape);
    case CELL_PRIMITIVE_OBJECT: {
      PrimitiveObject *o = object_allocate(vm, CELL_PRIMITIVE_OBJECT, sizeof *o, shape);
      if (o) slot_store(vm, o, &o->value, primitive_of(vm, id));
      return (Object *)o;
    }
    default: return object_allocate(vm, builtin->type, sizeof(Object), shape);
  }
}

static bool builtin_prototype(Vm *vm, Realm *realm, IntrinsicId id, Value *out) {
  IntrinsicId prototype = (IntrinsicId)intrinsic_builtins[id]->prototype;
  *out = value_null(vm);
  if (prototype == INTRINSIC_NONE || id == INTRINSIC_OBJECT_PROTOTYPE) return true;
  Object *o = realm_intrinsic(vm, realm, prototype);
  *out = value_cell(o);
  return o != NULL;
}

static Object *make_intrinsic(Vm *vm, Realm *realm, IntrinsicId id) {
  Value prototype;
  TRY_NULL(builtin_prototype(vm, realm, id, &prototype));
  uint32_t flags = SHAPE_LAZY;
  if (id == INTRINSIC_OBJECT_PROTOTYPE) flags |= SHAPE_IMMUTABLE_PROTOTYPE;
  if (intrinsic_builtins[id]->flags & NATIVE_FROZEN) flags |= SHAPE_NOT_EXTENSIBLE;
  Shape *shape = shape_new_unique(vm, prototype, 0, flags);
  if (!shape) return NULL;
  slot_store_cell(vm, shape, &shape->key, realm);
  shape->intrinsic = (uint16_t)id;
  Object *o = allocate_builtin(vm, realm, id, shape);
  if (o) slot_store_cell(vm, realm, &realm->intrinsics[id], o);
  return o;
}

Object *realm_intrinsic(Vm *vm, Realm *realm, IntrinsicId id) {
  Slot slot = realm->intrinsics[id];
  if (likely(!slot_is_none(slot))) return slot_cell_present(vm, slot);
  return make_intrinsic(vm, realm, id);
}

Object *intrinsic(Vm *vm, IntrinsicId id) { return realm_intrinsic(vm, vm->realm, id); }

static void *instance_of_realm(Vm *vm, Realm *realm, IntrinsicId prototype, CellType type,
                               size_t size) {
  Object *o = realm_intrinsic(vm, realm, prototype);
  Shape *shape = o ? shape_root(vm, value_cell(o), 0, 0) : NULL;
  return shape ? object_allocate(vm, type, size, shape) : NULL;
}

void *intrinsic_instance(Vm *vm, IntrinsicId prototype, CellType type, size_t size) {
  return instance_of_realm(vm, vm->realm, prototype, type, size);
}

/* --- root shapes --- */

/* The root shape of objects whose prototype is an intrinsic, kept in a slot of the realm. */
static Shape *keep_root(Vm *vm, Realm *realm, Slot *slot, IntrinsicId prototype,
                        uint32_t inline_capacity, uint32_t flags) {
  if (likely(!slot_is_none(*slot))) return slot_cell_present(vm, *slot);
  Object *o = realm_intrinsic(vm, realm, prototype);
  Shape *shape = o ? shape_root(vm, value_cell(o), inline_capacity, flags) : NULL;
  if (shape) slot_store_cell(vm, realm, slot, shape);
  return shape;
}

Shape *realm_object_shape_slow(Vm *vm, Realm *realm, uint32_t inline_capacity) {
  uint32_t i = inline_capacity / 2, capacity = u32_min(2 * i + 1, OBJECT_INLINE_MAX);
  return keep_root(vm, realm, &realm->object_shapes[i], INTRINSIC_OBJECT_PROTOTYPE, capacity, 0);
}

Shape *realm_array_shape(Vm *vm, Realm *realm) {
  return keep_root(vm, realm, &realm->array_shape, INTRINSIC_ARRAY_PROTOTYPE, 0, 0);
}

Shape *realm_closure_shape(Vm *vm, Realm *realm, ClosureKind kind) {
  static const uint16_t prototypes[CLOSURE_KIND_COUNT] = {
      [CLOSURE_NORMAL] = INTRINSIC_FUNCTION_PROTOTYPE,
      [CLOSURE_GENERATOR] = INTRINSIC_GENERATOR_FUNCTION_PROTOTYPE,
      [CLOSURE_ASYNC] = INTRINSIC_ASYNC_FUNCTION_PROTOTYPE,
      [CLOSURE_ASYNC_GENERATOR] = INTRINSIC_ASYNC_GENERATOR_FUNCTION_PROTOTYPE,
  };
  return keep_root(vm, realm, &realm->function_shapes[kind], (IntrinsicId)prototypes[kind], 0,
                   SHAPE_LAZY);
}

/* --- realms --- */

Realm *function_realm(Vm *vm, const Object *function) {
  switch (cell_type(function)) {
    case CELL_FUNCTION: {
      const CodeHead *code = function_code_head(vm, (const Function *)function);
      return slot_cell_present(vm, code->realm);
    }
    case CELL_NATIVE_FUNCTION:
      return slot_cell_present(vm, ((const NativeFunctionObject *)function)->realm);
    default: return vm->realm;
  }
}

/* The error to throw when there is no memory for one. */
static MUST_USE bool make_out_of_memory_error(Vm *vm, Realm *realm) {
  ErrorObject *error =
      instance_of_realm(vm, realm, INTRINSIC_RANGE_ERROR_PROTOTYPE, CELL_ERROR, sizeof *error);
  String *message = error ? string_new_ascii(vm, "Out of memory") : NULL;
  TRY(message);
  TRY(object_put_own(vm, &error->base, vm->names.message, value_string(message), PROPERTY_HIDDEN));
  vm->out_of_memory_error = value_cell(error);
  return true;
}

Realm *realm_new(Vm *vm) {
  Realm *realm = heap_allocate(vm, CELL_REALM, sizeof *realm);
  if (!realm) {
    throw_out_of_memory(vm);
    return NULL;
  }
  Object *global = realm_intrinsic(vm, realm, INTRINSIC_GLOBAL);
  if (!global) return NULL;
  slot_store_cell(vm, realm, &realm->global_object, global);
  slot_store_cell(vm, realm, &realm->global_this, global);
  if (!value_is_object(vm->out_of_memory_error)) TRY_NULL(make_out_of_memory_error(vm, realm));
  return realm;
}
