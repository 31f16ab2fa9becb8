/* SPDX-License-Identifier: MIT */
/* array_from_async.c: Array.fromAsync.
 *
 * The specification's async closure is cut at its awaits. What it needs afterwards is an INTERNAL
 * record of the items below; `FROM_ASYNC_STEP` tells which await it stands at. An array-like is the
 * iteration without an iterator: FROM_ASYNC_LENGTH is its length then. */
#include "builtins/array.h"
#include "builtins/array_dense.h"
#include "builtins/native_await.h"

enum {
  FROM_ASYNC_PROMISE,
  FROM_ASYNC_STEP,
  FROM_ASYNC_ARRAY,
  FROM_ASYNC_INDEX,
  FROM_ASYNC_MAPPER,    /* undefined: none */
  FROM_ASYNC_THIS,
  FROM_ASYNC_ITERATOR,  /* undefined: items is an array-like */
  FROM_ASYNC_NEXT,
  FROM_ASYNC_ITEMS,
  FROM_ASYNC_LENGTH,
  FROM_ASYNC_ERROR,     /* STEP_CLOSING: what to reject with */
  FROM_ASYNC_FIELDS,
};

/* What is awaited. */
typedef enum Step {
  STEP_RESULT,  /* the result of next() */
  STEP_ELEMENT, /* an element of an array-like */
  STEP_MAPPED,  /* what the mapper gave */
  STEP_CLOSING, /* what return() gave */
} Step;

static Value get_field(Vm *vm, const Slots *state, int field) {
  return slot_load(vm, state->items[field]);
}
static void set_field(Vm *vm, Slots *state, int field, Value value) {
  slot_store(vm, state, &state->items[field], value);
}
static bool field_is_undefined(Vm *vm, const Slots *state, int field) {
  return value_is_undefined(vm, get_field(vm, state, field));
}
static double index_of(Vm *vm, const Slots *state) {
  return value_as_number(get_field(vm, state, FROM_ASYNC_INDEX));
}
static Object *target_of(Vm *vm, const Slots *state) {
  return value_as_object(get_field(vm, state, FROM_ASYNC_ARRAY));
}
static PromiseCapability capability_of(Vm *vm, const Slots *state) {
  return (PromiseCapability){get_field(vm, state, FROM_ASYNC_PROMISE), value_none(), value_none()};
}

static bool on_fulfilled(Vm *vm, Call *call);
static bool on_rejected(Vm *vm, Call *call);

static bool await_at(Vm *vm, Slots *state, Step step, Value value) {
  set_field(vm, state, FROM_ASYNC_STEP, value_int(step));
  return native_await(vm, value, on_fulfilled, on_rejected, value_cell(state));
}

/* AsyncIteratorClose with the pending exception as completion. True: return() is awaited; false: the
 * exception is pending. */
static bool close_throwing(Vm *vm, Slots *state) {
  Value method, result, error = exception_take(vm);
  Value iterator = get_field(vm, state, FROM_ASYNC_ITERATOR);
  set_field(vm, state, FROM_ASYNC_ERROR, error);
  if (!value_is_undefined(vm, iterator) && get_method(vm, iterator, vm->names.return_, &method) &&
      !value_is_undefined(vm, method) && call_function(vm, method, iterator, NULL, 0, &result) &&
      await_at(vm, state, STEP_CLOSING, result))
    return true;
  if (!value_is_none(vm->exception)) exception_take(vm);
  return throw_value(vm, error);
}

/* Set(A, "length", k), and the promise is fulfilled with A. */
static bool finish(Vm *vm, Slots *state) {
  PromiseCapability capability = capability_of(vm, state);
  TRY(set_length(vm, target_of(vm, state), index_of(vm, state)));
  return capability_resolve(vm, &capability, value_cell(target_of(vm, state)));
}

/* The beginning of a turn: calls next(), or reads the next element. */
static bool next_turn(Vm *vm, Slots *state) {
  Value iterator = get_field(vm, state, FROM_ASYNC_ITERATOR), value;
  double k = index_of(vm, state);
  if (!value_is_undefined(vm, iterator)) {
    TRY(call_function(vm, get_field(vm, state, FROM_ASYNC_NEXT), iterator, NULL, 0, &value));
    return await_at(vm, state, STEP_RESULT, value);
  }
  if (k >= value_as_number(get_field(vm, state, FROM_ASYNC_LENGTH))) return finish(vm, state);
  TRY(get_element(vm, value_as_object(get_field(vm, state, FROM_ASYNC_ITEMS)), k, &value));
  return await_at(vm, state, STEP_ELEMENT, value);
}

/* The end of a turn: the element is known. */
static bool define_element(Vm *vm, Slots *state, Value value) {
  double k = index_of(vm, state);
  if (!create_element(vm, target_of(vm, state), k, value)) return close_throwing(vm, state);
  set_field(vm, state, FROM_ASYNC_INDEX, value_number(k + 1));
  return next_turn(vm, state);
}

static bool call_mapper(Vm *vm, Slots *state, Value value) {
  Value arguments[] = {value, get_field(vm, state, FROM_ASYNC_INDEX)}, mapped;
  return call_function(vm, get_field(vm, state, FROM_ASYNC_MAPPER),
                       get_field(vm, state, FROM_ASYNC_THIS), arguments, 2, &mapped) &&
         await_at(vm, state, STEP_MAPPED, mapped);
}

/* The middle of a turn: the value is there, and is mapped perhaps. */
static bool take_value(Vm *vm, Slots *state, Value value) {
  if (field_is_undefined(vm, state, FROM_ASYNC_MAPPER)) return define_element(vm, state, value);
  return call_mapper(vm, state, value) || close_throwing(vm, state);
}

