/* SPDX-License-Identifier: MIT */
/* compile-library.c: compiles a file of lib/ for the binary.
 *   compile-library lib/web/x.ts NAME OUT
 * OUT gets what mote_compile makes of the file, a CommonJS module; NAME is what stacks call it. */
#include <stdio.h>
#include <stdlib.h>

#include "mote.h"

static char *read_file(const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  if (!file) return NULL;
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  char *text = size >= 0 ? malloc((size_t)size + 1) : NULL;
  *length = text ? fread(text, 1, (size_t)size, file) : 0;
  fclose(file);
  return text;
}

static bool write_file(const char *path, const void *bytes, size_t length) {
  FILE *file = fopen(path, "wb");
  if (!file) return false;
  bool ok = fwrite(bytes, 1, length, file) == length;
  return fclose(file) == 0 && ok;
}

static void print_exception(MoteVm *vm) {
  char *text = mote_error_text(vm, mote_take_exception(vm));
  fprintf(stderr, "%s\n", text ? text : "out of memory");
  mote_free(text);
}

int main(int argc, char **argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: compile-library FILE NAME OUT\n");
    return 2;
  }
  MoteSource source = {.name = argv[2], .language = MOTE_LANGUAGE_TS};
  char *text = read_file(argv[1], &source.length);
  MoteVm *vm = mote_vm_create(NULL);
  void *bytes = NULL;
  size_t length;
  source.text = text;
  bool ok = text && vm && mote_compile(vm, &source, MOTE_GOAL_COMMONJS, &bytes, &length);
  if (!text) perror(argv[1]);
  else if (vm && !ok) print_exception(vm);
  if (ok && !write_file(argv[3], bytes, length)) {
    perror(argv[3]);
    ok = false;
  }
  mote_free(bytes);
  if (vm) mote_vm_destroy(vm);
  free(text);
  return ok ? 0 : 1;
}
