/* SPDX-License-Identifier: MIT */
/* jsx_pragma.h: what comments say about JSX. */
#ifndef MOTE_SYNTAX_JSX_PRAGMA_H
#define MOTE_SYNTAX_JSX_PRAGMA_H

#include "syntax/parser_state.h"

/* Looks for @jsx, @jsxFrag, @jsxRuntime and @jsxImportSource in a comment. */
void jsx_pragma_scan(Parser *parser, const char *start, const char *end);

#endif
