/* SPDX-License-Identifier: MIT */
/* date_get.c: the methods of Date.prototype that read a time value's parts. */
#include <math.h>
#include <stddef.h>

#include "builtins/date.h"

bool this_date(Vm *vm, const Call *call, DateObject **out) {
  if (!value_is_type(call->this_value, CELL_DATE)) return throw_type_error(vm, ERROR_NOT_A_DATE);
  *out = (DateObject *)value_as_cell(call->this_value);
  return true;
}

bool this_time_value(Vm *vm, const Call *call, double *out) {
  DateObject *date;
  TRY(this_date(vm, call, &date));
  *out = date->time;
  return true;
}

/* One field of DateFields, by its offset. */
static bool get_field(Vm *vm, Call *call, const DateClock *clock, size_t field) {
  double time;
  TRY(this_time_value(vm, call, &time));
  if (isnan(time)) return call_return_number(call, NAN);
  DateFields fields = date_fields(clock->fields_of(vm, time));
  return call_return(call, value_int(*(const int32_t *)((const char *)&fields + field)));
}

/* Date.prototype.getDate ( )   #sec-date.prototype.getdate */
bool date_prototype_get_date(Vm *vm, Call *call) {
  return get_field(vm, call, &date_clock_local, offsetof(DateFields, day));
}

/* Date.prototype.getDay ( )   #sec-date.prototype.getday */
bool date_prototype_get_day(Vm *vm, Call *call) {
  return get_field(vm, call, &date_clock_local, offsetof(DateFields, week_day));
}

/* Date.prototype.getFullYear ( )   #sec-date.prototype.getfullyear */
bool date_prototype_get_full_year(Vm *vm, Call *call) {
  return get_field(vm, call, &date_clock_local, offsetof(DateFields, year));
}

/* Date.prototype.getHours ( )   #sec-date.prototype.gethours */
bool date_prototype_get_hours(Vm *vm, Call *call) {
  return get_field(vm, call, &date_clock_local, offsetof(DateFields, hour));
}

/* Date.prototype.getMilliseconds ( )   #sec-date.prototype.getmilliseconds */
bool date_prototype_get_milliseconds(Vm *vm, Call *call) {
  return get_field(vm, call, &date_clock_local, offsetof(DateFields, millisecond));
}

/* Date.prototype.getMinutes ( )   #sec-date.prototype.getminutes */
bool date_prototype_get_minutes(Vm *vm, Call *call) {
  return get_field(vm, call, &date_clock_local, offsetof(DateFields, minute));
}

/* Date.prototype.getMonth ( )   #sec-date.prototype.getmonth */
bool date_prototype_get_month(Vm *vm, Call *call) {
  return get_field(vm, call, &date_clock_local, offsetof(DateFields, month));
}

/* Date.prototype.getSeconds ( )   #sec-date.prototype.getseconds */
bool date_prototype_get_seconds(Vm *vm, Call *call) {
  return get_field(vm, call, &date_clock_local, offsetof(DateFields, second));
}

/* Date.prototype.getTime ( )   #sec-date.prototype.gettime
 * Date.prototype.valueOf ( )   #sec-date.prototype.valueof */
bool date_prototype_get_time(Vm *vm, Call *call) {
  double time;
  TRY(this_time_value(vm, call, &time));
  return call_return_number(call, time);
}

/* Date.prototype.getTimezoneOffset ( )   #sec-date.prototype.gettimezoneoffset
 * Offsets of before standard time have seconds, which other engines cut off, and so is it here. */
bool date_prototype_get_timezone_offset(Vm *vm, Call *call) {
  double time;
  TRY(this_time_value(vm, call, &time));
  return call_return_number(call, trunc((time - date_local_time(vm, time)) / MS_PER_MINUTE) + 0.0);
}

/* Date.prototype.getUTCDate ( )   #sec-date.prototype.getutcdate */
bool date_prototype_get_utc_date(Vm *vm, Call *call) {
  return get_field(vm, call, &date_clock_utc, offsetof(DateFields, day));
}

/* Date.prototype.getUTCDay ( )   #sec-date.prototype.getutcday */
bool date_prototype_get_utc_day(Vm *vm, Call *call) {
  return get_field(vm, call, &date_clock_utc, offsetof(DateFields, week_day));
}

/* Date.prototype.getUTCFullYear ( )   #sec-date.prototype.getutcfullyear */
bool date_prototype_get_utc_full_year(Vm *vm, Call *call) {
  return get_field(vm, call, &date_clock_utc, offsetof(DateFields, year));
}

/* Date.prototype.getUTCHours ( )   #sec-date.prototype.getutchours */
bool date_prototype_get_utc_hours(Vm *vm, Call *call) {
  return get_field(vm, call, &date_clock_utc, offsetof(DateFields, hour));
}

/* Date.prototype.getUTCMilliseconds ( )   #sec-date.prototype.getutcmilliseconds */
bool date_prototype_get_utc_milliseconds(Vm *vm, Call *call) {
  return get_field(vm, call, &date_clock_utc, offsetof(DateFields, millisecond));
}

/* Date.prototype.getUTCMinutes ( )   #sec-date.prototype.getutcminutes */
bool date_prototype_get_utc_minutes(Vm *vm, Call *call) {
  return get_field(vm, call, &date_clock_utc, offsetof(DateFields, minute));
}

/* Date.prototype.getUTCMonth ( )   #sec-date.prototype.getutcmonth */
bool date_prototype_get_utc_month(Vm *vm, Call *call) {
  return get_field(vm, call, &date_clock_utc, offsetof(DateFields, month));
}

/* Date.prototype.getUTCSeconds ( )   #sec-date.prototype.getutcseconds */
bool date_prototype_get_utc_seconds(Vm *vm, Call *call) {
  return get_field(vm, call, &date_clock_utc, offsetof(DateFields, second));
}

/* Date.prototype.getYear ( )   #sec-date.prototype.getyear */
bool date_prototype_get_year(Vm *vm, Call *call) {
  TRY(date_prototype_get_full_year(vm, call));
  if (value_is_int(call->result)) call->result = value_number(value_as_number(call->result) - 1900);
  return true;
}
