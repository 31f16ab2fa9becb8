/* SPDX-License-Identifier: MIT */
/* date_parse.c: Date.parse: the format of the standard (#sec-date-time-string-format), and the time
 * value of what was read.
 *
 * A text that leaves the standard's format within the date is read on by date_parse_legacy.c; one
 * that leaves it behind the T is no date. */
#include <math.h>

#include "builtins/date_reader.h"

typedef enum IsoResult {
  ISO_COMPLETE,
  ISO_LEFT, /* `*token` has been taken and is to be read otherwise */
  ISO_INVALID,
} IsoResult;

/* Takes a number of exactly `length` digits between two bounds. */
static bool take_number(DateReader *reader, int32_t length, int32_t low, int32_t high,
                        int32_t *out) {
  DateToken token = reader->token;
  if (token.kind != DATE_NUMBER || token.length != length || !is_between(token.value, low, high))
    return false;
  *out = date_reader_next(reader).value;
  return true;
}

static bool take_time(DateReader *reader, int32_t low, int32_t high) {
  int32_t value;
  return take_number(reader, 2, low, high, &value) && date_list_add(&reader->time, 4, value);
}

/* [+-]YYYYYY or YYYY */
static bool read_iso_year(DateReader *reader, DateToken *token) {
  int32_t year;
  *token = reader->token;
  if (!date_token_is_sign(*token)) {
    if (take_number(reader, 4, 0, 9999, &year)) return date_list_add(&reader->day, 3, year);
    *token = date_reader_next(reader);
    return false;
  }
  date_reader_next(reader);
  bool negative = token->value == '-';
  DateToken number = reader->token;
  if (number.kind != DATE_NUMBER || number.length != 6) return false;
  date_reader_next(reader);
  if (negative && number.value == 0) return false;
  return date_list_add(&reader->day, 3, negative ? -number.value : number.value);
}

/* HH:mm[:ss[.sss]]; 24:00 is the end of the day. */
static bool read_iso_time(DateReader *reader) {
  if (!take_time(reader, 0, 24)) return false;
  int32_t most = reader->time.items[0] == 24 ? 0 : 59;
  if (!date_reader_skip(reader, ':') || !take_time(reader, 0, most)) return false;
  if (!date_reader_skip(reader, ':')) return true;
  if (!take_time(reader, 0, most)) return false;
  if (!date_reader_skip(reader, '.')) return true;
  if (reader->token.kind != DATE_NUMBER || (most == 0 && reader->token.value > 0)) return false;
  return date_list_add(&reader->time, 4, date_token_milliseconds(date_reader_next(reader)));
}

static bool read_iso_zone(DateReader *reader) {
  int32_t both;
  DateToken token = reader->token;
  if (token.kind == DATE_ZONE && token.length == 1) {
    date_reader_next(reader);
    reader->zone_sign = 1;
    reader->zone_hour = reader->zone_minute = 0;
    return true;
  }
  if (!date_token_is_sign(token)) return true;
  date_reader_next(reader);
  reader->zone_sign = token.value == '-' ? -1 : 1;
  if (take_number(reader, 4, 0, 2359, &both)) {
    reader->zone_hour = both / 100;
    reader->zone_minute = both % 100;
    return reader->zone_minute < 60;
  }
  return take_number(reader, 2, 0, 23, &reader->zone_hour) && date_reader_skip(reader, ':') &&
         take_number(reader, 2, 0, 59, &reader->zone_minute);
}

static IsoResult read_iso(DateReader *reader, DateToken *token) {
  int32_t value;
  if (!read_iso_year(reader, token)) return ISO_LEFT;
  for (int32_t most = 12; most <= 31 && date_reader_skip(reader, '-'); most += 31 - 12) {
    if (!take_number(reader, 2, 1, most, &value)) {
      *token = date_reader_next(reader);
      return ISO_LEFT;
    }
    reader->day.items[reader->day.count++] = value;
  }
  if (reader->token.kind != DATE_T) {
    *token = date_reader_next(reader);
    if (token->kind != DATE_END) return ISO_LEFT;
    reader->zone_sign = 1; /* a date alone is in UTC */
    return ISO_COMPLETE;
  }
  date_reader_next(reader);
  if (!read_iso_time(reader) || !read_iso_zone(reader)) return ISO_INVALID;
  return reader->token.kind == DATE_END ? ISO_COMPLETE : ISO_INVALID;
}

/* --- from fields to a time value --- */

/* Year, month and day, in the order that their values speak for. */
static bool compose_day(DateReader *reader, bool is_iso, double *out) {
  int32_t *items = reader->day.items, year, month, day, count = reader->day.count;
  if (count < 1) return false;
  for (; count < 3; count++) items[count] = 1;
  bool first_is_day = is_between(items[0], 1, 31);
  if (reader->named_month != DATE_NONE) {
    month = reader->named_month;
    day = items[first_is_day ? 0 : 1];
    year = items[first_is_day ? 1 : 0];
  } else if (is_iso || !first_is_day) {
    year = items[0], month = items[1], day = items[2];
  } else {
    month = items[0], day = items[1], year = items[2];
  }
  if (!is_iso && is_between(year, 0, 49)) year += 2000;
  else if (!is_iso && is_between(year, 50, 99)) year += 1900;
  *out = make_day(year, month - 1, day);
  return is_between(month, 1, 12) && is_between(day, 1, 31);
}

static bool compose_time(DateReader *reader, double *out) {
  const int32_t *items = reader->time.items;
  int32_t hour = items[0];
  if (reader->hour_offset != DATE_NONE) {
    if (!is_between(hour, 0, 12)) return false;
    hour = hour % 12 + reader->hour_offset;
  }
  bool end_of_day = hour == 24 && !items[1] && !items[2] && !items[3];
  *out = make_time(hour, items[1], items[2], items[3]);
  return end_of_day || (is_between(hour, 0, 23) && is_between(items[1], 0, 59) &&
                        is_between(items[2], 0, 59) && is_between(items[3], 0, 999));
}

/* Seconds east of UTC. */
static double zone_offset(const DateReader *reader) {
  double hour = reader->zone_hour == DATE_NONE ? 0 : reader->zone_hour;
  double minute = reader->zone_minute == DATE_NONE ? 0 : reader->zone_minute;
  return reader->zone_sign * (hour * 3600 + minute * 60);
}

static bool parse_view(Vm *vm, StringView text, double *out) {
  DateReader reader;
  DateToken token;
  double day, time;
  date_reader_init(&reader, text);
  IsoResult iso = read_iso(&reader, &token);
  if (iso == ISO_INVALID || (iso == ISO_LEFT && !date_read_legacy(&reader, token))) return false;
  if (!compose_day(&reader, iso == ISO_COMPLETE, &day) || !compose_time(&reader, &time))
    return false;
  time = make_date(day, time);
  *out = reader.zone_sign == DATE_NONE ? date_utc(vm, time) : time - zone_offset(&reader) * 1e3;
  *out = time_clip(*out);
  return true;
}

bool date_parse(Vm *vm, String *text, double *out) {
  StringView view;
  TRY(string_view(vm, text, &view));
  if (!parse_view(vm, view, out)) *out = NAN;
  keep_alive(text);
  return true;
}
