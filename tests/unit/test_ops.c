/* SPDX-License-Identifier: MIT */
/* test_ops.c: the abstract operations on hand-made objects, as far as they run no JavaScript. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "ops/dispose.h"
#include "ops/iterate.h"
#include "ops/namespace.h"
#include "value/hash_table.h"

static int set_up(void **state) {
  HeapOptions options = {.stress_interval = 7, .poison = true};
  Vm *vm = vm_create_base(&options);
  if (!vm) return -1;
  vm->realm = realm_new(vm);
  *state = vm;
  return vm->realm ? 0 : -1;
}

static int tear_down(void **state) {
  vm_destroy_base(*state);
  return 0;
}

/* --- helpers --- */

static Value text(Vm *vm, const char *ascii) { return value_string(string_new_ascii(vm, ascii)); }

static PropertyKey key_of(Vm *vm, const char *ascii) {
  PropertyKey key;
  assert_true(key_from_string(vm, string_new_ascii(vm, ascii), &key));
  return key;
}

static void expect_text(Vm *vm, Value v, const char *expected) {
  assert_true(value_is_string(v));
  char *utf8 = string_to_utf8(vm, value_as_string(v), false, NULL);
  assert_string_equal(utf8, expected);
  free(utf8);
}

/* The operation that gave `ok` must have thrown an error with this message. */
static void expect_throw(Vm *vm, bool ok, const char *message) {
  Value thrown;
  assert_false(ok);
  Value error = exception_take(vm);
  assert_true(value_is_object(error));
  assert_true(get(vm, value_as_object(error), vm->names.message, &thrown));
  expect_text(vm, thrown, message);
}

static void expect_number(Vm *vm, Object *o, const char *name, double expected) {
  Value v;
  assert_true(get(vm, o, key_of(vm, name), &v));
  assert_true(value_is_number(v));
  assert_true(value_as_number(v) == expected);
}

static void expect_undefined(Vm *vm, Object *o, const char *name) {
  Value v;
  assert_true(get(vm, o, key_of(vm, name), &v));
  assert_true(value_is_undefined(vm, v));
}

static void put(Vm *vm, Object *o, const char *name, Value value, uint8_t attributes) {
  PropertyDescriptor d = descriptor_data(vm, value, attributes);
  assert_true(define_property_or_throw(vm, o, key_of(vm, name), &d));
}

/* [[DefineOwnProperty]]'s answer. */
static bool define(Vm *vm, Object *o, const char *name, PropertyDescriptor d) {
  bool ok;
  assert_true(object_define_own_property(vm, o, key_of(vm, name), &d, &ok));
  return ok;
}

/* The own keys, joined with commas; symbols as "@". */
static void expect_keys(Vm *vm, Object *o, const char *expected) {
  RootVec keys;
  StringBuilder b;
  assert_true(roots_init(vm, &keys));
  assert_true(object_own_property_keys(vm, o, KEYS_ALL, &keys));
  string_builder_init(&b, vm);
  for (size_t i = 0; i < keys.count; i++) {
    if (i) string_builder_unit(&b, ',');
    if (value_is_symbol(keys.items[i])) string_builder_unit(&b, '@');
    else string_builder_string(&b, value_as_string(keys.items[i]));
  }
  root_vec_destroy(&keys);
  expect_text(vm, value_string(string_builder_finish(&b)), expected);
}

static Object *plain(Vm *vm) {
  Object *o = object_new(vm, 2);
  assert_non_null(o);
  return o;
}

/* --- conversions --- */

static void strings_become_numbers(void **state) {
  static const struct {
    const char *text;
    double number;
  } rows[] = {{"", 0}, {"  12\n", 12}, {"0x1f", 31}, {"-1.5e2", -150}, {"0b101", 5}};
  Vm *vm = *state;
  double number;
  for (size_t i = 0; i < array_length(rows); i++) {
    assert_true(to_number(vm, text(vm, rows[i].text), &number));
    assert_true(number == rows[i].number);
  }
  assert_true(to_number(vm, text(vm, "1x"), &number));
  assert_true(number != number);
  assert_true(to_integer_or_infinity(vm, text(vm, "-0.5"), &number));
  assert_true(number == 0 && !__builtin_signbit(number));
}

