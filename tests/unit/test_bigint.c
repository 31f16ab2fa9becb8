/* SPDX-License-Identifier: MIT */
/* test_bigint.c: BigInt arithmetic against known results and against its own laws. */
#include "value_test.h"

#include <math.h>

#include "value/bigint.h"

static BigInt *big(Vm *vm, const char *text) {
  BigInt *b;
  assert_true(bigint_from_string(vm, ascii(vm, text), &b));
  assert_non_null(b);
  return b;
}

static void expect_big(Vm *vm, const BigInt *b, const char *expected) {
  assert_non_null(b);
  expect_text(vm, bigint_to_string(vm, b, 10), expected);
}

static void expect_equal(const BigInt *a, const BigInt *b) {
  assert_non_null(a);
  assert_non_null(b);
  assert_true(bigint_equals(a, b));
  assert_int_equal(bigint_hash(a), bigint_hash(b));
}

/* A pseudo-random BigInt of up to 260 bits, often with runs of zeros and ones. */
static BigInt *random_big(Vm *vm, uint64_t *seed) {
  BigInt *b = bigint_from_int64(vm, 0);
  *seed = *seed * 6364136223846793005u + 1442695040888963407u;
  uint32_t limbs = (uint32_t)(*seed >> 60) % 5;
  BigInt *shift = bigint_from_int64(vm, 53);
  for (uint32_t i = 0; i < limbs; i++) {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    int64_t part = (int64_t)(*seed >> 12);
    if (*seed & 0x100000) part = *seed & 0x200000 ? 0 : (1ll << 53) - 1;
    b = bigint_add_int64(vm, bigint_shift_left(vm, b, shift), part);
  }
  return *seed & 0x4000000 ? bigint_negate(vm, b) : b;
}

static const char *const text_a = "2656139888758747693387813220357796268292334526533944959745749617"
                                  "39092490901302182994384699044001";
static const char *const text_b =
    "-80153343160247310515380886994816022539378033762994852007501964604841680190743";

static void known_results(void **state) {
  Vm *vm = *state;
  BigInt *a = big(vm, text_a), *b = big(vm, text_b), *seventy = big(vm, "70");
  expect_equal(bigint_exponentiate(vm, big(vm, "3"), big(vm, "200")), a);
  expect_equal(bigint_exponentiate(vm, big(vm, "-7"), big(vm, "91")), b);
  expect_big(
      vm, bigint_multiply(vm, a, b),
      "-2128984919853010216447845137561702282731605308443103256516691693853841357447132005055165161"
      "8803609133444687016247196702923585270048382437248416239209084144929879411429882743");
  expect_big(vm, bigint_divide(vm, a, b), "-3313822959883826086");
  expect_big(vm, bigint_remainder(vm, a, b),
             "69773764837738045205344495298238722338184119506023064511074771473199579922103");
  expect_big(vm, bigint_and(vm, a, b),
             "2656139888758747692808569855831362711026019362348716755438362332886568943947931769529"
             "49416427681");
  expect_big(vm, bigint_or(vm, a, b),
             "-22229006707603954788749370576293202108639305312559255500992958563406397574423");
  expect_big(vm, bigint_xor(vm, a, b),
             "-265613988875874769303085992290740225891351306811164877652475538601216149895786135516"
             "355814002104");
  expect_big(vm, bigint_shift_right(vm, b, seventy),
             "-67892522489309595017777660769134185854346287110924283163");
  expect_big(vm, bigint_as_uint_n(vm, 130, b), "644366923333125683850536794977549402857");
  assert_true(bigint_to_double(a) == 2.6561398887587478e+95);
  assert_true(bigint_to_double(b) == -8.015334316024731e+76);
}

static void text_of_any_radix(void **state) {
  Vm *vm = *state;
  BigInt *a = big(vm, text_a);
  for (unsigned radix = 2; radix <= 36; radix++) {
    char *text = string_to_utf8(vm, bigint_to_string(vm, a, radix), false, NULL);
    expect_equal(bigint_from_digits(vm, text, strlen(text), radix), a);
    free(text);
  }
  expect_text(vm, bigint_to_string(vm, big(vm, "-255"), 16), "-ff");
  expect_text(vm, bigint_to_string(vm, big(vm, "0"), 2), "0");
  expect_big(vm, bigint_from_literal(vm, "0xFFFFFFFFFFFFFFFFFF", 20), "4722366482869645213695");
  expect_big(vm, bigint_from_literal(vm, "0b101", 5), "5");
  expect_big(vm, bigint_from_literal(vm, "0o17", 4), "15");
  expect_big(vm, bigint_from_digits(vm, "000123", 6, 10), "123");
}

