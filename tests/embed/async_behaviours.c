/* SPDX-License-Identifier: MIT */
/* async_behaviours.c: what an async host function promises, one function a behaviour: what each kind of call costs,
 * from where it may be settled, and what becomes of an operation that nobody finishes. */
#include "embed.h"

static MoteAsync *operations[16];
static int operation_count;

static bool start(MoteVm *vm, MoteCall *call) {
  MoteAsync *operation = mote_async_start(vm, call);
  if (!operation) return false;
  operations[operation_count++] = operation;
  return true;
}

/* settle(i, value): settles the i-th operation; whether that did anything. */
static bool settle(MoteVm *vm, MoteCall *call) {
  int index = (int)mote_as_number(vm, mote_argument(call, 0));
  return mote_return_boolean(call, mote_async_resolve(operations[index], mote_argument(call, 1)));
}

/* startTwice(): begins two operations; the second is the call's outcome. */
static bool start_twice(MoteVm *vm, MoteCall *call) { return start(vm, call) && start(vm, call); }

static bool start_and_throw(MoteVm *vm, MoteCall *call) {
  return start(vm, call) && mote_throw_error(vm, MOTE_ERROR, "changed its mind");
}

static bool start_and_return(MoteVm *vm, MoteCall *call) {
  return start(vm, call) && mote_return_number(call, 5);
}

static bool queue_job(MoteVm *vm, MoteCall *call) {
  return mote_queue_job(vm, mote_argument(call, 0));
}

static MoteVm *new_vm(const MoteVmOptions *options) {
  MoteVm *vm = mote_vm_create(options);
  MoteValue global = mote_global(vm);
  CHECK(mote_define_function(vm, global, "start", start, 0));
  CHECK(mote_define_function(vm, global, "settle", settle, 2));
  CHECK(mote_define_function(vm, global, "queueMicrotask", queue_job, 1));
  CHECK(mote_define_function(vm, global, "startTwice", start_twice, 0));
  CHECK(mote_define_function(vm, global, "startAndThrow", start_and_throw, 0));
  CHECK(mote_define_function(vm, global, "startAndReturn", start_and_return, 0));
  run(vm, "var log = []; const say = (...x) => { log.push(x.join(' ')); };"
          "Promise.resolve(); 0"); /* the realm knows its promises */
  operation_count = 0;
  return vm;
}

static void end_vm(MoteVm *vm) {
  for (int i = 0; i < operation_count; i++) mote_async_release(operations[i]);
  operation_count = 0;
  mote_vm_destroy(vm);
}

static MoteAsync *last(void) { return operations[operation_count - 1]; }

/* The cells that a function of the program, called without arguments, allocates; warmed up before. */
static uint64_t cells_of_call(MoteVm *vm, const char *name) {
  MoteValue function;
  CHECK(mote_get(vm, mote_global(vm), name, &function));
  uint64_t before = 0;
  for (int i = 0; i < 3; i++) {
    before = mote_memory(vm).allocations;
    CHECK(mote_call(vm, function, mote_undefined(), NULL, 0, NULL));
  }
  return mote_memory(vm).allocations - before;
}

static void ignored_costs_nothing(void) {
  MoteVm *vm = new_vm(NULL);
  run(vm, "function ignores() { start(); } 0");
  CHECK(cells_of_call(vm, "ignores") == 0);
  CHECK(mote_async_pending(vm) == 3);
  CHECK(mote_async_resolve(last(), mote_int32(1)) && !mote_async_resolve(last(), mote_int32(2)));
  CHECK(mote_async_reject(operations[0], mote_int32(1)) && mote_async_pending(vm) == 1);
  CHECK(!mote_has_jobs(vm));
  end_vm(vm);
}

static void awaited_costs_a_continuation(void) {
  MoteVm *vm = new_vm(NULL);
  run(vm, "async function waits() { await start(); } function calls() { waits(); } 0");
  CHECK(cells_of_call(vm, "calls") == 1);
  end_vm(vm);
}

