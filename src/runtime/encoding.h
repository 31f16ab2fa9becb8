/* SPDX-License-Identifier: MIT */
/* encoding.h: strings to bytes and back, in the encodings that Node knows by name. */
#ifndef RUNTIME_ENCODING_H
#define RUNTIME_ENCODING_H

#include "runtime/runtime.h"

typedef enum Encoding {
  ENCODING_NONE,   /* bytes stay bytes: a Buffer */
  ENCODING_UTF8,
  ENCODING_LATIN1,
  ENCODING_ASCII,
  ENCODING_HEX,
  ENCODING_BASE64,
  ENCODING_BASE64URL,
  ENCODING_UTF16LE,
} Encoding;

/* The encoding of this name in any case of letters; ENCODING_NONE: none, or "buffer". */
Encoding encoding_find(const char *name);
/* Bytes as a string, or as a Buffer for ENCODING_NONE. */
bool encoding_decode(Runtime *rt, const char *bytes, size_t length, Encoding encoding,
                     MoteValue *out);
/* The bytes of an ArrayBuffer, typed array or DataView; false, without an exception, for other values. */
bool bytes_of(MoteVm *vm, MoteValue value, uint8_t **bytes, size_t *length);
/* Appends the bytes of a string. */
bool encoding_encode(MoteVm *vm, MoteValue string, Encoding encoding, Text *out);

#endif
