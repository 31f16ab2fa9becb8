/* SPDX-License-Identifier: MIT */
/* borrowed_strings.c: strings whose characters lie in memory of the host: everything that reads strings reads them, and
 * the host has its memory back once. Text out of the VM without a copy. */
#include "embed.h"

static int released;
static void *last_released;

static void release(void *memory, void *user) {
  last_released = memory;
  ++*(int *)user;
}

static char ascii[] = "the quick brown fox jumps over the lazy dog, 0123456789";
static uint16_t wide[64];

static void make(MoteVm *vm) {
  MoteValue text;
  for (int i = 0; i < 64; i++) wide[i] = (uint16_t)(i % 8 == 0 ? 0x4e00 + i : 'a' + i % 26);
  CHECK(mote_string_borrow(vm, ascii, MOTE_NUL_TERMINATED, release, &released, &text));
  CHECK(mote_set(vm, mote_global(vm), "text", text));
  CHECK(mote_string_borrow_utf16(vm, wide, 64, release, &released, &text));
  CHECK(mote_set(vm, mote_global(vm), "wide", text));
}

static void lies_where_it_is(void) {
  MoteVm *vm = mote_vm_create(NULL);
  MoteValue text;
  MoteStringView view;
  MoteMemory before = mote_memory(vm);
  released = 0;
  make(vm);
  CHECK(mote_memory(vm).external_bytes - before.external_bytes == sizeof ascii - 1 + sizeof wide);
  CHECK(mote_get(vm, mote_global(vm), "text", &text) && mote_string_view(vm, text, &view));
  CHECK(view.units == ascii && view.length == sizeof ascii - 1 && !view.wide);
  CHECK(mote_get(vm, mote_global(vm), "wide", &text) && mote_string_view(vm, text, &view));
  CHECK(view.units == wide && view.length == 64 && view.wide);
  text = run(vm, "text.slice(4, 40)"); /* parts lie there, too */
  CHECK(mote_string_view(vm, text, &view) && view.units == ascii + 4 && view.length == 36);
  text = mote_undefined();
  CHECK(released == 0);
  mote_vm_destroy(vm);
  CHECK(released == 2);
}

/* The program is run with strings made of the same characters, too. */
static void read_by_everything(uint32_t collect_every) {
  static const char program[] =
      "function looks(s, w) { const m = new Map([[s, 1]]), o = { [s]: 2, [w]: 3 }; return "
      "JSON.stringify(["
      " s.length, s[4], s.charCodeAt(5), s.at(-1), s.indexOf('lazy'), s.lastIndexOf('o'), "
      "s.split(' ').length,"
      " s + w + s, (s + w).length, s.slice(4, 40).slice(2).toUpperCase(), s.replace(/o(.)/g, "
      "'<$1>'), w.substring(3, 60),"
      " /f(ox)/.exec(s)[1], s.match(/\\w+/g), m.get([...s].join('')), o[s], o[w], w in o, s < w, s "
      "=== [...s].join(''),"
      " [s, w].sort(), s.localeCompare(w), `${w}${s}`.endsWith(s), encodeURIComponent(w), "
      "s.padEnd(60, w), Symbol.for(s)"
      "  === Symbol.for([...s].join('')), w.normalize(), w.codePointAt(8), parseInt(s.slice(45)), "
      "eval(`'${s}'`) === s,"
      " JSON.parse(`\"${s}\"`), s.trim(), w.isWellFormed(), s.concat(w).repeat(2), "
      "BigInt('1'.repeat(30) + s.slice(45)),"
      "].map(String)); } 0";
  MoteVm *vm = mote_vm_create(
      &(MoteVmOptions){.collect_every = collect_every, .poison_freed = true, .verify_heap = true});
  released = 0;
  make(vm);
  run(vm, program);
  CHECK(shows(vm, run(vm, "[...text].join('') === text && wide === [...wide].join('')"), "true"));
  CHECK(shows(vm, run(vm, "looks(text, wide) === looks([...text].join(''), [...wide].join(''))"),
              "true"));
  CHECK(shows(
      vm, run(vm, "let s = text; for (let i = 0; i < 20; i++) { s += i; s.charCodeAt(3); } s"),
      "the quick brown fox jumps over the lazy dog, 0123456789012345678910111213141516171819"));
  CHECK(!strcmp(ascii, "the quick brown fox jumps over the lazy dog, 0123456789"));
  mote_vm_destroy(vm);
  CHECK(released == 2);
}

enum { MANY = 20 };
static char many[MANY][64];

