/* SPDX-License-Identifier: MIT */
/* array_iterate.c: the methods of Array.prototype that call a function for each element.
 *
 * They share a Walk: the array, the function, and the element that the last step found. A step looks
 * at the array anew, since the function may have changed it. */
#include "builtins/array.h"
#include "builtins/array_dense.h"

typedef struct Walk {
  Object *o;
  double len;
  Callback callback;
  double k;    /* the next index to look at; after a step, one behind the element found */
  Value value; /* the element found */
} Walk;

/* The first steps of each method. */
static bool walk_begin(Vm *vm, Walk *walk, const Call *call) {
  Value callback = call_arg(vm, call, 0);
  *walk = (Walk){.k = 0};
  TRY(to_object(vm, call->this_value, &walk->o));
  TRY(length_of_array_like(vm, walk->o, &walk->len));
  if (!value_is_callable(vm, callback)) return throw_not_callable(vm, callback);
  walk->callback = callback_make(vm, callback, call_arg(vm, call, 1));
  return true;
}

/* The next element that is present; *more is false when there is none. */
static bool walk_step(Vm *vm, Walk *walk, bool *more) {
  bool present = false;
  while (walk->k < walk->len && !present) {
    double k = walk->k++;
    if (likely(element_if_plain(vm, walk->o, k, &walk->value))) {
      *more = true;
      return true;
    }
    if (skip_absent_tail(vm, walk->o, k, walk->len) >= walk->len) break;
    TRY(loop_turn(vm, k));
    TRY(get_element_if_present(vm, walk->o, k, &present, &walk->value));
  }
  *more = present;
  return true;
}

/* Call(callback, thisArg, « value, k, O ») */
static bool walk_call(Vm *vm, Walk *walk, Value *result) {
  Value arguments[] = {walk->value, value_number(walk->k - 1), value_cell(walk->o)};
  return callback_call(vm, &walk->callback, arguments, 3, result);
}

/* Array.prototype.every ( callback [ , thisArg ] )   #sec-array.prototype.every */
bool array_prototype_every(Vm *vm, Call *call) {
  Walk walk;
  TRY(walk_begin(vm, &walk, call));
  for (;;) {
    bool more;
    Value result;
    TRY(walk_step(vm, &walk, &more));
    if (!more) return call_return_bool(vm, call, true);
    TRY(walk_call(vm, &walk, &result));
    if (!to_boolean(vm, result)) return call_return_bool(vm, call, false);
  }
}

/* Array.prototype.filter ( callback [ , thisArg ] )   #sec-array.prototype.filter */
bool array_prototype_filter(Vm *vm, Call *call) {
  Walk walk;
  Object *a;
  TRY(walk_begin(vm, &walk, call));
  TRY(array_species_create(vm, walk.o, 0, &a));
  call->result = value_cell(a);
  for (double to = 0;;) {
    bool more;
    Value result;
    TRY(walk_step(vm, &walk, &more));
    if (!more) return true;
    Value value = walk.value;
    TRY(walk_call(vm, &walk, &result));
    if (to_boolean(vm, result)) TRY(create_element(vm, a, to++, value));
  }
}

/* Array.prototype.forEach ( callback [ , thisArg ] )   #sec-array.prototype.foreach */
bool array_prototype_for_each(Vm *vm, Call *call) {
  Walk walk;
  TRY(walk_begin(vm, &walk, call));
  for (;;) {
    bool more;
    Value result;
    TRY(walk_step(vm, &walk, &more));
    if (!more) return true;
    TRY(walk_call(vm, &walk, &result));
  }
}

/* CreateDataPropertyOrThrow(a, k, value) for Array.prototype.map.   OPT: a plain array of the right
 * length that is being filled from the front. */
