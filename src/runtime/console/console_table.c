/* SPDX-License-Identifier: MIT */
/* console_table.c: console.table. Rows are what the data has; columns are the index, the properties
 * of the rows, and one for rows that are primitives. */
#include <stdlib.h>

#include "runtime/console/inspect_internal.h"
#include "runtime/internal.h"

typedef struct Table {
  MoteVm *vm;
  MoteValue names; /* array of the columns' keys, but for the index and the values */
  const char *index_name;
  bool has_values, fixed_names;
  Text *cells; /* rows × width, row by row: index, columns, value */
  uint32_t rows, width;
} Table;

/* --- columns --- */

static bool add_name(Table *table, MoteValue name) {
  for (uint32_t i = 0; i < mote_array_length(table->vm, table->names); i++) {
    MoteValue other;
    TRY(mote_get_index(table->vm, table->names, i, &other));
    if (mote_strict_equals(table->vm, other, name)) return true;
  }
  return mote_array_push(table->vm, table->names, name);
}

/* Notes the columns that a row needs. */
static bool note_row(Table *table, MoteValue row) {
  MoteVm *vm = table->vm;
  MoteValue keys, key;
  if (!mote_is_object(vm, row)) {
    table->has_values = true;
    return true;
  }
  if (table->fixed_names) return true;
  TRY(mote_own_keys(vm, row, MOTE_KEYS_STRINGS | MOTE_KEYS_ENUMERABLE, &keys));
  for (uint32_t i = 0; i < mote_array_length(vm, keys); i++)
    TRY(mote_get_index(vm, keys, i, &key) && add_name(table, key));
  return true;
}

/* --- rows --- */

/* The rows of a Map are objects with its keys and values. */
static bool pair_row(MoteVm *vm, MoteValue list, uint32_t index, MoteValue *out) {
  MoteValue key, value;
  return mote_get_index(vm, list, index, &key) && mote_get_index(vm, list, index + 1, &value) &&
         mote_object_new(vm, out) && mote_set(vm, *out, "Key", key) &&
         mote_set(vm, *out, "Values", value);
}

static bool collection_rows(Table *table, MoteValue data, MoteValue indices, MoteValue rows) {
  MoteVm *vm = table->vm;
  MoteValue list, row;
  bool pairs;
  table->index_name = "(iteration index)";
  TRY(mote_collection_entries(vm, data, &list, &pairs));
  uint32_t step = pairs ? 2 : 1, count = mote_array_length(vm, list) / step;
  for (uint32_t i = 0; i < count; i++) {
    TRY(pairs ? pair_row(vm, list, i * step, &row) : mote_get_index(vm, list, i, &row));
    TRY(mote_array_push(vm, indices, mote_uint32(i)) && mote_array_push(vm, rows, row));
  }
  return true;
}

static bool property_rows(Table *table, MoteValue data, MoteValue indices, MoteValue rows) {
  MoteVm *vm = table->vm;
  MoteValue keys, key, row;
  TRY(mote_own_keys(vm, data, MOTE_KEYS_STRINGS | MOTE_KEYS_ENUMERABLE, &keys));
  for (uint32_t i = 0; i < mote_array_length(vm, keys); i++)
    TRY(mote_get_index(vm, keys, i, &key) && mote_get_key(vm, data, key, &row) &&
        mote_array_push(vm, indices, key) && mote_array_push(vm, rows, row));
  return true;
}

/* The rows of the data as flat arrays of index and value. */
static bool collect_rows(Table *table, MoteValue data, MoteValue *indices, MoteValue *rows) {
  MoteKind kind = mote_kind(table->vm, data);
  TRY(mote_array_new(table->vm, 0, indices) && mote_array_new(table->vm, 0, rows));
  return kind == MOTE_KIND_MAP || kind == MOTE_KIND_SET
             ? collection_rows(table, data, *indices, *rows)
             : property_rows(table, data, *indices, *rows);
}

/* Objects of more than two properties would make a column too wide. */
static bool cell_depth(MoteVm *vm, MoteValue value, int32_t *out) {
  MoteValue keys;
  *out = 0;
  if (!mote_is_object(vm, value) || mote_is_callable(vm, value) || mote_is_array(vm, value) ||
      mote_kind(vm, value) == MOTE_KIND_TYPED_ARRAY)
    return true;
  TRY(mote_own_keys(vm, value, MOTE_KEYS_STRINGS | MOTE_KEYS_ENUMERABLE, &keys));
  if (mote_array_length(vm, keys) > 2) *out = -1;
  return true;
}

static bool show(Table *table, MoteValue value, Text *out) {
  InspectOptions options = inspect_defaults();
  options.max_array_length = 3;
  options.break_length = INSPECT_UNLIMITED;
  options.colours = output_has_colours(&runtime_of(table->vm)->out);
  TRY(cell_depth(table->vm, value, &options.depth));
  return inspect(table->vm, value, &options, out);
}

