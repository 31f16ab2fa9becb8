/* SPDX-License-Identifier: MIT */
/* date_prototype.c: Date.prototype: its conversion to primitives, and the table of its methods
 * #sec-properties-of-the-date-prototype-object */
#include "builtins/date.h"

static bool is_string(Vm *vm, Value value, PropertyKey name, bool *out) {
  *out = false;
  return !value_is_string(value) ||
         string_equals(vm, value_as_string(value), value_as_string(name_value(name)), out);
}

/* Date.prototype [ %Symbol.toPrimitive% ] ( hint )   #sec-date.prototype-%symbol.toprimitive% */
static bool date_prototype_to_primitive(Vm *vm, Call *call) {
  Value hint = call_arg(vm, call, 0);
  bool number, text, by_default;
  char described[128];
  if (!value_is_object(call->this_value))
    return throw_type_error(vm, ERROR_INCOMPATIBLE_RECEIVER, "Date.prototype [ @@toPrimitive ]",
                            value_describe(vm, call->this_value, described, sizeof described));
  TRY(is_string(vm, hint, vm->names.number, &number));
  TRY(is_string(vm, hint, vm->names.string, &text));
  TRY(is_string(vm, hint, vm->names.default_, &by_default));
  if (!number && !text && !by_default)
    return throw_type_error(vm, ERROR_INVALID_HINT,
                            value_describe(vm, hint, described, sizeof described));
  return ordinary_to_primitive(vm, value_as_object(call->this_value),
                               number ? PREFER_NUMBER : PREFER_STRING, &call->result);
}

static const BuiltinProperty date_prototype_properties[] = {
    INTRINSIC("constructor", DATE),
    FUNCTION("toString", date_prototype_to_string, 0),
    FUNCTION("toDateString", date_prototype_to_date_string, 0),
    FUNCTION("toTimeString", date_prototype_to_time_string, 0),
    FUNCTION("toISOString", date_prototype_to_iso_string, 0),
    FUNCTION("toUTCString", date_prototype_to_utc_string, 0),
    ALIAS("toGMTString", "toUTCString"),
    FUNCTION("getDate", date_prototype_get_date, 0),
    FUNCTION("setDate", date_prototype_set_date, 1),
    FUNCTION("getDay", date_prototype_get_day, 0),
    FUNCTION("getFullYear", date_prototype_get_full_year, 0),
    FUNCTION("setFullYear", date_prototype_set_full_year, 3),
    FUNCTION("getHours", date_prototype_get_hours, 0),
    FUNCTION("setHours", date_prototype_set_hours, 4),
    FUNCTION("getMilliseconds", date_prototype_get_milliseconds, 0),
    FUNCTION("setMilliseconds", date_prototype_set_milliseconds, 1),
    FUNCTION("getMinutes", date_prototype_get_minutes, 0),
    FUNCTION("setMinutes", date_prototype_set_minutes, 3),
    FUNCTION("getMonth", date_prototype_get_month, 0),
    FUNCTION("setMonth", date_prototype_set_month, 2),
    FUNCTION("getSeconds", date_prototype_get_seconds, 0),
    FUNCTION("setSeconds", date_prototype_set_seconds, 2),
    FUNCTION("getTime", date_prototype_get_time, 0),
    FUNCTION("setTime", date_prototype_set_time, 1),
    FUNCTION("getTimezoneOffset", date_prototype_get_timezone_offset, 0),
    FUNCTION("getYear", date_prototype_get_year, 0),
    FUNCTION("setYear", date_prototype_set_year, 1),
    FUNCTION("getUTCDate", date_prototype_get_utc_date, 0),
    FUNCTION("setUTCDate", date_prototype_set_utc_date, 1),
    FUNCTION("getUTCDay", date_prototype_get_utc_day, 0),
    FUNCTION("getUTCFullYear", date_prototype_get_utc_full_year, 0),
    FUNCTION("setUTCFullYear", date_prototype_set_utc_full_year, 3),
    FUNCTION("getUTCHours", date_prototype_get_utc_hours, 0),
    FUNCTION("setUTCHours", date_prototype_set_utc_hours, 4),
    FUNCTION("getUTCMilliseconds", date_prototype_get_utc_milliseconds, 0),
    FUNCTION("setUTCMilliseconds", date_prototype_set_utc_milliseconds, 1),
    FUNCTION("getUTCMinutes", date_prototype_get_utc_minutes, 0),
    FUNCTION("setUTCMinutes", date_prototype_set_utc_minutes, 3),
    FUNCTION("getUTCMonth", date_prototype_get_utc_month, 0),
    FUNCTION("setUTCMonth", date_prototype_set_utc_month, 2),
    FUNCTION("getUTCSeconds", date_prototype_get_utc_seconds, 0),
    FUNCTION("setUTCSeconds", date_prototype_set_utc_seconds, 2),
    FUNCTION("valueOf", date_prototype_get_time, 0),
    FUNCTION("toJSON", date_prototype_to_json, 1),
    FUNCTION("toLocaleString", date_prototype_to_locale_string, 0),
    FUNCTION("toLocaleDateString", date_prototype_to_locale_date_string, 0),
    FUNCTION("toLocaleTimeString", date_prototype_to_locale_time_string, 0),
    FUNCTION_WITH("@@toPrimitive", date_prototype_to_primitive, 1, PROPERTY_CONFIGURABLE),
};

const BuiltinObject date_prototype_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_OBJECT_PROTOTYPE,
    .properties = date_prototype_properties,
    .property_count = array_length(date_prototype_properties),
};
