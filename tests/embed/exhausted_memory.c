/* SPDX-License-Identifier: MIT */
/* exhausted_memory.c: a program whose memory has run out: it ends soon, however often it ignores that; and what it
 * gives back it can use again. */
#include "embed.h"

enum { LIMIT = 6 << 20 };

static MoteVm *new_vm(void) {
  MoteVm *vm = mote_vm_create(&(MoteVmOptions){.memory_limit = LIMIT});
  CHECK(vm != NULL);
  run(vm, "var kept = [], failed = 0;"
          "const fill = () => { try { for (;;) kept.push(new Array(100).fill(kept.length)); }"
          "  finally { kept.length -= 200; } };" /* room for the test itself */
          "const attempt = (f) => { try { f(); return true; } catch (e) {"
          "  if (!(e instanceof RangeError)) throw e; failed++; return false; } };"
          "const large = () => { new Array(1.2e6).fill(0); }; 0");
  return vm;
}

static uint64_t collections(MoteVm *vm) { return mote_memory(vm).collections; }

/* Runs a script that may end with exhausted memory. */
static void run_to_exhaustion(MoteVm *vm, const char *text) {
  MoteSource source = {.text = text, .length = MOTE_NUL_TERMINATED, .name = "test.js"};
  if (mote_run_script(vm, &source, NULL)) return;
  CHECK(mote_kind(vm, mote_take_exception(vm)) == MOTE_KIND_ERROR);
}

/* Fails in many calls, and nobody looks: a collection for each would take minutes. Who catches the error may have
 * one for that. */
static void ignored_failures(const char *text, uint64_t most) {
  MoteVm *vm = new_vm();
  run(vm, "attempt(fill)");
  uint64_t before = collections(vm);
  run_to_exhaustion(vm, text);
  CHECK(collections(vm) - before < most);
  mote_set_memory_limit(vm, LIMIT + (1 << 20)); /* nothing was left, not even for this script */
  run(vm, "kept = []; 0");
  mote_set_memory_limit(vm, LIMIT);
  CHECK(shows(vm, run(vm, "attempt(() => kept.push(new Array(1000).fill(1)))"), "true"));
  mote_vm_destroy(vm);
}

/* Who catches the error and drops what it holds goes on at once. The array is emptied, since the collector may find the
 * array itself where a frame of C was. */
static void caught_and_dropped(void) {
  MoteVm *vm = new_vm();
  run(vm, "let again = 0; for (let i = 0; i < 40; i++) {"
          "  if (attempt(fill)) throw 'filled'; kept.length = 0;"
          "  if (attempt(() => kept.push(new Array(30000).fill(i)))) again++; }");
  CHECK(shows(vm, run(vm, "[failed, again]"), "40,40"));
  mote_vm_destroy(vm);
}

/* After whatever many failures, the next call from the host finds what the last gave back. */
static void next_call_of_the_host(void) {
  MoteVm *vm = new_vm();
  run(vm, "attempt(fill); for (let i = 0; i < 200; i++) attempt(large); "
          "kept = [];");
  CHECK(mote_as_number(vm, run(vm, "failed")) > 150);
  CHECK(shows(vm, run(vm, "attempt(large)"), "true"));
  run(vm, "attempt(fill); for (let i = 0; i < 200; i++) attempt(large); 0");
  mote_set_memory_limit(vm, 2 * LIMIT);
  CHECK(shows(vm, run(vm, "attempt(() => kept.push(new Array(5000).fill(0)))"), "true"));
  mote_vm_destroy(vm);
}

/* What could not even fit an empty heap does not collect. */
static void asking_too_much(void) {
  MoteVm *vm = new_vm();
  run(vm, "attempt(() => new ArrayBuffer(1e9)); 0");
  uint64_t before = collections(vm);
  run(vm, "for (let i = 0; i < 1000; i++) { attempt(() => new ArrayBuffer(1e9)); attempt(() => "
          "'x'.repeat(5e8)); }");
  CHECK(collections(vm) - before < 20 && shows(vm, run(vm, "failed"), "2001"));
  mote_vm_destroy(vm);
}

int main(void) {
  ignored_failures(
      "async function f(i) { const a = new Array(5000).fill(i); kept.push(a); failed--; await 0; }"
      "for (let i = 0; i < 3000; i++) { failed++; f(i); } 0",
      200);
  ignored_failures(
      "for (let i = 0; i < 200; i++) attempt(() => kept.push(new Array(5000).fill(i))); 0", 400);
  ignored_failures("for (let i = 0; i < 200; i++) attempt(() => new Uint8Array(5 << 20)); 0", 400);
  caught_and_dropped();
  next_call_of_the_host();
  asking_too_much();
  return embed_result();
}
