/* SPDX-License-Identifier: MIT */
/* iterate.c: operations on iterator objects (#sec-operations-on-iterator-objects).
 *
 * A record is done once its next method has thrown or said so; a done record is never closed.
 * builtin_iterator.c has the steps of iterators whose next method nobody has replaced. */
#include "ops/iterate.h"

/* Room for a value in a message. */
#define DESCRIPTION_SIZE 128

static bool throw_about(Vm *vm, ErrorId id, Value v) {
  char text[DESCRIPTION_SIZE];
  return throw_type_error(vm, id, value_describe(vm, v, text, sizeof text));
}

/* The @@iterator or @@asyncIterator method of any value, nullish ones included; undefined if there
 * is none. A value that is there but can't be called counts as none: both make "not iterable". */
static bool get_iterator_method(Vm *vm, Value v, SymbolId symbol, Value *out) {
  *out = value_undefined(vm);
  if (value_is_nullish(vm, v)) return true;
  TRY(get_v(vm, v, key_from_symbol(vm->symbols[symbol]), out));
  if (value_is_null(vm, *out)) *out = value_undefined(vm);
  return true;
}

/* GetIteratorDirect ( obj )   #sec-getiteratordirect */
bool get_iterator_direct(Vm *vm, Object *o, IteratorRecord *out) {
  out->iterator = value_cell(o);
  out->done = false;
  return get(vm, o, vm->names.next, &out->next);
}

/* GetIteratorFromMethod ( obj, method )   #sec-getiteratorfrommethod */
bool get_iterator_from_method(Vm *vm, Value v, Value method, IteratorRecord *out) {
  Value iterator;
  bool is_builtin; /* OPT: no call for arrays and their like */
  TRY(builtin_iterator_for(vm, v, method, &is_builtin, &iterator));
  if (!is_builtin) TRY(call_function(vm, method, v, NULL, 0, &iterator));
  if (!value_is_object(iterator))
    return throw_type_error(vm, ERROR_ITERATOR_NOT_OBJECT, "Symbol.iterator");
  return get_iterator_direct(vm, value_as_object(iterator), out);
}

/* CreateAsyncFromSyncIterator ( syncIteratorRecord )   #sec-createasyncfromsynciterator
 * target: the sync iterator; data[0]: its next method. The methods are the builtin prototype's. */
bool create_async_from_sync_iterator(Vm *vm, const IteratorRecord *sync, IteratorRecord *out) {
  Value wrapper;
  TRY(builtin_iterator_new(vm, INTRINSIC_ASYNC_FROM_SYNC_ITERATOR_PROTOTYPE, ITERATOR_FROM_SYNC, 0,
                           sync->iterator, &wrapper));
  IteratorObject *iterator = (IteratorObject *)value_as_cell(wrapper);
  slot_store(vm, iterator, &iterator->data[0], sync->next);
  return get_iterator_direct(vm, &iterator->base, out);
}

static bool find_async_iterator(Vm *vm, Value v, bool *found, IteratorRecord *out) {
  Value method;
  IteratorRecord sync;
  TRY(get_iterator_method(vm, v, SYMBOL_ASYNC_ITERATOR, &method));
  *found = value_is_callable(vm, method);
  if (*found) return get_iterator_from_method(vm, v, method, out);
  if (!value_is_undefined(vm, method)) return true;
  TRY(get_iterator_method(vm, v, SYMBOL_ITERATOR, &method));
  *found = value_is_callable(vm, method);
  if (!*found) return true;
  TRY(get_iterator_from_method(vm, v, method, &sync));
  return create_async_from_sync_iterator(vm, &sync, out);
}

bool find_iterator(Vm *vm, Value v, IteratorKind kind, bool *found, IteratorRecord *out) {
  Value method;
  if (kind == ITERATOR_ASYNC) return find_async_iterator(vm, v, found, out);
  TRY(get_iterator_method(vm, v, SYMBOL_ITERATOR, &method));
  *found = value_is_callable(vm, method);
  return !*found || get_iterator_from_method(vm, v, method, out);
}

/* GetIterator ( obj, kind )   #sec-getiterator */
bool get_iterator(Vm *vm, Value v, IteratorKind kind, IteratorRecord *out) {
  bool found;
  TRY(find_iterator(vm, v, kind, &found, out));
  if (found) return true;
  return throw_about(vm, kind == ITERATOR_ASYNC ? ERROR_NOT_ASYNC_ITERABLE : ERROR_NOT_ITERABLE, v);
}

/* GetIteratorFlattenable ( obj, primitiveHandling )   #sec-getiteratorflattenable */
bool get_iterator_flattenable(Vm *vm, Value v, bool accept_strings, IteratorRecord *out) {
  Value method, iterator = v;
  if (!value_is_object(v) && !(accept_strings && value_is_string(v)))
    return throw_about(vm, ERROR_NOT_OBJECT, v);
  TRY(get_method(vm, v, key_from_symbol(vm->symbols[SYMBOL_ITERATOR]), &method));
  if (!value_is_undefined(vm, method)) TRY(call_function(vm, method, v, NULL, 0, &iterator));
  if (!value_is_object(iterator)) return throw_about(vm, ERROR_NOT_OBJECT, iterator);
  return get_iterator_direct(vm, value_as_object(iterator), out);
}

