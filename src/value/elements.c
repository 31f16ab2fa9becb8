/* SPDX-License-Identifier: MIT */
/* elements.c: indexed own properties: dense slots, dense doubles, sparse.
 *
 * Elements begin dense: doubles if the first is a double, else slots; doubles become slots at the first
 * value that is no number. They become sparse when an index lies far beyond the end, when an element
 * gets other attributes than the default, and when the object loses its extensibility or the array the
 * writability of its length (object.h says what dense elements promise). */
#include "base/bits.h"
#include "value/sparse.h"

/* An index so far beyond the end makes elements sparse. */
#ifdef MOTE_SMALL
#define SPARSE_GAP 16
#else
#define SPARSE_GAP 1024
#endif
/* object_reserve_elements takes larger wishes as hints that it does not follow. */
#define RESERVE_MAX (1u << 26)

static Cell *elements_cell(Vm *vm, const Object *o) { return slot_cell(vm, o->elements); }

void elements_trace(Vm *vm, Cell *cell) {
  const Elements *elements = (const Elements *)cell;
  mark_slots(vm, elements->items, elements->items + elements->length);
}

static double double_hole(void) {
  uint64_t bits = DOUBLES_HOLE_BITS;
  double hole;
  memcpy(&hole, &bits, 8);
  return hole;
}
static bool is_double_hole(double d) {
  uint64_t bits;
  memcpy(&bits, &d, 8);
  return bits == DOUBLES_HOLE_BITS;
}

/* --- dense storage --- */

static void *dense_allocate(Vm *vm, CellType type, size_t header, size_t item, uint32_t capacity) {
  size_t size = header + capacity * item;
  void *cell = size > HEAP_CELL_MAX ? NULL : heap_allocate(vm, type, size);
  if (!cell) throw_out_of_memory(vm);
  return cell;
}

static Elements *elements_new(Vm *vm, uint32_t capacity) {
  size_t small = round_up(sizeof(Elements) + capacity * sizeof(Slot), CELL_ALIGNMENT);
  if (likely(capacity < 28)) { /* a small class, whose size needs no look at the page */
    Elements *e = heap_allocate_inline(vm, CELL_ELEMENTS, small);
    if (e) e->capacity = (uint32_t)((small - sizeof(Elements)) / sizeof(Slot));
    else throw_out_of_memory(vm);
    return e;
  }
  Elements *e = dense_allocate(vm, CELL_ELEMENTS, sizeof(Elements), sizeof(Slot), capacity);
  if (e) e->capacity = (uint32_t)((heap_cell_size(e) - sizeof(Elements)) / sizeof(Slot));
  return e;
}

static Doubles *doubles_new(Vm *vm, uint32_t capacity) {
  Doubles *d = dense_allocate(vm, CELL_DOUBLES, sizeof(Doubles), sizeof(double), capacity);
  if (d) d->capacity = (uint32_t)((heap_cell_size(d) - sizeof(Doubles)) / sizeof(double));
  return d;
}

/* By half, at least to `needed`. */
static uint32_t grown_capacity(uint32_t capacity, uint32_t needed) {
  uint64_t grown = (uint64_t)capacity + capacity / 2 + 4;
  return (uint32_t)u64_min(u64_max(grown, needed), UINT32_MAX);
}

static Elements *elements_grow(Vm *vm, Object *o, Elements *old, uint32_t capacity) {
  Elements *e = elements_new(vm, capacity);
  if (!e) return NULL;
  for (uint32_t i = 0; i < old->length; i++) slot_move(vm, e, &e->items[i], &old->items[i]);
  e->length = old->length;
  slot_store_cell(vm, o, &o->elements, e);
  return e;
}

static Doubles *doubles_grow(Vm *vm, Object *o, const Doubles *old, uint32_t capacity) {
  Doubles *d = doubles_new(vm, capacity);
  if (!d) return NULL;
  memcpy(d->items, old->items, old->length * sizeof(double));
  d->length = old->length;
  slot_store_cell(vm, o, &o->elements, d);
  return d;
}

/* The elements become slots. */
static Elements *doubles_to_slots(Vm *vm, Object *o, const Doubles *doubles) {
  Elements *e = elements_new(vm, doubles->capacity);
  if (!e) return NULL;
  for (uint32_t i = 0; i < doubles->length; i++) {
    double d = doubles->items[i];
    if (is_double_hole(d)) e->items[i] = slot_hole();
    else slot_store(vm, e, &e->items[i], value_number(d));
    e->length = i + 1;
  }
  slot_store_cell(vm, o, &o->elements, e);
  return e;
}

