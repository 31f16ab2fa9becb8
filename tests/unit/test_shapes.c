/* SPDX-License-Identifier: MIT */
/* test_shapes.c: transitions, unique shapes, indices and their reuse, the prototype epoch. */
#include "value_test.h"

static Shape *root(Vm *vm) {
  Object *prototype = intrinsic(vm, INTRINSIC_OBJECT_PROTOTYPE);
  return shape_root(vm, value_cell(prototype), 3, 0);
}

static Shape *add(Vm *vm, Shape *shape, const char *name) {
  bool too_many;
  shape = shape_add(vm, shape, key_of(vm, name), PROPERTY_DEFAULT, &too_many);
  assert_non_null(shape);
  return shape;
}

static PropertyKey numbered(Vm *vm, int i) {
  PropertyKey key;
  assert_true(key_from_string(vm, string_new_format(vm, "p%d", i), &key));
  return key;
}

static void put(Vm *vm, Object *o, PropertyKey key, Value value) {
  assert_true(object_put_own(vm, o, key, value, PROPERTY_DEFAULT));
}

static Value own(Vm *vm, Object *o, PropertyKey key) {
  OwnProperty property;
  assert_true(object_get_own(vm, o, key, &property));
  return property.found ? property.value : value_none();
}

static void same_properties_same_shape(void **state) {
  Vm *vm = *state;
  Shape *a = add(vm, add(vm, root(vm), "x"), "y"), *b = add(vm, add(vm, root(vm), "x"), "y");
  assert_ptr_equal(a, b);
  assert_ptr_not_equal(add(vm, root(vm), "y"), add(vm, root(vm), "x"));
  bool too_many;
  Shape *hidden = shape_add(vm, root(vm), key_of(vm, "x"), PROPERTY_HIDDEN, &too_many);
  assert_ptr_not_equal(hidden, add(vm, root(vm), "x"));
  assert_ptr_not_equal(root(vm), shape_root(vm, value_null(vm), 3, 0));
  Value prototype = slot_load(vm, a->prototype);
  assert_ptr_not_equal(root(vm), shape_root(vm, prototype, 5, 0));
  assert_ptr_not_equal(root(vm), shape_root(vm, prototype, 3, SHAPE_LAZY));
}

static void lookup_finds_slots(void **state) {
  Vm *vm = *state;
  Shape *shape = root(vm);
  for (int i = 0; i < 12; i++) {
    bool too_many;
    shape = shape_add(vm, shape, numbered(vm, i), (uint8_t)(i & 7), &too_many);
    assert_non_null(shape);
  }
  Property property;
  for (int i = 0; i < 12; i++) {
    assert_true(shape_lookup(vm, shape, numbered(vm, i), &property));
    assert_int_equal(property.slot, i);
    assert_int_equal(property.attributes, i & 7);
  }
  assert_false(shape_lookup(vm, shape, numbered(vm, 12), &property));
  assert_true(shape_flags(shape) & SHAPE_HAS_READONLY);
}

/* Ancestors see only their own part of a table that they share. */
static void lineages_share_tables(void **state) {
  Vm *vm = *state;
  Shape *shapes[11] = {root(vm)};
  for (int i = 0; i < 10; i++) {
    bool too_many;
    shapes[i + 1] = shape_add(vm, shapes[i], numbered(vm, i), PROPERTY_DEFAULT, &too_many);
  }
  Shape *branch = add(vm, shapes[5], "branch");
  Property property;
  for (int i = 0; i <= 10; i++) {
    for (int k = 0; k < 10; k++)
      assert_int_equal(shape_lookup(vm, shapes[i], numbered(vm, k), &property), k < i);
    assert_false(shape_lookup(vm, shapes[i], key_of(vm, "branch"), &property));
  }
  assert_true(shape_lookup(vm, branch, key_of(vm, "branch"), &property));
  assert_int_equal(property.slot, 5);
  assert_true(shape_lookup(vm, branch, numbered(vm, 4), &property));
  assert_false(shape_lookup(vm, branch, numbered(vm, 5), &property));
}

static void many_properties_make_a_dictionary(void **state) {
  Vm *vm = *state;
  int count = stressed() ? 150 : 5000;
  Object *o = object_new(vm, 2);
  for (int i = 0; i < count; i++) put(vm, o, numbered(vm, i), value_double(i + 0.5));
  assert_true(shape_is_unique(object_shape_raw(vm, o)));
  for (int i = 0; i < count; i++)
    assert_true(value_as_number(own(vm, o, numbered(vm, i))) == i + 0.5);
}

