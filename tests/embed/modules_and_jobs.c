/* SPDX-License-Identifier: MIT */
/* modules_and_jobs.c: a host's module loader, jobs that the host runs, rejections. */
#include "embed.h"

static int loads;

static bool resolve(MoteVm *vm, const MoteModuleRequest *request, char **key) {
  if (!strcmp(request->specifier, "missing"))
    return mote_throw_error(vm, MOTE_ERROR, "cannot find %s from %s", request->specifier,
                            request->referrer);
  *key = strdup(request->specifier);
  return true;
}

static bool load(MoteVm *vm, const char *key, const char *type, MoteModuleContent *out) {
  static const struct {
    const char *key, *text;
  } texts[] = {
      {"a", "import { b } from 'b'; export const a = b + 1; globalThis.url = import.meta.key;"},
      {"b", "await null; export const b = 41;"},
      {"bad", "export const = 1"},
      {"data", "{ \"x\": [1, 2] }"},
  };
  loads++;
  if (!strcmp(key, "host")) {
    out->kind = MOTE_MODULE_VALUES;
    return mote_object_new(vm, &out->values) && mote_set(vm, out->values, "name", mote_int32(5));
  }
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    if (strcmp(texts[i].key, key)) continue;
    out->kind = type ? MOTE_MODULE_JSON : MOTE_MODULE_SOURCE;
    out->text = strdup(texts[i].text);
    out->length = strlen(out->text);
    return true;
  }
  return mote_throw_error(vm, MOTE_ERROR, "no text for %s", key);
}

static bool meta(MoteVm *vm, const char *key, MoteValue object) {
  MoteValue text;
  return mote_string(vm, key, MOTE_NUL_TERMINATED, &text) && mote_set(vm, object, "key", text);
}

static void modules(MoteVm *vm) {
  static const MoteModuleHooks hooks = {resolve, load, meta};
  MoteValue promise, ns, value, reason;
  mote_set_module_hooks(vm, &hooks);
  CHECK(mote_run_module(vm, "a", NULL, &promise));
  CHECK(mote_run_jobs(vm, 0) && mote_promise_state(vm, promise, &reason) == MOTE_FULFILLED);
  CHECK(mote_module_namespace(vm, "a", &ns) && mote_get(vm, ns, "a", &value));
  CHECK(mote_as_number(vm, value) == 42 && loads == 2);
  CHECK(shows(vm, run(vm, "url"), "a"));
  CHECK(mote_run_module(vm, "bad", NULL, &promise));
  mote_promise_mark_handled(vm, promise);
  CHECK(mote_promise_state(vm, promise, &reason) == MOTE_REJECTED);
  CHECK(shows(vm, reason, "SyntaxError: Unexpected token '='"));
  MoteSource source = {
      .text = "import d from 'data' with { type: 'json' }; import h, { name } from 'host';"
              "globalThis.sum = d.x[1] + name + h.name;",
      .length = MOTE_NUL_TERMINATED,
      .name = "main"};
  CHECK(mote_run_module(vm, "main", &source, &promise) && mote_run_jobs(vm, 0));
  CHECK(mote_promise_state(vm, promise, &reason) == MOTE_FULFILLED);
  CHECK(mote_as_number(vm, run(vm, "sum")) == 12);
  run(vm, "import('missing').catch((e) => { globalThis.caught = e.message; }); 0");
  CHECK(mote_run_jobs(vm, 0) && shows(vm, run(vm, "caught"), "cannot find missing from test.js"));
}

/* --- jobs --- */

static int rejected, handled, uncaught;
static void on_rejection(MoteVm *vm, MoteValue promise, MoteValue reason, bool is_handled) {
  (void)vm;
  (void)promise;
  (void)reason;
  if (is_handled) handled++;
  else rejected++;
}
static void on_uncaught(MoteVm *vm, MoteValue error) {
  if (shows(vm, error, "Error: in a job")) uncaught++;
}

static void jobs(MoteVm *vm) {
  static const MoteHooks hooks = {.rejection = on_rejection, .uncaught = on_uncaught};
  mote_set_hooks(vm, &hooks);
  run(vm,
      "var log = []; for (let i = 0; i < 5; i++) Promise.resolve(i).then((v) => log.push(v)); 0");
  CHECK(mote_has_jobs(vm) && shows(vm, run(vm, "log"), ""));
  CHECK(mote_run_jobs(vm, 2) && shows(vm, run(vm, "log"), "0,1") && mote_has_jobs(vm));
  CHECK(mote_run_jobs(vm, 0) && shows(vm, run(vm, "log"), "0,1,2,3,4") && !mote_has_jobs(vm));
  CHECK(mote_queue_job(vm, run(vm, "() => { throw new Error('in a job'); }")));
  CHECK(mote_queue_job(vm, run(vm, "() => log.push('goes on')")));
  CHECK(mote_run_jobs(vm, 0) && uncaught == 1 && shows(vm, run(vm, "log.at(-1)"), "goes on"));
  run(vm, "const r = Promise.reject(1); 0");
  CHECK(rejected == 1 && handled == 0);
  run(vm, "r.catch(() => {}); 0");
  CHECK(handled == 1 && mote_run_jobs(vm, 0));
}

static void host_promises(MoteVm *vm) {
  MoteValue promise, resolve_function, value = mote_int32(3);
  CHECK(mote_promise_new(vm, &promise, &resolve_function, NULL));
  CHECK(
      mote_promise_then(vm, promise, run(vm, "(v) => { globalThis.got = v; }"), mote_undefined()));
  CHECK(mote_call(vm, resolve_function, mote_undefined(), &value, 1, NULL));
  CHECK(mote_run_jobs(vm, 0) && mote_as_number(vm, run(vm, "got")) == 3);
}

