/* SPDX-License-Identifier: MIT */
/* test_objects.c: own properties and keys, elements of all kinds, arrays, lazy functions, errors. */
#include "value_test.h"

#include <math.h>

#include "value/host_object.h"

static void put(Vm *vm, Object *o, const char *name, Value value) {
  assert_true(object_put_own(vm, o, key_of(vm, name), value, PROPERTY_DEFAULT));
}

static OwnProperty own(Vm *vm, Object *o, const char *name) {
  OwnProperty property;
  assert_true(object_get_own(vm, o, key_of(vm, name), &property));
  return property;
}

static CellType elements_type(Vm *vm, Object *o) {
  return cell_type(slot_cell_present(vm, o->elements));
}

/* The own keys, separated by spaces. */
static void expect_keys(Vm *vm, Object *o, int which, const char *expected) {
  RootVec keys;
  assert_true(root_vec_init(&keys, vm));
  assert_true(object_own_keys(vm, o, which, &keys));
  StringBuilder text;
  string_builder_init(&text, vm);
  for (size_t i = 0; i < keys.count; i++) {
    if (i) string_builder_unit(&text, ' ');
    Value key = keys.items[i];
    if (value_is_symbol(key))
      string_builder_string(&text, symbol_descriptive_string(vm, value_as_symbol(key)));
    else string_builder_string(&text, value_as_string(key));
  }
  expect_text(vm, string_builder_finish(&text), expected);
  root_vec_destroy(&keys);
}

static void numbers_in_slots(void **state) {
  Vm *vm = *state;
  Object *o = object_new(vm, 1);
  const double numbers[] = {0, -1, 0.5, -0.0, 1 << 29, 1 << 30, -(1 << 30), 2147483647, 1e300, NAN};
  char name[2] = "a";
  for (size_t i = 0; i < array_length(numbers); i++, name[0]++)
    put(vm, o, name, value_number(numbers[i]));
  name[0] = 'a';
  for (size_t i = 0; i < array_length(numbers); i++, name[0]++) {
    double d = value_as_number(own(vm, o, name).value);
    assert_memory_equal(&d, &numbers[i], 8);
  }
  put(vm, o, "c", value_double(7.25)); /* overwrites the box */
  assert_true(value_as_number(own(vm, o, "c").value) == 7.25);
  put(vm, o, "c", value_undefined(vm));
  assert_true(value_is_undefined(vm, own(vm, o, "c").value));
}

static void keys_are_in_order(void **state) {
  Vm *vm = *state;
  Object *o = object_new(vm, 2);
  put(vm, o, "b", value_int(1));
  put(vm, o, "10", value_int(1));
  assert_true(object_put_own(vm, o, key_from_symbol(vm->symbols[SYMBOL_ITERATOR]), value_int(1),
                             PROPERTY_DEFAULT));
  put(vm, o, "2", value_int(1));
  put(vm, o, "a", value_int(1));
  put(vm, o, "4294967295", value_int(1));
  put(vm, o, "4294967294", value_int(1));
  Symbol *private_name = symbol_new(vm, ascii(vm, "#p"), SYMBOL_FLAG_PRIVATE);
  assert_true(object_put_own(vm, o, key_from_symbol(private_name), value_int(1), PROPERTY_DEFAULT));
  expect_keys(vm, o, KEYS_ALL, "2 10 4294967294 b a 4294967295 Symbol(Symbol.iterator)");
  expect_keys(vm, o, KEYS_SYMBOLS, "Symbol(Symbol.iterator)");
  assert_true(object_remove_own(vm, o, key_of(vm, "b")));
  put(vm, o, "b", value_int(2));
  expect_keys(vm, o, KEYS_STRINGS, "2 10 4294967294 a 4294967295 b");
}

