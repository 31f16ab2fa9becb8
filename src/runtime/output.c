/* SPDX-License-Identifier: MIT */
/* output.c: writing what a program prints. */
#include "runtime/output.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

void output_init(Output *output, int fd) {
  *output = (Output){.fd = fd, .is_terminal = isatty(fd)};
}

void output_write(Output *output, const char *bytes, size_t length) {
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