/* Promises without functions, settled from here. */
static void bare_promises(MoteVm *vm) {
  MoteValue first, second, third, result;
  CHECK(mote_promise_new(vm, &first, NULL, NULL) && mote_promise_new(vm, &second, NULL, NULL) &&
        mote_promise_new(vm, &third, NULL, NULL));
  CHECK(mote_promise_resolve(vm, first, mote_int32(1)) &&
        mote_promise_reject(vm, first, mote_int32(2)));
  CHECK(mote_promise_state(vm, first, &result) == MOTE_FULFILLED &&
        mote_as_number(vm, result) == 1);
  mote_promise_mark_handled(vm, second);
  CHECK(mote_promise_reject(vm, second, mote_int32(3)) &&
        mote_promise_resolve(vm, second, mote_int32(4)));
  CHECK(mote_promise_state(vm, second, &result) == MOTE_REJECTED &&
        mote_as_number(vm, result) == 3);
  CHECK(mote_promise_resolve(vm, third, run(vm, "({ then(resolve) { resolve(5); } })")));
  CHECK(mote_promise_state(vm, third, NULL) == MOTE_PENDING && mote_run_jobs(vm, 0));
  CHECK(mote_promise_state(vm, third, &result) == MOTE_FULFILLED &&
        mote_as_number(vm, result) == 5);
}

/* --- watching promises --- */

typedef struct Watched {
  int calls;
  MotePromiseState state;
  double result;
  bool without_vm, throws;
} Watched;

static void on_settled(MoteVm *vm, MotePromiseState state, MoteValue result, void *data) {
  Watched *watched = data;
  watched->calls++;
  watched->state = state;
  watched->without_vm = !vm;
  if (vm) watched->result = mote_as_number(vm, result);
  if (watched->throws) mote_throw_error(vm, MOTE_ERROR, "in a job");
}

static void watched_promises(MoteVm *vm, Watched *left) {
  Watched one = {0}, two = {0}, three = {.throws = true};
  MoteValue promise = run(vm, "Promise.resolve(5)");
  CHECK(mote_promise_is_handled(vm, promise)); /* nothing is to be handled */
  CHECK(!mote_promise_is_handled(vm, run(vm, "new Promise(() => {})")));
  CHECK(mote_promise_watch(vm, promise, on_settled, &one));
  CHECK(one.calls == 0 && mote_run_jobs(vm, 0));
  CHECK(one.calls == 1 && one.state == MOTE_FULFILLED && one.result == 5);
  promise = run(vm, "Promise.reject(6)");
  CHECK(!mote_promise_is_handled(vm, promise));
  CHECK(mote_promise_watch(vm, promise, on_settled, &two) && mote_promise_is_handled(vm, promise));
  CHECK(mote_run_jobs(vm, 0) && two.calls == 1 && two.state == MOTE_REJECTED && two.result == 6);
  int before = uncaught;
  CHECK(mote_promise_watch(vm, promise, on_settled, &three));
  CHECK(mote_run_jobs(vm, 0) && three.calls == 1 && uncaught == before + 1);
  CHECK(!mote_promise_watch(vm, mote_int32(1), on_settled, &one) && mote_has_exception(vm));
  mote_take_exception(vm);
  CHECK(mote_promise_watch(vm, run(vm, "new Promise(() => {})"), on_settled, left));
  for (int i = 0; i < 5; i++) mote_collect_garbage(vm);
  CHECK(one.calls == 1 && two.calls == 1 && three.calls == 1);
}

static void promises_of(MoteVm *vm) {
  MoteValue promise = run(vm, "var p = Promise.resolve(1); p"), same, result;
  CHECK(mote_promise_of(vm, promise, &same) && mote_same_value(vm, promise, same));
  CHECK(mote_promise_of(vm, mote_int32(2), &promise));
  CHECK(mote_promise_state(vm, promise, &result) == MOTE_FULFILLED &&
        mote_as_number(vm, result) == 2);
  CHECK(mote_promise_of(vm, run(vm, "({ then(f) { f(3); } })"), &promise));
  CHECK(mote_promise_state(vm, promise, NULL) == MOTE_PENDING && mote_run_jobs(vm, 0));
  CHECK(mote_promise_state(vm, promise, &result) == MOTE_FULFILLED &&
        mote_as_number(vm, result) == 3);
}

/* An operation that no call has begun. */
static void operations_without_a_call(MoteVm *vm) {
  MoteValue promise, result;
  MoteAsync *operation = mote_async_new(vm, &promise);
  CHECK(operation && mote_async_pending(vm) == 1 &&
        mote_promise_state(vm, promise, NULL) == MOTE_PENDING);
  CHECK(mote_async_resolve(operation, mote_int32(4)) &&
        !mote_async_reject(operation, mote_int32(5)));
  CHECK(mote_promise_state(vm, promise, &result) == MOTE_FULFILLED &&
        mote_as_number(vm, result) == 4);
  mote_async_release(operation);
  CHECK(mote_async_pending(vm) == 0);
}

int main(void) {
  MoteVmOptions options = {.jobs = MOTE_JOBS_EXPLICIT, .collect_every = 7};
  MoteVm *vm = mote_vm_create(&options);
  modules(vm);
  jobs(vm);
  host_promises(vm);
  bare_promises(vm);
  Watched left = {0};
  watched_promises(vm, &left);
  promises_of(vm);
  operations_without_a_call(vm);
  mote_vm_destroy(vm);
  CHECK(left.calls == 1 && left.state == MOTE_PENDING && left.without_vm);
  return embed_result();
}
