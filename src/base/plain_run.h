/* SPDX-License-Identifier: MIT */
/* plain_run.h: how far text stands for itself inside the quotation marks of JSON: up to the next quotation mark,
 * backslash or control character. */
#ifndef MOTE_BASE_PLAIN_RUN_H
#define MOTE_BASE_PLAIN_RUN_H

#include "base/common.h"

/* The length of the plain run that `units` begins with. */
size_t plain_run_latin1(const uint8_t *units, size_t length);
size_t plain_run_utf16(const uint16_t *units, size_t length);
/* The same, but surrogates end it, too. */
size_t plain_run_utf16_no_surrogates(const uint16_t *units, size_t length);

/* Copies the plain run as well. There must be room for `length` units; those behind the run may be overwritten. */
size_t plain_run_copy_latin1(const uint8_t *restrict units, size_t length, uint8_t *restrict out);

#endif
