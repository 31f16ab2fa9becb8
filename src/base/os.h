/* SPDX-License-Identifier: MIT */
/* os.h: the few things the engine asks the operating system: address space, time, the C stack.
 *
 * No state: every function is a thin layer over a system call, and says what failure looks like. */
#ifndef MOTE_BASE_OS_H
#define MOTE_BASE_OS_H

#include "base/common.h"

/* The size of a page of the machine, in bytes. */
size_t os_page_size(void);

/* Reserves `size` bytes of address space at a multiple of `alignment` (a power of two, at least a page), without
 * access and without memory behind it. NULL if the address space cannot be had. Release with os_release. */
MUST_USE void *os_reserve(size_t size, size_t alignment);

/* Gives back a whole reservation: `address` and `size` as they were reserved. */
void os_release(void *address, size_t size);

/* Makes part of a reservation readable and writable; page-aligned. Memory comes at first touch and is zero,
 * unless it was committed already. False when the system refuses. */
MUST_USE bool os_commit(void *address, size_t size);

/* Brings the memory behind a committed part in now, which costs less than a fault for each page of it; page-aligned.
 * Where the system cannot, it comes at first touch. */
void os_populate(void *address, size_t size);

/* Gives the memory behind a committed part back, which stays committed and reads as zero; page-aligned. */
void os_discard(void *address, size_t size);

/* Milliseconds since 1970-01-01T00:00:00Z by the wall clock, with a fraction. */
double os_wall_clock_ms(void);

/* Fills `size` bytes with random bytes from the system, good enough for seeds and keys. */
void os_random_bytes(void *bytes, size_t size);

/* The bounds of the C stack of the calling thread: it lies in [low, high), and grows down from high. `low` is what the
 * thread may really reach (guard pages and the resource limit taken into account). */
typedef struct OsStackBounds {
  uintptr_t low;
  uintptr_t high;
} OsStackBounds;

/* The bounds for the calling thread. Costs some microseconds (the main thread's are read from /proc): ask once. */
OsStackBounds os_stack_bounds(void);

#endif