static void accessors(void **state) {
  Vm *vm = *state;
  Object *o = object_new(vm, 2);
  Accessor *accessor = accessor_new(vm, value_undefined(vm), value_undefined(vm));
  uint8_t attributes = PROPERTY_ACCESSOR | PROPERTY_CONFIGURABLE;
  assert_true(object_put_own(vm, o, key_of(vm, "x"), value_cell(accessor), attributes));
  assert_true(object_put_own(vm, o, key_from_index(3), value_cell(accessor), attributes));
  OwnProperty property = own(vm, o, "x");
  assert_true(property.found && property.attributes == attributes);
  assert_ptr_equal(value_as_cell(property.value), accessor);
  property = own(vm, o, "3");
  assert_true(property.found && property.attributes == attributes);
  assert_true(value_is_none(object_get_element(vm, o, 3)));
  put(vm, o, "x", value_int(5));
  assert_int_equal(own(vm, o, "x").attributes, PROPERTY_DEFAULT);
}

static void dense_elements_grow(void **state) {
  Vm *vm = *state;
  uint32_t count = stressed() ? 100 : 100000;
  Array *array = array_new(vm, 0);
  for (uint32_t i = 0; i < count; i++)
    assert_true(array_push(vm, array, i % 2 ? value_int((int)i) : value_double(i + 0.5)));
  assert_int_equal(array->length, count);
  for (uint32_t i = 0; i < count; i++) {
    double d = value_as_number(object_get_element(vm, &array->base, i));
    assert_true(d == (i % 2 ? i : i + 0.5));
  }
  assert_true(value_is_none(object_get_element(vm, &array->base, count)));
}

static void doubles_become_slots(void **state) {
  Vm *vm = *state;
  Array *array = array_new(vm, 0);
  for (int i = 0; i < 20; i++) assert_true(array_push(vm, array, value_double(i + 0.25)));
  assert_int_equal(elements_type(vm, &array->base), CELL_DOUBLES);
  assert_true(object_put_element(vm, &array->base, 25, value_int(7)));
  assert_int_equal(elements_type(vm, &array->base), CELL_DOUBLES);
  assert_true(value_is_none(object_get_element(vm, &array->base, 22)));
  assert_true(object_remove_own(vm, &array->base, key_from_index(3)));
  assert_true(object_put_element(vm, &array->base, 1, value_null(vm)));
  assert_int_equal(elements_type(vm, &array->base), CELL_ELEMENTS);
  assert_true(value_as_number(object_get_element(vm, &array->base, 19)) == 19.25);
  assert_true(value_is_null(vm, object_get_element(vm, &array->base, 1)));
  assert_true(value_is_none(object_get_element(vm, &array->base, 3)));
  assert_true(value_is_none(object_get_element(vm, &array->base, 22)));
  assert_int_equal(value_as_int(object_get_element(vm, &array->base, 25)), 7);
  expect_keys(vm, &array->base, KEYS_ALL, "0 1 2 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 25");
}

static void far_indices_make_elements_sparse(void **state) {
  Vm *vm = *state;
  Array *array = array_new(vm, 0);
  assert_true(array_push(vm, array, value_double(0.5)));
  assert_true(object_put_element(vm, &array->base, 4000000000u, value_double(2.5)));
  assert_int_equal(elements_type(vm, &array->base), CELL_SPARSE);
  assert_true(object_put_element(vm, &array->base, 70000, value_double(1.5)));
  assert_int_equal(object_elements_end(vm, &array->base), 4000000001u);
  assert_true(value_as_number(object_get_element(vm, &array->base, 0)) == 0.5);
  assert_true(value_as_number(object_get_element(vm, &array->base, 4000000000u)) == 2.5);
  expect_keys(vm, &array->base, KEYS_ALL, "0 70000 4000000000");
  assert_true(object_remove_own(vm, &array->base, key_from_index(70000)));
  expect_keys(vm, &array->base, KEYS_ALL, "0 4000000000");
}

