/* SPDX-License-Identifier: MIT */
/* atomics_wait.c: Atomics.wait, waitAsync and notify. The lists of waiters are
 * async/waiter_list.c's. */
#include "async/waiter_list.h"
#include "builtins/atomics.h"
#include "builtins/native_await.h"
#include "vm/host_hooks.h"
#include "vm/interrupt.h"

#include <math.h>

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

/* Atomics.wait ( typedArray, index, value, timeout )   #sec-atomics.wait */
bool atomics_wait(Vm *vm, Call *call) {
  Wait wait;
  TRY(wait_from_arguments(vm, call, "Atomics.wait", &wait));
  if (!vm->can_block) return throw_type_error(vm, ERROR_CANNOT_BLOCK);
  const uint8_t *at = wait_address(vm, &wait);
  waiter_list_enter(wait.buffer);
  bool equal = is_as_expected(&wait, at);
  bool notified = equal && waiter_block(vm, wait.buffer, at, wait.timeout);
  waiter_list_leave(wait.buffer);
  if (equal && !notified) TRY(check_interrupt(vm));
  const char *outcome = !equal ? "not-equal" : notified ? "ok" : "timed-out";
  return call_return_cell(call, string_intern_ascii(vm, outcome));
}

/* --- waiting without blocking --- */

/* The job of a time limit. */
bool atomics_wait_async_timeout(Vm *vm, Call *call) {
  AsyncWaiter *waiter = async_waiter_of(vm, native_closure_state(vm, call));
  return !waiter || async_waiter_time_out(waiter);
}

/* EnqueueAtomicsWaitAsyncTimeoutJob: a host without timers never times out. */
static bool start_timeout(Vm *vm, double timeout, AsyncWaiter *waiter) {
  if (timeout == (double)INFINITY || !vm->hooks || !vm->hooks->start_timer) return true;
  NativeFunctionObject *function =
      native_closure_new(vm, atomics_wait_async_timeout, waiter->promise);
  TRY(function);
  return vm->hooks->start_timer(vm, timeout, value_cell(function), &waiter->timer, vm->hooks->data);
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

/* The critical section of DoWait. NULL: the waiter waits now; otherwise how it has ended. */
static const char *enter_list(Vm *vm, const Wait *wait, AsyncWaiter *waiter) {
  const char *outcome = NULL;
  waiter_list_enter(wait->buffer);
  if (!is_as_expected(wait, wait_address(vm, wait))) outcome = "not-equal";
  else if (wait->timeout == 0) outcome = "timed-out";
  else async_waiter_add(waiter);
  waiter_list_leave(wait->buffer);
  return outcome;
}

/* Atomics.waitAsync ( typedArray, index, value, timeout )   #sec-atomics.waitasync */
bool atomics_wait_async(Vm *vm, Call *call) {
  Wait wait;
  TRY(wait_from_arguments(vm, call, "Atomics.waitAsync", &wait));
  AsyncWaiter *waiter = async_waiter_new(vm, wait.buffer, wait_address(vm, &wait));
  TRY(waiter);
  const char *outcome = enter_list(vm, &wait, waiter);
  if (outcome) {
    async_waiter_free(waiter);
    return wait_async_at_once(vm, call, outcome);
  }
  TRY(start_timeout(vm, wait.timeout, waiter));
  return wait_async_result(vm, call, true, waiter->promise);
}

/* Atomics.notify ( typedArray, index, count )   #sec-atomics.notify */
bool atomics_notify(Vm *vm, Call *call) {
  Wait wait;
  double count = (double)INFINITY;
  TRY(validate_integer_typed_array(vm, call_arg(vm, call, 0), true, "Atomics.notify", &wait.array));
  TRY(validate_atomic_access(vm, wait.array, call_arg(vm, call, 1), &wait.index));
  if (!value_is_undefined(vm, call_arg(vm, call, 2)))
    TRY(to_integer_or_infinity(vm, call->args[2], &count));
  ArrayBuffer *buffer = view_buffer(vm, wait.array);
  if (!array_buffer_is_shared(buffer)) return call_return_number(call, 0);
  return call_return_number(call, waiter_notify(buffer, wait_address(vm, &wait), count));
}
