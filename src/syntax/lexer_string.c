/* SPDX-License-Identifier: MIT */
/* lexer_string.c: string literals, templates, regular-expression literals.
 *
 * Text without escapes is interned straight from the source. Otherwise it is built in
 * parser->text (and, for the raw text of templates, parser->raw_text) as WTF-8, where a lead
 * surrogate followed by a trail surrogate is always joined. */
#include "base/utf.h"
#include "syntax/lexer.h"

static uint32_t offset_of(const Parser *parser, const char *where) {
  return (uint32_t)(where - parser->source);
}

static void append(Parser *parser, ByteVec *text, const char *bytes, size_t length) {
  if (unlikely(!ByteVec_append(text, bytes, length))) fail_out_of_memory(parser);
}

/* The surrogate that the text ends in, if it is a lead, else 0. */
static uint32_t trailing_lead_surrogate(const ByteVec *text) {
  if (text->length < 3) return 0;
  const uint8_t *tail = (const uint8_t *)text->items + text->length - 3;
  if (tail[0] != 0xED || (tail[1] & 0xF0) != 0xA0) return 0;
  return 0xD000u | (uint32_t)(tail[1] & 0x3F) << 6 | (tail[2] & 0x3F);
}

static void append_code_point(Parser *parser, ByteVec *text, uint32_t c) {
  uint8_t bytes[UTF8_MAX_LENGTH];
  if (unlikely(utf16_is_trail(c))) {
    uint32_t lead = trailing_lead_surrogate(text);
    if (lead) {
      ByteVec_truncate(text, text->length - 3);
      c = utf16_combine(lead, c);
    }
  }
  append(parser, text, (const char *)bytes, utf8_encode(c, bytes));
}

