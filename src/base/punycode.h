/* SPDX-License-Identifier: MIT */
/* punycode.h: labels of domain names as ASCII (RFC 3492), without the prefix "xn--".
 *
 * Both directions take quadratic time, so texts have a limit, far above the 63 bytes that a label has in DNS. */
#ifndef MOTE_BASE_PUNYCODE_H
#define MOTE_BASE_PUNYCODE_H

#include "base/common.h"

/* The most code points. */
#define PUNYCODE_MAX 1000
/* The most bytes: a code point takes up to seven, and there is a hyphen. */
#define PUNYCODE_ENCODED_MAX (7 * PUNYCODE_MAX + 1)

/* Gives the bytes written to `out`, which has room for PUNYCODE_ENCODED_MAX; SIZE_MAX: the text is too long. */
size_t punycode_encode(const uint32_t *text, size_t length, char *out);
/* Gives the code points written to `out`, which has room for PUNYCODE_MAX; SIZE_MAX: the text, which is ASCII, is not
 * Punycode, or too long. */
size_t punycode_decode(const uint32_t *text, size_t length, uint32_t *out);

#endif
