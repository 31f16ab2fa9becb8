/* SPDX-License-Identifier: MIT */
/* library_functions.c: mote:internal, the functions in C behind lib/. */
#include "runtime/modules/library_functions.h"

#include <unistd.h>

#include "runtime/modules/builtin_modules.h"
#include "runtime/modules/commonjs.h"
#include "runtime/define.h"
#include "runtime/encoding.h"
#include "runtime/console/format.h"
#include "runtime/internal.h"
#include "runtime/report.h"

/* inspect(value, options) */
static bool internal_inspect(MoteVm *vm, MoteCall *call) {
  InspectOptions options = inspect_defaults();
  Text text = {0};
  bool ok = inspect_read_options(vm, mote_argument(call, 1), &options) &&
            inspect(vm, mote_argument(call, 0), &options, &text) &&
            mote_return_string(call, text_string(&text), text.length);
  text_free(&text);
  return ok;
}

/* format(options, ...values) */
static bool internal_format(MoteVm *vm, MoteCall *call) {
  InspectOptions options = inspect_defaults();
  Text text = {0};
  bool ok = inspect_read_options(vm, mote_argument(call, 0), &options) &&
            format_arguments(vm, call, 1, &options, &text) &&
            mote_return_string(call, text_string(&text), text.length);
  text_free(&text);
  return ok;
}

/* The nature of a value, whatever its prototype says: "Map", "Promise" …; "" for plain ones. */
static bool internal_kind(MoteVm *vm, MoteCall *call) {
  static const char *const names[] = {
      [MOTE_KIND_NONE] = "primitive",
      [MOTE_KIND_OBJECT] = "",
      [MOTE_KIND_ARRAY] = "Array",
      [MOTE_KIND_FUNCTION] = "Function",
      [MOTE_KIND_PROXY] = "Proxy",
      [MOTE_KIND_ERROR] = "Error",
      [MOTE_KIND_BOXED] = "Boxed",
      [MOTE_KIND_ARGUMENTS] = "Arguments",
      [MOTE_KIND_GLOBAL] = "",
      [MOTE_KIND_NAMESPACE] = "Module",
      [MOTE_KIND_PROMISE] = "Promise",
      [MOTE_KIND_GENERATOR] = "Generator",
      [MOTE_KIND_ASYNC_GENERATOR] = "AsyncGenerator",
      [MOTE_KIND_MAP] = "Map",
      [MOTE_KIND_SET] = "Set",
      [MOTE_KIND_WEAK_MAP] = "WeakMap",
      [MOTE_KIND_WEAK_SET] = "WeakSet",
      [MOTE_KIND_WEAK_REF] = "WeakRef",
      [MOTE_KIND_FINALIZATION_REGISTRY] = "FinalizationRegistry",
      [MOTE_KIND_MAP_ITERATOR] = "Map Iterator",
      [MOTE_KIND_SET_ITERATOR] = "Set Iterator",
      [MOTE_KIND_ITERATOR] = "Iterator",
      [MOTE_KIND_DISPOSABLE_STACK] = "DisposableStack",
      [MOTE_KIND_DATE] = "Date",
      [MOTE_KIND_REGEXP] = "RegExp",
      [MOTE_KIND_ARRAY_BUFFER] = "ArrayBuffer",
      [MOTE_KIND_TYPED_ARRAY] = "TypedArray",
      [MOTE_KIND_DATA_VIEW] = "DataView",
      [MOTE_KIND_INSTANCE] = "Instance",
  };
  return mote_return_string(call, names[mote_kind(vm, mote_argument(call, 0))],
                            MOTE_NUL_TERMINATED);
}

/* functionKind(f): "async", "generator", "async generator" or "" */
static bool internal_function_kind(MoteVm *vm, MoteCall *call) {
  MoteFunctionInfo info = mote_function_info(vm, mote_argument(call, 0));
  const char *kind = info.is_async       ? info.is_generator ? "async generator" : "async"
                     : info.is_generator ? "generator"
                                         : "";
  return mote_return_string(call, kind, MOTE_NUL_TERMINATED);
}

static bool internal_boxed(MoteVm *vm, MoteCall *call) {
  return mote_return(call, mote_boxed_value(vm, mote_argument(call, 0)));
}

/* --- bytes --- */

