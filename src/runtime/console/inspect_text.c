/* SPDX-License-Identifier: MIT */
/* inspect_text.c: primitives, keys, quoting, colours, and how wide text is. */
#include <math.h>

#include "runtime/console/inspect_internal.h"

/* --- colours --- */

static const char *const style_codes[][2] = {
    [STYLE_SPECIAL] = {"36", "39"}, [STYLE_NUMBER] = {"33", "39"},    [STYLE_BIGINT] = {"33", "39"},
    [STYLE_BOOLEAN] = {"33", "39"}, [STYLE_UNDEFINED] = {"90", "39"}, [STYLE_NULL] = {"1", "22"},
    [STYLE_STRING] = {"32", "39"},  [STYLE_SYMBOL] = {"32", "39"},    [STYLE_DATE] = {"35", "39"},
    [STYLE_REGEXP] = {"31", "39"},  [STYLE_NAME] = {NULL, NULL},
};

Style style_find(const char *name) {
  static const char *const names[] = {"special", "number", "bigint", "boolean", "undefined", "null",
                                      "string",  "symbol", "date",   "regexp",  "name"};
  size_t i = 0;
  while (i < LENGTH_OF(names) - 1 && strcmp(names[i], name) != 0) i++;
  return (Style)i;
}

static void escape_code(Inspector *in, const char *code, Text *out) {
  if (in->options.colours && code) text_format(out, "\x1b[%sm", code);
}
void style_begin(Inspector *in, Style style, Text *out) {
  escape_code(in, style_codes[style][0], out);
}
void style_end(Inspector *in, Style style, Text *out) {
  escape_code(in, style_codes[style][1], out);
}
void styled(Inspector *in, Style style, const char *text, Text *out) {
  style_begin(in, style, out);
  text_add(out, text);
  style_end(in, style, out);
}

/* --- widths --- */

/* The length of the escape sequence for a colour at the start of the text; 0: none. */
static size_t colour_sequence(const char *text, size_t length) {
  size_t i = 2;
  if (length < 3 || text[0] != '\x1b' || text[1] != '[') return 0;
  while (i < length && ((text[i] >= '0' && text[i] <= '9') || text[i] == ';')) i++;
  return i < length && text[i] == 'm' ? i + 1 : 0;
}

size_t visible_length(const char *text, size_t length) {
  size_t units = 0;
  for (size_t i = 0; i < length;) {
    size_t skip = colour_sequence(text + i, length - i);
    if (skip) {
      i += skip;
      continue;
    }
    units += utf8_next(text, length, &i) >= 0x10000 ? 2 : 1;
  }
  return units;
}

typedef struct Range {
  uint32_t first, last;
} Range;

static bool in_ranges(const Range *ranges, size_t count, uint32_t c) {
  for (size_t i = 0; i < count; i++)
    if (c >= ranges[i].first && c <= ranges[i].last) return true;
  return false;
}

/* East Asian wide and full-width characters, emoji among them. */
static bool is_wide(uint32_t c) {
  static const Range wide[] = {
      {0x1100, 0x115f},   {0x231a, 0x231b},   {0x2329, 0x232a},   {0x23e9, 0x23ec},
      {0x23f0, 0x23f0},   {0x23f3, 0x23f3},   {0x25fd, 0x25fe},   {0x2614, 0x2615},
      {0x2648, 0x2653},   {0x267f, 0x267f},   {0x2693, 0x2693},   {0x26a1, 0x26a1},
      {0x26aa, 0x26ab},   {0x26bd, 0x26be},   {0x26c4, 0x26c5},   {0x26ce, 0x26ce},
      {0x26d4, 0x26d4},   {0x26ea, 0x26ea},   {0x26f2, 0x26f3},   {0x26f5, 0x26f5},
      {0x26fa, 0x26fa},   {0x26fd, 0x26fd},   {0x2705, 0x2705},   {0x270a, 0x270b},
      {0x2728, 0x2728},   {0x274c, 0x274c},   {0x274e, 0x274e},   {0x2753, 0x2755},
      {0x2757, 0x2757},   {0x2795, 0x2797},   {0x27b0, 0x27b0},   {0x27bf, 0x27bf},
      {0x2b1b, 0x2b1c},   {0x2b50, 0x2b50},   {0x2b55, 0x2b55},   {0x2e80, 0x303e},
      {0x3041, 0x3247},   {0x3250, 0x4dbf},   {0x4e00, 0xa4c6},   {0xa960, 0xa97c},
      {0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfe10, 0xfe19},   {0xfe30, 0xfe6b},
      {0xff01, 0xff60},   {0xffe0, 0xffe6},   {0x16fe0, 0x18aff}, {0x1b000, 0x1b2fb},
      {0x1f004, 0x1f004}, {0x1f0cf, 0x1f0cf}, {0x1f18e, 0x1f18e}, {0x1f191, 0x1f19a},
      {0x1f200, 0x1f251}, {0x1f300, 0x1f64f}, {0x1f680, 0x1f6ff}, {0x1f7e0, 0x1f7eb},
      {0x1f90c, 0x1f9ff}, {0x1fa70, 0x1faff}, {0x20000, 0x3fffd},
  };
  return c >= 0x1100 && in_ranges(wide, LENGTH_OF(wide), c);
}

