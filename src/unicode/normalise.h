/* SPDX-License-Identifier: MIT */
/* normalise.h: the four normalisation forms of Unicode (Standard Annex #15).
 *
 * Lone surrogates are left as they are. */
#ifndef MOTE_UNICODE_NORMALISE_H
#define MOTE_UNICODE_NORMALISE_H

#include "base/utf.h"
#include "base/vec.h"

typedef enum NormalForm {
  NORMAL_NFC,
  NORMAL_NFD,
  NORMAL_NFKC,
  NORMAL_NFKD,
} NormalForm;
static inline bool normal_form_composes(NormalForm form) {
  return form == NORMAL_NFC || form == NORMAL_NFKC;
}
static inline bool normal_form_is_compatible(NormalForm form) { return form >= NORMAL_NFKC; }

VEC_DECLARE(UnitVec, uint16_t);

/* The code point at `*i`, which is moved behind it; a lone surrogate is itself. */
static inline uint32_t next_code_point(const uint16_t *units, size_t length, size_t *i) {
  uint32_t size, code_point = utf16_decode(units, length, *i, &size);
  *i += size;
  return code_point;
}

/* The length of the longest start of a text that is normalised, whatever follows it: all of it, if the text is
 * seen to be normalised at a glance. */
size_t unicode_normal_start(const uint16_t *units, size_t length, NormalForm form);

/* Appends the normalised text; false: out of memory. */
MUST_USE bool unicode_normalise(const uint16_t *units, size_t length, NormalForm form,
                                UnitVec *out);

/* The canonical combining class. */
uint32_t unicode_combining_class(uint32_t code_point);

/* A decomposition in one step, of at most UNICODE_STEP_MAX code points; 0: there is none. */
#define UNICODE_STEP_MAX 18
uint32_t unicode_decompose_step(uint32_t code_point, bool compatible,
                                uint32_t out[UNICODE_STEP_MAX]);

#endif