static void numbers_become_keys(void **state) {
  Vm *vm = *state;
  PropertyKey key;
  assert_true(to_property_key(vm, value_double(-0.0), &key));
  assert_true(key_is_index(key) && key_index(key) == 0);
  assert_true(to_property_key(vm, value_double(4294967294.0), &key));
  assert_true(key_is_index(key) && key_index(key) == 4294967294u);
  assert_true(to_property_key(vm, value_double(4294967295.0), &key));
  assert_true(key_is_string(key));
  assert_true(key_equals(key, key_of(vm, "4294967295")));
  assert_true(to_property_key(vm, value_int(-1), &key));
  assert_true(key_equals(key, key_of(vm, "-1")));
  assert_true(to_property_key(vm, text(vm, "17"), &key));
  assert_true(key_is_index(key) && key_index(key) == 17);
  assert_true(to_property_key(vm, text(vm, "017"), &key));
  assert_true(key_is_string(key));
}

static void conversions_throw_as_v8_does(void **state) {
  Vm *vm = *state;
  double number;
  String *s;
  Object *o;
  BigInt *b;
  Value symbol = value_cell(symbol_new(vm, NULL, 0));
  Value one = value_cell(bigint_from_int64(vm, 1));
  expect_throw(vm, to_number(vm, symbol, &number), "Cannot convert a Symbol value to a number");
  expect_throw(vm, to_number(vm, one, &number), "Cannot convert a BigInt value to a number");
  expect_throw(vm, to_string(vm, symbol, &s), "Cannot convert a Symbol value to a string");
  expect_throw(vm, to_object(vm, value_null(vm), &o), "Cannot convert undefined or null to object");
  expect_throw(vm, to_bigint(vm, text(vm, "a"), &b), "Cannot convert a to a BigInt");
}

/* --- comparisons --- */

static void loose_equality(void **state) {
  Vm *vm = *state;
  Value undefined = value_undefined(vm), null = value_null(vm), yes = value_bool(vm, true);
  Value big = value_cell(bigint_from_int64(vm, 1));
  const struct {
    Value a, b;
    bool equal;
  } rows[] = {
      {undefined, null, true},
      {undefined, value_int(0), false},
      {null, value_bool(vm, false), false},
      {yes, value_int(1), true},
      {yes, text(vm, "1"), true},
      {text(vm, "1.0"), value_double(1), true},
      {text(vm, "1.0"), text(vm, "1"), false},
      {big, value_int(1), true},
      {big, text(vm, "1"), true},
      {big, text(vm, "x"), false},
      {big, value_double(__builtin_nan("")), false},
      {big, yes, true},
      {value_double(__builtin_nan("")), value_double(__builtin_nan("")), false},
      {value_int(0), value_double(-0.0), true},
  };
  for (size_t i = 0; i < array_length(rows); i++) {
    bool equal;
    assert_true(is_loosely_equal(vm, rows[i].a, rows[i].b, &equal));
    assert_int_equal(equal, rows[i].equal);
    assert_true(is_loosely_equal(vm, rows[i].b, rows[i].a, &equal));
    assert_int_equal(equal, rows[i].equal);
  }
}

static void same_value_tells_zeros_apart(void **state) {
  Vm *vm = *state;
  bool same;
  assert_true(same_value(vm, value_int(0), value_double(-0.0), &same));
  assert_false(same);
  assert_true(same_value_zero(vm, value_int(0), value_double(-0.0), &same));
  assert_true(same);
  assert_true(same_value(vm, value_int(3), value_double(3), &same));
  assert_true(same);
  assert_true(same_value(vm, text(vm, "long enough"), text(vm, "long enough"), &same));
  assert_true(same);
}

