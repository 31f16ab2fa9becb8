/* SPDX-License-Identifier: MIT */
/* common.h: the words every file uses: fixed-width types, attributes, asserts.
 *
 * Nothing here has state or costs anything at run time in a release build. */
#ifndef MOTE_BASE_COMMON_H
#define MOTE_BASE_COMMON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The result of the function must be looked at. */
#define MUST_USE __attribute__((warn_unused_result))
/* The function is inlined even where the compiler would rather not. */
#define ALWAYS_INLINE inline __attribute__((always_inline))
/* The function is never inlined: it is a slow path, or its frame matters. */
#define NO_INLINE __attribute__((noinline))
/* The function is rarely called: placed apart, its calls predicted not taken. */
#define COLD __attribute__((cold, noinline))
/* The function does not return. */
#define NO_RETURN __attribute__((noreturn))
/* The entity may go unused without a warning. */
#define MAYBE_UNUSED __attribute__((unused))
/* The case falls through to the next on purpose. */
#define FALL_THROUGH __attribute__((fallthrough))
/* The function takes a printf format as its parameter number `at` (from 1), the arguments from `first` on. */
#define PRINTF_FORMAT(at, first) __attribute__((format(printf, at, first)))

/* Branch hints. */
#define likely(x)   __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)

/* The number of elements of an array (not of a pointer). */
#define array_length(array) (sizeof(array) / sizeof((array)[0]))

/* Prints the place and the failed condition on standard error and aborts. */
NO_RETURN COLD void assert_failed(const char *condition, const char *file, int line);

/* ASSERT(x): x holds, or there is a bug in mote. Checked in debug builds only; x must have no effect. */
#ifdef MOTE_DEBUG_BUILD
#define ASSERT(x)     (likely(x) ? (void)0 : assert_failed(#x, __FILE__, __LINE__))
#define UNREACHABLE() assert_failed("unreachable", __FILE__, __LINE__)
#else
#define ASSERT(x)     ((void)sizeof(!(x)))
#define UNREACHABLE() __builtin_unreachable()
#endif

/* The smaller and the larger of two numbers, each type under its own name. */
static inline size_t size_min(size_t a, size_t b) { return a < b ? a : b; }
static inline size_t size_max(size_t a, size_t b) { return a > b ? a : b; }
static inline uint32_t u32_min(uint32_t a, uint32_t b) { return a < b ? a : b; }
static inline uint32_t u32_max(uint32_t a, uint32_t b) { return a > b ? a : b; }
static inline uint64_t u64_min(uint64_t a, uint64_t b) { return a < b ? a : b; }
static inline uint64_t u64_max(uint64_t a, uint64_t b) { return a > b ? a : b; }
static inline int32_t i32_max(int32_t a, int32_t b) { return a > b ? a : b; }

#endif
