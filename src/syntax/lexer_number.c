/* SPDX-License-Identifier: MIT */
/* lexer_number.c: numeric and BigInt literals.   #sec-literals-numeric-literals */
#include "base/number.h"
#include "syntax/lexer.h"
#include "unicode/identifiers.h"

static bool is_decimal(char c) { return c >= '0' && c <= '9'; }

static uint32_t digit_value(char c) {
  if (is_decimal(c)) return (uint32_t)(c - '0');
  char lower = (char)(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? (uint32_t)(lower - 'a' + 10) : 99;
}

NO_RETURN static void fail_at(Parser *parser, const char *where, const char *message) {
  uint32_t offset = (uint32_t)(where - parser->source);
  fail(parser, offset, offset + 1, "%s", message);
}

static void push(Parser *parser, char c) {
  if (unlikely(!ByteVec_push(&parser->text, c))) fail_out_of_memory(parser);
}

/* Appends digits of the radix to parser->text, leaving out separators. */
static const char *scan_digits(Parser *parser, const char *s, uint32_t radix) {
  const char *start = s;
  for (;; s++) {
    if (*s == '_') {
      if (s[1] == '_')
        fail_at(parser, s + 1, "Only one underscore is allowed as numeric separator");
      if (digit_value(s[1]) >= radix)
        fail_at(parser, s, "Numeric separators are not allowed at the end of numeric literals");
      if (s == start) fail_at(parser, s, "Numeric separators are not allowed here");
      continue;
    }
    if (digit_value(*s) >= radix) return s;
    push(parser, *s);
  }
}

/* No identifier and no digit may follow. */
static void finish_number(Parser *parser, const char *s, const char *start) {
  uint32_t size;
  bool bad = is_decimal(*s) || *s == '$' || *s == '_' || ((*s | 0x20) >= 'a' && (*s | 0x20) <= 'z');
  if (!bad && (uint8_t)*s >= 0x80) bad = unicode_is_id_start(lexer_code_point(parser, s, &size));
  if (bad || *s == '\\')
    fail(parser, (uint32_t)(start - parser->source), (uint32_t)(s - parser->source) + 1,
         "Invalid or unexpected token");
  parser->cursor = s;
}

static const char *finish_bigint(Parser *parser, const char *s) {
  parser->token.kind = TOKEN_BIGINT;
  parser->token.name = intern(parser, parser->text.items, parser->text.length);
  return s + 1;
}

static void scan_radix(Parser *parser, const char *start, uint32_t radix) {
  push(parser, '0');
  push(parser, (char)(start[1] | 0x20));
  const char *s = scan_digits(parser, start + 2, radix);
  if (parser->text.length == 2)
    fail(parser, (uint32_t)(start - parser->source), (uint32_t)(s - parser->source),
         "Invalid or unexpected token");
  if (*s == 'n') return finish_number(parser, finish_bigint(parser, s), start);
  size_t consumed;
  parser->token.number =
      number_parse_radix(parser->text.items + 2, parser->text.length - 2, radix, &consumed);
  finish_number(parser, s, start);
}

/* 010 or 08.5: a zero and a digit. */
static bool scan_legacy(Parser *parser, const char *start) {
  const char *s = start;
  bool octal = true;
  while (is_decimal(*s)) {
    if (*s >= '8') octal = false;
    s++;
  }
  if (*s == '_') fail_at(parser, s, "Numeric separator can not be used after leading 0.");
  if (!octal) {
    parser->token.flags |= TOKEN_LEGACY_DECIMAL;
    return false;
  }
  parser->token.flags |= TOKEN_LEGACY_OCTAL;
  size_t consumed;
  parser->token.number = number_parse_radix(start, (size_t)(s - start), 8, &consumed);
  finish_number(parser, s, start);
  return true;
}

static const char *scan_exponent(Parser *parser, const char *s, const char *start) {
  push(parser, 'e');
  s++;
  if (*s == '+' || *s == '-') push(parser, *s++);
  if (!is_decimal(*s))
    fail(parser, (uint32_t)(start - parser->source), (uint32_t)(s - parser->source),
         "Invalid or unexpected token");
  return scan_digits(parser, s, 10);
}

static void scan_decimal(Parser *parser, const char *start) {
  const char *s = start;
  bool legacy = parser->token.flags & TOKEN_LEGACY_DECIMAL;
  if (*s == '0' && s[1] == '_')
    fail_at(parser, s + 1, "Numeric separator can not be used after leading 0.");
  if (*s != '.') s = scan_digits(parser, s, 10);
  if (*s == 'n' && !legacy) return finish_number(parser, finish_bigint(parser, s), start);
  if (*s == '.') {
    push(parser, '.');
    s++;
    if (*s == '_') fail_at(parser, s, "Numeric separators are not allowed here");
    s = scan_digits(parser, s, 10);
  }
  if (*s == 'e' || *s == 'E') {
    s = scan_exponent(parser, s, start);
  }
  size_t consumed;
  parser->token.number = number_parse_decimal(parser->text.items, parser->text.length, &consumed);
  finish_number(parser, s, start);
}

void lexer_scan_number(Parser *parser, const char *start) {
  parser->token.kind = TOKEN_NUMBER;
  uint32_t value = 0;
  const char *s = start;
  while (is_decimal(*s) && s - start < 9) value = value * 10 + (uint32_t)(*s++ - '0');
  bool leading_zero = *start == '0' && s - start > 1;
  bool plain = s > start && !leading_zero && !is_decimal(*s) && *s != '.' && *s != '_' &&
               *s != '$' && *s != '\\' && (uint8_t)*s < 0x80 &&
               !((*s | 0x20) >= 'a' && (*s | 0x20) <= 'z');
  if (likely(plain)) {
    parser->token.number = value;
    parser->cursor = s;
    return;
  }
  ByteVec_clear(&parser->text);
  if (*start == '0') {
    switch (start[1] | 0x20) {
      case 'x': return scan_radix(parser, start, 16);
      case 'o': return scan_radix(parser, start, 8);
      case 'b': return scan_radix(parser, start, 2);
      default: break;
    }
    if (leading_zero && scan_legacy(parser, start)) return;
  }
  scan_decimal(parser, start);
}
