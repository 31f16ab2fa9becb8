/* SPDX-License-Identifier: MIT */
/* worker.c: the threads of Workers, their beginning and end.
 *
 * A Worker is counted memory with three holders at most: the parent's object, the parent's list, the thread. The
 * thread's last deed is a letter to the parent, whose runtime then joins it; a parent that ends before stops and
 * joins all its workers.
 *
 * Invariant: `rt` is set, under the lock, just as long as other threads may interrupt that runtime. */
#include "runtime/worker/worker.h"

#include <stdlib.h>

#include "runtime/define.h"
#include "runtime/internal.h"
#include "runtime/modules/builtin_modules.h"
#include "runtime/process/process.h"
#include "runtime/process/variables.h"

/* Deep recursion is to end in a RangeError as it does in the main thread. */
#define STACK_SIZE ((size_t)8 << 20)

/* As Node has it. */
#define STATUS_TERMINATED 1

struct Worker {
  uv_mutex_t lock;
  uint32_t holds;
  uv_thread_t thread;
  RuntimeOptions options;
  Runtime *parent;
  Worker *next;    /* of the parent's that have not been joined */
  char *path;      /* of the program's file; NULL: `text` is it */
  char *text, *name, *url;
  PortEnds inside; /* until the worker's scope takes them */
  Inbox *outside;  /* the parent's, for the last letter */
  Runtime *rt;     /* NULL: not yet, or no more */
  bool over;       /* no more JavaScript is to run */
  bool closing;    /* … after this turn; the worker's thread only */
  int status;      /* once it is over; the worker's thread only */
};

static void worker_release(Worker *worker) {
  uv_mutex_lock(&worker->lock);
  bool last = --worker->holds == 0;
  uv_mutex_unlock(&worker->lock);
  if (!last) return;
  port_ends_release(&worker->inside);
  inbox_release(worker->outside);
  group_release(worker->options.group);
  variables_free(worker->options.variables);
  mote_free(worker->path);
  mote_free(worker->text);
  mote_free(worker->name);
  mote_free(worker->url);
  uv_mutex_destroy(&worker->lock);
  free(worker);
}

static void worker_finalize(void *data) { worker_release(data); }

/* --- its thread --- */

static bool is_over(Worker *worker) {
  uv_mutex_lock(&worker->lock);
  bool over = worker->over;
  uv_mutex_unlock(&worker->lock);
  return over;
}

bool worker_is_over(Runtime *rt) { return is_over(rt->options.worker); }

/* From now on it can be interrupted; it may be over already. */
static void set_runtime(Worker *worker, Runtime *rt) {
  uv_mutex_lock(&worker->lock);
  worker->rt = rt;
  if (rt && worker->over) mote_interrupt(rt->vm);
  uv_mutex_unlock(&worker->lock);
}

/* Ends what runs in a worker: any thread, the worker's own included. */
static void stop(Worker *worker) {
  uv_mutex_lock(&worker->lock);
  worker->over = true;
  if (worker->rt) {
    mote_interrupt(worker->rt->vm);
    uv_async_send(&worker->rt->wake);
  }
  uv_mutex_unlock(&worker->lock);
}

/* Defines self, postMessage and so on (lib/web/worker_scope.ts). */
static bool define_scope(Runtime *rt) {
  MoteValue module;
  return builtin_module_get(rt, "mote:internal/worker_scope", &module);
}

static int run_program(Worker *worker, Runtime *rt) {
  if (!define_scope(rt)) worker_report_error(rt, mote_take_exception(rt->vm));
  else if (worker->path) runtime_run_file(rt, worker->path);
  else runtime_run_text(rt, worker->text, strlen(worker->text), worker->url, false);
  int status = runtime_finish(rt);
  return is_over(worker) ? worker->status : status;
}

static void run_worker(void *data) {
  Worker *worker = data;
  int status = 1;
  Runtime *rt = runtime_create(&worker->options);
  if (rt) {
    set_runtime(worker, rt);
    status = run_program(worker, rt);
    set_runtime(worker, NULL);
    runtime_destroy(rt);
  }
  inbox_post(worker->outside, LETTER_EXIT, NULL, status);
  worker_release(worker);
}

/* --- what the worker's runtime asks for --- */