/* Control characters, combining marks, joiners, variation selectors. */
static bool is_zero_width(uint32_t c) {
  static const Range zero[] = {
      {0, 0x1f},        {0x7f, 0x9f},       {0x300, 0x36f},   {0x483, 0x489},   {0x591, 0x5bd},
      {0x610, 0x61a},   {0x64b, 0x65f},     {0x200b, 0x200f}, {0x202a, 0x202e}, {0x2060, 0x2064},
      {0x20d0, 0x20ff}, {0xfe00, 0xfe0f},   {0xfe20, 0xfe2f}, {0xfeff, 0xfeff}, {0x1ab0, 0x1aff},
      {0x1dc0, 0x1dff}, {0xe0100, 0xe01ef},
  };
  return (c < 0x20 || c >= 0x7f) && in_ranges(zero, LENGTH_OF(zero), c);
}

size_t display_width(const char *text, size_t length) {
  size_t width = 0;
  for (size_t i = 0; i < length;) {
    size_t skip = colour_sequence(text + i, length - i);
    if (skip) {
      i += skip;
      continue;
    }
    uint32_t c = utf8_next(text, length, &i);
    width += is_zero_width(c) ? 0 : is_wide(c) ? 2 : 1;
  }
  return width;
}

/* --- strings --- */

static void escape_code_point(uint32_t c, char quote, Text *out) {
  static const char *const names[] = {
      ['\b'] = "\\b", ['\t'] = "\\t", ['\n'] = "\\n", ['\f'] = "\\f", ['\r'] = "\\r"};
  if (c < LENGTH_OF(names) && names[c]) {
    text_add(out, names[c]);
  } else if (c == (uint32_t)quote || c == '\\') {
    text_add_char(out, '\\');
    text_add_char(out, (char)c);
  } else if (c < 0x20 || (c >= 0x7f && c < 0xa0)) {
    text_format(out, "\\x%02X", c);
  } else if (c >= 0xd800 && c < 0xe000) {
    text_format(out, "\\u%04x", c);
  } else {
    text_code_point(out, c);
  }
}

/* Single quotes, unless the text has some and no others. */
static char choose_quote(const char *text, size_t length) {
  if (!memchr(text, '\'', length)) return '\'';
  if (!memchr(text, '"', length)) return '"';
  if (memchr(text, '`', length)) return '\'';
  for (size_t i = 0; i + 1 < length; i++)
    if (text[i] == '$' && text[i + 1] == '{') return '\'';
  return '`';
}

static void quote_with(const char *text, size_t length, char quote, Text *out) {
  text_add_char(out, quote);
  for (size_t i = 0; i < length;) escape_code_point(utf8_next(text, length, &i), quote, out);
  text_add_char(out, quote);
}

/* Quoted and escaped. */
static void quote_string(const char *text, size_t length, Text *out) {
  quote_with(text, length, choose_quote(text, length), out);
}

/* The bytes of the first `units` UTF-16 units. */
static size_t cut_at_units(const char *text, size_t length, size_t units) {
  size_t at = 0, count = 0;
  while (at < length && count < units) count += utf8_next(text, length, &at) >= 0x10000 ? 2 : 1;
  return at;
}

#define SPLIT_STRING_MIN 16

/* 'line\n' +
 * 'line' */
static void quote_lines(Inspector *in, const char *text, size_t length, Text *out) {
  while (length) {
    const char *end = memchr(text, '\n', length);
    size_t line = end ? (size_t)(end - text) + 1 : length;
    style_begin(in, STYLE_STRING, out);
    quote_string(text, line, out);
    style_end(in, STYLE_STRING, out);
    text += line;
    length -= line;
    if (!length) break;
    text_add(out, " +\n");
    text_repeat(out, ' ', (size_t)in->indentation + 2);
  }
}

