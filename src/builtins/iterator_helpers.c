/* SPDX-License-Identifier: MIT */
/* iterator_helpers.c: the lazy methods of Iterator.prototype, Iterator.concat, and
 * %IteratorHelperPrototype%.
 *
 * The specification writes each as a generator's closure. Here a helper is an IteratorObject:
 *
 *   kind      ITERATOR_HELPER | HelperKind << 8
 *   position  HelperState
 *   target    the underlying iterator; undefined: Iterator.concat, or it has ended
 *   data[0]   its next method
 *   data[1]   the function; concat: SLOTS of (iterable, method) pairs;
 *             chunks and windows: an array, the chunk or window so far
 *   data[2]   the counter, or what remains to take or drop, or the size of chunks or windows;
 *             flatMap and concat: SLOTS of HELPER_ items
 *
 * and one step of each closure is a function. The inner iterator of flatMap and concat is none
 * between two of them. */
#include "builtins/iterator_helpers.h"

#include <math.h>

#include "builtins/loop.h"

/* [[GeneratorState]] */
typedef enum HelperState {
  HELPER_SUSPENDED_START,
  HELPER_SUSPENDED_YIELD,
  HELPER_EXECUTING,
  HELPER_COMPLETED,
} HelperState;

/* The items of data[2] where a number does not do. */
enum { HELPER_COUNTER, HELPER_INNER, HELPER_INNER_NEXT, HELPER_ITEMS };

bool iterated_of_this(Vm *vm, const Call *call, const char *method, IteratorRecord *out) {
  *out = (IteratorRecord){call->this_value, value_undefined(vm), false};
  if (value_is_object(call->this_value)) return true;
  return throw_type_error(vm, ERROR_CALLED_ON_NON_OBJECT, method);
}

bool iterated_with_function(Vm *vm, const Call *call, const char *method, IteratorRecord *out) {
  Value function = call_arg(vm, call, 0);
  TRY(iterated_of_this(vm, call, method, out));
  if (!value_is_callable(vm, function)) {
    throw_not_callable(vm, function);
    return iterator_close_throwing(vm, out);
  }
  return get_iterator_direct(vm, value_as_object(call->this_value), out);
}

/* CreateIteratorFromClosure ( closure, "Iterator Helper", %IteratorHelperPrototype% ) */
bool iterator_helper_new(Vm *vm, HelperKind kind, const IteratorRecord *iterated, Value function,
                         Value state, Value *out) {
  TRY(builtin_iterator_new(vm, INTRINSIC_ITERATOR_HELPER_PROTOTYPE, ITERATOR_HELPER, kind,
                           iterated->iterator, out));
  IteratorObject *helper = (IteratorObject *)value_as_cell(*out);
  helper->position = HELPER_SUSPENDED_START;
  slot_store(vm, helper, &helper->data[0], iterated->next);
  slot_store(vm, helper, &helper->data[1], function);
  slot_store(vm, helper, &helper->data[2], state);
  return true;
}

static IteratorRecord helper_iterated(Vm *vm, const IteratorObject *helper) {
  return (IteratorRecord){slot_load(vm, helper->target), slot_load(vm, helper->data[0]), false};
}

/* A new data[2] of flatMap and concat. */
static bool helper_items_new(Vm *vm, Value *out) {
  Slots *items = slots_new(vm, CELL_INTERNAL, HELPER_ITEMS);
  TRY(items);
  slot_store(vm, items, &items->items[HELPER_COUNTER], value_int(0));
  *out = value_cell(items);
  return true;
}

static Slots *helper_items(Vm *vm, const IteratorObject *helper) {
  return slot_cell_present(vm, helper->data[2]);
}

static double next_count(Vm *vm, Slots *items) {
  double count = value_as_number(slot_load(vm, items->items[HELPER_COUNTER]));
  slot_store(vm, items, &items->items[HELPER_COUNTER], value_number(count + 1));
  return count;
}

static void set_inner(Vm *vm, Slots *items, const IteratorRecord *inner) {
  slot_store(vm, items, &items->items[HELPER_INNER], inner->iterator);
  slot_store(vm, items, &items->items[HELPER_INNER_NEXT], inner->next);
}
static void clear_inner(Slots *items) {
  items->items[HELPER_INNER] = items->items[HELPER_INNER_NEXT] = slot_none();
}
static bool get_inner(Vm *vm, Slots *items, IteratorRecord *out) {
  if (slot_is_none(items->items[HELPER_INNER])) return false;
  *out = (IteratorRecord){slot_load(vm, items->items[HELPER_INNER]),
                          slot_load(vm, items->items[HELPER_INNER_NEXT]), false};
  return true;
}