static void ordering(void **state) {
  Vm *vm = *state;
  Value big = value_cell(bigint_from_int64(vm, 9007199254740993));
  const struct {
    Value a, b;
    Ordering order;
  } rows[] = {
      {text(vm, "10"), text(vm, "9"), LESS_TRUE},
      {text(vm, "10"), value_int(9), LESS_FALSE},
      {text(vm, "x"), value_int(9), LESS_UNDEFINED},
      {value_double(9007199254740992.0), big, LESS_TRUE},
      {big, value_double(9007199254740994.0), LESS_TRUE},
      {big, text(vm, "9007199254740994"), LESS_TRUE},
      {big, text(vm, "y"), LESS_UNDEFINED},
      {value_undefined(vm), value_int(1), LESS_UNDEFINED},
      {value_null(vm), value_int(1), LESS_TRUE},
  };
  for (size_t i = 0; i < array_length(rows); i++) {
    Ordering order;
    assert_true(is_less_than(vm, rows[i].a, rows[i].b, true, &order));
    assert_int_equal(order, rows[i].order);
  }
}

/* --- ordinary objects --- */

static void properties_are_found_along_the_chain(void **state) {
  Vm *vm = *state;
  Object *parent = plain(vm);
  put(vm, parent, "a", value_int(1), PROPERTY_DEFAULT);
  put(vm, parent, "7", value_double(1.5), PROPERTY_DEFAULT);
  Object *child = object_new_with_prototype(vm, value_cell(parent), 0);
  expect_number(vm, child, "a", 1);
  expect_number(vm, child, "7", 1.5);
  expect_undefined(vm, child, "b");
  assert_true(set(vm, child, key_of(vm, "a"), value_int(2), true));
  expect_number(vm, child, "a", 2);
  expect_number(vm, parent, "a", 1);
  assert_true(delete_property_or_throw(vm, child, key_of(vm, "a")));
  expect_number(vm, child, "a", 1);
}

static void read_only_properties_stay(void **state) {
  Vm *vm = *state;
  Object *parent = plain(vm);
  put(vm, parent, "fixed", value_int(1), PROPERTY_ENUMERABLE);
  Object *child = object_new_with_prototype(vm, value_cell(parent), 0);
  PropertyKey key = key_of(vm, "fixed");
  assert_true(set(vm, child, key, value_int(2), false));
  expect_number(vm, child, "fixed", 1);
  expect_throw(vm, set(vm, child, key, value_int(2), true),
               "Cannot assign to read only property 'fixed' of object '#<Object>'");
  expect_throw(vm, delete_property_or_throw(vm, parent, key),
               "Cannot delete property 'fixed' of #<Object>");
  PropertyDescriptor d = descriptor_data(vm, value_int(2), PROPERTY_ENUMERABLE);
  expect_throw(vm, define_property_or_throw(vm, parent, key, &d),
               "Cannot redefine property: fixed");
}

static void closed_objects_take_nothing_new(void **state) {
  Vm *vm = *state;
  Object *o = plain(vm);
  bool ok;
  assert_true(object_prevent_extensions_exotic(vm, o, &ok) && ok);
  expect_throw(vm, set(vm, o, key_of(vm, "x"), value_int(1), true),
               "Cannot add property x, object is not extensible");
  expect_throw(vm, create_data_property_or_throw(vm, o, key_from_index(3), value_int(1)),
               "Cannot define property 3, object is not extensible");
  assert_true(object_set_prototype_of(vm, o, value_null(vm), &ok));
  assert_false(ok);
}

static void prototypes_form_no_cycle(void **state) {
  Vm *vm = *state;
  Object *a = plain(vm), *b = object_new_with_prototype(vm, value_cell(a), 0);
  bool ok;
  assert_true(object_set_prototype_of(vm, a, value_cell(b), &ok));
  assert_false(ok);
  Object *root = intrinsic(vm, INTRINSIC_OBJECT_PROTOTYPE);
  assert_true(object_set_prototype_of(vm, root, value_cell(a), &ok));
  assert_false(ok);
  assert_true(object_set_prototype_of(vm, root, value_null(vm), &ok));
  assert_true(ok);
}