static bool inspect_string(Inspector *in, MoteValue value, Text *out) {
  char *text;
  size_t length, units = mote_string_length(in->vm, value), kept = units;
  TRY(mote_string_wtf8(in->vm, value, &text, &length));
  if (units > (size_t)in->options.max_string_length) {
    kept = (size_t)in->options.max_string_length;
    length = cut_at_units(text, length, kept);
  }
  bool split = kept > SPLIT_STRING_MIN &&
               (int64_t)kept > in->options.break_length - in->indentation - 4 &&
               memchr(text, '\n', length);
  if (split) {
    quote_lines(in, text, length, out);
  } else {
    style_begin(in, STYLE_STRING, out);
    quote_string(text, length, out);
    style_end(in, STYLE_STRING, out);
  }
  if (kept < units)
    text_format(out, "... %zu more character%s", units - kept, units - kept > 1 ? "s" : "");
  mote_free(text);
  return true;
}

/* --- other primitives --- */

bool append_number(MoteVm *vm, MoteValue number, Text *out) {
  double d = mote_as_number(vm, number);
  if (d == 0 && signbit(d)) text_add_char(out, '-');
  return text_append_value(vm, number, out);
}

/* Symbol(description), control characters escaped. */
static bool append_symbol(MoteVm *vm, MoteValue symbol, Text *out) {
  MoteValue description = mote_symbol_description(vm, symbol);
  text_add(out, "Symbol(");
  if (mote_is_string(vm, description)) {
    char *text;
    size_t length;
    TRY(mote_string_wtf8(vm, description, &text, &length));
    for (size_t i = 0; i < length;) escape_code_point(utf8_next(text, length, &i), '\'', out);
    mote_free(text);
  }
  text_add_char(out, ')');
  return true;
}

static const Style type_styles[] = {
    [MOTE_UNDEFINED] = STYLE_UNDEFINED, [MOTE_NULL] = STYLE_NULL,
    [MOTE_BOOLEAN] = STYLE_BOOLEAN,     [MOTE_NUMBER] = STYLE_NUMBER,
    [MOTE_STRING] = STYLE_STRING,       [MOTE_SYMBOL] = STYLE_SYMBOL,
    [MOTE_BIGINT] = STYLE_BIGINT,
};

bool inspect_primitive(Inspector *in, MoteValue value, Text *out) {
  MoteType type = mote_type(in->vm, value);
  if (type == MOTE_STRING) return inspect_string(in, value, out);
  style_begin(in, type_styles[type], out);
  switch (type) {
    case MOTE_NUMBER: TRY(append_number(in->vm, value, out)); break;
    case MOTE_SYMBOL: TRY(append_symbol(in->vm, value, out)); break;
    default: TRY(text_append_value(in->vm, value, out)); break;
  }
  if (type == MOTE_BIGINT) text_add_char(out, 'n');
  style_end(in, type_styles[type], out);
  return true;
}

/* --- keys --- */

static bool is_plain_name(const char *text, size_t length) {
  for (size_t i = 0; i < length; i++) {
    char c = text[i];
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    if (!letter && !(i > 0 && c >= '0' && c <= '9')) return false;
  }
  return length > 0;
}

static void inspect_string_key(Inspector *in, const char *text, size_t length, bool enumerable,
                               Text *out) {
  if (strcmp(text, "__proto__") == 0) {
    text_add(out, "['__proto__']");
  } else if (!enumerable) {
    text_add_char(out, '[');
    for (size_t i = 0; i < length;) escape_code_point(utf8_next(text, length, &i), '\'', out);
    text_add_char(out, ']');
  } else if (is_plain_name(text, length)) {
    styled(in, STYLE_NAME, text, out);
  } else {
    style_begin(in, STYLE_STRING, out);
    quote_string(text, length, out);
    style_end(in, STYLE_STRING, out);
  }
}

bool inspect_key(Inspector *in, MoteValue key, bool enumerable, Text *out) {
  char *text;
  size_t length;
  if (mote_is_symbol(in->vm, key)) {
    text_add_char(out, '[');
    style_begin(in, STYLE_SYMBOL, out);
    TRY(append_symbol(in->vm, key, out));
    style_end(in, STYLE_SYMBOL, out);
    text_add_char(out, ']');
    return true;
  }
  TRY(mote_string_wtf8(in->vm, key, &text, &length));
  inspect_string_key(in, text, length, enumerable, out);
  mote_free(text);
  return true;
}
