/* SPDX-License-Identifier: MIT */
/* case_closure.h: every pair of characters that regular expressions with the flag i take for equal. */
#ifndef MOTE_UNICODE_CASE_CLOSURE_H
#define MOTE_UNICODE_CASE_CLOSURE_H

#include "base/common.h"

/* Told that `from` becomes `to`, which is another. */
typedef void (*UnicodeCaseVisitor)(void *context, uint32_t from, uint32_t to);

/* Visits each code point that unicode_simple_fold changes, in order. */
void unicode_each_fold(UnicodeCaseVisitor visit, void *context);

/* Visits each code unit that unicode_canonicalize_unit changes, in order. */
void unicode_each_canonicalized_unit(UnicodeCaseVisitor visit, void *context);

#endif
