/* SPDX-License-Identifier: MIT */
/* console.c: the console (https://console.spec.whatwg.org/, https://nodejs.org/api/console.html). */
#include "runtime/console/console.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "runtime/define.h"
#include "runtime/internal.h"

/* --- writing --- */

InspectOptions console_options(const Output *output) {
  InspectOptions options = inspect_defaults();
  options.colours = output_has_colours(output);
  return options;
}

void console_write(Runtime *rt, Output *output, const Text *text) {
  uint32_t indentation = rt->console.indentation;
  Text line = {0};
  if (!indentation) {
    text_append(&line, text_string(text), text->length);
  } else {
    const char *from = text_string(text), *end;
    do {
      end = strchr(from, '\n');
      text_repeat(&line, ' ', indentation);
      text_append(&line, from, end ? (size_t)(end - from) + 1 : strlen(from));
      from = end ? end + 1 : from;
    } while (end);
  }
  text_add_char(&line, '\n');
  output_write(output, text_string(&line), line.length);
  text_free(&line);
}

static bool print(MoteVm *vm, MoteCall *call, Output *output) {
  InspectOptions options = console_options(output);
  Text text = {0};
  bool ok = format_arguments(vm, call, 0, &options, &text);
  if (ok) console_write(runtime_of(vm), output, &text);
  text_free(&text);
  return ok;
}

static bool console_log(MoteVm *vm, MoteCall *call) {
  return print(vm, call, &runtime_of(vm)->out);
}
static bool console_error(MoteVm *vm, MoteCall *call) {
  return print(vm, call, &runtime_of(vm)->err);
}

static bool console_dir(MoteVm *vm, MoteCall *call) {
  Runtime *rt = runtime_of(vm);
  InspectOptions options = console_options(&rt->out);
  Text text = {0};
  options.custom = false;
  bool ok = inspect_read_options(vm, mote_argument(call, 1), &options) &&
            inspect(vm, mote_argument(call, 0), &options, &text);
  if (ok) console_write(rt, &rt->out, &text);
  text_free(&text);
  return ok;
}

/* Prints "Trace: …" and the stack from the caller on. */
static bool console_trace(MoteVm *vm, MoteCall *call) {
  Runtime *rt = runtime_of(vm);
  InspectOptions options = console_options(&rt->err);
  MoteValue error, stack;
  Text text = {0};
  char *frames;
  text_add(&text, "Trace");
  if (mote_argument_count(call)) text_add(&text, ": ");
  bool ok = format_arguments(vm, call, 0, &options, &text) &&
            mote_error_new(vm, MOTE_ERROR, "", &error) && mote_get(vm, error, "stack", &stack) &&
            mote_to_utf8(vm, stack, &frames, NULL);
  if (ok) {
    const char *first = strchr(frames, '\n');
    if (first) text_add(&text, first);
    mote_free(frames);
    console_write(rt, &rt->err, &text);
  }
  text_free(&text);
  return ok;
}

static bool console_assert(MoteVm *vm, MoteCall *call) {
  Runtime *rt = runtime_of(vm);
  InspectOptions options = console_options(&rt->err);
  Text text = {0};
  if (mote_to_boolean(vm, mote_argument(call, 0))) return true;
  text_add(&text, "Assertion failed");
  if (mote_argument_count(call) > 1)
    text_add(&text, mote_is_string(vm, mote_argument(call, 1)) ? ": " : " ");
  bool ok = format_arguments(vm, call, 1, &options, &text);
  if (ok) console_write(rt, &rt->err, &text);
  text_free(&text);
  return ok;
}

/* Clears a terminal; elsewhere nothing happens. */
static bool console_clear(MoteVm *vm, MoteCall *call) {
  (void)call;
  static const char home_and_clear[] = "\x1b[1;1H\x1b[0J";
  Output *output = &runtime_of(vm)->out;
  if (output->is_terminal) output_write(output, home_and_clear, sizeof home_and_clear - 1);
  return true;
}

/* --- groups --- */

#define GROUP_INDENTATION 2
#define GROUPS_MAX        1000

