/* SPDX-License-Identifier: MIT */
/* compiled_code.c: mote_compile, and running what it made. */
#include "embed.h"

static const char program[] =
    "class Point { #x = 1; static made = 0; constructor(x) { this.#x = x; Point.made++; } get x() "
    "{ return this.#x; } }\n"
    "function* count(n) { for (let i = 0; i < n; i++) yield i; }\n"
    "async function later(v) { try { return await v; } finally { Point.made += 10; } }\n"
    "const big = 123456789012345678901234567890n, text = 'gr\\u00fc\\u00df \\u4e16', tag = (s) => "
    "s.raw[0];\n"
    "var seen = [new Point(2.5).x, ...count(3), String(big), text, tag`a\\n`, "
    "/b+/.exec('abbb')[0], -0 === 0,\n"
    "  ((a, b = a, ...c) => a + b + c.length)(1, undefined, 3), eval('typeof text')].join();\n"
    "later(1);\n"
    "seen";
static const char expected[] = "2.5,0,1,2,123456789012345678901234567890,gr\303\274\303\237 "
                               "\344\270\226,a\\n,bbb,true,3,string";

static void compile(MoteVm *vm, const char *text, MoteGoal goal, void **bytes, size_t *length) {
  MoteSource source = {.text = text, .length = MOTE_NUL_TERMINATED, .name = "compiled.js"};
  bool ok = mote_compile(vm, &source, goal, bytes, length);
  if (!ok) print_exception(vm);
  CHECK(ok);
}

/* Made in one VM, run in another, with the text and without, twice. */
static void runs_in_another_vm(void) {
  MoteVm *vm = mote_vm_create(NULL);
  void *bytes;
  size_t length;
  compile(vm, program, MOTE_GOAL_SCRIPT, &bytes, &length);
  mote_vm_destroy(vm);
  for (int with_text = 0; with_text < 2; with_text++) {
    MoteVm *other = mote_vm_create(&(MoteVmOptions){.collect_every = 3, .poison_freed = true});
    MoteSource source = {.text = with_text ? program : "",
                         .length = MOTE_NUL_TERMINATED,
                         .name = "compiled.js",
                         .code = bytes,
                         .code_length = length,
                         .is_static = true};
    MoteValue value;
    CHECK(mote_run_script(other, &source, &value) && shows(other, value, expected));
    CHECK(shows(other, run(other, "Point.made"), "11"));
    mote_vm_destroy(other);
  }
  mote_free(bytes);
}

static bool no_imports(MoteVm *vm, const MoteModuleRequest *request, char **key) {
  (void)key;
  return mote_throw_error(vm, MOTE_ERROR, "no module %s", request->specifier);
}

static void modules_and_commonjs(void) {
  MoteVm *vm = mote_vm_create(NULL);
  MoteModuleHooks hooks = {.resolve = no_imports};
  void *bytes;
  size_t length;
  MoteValue promise, namespace, value, function;
  mote_set_module_hooks(vm, &hooks);
  compile(
      vm,
      "export let a = await 5; export default class {}; export const meta = typeof import.meta;",
      MOTE_GOAL_MODULE, &bytes, &length);
  MoteSource module = {.text = "", .name = "m.js", .code = bytes, .code_length = length};
  CHECK(mote_run_module(vm, "/m.js", &module, &promise) && mote_run_jobs(vm, 0));
  CHECK(mote_promise_state(vm, promise, NULL) == MOTE_FULFILLED);
  CHECK(mote_module_namespace(vm, "/m.js", &namespace));
  CHECK(mote_get(vm, namespace, "a", &value) && shows(vm, value, "5"));
  CHECK(mote_get(vm, namespace, "meta", &value) && shows(vm, value, "object"));
  mote_free(bytes);
  compile(vm, "return [typeof exports, this === 1].join()", MOTE_GOAL_COMMONJS, &bytes, &length);
  MoteSource commonjs = {.text = "", .name = "c.js", .code = bytes, .code_length = length};
  CHECK(mote_compile_commonjs(vm, &commonjs, &function));
  CHECK(mote_call(vm, function, mote_int32(1), NULL, 0, &value) &&
        shows(vm, value, "undefined,true"));
  CHECK(!mote_run_module(vm, "/c.js", &commonjs, &promise) ||
        mote_promise_state(vm, promise, NULL) == MOTE_REJECTED); /* it is no module */
  if (mote_has_exception(vm)) mote_take_exception(vm);
  mote_free(bytes);
  mote_vm_destroy(vm);
}

/* Each byte wrong in turn, and each length too short. */
static void damage_is_an_exception(void) {
  MoteVm *vm = mote_vm_create(NULL);
  uint8_t *bytes;
  void *made;
  size_t length;
  MoteValue value;
  compile(vm, program, MOTE_GOAL_SCRIPT, &made, &length);
  bytes = made;
  MoteSource source = {.text = "", .name = "damaged.js", .code = bytes, .code_length = length};
  for (size_t i = 0; i < length; i++) {
    bytes[i] ^= 0x11;
    bool ok = mote_run_script(vm, &source, &value);
    bytes[i] ^= 0x11;
    if (ok) CHECK(!ok);
    mote_take_exception(vm);
  }
  for (source.code_length = 0; source.code_length < length; source.code_length++) {
    if (mote_run_script(vm, &source, &value)) CHECK(!"too short");
    mote_take_exception(vm);
  }
  bytes[0] ^= 1;
  source.code_length = length;
  CHECK(!mote_run_script(vm, &source, &value));
  char *text = mote_error_text(vm, mote_take_exception(vm));
  CHECK(text && strstr(text, "SyntaxError: The code was compiled by another build of mote"));
  mote_free(text);
  bytes[0] ^= 1;
  CHECK(mote_run_script(vm, &source, &value) && shows(vm, value, expected));
  mote_free(made);
  mote_vm_destroy(vm);
}

static void syntax_errors_are_thrown(void) {
  MoteVm *vm = mote_vm_create(NULL);
  void *bytes;
  size_t length;
  MoteSource source = {.text = "let let = 1", .length = MOTE_NUL_TERMINATED, .name = "wrong.js"};
  CHECK(!mote_compile(vm, &source, MOTE_GOAL_SCRIPT, &bytes, &length));
  CHECK(mote_is_object(vm, mote_take_exception(vm)));
  mote_vm_destroy(vm);
}

int main(void) {
  runs_in_another_vm();
  modules_and_commonjs();
  damage_is_an_exception();
  syntax_errors_are_thrown();
  return embed_result();
}