static void awaited_resumes_when_settled(void) {
  MoteVm *vm = new_vm(NULL);
  run(vm, "(async () => { say('got', await start()); try { await start(); } catch (e) { "
          "say('caught', e); }"
          " finally { say('finally', await start()); } })(); 0");
  run(vm, "queueMicrotask(() => say('a job')); 0");
  CHECK(shows(vm, run(vm, "log"), "a job"));
  CHECK(mote_async_resolve(operations[0], mote_int32(1)) &&
        shows(vm, run(vm, "log"), "a job,got 1"));
  CHECK(mote_async_reject(operations[1], mote_int32(2)));
  CHECK(mote_async_resolve(operations[2], mote_int32(3)));
  CHECK(shows(vm, run(vm, "log"), "a job,got 1,caught 2,finally 3"));
  end_vm(vm);
}

static void settling_at_once_waits_for_the_job(void) {
  MoteVm *vm = new_vm(&(MoteVmOptions){.jobs = MOTE_JOBS_EXPLICIT});
  run(vm, "(async () => { say('got', await start()); })(); say('sync'); settle(0, 7); "
          "say('settled'); 0");
  CHECK(shows(vm, run(vm, "log"), "sync,settled") && mote_has_jobs(vm));
  CHECK(mote_run_jobs(vm, 0) && shows(vm, run(vm, "log"), "sync,settled,got 7"));
  end_vm(vm);
}

static void later_settlements_change_nothing(void) {
  MoteVm *vm = new_vm(NULL);
  run(vm, "(async () => { say('got', await start()); })(); const p = start(); 0");
  for (int i = 0; i < 2; i++) {
    CHECK(mote_async_resolve(operations[i], mote_int32(1)));
    CHECK(!mote_async_reject(operations[i], mote_int32(2)));
    CHECK(!mote_async_resolve(operations[i], mote_int32(3)));
  }
  run(vm, "p.then((v) => say('promise', v)); 0");
  CHECK(shows(vm, run(vm, "log"), "got 1,promise 1") && mote_async_pending(vm) == 0);
  end_vm(vm);
}

static void ordinary_call_gives_a_promise(void) {
  MoteVm *vm = new_vm(NULL);
  run(vm, "const p = start(); for (const n of ['a', 'b', 'c']) (async () => say(n, await p))();"
          "say(p instanceof Promise, Reflect.ownKeys(p).length); 0");
  CHECK(mote_async_resolve(last(), mote_int32(4)));
  CHECK(shows(vm, run(vm, "log"), "true 0,a 4,b 4,c 4"));
  end_vm(vm);
}

/* However it is called, it is awaited in the same way. */
static void all_kinds_of_calls(void) {
  MoteVm *vm = new_vm(NULL);
  run(vm,
      "const o = { start }; class Base { run() { return start(); } }"
      "class Derived extends Base { async run() { say('super', await super.run()); } }"
      "const calls = [async () => await start(), async () => await o.start(), async () => await "
      "o?.start?.(),"
      " async () => await start(...[1]), async () => await start``, async () => await "
      "start.call(null),"
      " async () => await start.apply(null, []), async () => await start.bind(null)(),"
      " async () => await new Proxy(start, {})(), async () => await Reflect.apply(start, null, []),"
      " async () => start(), () => start()];"
      "calls.forEach(async (f, i) => say(i, await f())); new Derived().run(); 0");
  CHECK(operation_count == 13 && shows(vm, run(vm, "log"), ""));
  for (int i = 0; i < 13; i++) CHECK(mote_async_resolve(operations[i], mote_int32(i)));
  CHECK(shows(vm, run(vm, "log"), "0 0,1 1,2 2,3 3,4 4,5 5,6 6,7 7,8 8,9 9,10 10,11 11,super 12"));
  end_vm(vm);
}

