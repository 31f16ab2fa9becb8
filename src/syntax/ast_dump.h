/* SPDX-License-Identifier: MIT */
/* ast_dump.h: the AST as text, for `mote --dump-ast` and tests. */
#ifndef MOTE_SYNTAX_AST_DUMP_H
#define MOTE_SYNTAX_AST_DUMP_H

#include "base/buffer.h"
#include "syntax/ast.h"

/* Appends a node as an indented tree; NULL as "-". */
void ast_dump_node(Buffer *out, const Node *node, uint32_t indent);

/* Appends a node on one line, without positions: (BINARY + (IDENTIFIER a) (NUMBER 1)). */
void ast_dump_brief(Buffer *out, const Node *node);

/* Appends the whole program: its statements, and its module record. */
void ast_dump_program(Buffer *out, const Program *program);

/* Appends the tree of scopes with what each declares. */
void ast_dump_scope(Buffer *out, const Scope *scope, uint32_t indent);

#endif
