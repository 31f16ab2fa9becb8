/* SPDX-License-Identifier: MIT */
/* bigint_memory.c: where there is no memory for what GMP puts aside, arithmetic ends with a RangeError;
 * GMP itself would end the process. */
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "embed.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1 /* gcc's name for it */
#endif
#endif

/* What the process has of its address space, in bytes. */
static size_t address_space(void) {
  unsigned long pages = 0;
  FILE *file = fopen("/proc/self/statm", "r");
  if (!file) return 0;
  if (fscanf(file, "%lu", &pages) != 1) pages = 0;
  fclose(file);
  return pages * 4096;
}

/* Runs an expression that wants more than there is. */
static void fails(MoteVm *vm, const char *expression) {
  char text[256];
  snprintf(text, sizeof text, "try { %s; 'done' } catch (e) { e.name + ': ' + e.message }",
           expression);
  MoteValue result = run(vm, text);
  if (!shows(vm, result, "RangeError: Out of memory")) printf("in: %s\n", expression);
  CHECK(shows(vm, result, "RangeError: Out of memory"));
}

int main(void) {
#ifdef __SANITIZE_ADDRESS__
  puts("bigint_memory: left out under AddressSanitizer, which ends the process itself");
  return 0;
#endif
  size_t used = address_space();
  if (used == 0) return 0; /* no /proc */
  MoteVm *vm = mote_vm_create(NULL);
  CHECK(vm != NULL);
  run(vm,
      "var a = (1n << 40000000n) - 12345n, half = a >> 20000000n, text = '7'.repeat(8000000); 0");
  struct rlimit limit = {0}, before;
  CHECK(getrlimit(RLIMIT_AS, &before) == 0);
  limit = before;
  limit.rlim_cur = address_space() + (8 << 20);
  CHECK(setrlimit(RLIMIT_AS, &limit) == 0);
  fails(vm, "a * (a + 2n)");
  fails(vm, "a * a");
  fails(vm, "a / half");
  fails(vm, "a % half");
  fails(vm, "a.toString()");
  fails(vm, "BigInt(text)");
  CHECK(setrlimit(RLIMIT_AS, &before) == 0);
  CHECK(shows(vm, run(vm, "(a - a + 5n) * 7n === 35n"), "true"));
  mote_vm_destroy(vm);
  return 0;
}