/* Not inline: what its frame held must be gone when it has returned. */
__attribute__((noinline)) static void make_many(MoteVm *vm) {
  MoteValue list, text;
  CHECK(mote_array_new(vm, 0, &list) && mote_set(vm, mote_global(vm), "list", list));
  for (int i = 0; i < MANY; i++) {
    memset(many[i], 'a' + i, 63);
    CHECK(mote_string_borrow(vm, many[i], 63, release, &released, &text));
    CHECK(mote_array_push(vm, list, text));
  }
}

/* The stack may still know of a few. */
static void given_back(void) {
  MoteVm *vm = mote_vm_create(NULL);
  MoteValue text;
  released = 0;
  make_many(vm);
  run(vm, "var parts = list.map((s) => s.slice(3, 50)), keys = Object.fromEntries(list.map((s) => "
          "[s, 1]));"
          "list = undefined; 0");
  mote_collect_garbage(vm);
  CHECK(released == 0); /* parts of them are in use */
  run(vm, "parts = undefined; [1, 2, 3].map((x) => `${x}`).join().length");
  mote_collect_garbage(vm);
  CHECK(released >= MANY - 4); /* keys are copies */
  CHECK(shows(
      vm,
      run(vm,
          "Object.keys(keys).every((key, i) => key === String.fromCharCode(97 + i).repeat(63))"),
      "true"));
  mote_vm_destroy(vm);
  CHECK(released == MANY);

  vm = mote_vm_create(NULL);
  released = 2;
  /* at once: what is short, or no ASCII */
  char accents[] = "h\xc3\xa9llo, a text that is long enough not to be copied";
  CHECK(mote_string_borrow(vm, ascii, 5, release, &released, &text) && released == 3);
  CHECK(mote_string_borrow(vm, accents, sizeof accents - 1, release, &released, &text));
  CHECK(released == 4 && mote_string_length(vm, text) == sizeof accents - 2);
  CHECK(mote_string_borrow_latin1(vm, (uint8_t *)ascii, 40, NULL, NULL, &text));
  CHECK(mote_string_borrow_latin1(vm, (uint8_t *)ascii, 0, release, &released, &text));
  CHECK(released == 5 && mote_string_is(vm, text, ""));
  mote_vm_destroy(vm);
  CHECK(released == 5);
}

static void too_much(void) {
  MoteVm *vm = mote_vm_create(&(MoteVmOptions){.memory_limit = 8 << 20});
  MoteValue text;
  char *large = calloc(1, 16 << 20);
  size_t before = mote_memory(vm).external_bytes;
  released = 0;
  memset(large, 'x', 16 << 20);
  CHECK(!mote_string_borrow(vm, large, 16 << 20, release, &released, &text));
  CHECK(shows(vm, mote_take_exception(vm), "RangeError: Out of memory"));
  mote_collect_garbage(vm);
  CHECK(released == 0 && mote_memory(vm).external_bytes == before);
  free(large);
  mote_vm_destroy(vm);
}

/* --- text out --- */

static void opened(void) {
  MoteVm *vm = mote_vm_create(NULL);
  MoteValue string = run(vm, "'a text ' + 'of ASCII alone, held as it is'");
  MoteStringView view;
  MoteText text;
  CHECK(mote_text_open(vm, string, &text) && mote_string_view(vm, string, &view));
  CHECK(!text.copy && text.bytes == view.units && text.length == 36);
  mote_text_close(&text);
  string = run(vm, "'caf\\u00e9 \\ud800'");
  CHECK(mote_text_open(vm, string, &text) && text.copy);
  CHECK(text.length == 9 && !memcmp(text.bytes, "caf\xc3\xa9 \xef\xbf\xbd", 9));
  mote_text_close(&text);
  mote_vm_destroy(vm);
}

static void written(void) {
  MoteVm *vm = mote_vm_create(NULL);
  MoteValue string = run(vm, "'a\\u00e9\\u4e00\\ud83d\\ude00\\udc00z'");
  static const char utf8[] = "a\xc3\xa9\xe4\xb8\x80\xf0\x9f\x98\x80\xef\xbf\xbdz";
  static const struct {
    size_t size, written, read;
  } cases[] = {{0, 0, 0}, {1, 1, 1},   {2, 1, 1},   {3, 3, 2},   {5, 3, 2},  {6, 6, 3},
               {9, 6, 3}, {10, 10, 5}, {13, 13, 6}, {14, 14, 7}, {20, 14, 7}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    char buffer[24] = "#######################";
    size_t count, read;
    CHECK(mote_string_write_utf8(vm, string, buffer, cases[i].size, &count, &read));
    CHECK(count == cases[i].written && read == cases[i].read);
    CHECK(!memcmp(buffer, utf8, count) && buffer[count] == '#');
  }
  mote_vm_destroy(vm);
}

int main(void) {
  lies_where_it_is();
  read_by_everything(0);
  read_by_everything(1);
  given_back();
  too_much();
  opened();
  written();
  return embed_result();
}