/* IteratorNext ( iteratorRecord )   #sec-iteratornext */
bool iterator_next(Vm *vm, IteratorRecord *record, Object **out) {
  Value result;
  record->done = true; /* unless we get past here */
  TRY(call_function(vm, record->next, record->iterator, NULL, 0, &result));
  if (!value_is_object(result)) return throw_about(vm, ERROR_ITERATOR_RESULT_NOT_OBJECT, result);
  record->done = false;
  *out = value_as_object(result);
  return true;
}

/* IteratorComplete ( iteratorResult )   #sec-iteratorcomplete */
bool iterator_complete(Vm *vm, Object *result, bool *out) {
  Value done;
  TRY(get(vm, result, vm->names.done, &done));
  *out = to_boolean(vm, done);
  return true;
}

/* IteratorValue ( iteratorResult )   #sec-iteratorvalue */
bool iterator_value(Vm *vm, Object *result, Value *out) {
  return get(vm, result, vm->names.value, out);
}

/* IteratorStepValue ( iteratorRecord )   #sec-iteratorstepvalue */
bool iterator_step_value(Vm *vm, IteratorRecord *record, bool *done, Value *out) {
  if (iterator_is_builtin(vm, record->iterator, record->next)) {
    /* OPT: no call, no result object */
    record->done = true;
    TRY(builtin_iterator_step(vm, (IteratorObject *)value_as_cell(record->iterator), done, out));
    record->done = *done;
    return true;
  }
  Object *result;
  TRY(iterator_next(vm, record, &result));
  record->done = true;
  TRY(iterator_complete(vm, result, done));
  if (*done) return true;
  TRY(iterator_value(vm, result, out));
  record->done = false;
  return true;
}

/* IteratorClose ( iteratorRecord, NormalCompletion )   #sec-iteratorclose */
bool iterator_close(Vm *vm, const IteratorRecord *record) {
  Value method, result;
  TRY(get_method(vm, record->iterator, vm->names.return_, &method));
  if (value_is_undefined(vm, method)) return true;
  TRY(call_function(vm, method, record->iterator, NULL, 0, &result));
  return value_is_object(result) || throw_about(vm, ERROR_ITERATOR_RESULT_NOT_OBJECT, result);
}

/* IteratorClose ( iteratorRecord, ThrowCompletion )   #sec-iteratorclose */
bool iterator_close_throwing(Vm *vm, const IteratorRecord *record) {
  Value method, result, exception = exception_take(vm);
  bool ok = get_method(vm, record->iterator, vm->names.return_, &method) &&
            (value_is_undefined(vm, method) ||
             call_function(vm, method, record->iterator, NULL, 0, &result));
  if (!ok) exception_take(vm);
  return throw_value(vm, exception);
}

/* The realm's first result object, whose shape all others share. */
static bool create_first_iterator_result(Vm *vm, Value value, bool done, Value *out) {
  Object *o = object_new(vm, 2);
  TRY(o);
  TRY(object_put_own(vm, o, vm->names.value, value, PROPERTY_DEFAULT));
  TRY(object_put_own(vm, o, vm->names.done, value_bool(vm, done), PROPERTY_DEFAULT));
  Shape *shape = object_shape_raw(vm, o);
  if (!shape_is_unique(shape) && shape->inline_capacity >= 2)
    slot_store_cell(vm, vm->realm, &vm->realm->iterator_result_shape, shape);
  *out = value_cell(o);
  return true;
}

/* CreateIteratorResultObject ( value, done )   #sec-createiterresultobject
 * OPT: the realm's shape has both properties already. */
bool create_iterator_result(Vm *vm, Value value, bool done, Value *out) {
  Shape *shape = slot_cell(vm, vm->realm->iterator_result_shape);
  if (unlikely(!shape)) return create_first_iterator_result(vm, value, done, out);
  uint32_t capacity = shape->inline_capacity;
  size_t size = OBJECT_INLINE_OFFSET + capacity * sizeof(Slot);
  Object *o = heap_allocate_headed(vm, CELL_OBJECT, shape->index, size);
  if (unlikely(!o)) return throw_out_of_memory(vm);
  slot_store(vm, o, object_slot(vm, o, 0, capacity), value);
  slot_store(vm, o, object_slot(vm, o, 1, capacity), value_bool(vm, done));
  *out = value_cell(o);
  return true;
}

/* IteratorToList ( iteratorRecord )   #sec-iteratortolist, after GetIterator */
bool iterate_to_list(Vm *vm, Value iterable, RootVec *out) {
  IteratorRecord record;
  TRY(get_iterator(vm, iterable, ITERATOR_SYNC, &record));
  for (;;) {
    bool done;
    Value value;
    TRY(iterator_step_value(vm, &record, &done, &value));
    if (done) return true;
    TRY(roots_push(vm, out, value));
  }
}
