/* SPDX-License-Identifier: MIT */
/* runtime.c: making a runtime, starting a program in it, and the event loop. */
#include "runtime/runtime.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/http/http.h"
#include "runtime/modules/commonjs.h"
#include "runtime/web/globals.h"
#include "runtime/internal.h"
#include "runtime/process/process.h"
#include "runtime/report.h"
#include "runtime/test262/test262.h"
#include "runtime/worker/worker.h"

/* --- beginning and end --- */

/* A worker's program that is to run no more. */
static bool is_over(Runtime *rt) { return rt->options.worker && worker_is_over(rt); }

static void on_wake(uv_async_t *wake) {
  Runtime *rt = wake->data;
  if ((rt->options.agent && agent_is_over(rt->options.agent)) || is_over(rt)) uv_stop(&rt->loop);
  else runtime_after_callback(rt);
}

static bool wake_init(Runtime *rt) {
  if (uv_async_init(&rt->loop, &rt->wake, on_wake) != 0) return false;
  rt->wake.data = rt;
  uv_unref((uv_handle_t *)&rt->wake);
  return true;
}

static bool make_vm(Runtime *rt) {
  rt->options.vm.jobs = MOTE_JOBS_EXPLICIT;
  rt->options.vm.user = rt;
  rt->vm = mote_vm_create(&rt->options.vm);
  return rt->vm != NULL;
}

/* Without the VM's limits even a message can't be made, so a plain one must do. */
static Runtime *creation_failed(Runtime *rt) {
  fputs("mote: out of memory\n", stderr);
  runtime_destroy(rt);
  return NULL;
}

