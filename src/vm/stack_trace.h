/* SPDX-License-Identifier: MIT */
/* stack_trace.h: where errors were made: the frames running then, and the text of `stack`. */
#ifndef VM_STACK_TRACE_H
#define VM_STACK_TRACE_H

#include "vm/interpreter.h"

/* One frame of a captured stack. */
typedef struct StackFrame {
  String *function;  /* NULL: none */
  Source *source;    /* NULL: native */
  uint32_t offset;   /* byte offset in the source */
  bool is_async;     /* awaits the frame above */
  bool is_construct;
  String *combinator; /* "all": not a function, but Promise.all; NULL */
  uint32_t index;         /* which of its elements */
} StackFrame;

/* Whether a frame of this function, continuation or generator is running. */
bool callee_is_running(Vm *vm, Value callee);
/* The frames captured in an error, innermost first: fills at most `max`, gives how many there are. */
uint32_t stack_frames(Vm *vm, ErrorObject *error, StackFrame *frames, uint32_t max);
/* (error_capture_stack and error_frames_text are declared in value/error.h.) */
/* Where an error was made: its source and byte range (for a code frame). False: not known. */
bool error_source_range(Vm *vm, ErrorObject *error, Source **source, uint32_t *start,
                        uint32_t *end);

#endif
