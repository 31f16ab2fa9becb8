/* SPDX-License-Identifier: MIT */
/* common.c: what a failed assertion does. */
#include "base/common.h"

#include <stdio.h>
#include <stdlib.h>

void assert_failed(const char *condition, const char *file, int line) {
  fprintf(stderr, "%s:%d: assertion failed: %s\n", file, line, condition);
  abort();
}