/* --- reading --- */

static Value element_load(Vm *vm, const Elements *e, uint32_t index) {
  if (index >= e->length || e->items[index].bits == slot_hole().bits) return value_none();
  return slot_load(vm, e->items[index]);
}

static Value double_load(const Doubles *d, uint32_t index) {
  if (index >= d->length || is_double_hole(d->items[index])) return value_none();
  return value_number(d->items[index]);
}

/* The element and its attributes; none: there is none. */
static Value element_find(Vm *vm, const Object *o, uint32_t index, uint8_t *attributes) {
  Cell *cell = elements_cell(vm, o);
  *attributes = PROPERTY_DEFAULT;
  if (!cell) return value_none();
  if (cell_type(cell) == CELL_ELEMENTS) return element_load(vm, (Elements *)cell, index);
  if (cell_type(cell) == CELL_DOUBLES) return double_load((Doubles *)cell, index);
  const SparseEntry *entry = sparse_find((Sparse *)cell, index);
  if (!entry) return value_none();
  *attributes = (uint8_t)entry->attributes;
  return slot_load(vm, entry->value);
}

Value object_get_element(Vm *vm, Object *o, uint32_t index) {
  uint8_t attributes;
  Value value = element_find(vm, o, index, &attributes);
  return attributes & PROPERTY_ACCESSOR ? value_none() : value;
}

void element_get_own(Vm *vm, Object *o, uint32_t index, OwnProperty *out) {
  Value value = element_find(vm, o, index, &out->attributes);
  out->found = !value_is_none(value);
  out->value = value;
}

uint32_t object_elements_end(Vm *vm, Object *o) {
  const Cell *cell = elements_cell(vm, o);
  if (!cell) return 0;
  if (cell_type(cell) == CELL_ELEMENTS) return ((const Elements *)cell)->length;
  if (cell_type(cell) == CELL_DOUBLES) return ((const Doubles *)cell)->length;
  return ((const Sparse *)cell)->end;
}

/* --- from one kind to another --- */

/* Sparse elements with room for `more` additional ones. */
static Sparse *to_sparse(Vm *vm, Object *o, uint32_t more) {
  uint32_t end = object_elements_end(vm, o);
  Sparse *sparse = sparse_new(vm, end + more);
  if (!sparse) return NULL;
  for (uint32_t i = 0; i < end; i++) {
    Value value = object_get_element(vm, o, i);
    if (!value_is_none(value)) sparse_insert(vm, sparse, i, value, PROPERTY_DEFAULT);
  }
  slot_store_cell(vm, o, &o->elements, sparse);
  return sparse;
}

/* The object's elements as sparse ones. */
static Sparse *ensure_sparse(Vm *vm, Object *o) {
  Cell *cell = elements_cell(vm, o);
  return cell && cell_type(cell) == CELL_SPARSE ? (Sparse *)cell : to_sparse(vm, o, 1);
}

bool object_make_sparse(Vm *vm, Object *o) {
  return slot_is_none(o->elements) || ensure_sparse(vm, o) != NULL;
}

static bool may_be_dense(Vm *vm, const Object *o) {
  uint32_t flags = shape_flags(object_shape_raw(vm, o));
  return !(flags & (SHAPE_NOT_EXTENSIBLE | SHAPE_LENGTH_READONLY));
}

static MUST_USE bool sparse_to_dense(Vm *vm, Object *o, Sparse *sparse) {
  Elements *e = elements_new(vm, grown_capacity(sparse->end, 0));
  if (!e) return false;
  e->length = sparse->end;
  for (uint32_t i = 0; i < e->length; i++) {
    SparseEntry *entry = sparse_find(sparse, i);
    if (entry) slot_move(vm, e, &e->items[i], &entry->value);
    else e->items[i] = slot_hole();
    if (entry) entry->attributes = SPARSE_DELETED;
  }
  slot_store_cell(vm, o, &o->elements, e);
  return true;
}

/* --- writing --- */

