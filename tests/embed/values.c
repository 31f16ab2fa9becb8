/* SPDX-License-Identifier: MIT */
/* values.c: values of every type, strings in and out, conversions, handles. */
#include "embed.h"

#include <math.h>

static void simple_values(MoteVm *vm) {
  CHECK(mote_type(vm, mote_undefined()) == MOTE_UNDEFINED);
  CHECK(mote_type(vm, mote_null()) == MOTE_NULL);
  CHECK(mote_type(vm, mote_boolean(true)) == MOTE_BOOLEAN);
  CHECK(mote_type(vm, mote_number(1.5)) == MOTE_NUMBER);
  CHECK(mote_is_undefined(vm, (MoteValue){0}));
  CHECK(mote_is_nullish(vm, mote_null()) && !mote_is_nullish(vm, mote_boolean(false)));
  CHECK(mote_as_boolean(vm, mote_boolean(true)) && !mote_as_boolean(vm, mote_boolean(false)));
  CHECK(mote_as_number(vm, mote_uint32(4000000000u)) == 4000000000.0);
  CHECK(mote_as_number(vm, mote_int32(-7)) == -7);
  CHECK(signbit(mote_as_number(vm, mote_number(-0.0))));
  CHECK(mote_strict_equals(vm, mote_undefined(), run(vm, "undefined")));
  CHECK(mote_strict_equals(vm, mote_boolean(true), run(vm, "true")));
  CHECK(!mote_strict_equals(vm, mote_number(NAN), mote_number(NAN)));
  CHECK(mote_same_value(vm, mote_number(NAN), mote_number(NAN)));
}

static void strings(MoteVm *vm) {
  MoteValue text, same;
  char *utf8;
  size_t length;
  MoteStringView view;
  CHECK(mote_string(vm, "h\xc3\xa9llo", MOTE_NUL_TERMINATED, &text));
  CHECK(mote_string_length(vm, text) == 5);
  CHECK(mote_string_utf8(vm, text, &utf8, &length) && length == 6 && !strcmp(utf8, "h\xc3\xa9llo"));
  mote_free(utf8);
  CHECK(mote_string_latin1(vm, (const uint8_t *)"h\xe9llo", 5, &same));
  CHECK(mote_strict_equals(vm, text, same));
  CHECK(mote_string_view(vm, same, &view) && view.length == 5);
  CHECK(view.wide ? ((const uint16_t *)view.units)[1] == 0xe9
                  : ((const uint8_t *)view.units)[1] == 0xe9);
  const uint16_t wide[] = {0x68, 0xd83d, 0xde00, 0xd800};
  CHECK(mote_string_utf16(vm, wide, 4, &text) && mote_string_length(vm, text) == 4);
  CHECK(mote_string_utf8(vm, text, &utf8, &length) && length == 8);
  CHECK(!strcmp(utf8, "h\xf0\x9f\x98\x80\xef\xbf\xbd"));
  mote_free(utf8);
  CHECK(mote_string_wtf8(vm, text, &utf8, &length) && !strcmp(utf8 + 5, "\xed\xa0\x80"));
  mote_free(utf8);
  CHECK(mote_string(vm,
                    "a\xff"
                    "b",
                    3, &text) &&
        mote_string_length(vm, text) == 3);
  CHECK(mote_string(vm, "", 0, &text) && mote_string_is(vm, text, ""));
  CHECK(mote_string_format(vm, &text, "%d-%s", 5, "x") && mote_string_is(vm, text, "5-x"));
  CHECK(!mote_string_is(vm, mote_number(5), "5"));
}

