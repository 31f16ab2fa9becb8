/* SPDX-License-Identifier: MIT */
/* slot.h: a JavaScript value as heap cells hold it, in 32 bits.
 *
 *   …1    a 31-bit integer
 *   …00   a cell: its offset from the base of the VM's cage; 0 is "none"
 *   …10   a double in an 8-byte box that this one slot owns
 *
 * Loading a double copies it out of its box; storing one into a slot that already owns a box
 * overwrites the box in place. A slot is therefore never copied raw where both copies live on:
 * slot_move() takes a slot's content away from a dead or dying cell, everything else goes through
 * slot_load() and slot_store().
 *
 * Nothing outside this file and the allocator may assume how wide a slot is. */
#ifndef HEAP_SLOT_H
#define HEAP_SLOT_H

#include "heap/cell_type.h"

typedef struct Slot {
  uint32_t bits;
} Slot;

#define SLOT_INT_MIN (-(1 << 30))
#define SLOT_INT_MAX ((1 << 30) - 1)

static inline Slot slot_none(void) { return (Slot){0}; }
static inline bool slot_is_none(Slot s) { return s.bits == 0; }
static inline bool slot_is_int(Slot s) { return s.bits & 1; }
static inline bool slot_is_double(Slot s) { return (s.bits & 3) == 2; }
static inline bool slot_is_cell(Slot s) { return (s.bits & 3) == 0; }

/* The slot form of an integer in the range. */
static inline Slot slot_from_int(int32_t integer) { return (Slot){(uint32_t)integer << 1 | 1}; }

static inline double *slot_box(Vm *vm, Slot s) {
  return (double *)((uintptr_t)vm + (s.bits & ~3u));
}

/* The value in a slot that is not none. */
static inline Value slot_load(Vm *vm, Slot s) {
  if (likely(slot_is_cell(s))) return (Value){(uint64_t)(uintptr_t)vm | s.bits};
  if (slot_is_int(s)) return value_int((int32_t)s.bits >> 1);
  return value_double(*slot_box(vm, s));
}

/* The cell in a slot known to hold one, or NULL where the slot is none. */
static inline void *slot_cell(Vm *vm, Slot s) {
  return s.bits ? (void *)((uintptr_t)vm | s.bits) : NULL;
}
/* The same where the slot is known not to be none. */
static inline void *slot_cell_present(Vm *vm, Slot s) { return (void *)((uintptr_t)vm | s.bits); }

/* The slot form of a cell of this VM (NULL gives none): for slots that only ever hold cells. */
static inline Slot slot_from_cell(const void *cell) { return (Slot){(uint32_t)(uintptr_t)cell}; }
static inline Slot slot_undefined(void) { return (Slot){OFFSET_UNDEFINED}; }
static inline Slot slot_hole(void) { return (Slot){OFFSET_HOLE}; }

/* Out of line part of slot_store: a number that needs a box. Never fails: boxes may exceed the
 * memory limit by a little, and the next safe point throws then; where the machine itself gives no
 * memory, the VM's fatal handler is called. May collect garbage. */
void slot_store_boxed(Vm *vm, void *cell, Slot *slot, Value value);

/* Remembers that cell now refers to another cell: the place where an incremental or generational
 * collector hooks in. */
static inline void write_barrier(Vm *vm, void *cell, Value value) {
  (void)vm;
  (void)cell;
  (void)value;
}

/* Stores a value into a slot of a cell. May collect garbage (a number may need a box). */
static inline void slot_store(Vm *vm, void *cell, Slot *slot, Value value) {
  if (likely(value_is_cell(value))) {
    slot->bits = (uint32_t)value.bits;
    write_barrier(vm, cell, value);
  } else if (value_is_int(value) &&
             likely((uint32_t)value_as_int(value) + 0x40000000u < 0x80000000u)) {
    slot->bits = (uint32_t)value_as_int(value) << 1 | 1;
  } else {
    slot_store_boxed(vm, cell, slot, value);
  }
}

/* slot_store where no new box is needed: false if one is (nothing was done). Never collects and calls
 * nothing. */
static inline bool slot_store_in_place(Vm *vm, void *cell, Slot *slot, Value value) {
  if (likely(value_is_cell(value))) {
    slot->bits = (uint32_t)value.bits;
    write_barrier(vm, cell, value);
    return true;
  }
  if (value_is_int(value) && likely((uint32_t)value_as_int(value) + 0x40000000u < 0x80000000u)) {
    slot->bits = (uint32_t)value_as_int(value) << 1 | 1;
    return true;
  }
  if (!slot_is_double(*slot)) return false;
  *slot_box(vm, *slot) = value_as_number(value);
  return true;
}

/* Stores a cell (or NULL: none) into a slot that never holds numbers. Never collects. */
static inline void slot_store_cell(Vm *vm, void *cell, Slot *slot, const void *target) {
  *slot = slot_from_cell(target);
  write_barrier(vm, cell, value_cell(target));
}

/* Copies a slot's content, which is not none, into a slot of another cell: a box is not shared. May
 * collect garbage. */
static inline void slot_copy(Vm *vm, void *cell, Slot *to, Slot from) {
  if (likely(!slot_is_double(from)) && !slot_is_double(*to)) {
    *to = from;
    write_barrier(vm, cell, value_none());
  } else {
    slot_store(vm, cell, to, slot_load(vm, from));
  }
}

/* Moves a slot's content into an empty slot of another cell; the source becomes none. */
static inline void slot_move(Vm *vm, void *cell, Slot *to, Slot *from) {
  *to = *from;
  *from = slot_none();
  write_barrier(vm, cell, value_none());
}

#endif
