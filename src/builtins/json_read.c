/* SPDX-License-Identifier: MIT */
/* json_read.c: JSON text to values.
 *
 * Open arrays and objects stand in a list of frames, not on the C stack, so text may nest as deep
 * as memory allows. The values of all of them stand in one vector of roots; closing one makes the
 * array or object of its part of the vector and leaves that in its place.
 *
 * Invariant of the loop in read_text: the position is where a value begins. */
#include "builtins/json_read.h"

#include <stdlib.h>

#include "base/bits.h"
#include "base/number.h"
#include "base/plain_run.h"
#include "base/utf.h"
#include "builtins/loop.h"

static void skip_space(JsonReader *reader) {
  while (reader->position < reader->view.length) {
    uint16_t unit = view_at(reader->view, reader->position);
    if (unit != ' ' && unit != '\n' && unit != '\r' && unit != '\t') return;
    reader->position++;
  }
}

/* The next unit that is not white space. */
static uint32_t peek_token(JsonReader *reader) {
  uint32_t unit = reader_peek(reader);
  if (unit > ' ') return unit;
  skip_space(reader);
  return reader_peek(reader);
}

static String *string_from_range(JsonReader *reader, uint32_t from, uint32_t to) {
  StringView range = view_range(reader->view, from, to);
  return range.wide ? string_new_utf16(reader->vm, range.units, range.length)
                    : string_new_latin1(reader->vm, range.units, range.length);
}

/* ------------------------------------------------------------------ strings */

/* Moves the position to the next unit that ends a run of plain ones: a quotation mark, a backslash
 * or a control character. */
static void skip_plain_units(JsonReader *reader) {
  StringView rest = view_range(reader->view, reader->position, reader->view.length);
  reader->position += (uint32_t)(rest.wide ? plain_run_utf16(rest.units, rest.length)
                                           : plain_run_latin1(rest.units, rest.length));
}

/* Four hexadecimal digits. */
static bool read_unicode_escape(JsonReader *reader, uint16_t *out) {
  uint32_t value = 0;
  for (uint32_t i = 0; i < 4; i++, reader->position++) {
    uint32_t unit = reader_peek(reader), digit;
    if (unit >= '0' && unit <= '9') digit = unit - '0';
    else if ((unit | 0x20) >= 'a' && (unit | 0x20) <= 'f') digit = (unit | 0x20) - 'a' + 10;
    else return json_error(reader, "Bad Unicode escape");
    value = value << 4 | digit;
  }
  *out = (uint16_t)value;
  return true;
}

/* An escape sequence; the position is behind the backslash. */
static bool read_escape(JsonReader *reader, StringBuilder *out) {
  uint32_t unit = reader_peek(reader);
  uint16_t meant;
  switch (unit) {
    case '"':
    case '\\':
    case '/': meant = (uint16_t)unit; break;
    case 'b': meant = '\b'; break;
    case 'f': meant = '\f'; break;
    case 'n': meant = '\n'; break;
    case 'r': meant = '\r'; break;
    case 't': meant = '\t'; break;
    case 'u':
      reader->position++;
      TRY(read_unicode_escape(reader, &meant));
      string_builder_unit(out, meant);
      return true;
    case JSON_END: return json_unexpected(reader);
    default: return json_error(reader, "Bad escaped character");
  }
  reader->position++;
  string_builder_unit(out, meant);
  return true;
}

/* What stops a run of plain units: true at the closing quotation mark, which is passed. */
static bool at_string_end(JsonReader *reader, bool *end) {
  uint32_t unit = reader_peek(reader);
  *end = unit == '"';
  if (unit == JSON_END) return json_error(reader, "Unterminated string");
  if (unit < ' ') return json_error(reader, "Bad control character in string literal");
  reader->position++;
  return true;
}

/* The rest of a string of which [start, position) is plain, and an escape follows. */
static bool append_escaped_string(JsonReader *reader, uint32_t start, StringBuilder *out) {
  for (;;) {
    bool end;
    string_builder_view(out, view_range(reader->view, start, reader->position));
    TRY(at_string_end(reader, &end));
    if (end) return true;
    TRY(read_escape(reader, out));
    start = reader->position;
    skip_plain_units(reader);
  }
}

static bool read_escaped_string(JsonReader *reader, uint32_t start, String **out) {
  TRY(append_escaped_string(reader, start, &reader->builder));
  *out = string_builder_take(&reader->builder);
  return *out != NULL;
}

