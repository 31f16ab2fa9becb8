/* SPDX-License-Identifier: MIT */
/* shape.h: what objects with the same properties share.
 *
 * A shape tells an object's prototype, its named properties in order with their attributes and
 * slots, how many of the slots lie inline, and flags. The index of its shape is in the upper 24
 * bits of an object's header, so that one 32-bit compare of headers covers type and shape.
 *
 * Shared shapes form transition trees (root for a prototype -> one more property -> …); children
 * are held weakly. A unique shape belongs to one object: a dictionary (after deletions or very
 * many properties), every object that is used as a prototype, the global object. A property keeps
 * its slot as long as the object keeps its shape; a unique shape that loses or reconfigures a
 * property is given a new index, so a cached (header, slot) never lies.
 *
 * Caches of properties found on the prototype chain, or not found at all, are guarded by
 * vm->prototype_epoch: it is bumped by every structural change of an object that is a prototype.
 * They are not allowed for receivers with unique shapes. */
#ifndef VALUE_SHAPE_H
#define VALUE_SHAPE_H

#include "value/property_key.h"

enum {
  PROPERTY_WRITABLE = 1,
  PROPERTY_ENUMERABLE = 2,
  PROPERTY_CONFIGURABLE = 4,
  PROPERTY_ACCESSOR = 8, /* the slot holds a CELL_ACCESSOR; WRITABLE is then unset */
  PROPERTY_DEFAULT = PROPERTY_WRITABLE | PROPERTY_ENUMERABLE | PROPERTY_CONFIGURABLE,
  PROPERTY_HIDDEN = PROPERTY_WRITABLE | PROPERTY_CONFIGURABLE, /* builtin methods */
};

enum {
  SHAPE_UNIQUE = 1,          /* belongs to one object */
  SHAPE_PROTOTYPE = 2,       /* (unique) its object is used as a prototype */
  SHAPE_NOT_EXTENSIBLE = 4,
  SHAPE_LAZY = 8,            /* the object's own properties are made when first looked at */
  SHAPE_LENGTH_READONLY = 16, /* (unique) an array whose length is not writable */
  SHAPE_IMMUTABLE_PROTOTYPE = 32, /* Object.prototype */
  SHAPE_HAS_READONLY = 64, /* has had a read-only or accessor property: setters look harder */
  SHAPE_WATCHED = 128, /* (unique, a prototype's) new values bump the epoch, too; not cached */
};

typedef struct Shape {
  uint32_t header; /* type | flags */
  uint32_t index;  /* in vm->shapes */
  Slot prototype;  /* object, or null */
  Slot parent;     /* the shape this one extends; none for roots and unique shapes */
  Slot key;        /* the property added to the parent; lazy builtin objects: the realm */
  Slot table;      /* PropertyTable, shared along a lineage; none while there are no properties */
  Slot transitions; /* weak: none, one child, or a set of children (shape_set.h) */
  Slot roots;      /* prototypes' shapes: weak: none, one root for this prototype, or a set */
  uint32_t count;  /* properties, and (shared shapes) slots in use */
  uint32_t slot_count;  /* slots in use: differs from count in unique shapes with deletions */
  uint8_t inline_capacity;
  uint8_t attributes; /* of `key` */
  uint16_t intrinsic; /* lazy builtin objects: which (IntrinsicId) */
  Slot maker; /* roots of what a constructor makes: its Code */
} Shape;

typedef struct Object Object;

/* A property found in a shape. */
typedef struct Property {
  uint32_t slot; /* below inline_capacity: inline, else in the overflow cell */
  uint8_t attributes;
} Property;

/* Where the Vm keeps the table of shapes: their offsets in the cage by index (odd: a free index). */
#define VM_SHAPE_OFFSETS 0x830
static inline Shape *shape_from_index(Vm *vm, uint32_t index) {
  const uint32_t *offsets = *(uint32_t **)((char *)vm + VM_SHAPE_OFFSETS);
  return (Shape *)((uintptr_t)vm + offsets[index]);
}
/* For caches that name shapes by index (or by an object's header): in a ROOTS_WEAK function that
 * was registered after shapes_init, whether the index still means the shape it meant before. Caches
 * must forget the others then, for they are given to new shapes from now on. */
bool shape_index_is_live(Vm *vm, uint32_t index);
/* How many indices the present or last collection found to be no longer live. */
uint32_t shapes_died(Vm *vm);
static inline uint32_t shape_flags(const Shape *shape) { return shape->header >> 8; }
static inline bool shape_is_unique(const Shape *shape) { return shape_flags(shape) & SHAPE_UNIQUE; }

/* The root shape of objects with this prototype (object or null value), inline capacity and flags
 * (SHAPE_LAZY or 0). Makes the prototype object's shape unique and marks it as a prototype.
 * NULL: exception set. */
MUST_USE Shape *shape_root(Vm *vm, Value prototype, uint32_t inline_capacity, uint32_t flags);
/* A new unique shape without properties. */
MUST_USE Shape *shape_new_unique(Vm *vm, Value prototype, uint32_t inline_capacity, uint32_t flags);
/* Looks up a named key (not an index). */
bool shape_lookup(Vm *vm, Shape *shape, PropertyKey key, Property *out);
/* The shared shape that extends this one by a property (its slot is the old slot_count). NULL:
 * exception. Falls to NULL with *too_many set when the object should become a dictionary. */
MUST_USE Shape *shape_add(Vm *vm, Shape *shape, PropertyKey key, uint8_t attributes,
                          bool *too_many);
/* For shapes of any kind: the i-th property in order (deleted ones are skipped by the iterator). */
typedef struct ShapeIterator {
  Vm *vm;
  Shape *shape;
  uint32_t position;
} ShapeIterator;
void shape_iterate(ShapeIterator *it, Vm *vm, Shape *shape);
bool shape_iterator_next(ShapeIterator *it, PropertyKey *key, Property *out);

/* Changes of the unique shape of an object, its slots included. */
/* Adds a property that is not there; its slot, empty, is *slot. False: out of memory. */
MUST_USE bool shape_unique_add(Vm *vm, Object *o, PropertyKey key, uint8_t attributes,
                               uint32_t *slot);
/* Removes a property that is there. False: out of memory. */
MUST_USE bool shape_unique_remove(Vm *vm, Object *o, PropertyKey key);
/* Changes the attributes of a property that is there. False: out of memory. */
MUST_USE bool shape_unique_set_attributes(Vm *vm, Object *o, PropertyKey key, uint8_t attributes);
/* Sets flags in place (SHAPE_NOT_EXTENSIBLE, SHAPE_PROTOTYPE …), or clears them. */
void shape_set_flags(Shape *shape, uint32_t set, uint32_t clear);
/* Says that what lookups through prototypes found may no longer hold. */
void prototype_epoch_bump(Vm *vm);
/* From now on new values of the properties of an object, which is used as a prototype, bump the epoch,
 * too. False: out of memory. */
MUST_USE bool shape_unique_watch(Vm *vm, Object *o);
/* A unique copy of a shape, for the one object that asks. */
MUST_USE Shape *shape_to_unique(Vm *vm, Shape *shape);

MUST_USE bool shapes_init(Vm *vm);
void shapes_destroy(Vm *vm);
void shape_trace(Vm *vm, Cell *cell);
void property_table_trace(Vm *vm, Cell *cell);

#endif