static void called_from_c(void) {
  MoteVm *vm = new_vm(NULL);
  MoteValue function, promise, result;
  CHECK(mote_get(vm, mote_global(vm), "start", &function));
  CHECK(mote_call(vm, function, mote_undefined(), NULL, 0, &promise));
  CHECK(mote_promise_state(vm, promise, NULL) == MOTE_PENDING);
  CHECK(mote_async_resolve(last(), mote_int32(9)));
  CHECK(mote_promise_state(vm, promise, &result) == MOTE_FULFILLED && shows(vm, result, "9"));
  end_vm(vm);
}

static void settled_inside_another_host_function(void) {
  MoteVm *vm = new_vm(NULL);
  run(vm, "(async () => { say('got', await start()); })();"
          "say(settle(0, 'inside')); say(settle(0, 'again')); 0");
  CHECK(shows(vm, run(vm, "log"), "true,false,got inside"));
  end_vm(vm);
}

static void settled_by_a_job(void) {
  MoteVm *vm = new_vm(NULL);
  run(vm, "(async () => { say('got', await start()); })();"
          "queueMicrotask(() => { settle(0, 'by a job'); say('still in the job'); }); 0");
  CHECK(shows(vm, run(vm, "log"), "still in the job,got by a job"));
  end_vm(vm);
}

static void changes_of_mind(void) {
  MoteVm *vm = new_vm(NULL);
  run(vm, "(async () => { try { await startAndThrow(); } catch (e) { say(e.message); }"
          " say(await startAndReturn()); say(await startTwice()); })(); 0");
  CHECK(shows(vm, run(vm, "log"), "changed its mind,5") && operation_count == 4);
  CHECK(mote_async_resolve(operations[0], mote_int32(1)) &&
        mote_async_resolve(operations[1], mote_int32(2)));
  CHECK(mote_async_resolve(operations[2], mote_int32(3)) && shows(vm, run(vm, "log.length"), "2"));
  CHECK(mote_async_resolve(operations[3], mote_int32(4)) && shows(vm, run(vm, "log[2]"), "4"));
  end_vm(vm);
}

static void callback_checks_its_arguments(void) {
  MoteVm *vm = new_vm(NULL);
  MoteValue callback;
  run(vm, "(async () => { try { await start(); } catch (e) { say('caught', e); } })(); 0");
  CHECK(mote_async_callback(vm, last(), &callback));
  CHECK(mote_set(vm, mote_global(vm), "callback", callback));
  run(vm,
      "for (const wrong of [[], [undefined, 1], [1, 2], ['true'], [{}], [null]])"
      " try { callback(...wrong); say('no error'); } catch (e) { say(e instanceof TypeError); }");
  CHECK(shows(vm, run(vm, "log.join()"), "true,true,true,true,true,true"));
  CHECK(shows(vm, run(vm, "log = []; callback(false, 'reason')"), "true"));
  CHECK(shows(vm, run(vm, "callback(true, 1) || callback(false)"), "false"));
  CHECK(shows(vm, run(vm, "log"), "caught reason"));
  end_vm(vm);
}

/* What only a pending operation leads to is kept at every collection. */
static void keeps_what_waits(void) {
  MoteVm *vm =
      new_vm(&(MoteVmOptions){.collect_every = 1, .poison_freed = true, .verify_heap = true});
  MoteValue callback, text;
  run(vm, "(async (a) => { const b = { text: 'lo' + 'cal' }; say(await start(), a.text, b.text); "
          "})({ text: 'argu' + 'ment' });"
          "{ const p = start(); const name = 'na' + 'me'; p.then((v) => say(v, name)); }"
          "(async () => { const kept = ['ca' + 'll', 'back']; say(await start(), kept.join('')); "
          "})(); 0");
  CHECK(mote_async_callback(vm, operations[2], &callback));
  MoteHandle *handle = mote_handle_create(vm, callback);
  CHECK(handle != NULL);
  for (int i = 0; i < 3; i++) mote_collect_garbage(vm);
  for (int i = 0; i < 2; i++) {
    CHECK(mote_string_format(vm, &text, "value %d", i));
    CHECK(mote_async_resolve(operations[i], text));
  }
  CHECK(mote_set(vm, mote_global(vm), "callback", mote_handle_get(handle)));
  run(vm, "callback(true, 'val' + 'ue 2')");
  CHECK(shows(vm, run(vm, "log"), "value 0 argument local,value 1 name,value 2 callback"));
  mote_handle_destroy(handle);
  end_vm(vm);
}

