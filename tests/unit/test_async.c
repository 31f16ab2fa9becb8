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

static MoteAsync *operations[16];
static size_t operation_count;

static bool start(MoteVm *vm, MoteCall *call) {
  MoteAsync *operation = mote_async_start(vm, call);
  assert_true(operation_count < 16);
  operations[operation_count++] = operation;
  return operation;
}

static void end_vm(MoteVm *vm) {
  while (operation_count) mote_async_release(operations[--operation_count]);
  mote_vm_destroy(vm);
}

static int set_up(void **state) {
  MoteVm *vm = mote_vm_create(NULL);
  *state = vm;
  return vm && mote_define_function(vm, mote_global(vm), "start", start, 0) ? 0 : -1;
}

static int tear_down(void **state) {
  end_vm(*state);
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

/* --- which calls are awaited, and which are ignored --- */

/* Statements of an async method of a derived class, with one call of an async function in each. */
static const char *const awaited_forms[] = {
    "await f(i)",
    "await (f(i))",
    "await f.call(null, i)",
    "await h.f(i)",
    "await h['f'](i)",
    "await h[key](i)",
    "await f(...few)",
    "await f(i, ...few)",
    "await h.f(...few)",
    "await f`text ${i}`",
    "await h.f`text`",
    "await f?.(i)",
    "await h?.f(i)",
    "await h.f?.(i)",
    "await h?.f?.(...few)",
    "await h.h?.h.f(i)",
    "await (h?.f)(i)",
    "await super.m(i)",
    "await super['m'](i)",
    "await super.m(...few)",
    "await super.m`text`",
    "await this.m(i)",
    "await this.#p(i)",
    "await this.#p?.(i)",
    "await this?.#p(i)",
    "await this.field(i)",
    "await Derived.s(i)",
    "await arrow(i)",
    "await concise(i)",
    "await inherited(i)",
    "await pick(f)(i)",
    "await bound(i)",
    "await (yes ? f(i) : h)",
    "await (no ? h : f(i))",
    "await (no ? f(1) : yes ? h.f(i) : f(2))",
    "await (yes ? h?.f(i) : f(1))",
    "await (yes && f(i))",
    "await (no || f(i))",
    "await (null ?? f(i))",
    "await (i, f(i))",
    "if (await f(i)) no",
    "while (!await f(1)) break",
    "switch (await f(i)) { case 1: }",
    "const { x = await f(i) } = h",
    "const [y = await f(i)] = few",
    "const z = await f(i)",
    "h.x = await f(i)",
    "h.n ?\?= await f(null)",
    "h.n ||= await f(null)",
    "h.x &&= await f(i)",
    "h.x += await f(i)",
    "h[await f(key)] = f",
    "Math.max(i, await f(i))",
    "`${i} ${await f(i)}`",
    "few[0] = [i, await f(i)].length",
    "({ x: await f(i) }).x",
    "({ [await f(key)]: i }).f",
    "-(await f(i))",
    "i + (await f(i))",
    "yes && await f(i)",
    "yes ? await f(i) : no",
    "try { await f(i) } catch { }",
    "try { await f(i) } finally { no }",
    "try { no } finally { await f(i) }",
    "try { throw 1 } catch { await f(i) }",
    "for (const x of [1]) await f(x)",
    "for (let j = 0; j < 1; j++) await f(j)",
    "for (const x of few) { if (await f(x)) break }",
    "label: { await f(i); break label }",
    "{ using resource = null; await f(i) }",
    "{ await using resource = null; await f(i) }",
    "with_h(i)", /* an ignored call whose callee awaits f */
};
static const char *const ignored_forms[] = {
    "f(i)",
    "(f(i))",
    "void f(i)",
    "!f(i)",
    "f(i), no",
    "no, f(i)",
    "h.f(i)",
    "f(...few)",
    "f`text`",
    "h.f`text ${i}`",
    "f?.(i)",
    "h?.f(i)",
    "h?.f?.(...few)",
    "super.m(i)",
    "super.m`text`",
    "this.#p(i)",
    "this.field(i)",
    "Derived.s(i)",
    "pick(f)(i)",
    "bound(i)",
    "yes ? f(i) : f(1)",
    "no ? f(1) : h?.f(i)",
    "yes && f(i)",
    "no || f(i)",
    "null ?? f(i)",
    "for (f(i); no;) ;",
    "for (let j = 0; j < 1; j++, f(i)) ;",
    "try { f(i) } finally { }",
    "try { } finally { f(i) }",
    "f.call(null, i)",
    "{ using resource = null; f(i) }",
};
/* Somebody looks, or C calls: a promise is made, with the same order of jobs. */
static const char *const ordinary_forms[] = {
    "h.x = f(i)",
    "const p = f(i); await p",
    "await (h.x = f(i))",
    "await (f(i) ?? no)",
    "await (f(i), h.x = f(i))",
    "h.x = [f(i)].length",
    "typeof f(i)",
    "await plain(i)",
    "await f.apply(null, few)",
    "await Reflect.apply(f, null, few)",
    "await proxy(i)",
    "{ await using resource = h }",
    "few.forEach(f)",
    "await eval('f(i)')",
};

enum { FORM_SIZE = 1400 };

/* The program that calls an async function, whose body this is, in the given form. Two loops take turns, so that
 * nobody goes straight on. */
static void write_form(char *out, const char *body, const char *form) {
  int length = snprintf(
      out, FORM_SIZE,
      "var yes = true, no = false, key = 'f', few = [1];\n"
      "var f = async function (x) { %s };\n"
      "var arrow = async (x) => { %s }, pick = (x) => x, plain = (x) => f(x);\n"
      "var concise = async (x) => await f(x), bound = f.bind(null), proxy = new Proxy(f, {});\n"
      "var h = { f, x: 1, n: null, [Symbol.asyncDispose]: f }; h.h = { h };\n"
      "var inherited = Object.create({ f }).f;\n"
      "var with_h = new Function('x', 'with (h) return (async () => { await f(x); })(), 0');\n"
      "var Base = class { async m(x) { %s } static async s(x) { %s } };\n"
      "var Derived = class Derived extends Base {\n"
      "  async #p(x) { %s }\n  field = async (x) => { %s };\n"
      "  async loop(n) { for (let i = 0; i < n; i++) { %s; } }\n};\n"
      "var object = new Derived();\n"
      "function go(n) { object.loop(n); object.loop(n); }",
      body, body, body, body, body, body, form);
  assert_true(length < FORM_SIZE);
}

/* The promises made for each call of the form. */
static size_t promises_for_form(const char *body, const char *form) {
  char text[FORM_SIZE];
  MoteVm *vm = mote_vm_create(NULL);
  assert_non_null(vm);
  write_form(text, body, form);
  size_t promises = made_for_each(vm, text).promises;
  mote_vm_destroy(vm);
  return promises;
}

static const char *const bodies[] = {"return x", "await null; return x"};

static void check_forms(const char *const *forms, size_t count, bool elides) {
  for (size_t i = 0; i < count; i++)
    for (size_t j = 0; j < 2; j++) {
      size_t promises = promises_for_form(bodies[j], forms[i]);
      if ((promises == 0) != elides)
        fail_msg("%s, of { %s }, made %zu promises", forms[i], bodies[j], promises);
    }
}

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static void test_awaited_forms_make_no_promise(void **state) {
  (void)state;
  check_forms(awaited_forms, COUNT_OF(awaited_forms), true);
}

static void test_ignored_forms_make_no_promise(void **state) {
  (void)state;
  check_forms(ignored_forms, COUNT_OF(ignored_forms), true);
}

static void test_ordinary_forms_make_a_promise(void **state) {
  (void)state;
  check_forms(ordinary_forms, COUNT_OF(ordinary_forms), false);
}

/* --- the sizes of what waits --- */

#define SLOTS(bytes) ((bytes) / sizeof(Slot))

/* What a cell was asked to hold: a size class may give it more. */
static size_t slots_of(Vm *vm, Cell *cell) {
  if (cell_is_promise(cell)) return SLOTS(sizeof(Promise));
  if (cell_type(cell) != CELL_CONTINUATION) return SLOTS(heap_cell_size(cell));
  const Site *site = slot_cell(vm, ((Continuation *)(void *)cell)->site);
  return SLOTS(sizeof(Continuation)) + (site ? site->live_count : 0);
}

static void add_slots(Vm *vm, Cell *cell, void *data) { *(size_t *)data += slots_of(vm, cell); }

static size_t all_slots(MoteVm *vm) {
  size_t slots = 0;
  heap_each_cell(api_vm(vm), add_slots, &slots);
  return slots;
}

/* The slots that a call of `go` has made, while all that it began is still waiting. */
static size_t slots_made(const char *program) {
  MoteVm *vm = mote_vm_create(NULL);
  assert_non_null(vm);
  assert_true(mote_define_function(vm, mote_global(vm), "start", start, 0));
  run(vm, "let kept = null; function nop() {}");
  run(vm, program);
  run(vm, "void go(), void go()");
  size_t slots = all_slots(vm);
  run(vm, "void nop()"); /* a script leaves cells behind, too */
  size_t of_script = all_slots(vm) - slots;
  slots = all_slots(vm);
  run(vm, "void go()");
  slots = all_slots(vm) - slots - of_script;
  end_vm(vm);
  return slots;
}

/* Slots of the case, the seed's and the most that they may be here. */
static const struct Row {
  const char *name, *program;
  size_t seed, most;
} rows[] = {
    {"suspended function, ignored", "async function go() { await start(); }", 3, 3},
    {"and one live value", "async function go(a = 1) { await start(); return a; }", 4, 4},
    {"and three live values",
     "async function go(a = 1, b = a, c = a) { await start(); return a + b + c; }", 6, 6},
    {"suspended function and its awaited callee",
     "async function bar() { await start(); } async function go() { await bar(); }", 6, 6},
    {"host operation, awaited, beside its caller", "async function go() { await start(); }", 3 + 3,
     3},
    {"host operation, ignored", "function go() { start(); }", 0, 0},
    {"host operation, its promise kept", "function go() { kept = start(); }", 8, 4},
    {"a promise", "async function f() { return 1; } function go() { kept = f(); }", 5, 4},
    {"bound call, suspended",
     "async function bar() { await start(); } function go() { kept = bar(); }", 8, 7},
    {"bound call, awaited later",
     "async function bar() { await start(); } async function go() { const p = bar(); await p; }",
     11, 10},
    {"hand-made promise, executor, resolve",
     "function go() { kept = new Promise((resolve) => { kept = resolve; }); }", 16, 16},
    {"hand-made promise, executor, resolve, reject",
     "function go() { kept = new Promise((resolve, reject) => { kept = reject; }); }", 16, 22},
    {"hand-made promise, executor without parameters",
     "function go() { kept = new Promise(() => {}); }", 16, 10},
    {"awaited call that is not suspended",
     "async function f() { return 1; } async function go() { await f(); await f(); }", 3, 3},
};

static void test_slots_beside_the_seeds(void **state) {
  (void)state;
  print_message("%-46s seed mote\n", "slots");
  for (size_t i = 0; i < COUNT_OF(rows); i++) {
    size_t slots = slots_made(rows[i].program);
    print_message("%-46s %4zu %4zu\n", rows[i].name, rows[i].seed, slots);
    assert_true(slots <= rows[i].most);
  }
}

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

static void count_resumed(Vm *vm, Cell *continuation, bool resumed, void *data) {
  (void)vm;
  (void)continuation;
  if (resumed) ++*(uint32_t *)data;
}

/* How many jobs that resume an activation the text makes. */
static uint32_t resumptions(MoteVm *vm, const char *text) {
  uint32_t count = 0;
  AsyncCore *core = api_vm(vm)->async;
  core->trace = count_resumed;
  core->trace_data = &count;
  run(vm, text);
  core->trace = NULL;
  return count;
}

static void test_goes_straight_on_only_when_nobody_else_can_run(void **state) {
  MoteVm *vm = *state;
  run(vm, "async function f(x) { return x; }\n"
          "async function chain(n) { await 0; for (let i = 0; i < n; i++) await f(await f(i)); }");
  assert_int_equal(resumptions(vm, "chain(100)"), 1); /* from the await of 0 */
  assert_int_equal(resumptions(vm, "chain(100); chain(100)"), 402); /* they take turns */
  assert_int_equal(resumptions(vm, "Object.defineProperty(Promise.prototype, 'constructor', { "
                                   "get() { return Promise; } });\n"
                                   "chain(100)"),
                   201); /* somebody would notice */
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
      cmocka_unit_test(test_awaited_forms_make_no_promise),
      cmocka_unit_test(test_ignored_forms_make_no_promise),
      cmocka_unit_test(test_ordinary_forms_make_a_promise),
      TEST(test_sizes_are_the_seeds_or_less),
      cmocka_unit_test(test_slots_beside_the_seeds),
      TEST(test_suspended_pair_is_two_cells),
      TEST(test_bound_call_is_a_cell_and_a_promise),
      TEST(test_host_operation_makes_nothing_but_its_callers_cell),
      TEST(test_goes_straight_on_only_when_nobody_else_can_run),
  };
  return cmocka_run_group_tests_name("async", tests, NULL, NULL);
}
