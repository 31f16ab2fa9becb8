/* SPDX-License-Identifier: MIT */
/* array_dense.h: the guards of the fast paths of the array builtins.
 *
 * A fast path must do what the steps of the specification would, unobserved. A *plain* array is an
 * Array object whose elements are dense (so all writable, enumerable and configurable, without
 * accessors) in a realm where no prototype has elements: a hole reads as undefined and nothing runs
 * when an element is read, written or deleted. An *open* array is plain, extensible and has a
 * writable length. Both can end at any call that may run JavaScript: ask again after each. */
#ifndef BUILTINS_ARRAY_DENSE_H
#define BUILTINS_ARRAY_DENSE_H

#include "builtins/loop.h"
#include "ops/iterate.h"

static inline bool elements_are_dense(Vm *vm, const Object *o) {
  const Cell *cell = slot_cell(vm, o->elements);
  return !cell || cell_type(cell) == CELL_ELEMENTS || cell_type(cell) == CELL_DOUBLES;
}

/* See above. */
static inline bool array_is_plain(Vm *vm, const Object *o) {
  return cell_type(o) == CELL_ARRAY && !vm->prototypes_have_elements && elements_are_dense(vm, o);
}
/* See above. */
static inline bool array_is_open(Vm *vm, const Object *o) {
  return array_is_plain(vm, o) && object_is_extensible(vm, o) &&
         array_length_is_writable(vm, (const Array *)o);
}

/* Element k of an Array or an ordinary object where it is there as a plain data property: then no
 * step of the specification could see anything else. False: the general path must look. */
static inline bool element_if_plain(Vm *vm, Object *o, double k, Value *out) {
  CellType type = cell_type(o);
  if (unlikely(type != CELL_ARRAY && type != CELL_OBJECT)) return false;
  const Cell *cell = slot_cell(vm, o->elements);
  if (!cell) return false;
  if (cell_type(cell) == CELL_ELEMENTS) {
    const Elements *elements = (const Elements *)cell;
    if (!(k < elements->length)) return false;
    *out = slot_load(vm, elements->items[(uint32_t)k]);
    return !value_is_hole(vm, *out);
  }
  if (cell_type(cell) != CELL_DOUBLES || !(k < ((const Doubles *)cell)->length)) return false;
  *out = object_get_element(vm, o, (uint32_t)k);
  return !value_is_none(*out);
}

/* Get(o, k)   OPT: plain elements are read without a look at property keys. */
MUST_USE static inline bool get_element(Vm *vm, Object *o, double k, Value *out) {
  if (likely(element_if_plain(vm, o, k, out))) return true;
  return get_index(vm, o, k, out);
}

/* HasProperty(o, k), then Get(o, k) if so.   OPT: as above. */
MUST_USE static inline bool get_element_if_present(Vm *vm, Object *o, double k, bool *present,
                                                   Value *out) {
  *present = true;
  if (likely(element_if_plain(vm, o, k, out))) return true;
  TRY(has_property_index(vm, o, k, present));
  if (!*present) return true;
  return get_index(vm, o, k, out);
}

/* The first index from k on that HasProperty may be true for, or len: an array has nothing behind
 * its last element, so a loop that skips absent elements may end there.   OPT */
static inline double skip_absent_tail(Vm *vm, Object *o, double k, double len) {
  if (cell_type(o) != CELL_ARRAY || vm->prototypes_have_elements) return k;
  return k >= object_elements_end(vm, o) ? len : k;
}
/* The same for loops downwards: k, or the last index that may be present (-1: none).   OPT */
static inline double skip_absent_head(Vm *vm, Object *o, double k) {
  if (cell_type(o) != CELL_ARRAY || vm->prototypes_have_elements) return k;
  double end = object_elements_end(vm, o);
  return k >= end ? end - 1 : k;
}

/* CreateDataPropertyOrThrow(o, k, value)   OPT: appending to an open array. */
MUST_USE static inline bool create_element(Vm *vm, Object *o, double k, Value value) {
  if (likely(cell_type(o) == CELL_ARRAY && ((Array *)o)->length == k && k < UINT32_MAX &&
             elements_are_dense(vm, o) && object_is_extensible(vm, o) &&
             array_length_is_writable(vm, (Array *)o)))
    return array_push(vm, (Array *)o, value);
  return create_data_property_or_throw_index(vm, o, k, value);
}

/* Set(o, "length", length, true) */
MUST_USE static inline bool set_length(Vm *vm, Object *o, double length) {
  const Array *array = (const Array *)o;
  if (cell_type(o) == CELL_ARRAY && array->length == length && array_length_is_writable(vm, array))
    return true; /* OPT: it has that length already */
  return set(vm, o, vm->names.length, value_number(length), true);
}

/* Array `to`, just made with ArrayCreate(count), gets elements [from, from + count) of a plain array;
 * holes stay holes. *done is false, and nothing changed, where that is not how things are. */
MUST_USE bool dense_copy(Vm *vm, Object *source, double from, double count, Object *to, bool *done);
/* The open array `to`, of length `at`, gets the first `count` elements of a plain array appended, and
 * is longer by that. The same for *done. */
MUST_USE bool dense_append(Vm *vm, Object *source, double count, Object *to, double at, bool *done);

#endif
