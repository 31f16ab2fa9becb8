/* SPDX-License-Identifier: MIT */
/* test_hash_table.c: the ordered table of Map and Set, and weak maps and references. */
#include "value_test.h"

#include <math.h>

#include "value/bigint.h"
#include "value/hash_table.h"
#include "value/weak.h"

/* A Map whose table the tests change. */
static MapObject *map_new(Vm *vm, uint32_t flags) {
  Object *prototype = intrinsic(vm, INTRINSIC_OBJECT_PROTOTYPE);
  Shape *shape = shape_root(vm, value_cell(prototype), 0, 0);
  MapObject *map = object_allocate(vm, CELL_MAP, sizeof *map, shape);
  assert_non_null(map);
  HashTable *table = hash_table_new(vm, flags);
  assert_non_null(table);
  slot_store_cell(vm, map, &map->table, table);
  return map;
}

static void map_set(Vm *vm, MapObject *map, Value key, Value value) {
  assert_true(hash_table_set(vm, map, &map->table, key, value));
}
static bool map_delete(Vm *vm, MapObject *map, Value key) {
  bool found;
  assert_true(hash_table_delete(vm, map, &map->table, key, &found));
  return found;
}
static HashTable *map_table(Vm *vm, MapObject *map) { return slot_cell(vm, map->table); }
static bool map_get(Vm *vm, MapObject *map, Value key, Value *out) {
  bool found;
  assert_true(hash_table_get(vm, map_table(vm, map), key, &found, out));
  return found;
}

static void keys_of_every_kind(void **state) {
  Vm *vm = *state;
  MapObject *map = map_new(vm, HASH_TABLE_VALUES);
  Object *object = object_new(vm, 0);
  map_set(vm, map, value_int(1), value_int(10));
  map_set(vm, map, value_double(2.5), value_double(0.25));
  map_set(vm, map, value_int(1 << 30), value_int(30));
  map_set(vm, map, value_double(NAN), value_int(40));
  map_set(vm, map, value_double(-0.0), value_int(50));
  map_set(vm, map, value_string(ascii(vm, "key")), value_int(60));
  map_set(vm, map, value_cell(object), value_int(70));
  map_set(vm, map, value_undefined(vm), value_int(80));
  map_set(vm, map, value_cell(bigint_from_int64(vm, -5)), value_int(90));
  assert_int_equal(hash_table_size(map_table(vm, map)), 9);
  Value v;
  assert_true(map_get(vm, map, value_double(1.0), &v) && value_as_int(v) == 10);
  assert_true(map_get(vm, map, value_double(2.5), &v) && value_as_number(v) == 0.25);
  assert_true(map_get(vm, map, value_double(1 << 30), &v) && value_as_int(v) == 30);
  assert_true(map_get(vm, map, value_int(1 << 30), &v) && value_as_int(v) == 30);
  assert_true(map_get(vm, map, value_double(NAN), &v) && value_as_int(v) == 40);
  assert_true(map_get(vm, map, value_int(0), &v) && value_as_int(v) == 50);
  assert_true(
      map_get(vm, map, value_string(string_concat(vm, ascii(vm, "ke"), ascii(vm, "y"))), &v));
  assert_int_equal(value_as_int(v), 60);
  assert_true(map_get(vm, map, value_cell(object), &v) && value_as_int(v) == 70);
  assert_true(map_get(vm, map, value_undefined(vm), &v) && value_as_int(v) == 80);
  assert_true(map_get(vm, map, value_cell(bigint_from_int64(vm, -5)), &v) && value_as_int(v) == 90);
  assert_false(map_get(vm, map, value_null(vm), &v));
  assert_true(value_is_undefined(vm, v));
  map_set(vm, map, value_int(1), value_int(11));
  assert_true(map_get(vm, map, value_int(1), &v) && value_as_int(v) == 11);
  HashTablePosition position = {map_table(vm, map), 0};
  Value key;
  for (int i = 0; i < 5; i++) assert_true(hash_table_next(vm, &position, &key, NULL));
  assert_true(value_is_int(key) && value_as_int(key) == 0); /* -0 became 0 */
}

