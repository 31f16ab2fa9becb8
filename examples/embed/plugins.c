/* SPDX-License-Identifier: MIT */
/* plugins.c: a host that runs plugins it does not trust: each in a VM of its own, with a limit on memory and a
 * deadline. One that loops for ever, eats memory or throws, at once or in a promise, ends with an error, and the host
 * goes on.
 *
 * The deadline is a timer of the system whose signal interrupts the VM: JavaScript then throws an exception that it
 * cannot catch. */
#include <mote.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>

enum { MEMORY_LIMIT = 16 << 20, DEADLINE_MS = 300 };

static MoteVm *volatile running; /* for the signal handler */

static void on_deadline(int signal) {
  (void)signal;
  if (running) mote_interrupt(running);
}

static void set_deadline(int milliseconds) {
  struct itimerval timer = {.it_value = {.tv_usec = milliseconds * 1000}};
  setitimer(ITIMER_REAL, &timer, NULL);
}

static bool print(MoteVm *vm, MoteCall *call) {
  char *text;
  if (!mote_to_utf8(vm, mote_argument(call, 0), &text, NULL)) return false;
  printf("  %s\n", text);
  mote_free(text);
  return true;
}

/* The first line of what is to be told of an error. */
static void report_error(MoteVm *vm, MoteValue error) {
  char *text = mote_error_text(vm, error);
  if (text) printf("  ended: %.*s\n", (int)strcspn(text, "\n"), text);
  mote_free(text);
}

/* Why a plugin failed: its exception, or that its time was up. */
static void report(MoteVm *vm) {
  bool late = mote_is_interrupted(vm);
  mote_clear_interrupt(vm);
  mote_set_memory_limit(vm, 2 * MEMORY_LIMIT); /* room for the report */
  MoteValue error = mote_take_exception(vm);
  if (late) puts("  ended: the deadline");
  else report_error(vm, error);
}

/* A rejection that nobody handles yet is kept in the VM's user pointer, until somebody does. */
static void on_rejection(MoteVm *vm, MoteValue promise, MoteValue reason, bool handled) {
  (void)promise;
  mote_handle_destroy(mote_vm_user(vm));
  mote_vm_set_user(vm, handled ? NULL : mote_handle_create(vm, reason));
}

static void run_plugin(const char *name, const char *text) {
  MoteSource source = {.text = text, .length = MOTE_NUL_TERMINATED, .name = name};
  MoteVm *vm = mote_vm_create(&(MoteVmOptions){.memory_limit = MEMORY_LIMIT});
  printf("%s\n", name);
  if (!vm) return;
  mote_set_hooks(vm, &(MoteHooks){.rejection = on_rejection});
  running = vm;
  set_deadline(DEADLINE_MS);
  if (!mote_define_function(vm, mote_global(vm), "print", print, 1) ||
      !mote_run_script(vm, &source, NULL))
    report(vm);
  else if (mote_vm_user(vm)) report_error(vm, mote_handle_get(mote_vm_user(vm)));
  set_deadline(0);
  running = NULL;
  mote_vm_destroy(vm);
}

int main(void) {
  static const struct {
    const char *name, *text;
  } plugins[] = {
      {"good.js", "(async () => { await null; print('fine'); })();"},
      {"loop.js", "try { for (;;); } finally { print('not reached'); }"},
      {"jobs.js", "(async () => { for (;;) await null; })();"},
      {"hungry.js", "const all = []; for (;;) all.push(new Array(1000).fill('x'));"},
      {"deep.js", "(function f() { f(); })();"},
      {"faulty.js", "undefined.property;"},
      {"lost.js", "(async () => { await null; throw new Error('that nobody looks at'); })();"},
      {"last.js", "print('fine, too');"},
  };
  signal(SIGALRM, on_deadline);
  for (size_t i = 0; i < sizeof plugins / sizeof plugins[0]; i++)
    run_plugin(plugins[i].name, plugins[i].text);
}
/* expect: good.js
 * expect:   fine
 * expect: loop.js
 * expect:   ended: the deadline
 * expect: jobs.js
 * expect:   ended: the deadline
 * expect: hungry.js
 * expect:   ended: RangeError: Out of memory
 * expect: deep.js
 * expect:   ended: RangeError: Maximum call stack size exceeded
 * expect: faulty.js
 * expect:   ended: TypeError: Cannot read properties of undefined (reading 'property')
 * expect: lost.js
 * expect:   ended: Error: that nobody looks at
 * expect: last.js
 * expect:   fine, too */