static bool console_group(MoteVm *vm, MoteCall *call) {
  Runtime *rt = runtime_of(vm);
  if (mote_argument_count(call)) TRY(console_log(vm, call));
  if (rt->console.indentation < GROUPS_MAX * GROUP_INDENTATION)
    rt->console.indentation += GROUP_INDENTATION;
  return true;
}

static bool console_group_end(MoteVm *vm, MoteCall *call) {
  (void)call;
  Console *console = &runtime_of(vm)->console;
  if (console->indentation) console->indentation -= GROUP_INDENTATION;
  return true;
}

/* --- labels: counters and timers --- */

/* The object that keeps a number for each label. */
static bool label_table(Runtime *rt, MoteHandle **handle, MoteValue *out) {
  if (!*handle) {
    TRY(mote_object_new_with_prototype(rt->vm, mote_null(), out));
    *handle = mote_handle_create(rt->vm, *out);
    TRY(*handle);
  }
  *out = mote_handle_get(*handle);
  return true;
}

/* The label: the first argument as a string, or "default". */
static bool get_label(MoteVm *vm, MoteCall *call, MoteValue *key, char **text) {
  MoteValue value = mote_argument(call, 0);
  if (mote_is_undefined(vm, value)) TRY(mote_string(vm, "default", MOTE_NUL_TERMINATED, &value));
  return mote_to_string(vm, value, key) && mote_string_utf8(vm, *key, text, NULL);
}

