/* SPDX-License-Identifier: MIT */
/* regexp_memory.c: compiled regular expressions count against a VM's memory, once each, for as long as somebody has
 * them. */
#include "embed.h"

static size_t external(MoteVm *vm) {
  mote_collect_garbage(vm);
  return mote_memory(vm).external_bytes;
}

/* A thousand of the 16 KiB that "x" repeated takes at least. */
static const char make[] = "var all = []; for (let i = 0; i < 1000; i++) all.push(new "
                           "RegExp(`${i}` + 'x'.repeat(4096))); 0";

static void counted_while_they_live(void) {
  MoteVm *vm = mote_vm_create(NULL);
  run(vm, "/a/; 0");
  size_t before = external(vm);
  run(vm, make);
  size_t with = external(vm);
  CHECK(with - before > 1000 * 16384);
  run(vm, "for (let i = 0; i < 1000; i++) all.push(new RegExp(all[999])); 0"); /* one program */
  CHECK(external(vm) < with + with / 4);
  run(vm, "all = null; 0");
  CHECK(external(vm) < before + (with - before) / 4); /* what the cache keeps */
  mote_vm_destroy(vm);
}

static void limited(void) {
  MoteVm *vm = mote_vm_create(&(MoteVmOptions){.memory_limit = 12 << 20});
  MoteSource source = {.text = make, .length = MOTE_NUL_TERMINATED, .name = "test.js"};
  CHECK(!mote_run_script(vm, &source, NULL));
  CHECK(mote_memory(vm).external_bytes <= 12 << 20);
  mote_set_memory_limit(vm, 16 << 20); /* room for the report */
  CHECK(shows(vm, mote_take_exception(vm), "RangeError: Out of memory"));
  run(vm, "all = null; 0");
  mote_set_memory_limit(vm, 12 << 20);
  /* what is garbage makes room, and so does the cache */
  run(vm, "for (let i = 0; i < 2000; i++) new RegExp(`${i}` + "
          "'x'.repeat(4096)).test('x'); 0");
  run(vm, "new RegExp('y'.repeat(300000)).test('y')");
  mote_vm_destroy(vm);
}

int main(void) {
  counted_while_they_live();
  limited();
  return embed_result();
}