static void strings_to_bigints(void **state) {
  Vm *vm = *state;
  static const struct {
    const char *text, *result;
  } cases[] = {{"", "0"},      {"  12  ", "12"}, {"-0", "0"},   {"+7", "7"},  {"0x1F", "31"},
               {"-0x1", NULL}, {"1n", NULL},     {"1.5", NULL}, {"0b", NULL}, {"-", NULL},
               {"12 3", NULL}, {"0o7", "7"},     {"1e3", NULL}};
  for (size_t i = 0; i < array_length(cases); i++) {
    BigInt *b;
    assert_true(bigint_from_string(vm, ascii(vm, cases[i].text), &b));
    assert_int_equal(b != NULL, cases[i].result != NULL);
    if (b) expect_big(vm, b, cases[i].result);
  }
}

static void laws(void **state) {
  Vm *vm = *state;
  uint64_t seed = 42;
  BigInt *one = bigint_from_int64(vm, 1);
  for (int i = 0; i < (stressed() ? 30 : 3000); i++) {
    BigInt *a = random_big(vm, &seed), *b = random_big(vm, &seed), *c = random_big(vm, &seed);
    expect_equal(bigint_subtract(vm, bigint_add(vm, a, b), b), a);
    expect_equal(bigint_add(vm, a, b), bigint_add(vm, b, a));
    expect_equal(bigint_multiply(vm, a, bigint_add(vm, b, c)),
                 bigint_add(vm, bigint_multiply(vm, a, b), bigint_multiply(vm, a, c)));
    if (!bigint_is_zero(b)) {
      BigInt *q = bigint_divide(vm, a, b), *r = bigint_remainder(vm, a, b);
      expect_equal(bigint_add(vm, bigint_multiply(vm, q, b), r), a);
      assert_true(bigint_is_zero(r) || bigint_is_negative(r) == bigint_is_negative(a));
    }
    expect_equal(bigint_add(vm, bigint_and(vm, a, b), bigint_or(vm, a, b)), bigint_add(vm, a, b));
    expect_equal(bigint_xor(vm, bigint_xor(vm, a, b), b), a);
    expect_equal(bigint_not(vm, bigint_and(vm, a, b)),
                 bigint_or(vm, bigint_not(vm, a), bigint_not(vm, b)));
    uint64_t bits = seed >> 56;
    BigInt *count = bigint_from_uint64(vm, bits), *power = bigint_shift_left(vm, one, count);
    expect_equal(bigint_shift_left(vm, a, count), bigint_multiply(vm, a, power));
    BigInt *low = bigint_as_uint_n(vm, bits, a);
    expect_equal(
        bigint_add(vm, bigint_shift_left(vm, bigint_shift_right(vm, a, count), count), low), a);
    assert_true(!bigint_is_negative(low) && bigint_compare(low, power) < 0);
    BigInt *wrapped = bigint_as_int_n(vm, bits, a);
    expect_equal(bigint_as_uint_n(vm, bits, wrapped), low);
    if (bits) {
      BigInt *half = bigint_shift_left(vm, one, bigint_from_uint64(vm, bits - 1));
      assert_true(bigint_compare(wrapped, half) < 0);
      assert_true(bigint_compare(wrapped, bigint_negate(vm, half)) >= 0);
    }
  }
}

static void small_numbers_agree_with_the_machine(void **state) {
  Vm *vm = *state;
  static const int64_t numbers[] = {
      0, 1, -1, 2, -2, 7, -8, 255, -256, 1ll << 40, -(1ll << 40), INT64_MAX / 2, INT64_MIN / 2};
  for (size_t i = 0; i < array_length(numbers); i++)
    for (size_t k = 0; k < array_length(numbers); k++) {
      int64_t x = numbers[i], y = numbers[k];
      BigInt *a = bigint_from_int64(vm, x), *b = bigint_from_int64(vm, y);
      expect_equal(bigint_add(vm, a, b), bigint_from_int64(vm, x + y));
      expect_equal(bigint_subtract(vm, a, b), bigint_from_int64(vm, x - y));
      expect_equal(bigint_and(vm, a, b), bigint_from_int64(vm, x & y));
      expect_equal(bigint_or(vm, a, b), bigint_from_int64(vm, x | y));
      expect_equal(bigint_xor(vm, a, b), bigint_from_int64(vm, x ^ y));
      if (y) expect_equal(bigint_divide(vm, a, b), bigint_from_int64(vm, x / y));
      if (y) expect_equal(bigint_remainder(vm, a, b), bigint_from_int64(vm, x % y));
      assert_int_equal(bigint_compare(a, b), x < y ? -1 : x > y);
      __int128 rounded = (__int128)(double)y;
      assert_int_equal(bigint_compare_double(a, (double)y), x < rounded ? -1 : x > rounded);
      assert_true(bigint_to_uint64(a) == (uint64_t)x);
    }
}

