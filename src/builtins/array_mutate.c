/* SPDX-License-Identifier: MIT */
/* array_mutate.c: the methods of Array.prototype that change the array in place, but for sort.
 *
 * The fast paths move slots within one Elements cell. Invariant there: no two slots that are in use
 * hold the same bits while something may be allocated, since a slot owns its double's box. */
#include "builtins/array.h"
#include "builtins/array_dense.h"
#include "value/error.h"

static bool throw_too_long(Vm *vm, double count, double len) {
  char count_text[32], len_text[32];
  value_describe(vm, value_number(count), count_text, sizeof count_text);
  value_describe(vm, value_number(len), len_text, sizeof len_text);
  return throw_type_error(vm, ERROR_ARRAY_TOO_LONG, count_text, len_text);
}

/* The slots of an open array that fill its whole length, or NULL.   OPT */
static Elements *full_slots(Vm *vm, Object *o) {
  if (!array_is_open(vm, o)) return NULL;
  Elements *elements = object_dense(vm, o);
  return elements && elements->length == ((Array *)o)->length ? elements : NULL;
}

/* Moves items[from, from + count) to items[to …) in one cell. What is left behind becomes holes, so
 * that no slot's content is there twice. */
static void move_items(Elements *elements, uint32_t from, uint32_t to, uint32_t count) {
  Slot *items = elements->items;
  memmove(items + to, items + from, count * sizeof(Slot));
  uint32_t vacated = to > from ? from : u32_max(to + count, from);
  uint32_t vacated_end = to > from ? u32_min(to, from + count) : from + count;
  for (uint32_t i = vacated; i < vacated_end; i++) items[i] = slot_hole();
}

/* Lengthens the used part to `length` items, holes at first; there is room. */
static void extend_items(Array *array, Elements *elements, uint32_t length) {
  for (uint32_t i = elements->length; i < length; i++) elements->items[i] = slot_hole();
  elements->length = length;
  array->length = length;
}

/* Shortens the used part to `length` items. */
static void cut_items(Array *array, Elements *elements, uint32_t length) {
  for (uint32_t i = length; i < elements->length; i++) elements->items[i] = slot_none();
  elements->length = length;
  array->length = length;
}

/* One step of copyWithin, reverse, shift, splice and unshift: element `from` moves to `to`, or `to`
 * is deleted if there is none. */
static bool move_element(Vm *vm, Object *o, double from, double to) {
  bool present;
  Value value;
  TRY(get_element_if_present(vm, o, from, &present, &value));
  if (present) return set_index(vm, o, to, value, true);
  return delete_index_or_throw(vm, o, to);
}

/* Array.prototype.copyWithin ( target, start [ , end ] )   #sec-array.prototype.copywithin */
bool array_prototype_copy_within(Vm *vm, Call *call) {
  Object *o;
  double len, to, from, final;
  TRY(to_object(vm, call->this_value, &o));
  TRY(length_of_array_like(vm, o, &len));
  TRY(to_relative_index(vm, call_arg(vm, call, 0), len, 0, &to));
  TRY(to_relative_index(vm, call_arg(vm, call, 1), len, 0, &from));
  TRY(to_relative_index(vm, call_arg(vm, call, 2), len, len, &final));
  double count = final - from < len - to ? final - from : len - to;
  bool backwards = from < to && to < from + count;
  for (double i = 0; i < count; i++) {
    double k = backwards ? count - 1 - i : i;
    TRY(loop_turn(vm, i));
    TRY(move_element(vm, o, from + k, to + k));
  }
  return call_return(call, value_cell(o));
}

/* OPT: fills an open array by appending or replacing. */
static bool fill_open(Vm *vm, Object *o, double from, double to, Value value) {
  return object_fill_elements(vm, o, (uint32_t)from, (uint32_t)to, value);
}

/* A filled array may not have more elements than this: its slots would not fit the cage. */
#define FILLED_LENGTH_MAX 268435456.0

