/* SPDX-License-Identifier: MIT */
/* case_closure.c: walks the runs of the case tables. */
#include "unicode/case_closure.h"

#include "unicode/case_map.h"
#include "unicode/case_tables.h"

void unicode_each_fold(UnicodeCaseVisitor visit, void *context) {
  for (uint32_t i = 0; i < unicode_fold_run_count; i++) {
    const CaseRun *run = &unicode_fold_runs[i];
    for (uint32_t k = 0; k <= run->count_less_1; k++) {
      uint32_t from = run->first + (k << run->alternate);
      visit(context, from, from + (uint32_t)run->delta);
    }
  }
}

void unicode_each_canonicalized_unit(UnicodeCaseVisitor visit, void *context) {
  for (uint32_t i = 0; i < unicode_upper_run_count; i++) {
    const CaseRun *run = &unicode_upper_runs[i];
    for (uint32_t k = 0; k <= run->count_less_1; k++) {
      uint32_t from = run->first + (k << run->alternate);
      if (from > 0xffff) return;
      uint32_t to = unicode_canonicalize_unit((uint16_t)from);
      if (to != from) visit(context, from, to);
    }
  }
}
