/* SPDX-License-Identifier: MIT */
/* api_inspect.c: what an inspector wants to know of values, without running JavaScript; and JSON. */
#include <math.h>

#include "api/api.h"
#include "builtins/json.h"
#include "ops/iterate.h"
#include "value/buffer_object.h"
#include "value/weak.h"

/* --- kinds --- */

static const uint8_t kinds[CELL_TYPE_COUNT] = {
    [CELL_OBJECT] = MOTE_KIND_OBJECT,
    [CELL_ARRAY] = MOTE_KIND_ARRAY,
    [CELL_FUNCTION] = MOTE_KIND_FUNCTION,
    [CELL_NATIVE_FUNCTION] = MOTE_KIND_FUNCTION,
    [CELL_BOUND_FUNCTION] = MOTE_KIND_FUNCTION,
    [CELL_PROXY] = MOTE_KIND_PROXY,
    [CELL_ERROR] = MOTE_KIND_ERROR,
    [CELL_PRIMITIVE_OBJECT] = MOTE_KIND_BOXED,
    [CELL_ARGUMENTS] = MOTE_KIND_ARGUMENTS,
    [CELL_GLOBAL] = MOTE_KIND_GLOBAL,
    [CELL_NAMESPACE] = MOTE_KIND_NAMESPACE,
    [CELL_PROMISE_PENDING] = MOTE_KIND_PROMISE,
    [CELL_PROMISE_PENDING_HANDLED] = MOTE_KIND_PROMISE,
    [CELL_PROMISE_FULFILLED] = MOTE_KIND_PROMISE,
    [CELL_PROMISE_REJECTED] = MOTE_KIND_PROMISE,
    [CELL_PROMISE_REJECTED_HANDLED] = MOTE_KIND_PROMISE,
    [CELL_GENERATOR] = MOTE_KIND_GENERATOR,
    [CELL_ASYNC_GENERATOR] = MOTE_KIND_ASYNC_GENERATOR,
    [CELL_MAP] = MOTE_KIND_MAP,
    [CELL_SET] = MOTE_KIND_SET,
    [CELL_WEAK_MAP] = MOTE_KIND_WEAK_MAP,
    [CELL_WEAK_SET] = MOTE_KIND_WEAK_SET,
    [CELL_WEAK_REF] = MOTE_KIND_WEAK_REF,
    [CELL_FINALIZATION_REGISTRY] = MOTE_KIND_FINALIZATION_REGISTRY,
    [CELL_ITERATOR] = MOTE_KIND_ITERATOR,
    [CELL_DISPOSABLE_STACK] = MOTE_KIND_DISPOSABLE_STACK,
    [CELL_RAW_JSON] = MOTE_KIND_OBJECT,
    [CELL_DATE] = MOTE_KIND_DATE,
    [CELL_REGEXP] = MOTE_KIND_REGEXP,
    [CELL_ARRAY_BUFFER] = MOTE_KIND_ARRAY_BUFFER,
    [CELL_TYPED_ARRAY] = MOTE_KIND_TYPED_ARRAY,
    [CELL_DATA_VIEW] = MOTE_KIND_DATA_VIEW,
    [CELL_HOST_OBJECT] = MOTE_KIND_INSTANCE,
};

MoteKind mote_kind(MoteVm *vm, MoteValue value) {
  Value v = api_value(api_vm(vm), value);
  if (!value_is_object(v)) return MOTE_KIND_NONE;
  MoteKind kind = kinds[cell_type(value_as_cell(v))];
  if (kind != MOTE_KIND_ITERATOR) return kind;
  switch (((const IteratorObject *)(const void *)value_as_cell(v))->kind & 0xff) {
    case ITERATOR_OF_MAP: return MOTE_KIND_MAP_ITERATOR;
    case ITERATOR_OF_SET: return MOTE_KIND_SET_ITERATOR;
    default: return kind;
  }
}

MoteFunctionInfo mote_function_info(MoteVm *mote, MoteValue function) {
  Vm *vm = api_vm(mote);
  Value v = api_value(vm, function);
  MoteFunctionInfo info = {0};
  if (!value_is_type(v, CELL_FUNCTION)) {
    info.is_native = value_is_type(v, CELL_NATIVE_FUNCTION);
    return info;
  }
  uint32_t flags = function_code_head(vm, value_as_function(v))->flags;
  info.is_class = flags & (CODE_CLASS_BASE | CODE_CLASS_DERIVED);
  info.is_async = flags & CODE_ASYNC;
  info.is_generator = flags & CODE_GENERATOR;
  return info;
}

/* --- parts --- */

MoteValue mote_boxed_value(MoteVm *vm, MoteValue object) {
  Value v = api_value(api_vm(vm), object);
  if (!value_is_type(v, CELL_PRIMITIVE_OBJECT)) return mote_undefined();
  const PrimitiveObject *boxed = (const PrimitiveObject *)(const void *)value_as_cell(v);
  return api_mote_value(slot_load(api_vm(vm), boxed->value));
}

void mote_proxy_parts(MoteVm *mote, MoteValue value, MoteValue *target, MoteValue *handler) {
  Vm *vm = api_vm(mote);
  const Proxy *proxy = (const Proxy *)(const void *)value_as_cell(api_value(vm, value));
  *target = api_mote_value(slot_load(vm, proxy->target));
  *handler = api_mote_value(slot_load(vm, proxy->handler));
}

double mote_date_time(MoteVm *vm, MoteValue date) {
  Value v = api_value(api_vm(vm), date);
  if (!value_is_type(v, CELL_DATE)) return NAN;
  return ((const DateObject *)(const void *)value_as_cell(v))->time;
}

bool mote_weak_ref_target(MoteVm *vm, MoteValue weak_ref, MoteValue *out) {
  Value target, v = api_value(api_vm(vm), weak_ref);
  TRY(weak_ref_deref(api_vm(vm), (WeakRef *)(void *)value_as_cell(v), &target));
  return api_give(out, target);
}

bool mote_describe(MoteVm *vm, MoteValue value, MoteValue *out) {
  char text[256];
  value_describe(api_vm(vm), api_value(api_vm(vm), value), text, sizeof text);
  return mote_string(vm, text, strlen(text), out);
}

/* --- JSON --- */

bool mote_json_parse(MoteVm *mote, const char *text, size_t length, MoteValue *out) {
  Vm *vm = api_vm(mote);
  Value value;
  String *string = string_new_utf8(vm, text, api_length(text, length));
  TRY(string);
  TRY(json_read(vm, string, &value, NULL));
  return api_give(out, value);
}

bool mote_json_stringify(MoteVm *mote, MoteValue value, unsigned indent, MoteValue *out) {
  Vm *vm = api_vm(mote);
  Value args[] = {api_value(vm, value), value_null(vm), value_int((int32_t)indent)};
  Call call = {.this_value = value_undefined(vm),
               .new_target = value_undefined(vm),
               .callee = value_undefined(vm),
               .args = args,
               .argc = 3,
               .result = value_undefined(vm)};
  api_enter(vm);
  TRY(api_leave(vm, json_stringify(vm, &call)));
  return api_give(out, call.result);
}