/* ValidateAndApplyPropertyDescriptor on a property that is neither configurable nor writable. */
static void fixed_properties_refuse_changes(void **state) {
  Vm *vm = *state;
  Object *o = plain(vm);
  put(vm, o, "x", value_double(-0.0), 0);
  assert_true(define(vm, o, "x", (PropertyDescriptor){.fields = 0}));
  assert_true(define(vm, o, "x", descriptor_data(vm, value_double(-0.0), 0)));
  assert_false(define(vm, o, "x", descriptor_data(vm, value_int(0), 0)));
  assert_false(
      define(vm, o, "x",
             (PropertyDescriptor){.fields = DESCRIPTOR_HAS_CONFIGURABLE, .configurable = true}));
  assert_false(define(
      vm, o, "x", (PropertyDescriptor){.fields = DESCRIPTOR_HAS_ENUMERABLE, .enumerable = true}));
  assert_false(define(vm, o, "x",
                      (PropertyDescriptor){.fields = DESCRIPTOR_HAS_WRITABLE, .writable = true}));
  assert_false(
      define(vm, o, "x",
             (PropertyDescriptor){.fields = DESCRIPTOR_HAS_GET, .getter = value_undefined(vm)}));
}

static void data_becomes_accessor_and_back(void **state) {
  Vm *vm = *state;
  Object *o = plain(vm);
  PropertyDescriptor d;
  bool found;
  put(vm, o, "x", value_int(1), PROPERTY_DEFAULT);
  assert_true(
      define(vm, o, "x",
             (PropertyDescriptor){.fields = DESCRIPTOR_HAS_GET, .getter = value_undefined(vm)}));
  assert_true(object_get_own_property(vm, o, key_of(vm, "x"), &found, &d) && found);
  assert_true(descriptor_is_accessor(&d) && d.enumerable && d.configurable);
  assert_true(value_is_undefined(vm, d.setter));
  expect_undefined(vm, o, "x");
  expect_throw(vm, set(vm, o, key_of(vm, "x"), value_int(1), true),
               "Cannot set property x of #<Object> which has only a getter");
  assert_true(define(vm, o, "x",
                     (PropertyDescriptor){.fields = DESCRIPTOR_HAS_VALUE, .value = value_int(2)}));
  assert_true(object_get_own_property(vm, o, key_of(vm, "x"), &found, &d) && found);
  assert_true(descriptor_is_data(&d) && d.enumerable && d.configurable && !d.writable);
}

static void frozen_is_frozen(void **state) {
  Vm *vm = *state;
  Value items[] = {value_int(1), value_int(2)};
  Array *array = array_from_values(vm, items, 2);
  Object *o = &array->base;
  bool ok;
  assert_true(test_integrity_level(vm, o, INTEGRITY_SEALED, &ok));
  assert_false(ok);
  assert_true(set_integrity_level(vm, o, INTEGRITY_FROZEN, &ok) && ok);
  assert_true(test_integrity_level(vm, o, INTEGRITY_FROZEN, &ok) && ok);
  expect_throw(vm, set_index(vm, o, 0, value_int(9), true),
               "Cannot assign to read only property '0' of object '[object Array]'");
  expect_throw(vm, set_index(vm, o, 2, value_int(9), true),
               "Cannot add property 2, object is not extensible");
  expect_throw(vm, set(vm, o, vm->names.length, value_int(0), true),
               "Cannot assign to read only property 'length' of object '[object Array]'");
  expect_number(vm, o, "0", 1);
}

static void nullish_bases_name_the_property(void **state) {
  Vm *vm = *state;
  Value v;
  expect_throw(vm, get_v(vm, value_undefined(vm), key_of(vm, "x"), &v),
               "Cannot read properties of undefined (reading 'x')");
  expect_throw(vm, set_v(vm, value_null(vm), key_from_index(1), value_int(1), false),
               "Cannot set properties of null (setting '1')");
}

