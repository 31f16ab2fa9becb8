/* SPDX-License-Identifier: MIT */
/* child.c: child processes. A child keeps its object, and the loop unless it is unref'd, up to its end. */
#include "runtime/process/child.h"

#include <stdlib.h>

#include "runtime/define.h"
#include "runtime/internal.h"
#include "runtime/loop/resource.h"
#include "runtime/net/channel.h"
#include "runtime/process/signals.h"
#include "runtime/system_error.h"

typedef struct Child {
  Resource resource;
  uv_process_t uv;
  WaitQueue waiting; /* for its end */
  bool has_ended;
  int64_t status;
  int signal; /* that ended it; 0: none */
} Child;

/* --- the end of a child --- */

/* { code, signal }: one of them is null. */
static bool status_object(MoteVm *vm, const Child *child, MoteValue *out) {
  MoteValue code = mote_null(), signal = mote_null();
  Text name = {0};
  signal_append_name(child->signal, &name);
  bool ok = !child->signal || mote_string(vm, text_string(&name), name.length, &signal);
  text_free(&name);
  if (!child->signal) code = mote_number((double)child->status);
  return ok && mote_object_new(vm, out) && mote_set(vm, *out, "code", code) &&
         mote_set(vm, *out, "signal", signal);
}

static void settle(MoteVm *vm, const Child *child, MoteAsync *operation) {
  MoteValue status = mote_undefined();
  bool ok = status_object(vm, child, &status);
  mote_async_finish(operation, ok, status);
}

static void on_exit_of(uv_process_t *uv, int64_t status, int signal) {
  Child *child = uv->data;
  Runtime *rt = child->resource.rt;
  child->has_ended = true;
  child->status = status;
  child->signal = signal;
  for (MoteAsync *each; (each = wait_queue_take(&child->waiting, &child->resource));)
    settle(rt->vm, child, each);
  resource_close(&child->resource);
  runtime_after_callback(rt);
}

/* --- the object --- */

static bool this_child(MoteVm *vm, MoteCall *call, Child **out) {
  void *data;
  TRY(mote_this_data(vm, call, runtime_of(vm)->classes[CLASS_CHILD], &data));
  *out = data;
  return true;
}

/* wait(): its status, when it has ended */
static bool child_wait(MoteVm *vm, MoteCall *call) {
  Child *child;
  TRY(this_child(vm, call, &child));
  if (!child->has_ended) return wait_queue_add(vm, call, &child->waiting, &child->resource);
  MoteAsync *operation = mote_async_start(vm, call);
  TRY(operation);
  settle(vm, child, operation);
  return true;
}

/* kill(signal): whether it was still there */
static bool child_kill(MoteVm *vm, MoteCall *call) {
  Child *child;
  int number;
  TRY(this_child(vm, call, &child) && signal_argument(vm, mote_argument(call, 0), &number));
  if (child->has_ended || !resource_is_usable(&child->resource))
    return mote_return_boolean(call, false);
  int error = uv_process_kill(&child->uv, number);
  if (error && error != UV_ESRCH) return throw_system_error(vm, error, "kill", NULL, NULL);
  return mote_return_boolean(call, error == 0);
}

static bool child_pid(MoteVm *vm, MoteCall *call) {
  Child *child;
  return this_child(vm, call, &child) && mote_return_number(call, child->uv.pid);
}

static const MoteMethod child_methods[] = {
    {"wait", child_wait, 0, NULL, MOTE_METHOD},
    {"kill", child_kill, 1, NULL, MOTE_METHOD},
    {"pid", child_pid, 0, NULL, MOTE_ACCESSOR},
};

static bool ensure_class(MoteVm *vm) {
  return resource_class(vm, CLASS_CHILD, "Child", child_methods, LENGTH_OF(child_methods));
}

/* --- spawning --- */

#define STDIO_COUNT 3