static void doubles(void **state) {
  Vm *vm = *state;
  assert_true(bigint_to_double(big(vm, "9007199254740993")) == 9007199254740992.0);
  assert_true(bigint_to_double(big(vm, "9007199254740995")) == 9007199254740996.0);
  assert_true(bigint_to_double(big(vm, "18446744073709551615")) == 18446744073709551616.0);
  BigInt *half = big(vm, "36893488147419107329"); /* 2^65 + 2^12 + 1: just above half */
  assert_true(bigint_to_double(half) == 0x1.0000000000001p65);
  assert_true(bigint_to_double(big(vm, "36893488147419107328")) == 0x1p65);
  BigInt *huge = bigint_exponentiate(vm, big(vm, "2"), big(vm, "1024"));
  assert_true(bigint_to_double(huge) == INFINITY);
  BigInt *largest = bigint_from_double(vm, 1.7976931348623157e308);
  assert_true(bigint_to_double(largest) == 1.7976931348623157e308);
  assert_true(bigint_to_double(bigint_add_int64(vm, huge, -1)) == INFINITY);
  expect_big(vm, bigint_from_double(vm, -1e23), "-99999999999999991611392");
  expect_big(vm, bigint_from_double(vm, 0x1p63), "9223372036854775808");
  assert_int_equal(bigint_compare_double(big(vm, "9007199254740993"), 9007199254740992.0), 1);
  assert_int_equal(bigint_compare_double(big(vm, "1"), 1.5), -1);
  assert_int_equal(bigint_compare_double(big(vm, "-1"), -1.5), 1);
  assert_int_equal(bigint_compare_double(big(vm, "0"), 0.5), -1);
  assert_int_equal(bigint_compare_double(big(vm, "0"), -0.0), 0);
  assert_int_equal(bigint_compare_double(huge, INFINITY), -1);
  assert_int_equal(bigint_compare_double(huge, 1.7976931348623157e308), 1);
  assert_int_equal(bigint_compare_double(largest, 1.7976931348623157e308), 0);
}

static void errors(void **state) {
  Vm *vm = *state;
  BigInt *zero = big(vm, "0"), *one = big(vm, "1"), *minus = big(vm, "-1"), *huge = big(vm, text_a);
  assert_null(bigint_divide(vm, one, zero));
  expect_thrown(vm, "Division by zero");
  assert_null(bigint_remainder(vm, one, zero));
  expect_thrown(vm, "Division by zero");
  assert_null(bigint_exponentiate(vm, one, minus));
  expect_thrown(vm, "Exponent must be non-negative");
  assert_null(bigint_exponentiate(vm, big(vm, "3"), huge));
  expect_thrown(vm, "Maximum BigInt size exceeded");
  assert_null(bigint_shift_left(vm, one, huge));
  expect_thrown(vm, "Maximum BigInt size exceeded");
  expect_equal(bigint_exponentiate(vm, minus, huge), minus);
  expect_equal(bigint_shift_right(vm, minus, huge), minus);
  expect_equal(bigint_shift_right(vm, one, huge), zero);
  expect_equal(bigint_shift_left(vm, zero, huge), zero);
  assert_null(bigint_as_uint_n(vm, 1ull << 53, minus));
  expect_thrown(vm, "Maximum BigInt size exceeded");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      VM_TEST(known_results),
      VM_TEST(text_of_any_radix),
      VM_TEST(strings_to_bigints),
      VM_TEST(laws),
      VM_TEST(small_numbers_agree_with_the_machine),
      VM_TEST(doubles),
      VM_TEST(errors),
  };
  return RUN_VM_TESTS("bigints", tests);
}
