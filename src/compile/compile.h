/* SPDX-License-Identifier: MIT */
/* compile.h: from the AST to bytecode.
 *
 * A compilation runs with collections put off, keeps its own data in an arena, and gives finished
 * Code cells of the VM's current realm. NULL or false: an exception is set (memory exhausted, or a
 * RangeError where the program is nested too deeply). It runs no JavaScript. */
#ifndef COMPILE_COMPILE_H
#define COMPILE_COMPILE_H

#include "bytecode/code.h"
#include "syntax/ast.h"

enum { /* flags of compile_script */
       COMPILE_COMPLETION_VALUE = 1, /* the script returns its completion value (else undefined) */
       COMPILE_DELETABLE_GLOBALS =
           2, /* an indirect sloppy eval: its vars and functions can be deleted */
       COMPILE_COMMONJS =
           4, /* parsed with allow_return: the code is a function's body, see below */
};

/* A script (GOAL_SCRIPT), to be run as a function without arguments whose environment is none and
 * whose this is the global this value. */
MUST_USE Code *compile_script(Vm *vm, const Program *program, Source *source, unsigned flags);

/* An eval (GOAL_EVAL), to be run as a function without arguments. caller: the ScopeInfo that the
 * CALL_EVAL instruction named; the function's environment is then the one in the instruction's C.
 * `this`, new.target and the like are found as variables through it where a function is around,
 * otherwise `this` is taken as it is passed (pass the global this, or undefined in a module).
 * NULL: an indirect eval, whose environment is none and whose this is the global this value.
 * The completion value is returned. */
MUST_USE Code *compile_eval(Vm *vm, const Program *program, Source *source, ScopeInfo *caller);

/* The function of a GOAL_FUNCTION program (parse_dynamic_function): Code to make a closure of,
 * without environment. */
MUST_USE Code *compile_dynamic_function(Vm *vm, const Program *program, Source *source);

/* What linking a module needs. The lists are SLOTS cells of records laid out flat, so many items
 * each; all names are interned strings. Keep it on the C stack (it is scanned). */
typedef struct CompiledModule {
  /* The body: CODE_MODULE, and CODE_ASYNC with top-level await. Run once, as a function without
   * arguments, whose environment is the module environment. */
  Code *body;
  /* Run when the module is linked, as a function without arguments with the module environment:
   * puts undefined into the slots of vars and closures into those of functions. */
  Code *declarations;
  /* The module environment is made by whoever links: no parent, this many slots, all uninitialised,
   * its info the scope_info (or none). */
  uint32_t environment_slots;
  ScopeInfo *scope_info;
  Slots *requests; /* MODULE_REQUEST_ items */
  Slots *imports; /* MODULE_IMPORT_ items */
  Slots *local_exports; /* MODULE_LOCAL_EXPORT_ items */
  Slots *indirect_exports; /* MODULE_INDIRECT_EXPORT_ items */
  Slots *star_exports; /* MODULE_STAR_EXPORT_ items */
  bool has_top_level_await;
  bool uses_import_meta;
} CompiledModule;

enum {
  MODULE_REQUEST_SPECIFIER, /* string */
  MODULE_REQUEST_ATTRIBUTES, /* SLOTS: key, value, key, value …; or undefined */
  MODULE_REQUEST_PHASE, /* int: ImportPhase */
  MODULE_REQUEST_OFFSET, /* int: of the specifier in the source, and its end */
  MODULE_REQUEST_END,
  MODULE_REQUEST_FIELDS,
};
enum {
  MODULE_IMPORT_REQUEST, /* int: index of the request */
  MODULE_IMPORT_NAME, /* string; undefined: the namespace object (or the module source) */
  MODULE_IMPORT_SLOT, /* int: environment slot for the CELL_IMPORT_BINDING or the namespace */
  MODULE_IMPORT_OFFSET, /* int: in the source, and the end */
  MODULE_IMPORT_END,
  MODULE_IMPORT_FIELDS,
};
enum {
  MODULE_LOCAL_EXPORT_NAME, /* string */
  MODULE_LOCAL_EXPORT_SLOT, /* int: environment slot */
  MODULE_LOCAL_EXPORT_FIELDS,
};
enum {
  MODULE_INDIRECT_EXPORT_NAME, /* string: as exported */
  MODULE_INDIRECT_EXPORT_REQUEST, /* int */
  MODULE_INDIRECT_EXPORT_IMPORT_NAME, /* string; undefined: the namespace object */
  MODULE_INDIRECT_EXPORT_OFFSET, /* int: in the source, and the end */
  MODULE_INDIRECT_EXPORT_END,
  MODULE_INDIRECT_EXPORT_FIELDS,
};
enum {
  MODULE_STAR_EXPORT_REQUEST, /* int */
  MODULE_STAR_EXPORT_OFFSET,
  MODULE_STAR_EXPORT_END,
  MODULE_STAR_EXPORT_FIELDS,
};

/* A module (GOAL_MODULE). */
MUST_USE bool compile_module(Vm *vm, const Program *program, Source *source, CompiledModule *out);

#endif