/* Reads a string up to its end or first escape. *plain_end is its end if there was none. */
static bool read_plain_string(JsonReader *reader, uint32_t *start, uint32_t *plain_end,
                              bool *plain) {
  *start = ++reader->position;
  skip_plain_units(reader);
  *plain_end = reader->position;
  *plain = reader_peek(reader) == '"';
  if (*plain) reader->position++;
  return true;
}

/* A string; the position is at its opening quotation mark. */
static bool read_string(JsonReader *reader, Value *out) {
  uint32_t start, end;
  bool plain;
  String *s;
  TRY(read_plain_string(reader, &start, &end, &plain));
  if (plain) {
    s = string_from_range(reader, start, end);
    TRY(s);
  } else {
    TRY(read_escaped_string(reader, start, &s));
  }
  *out = value_string(s);
  return true;
}

/* ------------------------------------------------------------------ keys */

/* Whether an interned string has this content, when both are Latin-1. */
static bool same_latin1(Vm *vm, const String *interned, const uint8_t *units, uint32_t length) {
  if (interned->length != length) return false;
  StringView view = string_view_flat(vm, interned);
  return !view.wide && memcmp(view.units, units, length) == 0;
}

/* A place in the key cache: from the length, the first and the last unit. */
static uint32_t key_cache_index(const uint8_t *units, uint32_t length) {
  uint32_t mixed = length * 31 + units[0] * 7 + units[length - 1] * 3 + units[length / 2];
  return mixed % JSON_KEY_CACHE;
}

/* OPT: the key of plain Latin-1 text. Keys recur, so the cache is asked before a string is made. */
static bool key_from_latin1(JsonReader *reader, uint32_t start, uint32_t length, PropertyKey *out) {
  const uint8_t *units = (const uint8_t *)reader->view.units + start;
  if (length == 0) {
    *out = reader->vm->names.empty;
    return true;
  }
  String **cached = &reader->keys[key_cache_index(units, length)];
  if (*cached && same_latin1(reader->vm, *cached, units, length)) {
    *out = key_from_name(*cached);
    return true;
  }
  String *s = string_new_latin1(reader->vm, units, length);
  TRY(s);
  TRY(key_from_string(reader->vm, s, out));
  if (!key_is_index(*out)) *cached = (String *)key_cell(*out);
  return true;
}

/* A property name; the position is at its opening quotation mark. */
static bool read_key(JsonReader *reader, PropertyKey *out) {
  uint32_t start, end;
  bool plain;
  String *s;
  TRY(read_plain_string(reader, &start, &end, &plain));
  if (plain && !reader->view.wide) return key_from_latin1(reader, start, end - start, out);
  if (plain) {
    s = string_from_range(reader, start, end);
    TRY(s);
  } else {
    TRY(read_escaped_string(reader, start, &s));
  }
  return key_from_string(reader->vm, s, out);
}

/* ------------------------------------------------------------------ numbers, literals */

static bool at_digit(const JsonReader *reader) {
  uint32_t unit = reader_peek(reader);
  return unit >= '0' && unit <= '9';
}

static void skip_digits(JsonReader *reader) {
  while (at_digit(reader)) reader->position++;
}

/* The digits before the point: the position ends behind them. */
static bool skip_integer(JsonReader *reader) {
  if (reader_peek(reader) == '-') {
    reader->position++;
    if (!at_digit(reader)) return json_error(reader, "No number after minus sign");
  }
  bool zero = reader_peek(reader) == '0';
  reader->position++;
  if (zero && at_digit(reader)) return json_unexpected(reader);
  skip_digits(reader);
  return true;
}

/* A fraction and an exponent, if there are any. */
static bool skip_fraction(JsonReader *reader) {
  if (reader_peek(reader) == '.') {
    reader->position++;
    if (!at_digit(reader)) return json_error(reader, "Unterminated fractional number");
    skip_digits(reader);
  }
  if ((reader_peek(reader) | 0x20) != 'e') return true;
  reader->position++;
  if (reader_peek(reader) == '+' || reader_peek(reader) == '-') reader->position++;
  if (!at_digit(reader)) return json_error(reader, "Exponent part is missing a number");
  skip_digits(reader);
  return true;
}

/* OPT: an integer of at most 9 digits needs no rounding. False, and the position is what it was: it is another number,
 * or none. */
