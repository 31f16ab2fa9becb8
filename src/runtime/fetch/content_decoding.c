/* SPDX-License-Identifier: MIT */
/* content_decoding.c: gzip, deflate, br and zstd, one behind the other where a body has several codings.
 *
 * A decoder undoes one coding; `inner` undoes those that were applied later, and leaves what it gives in `pending`. */
#include "runtime/fetch/content_decoding.h"

#include <brotli/decode.h>
#include <stdlib.h>
#include <strings.h>
#include <zlib.h>
#include <zstd.h>

#include "runtime/lazy/lazy_library.h"
#include "runtime/runtime.h"

enum { CODINGS_MAX = 5, STEP = 16 * 1024 };

typedef enum Coding { CODING_GZIP, CODING_DEFLATE, CODING_BROTLI, CODING_ZSTD } Coding;

struct ContentDecoder {
  Coding coding;
  z_stream zlib;
  BrotliDecoderState *brotli;
  ZSTD_DStream *zstd;
  ContentDecoder *inner; /* NULL: the input is the body itself */
  Text pending;
  size_t pending_at;
  bool is_open; /* zlib */
  bool is_begun; /* it has had input */
  bool is_whole; /* zstd: a frame has just ended */
  bool is_ended;
  const char *code, *message;
};

static const struct {
  const char *name;
  Coding coding;
} codings[] = {{"gzip", CODING_GZIP},
               {"x-gzip", CODING_GZIP},
               {"deflate", CODING_DEFLATE},
               {"br", CODING_BROTLI},
               {"zstd", CODING_ZSTD}};

/* --- which codings --- */

/* The codings of a header's value in `out`, the first applied first. -1: one is unknown, or they are too many. */
static int parse(const char *value, size_t length, Coding out[CODINGS_MAX]) {
  int count = 0;
  const char *end = value + length;
  while (value < end) {
    const char *comma = memchr(value, ',', (size_t)(end - value));
    const char *stop = comma ? comma : end, *from = value, *to = stop;
    value = comma ? comma + 1 : end;
    while (from < to && (*from == ' ' || *from == '\t')) from++;
    while (to > from && (to[-1] == ' ' || to[-1] == '\t')) to--;
    size_t size = (size_t)(to - from), i = 0;
    if (size == 0 || (size == 8 && strncasecmp(from, "identity", 8) == 0)) continue;
    while (i < LENGTH_OF(codings) &&
           (strlen(codings[i].name) != size || strncasecmp(from, codings[i].name, size) != 0))
      i++;
    if (i == LENGTH_OF(codings) || count == CODINGS_MAX) return -1;
    out[count++] = codings[i].coding;
  }
  return count;
}

bool content_coding_is_known(const char *value, size_t length) {
  Coding found[CODINGS_MAX];
  return parse(value, length, found) > 0;
}

static bool load_libraries(MoteVm *vm, Coding coding) {
  static const LazyLibrary libraries[] = {[CODING_GZIP] = LIBRARY_ZLIB,
                                          [CODING_DEFLATE] = LIBRARY_ZLIB,
                                          [CODING_BROTLI] = LIBRARY_BROTLI_DECODE,
                                          [CODING_ZSTD] = LIBRARY_ZSTD};
  return library_load(vm, libraries[coding]);
}

static bool open_coding(ContentDecoder *decoder) {
  switch (decoder->coding) {
    case CODING_BROTLI:
      decoder->brotli = BrotliDecoderCreateInstance(NULL, NULL, NULL);
      return decoder->brotli != NULL;
    case CODING_ZSTD: decoder->zstd = ZSTD_createDStream(); return decoder->zstd != NULL;
    default: return true; /* zlib waits for the first byte */
  }
}

/* count codings of an order that begins with the first applied, which is undone last. */
static ContentDecoder *create(MoteVm *vm, const Coding *order, int count) {
  if (!load_libraries(vm, order[0])) return NULL;
  ContentDecoder *decoder = calloc(1, sizeof *decoder);
  if (!decoder) {
    mote_throw_out_of_memory(vm);
    return NULL;
  }
  decoder->coding = order[0];
  if (count > 1) decoder->inner = create(vm, order + 1, count - 1);
  bool ok = count == 1 || decoder->inner;
  if (ok && open_coding(decoder)) return decoder;
  if (ok) mote_throw_out_of_memory(vm);
  content_decoder_destroy(decoder);
  return NULL;
}

ContentDecoder *content_decoder_create(MoteVm *vm, const char *value, size_t length) {
  Coding order[CODINGS_MAX];
  int count = parse(value, length, order);
  return count > 0 ? create(vm, order, count) : NULL;
}

void content_decoder_destroy(ContentDecoder *decoder) {
  if (!decoder) return;
  if (decoder->is_open) inflateEnd(&decoder->zlib);
  if (decoder->brotli) BrotliDecoderDestroyInstance(decoder->brotli);
  if (decoder->zstd) ZSTD_freeDStream(decoder->zstd);
  content_decoder_destroy(decoder->inner);
  text_free(&decoder->pending);
  free(decoder);
}

void content_decoder_error(const ContentDecoder *decoder, const char **code, const char **message) {
  while (!decoder->code && decoder->inner) decoder = decoder->inner;
  *code = decoder->code ? decoder->code : "ERR_OUT_OF_MEMORY";
  *message = decoder->message ? decoder->message : "Out of memory";
}

static DecodeResult refuse(ContentDecoder *decoder, const char *code, const char *message) {
  decoder->code = code;
  decoder->message = message;
  return DECODE_ERROR;
}

/* --- a step of each: from *input on, into the output's room --- */

