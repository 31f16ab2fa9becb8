/* SPDX-License-Identifier: MIT */
/* async_host.c: async host functions: when their callers go on, and what settling late, twice, or from
 * elsewhere does. */
#include "embed.h"

#include <pthread.h>

static MoteAsync *operations[16];
static int operation_count;

/* start(): the host settles it later. */
static bool start(MoteVm *vm, MoteCall *call) {
  MoteAsync *operation = mote_async_start(vm, call);
  if (!operation) return false;
  operations[operation_count++] = operation;
  return true;
}

/* instantly(x): settled before the function returns. */
static bool instantly(MoteVm *vm, MoteCall *call) {
  MoteAsync *operation = mote_async_start(vm, call);
  if (!operation) return false;
  bool first = mote_async_resolve(operation, mote_argument(call, 0));
  bool second = mote_async_reject(operation, mote_int32(1));
  mote_async_release(operation);
  CHECK(first && !second);
  return true;
}

/* at_once(ok, x): returns or throws x, asynchronously. */
static bool at_once(MoteVm *vm, MoteCall *call) {
  MoteValue value = mote_argument(call, 1);
  bool ok = mote_as_boolean(vm, mote_argument(call, 0)) || mote_throw(vm, value);
  return mote_async_return(vm, call, ok, value);
}

static MoteAsync *last(void) { return operations[operation_count - 1]; }

static MoteVm *new_vm(const MoteVmOptions *options) {
  MoteVm *vm = mote_vm_create(options);
  CHECK(mote_define_function(vm, mote_global(vm), "start", start, 0));
  CHECK(mote_define_function(vm, mote_global(vm), "instantly", instantly, 1));
  CHECK(mote_define_function(vm, mote_global(vm), "at_once", at_once, 2));
  run(vm, "var log = []; 0");
  operation_count = 0;
  return vm;
}

static void release_all(void) {
  for (int i = 0; i < operation_count; i++) mote_async_release(operations[i]);
  operation_count = 0;
}

static void awaited(void) {
  MoteVm *vm = new_vm(NULL);
  run(vm, "(async () => { log.push('before'); log.push(await start()); })(); 0");
  CHECK(shows(vm, run(vm, "log"), "before") && mote_async_pending(vm) == 1);
  CHECK(mote_async_resolve(last(), mote_int32(7)) && mote_async_is_settled(last()));
  CHECK(shows(vm, run(vm, "log"), "before,7"));
  CHECK(!mote_async_resolve(last(), mote_int32(8)) && !mote_async_reject(last(), mote_int32(9)));
  CHECK(shows(vm, run(vm, "log"), "before,7") && mote_async_pending(vm) == 0);
  run(vm, "(async () => { try { await start(); } catch (e) { log.push('caught ' + e); } })(); 0");
  CHECK(mote_async_reject(last(), mote_int32(5)));
  CHECK(shows(vm, run(vm, "log"), "before,7,caught 5"));
  release_all();
  mote_vm_destroy(vm);
}

static void ignored_and_shared(void) {
  MoteVm *vm = new_vm(NULL);
  run(vm, "start(); 0");
  CHECK(mote_async_resolve(last(), mote_int32(1)));
  run(vm, "const p = start(); (async () => log.push('a' + await p))();"
          "(async () => log.push('b' + await p))(); 0");
  CHECK(shows(vm, run(vm, "p instanceof Promise"), "true"));
  CHECK(mote_async_resolve(last(), mote_int32(2)) && shows(vm, run(vm, "log"), "a2,b2"));
  release_all();
  mote_vm_destroy(vm);
}

static void instant(void) {
  MoteVm *vm = new_vm(NULL);
  run(vm, "(async () => { log.push(await instantly('i')); })(); log.push('sync'); 0");
  CHECK(shows(vm, run(vm, "log"), "sync,i"));
  run(vm, "(async () => { log.push(await instantly(Promise.resolve('adopted'))); })(); 0");
  CHECK(shows(vm, run(vm, "log"), "sync,i,adopted"));
  mote_vm_destroy(vm);
}

static void returned(void) {
  MoteVm *vm = new_vm(NULL);
  run(vm, "(async () => { log.push(await at_once(true, 'r')); })(); log.push('sync'); 0");
  CHECK(shows(vm, run(vm, "log"), "sync,r"));
  run(vm, "at_once(false, 'e').catch((e) => log.push('caught ' + e)); log.push('not thrown'); 0");
  CHECK(shows(vm, run(vm, "log"), "sync,r,not thrown,caught e"));
  mote_vm_destroy(vm);
}

static void finished(void) {
  MoteVm *vm = new_vm(NULL);
  run(vm, "(async () => { log.push(await start()); })(); 0");
  mote_async_finish(operations[--operation_count], true, mote_int32(1));
  CHECK(shows(vm, run(vm, "log"), "1") && mote_async_pending(vm) == 0);
  run(vm, "(async () => { try { await start(); } catch (e) { log.push('caught ' + e); } })(); 0");
  bool thrown = mote_throw(vm, mote_int32(2));
  mote_async_finish(operations[--operation_count], thrown, mote_undefined());
  CHECK(shows(vm, run(vm, "log"), "1,caught 2") && mote_async_pending(vm) == 0);
  mote_vm_destroy(vm);
}

static void as_a_function(void) {
  MoteVm *vm = new_vm(NULL);
  MoteValue settle;
  run(vm, "(async () => { log.push(await start()); })(); 0");
  CHECK(mote_async_callback(vm, last(), &settle));
  CHECK(mote_set(vm, mote_global(vm), "settle", settle));
  CHECK(shows(vm, run(vm, "try { settle(1, 2) } catch (e) { e.name }"), "TypeError"));
  CHECK(shows(vm, run(vm, "settle(true, 'done') + ' ' + settle(false, 'again')"), "true false"));
  CHECK(shows(vm, run(vm, "log"), "done"));
  release_all();
  mote_vm_destroy(vm);
}

