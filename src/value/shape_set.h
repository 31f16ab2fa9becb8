/* SPDX-License-Identifier: MIT */
/* shape_set.h: a weak set of shapes in one slot: a shape's transitions, a prototype's roots.
 *
 * The slot holds none, the only shape, or a CELL_BYTES with an open-addressing table of offsets.
 * Members are told apart by what made them: key and attributes, inline capacity, laziness. Private to
 * the shape files. */
#ifndef VALUE_SHAPE_SET_H
#define VALUE_SHAPE_SET_H

#include "value/vm.h"

/* What makes one member different from another. */
typedef struct ShapeTrait {
  Slot key; /* none for roots */
  uint8_t attributes;
  uint8_t inline_capacity;
  bool lazy;
} ShapeTrait;

static inline ShapeTrait shape_trait(const Shape *shape) {
  return (ShapeTrait){shape->key, shape->attributes, shape->inline_capacity,
                      (shape_flags(shape) & SHAPE_LAZY) != 0};
}
static inline bool shape_trait_equals(ShapeTrait a, ShapeTrait b) {
  return a.key.bits == b.key.bits && a.attributes == b.attributes &&
         a.inline_capacity == b.inline_capacity && a.lazy == b.lazy;
}

/* The member with a trait, or NULL. */
Shape *shape_set_find(Vm *vm, Slot set, ShapeTrait trait);
/* Adds a shape to the set in a slot of `owner` (NULL: not in a cell). False: out of memory. */
MUST_USE bool shape_set_add(Vm *vm, void *owner, Slot *set, Shape *shape);
/* When marking: keeps the table, not its members. */
void shape_set_mark(Vm *vm, Slot set);
/* In the weak phase: drops dead members. */
void shape_set_prune(Vm *vm, Slot *set);

#endif
