/* SPDX-License-Identifier: MIT */
/* date_constructor.c: the Date constructor and its functions   #sec-date-constructor */
#include <math.h>

#include "builtins/date.h"

/* The time value of fields as arguments: year, month and whatever follows, in UTC or local time. */
static bool time_of_arguments(Vm *vm, const Call *call, double *out) {
  double numbers[7] = {NAN, 0, 1, 0, 0, 0, 0};
  for (uint32_t i = 0; i < u32_min(call->argc, 7); i++)
    TRY(to_number(vm, call->args[i], &numbers[i]));
  double day = make_day(make_full_year(numbers[0]), numbers[1], numbers[2]);
  *out = make_date(day, make_time(numbers[3], numbers[4], numbers[5], numbers[6]));
  return true;
}

/* The time value of the constructor's only argument. */
static bool time_of_value(Vm *vm, Value value, double *out) {
  if (value_is_type(value, CELL_DATE)) {
    *out = ((const DateObject *)value_as_cell(value))->time;
    return true;
  }
  TRY(to_primitive(vm, value, PREFER_DEFAULT, &value));
  if (value_is_string(value)) return date_parse(vm, value_as_string(value), out);
  TRY(to_number(vm, value, out));
  *out = time_clip(*out);
  return true;
}

/* Date ( ...values )   #sec-date */
static bool date_constructor(Vm *vm, Call *call) {
  double time;
  if (!call_is_construct(vm, call))
    return call_return_cell(call, to_date_string(vm, date_current_time(vm)));
  if (call->argc == 0) {
    time = date_current_time(vm);
  } else if (call->argc == 1) {
    TRY(time_of_value(vm, call->args[0], &time));
  } else {
    TRY(time_of_arguments(vm, call, &time));
    time = time_clip(date_utc(vm, time));
  }
  DateObject *date;
  TRY(ordinary_create_from_constructor(vm, call->new_target, INTRINSIC_DATE_PROTOTYPE, CELL_DATE,
                                       sizeof *date, (void **)&date));
  date->time = time;
  return call_return_cell(call, date);
}

/* Date.now ( )   #sec-date.now */
static bool date_now(Vm *vm, Call *call) { return call_return_number(call, date_current_time(vm)); }

/* Date.parse ( string )   #sec-date.parse */
static bool date_parse_string(Vm *vm, Call *call) {
  String *text;
  double time;
  TRY(to_string(vm, call_arg(vm, call, 0), &text));
  TRY(date_parse(vm, text, &time));
  return call_return_number(call, time);
}

/* Date.UTC ( year [ , month [ , date [ , hours [ , minutes [ , seconds [ , ms ] ] ] ] ] ] )
 * #sec-date.utc */
static bool date_utc_of_arguments(Vm *vm, Call *call) {
  double time;
  TRY(time_of_arguments(vm, call, &time));
  return call_return_number(call, time_clip(time));
}

static const BuiltinProperty date_constructor_properties[] = {
    FUNCTION("now", date_now, 0),
    FUNCTION("parse", date_parse_string, 1),
    INTRINSIC_WITH("prototype", DATE_PROTOTYPE, 0),
    FUNCTION("UTC", date_utc_of_arguments, 7),
};

const BuiltinObject date_constructor_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .name = "Date",
    .length = 7,
    .flags = NATIVE_CONSTRUCTOR,
    .function = date_constructor,
    .properties = date_constructor_properties,
    .property_count = array_length(date_constructor_properties),
};
