/* SPDX-License-Identifier: MIT */
/* array_search.c: the methods of Array.prototype that look for one element. */
#include "builtins/array.h"
#include "builtins/array_dense.h"

/* Array.prototype.at ( index )   #sec-array.prototype.at */
bool array_prototype_at(Vm *vm, Call *call) {
  Object *o;
  double len, relative;
  TRY(to_object(vm, call->this_value, &o));
  TRY(length_of_array_like(vm, o, &len));
  TRY(to_integer_or_infinity(vm, call_arg(vm, call, 0), &relative));
  double k = relative >= 0 ? relative : len + relative;
  if (k < 0 || k >= len) return true;
  return get_element(vm, o, k, &call->result);
}

/* A FindViaPredicate record. */
typedef struct Found {
  double index; /* -1: none */
  Value value;
} Found;

/* One turn of FindViaPredicate. */
static bool find_test(Vm *vm, Object *o, double k, const Callback *predicate, Found *found) {
  Value value, result;
  TRY(loop_turn(vm, k));
  TRY(get_element(vm, o, k, &value));
  Value arguments[] = {value, value_number(k), value_cell(o)};
  TRY(callback_call(vm, predicate, arguments, 3, &result));
  if (to_boolean(vm, result)) *found = (Found){k, value};
  return true;
}

/* FindViaPredicate ( O, len, direction, predicate, thisArg ), in either direction
 * #sec-findviapredicate */
static bool find_ascending(Vm *vm, Object *o, double len, const Call *call, Found *found) {
  Value function = call_arg(vm, call, 0);
  *found = (Found){-1, value_undefined(vm)};
  if (!value_is_callable(vm, function)) return throw_not_callable(vm, function);
  Callback predicate = callback_make(vm, function, call_arg(vm, call, 1));
  for (double k = 0; k < len && found->index < 0; k++) TRY(find_test(vm, o, k, &predicate, found));
  return true;
}
static bool find_descending(Vm *vm, Object *o, double len, const Call *call, Found *found) {
  Value function = call_arg(vm, call, 0);
  *found = (Found){-1, value_undefined(vm)};
  if (!value_is_callable(vm, function)) return throw_not_callable(vm, function);
  Callback predicate = callback_make(vm, function, call_arg(vm, call, 1));
  for (double k = len - 1; k >= 0 && found->index < 0; k--)
    TRY(find_test(vm, o, k, &predicate, found));
  return true;
}

/* Array.prototype.find ( predicate [ , thisArg ] )   #sec-array.prototype.find */
bool array_prototype_find(Vm *vm, Call *call) {
  Object *o;
  double len;
  Found found;
  TRY(to_object(vm, call->this_value, &o));
  TRY(length_of_array_like(vm, o, &len));
  TRY(find_ascending(vm, o, len, call, &found));
  return call_return(call, found.value);
}

/* Array.prototype.findIndex ( predicate [ , thisArg ] )   #sec-array.prototype.findindex */
bool array_prototype_find_index(Vm *vm, Call *call) {
  Object *o;
  double len;
  Found found;
  TRY(to_object(vm, call->this_value, &o));
  TRY(length_of_array_like(vm, o, &len));
  TRY(find_ascending(vm, o, len, call, &found));
  return call_return_number(call, found.index);
}

/* Array.prototype.findLast ( predicate [ , thisArg ] )   #sec-array.prototype.findlast */
bool array_prototype_find_last(Vm *vm, Call *call) {
  Object *o;
  double len;
  Found found;
  TRY(to_object(vm, call->this_value, &o));
  TRY(length_of_array_like(vm, o, &len));
  TRY(find_descending(vm, o, len, call, &found));
  return call_return(call, found.value);
}

/* Array.prototype.findLastIndex ( predicate [ , thisArg ] )   #sec-array.prototype.findlastindex */
bool array_prototype_find_last_index(Vm *vm, Call *call) {
  Object *o;
  double len;
  Found found;
  TRY(to_object(vm, call->this_value, &o));
  TRY(length_of_array_like(vm, o, &len));
  TRY(find_descending(vm, o, len, call, &found));
  return call_return_number(call, found.index);
}

/* Whether identity of bits decides: neither a number, nor a string, nor a BigInt. */
static bool compares_by_identity(Value v) {
  return value_is_cell(v) && !value_is_string(v) && !value_is_bigint(v);
}

/* OPT: the index of a value that compares by identity in slots[from, to); -1: none. */
static int64_t find_identical(Elements *elements, uint32_t from, uint32_t to, Value value) {
  Slot wanted = slot_from_cell(value_as_cell(value));
  for (uint32_t i = from; i < to; i++)
    if (elements->items[i].bits == wanted.bits) return i;
  return -1;
}

/* The slot form of a number without a box; none: it would need one. */
static Slot slot_of_integer(double number) {
  bool fits = number >= SLOT_INT_MIN && number <= SLOT_INT_MAX && number == (int32_t)number;
  return fits ? slot_from_int((int32_t)number) : slot_none();
}

#define SLOT_BLOCK 16

/* Whether none of SLOT_BLOCK slots may hold a number: neither this slot, nor a number in a box. Vectorised. */
static bool block_lacks_number(const Slot *block, Slot wanted) {
  uint32_t any = 0;
  for (uint32_t i = 0; i < SLOT_BLOCK; i++)
    any |= (uint32_t)(block[i].bits == wanted.bits) | (uint32_t)slot_is_double(block[i]);
  return !any;
}