static void primitives_have_no_own_room(void **state) {
  Vm *vm = *state;
  Value s = text(vm, "abc"), v;
  assert_true(get_v(vm, s, key_from_index(1), &v));
  expect_text(vm, v, "b");
  assert_true(get_v(vm, s, vm->names.length, &v));
  assert_int_equal(value_as_int(v), 3);
  assert_true(set_v(vm, s, key_of(vm, "x"), value_int(1), false));
  expect_throw(vm, set_v(vm, s, key_of(vm, "x"), value_int(1), true),
               "Cannot create property 'x' on string 'abc'");
  expect_throw(vm, set_v(vm, s, vm->names.length, value_int(1), true),
               "Cannot assign to read only property 'length' of string 'abc'");
  expect_throw(vm, set_v(vm, value_int(5), key_of(vm, "x"), value_int(1), true),
               "Cannot create property 'x' on number '5'");
}

/* --- arrays --- */

static void lengths_follow_elements(void **state) {
  Vm *vm = *state;
  Array *array = array_new(vm, 0);
  Object *o = &array->base;
  assert_true(set_index(vm, o, 4, value_int(1), true));
  assert_int_equal(array->length, 5);
  assert_true(set_index(vm, o, 0, value_double(0.5), true));
  put(vm, o, "name", value_int(1), PROPERTY_DEFAULT);
  expect_keys(vm, o, "0,4,length,name");
  assert_true(set(vm, o, vm->names.length, text(vm, "1"), true));
  expect_keys(vm, o, "0,length,name");
  expect_throw(vm, set(vm, o, vm->names.length, value_double(1.5), true), "Invalid array length");
  assert_true(set_index(vm, o, 4294967294.0, value_int(1), true));
  assert_true(array->length == 4294967295u);
  assert_true(set_index(vm, o, 4294967295.0, value_int(1), true));
  assert_true(array->length == 4294967295u);
}

static void truncation_stops_at_fixed_elements(void **state) {
  Vm *vm = *state;
  Value items[] = {value_int(0), value_int(1), value_int(2), value_int(3)};
  Array *array = array_from_values(vm, items, 4);
  put(vm, &array->base, "1", value_int(1), PROPERTY_WRITABLE);
  PropertyDescriptor d = descriptor_data(vm, value_int(0), 0);
  d.fields = DESCRIPTOR_HAS_VALUE | DESCRIPTOR_HAS_WRITABLE;
  assert_false(define(vm, &array->base, "length", d));
  assert_int_equal(array->length, 2);
  expect_keys(vm, &array->base, "0,1,length");
  assert_false(define(vm, &array->base, "2", descriptor_data(vm, value_int(1), 0)));
  expect_throw(vm, set_index(vm, &array->base, 2, value_int(1), true),
               "Cannot add property 2, object is not extensible");
  assert_true(set_index(vm, &array->base, 1, value_int(9), true));
  expect_number(vm, &array->base, "1", 9);
}

static void lengths_cannot_become_configurable(void **state) {
  Vm *vm = *state;
  Array *array = array_new(vm, 0);
  PropertyDescriptor d = {.fields = DESCRIPTOR_HAS_VALUE | DESCRIPTOR_HAS_CONFIGURABLE,
                          .value = value_int(0),
                          .configurable = true};
  assert_true(set_index(vm, &array->base, 0, value_int(1), true));
  assert_false(define(vm, &array->base, "length", d));
  assert_int_equal(array->length, 1);
}

/* --- other exotic objects --- */

