/* SPDX-License-Identifier: MIT */
/* content_decoding.h: undoing the content codings of a response (Content-Encoding), a bounded piece at a time, so that
 * a small body that decodes to a huge one never lies in memory whole. */
#ifndef RUNTIME_FETCH_CONTENT_DECODING_H
#define RUNTIME_FETCH_CONTENT_DECODING_H

#include "runtime/text.h"

/* The value of Accept-Encoding. */
#define CONTENT_ENCODINGS "gzip, deflate, br, zstd"

typedef struct ContentDecoder ContentDecoder;

typedef enum DecodeResult {
  DECODE_MORE, /* all input is used up, and more is expected */
  DECODE_FULL, /* the output has reached its bound */
  DECODE_END, /* the content is complete */
  DECODE_ERROR, /* it is ill-formed, or memory has run out: see content_decoder_error */
} DecodeResult;

/* Whether a Content-Encoding (several codings in order, with commas) is one that can be undone. */
bool content_coding_is_known(const char *value, size_t length);
/* A decoder for it. NULL: exception. */
MOTE_CHECK ContentDecoder *content_decoder_create(MoteVm *vm, const char *value, size_t length);
/* NULL is fine. */
void content_decoder_destroy(ContentDecoder *decoder);
/* Appends to the output, up to about `bound` bytes; *used: how many bytes of the input are done with. */
DecodeResult content_decode(ContentDecoder *decoder, const uint8_t *input, size_t length,
                            bool is_last, size_t *used, Text *output, size_t bound);
/* "Z_DATA_ERROR" and the like, and a message. */
void content_decoder_error(const ContentDecoder *decoder, const char **code, const char **message);

#endif