static void sparse_tables_take_many(void **state) {
  Vm *vm = *state;
  uint32_t count = stressed() ? 100 : 20000;
  Object *o = object_new(vm, 0);
  for (uint32_t i = 0; i < count; i++)
    assert_true(object_put_element(vm, o, 5000 + i * 7919u, value_double(i + 0.5)));
  for (uint32_t i = 0; i < count; i += 2)
    assert_true(object_remove_own(vm, o, key_from_index(5000 + i * 7919u)));
  for (uint32_t i = 0; i < count; i++) {
    Value v = object_get_element(vm, o, 5000 + i * 7919u);
    if (i % 2 == 0) assert_true(value_is_none(v));
    else assert_true(value_as_number(v) == i + 0.5);
  }
}

/* Written from the end: sparse at first, dense when it fills up. */
static void descending_writes_become_dense(void **state) {
  Vm *vm = *state;
  uint32_t count = stressed() ? 100 : 30000;
  Array *array = array_new(vm, 0);
  array->length = count;
  for (uint32_t i = count; i-- > 0;)
    assert_true(object_put_element(vm, &array->base, i, value_int((int)i)));
  for (uint32_t i = 0; i < count; i++)
    assert_int_equal(value_as_int(object_get_element(vm, &array->base, i)), i);
  assert_int_equal(elements_type(vm, &array->base), CELL_ELEMENTS);
}

static void attributes_make_elements_sparse(void **state) {
  Vm *vm = *state;
  Array *array = array_new(vm, 4);
  for (int i = 0; i < 4; i++) assert_true(array_push(vm, array, value_int(i)));
  assert_true(
      object_put_own(vm, &array->base, key_from_index(2), value_int(2), PROPERTY_ENUMERABLE));
  assert_int_equal(elements_type(vm, &array->base), CELL_SPARSE);
  assert_int_equal(own(vm, &array->base, "2").attributes, PROPERTY_ENUMERABLE);
  assert_int_equal(own(vm, &array->base, "1").attributes, PROPERTY_DEFAULT);
  assert_true(object_set_own_value(vm, &array->base, key_from_index(2), value_int(9)));
  assert_int_equal(own(vm, &array->base, "2").attributes, PROPERTY_ENUMERABLE);
  bool ok;
  assert_true(array_set_length(vm, array, 1, &ok));
  assert_false(ok);
  assert_int_equal(array->length, 3);
  expect_keys(vm, &array->base, KEYS_ALL, "0 1 2");
}

static void lengths(void **state) {
  Vm *vm = *state;
  const Value values[] = {value_int(1), value_int(2), value_double(3.5)};
  Array *array = array_from_values(vm, values, 3);
  bool ok;
  assert_true(array_set_length(vm, array, 10, &ok) && ok);
  assert_int_equal(array->length, 10);
  assert_true(array_set_length(vm, array, 2, &ok) && ok);
  assert_true(value_is_none(object_get_element(vm, &array->base, 2)));
  assert_true(array_push(vm, array, value_double(4.5)));
  assert_true(value_as_number(object_get_element(vm, &array->base, 2)) == 4.5);
  assert_true(array_set_length(vm, array, 0, &ok) && ok);
  assert_true(array_push(vm, array, value_int(6)));
  assert_int_equal(value_as_int(object_get_element(vm, &array->base, 0)), 6);
  assert_true(array_make_length_readonly(vm, array));
  assert_false(array_length_is_writable(vm, array));
  assert_int_equal(elements_type(vm, &array->base), CELL_SPARSE);
}

static void without_extensions_nothing_is_dense(void **state) {
  Vm *vm = *state;
  Array *array = array_new(vm, 8);
  assert_true(array_push(vm, array, value_int(1)));
  assert_true(object_prevent_extensions(vm, &array->base));
  assert_false(object_is_extensible(vm, &array->base));
  assert_int_equal(elements_type(vm, &array->base), CELL_SPARSE);
  assert_int_equal(value_as_int(object_get_element(vm, &array->base, 0)), 1);
  Object *o = object_new(vm, 0);
  assert_true(object_is_extensible(vm, o));
  assert_true(object_prevent_extensions(vm, o));
  assert_true(slot_is_none(o->elements));
}

