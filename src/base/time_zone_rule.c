/* SPDX-License-Identifier: MIT */
/* time_zone_rule.c: parses POSIX TZ rules, and finds the period of a year that they put a moment
 * in.
 *
 * A rule may call the winter daylight saving (Ireland's does, with clocks put back): a period counts
 * as daylight if its offset is the greater one. */
#include "base/time_zone_rule.h"

#include <ctype.h>

#include "base/calendar.h"

#define SECONDS_PER_DAY 86400
#define UNBOUNDED       INT64_MAX

/* --- parsing --- */

typedef struct RuleReader {
  const char *next, *end;
} RuleReader;

static bool take(RuleReader *reader, char c) {
  if (reader->next == reader->end || *reader->next != c) return false;
  reader->next++;
  return true;
}

/* At least three letters, or anything in angle brackets. */
static bool skip_name(RuleReader *reader) {
  if (take(reader, '<')) {
    while (reader->next < reader->end && *reader->next != '>') reader->next++;
    return take(reader, '>');
  }
  const char *start = reader->next;
  while (reader->next < reader->end && isalpha((unsigned char)*reader->next)) reader->next++;
  return reader->next - start >= 3;
}

static bool read_number(RuleReader *reader, int32_t max, int32_t *out) {
  const char *start = reader->next;
  *out = 0;
  while (reader->next < reader->end && *reader->next >= '0' && *reader->next <= '9' && *out <= max)
    *out = *out * 10 + (*reader->next++ - '0');
  return reader->next > start && *out <= max;
}

/* [+-]hh[:mm[:ss]]; hours up to a week. */
static bool read_time(RuleReader *reader, int32_t *out) {
  int32_t hours, minutes = 0, seconds = 0;
  bool negative = take(reader, '-');
  if (!negative) take(reader, '+');
  if (!read_number(reader, 167, &hours)) return false;
  if (take(reader, ':')) {
    if (!read_number(reader, 59, &minutes)) return false;
    if (take(reader, ':') && !read_number(reader, 59, &seconds)) return false;
  }
  *out = hours * 3600 + minutes * 60 + seconds;
  if (negative) *out = -*out;
  return true;
}

static bool read_change(RuleReader *reader, ZoneChange *out) {
  *out = (ZoneChange){.kind = '0', .time = 2 * 3600};
  if (take(reader, 'M')) {
    out->kind = 'M';
    if (!read_number(reader, 12, &out->month) || !take(reader, '.') ||
        !read_number(reader, 5, &out->week) || !take(reader, '.') ||
        !read_number(reader, 6, &out->day) || out->month < 1 || out->week < 1)
      return false;
  } else {
    if (take(reader, 'J')) out->kind = 'J';
    if (!read_number(reader, 365, &out->day)) return false;
  }
  return !take(reader, '/') || read_time(reader, &out->time);
}

/* The changes of a rule that names none: those of the United States. */
static const ZoneChange default_to_daylight = {'M', 3, 2, 0, 2 * 3600};
static const ZoneChange default_to_standard = {'M', 11, 1, 0, 2 * 3600};

bool zone_rule_parse(const char *text, size_t length, ZoneRule *out) {
  RuleReader reader = {text, text + length};
  *out = (ZoneRule){.to_daylight = default_to_daylight, .to_standard = default_to_standard};
  if (!skip_name(&reader) || !read_time(&reader, &out->standard)) return false;
  out->standard = -out->standard;
  if (reader.next == reader.end) return true;
  out->changes = true;
  out->daylight = out->standard + 3600;
  if (!skip_name(&reader)) return false;
  if (reader.next < reader.end && *reader.next != ',') {
    if (!read_time(&reader, &out->daylight)) return false;
    out->daylight = -out->daylight;
  }
  if (reader.next == reader.end) return true;
  return take(&reader, ',') && read_change(&reader, &out->to_daylight) && take(&reader, ',') &&
         read_change(&reader, &out->to_standard) && reader.next == reader.end;
}

/* --- periods --- */

static int32_t week_day_of(int64_t day) {
  int64_t week_day = (day + 4) % 7;
  return (int32_t)(week_day < 0 ? week_day + 7 : week_day);
}

static bool is_leap_year(int64_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* The day of a year on which clocks change. */
static int64_t change_day(const ZoneChange *change, int64_t year) {
  int64_t january = days_from_date(year, 0, 1);
  if (change->kind == '0') return january + change->day;
  if (change->kind == 'J')
    return january + change->day - 1 + (is_leap_year(year) && change->day >= 60);
  int64_t first = days_from_date(year, change->month - 1, 1);
  int64_t next_month = days_from_date(change->month == 12 ? year + 1 : year, change->month % 12, 1);
  int64_t day =
      first + (change->day - week_day_of(first) + 7) % 7 + (int64_t)(change->week - 1) * 7;
  while (day >= next_month) day -= 7;
  return day;
}

/* When clocks that were `offset` ahead of UTC change, in UTC. */
static int64_t change_time(const ZoneChange *change, int64_t year, int32_t offset) {
  return change_day(change, year) * SECONDS_PER_DAY + change->time - offset;
}

static ZonePeriod rule_period(const ZoneRule *rule, bool daylight, int64_t start, int64_t end) {
  int32_t offset = daylight ? rule->daylight : rule->standard;
  int32_t other = daylight ? rule->standard : rule->daylight;
  return (ZonePeriod){start, end, offset, offset > other};
}

ZonePeriod zone_rule_period(const ZoneRule *rule, int64_t seconds) {
  if (!rule->changes) return (ZonePeriod){-UNBOUNDED, UNBOUNDED, rule->standard, false};
  int64_t year = date_fields((double)seconds * 1e3).year;
  int64_t previous = -UNBOUNDED;
  bool daylight = false;
  /* The changes from the year before to the year after, in their order. */
  for (int64_t y = year - 1; y <= year + 1; y++) {
    int64_t on = change_time(&rule->to_daylight, y, rule->standard);
    int64_t off = change_time(&rule->to_standard, y, rule->daylight);
    int64_t first = on < off ? on : off, second = on < off ? off : on;
    if (seconds < first) return rule_period(rule, on > off, previous, first);
    daylight = on < off;
    if (seconds < second) return rule_period(rule, daylight, first, second);
    previous = second;
    daylight = !daylight;
  }
  return rule_period(rule, daylight, previous, previous + SECONDS_PER_DAY);
}
