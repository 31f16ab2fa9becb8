/* SPDX-License-Identifier: MIT */
/* test_async.c: what waiting costs: how many cells an await, a call or a suspended function makes, by
 * the heap's own accounting. The seed's figures, in slots: suspended awaited function 3, promise 5, bound
 * call 8, host operation awaited 3 and ignored 0. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "api/api.h"
#include "async/async.h"
#include "async/continuation.h"
#include "async/promise.h"
#include "mote.h"

/* --- counting --- */

typedef struct Cells {
  size_t count, bytes;
  size_t continuations, promises;
} Cells;

static void count_cell(Vm *vm, Cell *cell, void *data) {
  (void)vm;
  Cells *cells = data;
  cells->count++;
  cells->bytes += heap_cell_size(cell);
  cells->continuations += cell_type(cell) == CELL_CONTINUATION;
  cells->promises += cell_is_promise(cell);
}

static Cells all_cells(MoteVm *vm) {
  Cells cells = {0};
  heap_each_cell(api_vm(vm), count_cell, &cells);
  return cells;
}

static Cells made_since(MoteVm *vm, Cells before) {
  Cells now = all_cells(vm);
  return (Cells){now.count - before.count, now.bytes - before.bytes,
                 now.continuations - before.continuations, now.promises - before.promises};
}

static void run(MoteVm *vm, const char *text) {
  MoteSource source = {.text = text, .length = strlen(text), .name = "test.js"};
  MoteValue ignored;
  assert_true(mote_run_script(vm, &source, &ignored));
  assert_true(mote_run_jobs(vm, 0));
}

static MoteAsync *last_operation;

static bool start(MoteVm *vm, MoteCall *call) {
  last_operation = mote_async_start(vm, call);
  return last_operation;
}

static int set_up(void **state) {
  MoteVm *vm = mote_vm_create(NULL);
  *state = vm;
  return vm && mote_define_function(vm, mote_global(vm), "start", start, 0) ? 0 : -1;
}

static int tear_down(void **state) {
  mote_vm_destroy(*state);
  return 0;
}

/* What calling `go(n)`, defined by the text, makes for each of n, apart from what it makes at all. No
 * collection comes between: every cell made is still there. */
static Cells made_for_each(MoteVm *vm, const char *text) {
  enum { FEW = 100, MANY = 1100 };
  char call[64];
  Cells made[2];
  run(vm, text);
  run(vm, "go(10)"); /* shapes, caches */
  for (int i = 0; i < 2; i++) {
    snprintf(call, sizeof call, "go(%d)", i ? MANY : FEW);
    Cells before = all_cells(vm);
    run(vm, call);
    made[i] = made_since(vm, before);
  }
  double each = MANY - FEW;
  return (Cells){(size_t)((double)(made[1].count - made[0].count) / each + 0.5),
                 (size_t)((double)(made[1].bytes - made[0].bytes) / each + 0.5),
                 (size_t)((double)(made[1].continuations - made[0].continuations) / each + 0.5),
                 (size_t)((double)(made[1].promises - made[0].promises) / each + 0.5)};
}

#define EXPECT_MADE(vm, text, cells, continuations_, promises_) \
  do {                                                          \
    Cells made = made_for_each(vm, text);                       \
    assert_int_equal(made.count, cells);                        \
    assert_int_equal(made.continuations, continuations_);       \
    assert_int_equal(made.promises, promises_);                 \
  } while (0)

/* --- nothing is allocated before it must be --- */

static void test_await_in_a_loop_makes_nothing(void **state) {
  EXPECT_MADE(*state, "async function go(n) { for (let i = 0; i < n; i++) await i; }", 0, 0, 0);
  /* two loops take turns, so that each await is a real suspension */
  EXPECT_MADE(*state,
              "async function loop(n) { for (let i = 0; i < n; i++) await i; }\n"
              "function go(n) { loop(n); loop(n); }",
              0, 0, 0);
}

static void test_awaited_call_that_does_not_suspend_makes_nothing(void **state) {
  EXPECT_MADE(*state,
              "async function f(x) { return x; }\n"
              "async function loop(n) { for (let i = 0; i < n; i++) await f(i); }\n"
              "function go(n) { loop(n); loop(n); }",
              0, 0, 0);
}

static void test_ignored_call_that_does_not_suspend_makes_nothing(void **state) {
  EXPECT_MADE(*state,
              "async function f(x) { return x; }\n"
              "function go(n) { for (let i = 0; i < n; i++) f(i); }",
              0, 0, 0);
}

static void test_for_await_over_an_async_generator_makes_nothing(void **state) {
  EXPECT_MADE(*state,
              "async function* numbers(n) { for (let i = 0; i < n; i++) yield i; }\n"
              "async function go(n) { for await (const x of numbers(n)); }",
              0, 0, 0);
}

