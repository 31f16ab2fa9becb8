/* SPDX-License-Identifier: MIT */
/* output.c: collecting and writing what a program prints. */
#include "runtime/output.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define PENDING_MAX ((size_t)64 * 1024)

void output_init(Output *output, int fd, Output *other) {
  *output = (Output){.fd = fd, .is_terminal = isatty(fd), .other = other};
}

/* Writes all, waiting where the descriptor would not block; gives up when nobody reads. */
static void write_all(Output *output, const char *bytes, size_t length) {
  while (length && !output->broken) {
    ssize_t written = write(output->fd, bytes, length);
    if (written >= 0) {
      bytes += written;
      length -= (size_t)written;
    } else if (errno == EAGAIN) {
      struct pollfd wait = {.fd = output->fd, .events = POLLOUT};
      poll(&wait, 1, -1);
    } else if (errno != EINTR) {
      output->broken = true;
    }
  }
}

void output_flush(Output *output) {
  if (!output->pending.length) return;
  write_all(output, output->pending.data, output->pending.length);
  text_clear(&output->pending);
}

void output_write(Output *output, const char *bytes, size_t length) {
  if (output->other) output_flush(output->other);
  if (output->is_terminal || output->fd == STDERR_FILENO ||
      output->pending.length + length > PENDING_MAX) {
    output_flush(output);
    write_all(output, bytes, length);
    return;
  }
  text_append(&output->pending, bytes, length);
  if (!text_ok(&output->pending)) {
    output->pending.failed = false;
    output_flush(output);
    write_all(output, bytes, length);
  }
}

void output_destroy(Output *output) {
  output_flush(output);
  text_free(&output->pending);
}

bool output_has_colours(const Output *output) {
  const char *force = getenv("FORCE_COLOR"), *none = getenv("NO_COLOR"), *term = getenv("TERM");
  if (force && *force) return strcmp(force, "0") != 0 && strcmp(force, "false") != 0;
  if (none && *none) return false;
  return output->is_terminal && !(term && strcmp(term, "dumb") == 0);
}

bool output_size(const Output *output, int *columns, int *rows) {
  struct winsize size;
  if (!output->is_terminal || ioctl(output->fd, TIOCGWINSZ, &size) != 0) return false;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return true;
}