static void string_objects_show_their_characters(void **state) {
  Vm *vm = *state;
  Object *o;
  bool ok;
  assert_true(to_object(vm, text(vm, "hi"), &o));
  assert_true(set_index(vm, o, 5, value_int(1), true));
  put(vm, o, "x", value_int(1), PROPERTY_DEFAULT);
  expect_keys(vm, o, "0,1,5,length,x");
  expect_number(vm, o, "length", 2);
  assert_true(object_delete(vm, o, key_from_index(0), &ok));
  assert_false(ok);
  assert_true(define(vm, o, "0", descriptor_data(vm, text(vm, "h"), PROPERTY_ENUMERABLE)));
  assert_false(define(vm, o, "0", descriptor_data(vm, text(vm, "j"), PROPERTY_ENUMERABLE)));
  assert_false(define(vm, o, "length", descriptor_data(vm, value_int(3), 0)));
}

static Arguments *mapped_arguments(Vm *vm, Environment *environment) {
  Shape *shape = shape_root(vm, value_cell(intrinsic(vm, INTRINSIC_OBJECT_PROTOTYPE)), 0, 0);
  Arguments *arguments = object_allocate(vm, CELL_ARGUMENTS, sizeof *arguments, shape);
  for (uint32_t i = 0; i < 3; i++)
    assert_true(object_put_element(vm, &arguments->base, i, value_int((int32_t)i + 100)));
  slot_store_cell(vm, arguments, &arguments->environment, environment);
  arguments->first_slot = 1;
  arguments->mapped_count = 2;
  return arguments;
}

static void mapped_arguments_are_the_parameters(void **state) {
  Vm *vm = *state;
  Environment *environment = environment_new(vm, NULL, 3);
  for (uint32_t i = 0; i < 3; i++)
    slot_store(vm, environment, &environment->items[i], value_int((int32_t)i));
  Object *o = &mapped_arguments(vm, environment)->base;
  bool ok;
  expect_number(vm, o, "0", 1);
  expect_number(vm, o, "1", 2);
  expect_number(vm, o, "2", 102);
  assert_true(set_index(vm, o, 0, value_double(7.5), true));
  assert_true(value_as_number(slot_load(vm, environment->items[1])) == 7.5);
  slot_store(vm, environment, &environment->items[1], value_int(8));
  expect_number(vm, o, "0", 8);

  /* Not writable: keeps the value of now, and the map ends. */
  PropertyDescriptor d = {.fields = DESCRIPTOR_HAS_WRITABLE, .writable = false};
  assert_true(define(vm, o, "0", d));
  slot_store(vm, environment, &environment->items[1], value_int(9));
  expect_number(vm, o, "0", 8);

  assert_true(object_delete(vm, o, key_from_index(1), &ok) && ok);
  expect_undefined(vm, o, "1");
  assert_true(set_index(vm, o, 1, value_int(5), true));
  assert_int_equal(value_as_int(slot_load(vm, environment->items[2])), 2);
}

static void namespaces_read_through_bindings(void **state) {
  Vm *vm = *state;
  Environment *environment = environment_new(vm, NULL, 2);
  slot_store(vm, environment, &environment->items[0], value_uninitialised(vm));
  slot_store(vm, environment, &environment->items[1], value_int(2));
  Namespace *ns = namespace_new(vm, NULL);
  NamespaceExport exports[] = {
      {string_new_ascii(vm, "late"), import_binding_new(vm, environment, 0)},
      {string_new_ascii(vm, "default"), import_binding_new(vm, environment, 1)},
      {string_new_ascii(vm, "10"), ns},
      {string_new_ascii(vm, "9"), ns},
  };
  bool ok;
  Value v;
  assert_true(namespace_fill(vm, ns, exports, array_length(exports)));
  expect_keys(vm, &ns->base, "10,9,default,late,@");
  expect_number(vm, &ns->base, "default", 2);
  expect_throw(vm, get(vm, &ns->base, key_of(vm, "late"), &v),
               "Cannot access 'late' before initialization");
  assert_true(object_has_property(vm, &ns->base, key_of(vm, "late"), &ok) && ok);
  slot_store(vm, environment, &environment->items[0], value_int(1));
  expect_number(vm, &ns->base, "late", 1);
  assert_true(get_index(vm, &ns->base, 9, &v));
  assert_true(value_same_bits(v, value_cell(ns)));
  expect_throw(vm, set(vm, &ns->base, key_of(vm, "late"), value_int(1), true),
               "Cannot assign to read only property 'late' of object '[object Module]'");
  assert_true(object_delete(vm, &ns->base, key_of(vm, "late"), &ok) && !ok);
  assert_true(object_delete(vm, &ns->base, key_of(vm, "other"), &ok) && ok);
  assert_true(define(vm, &ns->base, "late",
                     descriptor_data(vm, value_int(1), PROPERTY_WRITABLE | PROPERTY_ENUMERABLE)));
  assert_false(define(vm, &ns->base, "late", descriptor_data(vm, value_int(1), 0)));
}

