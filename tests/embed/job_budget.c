/* SPDX-License-Identifier: MIT */
/* job_budget.c: a limit on jobs counts every one of them, also those that go straight on without a queue. */
#include "embed.h"

static double count_after(MoteVm *vm, uint32_t limit) {
  CHECK(mote_run_jobs(vm, limit));
  return mote_as_number(vm, run(vm, "count"));
}

int main(void) {
  MoteVm *vm = mote_vm_create(&(MoteVmOptions){.jobs = MOTE_JOBS_EXPLICIT});
  run(vm,
      "var count = 0; async function step() { count++; } async function nested() { await step(); }"
      "(async () => { for (let i = 0; i < 100; i++) await i, count++;"
      " for (let i = 0; i < 100; i++) await step();"
      " for (let i = 0; i < 100; i++) await Promise.resolve(count++);"
      " for (let i = 0; i < 100; i++) await nested(); })(); 0");
  double before = count_after(vm, 10);
  CHECK(before == 10 && mote_has_jobs(vm));
  for (int i = 0; i < 20; i++) {
    double after = count_after(vm, 10);
    CHECK(after > before && after <= before + 11);
    before = after;
  }
  CHECK(before < 400 && count_after(vm, 0) == 400 && !mote_has_jobs(vm));
  mote_vm_destroy(vm);
  return embed_result();
}
