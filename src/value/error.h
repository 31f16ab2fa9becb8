/* SPDX-License-Identifier: MIT */
/* error.h: throwing errors whose messages come from errors.def.
 *
 * Every throw_ function sets the VM's exception and returns false, so that
 * `return throw_type_error(vm, ERROR_NOT_CALLABLE, …)` reads well. */
#ifndef VALUE_ERROR_H
#define VALUE_ERROR_H

#include "value/function.h"

typedef enum ErrorId {
#define X(id, text) ERROR_##id,
#include "value/errors.def"
#undef X
  ERROR_COUNT,
} ErrorId;

typedef enum ErrorKind {
  ERROR_KIND_ERROR,
  ERROR_KIND_EVAL,
  ERROR_KIND_RANGE,
  ERROR_KIND_REFERENCE,
  ERROR_KIND_SYNTAX,
  ERROR_KIND_TYPE,
  ERROR_KIND_URI,
  ERROR_KIND_AGGREGATE,
  ERROR_KIND_SUPPRESSED,
  ERROR_KIND_COUNT,
} ErrorKind;

typedef struct ErrorObject {
  Object base;
  Slot stack;  /* INTERNAL record of captured frames; none: none */
  Slot source_position; /* where it was thrown, for the code frame; none or an INTERNAL record */
  Slot stack_made; /* 1 once the `stack` property has been made (ops/exotic_error.c), else none */
} ErrorObject;

/* Sets the exception to a value. Always false. */
bool throw_value(Vm *vm, Value value);
/* New error of a kind in the current realm, its message from errors.def: printf-style, where
 * %s takes a C string (UTF-8), %u, %d and %g numbers. For values use value_describe. */
bool throw_error(Vm *vm, ErrorKind kind, ErrorId id, ...);
bool throw_type_error(Vm *vm, ErrorId id, ...);
bool throw_range_error(Vm *vm, ErrorId id, ...);
bool throw_reference_error(Vm *vm, ErrorId id, ...);
bool throw_syntax_error(Vm *vm, ErrorId id, ...);
/* RangeError "Out of memory", the preallocated one if there is no room for another. */
bool throw_out_of_memory(Vm *vm);
/* RangeError "Maximum call stack size exceeded". */
bool throw_stack_overflow(Vm *vm);

/* A short description of a value for messages, as engines do: "undefined", "\"abc\"", "42",
 * "#<Foo>", "[object Array]", "function foo". Writes at most `size` bytes with the NUL; gives
 * buf. Runs no JavaScript. */
const char *value_describe(Vm *vm, Value value, char *buf, size_t size);
/* The key for messages: foo, 3, Symbol(x). */
const char *key_describe(Vm *vm, PropertyKey key, char *buf, size_t size);

/* An error object with message and stack captured. NULL: exception. */
MUST_USE ErrorObject *error_new(Vm *vm, ErrorKind kind, String *message);
/* Fills error->stack with the frames running now (vm/stack_trace.c). */
void error_capture_stack(Vm *vm, ErrorObject *error);
/* The same, without the frames down to and including that of the function `above`, if it is running. */
void error_capture_stack_above(Vm *vm, ErrorObject *error, Value above);
/* The captured frames as text: "\n    at f (file:1:2)\n    at …". NULL: exception. (vm/stack_trace.c) */
MUST_USE String *error_frames_text(Vm *vm, ErrorObject *error);

/* Takes the pending exception away: for catching in C. */
Value exception_take(Vm *vm);

#define TRY(x)                        \
  do {                                \
    if (unlikely(!(x))) return false; \
  } while (0)
/* The specification's "!": cannot fail but for exhausted memory, which propagates too. */
#define MUST(x) TRY(x)
/* TRY in functions that return a pointer. */
#define TRY_NULL(x)                  \
  do {                               \
    if (unlikely(!(x))) return NULL; \
  } while (0)

#endif