static void proxies_without_traps_are_transparent(void **state) {
  Vm *vm = *state;
  Object *target = plain(vm), *handler = plain(vm);
  Value proxy;
  bool ok;
  assert_true(proxy_create(vm, value_cell(target), value_cell(handler), &proxy));
  Object *o = value_as_object(proxy);
  assert_true(set(vm, o, key_of(vm, "x"), value_int(1), true));
  expect_number(vm, target, "x", 1);
  expect_number(vm, o, "x", 1);
  expect_keys(vm, o, "x");
  assert_true(object_delete(vm, o, key_of(vm, "x"), &ok) && ok);
  expect_keys(vm, target, "");
  put(vm, handler, "get", value_int(1), PROPERTY_DEFAULT);
  Value v;
  expect_throw(vm, get(vm, o, key_of(vm, "x"), &v),
               "'1' returned for property 'get' of object '#<Object>' is not a function");
  Proxy *raw = (Proxy *)o;
  slot_store(vm, raw, &raw->target, value_null(vm));
  slot_store(vm, raw, &raw->handler, value_null(vm));
  expect_throw(vm, get(vm, o, key_of(vm, "x"), &v),
               "Cannot perform 'get' on a proxy that has been revoked");
  expect_throw(vm, is_array(vm, proxy, &ok),
               "Cannot perform 'IsArray' on a proxy that has been revoked");
}

/* --- private names --- */

static void private_names_are_nobodys_keys(void **state) {
  Vm *vm = *state;
  PropertyKey field =
      key_from_symbol(symbol_new(vm, string_new_ascii(vm, "#f"), SYMBOL_FLAG_PRIVATE));
  PropertyKey method = key_from_symbol(
      symbol_new(vm, string_new_ascii(vm, "#m"), SYMBOL_FLAG_PRIVATE | SYMBOL_FLAG_PRIVATE_METHOD));
  Object *o = plain(vm);
  Value v;
  expect_throw(vm, private_get(vm, o, field, &v),
               "Cannot read private member #f from an object whose class did not declare it");
  expect_throw(vm, private_set(vm, o, field, value_int(1)),
               "Cannot write private member #f to an object whose class did not declare it");
  assert_true(private_field_add(vm, o, field, value_int(1)));
  expect_throw(vm, private_field_add(vm, o, field, value_int(1)),
               "Cannot initialize #f twice on the same object");
  assert_true(private_set(vm, o, field, value_double(2.5)));
  assert_true(private_get(vm, o, field, &v));
  assert_true(value_as_number(v) == 2.5);
  assert_true(private_method_add(vm, o, method, value_int(1), 0));
  expect_throw(vm, private_set(vm, o, method, value_int(1)), "Private method '#m' is not writable");
  expect_keys(vm, o, "");
}

/* --- iterators, disposal --- */

static void expect_step(Vm *vm, Value iterator, const char *expected) {
  bool done;
  Value v;
  String *s;
  assert_true(builtin_iterator_step(vm, (IteratorObject *)value_as_cell(iterator), &done, &v));
  assert_int_equal(done, expected == NULL);
  if (done) return;
  assert_true(to_string(vm, v, &s));
  expect_text(vm, value_string(s), expected);
}