void worker_end_turn(Runtime *rt) {
  Worker *worker = rt->options.worker;
  if (!worker->closing || is_over(worker)) return;
  worker->status = 0;
  stop(worker);
}

void worker_exit(Runtime *rt, int status) {
  rt->options.worker->status = status;
  stop(rt->options.worker);
}

void worker_tell_idle(Runtime *rt, bool idle) {
  inbox_post(rt->options.worker->outside, idle ? LETTER_IDLE : LETTER_BUSY, NULL, 0);
}

/* Fields of the ErrorEvent. */
static bool error_fields(MoteVm *vm, MoteValue error, MoteValue fields) {
  MoteValue text = mote_undefined();
  MotePosition position;
  if (!mote_to_string(vm, error, &text)) mote_take_exception(vm);
  TRY(mote_set(vm, fields, "message", text) && mote_set(vm, fields, "error", error));
  if (!mote_error_position(vm, error, &position)) return true;
  bool ok = mote_string(vm, position.file ? position.file : "", MOTE_NUL_TERMINATED, &text) &&
            mote_set(vm, fields, "filename", text) &&
            mote_set(vm, fields, "lineno", mote_uint32(position.line)) &&
            mote_set(vm, fields, "colno", mote_uint32(position.column));
  mote_position_free(&position);
  return ok;
}

/* The error goes along if it can be sent. */
static MoteMessage *error_message(MoteVm *vm, MoteValue error) {
  MoteValue fields;
  if (!mote_object_new(vm, &fields) || !error_fields(vm, error, fields)) return NULL;
  MoteMessage *message = mote_message_write(vm, fields, mote_undefined(), 0);
  if (message) return message;
  mote_take_exception(vm);
  if (!mote_set(vm, fields, "error", mote_undefined())) return NULL;
  return mote_message_write(vm, fields, mote_undefined(), 0);
}

void worker_report_error(Runtime *rt, MoteValue error) {
  Worker *worker = rt->options.worker;
  rt->status = 1;
  if (is_over(worker)) return;
  /* If memory ran out, telling of it needs some. */
  mote_set_memory_limit(rt->vm, 0);
  MoteMessage *message = error_message(rt->vm, error);
  mote_take_exception(rt->vm);
  inbox_post(worker->outside, LETTER_ERROR, message, 0);
}

/* --- the parent --- */

static void forget_worker(Worker *worker) {
  Worker **at = &worker->parent->workers;
  while (*at && *at != worker) at = &(*at)->next;
  if (!*at) return;
  *at = worker->next;
  uv_thread_join(&worker->thread);
  worker_release(worker);
}

/* The runtime ends. */
static void end_workers(Runtime *rt, void *data) {
  (void)data;
  for (Worker *worker = rt->workers; worker; worker = worker->next) stop(worker);
  while (rt->workers) forget_worker(rt->workers);
}

static bool worker_class(Runtime *rt) {
  if (rt->classes[CLASS_WORKER]) return true;
  MoteClassSpec spec = {.name = "Worker", .finalize = worker_finalize};
  return runtime_on_end(rt, end_workers, NULL) &&
         mote_class_create(rt->vm, &spec, &rt->classes[CLASS_WORKER]);
}

/* Takes a copy of a property that is a string, or nothing. */
static bool copy_text(MoteVm *vm, MoteValue object, const char *name, char **out) {
  MoteValue text;
  TRY(mote_get(vm, object, name, &text));
  return !mote_is_string(vm, text) || mote_string_utf8(vm, text, out, NULL);
}

static bool fill_options(Runtime *rt, Worker *worker, MoteValue options) {
  MoteVm *vm = rt->vm;
  MoteValue goal;
  worker->options = rt->options;
  worker->options.worker = worker;
  worker->options.strict = worker->options.warn_unfinished = false;
  worker->options.group = port_share_group(rt);
  worker->options.variables = variables_copy(rt->options.variables);
  TRY((worker->options.group && worker->options.variables) || mote_throw_out_of_memory(vm));
  TRY(copy_text(vm, options, "path", &worker->path) &&
      copy_text(vm, options, "text", &worker->text) &&
      copy_text(vm, options, "name", &worker->name) && copy_text(vm, options, "url", &worker->url));
  TRY(mote_get(vm, options, "type", &goal));
  worker->options.goal = mote_string_is(vm, goal, "module")    ? GOAL_IS_MODULE
                         : mote_string_is(vm, goal, "classic") ? GOAL_IS_SCRIPT
                                                               : GOAL_BY_FILE;
  worker->options.script = worker->path ? worker->path : worker->url;
  return true;
}