static void conversions(MoteVm *vm) {
  double number;
  int32_t int32;
  uint32_t uint32;
  MoteValue value;
  CHECK(mote_to_number(vm, run(vm, "({ valueOf() { return 42; } })"), &number) && number == 42);
  CHECK(mote_to_int32(vm, mote_number(4294967297.0), &int32) && int32 == 1);
  CHECK(mote_to_uint32(vm, mote_number(-1), &uint32) && uint32 == UINT32_MAX);
  CHECK(mote_to_integer(vm, mote_number(-1.9), &number) && number == -1);
  CHECK(!mote_to_number(vm, run(vm, "Symbol()"), &number) && mote_has_exception(vm));
  CHECK(shows(vm, mote_take_exception(vm), "TypeError: Cannot convert a Symbol value to a number"));
  CHECK(mote_to_boolean(vm, run(vm, "[]")) && !mote_to_boolean(vm, run(vm, "''")));
  CHECK(mote_to_string(vm, mote_number(0.1), &value) && mote_string_is(vm, value, "0.1"));
  CHECK(mote_to_object(vm, mote_number(1), &value) && mote_kind(vm, value) == MOTE_KIND_BOXED);
  CHECK(!mote_to_object(vm, mote_null(), &value));
  mote_take_exception(vm);
}

static void symbols_and_bigints(MoteVm *vm) {
  MoteValue symbol, again, bigint;
  CHECK(mote_symbol_new(vm, "mine", &symbol) && mote_is_symbol(vm, symbol));
  CHECK(mote_string_is(vm, mote_symbol_description(vm, symbol), "mine"));
  CHECK(mote_symbol_for(vm, "k", &symbol) && mote_symbol_for(vm, "k", &again));
  CHECK(mote_strict_equals(vm, symbol, again));
  CHECK(mote_strict_equals(vm, mote_symbol_well_known(vm, "iterator"), run(vm, "Symbol.iterator")));
  CHECK(mote_is_undefined(vm, mote_symbol_well_known(vm, "none")));
  CHECK(mote_bigint_int64(vm, INT64_MIN, &bigint) && shows(vm, bigint, "-9223372036854775808"));
  CHECK(mote_bigint_uint64(vm, UINT64_MAX, &bigint));
  CHECK(mote_bigint_to_uint64(vm, bigint) == UINT64_MAX);
}

static void bigint_words(MoteVm *vm) {
  MoteValue bigint;
  uint64_t words[3] = {9, 9, 9};
  int64_t small;
  bool negative;
  CHECK(mote_bigint_words(vm, true, (uint64_t[]){5, 0, 1, 0}, 4, &bigint));
  CHECK(shows(vm, bigint, "-340282366920938463463374607431768211461"));
  CHECK(mote_bigint_to_words(vm, bigint, &negative, words, 3) == 3 && negative);
  CHECK(words[0] == 5 && words[1] == 0 && words[2] == 1);
  CHECK(!mote_bigint_to_int64(vm, bigint, &small) && small == -5);
  CHECK(mote_bigint_to_int64(vm, run(vm, "-(2n ** 63n)"), &small) && small == INT64_MIN);
  CHECK(!mote_bigint_to_int64(vm, run(vm, "2n ** 63n"), &small));
  CHECK(mote_bigint_words(vm, true, NULL, 0, &bigint) && shows(vm, bigint, "0"));
  CHECK(mote_bigint_to_words(vm, bigint, &negative, words, 3) == 0 && !negative && words[0] == 0);
  CHECK(mote_bigint_to_words(vm, mote_int32(1), NULL, NULL, 0) == 0);
}

static void dates(MoteVm *vm) {
  MoteValue date;
  CHECK(mote_date_new(vm, 1e12, &date) && mote_kind(vm, date) == MOTE_KIND_DATE);
  CHECK(mote_set(vm, mote_global(vm), "date", date));
  CHECK(shows(vm, run(vm, "date.toISOString() + (date instanceof Date)"),
              "2001-09-09T01:46:40.000Ztrue"));
  CHECK(mote_date_time(vm, date) == 1e12);
  CHECK(mote_date_new(vm, 9e15, &date) && isnan(mote_date_time(vm, date)));
}

/* Not inline: what its frame held must be gone when it has returned. */
__attribute__((noinline)) static MoteHandle *weak_handle_of(MoteVm *vm, const char *text) {
  MoteValue value = run(vm, text);
  MoteHandle *handle = mote_weak_handle_create(vm, value);
  CHECK(handle && mote_same_value(vm, mote_handle_get(handle), value));
  return handle;
}

