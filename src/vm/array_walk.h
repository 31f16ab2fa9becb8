/* SPDX-License-Identifier: MIT */
/* array_walk.h: the registers of an iterator record, and the fast step of a walk over an array.
 *
 * Where nobody could see the iterator of an array, it is not made (iteration.c): the record is then
 *
 *   RECORD_ITERATOR  the array
 *   RECORD_NEXT      the next index, a number
 *   RECORD_DONE      the uninitialised mark; true: at the end
 *
 * The step here is for elements that are plain slots; every other is iteration.c's. */
#ifndef VM_ARRAY_WALK_H
#define VM_ARRAY_WALK_H

#include "vm/interpreter.h"

enum { RECORD_ITERATOR, RECORD_NEXT, RECORD_DONE };

/* ITERATION_VALUE: *out is the element, and the record stands behind it. ITERATION_DONE: the walk has
 * ended. ITERATION_GENERAL: nothing has been done, this is a case for iteration.c. Runs nothing. */
static inline IterationOutcome array_walk_step(Vm *vm, Value *record, Value *out) {
  if (likely(value_is_uninitialised(vm, record[RECORD_DONE]) &&
             value_is_int(record[RECORD_NEXT]))) {
    Array *array = value_as_array(record[RECORD_ITERATOR]);
    uint32_t index = (uint32_t)value_as_int(record[RECORD_NEXT]);
    if (index >= array->length) {
      record[RECORD_DONE] = value_bool(vm, true);
      return ITERATION_DONE;
    }
    if (likely(!slot_is_none(array->base.elements))) {
      Elements *elements = slot_cell_present(vm, array->base.elements);
      if (likely(cell_type(elements) == CELL_ELEMENTS && index < elements->length &&
                 elements->items[index].bits != OFFSET_HOLE)) {
        record[RECORD_NEXT] = value_int((int32_t)index + 1);
        *out = slot_load(vm, elements->items[index]);
        return ITERATION_VALUE;
      }
    }
  }
  return ITERATION_GENERAL;
}

#endif