static bool small_integer(JsonReader *reader, Value *out) {
  uint32_t at = reader->position, length = reader->view.length;
  if (reader->view.wide) return false;
  const uint8_t *units = reader->view.units;
  bool negative = units[at] == '-';
  uint32_t first = at + negative, value = 0;
  for (at = first; at < length && (uint8_t)(units[at] - '0') < 10 && at - first < 10; at++)
    value = value * 10 + (uint8_t)(units[at] - '0');
  if (at == first || at - first > 9 || (units[first] == '0' && (negative || at > first + 1)))
    return false;
  if (at < length && (units[at] == '.' || (units[at] | 0x20) == 'e')) return false;
  reader->position = at;
  *out = value_int(negative ? -(int32_t)value : (int32_t)value);
  return true;
}

/* The value of the text from `start` to the position, known to be a number. */
static bool number_value(JsonReader *reader, uint32_t start, Value *out) {
  char on_stack[64], *text = on_stack;
  uint32_t length = reader->position - start;
  if (!reader->view.wide) {
    text = (char *)reader->view.units + start;
  } else {
    if (length > sizeof on_stack) text = malloc(length);
    if (!text) return throw_out_of_memory(reader->vm);
    utf16_to_latin1((const uint16_t *)reader->view.units + start, length, (uint8_t *)text);
  }
  size_t consumed;
  *out = value_number(number_parse_decimal(text, length, &consumed));
  if (reader->view.wide && text != on_stack) free(text);
  return true;
}

static bool read_number(JsonReader *reader, Value *out) {
  uint32_t start = reader->position;
  if (small_integer(reader, out)) return true;
  TRY(skip_integer(reader));
  TRY(skip_fraction(reader));
  return number_value(reader, start, out);
}

/* true, false or null; the error is at the first letter that differs. */
static bool read_literal(JsonReader *reader, const char *literal, Value value, Value *out) {
  for (; *literal; literal++, reader->position++)
    if (reader_peek(reader) != (uint8_t)*literal) return json_unexpected(reader);
  *out = value;
  return true;
}

static bool read_primitive(JsonReader *reader, uint32_t unit, Value *out) {
  Vm *vm = reader->vm;
  switch (unit) {
    case '"': return read_string(reader, out);
    case 't': return read_literal(reader, "true", value_bool(vm, true), out);
    case 'f': return read_literal(reader, "false", value_bool(vm, false), out);
    case 'n': return read_literal(reader, "null", value_null(vm), out);
    case '-':
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9': return read_number(reader, out);
    default: return json_unexpected(reader);
  }
}

/* ------------------------------------------------------------------ parse records */

static bool record_new(Vm *vm, Value value, const void *parts, Value *out) {
  TRY(parts);
  Slots *slots = slots_new(vm, CELL_INTERNAL, 2);
  TRY(slots);
  JsonRecord *record = (JsonRecord *)slots;
  slot_store(vm, record, &record->value, value);
  slot_store_cell(vm, record, &record->parts, parts);
  *out = value_cell(record);
  return true;
}

/* The record of a primitive that was read from `start` to the position. */
static bool primitive_record(JsonReader *reader, uint32_t start, Value value, Value *out) {
  *out = value_none();
  if (!reader->with_records) return true;
  return record_new(reader->vm, value, string_from_range(reader, start, reader->position), out);
}

/* ------------------------------------------------------------------ arrays and objects */

static bool open_frame(JsonReader *reader, bool is_array) {
  reader->position++;
  JsonFrame frame = {.start = reader->values.count, .is_array = is_array};
  return JsonFrames_push(&reader->frames, frame) || throw_out_of_memory(reader->vm);
}

/* Adds a key, or a value and its record, to the innermost frame. */
static bool push_part(JsonReader *reader, Value value, Value record) {
  TRY(roots_push(reader->vm, &reader->values, value));
  return !reader->with_records || roots_push(reader->vm, &reader->records, record);
}

/* The array or object of the parts of a frame. */
static Cell *build(JsonReader *reader, const JsonFrame *frame, const RootVec *parts) {
  size_t count = parts->count - frame->start;
  const Value *items = count ? parts->items + frame->start : NULL;
  if (frame->is_array) return (Cell *)array_from_values(reader->vm, items, (uint32_t)count);
  return (Cell *)json_build_object(reader->vm, &reader->shapes, items, (uint32_t)(count / 2));
}

