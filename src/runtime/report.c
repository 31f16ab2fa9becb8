/* SPDX-License-Identifier: MIT */
/* report.c: what is printed of uncaught errors, and the process's end.
 *
 * Printing an error may run JavaScript (getters, custom inspectors) and may fail: then one line with what
 * toString gives is printed instead, and nothing stays pending. */
#include "runtime/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "runtime/console/inspect.h"
#include "runtime/internal.h"
#include "runtime/worker/worker.h"
#include "runtime/web/global_events.h"

/* --- positions --- */

void report_position(Runtime *rt, const MotePosition *position) {
  Text text = {0};
  text_format(&text, "%s:%u\n", position->file, position->line);
  if (position->line_text) {
    const char *line = position->line_text;
    size_t at = 0, length = strlen(line), column = 0;
    text_format(&text, "%s\n", line);
    while (at < length && column < position->line_text_column) {
      uint32_t c = utf8_next(line, length, &at);
      text_add_char(&text, c == '\t' ? '\t' : ' ');
      column += c >= 0x10000 ? 2 : 1;
    }
    text_repeat(&text, '^', position->length ? position->length : 1);
    text_add(&text, "\n\n");
  }
  output_write(&rt->err, text_string(&text), text.length);
  text_free(&text);
}

/* --- uncaught errors --- */

/* "NAME: message" or the value itself, on one line. */
static void brief_line(Runtime *rt, const char *prefix, MoteValue error) {
  MoteVm *vm = rt->vm;
  char *text = NULL;
  Text line = {0};
  if (!mote_to_utf8(vm, error, &text, NULL)) mote_take_exception(vm);
  text_add(&line, prefix);
  text_append(&line, text ? text : "exception", text ? strcspn(text, "\n") : 9);
  text_add_char(&line, '\n');
  output_write(&rt->err, text_string(&line), line.length);
  text_free(&line);
  mote_free(text);
}

/* The name that a harness looks for: error.name or, for its own classes, constructor.name. */
static void brief_error(Runtime *rt, MoteValue error) {
  MoteVm *vm = rt->vm;
  MoteValue name, constructor;
  char *text = NULL, *own_name = NULL;
  Text line = {0};
  bool named = mote_is_object(vm, error) && mote_get(vm, error, "name", &name) &&
               !mote_is_undefined(vm, name);
  mote_take_exception(vm);
  if (!named && mote_is_object(vm, error) && mote_get(vm, error, "constructor", &constructor) &&
      mote_is_object(vm, constructor) && mote_get(vm, constructor, "name", &name) &&
      mote_is_string(vm, name) && mote_to_utf8(vm, name, &own_name, NULL)) {
    MoteValue message;
    if (mote_get(vm, error, "message", &message) && !mote_to_utf8(vm, message, &text, NULL))
      text = NULL;
    text_format(&line, "Uncaught %s: %s\n", own_name, text ? text : "");
    output_write(&rt->err, text_string(&line), line.length);
  } else {
    brief_line(rt, "Uncaught ", error);
  }
  mote_take_exception(vm);
  mote_free(text);
  mote_free(own_name);
  text_free(&line);
}

void report_rejection_briefly(Runtime *rt, MoteValue reason) {
  brief_line(rt, "Unhandled rejection: ", reason);
}

/* A SyntaxError of a text has no frames, but a place: shown as if it were a frame. */
static void add_place(const MotePosition *position, Text *text) {
  static const char prefix[] = "Uncaught [";
  const char *start = text_string(text);
  if (strncmp(start, prefix, sizeof prefix - 1) != 0 || !text->length ||
      start[text->length - 1] != ']' || strchr(start, '\n'))
    return;
  Text shown = {0};
  text_format(&shown, "Uncaught %.*s\n    at %s:%u:%u", (int)(text->length - sizeof prefix),
              start + sizeof prefix - 1, position->file, position->line, position->column);
  text_free(text);
  *text = shown;
}

static void print_error(Runtime *rt, MoteValue error) {
  MoteVm *vm = rt->vm;
  MotePosition position = {0};
  bool placed = mote_error_position(vm, error, &position);
  if (placed) report_position(rt, &position);
  Text text = {0};
  InspectOptions options = inspect_defaults();
  options.colours = output_has_colours(&rt->err);
  text_add(&text, "Uncaught ");
  if (!inspect(vm, error, &options, &text)) {
    mote_take_exception(vm);
    brief_line(rt, "Uncaught ", error);
  } else {
    if (placed) add_place(&position, &text);
    text_add_char(&text, '\n');
    output_write(&rt->err, text_string(&text), text.length);
  }
  if (placed) mote_position_free(&position);
  text_free(&text);
}

void report_error(Runtime *rt, MoteValue error) { print_error(rt, error); }

/* Whether a listener has taken it. */
static bool emit_uncaught(Runtime *rt, MoteValue error, const char *origin) {
  MoteValue arguments[2] = {error};
  if (rt->exiting || !events_has(rt, "uncaughtException")) return false;
  if (!mote_string(rt->vm, origin, MOTE_NUL_TERMINATED, &arguments[1])) return false;
  return events_emit(rt, "uncaughtException", arguments, 2);
}

