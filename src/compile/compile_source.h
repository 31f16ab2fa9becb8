/* SPDX-License-Identifier: MIT */
/* compile_source.h: from text to Code in one step: parses, compiles, and turns what the parser
 * reports into thrown errors.
 *
 * A SyntaxError thrown from here has ErrorObject.source_position set to an INTERNAL record, see
 * ERROR_POSITION_ below. */
#ifndef COMPILE_COMPILE_SOURCE_H
#define COMPILE_COMPILE_SOURCE_H

#include "compile/compile.h"
#include "syntax/parser.h"

enum { /* items of the INTERNAL record in ErrorObject.source_position */
       ERROR_POSITION_SOURCE, /* CELL_SOURCE */
       ERROR_POSITION_START,  /* int: byte offset */
       ERROR_POSITION_END,    /* int */
       ERROR_POSITION_FIELDS,
};

/* Throws what the parser reported, about a source. Always false. */
bool throw_syntax_error_at(Vm *vm, const SyntaxError *error, Source *source);

/* What the text of a file turned out to be. */
typedef struct CompiledProgram {
  SyntaxGoal goal;       /* GOAL_SCRIPT or GOAL_MODULE */
  Code *script;          /* GOAL_SCRIPT */
  CompiledModule module; /* GOAL_MODULE */
} CompiledProgram;

/* A script or a module. options: goal (SCRIPT, MODULE or UNAMBIGUOUS), language, allow_return …;
 * its source and file_name are taken from `source`. flags: COMPILE_. */
MUST_USE bool compile_source(Vm *vm, Source *source, const ParseOptions *options, unsigned flags,
                             CompiledProgram *out);

/* PerformEval's parsing: a direct eval in the scope of caller, or an indirect one where caller is
 * NULL. */
MUST_USE Code *compile_eval_source(Vm *vm, String *text, ScopeInfo *caller);

/* CreateDynamicFunction's parsing. */
MUST_USE Code *compile_function_source(Vm *vm, bool is_async, bool is_generator, String *parameters,
                                       String *body);

#endif
