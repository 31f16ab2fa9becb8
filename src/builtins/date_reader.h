/* SPDX-License-Identifier: MIT */
/* date_reader.h: the text of a date as tokens, and what has been read of it.   Private to Date.
 *
 * The standard's format (date_parse.c) and everything else (date_parse_legacy.c) are read from the
 * same tokens, so that a text that begins like the one may go on like the other. */
#ifndef BUILTINS_DATE_READER_H
#define BUILTINS_DATE_READER_H

#include "builtins/date.h"

typedef enum DateTokenKind {
  DATE_END,
  DATE_NUMBER,
  DATE_SPACE,
  DATE_SYMBOL, /* : - + . or ) */
  DATE_MONTH,  /* a word that begins with a month's three letters; value 1 to 12 */
  DATE_AM_PM,  /* value 0 or 12 */
  DATE_ZONE,   /* a zone's name; value in hours east of UTC */
  DATE_T,
  DATE_WORD,   /* any other */
  DATE_OTHER,  /* text in parentheses, and whatever else has no meaning */
} DateTokenKind;

typedef struct DateToken {
  DateTokenKind kind;
  int32_t value; /* of a number its first 9 digits that count; of a symbol the character */
  int32_t length; /* units */
} DateToken;

/* Fields that come one after the other. */
typedef struct DateList {
  int32_t items[4];
  int32_t count;
} DateList;

#define DATE_NONE INT32_MAX

typedef struct DateReader {
  StringView text;
  uint32_t position; /* behind `token` */
  DateToken token; /* the next one, not yet taken */
  DateList day; /* up to 3 */
  DateList time; /* hour, minute, second, millisecond */
  int32_t named_month; /* DATE_NONE, or 1 to 12 */
  int32_t hour_offset; /* DATE_NONE, or what AM or PM adds */
  int32_t zone_sign, zone_hour, zone_minute; /* DATE_NONE: not given */
} DateReader;

void date_reader_init(DateReader *reader, StringView text);
/* Takes the next token. */
DateToken date_reader_next(DateReader *reader);

static inline bool date_reader_at(const DateReader *reader, char symbol) {
  return reader->token.kind == DATE_SYMBOL && reader->token.value == symbol;
}
static inline bool date_reader_skip(DateReader *reader, char symbol) {
  if (!date_reader_at(reader, symbol)) return false;
  date_reader_next(reader);
  return true;
}
static inline bool date_token_is_sign(DateToken token) {
  return token.kind == DATE_SYMBOL && (token.value == '+' || token.value == '-');
}
static inline bool date_list_add(DateList *list, int32_t size, int32_t value) {
  if (list->count >= size) return false;
  list->items[list->count++] = value;
  return true;
}
static inline bool is_between(int32_t value, int32_t low, int32_t high) {
  return value >= low && value <= high;
}
/* Milliseconds from the digits behind a point. */
int32_t date_token_milliseconds(DateToken token);

/* Reads what isn't in the standard's format, beginning with a token that has been taken already;
 * false: it is no date. */
bool date_read_legacy(DateReader *reader, DateToken token);

#endif
