/* SPDX-License-Identifier: MIT */
/* process.c: the process object (https://nodejs.org/api/process.html): what the program was started with,
 * its environment, output streams, clocks, memory, its end. */
#include "runtime/process/process.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/modules/builtin_modules.h"
#include "runtime/define.h"
#include "runtime/process/environment.h"
#include "runtime/process/signals.h"
#include "runtime/system_error.h"
#include "runtime/internal.h"
#include "runtime/report.h"
#include "runtime/worker/worker.h"

/* --- the end --- */

static bool to_status(MoteVm *vm, MoteValue value, int *out) {
  double number;
  if (mote_is_nullish(vm, value)) return true;
  TRY(mote_to_integer(vm, value, &number));
  *out = (int)number & 0xff;
  return true;
}

int process_exit_code(Runtime *rt) {
  MoteValue code;
  int status = rt->status;
  if (!rt->process) return status;
  if (!mote_get(rt->vm, mote_handle_get(rt->process), "exitCode", &code) ||
      !to_status(rt->vm, code, &status))
    mote_take_exception(rt->vm);
  return status;
}

static bool process_exit(MoteVm *vm, MoteCall *call) {
  Runtime *rt = runtime_of(vm);
  int status = process_exit_code(rt);
  TRY(to_status(vm, mote_argument(call, 0), &status));
  if (!rt->options.worker) report_exit(rt, status);
  worker_exit(rt, report_exit_events(rt, status));
  return mote_check_interrupt(vm);
}

static bool process_abort(MoteVm *vm, MoteCall *call) {
  (void)vm;
  (void)call;
  abort();
}

/* --- signals --- */

static bool process_kill(MoteVm *vm, MoteCall *call) {
  double pid;
  int number;
  MoteValue v = mote_argument(call, 0);
  if (!mote_is_number(vm, v))
    return mote_throw_code(vm, MOTE_TYPE_ERROR, "ERR_INVALID_ARG_TYPE",
                           "The \"pid\" argument must be of type number.");
  TRY(mote_to_number(vm, v, &pid) && signal_argument(vm, mote_argument(call, 1), &number));
  int status = uv_kill((int)pid, number);
  if (status != 0) return throw_system_error(vm, status, "kill", NULL, NULL);
  return mote_return_boolean(call, true);
}

/* --- the place --- */

static bool process_cwd(MoteVm *vm, MoteCall *call) {
  char *path = getcwd(NULL, 0);
  if (!path) return throw_system_error(vm, -errno, "uv_cwd", NULL, NULL);
  bool ok = mote_return_string(call, path, MOTE_NUL_TERMINATED);
  free(path);
  return ok;
}

static bool process_chdir(MoteVm *vm, MoteCall *call) {
  char *path;
  if (!mote_is_string(vm, mote_argument(call, 0)))
    return throw_argument_type(vm, "directory", "string", mote_argument(call, 0));
  TRY(mote_string_utf8(vm, mote_argument(call, 0), &path, NULL));
  bool ok = chdir(path) == 0 || throw_system_error(vm, -errno, "chdir", path, NULL);
  mote_free(path);
  return ok;
}

static bool process_umask(MoteVm *vm, MoteCall *call) {
  uint32_t mask;
  mode_t before = umask(0);
  umask(before);
  if (!mote_is_undefined(vm, mote_argument(call, 0))) {
    TRY(mote_to_uint32(vm, mote_argument(call, 0), &mask));
    umask((mode_t)mask);
  }
  return mote_return_number(call, before);
}

/* --- clocks --- */

static bool process_hrtime(MoteVm *vm, MoteCall *call) {
  uint64_t now = uv_hrtime();
  int64_t seconds = (int64_t)(now / 1000000000), rest = (int64_t)(now % 1000000000);
  MoteValue before = mote_argument(call, 0), parts[2];
  if (!mote_is_undefined(vm, before)) {
    if (!mote_is_array(vm, before))
      return throw_argument_type(vm, "time", "an instance of Array", before);
    TRY(mote_get_index(vm, before, 0, &parts[0]) && mote_get_index(vm, before, 1, &parts[1]));
    seconds -= (int64_t)mote_as_number(vm, parts[0]);
    rest -= (int64_t)mote_as_number(vm, parts[1]);
    if (rest < 0) {
      rest += 1000000000;
      seconds--;
    }
  }
  parts[0] = mote_number((double)seconds);
  parts[1] = mote_number((double)rest);
  MoteValue out;
  return mote_array_of(vm, parts, 2, &out) && mote_return(call, out);
}

static bool process_hrtime_bigint(MoteVm *vm, MoteCall *call) {
  MoteValue out;
  return mote_bigint_uint64(vm, uv_hrtime(), &out) && mote_return(call, out);
}

static bool process_uptime(MoteVm *vm, MoteCall *call) {
  return mote_return_number(call, (double)(uv_hrtime() - runtime_of(vm)->started) / 1e9);
}

