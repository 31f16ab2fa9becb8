/* SPDX-License-Identifier: MIT */
/* timer.c: a whole host with an async function of its own: await sleep(milliseconds). */
#include <mote.h>
#include <stdio.h>
#include <unistd.h>

static MoteAsync *sleepers[1000]; /* by the millisecond in which they go on */

static bool sleep_ms(MoteVm *vm, MoteCall *call) {
  int32_t time;
  if (!mote_to_int32(vm, mote_argument(call, 0), &time)) return false;
  while (time < 0 || time > 999 || sleepers[time]) time = (time + 1) % 1000;
  return (sleepers[time] = mote_async_start(vm, call)) != NULL;
}

static bool print(MoteVm *vm, MoteCall *call) {
  char *text;
  if (!mote_to_utf8(vm, mote_argument(call, 0), &text, NULL)) return false;
  puts(text);
  mote_free(text);
  return true;
}

int main(void) {
  MoteSource script = {.name = "timer.js", .length = MOTE_NUL_TERMINATED};
  script.text = "async function tell(text, time) { await sleep(time); print(text); }"
                "tell('third', 30); tell('first', 10); tell('second', 20);";
  MoteVm *vm = mote_vm_create(NULL);
  if (!vm || !mote_define_function(vm, mote_global(vm), "sleep", sleep_ms, 1) ||
      !mote_define_function(vm, mote_global(vm), "print", print, 1) ||
      !mote_run_script(vm, &script, NULL))
    return 1;
  for (int now = 0; now < 1000; now++, usleep(1000)) {
    if (sleepers[now]) mote_async_resolve(sleepers[now], mote_undefined());
    mote_async_release(sleepers[now]);
  }
  mote_vm_destroy(vm);
}
/* expect: first
 * expect: second
 * expect: third */
