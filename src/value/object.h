/* SPDX-License-Identifier: MIT */
/* object.h: the layout of objects and their raw storage.
 *
 *   header     type | shape index
 *   overflow   SLOTS: named properties beyond the inline ones; none
 *   elements   ELEMENTS, DOUBLES or SPARSE: indexed properties; none
 *   …          ordinary objects: inline property slots; others: their own fields
 *
 * Everything here works on own properties and storage alone, without JavaScript running: the
 * specification's internal methods ([[Get]] …) with exotic objects are ops/property.h. */
#ifndef VALUE_OBJECT_H
#define VALUE_OBJECT_H

#include "value/shape.h"

struct Object {
  uint32_t header;
  Slot overflow;
  Slot elements;
};

#define OBJECT_INLINE_MAX    60
#define OBJECT_INLINE_OFFSET ((uint32_t)sizeof(Object))

/* Slots in a cell of their own: overflow properties, environments' kin, internal records. */
typedef struct Slots {
  uint32_t header; /* type | count */
  Slot items[];
} Slots;

/* Dense elements: items[0 … length) are values or the hole, items[length … capacity) are none
 * (whoever lowers the length clears them).
 *
 * Elements are dense only in an object that is extensible, whose elements all have the default
 * attributes and, if it is an array, whose length is writable: so holes may be filled and elements
 * appended without looking further, but for the prototypes' setters. */
typedef struct Elements {
  uint32_t header; /* CELL_ELEMENTS */
  uint32_t capacity;
  uint32_t length; /* used; below it every item is a value or the hole */
  Slot items[];
} Elements;

/* Dense elements that are all numbers; the hole is DOUBLES_HOLE's bits. */
typedef struct Doubles {
  uint32_t header; /* CELL_DOUBLES */
  uint32_t capacity;
  uint32_t length;
  uint32_t unused;
  double items[];
} Doubles;
#define DOUBLES_HOLE_BITS 0x7ff8dead0000beefu

/* Sparse elements: an open-addressing table, with attributes and accessors. */
typedef struct SparseEntry {
  uint32_t index;
  uint32_t attributes; /* PROPERTY_; SPARSE_DELETED */
  Slot value;          /* none: no entry */
} SparseEntry;
enum { SPARSE_DELETED = 0x100 };
typedef struct Sparse {
  uint32_t header;   /* CELL_SPARSE */
  uint32_t capacity; /* a power of two */
  uint32_t count;    /* elements */
  uint32_t used;     /* entries that are not empty, deleted ones included */
  uint32_t end;      /* every index is below */
  SparseEntry entries[];
} Sparse;

typedef struct Accessor {
  uint32_t header;
  Slot getter; /* function or undefined */
  Slot setter;
} Accessor;

static inline Object *value_as_object(Value v) { return (Object *)value_as_cell(v); }
/* The shape, whose properties may still be to be made (SHAPE_LAZY). */
static inline Shape *object_shape_raw(Vm *vm, const Object *o) {
  return shape_from_index(vm, o->header >> 8);
}
/* The shape; makes the properties of a lazy object first. NULL: exception. */
MUST_USE Shape *object_shape(Vm *vm, Object *o);
/* Never fails: laziness doesn't change the prototype. */
static inline Value object_prototype(Vm *vm, const Object *o) {
  return slot_load(vm, object_shape_raw(vm, o)->prototype);
}
static inline bool object_is_extensible(Vm *vm, const Object *o) {
  return !(shape_flags(object_shape_raw(vm, o)) & SHAPE_NOT_EXTENSIBLE);
}
static inline void object_set_shape(Object *o, const Shape *shape) {
  o->header = (o->header & 0xff) | shape->index << 8;
}

/* A new object of a type and size with this shape. NULL: exception. */
MUST_USE void *object_allocate(Vm *vm, CellType type, size_t size, Shape *shape);
/* An ordinary object with Object.prototype of the current realm and room for at least
 * `inline_capacity` inline properties. */
MUST_USE Object *object_new(Vm *vm, uint32_t inline_capacity);
/* … with this prototype (object or null). */
MUST_USE Object *object_new_with_prototype(Vm *vm, Value prototype, uint32_t inline_capacity);
/* The shape of such an object, and an object of it (NULL gives NULL). NULL: exception. */
MUST_USE Shape *object_root_shape(Vm *vm, Value prototype, uint32_t inline_capacity);
MUST_USE Object *object_new_of_shape(Vm *vm, Shape *shape);

/* The slot of an own property found by its shape. */
static inline Slot *object_slot(Vm *vm, Object *o, uint32_t slot, uint32_t inline_capacity) {
  if (slot < inline_capacity) return (Slot *)((char *)o + OBJECT_INLINE_OFFSET) + slot;
  return &((Slots *)slot_cell_present(vm, o->overflow))->items[slot - inline_capacity];
}

/* What an own property holds. */
typedef struct OwnProperty {
  bool found;
  uint8_t attributes;
  Value value; /* the value, or an Accessor cell where attributes say so */
} OwnProperty;

