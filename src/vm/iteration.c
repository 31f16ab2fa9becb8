/* SPDX-License-Identifier: MIT */
/* iteration.c: for-of, for-in, destructuring: the instructions on iterator records.
 *
 * A record is three registers: iterator, next, done. Where the iterator is built in and its next is
 * the builtin one, GET_ITERATOR puts the uninitialised mark into `done` instead of false: nobody can
 * see whether next is called, so the instructions step the iterator themselves. */
#include "vm/operand_text.h"
#include "vm/slow.h"

enum { RECORD_ITERATOR, RECORD_NEXT, RECORD_DONE };

static bool is_stepped_here(Vm *vm, const Value *record) {
  return value_is_uninitialised(vm, record[RECORD_DONE]);
}

bool operand_iterator(Vm *vm, const uint32_t *pc, const Value *r, Value v, IteratorKind kind,
                      IteratorRecord *out) {
  bool found;
  char text[128];
  TRY(find_iterator(vm, v, kind, &found, out));
  if (found) return true;
  return throw_type_error(vm,
                          kind == ITERATOR_ASYNC ? ERROR_NOT_ASYNC_ITERABLE : ERROR_NOT_ITERABLE,
                          operand_text(vm, pc, r, v, text, sizeof text));
}

bool slow_get_iterator(Vm *vm, const uint32_t *pc, Value *r) {
  IteratorRecord record;
  TRY(operand_iterator(vm, pc, r, r[OPERAND_B(pc)], ITERATOR_SYNC, &record));
  Value *out = &r[OPERAND_A(pc)];
  bool builtin = iterator_is_builtin(vm, record.iterator, record.next);
  out[RECORD_ITERATOR] = record.iterator;
  out[RECORD_NEXT] = record.next;
  out[RECORD_DONE] = builtin ? value_uninitialised(vm) : value_bool(vm, false);
  return true;
}

bool slow_get_async_iterator(Vm *vm, const uint32_t *pc, Value *r) {
  IteratorRecord record;
  TRY(operand_iterator(vm, pc, r, r[OPERAND_B(pc)], ITERATOR_ASYNC, &record));
  Value *out = &r[OPERAND_A(pc)];
  out[RECORD_ITERATOR] = record.iterator;
  out[RECORD_NEXT] = record.next;
  out[RECORD_DONE] = value_bool(vm, false);
  return true;
}

/* Steps a builtin iterator; it is done while it steps, and when that throws. */
static bool step_builtin(Vm *vm, Value *record, bool *done, Value *out) {
  record[RECORD_DONE] = value_bool(vm, true);
  IteratorObject *iterator = (IteratorObject *)(void *)value_as_cell(record[RECORD_ITERATOR]);
  TRY(builtin_iterator_step(vm, iterator, done, out));
  record[RECORD_DONE] = *done ? value_bool(vm, true) : value_uninitialised(vm);
  return true;
}

int iterator_next_fast(Vm *vm, const uint32_t *pc, Value *r) {
  Value *record = &r[OPERAND_B(pc)];
  if (is_stepped_here(vm, record)) {
    bool done;
    Value value;
    if (!step_builtin(vm, record, &done, &value)) return ITERATION_THROW;
    if (done) return ITERATION_DONE;
    r[OPERAND_A(pc)] = value;
    return ITERATION_VALUE;
  }
  record[RECORD_DONE] = value_bool(vm, true);
  Value *window = &r[OPERAND_C(pc)];
  window[0] = record[RECORD_NEXT];
  window[1] = record[RECORD_ITERATOR];
  return ITERATION_GENERAL;
}

bool slow_check_object(Vm *vm, const uint32_t *pc, Value *r) {
  char text[96];
  return throw_type_error(vm, ERROR_ITERATOR_RESULT_NOT_OBJECT,
                          value_describe(vm, r[OPERAND_A(pc)], text, sizeof text));
}

