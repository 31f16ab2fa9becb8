/* SPDX-License-Identifier: MIT */
/* reduced_memory.c: a host whose program waits gives its memory back to the system. */
#include "embed.h"

#include <stdio.h>

static size_t resident_bytes(void) {
  size_t pages = 0, resident = 0;
  FILE *file = fopen("/proc/self/statm", "r");
  CHECK(file && fscanf(file, "%zu %zu", &pages, &resident) == 2);
  fclose(file);
  return resident * 4096;
}

static int finalized;

static void count(void *data) {
  (void)data;
  finalized++;
}

/* A program that waits after a collection finalizes the dead, though it allocates nothing any more. */
static void finalize_while_waiting(void) {
  MoteVm *vm = mote_vm_create(NULL);
  MoteClass *class_;
  CHECK(vm &&
        mote_class_create(vm, &(MoteClassSpec){.name = "Counted", .finalize = count}, &class_));
  uint64_t collections = mote_memory(vm).collections;
  int made = 0, turns = 0;
  MoteValue value;
  while (mote_memory(vm).collections == collections &&
         mote_instance_new(vm, class_, &finalized, &value))
    made++;
  CHECK(made > 0 && finalized < made / 2);
  while (mote_finalize_some(vm)) turns++;
  CHECK(turns > 1 && finalized > made - 100);
  mote_vm_destroy(vm);
  CHECK(finalized == made);
}

int main(void) {
  finalize_while_waiting();
  MoteVm *vm = mote_vm_create(NULL);
  CHECK(vm != NULL);
  run(vm, "var kept = []; const fill = () => { for (let i = 0; i < 500000; i++) kept.push({ i }); "
          "}; 0");
  size_t before = resident_bytes();
  run(vm, "fill(); 0");
  size_t peak = mote_peak_memory(vm), full = resident_bytes();
  CHECK(peak > (size_t)8 << 20 && full - before > (size_t)8 << 20);
  mote_reduce_memory(vm);
  CHECK(mote_peak_memory(vm) > (size_t)8 << 20); /* the program has it still */
  run(vm, "kept.length = 0; kept = null; 0");
  mote_reduce_memory(vm);
  CHECK(mote_peak_memory(vm) < peak / 2 && resident_bytes() < full - ((size_t)6 << 20));
  run(vm, "kept = []; fill(); 0"); /* what was given back is there again */
  CHECK(shows(vm, run(vm, "kept.length + kept[499999].i"), "999999"));
  mote_vm_destroy(vm);
  return embed_result();
}