static bool fill_row(Table *table, uint32_t row, MoteValue index, MoteValue value) {
  MoteVm *vm = table->vm;
  Text *cells = table->cells + (size_t)row * table->width;
  MoteValue name, item;
  TRY(text_append_value(vm, index, &cells[0]));
  if (!mote_is_object(vm, value)) return show(table, value, &cells[table->width - 1]);
  for (uint32_t i = 0; i < mote_array_length(vm, table->names); i++) {
    bool has;
    TRY(mote_get_index(vm, table->names, i, &name) && mote_has_own(vm, value, name, &has));
    if (has) TRY(mote_get_key(vm, value, name, &item) && show(table, item, &cells[i + 1]));
  }
  return true;
}

/* --- drawing --- */

static void rule(const size_t *widths, uint32_t count, const char *left, const char *middle,
                 const char *right, Text *out) {
  text_add(out, left);
  for (uint32_t i = 0; i < count; i++) {
    for (size_t k = 0; k < widths[i]; k++) text_add(out, "─");
    text_add(out, i + 1 < count ? middle : right);
  }
}

/* Cells begin with a space. */
static void draw_row(const Text *cells, const size_t *widths, uint32_t count, Text *out) {
  text_add(out, "│");
  for (uint32_t i = 0; i < count; i++) {
    const Text *text = &cells[i];
    size_t room = widths[i] - display_width(text_string(text), text->length);
    text_add_char(out, ' ');
    text_add(out, text_string(text));
    text_repeat(out, ' ', room - 1);
    text_add(out, "│");
  }
  text_add_char(out, '\n');
}

static void draw(const Table *table, const Text *heads, Text *out) {
  size_t *widths = calloc(table->width, sizeof *widths);
  if (!widths) return;
  for (uint32_t i = 0; i < table->width; i++) {
    widths[i] = display_width(text_string(&heads[i]), heads[i].length) + 2;
    for (uint32_t row = 0; row < table->rows; row++) {
      const Text *text = &table->cells[(size_t)row * table->width + i];
      size_t width = display_width(text_string(text), text->length) + 2;
      if (width > widths[i]) widths[i] = width;
    }
  }
  rule(widths, table->width, "┌", "┬", "┐\n", out);
  draw_row(heads, widths, table->width, out);
  rule(widths, table->width, "├", "┼", "┤\n", out);
  for (uint32_t row = 0; row < table->rows; row++)
    draw_row(table->cells + (size_t)row * table->width, widths, table->width, out);
  rule(widths, table->width, "└", "┴", "┘", out);
  free(widths);
}

static bool fill_heads(const Table *table, Text *heads) {
  text_add(&heads[0], table->index_name);
  for (uint32_t i = 0; i < mote_array_length(table->vm, table->names); i++) {
    MoteValue name;
    TRY(mote_get_index(table->vm, table->names, i, &name) &&
        text_append_value(table->vm, name, &heads[i + 1]));
  }
  if (table->has_values) text_add(&heads[table->width - 1], "Values");
  return true;
}

static bool build(Table *table, MoteValue data, Text *out) {
  MoteVm *vm = table->vm;
  MoteValue indices, rows, index, row;
  TRY(collect_rows(table, data, &indices, &rows));
  table->rows = mote_array_length(vm, rows);
  for (uint32_t i = 0; i < table->rows; i++)
    TRY(mote_get_index(vm, rows, i, &row) && note_row(table, row));
  table->width = 1 + mote_array_length(vm, table->names) + table->has_values;
  table->cells = calloc((size_t)(table->rows + 1) * table->width, sizeof *table->cells);
  if (!table->cells) return mote_throw_out_of_memory(vm);
  for (uint32_t i = 0; i < table->rows; i++)
    TRY(mote_get_index(vm, indices, i, &index) && mote_get_index(vm, rows, i, &row) &&
        fill_row(table, i, index, row));
  Text *heads = table->cells + (size_t)table->rows * table->width;
  TRY(fill_heads(table, heads));
  draw(table, heads, out);
  return true;
}

bool console_table(MoteVm *vm, MoteCall *call) {
  Runtime *rt = runtime_of(vm);
  MoteValue data = mote_argument(call, 0), wanted = mote_argument(call, 1);
  InspectOptions options = console_options(&rt->out);
  Table table = {.vm = vm, .index_name = "(index)"};
  Text text = {0};
  bool ok;
  if (!mote_is_object(vm, data)) {
    ok = format_arguments(vm, call, 0, &options, &text);
  } else {
    table.fixed_names = mote_is_array(vm, wanted);
    ok = mote_array_new(vm, 0, &table.names);
    for (uint32_t i = 0; ok && table.fixed_names && i < mote_array_length(vm, wanted); i++) {
      MoteValue name;
      ok = mote_get_index(vm, wanted, i, &name) && add_name(&table, name);
    }
    ok = ok && build(&table, data, &text);
  }
  if (ok) console_write(rt, &rt->out, &text);
  for (size_t i = 0; table.cells && i < (size_t)(table.rows + 1) * table.width; i++)
    text_free(&table.cells[i]);
  free(table.cells);
  text_free(&text);
  return ok;
}
