/* SPDX-License-Identifier: MIT */
/* embed.h: what the tests of mote.h share: CHECK, and running a script. */
#ifndef TESTS_EMBED_EMBED_H
#define TESTS_EMBED_EMBED_H

#include <mote.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int checks_passed; /* by any thread */

/* Ends main. */
static inline int embed_result(void) {
  printf("%d passed, 0 failed\n", checks_passed);
  return EXIT_SUCCESS;
}

/* What follows a check may rely on it, so the first that fails ends the program. */
__attribute__((noreturn)) static inline void check_failed(const char *file, int line,
                                                          const char *condition) {
  fprintf(stderr, "%s:%d: not so: %s\n", file, line, condition);
  printf("%d passed, 1 failed\n", checks_passed);
  exit(EXIT_FAILURE);
}

#define CHECK(condition)                                            \
  do {                                                              \
    if (!(condition)) check_failed(__FILE__, __LINE__, #condition); \
    __atomic_add_fetch(&checks_passed, 1, __ATOMIC_RELAXED);        \
  } while (0)

static inline void print_exception(MoteVm *vm) {
  char *text;
  MoteValue error = mote_take_exception(vm);
  mote_set_memory_limit(vm, 0); /* it may tell of that */
  {
    MoteValue st;
    if (mote_is_object(vm, error) && mote_get(vm, error, "stack", &st)) error = st;
  }
  if (!mote_to_utf8(vm, error, &text, NULL)) return;
  fprintf(stderr, "exception: %s\n", text);
  mote_free(text);
}

/* Runs a script; its value. A failure counts as a failed check. */
static inline MoteValue run(MoteVm *vm, const char *text) {
  MoteSource source = {.text = text, .length = MOTE_NUL_TERMINATED, .name = "test.js"};
  MoteValue value = mote_undefined();
  bool ok = mote_run_script(vm, &source, &value);
  if (!ok) print_exception(vm);
  CHECK(ok);
  return value;
}

/* Whether a value, as a string, is this text. */
static inline bool shows(MoteVm *vm, MoteValue value, const char *text) {
  char *shown;
  if (!mote_to_utf8(vm, value, &shown, NULL)) {
    print_exception(vm);
    return false;
  }
  bool same = strcmp(shown, text) == 0;
  if (!same) fprintf(stderr, "  it is: %s\n", shown);
  mote_free(shown);
  return same;
}

#endif