/* uv_process_options_t and the memory behind it. */
typedef struct SpawnOptions {
  uv_process_options_t uv;
  char *file, *cwd;
  char **arguments, **environment; /* end with a NULL */
  uv_stdio_container_t stdio[STDIO_COUNT];
  Channel *pipes[STDIO_COUNT]; /* NULL: none */
  MoteValue streams; /* an array with them, or null */
} SpawnOptions;

static void free_texts(char **texts) {
  for (size_t i = 0; texts && texts[i]; i++) mote_free(texts[i]);
  free(texts);
}

static void spawn_options_free(SpawnOptions *options) {
  mote_free(options->file);
  mote_free(options->cwd);
  free_texts(options->arguments);
  free_texts(options->environment);
}

/* An array of strings; undefined gives NULL. */
static bool texts_argument(MoteVm *vm, MoteValue list, char ***out) {
  if (mote_is_nullish(vm, list)) return true;
  uint32_t count = mote_array_length(vm, list);
  char **texts = *out = calloc(count + 1, sizeof *texts);
  if (!texts) return mote_throw_out_of_memory(vm);
  for (uint32_t i = 0; i < count; i++) {
    MoteValue item;
    TRY(mote_get_index(vm, list, i, &item) && mote_to_utf8(vm, item, &texts[i], NULL));
  }
  return true;
}

/* What becomes of a descriptor: "pipe", "ignore", or the number of one that is inherited. */
static bool stdio_argument(MoteVm *vm, MoteValue value, int index, SpawnOptions *options) {
  uv_stdio_container_t *stdio = &options->stdio[index];
  MoteValue stream = mote_null();
  if (mote_is_number(vm, value)) {
    stdio->flags = UV_INHERIT_FD;
    stdio->data.fd = (int)mote_as_number(vm, value);
  } else if (mote_string_is(vm, value, "pipe")) {
    TRY(channel_new_pipe(vm, &options->pipes[index], &stream));
    stdio->flags = UV_CREATE_PIPE | (index == 0 ? UV_READABLE_PIPE : UV_WRITABLE_PIPE);
    stdio->data.stream = &options->pipes[index]->uv.stream;
  } else {
    stdio->flags = UV_IGNORE;
  }
  return mote_array_push(vm, options->streams, stream);
}

static bool read_stdio(MoteVm *vm, MoteValue list, SpawnOptions *options) {
  MoteValue value;
  TRY(mote_array_new(vm, STDIO_COUNT, &options->streams));
  for (int i = 0; i < STDIO_COUNT; i++)
    TRY(mote_get_index(vm, list, (uint32_t)i, &value) && stdio_argument(vm, value, i, options));
  return true;
}

static bool read_identity(MoteVm *vm, MoteValue object, SpawnOptions *options) {
  MoteValue uid, gid, detached;
  TRY(mote_get(vm, object, "uid", &uid) && mote_get(vm, object, "gid", &gid) &&
      mote_get(vm, object, "detached", &detached));
  if (mote_is_number(vm, uid)) {
    options->uv.flags |= UV_PROCESS_SETUID;
    options->uv.uid = (uv_uid_t)mote_as_number(vm, uid);
  }
  if (mote_is_number(vm, gid)) {
    options->uv.flags |= UV_PROCESS_SETGID;
    options->uv.gid = (uv_gid_t)mote_as_number(vm, gid);
  }
  if (mote_to_boolean(vm, detached)) options->uv.flags |= UV_PROCESS_DETACHED;
  return true;
}