static void deleting_the_last_property_goes_back(void **state) {
  Vm *vm = *state;
  Object *o = object_new(vm, 2);
  put(vm, o, key_of(vm, "a"), value_double(0.5));
  Shape *before = object_shape_raw(vm, o);
  put(vm, o, key_of(vm, "b"), value_double(1.5));
  assert_true(object_remove_own(vm, o, key_of(vm, "b")));
  assert_ptr_equal(object_shape_raw(vm, o), before);
  put(vm, o, key_of(vm, "c"), value_double(2.5));
  assert_true(value_as_number(own(vm, o, key_of(vm, "a"))) == 0.5);
  assert_true(value_is_none(own(vm, o, key_of(vm, "b"))));
  assert_true(value_as_number(own(vm, o, key_of(vm, "c"))) == 2.5);
}

/* Adding and deleting for ever reuses slots and keeps order. */
static void dictionaries_compact(void **state) {
  Vm *vm = *state;
  int count = stressed() ? 200 : 20000;
  Object *o = object_new(vm, 2);
  for (int i = 0; i < 5; i++) put(vm, o, numbered(vm, i), value_int(i));
  for (int i = 0; i < count; i++) {
    put(vm, o, numbered(vm, i + 5), value_double(i + 5.25));
    uint32_t header = o->header;
    assert_true(object_remove_own(vm, o, numbered(vm, i)));
    assert_int_not_equal(o->header, header);
  }
  Shape *shape = object_shape_raw(vm, o);
  assert_true(shape_is_unique(shape));
  assert_int_equal(shape->count, 5);
  assert_true(shape->slot_count < 64);
  RootVec keys;
  assert_true(root_vec_init(&keys, vm));
  assert_true(object_own_keys(vm, o, KEYS_ALL, &keys));
  assert_int_equal(keys.count, 5);
  for (int i = 0; i < 5; i++) {
    PropertyKey key = numbered(vm, count + i);
    assert_ptr_equal(value_as_cell(keys.items[i]), key_cell(key));
    assert_true(value_as_number(own(vm, o, key)) == count + i + 0.25);
  }
  root_vec_destroy(&keys);
}

static void attributes_change(void **state) {
  Vm *vm = *state;
  Object *o = object_new(vm, 2);
  put(vm, o, key_of(vm, "a"), value_int(1));
  uint32_t header = o->header;
  assert_true(object_put_own(vm, o, key_of(vm, "a"), value_int(1), PROPERTY_ENUMERABLE));
  assert_int_not_equal(o->header, header);
  OwnProperty property;
  assert_true(object_get_own(vm, o, key_of(vm, "a"), &property));
  assert_int_equal(property.attributes, PROPERTY_ENUMERABLE);
  assert_int_equal(value_as_int(property.value), 1);
  header = o->header;
  assert_true(object_put_own(vm, o, key_of(vm, "a"), value_int(2), PROPERTY_ENUMERABLE));
  assert_int_equal(o->header, header);
}

static void epoch_follows_prototypes(void **state) {
  Vm *vm = *state;
  Object *prototype = object_new(vm, 2);
  put(vm, prototype, key_of(vm, "early"), value_int(1));
  Object *o = object_new_with_prototype(vm, value_cell(prototype), 2);
  assert_ptr_equal(value_as_cell(object_prototype(vm, o)), prototype);
  uint32_t epoch = vm->prototype_epoch;
  put(vm, o, key_of(vm, "x"), value_int(1));
  put(vm, prototype, key_of(vm, "early"), value_int(2));
  assert_int_equal(vm->prototype_epoch, epoch);
  put(vm, prototype, key_of(vm, "late"), value_int(1));
  assert_int_not_equal(vm->prototype_epoch, epoch);
  epoch = vm->prototype_epoch;
  assert_true(object_remove_own(vm, prototype, key_of(vm, "early")));
  assert_int_not_equal(vm->prototype_epoch, epoch);
  epoch = vm->prototype_epoch;
  assert_true(object_put_own(vm, prototype, key_of(vm, "late"), value_int(1), 0));
  assert_int_not_equal(vm->prototype_epoch, epoch);
  epoch = vm->prototype_epoch;
  assert_true(object_set_prototype(vm, prototype, value_null(vm)));
  assert_int_not_equal(vm->prototype_epoch, epoch);
}

static void elements_of_prototypes_are_noticed(void **state) {
  Vm *vm = *state;
  Object *prototype = object_new(vm, 2);
  Object *o = object_new_with_prototype(vm, value_cell(prototype), 2);
  assert_true(object_put_element(vm, o, 0, value_int(1)));
  assert_false(vm->prototypes_have_elements);
  assert_true(object_put_element(vm, prototype, 0, value_int(1)));
  assert_true(vm->prototypes_have_elements);
  vm->prototypes_have_elements = false;
  Array *array = array_new(vm, 4);
  assert_true(array_push(vm, array, value_int(1)));
  assert_non_null(object_new_with_prototype(vm, value_cell(array), 2));
  assert_true(vm->prototypes_have_elements);
}

