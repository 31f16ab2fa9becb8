/* SPDX-License-Identifier: MIT */
/* array_sort.c: Array.prototype.sort and toSorted.
 *
 * The elements are taken out into a list (SortIndexedProperties), sorted there, and written back,
 * so the comparison function may do to the array what it likes. */
#include "builtins/array_sort.h"
#include "builtins/array.h"
#include "builtins/array_dense.h"
#include "builtins/merge_sort.h"

/* A comparison that calls `context`, a Callback.   #sec-comparearrayelements */
static bool before_by_function(Vm *vm, void *context, const SortItem *b, const SortItem *a,
                               bool *out) {
  Value arguments[] = {a->value, b->value}, result;
  double order;
  TRY(callback_call(vm, context, arguments, 2, &result));
  if (value_is_int(result)) {
    *out = value_as_int(result) > 0;
    return true;
  }
  TRY(to_number(vm, result, &order));
  *out = order > 0;
  return true;
}

/* OPT: a comparison by a Callback that gives the difference of its arguments; for numbers it is not called. */
typedef struct DifferenceComparator {
  Callback callback;
  bool swapped;
} DifferenceComparator;

static bool before_by_difference(Vm *vm, void *context, const SortItem *b, const SortItem *a,
                                 bool *out) {
  DifferenceComparator *comparator = context;
  if (!value_is_number(a->value) || !value_is_number(b->value))
    return before_by_function(vm, &comparator->callback, b, a, out);
  double order = value_as_number(a->value) - value_as_number(b->value);
  *out = comparator->swapped ? order < 0 : order > 0;
  return true;
}

static bool sort_by_function(Vm *vm, SortItem *items, size_t count, Value compare) {
  DifferenceComparator comparator = {callback_make(vm, compare, value_undefined(vm)), false};
  if (callback_is_difference(vm, &comparator.callback, &comparator.swapped))
    return merge_sort(vm, items, count, before_by_difference, &comparator);
  return merge_sort(vm, items, count, before_by_function, &comparator.callback);
}

static bool is_flat_latin1(const String *s) { return string_is_flat(s) && !string_is_wide(s); }

static bool before_by_string(Vm *vm, void *context, const SortItem *b, const SortItem *a,
                             bool *out) {
  (void)context;
  String *x = value_as_string(b->key), *y = value_as_string(a->key);
  int order;
  if (is_flat_latin1(x) && is_flat_latin1(y)) { /* OPT: without calls for the views */
    order = memcmp(x->latin1, y->latin1, u32_min(x->length, y->length));
    *out = order < 0 || (order == 0 && x->length < y->length);
    return true;
  }
  TRY(string_compare(vm, x, y, &order));
  *out = order < 0;
  return true;
}

static uint64_t power_of_ten(unsigned exponent) {
  uint64_t power = 1;
  while (exponent-- > 0) power *= 10;
  return power;
}
static unsigned decimal_digits(uint64_t n) {
  unsigned digits = 1;
  for (; n >= 10; n /= 10) digits++;
  return digits;
}

/* Whether the decimal text of b comes before that of a. '-' comes before every digit. */
static bool before_by_digits(Vm *vm, void *context, const SortItem *b, const SortItem *a,
                             bool *out) {
  (void)vm;
  (void)context;
  int64_t x = value_as_int(b->value), y = value_as_int(a->value);
  if ((x < 0) != (y < 0)) {
    *out = x < 0;
    return true;
  }
  uint64_t x_digits = (uint64_t)(x < 0 ? -x : x), y_digits = (uint64_t)(y < 0 ? -y : y);
  unsigned x_count = decimal_digits(x_digits), y_count = decimal_digits(y_digits);
  if (x_count < y_count) x_digits *= power_of_ten(y_count - x_count);
  if (y_count < x_count) y_digits *= power_of_ten(x_count - y_count);
  *out = x_digits < y_digits || (x_digits == y_digits && x_count < y_count);
  return true;
}

/* What the items of a default sort are. */
typedef enum SortKind { SORT_INTEGERS, SORT_STRINGS, SORT_ANY } SortKind;

static SortKind sort_kind(const SortItem *items, size_t count) {
  bool integers = true, strings = true;
  for (size_t i = 0; i < count; i++) {
    integers = integers && value_is_int(items[i].value);
    strings = strings && value_is_string(items[i].value);
  }
  return integers ? SORT_INTEGERS : strings ? SORT_STRINGS : SORT_ANY;
}

/* Makes the keys: each value's string. The specification converts at every comparison; how many
 * comparisons there are is left open, so once does. */
static bool make_string_keys(Vm *vm, SortItem *items, size_t count) {
  for (size_t i = 0; i < count; i++) {
    String *text;
    TRY(to_string(vm, items[i].value, &text));
    text = string_flatten(vm, text);
    TRY(text);
    items[i].key = value_string(text);
  }
  return true;
}

static bool sort_items(Vm *vm, SortItem *items, size_t count, Value compare) {
  if (!value_is_undefined(vm, compare)) return sort_by_function(vm, items, count, compare);
  if (count < 2) return true;
  /* OPT: integers are compared by their digits, without strings. */
  if (sort_kind(items, count) == SORT_INTEGERS)
    return merge_sort(vm, items, count, before_by_digits, NULL);
  TRY(make_string_keys(vm, items, count));
  return merge_sort(vm, items, count, before_by_string, NULL);
}

