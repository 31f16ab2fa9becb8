/* SPDX-License-Identifier: MIT */
/* realm.h: a realm: its intrinsics, global object and global declarations. */
#ifndef VALUE_REALM_H
#define VALUE_REALM_H

#include "value/error.h"

typedef enum IntrinsicId {
#define X(id, builtin) INTRINSIC_##id,
#include "value/intrinsics.def"
#undef X
  INTRINSIC_COUNT,
  INTRINSIC_NONE = 0xffff,
} IntrinsicId;

typedef struct Realm {
  uint32_t header;
  /* What looking at %RegExp.prototype% has shown (builtins/regexp.h). */
  uint32_t regexp_epoch;  /* vm->prototype_epoch then; 0: nobody has looked */
  uint32_t regexp_header; /* of objects of regexp_shape, if it is as it was born; otherwise 0 */
  /* The places of the last match, for RegExp.$1 and the like (builtins/regexp_legacy.c): begin and end
   * of the whole and of groups 1 to 9, and of the last group. */
  uint32_t match_kept; /* how many of the places count; 0: there was no match */
  uint32_t match_places[20];
  uint32_t match_last_group[2];
  Slot intrinsics[INTRINSIC_COUNT]; /* none until asked for */
  Slot global_object;
  Slot global_this;
  Slot
      lexical_names; /* HashTable-like object: null-prototype Object mapping name -> binding index */
  /* Root shapes, none until needed. */
  Slot object_shapes[OBJECT_INLINE_MAX / 2 + 1]; /* of ordinary objects with Object.prototype:
                           object_shapes[i] has inline capacity 2i+1 (realm_object_shape) */
  Slot array_shape;
  Slot function_shapes[CLOSURE_KIND_COUNT]; /* lazy shapes of closures, by ClosureKind */
  Slot promise_shape;
  Slot arguments_shapes[2]; /* of unmapped and of sloppy arguments objects: three overflow slots */
  Slot iterator_result_shape; /* { value, done }: slots 0 and 1, inline */
  Slot host_data; /* for the embedder */
  Slot regexp_shape; /* of objects that have lastIndex alone */
  Slot match_shapes[2]; /* of what exec returns; [1] with indices: three or four overflow slots */
  Slot match_string; /* of the last match; none: there was none */
  Slot regexp_input; /* RegExp.input where it was set since */
} Realm;

/* The intrinsic object, made now if need be. NULL: out of memory (exception set). */
MUST_USE Object *realm_intrinsic(Vm *vm, Realm *realm, IntrinsicId id);
/* Of the current realm (vm->realm). */
MUST_USE Object *intrinsic(Vm *vm, IntrinsicId id);
/* A new object of a type and size, whose prototype is this intrinsic of the current realm. NULL: exception. */
MUST_USE void *intrinsic_instance(Vm *vm, IntrinsicId prototype, CellType type, size_t size);
/* A new realm with its global object. NULL: exception. Doesn't change vm->realm. */
MUST_USE Realm *realm_new(Vm *vm);
/* The shapes above, made now if need be. NULL: exception. */
MUST_USE Shape *realm_object_shape_slow(Vm *vm, Realm *realm, uint32_t inline_capacity);
/* Of ordinary objects with at least this inline capacity (at most OBJECT_INLINE_MAX). */
static inline MUST_USE Shape *realm_object_shape(Vm *vm, Realm *realm, uint32_t inline_capacity) {
  Slot slot = realm->object_shapes[inline_capacity / 2];
  if (likely(!slot_is_none(slot))) return (Shape *)slot_cell_present(vm, slot);
  return realm_object_shape_slow(vm, realm, inline_capacity);
}
MUST_USE Shape *realm_array_shape(Vm *vm, Realm *realm);
MUST_USE Shape *realm_closure_shape(Vm *vm, Realm *realm, ClosureKind kind);
/* Makes the own properties of a lazy object: builtin objects from their tables, closures their
 * length, name and prototype. Called by object_shape only. False: out of memory. */
MUST_USE bool object_fill_lazy(Vm *vm, Object *o);
/* The realm of a function object (GetFunctionRealm for functions that aren't proxies or bound). */
Realm *function_realm(Vm *vm, const Object *function);

void realm_trace(Vm *vm, Cell *cell);
static inline const BuiltinObject *intrinsic_builtin(IntrinsicId id) {
  return intrinsic_builtins[id];
}

#endif
