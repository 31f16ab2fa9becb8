/* SPDX-License-Identifier: MIT */
/* codec.h: compressing and decompressing, bytes in, bytes out, in any of the formats that the web knows.
 *
 * A codec holds no values and does no I/O; any one thread at a time may run it. How much one call does is up to the
 * caller, who gives the room for its output: so nothing that is small becomes large unasked. */
#ifndef RUNTIME_COMPRESS_CODEC_H
#define RUNTIME_COMPRESS_CODEC_H

#include "runtime/runtime.h"

typedef enum CodecFormat {
  CODEC_GZIP,
  CODEC_DEFLATE, /* with zlib's header, as HTTP means it */
  CODEC_DEFLATE_RAW,
  CODEC_BROTLI,
  CODEC_ZSTD,
} CodecFormat;

typedef enum CodecMode {
  CODEC_GO_ON,
  CODEC_FLUSH, /* compressing: what was taken so far can be decompressed from what comes out */
  CODEC_FINISH, /* there is no more input */
} CodecMode;

typedef enum CodecResult {
  CODEC_FULL, /* the room is used up: call again, with more */
  CODEC_HUNGRY, /* the input is used up, and all that it gives is there */
  CODEC_ENDED, /* the end of the compressed data; what is left of the input is not part of it */
  CODEC_BAD_DATA,
  CODEC_NO_MEMORY,
} CodecResult;

/* A call's input and room; both move on. */
typedef struct CodecStep {
  const uint8_t *in;
  size_t in_left;
  uint8_t *out;
  size_t out_left;
} CodecStep;

typedef struct Codec Codec;

/* The format of this name ("gzip", "deflate", "deflate-raw", "brotli", "br", "zstd"). False, without an exception:
 * there is none. */
bool codec_format(const char *name, CodecFormat *out);
/* Loads the format's library if need be. NULL: exception. */
MOTE_CHECK Codec *codec_create(MoteVm *vm, CodecFormat format, bool compress);
/* NULL is fine. */
void codec_destroy(Codec *codec);
CodecResult codec_run(Codec *codec, CodecStep *step, CodecMode mode);
/* Whether other data may follow after an end: calling it again goes on with that. */
bool codec_has_frames(const Codec *codec);
/* Bytes that it keeps, roughly. */
size_t codec_memory(const Codec *codec);
/* What was wrong, after CODEC_BAD_DATA: a few words, or NULL. */
const char *codec_message(const Codec *codec);

#endif
