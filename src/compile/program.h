/* SPDX-License-Identifier: MIT */
/* program.h: what the entry points share. */
#ifndef COMPILE_PROGRAM_H
#define COMPILE_PROGRAM_H

#include "compile/generate.h"

typedef void (*CompilerBody)(Compiler *c, void *out);

/* Resolves the program and runs the body, with collections put off. False: it failed. */
MUST_USE bool compiler_run(Vm *vm, const Program *program, Source *source, ScopeInfo *caller,
                           unsigned flags, CompilerBody body, void *out);

/* The code of the program's own function. */
Code *compile_program_function(Compiler *c, FunctionNode *function, EnvironmentContext *closure,
                               bool completion);
/* After the prologue of a script or eval: global and eval declarations. */
void declare_program(CodeBuilder *b);

#endif
