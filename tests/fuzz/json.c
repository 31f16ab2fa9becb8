/* SPDX-License-Identifier: MIT */
/* json.c: fuzzes JSON: what the grammar allows is parsed, and nothing else; what was parsed and written reads back as
 * the same text, with a reviver or an indent as well. */
#include "fuzz.h"

#include <ctype.h>

/* --- the grammar, in the plainest form --- */

#define MAX_NESTING 200

typedef struct Reader {
  FuzzInput input;
  int nesting;
  bool too_deep; /* to be judged by the engine alone */
} Reader;

static int peek(const Reader *reader) { return reader->input.length ? reader->input.bytes[0] : -1; }

static bool take(Reader *reader, int byte) {
  if (peek(reader) != byte) return false;
  fuzz_byte(&reader->input);
  return true;
}

static void skip_space(Reader *reader) {
  while (take(reader, ' ') || take(reader, '\t') || take(reader, '\n') || take(reader, '\r')) {}
}

static bool read_word(Reader *reader, const char *word) {
  while (*word)
    if (!take(reader, *word++)) return false;
  return true;
}

static bool read_digits(Reader *reader) {
  if (peek(reader) < '0' || peek(reader) > '9') return false;
  while (peek(reader) >= '0' && peek(reader) <= '9') fuzz_byte(&reader->input);
  return true;
}

static bool read_number(Reader *reader) {
  take(reader, '-');
  if (!take(reader, '0') && !read_digits(reader)) return false;
  if (take(reader, '.') && !read_digits(reader)) return false;
  if (!take(reader, 'e') && !take(reader, 'E')) return true;
  if (!take(reader, '+')) take(reader, '-');
  return read_digits(reader);
}

static bool read_escape(Reader *reader) {
  int letter = fuzz_byte(&reader->input);
  if (letter != 'u') return letter && strchr("\"\\/bfnrt", letter);
  for (int i = 0; i < 4; i++)
    if (!isxdigit(fuzz_byte(&reader->input))) return false;
  return true;
}

static bool read_string(Reader *reader) {
  if (!take(reader, '"')) return false;
  while (!take(reader, '"')) {
    if (peek(reader) < ' ') return false;
    if (fuzz_byte(&reader->input) == '\\' && !read_escape(reader)) return false;
  }
  return true;
}

static bool read_value(Reader *reader);

/* What stands between brackets: values, each behind a key in objects. */
static bool read_list(Reader *reader, char end) {
  skip_space(reader);
  if (take(reader, end)) return true;
  do {
    skip_space(reader);
    if (end == '}' && !read_string(reader)) return false;
    skip_space(reader);
    if (end == '}' && !take(reader, ':')) return false;
    if (!read_value(reader)) return false;
  } while (take(reader, ','));
  return take(reader, end);
}

static bool read_nested(Reader *reader, char end) {
  if (++reader->nesting > MAX_NESTING) {
    reader->too_deep = true;
    return false;
  }
  bool ok = read_list(reader, end);
  reader->nesting--;
  return ok;
}

static bool read_value(Reader *reader) {
  bool ok;
  skip_space(reader);
  switch (peek(reader)) {
    case '{': ok = take(reader, '{') && read_nested(reader, '}'); break;
    case '[': ok = take(reader, '[') && read_nested(reader, ']'); break;
    case '"': ok = read_string(reader); break;
    case 't': ok = read_word(reader, "true"); break;
    case 'f': ok = read_word(reader, "false"); break;
    case 'n': ok = read_word(reader, "null"); break;
    default: ok = read_number(reader);
  }
  skip_space(reader);
  return ok;
}

/* --- the engine --- */

static FuzzVm fuzz;

/* Gives what differs, or nothing. A text with a BOM in front of it is none of JSON's. */
static const char round_trip[] =
    "(text => {\n"
    "  const value = JSON.parse(text), written = JSON.stringify(value);\n"
    "  const same = (what, other) => other === written ? '' : `${what}: ${written} ${other}; `;\n"
    "  return same('again', JSON.stringify(JSON.parse(written))) +\n"
    "    same('revived', JSON.stringify(JSON.parse(text, (key, value) => value))) +\n"
    "    same('replaced', JSON.stringify(value, (key, value) => value)) +\n"
    "    same('indented', JSON.stringify(JSON.parse(JSON.stringify(value, null, '\\t')))) +\n"
    "    same('wide', JSON.stringify(JSON.parse(`[\"\\u2028\",${text}]`)[1])) +\n"
    "    same('cloned', JSON.stringify(structuredClone(value)));\n"
    "})";

static void check_round_trip(MoteVm *vm, MoteValue text) {
  MoteValue function, difference;
  MoteSource source = {.text = round_trip, .length = sizeof round_trip - 1, .name = "fuzz"};
  bool ok = mote_run_script(vm, &source, &function) &&
            mote_call(vm, function, mote_undefined(), &text, 1, &difference);
  char *message = NULL;
  if (!ok) fuzz_fail("thrown: %s", mote_error_text(vm, mote_take_exception(vm)));
  if (!mote_string_utf8(vm, difference, &message, NULL)) fuzz_fail("no memory");
  if (*message) fuzz_fail("%s", message);
  mote_free(message);
}

FUZZ_SANITIZER_OPTIONS("0")

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  MoteValue text, value;
  MoteVm *vm = fuzz_vm(&fuzz);
  Reader reader = {.input = {data, size}};
  bool valid = read_value(&reader) && !reader.input.length;
  bool parsed = mote_json_parse(vm, (const char *)data, size, &value);
  if (!parsed) mote_free(mote_error_text(vm, mote_take_exception(vm)));
  if (reader.too_deep) return 0;
  if (parsed != valid) fuzz_fail("JSON: %d, parsed: %d", valid, parsed);
  if (!mote_string(vm, (const char *)data, size, &text)) fuzz_fail("no memory");
  if (parsed) check_round_trip(vm, text);
  return 0;
}
