/* SPDX-License-Identifier: MIT */
/* inspect_layout.c: how the entries of an object are put together: on one line, in columns, or one on
 * each line. The rules and their numbers are Node's. */
#include <math.h>
#include <stdlib.h>

#include "runtime/console/inspect_internal.h"

Text *entries_add(Inspector *in, Entries *entries) {
  if (entries->count == entries->capacity) {
    size_t capacity = entries->capacity ? entries->capacity * 2 : 8;
    Text *items = realloc(entries->items, capacity * sizeof *items);
    if (!items) {
      mote_throw_out_of_memory(in->vm);
      return NULL;
    }
    entries->items = items;
    entries->capacity = capacity;
  }
  entries->items[entries->count] = (Text){0};
  return &entries->items[entries->count++];
}

bool entries_take(Inspector *in, Entries *entries, bool made, Text *text) {
  Text *place = made ? entries_add(in, entries) : NULL;
  if (place) *place = *text;
  else text_free(text);
  return place != NULL;
}

void entries_free(Entries *entries) {
  for (size_t i = 0; i < entries->count; i++) text_free(&entries->items[i]);
  free(entries->items);
}

/* --- columns --- */

/* The space and the comma behind an entry. */
#define SEPARATOR   2
#define COLUMNS_MAX 15

typedef struct Columns {
  size_t *widths; /* of the entries that are put in columns */
  size_t count; /* of them */
  size_t columns;
  size_t column_widths[COLUMNS_MAX];
  bool align_right;
} Columns;

/* How many columns make the entries look like a square; at most 1: none. */
static size_t column_count(const Inspector *in, const Columns *c, size_t entries) {
  size_t total = 0, longest = 0;
  for (size_t i = 0; i < c->count; i++) {
    total += c->widths[i] + SEPARATOR;
    if (c->widths[i] > longest) longest = c->widths[i];
  }
  double actual = (double)(longest + SEPARATOR), sum = (double)total;
  int32_t room = in->options.break_length;
  if (actual * 3 + in->indentation >= room) return 1;
  if (sum / actual <= 5 && longest > 6) return 1;
  double bias = sqrt(actual - sum / (double)entries);
  double biased = fmax(actual - 3 - bias, 1);
  double columns = floor(sqrt(2.5 * biased * (double)c->count) / biased + 0.5);
  columns = fmin(columns, floor((room - in->indentation) / actual));
  columns = fmin(columns, in->options.compact * 4.0);
  columns = fmin(columns, COLUMNS_MAX);
  return columns > 1 ? (size_t)columns : 1;
}

/* Numbers are aligned to the right. */
static bool all_numbers(Inspector *in, MoteValue array, size_t count) {
  for (size_t i = 0; i < count; i++) {
    MoteValue item;
    if (!mote_get_index(in->vm, array, (uint32_t)i, &item)) {
      mote_take_exception(in->vm);
      return false;
    }
    if (!mote_is_number(in->vm, item) && !mote_is_bigint(in->vm, item)) return false;
  }
  return true;
}

static void set_column_widths(Columns *c) {
  for (size_t column = 0; column < c->columns; column++) {
    size_t widest = 0;
    for (size_t i = column; i < c->count; i += c->columns)
      if (c->widths[i] > widest) widest = c->widths[i];
    c->column_widths[column] = widest + SEPARATOR;
  }
}

/* One line of entries, from number `first` on. */
static void column_line(const Columns *c, const Entries *entries, size_t first, Text *out) {
  size_t end = first + c->columns < c->count ? first + c->columns : c->count;
  for (size_t i = first; i < end; i++) {
    bool last = i + 1 == end;
    size_t padding = c->column_widths[i - first] - SEPARATOR - c->widths[i];
    if (c->align_right) text_repeat(out, ' ', padding);
    text_append(out, text_string(&entries->items[i]), entries->items[i].length);
    if (!last) text_add(out, ", ");
    if (!c->align_right && !last) text_repeat(out, ' ', padding);
  }
}

/* Puts the entries of an array in columns if they lend themselves to it. */
static void group_entries(Inspector *in, Frame *frame) {
  Entries *entries = &frame->entries, lines = {0};
  bool more = (size_t)in->options.max_array_length < entries->count;
  Columns c = {.count = entries->count - more};
  c.widths = malloc(c.count * sizeof *c.widths);
  if (!c.widths) return;
  for (size_t i = 0; i < c.count; i++)
    c.widths[i] = display_width(text_string(&entries->items[i]), entries->items[i].length);
  c.columns = column_count(in, &c, entries->count);
  if (c.columns > 1) {
    c.align_right = all_numbers(in, frame->value, entries->count);
    set_column_widths(&c);
    bool ok = true;
    for (size_t i = 0; ok && i < c.count; i += c.columns) {
      Text *line = entries_add(in, &lines);
      ok = line != NULL;
      if (ok) column_line(&c, entries, i, line);
    }
    Text *last = ok && more ? entries_add(in, &lines) : NULL;
    if (last) text_add(last, text_string(&entries->items[c.count]));
    entries_free(entries);
    *entries = lines;
  }
  free(c.widths);
}

/* --- lines --- */

/* Whether the entries fit on one line; `start` is what comes with them. */
static bool fits(const Inspector *in, const Frame *frame, size_t start) {
  const Entries *entries = &frame->entries;
  int64_t total = (int64_t)(entries->count + start), room = in->options.break_length;
  if (total + (int64_t)entries->count > room) return false;
  for (size_t i = 0; i < entries->count; i++) {
    const Text *entry = &entries->items[i];
    total += (int64_t)visible_length(text_string(entry), entry->length);
    if (total > room) return false;
    if (memchr(text_string(entry), '\n', entry->length)) return false;
  }
  return !memchr(text_string(&frame->base), '\n', frame->base.length);
}

static void on_one_line(const Frame *frame, Text *out) {
  text_add(out, text_string(&frame->open));
  text_add_char(out, ' ');
  for (size_t i = 0; i < frame->entries.count; i++) {
    if (i) text_add(out, ", ");
    text_append(out, text_string(&frame->entries.items[i]), frame->entries.items[i].length);
  }
  text_format(out, " %s", frame->close);
}

static void on_many_lines(const Inspector *in, const Frame *frame, Text *out) {
  text_add(out, text_string(&frame->open));
  for (size_t i = 0; i < frame->entries.count; i++) {
    text_add(out, i ? ",\n" : "\n");
    text_repeat(out, ' ', (size_t)in->indentation + 2);
    text_append(out, text_string(&frame->entries.items[i]), frame->entries.items[i].length);
  }
  text_add_char(out, '\n');
  text_repeat(out, ' ', (size_t)in->indentation);
  text_add(out, frame->close);
}

void layout(Inspector *in, Frame *frame, Text *out) {
  size_t count = frame->entries.count;
  bool one_line = false;
  if (in->options.compact >= 1) {
    if (frame->is_array && count > 6) group_entries(in, frame);
    if (in->current_depth - (frame->depth + 1) < in->options.compact &&
        frame->entries.count == count) {
      size_t start = count + (size_t)in->indentation +
                     visible_length(text_string(&frame->open), frame->open.length) +
                     visible_length(text_string(&frame->base), frame->base.length) + 10;
      one_line = fits(in, frame, start);
    }
  }
  if (frame->base.length) {
    text_append(out, text_string(&frame->base), frame->base.length);
    text_add_char(out, ' ');
  }
  if (one_line) on_one_line(frame, out);
  else on_many_lines(in, frame, out);
}