static double wall_clock_ms(void) {
  uv_timeval64_t now;
  uv_gettimeofday(&now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_usec / 1e3;
}

Runtime *runtime_create(const RuntimeOptions *options) {
  Runtime *rt = calloc(1, sizeof *rt);
  if (!rt) return creation_failed(rt);
  rt->options = *options;
  rt->started = uv_hrtime();
  rt->time_origin = wall_clock_ms();
  signal(SIGPIPE, SIG_IGN);
  output_init(&rt->out, STDOUT_FILENO);
  output_init(&rt->err, STDERR_FILENO);
  if (uv_loop_init(&rt->loop) != 0) return creation_failed(rt);
  rt->loop.data = rt;
  if (!wake_init(rt) || !make_vm(rt)) return creation_failed(rt);
  clone_init(rt);
  memory_reducer_init(rt);
  bool ok = ticks_init(rt) && timers_init(rt) && module_loader_init(rt) &&
            (options->test262 ? test262_define(rt, mote_global(rt->vm)) : globals_define(rt));
  if (options->agent) agent_join_cluster(rt, options->agent);
  if (ok && options->test262) ok = timers_define(rt, mote_global(rt->vm));
  return ok ? rt : creation_failed(rt);
}

static void close_handle(uv_handle_t *handle, void *data) {
  const Runtime *rt = data;
  bool is_wake = handle == (const uv_handle_t *)&rt->wake;
  if (!is_wake && !uv_is_closing(handle)) uv_close(handle, NULL);
}

/* Up to the VM's end other threads may send to the wake handle. */
static void close_wake(Runtime *rt) {
  if (!rt->wake.data) return;
  uv_close((uv_handle_t *)&rt->wake, NULL);
  uv_run(&rt->loop, UV_RUN_DEFAULT);
}

bool runtime_on_end(Runtime *rt, void (*fn)(Runtime *rt, void *data), void *data) {
  EndHook *hook = malloc(sizeof *hook);
  if (!hook) return mote_throw_out_of_memory(rt->vm);
  *hook = (EndHook){rt->end_hooks, fn, data};
  rt->end_hooks = hook;
  return true;
}

static void run_end_hooks(Runtime *rt) {
  while (rt->end_hooks) {
    EndHook *hook = rt->end_hooks;
    rt->end_hooks = hook->next;
    hook->fn(rt, hook->data);
    free(hook);
  }
}

void runtime_destroy(Runtime *rt) {
  if (!rt) return;
  trace_finish(rt);
  agents_end(rt);
  run_end_hooks(rt);
  if (rt->loop.data) {
    if (rt->wake.data) uv_unref((uv_handle_t *)&rt->wake);
    uv_walk(&rt->loop, close_handle, rt);
    uv_run(&rt->loop, UV_RUN_DEFAULT);
  }
  mote_vm_destroy(rt->vm);
  close_wake(rt);
  if (rt->loop.data) uv_loop_close(&rt->loop);
  timers_destroy(rt);
  http_destroy(rt);
  group_release(rt->ports.group);
  free(rt);
}

MoteVm *runtime_vm(Runtime *rt) { return rt->vm; }

/* --- calls from the loop --- */

void runtime_after_callback(Runtime *rt) { ticks_drain(rt); }

static void end_call(Runtime *rt, bool ok) {
  if (!ok) report_uncaught(rt, mote_take_exception(rt->vm));
  ticks_drain(rt);
}

void runtime_call(Runtime *rt, MoteValue function, MoteValue this_value, const MoteValue *arguments,
                  uint32_t count) {
  end_call(rt, mote_call(rt->vm, function, this_value, arguments, count, NULL));
}

void runtime_call_list(Runtime *rt, MoteValue function, MoteValue this_value, MoteValue list) {
  end_call(rt, call_with_list(rt->vm, function, this_value, list, 0));
}

#define FEW_ARGUMENTS 16

bool call_with_list(MoteVm *vm, MoteValue function, MoteValue this_value, MoteValue list,
                    uint32_t first) {
  uint32_t length = mote_array_length(vm, list), count = length > first ? length - first : 0;
  MoteValue few[FEW_ARGUMENTS], *arguments = few; /* the list keeps them alive */
  if (count > FEW_ARGUMENTS) arguments = malloc(count * sizeof *arguments);
  if (!arguments) return mote_throw_out_of_memory(vm);
  bool ok = true;
  for (uint32_t i = 0; ok && i < count; i++)
    ok = mote_get_index(vm, list, first + i, &arguments[i]);
  ok = ok && mote_call(vm, function, this_value, arguments, count, NULL);
  if (arguments != few) free(arguments);
  return ok;
}

/* --- starting programs --- */

/* The program's first turn is over: its error is reported, ticks and jobs run. */
static bool first_turn(Runtime *rt, bool ok) {
  if (!ok) report_uncaught(rt, mote_take_exception(rt->vm));
  ticks_drain(rt);
  return ok;
}

/* The main module was rejected. */
static bool main_rejected(MoteVm *vm, MoteCall *call) {
  report_uncaught(runtime_of(vm), mote_argument(call, 0));
  return true;
}

static bool run_module(Runtime *rt, const char *path, const MoteSource *source) {
  MoteVm *vm = rt->vm;
  MoteValue promise, on_rejected;
  TRY(mote_run_module(vm, path, source, &promise));
  rt->main_promise = mote_handle_create(vm, promise);
  TRY(rt->main_promise);
  TRY(mote_function_new(vm, main_rejected, "", 1, mote_undefined(), &on_rejected) &&
      mote_promise_then(vm, promise, mote_undefined(), on_rejected));
  /* The body runs in a job, as it were: jobs go on before ticks. */
  return mote_run_jobs(vm, 0);
}

/* Puts "use strict" before a script, on its first line. */
static bool run_strict_script(Runtime *rt, const MoteSource *source, MoteValue *out) {
  Text text = {0};
  text_add(&text, "\"use strict\";");
  if (source->length > 2 && source->text[0] == '#' && source->text[1] == '!') text_add(&text, "//");
  text_append(&text, source->text, source->length);
  MoteSource strict = *source;
  strict.text = text_string(&text);
  strict.length = text.length;
  bool ok = mote_run_script(rt->vm, &strict, out);
  text_free(&text);
  return ok;
}

static bool run_script(Runtime *rt, const MoteSource *source, MoteValue *out) {
  return rt->options.strict ? run_strict_script(rt, source, out)
                            : mote_run_script(rt->vm, source, out);
}

static bool run_as(Runtime *rt, FileKind kind, const char *path, const MoteSource *source) {
  MoteValue value;
  switch (kind) {
    case FILE_SCRIPT: return run_script(rt, source, NULL);
    case FILE_MODULE: return run_module(rt, path, source);
    case FILE_JSON: return mote_json_parse(rt->vm, source->text, source->length, &value);
    default: return commonjs_run_main(rt, path, source->text, source->length);
  }
}

static bool choose_kind(Runtime *rt, const char *path, const char *text, size_t length,
                        FileKind *out) {
  switch (rt->options.goal) {
    case GOAL_IS_MODULE: *out = FILE_MODULE; return true;
    case GOAL_IS_SCRIPT: *out = FILE_SCRIPT; return true;
    default: break;
  }
  if (rt->options.test262) return *out = FILE_SCRIPT, true;
  return file_kind(rt, path, text, length, out);
}

/* Reads a file that was named on the command line; says what is wrong with it. */
static bool read_program(Runtime *rt, const char *path, char **text, size_t *length) {
  struct stat info;
  if (rt->options.worker) {
    if (read_text_file(rt->vm, path, text, length)) return true;
    report_uncaught(rt, mote_take_exception(rt->vm));
    return false;
  }
  if (stat(path, &info) == 0 && S_ISDIR(info.st_mode)) {
    report_message(rt, "cannot run '%s': it is a folder", path);
  } else if (read_text_file(rt->vm, path, text, length)) {
    return true;
  } else {
    MoteValue error = mote_take_exception(rt->vm), code;
    char *name = NULL;
    if (!mote_get(rt->vm, error, "code", &code) || !mote_to_utf8(rt->vm, code, &name, NULL))
      mote_take_exception(rt->vm);
    const char *reason = name && strcmp(name, "ENOENT") == 0   ? "there is no such file"
                         : name && strcmp(name, "EACCES") == 0 ? "permission denied"
                                                               : name;
    report_message(rt, "cannot read '%s': %s", path, reason ? reason : "error");
    mote_free(name);
  }
  rt->status = 1;
  return false;
}

bool runtime_run_file(Runtime *rt, const char *path) {
  char *text, *whole = realpath(path, NULL);
  size_t length;
  FileKind kind;
  const char *name = whole ? whole : path;
  if (!read_program(rt, path, &text, &length)) {
    free(whole);
    return false;
  }
  MoteSource source = {
      .text = text, .length = length, .name = name, .language = mote_language_of_file(name)};
  bool ok = choose_kind(rt, name, text, length, &kind) && run_as(rt, kind, name, &source);
  free(text);
  ok = first_turn(rt, ok);
  free(whole);
  return ok;
}

static bool print_result(Runtime *rt, MoteValue value) {
  InspectOptions options = console_options(&rt->out);
  Text text = {0};
  bool ok = format_values(rt->vm, &value, 1, &options, &text);
  if (ok) console_write(rt, &rt->out, &text);
  text_free(&text);
  return ok;
}

/* A key for the module that a text from the command line or standard input is. */
static void text_key(const char *name, Text *out) {
  char *folder = getcwd(NULL, 0);
  text_format(out, "%s/%s", folder ? folder : "", name);
  free(folder);
}

/* Gives text-programs `require`, as Node does. */
static bool define_require(Runtime *rt, const char *key) {
  MoteValue require;
  return commonjs_make_require(rt, key, &require) &&
         mote_define(rt->vm, mote_global(rt->vm), "require", require, MOTE_HIDDEN);
}

static bool run_text(Runtime *rt, const MoteSource *source, const char *key, bool print) {
  MoteGoal goal = rt->options.goal == GOAL_IS_MODULE ? MOTE_GOAL_MODULE : MOTE_GOAL_SCRIPT;
  MoteValue value;
  if (rt->options.goal == GOAL_BY_FILE && !print) TRY(mote_detect_goal(rt->vm, source, &goal));
  if (goal == MOTE_GOAL_MODULE) return run_module(rt, key, source);
  return (rt->options.test262 || define_require(rt, key)) && run_script(rt, source, &value) &&
         (!print || print_result(rt, value));
}

bool runtime_run_text(Runtime *rt, const char *text, size_t length, const char *name, bool print) {
  Text key = {0};
  text_key(name, &key);
  MoteSource source = {
      .text = text, .length = length, .name = name, .language = mote_language_of_file(name)};
  bool ok = run_text(rt, &source, text_string(&key), print);
  ok = first_turn(rt, ok);
  text_free(&key);
  return ok;
}

bool runtime_include(Runtime *rt, const char *path) {
  char *text;
  size_t length;
  TRY(read_program(rt, path, &text, &length));
  MoteSource source = {.text = text, .length = length, .name = path};
  bool ok = mote_run_script(rt->vm, &source, NULL);
  free(text);
  if (!ok) report_uncaught(rt, mote_take_exception(rt->vm));
  return ok;
}

/* --- the loop --- */

/* Whether there is something to wait for; SIGQUIT then tells what. */
static bool loop_waits(Runtime *rt) {
  if (!uv_loop_alive(&rt->loop)) return false;
  if (!rt->options.worker) tasks_listen(rt);
  return true;
}

static void run_loop(Runtime *rt) {
  (void)loop_waits(rt);
  timers_run_first(rt);
  do {
    uv_run(&rt->loop, UV_RUN_DEFAULT);
    if (rt->options.agent || is_over(rt)) break;
    if (ports_linger(rt)) continue;
    MoteValue code = mote_int32(process_exit_code(rt));
    if (!events_emit(rt, "beforeExit", &code, 1)) break;
    ticks_drain(rt);
  } while (loop_waits(rt));
}

static void warn_unsettled(const MotePosition *position, void *data) {
  Runtime *rt = data;
  Text text = {0};
  text_format(&text, "Warning: Detected unsettled top-level await at ");
  output_write(&rt->err, text_string(&text), text.length);
  text_free(&text);
  report_position(rt, position);
}

#define STATUS_UNSETTLED 13

int runtime_finish(Runtime *rt) {
  run_loop(rt);
  tasks_stop_listening(rt);
  if (is_over(rt)) return rt->status;
  if (rt->options.warn_unfinished) tasks_warn_unfinished(rt);
  int status = process_exit_code(rt);
  if (rt->main_promise && !rt->options.test262 &&
      mote_promise_state(rt->vm, mote_handle_get(rt->main_promise), NULL) == MOTE_PENDING) {
    status = STATUS_UNSETTLED;
    mote_each_suspended_module(rt->vm, warn_unsettled, rt);
  }
  if (!rt->exiting) status = events_emit_exit(rt, status);
  return status;
}
