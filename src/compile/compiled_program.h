/* SPDX-License-Identifier: MIT */
/* compiled_program.h: a script or module that is compiled, as bytes; see bytecode/portable.h. */
#ifndef COMPILE_COMPILED_PROGRAM_H
#define COMPILE_COMPILED_PROGRAM_H

#include "base/buffer.h"
#include "compile/compile_source.h"

/* Appends a program that has not run. False: exception. */
MUST_USE bool compiled_program_write(Vm *vm, const CompiledProgram *program, Buffer *out);
/* Reads it back, for the current realm and `source`, the text that it was compiled from (or one without text).
 * SyntaxError: the bytes are those of another build, or damaged. */
MUST_USE bool compiled_program_read(Vm *vm, const void *bytes, size_t length, Source *source,
                                    CompiledProgram *out);

#endif
