/* SPDX-License-Identifier: MIT */
/* serve_command.c: `mote serve`.
 *
 * The first worker is the thread that calls; when it listens, and the port is known, it starts the others. The system
 * spreads connections over their sockets (SO_REUSEPORT). A first SIGINT or SIGTERM stops all of them, each after what
 * it has in work; a second one ends the process. */
#include "runtime/http/serve_command.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/internal.h"
#include "runtime/modules/builtin_modules.h"
#include "runtime/process/variables.h"
#include "runtime/report.h"

typedef struct Worker {
  const ServeCommand *command;
  int port;              /* that the first has; -1: this is the first */
  Runtime *rt;
  Variables *variables;  /* process.env; NULL: the process's, which the first has */
  MoteHandle *server;
  uv_signal_t signals[2];
  struct Worker *others; /* of the first: started ones */
  uv_thread_t *threads;
  int other_count;
  int status;
} Worker;

static const int stopping[2] = {SIGINT, SIGTERM};

static void start_others(Worker *worker, int port);

/* --- stopping --- */

static void on_signal(uv_signal_t *handle, int number) {
  Worker *worker = handle->data;
  (void)number;
  for (size_t i = 0; i < LENGTH_OF(stopping); i++) uv_signal_stop(&worker->signals[i]);
  if (!mote_invoke(worker->rt->vm, mote_handle_get(worker->server), "stop", NULL, 0, NULL))
    report_uncaught(worker->rt, mote_take_exception(worker->rt->vm));
  runtime_after_callback(worker->rt);
}

static void listen_to_signals(Worker *worker) {
  for (size_t i = 0; i < LENGTH_OF(stopping); i++) {
    uv_signal_t *handle = &worker->signals[i];
    uv_signal_init(&worker->rt->loop, handle);
    uv_unref((uv_handle_t *)handle);
    handle->data = worker;
    uv_signal_start(handle, on_signal, stopping[i]);
  }
}

/* --- starting --- */

static bool set_port(MoteVm *vm, MoteValue options, const char *text) {
  char *end;
  long port = strtol(text, &end, 10);
  if (!*text || *end || port < 0 || port > 65535)
    return mote_throw_error(vm, MOTE_RANGE_ERROR, "\"%s\" is not a port", text);
  return mote_set(vm, options, "port", mote_int32((int32_t)port));
}

/* The default export with what the command line says on top of it. */
static bool make_options(Worker *worker, MoteValue exported, MoteValue *out) {
  MoteVm *vm = worker->rt->vm;
  const ServeCommand *command = worker->command;
  const char *environment = getenv("PORT");
  MoteValue hostname;
  TRY(mote_object_new_with_prototype(vm, exported, out));
  if (worker->port >= 0) TRY(mote_set(vm, *out, "port", mote_int32(worker->port)));
  else if (command->port) TRY(set_port(vm, *out, command->port));
  else if (environment) TRY(set_port(vm, *out, environment));
  if (command->hostname)
    TRY(mote_string(vm, command->hostname, MOTE_NUL_TERMINATED, &hostname) &&
        mote_set(vm, *out, "hostname", hostname));
  return command->workers == 1 || mote_set(vm, *out, "reusePort", mote_boolean(true));
}

static bool say_url(Worker *worker, MoteValue server) {
  MoteVm *vm = worker->rt->vm;
  MoteValue url;
  Text text = {0};
  text_add(&text, "Listening on ");
  bool ok = mote_get(vm, server, "url", &url) && text_append_value(vm, url, &text);
  text_add_char(&text, '\n');
  if (ok) output_write(&worker->rt->out, text_string(&text), text.length);
  text_free(&text);
  return ok;
}

static bool serve(Worker *worker) {
  MoteVm *vm = worker->rt->vm;
  char *key = realpath(worker->command->file, NULL);
  MoteValue exports, exported, module, options, server, port;
  bool ok = mote_module_namespace(vm, key ? key : worker->command->file, &exports);
  free(key);
  TRY(ok);
  if (!mote_is_object(vm, exports) || !mote_get(vm, exports, "default", &exported) ||
      !mote_is_object(vm, exported))
    return mote_throw_error(vm, MOTE_TYPE_ERROR,
                            "mote serve wants a module with a default export: { fetch(request) }");
  TRY(builtin_module_get(worker->rt, "mote:http", &module) &&
      make_options(worker, exported, &options) &&
      mote_invoke(vm, module, "serve", &options, 1, &server));
  worker->server = mote_handle_create(vm, server);
  TRY(worker->server && mote_get(vm, server, "port", &port));
  listen_to_signals(worker);
  if (worker->port >= 0) return true;
  start_others(worker, (int)mote_as_number(vm, port));
  return say_url(worker, server);
}

/* The module has been evaluated; if it failed, that is reported elsewhere. */
static void on_evaluated(MoteVm *vm, MotePromiseState state, MoteValue value, void *data) {
  (void)value;
  if (vm && state == MOTE_FULFILLED && !serve(data))
    report_uncaught(runtime_of(vm), mote_take_exception(vm));
}

static bool watch_module(Worker *worker) {
  Runtime *rt = worker->rt;
  if (!rt->main_promise)
    return mote_throw_error(rt->vm, MOTE_TYPE_ERROR, "mote serve wants a module");
  return mote_promise_watch(rt->vm, mote_handle_get(rt->main_promise), on_evaluated, worker);
}

static void run_worker(void *data) {
  Worker *worker = data;
  RuntimeOptions options = worker->command->options;
  options.goal = GOAL_IS_MODULE;
  options.variables = worker->variables;
  worker->status = 1;
  worker->rt = runtime_create(&options);
  if (!worker->rt) return;
  bool started = runtime_run_file(worker->rt, worker->command->file);
  if (started && !watch_module(worker))
    report_uncaught(worker->rt, mote_take_exception(worker->rt->vm));
  runtime_after_callback(worker->rt);
  worker->status = runtime_finish(worker->rt);
  runtime_destroy(worker->rt);
}

static void start_others(Worker *worker, int port) {
  int count = worker->command->workers - 1;
  worker->others = calloc((size_t)count + 1, sizeof *worker->others);
  worker->threads = calloc((size_t)count + 1, sizeof *worker->threads);
  for (int i = 0; worker->others && worker->threads && i < count; i++) {
    worker->others[i] =
        (Worker){.command = worker->command, .port = port, .variables = variables_copy(NULL)};
    if (!worker->others[i].variables ||
        uv_thread_create(&worker->threads[i], run_worker, &worker->others[i]) != 0) {
      variables_free(worker->others[i].variables);
      report_message(worker->rt, "cannot start a thread for another worker");
      return;
    }
    worker->other_count++;
  }
}

int serve_command(const ServeCommand *command) {
  Worker worker = {.command = command, .port = -1};
  run_worker(&worker);
  for (int i = 0; i < worker.other_count; i++) {
    uv_thread_join(&worker.threads[i]);
    variables_free(worker.others[i].variables);
  }
  free(worker.others);
  free(worker.threads);
  return worker.status;
}
