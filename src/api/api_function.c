/* SPDX-License-Identifier: MIT */
/* api_function.c: host functions, and calls from the host.
 *
 * All host functions share one native function, host_function, which finds the C function by the
 * number in the first data slot of the function object; the second slot, if there is one, is the host's
 * data. */
#include <stdlib.h>

#include "api/api.h"
#include "async/operation.h"
#include "base/hash.h"
#include "ops/call.h"
#include "value/weak.h"

enum { DATA_NUMBER, DATA_VALUE };

static bool host_function(Vm *vm, Call *call) {
  const NativeFunctionObject *self = value_as_native(call->callee);
  int32_t number = value_as_int(slot_load(vm, self->data[DATA_NUMBER]));
  MoteCall host_call = {vm, call};
  bool ok = vm->api->functions.items[number](api_mote_vm(vm), &host_call);
  if (call->offered) operation_hand_to_await(vm, call, ok && value_is_none(vm->exception));
  if (unlikely(!ok && value_is_none(vm->exception)))
    return throw_error(vm, ERROR_KIND_ERROR, ERROR_MESSAGE,
                       "A host function failed without saying why");
  if (unlikely(ok && !value_is_none(vm->exception))) return false;
  return ok;
}

/* Rows for native_new: no object that JavaScript could reach. */
static const BuiltinProperty host_functions[] = {INTERNAL("host function", host_function, 0)};
const BuiltinObject host_functions_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_NONE,
    .properties = host_functions,
    .property_count = array_length(host_functions),
};

/* --- numbers of C functions --- */

static uint32_t *function_place(const HostFunctions *table, MoteFunction function) {
  uint32_t mask = table->capacity - 1;
  uint32_t at = hash_uint64((uint64_t)(uintptr_t)function) & mask;
  while (table->places[at] && table->items[table->places[at] - 1] != function) at = (at + 1) & mask;
  return &table->places[at];
}

static bool functions_resize(HostFunctions *table, uint32_t capacity) {
  MoteFunction *items = realloc(table->items, capacity * sizeof *items);
  if (!items) return false;
  table->items = items;
  uint32_t *places = calloc(capacity, sizeof *places);
  if (!places) return false;
  free(table->places);
  table->places = places;
  table->capacity = capacity;
  for (uint32_t i = 0; i < table->count; i++) *function_place(table, table->items[i]) = i + 1;
  return true;
}

bool api_functions_init(Vm *vm) { return functions_resize(&vm->api->functions, 256); }

void api_functions_destroy(Vm *vm) {
  free(vm->api->functions.items);
  free(vm->api->functions.places);
}

static bool function_number(Vm *vm, MoteFunction function, uint32_t *out) {
  HostFunctions *table = &vm->api->functions;
  uint32_t *place = function_place(table, function);
  if (!*place) {
    if (table->count >= table->capacity / 2) {
      if (!functions_resize(table, table->capacity * 2)) return throw_out_of_memory(vm);
      place = function_place(table, function);
    }
    table->items[table->count++] = function;
    *place = table->count;
  }
  *out = *place - 1;
  return true;
}

/* --- function objects --- */

NativeFunctionObject *api_function_object(Vm *vm, MoteFunction function, const char *name,
                                          uint32_t length, uint32_t flags, Value data) {
  uint32_t number;
  TRY_NULL(function_number(vm, function, &number));
  bool has_data = !value_is_undefined(vm, data);
  NativeFunctionObject *f = native_new(vm, host_function, name, length, DATA_VALUE + has_data);
  if (!f) return NULL;
  f->flags |= flags;
  slot_store(vm, f, &f->data[DATA_NUMBER], value_int((int32_t)number));
  if (has_data) slot_store(vm, f, &f->data[DATA_VALUE], data);
  return f;
}

bool mote_function_new(MoteVm *mote, MoteFunction function, const char *name, uint32_t length,
                       MoteValue data, MoteValue *out) {
  Vm *vm = api_vm(mote);
  return api_give_cell(out,
                       api_function_object(vm, function, name, length, 0, api_value(vm, data)));
}

bool mote_define_function(MoteVm *vm, MoteValue object, const char *name, MoteFunction function,
                          uint32_t length) {
  MoteValue f;
  return mote_function_new(vm, function, name, length, mote_undefined(), &f) &&
         mote_define(vm, object, name, f, MOTE_HIDDEN);
}

/* --- a host function's view of its call --- */