/* Calls the helper's function with a value and the counter, which goes up. An exception closes the
 * underlying iterator. */
static bool helper_call(Vm *vm, IteratorObject *helper, const IteratorRecord *iterated, Value value,
                        double count, Value *out) {
  Value arguments[] = {value, value_number(count)};
  if (call_function(vm, slot_load(vm, helper->data[1]), value_undefined(vm), arguments, 2, out))
    return true;
  return iterator_close_throwing(vm, iterated);
}
static double helper_next_count(Vm *vm, IteratorObject *helper) {
  double count = value_as_number(slot_load(vm, helper->data[2]));
  slot_store(vm, helper, &helper->data[2], value_number(count + 1));
  return count;
}

/* Iterator.prototype.drop ( limit ), the closure   #sec-iterator.prototype.drop */
static bool drop_step(Vm *vm, IteratorObject *helper, bool *done, Value *out) {
  IteratorRecord iterated = helper_iterated(vm, helper);
  double remaining = value_as_number(slot_load(vm, helper->data[2]));
  if (remaining > 0) slot_store(vm, helper, &helper->data[2], value_int(0));
  for (; remaining > 0; remaining--) {
    TRY(loop_turn(vm, remaining < MAX_SAFE_LENGTH ? remaining : 0));
    TRY(iterator_step_value(vm, &iterated, done, out));
    if (*done) return true;
  }
  return iterator_step_value(vm, &iterated, done, out);
}

/* Iterator.prototype.filter ( predicate ), the closure   #sec-iterator.prototype.filter */
static bool filter_step(Vm *vm, IteratorObject *helper, bool *done, Value *out) {
  IteratorRecord iterated = helper_iterated(vm, helper);
  for (;;) {
    Value selected;
    TRY(iterator_step_value(vm, &iterated, done, out));
    if (*done) return true;
    double count = helper_next_count(vm, helper);
    TRY(loop_turn(vm, count));
    TRY(helper_call(vm, helper, &iterated, *out, count, &selected));
    if (to_boolean(vm, selected)) return true;
  }
}

/* Asks the outer iterator of flatMap for a value, and the mapper for what to iterate next. */
static bool flat_map_next_inner(Vm *vm, IteratorObject *helper, bool *done, IteratorRecord *inner) {
  IteratorRecord iterated = helper_iterated(vm, helper);
  Slots *items = helper_items(vm, helper);
  Value value, mapped;
  TRY(iterator_step_value(vm, &iterated, done, &value));
  if (*done) return true;
  TRY(helper_call(vm, helper, &iterated, value, next_count(vm, items), &mapped));
  if (!get_iterator_flattenable(vm, mapped, false, inner))
    return iterator_close_throwing(vm, &iterated);
  set_inner(vm, items, inner);
  return true;
}

/* Iterator.prototype.flatMap ( mapper ), the closure   #sec-iterator.prototype.flatmap */
static bool flat_map_step(Vm *vm, IteratorObject *helper, bool *done, Value *out) {
  Slots *items = helper_items(vm, helper);
  for (double turn = 0;; turn++) {
    IteratorRecord inner;
    TRY(loop_turn(vm, turn));
    if (!get_inner(vm, items, &inner)) {
      TRY(flat_map_next_inner(vm, helper, done, &inner));
      if (*done) return true;
    }
    if (!iterator_step_value(vm, &inner, done, out)) {
      IteratorRecord iterated = helper_iterated(vm, helper);
      clear_inner(items);
      return iterator_close_throwing(vm, &iterated);
    }
    if (!*done) return true;
    clear_inner(items);
  }
}

/* Iterator.prototype.map ( mapper ), the closure   #sec-iterator.prototype.map */
static bool map_step(Vm *vm, IteratorObject *helper, bool *done, Value *out) {
  IteratorRecord iterated = helper_iterated(vm, helper);
  Value value;
  TRY(iterator_step_value(vm, &iterated, done, &value));
  if (*done) return true;
  return helper_call(vm, helper, &iterated, value, helper_next_count(vm, helper), out);
}