static void growing_keeps_order(void **state) {
  Vm *vm = *state;
  int count = stressed() ? 300 : 50000;
  MapObject *map = map_new(vm, HASH_TABLE_VALUES);
  for (int i = 0; i < count; i++)
    map_set(vm, map, value_double(i + 0.5), value_double(i * 3 + 0.1));
  for (int i = 0; i < count; i += 3) assert_true(map_delete(vm, map, value_double(i + 0.5)));
  for (int i = 0; i < count; i += 3) map_set(vm, map, value_double(i + 0.5), value_int(i));
  assert_int_equal(hash_table_size(map_table(vm, map)), count);
  HashTablePosition position = {map_table(vm, map), 0};
  Value key, value;
  for (int i = 0; i < count; i++) {
    if (i % 3 == 0) continue;
    assert_true(hash_table_next(vm, &position, &key, &value));
    assert_true(value_as_number(key) == i + 0.5);
    assert_true(value_as_number(value) == i * 3 + 0.1);
  }
  for (int i = 0; i < count; i += 3) {
    assert_true(hash_table_next(vm, &position, &key, &value));
    assert_true(value_as_number(key) == i + 0.5 && value_as_number(value) == i);
  }
  assert_false(hash_table_next(vm, &position, &key, &value));
}

/* An iterator that stops while entries before, at and behind it are deleted and the table grows. */
static void iteration_survives_changes(void **state) {
  Vm *vm = *state;
  MapObject *set = map_new(vm, 0);
  for (int i = 0; i < 10; i++) map_set(vm, set, value_int(i), value_undefined(vm));
  HashTablePosition position = {map_table(vm, set), 0};
  Value key;
  for (int i = 0; i <= 4; i++) assert_true(hash_table_next(vm, &position, &key, NULL));
  assert_int_equal(value_as_int(key), 4);
  map_delete(vm, set, value_int(0));
  map_delete(vm, set, value_int(4));
  map_delete(vm, set, value_int(5));
  for (int i = 10; i < 100; i++) map_set(vm, set, value_int(i), value_undefined(vm));
  map_delete(vm, set, value_int(2));
  for (int i = 100; i < 200; i++) map_set(vm, set, value_int(i), value_undefined(vm));
  for (int i = 6; i < 200; i++) {
    assert_true(hash_table_next(vm, &position, &key, NULL));
    assert_int_equal(value_as_int(key), i);
  }
  assert_false(hash_table_next(vm, &position, &key, NULL));
}

static void clearing_restarts_positions(void **state) {
  Vm *vm = *state;
  MapObject *set = map_new(vm, 0);
  for (int i = 0; i < 10; i++) map_set(vm, set, value_int(i), value_undefined(vm));
  HashTablePosition position = {map_table(vm, set), 0};
  Value key;
  for (int i = 0; i < 7; i++) assert_true(hash_table_next(vm, &position, &key, NULL));
  assert_true(hash_table_clear(vm, set, &set->table));
  assert_int_equal(hash_table_size(map_table(vm, set)), 0);
  map_set(vm, set, value_int(42), value_undefined(vm));
  assert_true(hash_table_next(vm, &position, &key, NULL));
  assert_int_equal(value_as_int(key), 42);
  assert_false(hash_table_next(vm, &position, &key, NULL));
}

/* The oldest entry goes, a new one comes: tombstones at the front must not be walked each time. */
static void queue_of_entries(void **state) {
  Vm *vm = *state;
  int count = stressed() ? 500 : 300000, size = stressed() ? 50 : 20000;
  MapObject *set = map_new(vm, 0);
  for (int i = 0; i < count; i++) {
    map_set(vm, set, value_int(i), value_undefined(vm));
    if (i < size) continue;
    HashTablePosition position = {map_table(vm, set), 0};
    Value key;
    assert_true(hash_table_next(vm, &position, &key, NULL));
    assert_int_equal(value_as_int(key), i - size);
    assert_true(map_delete(vm, set, key));
  }
  assert_int_equal(hash_table_size(map_table(vm, set)), size);
}

static void deleting_most_makes_it_small(void **state) {
  Vm *vm = *state;
  MapObject *set = map_new(vm, 0);
  for (int i = 0; i < 1000; i++) map_set(vm, set, value_int(i), value_undefined(vm));
  for (int i = 0; i < 995; i++) assert_true(map_delete(vm, set, value_int(i)));
  assert_true(map_table(vm, set)->capacity < 256);
  assert_false(map_delete(vm, set, value_int(3)));
  Value v;
  assert_true(map_get(vm, set, value_int(997), &v));
}

