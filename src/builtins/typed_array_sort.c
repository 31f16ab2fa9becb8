/* SPDX-License-Identifier: MIT */
/* typed_array_sort.c: %TypedArray%.prototype.sort and toSorted.
 *
 * Without a comparison function no JavaScript can tell how the elements are put in order: their bits
 * are mapped to unsigned integers that are in the same order as the numbers (-0 before +0, NaN last),
 * which a radix sort orders byte by byte. With one, it is the sort of Array.prototype. */
#include "builtins/array_sort.h"
#include "builtins/loop.h"
#include "builtins/typed_array.h"

#include <stdlib.h>

/* Fewer elements are sorted by insertion. */
#define RADIX_MIN 64

/* --- keys --- */

/* How the bits of an element type become keys. */
typedef enum KeyKind { KEY_UNSIGNED, KEY_SIGNED, KEY_FLOAT } KeyKind;

static KeyKind key_kind(ElementType type) {
  switch (type) {
    case ELEMENT_INT8:
    case ELEMENT_INT16:
    case ELEMENT_INT32:
    case ELEMENT_BIGINT64: return KEY_SIGNED;
    case ELEMENT_FLOAT16:
    case ELEMENT_FLOAT32:
    case ELEMENT_FLOAT64: return KEY_FLOAT;
    default: return KEY_UNSIGNED;
  }
}

/* The bits of +Infinity: above them, but for the sign, is NaN. */
static uint64_t infinity_bits(ElementType type) {
  return element_to_bits(type, value_double(__builtin_inf()));
}

typedef struct KeyMap {
  KeyKind kind;
  uint64_t sign, mask, infinity;
} KeyMap;

static KeyMap key_map(ElementType type) {
  unsigned bits = (unsigned)element_size(type) * 8;
  KeyKind kind = key_kind(type);
  return (KeyMap){kind, 1ull << (bits - 1), ~0ull >> (64 - bits),
                  kind == KEY_FLOAT ? infinity_bits(type) : 0};
}

static uint64_t key_from_bits(const KeyMap *map, uint64_t bits) {
  if (map->kind == KEY_UNSIGNED) return bits;
  if (map->kind == KEY_FLOAT) {
    if ((bits & ~map->sign) > map->infinity)
      return bits | map->sign; /* any NaN, as a positive one */
    if (bits & map->sign) return ~bits & map->mask;
  }
  return bits ^ map->sign;
}

/* NaNs come back positive. */
static uint64_t bits_from_key(const KeyMap *map, uint64_t key) {
  if (map->kind == KEY_FLOAT && !(key & map->sign)) return ~key & map->mask;
  return map->kind == KEY_UNSIGNED ? key : key ^ map->sign;
}

/* --- sorting keys --- */

static void insertion_sort(uint64_t *keys, size_t count) {
  for (size_t i = 1; i < count; i++) {
    uint64_t key = keys[i];
    size_t j = i;
    for (; j > 0 && keys[j - 1] > key; j--) keys[j] = keys[j - 1];
    keys[j] = key;
  }
}

/* One pass: by the byte at `shift`, into `to`. Gives false, and does nothing, where all are the same. */
static bool radix_pass(const uint64_t *from, uint64_t *to, size_t count, unsigned shift) {
  size_t starts[256] = {0}, at = 0;
  for (size_t i = 0; i < count; i++) starts[from[i] >> shift & 0xff]++;
  if (starts[from[0] >> shift & 0xff] == count) return false;
  for (int byte = 0; byte < 256; byte++) {
    size_t here = starts[byte];
    starts[byte] = at;
    at += here;
  }
  for (size_t i = 0; i < count; i++) to[starts[from[i] >> shift & 0xff]++] = from[i];
  return true;
}

/* Sorts keys of `size` bytes; `scratch` has room for as many. Gives where they are then. */
static uint64_t *radix_sort(uint64_t *keys, uint64_t *scratch, size_t count, size_t size) {
  for (unsigned shift = 0; shift < size * 8; shift += 8) {
    if (!radix_pass(keys, scratch, count, shift)) continue;
    uint64_t *swapped = keys;
    keys = scratch;
    scratch = swapped;
  }
  return keys;
}

/* Sorts elements in place. */
static bool sort_elements(Vm *vm, ElementType type, uint8_t *data, size_t count) {
  size_t size = element_size(type);
  KeyMap map = key_map(type);
  if (count < 2) return true;
  uint64_t *keys = malloc(count * 2 * sizeof *keys), *sorted = keys;
  if (!keys) return throw_out_of_memory(vm);
  for (size_t i = 0; i < count; i++)
    keys[i] = key_from_bits(&map, element_load_bits(type, data + i * size));
  if (count < RADIX_MIN) insertion_sort(keys, count);
  else sorted = radix_sort(keys, keys + count, count, size);
  for (size_t i = 0; i < count; i++)
    element_store_bits(type, data + i * size, bits_from_key(&map, sorted[i]));
  free(keys);
  return true;
}

/* --- sorting by a function --- */

static bool collect(Vm *vm, const TypedArray *array, double length, RootVec *values) {
  for (double k = 0; k < length; k++) {
    Value value;
    TRY(typed_array_get_element(vm, array, k, &value));
    TRY(roots_push(vm, values, value));
  }
  return true;
}

static bool store_all(Vm *vm, TypedArray *array, const RootVec *values) {
  for (size_t k = 0; k < values->count; k++)
    TRY(typed_array_set_element(vm, array, (double)k, values->items[k]));
  return true;
}

/* SortIndexedProperties ( obj, len, SortCompare, read-through-holes ), then stored in `to`
 * #sec-sortindexedproperties */
static bool sort_by_function(Vm *vm, const TypedArray *from, double length, Value comparator,
                             TypedArray *to) {
  RootVec values;
  TRY(roots_init(vm, &values));
  bool ok = collect(vm, from, length, &values) && sort_values(vm, &values, comparator) &&
            store_all(vm, to, &values);
  root_vec_destroy(&values);
  return ok;
}

/* --- the methods --- */

/* %TypedArray%.prototype.sort ( comparator )   #sec-%typedarray%.prototype.sort */
bool typed_array_prototype_sort(Vm *vm, Call *call) {
  Value comparator = call_arg(vm, call, 0);
  TypedArray *array;
  double length;
  TRY(check_compare_function(vm, comparator));
  TRY(this_mutable_typed_array(vm, call, "%TypedArray%.prototype.sort", &array, &length));
  call->result = value_cell(array);
  if (!value_is_undefined(vm, comparator))
    return sort_by_function(vm, array, length, comparator, array);
  return sort_elements(vm, (ElementType)array->kind, view_data(vm, array), (size_t)length);
}

/* %TypedArray%.prototype.toSorted ( comparator )   #sec-%typedarray%.prototype.tosorted */
bool typed_array_prototype_to_sorted(Vm *vm, Call *call) {
  Value comparator = call_arg(vm, call, 0);
  TypedArray *array, *result;
  double length;
  TRY(check_compare_function(vm, comparator));
  TRY(this_typed_array(vm, call, "%TypedArray%.prototype.toSorted", &array, &length));
  TRY(typed_array_create_same_type(vm, array, length, &result));
  call->result = value_cell(result);
  if (!value_is_undefined(vm, comparator))
    return sort_by_function(vm, array, length, comparator, result);
  memcpy(view_data(vm, result), view_data(vm, array), (size_t)length * view_element_size(array));
  return sort_elements(vm, (ElementType)array->kind, view_data(vm, result), (size_t)length);
}