static bool encoding_of(MoteVm *vm, MoteValue name, Encoding *out) {
  char *text;
  TRY(mote_to_utf8(vm, name, &text, NULL));
  *out = encoding_find(text);
  mote_free(text);
  return true;
}

/* isEncoding(name) */
static bool internal_is_encoding(MoteVm *vm, MoteCall *call) {
  Encoding encoding = ENCODING_NONE;
  if (mote_is_string(vm, mote_argument(call, 0)))
    TRY(encoding_of(vm, mote_argument(call, 0), &encoding));
  return mote_return_boolean(call, encoding != ENCODING_NONE);
}

/* encode(string, encoding): an ArrayBuffer */
static bool internal_encode(MoteVm *vm, MoteCall *call) {
  Encoding encoding;
  MoteValue buffer;
  Text bytes = {0};
  TRY(encoding_of(vm, mote_argument(call, 1), &encoding) &&
      encoding_encode(vm, mote_argument(call, 0), encoding, &bytes));
  bool ok = mote_array_buffer_new(vm, text_string(&bytes), bytes.length, &buffer);
  text_free(&bytes);
  return ok && mote_return(call, buffer);
}

/* decode(view, encoding, start, end) */
static bool internal_decode(MoteVm *vm, MoteCall *call) {
  Encoding encoding;
  double start, end;
  MoteValue text;
  TRY(encoding_of(vm, mote_argument(call, 1), &encoding) &&
      mote_to_integer(vm, mote_argument(call, 2), &start) &&
      mote_to_integer(vm, mote_argument(call, 3), &end));
  MoteBytes bytes = mote_bytes(vm, mote_argument(call, 0));
  if (end > (double)bytes.length) end = (double)bytes.length;
  if (!(start >= 0 && start < end)) return mote_return_string(call, "", 0);
  return encoding_decode(runtime_of(vm), (const char *)bytes.data + (size_t)start,
                         (size_t)(end - start),
                         encoding == ENCODING_NONE ? ENCODING_UTF8 : encoding, &text) &&
         mote_return(call, text);
}

/* --- modules and errors --- */

static bool internal_create_require(MoteVm *vm, MoteCall *call) {
  char *path;
  MoteValue require;
  TRY(mote_to_utf8(vm, mote_argument(call, 0), &path, NULL));
  bool ok = commonjs_make_require(runtime_of(vm), path, &require);
  mote_free(path);
  return ok && mote_return(call, require);
}

static bool internal_builtin_modules(MoteVm *vm, MoteCall *call) {
  MoteValue names;
  return builtin_module_names(vm, &names) && mote_return(call, names);
}

/* systemErrorName(-2): "ENOENT" */
static bool internal_system_error_name(MoteVm *vm, MoteCall *call) {
  char name[64];
  int32_t error;
  TRY(mote_to_int32(vm, mote_argument(call, 0), &error));
  uv_err_name_r(error, name, sizeof name);
  return mote_return_string(call, name, MOTE_NUL_TERMINATED);
}

/* --- terminals and output --- */

static bool descriptor_argument(MoteVm *vm, MoteCall *call, int32_t *out) {
  return mote_to_int32(vm, mote_argument(call, 0), out);
}

/* isTerminal(fd) */
static bool internal_is_terminal(MoteVm *vm, MoteCall *call) {
  int32_t fd;
  return descriptor_argument(vm, call, &fd) && mote_return_boolean(call, isatty(fd));
}

static bool output_argument(MoteVm *vm, MoteCall *call, Output **out) {
  int32_t fd;
  TRY(descriptor_argument(vm, call, &fd));
  *out = fd == STDERR_FILENO ? &runtime_of(vm)->err : &runtime_of(vm)->out;
  return true;
}

/* outputSize(fd): [columns, rows] of a terminal, else undefined */
static bool internal_output_size(MoteVm *vm, MoteCall *call) {
  Output *output;
  MoteValue size;
  int columns, rows;
  TRY(output_argument(vm, call, &output));
  if (!output_size(output, &columns, &rows)) return true;
  MoteValue parts[2] = {mote_int32(columns), mote_int32(rows)};
  return mote_array_of(vm, parts, 2, &size) && mote_return(call, size);
}