static bool map_store(Vm *vm, Object *a, double k, Value value) {
  Elements *elements = object_dense(vm, a);
  if (likely(cell_type(a) == CELL_ARRAY && elements && k == elements->length &&
             k < elements->capacity && k < ((Array *)a)->length)) {
    slot_store(vm, elements, &elements->items[elements->length], value);
    elements->length++;
    return true;
  }
  if (array_is_open(vm, a) && k < ((Array *)a)->length && object_elements_end(vm, a) >= k)
    return object_put_element(vm, a, (uint32_t)k, value);
  return create_data_property_or_throw_index(vm, a, k, value);
}

/* Array.prototype.map ( callback [ , thisArg ] )   #sec-array.prototype.map */
bool array_prototype_map(Vm *vm, Call *call) {
  Walk walk;
  Object *a;
  TRY(walk_begin(vm, &walk, call));
  TRY(array_species_create(vm, walk.o, walk.len, &a));
  call->result = value_cell(a);
  for (;;) {
    bool more;
    Value mapped;
    TRY(walk_step(vm, &walk, &more));
    if (!more) return true;
    TRY(walk_call(vm, &walk, &mapped));
    TRY(map_store(vm, a, walk.k - 1, mapped));
  }
}

/* One call of a reducer. */
static bool reduce_call(Vm *vm, const Walk *walk, Value *accumulator, double k) {
  Value arguments[] = {*accumulator, walk->value, value_number(k), value_cell(walk->o)};
  return callback_call(vm, &walk->callback, arguments, 4, accumulator);
}

/* Array.prototype.reduce ( callback [ , initialValue ] )   #sec-array.prototype.reduce */
bool array_prototype_reduce(Vm *vm, Call *call) {
  Walk walk;
  bool more;
  TRY(walk_begin(vm, &walk, call));
  Value accumulator = call_arg(vm, call, 1);
  walk.callback.this_value = value_undefined(vm);
  if (call->argc < 2) {
    TRY(walk_step(vm, &walk, &more));
    if (!more) return throw_type_error(vm, ERROR_REDUCE_EMPTY);
    accumulator = walk.value;
  }
  for (;;) {
    TRY(walk_step(vm, &walk, &more));
    if (!more) return call_return(call, accumulator);
    TRY(reduce_call(vm, &walk, &accumulator, walk.k - 1));
  }
}

/* walk_step downwards: walk->k is one above the next index to look at, then the index found. */
static bool walk_step_down(Vm *vm, Walk *walk, bool *more) {
  bool present = false;
  while (walk->k > 0 && !present) {
    walk->k = skip_absent_head(vm, walk->o, walk->k - 1);
    if (walk->k < 0) break;
    TRY(loop_turn(vm, walk->k));
    TRY(get_element_if_present(vm, walk->o, walk->k, &present, &walk->value));
  }
  *more = present;
  return true;
}

/* Array.prototype.reduceRight ( callback [ , initialValue ] )   #sec-array.prototype.reduceright */
bool array_prototype_reduce_right(Vm *vm, Call *call) {
  Walk walk;
  bool more;
  TRY(walk_begin(vm, &walk, call));
  walk.k = walk.len;
  Value accumulator = call_arg(vm, call, 1);
  walk.callback.this_value = value_undefined(vm);
  if (call->argc < 2) {
    TRY(walk_step_down(vm, &walk, &more));
    if (!more) return throw_type_error(vm, ERROR_REDUCE_EMPTY);
    accumulator = walk.value;
  }
  for (;;) {
    TRY(walk_step_down(vm, &walk, &more));
    if (!more) return call_return(call, accumulator);
    TRY(reduce_call(vm, &walk, &accumulator, walk.k));
  }
}

/* Array.prototype.some ( callback [ , thisArg ] )   #sec-array.prototype.some */
bool array_prototype_some(Vm *vm, Call *call) {
  Walk walk;
  TRY(walk_begin(vm, &walk, call));
  for (;;) {
    bool more;
    Value result;
    TRY(walk_step(vm, &walk, &more));
    if (!more) return call_return_bool(vm, call, false);
    TRY(walk_call(vm, &walk, &result));
    if (to_boolean(vm, result)) return call_return_bool(vm, call, true);
  }
}
