/* SPDX-License-Identifier: MIT */
/* scopes.h: building the tree of scopes, and the early errors about declaring a name twice. */
#ifndef MOTE_SYNTAX_SCOPES_H
#define MOTE_SYNTAX_SCOPES_H

#include "syntax/parser_state.h"

/* Opens a scope inside the present one and makes it the present one. */
Scope *scope_push(Parser *parser, ScopeKind kind);

/* Makes the parent of the present scope the present one. */
void scope_pop(Parser *parser);

/* The scope if its node needs it: it declares something or an eval may; else NULL, and it is
 * taken out of the tree. It must be the last child of its parent: call this right after
 * scope_pop. */
Scope *scope_if_needed(Scope *scope);

/* Declares a name in the present scope (DECLARE_VAR: in the function around it). `start` and
 * `end` say where, for the error that it has already been declared. */
Declaration *declare(Parser *parser, Name *name, DeclarationKind kind, uint32_t start,
                     uint32_t end);

/* The same for an IDENTIFIER, which becomes a NODE_BINDING. */
void declare_identifier(Parser *parser, IdentifierNode *identifier, DeclarationKind kind);

/* Declares all names that a pattern binds. */
void declare_pattern(Parser *parser, Node *pattern, DeclarationKind kind);

/* Calls visit for each identifier that the pattern binds. */
void each_bound_identifier(Parser *parser, Node *pattern, DeclarationKind kind,
                           void (*visit)(Parser *, IdentifierNode *, DeclarationKind));

/* A detached scope serves as a set of names: adds one, unless it is in it already (false). */
bool name_set_add(Parser *parser, Scope *set, Name *name);

/* Declares a function declaration, as a var or lexically as its place demands. */
void declare_function(Parser *parser, FunctionDeclarationNode *node, Name *name, uint32_t start,
                      uint32_t end);

/* Adds a private name to a class's scope, which has none of that name. */
PrivateDeclaration *scope_add_private(Parser *parser, Scope *scope, Name *name, PrivateKind kind,
                                      bool is_static);

/* Adds a parameter to the present scope; false if there was one of that name. */
bool declare_parameter(Parser *parser, IdentifierNode *identifier);

/* Decides which functions in blocks, from the mark on, are hoisted to `var_scope`.
 * #sec-block-level-function-declarations-web-legacy-compatibility-semantics */
void resolve_hoisting(Parser *parser, uint32_t mark, Scope *var_scope);

/* What is remembered where parameters of an arrow function may begin. */
typedef struct CoverMark {
  Scope *last_child;
  uint32_t function_total;
  uint32_t direct_eval_total;
  uint8_t uses;
  uint8_t inner_uses;
  uint32_t this_assignments;
  uint32_t private_references;
} CoverMark;

CoverMark cover_begin(Parser *parser);
/* It was no arrow function: what was used, was used here. */
void cover_cancel(Parser *parser, const CoverMark *mark);
/* It was: moves the scopes made since the mark into the arrow's scope, and what was used to the
 * arrow. */
void cover_adopt(Parser *parser, const CoverMark *mark, FunctionNode *arrow);

/* Notes a direct eval in the present scope. */
void note_direct_eval(Parser *parser);

/* Takes out of the tree what was added to the present scope after `last_child` (NULL: all). */
void scope_forget_children(Scope *scope, Scope *last_child);

#endif