/* --- builtin objects --- */

static void global_object(void **state) {
  Vm *vm = *state;
  Object *global = slot_cell_present(vm, vm->realm->global_object);
  OwnProperty property = own(vm, global, "globalThis");
  assert_true(property.found);
  assert_ptr_equal(value_as_cell(property.value), global);
  assert_int_equal(property.attributes, PROPERTY_HIDDEN);
  property = own(vm, global, "Object");
  assert_true(property.found);
  assert_int_equal(property.attributes, PROPERTY_HIDDEN);
  assert_ptr_equal(value_as_cell(property.value), intrinsic(vm, INTRINSIC_OBJECT));
}

static void builtin_functions_have_length_and_name(void **state) {
  Vm *vm = *state;
  Object *array = intrinsic(vm, INTRINSIC_ARRAY_PROTOTYPE);
  Object *slice = value_as_object(own(vm, array, "slice").value);
  assert_true(value_is_callable(vm, value_cell(slice)));
  assert_false(value_is_constructor(vm, value_cell(slice)));
  OwnProperty property = own(vm, slice, "length");
  assert_int_equal(value_as_int(property.value), 2);
  assert_int_equal(property.attributes, PROPERTY_CONFIGURABLE);
  expect_text(vm, value_as_string(own(vm, slice, "name").value), "slice");
  expect_keys(vm, slice, KEYS_ALL, "length name");
  assert_ptr_equal(function_realm(vm, slice), vm->realm);
  OwnProperty iterator;
  assert_true(object_get_own(vm, array, key_from_symbol(vm->symbols[SYMBOL_ITERATOR]), &iterator));
  assert_ptr_equal(value_as_cell(iterator.value), value_as_cell(own(vm, array, "values").value));
  Object *constructor = intrinsic(vm, INTRINSIC_ARRAY);
  assert_true(value_is_constructor(vm, value_cell(constructor)));
  expect_text(vm, value_as_string(own(vm, constructor, "name").value), "Array");
}

static void builtin_accessors_are_named(void **state) {
  Vm *vm = *state;
  OwnProperty size = own(vm, intrinsic(vm, INTRINSIC_MAP_PROTOTYPE), "size");
  assert_true(size.found && size.attributes == (PROPERTY_ACCESSOR | PROPERTY_CONFIGURABLE));
  Accessor *accessor = (Accessor *)value_as_cell(size.value);
  Object *getter = slot_cell_present(vm, accessor->getter);
  expect_text(vm, value_as_string(own(vm, getter, "name").value), "get size");
  assert_int_equal(value_as_int(own(vm, getter, "length").value), 0);
  OwnProperty species;
  Object *map = intrinsic(vm, INTRINSIC_MAP);
  assert_true(object_get_own(vm, map, key_from_symbol(vm->symbols[SYMBOL_SPECIES]), &species));
  accessor = (Accessor *)value_as_cell(species.value);
  getter = slot_cell_present(vm, accessor->getter);
  expect_text(vm, value_as_string(own(vm, getter, "name").value), "get [Symbol.species]");
}

static void filling_bumps_no_epoch(void **state) {
  Vm *vm = *state;
  Object *prototype = intrinsic(vm, INTRINSIC_SET_PROTOTYPE);
  assert_non_null(object_new_with_prototype(vm, value_cell(prototype), 0));
  uint32_t epoch = vm->prototype_epoch;
  assert_true(own(vm, prototype, "add").found);
  assert_int_equal(vm->prototype_epoch, epoch);
  assert_true(shape_flags(object_shape_raw(vm, prototype)) & SHAPE_PROTOTYPE);
}

