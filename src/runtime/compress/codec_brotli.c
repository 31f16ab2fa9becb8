/* SPDX-License-Identifier: MIT */
/* codec_brotli.c: brotli (RFC 7932) by libbrotlienc and libbrotlidec. */
#include <brotli/decode.h>
#include <brotli/encode.h>

#include "runtime/compress/codec_kind.h"

#define COMPRESSOR_MEMORY   ((size_t)4 * 1024 * 1024)
#define DECOMPRESSOR_MEMORY ((size_t)1024 * 1024)
/* Of 0 to 11: about as fast as gzip, and smaller. Those above take many times as long. */
#define QUALITY 5

static void *create_compressor(CodecFormat format) {
  (void)format;
  BrotliEncoderState *state = BrotliEncoderCreateInstance(NULL, NULL, NULL);
  if (state) BrotliEncoderSetParameter(state, BROTLI_PARAM_QUALITY, QUALITY);
  return state;
}

static CodecResult run_compressor(void *state, CodecStep *step, CodecMode mode) {
  static const BrotliEncoderOperation operations[] = {[CODEC_GO_ON] = BROTLI_OPERATION_PROCESS,
                                                      [CODEC_FLUSH] = BROTLI_OPERATION_FLUSH,
                                                      [CODEC_FINISH] = BROTLI_OPERATION_FINISH};
  if (!BrotliEncoderCompressStream(state, operations[mode], &step->in_left, &step->in,
                                   &step->out_left, &step->out, NULL))
    return CODEC_NO_MEMORY;
  if (BrotliEncoderIsFinished(state)) return CODEC_ENDED;
  return step->in_left > 0 || BrotliEncoderHasMoreOutput(state) ? CODEC_FULL : CODEC_HUNGRY;
}

static void destroy_compressor(void *state) { BrotliEncoderDestroyInstance(state); }

static const char *no_message(const void *state) {
  (void)state;
  return NULL;
}

static void *create_decompressor(CodecFormat format) {
  (void)format;
  return BrotliDecoderCreateInstance(NULL, NULL, NULL);
}

static bool is_out_of_memory(BrotliDecoderErrorCode code) {
  return code <= BROTLI_DECODER_ERROR_ALLOC_CONTEXT_MODES &&
         code >= BROTLI_DECODER_ERROR_ALLOC_BLOCK_TYPE_TREES;
}

static CodecResult run_decompressor(void *state, CodecStep *step, CodecMode mode) {
  (void)mode;
  switch (BrotliDecoderDecompressStream(state, &step->in_left, &step->in, &step->out_left,
                                        &step->out, NULL)) {
    case BROTLI_DECODER_RESULT_SUCCESS: return CODEC_ENDED;
    case BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT: return CODEC_HUNGRY;
    case BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT: return CODEC_FULL;
    default:
      return is_out_of_memory(BrotliDecoderGetErrorCode(state)) ? CODEC_NO_MEMORY : CODEC_BAD_DATA;
  }
}

static void destroy_decompressor(void *state) { BrotliDecoderDestroyInstance(state); }

static const char *decompressor_message(const void *state) {
  return BrotliDecoderErrorString(BrotliDecoderGetErrorCode(state));
}

const CodecKind brotli_compressor = {create_compressor, run_compressor, destroy_compressor,
                                     no_message, COMPRESSOR_MEMORY};
const CodecKind brotli_decompressor = {create_decompressor, run_decompressor, destroy_decompressor,
                                       decompressor_message, DECOMPRESSOR_MEMORY};
