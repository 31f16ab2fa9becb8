/* SPDX-License-Identifier: MIT */
/* atomics_wait.c: Atomics.wait, waitAsync and notify.
 *
 * Who blocks is a Waiter on its own C stack, in the list of the memory (SharedBytes) that it waits
 * on; the list is the memory's, so it serves any number of VMs, and its lock is the critical section
 * of the specification's WaiterList. Who waits without blocking is an INTERNAL record of the fields
 * below, in the list vm->async_waiters; a VM notifies its own. */
#include "async/promise.h"
#include "builtins/atomics.h"
#include "builtins/native_await.h"
#include "vm/host_hooks.h"
#include "vm/interrupt.h"

#include <math.h>
#include <time.h>

/* How long a thread sleeps before it looks for an interrupt. */
#define SLICE_MILLISECONDS 10.0

typedef struct Waiter {
  struct Waiter *next;
  const uint8_t *at;
  bool notified;
} Waiter;

enum {
  ASYNC_WAITER_NEXT,    /* another record, or undefined */
  ASYNC_WAITER_BUFFER,
  ASYNC_WAITER_OFFSET,  /* in bytes, into the buffer */
  ASYNC_WAITER_PROMISE,
  ASYNC_WAITER_FIELDS,
};

/* --- what is waited for --- */

/* The arguments of DoWait, converted. */
typedef struct Wait {
  TypedArray *array;
  ArrayBuffer *buffer;
  double index;
  uint64_t expected; /* the element's bits */
  double timeout;    /* milliseconds; may be infinite */
} Wait;

static bool to_expected(Vm *vm, ElementType type, Value value, uint64_t *out) {
  int32_t integer;
  BigInt *bigint;
  if (type == ELEMENT_BIGINT64) {
    TRY(to_bigint(vm, value, &bigint));
    *out = bigint_to_uint64(bigint);
    return true;
  }
  TRY(to_int32(vm, value, &integer));
  *out = (uint32_t)integer;
  return true;
}

/* DoWait ( mode, typedArray, index, value, timeout ), the conversions   #sec-dowait */
static bool wait_from_arguments(Vm *vm, const Call *call, const char *method, Wait *out) {
  Value array = call_arg(vm, call, 0);
  TRY(validate_integer_typed_array(vm, array, true, method, &out->array));
  out->buffer = view_buffer(vm, out->array);
  if (!array_buffer_is_shared(out->buffer)) {
    char text[128];
    return throw_type_error(vm, ERROR_NOT_A_SHARED_ARRAY,
                            value_describe(vm, array, text, sizeof text));
  }
  TRY(validate_atomic_access(vm, out->array, call_arg(vm, call, 1), &out->index));
  TRY(to_expected(vm, (ElementType)out->array->kind, call_arg(vm, call, 2), &out->expected));
  TRY(to_number(vm, call_arg(vm, call, 3), &out->timeout));
  if (out->timeout != out->timeout) out->timeout = (double)INFINITY;
  if (out->timeout < 0) out->timeout = 0;
  return true;
}

static const uint8_t *wait_address(Vm *vm, const Wait *wait) {
  return view_data(vm, wait->array) + (size_t)wait->index * view_element_size(wait->array);
}

static bool is_as_expected(const Wait *wait, const uint8_t *at) {
  if (wait->array->kind == ELEMENT_INT32)
    return __atomic_load_n((const uint32_t *)(const void *)at, __ATOMIC_SEQ_CST) == wait->expected;
  return __atomic_load_n((const uint64_t *)(const void *)at, __ATOMIC_SEQ_CST) == wait->expected;
}

/* --- blocking --- */

static double now_milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static struct timespec timespec_of(double milliseconds) {
  double seconds = __builtin_floor(milliseconds / 1e3);
  return (struct timespec){(time_t)seconds, (long)((milliseconds - seconds * 1e3) * 1e6)};
}

/* AddWaiter, RemoveWaiter: the lock is held. */
static void add_waiter(SharedBytes *shared, Waiter *waiter) {
  if (shared->last_waiter) shared->last_waiter->next = waiter;
  else shared->first_waiter = waiter;
  shared->last_waiter = waiter;
}
static void remove_waiter(SharedBytes *shared, Waiter *waiter) {
  Waiter *before = NULL;
  for (Waiter *w = shared->first_waiter; w; before = w, w = w->next) {
    if (w != waiter) continue;
    if (before) before->next = w->next;
    else shared->first_waiter = w->next;
    if (shared->last_waiter == w) shared->last_waiter = before;
    return;
  }
}

