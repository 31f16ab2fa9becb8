/* SPDX-License-Identifier: MIT */
/* weak.h: what holds its referents weakly: WeakMap, WeakSet, WeakRef
 * (and FinalizationRegistry, which finalization.h adds).
 *
 * Weak holders that the collector meets are put on a list; when marking is done, values of
 * ephemerons whose keys live are marked until nothing more comes to life, then dead keys and
 * targets are dropped. This goes before every other weak function of the VM. */
#ifndef VALUE_WEAK_H
#define VALUE_WEAK_H

#include "value/object.h"
#include "value/vm.h"

typedef struct WeakState {
  Cell *list;   /* holders met by the collection that is running */
  RootVec kept; /* WeakRef targets that live to the end of the job */
} WeakState;

/* WeakMap and WeakSet objects: an open-addressing table of key and value in cells that only
 * weak.c looks into. */
typedef struct WeakMap {
  Object base;
  Slot table; /* BYTES; none while empty */
  Slot next;  /* during a collection: the list of weak holders found */
} WeakMap;

typedef struct WeakRef {
  Object base;
  Slot target; /* weak: object or symbol; undefined when it is dead */
  Slot next;
} WeakRef;

/* Keys are cells that can be held weakly. The value of a WeakSet's key is true. All run no
 * JavaScript; false: out of memory (exception set). */
bool weak_map_get(Vm *vm, WeakMap *map, Value key, Value *out);
MUST_USE bool weak_map_set(Vm *vm, WeakMap *map, Value key, Value value);
/* Gives a key that is there another value, a cell: cannot fail. */
void weak_map_replace(Vm *vm, WeakMap *map, Value key, Value value);
bool weak_map_delete(Vm *vm, WeakMap *map, Value key);

/* CanBeHeldWeakly: an object, or a symbol that is not registered. */
bool value_can_be_held_weakly(Value v);

/* WeakRef's target, or undefined; keeps it alive until weak_clear_kept (the end of the job).
 * False: out of memory. Also AddToKeptObjects for a new WeakRef. */
MUST_USE bool weak_ref_deref(Vm *vm, WeakRef *ref, Value *out);
MUST_USE bool weak_keep(Vm *vm, Value target);
/* ClearKeptObjects. */
static inline void weak_clear_kept(Vm *vm) { vm->weak->kept.count = 0; }

MUST_USE bool weak_init(Vm *vm);
void weak_destroy(Vm *vm);
void weak_map_trace(Vm *vm, Cell *cell);
void weak_ref_trace(Vm *vm, Cell *cell);

#endif
