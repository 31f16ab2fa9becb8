/* SPDX-License-Identifier: MIT */
/* date_locale.c: the methods of Date.prototype that print for people, as the locale en-US does:
 * there is no other, and arguments are not looked at. */
#include <math.h>

#include "builtins/date.h"

/* "1/31/2020"; years before 1 count backwards from 1, without saying so. */
static void add_locale_date(DateText *text, const DateFields *fields) {
  date_text_number(text, fields->month + 1, 1);
  date_text_add(text, "/");
  date_text_number(text, fields->day, 1);
  date_text_add(text, "/");
  date_text_number(text, fields->year > 0 ? fields->year : 1 - fields->year, 1);
}

/* "1:05:09 PM" */
static void add_locale_time(DateText *text, const DateFields *fields) {
  date_text_number(text, (fields->hour + 11) % 12 + 1, 1);
  date_text_add(text, ":");
  date_text_number(text, fields->minute, 2);
  date_text_add(text, ":");
  date_text_number(text, fields->second, 2);
  date_text_add(text, fields->hour < 12 ? " AM" : " PM");
}

/* The fields to print; an invalid Date is printed already, and *done. */
static bool begin_locale_text(Vm *vm, Call *call, DateFields *fields, bool *done) {
  double time;
  TRY(this_time_value(vm, call, &time));
  *done = isnan(time);
  if (*done) return call_return_cell(call, string_new_ascii(vm, "Invalid Date"));
  *fields = date_fields(date_local_time(vm, time));
  return true;
}

/* Date.prototype.toLocaleDateString ( )   #sec-date.prototype.tolocaledatestring */
bool date_prototype_to_locale_date_string(Vm *vm, Call *call) {
  DateText text = {.length = 0};
  DateFields fields;
  bool done;
  TRY(begin_locale_text(vm, call, &fields, &done));
  if (done) return true;
  add_locale_date(&text, &fields);
  return date_text_return(vm, call, &text);
}

/* Date.prototype.toLocaleString ( )   #sec-date.prototype.tolocalestring */
bool date_prototype_to_locale_string(Vm *vm, Call *call) {
  DateText text = {.length = 0};
  DateFields fields;
  bool done;
  TRY(begin_locale_text(vm, call, &fields, &done));
  if (done) return true;
  add_locale_date(&text, &fields);
  date_text_add(&text, ", ");
  add_locale_time(&text, &fields);
  return date_text_return(vm, call, &text);
}

/* Date.prototype.toLocaleTimeString ( )   #sec-date.prototype.tolocaletimestring */
bool date_prototype_to_locale_time_string(Vm *vm, Call *call) {
  DateText text = {.length = 0};
  DateFields fields;
  bool done;
  TRY(begin_locale_text(vm, call, &fields, &done));
  if (done) return true;
  add_locale_time(&text, &fields);
  return date_text_return(vm, call, &text);
}