/* --- weak --- */

static WeakMap *weak_map_new(Vm *vm) {
  Shape *shape = shape_root(vm, value_null(vm), 0, 0);
  WeakMap *map = object_allocate(vm, CELL_WEAK_MAP, sizeof *map, shape);
  assert_non_null(map);
  return map;
}

static __attribute__((noinline)) void weak_fill(Vm *vm, WeakMap *map, Array *keep, int count) {
  for (int i = 0; i < count; i++) {
    Object *key = object_new(vm, 0);
    assert_true(weak_map_set(vm, map, value_cell(key), value_double(i + 0.5)));
    if (i % 10 == 0) assert_true(array_push(vm, keep, value_cell(key)));
  }
}

static uint32_t weak_live(Vm *vm, WeakMap *map) {
  /* a CELL_BYTES: header, length, capacity, count */
  return ((uint32_t *)slot_cell_present(vm, map->table))[3];
}

static void weak_map_drops_dead_keys(void **state) {
  Vm *vm = *state;
  int count = stressed() ? 200 : 2000;
  WeakMap *map = weak_map_new(vm);
  Array *keep = array_new(vm, 0);
  weak_fill(vm, map, keep, count);
  heap_collect(vm);
  assert_true(weak_live(vm, map) < (uint32_t)count / 10 + 20);
  for (int i = 0; i < count / 10; i++) {
    Value value, key = object_get_element(vm, &keep->base, (uint32_t)i);
    assert_true(weak_map_get(vm, map, key, &value));
    assert_true(value_as_number(value) == i * 10 + 0.5);
  }
  Value key = object_get_element(vm, &keep->base, 0), value;
  assert_true(weak_map_delete(vm, map, key));
  assert_false(weak_map_get(vm, map, key, &value));
  assert_false(weak_map_get(vm, map, value_int(1), &value));
}

/* a -> b -> c … only through a weak map: all live as long as the first does. */
static void ephemerons_chain(void **state) {
  Vm *vm = *state;
  WeakMap *map = weak_map_new(vm), *other = weak_map_new(vm);
  Object *first = object_new(vm, 0);
  Value key = value_cell(first);
  for (int i = 0; i < 50; i++) {
    Value next = value_cell(object_new(vm, 0));
    assert_true(weak_map_set(vm, i % 2 ? map : other, key, next));
    key = next;
  }
  key = value_none();
  heap_collect(vm);
  heap_collect(vm);
  key = value_cell(first);
  for (int i = 0; i < 50; i++) assert_true(weak_map_get(vm, i % 2 ? map : other, key, &key));
}

static __attribute__((noinline)) void clobber_stack(void) {
  volatile char space[4096];
  for (size_t i = 0; i < sizeof space; i++) space[i] = 0;
}

static void weak_references_are_kept_for_a_job(void **state) {
  Vm *vm = *state;
  Shape *shape = shape_root(vm, value_null(vm), 0, 0);
  WeakRef *ref = object_allocate(vm, CELL_WEAK_REF, sizeof *ref, shape);
  ref->target = slot_undefined();
  Object *target = object_new(vm, 0);
  ref->target = slot_from_cell(target);
  Value value;
  assert_true(weak_ref_deref(vm, ref, &value));
  assert_ptr_equal(value_as_cell(value), target);
  target = NULL;
  value = value_none();
  clobber_stack();
  heap_collect(vm);
  assert_true(weak_ref_deref(vm, ref, &value));
  assert_true(value_is_object(value));
  weak_clear_kept(vm);
  assert_true(value_can_be_held_weakly(value));
  assert_false(value_can_be_held_weakly(value_cell(symbol_for(vm, ascii(vm, "x")))));
  assert_true(value_can_be_held_weakly(value_cell(vm->symbols[SYMBOL_ITERATOR])));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      VM_TEST(keys_of_every_kind),
      VM_TEST(growing_keeps_order),
      VM_TEST(iteration_survives_changes),
      VM_TEST(clearing_restarts_positions),
      VM_TEST(queue_of_entries),
      VM_TEST(deleting_most_makes_it_small),
      VM_TEST(weak_map_drops_dead_keys),
      VM_TEST(ephemerons_chain),
      VM_TEST(weak_references_are_kept_for_a_job),
  };
  return RUN_VM_TESTS("hash tables", tests);
}