static MUST_USE bool sparse_put(Vm *vm, Object *o, Sparse *sparse, uint32_t index, Value value,
                                uint8_t attributes) {
  SparseEntry *entry = sparse_find(sparse, index);
  if (entry) {
    entry->attributes = attributes;
    slot_store(vm, sparse, &entry->value, value);
    return true;
  }
  if (!sparse_has_room(sparse)) {
    if (attributes == PROPERTY_DEFAULT && may_be_dense(vm, o) && index <= sparse->end &&
        sparse_suits_dense(sparse)) {
      TRY(sparse_to_dense(vm, o, sparse));
      return object_put_element(vm, o, index, value);
    }
    sparse = sparse_grow(vm, sparse);
    if (!sparse) return false;
    slot_store_cell(vm, o, &o->elements, sparse);
  }
  sparse_insert(vm, sparse, index, value, attributes);
  return true;
}

/* Long arrays may grow by a smaller part of themselves in one go: their holes cost memory. */
static bool too_far(uint32_t index, uint32_t length) {
  uint32_t gap = length < (1u << 16) ? length * 2 : length / 4;
  return index >= (uint64_t)length + gap + SPARSE_GAP;
}

static MUST_USE bool go_sparse(Vm *vm, Object *o, uint32_t index, Value value) {
  Sparse *sparse = to_sparse(vm, o, 1);
  return sparse && sparse_put(vm, o, sparse, index, value, PROPERTY_DEFAULT);
}

static MUST_USE bool slots_put(Vm *vm, Object *o, Elements *e, uint32_t index, Value value) {
  if (index >= e->capacity) {
    if (too_far(index, e->length)) return go_sparse(vm, o, index, value);
    e = elements_grow(vm, o, e, grown_capacity(e->capacity, index + 1));
    if (!e) return false;
  }
  for (uint32_t i = e->length; i < index; i++) e->items[i] = slot_hole();
  slot_store(vm, e, &e->items[index], value);
  if (index >= e->length) e->length = index + 1;
  return true;
}

static MUST_USE bool doubles_put(Vm *vm, Object *o, Doubles *d, uint32_t index, Value value) {
  if (!value_is_number(value)) {
    Elements *e = doubles_to_slots(vm, o, d);
    return e && slots_put(vm, o, e, index, value);
  }
  if (index >= d->capacity) {
    if (too_far(index, d->length)) return go_sparse(vm, o, index, value);
    d = doubles_grow(vm, o, d, grown_capacity(d->capacity, index + 1));
    if (!d) return false;
  }
  for (uint32_t i = d->length; i < index; i++) d->items[i] = double_hole();
  d->items[index] = value_as_number(value);
  if (index >= d->length) d->length = index + 1;
  return true;
}

/* The first element of an object. */
static MUST_USE bool first_put(Vm *vm, Object *o, uint32_t index, Value value) {
  if (shape_flags(object_shape_raw(vm, o)) & SHAPE_PROTOTYPE) vm->prototypes_have_elements = true;
  if (!may_be_dense(vm, o) || too_far(index, 0)) return go_sparse(vm, o, index, value);
  if (value_is_double(value) && index == 0) {
    Doubles *d = doubles_new(vm, grown_capacity(0, 0));
    if (!d) return false;
    slot_store_cell(vm, o, &o->elements, d);
    return doubles_put(vm, o, d, index, value);
  }
  Elements *e = elements_new(vm, grown_capacity(0, index + 1));
  if (!e) return false;
  slot_store_cell(vm, o, &o->elements, e);
  return slots_put(vm, o, e, index, value);
}

bool object_put_element(Vm *vm, Object *o, uint32_t index, Value value) {
  Cell *cell = elements_cell(vm, o);
  if (!cell) return first_put(vm, o, index, value);
  if (cell_type(cell) == CELL_ELEMENTS) return slots_put(vm, o, (Elements *)cell, index, value);
  if (cell_type(cell) == CELL_DOUBLES) return doubles_put(vm, o, (Doubles *)cell, index, value);
  return sparse_put(vm, o, (Sparse *)cell, index, value, PROPERTY_DEFAULT);
}

bool element_put_own(Vm *vm, Object *o, uint32_t index, Value value, uint8_t attributes) {
  if (attributes == PROPERTY_DEFAULT) return object_put_element(vm, o, index, value);
  if (shape_flags(object_shape_raw(vm, o)) & SHAPE_PROTOTYPE) vm->prototypes_have_elements = true;
  Sparse *sparse = ensure_sparse(vm, o);
  return sparse && sparse_put(vm, o, sparse, index, value, attributes);
}

