/* SPDX-License-Identifier: MIT */
/* string.h: JavaScript strings: Latin-1 or UTF-16; flat, rope or slice.
 *
 *   header   type | flags
 *   length   code units
 *   hash     0 until computed
 *   flat:    the code units
 *   rope:    left, right          (both strings; flattening turns a rope into a slice in place)
 *   slice:   parent, offset       (the parent is flat, or memory of the embedder's)
 *
 * Invariant: a string whose code units are all below 256 may be held in either width; compare by
 * content, never by width. An interned string is flat, and two interned strings with the same
 * content are the same cell. Strings of one Latin-1 unit and the empty string are shared and
 * interned (vm->single_unit_strings). */
#ifndef VALUE_STRING_H
#define VALUE_STRING_H

#include "value/types.h"

#define STRING_MAX_LENGTH 536870888u

enum {
  STRING_FLAG_WIDE = 1,     /* 16-bit units */
  STRING_FLAG_ROPE = 2,
  STRING_FLAG_SLICE = 4,
  STRING_FLAG_INTERNED = 8,
  STRING_FLAG_INDEX = 16,     /* interned-checked: content is an array index (0 … 2^32-2) */
  STRING_FLAG_NOT_INDEX = 32, /* … is known not to be one */
  STRING_FLAG_BUFFER = 64,    /* flat, seen by slices only: may grow behind its length */
  STRING_FLAG_EXTERNAL = 128, /* slice: the parent is an ExternalUnits */
};

typedef struct String {
  uint32_t header;
  uint32_t length;
  uint32_t hash;
  union {
    uint8_t latin1[4];
    uint16_t wide[2];
    struct {
      Slot left, right;
    } rope;
    struct {
      Slot parent;
      uint32_t offset;
    } slice;
  };
} String;

static inline String *value_as_string(Value v) { return (String *)value_as_cell(v); }
static inline bool string_is_wide(const String *s) { return (s->header >> 8) & STRING_FLAG_WIDE; }
static inline bool string_is_flat(const String *s) {
  return !((s->header >> 8) & (STRING_FLAG_ROPE | STRING_FLAG_SLICE));
}
static inline bool string_is_rope(const String *s) { return (s->header >> 8) & STRING_FLAG_ROPE; }
static inline bool string_is_interned(const String *s) {
  return (s->header >> 8) & STRING_FLAG_INTERNED;
}

/* A view of a string's code units; dies when the string does (keep_alive it) but not at collections. */
typedef struct StringView {
  const void *units;
  uint32_t length;
  bool wide;
} StringView;

/* The units [from, to). */
static inline StringView view_range(StringView view, uint32_t from, uint32_t to) {
  return (StringView){(const char *)view.units + ((size_t)from << view.wide), to - from, view.wide};
}
static inline uint16_t view_at(StringView view, uint32_t i) {
  return view.wide ? ((const uint16_t *)view.units)[i] : ((const uint8_t *)view.units)[i];
}

/* New strings. All may collect; NULL: an exception is set (out of memory, or longer than
 * STRING_MAX_LENGTH: RangeError "Invalid string length"). Copies what it is given. */
MUST_USE String *string_new_latin1(Vm *vm, const uint8_t *units, size_t length);
MUST_USE String *string_new_utf16(Vm *vm, const uint16_t *units, size_t length);
/* From UTF-8 (also WTF-8: surrogates as three bytes are kept); invalid bytes become U+FFFD. */
MUST_USE String *string_new_utf8(Vm *vm, const char *bytes, size_t length);
/* From a NUL-terminated ASCII literal. */
MUST_USE String *string_new_ascii(Vm *vm, const char *text);
/* printf-style, for messages; the result is UTF-8 decoded. */
MUST_USE String *string_new_format(Vm *vm, const char *format, ...) PRINTF_FORMAT(2, 3);
/* A flat string with uninitialised units, for the caller to fill through `units`. */
MUST_USE String *string_new_uninitialised(Vm *vm, size_t length, bool wide, void **units);
/* A string whose units stay where they are, in memory of the embedder's: release(units, user), which may be NULL, is
 * called once they are not needed any more, by a finalizer; of a short string, which is copied, at once. Counts as
 * external memory. On failure release is not called. */
typedef void (*StringRelease)(void *units, void *user);
MUST_USE String *string_new_external(Vm *vm, void *units, size_t length, bool wide,
                                     StringRelease release, void *user);
/* The one-unit string (shared below 256). */
MUST_USE String *string_from_unit(Vm *vm, uint16_t unit);
/* a + b: a rope when long, flat when short. */
MUST_USE String *string_concat(Vm *vm, String *a, String *b);
/* All of `count` strings, at least one, in a row; they must be rooted where they are. */
MUST_USE String *string_join(Vm *vm, const Value *parts, uint32_t count);
/* [from, to): a slice when long, flat when short; may be the string itself. */
MUST_USE String *string_substring(Vm *vm, String *s, uint32_t from, uint32_t to);
/* ES Number::toString; caches small integers. */
MUST_USE String *string_from_number(Vm *vm, double number);
MUST_USE String *string_from_uint32(Vm *vm, uint32_t number);

