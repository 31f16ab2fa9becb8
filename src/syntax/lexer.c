/* SPDX-License-Identifier: MIT */
/* lexer.c: white space, comments, identifiers, punctuators; the dispatch on a token's first
 * byte.
 *
 * The source ends in a NUL, so that one byte may always be read beyond any byte that is not NUL;
 * a NUL at parser->end is the end, a NUL before it is an illegal character. Ill-formed UTF-8
 * reads as U+FFFD. */
#include "syntax/lexer.h"

#include "base/utf.h"
#include "syntax/jsx_pragma.h"
#include "syntax/names.h"
#include "unicode/identifiers.h"

enum { CLASS_START = 1, CLASS_PART = 2 };

/* Which ASCII bytes may start and continue an identifier. */
static const uint8_t byte_class[256] = {
    ['a' ... 'z'] = CLASS_START | CLASS_PART,
    ['A' ... 'Z'] = CLASS_START | CLASS_PART,
    ['$'] = CLASS_START | CLASS_PART,
    ['_'] = CLASS_START | CLASS_PART,
    ['0' ... '9'] = CLASS_PART,
};

const uint8_t token_precedence[TOKEN_COUNT] = {
#define PUNCTUATOR(NAME, text, precedence, op) [TOKEN_##NAME] = precedence,
#define KEYWORD(NAME, text, precedence, op)    [TOKEN_##NAME] = precedence,
#include "syntax/tokens.def"
};

const uint8_t token_operator[TOKEN_COUNT] = {
#define PUNCTUATOR(NAME, text, precedence, op) [TOKEN_##NAME] = op,
#define KEYWORD(NAME, text, precedence, op)    [TOKEN_##NAME] = op,
#include "syntax/tokens.def"
};

const char *token_text(TokenKind kind) {
  switch (kind) {
#define PUNCTUATOR(NAME, text, precedence, op) \
  case TOKEN_##NAME: return text;
#define CONTEXTUAL(NAME, text) \
  case TOKEN_##NAME: return text;
#define STRICT_RESERVED(NAME, text) \
  case TOKEN_##NAME: return text;
#define KEYWORD(NAME, text, precedence, op) \
  case TOKEN_##NAME: return text;
#include "syntax/tokens.def"
    default: return "";
  }
}

uint32_t lexer_code_point(const Parser *parser, const char *where, uint32_t *size) {
  uint32_t c;
  *size = wtf8_decode((const uint8_t *)where, (size_t)(parser->end - where), &c);
  return c == UTF_INVALID ? UTF_REPLACEMENT : c;
}

static uint32_t offset_of(const Parser *parser, const char *where) {
  return (uint32_t)(where - parser->source);
}

/* ------------------------------------------------------------------ space and comments */

/* The length of the line terminator U+2028 or U+2029 here, else 0. */
static inline uint32_t long_line_terminator(const char *where) {
  return (uint8_t)where[0] == 0xE2 && (uint8_t)where[1] == 0x80 &&
                 ((uint8_t)where[2] & 0xFE) == 0xA8
             ? 3
             : 0;
}

static const char *skip_line(const Parser *parser, const char *cursor) {
  for (;; cursor++) {
    char c = *cursor;
    if (c == '\n' || c == '\r') return cursor;
    if (c == 0 && cursor >= parser->end) return cursor;
    if ((uint8_t)c == 0xE2 && long_line_terminator(cursor)) return cursor;
  }
}

static void note_comment(Parser *parser, const char *start, const char *end) {
  if (unlikely(parser->jsx)) jsx_pragma_scan(parser, start, end);
}

static const char *skip_line_comment(Parser *parser, const char *cursor) {
  const char *end = skip_line(parser, cursor);
  note_comment(parser, cursor, end);
  return end;
}

/* The cursor is behind the opening of a comment. */
static const char *skip_block_comment(Parser *parser, const char *cursor, uint8_t *flags) {
  const char *start = cursor;
  for (;; cursor++) {
    char c = *cursor;
    if (c == '*' && cursor[1] == '/') break;
    if (c == '\n' || c == '\r' || ((uint8_t)c == 0xE2 && long_line_terminator(cursor)))
      *flags |= TOKEN_NEWLINE_BEFORE;
    if (unlikely(c == 0 && cursor >= parser->end))
      fail(parser, offset_of(parser, cursor), offset_of(parser, cursor),
           "Invalid or unexpected token");
  }
  note_comment(parser, start, cursor);
  return cursor + 2;
}