void report_uncaught_from(Runtime *rt, MoteValue error, const char *origin) {
  if (rt->options.agent && agent_is_over(rt->options.agent)) return;
  if (rt->options.worker && worker_is_over(rt)) return;
  if (emit_uncaught(rt, error, origin)) return;
  if (rt->options.worker) {
    worker_report_error(rt, error);
    return;
  }
  rt->status = 1;
  /* If memory ran out, telling of it needs some. */
  mote_set_memory_limit(rt->vm, 0);
  if (rt->options.test262) {
    brief_error(rt, error);
    return;
  }
  print_error(rt, error);
  report_exit(rt, 1);
}

void report_uncaught(Runtime *rt, MoteValue error) {
  if (!global_events_error(rt, error)) report_uncaught_from(rt, error, "uncaughtException");
}

/* --- the end --- */

int report_exit_events(Runtime *rt, int status) {
  rt->status = status;
  if (rt->process &&
      !mote_set(rt->vm, mote_handle_get(rt->process), "exitCode", mote_int32(status)))
    mote_take_exception(rt->vm);
  return rt->exiting ? status : events_emit_exit(rt, status);
}

void report_exit(Runtime *rt, int status) {
  status = report_exit_events(rt, status);
  trace_finish(rt);
  _exit(status);
}

void report_message(Runtime *rt, const char *format, ...) {
  Text text = {0};
  va_list list;
  va_start(list, format);
  text_add(&text, "mote: ");
  text_format_list(&text, format, list);
  va_end(list);
  text_add_char(&text, '\n');
  output_write(&rt->err, text_string(&text), text.length);
  text_free(&text);
}

/* --- errors of arguments --- */

/* "type number (5)", or just the value where its type says no more. */
static void describe_by_inspecting(MoteVm *vm, MoteValue value, Text *out) {
  static const char *const types[] = {
      [MOTE_BOOLEAN] = "boolean", [MOTE_NUMBER] = "number", [MOTE_STRING] = "string",
      [MOTE_SYMBOL] = "symbol",   [MOTE_BIGINT] = "bigint", [MOTE_OBJECT] = NULL};
  InspectOptions options = inspect_defaults();
  Text shown = {0};
  options.depth = -1;
  if (inspect(vm, value, &options, &shown)) {
    MoteType type = mote_type(vm, value);
    const char *type_name = type >= MOTE_BOOLEAN ? types[type] : NULL;
    if (shown.length > 28)
      text_format(out, "type %s (%.25s...)", type_name ? type_name : "object", shown.data);
    else if (type_name) text_format(out, "type %s (%s)", type_name, text_string(&shown));
    else text_add(out, text_string(&shown));
  }
  text_free(&shown);
}

/* Appends the name of an object's constructor. False: there is none, or an exception is pending. */
static bool constructor_name(MoteVm *vm, MoteValue value, Text *out) {
  MoteValue constructor, name;
  return mote_is_object(vm, value) && mote_get(vm, value, "constructor", &constructor) &&
         mote_is_object(vm, constructor) && mote_get(vm, constructor, "name", &name) &&
         text_append_value(vm, name, out);
}

/* "Received undefined", "Received function f", "Received an instance of Foo", "Received type number (5)". */
static void describe_received(MoteVm *vm, MoteValue value, Text *out) {
  MoteValue name;
  Text text = {0};
  text_add(out, " Received ");
  if (mote_is_callable(vm, value)) {
    bool named = mote_get(vm, value, "name", &name) && text_append_value(vm, name, &text);
    text_format(out, "function %s", named ? text_string(&text) : "");
  } else if (constructor_name(vm, value, &text)) {
    text_format(out, "an instance of %s", text_string(&text));
  } else {
    mote_take_exception(vm);
    describe_by_inspecting(vm, value, out);
  }
  mote_take_exception(vm);
  text_free(&text);
}

bool throw_argument_type(MoteVm *vm, const char *name, const char *expected, MoteValue got) {
  Text message = {0};
  text_format(&message, "The \"%s\" argument must be %s%s.", name,
              strncmp(expected, "an instance", 11) == 0 || strncmp(expected, "one of", 6) == 0
                  ? ""
                  : "of type ",
              expected);
  describe_received(vm, got, &message);
  mote_throw_code(vm, MOTE_TYPE_ERROR, "ERR_INVALID_ARG_TYPE", "%s", text_string(&message));
  text_free(&message);
  return false;
}

bool throw_out_of_range(MoteVm *vm, const char *name, const char *range, MoteValue got) {
  Text shown = {0};
  InspectOptions options = inspect_defaults();
  if (!inspect(vm, got, &options, &shown)) mote_take_exception(vm);
  mote_throw_code(vm, MOTE_RANGE_ERROR, "ERR_OUT_OF_RANGE",
                  "The value of \"%s\" is out of range. It must be %s. Received %s", name, range,
                  text_string(&shown));
  text_free(&shown);
  return false;
}
