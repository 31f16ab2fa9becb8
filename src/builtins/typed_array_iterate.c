/* SPDX-License-Identifier: MIT */
/* typed_array_iterate.c: the methods of %TypedArray%.prototype that call a function for each element.
 *
 * They share a Walk: the array, its length at the start, and the function. The function may shrink
 * or detach the buffer; elements that are gone then read as undefined. */
#include "builtins/loop.h"
#include "builtins/typed_array.h"

typedef struct Walk {
  TypedArray *array;
  double length;
  Callback callback;
  Value value; /* the element of the last step */
} Walk;

/* The first steps of each method. */
static bool walk_begin(Vm *vm, Walk *walk, const Call *call, const char *method) {
  Value callback = call_arg(vm, call, 0);
  TRY(this_typed_array(vm, call, method, &walk->array, &walk->length));
  walk->callback = callback_make(vm, callback, call_arg(vm, call, 1));
  return value_is_callable(vm, callback) || throw_not_callable(vm, callback);
}

/* Get(O, k), then Call(callback, thisArg, « value, k, O ») */
static bool walk_step(Vm *vm, Walk *walk, double k, Value *result) {
  TRY(typed_array_get_element(vm, walk->array, k, &walk->value));
  Value args[] = {walk->value, value_number(k), value_cell(walk->array)};
  return callback_call(vm, &walk->callback, args, 3, result);
}

/* %TypedArray%.prototype.every ( callback [ , thisArg ] )   #sec-%typedarray%.prototype.every */
bool typed_array_prototype_every(Vm *vm, Call *call) {
  Walk walk;
  Value result;
  TRY(walk_begin(vm, &walk, call, "%TypedArray%.prototype.every"));
  for (double k = 0; k < walk.length; k++) {
    TRY(walk_step(vm, &walk, k, &result));
    if (!to_boolean(vm, result)) return call_return_bool(vm, call, false);
  }
  return call_return_bool(vm, call, true);
}

/* %TypedArray%.prototype.some ( callback [ , thisArg ] )   #sec-%typedarray%.prototype.some */
bool typed_array_prototype_some(Vm *vm, Call *call) {
  Walk walk;
  Value result;
  TRY(walk_begin(vm, &walk, call, "%TypedArray%.prototype.some"));
  for (double k = 0; k < walk.length; k++) {
    TRY(walk_step(vm, &walk, k, &result));
    if (to_boolean(vm, result)) return call_return_bool(vm, call, true);
  }
  return call_return_bool(vm, call, false);
}

/* %TypedArray%.prototype.forEach ( callback [ , thisArg ] )
 * #sec-%typedarray%.prototype.foreach */
bool typed_array_prototype_for_each(Vm *vm, Call *call) {
  Walk walk;
  Value ignored;
  TRY(walk_begin(vm, &walk, call, "%TypedArray%.prototype.forEach"));
  for (double k = 0; k < walk.length; k++) TRY(walk_step(vm, &walk, k, &ignored));
  return true;
}

static bool filter_into(Vm *vm, Walk *walk, RootVec *kept) {
  Value result;
  for (double k = 0; k < walk->length; k++) {
    TRY(walk_step(vm, walk, k, &result));
    if (to_boolean(vm, result)) TRY(roots_push(vm, kept, walk->value));
  }
  return true;
}

static bool create_from_kept(Vm *vm, Walk *walk, const RootVec *kept, const char *method,
                             TypedArray **out) {
  TRY(typed_array_species_create_of_length(vm, walk->array, method, (double)kept->count, out));
  for (size_t n = 0; n < kept->count; n++)
    TRY(typed_array_set_element(vm, *out, (double)n, kept->items[n]));
  return true;
}

/* %TypedArray%.prototype.filter ( callback [ , thisArg ] )
 * #sec-%typedarray%.prototype.filter */
bool typed_array_prototype_filter(Vm *vm, Call *call) {
  static const char method[] = "%TypedArray%.prototype.filter";
  Walk walk;
  RootVec kept;
  TypedArray *result;
  TRY(walk_begin(vm, &walk, call, method));
  TRY(roots_init(vm, &kept));
  bool ok = filter_into(vm, &walk, &kept) && create_from_kept(vm, &walk, &kept, method, &result);
  root_vec_destroy(&kept);
  return ok && call_return_cell(call, result);
}

/* %TypedArray%.prototype.map ( callback [ , thisArg ] )   #sec-%typedarray%.prototype.map */
bool typed_array_prototype_map(Vm *vm, Call *call) {
  static const char method[] = "%TypedArray%.prototype.map";
  Walk walk;
  TypedArray *result;
  Value mapped;
  TRY(walk_begin(vm, &walk, call, method));
  TRY(typed_array_species_create_of_length(vm, walk.array, method, walk.length, &result));
  for (double k = 0; k < walk.length; k++) {
    TRY(walk_step(vm, &walk, k, &mapped));
    TRY(typed_array_set_element(vm, result, k, mapped));
  }
  return call_return_cell(call, result);
}

