/* SPDX-License-Identifier: MIT */
/* process.c: the process object (https://nodejs.org/api/process.html): what the program was started with,
 * its environment, output streams, clocks, memory, its end. */
#include "runtime/process.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/encoding.h"
#include "runtime/environment.h"
#include "runtime/fs_error.h"
#include "runtime/internal.h"
#include "runtime/report.h"

static bool set_text(MoteVm *vm, MoteValue object, const char *name, const char *text) {
  MoteValue value;
  return mote_string(vm, text, MOTE_NUL_TERMINATED, &value) && mote_set(vm, object, name, value);
}

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
  report_exit(rt, status);
}

static bool process_abort(MoteVm *vm, MoteCall *call) {
  (void)call;
  output_flush(&runtime_of(vm)->out);
  abort();
}

/* --- the place --- */

static bool process_cwd(MoteVm *vm, MoteCall *call) {
  char *path = getcwd(NULL, 0);
  if (!path) return fs_throw(vm, -errno, "uv_cwd", NULL, NULL);
  bool ok = mote_return_string(call, path, MOTE_NUL_TERMINATED);
  free(path);
  return ok;
}

static bool process_chdir(MoteVm *vm, MoteCall *call) {
  char *path;
  if (!mote_is_string(vm, mote_argument(call, 0)))
    return throw_argument_type(vm, "directory", "string", mote_argument(call, 0));
  TRY(mote_string_utf8(vm, mote_argument(call, 0), &path, NULL));
  bool ok = chdir(path) == 0 || fs_throw(vm, -errno, "chdir", path, NULL);
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

static bool process_cpu_usage(MoteVm *vm, MoteCall *call) {
  uv_rusage_t usage;
  MoteValue out;
  uv_getrusage(&usage);
  double user = (double)usage.ru_utime.tv_sec * 1e6 + (double)usage.ru_utime.tv_usec;
  double system = (double)usage.ru_stime.tv_sec * 1e6 + (double)usage.ru_stime.tv_usec;
  return mote_object_new(vm, &out) && mote_set(vm, out, "user", mote_number(user)) &&
         mote_set(vm, out, "system", mote_number(system)) && mote_return(call, out);
}

/* --- streams --- */

static Output *stream_output(MoteVm *vm, MoteCall *call) {
  Runtime *rt = runtime_of(vm);
  return mote_as_number(vm, mote_function_data(call)) == STDERR_FILENO ? &rt->err : &rt->out;
}

static bool callback_argument(MoteVm *vm, MoteCall *call, MoteValue *out) {
  uint32_t count = mote_argument_count(call);
  if (count < 2) return false;
  *out = mote_argument(call, count - 1);
  return mote_is_callable(vm, *out);
}

static bool stream_write(MoteVm *vm, MoteCall *call) {
  MoteValue value = mote_argument(call, 0), callback;
  char *text;
  uint8_t *bytes;
  size_t length;
  if (bytes_of(vm, value, &bytes, &length)) {
    output_write(stream_output(vm, call), (const char *)bytes, length);
  } else if (mote_is_string(vm, value)) {
    TRY(mote_string_utf8(vm, value, &text, &length));
    output_write(stream_output(vm, call), text, length);
    mote_free(text);
  } else {
    return throw_argument_type(vm, "chunk", "string or an instance of Buffer or Uint8Array", value);
  }
  if (callback_argument(vm, call, &callback)) TRY(mote_queue_job(vm, callback));
  return mote_return_boolean(call, true);
}

static bool stream_end(MoteVm *vm, MoteCall *call) {
  if (!mote_is_nullish(vm, mote_argument(call, 0)) && !mote_is_callable(vm, mote_argument(call, 0)))
    TRY(stream_write(vm, call));
  return true;
}

static bool define_stream_function(MoteVm *vm, MoteValue stream, const char *name,
                                   MoteFunction function, int fd) {
  MoteValue f;
  return mote_function_new(vm, function, name, 1, mote_int32(fd), &f) &&
         mote_define(vm, stream, name, f, MOTE_HIDDEN);
}

static bool return_this(MoteVm *vm, MoteCall *call) {
  (void)vm;
  return mote_return(call, mote_this(call));
}

static bool define_stream(Runtime *rt, MoteValue process, const char *name, const Output *output) {
  MoteVm *vm = rt->vm;
  MoteValue stream;
  int columns, rows, fd = output->fd;
  TRY(mote_object_new(vm, &stream) && mote_set(vm, stream, "fd", mote_int32(fd)) &&
      mote_set(vm, stream, "writable", mote_boolean(true)) &&
      define_stream_function(vm, stream, "write", stream_write, fd) &&
      define_stream_function(vm, stream, "end", stream_end, fd) &&
      define_stream_function(vm, stream, "on", return_this, fd) &&
      define_stream_function(vm, stream, "once", return_this, fd));
  if (output->is_terminal) TRY(mote_set(vm, stream, "isTTY", mote_boolean(true)));
  if (output_size(output, &columns, &rows))
    TRY(mote_set(vm, stream, "columns", mote_int32(columns)) &&
        mote_set(vm, stream, "rows", mote_int32(rows)));
  return mote_define(vm, process, name, stream, MOTE_ENUMERABLE | MOTE_CONFIGURABLE);
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
         mote_set(vm, process, "execArgv", exec_argv) && set_text(vm, process, "argv0", "mote") &&
         set_text(vm, process, "execPath", options->executable) &&
         set_text(vm, process, "title", "mote");
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
  return set_text(vm, process, "version", "v" NODE_VERSION) && mote_object_new(vm, &versions) &&
         set_text(vm, versions, "node", NODE_VERSION) &&
         set_text(vm, versions, "mote", MOTE_VERSION) &&
         set_text(vm, versions, "uv", uv_version_string()) &&
         mote_set(vm, process, "versions", versions) && mote_object_new(vm, &release) &&
         set_text(vm, release, "name", "node") && mote_set(vm, process, "release", release) &&
         set_text(vm, process, "platform", "linux") && set_text(vm, process, "arch", MACHINE) &&
         mote_set(vm, process, "pid", mote_int32(getpid())) &&
         mote_set(vm, process, "ppid", mote_int32(getppid()));
}

static bool define_functions(MoteVm *vm, MoteValue process) {
  static const struct {
    const char *name;
    MoteFunction function;
    uint32_t length;
  } functions[] = {
      {"exit", process_exit, 1},        {"reallyExit", process_exit, 1},
      {"abort", process_abort, 0},      {"cwd", process_cwd, 0},
      {"chdir", process_chdir, 1},      {"umask", process_umask, 1},
      {"uptime", process_uptime, 0},    {"cpuUsage", process_cpu_usage, 1},
      {"nextTick", ticks_next_tick, 1},
  };
  MoteValue hrtime, memory;
  for (size_t i = 0; i < LENGTH_OF(functions); i++)
    TRY(mote_define_function(vm, process, functions[i].name, functions[i].function,
                             functions[i].length));
  return mote_function_new(vm, process_hrtime, "hrtime", 1, mote_undefined(), &hrtime) &&
         mote_define_function(vm, hrtime, "bigint", process_hrtime_bigint, 0) &&
         mote_define(vm, process, "hrtime", hrtime, MOTE_HIDDEN) &&
         mote_function_new(vm, process_memory_usage, "memoryUsage", 0, mote_undefined(), &memory) &&
         mote_define_function(vm, memory, "rss", process_memory_rss, 0) &&
         mote_define(vm, process, "memoryUsage", memory, MOTE_HIDDEN);
}

static bool make_process(Runtime *rt, MoteValue *out) {
  MoteVm *vm = rt->vm;
  MoteValue tag, environment;
  return mote_object_new(vm, out) && mote_string(vm, "process", MOTE_NUL_TERMINATED, &tag) &&
         mote_define_key(vm, *out, mote_symbol_well_known(vm, "toStringTag"), tag,
                         MOTE_CONFIGURABLE) &&
         define_versions(vm, *out) && define_arguments(rt, *out) &&
         process_environment_new(vm, &environment) && mote_set(vm, *out, "env", environment) &&
         mote_define(vm, *out, "exitCode", mote_undefined(), MOTE_DEFAULT) &&
         define_functions(vm, *out) && events_define(rt, *out) &&
         define_stream(rt, *out, "stdout", &rt->out) && define_stream(rt, *out, "stderr", &rt->err);
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
