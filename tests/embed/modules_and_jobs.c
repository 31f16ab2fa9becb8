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

int main(void) {
  MoteVmOptions options = {.jobs = MOTE_JOBS_EXPLICIT, .collect_every = 7};
  MoteVm *vm = mote_vm_create(&options);
  modules(vm);
  jobs(vm);
  host_promises(vm);
  mote_vm_destroy(vm);
  return embed_result();
}
