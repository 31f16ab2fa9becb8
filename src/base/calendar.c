/* SPDX-License-Identifier: MIT */
/* calendar.c: dates from days and days from dates.
 *
 * Years are counted from March in eras of 400, so that the leap day is a year's last and one
 * division finds the year, another the month (153 days are five months). */
#include "base/calendar.h"

#include <math.h>

#define DAYS_PER_ERA 146097
/* From 0000-03-01 to 1970-01-01. */
#define EPOCH_DAYS 719468

int64_t days_from_date(int64_t year, int32_t month, int64_t day) {
  int64_t from_march = month >= 2 ? month - 2 : month + 10;
  if (month < 2) year--;
  int64_t era = (year >= 0 ? year : year - 399) / 400, year_of_era = year - era * 400;
  int64_t day_of_year = (153 * from_march + 2) / 5;
  int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * DAYS_PER_ERA + day_of_era - EPOCH_DAYS + day - 1;
}

static void set_date(int64_t day, DateFields *out) {
  int64_t shifted = day + EPOCH_DAYS;
  int64_t era = (shifted >= 0 ? shifted : shifted - (DAYS_PER_ERA - 1)) / DAYS_PER_ERA;
  uint32_t of_era = (uint32_t)(shifted - era * DAYS_PER_ERA);
  uint32_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  uint32_t of_year = of_era - (365 * year + year / 4 - year / 100);
  uint32_t from_march = (5 * of_year + 2) / 153;
  out->day = (int32_t)(of_year - (153 * from_march + 2) / 5 + 1);
  out->month = (int32_t)(from_march < 10 ? from_march + 2 : from_march - 10);
  out->year = (int32_t)(year + era * 400 + (out->month < 2));
  int32_t week_day = (int32_t)((day + 4) % 7);
  out->week_day = week_day < 0 ? week_day + 7 : week_day;
}

DateFields date_fields(double time) {
  DateFields fields;
  int64_t milliseconds = (int64_t)time, day = day_of_time(milliseconds);
  uint32_t rest = (uint32_t)(milliseconds - day * MS_PER_DAY);
  set_date(day, &fields);
  fields.hour = (int32_t)(rest / MS_PER_HOUR);
  fields.minute = (int32_t)(rest / MS_PER_MINUTE % 60);
  fields.second = (int32_t)(rest / MS_PER_SECOND % 60);
  fields.millisecond = (int32_t)(rest % MS_PER_SECOND);
  return fields;
}

double make_time(double hour, double minute, double second, double millisecond) {
  if (!isfinite(hour) || !isfinite(minute) || !isfinite(second) || !isfinite(millisecond))
    return NAN;
  return trunc(hour) * MS_PER_HOUR + trunc(minute) * MS_PER_MINUTE + trunc(second) * MS_PER_SECOND +
         trunc(millisecond);
}

/* No time value has a year as far from 1970 as this, however many days are taken away again. */
#define YEAR_LIMIT 1e6

double make_day(double year, double month, double date) {
  if (!isfinite(year) || !isfinite(month) || !isfinite(date)) return NAN;
  double whole_month = trunc(month), years = floor(whole_month / 12);
  double sum = trunc(year) + years;
  if (fabs(sum) > YEAR_LIMIT) return NAN;
  int32_t month_of_year = (int32_t)(whole_month - years * 12);
  return (double)days_from_date((int64_t)sum, month_of_year, 1) + trunc(date) - 1;
}

double make_date(double day, double time) {
  if (!isfinite(day) || !isfinite(time)) return NAN;
  double value = day * MS_PER_DAY + time;
  return isfinite(value) ? value : NAN;
}

double make_full_year(double year) {
  if (isnan(year)) return NAN;
  double truncated = trunc(year);
  return truncated >= 0 && truncated <= 99 ? 1900 + truncated : truncated;
}

double time_clip(double time) {
  if (!(fabs(time) <= TIME_MAX)) return NAN;
  return trunc(time) + 0.0;
}
