/* SPDX-License-Identifier: MIT */
/* format.c: %s %d %i %f %j %o %O %c and what stands behind the format. */
#include "runtime/console/format.h"

#include <math.h>
#include <stdlib.h>

static bool append_inspected(MoteVm *vm, MoteValue value, int32_t depth, Text *out) {
  InspectOptions options = inspect_defaults();
  options.depth = depth;
  return inspect(vm, value, &options, out);
}

/* Whether the toString that an object would use is that of a builtin class. */
static bool has_builtin_to_string(MoteVm *vm, MoteValue value, bool *out) {
  MoteValue key, name, handler, function, pointer = value;
  MoteProperty own;
  bool has;
  *out = true;
  while (mote_kind(vm, pointer) == MOTE_KIND_PROXY)
    mote_proxy_parts(vm, pointer, &pointer, &handler);
  if (!mote_is_object(vm, pointer)) return true;
  TRY(mote_string(vm, "toString", MOTE_NUL_TERMINATED, &key) &&
      mote_string(vm, "constructor", MOTE_NUL_TERMINATED, &name));
  TRY(mote_get_key(vm, pointer, key, &function));
  if (!mote_is_callable(vm, function)) return true;
  for (bool first = true;; first = false) {
    TRY(mote_has_own(vm, pointer, key, &has));
    if (has) {
      *out = false;
      if (first) return true;
      break;
    }
    TRY(mote_prototype(vm, pointer, &pointer));
    if (!mote_is_object(vm, pointer)) return true;
  }
  TRY(mote_own_property(vm, pointer, name, &own));
  *out = false;
  if (!own.found || own.is_accessor || !mote_is_callable(vm, own.value) ||
      !mote_function_info(vm, own.value).is_native)
    return true;
  /* %TypedArray% and the like are no globals. */
  TRY(mote_get(vm, own.value, "name", &name));
  return mote_has_own(vm, mote_global(vm), name, out);
}

static bool format_string(MoteVm *vm, MoteValue value, Text *out) {
  bool builtin = false;
  MoteType type = mote_type(vm, value);
  if (type == MOTE_NUMBER || type == MOTE_BIGINT) return append_inspected(vm, value, 0, out);
  if (type == MOTE_OBJECT && !mote_is_callable(vm, value))
    TRY(has_builtin_to_string(vm, value, &builtin));
  if (builtin) return append_inspected(vm, value, 0, out);
  if (type == MOTE_SYMBOL) return append_inspected(vm, value, 0, out);
  return text_append_value(vm, value, out);
}

static bool format_number(MoteVm *vm, MoteValue value, Text *out) {
  double number = NAN;
  MoteType type = mote_type(vm, value);
  if (type == MOTE_BIGINT) return append_inspected(vm, value, 0, out);
  if (type != MOTE_SYMBOL && type != MOTE_OBJECT) TRY(mote_to_number(vm, value, &number));
  if (type == MOTE_OBJECT) TRY(mote_to_number(vm, value, &number));
  return append_inspected(vm, mote_number(number), 0, out);
}

/* %i and %f: parseInt and parseFloat. */
static bool format_parsed(MoteVm *vm, const char *function, MoteValue value, Text *out) {
  MoteValue result = mote_number(NAN);
  MoteType type = mote_type(vm, value);
  if (type == MOTE_BIGINT && function[5] == 'I') return append_inspected(vm, value, 0, out);
  if (type != MOTE_SYMBOL) TRY(mote_invoke(vm, mote_global(vm), function, &value, 1, &result));
  return append_inspected(vm, result, 0, out);
}

static bool format_json(MoteVm *vm, MoteValue value, Text *out) {
  MoteValue text;
  if (mote_json_stringify(vm, value, 0, &text)) {
    if (mote_is_string(vm, text)) return text_append_value(vm, text, out);
    text_add(out, "undefined");
    return true;
  }
  MoteValue error = mote_take_exception(vm), message;
  char *utf8;
  if (!mote_is_object(vm, error)) return mote_throw(vm, error);
  TRY(mote_get(vm, error, "message", &message) && mote_to_utf8(vm, message, &utf8, NULL));
  bool circular = strstr(utf8, "circular") != NULL;
  mote_free(utf8);
  if (!circular) return mote_throw(vm, error);
  text_add(out, "[Circular]");
  return true;
}

static bool format_detailed(MoteVm *vm, MoteValue value, const InspectOptions *options, Text *out) {
  InspectOptions detailed = *options;
  detailed.show_hidden = detailed.show_proxy = true;
  detailed.depth = 4;
  return inspect(vm, value, &detailed, out);
}

static bool format_one(MoteVm *vm, char conversion, MoteValue value, const InspectOptions *options,
                       Text *out) {
  switch (conversion) {
    case 's': return format_string(vm, value, out);
    case 'd': return format_number(vm, value, out);
    case 'i': return format_parsed(vm, "parseInt", value, out);
    case 'f': return format_parsed(vm, "parseFloat", value, out);
    case 'j': return format_json(vm, value, out);
    case 'o': return format_detailed(vm, value, options, out);
    case 'O': return inspect(vm, value, options, out);
    default: return true; /* %c: styles are for browsers */
  }
}

/* Appends the format with its conversions; *used: how many values it took, itself included. */
static bool format_first(MoteVm *vm, const MoteValue *values, uint32_t count,
                         const InspectOptions *options, uint32_t *used, Text *out) {
  char *format;
  size_t length;
  *used = 1;
  TRY(mote_string_utf8(vm, values[0], &format, &length));
  bool ok = true;
  for (size_t i = 0; ok && i < length; i++) {
    char next = i + 1 < length ? format[i + 1] : 0;
    if (format[i] != '%' || count == 1) {
      text_add_char(out, format[i]);
    } else if (next == '%') {
      text_add_char(out, '%');
      i++;
    } else if (next && strchr("sdifjoOc", next) && *used < count) {
      ok = format_one(vm, next, values[(*used)++], options, out);
      i++;
    } else {
      text_add_char(out, '%');
    }
  }
  mote_free(format);
  return ok;
}

bool format_values(MoteVm *vm, const MoteValue *values, uint32_t count,
                   const InspectOptions *options, Text *out) {
  uint32_t i = 0;
  if (count && mote_is_string(vm, values[0]))
    TRY(format_first(vm, values, count, options, &i, out));
  for (; i < count; i++) {
    if (i) text_add_char(out, ' ');
    TRY(mote_is_string(vm, values[i]) ? text_append_value(vm, values[i], out)
                                      : inspect(vm, values[i], options, out));
  }
  return true;
}

bool format_arguments(MoteVm *vm, MoteCall *call, uint32_t first, const InspectOptions *options,
                      Text *out) {
  uint32_t total = mote_argument_count(call), count = total > first ? total - first : 0;
  MoteValue *values = malloc((count + 1) * sizeof *values); /* they are on the VM's stack, too */
  if (!values) return mote_throw_out_of_memory(vm);
  for (uint32_t i = 0; i < count; i++) values[i] = mote_argument(call, first + i);
  bool ok = format_values(vm, values, count, options, out);
  free(values);
  return ok && (text_ok(out) || mote_throw_out_of_memory(vm));
}