/* writeOutput(fd, text or bytes) */
static bool internal_write_output(MoteVm *vm, MoteCall *call) {
  MoteValue value = mote_argument(call, 1);
  Output *output;
  char *text;
  uint8_t *bytes;
  size_t length;
  TRY(output_argument(vm, call, &output));
  if (bytes_of(vm, value, &bytes, &length)) {
    output_write(output, (const char *)bytes, length);
    return true;
  }
  if (!mote_is_string(vm, value))
    return throw_argument_type(vm, "chunk", "string or an instance of Buffer or Uint8Array", value);
  TRY(mote_string_utf8(vm, value, &text, &length));
  output_write(output, text, length);
  mote_free(text);
  return true;
}

/* --- scripts --- */

/* A text that is a module and no script throws when it is run as a script. */
static bool check_script(MoteVm *vm, const MoteSource *source) {
  MoteGoal goal;
  TRY(mote_detect_goal(vm, source, &goal));
  return goal != MOTE_GOAL_MODULE || mote_run_script(vm, source, NULL);
}

/* runScript(text, name, only check it) */
static bool internal_run_script(MoteVm *vm, MoteCall *call) {
  MoteSource source = {.language = MOTE_LANGUAGE_JS};
  char *text, *name;
  MoteValue value = mote_undefined();
  TRY(mote_string_wtf8(vm, mote_argument(call, 0), &text, &source.length));
  source.text = text;
  bool ok = mote_to_utf8(vm, mote_argument(call, 1), &name, NULL);
  if (ok) {
    source.name = name;
    ok = mote_to_boolean(vm, mote_argument(call, 2)) ? check_script(vm, &source)
                                                     : mote_run_script(vm, &source, &value);
    mote_free(name);
  }
  mote_free(text);
  return ok && mote_return(call, value);
}

/* --- what node:os tells --- */

static bool internal_system(MoteVm *vm, MoteCall *call) {
  uv_utsname_t names;
  char home[1024] = "", temporary[1024] = "/tmp", host[256] = "";
  size_t home_size = sizeof home, temporary_size = sizeof temporary, host_size = sizeof host;
  double uptime = 0;
  MoteValue out;
  uv_os_uname(&names);
  uv_os_homedir(home, &home_size);
  uv_os_tmpdir(temporary, &temporary_size);
  uv_os_gethostname(host, &host_size);
  uv_uptime(&uptime);
  return mote_object_new(vm, &out) &&
         define_text(vm, out, "sysname", names.sysname, MOTE_DEFAULT) &&
         define_text(vm, out, "release", names.release, MOTE_DEFAULT) &&
         define_text(vm, out, "version", names.version, MOTE_DEFAULT) &&
         define_text(vm, out, "machine", names.machine, MOTE_DEFAULT) &&
         define_text(vm, out, "homedir", home, MOTE_DEFAULT) &&
         define_text(vm, out, "tmpdir", temporary, MOTE_DEFAULT) &&
         define_text(vm, out, "hostname", host, MOTE_DEFAULT) &&
         mote_set(vm, out, "uptime", mote_number(uptime)) &&
         mote_set(vm, out, "totalmem", mote_number((double)uv_get_total_memory())) &&
         mote_set(vm, out, "freemem", mote_number((double)uv_get_free_memory())) &&
         mote_set(vm, out, "parallelism", mote_uint32(uv_available_parallelism())) &&
         mote_return(call, out);
}

bool library_functions_make(Runtime *rt, MoteValue *out) {
  static const FunctionRow functions[] = {
      {"inspect", internal_inspect, 2},
      {"format", internal_format, 2},
      {"kind", internal_kind, 2},
      {"functionKind", internal_function_kind, 2},
      {"boxed", internal_boxed, 2},
      {"createRequire", internal_create_require, 2},
      {"builtinModules", internal_builtin_modules, 2},
      {"systemErrorName", internal_system_error_name, 2},
      {"system", internal_system, 2},
      {"isEncoding", internal_is_encoding, 2},
      {"isTerminal", internal_is_terminal, 2},
      {"outputSize", internal_output_size, 2},
      {"writeOutput", internal_write_output, 2},
      {"runScript", internal_run_script, 2},
      {"encode", internal_encode, 2},
      {"decode", internal_decode, 2},
  };
  return mote_object_new(rt->vm, out) &&
         define_functions(rt->vm, *out, functions, LENGTH_OF(functions), MOTE_HIDDEN);
}