/* Sleeps until it is notified, the time is over, or the VM is interrupted. The lock is held. */
static void sleep_as_waiter(Vm *vm, SharedBytes *shared, Waiter *waiter, double timeout) {
  double deadline = now_milliseconds() + timeout;
  add_waiter(shared, waiter);
  while (!waiter->notified && !vm->interrupt) {
    double now = now_milliseconds();
    if (now >= deadline) break;
    double left = deadline - now;
    struct timespec until =
        timespec_of(now + (left < SLICE_MILLISECONDS ? left : SLICE_MILLISECONDS));
    pthread_cond_timedwait(&shared->wake, &shared->lock, &until);
  }
  if (!waiter->notified) remove_waiter(shared, waiter);
}

/* Atomics.wait ( typedArray, index, value, timeout )   #sec-atomics.wait */
bool atomics_wait(Vm *vm, Call *call) {
  Wait wait;
  TRY(wait_from_arguments(vm, call, "Atomics.wait", &wait));
  if (!vm->can_block) return throw_type_error(vm, ERROR_CANNOT_BLOCK);
  SharedBytes *shared = wait.buffer->shared;
  Waiter waiter = {.at = wait_address(vm, &wait)};
  pthread_mutex_lock(&shared->lock);
  bool equal = is_as_expected(&wait, waiter.at);
  if (equal) sleep_as_waiter(vm, shared, &waiter, wait.timeout);
  pthread_mutex_unlock(&shared->lock);
  if (equal && !waiter.notified) TRY(check_interrupt(vm));
  const char *outcome = !equal ? "not-equal" : waiter.notified ? "ok" : "timed-out";
  return call_return_cell(call, string_intern_ascii(vm, outcome));
}

/* --- waiting without blocking --- */

static Slots *async_waiter_next(Vm *vm, Slots *waiter) {
  Value next = slot_load(vm, waiter->items[ASYNC_WAITER_NEXT]);
  return value_is_undefined(vm, next) ? NULL : (Slots *)value_as_cell(next);
}

static Slots *first_async_waiter(Vm *vm) {
  return value_is_none(vm->async_waiters) ? NULL : (Slots *)value_as_cell(vm->async_waiters);
}

static void set_async_next(Vm *vm, Slots *before, const Slots *waiter) {
  Value value = waiter ? value_cell(waiter) : value_undefined(vm);
  if (before) slot_store(vm, before, &before->items[ASYNC_WAITER_NEXT], value);
  else vm->async_waiters = waiter ? value : value_none();
}

/* Takes a waiter out of the list and settles its promise. */
static bool settle_async_waiter(Vm *vm, Slots *before, Slots *waiter, const char *outcome) {
  Value promise = slot_load(vm, waiter->items[ASYNC_WAITER_PROMISE]);
  String *text = string_intern_ascii(vm, outcome);
  TRY(text);
  set_async_next(vm, before, async_waiter_next(vm, waiter));
  return promise_fulfill(vm, value_as_promise(promise), value_string(text));
}

static bool add_async_waiter(Vm *vm, const Wait *wait, Promise *promise) {
  Slots *waiter = slots_new(vm, CELL_INTERNAL, ASYNC_WAITER_FIELDS), *last = NULL;
  TRY(waiter);
  double offset = (double)(wait_address(vm, wait) - wait->buffer->data);
  waiter->items[ASYNC_WAITER_NEXT] = slot_undefined();
  slot_store_cell(vm, waiter, &waiter->items[ASYNC_WAITER_BUFFER], wait->buffer);
  slot_store_cell(vm, waiter, &waiter->items[ASYNC_WAITER_PROMISE], promise);
  slot_store(vm, waiter, &waiter->items[ASYNC_WAITER_OFFSET], value_number(offset));
  for (Slots *w = first_async_waiter(vm); w; w = async_waiter_next(vm, w)) last = w;
  set_async_next(vm, last, waiter);
  return true;
}

/* The job of a timeout: the waiter with this promise, unless it has been notified, is told. */
bool atomics_wait_async_timeout(Vm *vm, Call *call) {
  Value promise = native_closure_state(vm, call);
  Slots *before = NULL;
  for (Slots *w = first_async_waiter(vm); w; before = w, w = async_waiter_next(vm, w))
    if (value_same_bits(slot_load(vm, w->items[ASYNC_WAITER_PROMISE]), promise))
      return settle_async_waiter(vm, before, w, "timed-out");
  return true;
}

