/* SPDX-License-Identifier: MIT */
/* body_decoder.h: takes the body of a request out of what comes after its head: so many bytes, or chunks. RFC 9112,
 * sections 6 and 7, without any leniency; extensions and trailers are checked for their form and dropped. */
#ifndef RUNTIME_HTTP_BODY_DECODER_H
#define RUNTIME_HTTP_BODY_DECODER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct BodyDecoder {
  uint64_t left; /* of the body, or of the chunk */
  uint64_t total; /* of content, so far */
  uint32_t extra; /* bytes of sizes, extensions and trailers */
  uint8_t state; /* see body_decoder.c */
  uint8_t digits; /* of the chunk's size */
} BodyDecoder;

void body_decoder_start(BodyDecoder *decoder, bool is_chunked, uint64_t length);
bool body_decoder_is_done(const BodyDecoder *decoder);
/* Goes on with these bytes, up to the next piece of content or their end. Gives how many it has read; the content's are
 * the last *content of them. -1: the body is malformed. */
ptrdiff_t body_decoder_next(BodyDecoder *decoder, const char *bytes, size_t length,
                            size_t *content);

#endif