/* Iterator.prototype.take ( limit ), the closure   #sec-iterator.prototype.take */
static bool take_step(Vm *vm, IteratorObject *helper, bool *done, Value *out) {
  IteratorRecord iterated = helper_iterated(vm, helper);
  double remaining = value_as_number(slot_load(vm, helper->data[2]));
  if (remaining == 0) {
    *done = true;
    return iterator_close(vm, &iterated);
  }
  slot_store(vm, helper, &helper->data[2], value_number(remaining - 1));
  return iterator_step_value(vm, &iterated, done, out);
}

/* Remembers that the underlying iterator has given everything. */
static void end_underlying(Vm *vm, IteratorObject *helper) {
  slot_store(vm, helper, &helper->target, value_undefined(vm));
}

static Array *helper_array(Vm *vm, const IteratorObject *helper) {
  return slot_cell_present(vm, helper->data[1]);
}

/* An array with the elements of another from an index on. NULL: exception. */
static Array *array_tail(Vm *vm, Array *from, uint32_t begin) {
  Array *tail = array_new(vm, from->length - begin);
  for (uint32_t i = begin; tail && i < from->length; i++)
    if (!array_push(vm, tail, object_get_element(vm, &from->base, i))) return NULL;
  return tail;
}

/* Iterator.prototype.chunks ( chunkSize ), the closure   #sec-iterator.prototype.chunks */
static bool chunks_step(Vm *vm, IteratorObject *helper, bool *done, Value *out) {
  IteratorRecord iterated = helper_iterated(vm, helper);
  double size = value_as_number(slot_load(vm, helper->data[2]));
  *done = value_is_undefined(vm, iterated.iterator);
  if (*done) return true;
  Array *chunk = array_new(vm, 0);
  TRY(chunk);
  for (;;) {
    Value value;
    TRY(loop_turn(vm, chunk->length));
    TRY(iterator_step_value(vm, &iterated, done, &value));
    if (*done) break;
    TRY(array_push(vm, chunk, value));
    if (chunk->length == size) break;
  }
  if (*done) end_underlying(vm, helper);
  *done = chunk->length == 0;
  *out = value_cell(chunk);
  return true;
}

/* Puts a value at the end of the window, whose first goes where it was full. */
static bool slide_window(Vm *vm, IteratorObject *helper, double size, Value value) {
  Array *window = helper_array(vm, helper);
  if (window->length == size) {
    TRY(window = array_tail(vm, window, 1));
    slot_store_cell(vm, helper, &helper->data[1], window);
  }
  return array_push(vm, window, value);
}

static bool give_window(Vm *vm, IteratorObject *helper, Value *out) {
  Array *copy = array_tail(vm, helper_array(vm, helper), 0);
  TRY(copy);
  *out = value_cell(copy);
  return true;
}

/* Iterator.prototype.windows ( windowSize [ , undersized ] ), the closure
 * #sec-iterator.prototype.windows */
static bool windows_step(Vm *vm, IteratorObject *helper, bool *done, Value *out) {
  IteratorRecord iterated = helper_iterated(vm, helper);
  bool partial = helper->kind >> 8 == HELPER_PARTIAL_WINDOWS;
  double size = value_as_number(slot_load(vm, helper->data[2]));
  *done = value_is_undefined(vm, iterated.iterator);
  if (*done) return true;
  do {
    TRY(loop_turn(vm, helper_array(vm, helper)->length));
    TRY(iterator_step_value(vm, &iterated, done, out));
    uint32_t length = helper_array(vm, helper)->length;
    if (*done) {
      end_underlying(vm, helper);
      *done = !partial || length == 0 || length == size;
      return *done || give_window(vm, helper, out);
    }
    TRY(slide_window(vm, helper, size, *out));
  } while (helper_array(vm, helper)->length < size);
  return give_window(vm, helper, out);
}

