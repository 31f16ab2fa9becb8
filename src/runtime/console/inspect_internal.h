/* SPDX-License-Identifier: MIT */
/* inspect_internal.h: what the files of the inspector share.
 *
 * The values being inspected form a chain of Levels on the C stack, which keeps them alive. Each
 * level collects its entries as texts; inspect_layout.c decides how they are put together. */
#ifndef RUNTIME_INSPECT_INTERNAL_H
#define RUNTIME_INSPECT_INTERNAL_H

#include "runtime/console/inspect.h"

typedef enum Style {
  STYLE_SPECIAL,
  STYLE_NUMBER,
  STYLE_BIGINT,
  STYLE_BOOLEAN,
  STYLE_UNDEFINED,
  STYLE_NULL,
  STYLE_STRING,
  STYLE_SYMBOL,
  STYLE_DATE,
  STYLE_REGEXP,
  STYLE_NAME,
} Style;

typedef struct Level {
  struct Level *outer;
  MoteValue value;
} Level;

typedef struct Inspector {
  MoteVm *vm;
  InspectOptions options;
  int32_t indentation;
  int32_t current_depth; /* of the object that was entered last */
  Level *levels;
  int32_t level_count;
  MoteValue circular; /* array of the objects that "[Circular *1]" and so on name; or undefined */
  size_t budget; /* bytes made so far */
} Inspector;

/* A list of texts. */
typedef struct Entries {
  Text *items;
  size_t count, capacity;
} Entries;
/* A new, empty one; NULL: out of memory (thrown). */
Text *entries_add(Inspector *in, Entries *entries);
/* Adds a text, which is taken over, if it could be made. False: it is freed. */
bool entries_take(Inspector *in, Entries *entries, bool made, Text *text);
void entries_free(Entries *entries);

/* How an object is shown. */
typedef struct Frame {
  MoteValue value;
  int32_t depth; /* of the object: 0 is the outermost */
  Text constructor; /* its name */
  bool null_prototype; /* there is no constructor */
  Text tag; /* Symbol.toStringTag; empty: none to be shown */
  Text base; /* what stands before the braces */
  Text open; /* "{", "Foo [", … */
  const char *close;
  MoteValue keys; /* array: own properties to show */
  bool is_array; /* entries are elements: may be put in columns */
  Entries entries;
} Frame;

/* Appends a value at this depth, circles and proxies seen to. */
bool inspect_value(Inspector *in, MoteValue value, int32_t depth, Text *out);

/* inspect_text.c */
/* The style of this name, as custom functions know them. */
Style style_find(const char *name);
/* The escape codes around text of a style, where colours are wanted; and a whole text between them. */
void style_begin(Inspector *in, Style style, Text *out);
void style_end(Inspector *in, Style style, Text *out);
void styled(Inspector *in, Style style, const char *text, Text *out);
/* Appends a value that is no object. */
bool inspect_primitive(Inspector *in, MoteValue value, Text *out);
/* Appends a property's key: quoted where it is no name, in brackets if it is a symbol or hidden. */
bool inspect_key(Inspector *in, MoteValue key, bool enumerable, Text *out);
/* The columns that a text takes on a terminal; escape sequences for colours are skipped. */
size_t display_width(const char *text, size_t length);
/* The length in UTF-16 units without escape sequences for colours. */
size_t visible_length(const char *text, size_t length);
/* A number as JavaScript writes it, but for -0. */
bool append_number(MoteVm *vm, MoteValue number, Text *out);

/* inspect_names.c */
/* Finds constructor, null_prototype and tag. */
bool frame_names(Inspector *in, Frame *frame);
/* "Foo(2) [Tag] "; size may be "". */
void frame_prefix(const Frame *frame, const char *fallback, const char *size, Text *out);
/* "[class A extends B]", "[AsyncFunction: f]" */
bool function_base(Inspector *in, const Frame *frame, Text *out);

/* inspect_error.c: the stack, and which keys are left to show. */
bool error_base(Inspector *in, Frame *frame);

/* inspect_collection.c: the entries of arrays, maps and so on. */
bool array_entries(Inspector *in, Frame *frame);
bool collection_entries(Inspector *in, Frame *frame);
bool iterator_entries(Inspector *in, Frame *frame);
bool promise_entries(Inspector *in, Frame *frame);
bool typed_array_entries(Inspector *in, Frame *frame);
/* The bytes of an ArrayBuffer, its length; of a DataView its own, too. */
bool buffer_entries(Inspector *in, Frame *frame);
bool data_view_entries(Inspector *in, Frame *frame);
/* Appends "key: value", or the value alone of an element. */
bool inspect_property(Inspector *in, Frame *frame, MoteValue key, bool element, Text *out);

/* inspect_custom.c: calls the function that an object has for being shown, if it has one. *done: it gave
 * the text. */
bool inspect_custom(Inspector *in, MoteValue value, int32_t depth, Text *out, bool *done);

/* inspect_layout.c: appends base, braces and entries of a frame that is filled. */
void layout(Inspector *in, Frame *frame, Text *out);

#endif
