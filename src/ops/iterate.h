/* SPDX-License-Identifier: MIT */
/* iterate.h: operations on iterator objects (#sec-operations-on-iterator-objects). All run
 * JavaScript; false: exception. */
#ifndef OPS_ITERATE_H
#define OPS_ITERATE_H

#include "ops/call.h"

typedef struct IteratorRecord {
  Value iterator;
  Value next;
  bool done;
} IteratorRecord;

typedef enum IteratorKind { ITERATOR_SYNC, ITERATOR_ASYNC } IteratorKind;
MUST_USE bool get_iterator(Vm *vm, Value v, IteratorKind kind, IteratorRecord *out);
/* The same, but *found is false for what is not iterable: the caller says what that was. */
MUST_USE bool find_iterator(Vm *vm, Value v, IteratorKind kind, bool *found, IteratorRecord *out);
MUST_USE bool get_iterator_from_method(Vm *vm, Value v, Value method, IteratorRecord *out);
/* GetIteratorDirect */
MUST_USE bool get_iterator_direct(Vm *vm, Object *o, IteratorRecord *out);
/* CreateAsyncFromSyncIterator */
MUST_USE bool create_async_from_sync_iterator(Vm *vm, const IteratorRecord *sync,
                                              IteratorRecord *out);
/* GetIteratorFlattenable; accept_strings: iterate-string-primitives. */
MUST_USE bool get_iterator_flattenable(Vm *vm, Value v, bool accept_strings, IteratorRecord *out);
/* IteratorNext: *out is the result object. */
MUST_USE bool iterator_next(Vm *vm, IteratorRecord *record, Object **out);
MUST_USE bool iterator_complete(Vm *vm, Object *result, bool *out);
MUST_USE bool iterator_value(Vm *vm, Object *result, Value *out);
/* IteratorStepValue: *done, or *out. Has a fast path for unpatched array, map, set iterators. */
MUST_USE bool iterator_step_value(Vm *vm, IteratorRecord *record, bool *done, Value *out);
/* IteratorClose with a normal completion; false when return() threw or gave no object. */
MUST_USE bool iterator_close(Vm *vm, const IteratorRecord *record);
/* IteratorClose with the pending exception as completion: keeps it. Always false, for
 * `return iterator_close_throwing(…)`. */
bool iterator_close_throwing(Vm *vm, const IteratorRecord *record);
/* CreateIteratorResultObject */
MUST_USE bool create_iterator_result(Vm *vm, Value value, bool done, Value *out);
/* Whether `next` is the realm's own, unpatched next
 * method of the builtin iterator object `iterator` (array, string, map, set), so that
 * builtin_iterator_step may stand for calling it. Runs nothing. */
bool iterator_is_builtin(Vm *vm, Value iterator, Value next);
/* IteratorToList into roots. */
MUST_USE bool iterate_to_list(Vm *vm, Value iterable, RootVec *out);

/* Array iterators and their kin: CELL_ITERATOR. The builtins that make them share this layout. */
typedef struct IteratorObject {
  Object base;
  uint32_t kind;     /* ITERATOR_OF_ | what << 8 (ENUMERABLE_KEYS …) */
  uint32_t position; /* arrays: UINT32_MAX where data[0] holds a larger index */
  Slot target;       /* array, string, map, set, underlying iterator …; undefined: exhausted */
  Slot data[3];
} IteratorObject;
enum {
  ITERATOR_OF_ARRAY,
  ITERATOR_OF_STRING,
  ITERATOR_OF_MAP,
  ITERATOR_OF_SET,
  ITERATOR_OF_REGEXP,
  ITERATOR_HELPER,
  ITERATOR_WRAPPER,
  ITERATOR_FROM_SYNC,
};

/* A new iterator object over an array-like, string, map or set (`target` of the latter two is
 * their hash table, as iteration goes on). what: ENUMERABLE_KEYS … */
MUST_USE bool builtin_iterator_new(Vm *vm, IntrinsicId prototype, uint32_t kind, uint32_t what,
                                   Value target, Value *out);
/* Makes the iterator that calling v's @@iterator method would make, if v is an array, map, set or
 * string and the method is the current realm's own; otherwise *is_builtin is false. */
MUST_USE bool builtin_iterator_for(Vm *vm, Value v, Value method, bool *is_builtin, Value *out);
/* Whether GetIterator(v, sync) would only make an array iterator, whose next is the builtin one: then
 * nothing but the array and the index matters, and the iterator need not be made. Runs nothing. */
bool array_iterates_plainly(Vm *vm, Value v);
/* Whether array iterators have no `return` method, so that closing one does nothing. Runs nothing. */
bool array_iterators_close_plainly(Vm *vm);
/* The array iterator over the values of an array, standing at `index`. */
MUST_USE bool array_iterator_at(Vm *vm, Value array, double index, Value *out);
/* One step of an array, string, map or set iterator, without a result object: what its next method
 * does. `position` is the next index (map, set: the next entry of the hash table); `target` becomes
 * undefined at the end. May run JavaScript (getters of array-likes); false: exception. */
MUST_USE bool builtin_iterator_step(Vm *vm, IteratorObject *iterator, bool *done, Value *out);
/* All remaining steps in one: where the record is that of an unpatched iterator over the values of an
 * array without holes, appends them to `to`, an extensible array, and exhausts the iterator. *done is
 * false, and nothing happened, where it isn't. Runs no JavaScript. */
MUST_USE bool builtin_iterator_drain(Vm *vm, const IteratorRecord *record, Array *to, bool *done);

#endif
