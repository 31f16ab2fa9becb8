/* SPDX-License-Identifier: MIT */
/* codec_zstd.c: Zstandard (RFC 8878) by libzstd. Compressed data may be several frames; it ends where a frame does, and
 * the input as well. */
#include <stdlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include "runtime/compress/codec_kind.h"

#define COMPRESSOR_MEMORY   ((size_t)2 * 1024 * 1024)
#define DECOMPRESSOR_MEMORY ((size_t)1024 * 1024)

typedef struct Decompressor {
  ZSTD_DCtx *context;
  size_t error; /* of the last call; 0: none */
} Decompressor;

static void *create_compressor(CodecFormat format) {
  (void)format;
  ZSTD_CCtx *context = ZSTD_createCCtx();
  if (context) ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  return context;
}

static void move(CodecStep *step, const ZSTD_inBuffer *in, const ZSTD_outBuffer *out) {
  step->in += in->pos;
  step->in_left -= in->pos;
  step->out += out->pos;
  step->out_left -= out->pos;
}

static CodecResult run_compressor(void *state, CodecStep *step, CodecMode mode) {
  static const ZSTD_EndDirective directives[] = {
      [CODEC_GO_ON] = ZSTD_e_continue, [CODEC_FLUSH] = ZSTD_e_flush, [CODEC_FINISH] = ZSTD_e_end};
  ZSTD_inBuffer in = {step->in, step->in_left, 0};
  ZSTD_outBuffer out = {step->out, step->out_left, 0};
  size_t left = ZSTD_compressStream2(state, &out, &in, directives[mode]);
  move(step, &in, &out);
  if (ZSTD_isError(left)) return CODEC_NO_MEMORY;
  if (mode == CODEC_GO_ON)
    return step->in_left > 0 || step->out_left == 0 ? CODEC_FULL : CODEC_HUNGRY;
  if (left > 0) return CODEC_FULL;
  return mode == CODEC_FINISH ? CODEC_ENDED : CODEC_HUNGRY;
}

static void destroy_compressor(void *state) { ZSTD_freeCCtx(state); }

static const char *no_message(const void *state) {
  (void)state;
  return NULL;
}

static void *create_decompressor(CodecFormat format) {
  (void)format;
  Decompressor *decompressor = calloc(1, sizeof *decompressor);
  if (!decompressor) return NULL;
  decompressor->context = ZSTD_createDCtx();
  if (decompressor->context) return decompressor;
  free(decompressor);
  return NULL;
}

static CodecResult run_decompressor(void *state, CodecStep *step, CodecMode mode) {
  Decompressor *decompressor = state;
  ZSTD_inBuffer in = {step->in, step->in_left, 0};
  ZSTD_outBuffer out = {step->out, step->out_left, 0};
  (void)mode;
  size_t wanted = ZSTD_decompressStream(decompressor->context, &out, &in);
  move(step, &in, &out);
  if (ZSTD_isError(wanted)) {
    decompressor->error = wanted;
    return ZSTD_getErrorCode(wanted) == ZSTD_error_memory_allocation ? CODEC_NO_MEMORY
                                                                     : CODEC_BAD_DATA;
  }
  if (step->in_left > 0) return CODEC_FULL; /* another frame, too */
  if (wanted == 0) return CODEC_ENDED;
  return step->out_left == 0 ? CODEC_FULL : CODEC_HUNGRY;
}

static void destroy_decompressor(void *state) {
  Decompressor *decompressor = state;
  ZSTD_freeDCtx(decompressor->context);
  free(decompressor);
}

static const char *decompressor_message(const void *state) {
  return ZSTD_getErrorName(((const Decompressor *)state)->error);
}

const CodecKind zstd_compressor = {create_compressor, run_compressor, destroy_compressor,
                                   no_message, COMPRESSOR_MEMORY};
const CodecKind zstd_decompressor = {create_decompressor,  run_decompressor,
                                     destroy_decompressor, decompressor_message,
                                     DECOMPRESSOR_MEMORY,  true};
