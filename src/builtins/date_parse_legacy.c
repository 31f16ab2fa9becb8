/* SPDX-License-Identifier: MIT */
/* date_parse_legacy.c: dates as people and programs write them: "Jan 1 2020 10:00 GMT+0100 (CET)",
 * "2020/01/02", "1 January 2020 5:00 PM". No standard says how; the rules are those that V8 follows,
 * since programs have come to count on them.
 *
 * - Words before the first number are skipped, behind it they must be months, zones, AM or PM;
 *   text in parentheses is always skipped.
 * - A number before a colon belongs to the time, so does one that may follow such a number; any
 *   other belongs to the date.
 * - A sign behind the time, or behind a zone's name, begins an offset; otherwise it only separates
 *   numbers, while there is no time. */
#include "builtins/date_reader.h"

#include <stdlib.h>

/* Whether a number may be the next field of a time that has begun. */
static bool time_expects(const DateReader *reader, int32_t number) {
  switch (reader->time.count) {
    case 1:
    case 2: return is_between(number, 0, 59);
    case 3: return is_between(number, 0, 999);
    default: return false;
  }
}

/* Adds the last field of the time. */
static void finish_time(DateReader *reader, int32_t number) {
  date_list_add(&reader->time, 4, number);
  while (date_list_add(&reader->time, 4, 0)) {}
}

/* A number before a colon; two colons leave out the minutes. */
static bool read_time_number(DateReader *reader, int32_t number) {
  if (date_reader_skip(reader, ':')) {
    if (reader->time.count > 0) return false;
    return date_list_add(&reader->time, 4, number) && date_list_add(&reader->time, 4, 0);
  }
  if (!date_list_add(&reader->time, 4, number)) return false;
  if (date_reader_at(reader, '.')) date_reader_next(reader);
  return true;
}

/* Seconds before a point, and what follows it. */
static bool read_fraction(DateReader *reader, int32_t number) {
  date_list_add(&reader->time, 4, number);
  if (reader->token.kind != DATE_NUMBER) return false;
  finish_time(reader, date_token_milliseconds(date_reader_next(reader)));
  return true;
}

/* Whether a time may end before this token. */
static bool ends_time(DateToken token) {
  return token.kind == DATE_END || token.kind == DATE_SPACE || date_token_is_sign(token) ||
         (token.kind == DATE_ZONE && token.length == 1);
}

static bool read_number(DateReader *reader, int32_t number) {
  if (date_reader_skip(reader, ':')) return read_time_number(reader, number);
  if (date_reader_skip(reader, '.') && time_expects(reader, number))
    return read_fraction(reader, number);
  if (reader->zone_hour != DATE_NONE && reader->zone_minute == DATE_NONE &&
      is_between(number, 0, 59)) {
    reader->zone_minute = number;
    return true;
  }
  if (time_expects(reader, number)) {
    finish_time(reader, number);
    return ends_time(reader->token);
  }
  if (!date_list_add(&reader->day, 3, number)) return false;
  date_reader_skip(reader, '-');
  return true;
}

static bool read_word(DateReader *reader, DateToken token, bool has_number) {
  if (token.kind == DATE_AM_PM && reader->time.count > 0) {
    reader->hour_offset = token.value;
  } else if (token.kind == DATE_MONTH) {
    reader->named_month = token.value;
    date_reader_skip(reader, '-');
  } else if (token.kind == DATE_ZONE && has_number) {
    reader->zone_sign = token.value < 0 ? -1 : 1;
    reader->zone_hour = abs(token.value);
    reader->zone_minute = 0;
  } else {
    return !has_number && reader->token.kind != DATE_NUMBER;
  }
  return true;
}

/* An offset's hours and minutes: +1, +01, +100, +0100, +01: and minutes that come later. */
static bool read_offset(DateReader *reader, bool negative) {
  int32_t number = 0, length = 0;
  reader->zone_sign = negative ? -1 : 1;
  if (reader->token.kind == DATE_NUMBER) {
    DateToken token = date_reader_next(reader);
    number = token.value;
    length = token.length;
  }
  if (date_reader_at(reader, ':')) {
    reader->zone_hour = number;
    reader->zone_minute = DATE_NONE;
  } else if (is_between(length, 1, 2)) {
    reader->zone_hour = number;
    reader->zone_minute = 0;
  } else if (is_between(length, 3, 4)) {
    reader->zone_hour = number / 100;
    reader->zone_minute = number % 100;
  } else {
    return false;
  }
  return true;
}

/* Whether the zone so far is UTC, which an offset may follow. */
static bool zone_is_utc(const DateReader *reader) {
  return reader->zone_hour == 0 && reader->zone_minute == 0;
}

bool date_read_legacy(DateReader *reader, DateToken token) {
  bool has_number = reader->day.count > 0;
  for (; token.kind != DATE_END; token = date_reader_next(reader)) {
    if (token.kind == DATE_NUMBER) {
      has_number = true;
      if (!read_number(reader, token.value)) return false;
    } else if (token.kind >= DATE_MONTH && token.kind <= DATE_WORD) {
      if (!read_word(reader, token, has_number)) return false;
    } else if (date_token_is_sign(token) && (zone_is_utc(reader) || reader->time.count > 0)) {
      has_number = true;
      if (!read_offset(reader, token.value == '-')) return false;
    } else if (has_number &&
               (date_token_is_sign(token) || (token.kind == DATE_SYMBOL && token.value == ')'))) {
      return false;
    }
  }
  return true;
}