static void write_line(Runtime *rt, Output *output, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
static void write_line(Runtime *rt, Output *output, const char *format, ...) {
  Text text = {0};
  va_list list;
  va_start(list, format);
  text_format_list(&text, format, list);
  va_end(list);
  console_write(rt, output, &text);
  text_free(&text);
}

static bool count(MoteVm *vm, MoteValue key, const char *label) {
  Runtime *rt = runtime_of(vm);
  MoteValue table, number;
  TRY(label_table(rt, &rt->console.counts, &table) && mote_get_key(vm, table, key, &number));
  number = mote_number(mote_as_number(vm, number) + 1);
  TRY(mote_set_key(vm, table, key, number));
  write_line(rt, &rt->out, "%s: %.0f", label, mote_as_number(vm, number));
  return true;
}

static bool count_reset(MoteVm *vm, MoteValue key, const char *label) {
  Runtime *rt = runtime_of(vm);
  MoteValue table;
  bool has;
  TRY(label_table(rt, &rt->console.counts, &table) && mote_has_own(vm, table, key, &has));
  if (has) return mote_delete(vm, table, key);
  write_line(rt, &rt->err, "Warning: Count for '%s' does not exist", label);
  return true;
}

static double now_ms(void) { return (double)uv_hrtime() / 1e6; }

static bool time_start(MoteVm *vm, MoteValue key, const char *label) {
  Runtime *rt = runtime_of(vm);
  MoteValue table;
  bool has;
  TRY(label_table(rt, &rt->console.timers, &table) && mote_has_own(vm, table, key, &has));
  if (!has) return mote_set_key(vm, table, key, mote_number(now_ms()));
  write_line(rt, &rt->err, "Warning: Label '%s' already exists for console.time()", label);
  return true;
}

/* As Node prints times: 1.234ms, 2.500s, 1:30.000 (m:ss.mmm). */
static void format_duration(double ms, Text *out) {
  if (ms < 1000) {
    char number[32];
    snprintf(number, sizeof number, "%.3f", ms);
    text_format(out, "%gms", strtod(number, NULL));
  } else if (ms < 60000) {
    text_format(out, "%.3fs", ms / 1000);
  } else {
    double seconds = ms / 1000, minutes = floor(seconds / 60), hours = floor(minutes / 60);
    if (hours >= 1)
      text_format(out, "%.0f:%02.0f:%02.0f (h:mm:ss)", hours, fmod(minutes, 60), fmod(seconds, 60));
    else text_format(out, "%.0f:%06.3f (m:ss.mmm)", minutes, fmod(seconds, 60));
  }
}

/* "label: 1.2ms extra values". *found: there is such a timer. */
static bool time_print(MoteVm *vm, MoteCall *call, MoteValue key, const char *label, bool *found) {
  Runtime *rt = runtime_of(vm);
  InspectOptions options = console_options(&rt->out);
  MoteValue table, start;
  Text text = {0};
  TRY(label_table(rt, &rt->console.timers, &table) && mote_get_key(vm, table, key, &start));
  *found = mote_is_number(vm, start);
  if (!*found) return true;
  text_format(&text, "%s: ", label);
  format_duration(now_ms() - mote_as_number(vm, start), &text);
  bool ok = true;
  for (uint32_t i = 1; ok && i < mote_argument_count(call); i++) {
    text_add_char(&text, ' ');
    MoteValue value = mote_argument(call, i);
    ok = format_values(vm, &value, 1, &options, &text);
  }
  if (ok) console_write(rt, &rt->out, &text);
  text_free(&text);
  return ok;
}

static void no_such_timer(Runtime *rt, const char *label, const char *function) {
  write_line(rt, &rt->err, "Warning: No such label '%s' for console.%s()", label, function);
}

/* Functions of a label. */
static bool with_label(MoteVm *vm, MoteCall *call,
                       bool (*function)(MoteVm *vm, MoteValue key, const char *label)) {
  MoteValue key;
  char *label;
  TRY(get_label(vm, call, &key, &label));
  bool ok = function(vm, key, label);
  mote_free(label);
  return ok;
}

static bool console_count(MoteVm *vm, MoteCall *call) { return with_label(vm, call, count); }
static bool console_count_reset(MoteVm *vm, MoteCall *call) {
  return with_label(vm, call, count_reset);
}
static bool console_time(MoteVm *vm, MoteCall *call) { return with_label(vm, call, time_start); }

static bool console_time_log(MoteVm *vm, MoteCall *call) {
  MoteValue key;
  char *label;
  bool found;
  TRY(get_label(vm, call, &key, &label));
  bool ok = time_print(vm, call, key, label, &found);
  if (ok && !found) no_such_timer(runtime_of(vm), label, "timeLog");
  mote_free(label);
  return ok;
}

static bool console_time_end(MoteVm *vm, MoteCall *call) {
  MoteValue key, table;
  char *label;
  bool found;
  TRY(get_label(vm, call, &key, &label));
  bool ok = time_print(vm, call, key, label, &found);
  if (ok && !found) no_such_timer(runtime_of(vm), label, "timeEnd");
  mote_free(label);
  return ok && label_table(runtime_of(vm), &runtime_of(vm)->console.timers, &table) &&
         mote_delete(vm, table, key);
}

/* --- the object --- */

bool console_define(Runtime *rt, MoteValue global) {
  static const FunctionRow functions[] = {
      {"log", console_log, 0},
      {"warn", console_error, 0},
      {"dir", console_dir, 0},
      {"time", console_time, 0},
      {"timeEnd", console_time_end, 0},
      {"timeLog", console_time_log, 0},
      {"trace", console_trace, 0},
      {"assert", console_assert, 0},
      {"clear", console_clear, 0},
      {"count", console_count, 0},
      {"countReset", console_count_reset, 0},
      {"group", console_group, 0},
      {"groupEnd", console_group_end, 0},
      {"table", console_table, 0},
      {"debug", console_log, 0},
      {"info", console_log, 0},
      {"dirxml", console_log, 0},
      {"error", console_error, 0},
      {"groupCollapsed", console_group, 0},
  };
  MoteVm *vm = rt->vm;
  MoteValue prototype, console;
  return mote_object_new(vm, &prototype) &&
         mote_object_new_with_prototype(vm, prototype, &console) &&
         define_functions(vm, console, functions, LENGTH_OF(functions), MOTE_DEFAULT) &&
         define_text(vm, console, "@@toStringTag", "console", MOTE_CONFIGURABLE) &&
         mote_define(vm, global, "console", console, MOTE_HIDDEN);
}
