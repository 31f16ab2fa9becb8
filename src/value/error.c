/* SPDX-License-Identifier: MIT */
/* error.c: makes and throws the engine's own errors; their messages come from errors.def. */
#include "value/vm.h"

#include <stdarg.h>

#include "base/buffer.h"

static const char *const messages[ERROR_COUNT] = {
#define X(id, text) [ERROR_##id] = text,
#include "value/errors.def"
#undef X
};

static const uint16_t prototypes[ERROR_KIND_COUNT] = {
    [ERROR_KIND_ERROR] = INTRINSIC_ERROR_PROTOTYPE,
    [ERROR_KIND_EVAL] = INTRINSIC_EVAL_ERROR_PROTOTYPE,
    [ERROR_KIND_RANGE] = INTRINSIC_RANGE_ERROR_PROTOTYPE,
    [ERROR_KIND_REFERENCE] = INTRINSIC_REFERENCE_ERROR_PROTOTYPE,
    [ERROR_KIND_SYNTAX] = INTRINSIC_SYNTAX_ERROR_PROTOTYPE,
    [ERROR_KIND_TYPE] = INTRINSIC_TYPE_ERROR_PROTOTYPE,
    [ERROR_KIND_URI] = INTRINSIC_URI_ERROR_PROTOTYPE,
    [ERROR_KIND_AGGREGATE] = INTRINSIC_AGGREGATE_ERROR_PROTOTYPE,
    [ERROR_KIND_SUPPRESSED] = INTRINSIC_SUPPRESSED_ERROR_PROTOTYPE,
};

bool throw_value(Vm *vm, Value value) {
  vm->exception = value;
  return false;
}

Value exception_take(Vm *vm) {
  Value value = vm->exception;
  vm->exception = value_none();
  return value;
}

/* An error of its own, with its stack, if a little more memory than is allowed can be had for it. */
bool throw_out_of_memory(Vm *vm) {
  ErrorObject *error = NULL;
  vm->heap.exhausted = true;
  if (vm->interpreter && vm->realm && heap_begin_overdraft(vm)) {
    String *message = string_new_ascii(vm, messages[ERROR_OUT_OF_MEMORY]);
    error = message ? error_new(vm, ERROR_KIND_RANGE, message) : NULL;
    heap_end_overdraft(vm);
  }
  return throw_value(vm, error ? value_cell(error) : vm->out_of_memory_error);
}

ErrorObject *error_new(Vm *vm, ErrorKind kind, String *message) {
  ErrorObject *error =
      intrinsic_instance(vm, (IntrinsicId)prototypes[kind], CELL_ERROR, sizeof *error);
  if (!error) return NULL;
  if (message)
    TRY_NULL(object_add_own(vm, &error->base, vm->names.message, value_string(message),
                            PROPERTY_HIDDEN));
  if (vm->interpreter) error_capture_stack(vm, error);
  return error;
}

static String *format_message(Vm *vm, ErrorId id, va_list arguments) {
  Buffer text;
  buffer_init(&text);
  buffer_append_format_list(&text, messages[id], arguments);
  String *message = NULL;
  if (buffer_ok(&text)) message = string_new_utf8(vm, text.data ? text.data : "", text.length);
  else throw_out_of_memory(vm);
  buffer_destroy(&text);
  return message;
}

/* Before there is a realm, the message itself is thrown. */
static bool throw_formatted(Vm *vm, ErrorKind kind, ErrorId id, va_list arguments) {
  String *message = format_message(vm, id, arguments);
  if (!message) return false;
  if (!vm->realm) return throw_value(vm, value_string(message));
  ErrorObject *error = error_new(vm, kind, message);
  return error ? throw_value(vm, value_cell(error)) : false;
}

bool throw_error(Vm *vm, ErrorKind kind, ErrorId id, ...) {
  va_list arguments;
  va_start(arguments, id);
  throw_formatted(vm, kind, id, arguments);
  va_end(arguments);
  return false;
}

bool throw_type_error(Vm *vm, ErrorId id, ...) {
  va_list arguments;
  va_start(arguments, id);
  throw_formatted(vm, ERROR_KIND_TYPE, id, arguments);
  va_end(arguments);
  return false;
}

bool throw_range_error(Vm *vm, ErrorId id, ...) {
  va_list arguments;
  va_start(arguments, id);
  throw_formatted(vm, ERROR_KIND_RANGE, id, arguments);
  va_end(arguments);
  return false;
}

bool throw_reference_error(Vm *vm, ErrorId id, ...) {
  va_list arguments;
  va_start(arguments, id);
  throw_formatted(vm, ERROR_KIND_REFERENCE, id, arguments);
  va_end(arguments);
  return false;
}

bool throw_syntax_error(Vm *vm, ErrorId id, ...) {
  va_list arguments;
  va_start(arguments, id);
  throw_formatted(vm, ERROR_KIND_SYNTAX, id, arguments);
  va_end(arguments);
  return false;
}

bool throw_stack_overflow(Vm *vm) { return throw_range_error(vm, ERROR_STACK_OVERFLOW); }