bool slow_iterator_value(Vm *vm, const uint32_t *pc, Value *r) {
  Value result = r[OPERAND_C(pc)], *record = &r[OPERAND_B(pc)];
  if (!value_is_object(result)) {
    char text[96];
    return throw_type_error(vm, ERROR_ITERATOR_RESULT_NOT_OBJECT,
                            value_describe(vm, result, text, sizeof text));
  }
  Object *o = value_as_object(result);
  Shape *plain = slot_cell(vm, vm->realm->iterator_result_shape);
  if (likely(plain && o->header == (CELL_OBJECT | plain->index << 8))) {
    /* OPT: { value, done } as the engine makes it: two inline slots */
    const Slot *slots = (const Slot *)(o + 1);
    vm->condition = to_boolean(vm, slot_load(vm, slots[1]));
    if (vm->condition) return true;
    r[OPERAND_A(pc)] = slot_load(vm, slots[0]);
    record[RECORD_DONE] = value_bool(vm, false);
    return true;
  }
  TRY(iterator_complete(vm, o, &vm->condition));
  if (vm->condition) return true;
  TRY(iterator_value(vm, o, &r[OPERAND_A(pc)]));
  vm->condition = false;
  record[RECORD_DONE] = value_bool(vm, false);
  return true;
}

bool slow_iterator_close(Vm *vm, const uint32_t *pc, Value *r) {
  Value *registers = &r[OPERAND_A(pc)];
  if (value_is_true(vm, registers[RECORD_DONE])) return true;
  IteratorRecord record = {registers[RECORD_ITERATOR], registers[RECORD_NEXT], false};
  registers[RECORD_DONE] = value_bool(vm, true);
  if (pc[1] == 0) return iterator_close(vm, &record);
  vm->exception = value_undefined(vm);
  iterator_close_throwing(vm, &record);
  vm->exception = value_none();
  return true;
}

/* One step of a record in registers, with the specification's care for done. */
static bool step(Vm *vm, Value *registers, bool *done, Value *out) {
  if (is_stepped_here(vm, registers)) return step_builtin(vm, registers, done, out);
  IteratorRecord record = {registers[RECORD_ITERATOR], registers[RECORD_NEXT], false};
  registers[RECORD_DONE] = value_bool(vm, true);
  TRY(iterator_step_value(vm, &record, done, out));
  registers[RECORD_DONE] = value_bool(vm, *done);
  return true;
}

bool slow_iterator_step(Vm *vm, const uint32_t *pc, Value *r) {
  Value *registers = &r[OPERAND_B(pc)], value = value_undefined(vm);
  if (!value_is_true(vm, registers[RECORD_DONE])) {
    bool done;
    TRY(step(vm, registers, &done, &value));
    if (done) value = value_undefined(vm);
  }
  r[OPERAND_A(pc)] = value;
  return true;
}

bool slow_iterator_rest(Vm *vm, const uint32_t *pc, Value *r) {
  Value *registers = &r[OPERAND_B(pc)];
  Array *array = array_new(vm, 0);
  if (!array) return false;
  while (!value_is_true(vm, registers[RECORD_DONE])) {
    bool done;
    Value value;
    TRY(step(vm, registers, &done, &value));
    if (!done) TRY(array_push(vm, array, value));
  }
  r[OPERAND_A(pc)] = value_cell(array);
  return true;
}

/* --- for-in (#sec-for-in-iterator-objects): an INTERNAL record --- */

enum { FOR_IN_OBJECT, FOR_IN_KEYS, FOR_IN_POSITION, FOR_IN_VISITED, FOR_IN_FIELDS };

static bool enumerator_set_object(Vm *vm, Slots *e, Object *o) {
  RootVec keys;
  if (!root_vec_init(&keys, vm)) return throw_out_of_memory(vm);
  bool ok = object_own_property_keys(vm, o, KEYS_STRINGS, &keys);
  Array *array = ok ? array_from_values(vm, keys.items, (uint32_t)keys.count) : NULL;
  root_vec_destroy(&keys);
  if (!array) return false;
  slot_store_cell(vm, e, &e->items[FOR_IN_OBJECT], o);
  slot_store_cell(vm, e, &e->items[FOR_IN_KEYS], array);
  slot_store(vm, e, &e->items[FOR_IN_POSITION], value_int(0));
  return true;
}

