/* SPDX-License-Identifier: MIT */
/* case_tables.h: the form of the case mappings. Private to src/unicode.
 *
 * A run maps the code points first, first + stride, ... to themselves plus delta. Runs are sorted and disjoint. */
#ifndef MOTE_UNICODE_CASE_TABLES_H
#define MOTE_UNICODE_CASE_TABLES_H

#include "base/common.h"

/* A run of count_less_1 + 1 code points, every one (alternate 0) or every other one (alternate 1). */
typedef struct CaseRun {
  uint32_t first : 21;
  uint32_t count_less_1 : 10;
  uint32_t alternate : 1;
  int32_t delta;
} CaseRun;

/* A code point that maps to up to three, all of the basic plane; 0 ends a shorter sequence. */
typedef struct SpecialCase {
  uint16_t from;
  uint16_t to[3];
} SpecialCase;

extern const CaseRun unicode_lower_runs[], unicode_upper_runs[], unicode_fold_runs[];
extern const uint32_t unicode_lower_run_count, unicode_upper_run_count, unicode_fold_run_count;
extern const SpecialCase unicode_lower_special[], unicode_upper_special[];
extern const uint32_t unicode_lower_special_count, unicode_upper_special_count;

#endif