static void builtin_iterators_step(void **state) {
  Vm *vm = *state;
  Value items[] = {value_int(1), value_int(2)}, iterator;
  Array *array = array_from_values(vm, items, 2);
  assert_true(builtin_iterator_new(vm, INTRINSIC_ARRAY_ITERATOR_PROTOTYPE, ITERATOR_OF_ARRAY,
                                   ENUMERABLE_VALUES, value_cell(array), &iterator));
  expect_step(vm, iterator, "1");
  assert_true(array_push(vm, array, value_int(3)));
  expect_step(vm, iterator, "2");
  expect_step(vm, iterator, "3");
  expect_step(vm, iterator, NULL);
  assert_true(array_push(vm, array, value_int(4)));
  expect_step(vm, iterator, NULL);

  String *s = string_new_utf8(vm, "a\xf0\x9f\x98\x80z", 6);
  assert_true(builtin_iterator_new(vm, INTRINSIC_STRING_ITERATOR_PROTOTYPE, ITERATOR_OF_STRING,
                                   ENUMERABLE_VALUES, value_string(s), &iterator));
  expect_step(vm, iterator, "a");
  expect_step(vm, iterator, "\xf0\x9f\x98\x80");
  expect_step(vm, iterator, "z");
  expect_step(vm, iterator, NULL);
}

static void async_disposal_of_nothing_awaits_once(void **state) {
  Vm *vm = *state;
  DisposeCapability *capability = dispose_capability_new(vm);
  DisposeCompletion completion = {.throws = false};
  DisposeProgress progress;
  Value awaited;
  int awaits = 0;
  assert_true(add_disposable_resource(vm, capability, value_null(vm), DISPOSE_SYNC));
  assert_true(add_disposable_resource(vm, capability, value_null(vm), DISPOSE_ASYNC));
  assert_true(add_disposable_resource(vm, capability, value_undefined(vm), DISPOSE_ASYNC));
  do {
    assert_true(dispose_resources_step(vm, capability, &completion, &progress, &awaited));
    if (progress == DISPOSE_AWAIT) awaits++;
  } while (progress != DISPOSE_DONE);
  assert_int_equal(awaits, 1);
  expect_throw(vm, add_disposable_resource(vm, capability, value_int(1), DISPOSE_SYNC),
               "1 is not an object");
}

static void errors_suppress_earlier_ones(void **state) {
  Vm *vm = *state;
  DisposeCompletion completion = {.throws = false};
  assert_true(dispose_merge_error(vm, &completion, value_int(1)));
  assert_true(completion.throws && value_as_int(completion.error) == 1);
  assert_true(dispose_merge_error(vm, &completion, value_int(2)));
  expect_number(vm, value_as_object(completion.error), "error", 2);
  expect_number(vm, value_as_object(completion.error), "suppressed", 1);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(strings_become_numbers),
      TEST(numbers_become_keys),
      TEST(conversions_throw_as_v8_does),
      TEST(loose_equality),
      TEST(same_value_tells_zeros_apart),
      TEST(ordering),
      TEST(properties_are_found_along_the_chain),
      TEST(read_only_properties_stay),
      TEST(closed_objects_take_nothing_new),
      TEST(prototypes_form_no_cycle),
      TEST(fixed_properties_refuse_changes),
      TEST(data_becomes_accessor_and_back),
      TEST(frozen_is_frozen),
      TEST(nullish_bases_name_the_property),
      TEST(primitives_have_no_own_room),
      TEST(lengths_follow_elements),
      TEST(truncation_stops_at_fixed_elements),
      TEST(lengths_cannot_become_configurable),
      TEST(string_objects_show_their_characters),
      TEST(mapped_arguments_are_the_parameters),
      TEST(namespaces_read_through_bindings),
      TEST(proxies_without_traps_are_transparent),
      TEST(private_names_are_nobodys_keys),
      TEST(builtin_iterators_step),
      TEST(async_disposal_of_nothing_awaits_once),
      TEST(errors_suppress_earlier_ones),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
