/* SPDX-License-Identifier: MIT */
/* iterator_consume.c: the methods of Iterator.prototype that run the iterator to its end, or to the
 * answer. */
#include "builtins/iterator_helpers.h"
#include "builtins/loop.h"
#include "ops/compare.h"

#include <math.h>

/* The next value of an iterator and what the function says to it; an exception of the function
 * closes the iterator. */
static bool step_and_call(Vm *vm, const Call *call, IteratorRecord *iterated, double counter,
                          bool *done, Value *value, Value *result) {
  TRY(loop_turn(vm, counter));
  TRY(iterator_step_value(vm, iterated, done, value));
  if (*done) return true;
  Value arguments[] = {*value, value_number(counter)};
  if (call_function(vm, call->args[0], value_undefined(vm), arguments, 2, result)) return true;
  return iterator_close_throwing(vm, iterated);
}

/* Iterator.prototype.every ( predicate )   #sec-iterator.prototype.every */
bool iterator_prototype_every(Vm *vm, Call *call) {
  IteratorRecord iterated;
  TRY(iterated_with_function(vm, call, "Iterator.prototype.every", &iterated));
  for (double counter = 0;; counter++) {
    bool done;
    Value value, result;
    TRY(step_and_call(vm, call, &iterated, counter, &done, &value, &result));
    if (done) return call_return_bool(vm, call, true);
    if (to_boolean(vm, result)) continue;
    TRY(iterator_close(vm, &iterated));
    return call_return_bool(vm, call, false);
  }
}

/* Iterator.prototype.find ( predicate )   #sec-iterator.prototype.find */
bool iterator_prototype_find(Vm *vm, Call *call) {
  IteratorRecord iterated;
  TRY(iterated_with_function(vm, call, "Iterator.prototype.find", &iterated));
  for (double counter = 0;; counter++) {
    bool done;
    Value value, result;
    TRY(step_and_call(vm, call, &iterated, counter, &done, &value, &result));
    if (done) return true;
    if (!to_boolean(vm, result)) continue;
    TRY(iterator_close(vm, &iterated));
    return call_return(call, value);
  }
}

/* Iterator.prototype.forEach ( procedure )   #sec-iterator.prototype.foreach */
bool iterator_prototype_for_each(Vm *vm, Call *call) {
  IteratorRecord iterated;
  TRY(iterated_with_function(vm, call, "Iterator.prototype.forEach", &iterated));
  for (double counter = 0;; counter++) {
    bool done;
    Value value, result;
    TRY(step_and_call(vm, call, &iterated, counter, &done, &value, &result));
    if (done) return true;
  }
}

/* The second argument of includes: how many elements to pass over. Errors close the iterator. */
static bool to_skipped(Vm *vm, const IteratorRecord *iterated, Value v, double *out) {
  char text[128];
  *out = 0;
  if (value_is_undefined(vm, v)) return true;
  *out = value_is_number(v) ? value_as_number(v) : NAN;
  value_describe(vm, v, text, sizeof text);
  if (*out != trunc(*out)) throw_type_error(vm, ERROR_NOT_INTEGER, text);
  else if (*out < 0 || (*out > MAX_SAFE_LENGTH && !isinf(*out)))
    throw_range_error(vm, ERROR_INVALID_COUNT, text);
  else return true;
  return iterator_close_throwing(vm, iterated);
}

/* Iterator.prototype.includes ( searchElement [ , skippedElements ] )
 * #sec-iterator.prototype.includes */
bool iterator_prototype_includes(Vm *vm, Call *call) {
  IteratorRecord iterated;
  double skipped;
  TRY(iterated_of_this(vm, call, "Iterator.prototype.includes", &iterated));
  TRY(to_skipped(vm, &iterated, call_arg(vm, call, 1), &skipped));
  TRY(get_iterator_direct(vm, value_as_object(call->this_value), &iterated));
  for (double counter = 0;; counter++) {
    bool done, same;
    Value value;
    TRY(loop_turn(vm, counter));
    TRY(iterator_step_value(vm, &iterated, &done, &value));
    if (done) return call_return_bool(vm, call, false);
    if (counter < skipped) continue;
    TRY(same_value_zero(vm, value, call_arg(vm, call, 0), &same));
    if (!same) continue;
    TRY(iterator_close(vm, &iterated));
    return call_return_bool(vm, call, true);
  }
}