static void native_functions_by_another_name(void **state) {
  Vm *vm = *state;
  NativeFunction function = intrinsic_builtin(INTRINSIC_PARSE_INT)->function;
  NativeFunctionObject *f = native_new(vm, function, "answer", 3, 0);
  assert_non_null(f);
  expect_text(vm, value_as_string(own(vm, &f->base, "name").value), "answer");
  assert_int_equal(value_as_int(own(vm, &f->base, "length").value), 3);
  assert_ptr_equal(native_function_from_id(f->id), function);
  NativeFunctionObject *anonymous = native_new(vm, function, "", 2, 0);
  assert_int_equal(anonymous->id, f->id);
  expect_keys(vm, &anonymous->base, KEYS_ALL, "length name");
  assert_int_equal(value_as_int(own(vm, &anonymous->base, "length").value), 2);
  expect_text(vm, value_as_string(own(vm, &anonymous->base, "name").value), "");
}

/* Data slots are there as asked for, and the collector sees all of them. */
static void native_functions_keep_what_they_were_made_for(void **state) {
  Vm *vm = *state;
  NativeFunction function = intrinsic_builtin(INTRINSIC_PARSE_INT)->function;
  size_t bare = offsetof(NativeFunctionObject, data);
  assert_int_equal(bare / sizeof(Slot), 5);
  for (uint32_t count = 0; count <= NATIVE_DATA_MAX; count++) {
    NativeFunctionObject *f = native_new(vm, function, "", NATIVE_ANONYMOUS_LENGTH_MAX, count);
    assert_int_equal(heap_cell_size((Cell *)f), (bare + count * sizeof(Slot) + 7) & ~(size_t)7);
    assert_int_equal(f->data_count, count);
    for (uint32_t i = 0; i < count; i++) {
      assert_true(value_is_undefined(vm, slot_load(vm, f->data[i])));
      slot_store(vm, f, &f->data[i], value_number(i + 0.5));
    }
    heap_collect(vm);
    keep_alive(f);
    for (uint32_t i = 0; i < count; i++)
      assert_true(value_as_double(slot_load(vm, f->data[i])) == i + 0.5);
    assert_int_equal(f->flags,
                     NATIVE_ANONYMOUS | NATIVE_ANONYMOUS_LENGTH_MAX << NATIVE_LENGTH_SHIFT);
    assert_ptr_equal(native_function_from_id(f->id), function);
  }
  NativeFunctionObject *longer = native_new(vm, function, "", 200, 1);
  assert_int_equal(value_as_int(own(vm, &longer->base, "length").value), 200);
}

/* Every function of every table has a number that leads back to it. */
static void native_functions_are_found_by_number(void **state) {
  Vm *vm = *state;
  for (int id = 0; id < INTRINSIC_COUNT; id++) {
    const BuiltinObject *builtin = intrinsic_builtin((IntrinsicId)id);
    for (uint32_t i = 0; i < builtin->property_count; i++) {
      NativeFunction function = builtin->properties[i].function;
      if (!function) continue;
      NativeFunctionObject *f = native_new(vm, function, "", 0, 0);
      assert_non_null(f);
      assert_ptr_equal(native_function_from_id(f->id), function);
    }
  }
}

/* Closures: all that the value layer sees of their code is its head. */
static Function *closure(Vm *vm, uint32_t flags, ClosureKind kind) {
  Slots *head = slots_new(vm, CELL_INTERNAL, 5);
  assert_non_null(head);
  Shape *shape = realm_closure_shape(vm, vm->realm, kind);
  Function *f = object_allocate(vm, CELL_FUNCTION, sizeof *f, shape);
  assert_non_null(f);
  CodeHead *code = (CodeHead *)head;
  slot_store_cell(vm, f, &f->code, head);
  code->flags = flags | CODE_STRICT; /* odd: an int to the tracing of slots */
  slot_store_cell(vm, code, &code->name, string_intern_ascii(vm, "f"));
  slot_store_cell(vm, code, &code->realm, vm->realm);
  code->length = 3; /* odd, too */
  return f;
}

