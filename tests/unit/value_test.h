/* SPDX-License-Identifier: MIT */
/* value_test.h: what the tests of src/value share: a VM for each test, made in the mode that the group
 * runs in, and text in and out. */
#ifndef TESTS_UNIT_VALUE_TEST_H
#define TESTS_UNIT_VALUE_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "value/vm.h"

/* How the heap of the next VM behaves. */
static HeapOptions test_heap_options;

static int vm_set_up(void **state) {
  Vm *vm = vm_create_base(&test_heap_options);
  if (!vm) return -1;
  vm->realm = realm_new(vm);
  *state = vm;
  return vm->realm ? 0 : -1;
}

static int vm_tear_down(void **state) {
  vm_destroy_base(*state);
  return 0;
}

#define VM_TEST(function) cmocka_unit_test_setup_teardown(function, vm_set_up, vm_tear_down)

/* Runs a group as it is, and collecting at every allocation with freed cells poisoned. */
#define RUN_VM_TESTS(name, tests)                                                               \
  ({                                                                                            \
    test_heap_options = (HeapOptions){0};                                                       \
    int failed = _cmocka_run_group_tests(name, tests, array_length(tests), NULL, NULL);         \
    test_heap_options = (HeapOptions){.stress_interval = 1, .poison = true, .verify = true};    \
    failed + _cmocka_run_group_tests(name " (stress)", tests, array_length(tests), NULL, NULL); \
  })

/* Whether every allocation collects: loops are shorter then. */
static inline bool stressed(void) { return test_heap_options.stress_interval != 0; }

static inline String *ascii(Vm *vm, const char *text) {
  String *s = string_new_ascii(vm, text);
  assert_non_null(s);
  return s;
}

static inline PropertyKey key_of(Vm *vm, const char *text) {
  PropertyKey key;
  assert_true(key_from_string(vm, ascii(vm, text), &key));
  return key;
}

static inline void expect_text(Vm *vm, String *s, const char *expected) {
  assert_non_null(s);
  char *text = string_to_utf8(vm, s, false, NULL);
  assert_non_null(text);
  assert_string_equal(text, expected);
  free(text);
}

/* The pending exception is an error with this message. */
static inline void expect_thrown(Vm *vm, const char *message) {
  Value error = exception_take(vm);
  assert_true(value_is_object(error));
  OwnProperty property;
  assert_true(object_get_own(vm, value_as_object(error), vm->names.message, &property));
  assert_true(property.found);
  expect_text(vm, value_as_string(property.value), message);
}

#endif
