/* SPDX-License-Identifier: MIT */
/* json_error.c: what is said about text that is not JSON, in V8's words. */
#include "builtins/json_read.h"

/* Where in the text an error is, for people. */
typedef struct JsonPlace {
  uint32_t position, line, column;
} JsonPlace;

static JsonPlace place_of(const JsonReader *reader) {
  JsonPlace place = {reader->position, 1, 0};
  uint32_t line_start = 0;
  for (uint32_t i = 0; i < reader->position && i < reader->view.length; i++) {
    uint16_t unit = view_at(reader->view, i);
    if (unit != '\n' && unit != '\r') continue;
    bool pair = unit == '\r' && i + 1 < reader->view.length && view_at(reader->view, i + 1) == '\n';
    if (pair && i + 1 < reader->position) i++;
    place.line++;
    line_start = i + 1;
  }
  place.column = reader->position - line_start + 1;
  return place;
}

bool json_error(JsonReader *reader, const char *message) {
  JsonPlace place = place_of(reader);
  return throw_syntax_error(reader->vm, ERROR_JSON_SYNTAX, message, place.position, place.line,
                            place.column);
}

bool json_error_behind(JsonReader *reader) {
  JsonPlace place = place_of(reader);
  return throw_syntax_error(reader->vm, ERROR_JSON_BEHIND, place.position, place.line,
                            place.column);
}

/* Text that is usually there by mistake, and says more than its first letter. */
static bool is_telling(const JsonReader *reader) {
  static const char *const telling[] = {"undefined", "NaN", "Infinity", "[object Object]"};
  for (size_t i = 0; i < array_length(telling); i++)
    if (string_is_ascii_text(reader->vm, reader->text, telling[i])) return true;
  return false;
}

/* The units shown before and behind the bad one, and the length from which not all are shown. */
#define CONTEXT_UNITS      10
#define CONTEXT_MIN_LENGTH (2 * CONTEXT_UNITS + 1)

/* Appends the text around the position, quoted. */
static bool append_context(const JsonReader *reader, StringBuilder *out) {
  uint32_t length = reader->view.length, position = reader->position;
  uint32_t from = 0, to = length;
  if (length >= CONTEXT_MIN_LENGTH) {
    if (position >= CONTEXT_UNITS) from = position - CONTEXT_UNITS;
    if (position < length - CONTEXT_UNITS) to = position + CONTEXT_UNITS;
  }
  String *context = string_substring(reader->vm, reader->text, from, to);
  TRY(context);
  if (from > 0) string_builder_ascii(out, "...");
  string_builder_unit(out, '"');
  string_builder_string(out, context);
  string_builder_unit(out, '"');
  if (to < length) string_builder_ascii(out, "...");
  return true;
}

bool json_unexpected(JsonReader *reader) {
  Vm *vm = reader->vm;
  uint32_t unit = reader_peek(reader);
  if (unit == JSON_END) return throw_syntax_error(vm, ERROR_JSON_END);
  if (unit == '-' || (unit >= '0' && unit <= '9')) return json_error(reader, "Unexpected number");
  if (unit == '"') return json_error(reader, "Unexpected string");
  StringBuilder out;
  string_builder_init(&out, vm);
  if (!is_telling(reader)) {
    string_builder_ascii(&out, "Unexpected token '");
    string_builder_unit(&out, (uint16_t)unit);
    string_builder_ascii(&out, "', ");
  }
  if (!append_context(reader, &out)) {
    string_builder_destroy(&out);
    return false;
  }
  string_builder_ascii(&out, " is not valid JSON");
  String *message = string_builder_finish(&out);
  TRY(message);
  ErrorObject *error = error_new(vm, ERROR_KIND_SYNTAX, message);
  return error && throw_value(vm, value_cell(error));
}