/* { file, args (with the name of the program first), env: ["A=b"], cwd, stdio: [3], uid, gid, detached } */
static bool read_options(MoteVm *vm, MoteValue object, SpawnOptions *options) {
  MoteValue file, arguments, environment, cwd, stdio;
  TRY(mote_get(vm, object, "file", &file) && mote_get(vm, object, "args", &arguments) &&
      mote_get(vm, object, "env", &environment) && mote_get(vm, object, "cwd", &cwd) &&
      mote_get(vm, object, "stdio", &stdio));
  TRY(mote_to_utf8(vm, file, &options->file, NULL) &&
      texts_argument(vm, arguments, &options->arguments) &&
      texts_argument(vm, environment, &options->environment) &&
      (mote_is_nullish(vm, cwd) || mote_to_utf8(vm, cwd, &options->cwd, NULL)) &&
      read_identity(vm, object, options) && read_stdio(vm, stdio, options));
  options->uv.file = options->file;
  options->uv.args = options->arguments;
  options->uv.env = options->environment;
  options->uv.cwd = options->cwd;
  options->uv.stdio = options->stdio;
  options->uv.stdio_count = STDIO_COUNT;
  options->uv.exit_cb = on_exit_of;
  return true;
}

/* "spawn name ENOENT" */
static bool throw_spawn_error(MoteVm *vm, int error, const char *file) {
  char code[32];
  Text text = {0}, syscall = {0};
  MoteValue value;
  uv_err_name_r(error, code, sizeof code);
  text_format(&text, "spawn %s %s", file, code);
  text_format(&syscall, "spawn %s", file);
  bool ok = mote_error_new(vm, MOTE_ERROR, text_string(&text), &value) &&
            mote_define(vm, value, "errno", mote_int32(error), MOTE_DEFAULT) &&
            define_text(vm, value, "code", code, MOTE_DEFAULT) &&
            define_text(vm, value, "syscall", text_string(&syscall), MOTE_DEFAULT) &&
            define_text(vm, value, "path", file, MOTE_DEFAULT);
  text_free(&text);
  text_free(&syscall);
  return ok && mote_throw(vm, value);
}

static void child_abandon(Resource *resource) { wait_queue_abandon(&((Child *)resource)->waiting); }
static void child_free(Resource *resource) { free(resource); }

/* A child that runs, held up to its end. */
static bool start_child(MoteVm *vm, const SpawnOptions *options, MoteValue *out) {
  static const ResourceKind kind = {child_abandon, NULL, child_free};
  Runtime *rt = runtime_of(vm);
  Child *child = calloc(1, sizeof *child);
  if (!child) return mote_throw_out_of_memory(vm);
  int error = uv_spawn(&rt->loop, &child->uv, &options->uv);
  TRY(resource_open(rt, &child->resource, &kind, (uv_handle_t *)&child->uv));
  if (error) {
    resource_close(&child->resource);
    return throw_spawn_error(vm, error, options->file);
  }
  return resource_object(&child->resource, CLASS_CHILD, out) &&
         resource_hold(&child->resource, *out);
}

static void close_pipes(SpawnOptions *options) {
  for (int i = 0; i < STDIO_COUNT; i++)
    if (options->pipes[i]) resource_close(&options->pipes[i]->resource);
}

/* spawn(options): [child, stdin, stdout, stderr] */
static bool spawn(MoteVm *vm, MoteCall *call) {
  SpawnOptions options = {0};
  MoteValue child, out, stream;
  TRY(ensure_class(vm));
  bool ok = read_options(vm, mote_argument(call, 0), &options) &&
            start_child(vm, &options, &child) && mote_array_of(vm, &child, 1, &out);
  if (!ok) close_pipes(&options);
  spawn_options_free(&options);
  TRY(ok);
  for (uint32_t i = 0; i < STDIO_COUNT; i++)
    TRY(mote_get_index(vm, options.streams, i, &stream) && mote_array_push(vm, out, stream));
  return mote_return(call, out);
}

bool child_make_module(Runtime *rt, MoteValue *out) {
  static const FunctionRow functions[] = {{"spawn", spawn, 1}, {"watchSignal", signals_watch, 2}};
  return mote_object_new(rt->vm, out) &&
         define_functions(rt->vm, *out, functions, LENGTH_OF(functions), MOTE_DEFAULT);
}
