/* SPDX-License-Identifier: MIT */
/* output.h: standard output and standard error.
 *
 * Writes are synchronous and go at once, as Node's do: what was printed is there when the program
 * computes on for long, or is killed. */
#ifndef RUNTIME_OUTPUT_H
#define RUNTIME_OUTPUT_H

#include "runtime/text.h"

typedef struct Output {
  int fd;
  bool is_terminal;
  bool broken; /* nobody reads any more */
} Output;

/* The output behind a descriptor. */
void output_init(Output *output, int fd);
/* Writes all, waiting where the descriptor would not block. */
void output_write(Output *output, const char *bytes, size_t length);
/* Whether escape sequences for colours are wanted there. */
bool output_has_colours(const Output *output);
/* Columns and rows of the terminal; false: it is none. */
bool output_size(const Output *output, int *columns, int *rows);

#endif