/* Opens the next iterable of Iterator.concat. */
static bool concat_next_inner(Vm *vm, IteratorObject *helper, bool *done, IteratorRecord *inner) {
  Slots *items = helper_items(vm, helper);
  Slots *pairs = slot_cell_present(vm, helper->data[1]);
  uint32_t index = (uint32_t)next_count(vm, items) * 2;
  *done = index >= cell_header_data(pairs);
  if (*done) return true;
  Value iterator, iterable = slot_load(vm, pairs->items[index]);
  TRY(call_function(vm, slot_load(vm, pairs->items[index + 1]), iterable, NULL, 0, &iterator));
  if (!value_is_object(iterator))
    return throw_type_error(vm, ERROR_ITERATOR_NOT_OBJECT, "Symbol.iterator");
  TRY(get_iterator_direct(vm, value_as_object(iterator), inner));
  set_inner(vm, items, inner);
  return true;
}

/* Iterator.concat ( ...items ), the closure   #sec-iterator.concat */
static bool concat_step(Vm *vm, IteratorObject *helper, bool *done, Value *out) {
  Slots *items = helper_items(vm, helper);
  for (;;) {
    IteratorRecord inner;
    if (!get_inner(vm, items, &inner)) {
      TRY(concat_next_inner(vm, helper, done, &inner));
      if (*done) return true;
    }
    TRY(iterator_step_value(vm, &inner, done, out));
    if (!*done) return true;
    clear_inner(items);
  }
}

/* The rest of a closure: runs to the next yield, or to its end. */
static bool helper_step(Vm *vm, IteratorObject *helper, bool *done, Value *out) {
  switch ((HelperKind)(helper->kind >> 8)) {
    case HELPER_MAP: return map_step(vm, helper, done, out);
    case HELPER_FILTER: return filter_step(vm, helper, done, out);
    case HELPER_TAKE: return take_step(vm, helper, done, out);
    case HELPER_DROP: return drop_step(vm, helper, done, out);
    case HELPER_CHUNKS: return chunks_step(vm, helper, done, out);
    case HELPER_WINDOWS:
    case HELPER_PARTIAL_WINDOWS: return windows_step(vm, helper, done, out);
    case HELPER_FLAT_MAP: return flat_map_step(vm, helper, done, out);
    case HELPER_CONCAT: return concat_step(vm, helper, done, out);
    case HELPER_ZIP: return iterator_zip_step(vm, helper, done, out);
  }
  UNREACHABLE();
}

/* What a closure does when a return completion comes to its yield: closes the inner iterator, then
 * the underlying one. */
static bool helper_close(Vm *vm, IteratorObject *helper) {
  HelperKind kind = (HelperKind)(helper->kind >> 8);
  if (kind == HELPER_ZIP) return iterator_zip_close(vm, helper);
  IteratorRecord iterated = helper_iterated(vm, helper), inner;
  bool has_inner = kind >= HELPER_FLAT_MAP && get_inner(vm, helper_items(vm, helper), &inner);
  if (kind == HELPER_CONCAT) return !has_inner || iterator_close(vm, &inner);
  if (has_inner && !iterator_close(vm, &inner)) return iterator_close_throwing(vm, &iterated);
  if (value_is_undefined(vm, iterated.iterator)) return true;
  return iterator_close(vm, &iterated);
}

/* RequireInternalSlot(this, [[UnderlyingIterator]]), and GeneratorValidate's check. */
static bool this_helper(Vm *vm, const Call *call, const char *method, IteratorObject **out) {
  *out = (IteratorObject *)value_as_cell(call->this_value);
  if (!value_is_type(call->this_value, CELL_ITERATOR) || ((*out)->kind & 0xff) != ITERATOR_HELPER) {
    char text[128];
    return throw_type_error(vm, ERROR_INCOMPATIBLE_RECEIVER, method,
                            value_describe(vm, call->this_value, text, sizeof text));
  }
  if ((*out)->position == HELPER_EXECUTING)
    return throw_type_error(vm, ERROR_ITERATOR_HELPER_RUNNING);
  return true;
}

/* %IteratorHelperPrototype%.next ( )   #sec-%iteratorhelperprototype%.next */
static bool iterator_helper_prototype_next(Vm *vm, Call *call) {
  IteratorObject *helper;
  bool done = false;
  Value value = value_undefined(vm);
  TRY(this_helper(vm, call, "Iterator Helper.prototype.next", &helper));
  if (helper->position == HELPER_COMPLETED)
    return create_iterator_result(vm, value, true, &call->result);
  helper->position = HELPER_EXECUTING;
  bool ok = helper_step(vm, helper, &done, &value);
  helper->position = ok && !done ? HELPER_SUSPENDED_YIELD : HELPER_COMPLETED;
  TRY(ok);
  return create_iterator_result(vm, done ? value_undefined(vm) : value, done, &call->result);
}

