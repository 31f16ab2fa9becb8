/* SPDX-License-Identifier: MIT */
/* line_table.h: byte offsets of a source text to lines and columns, which count from 1; columns are in
 * UTF-16 code units. Lines end as the standard says: #sec-line-terminators */
#ifndef MOTE_SYNTAX_LINE_TABLE_H
#define MOTE_SYNTAX_LINE_TABLE_H

#include "base/common.h"

/* Where lines begin. */
typedef struct LineTable {
  uint32_t *starts; /* byte offsets; starts[0] is 0 */
  uint32_t count;
} LineTable;

/* Finds the lines of a text (WTF-8). False: out of memory, and there is nothing to destroy. */
MUST_USE bool line_table_create(LineTable *table, const char *text, size_t length);
/* Frees what the table holds; of a zeroed table, nothing. */
void line_table_destroy(LineTable *table);

/* The position of a byte offset in the text that the table was made of. O(log lines + length of line). */
void line_table_position(const LineTable *table, const char *text, size_t length, uint32_t offset,
                         uint32_t *line, uint32_t *column);

/* The same without a table: one pass over what is before `offset`. */
void source_position(const char *text, size_t length, uint32_t offset, uint32_t *line,
                     uint32_t *column);

#endif
