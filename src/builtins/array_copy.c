/* SPDX-License-Identifier: MIT */
/* array_copy.c: the methods of Array.prototype that make an array of the elements of others without
 * calling a function for each (but for flatMap, which goes with flat). */
#include "builtins/array.h"
#include "builtins/array_dense.h"

/* IsConcatSpreadable ( O )   #sec-isconcatspreadable */
static bool is_concat_spreadable(Vm *vm, Value v, bool *out) {
  *out = false;
  if (!value_is_object(v)) return true;
  Value spreadable;
  PropertyKey key = key_from_symbol(vm->symbols[SYMBOL_IS_CONCAT_SPREADABLE]);
  TRY(get(vm, value_as_object(v), key, &spreadable));
  if (value_is_undefined(vm, spreadable)) return is_array(vm, v, out);
  *out = to_boolean(vm, spreadable);
  return true;
}

static bool throw_length_exceeded(Vm *vm) {
  return throw_type_error(vm, ERROR_ARRAY_LENGTH_EXCEEDED);
}

/* One spread argument of concat: n is the length of a so far. */
static bool concat_spread(Vm *vm, Object *a, Object *source, double *n) {
  double len;
  TRY(length_of_array_like(vm, source, &len));
  if (*n + len > MAX_SAFE_LENGTH) return throw_length_exceeded(vm);
  bool done;
  TRY(dense_append(vm, source, len, a, *n, &done));
  if (done) {
    *n += len;
    return true;
  }
  for (double k = 0; k < len; k++) {
    bool present;
    Value value;
    if (skip_absent_tail(vm, source, k, len) >= len) break;
    TRY(loop_turn(vm, k));
    TRY(get_element_if_present(vm, source, k, &present, &value));
    if (present) TRY(create_element(vm, a, *n + k, value));
  }
  *n += len;
  return true;
}

static bool concat_item(Vm *vm, Object *a, Value item, double *n) {
  bool spreadable;
  TRY(is_concat_spreadable(vm, item, &spreadable));
  if (spreadable) return concat_spread(vm, a, value_as_object(item), n);
  if (*n >= MAX_SAFE_LENGTH) return throw_length_exceeded(vm);
  return create_element(vm, a, (*n)++, item);
}

/* Array.prototype.concat ( ...items )   #sec-array.prototype.concat */
bool array_prototype_concat(Vm *vm, Call *call) {
  Object *o, *a;
  double n = 0;
  TRY(to_object(vm, call->this_value, &o));
  TRY(array_species_create(vm, o, 0, &a));
  TRY(concat_item(vm, a, value_cell(o), &n));
  for (uint32_t i = 0; i < call->argc; i++) TRY(concat_item(vm, a, call->args[i], &n));
  TRY(set_length(vm, a, n));
  return call_return_cell(call, a);
}

/* What FlattenIntoArray carries through its recursion. */
typedef struct Flattening {
  Object *target;
  double next; /* targetIndex */
  Value mapper; /* undefined: none */
  Value this_arg;
} Flattening;

static bool flatten_into(Vm *vm, Flattening *f, Object *source, double source_len, double depth);

/* One element of FlattenIntoArray. */
static bool flatten_element(Vm *vm, Flattening *f, Value element, double depth) {
  bool flatten = false;
  if (depth > 0) TRY(is_array(vm, element, &flatten));
  if (!flatten) {
    if (f->next >= MAX_SAFE_LENGTH) return throw_length_exceeded(vm);
    return create_element(vm, f->target, f->next++, element);
  }
  double len;
  TRY(length_of_array_like(vm, value_as_object(element), &len));
  Value mapper = f->mapper;
  f->mapper = value_undefined(vm); /* only the outermost level is mapped */
  TRY(flatten_into(vm, f, value_as_object(element), len, depth - 1));
  f->mapper = mapper;
  return true;
}

/* FlattenIntoArray ( target, source, sourceLen, start, depth [ , mapperFunction, thisArg ] )
 * #sec-flattenintoarray */
static bool flatten_into(Vm *vm, Flattening *f, Object *source, double source_len, double depth) {
  TRY(check_c_stack(vm));
  for (double k = 0; k < source_len; k++) {
    bool present;
    Value element;
    if (skip_absent_tail(vm, source, k, source_len) >= source_len) break;
    TRY(loop_turn(vm, k));
    TRY(get_element_if_present(vm, source, k, &present, &element));
    if (!present) continue;
    if (!value_is_undefined(vm, f->mapper)) {
      Value arguments[] = {element, value_number(k), value_cell(source)};
      TRY(call_function(vm, f->mapper, f->this_arg, arguments, 3, &element));
    }
    TRY(flatten_element(vm, f, element, depth));
  }
  return true;
}

/* Array.prototype.flat ( [ depth ] )   #sec-array.prototype.flat */
bool array_prototype_flat(Vm *vm, Call *call) {
  Object *o;
  double len, depth = 1;
  Flattening f = {.mapper = value_undefined(vm), .this_arg = value_undefined(vm)};
  TRY(to_object(vm, call->this_value, &o));
  TRY(length_of_array_like(vm, o, &len));
  Value depth_arg = call_arg(vm, call, 0);
  if (!value_is_undefined(vm, depth_arg)) TRY(to_integer_or_infinity(vm, depth_arg, &depth));
  TRY(array_species_create(vm, o, 0, &f.target));
  TRY(flatten_into(vm, &f, o, len, depth));
  return call_return_cell(call, f.target);
}