/* Flattens; NULL: out of memory. Iterative, so ropes of any depth are fine. */
MUST_USE String *string_flatten(Vm *vm, String *s);
/* Flattens and gives the code units. False: out of memory (exception set). */
MUST_USE bool string_view(Vm *vm, String *s, StringView *out);
/* The view of a string that is known to be flat or a slice (interned ones are). */
StringView string_view_flat(Vm *vm, const String *s);
/* The code unit at an index below the length. Flattens a rope: false on exhausted memory. */
MUST_USE bool string_unit_at(Vm *vm, String *s, uint32_t index, uint16_t *out);

/* The content-equal interned string. NULL: out of memory. */
MUST_USE String *string_intern(Vm *vm, String *s);
MUST_USE String *string_intern_ascii(Vm *vm, const char *text);
MUST_USE String *string_intern_utf8(Vm *vm, const char *bytes, size_t length);
/* Whether the content is an array index (canonical decimal below 2^32-1); interned or flat only. */
bool string_array_index(Vm *vm, const String *s, uint32_t *out);

/* Content comparison; flattens ropes. On exhausted memory: false with an exception. */
MUST_USE bool string_equals(Vm *vm, String *a, String *b, bool *out);
/* <0, 0, >0 by code units. */
MUST_USE bool string_compare(Vm *vm, String *a, String *b, int *out);
/* Whether a flat string is this ASCII text. */
bool string_is_ascii_text(Vm *vm, const String *s, const char *text);
/* Whether two views of the same length have the same units. */
bool view_equals(StringView a, StringView b);
/* Index of the first occurrence of needle in view at or after from; -1 if none. */
int64_t view_index_of(StringView haystack, StringView needle, uint32_t from);
int64_t view_last_index_of(StringView haystack, StringView needle, uint32_t from);

/* A malloc'ed, NUL-terminated UTF-8 copy (free with free()), lone surrogates as U+FFFD, or as WTF-8
 * when `wtf8`; NULL: out of memory (exception set). *length may be NULL. */
MUST_USE char *string_to_utf8(Vm *vm, String *s, bool wtf8, size_t *length);

uint32_t string_hash(Vm *vm, String *flat);

/* Makes and drops the table of interned strings. */
MUST_USE bool strings_init(Vm *vm);
void strings_destroy(Vm *vm);
void string_trace(Vm *vm, Cell *cell);
void external_units_finalize(Vm *vm, Cell *cell);

/* Builds a string piece by piece: starts as Latin-1 and widens when it must. Plain memory; sticky
 * failure that string_builder_finish reports. */
typedef struct StringBuilder {
  Vm *vm;
  void *units;
  size_t length, capacity;
  bool wide;
  bool failed;
} StringBuilder;
void string_builder_init(StringBuilder *b, Vm *vm);
void string_builder_destroy(StringBuilder *b);
void string_builder_unit_slowly(StringBuilder *b, uint16_t unit);
static inline void string_builder_unit(StringBuilder *b, uint16_t unit) {
  if (likely(!b->wide && unit <= 0xff && b->length < b->capacity))
    ((uint8_t *)b->units)[b->length++] = (uint8_t)unit;
  else string_builder_unit_slowly(b, unit);
}
/* So many times the same unit. */
void string_builder_fill(StringBuilder *b, uint16_t unit, size_t count);
/* Where Latin-1 units may be written behind what is there, `count` at most; the caller adds what it wrote to the
 * length. NULL where that can't be: the builder is wide, has failed, or so many might be too many; the other functions
 * are to be used then. */
uint8_t *string_builder_make_room(StringBuilder *b, size_t count);
static inline uint8_t *string_builder_room(StringBuilder *b, size_t count) {
  if (likely(!b->wide && b->capacity - b->length >= count)) return (uint8_t *)b->units + b->length;
  return string_builder_make_room(b, count);
}
void string_builder_code_point(StringBuilder *b, uint32_t code_point);
void string_builder_ascii(StringBuilder *b, const char *text);
void string_builder_view(StringBuilder *b, StringView view);
/* Appends a string (flattening it). */
void string_builder_string(StringBuilder *b, String *s);
/* Appends [from, to) of a string. False: an exception is set, and nothing was appended. */
MUST_USE bool string_builder_range(StringBuilder *b, String *s, uint32_t from, uint32_t to);
/* Appends Number::toString(number, 10). */
void string_builder_number(StringBuilder *b, Value number);
/* The string, and the builder is destroyed. NULL: an exception is set. */
MUST_USE String *string_builder_finish(StringBuilder *b);
/* The string, and the builder is empty, but keeps its memory. NULL: an exception is set. */
MUST_USE String *string_builder_take(StringBuilder *b);

#endif
