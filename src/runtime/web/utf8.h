/* SPDX-License-Identifier: MIT */
/* utf8.h: UTF-8 that may be ill-formed, as the Encoding Standard's decoder reads it: without surrogates, and with one
 * U+FFFD for each longest beginning of a sequence. https://encoding.spec.whatwg.org/#utf-8-decoder */
#ifndef RUNTIME_WEB_UTF8_H
#define RUNTIME_WEB_UTF8_H

#include "runtime/runtime.h"

/* How many bytes at the start are ASCII. */
size_t ascii_length(const uint8_t *bytes, size_t length);
/* How many bytes at the start are well-formed UTF-8. */
size_t utf8_valid_length(const uint8_t *bytes, size_t length);
/* The ill-formed bytes that stand for one U+FFFD, where a sequence is not well-formed; length > 0. *is_open: the bytes
 * are the beginning of a sequence that more bytes could complete, and nothing is behind them. */
size_t utf8_invalid_length(const uint8_t *bytes, size_t length, bool *is_open);
/* Appends the bytes with U+FFFD for what is ill-formed. */
void utf8_append_repaired(Text *out, const char *bytes, size_t length);

#endif
