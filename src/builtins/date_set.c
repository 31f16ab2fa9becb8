/* SPDX-License-Identifier: MIT */
/* date_set.c: the methods of Date.prototype that change a time value.
 *
 * Each converts all of its arguments before it looks at the time value that it read first: a
 * conversion may run JavaScript, which may change the Date. */
#include <math.h>

#include "builtins/date.h"

#define SETTER_ARGUMENTS 4

/* A setter at work. */
typedef struct DateSetter {
  DateObject *date;
  double time; /* the time value, as it was at first */
  double arguments[SETTER_ARGUMENTS];
  uint32_t count; /* of the arguments given, at least 1 */
} DateSetter;

/* Converts the first argument and as many of the other `optional` ones as there are. */
static bool setter_begin(Vm *vm, const Call *call, uint32_t optional, DateSetter *out) {
  TRY(this_date(vm, call, &out->date));
  out->time = out->date->time;
  out->count = u32_min(call->argc, 1 + optional);
  if (out->count == 0) out->count = 1;
  for (uint32_t i = 0; i < out->count; i++)
    TRY(to_number(vm, call_arg(vm, call, i), &out->arguments[i]));
  return true;
}

/* An argument, or what stands for it if it wasn't given. */
static double argument_or(const DateSetter *setter, uint32_t i, int32_t fallback) {
  return i < setter->count ? setter->arguments[i] : fallback;
}

/* Sets and returns a time value. */
static bool setter_end(Call *call, DateSetter *setter, double time) {
  setter->date->time = time_clip(time);
  return call_return_number(call, setter->date->time);
}

/* For setters that leave an invalid Date as it is. */
static bool leave_invalid(Call *call) { return call_return_number(call, NAN); }

/* The time value that begins `day` and goes on with the time of day of `fields`. */
static double with_day(double fields, double day) {
  int64_t time = (int64_t)fields;
  return make_date(day, (double)(time - day_of_time(time) * MS_PER_DAY));
}

/* … and with another time of day. */
static double with_time(double fields, double time) {
  return make_date((double)day_of_time((int64_t)fields), time);
}

static bool set_date(Vm *vm, Call *call, const DateClock *clock) {
  DateSetter setter;
  TRY(setter_begin(vm, call, 0, &setter));
  if (isnan(setter.time)) return leave_invalid(call);
  double time = clock->fields_of(vm, setter.time);
  DateFields now = date_fields(time);
  double day = make_day(now.year, now.month, setter.arguments[0]);
  return setter_end(call, &setter, clock->time_of(vm, with_day(time, day)));
}

/* Date.prototype.setDate ( date )   #sec-date.prototype.setdate */
bool date_prototype_set_date(Vm *vm, Call *call) { return set_date(vm, call, &date_clock_local); }

static bool set_full_year(Vm *vm, Call *call, const DateClock *clock) {
  DateSetter setter;
  TRY(setter_begin(vm, call, 2, &setter));
  double time = isnan(setter.time) ? 0 : clock->fields_of(vm, setter.time);
  DateFields now = date_fields(time);
  double day = make_day(setter.arguments[0], argument_or(&setter, 1, now.month),
                        argument_or(&setter, 2, now.day));
  return setter_end(call, &setter, clock->time_of(vm, with_day(time, day)));
}

/* Date.prototype.setFullYear ( year [ , month [ , date ] ] )   #sec-date.prototype.setfullyear */
bool date_prototype_set_full_year(Vm *vm, Call *call) {
  return set_full_year(vm, call, &date_clock_local);
}

static bool set_hours(Vm *vm, Call *call, const DateClock *clock) {
  DateSetter setter;
  TRY(setter_begin(vm, call, 3, &setter));
  if (isnan(setter.time)) return leave_invalid(call);
  double time = clock->fields_of(vm, setter.time);
  DateFields now = date_fields(time);
  double of_day =
      make_time(setter.arguments[0], argument_or(&setter, 1, now.minute),
                argument_or(&setter, 2, now.second), argument_or(&setter, 3, now.millisecond));
  return setter_end(call, &setter, clock->time_of(vm, with_time(time, of_day)));
}

/* Date.prototype.setHours ( hour [ , min [ , sec [ , ms ] ] ] )   #sec-date.prototype.sethours */
bool date_prototype_set_hours(Vm *vm, Call *call) { return set_hours(vm, call, &date_clock_local); }

static bool set_milliseconds(Vm *vm, Call *call, const DateClock *clock) {
  DateSetter setter;
  TRY(setter_begin(vm, call, 0, &setter));
  if (isnan(setter.time)) return leave_invalid(call);
  double time = clock->fields_of(vm, setter.time);
  DateFields now = date_fields(time);
  double of_day = make_time(now.hour, now.minute, now.second, setter.arguments[0]);
  return setter_end(call, &setter, clock->time_of(vm, with_time(time, of_day)));
}

/* Date.prototype.setMilliseconds ( ms )   #sec-date.prototype.setmilliseconds */
bool date_prototype_set_milliseconds(Vm *vm, Call *call) {
  return set_milliseconds(vm, call, &date_clock_local);
}