/* Raw own property of the object's storage (named by shape, indexed by elements): no exotic
 * behaviour, but array length and string-object characters are NOT seen here. May fill a lazy
 * object (allocates). False: exception. */
MUST_USE bool object_get_own(Vm *vm, Object *o, PropertyKey key, OwnProperty *out);
/* Adds or replaces an own property with exactly these attributes, whatever was there and whether
 * or not extensible. value: or an Accessor cell. May collect. False: out of memory. */
MUST_USE bool object_put_own(Vm *vm, Object *o, PropertyKey key, Value value, uint8_t attributes);
/* Adds a named own property that is known to be absent. Doesn't fill a lazy object. */
MUST_USE bool object_add_own(Vm *vm, Object *o, PropertyKey key, Value value, uint8_t attributes);
/* Sets the value of an own data property that exists. */
MUST_USE bool object_set_own_value(Vm *vm, Object *o, PropertyKey key, Value value);
/* Removes one; nothing if it isn't there. */
MUST_USE bool object_remove_own(Vm *vm, Object *o, PropertyKey key);
/* Own keys in the order of OrdinaryOwnPropertyKeys; private names left out. */
enum { KEYS_STRINGS = 1, KEYS_SYMBOLS = 2, KEYS_ALL = 3 };
MUST_USE bool object_own_keys(Vm *vm, Object *o, int which, RootVec *out);
MUST_USE bool object_set_prototype(Vm *vm, Object *o, Value prototype);
MUST_USE bool object_prevent_extensions(Vm *vm, Object *o);
/* Gives the object a unique shape (if it hasn't one); *out may be NULL. */
MUST_USE bool object_make_unique(Vm *vm, Object *o);
/* Called when an object begins to serve as a prototype. */
MUST_USE bool object_make_prototype(Vm *vm, Object *o);

/* Elements (elements.c). Reads: none when absent, a hole, or an accessor: object_get_own tells. */
Value object_get_element(Vm *vm, Object *o, uint32_t index);
/* Writes a plain element (all attributes on); grows, converts kinds, goes sparse as it sees fit.
 * Does not know array lengths. False: out of memory. */
MUST_USE bool object_put_element(Vm *vm, Object *o, uint32_t index, Value value);
/* Drops every element at or above `length`; stops at (and returns through *stopped_at, index + 1)
 * one that is not configurable. */
MUST_USE bool object_truncate_elements(Vm *vm, Object *o, uint32_t length, uint32_t *stopped_at);
/* Gives the object sparse elements (none stay none): before it loses extensibility, or a writable
 * length. */
MUST_USE bool object_make_sparse(Vm *vm, Object *o);
/* Elements in use: an index at or above it is absent. */
uint32_t object_elements_end(Vm *vm, Object *o);
/* Makes room so that indexes below `capacity` may be appended without growing again. */
MUST_USE bool object_reserve_elements(Vm *vm, Object *o, uint32_t capacity);
/* Appends elements [begin, begin + count) of one object, all below its elements' end, to another
 * whose elements end at index `at` or a little below it; holes stay holes. *done is false, and
 * nothing changed, unless the elements of both are dense and `to` is no prototype. */
MUST_USE bool object_append_elements(Vm *vm, Object *to, uint32_t at, Object *from, uint32_t begin,
                                     uint32_t count, bool *done);
/* Appends values to the elements of a new object, which are dense slots or not there yet. */
MUST_USE bool object_append_values(Vm *vm, Object *o, const Value *values, uint32_t count);
/* Elements [begin, end) of an object whose elements are dense, or none, and end at `begin` or above
 * become this value. */
MUST_USE bool object_fill_elements(Vm *vm, Object *o, uint32_t begin, uint32_t end, Value value);
/* Whether elements [begin, end) are dense and all there. */
bool object_elements_are_packed(Vm *vm, Object *o, uint32_t begin, uint32_t end);
/* Dense slot elements, or NULL if the object's are of another kind. */
static inline Elements *object_dense(Vm *vm, const Object *o) {
  Cell *cell = slot_cell(vm, o->elements);
  return cell && cell_type(cell) == CELL_ELEMENTS ? (Elements *)cell : NULL;
}

/* Makes room for an own property in this slot of an object whose shape is about to have it. */
MUST_USE bool object_reserve_slot(Vm *vm, Object *o, uint32_t inline_capacity, uint32_t slot);
MUST_USE Slots *slots_new(Vm *vm, CellType type, uint32_t count); /* items are none */
MUST_USE Accessor *accessor_new(Vm *vm, Value getter, Value setter);

/* For every type of object whose fields behind struct Object are slots, and for those that
 * object.c makes an exception of (arrays, proxies, bound functions, arguments, iterators). */
void object_trace(Vm *vm, Cell *cell);
/* The shape, overflow, elements and inline properties: for trace functions of other types. */
void object_trace_base(Vm *vm, const Object *o);
void slots_trace(Vm *vm, Cell *cell);
void elements_trace(Vm *vm, Cell *cell);
void sparse_trace(Vm *vm, Cell *cell);

#endif
