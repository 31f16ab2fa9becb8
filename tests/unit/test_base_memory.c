/* SPDX-License-Identifier: MIT */
/* test_base_memory.c: arenas, vectors, buffers, bitmaps, and what os.h gives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/bits.h"
#include "base/buffer.h"
#include "base/os.h"
#include "base/vec.h"

VEC_DECLARE(IntVec, int);

typedef struct Triple {
  double a, b, c;
} Triple;
VEC_DECLARE(TripleVec, Triple);

/* ------------------------------------------------------------------ arena */

static void arena_memory_is_zeroed_and_aligned(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena, NULL, NULL);
  assert_int_equal(arena_bytes_reserved(&arena), 0);
  size_t used = 0;
  for (size_t size = 0; size < 9000; size += size / 3 + 1) {
    char *bytes = arena_alloc(&arena, size);
    assert_non_null(bytes);
    assert_int_equal((uintptr_t)bytes % 8, 0);
    for (size_t i = 0; i < size; i++) assert_int_equal(bytes[i], 0);
    memset(bytes, 0xff, size);
    used += round_up(size, 8);
  }
  assert_true(arena_bytes_reserved(&arena) >= used);
  arena_destroy(&arena);
  assert_int_equal(arena_bytes_reserved(&arena), 0);
  assert_int_equal(*ARENA_NEW(&arena, int), 0);
  arena_destroy(&arena);
}

static void arena_keeps_the_current_chunk_for_small_things(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena, NULL, NULL);
  char *before = arena_alloc(&arena, 8);
  assert_non_null(arena_alloc(&arena, 1 << 20));
  char *after = arena_alloc(&arena, 8);
  assert_ptr_equal(after, before + 8);
  arena_destroy(&arena);
}

static void arena_copies(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena, NULL, NULL);
  assert_memory_equal(arena_copy(&arena, "abc", 3), "abc", 3);
  arena_destroy(&arena);
}

typedef struct Escape {
  jmp_buf target;
  int calls;
} Escape;

static void count_failure(void *context) { ((Escape *)context)->calls++; }

static void jump_out(void *context) { longjmp(((Escape *)context)->target, 1); }

static void arena_tells_when_memory_is_out(void **state) {
  (void)state;
  Escape escape = {.calls = 0};
  Arena arena;
  arena_init(&arena, count_failure, &escape);
  assert_null(arena_alloc(&arena, SIZE_MAX));
  assert_null(ARENA_NEW_ARRAY(&arena, Triple, SIZE_MAX / 4));
  assert_int_equal(escape.calls, 2);
  arena_set_budget(&arena, 10000);
  assert_non_null(arena_alloc(&arena, 4000));
  assert_null(arena_alloc(&arena, 8000));
  assert_int_equal(escape.calls, 3);
  arena.out_of_memory = jump_out;
  if (setjmp(escape.target) == 0) {
    arena_alloc(&arena, 8000);
    fail();
  }
  assert_in_range(arena_bytes_reserved(&arena), 4000, 10000);
  arena_destroy(&arena);
}

/* ------------------------------------------------------------------ vectors */

static void vectors_grow_and_shrink(void **state) {
  (void)state;
  IntVec vec = {0};
  for (int i = 0; i < 1000; i++) assert_true(IntVec_push(&vec, i));
  assert_int_equal(vec.length, 1000);
  for (int i = 999; i >= 500; i--) assert_int_equal(IntVec_pop(&vec), i);
  assert_int_equal(*IntVec_last(&vec), 499);
  assert_true(IntVec_resize(&vec, 502));
  assert_int_equal(vec.items[500], 0);
  IntVec_truncate(&vec, 2);
  assert_true(IntVec_append(&vec, (const int[]){7, 8, 9}, 3));
  assert_int_equal(vec.length, 5);
  assert_int_equal(vec.items[4], 9);
  IntVec_clear(&vec);
  assert_int_equal(vec.length, 0);
  IntVec_destroy(&vec);
  assert_null(vec.items);
}

static void vectors_refuse_what_cannot_be(void **state) {
  (void)state;
  TripleVec vec = {0};
  assert_true(TripleVec_push(&vec, (Triple){1, 2, 3}));
  assert_false(TripleVec_reserve(&vec, SIZE_MAX));
  assert_false(TripleVec_reserve(&vec, (size_t)UINT32_MAX + 1));
  assert_int_equal(vec.length, 1);
  assert_true(TripleVec_last(&vec)->c == 3);
  TripleVec_destroy(&vec);
}

/* ------------------------------------------------------------------ buffers */

static void buffers_collect_text(void **state) {
  (void)state;
  Buffer buffer = {0};
  assert_string_equal(buffer_c_string(&buffer), "");
  buffer_append_string(&buffer, "n=");
  buffer_append_double(&buffer, 0.1);
  buffer_append_format(&buffer, " %s:%d", "file", 42);
  buffer_append_repeated(&buffer, '-', 100);
  buffer_append_char(&buffer, '.');
  assert_true(buffer_ok(&buffer));
  assert_int_equal(buffer.length, 2 + 3 + 8 + 100 + 1);
  const char *text = buffer_c_string(&buffer), *start = "n=0.1 file:42--";
  assert_memory_equal(text, start, strlen(start));
  assert_int_equal(strlen(text), buffer.length);
  buffer_destroy(&buffer);
  assert_null(buffer.data);
}