uint32_t mote_argument_count(const MoteCall *call) { return call->call->argc; }
MoteValue mote_argument(const MoteCall *call, uint32_t index) {
  return api_mote_value(call_arg(call->vm, call->call, index));
}
MoteValue mote_this(const MoteCall *call) { return api_mote_value(call->call->this_value); }
MoteValue mote_new_target(const MoteCall *call) { return api_mote_value(call->call->new_target); }
MoteValue mote_callee(const MoteCall *call) { return api_mote_value(call->call->callee); }
MoteValue mote_function_data(const MoteCall *call) {
  const NativeFunctionObject *self = value_as_native(call->call->callee);
  if (self->data_count <= DATA_VALUE) return mote_undefined();
  return api_mote_value(slot_load(call->vm, self->data[DATA_VALUE]));
}

MoteValue mote_result(const MoteCall *call) { return api_mote_value(call->call->result); }
bool mote_return(MoteCall *call, MoteValue value) {
  return call_return(call->call, api_value(call->vm, value));
}
bool mote_return_number(MoteCall *call, double number) {
  return call_return_number(call->call, number);
}
bool mote_return_boolean(MoteCall *call, bool boolean) {
  return call_return_bool(call->vm, call->call, boolean);
}
bool mote_return_string(MoteCall *call, const char *utf8, size_t length) {
  MoteValue text;
  return mote_string(api_mote_vm(call->vm), utf8, length, &text) && mote_return(call, text);
}

/* --- calls --- */

void api_enter(Vm *vm) { vm->api->depth++; }

bool api_leave(Vm *vm, bool ok) {
  Api *api = vm->api;
  api->depth--;
  if (!api->depth) {
    weak_clear_kept(vm);
    heap_expect_room(vm);
  }
  if (api->depth || api->job_policy != MOTE_JOBS_AFTER_CALL) return ok;
  Value exception = vm->exception;
  vm->exception = value_none();
  if (!mote_run_jobs(api_mote_vm(vm), 0)) return false;
  vm->exception = exception;
  return ok;
}

#define FEW_ARGUMENTS 16

/* Arguments as Values: on the C stack or, if there are many, in roots. */
typedef struct CallArguments {
  Value few[FEW_ARGUMENTS];
  RootVec many;
  const Value *items;
} CallArguments;

static bool arguments_init(Vm *vm, CallArguments *list, const MoteValue *arguments,
                           uint32_t count) {
  list->items = list->few;
  for (uint32_t i = 0; i < count && i < FEW_ARGUMENTS; i++)
    list->few[i] = api_value(vm, arguments[i]);
  if (count <= FEW_ARGUMENTS) return true;
  TRY(roots_init(vm, &list->many));
  for (uint32_t i = 0; i < count; i++) {
    if (roots_push(vm, &list->many, api_value(vm, arguments[i]))) continue;
    root_vec_destroy(&list->many);
    return false;
  }
  list->items = list->many.items;
  return true;
}

static void arguments_destroy(CallArguments *list) {
  if (list->items != list->few) root_vec_destroy(&list->many);
}

bool mote_call(MoteVm *mote, MoteValue function, MoteValue this_value, const MoteValue *arguments,
               uint32_t count, MoteValue *out) {
  Vm *vm = api_vm(mote);
  CallArguments list;
  Value result;
  TRY(arguments_init(vm, &list, arguments, count));
  api_enter(vm);
  bool ok = call_function(vm, api_value(vm, function), api_value(vm, this_value), list.items, count,
                          &result);
  arguments_destroy(&list);
  TRY(api_leave(vm, ok));
  if (out) *out = api_mote_value(result);
  return true;
}

bool mote_construct(MoteVm *mote, MoteValue constructor, const MoteValue *arguments, uint32_t count,
                    MoteValue *out) {
  Vm *vm = api_vm(mote);
  CallArguments list;
  Value result, f = api_value(vm, constructor);
  char text[128];
  if (!value_is_constructor(vm, f))
    return throw_type_error(vm, ERROR_NOT_CONSTRUCTOR, value_describe(vm, f, text, sizeof text));
  TRY(arguments_init(vm, &list, arguments, count));
  api_enter(vm);
  bool ok = construct(vm, f, list.items, count, f, &result);
  arguments_destroy(&list);
  TRY(api_leave(vm, ok));
  if (out) *out = api_mote_value(result);
  return true;
}

bool mote_invoke(MoteVm *vm, MoteValue object, const char *name, const MoteValue *arguments,
                 uint32_t count, MoteValue *out) {
  MoteValue method;
  return mote_get(vm, object, name, &method) &&
         mote_call(vm, method, object, arguments, count, out);
}