/* "deflate" ought to be zlib's format, but some servers send the bare data. */
static bool open_zlib(ContentDecoder *decoder, const uint8_t *input) {
  bool is_bare = decoder->coding == CODING_DEFLATE && (input[0] & 0x0f) != 8;
  int window = decoder->coding == CODING_GZIP ? 16 + MAX_WBITS : is_bare ? -MAX_WBITS : MAX_WBITS;
  decoder->is_open = inflateInit2(&decoder->zlib, window) == Z_OK;
  return decoder->is_open;
}

static DecodeResult step_zlib(ContentDecoder *decoder, const uint8_t **input, size_t *left,
                              Text *output) {
  z_stream *zlib = &decoder->zlib;
  if (!decoder->is_open && !open_zlib(decoder, *input)) return DECODE_ERROR;
  zlib->next_in = (Bytef *)*input;
  zlib->avail_in = (uInt)*left;
  zlib->next_out = (Bytef *)output->data + output->length;
  zlib->avail_out = STEP;
  int status = inflate(zlib, Z_NO_FLUSH);
  output->length += STEP - zlib->avail_out;
  *input += *left - zlib->avail_in;
  *left = zlib->avail_in;
  if (status == Z_STREAM_END) {
    bool has_more = decoder->coding == CODING_GZIP && *left && **input == 0x1f;
    return has_more && inflateReset(zlib) == Z_OK ? DECODE_FULL : DECODE_END;
  }
  if (status == Z_OK) return zlib->avail_out == 0 ? DECODE_FULL : DECODE_MORE;
  if (status == Z_BUF_ERROR) return DECODE_MORE;
  if (status == Z_MEM_ERROR) return DECODE_ERROR;
  return refuse(decoder, "Z_DATA_ERROR", zlib->msg ? zlib->msg : "invalid data");
}

static DecodeResult step_brotli(ContentDecoder *decoder, const uint8_t **input, size_t *left,
                                Text *output) {
  uint8_t *to = (uint8_t *)output->data + output->length;
  size_t room = STEP;
  BrotliDecoderResult result =
      BrotliDecoderDecompressStream(decoder->brotli, left, input, &room, &to, NULL);
  output->length += STEP - room;
  switch (result) {
    case BROTLI_DECODER_RESULT_SUCCESS: return DECODE_END;
    case BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT: return DECODE_MORE;
    case BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT: return DECODE_FULL;
    default: return refuse(decoder, "ERR_BROTLI_DECODER_ERROR", "Decompression failed");
  }
}

/* Frames follow one another; the content may end behind each. */
static DecodeResult step_zstd(ContentDecoder *decoder, const uint8_t **input, size_t *left,
                              Text *output) {
  ZSTD_inBuffer in = {*input, *left, 0};
  ZSTD_outBuffer out = {output->data + output->length, STEP, 0};
  size_t hint = ZSTD_decompressStream(decoder->zstd, &out, &in);
  if (ZSTD_isError(hint))
    return refuse(decoder, "ERR_ZSTD_DECOMPRESSION_FAILED", ZSTD_getErrorName(hint));
  output->length += out.pos;
  *input += in.pos;
  *left -= in.pos;
  decoder->is_whole = hint == 0;
  return out.pos == STEP || *left ? DECODE_FULL : DECODE_MORE;
}

static DecodeResult step(ContentDecoder *decoder, const uint8_t **input, size_t *left,
                         Text *output) {
  if (!text_reserve(output, STEP)) return DECODE_ERROR;
  switch (decoder->coding) {
    case CODING_BROTLI: return step_brotli(decoder, input, left, output);
    case CODING_ZSTD: return step_zstd(decoder, input, left, output);
    default: return step_zlib(decoder, input, left, output);
  }
}

/* --- all of it --- */

static DecodeResult at_end_of_input(ContentDecoder *decoder) {
  if (!decoder->is_begun || decoder->is_whole) return DECODE_END;
  return refuse(decoder, "Z_BUF_ERROR", "unexpected end of file");
}

static DecodeResult decode_one(ContentDecoder *decoder, const uint8_t *input, size_t length,
                               bool is_last, size_t *used, Text *output, size_t bound) {
  const uint8_t *at = input;
  size_t left = length;
  DecodeResult result = decoder->is_ended ? DECODE_END : DECODE_MORE;
  if (length) decoder->is_begun = true;
  while (result != DECODE_END && result != DECODE_ERROR && output->length < bound &&
         (left || result == DECODE_FULL))
    result = step(decoder, &at, &left, output);
  if (result == DECODE_END) decoder->is_ended = true, left = 0;
  *used = length - left;
  if (result == DECODE_MORE && is_last) return at_end_of_input(decoder);
  return result;
}

DecodeResult content_decode(ContentDecoder *decoder, const uint8_t *input, size_t length,
                            bool is_last, size_t *used, Text *output, size_t bound) {
  if (!decoder->inner) return decode_one(decoder, input, length, is_last, used, output, bound);
  Text *pending = &decoder->pending;
  size_t taken;
  if (decoder->pending_at == pending->length) text_clear(pending), decoder->pending_at = 0;
  DecodeResult inner = content_decode(decoder->inner, input, length, is_last, used, pending, bound);
  if (inner == DECODE_ERROR) return DECODE_ERROR;
  DecodeResult result =
      decode_one(decoder, (const uint8_t *)text_string(pending) + decoder->pending_at,
                 pending->length - decoder->pending_at, inner == DECODE_END, &taken, output, bound);
  decoder->pending_at += taken;
  return result == DECODE_MORE && inner == DECODE_FULL ? DECODE_FULL : result;
}
