/* SPDX-License-Identifier: MIT */
/* finalization.h: the cells of FinalizationRegistry objects.
 *
 * A registry holds its records strongly, and a record holds what is passed to the callback strongly,
 * its target and its token weakly. When a collection finds a target dead, it moves the record to the
 * registry's list of the dead; the job loop then takes them from there, one by one. Nothing here
 * runs JavaScript. */
#ifndef VALUE_FINALIZATION_H
#define VALUE_FINALIZATION_H

#include "value/weak.h"

typedef struct FinalizationRegistry {
  WeakMap tokens; /* from an unregister token to the first of its records */
  Slot cleanup;   /* the callback */
  Slot live, dead; /* the lists of records; undefined: none */
  uint32_t queued; /* 1: it stands in the VM's queue of registries with dead records */
} FinalizationRegistry;

/* FinalizationRegistry.prototype.register, once its arguments are checked. `token` may be undefined. */
MUST_USE bool finalization_register(Vm *vm, FinalizationRegistry *registry, Value target,
                                    Value held, Value token);
/* Removes all records with this token; gives whether there were any. */
bool finalization_unregister(Vm *vm, FinalizationRegistry *registry, Value token);

/* Whether some registry has dead records. */
bool finalization_is_due(Vm *vm);
/* Takes a dead record out of its registry: the callback is to be called with `held`. False: none. */
bool finalization_take(Vm *vm, Value *callback, Value *held);

MUST_USE bool finalization_init(Vm *vm);
void finalization_destroy(Vm *vm);
/* In a weak function, for each registry met: moves the records of dead targets. */
void finalization_drop_dead(Vm *vm, FinalizationRegistry *registry);
void finalization_registry_trace(Vm *vm, Cell *cell);
void finalization_record_trace(Vm *vm, Cell *cell);

#endif