static void test_suspended_awaited_call_makes_its_cell(void **state) {
  EXPECT_MADE(*state,
              "async function f() { await 1; }\n"
              "async function loop(n) { for (let i = 0; i < n; i++) await f(); }\n"
              "function go(n) { loop(n); loop(n); }",
              2, 2, 0);
}

static void test_ordinary_call_makes_a_promise(void **state) {
  EXPECT_MADE(*state,
              "async function f(x) { return 1; }\n"
              "function go(n) { let p; for (let i = 0; i < n; i++) p = f(); }",
              1, 0, 1);
}

/* --- the sizes of what waits --- */

#define SLOTS(bytes) ((bytes) / sizeof(Slot))

static void test_sizes_are_the_seeds_or_less(void **state) {
  (void)state;
  assert_int_equal(SLOTS(sizeof(Continuation)), 3);
  assert_true(SLOTS(sizeof(Promise)) <= 5);
  assert_true(SLOTS(sizeof(Continuation)) + SLOTS(sizeof(Promise)) <= 8); /* a bound call */
}

static void test_suspended_pair_is_two_cells(void **state) {
  Cells made = made_for_each(*state, "const never = new Promise(() => {});\n"
                                     "async function bar() { await never; }\n"
                                     "async function foo() { await bar(); }\n"
                                     "function go(n) { for (let i = 0; i < n; i++) foo(); }");
  assert_int_equal(made.continuations, 2);
  assert_int_equal(made.promises, 0);
  /* and a slot in the list of the promise's subscribers */
  assert_true(made.bytes <= 2 * 16 + 8);
}

static void test_bound_call_is_a_cell_and_a_promise(void **state) {
  Cells made =
      made_for_each(*state, "const never2 = new Promise(() => {});\n"
                            "async function wait() { await never2; }\n"
                            "let held = [];\n"
                            "function go(n) { let p; for (let i = 0; i < n; i++) p = wait(); }");
  assert_int_equal(made.continuations, 1);
  assert_int_equal(made.promises, 1);
  assert_true(made.bytes <= 8 * sizeof(Slot) + 8);
}

static void test_host_operation_makes_nothing_but_its_callers_cell(void **state) {
  MoteVm *vm = *state;
  run(vm, "async function one() { await start(); }\n"
          "function awaited() { one(); }\n"
          "function ignored() { start(); }\n"
          "ignored(); awaited();");
  Cells before = all_cells(vm);
  run(vm, "awaited()");
  assert_int_equal(made_since(vm, before).promises, 0);
  assert_int_equal(made_since(vm, before).continuations, 1);
  before = all_cells(vm);
  run(vm, "ignored()");
  assert_int_equal(made_since(vm, before).promises, 0);
  assert_int_equal(made_since(vm, before).continuations, 0);
}

/* --- going straight on --- */

static uint64_t straight_on(MoteVm *vm) { return api_vm(vm)->async->straight_on; }

static void test_goes_straight_on_only_when_nobody_else_can_run(void **state) {
  MoteVm *vm = *state;
  run(vm, "async function f(x) { return x; }\n"
          "async function chain(n) { await 0; for (let i = 0; i < n; i++) await f(await f(i)); }");
  uint64_t before = straight_on(vm);
  run(vm, "chain(100)");
  assert_int_equal(straight_on(vm) - before, 200);
  before = straight_on(vm);
  run(vm, "chain(100); chain(100)"); /* they take turns */
  assert_int_equal(straight_on(vm) - before, 0);
  before = straight_on(vm);
  run(vm,
      "Object.defineProperty(Promise.prototype, 'constructor', { get() { return Promise; } });\n"
      "chain(100)"); /* somebody would notice */
  assert_int_equal(straight_on(vm) - before, 0);
}

int main(void) {
#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(test_await_in_a_loop_makes_nothing),
      TEST(test_awaited_call_that_does_not_suspend_makes_nothing),
      TEST(test_ignored_call_that_does_not_suspend_makes_nothing),
      TEST(test_for_await_over_an_async_generator_makes_nothing),
      TEST(test_suspended_awaited_call_makes_its_cell),
      TEST(test_ordinary_call_makes_a_promise),
      TEST(test_sizes_are_the_seeds_or_less),
      TEST(test_suspended_pair_is_two_cells),
      TEST(test_bound_call_is_a_cell_and_a_promise),
      TEST(test_host_operation_makes_nothing_but_its_callers_cell),
      TEST(test_goes_straight_on_only_when_nobody_else_can_run),
  };
  return cmocka_run_group_tests_name("async", tests, NULL, NULL);
}
