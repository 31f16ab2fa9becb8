/* SPDX-License-Identifier: MIT */
/* date_reader.c: the tokens of a date's text. */
#include "builtins/date_reader.h"

#include "base/utf.h"

/* --- words --- */

#define WORD_PREFIX 3

typedef struct DateWord {
  uint32_t prefix; /* the first three letters, in lower case */
  uint8_t kind;
  int8_t value;
} DateWord;

#define PREFIX(a, b, c) ((uint32_t)(a) | (uint32_t)(b) << 8 | (uint32_t)(c) << 16)

/* Months may go on after three letters, other words may not. */
static const DateWord words[] = {
    {PREFIX('j', 'a', 'n'), DATE_MONTH, 1},  {PREFIX('f', 'e', 'b'), DATE_MONTH, 2},
    {PREFIX('m', 'a', 'r'), DATE_MONTH, 3},  {PREFIX('a', 'p', 'r'), DATE_MONTH, 4},
    {PREFIX('m', 'a', 'y'), DATE_MONTH, 5},  {PREFIX('j', 'u', 'n'), DATE_MONTH, 6},
    {PREFIX('j', 'u', 'l'), DATE_MONTH, 7},  {PREFIX('a', 'u', 'g'), DATE_MONTH, 8},
    {PREFIX('s', 'e', 'p'), DATE_MONTH, 9},  {PREFIX('o', 'c', 't'), DATE_MONTH, 10},
    {PREFIX('n', 'o', 'v'), DATE_MONTH, 11}, {PREFIX('d', 'e', 'c'), DATE_MONTH, 12},
    {PREFIX('a', 'm', 0), DATE_AM_PM, 0},    {PREFIX('p', 'm', 0), DATE_AM_PM, 12},
    {PREFIX('u', 't', 0), DATE_ZONE, 0},     {PREFIX('u', 't', 'c'), DATE_ZONE, 0},
    {PREFIX('z', 0, 0), DATE_ZONE, 0},       {PREFIX('g', 'm', 't'), DATE_ZONE, 0},
    {PREFIX('c', 'd', 't'), DATE_ZONE, -5},  {PREFIX('c', 's', 't'), DATE_ZONE, -6},
    {PREFIX('e', 'd', 't'), DATE_ZONE, -4},  {PREFIX('e', 's', 't'), DATE_ZONE, -5},
    {PREFIX('m', 'd', 't'), DATE_ZONE, -6},  {PREFIX('m', 's', 't'), DATE_ZONE, -7},
    {PREFIX('p', 'd', 't'), DATE_ZONE, -7},  {PREFIX('p', 's', 't'), DATE_ZONE, -8},
    {PREFIX('t', 0, 0), DATE_T, 0},
};

static DateToken find_word(uint32_t prefix, int32_t length) {
  for (size_t i = 0; i < array_length(words); i++)
    if (words[i].prefix == prefix && (length <= WORD_PREFIX || words[i].kind == DATE_MONTH))
      return (DateToken){(DateTokenKind)words[i].kind, words[i].value, length};
  return (DateToken){DATE_WORD, 0, length};
}

/* --- scanning --- */

/* 0 at the end, which a NUL is too. */
static uint16_t unit(const DateReader *reader) {
  return reader->position < reader->text.length ? view_at(reader->text, reader->position) : 0;
}

static bool is_digit(uint16_t c) { return c >= '0' && c <= '9'; }
/* Whatever isn't ASCII is part of a word, the separators of lines and paragraphs too. */
static bool is_word_unit(uint16_t c) { return c >= 'A' && (!utf_is_space(c) || (c | 1) == 0x2029); }

#define SIGNIFICANT_DIGITS 9

static DateToken scan_number(DateReader *reader) {
  uint32_t start = reader->position;
  DateToken token = {.kind = DATE_NUMBER};
  while (unit(reader) == '0') reader->position++;
  uint16_t c;
  for (int32_t digits = 0; is_digit(c = unit(reader)); reader->position++)
    if (digits++ < SIGNIFICANT_DIGITS) token.value = token.value * 10 + (c - '0');
  token.length = (int32_t)(reader->position - start);
  return token;
}

static DateToken scan_word(DateReader *reader) {
  uint32_t prefix = 0;
  int32_t length = 0;
  for (; is_word_unit(unit(reader)); reader->position++, length++) {
    uint16_t c = unit(reader);
    if (length < WORD_PREFIX) prefix |= (uint32_t)(c < 0x80 ? c | 0x20 : '?') << 8 * length;
  }
  return find_word(prefix, length);
}

static void skip_parentheses(DateReader *reader) {
  int32_t depth = 0;
  do {
    if (unit(reader) == '(') depth++;
    if (unit(reader) == ')') depth--;
    reader->position++;
  } while (depth > 0 && unit(reader));
}

static DateToken scan(DateReader *reader) {
  uint16_t c = unit(reader);
  if (c == 0) return (DateToken){DATE_END, 0, 0};
  if (is_digit(c)) return scan_number(reader);
  if (is_word_unit(c)) return scan_word(reader);
  if (c == '(') {
    skip_parentheses(reader);
    return (DateToken){DATE_OTHER, 0, 0};
  }
  reader->position++;
  if (c == ':' || c == '-' || c == '+' || c == '.' || c == ')')
    return (DateToken){DATE_SYMBOL, c, 1};
  return (DateToken){utf_is_space(c) ? DATE_SPACE : DATE_OTHER, 0, 1};
}

void date_reader_init(DateReader *reader, StringView text) {
  *reader = (DateReader){.text = text,
                         .named_month = DATE_NONE,
                         .hour_offset = DATE_NONE,
                         .zone_sign = DATE_NONE,
                         .zone_hour = DATE_NONE,
                         .zone_minute = DATE_NONE};
  reader->token = scan(reader);
}

DateToken date_reader_next(DateReader *reader) {
  DateToken token = reader->token;
  reader->token = scan(reader);
  return token;
}

int32_t date_token_milliseconds(DateToken token) {
  int32_t value = token.value, length = token.length;
  if (length == 1) return value * 100;
  if (length == 2) return value * 10;
  if (length > SIGNIFICANT_DIGITS) length = SIGNIFICANT_DIGITS;
  for (; length > 3; length--) value /= 10;
  return value;
}