static void weak_handles(MoteVm *vm) {
  MoteHandle *kept = weak_handle_of(vm, "var object = { name: 'kept' }; object");
  MoteHandle *lost[20];
  int gone = 0;
  for (int i = 0; i < 20; i++) lost[i] = weak_handle_of(vm, "({ name: 'lost' })");
  MoteHandle *symbol = weak_handle_of(vm, "var symbol = Symbol('s'); symbol");
  run(vm, "[1, 2, 3].map((x) => `${x}`).join()");
  mote_collect_garbage(vm);
  CHECK(mote_is_object(vm, mote_handle_get(kept)) && mote_is_symbol(vm, mote_handle_get(symbol)));
  for (int i = 0; i < 20; i++) gone += mote_is_undefined(vm, mote_handle_get(lost[i]));
  CHECK(gone >= 18);
  CHECK(!mote_weak_handle_create(vm, mote_int32(5)) && mote_has_exception(vm));
  mote_take_exception(vm);
  for (int i = 0; i < 20; i++) mote_handle_destroy(lost[i]);
  mote_handle_destroy(kept); /* the other is left to the end of the VM */
}

static void handles(MoteVm *vm) {
  MoteHandle *list[100];
  for (int i = 0; i < 100; i++) {
    MoteValue object;
    CHECK(mote_object_new(vm, &object) && mote_set(vm, object, "i", mote_int32(i)));
    list[i] = mote_handle_create(vm, object);
    CHECK(list[i] != NULL);
  }
  mote_collect_garbage(vm);
  for (int i = 0; i < 100; i += 2) mote_handle_destroy(list[i]);
  mote_collect_garbage(vm);
  bool same = true;
  for (int i = 1; i < 100; i += 2) {
    MoteValue number;
    same = same && mote_get(vm, mote_handle_get(list[i]), "i", &number) &&
           mote_as_number(vm, number) == i;
  }
  CHECK(same);
  mote_handle_set(list[1], mote_undefined());
  CHECK(mote_is_undefined(vm, mote_handle_get(list[1])));
}

static bool domain_becomes(MoteVm *vm, const char *from, const char *to) {
  char *out;
  CHECK(mote_domain_to_ascii(vm, from, MOTE_NUL_TERMINATED, &out) && out);
  bool same = !strcmp(out, to);
  mote_free(out);
  return same;
}

static void domains(MoteVm *vm) {
  char *out;
  CHECK(domain_becomes(vm,
                       "B\xc3\xbc"
                       "cher\xe3\x80\x82"
                       "example",
                       "xn--bcher-kva.example"));
  CHECK(domain_becomes(vm, "\xc2\xad", "")); /* nothing but what is left out */
  CHECK(domain_becomes(vm, "A..b", "a..b"));
  CHECK(mote_domain_to_ascii(vm, "\xc3", 1, &out) && !out);
  CHECK(mote_domain_to_ascii(vm, "xn--a", MOTE_NUL_TERMINATED, &out) && !out);
  CHECK(mote_domain_to_ascii(vm, "a\0b", 3, &out) && !out);
  CHECK(mote_domain_to_unicode(vm, "XN--bcher-kva.x", MOTE_NUL_TERMINATED, &out) && out);
  CHECK(!strcmp(out, "b\xc3\xbc"
                     "cher.x"));
  mote_free(out);
}

int main(void) {
  MoteVmOptions options = {.collect_every = 3, .poison_freed = true};
  MoteVm *vm = mote_vm_create(&options);
  CHECK(vm != NULL && !strcmp(mote_version(), MOTE_VERSION));
  simple_values(vm);
  strings(vm);
  conversions(vm);
  symbols_and_bigints(vm);
  bigint_words(vm);
  dates(vm);
  domains(vm);
  weak_handles(vm);
  handles(vm);
  mote_vm_destroy(vm);
  return embed_result();
}
