/* SPDX-License-Identifier: MIT */
/* programs.c: fuzzes the machine with whole programs, which a grammar makes of the input's bytes (grammar.c).
 *
 * Each program runs twice, the second time collecting all the time, freed cells poisoned and the heap checked: it must
 * print the same and end the same. Some run a third time with an allocation that fails. Turns of loops and calls
 * are counted, so that a program without end is interrupted at the same place each time.
 *
 * With FUZZ_SHOW in the environment the program and what it prints go to standard error. */
#include "fuzz.h"

#include <signal.h>
#include <sys/time.h>

#include "grammar.h"

#define MEMORY_LIMIT ((size_t)96 << 20)
/* Calls of tick() until a program is interrupted. */
#define FUEL 1500
/* Seconds of the processor's time. */
#define TIME_LIMIT  3
#define MAX_OUTPUT  20000
#define MAX_PENDING 64

/* One run of a program; what the VM's user pointer points at. */
typedef struct Run {
  MoteVm *vm;
  Buffer output;
  uint32_t ticks;
  MoteAsync *pending[MAX_PENDING]; /* operations of later() */
  MoteHandle *values[MAX_PENDING]; /* what they are to be resolved with */
  uint32_t pending_count;
} Run;

/* --- the time limit --- */

static MoteVm *volatile timed_vm;
static volatile sig_atomic_t timed_out;

static void on_alarm(int signal) {
  (void)signal;
  timed_out = 1;
  if (timed_vm) mote_interrupt(timed_vm);
}

static void set_timer(MoteVm *vm) {
  struct itimerval time = {.it_value = {.tv_sec = vm ? TIME_LIMIT : 0}};
  timed_vm = vm;
  if (vm) {
    timed_out = 0;
    signal(SIGVTALRM, on_alarm);
  }
  setitimer(ITIMER_VIRTUAL, &time, NULL);
}

/* --- functions of the host --- */

static void print_text(Run *run, const char *text, size_t length) {
  if (run->output.length < MAX_OUTPUT)
    buffer_append(&run->output, text, length > 200 ? 200 : length);
}

static bool print_value(Run *run, MoteValue value, int depth) {
  MoteVm *vm = run->vm;
  MoteValue text = value;
  char *bytes;
  size_t length;
  if (depth < 2 && mote_is_array(vm, value)) {
    uint32_t count = mote_array_length(vm, value);
    print_text(run, "[", 1);
    for (uint32_t i = 0; i < count && i < 12; i++) {
      MoteValue item;
      if (!mote_get_index(vm, value, i, &item) || !print_value(run, item, depth + 1)) return false;
      print_text(run, ",", 1);
    }
    print_text(run, "]", 1);
    return true;
  }
  if (mote_kind(vm, value) == MOTE_KIND_ERROR) {
    char *told = mote_error_text(vm, value);
    if (told) print_text(run, told, strlen(told));
    mote_free(told);
    return true;
  }
  if (!mote_is_string(vm, value) && !mote_describe(vm, value, &text)) return false;
  if (!mote_string_wtf8(vm, text, &bytes, &length)) return false;
  print_text(run, bytes, length);
  mote_free(bytes);
  return true;
}

static bool print(MoteVm *vm, MoteCall *call) {
  Run *run = mote_vm_user(vm);
  for (uint32_t i = 0; i < mote_argument_count(call); i++) {
    if (i) print_text(run, " ", 1);
    if (!print_value(run, mote_argument(call, i), 0)) return false;
  }
  print_text(run, "\n", 1);
  return true;
}

static bool tick(MoteVm *vm, MoteCall *call) {
  Run *run = mote_vm_user(vm);
  if (++run->ticks > FUEL) mote_interrupt(vm);
  return mote_return_number(call, run->ticks);
}

static bool collect(MoteVm *vm, MoteCall *call) {
  (void)call;
  mote_collect_garbage(vm);
  return true;
}

/* later(value): an operation that settles when all jobs have run. */
static bool later(MoteVm *vm, MoteCall *call) {
  Run *run = mote_vm_user(vm);
  if (run->pending_count == MAX_PENDING) return mote_return(call, mote_argument(call, 0));
  MoteHandle *value = mote_handle_create(vm, mote_argument(call, 0));
  MoteAsync *operation = value ? mote_async_start(vm, call) : NULL;
  if (!operation) {
    if (value) mote_handle_destroy(value);
    return false;
  }
  run->values[run->pending_count] = value;
  run->pending[run->pending_count++] = operation;
  return true;
}

static bool settle_one(Run *run, uint32_t i) {
  MoteValue value = mote_handle_get(run->values[i]);
  mote_handle_destroy(run->values[i]);
  mote_async_resolve(run->pending[i], value);
  mote_async_release(run->pending[i]);
  return mote_run_jobs(run->vm, 0);
}

/* The handles go with the VM, the operations do not. */
static void release_operations(Run *run, uint32_t from) {
  for (uint32_t i = from; i < run->pending_count; i++) mote_async_release(run->pending[i]);
}

/* --- modules --- */

static bool resolve_module(MoteVm *vm, const MoteModuleRequest *request, char **key) {
  *key = strdup(request->specifier);
  return *key || mote_throw_out_of_memory(vm);
}

static bool load_module(MoteVm *vm, const char *key, const char *type, MoteModuleContent *out) {
  static const char text[] =
      "tick(); export let x = 1; export default function y() { tick(); x++; }\n";
  (void)type;
  if (strcmp(key, "m") != 0) return mote_throw_error(vm, MOTE_TYPE_ERROR, "no module %s", key);
  *out = (MoteModuleContent){
      .kind = MOTE_MODULE_SOURCE, .text = strdup(text), .length = sizeof text - 1};
  return out->text || mote_throw_out_of_memory(vm);
}