bool element_set_value(Vm *vm, Object *o, uint32_t index, Value value) {
  Cell *cell = elements_cell(vm, o);
  if (!cell || cell_type(cell) != CELL_SPARSE) return object_put_element(vm, o, index, value);
  SparseEntry *entry = sparse_find((Sparse *)cell, index);
  ASSERT(entry);
  if (entry) slot_store(vm, cell, &entry->value, value);
  return true;
}

/* --- removing --- */

static void slots_clear(Elements *e, uint32_t length) {
  for (uint32_t i = length; i < e->length; i++) e->items[i] = slot_none();
  e->length = u32_min(e->length, length);
}

void element_remove(Vm *vm, Object *o, uint32_t index) {
  Cell *cell = elements_cell(vm, o);
  if (!cell || index >= object_elements_end(vm, o)) return;
  if (cell_type(cell) == CELL_ELEMENTS) {
    Elements *e = (Elements *)cell;
    if (index == e->length - 1) slots_clear(e, index);
    else e->items[index] = slot_hole();
  } else if (cell_type(cell) == CELL_DOUBLES) {
    Doubles *d = (Doubles *)cell;
    if (index == d->length - 1) d->length--;
    else d->items[index] = double_hole();
  } else {
    SparseEntry *entry = sparse_find((Sparse *)cell, index);
    if (entry) sparse_delete((Sparse *)cell, entry);
  }
}

bool object_truncate_elements(Vm *vm, Object *o, uint32_t length, uint32_t *stopped_at) {
  Cell *cell = elements_cell(vm, o);
  *stopped_at = length;
  if (!cell) return true;
  if (cell_type(cell) == CELL_SPARSE) {
    sparse_truncate((Sparse *)cell, length, stopped_at);
  } else if (length == 0) {
    o->elements = slot_none();
  } else if (cell_type(cell) == CELL_ELEMENTS) {
    slots_clear((Elements *)cell, length);
  } else {
    Doubles *d = (Doubles *)cell;
    d->length = u32_min(d->length, length);
  }
  return true;
}

bool object_reserve_elements(Vm *vm, Object *o, uint32_t capacity) {
  Cell *cell = elements_cell(vm, o);
  if (capacity == 0 || capacity > RESERVE_MAX || !may_be_dense(vm, o)) return true;
  if (!cell) {
    if (shape_flags(object_shape_raw(vm, o)) & SHAPE_PROTOTYPE) vm->prototypes_have_elements = true;
    Elements *e = elements_new(vm, capacity);
    if (e) slot_store_cell(vm, o, &o->elements, e);
    return e != NULL;
  }
  if (cell_type(cell) == CELL_ELEMENTS && ((Elements *)cell)->capacity < capacity)
    return elements_grow(vm, o, (Elements *)cell, capacity) != NULL;
  if (cell_type(cell) == CELL_DOUBLES && ((Doubles *)cell)->capacity < capacity)
    return doubles_grow(vm, o, (Doubles *)cell, capacity) != NULL;
  return true;
}

/* --- copying many --- */

bool object_elements_are_packed(Vm *vm, Object *o, uint32_t begin, uint32_t end) {
  const Cell *cell = elements_cell(vm, o);
  if (begin >= end) return true;
  if (!cell || cell_type(cell) == CELL_SPARSE || object_elements_end(vm, o) < end) return false;
  if (cell_type(cell) == CELL_ELEMENTS) {
    for (uint32_t i = begin; i < end; i++)
      if (((const Elements *)cell)->items[i].bits == slot_hole().bits) return false;
    return true;
  }
  for (uint32_t i = begin; i < end; i++)
    if (is_double_hole(((const Doubles *)cell)->items[i])) return false;
  return true;
}

static MUST_USE bool append_to_doubles(Vm *vm, Object *to, uint32_t at, const Doubles *from,
                                       uint32_t begin, uint32_t count) {
  Doubles *d = slot_cell(vm, to->elements);
  if (!d) {
    d = doubles_new(vm, at + count);
    if (!d) return false;
    slot_store_cell(vm, to, &to->elements, d);
  } else if (d->capacity < at + count) {
    d = doubles_grow(vm, to, d, grown_capacity(d->capacity, at + count));
    if (!d) return false;
  }
  for (uint32_t i = d->length; i < at; i++) d->items[i] = double_hole();
  memcpy(d->items + at, from->items + begin, count * sizeof(double));
  d->length = at + count;
  return true;
}