bool slow_for_in_start(Vm *vm, const uint32_t *pc, Value *r) {
  Slots *e = slots_new(vm, CELL_INTERNAL, FOR_IN_FIELDS);
  if (!e) return false;
  Value v = r[OPERAND_B(pc)];
  if (!value_is_nullish(vm, v)) {
    Object *o;
    TRY(to_object(vm, v, &o));
    TRY(enumerator_set_object(vm, e, o));
  }
  r[OPERAND_A(pc)] = value_cell(e);
  return true;
}

/* The visited keys are kept only once there is a second object to go on with. */
static bool remember_keys(Vm *vm, Slots *e) {
  Object *visited = slot_cell(vm, e->items[FOR_IN_VISITED]);
  if (!visited) {
    visited = object_new_with_prototype(vm, value_null(vm), 0);
    if (!visited) return false;
    slot_store_cell(vm, e, &e->items[FOR_IN_VISITED], visited);
  }
  Array *keys = slot_cell_present(vm, e->items[FOR_IN_KEYS]);
  for (uint32_t i = 0; i < keys->length; i++) {
    PropertyKey key;
    TRY(to_property_key(vm, object_get_element(vm, &keys->base, i), &key));
    TRY(object_put_own(vm, visited, key, value_bool(vm, true), PROPERTY_DEFAULT));
  }
  return true;
}

/* Whether a key of the object under way is to be given out: still there, enumerable, not shadowed. */
static bool enumerator_accepts(Vm *vm, Slots *e, Value name, bool *out) {
  PropertyKey key;
  TRY(to_property_key(vm, name, &key));
  Object *visited = slot_cell(vm, e->items[FOR_IN_VISITED]);
  *out = false;
  if (visited) {
    OwnProperty own;
    TRY(object_get_own(vm, visited, key, &own));
    if (own.found) return true;
  }
  PropertyDescriptor d;
  TRY(object_get_own_property(vm, slot_cell_present(vm, e->items[FOR_IN_OBJECT]), key, out, &d));
  *out = *out && d.enumerable;
  return true;
}

/* Goes on with the prototype; *done when there is none. */
static bool enumerator_ascend(Vm *vm, Slots *e, bool *done) {
  Value prototype;
  TRY(object_get_prototype_of(vm, slot_cell_present(vm, e->items[FOR_IN_OBJECT]), &prototype));
  *done = !value_is_object(prototype);
  if (*done) return true;
  TRY(remember_keys(vm, e));
  return enumerator_set_object(vm, e, value_as_object(prototype));
}

bool for_in_next(Vm *vm, const uint32_t *pc, Value *r) {
  Slots *e = (Slots *)(void *)value_as_cell(r[OPERAND_B(pc)]);
  vm->condition = true;
  if (slot_is_none(e->items[FOR_IN_OBJECT])) return true;
  for (;;) {
    Array *keys = slot_cell_present(vm, e->items[FOR_IN_KEYS]);
    uint32_t position = (uint32_t)value_as_int(slot_load(vm, e->items[FOR_IN_POSITION]));
    for (; position < keys->length; position++) {
      Value name = object_get_element(vm, &keys->base, position);
      bool accepted;
      TRY(enumerator_accepts(vm, e, name, &accepted));
      if (!accepted) continue;
      slot_store(vm, e, &e->items[FOR_IN_POSITION], value_int((int32_t)position + 1));
      r[OPERAND_A(pc)] = name;
      vm->condition = false;
      return true;
    }
    bool done;
    TRY(enumerator_ascend(vm, e, &done));
    vm->condition = true;
    if (done) return true;
  }
}