/* Closes the innermost frame, of which the position is at the closing bracket. */
static bool close_frame(JsonReader *reader, Value *out, Value *record) {
  JsonFrame frame = JsonFrames_pop(&reader->frames);
  reader->position++;
  Cell *cell = build(reader, &frame, &reader->values);
  TRY(cell);
  *out = value_cell(cell);
  *record = value_none();
  reader->values.count = frame.start;
  if (!reader->with_records) return true;
  TRY(record_new(reader->vm, *out, build(reader, &frame, &reader->records), record));
  reader->records.count = frame.start;
  return true;
}

/* A key and its colon, pushed. */
static bool read_property_name(JsonReader *reader) {
  PropertyKey key;
  TRY(read_key(reader, &key));
  if (peek_token(reader) != ':') return json_error(reader, "Expected ':' after property name");
  reader->position++;
  return push_part(reader, (Value){key.bits}, (Value){key.bits});
}

/* Behind the opening bracket: *closed if the array or object is empty. */
static bool read_first_part(JsonReader *reader, bool is_array, bool *closed) {
  uint32_t unit = peek_token(reader);
  *closed = unit == (is_array ? ']' : '}');
  if (*closed || is_array) return true;
  if (unit != '"') return json_error(reader, "Expected property name or '}'");
  return read_property_name(reader);
}

/* Behind a part: *closed at the closing bracket; otherwise the position is at the next value. */
static bool read_next_part(JsonReader *reader, bool is_array, bool *closed) {
  uint32_t unit = peek_token(reader);
  *closed = unit == (is_array ? ']' : '}');
  if (*closed) return true;
  if (unit != ',')
    return json_error(reader, is_array ? "Expected ',' or ']' after array element"
                                       : "Expected ',' or '}' after property value");
  reader->position++;
  if (is_array) return true;
  if (peek_token(reader) != '"') return json_error(reader, "Expected double-quoted property name");
  return read_property_name(reader);
}

/* Hands a value to the frame that it is in, and so on for every frame that this closes. *complete
 * when no frame is left; otherwise the position is at the next value. */
static bool finish_value(JsonReader *reader, Value *value, Value *record, bool *complete) {
  *complete = false;
  while (reader->frames.length > 0) {
    bool closed;
    TRY(push_part(reader, *value, *record));
    TRY(read_next_part(reader, JsonFrames_last(&reader->frames)->is_array, &closed));
    if (!closed) return true;
    TRY(close_frame(reader, value, record));
  }
  *complete = true;
  return true;
}

/* The value at the position, if it is a primitive or empty; otherwise opens the frames up to the
 * first of these. */
static bool read_innermost(JsonReader *reader, Value *value, Value *record) {
  for (;;) {
    uint32_t unit = peek_token(reader), start = reader->position;
    if (unit != '[' && unit != '{') {
      TRY(read_primitive(reader, unit, value));
      return primitive_record(reader, start, *value, record);
    }
    bool closed;
    TRY(open_frame(reader, unit == '['));
    TRY(read_first_part(reader, unit == '[', &closed));
    if (closed) return close_frame(reader, value, record);
  }
}

static bool read_text(JsonReader *reader, Value *value, Value *record) {
  bool complete = false;
  for (uint32_t turn = 0; !complete; turn++) {
    TRY(read_innermost(reader, value, record));
    TRY(finish_value(reader, value, record, &complete));
    TRY(loop_turn(reader->vm, turn));
  }
  return peek_token(reader) == JSON_END || json_error_behind(reader);
}

bool json_read(Vm *vm, String *text, Value *out, JsonRecord **record) {
  JsonReader reader = {.vm = vm, .with_records = record != NULL};
  Value record_value = value_none();
  reader.text = string_flatten(vm, text);
  TRY(reader.text);
  TRY(string_view(vm, reader.text, &reader.view));
  TRY(roots_init(vm, &reader.values));
  string_builder_init(&reader.builder, vm);
  bool ok = !record || roots_init(vm, &reader.records);
  if (ok) {
    ok = read_text(&reader, out, &record_value);
    if (record) root_vec_destroy(&reader.records);
  }
  root_vec_destroy(&reader.values);
  string_builder_destroy(&reader.builder);
  JsonFrames_destroy(&reader.frames);
  keep_alive(reader.text);
  if (record) *record = (JsonRecord *)value_as_cell(record_value);
  return ok;
}
