/* SPDX-License-Identifier: MIT */
/* structured_clone.c: structuredClone   HTML, #dom-structuredclone */
#include "builtins/global.h"
#include "builtins/message.h"
#include "ops/iterate.h"

/* The sequence `transfer` of the options. */
static bool get_transfer_list(Vm *vm, Value options, RootVec *list) {
  Value transfer;
  if (value_is_nullish(vm, options)) return true;
  if (!value_is_object(options)) return throw_type_error(vm, ERROR_CLONE_OPTIONS);
  String *key = string_intern_ascii(vm, "transfer");
  TRY(key);
  TRY(get(vm, value_as_object(options), key_from_name(key), &transfer));
  return value_is_undefined(vm, transfer) || iterate_to_list(vm, transfer, list);
}

static bool clone_with_transfer(Vm *vm, Value v, Value options, RootVec *list, Value *out) {
  TRY(get_transfer_list(vm, options, list));
  for (size_t i = 0; i < list->count; i++)
    if (!value_is_object(list->items[i])) return throw_type_error(vm, ERROR_CLONE_TRANSFER);
  Message *message = message_write(vm, v, list, 0);
  TRY(message);
  bool ok = message_read(vm, message, out, NULL);
  message_release(message);
  return ok;
}

/* structuredClone ( value [ , options ] ) */
bool global_structured_clone(Vm *vm, Call *call) {
  if (call->argc == 0) return throw_type_error(vm, ERROR_VALUE_ARGUMENT_MISSING);
  /* Primitives are their own copies. */
  Value v = call->args[0];
  if (!value_is_object(v) && !value_is_symbol(v) && call->argc == 1) {
    call->result = v;
    return true;
  }
  RootVec list;
  TRY(roots_init(vm, &list));
  bool ok = clone_with_transfer(vm, v, call_arg(vm, call, 1), &list, &call->result);
  root_vec_destroy(&list);
  return ok;
}
