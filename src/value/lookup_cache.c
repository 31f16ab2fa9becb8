/* SPDX-License-Identifier: MIT */
/* lookup_cache.c: see lookup_cache.h. The table lies outside of the heap and holds no references
 * that a collection must follow: it forgets everything then. */
#include "value/lookup_cache.h"

#include <stdlib.h>

static void forget_all(Vm *vm, void *data) {
  (void)vm;
  memset(data, 0, sizeof(LookupCache));
}

bool lookup_cache_init(Vm *vm) {
  vm->lookups = calloc(1, sizeof *vm->lookups);
  return vm->lookups && heap_add_weak(vm, forget_all, vm->lookups);
}

void lookup_cache_destroy(LookupCache *cache) { free(cache); }

void lookup_cache_enter(Vm *vm, const Object *receiver, PropertyKey key, const Object *holder,
                        const Property *property) {
  uint32_t flags = shape_flags(object_shape_raw(vm, receiver));
  if (holder != receiver && (flags & SHAPE_UNIQUE) && !(flags & SHAPE_PROTOTYPE)) return;
  if (holder == receiver && flags & SHAPE_WATCHED) return; /* its writes are to be noticed */
  LookupEntry *entry = lookup_cache_place(vm, receiver->header, (uint32_t)key.bits);
  *entry = (LookupEntry){
      .header = receiver->header,
      .key = (uint32_t)key.bits,
      .epoch = vm->prototype_epoch,
      .holder = LOOKUP_ABSENT,
  };
  if (!holder) return;
  entry->holder = holder == receiver ? LOOKUP_OWN : (uint32_t)(uintptr_t)holder;
  entry->slot = property->slot;
  entry->attributes = property->attributes;
  entry->inline_capacity = object_shape_raw(vm, holder)->inline_capacity;
}
