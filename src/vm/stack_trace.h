/* SPDX-License-Identifier: MIT */
/* stack_trace.h: where errors were made: the frames running then, and the text of `stack`. */
#ifndef VM_STACK_TRACE_H
#define VM_STACK_TRACE_H

#include "vm/interpreter.h"

/* Whether a frame of this function, continuation or generator is running. */
bool callee_is_running(Vm *vm, Value callee);
/* (error_capture_stack and error_frames_text are declared in value/error.h.) */
/* Where an error was made: its source and byte range (for a code frame). False: not known. */
bool error_source_range(Vm *vm, ErrorObject *error, Source **source, uint32_t *start,
                        uint32_t *end);

#endif