static bool sort_into(Vm *vm, RootVec *values, RootVec *items, Value compare) {
  for (size_t i = 0; i < values->count; i++) {
    if (value_is_undefined(vm, values->items[i])) continue;
    TRY(root_vec_push(items, values->items[i]) && root_vec_push(items, value_none()));
  }
  size_t count = items->count / 2;
  TRY(sort_items(vm, (SortItem *)items->items, count, compare));
  for (size_t i = 0; i < values->count; i++)
    values->items[i] = i < count ? items->items[2 * i] : value_undefined(vm);
  return true;
}

bool sort_values(Vm *vm, RootVec *values, Value compare) {
  RootVec items;
  TRY(root_vec_init(&items, vm));
  bool ok = sort_into(vm, values, &items, compare);
  root_vec_destroy(&items);
  return ok;
}

/* SortIndexedProperties ( obj, len, SortCompare, holes ), the collecting of the list
 * #sec-sortindexedproperties */
static bool collect_present(Vm *vm, Object *o, double len, RootVec *out) {
  for (double k = 0; k < len; k++) {
    bool present = true;
    Value value;
    TRY(loop_turn(vm, k));
    if (!element_if_plain(vm, o, k, &value)) {
      if (skip_absent_tail(vm, o, k, len) >= len) break;
      TRY(get_element_if_present(vm, o, k, &present, &value));
    }
    if (present) TRY(root_vec_push(out, value));
  }
  return true;
}
static bool collect_all(Vm *vm, Object *o, double len, RootVec *out) {
  for (double k = 0; k < len; k++) {
    Value value;
    TRY(loop_turn(vm, k));
    TRY(get_element(vm, o, k, &value));
    TRY(root_vec_push(out, value));
  }
  return true;
}

static bool store_sorted(Vm *vm, Object *o, double k, Value value) {
  /* OPT: an element of an open array is replaced. */
  if (array_is_open(vm, o) && k < object_elements_end(vm, o))
    return object_put_element(vm, o, (uint32_t)k, value);
  return set_index(vm, o, k, value, true);
}

/* OPT: writes as many of the values as replace the slots of an open array; gives how many. */
static size_t store_sorted_open(Vm *vm, Object *o, const RootVec *values) {
  Elements *elements = array_is_open(vm, o) ? object_dense(vm, o) : NULL;
  size_t count = elements ? size_min(values->count, elements->length) : 0;
  for (size_t j = 0; j < count; j++)
    slot_store(vm, elements, &elements->items[j], values->items[j]);
  return count;
}

static bool sort_in_place(Vm *vm, Object *o, double len, Value compare, RootVec *values) {
  TRY(collect_present(vm, o, len, values));
  TRY(sort_values(vm, values, compare));
  for (size_t j = store_sorted_open(vm, o, values); j < values->count; j++)
    TRY(store_sorted(vm, o, (double)j, values->items[j]));
  for (double j = (double)values->count; j < len; j++) {
    if (cell_type(o) == CELL_ARRAY && j >= object_elements_end(vm, o)) break;
    TRY(loop_turn(vm, j));
    TRY(delete_index_or_throw(vm, o, j));
  }
  return true;
}

bool check_compare_function(Vm *vm, Value compare) {
  if (value_is_undefined(vm, compare) || value_is_callable(vm, compare)) return true;
  char text[128];
  return throw_type_error(vm, ERROR_COMPARE_FUNCTION,
                          value_describe(vm, compare, text, sizeof text));
}

/* Array.prototype.sort ( comparator )   #sec-array.prototype.sort */
bool array_prototype_sort(Vm *vm, Call *call) {
  Value compare = call_arg(vm, call, 0);
  Object *o;
  double len;
  RootVec values;
  TRY(check_compare_function(vm, compare));
  TRY(to_object(vm, call->this_value, &o));
  TRY(length_of_array_like(vm, o, &len));
  TRY(root_vec_init(&values, vm));
  bool ok = sort_in_place(vm, o, len, compare, &values);
  root_vec_destroy(&values);
  call->result = value_cell(o);
  return ok;
}

static bool sort_to_array(Vm *vm, Object *o, double len, Value compare, RootVec *values,
                          Array **out) {
  TRY(collect_all(vm, o, len, values));
  TRY(sort_values(vm, values, compare));
  *out = array_from_values(vm, values->items, (uint32_t)values->count);
  return *out != NULL;
}

/* Array.prototype.toSorted ( comparator )   #sec-array.prototype.tosorted */
bool array_prototype_to_sorted(Vm *vm, Call *call) {
  Value compare = call_arg(vm, call, 0);
  Object *o;
  Array *array;
  double len;
  RootVec values;
  TRY(check_compare_function(vm, compare));
  TRY(to_object(vm, call->this_value, &o));
  TRY(length_of_array_like(vm, o, &len));
  if (len > UINT32_MAX) return throw_range_error(vm, ERROR_INVALID_ARRAY_LENGTH);
  TRY(root_vec_init(&values, vm));
  bool ok = sort_to_array(vm, o, len, compare, &values, &array);
  root_vec_destroy(&values);
  return ok && call_return_cell(call, array);
}