static bool set_minutes(Vm *vm, Call *call, const DateClock *clock) {
  DateSetter setter;
  TRY(setter_begin(vm, call, 2, &setter));
  if (isnan(setter.time)) return leave_invalid(call);
  double time = clock->fields_of(vm, setter.time);
  DateFields now = date_fields(time);
  double of_day = make_time(now.hour, setter.arguments[0], argument_or(&setter, 1, now.second),
                            argument_or(&setter, 2, now.millisecond));
  return setter_end(call, &setter, clock->time_of(vm, with_time(time, of_day)));
}

/* Date.prototype.setMinutes ( min [ , sec [ , ms ] ] )   #sec-date.prototype.setminutes */
bool date_prototype_set_minutes(Vm *vm, Call *call) {
  return set_minutes(vm, call, &date_clock_local);
}

static bool set_month(Vm *vm, Call *call, const DateClock *clock) {
  DateSetter setter;
  TRY(setter_begin(vm, call, 1, &setter));
  if (isnan(setter.time)) return leave_invalid(call);
  double time = clock->fields_of(vm, setter.time);
  DateFields now = date_fields(time);
  double day = make_day(now.year, setter.arguments[0], argument_or(&setter, 1, now.day));
  return setter_end(call, &setter, clock->time_of(vm, with_day(time, day)));
}

/* Date.prototype.setMonth ( month [ , date ] )   #sec-date.prototype.setmonth */
bool date_prototype_set_month(Vm *vm, Call *call) { return set_month(vm, call, &date_clock_local); }

static bool set_seconds(Vm *vm, Call *call, const DateClock *clock) {
  DateSetter setter;
  TRY(setter_begin(vm, call, 1, &setter));
  if (isnan(setter.time)) return leave_invalid(call);
  double time = clock->fields_of(vm, setter.time);
  DateFields now = date_fields(time);
  double of_day = make_time(now.hour, now.minute, setter.arguments[0],
                            argument_or(&setter, 1, now.millisecond));
  return setter_end(call, &setter, clock->time_of(vm, with_time(time, of_day)));
}

/* Date.prototype.setSeconds ( sec [ , ms ] )   #sec-date.prototype.setseconds */
bool date_prototype_set_seconds(Vm *vm, Call *call) {
  return set_seconds(vm, call, &date_clock_local);
}

/* Date.prototype.setTime ( time )   #sec-date.prototype.settime */
bool date_prototype_set_time(Vm *vm, Call *call) {
  DateSetter setter;
  TRY(setter_begin(vm, call, 0, &setter));
  return setter_end(call, &setter, setter.arguments[0]);
}

/* Date.prototype.setUTCDate ( date )   #sec-date.prototype.setutcdate */
bool date_prototype_set_utc_date(Vm *vm, Call *call) { return set_date(vm, call, &date_clock_utc); }

/* Date.prototype.setUTCFullYear ( year [ , month [ , date ] ] )
 * #sec-date.prototype.setutcfullyear */
bool date_prototype_set_utc_full_year(Vm *vm, Call *call) {
  return set_full_year(vm, call, &date_clock_utc);
}

/* Date.prototype.setUTCHours ( hour [ , min [ , sec [ , ms ] ] ] )
 * #sec-date.prototype.setutchours */
bool date_prototype_set_utc_hours(Vm *vm, Call *call) {
  return set_hours(vm, call, &date_clock_utc);
}

/* Date.prototype.setUTCMilliseconds ( ms )   #sec-date.prototype.setutcmilliseconds */
bool date_prototype_set_utc_milliseconds(Vm *vm, Call *call) {
  return set_milliseconds(vm, call, &date_clock_utc);
}

/* Date.prototype.setUTCMinutes ( min [ , sec [ , ms ] ] )   #sec-date.prototype.setutcminutes */
bool date_prototype_set_utc_minutes(Vm *vm, Call *call) {
  return set_minutes(vm, call, &date_clock_utc);
}

/* Date.prototype.setUTCMonth ( month [ , date ] )   #sec-date.prototype.setutcmonth */
bool date_prototype_set_utc_month(Vm *vm, Call *call) {
  return set_month(vm, call, &date_clock_utc);
}

/* Date.prototype.setUTCSeconds ( sec [ , ms ] )   #sec-date.prototype.setutcseconds */
bool date_prototype_set_utc_seconds(Vm *vm, Call *call) {
  return set_seconds(vm, call, &date_clock_utc);
}

/* Date.prototype.setYear ( year )   #sec-date.prototype.setyear */
bool date_prototype_set_year(Vm *vm, Call *call) {
  DateSetter setter;
  TRY(setter_begin(vm, call, 0, &setter));
  double time = isnan(setter.time) ? 0 : date_local_time(vm, setter.time);
  DateFields now = date_fields(time);
  double day = make_day(make_full_year(setter.arguments[0]), now.month, now.day);
  return setter_end(call, &setter, date_utc(vm, with_day(time, day)));
}