static bool start_thread(Runtime *rt, Worker *worker) {
  uv_thread_options_t options = {.flags = UV_THREAD_HAS_STACK_SIZE, .stack_size = STACK_SIZE};
  worker->holds += 2; /* the thread's and the list's */
  int status = uv_thread_create_ex(&worker->thread, &options, run_worker, worker);
  if (status != 0) {
    worker->holds -= 2;
    return mote_throw_code(rt->vm, MOTE_ERROR, "ERR_WORKER_INIT_FAILED",
                           "Worker initialization failure: %s", uv_err_name(status));
  }
  worker->next = rt->workers;
  rt->workers = worker;
  return true;
}

/* start ( { path | text, url, name, type } ): [worker, end of its channel] */
static bool start(MoteVm *vm, MoteCall *call) {
  Runtime *rt = runtime_of(vm);
  PortEnds outside;
  MoteValue parts[2], out;
  TRY(worker_class(rt));
  Worker *worker = calloc(1, sizeof *worker);
  if (!worker) return mote_throw_out_of_memory(vm);
  uv_mutex_init(&worker->lock);
  worker->holds = 1;
  worker->parent = rt;
  worker->status = STATUS_TERMINATED;
  if (!mote_instance_new(vm, rt->classes[CLASS_WORKER], worker, &parts[0])) {
    worker_release(worker);
    return false;
  }
  TRY(fill_options(rt, worker, mote_argument(call, 0)));
  if (!port_ends_create(&outside, &worker->inside)) return mote_throw_out_of_memory(vm);
  worker->outside = inbox_retain(outside.own);
  return port_new(rt, outside, &parts[1]) && mote_array_of(vm, parts, 2, &out) &&
         start_thread(rt, worker) && mote_return(call, out);
}

static bool worker_argument(MoteVm *vm, MoteCall *call, Worker **out) {
  void *data;
  TRY(mote_instance_data(vm, mote_argument(call, 0), runtime_of(vm)->classes[CLASS_WORKER], &data));
  *out = data;
  return true;
}

/* terminate ( worker ) */
static bool terminate(MoteVm *vm, MoteCall *call) {
  Worker *worker;
  TRY(worker_argument(vm, call, &worker));
  stop(worker);
  return true;
}

/* join ( worker ): its last letter has come. */
static bool join(MoteVm *vm, MoteCall *call) {
  Worker *worker;
  TRY(worker_argument(vm, call, &worker));
  forget_worker(worker);
  return true;
}

/* --- the scope --- */

/* scope ( ): { end, name, url } of this worker. */
static bool scope(MoteVm *vm, MoteCall *call) {
  Runtime *rt = runtime_of(vm);
  Worker *worker = rt->options.worker;
  MoteValue out, end;
  if (!worker) return mote_throw_error(vm, MOTE_ERROR, "Not in a worker");
  PortEnds ends = worker->inside;
  worker->inside = (PortEnds){0};
  return port_new(rt, ends, &end) && mote_object_new(vm, &out) && mote_set(vm, out, "end", end) &&
         define_text(vm, out, "name", worker->name ? worker->name : "", MOTE_DEFAULT) &&
         define_text(vm, out, "url", worker->url ? worker->url : "", MOTE_DEFAULT) &&
         mote_return(call, out);
}

/* close ( ): the worker ends after this turn. */
static bool close_scope(MoteVm *vm, MoteCall *call) {
  (void)call;
  runtime_of(vm)->options.worker->closing = true;
  return true;
}

bool worker_make_module(Runtime *rt, MoteValue *out) {
  static const FunctionRow functions[] = {
      {"start", start, 1}, {"terminate", terminate, 1}, {"join", join, 1},
      {"scope", scope, 0}, {"close", close_scope, 0},
  };
  return mote_object_new(rt->vm, out) &&
         define_functions(rt->vm, *out, functions, LENGTH_OF(functions), MOTE_HIDDEN);
}