/* ------------------------------------------------------------------------- identifiers */

static void text_push(Parser *parser, const char *bytes, size_t length) {
  if (unlikely(!ByteVec_append(&parser->text, bytes, length))) fail_out_of_memory(parser);
}

/* Reads one code point of an identifier, escaped or not. False (nothing consumed) if none may
 * stand here. */
static bool scan_identifier_code_point(Parser *parser, const char **cursor, bool first,
                                       uint8_t *flags) {
  const char *here = *cursor;
  uint32_t c, size;
  bool escaped = *here == '\\';
  if (escaped) {
    const char *message = "Invalid Unicode escape sequence";
    const char *escape = here + 2;
    if (here[1] != 'u' || !lexer_scan_unicode_escape(&escape, parser->end, &c, &message))
      fail(parser, offset_of(parser, here), offset_of(parser, here) + 2, "%s", message);
    size = (uint32_t)(escape - here);
    *flags |= TOKEN_ESCAPED;
  } else {
    if (here >= parser->end) return false;
    c = lexer_code_point(parser, here, &size);
  }
  bool allowed = c < 0x80 ? byte_class[c] & (first ? CLASS_START : CLASS_PART)
                          : (first ? unicode_is_id_start(c) : unicode_is_id_continue(c));
  if (!allowed) {
    if (!escaped) return false;
    fail(parser, offset_of(parser, here), offset_of(parser, here) + size,
         "Invalid Unicode escape sequence");
  }
  uint8_t bytes[UTF8_MAX_LENGTH];
  text_push(parser, (const char *)bytes, utf8_encode(c, bytes));
  *cursor = here + size;
  return true;
}

/* An identifier with escapes or beyond ASCII. NULL if none begins here. */
static Name *scan_identifier_slowly(Parser *parser, const char *start, uint8_t *flags) {
  const char *cursor = start;
  ByteVec_clear(&parser->text);
  if (!scan_identifier_code_point(parser, &cursor, true, flags)) return NULL;
  while (scan_identifier_code_point(parser, &cursor, false, flags)) continue;
  parser->cursor = cursor;
  return intern(parser, parser->text.items, parser->text.length);
}

static inline Name *scan_identifier(Parser *parser, const char *start, uint8_t *flags) {
  const char *cursor = start;
  while (byte_class[(uint8_t)*cursor] & CLASS_PART) cursor++;
  if (unlikely(*cursor == '\\' || (uint8_t)*cursor >= 0x80))
    return scan_identifier_slowly(parser, start, flags);
  parser->cursor = cursor;
  size_t length = (size_t)(cursor - start);
  return intern_hashed(parser, start, length, name_hash(start, length));
}

static void set_word(Parser *parser, Name *name) {
  Token *token = &parser->token;
  token->name = name;
  token->kind = name->token ? name->token : TOKEN_IDENTIFIER;
  if (unlikely((token->flags & TOKEN_ESCAPED) && token->kind >= TOKEN_BREAK))
    token->kind = TOKEN_ESCAPED_KEYWORD;
}

static void scan_private_name(Parser *parser, const char *start) {
  uint8_t c = (uint8_t)start[1];
  Name *name = NULL;
  if ((byte_class[c] & CLASS_START) || c == '\\' || c >= 0x80) {
    uint8_t flags = 0;
    name = c == '\\' || c >= 0x80 ? scan_identifier_slowly(parser, start + 1, &flags)
                                  : scan_identifier(parser, start + 1, &flags);
    parser->token.flags |= flags;
  }
  if (!name)
    fail(parser, offset_of(parser, start), offset_of(parser, start) + 1,
         "Invalid or unexpected token");
  parser->token.kind = TOKEN_PRIVATE_NAME;
  parser->token.name = name;
}

/* ------------------------------------------------------------------------- punctuators */

static inline void punctuator(Parser *parser, TokenKind kind, const char *end) {
  parser->token.kind = (uint8_t)kind;
  parser->cursor = end;
}

