/* SPDX-License-Identifier: MIT */
/* codec_zlib.c: gzip and deflate (RFC 1950, 1951, 1952) by zlib. */
#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

#include "runtime/compress/codec_kind.h"

#define COMPRESSOR_MEMORY   ((size_t)268 * 1024)
#define DECOMPRESSOR_MEMORY ((size_t)40 * 1024)
#define MEMORY_LEVEL        8

/* zlib's way to name the format. */
static int window_bits(CodecFormat format) {
  switch (format) {
    case CODEC_GZIP: return MAX_WBITS + 16;
    case CODEC_DEFLATE_RAW: return -MAX_WBITS;
    default: return MAX_WBITS;
  }
}

static z_stream *keep(z_stream *stream, int error) {
  if (error == Z_OK) return stream;
  free(stream);
  return NULL;
}

static void *create_compressor(CodecFormat format) {
  z_stream *stream = calloc(1, sizeof *stream);
  return stream ? keep(stream, deflateInit2(stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED,
                                            window_bits(format), MEMORY_LEVEL, Z_DEFAULT_STRATEGY))
                : NULL;
}

static void *create_decompressor(CodecFormat format) {
  z_stream *stream = calloc(1, sizeof *stream);
  return stream ? keep(stream, inflateInit2(stream, window_bits(format))) : NULL;
}

/* zlib counts in 32 bits. */
static uInt clamp(size_t size) { return size > UINT_MAX ? UINT_MAX : (uInt)size; }

static CodecResult run(z_stream *stream, CodecStep *step, int (*fn)(z_stream *, int), int flush) {
  stream->next_in = (Bytef *)(uintptr_t)step->in; /* zlib does not write there */
  stream->avail_in = clamp(step->in_left);
  stream->next_out = step->out;
  stream->avail_out = clamp(step->out_left);
  int code = fn(stream, flush);
  step->in_left -= (size_t)(stream->next_in - step->in);
  step->in = stream->next_in;
  step->out_left -= (size_t)(stream->next_out - step->out);
  step->out = stream->next_out;
  switch (code) {
    case Z_STREAM_END: return CODEC_ENDED;
    case Z_OK:
    case Z_BUF_ERROR: return step->out_left == 0 || step->in_left > 0 ? CODEC_FULL : CODEC_HUNGRY;
    case Z_MEM_ERROR: return CODEC_NO_MEMORY;
    default: return CODEC_BAD_DATA;
  }
}

static CodecResult run_compressor(void *state, CodecStep *step, CodecMode mode) {
  static const int flushes[] = {
      [CODEC_GO_ON] = Z_NO_FLUSH, [CODEC_FLUSH] = Z_SYNC_FLUSH, [CODEC_FINISH] = Z_FINISH};
  return run(state, step, deflate, flushes[mode]);
}

static CodecResult run_decompressor(void *state, CodecStep *step, CodecMode mode) {
  (void)mode;
  return run(state, step, inflate, Z_NO_FLUSH);
}

static void destroy_compressor(void *state) {
  deflateEnd(state);
  free(state);
}

static void destroy_decompressor(void *state) {
  inflateEnd(state);
  free(state);
}

static const char *message(const void *state) { return ((const z_stream *)state)->msg; }

const CodecKind zlib_compressor = {create_compressor, run_compressor, destroy_compressor, message,
                                   COMPRESSOR_MEMORY};
const CodecKind zlib_decompressor = {create_decompressor, run_decompressor, destroy_decompressor,
                                     message, DECOMPRESSOR_MEMORY};
