/* SPDX-License-Identifier: MIT */
/* message.c: messages' memory, and the error of what cannot be one. */
#include "builtins/message.h"

#include <stdlib.h>

Message *message_create(const void *bytes, size_t length) {
  Message *message = calloc(1, sizeof *message);
  if (!message) return NULL;
  message->holds = 1;
  buffer_append(&message->bytes, bytes, length);
  if (buffer_ok(&message->bytes)) return message;
  message_release(message);
  return NULL;
}

static void part_destroy(MessagePart *part, bool is_secret) {
  if (part->kind == PART_HOST) {
    if (part->host.release) part->host.release(part->host.data);
  } else if (part->kind == PART_SHARED) {
    shared_bytes_release(part->shared);
  } else if (part->lender) {
    if (part->lender->release) part->lender->release(part->data, part->lender->user);
    free(part->lender);
  } else {
    if (is_secret && part->data) explicit_bzero(part->data, part->length);
    free(part->data);
  }
}

void message_release(Message *message) {
  if (!message || --message->holds) return;
  for (uint32_t i = 0; i < message->parts.length; i++)
    part_destroy(&message->parts.items[i], message->bytes.is_secret);
  MessageParts_destroy(&message->parts);
  buffer_destroy(&message->bytes);
  free(message);
}

/* DOMException's legacy code of DataCloneError. */
#define DATA_CLONE_CODE 25

/* For embedders without DOMException. */
static bool throw_plain_data_clone_error(Vm *vm, const char *message) {
  throw_error(vm, ERROR_KIND_ERROR, ERROR_MESSAGE, message);
  Value error = exception_take(vm);
  String *name = string_intern_ascii(vm, "DataCloneError");
  String *code = string_intern_ascii(vm, "code");
  TRY(name && code);
  Object *o = value_as_object(error);
  TRY(define_value(vm, o, vm->names.name, value_string(name), PROPERTY_HIDDEN));
  TRY(define_value(vm, o, key_from_name(code), value_int(DATA_CLONE_CODE), PROPERTY_HIDDEN));
  return throw_value(vm, error);
}

bool throw_data_clone_error(Vm *vm, const char *message) {
  if (vm->hooks && vm->hooks->throw_data_clone)
    return vm->hooks->throw_data_clone(vm, message, vm->hooks->data);
  return throw_plain_data_clone_error(vm, message);
}