static void scan_less(Parser *parser, const char *s) {
  if (s[1] == '=') return punctuator(parser, TOKEN_LESS_EQUAL, s + 2);
  if (s[1] != '<') return punctuator(parser, TOKEN_LESS, s + 1);
  if (s[2] == '=') return punctuator(parser, TOKEN_ASSIGN_SHIFT_LEFT, s + 3);
  punctuator(parser, TOKEN_SHIFT_LEFT, s + 2);
}

static void scan_greater(Parser *parser, const char *s) {
  if (s[1] == '=') return punctuator(parser, TOKEN_GREATER_EQUAL, s + 2);
  if (s[1] != '>') return punctuator(parser, TOKEN_GREATER, s + 1);
  if (s[2] == '=') return punctuator(parser, TOKEN_ASSIGN_SHIFT_RIGHT, s + 3);
  if (s[2] != '>') return punctuator(parser, TOKEN_SHIFT_RIGHT, s + 2);
  if (s[3] == '=') return punctuator(parser, TOKEN_ASSIGN_SHIFT_RIGHT_UNSIGNED, s + 4);
  punctuator(parser, TOKEN_SHIFT_RIGHT_UNSIGNED, s + 3);
}

static void scan_equals(Parser *parser, const char *s) {
  if (s[1] == '>') return punctuator(parser, TOKEN_ARROW, s + 2);
  if (s[1] != '=') return punctuator(parser, TOKEN_ASSIGN, s + 1);
  if (s[2] == '=') return punctuator(parser, TOKEN_STRICT_EQUAL, s + 3);
  punctuator(parser, TOKEN_EQUAL, s + 2);
}

static void scan_not(Parser *parser, const char *s) {
  if (s[1] != '=') return punctuator(parser, TOKEN_NOT, s + 1);
  if (s[2] == '=') return punctuator(parser, TOKEN_STRICT_NOT_EQUAL, s + 3);
  punctuator(parser, TOKEN_NOT_EQUAL, s + 2);
}

static void scan_question(Parser *parser, const char *s) {
  if (s[1] == '.' && !(s[2] >= '0' && s[2] <= '9'))
    return punctuator(parser, TOKEN_QUESTION_DOT, s + 2);
  if (s[1] != '?') return punctuator(parser, TOKEN_QUESTION, s + 1);
  if (s[2] == '=') return punctuator(parser, TOKEN_ASSIGN_NULLISH, s + 3);
  punctuator(parser, TOKEN_NULLISH, s + 2);
}

static void scan_star(Parser *parser, const char *s) {
  if (s[1] == '=') return punctuator(parser, TOKEN_ASSIGN_MULTIPLY, s + 2);
  if (s[1] != '*') return punctuator(parser, TOKEN_MULTIPLY, s + 1);
  if (s[2] == '=') return punctuator(parser, TOKEN_ASSIGN_POWER, s + 3);
  punctuator(parser, TOKEN_POWER, s + 2);
}

/* & and |: alone, doubled, with =. */
static void scan_doubled(Parser *parser, const char *s, TokenKind single, TokenKind doubled,
                         TokenKind assign, TokenKind assign_doubled) {
  if (s[1] == '=') return punctuator(parser, assign, s + 2);
  if (s[1] != s[0]) return punctuator(parser, single, s + 1);
  if (s[2] == '=') return punctuator(parser, assign_doubled, s + 3);
  punctuator(parser, doubled, s + 2);
}

static inline void scan_with_assign(Parser *parser, const char *s, TokenKind plain,
                                    TokenKind assign) {
  if (s[1] == '=') return punctuator(parser, assign, s + 2);
  punctuator(parser, plain, s + 1);
}

/* ------------------------------------------------------------------------ the dispatch */

/* A byte that begins neither space nor an ASCII token: an identifier beyond ASCII, exotic space,
 * or nothing legal. True if it was space (consumed). */
