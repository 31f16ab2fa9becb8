/* SPDX-License-Identifier: MIT */
/* site.h: sites, the instructions that read and write named properties, where no inline cache serves them. */
#ifndef VM_SITE_H
#define VM_SITE_H

#include "vm/frame.h"
#include "vm/interrupt.h"
#include "vm/slow.h"

/* Sites that see many shapes: a cache that would be rewritten at every second execution costs more than it saves. After
 * so many misses a site stays generic, and the lookup cache answers. Reads count in the C byte, which they do not use;
 * SET_PROPERTY in the bits of its C byte above the strict one. A collection that takes caches away gives another
 * chance. [2] of such a site is the first register behind the frame's (0: it is none that a window can be at).
 *
 * Accessors have no other cache: a site that reads or writes one is such a site from then on. */
#define MISSES_MAX 16

enum { GET_PROPERTY_WORDS = 6, SET_PROPERTY_WORDS = 6 };

/* OPT: the property that such a site finds in a value, if the lookup cache knows one; NULL: the slow path must look. */
static ALWAYS_INLINE const LookupEntry *looked_up(Vm *vm, const uint32_t *pc, uint32_t misses,
                                                  Value v) {
  if (misses < MISSES_MAX || !value_is_object(v)) return NULL;
  const LookupEntry *entry = lookup_cache_find(vm, value_as_object(v), name_operand(vm, pc, 1));
  return entry && entry->holder != LOOKUP_ABSENT ? entry : NULL;
}

/* Where that property of the value is. */
static ALWAYS_INLINE Slot *looked_up_slot(Vm *vm, const LookupEntry *entry, Value v) {
  Object *holder = lookup_entry_holder(vm, entry, value_as_object(v));
  return object_slot(vm, holder, entry->slot, entry->inline_capacity);
}
static ALWAYS_INLINE const Accessor *looked_up_accessor(Vm *vm, const LookupEntry *entry, Value v) {
  return slot_cell_present(vm, *looked_up_slot(vm, entry, v));
}

/* The register at which a site that stays generic may have a call window: the first one behind the frame. 0: none. */
static ALWAYS_INLINE uint32_t site_window(const uint32_t *pc, const Value *r) {
  return likely(frame_argc(r) <= pc[2]) ? pc[2] : 0;
}

/* The code of an accessor's function if the interpreter can enter it in such a window; else NULL. */
static ALWAYS_INLINE Code *enterable_code(Vm *vm, Value function, uint32_t argc, uint32_t window,
                                          const Value *r) {
  if (!window || !value_is_type(function, CELL_FUNCTION)) return NULL;
  Code *code = slot_cell_present(vm, value_as_function(function)->code);
  bool enterable = code->call_realm.bits == (uint32_t)(uintptr_t)vm->realm &&
                   !(code->flags & (CODE_ASYNC | CODE_GENERATOR)) &&
                   argc <= code->parameter_count &&
                   frame_fits(code, r + window, stack_limit_of(vm));
  return likely(enterable) ? code : NULL;
}

#endif