static void survives_collections(void) {
  MoteVmOptions options = {.collect_every = 1, .poison_freed = true};
  MoteVm *vm = new_vm(&options);
  run(vm, "(async (kept) => { log.push(await start(), kept.text); })({ text: 'ke' + 'pt' }); 0");
  mote_collect_garbage(vm);
  MoteValue text;
  CHECK(mote_string(vm, "value", 5, &text) && mote_async_resolve(last(), text));
  CHECK(shows(vm, run(vm, "log"), "value,kept"));
  release_all();
  mote_vm_destroy(vm);
}

static void after_the_end(void) {
  MoteVm *vm = new_vm(NULL);
  run(vm, "(async () => { await start(); })(); 0");
  CHECK(mote_async_vm(last()) == vm);
  mote_vm_destroy(vm);
  CHECK(mote_async_vm(last()) == NULL);
  CHECK(!mote_async_resolve(last(), mote_undefined()));
  CHECK(!mote_async_reject(last(), mote_undefined()));
  release_all();
}

/* --- from another thread --- */

static void settle_here(MoteVm *vm, void *data) {
  if (vm) mote_async_resolve(data, mote_int32(42));
}
static int wakeups;
static void wake(void *user) { __atomic_add_fetch((int *)user, 1, __ATOMIC_SEQ_CST); }
static int dropped;
static void count_dropped(MoteVm *vm, void *data) {
  (void)data;
  if (!vm) dropped++;
}

static void *other_thread(void *data) {
  CHECK(mote_post(data, settle_here, last()));
  mote_port_release(data);
  return NULL;
}

static void from_another_thread(void) {
  MoteVm *vm = new_vm(NULL);
  MotePort *port = mote_port_open(vm, wake, &wakeups);
  pthread_t thread;
  CHECK(port != NULL);
  run(vm, "(async () => { log.push(await start()); })(); 0");
  CHECK(pthread_create(&thread, NULL, other_thread, mote_port_retain(port)) == 0);
  pthread_join(thread, NULL);
  CHECK(wakeups == 1 && shows(vm, run(vm, "log"), ""));
  CHECK(mote_run_posted(vm, port) == 1 && shows(vm, run(vm, "log"), "42"));
  CHECK(mote_post(port, count_dropped, NULL));
  mote_vm_destroy(vm);
  CHECK(dropped == 1 && !mote_post(port, count_dropped, NULL) && dropped == 1);
  mote_port_release(port);
  release_all();
}

/* --- threads that go on when the VM ends --- */

enum { THREADS = 3, OPERATIONS = 200 };

typedef struct Settler {
  MotePort *port;
  MoteAsync *operations[OPERATIONS];
  int settled, too_late, dropped; /* by run with a VM, after a refused post, by run without one */
  struct Posted {
    struct Settler *settler;
    MoteAsync *operation;
  } posted[OPERATIONS];
} Settler;

static void settle_or_drop(MoteVm *vm, void *data) {
  struct Posted *posted = data;
  bool settled = mote_async_resolve(posted->operation, mote_int32(1));
  CHECK(settled == (vm != NULL));
  if (settled) posted->settler->settled++;
  else posted->settler->dropped++;
  mote_async_release(posted->operation);
}

/* When a post is refused, the VM is gone, and the operation is this thread's. */
static void *settle_all(void *data) {
  Settler *settler = data;
  for (int i = 0; i < OPERATIONS; i++) {
    settler->posted[i] = (struct Posted){settler, settler->operations[i]};
    if (mote_post(settler->port, settle_or_drop, &settler->posted[i])) continue;
    CHECK(mote_async_vm(settler->operations[i]) == NULL);
    CHECK(!mote_async_resolve(settler->operations[i], mote_int32(1)));
    mote_async_release(settler->operations[i]);
    settler->too_late++;
  }
  mote_port_release(settler->port);
  return NULL;
}

static void ends_while_threads_settle(int rounds) {
  static Settler settlers[THREADS];
  pthread_t threads[THREADS];
  MoteVm *vm = new_vm(NULL);
  MotePort *port = mote_port_open(vm, wake, &wakeups);
  CHECK(port);
  run(vm, "async function wait() { await start(); log.push(1); } 0");
  for (int t = 0; t < THREADS; t++) {
    settlers[t] = (Settler){.port = mote_port_retain(port)};
    for (int i = 0; i < OPERATIONS; i++) {
      operation_count = 0;
      run(vm, "wait(); 0");
      settlers[t].operations[i] = last();
    }
  }
  operation_count = 0;
  for (int t = 0; t < THREADS; t++)
    CHECK(pthread_create(&threads[t], NULL, settle_all, &settlers[t]) == 0);
  for (int i = 0; i < rounds; i++) mote_run_posted(vm, port);
  double went_on = mote_as_number(vm, run(vm, "log.length"));
  mote_vm_destroy(vm);
  mote_port_release(port);
  int settled = 0;
  for (int t = 0; t < THREADS; t++) {
    pthread_join(threads[t], NULL);
    settled += settlers[t].settled;
    CHECK(settlers[t].settled + settlers[t].too_late + settlers[t].dropped == OPERATIONS);
  }
  CHECK(settled == went_on);
}

int main(void) {
  awaited();
  ignored_and_shared();
  instant();
  returned();
  finished();
  as_a_function();
  survives_collections();
  after_the_end();
  from_another_thread();
  for (int rounds = 0; rounds < 20; rounds++) ends_while_threads_settle(rounds * 20);
  return embed_result();
}