/* Array.prototype.fill ( value [ , start [ , end ] ] )   #sec-array.prototype.fill */
bool array_prototype_fill(Vm *vm, Call *call) {
  Object *o;
  double len, k, final;
  Value value = call_arg(vm, call, 0);
  TRY(to_object(vm, call->this_value, &o));
  TRY(length_of_array_like(vm, o, &len));
  TRY(to_relative_index(vm, call_arg(vm, call, 1), len, 0, &k));
  TRY(to_relative_index(vm, call_arg(vm, call, 2), len, len, &final));
  call->result = value_cell(o);
  if (cell_type(o) == CELL_ARRAY && final - k > FILLED_LENGTH_MAX) return throw_out_of_memory(vm);
  if (k < final && array_is_open(vm, o) && final <= ((Array *)o)->length &&
      k <= object_elements_end(vm, o))
    return fill_open(vm, o, k, final, value);
  for (; k < final; k++) {
    TRY(loop_turn(vm, k));
    TRY(set_index(vm, o, k, value, true));
  }
  return true;
}

/* The doubles of an open array that fill its whole length, or NULL.   OPT */
static Doubles *full_doubles(Vm *vm, Object *o) {
  if (!array_is_open(vm, o)) return NULL;
  Cell *cell = slot_cell(vm, o->elements);
  if (!cell || cell_type(cell) != CELL_DOUBLES) return NULL;
  return ((Doubles *)cell)->length == ((Array *)o)->length ? (Doubles *)cell : NULL;
}

/* An element that may be absent, as Get gives it from a plain array. */
static Value plain_element(Vm *vm, Array *array, uint32_t index) {
  Value value = object_get_element(vm, &array->base, index);
  return value_is_none(value) ? value_undefined(vm) : value;
}

/* OPT: Array.prototype.pop of an open array whose last element is in use. False: it isn't so. */
static bool pop_open(Vm *vm, Array *array, Value *out) {
  Elements *elements = full_slots(vm, &array->base);
  Doubles *doubles = elements ? NULL : full_doubles(vm, &array->base);
  if ((!elements && !doubles) || array->length == 0) return false;
  *out = plain_element(vm, array, array->length - 1);
  if (elements) {
    cut_items(array, elements, array->length - 1);
  } else {
    doubles->length--;
    array->length--;
  }
  return true;
}

/* Array.prototype.pop ( )   #sec-array.prototype.pop */
bool array_prototype_pop(Vm *vm, Call *call) {
  Object *o;
  double len;
  TRY(to_object(vm, call->this_value, &o));
  if (cell_type(o) == CELL_ARRAY && pop_open(vm, (Array *)o, &call->result)) return true;
  TRY(length_of_array_like(vm, o, &len));
  if (len == 0) return set_length(vm, o, 0);
  TRY(get_index(vm, o, len - 1, &call->result));
  TRY(delete_index_or_throw(vm, o, len - 1));
  return set_length(vm, o, len - 1);
}

/* Array.prototype.push ( ...items )   #sec-array.prototype.push */
bool array_prototype_push(Vm *vm, Call *call) {
  Object *o;
  double len;
  TRY(to_object(vm, call->this_value, &o));
  if (array_is_open(vm, o) && ((Array *)o)->length < UINT32_MAX - call->argc) {
    for (uint32_t i = 0; i < call->argc; i++) TRY(array_push(vm, (Array *)o, call->args[i]));
    return call_return_number(call, ((Array *)o)->length);
  }
  TRY(length_of_array_like(vm, o, &len));
  if (len + call->argc > MAX_SAFE_LENGTH) return throw_too_long(vm, call->argc, len);
  for (uint32_t i = 0; i < call->argc; i++) TRY(set_index(vm, o, len + i, call->args[i], true));
  TRY(set_length(vm, o, len + call->argc));
  return call_return_number(call, len + call->argc);
}

/* OPT: swaps slots; each content is in one place again when the loop ends. */
static void reverse_slots(Elements *elements) {
  for (uint32_t i = 0, j = elements->length; i + 1 < j; i++) {
    Slot swapped = elements->items[--j];
    elements->items[j] = elements->items[i];
    elements->items[i] = swapped;
  }
}

