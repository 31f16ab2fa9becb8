/* SPDX-License-Identifier: MIT */
/* case_map.h: upper and lower case, by the full mappings of Unicode without a locale, and case folding.
 *
 * Lone surrogates map to themselves. Strings may grow: one unit may become three. */
#ifndef MOTE_UNICODE_CASE_MAP_H
#define MOTE_UNICODE_CASE_MAP_H

#include "base/common.h"

/* The most code points that one maps to. */
#define UNICODE_CASE_MAX 3

/* The full mapping of one code point, without looking at what is around it; returns how many it becomes (1 to 3). */
uint32_t unicode_to_lower(uint32_t code_point, uint32_t out[UNICODE_CASE_MAX]);
uint32_t unicode_to_upper(uint32_t code_point, uint32_t out[UNICODE_CASE_MAX]);

/* The simple mapping: one code point to one. */
uint32_t unicode_simple_lower(uint32_t code_point);
uint32_t unicode_simple_upper(uint32_t code_point);

/* toLowerCase and toUpperCase of UTF-16 text, final sigma included. Returns the length of the result, in units;
 * `out` has room for it, or is NULL to measure.   #sec-string.prototype.tolowercase */
size_t unicode_lower_utf16(const uint16_t *units, size_t length, uint16_t *out);
size_t unicode_upper_utf16(const uint16_t *units, size_t length, uint16_t *out);

/* toLowerCase of Latin-1 text, which stays Latin-1 and as long. `out` may be `units`. */
void unicode_lower_latin1(const uint8_t *units, size_t length, uint8_t *out);

/* The length of toUpperCase of Latin-1 text where that is Latin-1 too (U+00DF becomes two letters); SIZE_MAX if it is
 * not, because of U+00B5 or U+00FF: widen it then and use unicode_upper_utf16. */
size_t unicode_upper_latin1_length(const uint8_t *units, size_t length);

/* toUpperCase of Latin-1 text whose length unicode_upper_latin1_length gave. */
void unicode_upper_latin1(const uint8_t *units, size_t length, uint8_t *out);

/* Simple case folding (CaseFolding.txt, statuses C and S): how regular expressions with the flags i and u or v compare.
 * #sec-runtime-semantics-canonicalize-ch */
uint32_t unicode_simple_fold(uint32_t code_point);

/* How regular expressions with the flag i, without u and v, compare: by upper case, as far as that is one unit, and
 * what is not ASCII stays so.   #sec-runtime-semantics-canonicalize-ch */
uint16_t unicode_canonicalize_unit(uint16_t unit);

#endif
