/* SPDX-License-Identifier: MIT */
/* lookup_cache.h: what looking up named properties has found lately, for lookups that no inline
 * cache serves: those from C code, and sites that see many shapes.
 *
 * An entry tells where a receiver with this header (cell type and shape) finds a key: in a slot of
 * its own, in a slot of an object on its prototype chain, or nowhere. The rules are those of inline
 * caches (shape.h): all but own properties is guarded by vm->prototype_epoch, and is not entered for
 * receivers with unique shapes, unless they are prototypes, whose changes bump the epoch, too.
 * A collection empties the cache, because the addresses of cells and the indices of shapes are used
 * again. With it lies a small cache of what copying all properties of an object leads to. */
#ifndef VALUE_LOOKUP_CACHE_H
#define VALUE_LOOKUP_CACHE_H

#include "value/vm.h"

#ifdef MOTE_SMALL
#define LOOKUP_CACHE_SIZE 4
#else
#define LOOKUP_CACHE_SIZE 512 /* a power of two */
#endif

/* What LookupEntry.holder says, if it is not a cell's offset in the cage. */
enum { LOOKUP_OWN, LOOKUP_ABSENT };

typedef struct LookupEntry {
  uint32_t header; /* of the receiver; 0: no entry */
  uint32_t key;    /* the key's offset in the cage */
  uint32_t epoch;
  uint32_t holder; /* LOOKUP_, or the offset of the object that has the property */
  uint32_t slot;   /* as in Property */
  uint8_t inline_capacity; /* of the holder's shape */
  uint8_t attributes;
} LookupEntry;

/* What an empty object of one shape becomes when it gets the properties of an object of another. */
typedef struct CloneEntry {
  uint32_t from, to; /* indices of shapes; 0, 0: no entry */
  uint32_t result;
  uint32_t
      epoch; /* no prototype of `to` had a setter or the like in the way; 0: nobody has looked */
} CloneEntry;

#define CLONE_CACHE_SIZE 16 /* a power of two */

typedef struct LookupCache {
  LookupEntry entries[LOOKUP_CACHE_SIZE];
  CloneEntry clones[CLONE_CACHE_SIZE];
} LookupCache;

static inline CloneEntry *clone_cache_place(Vm *vm, const Shape *from, const Shape *to) {
  uint32_t mixed = from->index * 0x9e3779b1u ^ to->index * 0x85ebca6bu;
  return &vm->lookups->clones[mixed >> 16 & (CLONE_CACHE_SIZE - 1)];
}

static inline LookupEntry *lookup_cache_place(Vm *vm, uint32_t header, uint32_t key) {
  uint32_t mixed = (header >> 8) * 0x9e3779b1u ^ (key >> 3) * 0x85ebca6bu;
  return &vm->lookups->entries[mixed >> 16 & (LOOKUP_CACHE_SIZE - 1)];
}

/* The entry for a receiver and a key that is no index, or NULL. */
static inline const LookupEntry *lookup_cache_find(Vm *vm, const Object *o, PropertyKey key) {
  uint32_t bits = (uint32_t)key.bits;
  const LookupEntry *entry = lookup_cache_place(vm, o->header, bits);
  bool hit =
      entry->header == o->header && entry->key == bits && entry->epoch == vm->prototype_epoch;
  return likely(hit) ? entry : NULL;
}

/* The object whose slot an entry speaks of; there must be one. */
static inline Object *lookup_entry_holder(Vm *vm, const LookupEntry *entry, Object *receiver) {
  if (entry->holder == LOOKUP_OWN) return receiver;
  return (Object *)((uintptr_t)vm + entry->holder);
}

/* Enters what was found: holder NULL: nothing anywhere on the chain (property is not looked at).
 * Refuses what must not be cached for this receiver. */
void lookup_cache_enter(Vm *vm, const Object *receiver, PropertyKey key, const Object *holder,
                        const Property *property);

MUST_USE bool lookup_cache_init(Vm *vm);
/* Frees the cache, after the heap's end. */
void lookup_cache_destroy(LookupCache *cache);

#endif