/* OPT: the index of a number that isn't NaN in slots[from, to); -1: none. */
static int64_t find_number(Vm *vm, Elements *elements, uint32_t from, uint32_t to, double number) {
  Slot wanted = slot_of_integer(number);
  for (uint32_t i = from; i < to; i++) {
    while (to - i >= SLOT_BLOCK && block_lacks_number(elements->items + i, wanted)) i += SLOT_BLOCK;
    if (i == to) break;
    Slot slot = elements->items[i];
    if (slot_is_cell(slot)) continue;
    if (value_as_number(slot_load(vm, slot)) == number) return i;
  }
  return -1;
}

/* OPT: the index of a string in slots[from, to); -1: none. Nothing is flattened unless the lengths are
 * the same. False: out of memory. */
static bool find_string(Vm *vm, Elements *elements, uint32_t from, uint32_t to, String *wanted,
                        int64_t *out) {
  *out = -1;
  for (uint32_t i = from; i < to; i++) {
    Slot slot = elements->items[i];
    if (!slot_is_cell(slot)) continue;
    String *s = slot_cell_present(vm, slot);
    if (cell_type(s) != CELL_STRING || s->length != wanted->length) continue;
    bool equal = s == wanted;
    if (!equal && !(string_is_interned(s) && string_is_interned(wanted)))
      TRY(string_equals(vm, s, wanted, &equal));
    if (!equal) continue;
    *out = i;
    return true;
  }
  return true;
}

/* OPT: finds without calls where the array is plain and the value allows; *decided tells. Elements
 * from the storage's end on are absent, which matters to no value that is looked for here. */
static bool find_in_slots(Vm *vm, Object *o, double from, double len, Value value, bool *decided,
                          int64_t *out) {
  Elements *elements = array_is_plain(vm, o) ? object_dense(vm, o) : NULL;
  *decided = elements != NULL;
  *out = -1;
  if (!elements) return true;
  uint32_t end = len < elements->length ? (uint32_t)len : elements->length;
  uint32_t start = from < end ? (uint32_t)from : end;
  if (compares_by_identity(value) && !value_is_undefined(vm, value))
    *out = find_identical(elements, start, end, value);
  else if (value_is_number(value) && value_as_number(value) == value_as_number(value))
    *out = find_number(vm, elements, start, end, value_as_number(value));
  else if (value_is_string(value))
    return find_string(vm, elements, start, end, value_as_string(value), out);
  else *decided = false;
  return true;
}

/* Array.prototype.includes ( searchElement [ , fromIndex ] )   #sec-array.prototype.includes */
bool array_prototype_includes(Vm *vm, Call *call) {
  Object *o;
  double len, k;
  Value wanted = call_arg(vm, call, 0);
  bool decided, equal = false;
  TRY(to_object(vm, call->this_value, &o));
  TRY(length_of_array_like(vm, o, &len));
  if (len == 0) return call_return_bool(vm, call, false);
  TRY(to_relative_index(vm, call_arg(vm, call, 1), len, 0, &k));
  int64_t index;
  TRY(find_in_slots(vm, o, k, len, wanted, &decided, &index));
  if (decided) return call_return_bool(vm, call, index >= 0);
  for (; k < len && !equal; k++) {
    Value element;
    TRY(loop_turn(vm, k));
    TRY(get_element(vm, o, k, &element));
    TRY(same_value_zero(vm, wanted, element, &equal));
  }
  return call_return_bool(vm, call, equal);
}

/* Array.prototype.indexOf ( searchElement [ , fromIndex ] )   #sec-array.prototype.indexof */
bool array_prototype_index_of(Vm *vm, Call *call) {
  Object *o;
  double len, k;
  Value wanted = call_arg(vm, call, 0);
  bool decided;
  TRY(to_object(vm, call->this_value, &o));
  TRY(length_of_array_like(vm, o, &len));
  if (len == 0) return call_return_number(call, -1);
  TRY(to_relative_index(vm, call_arg(vm, call, 1), len, 0, &k));
  int64_t index;
  TRY(find_in_slots(vm, o, k, len, wanted, &decided, &index));
  if (decided) return call_return_number(call, (double)index);
  for (; k < len; k++) {
    bool present, equal;
    Value element;
    if (skip_absent_tail(vm, o, k, len) >= len) break;
    TRY(loop_turn(vm, k));
    TRY(get_element_if_present(vm, o, k, &present, &element));
    if (!present) continue;
    TRY(is_strictly_equal(vm, wanted, element, &equal));
    if (equal) return call_return_number(call, k);
  }
  return call_return_number(call, -1);
}

/* Array.prototype.lastIndexOf ( searchElement [ , fromIndex ] )   #sec-array.prototype.lastindexof */
bool array_prototype_last_index_of(Vm *vm, Call *call) {
  Object *o;
  double len, n;
  Value wanted = call_arg(vm, call, 0);
  TRY(to_object(vm, call->this_value, &o));
  TRY(length_of_array_like(vm, o, &len));
  if (len == 0) return call_return_number(call, -1);
  n = len - 1;
  if (call->argc > 1) TRY(to_integer_or_infinity(vm, call->args[1], &n));
  double k = n >= 0 ? (n < len - 1 ? n : len - 1) : len + n;
  for (; k >= 0; k--) {
    bool present, equal;
    Value element;
    k = skip_absent_head(vm, o, k);
    if (k < 0) break;
    TRY(loop_turn(vm, k));
    TRY(get_element_if_present(vm, o, k, &present, &element));
    if (!present) continue;
    TRY(is_strictly_equal(vm, wanted, element, &equal));
    if (equal) return call_return_number(call, k);
  }
  return call_return_number(call, -1);
}