/* The first argument of join. Errors close the iterator. */
static bool to_separator(Vm *vm, const IteratorRecord *iterated, Value v, String **out) {
  *out = vm->single_unit_strings[','];
  return value_is_undefined(vm, v) || to_string(vm, v, out) ||
         iterator_close_throwing(vm, iterated);
}

/* Appends all values, or as many as there is room for; an exception of a conversion closes the
 * iterator. */
static bool join_values(Vm *vm, StringBuilder *builder, IteratorRecord *iterated,
                        String *separator) {
  for (double counter = 0; !builder->failed; counter++) {
    bool done;
    Value value;
    String *text;
    TRY(loop_turn(vm, counter));
    TRY(iterator_step_value(vm, iterated, &done, &value));
    if (done) return true;
    if (counter > 0) string_builder_string(builder, separator);
    if (value_is_nullish(vm, value)) continue;
    if (!to_string(vm, value, &text)) return iterator_close_throwing(vm, iterated);
    string_builder_string(builder, text);
  }
  return true;
}

/* Iterator.prototype.join ( separator )   #sec-iterator.prototype.join */
bool iterator_prototype_join(Vm *vm, Call *call) {
  IteratorRecord iterated;
  String *separator, *result;
  StringBuilder builder;
  TRY(iterated_of_this(vm, call, "Iterator.prototype.join", &iterated));
  TRY(to_separator(vm, &iterated, call_arg(vm, call, 0), &separator));
  TRY(get_iterator_direct(vm, value_as_object(call->this_value), &iterated));
  string_builder_init(&builder, vm);
  if (!join_values(vm, &builder, &iterated, separator)) {
    string_builder_destroy(&builder);
    return false;
  }
  bool full = builder.failed;
  result = string_builder_finish(&builder);
  if (full) return iterator_close_throwing(vm, &iterated);
  return result && call_return_cell(call, result);
}

/* Iterator.prototype.reduce ( reducer [ , initialValue ] )   #sec-iterator.prototype.reduce */
bool iterator_prototype_reduce(Vm *vm, Call *call) {
  IteratorRecord iterated;
  Value accumulator = call_arg(vm, call, 1);
  double counter = 0;
  bool done;
  TRY(iterated_with_function(vm, call, "Iterator.prototype.reduce", &iterated));
  if (call->argc < 2) {
    TRY(iterator_step_value(vm, &iterated, &done, &accumulator));
    if (done) return throw_type_error(vm, ERROR_REDUCE_EMPTY);
    counter = 1;
  }
  for (;; counter++) {
    Value value;
    TRY(loop_turn(vm, counter));
    TRY(iterator_step_value(vm, &iterated, &done, &value));
    if (done) return call_return(call, accumulator);
    Value arguments[] = {accumulator, value, value_number(counter)};
    if (!call_function(vm, call->args[0], value_undefined(vm), arguments, 3, &accumulator))
      return iterator_close_throwing(vm, &iterated);
  }
}

/* Iterator.prototype.some ( predicate )   #sec-iterator.prototype.some */
bool iterator_prototype_some(Vm *vm, Call *call) {
  IteratorRecord iterated;
  TRY(iterated_with_function(vm, call, "Iterator.prototype.some", &iterated));
  for (double counter = 0;; counter++) {
    bool done;
    Value value, result;
    TRY(step_and_call(vm, call, &iterated, counter, &done, &value, &result));
    if (done) return call_return_bool(vm, call, false);
    if (!to_boolean(vm, result)) continue;
    TRY(iterator_close(vm, &iterated));
    return call_return_bool(vm, call, true);
  }
}

/* Iterator.prototype.toArray ( )   #sec-iterator.prototype.toarray */
bool iterator_prototype_to_array(Vm *vm, Call *call) {
  IteratorRecord iterated;
  TRY(iterated_of_this(vm, call, "Iterator.prototype.toArray", &iterated));
  TRY(get_iterator_direct(vm, value_as_object(call->this_value), &iterated));
  Array *items = array_new(vm, 0);
  TRY(items);
  for (double k = 0;; k++) {
    bool done;
    Value value;
    TRY(loop_turn(vm, k));
    TRY(iterator_step_value(vm, &iterated, &done, &value));
    if (done) return call_return_cell(call, items);
    TRY(array_push(vm, items, value));
  }
}