/* --- find --- */

/* FindViaPredicate ( O, len, direction, predicate, thisArg ), in either direction; *index is -1 where
 * there is none, and walk->value undefined   #sec-findviapredicate */
static bool find_ascending(Vm *vm, Walk *walk, double *index) {
  Value result;
  for (*index = 0; *index < walk->length; ++*index) {
    TRY(walk_step(vm, walk, *index, &result));
    if (to_boolean(vm, result)) return true;
  }
  *index = -1;
  walk->value = value_undefined(vm);
  return true;
}
static bool find_descending(Vm *vm, Walk *walk, double *index) {
  Value result;
  for (*index = walk->length - 1; *index >= 0; --*index) {
    TRY(walk_step(vm, walk, *index, &result));
    if (to_boolean(vm, result)) return true;
  }
  *index = -1;
  walk->value = value_undefined(vm);
  return true;
}

/* %TypedArray%.prototype.find ( predicate [ , thisArg ] )   #sec-%typedarray%.prototype.find */
bool typed_array_prototype_find(Vm *vm, Call *call) {
  Walk walk;
  double index;
  TRY(walk_begin(vm, &walk, call, "%TypedArray%.prototype.find"));
  TRY(find_ascending(vm, &walk, &index));
  return call_return(call, walk.value);
}

/* %TypedArray%.prototype.findIndex ( predicate [ , thisArg ] )
 * #sec-%typedarray%.prototype.findindex */
bool typed_array_prototype_find_index(Vm *vm, Call *call) {
  Walk walk;
  double index;
  TRY(walk_begin(vm, &walk, call, "%TypedArray%.prototype.findIndex"));
  TRY(find_ascending(vm, &walk, &index));
  return call_return_number(call, index);
}

/* %TypedArray%.prototype.findLast ( predicate [ , thisArg ] )
 * #sec-%typedarray%.prototype.findlast */
bool typed_array_prototype_find_last(Vm *vm, Call *call) {
  Walk walk;
  double index;
  TRY(walk_begin(vm, &walk, call, "%TypedArray%.prototype.findLast"));
  TRY(find_descending(vm, &walk, &index));
  return call_return(call, walk.value);
}

/* %TypedArray%.prototype.findLastIndex ( predicate [ , thisArg ] )
 * #sec-%typedarray%.prototype.findlastindex */
bool typed_array_prototype_find_last_index(Vm *vm, Call *call) {
  Walk walk;
  double index;
  TRY(walk_begin(vm, &walk, call, "%TypedArray%.prototype.findLastIndex"));
  TRY(find_descending(vm, &walk, &index));
  return call_return_number(call, index);
}

/* --- reduce --- */

/* Call(callback, undefined, « accumulator, value, k, O ») */
static bool reduce_step(Vm *vm, const Walk *walk, double k, Value *accumulator) {
  Value value;
  TRY(typed_array_get_element(vm, walk->array, k, &value));
  Value args[] = {*accumulator, value, value_number(k), value_cell(walk->array)};
  return callback_call(vm, &walk->callback, args, 4, accumulator);
}

/* %TypedArray%.prototype.reduce ( callback [ , initialValue ] )
 * #sec-%typedarray%.prototype.reduce */
bool typed_array_prototype_reduce(Vm *vm, Call *call) {
  Walk walk;
  double k = 0;
  TRY(walk_begin(vm, &walk, call, "%TypedArray%.prototype.reduce"));
  Value accumulator = walk.callback.this_value;
  walk.callback.this_value = value_undefined(vm);
  if (call->argc < 2) {
    if (walk.length == 0) return throw_type_error(vm, ERROR_REDUCE_EMPTY);
    TRY(typed_array_get_element(vm, walk.array, k++, &accumulator));
  }
  for (; k < walk.length; k++) TRY(reduce_step(vm, &walk, k, &accumulator));
  return call_return(call, accumulator);
}

/* %TypedArray%.prototype.reduceRight ( callback [ , initialValue ] )
 * #sec-%typedarray%.prototype.reduceright */
bool typed_array_prototype_reduce_right(Vm *vm, Call *call) {
  Walk walk;
  TRY(walk_begin(vm, &walk, call, "%TypedArray%.prototype.reduceRight"));
  double k = walk.length - 1;
  Value accumulator = walk.callback.this_value;
  walk.callback.this_value = value_undefined(vm);
  if (call->argc < 2) {
    if (walk.length == 0) return throw_type_error(vm, ERROR_REDUCE_EMPTY);
    TRY(typed_array_get_element(vm, walk.array, k--, &accumulator));
  }
  for (; k >= 0; k--) TRY(reduce_step(vm, &walk, k, &accumulator));
  return call_return(call, accumulator);
}
