/* SPDX-License-Identifier: MIT */
/* limits_and_realms.c: memory, depth and time limits; realms; several VMs at once. */
#include "embed.h"

#include <pthread.h>
#include <unistd.h>

static void memory_limit(void) {
  MoteVmOptions options = {.memory_limit = 16 << 20};
  MoteVm *vm = mote_vm_create(&options);
  MoteSource source = {.text =
                           "const a = []; for (;;) a.push({ x: a.length, y: 'text' + a.length });",
                       .length = MOTE_NUL_TERMINATED};
  CHECK(!mote_run_script(vm, &source, NULL));
  CHECK(shows(vm, mote_take_exception(vm), "RangeError: Out of memory"));
  CHECK(shows(vm, run(vm, "1 + 1"), "2"));
  CHECK(mote_memory(vm).used_bytes <= (size_t)20 << 20 && mote_memory(vm).collections > 0);
  mote_vm_destroy(vm);
}

static void depth_limit(void) {
  MoteVm *vm = mote_vm_create(NULL);
  CHECK(shows(vm, run(vm, "function f() { return f() + 1; } try { f() } catch (e) { e.name }"),
              "RangeError"));
  CHECK(shows(vm,
              run(vm, "const o = { toString() { return '' + this; } };"
                      "try { '' + o } catch (e) { e.message }"),
              "Maximum call stack size exceeded"));
  mote_vm_destroy(vm);
}

static void small_stacks(void) {
  MoteVmOptions options = {.stack_size = 64 << 10, .c_stack_size = 128 << 10};
  MoteVm *vm = mote_vm_create(&options);
  CHECK(shows(vm,
              run(vm, "let n = 0; const f = () => { n++; f(); }; try { f() } catch {}; n < 8192"),
              "true"));
  CHECK(shows(
      vm, run(vm, "n = 0; const g = () => { n++; [1].map(g); }; try { g() } catch {}; n < 2000"),
      "true"));
  /* behind an await the stack is empty */
  run(vm, "var depth = 0; (async function down(n) { await null; depth++; if (n) await down(n - 1); "
          "})(5000); 0");
  CHECK(shows(vm, run(vm, "depth"), "5001"));
  CHECK(mote_check_c_stack(vm));
  mote_vm_destroy(vm);
}

static void *interrupt_soon(void *vm) {
  usleep(20000);
  mote_interrupt(vm);
  return NULL;
}

static void stopped_in_time(const char *text) {
  MoteVm *vm = mote_vm_create(NULL);
  MoteSource source = {.text = text, .length = MOTE_NUL_TERMINATED};
  pthread_t thread;
  CHECK(pthread_create(&thread, NULL, interrupt_soon, vm) == 0);
  CHECK(!mote_run_script(vm, &source, NULL) && mote_is_interrupted(vm));
  pthread_join(thread, NULL);
  mote_take_exception(vm);
  mote_clear_interrupt(vm);
  CHECK(!mote_is_interrupted(vm) && shows(vm, run(vm, "2 + 2"), "4"));
  mote_vm_destroy(vm);
}

static void time_limit(void) {
  stopped_in_time("for (;;) try { for (;;); } catch {} finally { continue; }");
  /* within one match, too, and one that backtracks without moving on */
  stopped_in_time("try { /^(a+)+$/.test('a'.repeat(60) + 'b'); } catch {}");
  stopped_in_time(
      "try { /^(?:(?=(a|ab)*c)|\\1|.)*?x$/u.exec('ab'.repeat(4000)); } finally { for (;;); }");
  stopped_in_time("'a'.repeat(40).replace(/(?:a|a?)+$(?<!a)/g, '')");
}

static void realms(void) {
  MoteVm *vm = mote_vm_create(NULL);
  MoteRealm other, before;
  MoteValue array;
  CHECK(mote_realm_new(vm, &other));
  run(vm, "var here = 1; 0");
  before = mote_realm_enter(vm, other);
  CHECK(shows(vm, run(vm, "typeof here"), "undefined"));
  array = run(vm, "var there = []; there");
  mote_realm_enter(vm, before);
  CHECK(shows(vm, run(vm, "typeof there + here"), "undefined1"));
  CHECK(mote_set(vm, mote_global(vm), "theirs", array));
  CHECK(shows(vm, run(vm, "theirs instanceof Array"), "false"));
  CHECK(shows(vm, run(vm, "Array.isArray(theirs)"), "true"));
  mote_vm_destroy(vm);
}

static void many_vms(void) {
  MoteVm *vms[4];
  for (int i = 0; i < 4; i++) {
    char text[64];
    vms[i] = mote_vm_create(NULL);
    snprintf(text, sizeof text, "var me = %d; 0", i);
    run(vms[i], text);
  }
  for (int i = 0; i < 4; i++) CHECK(mote_as_number(vms[i], run(vms[i], "me")) == i);
  for (int i = 3; i >= 0; i--) mote_vm_destroy(vms[i]);
}

static void *run_in_thread(void *data) {
  MoteVm *vm = data;
  mote_vm_enter_thread(vm, 0);
  CHECK(shows(
      vm, run(vm, "var list = []; for (let i = 0; i < 20000; i++) list.push({ i }); list.length"),
      "20000"));
  return NULL;
}

static void another_thread(void) {
  MoteVm *vm = mote_vm_create(NULL);
  pthread_t thread;
  CHECK(pthread_create(&thread, NULL, run_in_thread, vm) == 0);
  pthread_join(thread, NULL);
  mote_vm_enter_thread(vm, 0);
  CHECK(shows(vm, run(vm, "list.at(-1).i"), "19999"));
  mote_vm_destroy(vm);
}

static double fixed_time(MoteVm *vm) {
  (void)vm;
  return 1e12 + 0.5;
}

/* Date asks the host what time it is, and reads TZ again when told to. */
static void clock_and_zone(void) {
  MoteVm *vm = mote_vm_create(NULL);
  MoteHooks hooks = {.current_time = fixed_time};
  CHECK(shows(vm, run(vm, "Date.now() > 1.7e12"), "true"));
  mote_set_hooks(vm, &hooks);
  CHECK(shows(vm, run(vm, "[Date.now(), new Date().toISOString()]"),
              "1000000000000,2001-09-09T01:46:40.000Z"));
  setenv("TZ", "ABC-3", 1);
  mote_time_zone_changed(vm);
  CHECK(shows(vm, run(vm, "new Date().getHours()"), "4"));
  setenv("TZ", "ABC-4", 1);
  CHECK(shows(vm, run(vm, "new Date().getHours()"), "4"));
  mote_time_zone_changed(vm);
  CHECK(shows(vm, run(vm, "new Date().getHours()"), "5"));
  mote_vm_destroy(vm);
}

int main(void) {
  memory_limit();
  depth_limit();
  small_stacks();
  time_limit();
  realms();
  many_vms();
  another_thread();
  clock_and_zone();
  return embed_result();
}
