/* SPDX-License-Identifier: MIT */
/* date_format.c: the methods of Date.prototype that print a time value in the fixed forms. */
#include <math.h>
#include <stdlib.h>

#include "base/number.h"
#include "base/time_zone.h"
#include "builtins/date.h"

static const char week_days[7][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
static const char months[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/* --- pieces of text --- */

void date_text_add(DateText *text, const char *part) {
  size_t length = strlen(part);
  ASSERT(text->length + length <= sizeof text->bytes);
  memcpy(text->bytes + text->length, part, length);
  text->length += length;
}

void date_text_number(DateText *text, int32_t number, int32_t width) {
  char digits[NUMBER_BUFFER_SIZE];
  int32_t length = (int32_t)int32_to_string(number, digits);
  for (int32_t i = length; i < width; i++) text->bytes[text->length++] = '0';
  memcpy(text->bytes + text->length, digits, (size_t)length);
  text->length += (size_t)length;
}

bool date_text_return(Vm *vm, Call *call, const DateText *text) {
  return call_return_cell(call, string_new_utf8(vm, text->bytes, text->length));
}

/* DateString's year   #sec-datestring */
static void add_year(DateText *text, int32_t year) {
  if (year < 0) date_text_add(text, "-");
  date_text_number(text, abs(year), 4);
}

/* DateString ( tv )   #sec-datestring */
static void add_date(DateText *text, const DateFields *fields) {
  date_text_add(text, week_days[fields->week_day]);
  date_text_add(text, " ");
  date_text_add(text, months[fields->month]);
  date_text_add(text, " ");
  date_text_number(text, fields->day, 2);
  date_text_add(text, " ");
  add_year(text, fields->year);
}

static void add_clock(DateText *text, const DateFields *fields) {
  date_text_number(text, fields->hour, 2);
  date_text_add(text, ":");
  date_text_number(text, fields->minute, 2);
  date_text_add(text, ":");
  date_text_number(text, fields->second, 2);
}

/* TimeString ( tv )   #sec-timestring */
static void add_time(DateText *text, const DateFields *fields) {
  add_clock(text, fields);
  date_text_add(text, " GMT");
}

/* TimeZoneString ( tv )   #sec-timezoneestring */
static void add_zone(Vm *vm, DateText *text, double time) {
  char name[ZONE_NAME_SIZE];
  int32_t offset = (int32_t)((date_local_time(vm, time) - time) / MS_PER_MINUTE);
  date_text_add(text, offset < 0 ? "-" : "+");
  date_text_number(text, abs(offset) / 60, 2);
  date_text_number(text, abs(offset) % 60, 2);
  date_zone_name(vm, time, name);
  date_text_add(text, " (");
  date_text_add(text, name);
  date_text_add(text, ")");
}

/* --- methods --- */

static const char invalid_date[] = "Invalid Date";

String *to_date_string(Vm *vm, double time) {
  DateText text = {.length = 0};
  if (isnan(time)) return string_new_ascii(vm, invalid_date);
  DateFields fields = date_fields(date_local_time(vm, time));
  add_date(&text, &fields);
  date_text_add(&text, " ");
  add_time(&text, &fields);
  add_zone(vm, &text, time);
  return string_new_utf8(vm, text.bytes, text.length);
}

/* Date.prototype.toDateString ( )   #sec-date.prototype.todatestring */
bool date_prototype_to_date_string(Vm *vm, Call *call) {
  double time;
  DateText text = {.length = 0};
  TRY(this_time_value(vm, call, &time));
  if (isnan(time)) return call_return_cell(call, string_new_ascii(vm, invalid_date));
  DateFields fields = date_fields(date_local_time(vm, time));
  add_date(&text, &fields);
  return date_text_return(vm, call, &text);
}

/* Date.prototype.toISOString ( )   #sec-date.prototype.toisostring
 * #sec-date-time-string-format */
bool date_prototype_to_iso_string(Vm *vm, Call *call) {
  double time;
  DateText text = {.length = 0};
  TRY(this_time_value(vm, call, &time));
  if (isnan(time)) return throw_range_error(vm, ERROR_INVALID_TIME);
  DateFields fields = date_fields(time);
  bool expanded = fields.year < 0 || fields.year > 9999;
  if (expanded) date_text_add(&text, fields.year < 0 ? "-" : "+");
  date_text_number(&text, abs(fields.year), expanded ? 6 : 4);
  date_text_add(&text, "-");
  date_text_number(&text, fields.month + 1, 2);
  date_text_add(&text, "-");
  date_text_number(&text, fields.day, 2);
  date_text_add(&text, "T");
  add_clock(&text, &fields);
  date_text_add(&text, ".");
  date_text_number(&text, fields.millisecond, 3);
  date_text_add(&text, "Z");
  return date_text_return(vm, call, &text);
}

/* Date.prototype.toJSON ( key )   #sec-date.prototype.tojson */
bool date_prototype_to_json(Vm *vm, Call *call) {
  Object *o;
  Value primitive;
  TRY(to_object(vm, call->this_value, &o));
  TRY(to_primitive(vm, value_cell(o), PREFER_NUMBER, &primitive));
  if (value_is_number(primitive) && !isfinite(value_as_number(primitive)))
    return call_return(call, value_null(vm));
  return invoke(vm, value_cell(o), vm->names.to_iso_string, NULL, 0, &call->result);
}

/* Date.prototype.toString ( )   #sec-date.prototype.tostring */
bool date_prototype_to_string(Vm *vm, Call *call) {
  double time;
  TRY(this_time_value(vm, call, &time));
  return call_return_cell(call, to_date_string(vm, time));
}

/* Date.prototype.toTimeString ( )   #sec-date.prototype.totimestring */
bool date_prototype_to_time_string(Vm *vm, Call *call) {
  double time;
  DateText text = {.length = 0};
  TRY(this_time_value(vm, call, &time));
  if (isnan(time)) return call_return_cell(call, string_new_ascii(vm, invalid_date));
  DateFields fields = date_fields(date_local_time(vm, time));
  add_time(&text, &fields);
  add_zone(vm, &text, time);
  return date_text_return(vm, call, &text);
}

/* Date.prototype.toUTCString ( )   #sec-date.prototype.toutcstring */
bool date_prototype_to_utc_string(Vm *vm, Call *call) {
  double time;
  DateText text = {.length = 0};
  TRY(this_time_value(vm, call, &time));
  if (isnan(time)) return call_return_cell(call, string_new_ascii(vm, invalid_date));
  DateFields fields = date_fields(time);
  date_text_add(&text, week_days[fields.week_day]);
  date_text_add(&text, ", ");
  date_text_number(&text, fields.day, 2);
  date_text_add(&text, " ");
  date_text_add(&text, months[fields.month]);
  date_text_add(&text, " ");
  add_year(&text, fields.year);
  date_text_add(&text, " ");
  add_time(&text, &fields);
  return date_text_return(vm, call, &text);
}