/* --- memory --- */

static bool process_memory_usage(MoteVm *vm, MoteCall *call) {
  MoteMemory memory = mote_memory(vm);
  size_t rss = 0;
  MoteValue out;
  uv_resident_set_memory(&rss);
  return mote_object_new(vm, &out) && mote_set(vm, out, "rss", mote_number((double)rss)) &&
         mote_set(vm, out, "heapTotal", mote_number((double)memory.committed_bytes)) &&
         mote_set(vm, out, "heapUsed", mote_number((double)memory.used_bytes)) &&
         mote_set(vm, out, "external", mote_number((double)memory.external_bytes)) &&
         mote_set(vm, out, "arrayBuffers", mote_number((double)memory.external_bytes)) &&
         mote_return(call, out);
}

static bool process_memory_rss(MoteVm *vm, MoteCall *call) {
  (void)vm;
  size_t rss = 0;
  uv_resident_set_memory(&rss);
  return mote_return_number(call, (double)rss);
}

/* cpuUsage(before): since what an earlier call gave, or since the start. */
static bool process_cpu_usage(MoteVm *vm, MoteCall *call) {
  uv_rusage_t usage;
  MoteValue out, before = mote_argument(call, 0), user_before, system_before;
  uv_getrusage(&usage);
  double user = (double)usage.ru_utime.tv_sec * 1e6 + (double)usage.ru_utime.tv_usec;
  double system = (double)usage.ru_stime.tv_sec * 1e6 + (double)usage.ru_stime.tv_usec;
  if (!mote_is_undefined(vm, before)) {
    if (!mote_is_object(vm, before)) return throw_argument_type(vm, "prevValue", "object", before);
    TRY(mote_get(vm, before, "user", &user_before) &&
        mote_get(vm, before, "system", &system_before));
    user -= mote_as_number(vm, user_before);
    system -= mote_as_number(vm, system_before);
  }
  return mote_object_new(vm, &out) && mote_set(vm, out, "user", mote_number(user)) &&
         mote_set(vm, out, "system", mote_number(system)) && mote_return(call, out);
}

/* --- what lib/internal/process.ts makes --- */

/* Takes the place of the accessor. */
static bool get_library_property(MoteVm *vm, MoteCall *call) {
  MoteValue library, value, name = mote_function_data(call);
  return builtin_module_get(runtime_of(vm), "mote:internal/process", &library) &&
         mote_get_key(vm, library, name, &value) &&
         mote_define_key(vm, mote_this(call), name, value, MOTE_DEFAULT) &&
         mote_return(call, value);
}

static bool define_library_property(MoteVm *vm, MoteValue process, const char *name) {
  MoteValue key, getter;
  return mote_string(vm, name, MOTE_NUL_TERMINATED, &key) &&
         mote_function_new(vm, get_library_property, name, 0, key, &getter) &&
         mote_define_accessor(vm, process, key, getter, mote_undefined(),
                              MOTE_ENUMERABLE | MOTE_CONFIGURABLE);
}

static bool define_features(MoteVm *vm, MoteValue process) {
  static const char *const yes[] = {"uv", "ipv6", "require_module"};
  static const char *const no[] = {"inspector", "debug"};
  MoteValue features;
  TRY(mote_object_new(vm, &features));
  for (size_t i = 0; i < LENGTH_OF(yes); i++)
    TRY(mote_set(vm, features, yes[i], mote_boolean(true)));
  for (size_t i = 0; i < LENGTH_OF(no); i++)
    TRY(mote_set(vm, features, no[i], mote_boolean(false)));
  return define_text(vm, features, "typescript", "transform", MOTE_DEFAULT) &&
         mote_set(vm, process, "features", features);
}

/* --- the object --- */

static bool string_array(MoteVm *vm, char **items, int count, MoteValue array) {
  for (int i = 0; i < count; i++) {
    MoteValue text;
    TRY(mote_string(vm, items[i], MOTE_NUL_TERMINATED, &text) && mote_array_push(vm, array, text));
  }
  return true;
}

static bool define_arguments(Runtime *rt, MoteValue process) {
  MoteVm *vm = rt->vm;
  const RuntimeOptions *options = &rt->options;
  MoteValue argv, exec_argv;
  char *first[2] = {(char *)(uintptr_t)options->executable, (char *)(uintptr_t)options->script};
  return mote_array_new(vm, 0, &argv) && string_array(vm, first, options->script ? 2 : 1, argv) &&
         string_array(vm, options->arguments, options->argument_count, argv) &&
         mote_set(vm, process, "argv", argv) && mote_array_new(vm, 0, &exec_argv) &&
         string_array(vm, options->options, options->option_count, exec_argv) &&
         mote_set(vm, process, "execArgv", exec_argv) &&
         define_text(vm, process, "argv0", "mote", MOTE_DEFAULT) &&
         define_text(vm, process, "execPath", options->executable, MOTE_DEFAULT) &&
         define_text(vm, process, "title", "mote", MOTE_DEFAULT);
}

