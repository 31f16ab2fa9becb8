/* SPDX-License-Identifier: MIT */
/* line_table.c: finding lines. CR LF is one end of a line; an offset between the two belongs to the line
 * that they end. */
#include "syntax/line_table.h"

#include <stdlib.h>

#include "base/utf.h"

/* The length of the line terminator here; 0 if there is none. `end` is readable. */
static uint32_t terminator_length(const char *s, const char *end) {
  if (*s == '\n') return 1;
  if (*s == '\r') return s + 1 < end && s[1] == '\n' ? 2 : 1;
  if ((uint8_t)*s == 0xE2 && end - s >= 3 && (uint8_t)s[1] == 0x80 &&
      ((uint8_t)s[2] & 0xFE) == 0xA8)
    return 3;
  return 0;
}

/* Counts the lines, and stores where they begin unless `starts` is NULL. */
static uint32_t find_lines(const char *text, const char *end, uint32_t *starts) {
  uint32_t count = 1;
  if (starts) starts[0] = 0;
  for (const char *s = text; s < end;) {
    uint32_t size = terminator_length(s, end);
    s += size ? size : 1;
    if (!size) continue;
    if (starts) starts[count] = (uint32_t)(s - text);
    count++;
  }
  return count;
}

bool line_table_create(LineTable *table, const char *text, size_t length) {
  const char *end = text + length;
  uint32_t count = find_lines(text, end, NULL);
  uint32_t *starts = malloc(count * sizeof *starts);
  if (!starts) return false;
  find_lines(text, end, starts);
  *table = (LineTable){starts, count};
  return true;
}

void line_table_destroy(LineTable *table) {
  free(table->starts);
  *table = (LineTable){NULL, 0};
}

static uint32_t column_at(const char *line_start, const char *at) {
  size_t before = (size_t)(at - line_start);
  return (uint32_t)wtf8_measure((const uint8_t *)line_start, before).utf16_length + 1;
}

void line_table_position(const LineTable *table, const char *text, size_t length, uint32_t offset,
                         uint32_t *line, uint32_t *column) {
  uint32_t low = 0, high = table->count;
  if (offset > length) offset = (uint32_t)length;
  while (high - low > 1) {
    uint32_t middle = low + (high - low) / 2;
    if (table->starts[middle] <= offset) low = middle;
    else high = middle;
  }
  *line = low + 1;
  *column = column_at(text + table->starts[low], text + offset);
}

void source_position(const char *text, size_t length, uint32_t offset, uint32_t *line,
                     uint32_t *column) {
  const char *end = text + size_min(offset, length), *start = text;
  *line = 1;
  for (const char *s = text; s < end;) {
    uint32_t size = terminator_length(s, text + length);
    s += size ? size : 1;
    if (!size || s > end) continue;
    start = s;
    (*line)++;
  }
  *column = column_at(start, end);
}
