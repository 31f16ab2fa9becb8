/* SPDX-License-Identifier: MIT */
/* os.c: address space, clocks and stack bounds on Linux and its like. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "base/os.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "base/bits.h"

size_t os_page_size(void) { return (size_t)sysconf(_SC_PAGESIZE); }

void *os_reserve(size_t size, size_t alignment) {
  ASSERT(is_power_of_two(alignment));
  size_t padded;
  if (__builtin_add_overflow(size, alignment, &padded)) return NULL;
  char *start =
      (char *)mmap(NULL, padded, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (start == (char *)MAP_FAILED) return NULL;
  char *aligned = start + (round_up((size_t)start, alignment) - (size_t)start);
  if (aligned > start) munmap(start, (size_t)(aligned - start));
  char *end = aligned + size;
  if (end < start + padded) munmap(end, (size_t)(start + padded - end));
  return aligned;
}

void os_release(void *address, size_t size) { munmap(address, size); }

bool os_commit(void *address, size_t size) {
  return mprotect(address, size, PROT_READ | PROT_WRITE) == 0;
}

void os_populate(void *address, size_t size) {
#ifdef MADV_POPULATE_WRITE
  madvise(address, size, MADV_POPULATE_WRITE);
#else
  (void)address;
  (void)size;
#endif
}

void os_discard(void *address, size_t size) { madvise(address, size, MADV_DONTNEED); }

double os_wall_clock_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

void os_random_bytes(void *bytes, size_t size) {
  char *next = (char *)bytes;
  while (size > 0) {
    ssize_t got = getrandom(next, size, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0)
      abort(); /* Linux gives random bytes since 3.17; keys made of anything else would be worse than none. */
    next += got;
    size -= (size_t)got;
  }
}

/* What the main thread's stack may grow to where the resource limit says "unlimited". */
#define ASSUMED_STACK_SIZE ((size_t)8 << 20)

OsStackBounds os_stack_bounds(void) {
  pthread_attr_t attributes;
  void *lowest = NULL;
  size_t size = 0, guard = 0;
  if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
    pthread_attr_getstack(&attributes, &lowest, &size);
    pthread_attr_getguardsize(&attributes, &guard);
    pthread_attr_destroy(&attributes);
  }
  uintptr_t here = (uintptr_t)__builtin_frame_address(0);
  if (size == 0)
    return (OsStackBounds){.low = here - ASSUMED_STACK_SIZE / 2,
                           .high = here + 64 * os_page_size()};
  uintptr_t high = (uintptr_t)lowest + size;
  struct rlimit limit;
  bool unlimited = getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur == RLIM_INFINITY;
  if (unlimited && size > ASSUMED_STACK_SIZE && getpid() == gettid()) size = ASSUMED_STACK_SIZE;
  uintptr_t low = high - size;
  return (OsStackBounds){.low = guard < size ? low + guard : low, .high = high};
}