static void closures_are_filled_when_looked_at(void **state) {
  Vm *vm = *state;
  Function *f = closure(vm, 0, CLOSURE_NORMAL);
  assert_true(shape_flags(object_shape_raw(vm, &f->base)) & SHAPE_LAZY);
  assert_true(value_is_constructor(vm, value_cell(f)));
  expect_keys(vm, &f->base, KEYS_ALL, "length name prototype");
  assert_int_equal(value_as_int(own(vm, &f->base, "length").value), 3);
  expect_text(vm, value_as_string(own(vm, &f->base, "name").value), "f");
  OwnProperty prototype = own(vm, &f->base, "prototype");
  assert_int_equal(prototype.attributes, PROPERTY_WRITABLE);
  OwnProperty constructor = own(vm, value_as_object(prototype.value), "constructor");
  assert_ptr_equal(value_as_cell(constructor.value), f);
  assert_int_equal(constructor.attributes, PROPERTY_HIDDEN);
  Function *arrow = closure(vm, CODE_ARROW, CLOSURE_NORMAL);
  expect_keys(vm, &arrow->base, KEYS_ALL, "length name");
  assert_false(value_is_constructor(vm, value_cell(arrow)));
}

static void a_lazy_closure_can_be_a_prototype(void **state) {
  Vm *vm = *state;
  Function *f = closure(vm, 0, CLOSURE_NORMAL);
  assert_non_null(object_new_with_prototype(vm, value_cell(f), 0));
  assert_true(shape_flags(object_shape_raw(vm, &f->base)) & SHAPE_LAZY);
  expect_keys(vm, &f->base, KEYS_ALL, "length name prototype");
  put(vm, &f->base, "more", value_int(1));
  expect_keys(vm, &f->base, KEYS_ALL, "length name prototype more");
}

static void generators_have_prototypes_of_their_own(void **state) {
  Vm *vm = *state;
  Function *f = closure(vm, CODE_GENERATOR, CLOSURE_GENERATOR);
  assert_ptr_equal(value_as_cell(object_prototype(vm, &f->base)),
                   intrinsic(vm, INTRINSIC_GENERATOR_FUNCTION_PROTOTYPE));
  OwnProperty prototype = own(vm, &f->base, "prototype");
  assert_int_equal(prototype.attributes, PROPERTY_WRITABLE);
  Object *o = value_as_object(prototype.value);
  expect_keys(vm, o, KEYS_ALL, "");
  assert_ptr_equal(value_as_cell(object_prototype(vm, o)),
                   intrinsic(vm, INTRINSIC_GENERATOR_PROTOTYPE));
  Function *async = closure(vm, CODE_ASYNC, CLOSURE_ASYNC);
  expect_keys(vm, &async->base, KEYS_ALL, "length name");
}

/* --- errors and descriptions --- */

static void errors(void **state) {
  Vm *vm = *state;
  assert_false(throw_type_error(vm, ERROR_NOT_CALLABLE, "f\u00fc"));
  Object *error = value_as_object(vm->exception);
  assert_int_equal(cell_type(error), CELL_ERROR);
  assert_ptr_equal(value_as_cell(object_prototype(vm, error)),
                   intrinsic(vm, INTRINSIC_TYPE_ERROR_PROTOTYPE));
  expect_thrown(vm, "f\u00fc is not a function");
  assert_true(value_is_none(vm->exception));
}

static void expect_description(Vm *vm, Value value, const char *expected) {
  char text[64];
  assert_string_equal(value_describe(vm, value, text, sizeof text), expected);
}

static void descriptions(void **state) {
  Vm *vm = *state;
  expect_description(vm, value_undefined(vm), "undefined");
  expect_description(vm, value_bool(vm, true), "true");
  expect_description(vm, value_double(0.5), "0.5");
  expect_description(vm, value_string(ascii(vm, "text")), "\"text\"");
  expect_description(vm, value_cell(vm->symbols[SYMBOL_ITERATOR]), "Symbol(Symbol.iterator)");
  expect_description(vm, value_cell(array_new(vm, 0)), "[object Array]");
  expect_description(vm, value_cell(object_new(vm, 0)), "#<Object>");
  expect_description(vm, value_cell(intrinsic(vm, INTRINSIC_MAP)), "function Map");
  Value map = value_cell(intrinsic(vm, INTRINSIC_MAP_PROTOTYPE));
  expect_description(vm, value_cell(object_new_with_prototype(vm, map, 0)), "#<Map>");
  char small[8];
  assert_string_equal(value_describe(vm, value_string(ascii(vm, "a longer text")), small, 8),
                      "\"a long");
  assert_string_equal(key_describe(vm, key_from_index(12), small, 8), "12");
}

