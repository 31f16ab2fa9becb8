/* SPDX-License-Identifier: MIT */
/* date.h: what the files of Date share: the clock, local time, parsing, text.
 *
 * A Date's methods are in date_get.c, date_set.c, date_format.c and date_locale.c; their table is
 * date_prototype.c's. */
#ifndef BUILTINS_DATE_H
#define BUILTINS_DATE_H

#include "base/calendar.h"
#include "ops/call.h"
#include "value/buffer_object.h"
#include "value/native.h"

/* --- date_clock.c --- */

/* The time value of now: the one place where the engine asks what time it is. The host may supply
 * the clock (HostHooks). */
double date_current_time(Vm *vm);
/* #sec-localtime #sec-utc-t   NaN stays NaN. */
double date_local_time(Vm *vm, double time);
double date_utc(Vm *vm, double local);
/* The English name of local time's zone at a moment; ZONE_NAME_SIZE bytes. */
void date_zone_name(Vm *vm, double time, char *out);
/* Forgets the zone: the environment's TZ may have changed. */
void date_forget_zone(Vm *vm);

/* Whether fields are those of local time or of UTC: for operations that exist for both. */
typedef struct DateClock {
  double (*fields_of)(Vm *vm, double time); /* what the fields are read from */
  double (*time_of)(Vm *vm, double fields); /* and back */
} DateClock;
extern const DateClock date_clock_local;
extern const DateClock date_clock_utc;

/* --- date_parse.c, date_parse_legacy.c --- */

/* What a text says of a moment: enough for MakeDate. */
typedef struct DateParts {
  double year, month, day; /* month from 0 */
  double hour, minute, second, millisecond;
  bool is_local; /* no zone was given */
  double offset; /* else: minutes or parts of them east of UTC, in milliseconds */
} DateParts;

/* The time value that a string means, or NaN.   #sec-date.parse   False: out of memory. */
MUST_USE bool date_parse(Vm *vm, String *text, double *out);
/* What isn't in the standard format, read as generously as V8 does; false: NaN. */
bool date_parse_legacy(StringView text, DateParts *out);

/* --- date_format.c --- */

/* Text under construction: all that Date prints is short. */
typedef struct DateText {
  char bytes[192];
  size_t length;
} DateText;
void date_text_add(DateText *text, const char *part);
/* A number with at least `width` digits. */
void date_text_number(DateText *text, int32_t number, int32_t width);
MUST_USE bool date_text_return(Vm *vm, Call *call, const DateText *text);

/* ToDateString ( tv )   #sec-todatestring */
MUST_USE String *to_date_string(Vm *vm, double time);

/* --- the methods --- */

/* The Date object that a method was called on; TypeError if it is none. */
MUST_USE bool this_date(Vm *vm, const Call *call, DateObject **out);
/* ThisTimeValue */
MUST_USE bool this_time_value(Vm *vm, const Call *call, double *out);

bool date_prototype_get_date(Vm *vm, Call *call);
bool date_prototype_get_day(Vm *vm, Call *call);
bool date_prototype_get_full_year(Vm *vm, Call *call);
bool date_prototype_get_hours(Vm *vm, Call *call);
bool date_prototype_get_milliseconds(Vm *vm, Call *call);
bool date_prototype_get_minutes(Vm *vm, Call *call);
bool date_prototype_get_month(Vm *vm, Call *call);
bool date_prototype_get_seconds(Vm *vm, Call *call);
bool date_prototype_get_time(Vm *vm, Call *call);
bool date_prototype_get_timezone_offset(Vm *vm, Call *call);
bool date_prototype_get_utc_date(Vm *vm, Call *call);
bool date_prototype_get_utc_day(Vm *vm, Call *call);
bool date_prototype_get_utc_full_year(Vm *vm, Call *call);
bool date_prototype_get_utc_hours(Vm *vm, Call *call);
bool date_prototype_get_utc_milliseconds(Vm *vm, Call *call);
bool date_prototype_get_utc_minutes(Vm *vm, Call *call);
bool date_prototype_get_utc_month(Vm *vm, Call *call);
bool date_prototype_get_utc_seconds(Vm *vm, Call *call);
bool date_prototype_get_year(Vm *vm, Call *call);

bool date_prototype_set_date(Vm *vm, Call *call);
bool date_prototype_set_full_year(Vm *vm, Call *call);
bool date_prototype_set_hours(Vm *vm, Call *call);
bool date_prototype_set_milliseconds(Vm *vm, Call *call);
bool date_prototype_set_minutes(Vm *vm, Call *call);
bool date_prototype_set_month(Vm *vm, Call *call);
bool date_prototype_set_seconds(Vm *vm, Call *call);
bool date_prototype_set_time(Vm *vm, Call *call);
bool date_prototype_set_utc_date(Vm *vm, Call *call);
bool date_prototype_set_utc_full_year(Vm *vm, Call *call);
bool date_prototype_set_utc_hours(Vm *vm, Call *call);
bool date_prototype_set_utc_milliseconds(Vm *vm, Call *call);
bool date_prototype_set_utc_minutes(Vm *vm, Call *call);
bool date_prototype_set_utc_month(Vm *vm, Call *call);
bool date_prototype_set_utc_seconds(Vm *vm, Call *call);
bool date_prototype_set_year(Vm *vm, Call *call);

bool date_prototype_to_date_string(Vm *vm, Call *call);
bool date_prototype_to_iso_string(Vm *vm, Call *call);
bool date_prototype_to_json(Vm *vm, Call *call);
bool date_prototype_to_string(Vm *vm, Call *call);
bool date_prototype_to_time_string(Vm *vm, Call *call);
bool date_prototype_to_utc_string(Vm *vm, Call *call);

bool date_prototype_to_locale_date_string(Vm *vm, Call *call);
bool date_prototype_to_locale_string(Vm *vm, Call *call);
bool date_prototype_to_locale_time_string(Vm *vm, Call *call);

#endif