/* The exchange of one pair of elements in Array.prototype.reverse. */
static bool reverse_pair(Vm *vm, Object *o, double lower, double upper) {
  bool lower_exists, upper_exists;
  Value lower_value = value_undefined(vm), upper_value = value_undefined(vm);
  TRY(get_element_if_present(vm, o, lower, &lower_exists, &lower_value));
  TRY(get_element_if_present(vm, o, upper, &upper_exists, &upper_value));
  if (upper_exists) TRY(set_index(vm, o, lower, upper_value, true));
  else if (lower_exists) TRY(delete_index_or_throw(vm, o, lower));
  if (lower_exists) return set_index(vm, o, upper, lower_value, true);
  if (upper_exists) return delete_index_or_throw(vm, o, upper);
  return true;
}

/* Array.prototype.reverse ( )   #sec-array.prototype.reverse */
bool array_prototype_reverse(Vm *vm, Call *call) {
  Object *o;
  double len;
  TRY(to_object(vm, call->this_value, &o));
  call->result = value_cell(o);
  Elements *elements = full_slots(vm, o);
  if (elements) {
    reverse_slots(elements);
    return true;
  }
  TRY(length_of_array_like(vm, o, &len));
  double middle = (double)(uint64_t)(len / 2);
  if (skip_absent_tail(vm, o, 0, len) >= len) return true;
  for (double lower = 0; lower < middle; lower++) {
    TRY(loop_turn(vm, lower));
    TRY(reverse_pair(vm, o, lower, len - lower - 1));
  }
  return true;
}

/* OPT: Array.prototype.shift of an open array that isn't empty. False: it isn't so. */
static bool shift_open(Vm *vm, Array *array, Value *out) {
  Elements *elements = full_slots(vm, &array->base);
  Doubles *doubles = elements ? NULL : full_doubles(vm, &array->base);
  if ((!elements && !doubles) || array->length == 0) return false;
  *out = plain_element(vm, array, 0);
  if (elements) {
    move_items(elements, 1, 0, elements->length - 1);
    cut_items(array, elements, elements->length - 1);
  } else {
    memmove(doubles->items, doubles->items + 1, (doubles->length - 1) * sizeof(double));
    array->length = --doubles->length;
  }
  return true;
}

/* Array.prototype.shift ( )   #sec-array.prototype.shift */
bool array_prototype_shift(Vm *vm, Call *call) {
  Object *o;
  double len;
  TRY(to_object(vm, call->this_value, &o));
  if (cell_type(o) == CELL_ARRAY && shift_open(vm, (Array *)o, &call->result)) return true;
  TRY(length_of_array_like(vm, o, &len));
  if (len == 0) return set_length(vm, o, 0);
  TRY(get_index(vm, o, 0, &call->result));
  for (double k = 1; k < len; k++) {
    if (skip_absent_tail(vm, o, k - 1, len) >= len) break;
    TRY(loop_turn(vm, k));
    TRY(move_element(vm, o, k, k - 1));
  }
  TRY(delete_index_or_throw(vm, o, len - 1));
  return set_length(vm, o, len - 1);
}

/* OPT: makes the gap in an open array's slots `inserted` wide where it was `removed` wide. *done is
 * false, and nothing changed, if the array is of another kind. */
static bool resize_gap_open(Vm *vm, Object *o, uint32_t start, uint32_t removed, uint32_t inserted,
                            bool *done) {
  Elements *elements = full_slots(vm, o);
  *done = false;
  if (!elements || inserted > FILLED_LENGTH_MAX) return true;
  uint32_t len = elements->length;
  if (inserted > removed) {
    TRY(object_reserve_elements(vm, o, len - removed + inserted));
    elements = full_slots(vm, o);
    if (!elements || elements->capacity < len - removed + inserted) return true;
    extend_items((Array *)o, elements, len - removed + inserted);
  }
  *done = true;
  if (inserted != removed)
    move_items(elements, start + removed, start + inserted, len - start - removed);
  if (inserted < removed) cut_items((Array *)o, elements, len - removed + inserted);
  return true;
}

/* The elements behind the gap move down, and what is left of them at the end is deleted. */
static bool narrow_gap(Vm *vm, Object *o, double len, double start, double removed,
                       double inserted) {
  for (double k = start; k < len - removed; k++) {
    if (skip_absent_tail(vm, o, k + inserted, len) >= len) break;
    TRY(loop_turn(vm, k));
    TRY(move_element(vm, o, k + removed, k + inserted));
  }
  for (double k = len; k > len - removed + inserted; k--) {
    TRY(loop_turn(vm, k));
    k = skip_absent_head(vm, o, k - 1) + 1;
    if (k <= len - removed + inserted) break;
    TRY(delete_index_or_throw(vm, o, k - 1));
  }
  return true;
}