/* %IteratorHelperPrototype%.return ( )   #sec-%iteratorhelperprototype%.return */
static bool iterator_helper_prototype_return(Vm *vm, Call *call) {
  IteratorObject *helper;
  TRY(this_helper(vm, call, "Iterator Helper.prototype.return", &helper));
  if (helper->position == HELPER_SUSPENDED_START) {
    helper->position = HELPER_COMPLETED;
    TRY(helper_close(vm, helper));
  } else if (helper->position == HELPER_SUSPENDED_YIELD) {
    helper->position = HELPER_EXECUTING;
    bool ok = helper_close(vm, helper);
    helper->position = HELPER_COMPLETED;
    TRY(ok);
  }
  return create_iterator_result(vm, value_undefined(vm), true, &call->result);
}

/* The argument of take and drop: an integer that is not negative, or infinity. Errors close the
 * iterator. */
static bool to_limit(Vm *vm, const IteratorRecord *iterated, Value limit, double *out) {
  char text[128];
  if (!to_number(vm, limit, out)) return iterator_close_throwing(vm, iterated);
  bool valid = *out == *out && (*out <= MAX_SAFE_LENGTH || isinf(*out));
  if (valid) TRY(to_integer_or_infinity(vm, value_number(*out), out));
  if (valid && *out >= 0) return true;
  value_describe(vm, limit, text, sizeof text);
  throw_range_error(vm, ERROR_POSITIVE_COUNT, text);
  return iterator_close_throwing(vm, iterated);
}

static bool create_limited(Vm *vm, Call *call, const char *method, HelperKind kind) {
  IteratorRecord iterated;
  double limit;
  TRY(iterated_of_this(vm, call, method, &iterated));
  TRY(to_limit(vm, &iterated, call_arg(vm, call, 0), &limit));
  TRY(get_iterator_direct(vm, value_as_object(call->this_value), &iterated));
  return iterator_helper_new(vm, kind, &iterated, value_undefined(vm), value_number(limit),
                             &call->result);
}

static bool create_with_function(Vm *vm, Call *call, const char *method, HelperKind kind) {
  IteratorRecord iterated;
  Value state = value_int(0);
  TRY(iterated_with_function(vm, call, method, &iterated));
  if (kind == HELPER_FLAT_MAP) TRY(helper_items_new(vm, &state));
  return iterator_helper_new(vm, kind, &iterated, call_arg(vm, call, 0), state, &call->result);
}

/* The size of chunks or windows: a positive integer below 2^32. Errors close the iterator. */
static bool check_size(Vm *vm, const IteratorRecord *iterated, Value size) {
  char text[128];
  double number = value_is_number(size) ? value_as_number(size) : NAN;
  value_describe(vm, size, text, sizeof text);
  if (!isfinite(number) || number != trunc(number)) throw_type_error(vm, ERROR_NOT_INTEGER, text);
  else if (number < 1 || number > UINT32_MAX) throw_range_error(vm, ERROR_INVALID_SIZE, text);
  else return true;
  return iterator_close_throwing(vm, iterated);
}

static bool create_chunking(Vm *vm, Call *call, HelperKind kind) {
  IteratorRecord iterated;
  Array *window = array_new(vm, 0);
  TRY(window);
  TRY(get_iterator_direct(vm, value_as_object(call->this_value), &iterated));
  return iterator_helper_new(vm, kind, &iterated, value_cell(window), call_arg(vm, call, 0),
                             &call->result);
}

/* Iterator.prototype.chunks ( chunkSize )   #sec-iterator.prototype.chunks */
bool iterator_prototype_chunks(Vm *vm, Call *call) {
  IteratorRecord iterated;
  TRY(iterated_of_this(vm, call, "Iterator.prototype.chunks", &iterated));
  TRY(check_size(vm, &iterated, call_arg(vm, call, 0)));
  return create_chunking(vm, call, HELPER_CHUNKS);
}

