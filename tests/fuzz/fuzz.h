/* SPDX-License-Identifier: MIT */
/* fuzz.h: what the fuzzing targets share: reading decisions out of the input, a VM with limits, and how a broken
 * promise of the engine is told.
 *
 * A target is one function, which libFuzzer calls with inputs of its making. What it finds wrong beyond what the
 * sanitizers see, it tells by fuzz_fail. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mote.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The options of a target's sanitizers. Leaks can be told only where each input has a VM of its own: what a VM's cage
 * alone refers to looks like one. */
#define FUZZ_SANITIZER_OPTIONS(leaks)                                                     \
  const char *__asan_default_options(void);                                               \
  __attribute__((used, visibility("default"))) const char *__asan_default_options(void) { \
    return "allocator_may_return_null=1:detect_leaks=" leaks;                             \
  }

/* --- failing --- */

/* The input shows a bug. */
MOTE_PRINTF(1, 2) static inline _Noreturn void fuzz_fail(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fputs("fuzz: ", stderr);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  va_end(arguments);
  abort();
}

/* --- input --- */

/* The part of the input that has not been read. */
typedef struct FuzzInput {
  const uint8_t *bytes;
  size_t length;
} FuzzInput;

/* The next byte; 0 when there is none. */
static inline uint8_t fuzz_byte(FuzzInput *input) {
  if (!input->length) return 0;
  input->length--;
  return *input->bytes++;
}

static inline uint32_t fuzz_uint16(FuzzInput *input) {
  uint32_t low = fuzz_byte(input);
  return low | (uint32_t)fuzz_byte(input) << 8;
}

/* Takes what comes before the next `separator`, and the separator. */
static inline FuzzInput fuzz_until(FuzzInput *input, uint8_t separator) {
  const uint8_t *end = input->length ? memchr(input->bytes, separator, input->length) : NULL;
  FuzzInput part = *input;
  if (!end) {
    input->length = 0;
    return part;
  }
  part.length = (size_t)(end - input->bytes);
  input->bytes = end + 1;
  input->length -= part.length + 1;
  return part;
}

/* --- a VM for many inputs --- */

#define FUZZ_MEMORY_LIMIT     ((size_t)256 << 20)
#define FUZZ_INPUTS_OF_ONE_VM 2000

typedef struct FuzzVm {
  MoteVm *vm;
  uint32_t inputs;
} FuzzVm;

/* The VM, now and then a new one, so that an input owes little to those before. */
static inline MoteVm *fuzz_vm(FuzzVm *fuzz) {
  if (fuzz->vm && ++fuzz->inputs < FUZZ_INPUTS_OF_ONE_VM) return fuzz->vm;
  if (fuzz->vm) mote_vm_destroy(fuzz->vm);
  *fuzz = (FuzzVm){mote_vm_create(&(MoteVmOptions){.memory_limit = FUZZ_MEMORY_LIMIT}), 0};
  if (!fuzz->vm) fuzz_fail("no VM");
  return fuzz->vm;
}

#endif
