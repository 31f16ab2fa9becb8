/* SPDX-License-Identifier: MIT */
/* calendar.h: time values, days and the proleptic Gregorian calendar.
 *
 * A time value counts milliseconds since 1970-01-01T00:00:00Z in a double that is an integer of at
 * most 8.64e15 either way, or NaN. The functions named after the specification's operations
 * (#sec-overview-of-date-objects-and-definitions-of-abstract-operations) take its numbers and give
 * exactly its results. */
#ifndef MOTE_BASE_CALENDAR_H
#define MOTE_BASE_CALENDAR_H

#include "base/common.h"

#define MS_PER_DAY    86400000
#define MS_PER_HOUR   3600000
#define MS_PER_MINUTE 60000
#define MS_PER_SECOND 1000
#define TIME_MAX      8.64e15

/* A moment by the calendar and the clock. */
typedef struct DateFields {
  int32_t year;
  int32_t month; /* 0 to 11 */
  int32_t day; /* 1 to 31 */
  int32_t hour;
  int32_t minute;
  int32_t second;
  int32_t millisecond;
  int32_t week_day; /* 0 (Sunday) to 6 */
} DateFields;

/* The number of the day, counted from 1970-01-01; month 0 to 11, any day. Exact for years within
 * ten million of 1970. */
int64_t days_from_date(int64_t year, int32_t month, int64_t day);

/* The calendar's and the clock's fields of a finite time value. */
DateFields date_fields(double time);

/* What is left of the day that the time lies in, and the day. */
static inline int64_t day_of_time(int64_t time) {
  int64_t day = time / MS_PER_DAY;
  return time % MS_PER_DAY < 0 ? day - 1 : day;
}

/* NaN if an argument is not finite, or the year is out of reach. Arguments are truncated.
 * #sec-maketime #sec-makeday #sec-makedate #sec-makefullyear */
double make_time(double hour, double minute, double second, double millisecond);
double make_day(double year, double month, double date);
double make_date(double day, double time);
double make_full_year(double year);

/* NaN beyond the range of time values; never -0.   #sec-timeclip */
double time_clip(double time);

#endif