/* --- operations that nobody finishes --- */

typedef struct Listed {
  int count, with_position;
  uint32_t line;
} Listed;

static void list(MoteAsync *operation, const MotePosition *position, void *data) {
  Listed *listed = data;
  CHECK(!mote_async_is_settled(operation));
  listed->count++;
  if (position) {
    listed->with_position++;
    listed->line = position->line;
  }
}

static Listed abandoned;
static void on_abandoned(MoteVm *vm, const MotePosition *position) {
  (void)vm;
  abandoned.count++;
  if (!position) return;
  abandoned.with_position++;
  abandoned.line = position->line;
}

static void pending_ones_are_listed(void) {
  MoteVm *vm = new_vm(NULL);
  Listed listed = {0};
  run(vm, "(async () => {\n\n await start(); })(); const p = start(); start(); 0");
  mote_each_async(vm, list, &listed);
  CHECK(listed.count == 3 && listed.with_position == 1 && listed.line == 3);
  CHECK(mote_async_resolve(operations[0], mote_undefined()));
  listed = (Listed){0};
  mote_each_async(vm, list, &listed);
  CHECK(listed.count == 2 && listed.with_position == 0);
  end_vm(vm);
}

/* The function that waits for an operation which the host gives up is garbage. */
static void abandoned_ones_are_collected(void) {
  MoteVm *vm = new_vm(NULL);
  mote_set_hooks(vm, &(MoteHooks){.abandoned = on_abandoned});
  run(vm, "var reference; (async () => { const kept = { big: 'object' }; reference = new "
          "WeakRef(kept);\n"
          " await start(); say(kept); })(); (() => { start(); })(); const p = start(); 0");
  mote_collect_garbage(vm);
  CHECK(shows(vm, run(vm, "typeof reference.deref()"), "object"));
  for (int i = 0; i < 3; i++) mote_async_release(operations[i]);
  operation_count = 0;
  CHECK(abandoned.count == 2 && abandoned.with_position == 1 && abandoned.line == 2);
  CHECK(mote_async_pending(vm) == 0);
  mote_collect_garbage(vm);
  CHECK(shows(vm, run(vm, "typeof reference.deref()"), "undefined"));
  end_vm(vm);
}

/* Holds on an operation, and functions that settle it, may outlive the VM. */
static void after_the_end(void) {
  MoteVm *vm = new_vm(NULL);
  MoteValue callback;
  run(vm, "(async () => { await start(); })(); const p = start(); start(); 0");
  CHECK(mote_async_callback(vm, operations[0], &callback));
  MoteAsync *held[3];
  for (int i = 0; i < 3; i++) held[i] = mote_async_retain(operations[i]);
  end_vm(vm);
  for (int i = 0; i < 3; i++) {
    CHECK(mote_async_vm(held[i]) == NULL && !mote_async_is_settled(held[i]));
    CHECK(!mote_async_resolve(held[i], mote_int32(1)) &&
          !mote_async_reject(held[i], mote_int32(1)));
    CHECK(!mote_async_reject_pending(held[i]));
    mote_async_release(held[i]);
  }
}

int main(void) {
  ignored_costs_nothing();
  awaited_costs_a_continuation();
  awaited_resumes_when_settled();
  settling_at_once_waits_for_the_job();
  later_settlements_change_nothing();
  ordinary_call_gives_a_promise();
  all_kinds_of_calls();
  called_from_c();
  settled_inside_another_host_function();
  settled_by_a_job();
  changes_of_mind();
  callback_checks_its_arguments();
  keeps_what_waits();
  pending_ones_are_listed();
  abandoned_ones_are_collected();
  after_the_end();
  return embed_result();
}