/* The slots of `to`, with room below `end`; doubles are converted. */
static Elements *slots_with_room(Vm *vm, Object *to, uint32_t end) {
  Cell *cell = elements_cell(vm, to);
  if (!cell) {
    Elements *e = elements_new(vm, end);
    if (e) slot_store_cell(vm, to, &to->elements, e);
    return e;
  }
  Elements *e = cell_type(cell) == CELL_DOUBLES ? doubles_to_slots(vm, to, (Doubles *)cell)
                                                : (Elements *)cell;
  if (!e || e->capacity >= end) return e;
  return elements_grow(vm, to, e, grown_capacity(e->capacity, end));
}

static bool any_double(const Slot *items, uint32_t count) {
  uint32_t found = 0;
  for (uint32_t i = 0; i < count; i++) found |= slot_is_double(items[i]);
  return found;
}

static MUST_USE bool append_to_slots(Vm *vm, Object *to, uint32_t at, Object *from, uint32_t begin,
                                     uint32_t count) {
  Elements *e = slots_with_room(vm, to, at + count);
  if (!e) return false;
  const Elements *source = object_dense(vm, from);
  for (uint32_t i = e->length; i < at; i++) e->items[i] = slot_hole();
  e->length = at;
  if (source && !any_double(source->items + begin, count)) { /* OPT: slots without boxes */
    memcpy(e->items + at, source->items + begin, count * sizeof(Slot));
    e->length = at + count;
    write_barrier(vm, e, value_none());
    keep_alive(source);
    return true;
  }
  for (uint32_t i = 0; i < count; i++) {
    if (source) slot_copy(vm, e, &e->items[at + i], source->items[begin + i]);
    else {
      Value value = object_get_element(vm, from, begin + i);
      slot_store(vm, e, &e->items[at + i], value_is_none(value) ? value_hole(vm) : value);
    }
    e->length = at + i + 1;
  }
  keep_alive(source);
  return true;
}

bool object_append_elements(Vm *vm, Object *to, uint32_t at, Object *from, uint32_t begin,
                            uint32_t count, bool *done) {
  const Cell *source = elements_cell(vm, from), *target = elements_cell(vm, to);
  *done = false;
  if (count == 0) return *done = true;
  if (to == from || !source || cell_type(source) == CELL_SPARSE) return true;
  if ((target && cell_type(target) == CELL_SPARSE) || !may_be_dense(vm, to)) return true;
  if (shape_flags(object_shape_raw(vm, to)) & SHAPE_PROTOTYPE) return true;
  uint32_t end = object_elements_end(vm, to);
  if (end > at || at - end > SPARSE_GAP || count > RESERVE_MAX || at > RESERVE_MAX) return true;
  *done = true;
  if (cell_type(source) == CELL_DOUBLES && (!target || cell_type(target) == CELL_DOUBLES))
    return append_to_doubles(vm, to, at, (const Doubles *)source, begin, count);
  return append_to_slots(vm, to, at, from, begin, count);
}

/* --- many values at once --- */

bool object_append_values(Vm *vm, Object *o, const Value *values, uint32_t count) {
  if (count == 0) return true;
  Elements *e = slots_with_room(vm, o, object_elements_end(vm, o) + count);
  if (!e) return false;
  for (uint32_t i = 0; i < count; i++) {
    slot_store(vm, e, &e->items[e->length], values[i]);
    e->length++;
  }
  return true;
}

static void slots_fill(Vm *vm, Elements *e, uint32_t begin, uint32_t end, Value value) {
  for (uint32_t i = begin; i < end; i++) (void)slot_store_in_place(vm, e, &e->items[i], value);
  e->length = u32_max(e->length, end);
}

bool object_fill_elements(Vm *vm, Object *o, uint32_t begin, uint32_t end, Value value) {
  if (begin >= end) return true;
  TRY(object_put_element(vm, o, begin, value)); /* decides on the kind of a first element */
  TRY(object_reserve_elements(vm, o, end));
  Cell *cell = elements_cell(vm, o);
  Slot needs_no_box = slot_none();
  if (cell_type(cell) == CELL_ELEMENTS && ((Elements *)cell)->capacity >= end &&
      slot_store_in_place(vm, cell, &needs_no_box, value)) {
    slots_fill(vm, (Elements *)cell, begin, end, value);
    return true;
  }
  for (uint32_t i = begin; i < end; i++) TRY(object_put_element(vm, o, i, value));
  return true;
}
