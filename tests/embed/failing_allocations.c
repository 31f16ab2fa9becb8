/* SPDX-License-Identifier: MIT */
/* failing_allocations.c: whichever allocation fails, a program ends with an exception, or gets over it; the VM can be
 * used, collected and destroyed afterwards. */
#include "embed.h"

static const char program[] =
    "class Resource { async [Symbol.asyncDispose]() { await 0; done.push('disposed'); } }\n"
    "var done = [];\n"
    "async function* numbers(n) { try { for (let i = 0; i < n; i++) yield [i, await i]; } finally "
    "{ done.push('left'); } }\n"
    "async function* all(n) { yield* numbers(n); yield* [1, Promise.resolve(2)]; return 'end'; }\n"
    "async function sum() { let s = 0; outer: for await (const [i] of numbers(3)) { for await "
    "(const x of all(2)) {\n"
    "  if (i) continue outer; s += i; } } return s; }\n"
    "async function main() {\n"
    "  await using r = new Resource(), s = new Resource(), t = new Resource();\n"
    "  const g = all(2); await Promise.all([g.next(), g.next(), g.return(5), g.throw(new "
    "Error('x')).catch(() => 0)]);\n"
    "  await Promise.allSettled([sum(), { then(f) { f(1); } }, Promise.reject(1), "
    "Promise.any([])]);\n"
    "  try { await import('text'); } catch (e) { done.push(e.message); }\n"
    "  try { await import('missing'); } catch (e) { done.push(e.message); }\n"
    "  await instantly();\n"
    "  await Array.fromAsync([1, Promise.resolve(2)]).then(() => sum());\n"
    "  await Array.fromAsync(numbers(2), async (x) => x);\n"
    "  await Promise.all([sum(), new Promise((f) => f(sum()))]).finally(() => sum());\n"
    "  await Promise.any([Promise.reject(1), Promise.reject(2)]).catch(() => 0);\n"
    "  return (await Promise.race([sum(), new Promise(() => {})])) + done.join().length;\n"
    "}\n"
    "var settled = false;\n"
    "main().then((v) => { settled = true; done.push(v); }, (e) => { settled = true; done.push(e); "
    "});\n";

static bool resolve(MoteVm *vm, const MoteModuleRequest *request, char **key) {
  if (!strcmp(request->specifier, "missing")) return mote_throw_error(vm, MOTE_ERROR, "missing");
  *key = strdup(request->specifier);
  return true;
}

static bool load(MoteVm *vm, const char *key, const char *type, MoteModuleContent *out) {
  (void)vm, (void)key, (void)type;
  out->text = strdup("export const a = await Promise.resolve(1); export * as self from 'text';");
  out->length = strlen(out->text);
  return true;
}

/* Settles what it has begun before it returns. */
static bool instantly(MoteVm *vm, MoteCall *call) {
  MoteAsync *operation = mote_async_start(vm, call);
  if (!operation) return false;
  CHECK(mote_async_resolve(operation, mote_undefined()) && mote_async_is_settled(operation));
  mote_async_release(operation);
  return true;
}

enum { NO_VM, FAILED, RAN };

static bool run_text(MoteVm *vm, const char *text, MoteValue *out) {
  MoteSource source = {.text = text, .length = MOTE_NUL_TERMINATED, .name = "program.js"};
  bool ok = mote_run_script(vm, &source, out);
  CHECK(ok != mote_has_exception(vm));
  if (!ok) mote_take_exception(vm);
  return ok;
}

/* *total: the allocations of the whole life of the VM. */
static int run_with_failure_at(uint32_t allocation, uint64_t *total) {
  static const char check[] = "[1, 2].map((x) => x + 1)[1]";
  MoteValue three, settled;
  MoteVm *vm = mote_vm_create(&(MoteVmOptions){.fail_allocation = allocation});
  if (!vm) return NO_VM;
  mote_set_module_hooks(vm, &(MoteModuleHooks){.resolve = resolve, .load = load});
  bool ok = mote_define_function(vm, mote_global(vm), "instantly", instantly, 0);
  if (!ok) mote_take_exception(vm);
  ok = run_text(vm, program, NULL) && ok;
  mote_collect_garbage(vm);
  /* one of two runs, if the allocation has not failed before */
  CHECK(run_text(vm, check, &three) || run_text(vm, check, &three));
  CHECK(mote_as_number(vm, three) == 3);
  CHECK(mote_async_pending(vm) == 0);
  /* nobody waits for ever */
  bool asked = run_text(vm, "settled", &settled) || run_text(vm, "settled", &settled);
  bool waits = !asked || !mote_as_boolean(vm, settled);
  CHECK(!ok || !waits);
  *total = mote_memory(vm).allocations;
  mote_vm_destroy(vm);
  return ok ? RAN : FAILED;
}

int main(void) {
  int outcomes[3] = {0};
  uint64_t total;
  uint32_t first = 1;
  while (run_with_failure_at(first, &total) == NO_VM) first += 7; /* these are much alike */
  CHECK(run_with_failure_at(UINT32_MAX, &total) == RAN && total > first + 500);
  for (uint32_t n = first; n <= total; n++) outcomes[run_with_failure_at(n, &(uint64_t){0})]++;
  CHECK(outcomes[FAILED] > 50 && outcomes[RAN] > 500);
  return embed_result();
}