static void report_uncaught(MoteVm *vm, MoteValue error) {
  Run *run = mote_vm_user(vm);
  print_text(run, "uncaught ", 9);
  if (!print_value(run, error, 0)) (void)mote_take_exception(vm);
}

static void report_rejection(MoteVm *vm, MoteValue promise, MoteValue reason, bool handled) {
  Run *run = mote_vm_user(vm);
  (void)promise;
  (void)reason;
  print_text(run, handled ? "handled\n" : "rejected\n", handled ? 8 : 9);
}

/* --- running --- */

/* False: memory is exhausted already. */
static bool set_up(Run *run) {
  MoteVm *vm = run->vm;
  MoteValue global = mote_global(vm);
  mote_set_hooks(vm, &(MoteHooks){.uncaught = report_uncaught, .rejection = report_rejection});
  mote_set_module_hooks(vm, &(MoteModuleHooks){.resolve = resolve_module, .load = load_module});
  return mote_define_function(vm, global, "tick", tick, 0) &&
         mote_define_function(vm, global, "print", print, 1) &&
         mote_define_function(vm, global, "gc", collect, 0) &&
         mote_define_function(vm, global, "later", later, 1);
}

static bool run_text(Run *run, const Buffer *program, bool is_module) {
  MoteValue promise, reason;
  MoteSource source = {.text = program->data, .length = program->length, .name = "fuzz"};
  if (!is_module) return mote_run_script(run->vm, &source, NULL);
  if (!mote_run_module(run->vm, "fuzz", &source, &promise)) return false;
  if (mote_promise_state(run->vm, promise, &reason) != MOTE_REJECTED) return true;
  mote_promise_mark_handled(run->vm, promise);
  return mote_throw(run->vm, reason);
}

static void report_exception(Run *run) {
  MoteValue exception = mote_take_exception(run->vm);
  char *text = mote_is_interrupted(run->vm) ? NULL : mote_error_text(run->vm, exception);
  if (text) print_text(run, text, strlen(text));
  mote_free(text);
}

static void run_program(Run *run, const Buffer *program, bool is_module) {
  uint32_t settled = 0;
  bool ok = set_up(run) && run_text(run, program, is_module);
  if (!ok) report_exception(run);
  while (!mote_is_interrupted(run->vm) && settled < run->pending_count)
    if (!settle_one(run, settled++)) report_exception(run);
  release_operations(run, settled);
}

static const char too_much[] = "Out of memory", too_deep[] = "Maximum call stack";

/* Whether what it printed may depend on when garbage is collected, or on time. */
static bool is_out_of_bounds(Buffer *output) {
  const char *text = buffer_c_string(output);
  return timed_out || !text || strstr(text, too_much) || strstr(text, too_deep);
}

static void show(const char *what, const Buffer *text) {
  if (!getenv("FUZZ_SHOW")) return;
  fprintf(stderr, "--- %s\n", what);
  fwrite(text->data, 1, text->length, stderr);
}

/* Runs the program in a new VM. Gives the allocations that it took, or 0 where there is no VM. */
static uint64_t run_in_vm(MoteVmOptions options, const Buffer *program, bool is_module,
                          Buffer *output) {
  Run run = {0};
  options.memory_limit = MEMORY_LIMIT;
  options.user = &run;
  run.vm = mote_vm_create(&options);
  if (!run.vm) return 0;
  set_timer(run.vm);
  run_program(&run, program, is_module);
  set_timer(NULL);
  uint64_t allocations = mote_memory(run.vm).allocations;
  bool refused = !run.ticks && !options.fail_allocation;
  mote_vm_destroy(run.vm);
  *output = run.output;
  show("printed", output);
  if (refused)
    fuzz_fail("not a program:\n%.*s\n%s", (int)program->length, program->data,
              buffer_c_string(output));
  return allocations;
}

static void compare(const Buffer *program, Buffer *once, Buffer *again, bool was_out_of_bounds) {
  if (was_out_of_bounds || is_out_of_bounds(again)) return;
  if (strcmp(buffer_c_string(once), buffer_c_string(again)) == 0) return;
  fuzz_fail("the collector changes what this prints:\n%.*s\n--- without:\n%s\n--- with:\n%s",
            (int)program->length, program->data, once->data, again->data);
}

FUZZ_SANITIZER_OPTIONS("1")

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  FuzzInput input = {data, size};
  Buffer program = {0}, once = {0}, again = {0}, failing = {0};
  uint8_t choice = fuzz_byte(&input);
  uint32_t number = fuzz_uint16(&input);
  GrammarGoal goal = (GrammarGoal)(choice % 3);
  bool is_module = goal == GRAMMAR_MODULE;
  grammar_write(&program, goal, input.bytes, input.length);
  show("program", &program);
  uint64_t allocations = run_in_vm((MoteVmOptions){0}, &program, is_module, &once);
  bool out_of_bounds = is_out_of_bounds(&once);
  MoteVmOptions stress = {.collect_every = choice >= 224 ? 2 + number % 8 : 13 + number % 256,
                          .poison_freed = true,
                          .verify_heap = choice & 128};
  run_in_vm(stress, &program, is_module, &again);
  compare(&program, &once, &again, out_of_bounds);
  if (allocations && choice & 32)
    run_in_vm((MoteVmOptions){.fail_allocation = 1 + number % (uint32_t)allocations}, &program,
              is_module, &failing);
  buffer_destroy(&program);
  buffer_destroy(&once);
  buffer_destroy(&again);
  buffer_destroy(&failing);
  return 0;
}
