/* SPDX-License-Identifier: MIT */
/* base64url.h: base64url without padding (https://www.rfc-editor.org/rfc/rfc4648#section-5), as a JWK has it. */
#ifndef RUNTIME_CRYPTO_BASE64URL_H
#define RUNTIME_CRYPTO_BASE64URL_H

#include "runtime/crypto/bytes.h"

/* How many bytes a string value stands for; -1: it is not base64url, or no string. */
double base64url_length(MoteVm *vm, MoteValue string);
/* Its bytes. Throws DataError. */
MOTE_CHECK bool base64url_decode(MoteVm *vm, MoteValue string, Bytes *out);
/* A string value. */
MOTE_CHECK bool base64url_encode(MoteVm *vm, const Bytes *bytes, MoteValue *out);

#endif
