/* SPDX-License-Identifier: MIT */
/* line_table.c: byte offsets to lines and columns. Lines end as the standard's
 * LineTerminatorSequence says. */
#include "syntax/parser.h"

/* The length of the line terminator here, CR LF being one; 0 if there is none. `end` is
 * readable. */
static uint32_t terminator_length(const char *s, const char *end) {
  if (*s == '\n') return 1;
  if (*s == '\r') return s + 1 < end && s[1] == '\n' ? 2 : 1;
  if ((uint8_t)*s == 0xE2 && end - s >= 3 && (uint8_t)s[1] == 0x80 &&
      ((uint8_t)s[2] & 0xFE) == 0xA8)
    return 3;
  return 0;
}

static uint32_t count_lines(const char *source, const char *end) {
  uint32_t count = 1;
  for (const char *s = source; s < end;) {
    uint32_t length = terminator_length(s, end);
    if (length) count++;
    s += length ? length : 1;
  }
  return count;
}

LineTable line_table_build(Arena *arena, const char *source, size_t length) {
  const char *end = source + length;
  LineTable table = {NULL, 0};
  table.starts = ARENA_NEW_ARRAY(arena, uint32_t, count_lines(source, end));
  if (!table.starts) return table;
  table.starts[table.count++] = 0;
  for (const char *s = source; s < end;) {
    uint32_t size = terminator_length(s, end);
    s += size ? size : 1;
    if (size) table.starts[table.count++] = (uint32_t)(s - source);
  }
  return table;
}

/* UTF-16 code units between two offsets. */
static uint32_t units_between(const char *from, const char *to) {
  uint32_t units = 0;
  for (; from < to; from++) {
    uint8_t byte = (uint8_t)*from;
    if ((byte & 0xC0) != 0x80) units += byte >= 0xF0 ? 2 : 1;
  }
  return units;
}

void line_table_position(const LineTable *table, const char *source, size_t length, uint32_t offset,
                         uint32_t *line, uint32_t *column) {
  uint32_t low = 0, high = table->count;
  if (offset > length) offset = (uint32_t)length;
  while (high - low > 1) {
    uint32_t middle = low + (high - low) / 2;
    if (table->starts[middle] <= offset) low = middle;
    else high = middle;
  }
  *line = low + 1;
  *column = units_between(source + table->starts[low], source + offset) + 1;
}

void source_position(const char *source, size_t length, uint32_t offset, uint32_t *line,
                     uint32_t *column) {
  const char *end = source + size_min(offset, length), *start = source;
  *line = 1;
  for (const char *s = source; s < end;) {
    uint32_t size = terminator_length(s, source + length);
    s += size ? size : 1;
    if (!size || s > end) continue;
    start = s;
    (*line)++;
  }
  *column = units_between(start, end) + 1;
}