/* EnqueueAtomicsWaitAsyncTimeoutJob: a host without timers never times out. */
static bool start_timeout(Vm *vm, double timeout, Promise *promise) {
  if (timeout == (double)INFINITY || !vm->hooks || !vm->hooks->start_timer) return true;
  NativeFunctionObject *function =
      native_closure_new(vm, atomics_wait_async_timeout, value_cell(promise));
  TRY(function);
  return vm->hooks->start_timer(vm, timeout, value_cell(function), vm->hooks->data);
}

/* { async, value } */
static bool wait_async_result(Vm *vm, Call *call, bool async, Value value) {
  String *async_name = string_intern_ascii(vm, "async");
  Object *result = object_new(vm, 2);
  TRY(async_name && result);
  TRY(create_data_property_or_throw(vm, result, key_from_name(async_name), value_bool(vm, async)));
  TRY(create_data_property_or_throw(vm, result, vm->names.value, value));
  return call_return_cell(call, result);
}

static bool wait_async_at_once(Vm *vm, Call *call, const char *outcome) {
  String *text = string_intern_ascii(vm, outcome);
  TRY(text);
  return wait_async_result(vm, call, false, value_string(text));
}

/* Atomics.waitAsync ( typedArray, index, value, timeout )   #sec-atomics.waitasync */
bool atomics_wait_async(Vm *vm, Call *call) {
  Wait wait;
  TRY(wait_from_arguments(vm, call, "Atomics.waitAsync", &wait));
  if (!is_as_expected(&wait, wait_address(vm, &wait)))
    return wait_async_at_once(vm, call, "not-equal");
  if (wait.timeout == 0) return wait_async_at_once(vm, call, "timed-out");
  Promise *promise = promise_new(vm);
  TRY(promise);
  TRY(add_async_waiter(vm, &wait, promise));
  TRY(start_timeout(vm, wait.timeout, promise));
  return wait_async_result(vm, call, true, value_cell(promise));
}

/* --- notifying --- */

/* Wakes up to `count` threads that block at an address; gives how many. */
static double notify_blocked(SharedBytes *shared, const uint8_t *at, double count) {
  double n = 0;
  pthread_mutex_lock(&shared->lock);
  for (Waiter *w = shared->first_waiter, *next; w && n < count; w = next) {
    next = w->next;
    if (w->at != at) continue;
    remove_waiter(shared, w);
    w->notified = true;
    n++;
  }
  if (n > 0) pthread_cond_broadcast(&shared->wake);
  pthread_mutex_unlock(&shared->lock);
  return n;
}

/* Settles up to `count` promises of this VM that wait for an address. */
static bool notify_async(Vm *vm, const SharedBytes *shared, const uint8_t *at, double count,
                         double *n) {
  Slots *before = NULL;
  for (Slots *w = first_async_waiter(vm), *next; w && *n < count; w = next) {
    next = async_waiter_next(vm, w);
    const ArrayBuffer *buffer = slot_cell_present(vm, w->items[ASYNC_WAITER_BUFFER]);
    double offset = value_as_number(slot_load(vm, w->items[ASYNC_WAITER_OFFSET]));
    if (buffer->shared == shared && buffer->data + (size_t)offset == at) {
      TRY(settle_async_waiter(vm, before, w, "ok"));
      ++*n;
    } else {
      before = w;
    }
  }
  return true;
}

/* Atomics.notify ( typedArray, index, count )   #sec-atomics.notify */
bool atomics_notify(Vm *vm, Call *call) {
  Wait wait;
  double count = (double)INFINITY;
  TRY(validate_integer_typed_array(vm, call_arg(vm, call, 0), true, "Atomics.notify", &wait.array));
  TRY(validate_atomic_access(vm, wait.array, call_arg(vm, call, 1), &wait.index));
  if (!value_is_undefined(vm, call_arg(vm, call, 2)))
    TRY(to_integer_or_infinity(vm, call->args[2], &count));
  const ArrayBuffer *buffer = view_buffer(vm, wait.array);
  if (!array_buffer_is_shared(buffer)) return call_return_number(call, 0);
  const uint8_t *at = wait_address(vm, &wait);
  double n = notify_blocked(buffer->shared, at, count);
  TRY(notify_async(vm, buffer->shared, at, count, &n));
  return call_return_number(call, n);
}