static uint32_t hex_value(char c) {
  if (c >= '0' && c <= '9') return (uint32_t)(c - '0');
  char lower = (char)(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? (uint32_t)(lower - 'a' + 10) : 99;
}

/* Exactly `count` digits. */
static bool scan_hex(const char **cursor, uint32_t count, uint32_t *value) {
  *value = 0;
  for (; count > 0; count--, (*cursor)++) {
    uint32_t digit = hex_value(**cursor);
    if (digit > 15) return false;
    *value = *value * 16 + digit;
  }
  return true;
}

bool lexer_scan_unicode_escape(const char **cursor, const char *end, uint32_t *code_point,
                               const char **message) {
  (void)end; /* digits never run past the final NUL */
  *message = "Invalid Unicode escape sequence";
  if (**cursor != '{') return scan_hex(cursor, 4, code_point);
  (*cursor)++;
  uint32_t value = 0;
  if (hex_value(**cursor) > 15) return false;
  for (uint32_t digit; (digit = hex_value(**cursor)) <= 15; (*cursor)++) {
    value = value * 16 + digit;
    if (value > UTF_MAX_CODE_POINT) {
      *message = "Undefined Unicode code-point";
      return false;
    }
  }
  if (**cursor != '}') return false;
  (*cursor)++;
  *code_point = value;
  return true;
}

/* What an escape sequence came to. */
typedef enum EscapeResult {
  ESCAPE_CODE_POINT,
  ESCAPE_NOTHING,
  ESCAPE_LEGACY,
  ESCAPE_BAD
} EscapeResult;

static uint32_t scan_legacy_octal(const char **cursor, char first) {
  uint32_t value = (uint32_t)(first - '0');
  for (int more = first <= '3' ? 2 : 1; more > 0 && **cursor >= '0' && **cursor <= '7';
       more--, (*cursor)++)
    value = value * 8 + (uint32_t)(**cursor - '0');
  return value;
}

/* The cursor is behind the backslash. ESCAPE_LEGACY has a value too. */
static EscapeResult scan_escape(Parser *parser, const char **cursor, uint32_t *value,
                                const char **message) {
  char c = *(*cursor)++;
  *value = (uint8_t)c;
  switch (c) {
    case 'n': *value = '\n'; return ESCAPE_CODE_POINT;
    case 't': *value = '\t'; return ESCAPE_CODE_POINT;
    case 'r': *value = '\r'; return ESCAPE_CODE_POINT;
    case 'b': *value = '\b'; return ESCAPE_CODE_POINT;
    case 'f': *value = '\f'; return ESCAPE_CODE_POINT;
    case 'v': *value = '\v'; return ESCAPE_CODE_POINT;
    case '\r':
      if (**cursor == '\n') (*cursor)++;
      return ESCAPE_NOTHING;
    case '\n': return ESCAPE_NOTHING;
    case 'x':
      *message = "Invalid hexadecimal escape sequence";
      return scan_hex(cursor, 2, value) ? ESCAPE_CODE_POINT : ESCAPE_BAD;
    case 'u':
      return lexer_scan_unicode_escape(cursor, parser->end, value, message) ? ESCAPE_CODE_POINT
                                                                            : ESCAPE_BAD;
    case '0' ... '7':
      if (c == '0' && !(**cursor >= '0' && **cursor <= '9')) {
        *value = 0;
        return ESCAPE_CODE_POINT;
      }
      *message = "Octal escape sequences are not allowed in template strings.";
      *value = scan_legacy_octal(cursor, c);
      return ESCAPE_LEGACY;
    case '8':
    case '9': *message = "\\8 and \\9 are not allowed in template strings."; return ESCAPE_LEGACY;
    default: break;
  }
  if ((uint8_t)c < 0x80) return ESCAPE_CODE_POINT;
  uint32_t size;
  *value = lexer_code_point(parser, *cursor - 1, &size);
  *cursor += size - 1;
  return is_line_terminator(*value) ? ESCAPE_NOTHING : ESCAPE_CODE_POINT;
}

/* ----------------------------------------------------------------------------- strings */

NO_RETURN static void fail_unterminated(Parser *parser, const char *start, const char *s) {
  fail(parser, offset_of(parser, start), offset_of(parser, s), "Invalid or unexpected token");
}

static void scan_string_escape(Parser *parser, const char **cursor) {
  const char *escape = *cursor - 1, *message = NULL;
  uint32_t value;
  if (*cursor >= parser->end) return;
  switch (scan_escape(parser, cursor, &value, &message)) {
    case ESCAPE_NOTHING: return;
    case ESCAPE_BAD:
      fail(parser, offset_of(parser, escape), offset_of(parser, *cursor), "%s", message);
    case ESCAPE_LEGACY:
      parser->token.flags |=
          value == '8' || value == '9' ? TOKEN_LEGACY_DECIMAL : TOKEN_LEGACY_OCTAL;
      break;
    case ESCAPE_CODE_POINT: break;
  }
  append_code_point(parser, &parser->text, value);
}

static void scan_string_slowly(Parser *parser, const char *start, const char *s) {
  ByteVec_clear(&parser->text);
  append(parser, &parser->text, start + 1, (size_t)(s - start - 1));
  char quote = *start;
  while (*s != quote) {
    const char *run = s;
    while (*s != quote && *s != '\\' && *s != '\n' && *s != '\r' && *s && (uint8_t)*s < 0x80) s++;
    append(parser, &parser->text, run, (size_t)(s - run));
    if (*s == quote) break;
    if (*s == '\\') {
      parser->token.flags |= TOKEN_ESCAPED;
      s++;
      scan_string_escape(parser, &s);
    } else if ((uint8_t)*s >= 0x80 || (*s == 0 && s < parser->end)) {
      uint32_t size;
      append_code_point(parser, &parser->text, lexer_code_point(parser, s, &size));
      s += size;
    } else {
      fail_unterminated(parser, start, s);
    }
  }
  parser->token.name = intern(parser, parser->text.items, parser->text.length);
  parser->cursor = s + 1;
}

/* The length of a well-formed sequence that is no surrogate, else 0. */
static inline uint32_t well_formed_length(const Parser *parser, const char *s) {
  uint32_t c, size = utf8_decode((const uint8_t *)s, (size_t)(parser->end - s), &c);
  return c == UTF_INVALID ? 0 : size;
}

void lexer_scan_string(Parser *parser, const char *start) {
  const char *s = start + 1;
  char quote = *start;
  parser->token.kind = TOKEN_STRING;
  for (;;) {
    char c = *s;
    if (c == quote) break;
    if (unlikely(c == '\\' || c == '\n' || c == '\r' || c == 0))
      return scan_string_slowly(parser, start, s);
    if (likely((uint8_t)c < 0x80)) {
      s++;
      continue;
    }
    uint32_t size = well_formed_length(parser, s);
    if (size == 0) return scan_string_slowly(parser, start, s);
    s += size;
  }
  parser->token.name = intern(parser, start + 1, (size_t)(s - start - 1));
  parser->cursor = s + 1;
}

/* --------------------------------------------------------------------------- templates */

static void finish_template(Parser *parser, const char *s) {
  if (*s == '`') parser->token.flags |= TOKEN_TAIL;
  parser->cursor = s + (*s == '`' ? 1 : 2);
}

static bool at_template_stop(const char *s) { return *s == '`' || (*s == '$' && s[1] == '{'); }

static void note_template_error(Parser *parser, const char *message, const char *start,
                                const char *end) {
  parser->template_error = message;
  parser->template_error_start = offset_of(parser, start);
  parser->template_error_end = offset_of(parser, end);
}

/* Appends source text to the raw text, with CR LF and CR as LF. */
static void append_raw(Parser *parser, const char *s, const char *end) {
  while (s < end) {
    uint32_t size = 1;
    uint32_t c = (uint8_t)*s < 0x80 ? (uint8_t)*s : lexer_code_point(parser, s, &size);
    s += size;
    if (c == '\r') {
      if (s < end && *s == '\n') s++;
      c = '\n';
    }
    append_code_point(parser, &parser->raw_text, c);
  }
}

static const char *scan_template_escape(Parser *parser, const char *s, bool *valid) {
  const char *escape = s++, *message = NULL;
  uint32_t value;
  if (s >= parser->end) return s;
  switch (scan_escape(parser, &s, &value, &message)) {
    case ESCAPE_CODE_POINT: append_code_point(parser, &parser->text, value); break;
    case ESCAPE_NOTHING: break;
    case ESCAPE_LEGACY:
    case ESCAPE_BAD:
      if (*valid) note_template_error(parser, message, escape, s);
      *valid = false;
      break;
  }
  append_raw(parser, escape, s);
  return s;
}

static void scan_template_slowly(Parser *parser, const char *start, const char *s) {
  bool valid = true;
  ByteVec_clear(&parser->text);
  ByteVec_clear(&parser->raw_text);
  append(parser, &parser->text, start + 1, (size_t)(s - start - 1));
  append(parser, &parser->raw_text, start + 1, (size_t)(s - start - 1));
  while (!at_template_stop(s)) {
    if (s >= parser->end)
      fail(parser, offset_of(parser, start), offset_of(parser, s), "Unterminated template literal");
    if (*s == '\\') {
      s = scan_template_escape(parser, s, &valid);
      continue;
    }
    uint32_t size = 1;
    uint32_t c = (uint8_t)*s < 0x80 ? (uint8_t)*s : lexer_code_point(parser, s, &size);
    s += size;
    if (c == '\r') {
      if (*s == '\n') s++;
      c = '\n';
    }
    append_code_point(parser, &parser->text, c);
    append_code_point(parser, &parser->raw_text, c);
  }
  parser->token.name = valid ? intern(parser, parser->text.items, parser->text.length) : NULL;
  parser->token.raw = intern(parser, parser->raw_text.items, parser->raw_text.length);
  finish_template(parser, s);
}

void lexer_scan_template(Parser *parser, const char *start) {
  const char *s = start + 1;
  parser->token.kind = TOKEN_TEMPLATE;
  for (; !at_template_stop(s); s++) {
    if (unlikely(*s == '\\' || *s == '\r' || *s == 0))
      return scan_template_slowly(parser, start, s);
    if (likely((uint8_t)*s < 0x80)) continue;
    uint32_t size = well_formed_length(parser, s);
    if (size == 0) return scan_template_slowly(parser, start, s);
    s += size - 1;
  }
  parser->token.name = parser->token.raw = intern(parser, start + 1, (size_t)(s - start - 1));
  finish_template(parser, s);
}

/* ----------------------------------------------------------------- regular expressions */

NO_RETURN static void fail_regexp(Parser *parser, const char *start, const char *s) {
  fail(parser, offset_of(parser, start), offset_of(parser, s),
       "Invalid regular expression: missing /");
}

/* Interns source text, ill-formed parts replaced. */
static Name *intern_source(Parser *parser, const char *start, const char *end) {
  ByteVec_clear(&parser->text);
  for (const char *s = start; s < end;) {
    uint32_t size;
    uint32_t c = lexer_code_point(parser, s, &size);
    append_code_point(parser, &parser->text, c);
    s += size;
  }
  return intern(parser, parser->text.items, parser->text.length);
}

/* Skips a RegularExpressionBody; the result is at the closing slash. */
static const char *skip_regexp_body(Parser *parser, const char *start) {
  bool in_class = false;
  for (const char *s = start + 1;; s++) {
    if (*s == '/' && !in_class) return s;
    if (*s == '[') in_class = true;
    if (*s == ']') in_class = false;
    if (*s == '\\') s++;
    uint32_t size = 1;
    uint32_t c = (uint8_t)*s < 0x80 ? (uint8_t)*s : lexer_code_point(parser, s, &size);
    if (is_line_terminator(c) || s >= parser->end)
      fail_regexp(parser, start, s < parser->end ? s : parser->end);
    s += size - 1;
  }
}

void lexer_rescan_regexp(Parser *parser) {
  const char *start = parser->source + parser->token.start;
  const char *close = skip_regexp_body(parser, start), *s = close + 1;
  while ((*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') || (*s >= '0' && *s <= '9') ||
         *s == '_' || *s == '$')
    s++;
  if (*s == '\\' || (uint8_t)*s >= 0x80) {
    uint32_t size;
    uint32_t c = lexer_code_point(parser, s, &size);
    if (*s == '\\' || !(is_line_terminator(c) || utf_is_space(c)))
      fail(parser, offset_of(parser, start), offset_of(parser, s),
           "Invalid regular expression flags");
  }
  parser->token.kind = TOKEN_REGEXP;
  parser->token.name = intern_source(parser, start + 1, close);
  parser->token.raw = intern_source(parser, close + 1, s);
  parser->cursor = s;
  parser->token.end = offset_of(parser, s);
}