static void changing_the_prototype_keeps_properties(void **state) {
  Vm *vm = *state;
  Object *o = object_new(vm, 2), *same = object_new(vm, 2);
  for (int i = 0; i < 10; i++) {
    put(vm, o, numbered(vm, i), value_double(i + 0.5));
    put(vm, same, numbered(vm, i), value_double(i + 0.5));
  }
  Object *prototype = object_new(vm, 0);
  assert_true(object_set_prototype(vm, o, value_cell(prototype)));
  assert_true(object_set_prototype(vm, same, value_cell(prototype)));
  assert_int_equal(o->header, same->header);
  assert_ptr_equal(value_as_cell(object_prototype(vm, o)), prototype);
  for (int i = 0; i < 10; i++) assert_true(value_as_number(own(vm, o, numbered(vm, i))) == i + 0.5);
}

static __attribute__((noinline)) uint32_t index_of_garbage_shape(Vm *vm) {
  Object *o = object_new(vm, 2);
  put(vm, o, key_of(vm, "nobody else has this"), value_int(1));
  return o->header >> 8;
}
static __attribute__((noinline)) void clobber_stack(void) {
  volatile char space[8192];
  for (size_t i = 0; i < sizeof space; i++) space[i] = 0;
}

static void dead_shapes_give_indices_back(void **state) {
  Vm *vm = *state;
  if (stressed()) return; /* the shape would be gone before its index is read */
  uint32_t index = index_of_garbage_shape(vm);
  assert_true(shape_index_is_live(vm, index));
  clobber_stack();
  heap_collect(vm);
  assert_false(shape_index_is_live(vm, index));
  assert_true(shapes_died(vm) > 0);
  uint32_t most = 0;
  for (int i = 0; i < 200000; i++) {
    Object *o = object_new(vm, 2);
    put(vm, o, numbered(vm, i), value_int(i));
    most = u32_max(most, o->header >> 8);
    if (i % 1000 == 0) heap_collect(vm);
  }
  assert_true(most < 20000);
}

/* The old index of a renumbered shape may be in caches: it is not used again before a collection. */
static void retired_indices_wait(void **state) {
  Vm *vm = *state;
  if (stressed()) return;
  Object *o = object_new(vm, 2);
  for (int i = 0; i < 10; i++) put(vm, o, numbered(vm, i), value_int(i));
  assert_true(object_remove_own(vm, o, numbered(vm, 3)));
  uint32_t retired = o->header >> 8;
  assert_true(object_remove_own(vm, o, numbered(vm, 4)));
  assert_false(shape_index_is_live(vm, retired));
  for (int i = 0; i < 50; i++) {
    Object *other = object_new(vm, 2);
    put(vm, other, numbered(vm, 100 + i), value_int(i));
    assert_int_not_equal(other->header >> 8, retired);
  }
}

static void wide_transitions(void **state) {
  Vm *vm = *state;
  int count = stressed() ? 60 : 3000;
  Array *keep = array_new(vm, 0);
  for (int i = 0; i < count; i++) {
    Object *o = object_new(vm, 2);
    put(vm, o, numbered(vm, i), value_int(i));
    if (i % 3 == 0) assert_true(array_push(vm, keep, value_cell(o)));
  }
  heap_collect(vm);
  for (int i = 0; i < count; i += 3) {
    Object *o = object_new(vm, 2);
    put(vm, o, numbered(vm, i), value_int(i));
    Value other = object_get_element(vm, &keep->base, (uint32_t)i / 3);
    assert_int_equal(o->header, value_as_object(other)->header);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      VM_TEST(same_properties_same_shape),
      VM_TEST(lookup_finds_slots),
      VM_TEST(lineages_share_tables),
      VM_TEST(many_properties_make_a_dictionary),
      VM_TEST(deleting_the_last_property_goes_back),
      VM_TEST(dictionaries_compact),
      VM_TEST(attributes_change),
      VM_TEST(epoch_follows_prototypes),
      VM_TEST(elements_of_prototypes_are_noticed),
      VM_TEST(changing_the_prototype_keeps_properties),
      VM_TEST(dead_shapes_give_indices_back),
      VM_TEST(retired_indices_wait),
      VM_TEST(wide_transitions),
  };
  return RUN_VM_TESTS("shapes", tests);
}