#if defined(__x86_64__)
#define MACHINE "x64"
#elif defined(__aarch64__)
#define MACHINE "arm64"
#else
#define MACHINE "unknown"
#endif

/* The version of Node whose behaviour is followed, for programs that ask. */
#define NODE_VERSION "20.20.0"

static bool define_versions(MoteVm *vm, MoteValue process) {
  MoteValue versions, release;
  return define_text(vm, process, "version", "v" NODE_VERSION, MOTE_DEFAULT) &&
         mote_object_new(vm, &versions) &&
         define_text(vm, versions, "node", NODE_VERSION, MOTE_DEFAULT) &&
         define_text(vm, versions, "mote", MOTE_VERSION, MOTE_DEFAULT) &&
         define_text(vm, versions, "uv", uv_version_string(), MOTE_DEFAULT) &&
         mote_set(vm, process, "versions", versions) && mote_object_new(vm, &release) &&
         define_text(vm, release, "name", "node", MOTE_DEFAULT) &&
         mote_set(vm, process, "release", release) &&
         define_text(vm, process, "platform", "linux", MOTE_DEFAULT) &&
         define_text(vm, process, "arch", MACHINE, MOTE_DEFAULT) &&
         mote_set(vm, process, "pid", mote_int32(getpid())) &&
         mote_set(vm, process, "ppid", mote_int32(getppid()));
}

static bool define_methods(MoteVm *vm, MoteValue process) {
  static const FunctionRow functions[] = {
      {"exit", process_exit, 1},        {"reallyExit", process_exit, 1},
      {"abort", process_abort, 0},      {"cwd", process_cwd, 0},
      {"chdir", process_chdir, 1},      {"umask", process_umask, 1},
      {"uptime", process_uptime, 0},    {"cpuUsage", process_cpu_usage, 1},
      {"nextTick", ticks_next_tick, 1}, {"kill", process_kill, 2},
  };
  MoteValue hrtime, memory;
  return define_functions(vm, process, functions, LENGTH_OF(functions), MOTE_HIDDEN) &&
         mote_function_new(vm, process_hrtime, "hrtime", 1, mote_undefined(), &hrtime) &&
         mote_define_function(vm, hrtime, "bigint", process_hrtime_bigint, 0) &&
         mote_define(vm, process, "hrtime", hrtime, MOTE_HIDDEN) &&
         mote_function_new(vm, process_memory_usage, "memoryUsage", 0, mote_undefined(), &memory) &&
         mote_define_function(vm, memory, "rss", process_memory_rss, 0) &&
         mote_define(vm, process, "memoryUsage", memory, MOTE_HIDDEN);
}

static bool make_process(Runtime *rt, MoteValue *out) {
  MoteVm *vm = rt->vm;
  MoteValue environment;
  return mote_object_new(vm, out) &&
         define_text(vm, *out, "@@toStringTag", "process", MOTE_CONFIGURABLE) &&
         define_versions(vm, *out) && define_arguments(rt, *out) &&
         process_environment_new(vm, &environment) && mote_set(vm, *out, "env", environment) &&
         mote_define(vm, *out, "exitCode", mote_undefined(), MOTE_DEFAULT) &&
         define_methods(vm, *out) && events_define(rt, *out) && define_features(vm, *out) &&
         define_library_property(vm, *out, "stdout") &&
         define_library_property(vm, *out, "stderr") &&
         define_library_property(vm, *out, "emitWarning");
}

bool process_object(Runtime *rt, MoteValue *out) {
  if (!rt->process) {
    TRY(make_process(rt, out));
    rt->process = mote_handle_create(rt->vm, *out);
    TRY(rt->process);
  }
  *out = mote_handle_get(rt->process);
  return true;
}

/* --- made when first looked at --- */

static bool global_process_get(MoteVm *vm, MoteCall *call) {
  MoteValue process;
  return process_object(runtime_of(vm), &process) &&
         mote_define(vm, mote_global(vm), "process", process, MOTE_HIDDEN) &&
         mote_return(call, process);
}

static bool global_process_set(MoteVm *vm, MoteCall *call) {
  return mote_define(vm, mote_global(vm), "process", mote_argument(call, 0), MOTE_DEFAULT);
}

bool process_define(Runtime *rt, MoteValue global) {
  MoteVm *vm = rt->vm;
  MoteValue name, getter, setter;
  return mote_string(vm, "process", MOTE_NUL_TERMINATED, &name) &&
         mote_function_new(vm, global_process_get, "get process", 0, mote_undefined(), &getter) &&
         mote_function_new(vm, global_process_set, "set process", 1, mote_undefined(), &setter) &&
         mote_define_accessor(vm, global, name, getter, setter, MOTE_CONFIGURABLE);
}
