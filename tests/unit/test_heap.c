/* SPDX-License-Identifier: MIT */
/* test_heap.c: allocation, collection, boxes, roots, finalizers, limits of the heap alone, with cell
 * types of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "heap/page.h"

enum { TYPE_FREE, TYPE_SIMPLE, TYPE_BOOLEAN, TYPE_PAIR, TYPE_RAW, TYPE_FINALIZED, TYPE_COUNT };

typedef struct Pair {
  uint32_t header;
  Slot left, right;
} Pair;

static int finalized;

static void pair_trace(Vm *vm, Cell *cell) {
  Pair *pair = (Pair *)(void *)cell;
  mark_slots(vm, &pair->left, &pair->right + 1);
}
static void count_finalized(Vm *vm, Cell *cell) {
  (void)vm;
  (void)cell;
  finalized++;
}

static const CellTypeInfo types[TYPE_COUNT] = {
    [TYPE_FREE] = {"free", NULL, NULL},
    [TYPE_SIMPLE] = {"simple", NULL, NULL},
    [TYPE_BOOLEAN] = {"boolean", NULL, NULL},
    [TYPE_PAIR] = {"pair", pair_trace, NULL},
    [TYPE_RAW] = {"raw", NULL, NULL},
    [TYPE_FINALIZED] = {"finalized", NULL, count_finalized},
};

static Vm *make(HeapOptions options) {
  options.types = types;
  options.type_count = TYPE_COUNT;
  options.verify = options.poison = true;
  Vm *vm = heap_create(sizeof(Heap) + HEAP_OFFSET, &options);
  assert_non_null(vm);
  return vm;
}

/* Overwrites the stack below, where dead references might still lie. */
static NO_INLINE void scrub(void) {
  volatile char area[16384];
  for (size_t i = 0; i < sizeof area; i++) area[i] = 0;
}

static void mark_root(Vm *vm, void *data) { mark_cell(vm, *(void **)data); }

static void test_double_boxes_are_owned_and_reused(void **state) {
  (void)state;
  Vm *vm = make((HeapOptions){0});
  Pair *pair = heap_allocate(vm, TYPE_PAIR, sizeof *pair);
  slot_store(vm, pair, &pair->left, value_double(1.5));
  Slot box = pair->left;
  assert_true(slot_is_double(box));
  slot_store(vm, pair, &pair->left, value_double(-0.0));
  assert_int_equal(box.bits, pair->left.bits);
  assert_true(__builtin_signbit(value_as_double(slot_load(vm, pair->left))));
  slot_store(vm, pair, &pair->right, value_int(INT32_MAX)); /* needs a box: 31 bits are too few */
  assert_true(slot_is_double(pair->right));
  assert_true(value_as_number(slot_load(vm, pair->right)) == INT32_MAX);
  slot_store(vm, pair, &pair->right, value_int(SLOT_INT_MIN));
  assert_true(slot_is_int(pair->right));
  assert_int_equal(value_as_int(slot_load(vm, pair->right)), SLOT_INT_MIN);
  heap_collect(vm);
  assert_true(slot_load(vm, pair->left).bits == value_double(-0.0).bits);
  keep_alive(pair);
  heap_destroy(vm);
}

static NO_INLINE void *make_list(Vm *vm, int length) {
  Pair *list = NULL;
  for (int i = 0; i < length; i++) {
    Pair *pair = heap_allocate(vm, TYPE_PAIR, sizeof *pair);
    assert_non_null(pair);
    slot_store(vm, pair, &pair->left, value_double(i + 0.25));
    slot_store_cell(vm, pair, &pair->right, list);
    list = pair;
  }
  return list;
}

static void check_list(Vm *vm, const Pair *list, int length) {
  for (int i = length; i-- > 0; list = slot_cell(vm, list->right))
    assert_true(value_as_number(slot_load(vm, list->left)) == i + 0.25);
  assert_null(list);
}

static void test_stress_keeps_what_the_stack_holds(void **state) {
  (void)state;
  Vm *vm = make((HeapOptions){.stress_interval = 1});
  Pair *list = make_list(vm, 300);
  check_list(vm, list, 300);
  assert_true(heap_statistics(vm).collections >= 300);
  heap_destroy(vm);
}

/* Lists, because a stale word on the stack may keep what is behind it, but no more than one list. */
enum { LISTS = 20, LIST_LENGTH = 50000 };

static void test_a_million_cells_and_a_collection(void **state) {
  (void)state;
  Vm *vm = make((HeapOptions){0});
  static void *roots[LISTS];
  for (int i = 0; i < LISTS; i++) {
    assert_true(heap_add_roots(vm, mark_root, &roots[i]));
    roots[i] = make_list(vm, LIST_LENGTH);
  }
  size_t used = heap_statistics(vm).cells_bytes;
  heap_collect(vm);
  for (int i = 0; i < LISTS; i++) {
    check_list(vm, roots[i], LIST_LENGTH);
    roots[i] = NULL;
  }
  scrub();
  heap_collect(vm);
  assert_true(heap_statistics(vm).cells_bytes < used / 5);
  roots[0] = make_list(vm, 1000);
  check_list(vm, roots[0], 1000);
  heap_destroy(vm);
}

static NO_INLINE void make_garbage(Vm *vm, int count, size_t size) {
  for (int i = 0; i < count; i++) assert_non_null(heap_allocate(vm, TYPE_FINALIZED, size));
}