/* Array.prototype.flatMap ( mapperFunction [ , thisArg ] )   #sec-array.prototype.flatmap */
bool array_prototype_flat_map(Vm *vm, Call *call) {
  Object *o;
  double len;
  Flattening f = {.mapper = call_arg(vm, call, 0), .this_arg = call_arg(vm, call, 1)};
  TRY(to_object(vm, call->this_value, &o));
  TRY(length_of_array_like(vm, o, &len));
  if (!value_is_callable(vm, f.mapper)) return throw_not_callable(vm, f.mapper);
  TRY(array_species_create(vm, o, 0, &f.target));
  TRY(flatten_into(vm, &f, o, len, 1));
  return call_return_cell(call, f.target);
}

/* Array.prototype.slice ( start, end )   #sec-array.prototype.slice */
bool array_prototype_slice(Vm *vm, Call *call) {
  Object *o, *a;
  double len, k, final;
  bool done;
  TRY(to_object(vm, call->this_value, &o));
  TRY(length_of_array_like(vm, o, &len));
  TRY(to_relative_index(vm, call_arg(vm, call, 0), len, 0, &k));
  TRY(to_relative_index(vm, call_arg(vm, call, 1), len, len, &final));
  double count = final > k ? final - k : 0;
  TRY(array_species_create(vm, o, count, &a));
  call->result = value_cell(a);
  TRY(dense_copy(vm, o, k, count, a, &done));
  if (done) return true;
  double n = 0;
  for (; k < final; k++, n++) {
    bool present;
    Value value;
    if (skip_absent_tail(vm, o, k, final) >= final) break;
    TRY(loop_turn(vm, k));
    TRY(get_element_if_present(vm, o, k, &present, &value));
    if (present) TRY(create_data_property_or_throw_index(vm, a, n, value));
  }
  return set_length(vm, a, count);
}

/* ArrayCreate(length) with the intrinsic prototype, for the methods that don't heed species. The
 * array is empty, with room for `length`. */
static bool create_result(Vm *vm, double length, Array **out) {
  *out = NULL;
  if (length > UINT32_MAX) return throw_range_error(vm, ERROR_INVALID_ARRAY_LENGTH);
  if (length > (double)(HEAP_CELL_MAX / sizeof(Slot))) return throw_out_of_memory(vm);
  *out = array_new(vm, (uint32_t)length);
  return *out != NULL;
}

/* Appends Get(o, k) to a result. */
static bool append_element(Vm *vm, Array *a, Object *o, double k) {
  Value value;
  TRY(loop_turn(vm, k));
  TRY(get_element(vm, o, k, &value));
  return array_push(vm, a, value);
}

/* Array.prototype.toReversed ( )   #sec-array.prototype.toreversed */
bool array_prototype_to_reversed(Vm *vm, Call *call) {
  Object *o;
  double len;
  Array *a;
  TRY(to_object(vm, call->this_value, &o));
  TRY(length_of_array_like(vm, o, &len));
  TRY(create_result(vm, len, &a));
  for (double k = len - 1; k >= 0; k--) TRY(append_element(vm, a, o, k));
  return call_return_cell(call, a);
}

/* Array.prototype.toSpliced ( start, skipCount, ...items )   #sec-array.prototype.tospliced */
bool array_prototype_to_spliced(Vm *vm, Call *call) {
  Object *o;
  double len, start, skip = 0;
  Array *a;
  TRY(to_object(vm, call->this_value, &o));
  TRY(length_of_array_like(vm, o, &len));
  TRY(to_relative_index(vm, call_arg(vm, call, 0), len, 0, &start));
  if (call->argc == 1) skip = len - start;
  if (call->argc > 1) {
    TRY(to_integer_or_infinity(vm, call->args[1], &skip));
    skip = skip < 0 ? 0 : skip > len - start ? len - start : skip;
  }
  uint32_t inserted = call->argc > 2 ? call->argc - 2 : 0;
  if (len + inserted - skip > MAX_SAFE_LENGTH) return throw_length_exceeded(vm);
  TRY(create_result(vm, len + inserted - skip, &a));
  for (double k = 0; k < start; k++) TRY(append_element(vm, a, o, k));
  for (uint32_t i = 0; i < inserted; i++) TRY(array_push(vm, a, call->args[i + 2]));
  for (double k = start + skip; k < len; k++) TRY(append_element(vm, a, o, k));
  return call_return_cell(call, a);
}

/* Array.prototype.with ( index, value )   #sec-array.prototype.with */
bool array_prototype_with(Vm *vm, Call *call) {
  Object *o;
  double len, relative;
  Array *a;
  TRY(to_object(vm, call->this_value, &o));
  TRY(length_of_array_like(vm, o, &len));
  TRY(to_integer_or_infinity(vm, call_arg(vm, call, 0), &relative));
  double actual = relative >= 0 ? relative : len + relative;
  if (actual >= len || actual < 0) {
    char text[32];
    value_describe(vm, value_number(relative), text, sizeof text);
    return throw_range_error(vm, ERROR_INVALID_INDEX, text);
  }
  TRY(create_result(vm, len, &a));
  for (double k = 0; k < len; k++) {
    if (k == actual) TRY(array_push(vm, a, call_arg(vm, call, 1)));
    else TRY(append_element(vm, a, o, k));
  }
  return call_return_cell(call, a);
}
