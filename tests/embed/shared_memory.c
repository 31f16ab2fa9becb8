/* SPDX-License-Identifier: MIT */
/* shared_memory.c: the memory of a SharedArrayBuffer in two VMs, and who is woken by whom. */
#include "embed.h"

static int wakes;
static MoteVm *woken;

static void wake(MoteVm *vm) {
  wakes++;
  woken = vm;
}

static bool never(MoteVm *vm, double milliseconds, MoteValue function, MoteValue *timer) {
  (void)function;
  *timer = mote_number(milliseconds);
  return mote_set(vm, mote_global(vm), "timer", *timer);
}

static void stop(MoteVm *vm, MoteValue timer) {
  CHECK(mote_set(vm, mote_global(vm), "stopped", timer));
}

static MoteVm *new_vm(void) {
  static const MoteHooks hooks = {.wake = wake, .start_timer = never, .stop_timer = stop};
  MoteVm *vm = mote_vm_create(NULL);
  CHECK(vm);
  mote_set_hooks(vm, &hooks);
  return vm;
}

static void give(MoteVm *vm, MoteSharedBytes *bytes) {
  MoteValue buffer;
  CHECK(mote_shared_array_buffer_new(vm, bytes, &buffer));
  CHECK(mote_set(vm, mote_global(vm), "buffer", buffer));
  run(vm, "var cells = new Int32Array(buffer), log = []; 0");
}

int main(void) {
  MoteVm *a = new_vm(), *b = new_vm();
  MoteValue first = run(a, "new SharedArrayBuffer(8, { maxByteLength: 16 })");
  MoteSharedBytes *bytes = mote_shared_bytes_retain(a, first);
  CHECK(bytes);
  CHECK(!mote_shared_bytes_retain(a, run(a, "new ArrayBuffer(8)")));
  give(a, bytes);
  give(b, bytes);
  mote_shared_bytes_release(bytes);

  run(a, "cells[1] = 7; buffer.grow(12); 0");
  CHECK(shows(b, run(b, "[cells[1], cells.length, buffer.growable]"), "7,3,true"));

  run(a, "for (const name of ['p', 'q'])"
         "  Atomics.waitAsync(cells, 0, 0, 500).value.then((how) => log.push(name + how)); 0");
  CHECK(shows(b, run(b, "Atomics.notify(cells, 0, 1)"), "1") && wakes == 1 && woken == a);
  CHECK(mote_has_jobs(a) && !mote_has_jobs(b));
  CHECK(mote_run_jobs(a, 0) && shows(a, run(a, "[log, timer, stopped]"), "pok,500,500"));

  /* A VM that has ended waits no more. */
  mote_vm_destroy(a);
  CHECK(shows(b, run(b, "Atomics.notify(cells, 0)"), "0") && wakes == 1);
  CHECK(shows(b, run(b, "cells[1]"), "7"));
  mote_vm_destroy(b);
  return embed_result();
}
