/* SPDX-License-Identifier: MIT */
/* game.c: a host like a game: it draws frame after frame, and between two of them scripts get a budget of jobs,
 * so that however much they have to do, no frame is late.
 *
 * Scripts wait for the next frame with `await frame()`. All that wait for it are one list of operations, which
 * the loop settles at the beginning of each frame. */
#include <mote.h>
#include <stdio.h>

enum { FRAMES = 12, JOBS_PER_FRAME = 100, MAX_WAITING = 64 };

static MoteAsync *waiting[MAX_WAITING];
static int waiting_count, frame_number;

static bool next_frame(MoteVm *vm, MoteCall *call) {
  if (waiting_count == MAX_WAITING)
    return mote_throw_error(vm, MOTE_RANGE_ERROR, "Too many scripts wait for a frame");
  MoteAsync *operation = mote_async_start(vm, call);
  if (operation) waiting[waiting_count++] = operation;
  return operation != NULL;
}

static bool print(MoteVm *vm, MoteCall *call) {
  char *text;
  if (!mote_to_utf8(vm, mote_argument(call, 0), &text, NULL)) return false;
  printf("frame %d: %s\n", frame_number, text);
  mote_free(text);
  return true;
}

static const char scripts[] =
    /* moves a little in every frame */
    "async function walk(name, steps) {\n"
    "  for (let x = 0; x < steps; x++) await frame();\n"
    "  print(`${name} has arrived`);\n"
    "}\n"
    /* much work, in 600 small parts: it takes as many frames as it needs, and nobody else waits for it */
    "async function plan() {\n"
    "  let sum = 0;\n"
    "  for (let i = 1; i <= 600; i++) sum += await i;\n"
    "  print(`the plan is ready: ${sum}`);\n"
    "}\n"
    "plan(); walk('the cat', 3); walk('the dog', 9);\n";

/* Lets everybody go on who waits for this frame; who asks again waits for the next. */
static void begin_frame(void) {
  int count = waiting_count;
  MoteAsync *now[MAX_WAITING];
  for (int i = 0; i < count; i++) now[i] = waiting[i];
  waiting_count = 0;
  for (int i = 0; i < count; i++) {
    mote_async_resolve(now[i], mote_int32(frame_number));
    mote_async_release(now[i]);
  }
}

static int report(MoteVm *vm) {
  char *text = vm ? mote_error_text(vm, mote_take_exception(vm)) : NULL;
  fprintf(stderr, "a script failed: %s\n", text ? text : "no memory");
  mote_free(text);
  return 1;
}

static void run_scripts(MoteVm *vm) {
  if (!mote_run_jobs(vm, JOBS_PER_FRAME)) report(vm);
}

int main(void) {
  MoteVm *vm = mote_vm_create(&(MoteVmOptions){.jobs = MOTE_JOBS_EXPLICIT});
  MoteSource source = {.text = scripts, .length = MOTE_NUL_TERMINATED, .name = "game.js"};
  if (!vm || !mote_define_function(vm, mote_global(vm), "frame", next_frame, 0) ||
      !mote_define_function(vm, mote_global(vm), "print", print, 1) ||
      !mote_run_script(vm, &source, NULL))
    return report(vm);
  for (frame_number = 1; frame_number <= FRAMES; frame_number++) {
    begin_frame();
    run_scripts(vm);
    /* … draw … */
  }
  while (waiting_count) mote_async_release(waiting[--waiting_count]); /* they never go on */
  mote_vm_destroy(vm);
}
/* expect: frame 3: the cat has arrived
 * expect: frame 7: the plan is ready: 180300
 * expect: frame 9: the dog has arrived */