bool iterator_option_text(Vm *vm, Value v, const char *const *texts, size_t count, size_t *out) {
  StringView view;
  *out = count;
  if (!value_is_string(v)) return true;
  TRY(string_view(vm, value_as_string(v), &view)); /* flattens */
  for (*out = 0; *out < count; ++*out)
    if (string_is_ascii_text(vm, value_as_string(v), texts[*out])) return true;
  return true;
}

/* Iterator.prototype.windows ( windowSize [ , undersized ] )   #sec-iterator.prototype.windows */
bool iterator_prototype_windows(Vm *vm, Call *call) {
  static const char *const texts[] = {"only-full", "allow-partial"};
  IteratorRecord iterated;
  size_t i;
  Value undersized = call_arg(vm, call, 1);
  TRY(iterated_of_this(vm, call, "Iterator.prototype.windows", &iterated));
  TRY(check_size(vm, &iterated, call_arg(vm, call, 0)));
  if (value_is_undefined(vm, undersized)) return create_chunking(vm, call, HELPER_WINDOWS);
  TRY(iterator_option_text(vm, undersized, texts, array_length(texts), &i));
  if (i < array_length(texts))
    return create_chunking(vm, call, i == 0 ? HELPER_WINDOWS : HELPER_PARTIAL_WINDOWS);
  char text[128];
  throw_type_error(vm, ERROR_INVALID_ARGUMENT, value_describe(vm, undersized, text, sizeof text));
  return iterator_close_throwing(vm, &iterated);
}

/* Iterator.prototype.drop ( limit )   #sec-iterator.prototype.drop */
bool iterator_prototype_drop(Vm *vm, Call *call) {
  return create_limited(vm, call, "Iterator.prototype.drop", HELPER_DROP);
}
/* Iterator.prototype.filter ( predicate )   #sec-iterator.prototype.filter */
bool iterator_prototype_filter(Vm *vm, Call *call) {
  return create_with_function(vm, call, "Iterator.prototype.filter", HELPER_FILTER);
}
/* Iterator.prototype.flatMap ( mapper )   #sec-iterator.prototype.flatmap */
bool iterator_prototype_flat_map(Vm *vm, Call *call) {
  return create_with_function(vm, call, "Iterator.prototype.flatMap", HELPER_FLAT_MAP);
}
/* Iterator.prototype.map ( mapper )   #sec-iterator.prototype.map */
bool iterator_prototype_map(Vm *vm, Call *call) {
  return create_with_function(vm, call, "Iterator.prototype.map", HELPER_MAP);
}
/* Iterator.prototype.take ( limit )   #sec-iterator.prototype.take */
bool iterator_prototype_take(Vm *vm, Call *call) {
  return create_limited(vm, call, "Iterator.prototype.take", HELPER_TAKE);
}

/* Iterator.concat ( ...items )   #sec-iterator.concat */
bool iterator_concat(Vm *vm, Call *call) {
  Slots *pairs = slots_new(vm, CELL_INTERNAL, call->argc * 2);
  Value state;
  TRY(pairs);
  for (uint32_t i = 0; i < call->argc; i++) {
    Value item = call->args[i], method;
    char text[128];
    value_describe(vm, item, text, sizeof text);
    if (!value_is_object(item)) return throw_type_error(vm, ERROR_NOT_OBJECT, text);
    TRY(get_method(vm, item, key_from_symbol(vm->symbols[SYMBOL_ITERATOR]), &method));
    if (value_is_undefined(vm, method)) return throw_type_error(vm, ERROR_NOT_ITERABLE, text);
    slot_store(vm, pairs, &pairs->items[2 * i], item);
    slot_store(vm, pairs, &pairs->items[2 * i + 1], method);
  }
  IteratorRecord none = {value_undefined(vm), value_undefined(vm), false};
  TRY(helper_items_new(vm, &state));
  return iterator_helper_new(vm, HELPER_CONCAT, &none, value_cell(pairs), state, &call->result);
}

static const BuiltinProperty iterator_helper_prototype_properties[] = {
    FUNCTION("next", iterator_helper_prototype_next, 0),
    FUNCTION("return", iterator_helper_prototype_return, 0),
    STRING("@@toStringTag", "Iterator Helper"),
};

/* #sec-%iteratorhelperprototype%-object */
const BuiltinObject iterator_helper_prototype_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_ITERATOR_PROTOTYPE,
    .properties = iterator_helper_prototype_properties,
    .property_count = array_length(iterator_helper_prototype_properties),
};
