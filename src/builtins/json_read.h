/* SPDX-License-Identifier: MIT */
/* json_read.h: the state of reading JSON text, shared by json_read.c and json_error.c only. */
#ifndef BUILTINS_JSON_READ_H
#define BUILTINS_JSON_READ_H

#include "base/vec.h"
#include "builtins/json.h"
#include "builtins/json_build.h"

/* An array or object that is not closed yet: its parts are the values from `start` on. */
typedef struct JsonFrame {
  size_t start;
  bool is_array;
} JsonFrame;
VEC_DECLARE(JsonFrames, JsonFrame);

#define JSON_KEY_CACHE 128

/* Lies on the C stack, which roots the cached keys and shapes. */
typedef struct JsonReader {
  Vm *vm;
  String *text;       /* flat */
  StringView view;
  uint32_t position;
  JsonFrames frames;  /* open arrays and objects */
  RootVec values;     /* their values; in objects, keys and values by turns */
  bool with_records;
  RootVec records;    /* with_records: the same, with a JsonRecord for each value */
  String *keys[JSON_KEY_CACHE]; /* interned, by a hash of their content; or NULL */
  JsonShapes shapes;
  StringBuilder builder; /* for strings with escapes, one after the other */
} JsonReader;

#define JSON_END 0x10000u /* what reader_peek gives behind the text */

static inline uint32_t reader_peek(const JsonReader *reader) {
  if (unlikely(reader->position >= reader->view.length)) return JSON_END;
  return view_at(reader->view, reader->position);
}

/* Throws "MESSAGE in JSON at position …" for the present position. Always false. */
bool json_error(JsonReader *reader, const char *message);
/* Throws that there is an unexpected token, or the end, at the present position. Always false. */
bool json_unexpected(JsonReader *reader);
/* Throws that something stands behind the value. Always false. */
bool json_error_behind(JsonReader *reader);

#endif
