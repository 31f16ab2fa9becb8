/* SPDX-License-Identifier: MIT */
/* search.h: finding text in text, each side Latin-1 or UTF-16.
 *
 * Short needles are found by memchr or a wide scan for the first unit; long ones by the two-way algorithm, so that the
 * worst case stays linear, without allocation. Every function gives the index of the first (last) occurrence, or
 * SEARCH_NOT_FOUND. An empty needle is found at `from`, if `from` is not past the end. */
#ifndef MOTE_BASE_SEARCH_H
#define MOTE_BASE_SEARCH_H

#include "base/common.h"

/* The result where there is no occurrence. */
#define SEARCH_NOT_FOUND SIZE_MAX

/* The first occurrence that starts at `from` or after it. */
size_t latin1_find_latin1(const uint8_t *text, size_t length, const uint8_t *needle,
                          size_t needle_length, size_t from);
size_t latin1_find_utf16(const uint8_t *text, size_t length, const uint16_t *needle,
                         size_t needle_length, size_t from);
size_t utf16_find_latin1(const uint16_t *text, size_t length, const uint8_t *needle,
                         size_t needle_length, size_t from);
size_t utf16_find_utf16(const uint16_t *text, size_t length, const uint16_t *needle,
                        size_t needle_length, size_t from);

/* The last occurrence that starts at `from` or before it. */
size_t latin1_find_last_latin1(const uint8_t *text, size_t length, const uint8_t *needle,
                               size_t needle_length, size_t from);
size_t latin1_find_last_utf16(const uint8_t *text, size_t length, const uint16_t *needle,
                              size_t needle_length, size_t from);
size_t utf16_find_last_latin1(const uint16_t *text, size_t length, const uint8_t *needle,
                              size_t needle_length, size_t from);
size_t utf16_find_last_utf16(const uint16_t *text, size_t length, const uint16_t *needle,
                             size_t needle_length, size_t from);

#endif