static void test_finalizers_run_once(void **state) {
  (void)state;
  Vm *vm = make((HeapOptions){0});
  finalized = 0;
  make_garbage(vm, 100, 24);
  make_garbage(vm, 10, 100000);
  scrub();
  heap_collect(vm);
  assert_in_range(finalized, 100, 110); /* a stale word may keep a few */
  heap_collect(vm);
  heap_destroy(vm);
  assert_int_equal(finalized, 110);
}

static void test_interior_pointers_keep_large_cells(void **state) {
  (void)state;
  Vm *vm = make((HeapOptions){0});
  char *cell = heap_allocate(vm, TYPE_RAW, 200000);
  for (size_t i = 4; i < 200000; i++) assert_int_equal(cell[i], 0);
  char *inside = cell + 150000;
  *inside = 42;
  cell = NULL;
  heap_collect(vm);
  make_garbage(vm, 50, 100000);
  assert_int_equal(*inside, 42);
  heap_destroy(vm);
}

static void test_limit_gives_null_and_recovers(void **state) {
  (void)state;
  Vm *vm = make((HeapOptions){.memory_limit = 4 << 20});
  static void *root;
  root = NULL;
  assert_true(heap_add_roots(vm, mark_root, &root));
  int made = 0;
  for (;; made++) {
    Pair *pair = heap_allocate(vm, TYPE_PAIR, 2048);
    if (!pair) break;
    slot_store_cell(vm, pair, &pair->left, root);
    root = pair;
  }
  assert_in_range(made, 1500, 2100);
  assert_null(heap_allocate(vm, TYPE_RAW, 8 << 20));
  root = NULL;
  scrub();
  assert_non_null(heap_allocate(vm, TYPE_RAW, 1 << 20));
  heap_destroy(vm);
}

static void test_fail_at_fails_once(void **state) {
  (void)state;
  Vm *vm = make((HeapOptions){.fail_at = 3});
  assert_non_null(heap_allocate(vm, TYPE_RAW, 16));
  assert_non_null(heap_allocate(vm, TYPE_RAW, 16));
  assert_null(heap_allocate(vm, TYPE_RAW, 16));
  assert_non_null(heap_allocate(vm, TYPE_RAW, 16));
  heap_destroy(vm);
}

static void test_every_size_is_zeroed_and_distinct(void **state) {
  (void)state;
  Vm *vm = make((HeapOptions){.stress_interval = 7});
  RootVec cells;
  assert_true(root_vec_init(&cells, vm));
  for (size_t size = 8; size < 5000; size += 4) {
    char *cell = heap_allocate(vm, TYPE_RAW, size);
    assert_true(heap_cell_size(cell) >= size);
    for (size_t i = 4; i < size; i++) assert_int_equal(cell[i], 0);
    memset(cell + 4, (int)(size & 127) + 1, size - 4);
    assert_true(root_vec_push(&cells, value_cell(cell)));
  }
  for (size_t i = 0; i < cells.count; i++) {
    size_t size = 8 + i * 4;
    const char *cell = (const char *)value_as_cell(cells.items[i]);
    for (size_t j = 4; j < size; j++) assert_int_equal(cell[j], (char)((size & 127) + 1));
  }
  root_vec_destroy(&cells);
  heap_destroy(vm);
}

/* Each had bytes outside of the heap. */
static void give_bytes_back(Vm *vm, Cell *cell) {
  (void)cell;
  finalized++;
  heap_note_external(vm, -100);
}

/* Those who allocate after a collection call the finalizers, a few at a time, and learn what they gave back. */
static void test_finalizers_are_called_in_turns(void **state) {
  (void)state;
  enum { COUNT = 10000 };
  static CellTypeInfo own[TYPE_COUNT];
  memcpy(own, types, sizeof own);
  own[TYPE_FINALIZED].finalize = give_bytes_back;
  Vm *vm = make((HeapOptions){0});
  Heap *heap = heap_of(vm);
  heap->options.types = own;
  for (int i = 0; i < COUNT; i++) {
    assert_non_null(heap_allocate(vm, TYPE_FINALIZED, 32));
    heap_note_external(vm, 100);
  }
  finalized = 0;
  scrub();
  heap_collect_lazily(vm);
  assert_int_equal(finalized, 0);
  int pairs = 0, most = 0;
  for (size_t live = heap->live_bytes; finalized < COUNT - 10 && pairs < 100000; pairs++) {
    int before = finalized;
    assert_non_null(heap_allocate(vm, TYPE_PAIR, sizeof(Pair)));
    if (finalized - before > most) most = finalized - before;
    assert_int_equal(live - heap->live_bytes, (size_t)finalized * 100);
  }
  assert_in_range(most, 1, 2 * (PAGE_SIZE_BYTES / 32));
  assert_in_range(finalized, COUNT - 10, COUNT);
  assert_int_equal(heap->collections, 1);
  for (int i = 0; i < COUNT; i++) assert_non_null(heap_allocate(vm, TYPE_FINALIZED, 32));
  heap_collect_lazily(vm);
  heap_destroy(vm); /* those that wait, too */
  assert_int_equal(finalized, 2 * COUNT);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_double_boxes_are_owned_and_reused),
      cmocka_unit_test(test_stress_keeps_what_the_stack_holds),
      cmocka_unit_test(test_a_million_cells_and_a_collection),
      cmocka_unit_test(test_finalizers_run_once),
      cmocka_unit_test(test_finalizers_are_called_in_turns),
      cmocka_unit_test(test_interior_pointers_keep_large_cells),
      cmocka_unit_test(test_limit_gives_null_and_recovers),
      cmocka_unit_test(test_fail_at_fails_once),
      cmocka_unit_test(test_every_size_is_zeroed_and_distinct),
  };
  return cmocka_run_group_tests_name("heap", tests, NULL, NULL);
}