/* The elements behind the gap move up. */
static bool widen_gap(Vm *vm, Object *o, double len, double start, double removed,
                      double inserted) {
  for (double k = len - removed; k > start; k--) {
    TRY(loop_turn(vm, k));
    k = skip_absent_head(vm, o, k + removed - 1) - removed + 1;
    if (k <= start) break;
    TRY(move_element(vm, o, k + removed - 1, k + inserted - 1));
  }
  return true;
}

static bool resize_gap(Vm *vm, Object *o, double len, double start, double removed,
                       double inserted) {
  if (inserted < removed) return narrow_gap(vm, o, len, start, removed, inserted);
  if (inserted > removed) return widen_gap(vm, o, len, start, removed, inserted);
  return true;
}

static bool set_items(Vm *vm, Object *o, double start, const Value *items, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) TRY(set_index(vm, o, start + i, items[i], true));
  return true;
}

/* The new array of Array.prototype.splice: the elements that are taken out. */
static bool splice_removed(Vm *vm, Object *o, double start, double count, Object **out) {
  bool done;
  TRY(array_species_create(vm, o, count, out));
  TRY(dense_copy(vm, o, start, count, *out, &done));
  if (done) return true;
  for (double k = 0; k < count; k++) {
    bool present;
    Value value;
    TRY(loop_turn(vm, k));
    TRY(get_element_if_present(vm, o, start + k, &present, &value));
    if (present) TRY(create_data_property_or_throw_index(vm, *out, k, value));
  }
  return set_length(vm, *out, count);
}

/* What argc, start and deleteCount say of how many elements splice and toSpliced skip. */
static bool splice_skip_count(Vm *vm, const Call *call, double len, double start, double *out) {
  *out = 0;
  if (call->argc == 0) return true;
  *out = len - start;
  if (call->argc == 1) return true;
  double count;
  TRY(to_integer_or_infinity(vm, call->args[1], &count));
  if (count < 0) count = 0;
  if (count < *out) *out = count;
  return true;
}

/* Array.prototype.splice ( start, deleteCount, ...items )   #sec-array.prototype.splice */
bool array_prototype_splice(Vm *vm, Call *call) {
  Object *o, *a;
  double len, start, removed;
  TRY(to_object(vm, call->this_value, &o));
  TRY(length_of_array_like(vm, o, &len));
  TRY(to_relative_index(vm, call_arg(vm, call, 0), len, 0, &start));
  TRY(splice_skip_count(vm, call, len, start, &removed));
  uint32_t inserted = call->argc > 2 ? call->argc - 2 : 0;
  if (len + inserted - removed > MAX_SAFE_LENGTH) return throw_too_long(vm, inserted, len);
  TRY(splice_removed(vm, o, start, removed, &a));
  call->result = value_cell(a);
  bool done = false;
  if (cell_type(o) == CELL_ARRAY && ((Array *)o)->length == len && a != o)
    TRY(resize_gap_open(vm, o, (uint32_t)start, (uint32_t)removed, inserted, &done));
  if (!done) TRY(resize_gap(vm, o, len, start, removed, inserted));
  TRY(set_items(vm, o, start, call->args + 2, inserted));
  return set_length(vm, o, len - removed + inserted);
}

/* Array.prototype.unshift ( ...items )   #sec-array.prototype.unshift */
bool array_prototype_unshift(Vm *vm, Call *call) {
  Object *o;
  double len;
  TRY(to_object(vm, call->this_value, &o));
  TRY(length_of_array_like(vm, o, &len));
  if (call->argc > 0) {
    bool done = false;
    if (len + call->argc > MAX_SAFE_LENGTH) return throw_too_long(vm, call->argc, len);
    if (cell_type(o) == CELL_ARRAY) TRY(resize_gap_open(vm, o, 0, 0, call->argc, &done));
    if (!done) TRY(resize_gap(vm, o, len, 0, 0, call->argc));
    TRY(set_items(vm, o, 0, call->args, call->argc));
  }
  TRY(set_length(vm, o, len + call->argc));
  return call_return_number(call, len + call->argc);
}