static bool scan_unusual(Parser *parser, const char *start) {
  if ((uint8_t)*start >= 0x80 || *start == '\\') {
    uint32_t size = 1;
    uint32_t c = *start == '\\' ? '\\' : lexer_code_point(parser, start, &size);
    if (c != '\\' && unicode_is_space(c)) {
      if (is_line_terminator(c)) parser->token.flags |= TOKEN_NEWLINE_BEFORE;
      parser->cursor = start + size;
      return true;
    }
    Name *name = scan_identifier_slowly(parser, start, &parser->token.flags);
    if (name) {
      set_word(parser, name);
      return false;
    }
  }
  uint32_t where = offset_of(parser, start);
  fail(parser, where, where + 1, "Invalid or unexpected token");
}

static bool at_html_close(const Parser *parser, const char *s) {
  return s[1] == '-' && s[2] == '>' && parser->html_comments &&
         (parser->token.flags & TOKEN_NEWLINE_BEFORE);
}

static bool at_html_open(const Parser *parser, const char *s) {
  return s[1] == '!' && s[2] == '-' && s[3] == '-' && parser->html_comments;
}

/* Reads one token from the cursor on, skipping what is before it. */
static void scan(Parser *parser) {
  Token *token = &parser->token;
  const char *s = parser->cursor;
  for (;;) {
    token->start = offset_of(parser, s);
    switch (*s) {
      case ' ':
      case '\t':
      case '\v':
      case '\f': s++; continue;
      case '\n':
      case '\r':
        token->flags |= TOKEN_NEWLINE_BEFORE;
        s++;
        continue;
      case 'a' ... 'z':
      case 'A' ... 'Z':
      case '$':
      case '_': set_word(parser, scan_identifier(parser, s, &token->flags)); return;
      case '0' ... '9': lexer_scan_number(parser, s); return;
      case '"':
      case '\'': lexer_scan_string(parser, s); return;
      case '`': lexer_scan_template(parser, s); return;
      case '{': punctuator(parser, TOKEN_LEFT_BRACE, s + 1); return;
      case '}': punctuator(parser, TOKEN_RIGHT_BRACE, s + 1); return;
      case '(': punctuator(parser, TOKEN_LEFT_PAREN, s + 1); return;
      case ')': punctuator(parser, TOKEN_RIGHT_PAREN, s + 1); return;
      case '[': punctuator(parser, TOKEN_LEFT_BRACKET, s + 1); return;
      case ']': punctuator(parser, TOKEN_RIGHT_BRACKET, s + 1); return;
      case ';': punctuator(parser, TOKEN_SEMICOLON, s + 1); return;
      case ',': punctuator(parser, TOKEN_COMMA, s + 1); return;
      case ':': punctuator(parser, TOKEN_COLON, s + 1); return;
      case '~': punctuator(parser, TOKEN_TILDE, s + 1); return;
      case '@': punctuator(parser, TOKEN_AT, s + 1); return;
      case '.':
        if (s[1] >= '0' && s[1] <= '9') return lexer_scan_number(parser, s);
        if (s[1] == '.' && s[2] == '.') return punctuator(parser, TOKEN_ELLIPSIS, s + 3);
        return punctuator(parser, TOKEN_DOT, s + 1);
      case '/':
        if (s[1] == '/') {
          s = skip_line_comment(parser, s + 2);
          continue;
        }
        if (s[1] == '*') {
          s = skip_block_comment(parser, s + 2, &token->flags);
          continue;
        }
        return scan_with_assign(parser, s, TOKEN_DIVIDE, TOKEN_ASSIGN_DIVIDE);
      case '-':
        if (s[1] != '-') return scan_with_assign(parser, s, TOKEN_MINUS, TOKEN_ASSIGN_SUBTRACT);
        if (!at_html_close(parser, s)) return punctuator(parser, TOKEN_DECREMENT, s + 2);
        s = skip_line_comment(parser, s + 3);
        continue;
      case '<':
        if (!at_html_open(parser, s)) return scan_less(parser, s);
        s = skip_line_comment(parser, s + 4);
        continue;
      case '+':
        if (s[1] == '+') return punctuator(parser, TOKEN_INCREMENT, s + 2);
        return scan_with_assign(parser, s, TOKEN_PLUS, TOKEN_ASSIGN_ADD);
      case '*': return scan_star(parser, s);
      case '%': return scan_with_assign(parser, s, TOKEN_REMAINDER, TOKEN_ASSIGN_REMAINDER);
      case '^': return scan_with_assign(parser, s, TOKEN_BIT_XOR, TOKEN_ASSIGN_BIT_XOR);
      case '&':
        return scan_doubled(parser, s, TOKEN_BIT_AND, TOKEN_AND, TOKEN_ASSIGN_BIT_AND,
                            TOKEN_ASSIGN_AND);
      case '|':
        return scan_doubled(parser, s, TOKEN_BIT_OR, TOKEN_OR, TOKEN_ASSIGN_BIT_OR,
                            TOKEN_ASSIGN_OR);
      case '>': return scan_greater(parser, s);
      case '=': return scan_equals(parser, s);
      case '!': return scan_not(parser, s);
      case '?': return scan_question(parser, s);
      case '#':
        if (s == parser->source && s[1] == '!') {
          s = skip_line(parser, s + 2);
          continue;
        }
        return scan_private_name(parser, s);
      case 0:
        if (s >= parser->end) return punctuator(parser, TOKEN_END, s);
        FALL_THROUGH;
      default:
        if (!scan_unusual(parser, s)) return;
        s = parser->cursor;
        continue;
    }
  }
}