static int finalized;
static void finalize_host(void *data) { finalized += *(int *)data; }

static __attribute__((noinline)) void make_host_objects(Vm *vm, int *data) {
  uint32_t id;
  assert_true(host_finalizer_register(vm, finalize_host, &id));
  Shape *shape = shape_root(vm, value_null(vm), 0, 0);
  for (int i = 0; i < 100; i++) {
    HostObject *o = host_object_new(vm, shape, 1, i % 2 ? id : 0, 0);
    assert_non_null(o);
    o->data = data;
  }
}

static void host_objects_are_finalized(void **state) {
  Vm *vm = *state;
  int one = 1;
  finalized = 0;
  make_host_objects(vm, &one);
  heap_collect(vm);
  assert_in_range(finalized, 45, 50);
}

/* Memory that runs out is an exception wherever it happens. */
static void failing_allocations(void **state) {
  (void)state;
  for (uint32_t at = 1; at < 400; at += stressed() ? 37 : 1) {
    HeapOptions options = test_heap_options;
    Vm *vm = vm_create_base(&options);
    vm->realm = realm_new(vm);
    assert_non_null(vm->realm);
    heap_of(vm)->options.fail_at = (uint32_t)heap_of(vm)->allocations + at;
    bool ok = true;
    Object *o = object_new(vm, 1);
    for (int i = 0; ok && i < 20; i++) {
      PropertyKey key;
      String *name = o ? string_new_format(vm, "name%d", i) : NULL;
      ok = name && key_from_string(vm, name, &key) &&
           object_put_own(vm, o, key, value_cell(o), 7) &&
           object_put_element(vm, o, (uint32_t)i * 400, value_cell(o)) &&
           intrinsic(vm, (IntrinsicId)i) && object_shape(vm, intrinsic(vm, (IntrinsicId)i));
    }
    if (!ok) assert_false(value_is_none(exception_take(vm)));
    assert_true(o == NULL || object_shape(vm, intrinsic(vm, INTRINSIC_FUNCTION_PROTOTYPE)));
    vm_destroy_base(vm);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      VM_TEST(numbers_in_slots),
      VM_TEST(keys_are_in_order),
      VM_TEST(accessors),
      VM_TEST(dense_elements_grow),
      VM_TEST(doubles_become_slots),
      VM_TEST(far_indices_make_elements_sparse),
      VM_TEST(sparse_tables_take_many),
      VM_TEST(descending_writes_become_dense),
      VM_TEST(attributes_make_elements_sparse),
      VM_TEST(lengths),
      VM_TEST(without_extensions_nothing_is_dense),
      VM_TEST(global_object),
      VM_TEST(builtin_functions_have_length_and_name),
      VM_TEST(builtin_accessors_are_named),
      VM_TEST(filling_bumps_no_epoch),
      VM_TEST(native_functions_by_another_name),
      VM_TEST(native_functions_keep_what_they_were_made_for),
      VM_TEST(native_functions_are_found_by_number),
      VM_TEST(closures_are_filled_when_looked_at),
      VM_TEST(a_lazy_closure_can_be_a_prototype),
      VM_TEST(generators_have_prototypes_of_their_own),
      VM_TEST(errors),
      VM_TEST(descriptions),
      VM_TEST(host_objects_are_finalized),
      cmocka_unit_test(failing_allocations),
  };
  return RUN_VM_TESTS("objects", tests);
}
