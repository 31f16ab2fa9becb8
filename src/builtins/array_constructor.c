/* SPDX-License-Identifier: MIT */
/* array_constructor.c: the Array constructor and its own functions. Array.fromAsync is in
 * array_from_async.c, Array.prototype in array_prototype.c. */
#include "builtins/array.h"
#include "builtins/array_dense.h"

/* Room is made at once for arrays of up to this length; longer ones grow as they are filled. */
#define RESERVED_LENGTH_MAX 65536

static bool array_of_length(Vm *vm, Value prototype, Value length, Array **out) {
  *out = array_new_with_prototype(vm, prototype, 0);
  TRY(*out);
  if (!value_is_number(length)) return array_push(vm, *out, length);
  double number = value_as_number(length);
  if (!(number >= 0 && number <= UINT32_MAX && number == (double)(uint32_t)number))
    return throw_range_error(vm, ERROR_INVALID_ARRAY_LENGTH);
  (*out)->length = (uint32_t)number;
  if (number > RESERVED_LENGTH_MAX) return true;
  return object_reserve_elements(vm, &(*out)->base, (uint32_t)number);
}

/* Array ( ...values )   #sec-array */
static bool array_constructor(Vm *vm, Call *call) {
  Value new_target = call_is_construct(vm, call) ? call->new_target : call->callee;
  Value prototype;
  TRY(get_prototype_from_constructor(vm, new_target, INTRINSIC_ARRAY_PROTOTYPE, &prototype));
  Array *array;
  if (call->argc == 1) {
    TRY(array_of_length(vm, prototype, call->args[0], &array));
    return call_return_cell(call, array);
  }
  array = array_new_with_prototype(vm, prototype, 0);
  TRY(array);
  TRY(object_reserve_elements(vm, &array->base, call->argc));
  for (uint32_t i = 0; i < call->argc; i++) TRY(array_push(vm, array, call->args[i]));
  return call_return_cell(call, array);
}

/* The steps that Array.from, Array.of and Array.fromAsync share: Construct(c, « length ») where c is
 * a constructor (no argument where length is negative), else ArrayCreate. */
bool array_construct_or_create(Vm *vm, Value c, double length, Object **out) {
  Value result;
  bool is_array_constructor = value_same_bits(c, value_cell(intrinsic(vm, INTRINSIC_ARRAY)));
  if (value_is_constructor(vm, c) && !(is_array_constructor && length < 0)) {
    Value argument = value_number(length);
    TRY(construct(vm, c, &argument, length < 0 ? 0 : 1, c, &result));
    *out = value_as_object(result);
    return true;
  }
  /* OPT: the intrinsic constructor without arguments does just this. */
  Array *array;
  Value prototype = value_cell(intrinsic(vm, INTRINSIC_ARRAY_PROTOTYPE));
  TRY(array_create(vm, length < 0 ? 0 : length, prototype, &array));
  *out = &array->base;
  return true;
}

typedef struct FromMapper {
  Value function; /* undefined: none */
  Value this_argument;
} FromMapper;

static bool from_mapped(Vm *vm, const FromMapper *mapper, Value value, double k, Value *out) {
  *out = value;
  if (value_is_undefined(vm, mapper->function)) return true;
  Value arguments[] = {value, value_number(k)};
  return call_function(vm, mapper->function, mapper->this_argument, arguments, 2, out);
}

static bool from_add(Vm *vm, const FromMapper *mapper, Object *a, double k, Value value) {
  Value mapped;
  TRY(from_mapped(vm, mapper, value, k, &mapped));
  return create_element(vm, a, k, mapped);
}

static bool from_iterable(Vm *vm, Value c, Value items, Value method, const FromMapper *mapper,
                          Object **out) {
  IteratorRecord record;
  TRY(array_construct_or_create(vm, c, -1, out));
  TRY(get_iterator_from_method(vm, items, method, &record));
  /* OPT: the elements of a plain array, without a mapper. */
  if (value_is_undefined(vm, mapper->function) && array_is_open(vm, *out) &&
      ((Array *)*out)->length == 0) {
    bool drained;
    TRY(builtin_iterator_drain(vm, &record, (Array *)*out, &drained));
    if (drained) return true;
  }
  for (double k = 0;; k++) {
    bool done;
    Value next;
    TRY(loop_turn(vm, k));
    TRY(iterator_step_value(vm, &record, &done, &next));
    if (done) return set_length(vm, *out, k);
    if (!from_add(vm, mapper, *out, k, next)) return iterator_close_throwing(vm, &record);
  }
}

static bool from_array_like(Vm *vm, Value c, Value items, const FromMapper *mapper, Object **out) {
  Object *source;
  double len;
  TRY(to_object(vm, items, &source));
  TRY(length_of_array_like(vm, source, &len));
  TRY(array_construct_or_create(vm, c, len, out));
  for (double k = 0; k < len; k++) {
    Value value;
    TRY(loop_turn(vm, k));
    TRY(get_element(vm, source, k, &value));
    TRY(from_add(vm, mapper, *out, k, value));
  }
  return set_length(vm, *out, len);
}

/* Array.from ( items [ , mapper [ , thisArg ] ] )   #sec-array.from */
static bool array_from(Vm *vm, Call *call) {
  Value items = call_arg(vm, call, 0);
  FromMapper mapper = {call_arg(vm, call, 1), call_arg(vm, call, 2)};
  if (!value_is_undefined(vm, mapper.function) && !value_is_callable(vm, mapper.function))
    return throw_not_callable(vm, mapper.function);
  Value using_iterator;
  Object *a;
  TRY(get_method(vm, items, key_from_symbol(vm->symbols[SYMBOL_ITERATOR]), &using_iterator));
  if (value_is_undefined(vm, using_iterator))
    TRY(from_array_like(vm, call->this_value, items, &mapper, &a));
  else TRY(from_iterable(vm, call->this_value, items, using_iterator, &mapper, &a));
  return call_return_cell(call, a);
}

/* Array.isArray ( arg )   #sec-array.isarray */
static bool array_is_array(Vm *vm, Call *call) {
  bool result;
  TRY(is_array(vm, call_arg(vm, call, 0), &result));
  return call_return_bool(vm, call, result);
}

/* Array.of ( ...items )   #sec-array.of */
static bool array_of(Vm *vm, Call *call) {
  Object *a;
  TRY(array_construct_or_create(vm, call->this_value, call->argc, &a));
  for (uint32_t k = 0; k < call->argc; k++)
    TRY(create_data_property_or_throw_index(vm, a, k, call->args[k]));
  TRY(set_length(vm, a, call->argc));
  return call_return_cell(call, a);
}

static const BuiltinProperty array_constructor_properties[] = {
    FUNCTION("from", array_from, 1),
    INTRINSIC("fromAsync", ARRAY_FROM_ASYNC),
    FUNCTION("isArray", array_is_array, 1),
    FUNCTION("of", array_of, 0),
    INTRINSIC_WITH("prototype", ARRAY_PROTOTYPE, 0),
    GETTER("@@species", species_getter),
};

const BuiltinObject array_constructor_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .name = "Array",
    .length = 1,
    .flags = NATIVE_CONSTRUCTOR,
    .function = array_constructor,
    .properties = array_constructor_properties,
    .property_count = array_length(array_constructor_properties),
};
