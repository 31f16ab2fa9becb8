/* SPDX-License-Identifier: MIT */
/* resolve.h: the parts of the first pass (see resolve.c). */
#ifndef COMPILE_RESOLVE_H
#define COMPILE_RESOLVE_H

#include "compile/scope.h"

/* --- resolve_names.c --- */
/* Finds out what an identifier means; `assigns`: it is written. */
void resolve_identifier(Compiler *c, IdentifierNode *node, bool assigns);
/* Everything around the function in hand may be looked at from it. */
void resolve_use_everything(Compiler *c);
/* The variable is found by its name at run time. */
void resolve_make_visible(Compiler *c, Variable *variable);
void resolve_use_private(Compiler *c, Name *name);
void resolve_use_super(Compiler *c);
void resolve_use_super_call(Compiler *c);
/* Enters a scope (NULL: nothing), its functions first; gives the scope before, to leave it with. */
Scope *resolve_enter_scope(Compiler *c, Scope *scope);
void resolve_leave_scope(Compiler *c, Scope *before);
/* The leftmost operand of nodes that nest deeply to the left: the next of the spine. NULL: it has none. */
Node *resolve_left_part(Node *node);
/* Whether it has an `arguments` of its own. */
bool resolve_has_arguments(const FunctionNode *function);
/* From here on the variable is initialised. */
void resolve_initialise(Compiler *c, Declaration *declaration);

/* --- resolve_function.c, resolve_class.c --- */
void walk_function(Compiler *c, FunctionNode *function);
void walk_class(Compiler *c, ClassNode *node);
/* A direct eval in it (or in its arrows) finds this and its kin as variables. */
void resolve_show_pseudos(Compiler *c, FunctionNode *function);
/* Whether there is a direct eval in it or in its arrows. */
bool resolve_uses_eval(const FunctionNode *function);

/* --- resolve_expression.c --- */
void walk_expression(Compiler *c, Node *node);
void walk_optional(Compiler *c, Node *node);
void walk_expressions(Compiler *c, NodeList list);
/* A target of an assignment or declaration: identifier, member, pattern. */
void walk_target(Compiler *c, Node *node);

/* --- resolve.c --- */
void walk_statement(Compiler *c, Node *node);
void walk_statements(Compiler *c, NodeList list);

#endif