static void buffers_remember_failure(void **state) {
  (void)state;
  Buffer buffer = {0};
  buffer_append_string(&buffer, "kept");
  buffer_append_repeated(&buffer, 'x', SIZE_MAX - 2);
  assert_false(buffer_ok(&buffer));
  buffer_append_string(&buffer, "lost");
  assert_int_equal(buffer.length, 4);
  assert_null(buffer_c_string(&buffer));
  buffer_clear(&buffer);
  buffer_append_string(&buffer, "again");
  assert_string_equal(buffer_c_string(&buffer), "again");
  buffer_destroy(&buffer);
}

/* ------------------------------------------------------------------ bits */

static void bit_arithmetic(void **state) {
  (void)state;
  assert_int_equal(next_power_of_two32(0), 1);
  assert_int_equal(next_power_of_two32(5), 8);
  assert_int_equal(next_power_of_two32(8), 8);
  assert_int_equal(next_power_of_two64((1ull << 40) + 1), 1ull << 41);
  assert_true(is_power_of_two(64) && !is_power_of_two(0) && !is_power_of_two(12));
  assert_int_equal(round_up(17, 16), 32);
  assert_int_equal(round_down(17, 16), 16);
  assert_int_equal(bits_log2_32(1023), 9);
  uint64_t high, low = multiply_wide(0xffffffffffffffffull, 0xfffffffffffffffeull, &high);
  assert_int_equal(high, 0xfffffffffffffffdull);
  assert_int_equal(low, 2);
}

static void bitmaps(void **state) {
  (void)state;
  uint64_t bitmap[3] = {0};
  assert_int_equal(bitmap_next_set(bitmap, 150, 0), 150);
  bitmap_set(bitmap, 0);
  bitmap_set(bitmap, 64);
  assert_false(bitmap_test_and_set(bitmap, 149));
  assert_true(bitmap_test_and_set(bitmap, 149));
  assert_int_equal(bitmap_count(bitmap, 150), 3);
  assert_int_equal(bitmap_next_set(bitmap, 150, 1), 64);
  assert_int_equal(bitmap_next_set(bitmap, 150, 65), 149);
  assert_int_equal(bitmap_next_set(bitmap, 149, 65), 149);
  assert_int_equal(bitmap_next_clear(bitmap, 150, 0), 1);
  assert_int_equal(bitmap_next_clear(bitmap, 150, 149), 150);
  bitmap_clear(bitmap, 64);
  assert_false(bitmap_get(bitmap, 64));
}

/* ------------------------------------------------------------------ the system */

static void address_space_is_reserved_aligned(void **state) {
  (void)state;
  const size_t cage = (size_t)4 << 30;
  char *base = os_reserve(cage, cage);
  assert_non_null(base);
  assert_int_equal((uintptr_t)base % cage, 0);
  size_t page = os_page_size();
  char *part = base + cage - 4 * page;
  assert_true(os_commit(part, 4 * page));
  part[0] = part[4 * page - 1] = 42;
  os_discard(part, page);
  assert_int_equal(part[0], 0);
  assert_int_equal(part[4 * page - 1], 42);
  os_release(base, cage);
}

static void the_wall_clock_is_past_2020(void **state) {
  (void)state;
  assert_true(os_wall_clock_ms() > 1.6e12);
}

static void the_stack_is_where_locals_are(void **state) {
  (void)state;
  OsStackBounds bounds = os_stack_bounds();
  uintptr_t here = (uintptr_t)__builtin_frame_address(0);
  assert_true(bounds.low < here && here < bounds.high);
  assert_true(bounds.high - bounds.low >= (size_t)64 << 10);
  uint8_t a[16], b[16];
  os_random_bytes(a, sizeof a);
  os_random_bytes(b, sizeof b);
  assert_memory_not_equal(a, b, sizeof a);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(arena_memory_is_zeroed_and_aligned),
      cmocka_unit_test(arena_keeps_the_current_chunk_for_small_things),
      cmocka_unit_test(arena_copies),
      cmocka_unit_test(arena_tells_when_memory_is_out),
      cmocka_unit_test(vectors_grow_and_shrink),
      cmocka_unit_test(vectors_refuse_what_cannot_be),
      cmocka_unit_test(buffers_collect_text),
      cmocka_unit_test(buffers_remember_failure),
      cmocka_unit_test(bit_arithmetic),
      cmocka_unit_test(bitmaps),
      cmocka_unit_test(address_space_is_reserved_aligned),
      cmocka_unit_test(the_wall_clock_is_past_2020),
      cmocka_unit_test(the_stack_is_where_locals_are),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