void lexer_next(Parser *parser) {
  parser->previous_end = parser->token.end;
  /* the start of the source counts as the start of a line */
  parser->token.flags = parser->cursor == parser->source ? TOKEN_NEWLINE_BEFORE : 0;
  scan(parser);
  parser->token.end = offset_of(parser, parser->cursor);
}

/* ----------------------------------------------------------------------- cutting again */

void lexer_split_angle(Parser *parser) {
  Token *token = &parser->token;
  token->kind = parser->source[token->start] == '<' ? TOKEN_LESS : TOKEN_GREATER;
  token->end = token->start + 1;
  parser->cursor = parser->source + token->end;
}

void lexer_rescan_template(Parser *parser) {
  parser->token.flags &= TOKEN_NEWLINE_BEFORE;
  lexer_scan_template(parser, parser->source + parser->token.start);
  parser->token.end = offset_of(parser, parser->cursor);
}

void lexer_rescan_jsx_text(Parser *parser) {
  const char *s = parser->source + parser->token.end;
  Token *token = &parser->token;
  parser->previous_end = token->end;
  token->kind = TOKEN_JSX_TEXT;
  token->flags = 0;
  token->start = token->end;
  while (*s != '{' && *s != '<' && s < parser->end) {
    if (*s == '>' || *s == '}') {
      uint32_t where = offset_of(parser, s);
      fail(parser, where, where + 1, "Unexpected token '%c'. Did you mean `{'%c'}` or `%s`?", *s,
           *s, *s == '>' ? "&gt;" : "&rbrace;");
    }
    s++;
  }
  parser->cursor = s;
  token->end = offset_of(parser, s);
}

void lexer_extend_jsx_identifier(Parser *parser) {
  Token *token = &parser->token;
  const char *start = parser->source + token->start, *s = parser->cursor;
  if (token->flags & TOKEN_ESCAPED) fail_unexpected(parser);
  while ((byte_class[(uint8_t)*s] & CLASS_PART) || *s == '-') s++;
  if (s != parser->cursor) token->name = intern(parser, start, (size_t)(s - start));
  token->kind = TOKEN_IDENTIFIER;
  token->end = offset_of(parser, s);
  parser->cursor = s;
}

void lexer_next_jsx_value(Parser *parser) {
  const char *s = parser->cursor;
  while (*s == ' ' || *s == '\t' || *s == '\n' || *s == '\r') s++;
  if (*s != '"' && *s != '\'') return lexer_next(parser);
  const char *start = s++;
  while (s < parser->end && *s != *start) s++;
  if (s >= parser->end)
    fail(parser, offset_of(parser, start), offset_of(parser, s), "Unterminated string literal");
  Token *token = &parser->token;
  parser->previous_end = token->end;
  token->kind = TOKEN_JSX_TEXT;
  token->flags = 0;
  token->start = offset_of(parser, start);
  parser->cursor = s + 1;
  token->end = offset_of(parser, parser->cursor);
}