static bool take_result(Vm *vm, Slots *state, Value result) {
  bool done;
  Value value;
  if (!value_is_object(result)) {
    char text[128];
    return throw_type_error(vm, ERROR_ITERATOR_RESULT_NOT_OBJECT,
                            value_describe(vm, result, text, sizeof text));
  }
  TRY(iterator_complete(vm, value_as_object(result), &done));
  if (done) return finish(vm, state);
  TRY(iterator_value(vm, value_as_object(result), &value));
  return take_value(vm, state, value);
}

/* Goes on behind an await. */
static bool resume(Vm *vm, Slots *state, Value value) {
  switch ((Step)value_as_int(get_field(vm, state, FROM_ASYNC_STEP))) {
    case STEP_RESULT: return take_result(vm, state, value);
    case STEP_ELEMENT: return take_value(vm, state, value);
    case STEP_MAPPED: return define_element(vm, state, value);
    case STEP_CLOSING: return throw_value(vm, get_field(vm, state, FROM_ASYNC_ERROR));
  }
  UNREACHABLE();
}
static bool resume_throwing(Vm *vm, Slots *state, Value reason) {
  switch ((Step)value_as_int(get_field(vm, state, FROM_ASYNC_STEP))) {
    case STEP_MAPPED: throw_value(vm, reason); return close_throwing(vm, state);
    case STEP_CLOSING: return throw_value(vm, get_field(vm, state, FROM_ASYNC_ERROR));
    default: return throw_value(vm, reason);
  }
}

/* An exception that leaves the closure rejects the promise. */
static bool settle(Vm *vm, const Slots *state, bool ok) {
  PromiseCapability capability = capability_of(vm, state);
  return ok || capability_reject_pending(vm, &capability);
}

static bool on_fulfilled(Vm *vm, Call *call) {
  Slots *state = (Slots *)value_as_cell(native_closure_state(vm, call));
  return settle(vm, state, resume(vm, state, call_arg(vm, call, 0)));
}
static bool on_rejected(Vm *vm, Call *call) {
  Slots *state = (Slots *)value_as_cell(native_closure_state(vm, call));
  return settle(vm, state, resume_throwing(vm, state, call_arg(vm, call, 0)));
}

/* usingAsyncIterator, else usingSyncIterator wrapped; undefined: items is array-like. */
static bool open_items(Vm *vm, Value items, Slots *state) {
  Value using_async, using_sync = value_undefined(vm);
  IteratorRecord record;
  TRY(get_method(vm, items, key_from_symbol(vm->symbols[SYMBOL_ASYNC_ITERATOR]), &using_async));
  if (value_is_undefined(vm, using_async))
    TRY(get_method(vm, items, key_from_symbol(vm->symbols[SYMBOL_ITERATOR]), &using_sync));
  if (!value_is_undefined(vm, using_async)) {
    TRY(get_iterator_from_method(vm, items, using_async, &record));
  } else if (!value_is_undefined(vm, using_sync)) {
    IteratorRecord sync;
    TRY(get_iterator_from_method(vm, items, using_sync, &sync));
    TRY(create_async_from_sync_iterator(vm, &sync, &record));
  } else {
    return true;
  }
  set_field(vm, state, FROM_ASYNC_ITERATOR, record.iterator);
  set_field(vm, state, FROM_ASYNC_NEXT, record.next);
  return true;
}

/* The closure up to its first await. */
static bool from_async_start(Vm *vm, Value c, Value items, Slots *state) {
  Value mapper = get_field(vm, state, FROM_ASYNC_MAPPER);
  Object *source, *a;
  double len = -1;
  if (!value_is_undefined(vm, mapper) && !value_is_callable(vm, mapper))
    return throw_not_callable(vm, mapper);
  TRY(open_items(vm, items, state));
  if (field_is_undefined(vm, state, FROM_ASYNC_ITERATOR)) {
    TRY(to_object(vm, items, &source));
    TRY(length_of_array_like(vm, source, &len));
    set_field(vm, state, FROM_ASYNC_ITEMS, value_cell(source));
    set_field(vm, state, FROM_ASYNC_LENGTH, value_number(len));
  }
  TRY(array_construct_or_create(vm, c, len, &a));
  set_field(vm, state, FROM_ASYNC_ARRAY, value_cell(a));
  return next_turn(vm, state);
}

/* Array.fromAsync ( asyncItems [ , mapper [ , thisArg ] ] )   #sec-array.fromasync */
static bool array_from_async_call(Vm *vm, Call *call) {
  PromiseCapability capability;
  TRY(new_plain_capability(vm, &capability));
  Slots *state = slots_new(vm, CELL_INTERNAL, FROM_ASYNC_FIELDS);
  TRY(state);
  for (int field = 0; field < FROM_ASYNC_FIELDS; field++) state->items[field] = slot_undefined();
  set_field(vm, state, FROM_ASYNC_PROMISE, capability.promise);
  set_field(vm, state, FROM_ASYNC_INDEX, value_int(0));
  set_field(vm, state, FROM_ASYNC_MAPPER, call_arg(vm, call, 1));
  set_field(vm, state, FROM_ASYNC_THIS, call_arg(vm, call, 2));
  call->result = capability.promise;
  return settle(vm, state, from_async_start(vm, call->this_value, call_arg(vm, call, 0), state));
}

static const BuiltinProperty array_from_async_properties[] = {
    INTERNAL("", on_fulfilled, 1),
    INTERNAL("", on_rejected, 1),
};

/* A builtin of its own, so that its closures stand in a table here. */
const BuiltinObject array_from_async_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .name = "fromAsync",
    .length = 1,
    .function = array_from_async_call,
    .properties = array_from_async_properties,
    .property_count = array_length(array_from_async_properties),
};
