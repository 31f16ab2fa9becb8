/* SPDX-License-Identifier: MIT */
/* iteration.c: for-of, destructuring: the instructions on iterator records.
 *
 * A record is three registers: iterator, next, done. Where the iterator is built in and its next is
 * the builtin one, GET_ITERATOR puts the uninitialised mark into `done` instead of false: nobody can
 * see whether next is called, so the instructions step the iterator themselves.
 *
 * OPT: of an array whose iterator would be such a one, nobody can see the iterator either. The record
 * is then the array, the next index (a number) and the mark, and the iterator is made only if it
 * must be closed and somebody has given array iterators a `return`. */
#include "vm/array_walk.h"
#include "vm/operand_text.h"
#include "vm/slow.h"

static bool is_stepped_here(Vm *vm, const Value *record) {
  return value_is_uninitialised(vm, record[RECORD_DONE]);
}

static bool is_array_walk(Vm *vm, const Value *record) {
  return is_stepped_here(vm, record) && value_is_number(record[RECORD_NEXT]);
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
  Value *out = &r[OPERAND_A(pc)], iterable = r[OPERAND_B(pc)];
  if (!OPERAND_C(pc) && array_iterates_plainly(vm, iterable)) {
    out[RECORD_ITERATOR] = iterable;
    out[RECORD_NEXT] = value_int(0);
    out[RECORD_DONE] = value_uninitialised(vm);
    return true;
  }
  TRY(operand_iterator(vm, pc, r, iterable, ITERATOR_SYNC, &record));
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

static bool step_array_walk(Vm *vm, Value *record, bool *done, Value *out) {
  Array *array = value_as_array(record[RECORD_ITERATOR]);
  double index = value_as_number(record[RECORD_NEXT]);
  record[RECORD_DONE] = value_bool(vm, true);
  *done = index >= array->length;
  if (*done) return true;
  record[RECORD_NEXT] = value_number(index + 1);
  TRY(get_index(vm, &array->base, index, out));
  record[RECORD_DONE] = value_uninitialised(vm);
  return true;
}

/* Steps a builtin iterator; it is done while it steps, and when that throws. */
static bool step_builtin(Vm *vm, Value *record, bool *done, Value *out) {
  if (is_array_walk(vm, record)) return step_array_walk(vm, record, done, out);
  record[RECORD_DONE] = value_bool(vm, true);
  IteratorObject *iterator = (IteratorObject *)(void *)value_as_cell(record[RECORD_ITERATOR]);
  TRY(builtin_iterator_step(vm, iterator, done, out));
  record[RECORD_DONE] = *done ? value_bool(vm, true) : value_uninitialised(vm);
  return true;
}

IterationOutcome iterator_next_fast(Vm *vm, const uint32_t *pc, Value *r) {
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

/* The iterator that a walk over an array stands for. */
static bool make_walks_iterator(Vm *vm, Value *record) {
  double index = value_as_number(record[RECORD_NEXT]);
  TRY(array_iterator_at(vm, record[RECORD_ITERATOR], index, &record[RECORD_ITERATOR]));
  record[RECORD_NEXT] = value_undefined(vm); /* closing has no use for it */
  return true;
}

const uint32_t *iterator_value_given(Vm *vm, const uint32_t *pc, Value *r, Value value, bool done) {
  if (done) return pc + (int32_t)pc[1];
  r[OPERAND_A(pc)] = value;
  r[OPERAND_B(pc) + RECORD_DONE] = value_bool(vm, false);
  return pc + opcode_length[OPCODE_ITERATOR_VALUE];
}

bool slow_iterator_close(Vm *vm, const uint32_t *pc, Value *r) {
  Value *registers = &r[OPERAND_A(pc)];
  if (value_is_true(vm, registers[RECORD_DONE])) return true;
  if (is_array_walk(vm, registers)) {
    if (array_iterators_close_plainly(vm)) {
      registers[RECORD_DONE] = value_bool(vm, true);
      return true;
    }
    TRY(make_walks_iterator(vm, registers));
  }
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
