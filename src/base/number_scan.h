/* SPDX-License-Identifier: MIT */
/* number_scan.h: what the number readers share. Private to src/base. */
#ifndef MOTE_BASE_NUMBER_SCAN_H
#define MOTE_BASE_NUMBER_SCAN_H

#include "base/text.h"

/* The value of a digit, letters of either case counting from 10; 36 or more for anything else. */
static ALWAYS_INLINE uint32_t digit_value(uint32_t unit) {
  if (unit - '0' < 10) return unit - '0';
  uint32_t letter = (unit | 0x20) - 'a';
  return letter < 26 && unit < 0x80 ? letter + 10 : 36;
}

/* number_parse_radix and number_parse_decimal over either kind of text.   (number_radix.c, number_parse.c) */
double number_scan_radix(Text text, uint32_t radix, size_t *consumed);
double number_scan_decimal(Text text, size_t *consumed);

#endif
