/* SPDX-License-Identifier: MIT */
/* output.h: standard output and standard error.
 *
 * Writes are synchronous. What goes to a terminal goes at once; everything else is collected until
 * the event loop is about to wait, the program ends, the other stream is written to, or there is
 * much of it. */
#ifndef RUNTIME_OUTPUT_H
#define RUNTIME_OUTPUT_H

#include "runtime/text.h"

typedef struct Output {
  int fd;
  bool is_terminal;
  bool broken;     /* nobody reads any more */
  Text pending;
  struct Output *other;
} Output;

void output_init(Output *output, int fd, Output *other);
void output_write(Output *output, const char *bytes, size_t length);
void output_flush(Output *output);
void output_destroy(Output *output);
/* Whether escape sequences for colours are wanted there. */
bool output_has_colours(const Output *output);
/* Columns and rows of the terminal; false: it is none. */
bool output_size(const Output *output, int *columns, int *rows);

#endif
