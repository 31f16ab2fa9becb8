/* SPDX-License-Identifier: MIT */
/* lexer.h: characters to tokens, one at a time.
 *
 * The parser holds one token, that to be consumed next. Where the grammar decides how text is to
 * be cut (regular expressions, template continuations, JSX, the angle brackets of types), the
 * parser asks for the present token to be cut again. */
#ifndef MOTE_SYNTAX_LEXER_H
#define MOTE_SYNTAX_LEXER_H

#include "syntax/parser_state.h"

/* The present token is / or /=: makes it TOKEN_REGEXP, token.name the pattern, token.raw the
 * flags. */
void lexer_rescan_regexp(Parser *parser);

/* The present token is }: makes it TOKEN_TEMPLATE, the part of a template up to the next ${ or
 * `. */
void lexer_rescan_template(Parser *parser);

/* The present token begins with > (or <): cuts it down to that. */
void lexer_split_angle(Parser *parser);

/* The present token begins with } or > that is followed by JSX text: makes it TOKEN_JSX_TEXT
 * (raw, up to { or <; may be empty). */
void lexer_rescan_jsx_text(Parser *parser);

/* The present token is an identifier or keyword of JSX: extends it over hyphens; it becomes
 * TOKEN_IDENTIFIER. */
void lexer_extend_jsx_identifier(Parser *parser);

/* Consumes the present token (=) and reads the next as the value of a JSX attribute: a string
 * there has no escapes. */
void lexer_next_jsx_value(Parser *parser);

/* Parses one code point at the offset as the lexer sees it (ill-formed: U+FFFD); its length
 * through `size`. */
uint32_t lexer_code_point(const Parser *parser, const char *at, uint32_t *size);

/* Parts of the lexer in files of their own. Each reads the token that begins at `start` and
 * leaves the cursor behind it. */
void lexer_scan_number(Parser *parser, const char *start);
void lexer_scan_string(Parser *parser, const char *start);
void lexer_scan_template(Parser *parser, const char *start);

/* Reads hexadecimal digits after \x or \u (cursor behind the x or u). False, with message and
 * position, if ill-formed. */
MUST_USE bool lexer_scan_unicode_escape(const char **cursor, const char *end, uint32_t *code_point,
                                        const char **message);

/* True if the code point is a LineTerminator. */
static inline bool is_line_terminator(uint32_t c) {
  return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;
}

#endif
