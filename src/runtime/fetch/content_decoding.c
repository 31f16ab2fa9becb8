/* SPDX-License-Identifier: MIT */
/* content_decoding.c: gzip, deflate, br and zstd, one behind the other where a body has several codings.
 *
 * A decoder undoes one coding; `inner` undoes those that were applied later, and leaves what it gives in `pending`. */
#include "runtime/fetch/content_decoding.h"

#include <stdlib.h>
#include <strings.h>

#include "runtime/compress/codec.h"

enum { CODINGS_MAX = 5, STEP = 16 * 1024 };

typedef enum DecoderState {
  DECODER_NEW, /* it has had no input */
  DECODER_WITHIN,
  DECODER_BETWEEN, /* behind a whole gzip member or zstd frame: the content ends here, or another one follows */
  DECODER_ENDED,
} DecoderState;

struct ContentDecoder {
  MoteVm *vm;
  Codec *codec; /* NULL: there was no memory to make it anew */
  CodecFormat format;
  DecoderState state;
  ContentDecoder *inner; /* NULL: the input is the body itself */
  Text pending;
  size_t pending_at;
  bool is_full; /* the codec has more output than there was room for */
  const char *code, *message;
};

static const struct {
  const char *name;
  CodecFormat format;
} codings[] = {{"gzip", CODEC_GZIP},
               {"x-gzip", CODEC_GZIP},
               {"deflate", CODEC_DEFLATE},
               {"br", CODEC_BROTLI},
               {"zstd", CODEC_ZSTD}};

/* --- which codings --- */

/* The codings of a header's value in `out`, the first applied first. -1: one is unknown, or they are too many. */
static int parse(const char *value, size_t length, CodecFormat out[CODINGS_MAX]) {
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
    out[count++] = codings[i].format;
  }
  return count;
}

bool content_coding_is_known(const char *value, size_t length) {
  CodecFormat found[CODINGS_MAX];
  return parse(value, length, found) > 0;
}

/* count codings of an order that begins with the first applied, which is undone last. */
static ContentDecoder *create(MoteVm *vm, const CodecFormat *order, int count) {
  ContentDecoder *decoder = calloc(1, sizeof *decoder);
  if (!decoder) {
    mote_throw_out_of_memory(vm);
    return NULL;
  }
  decoder->vm = vm;
  decoder->format = order[0];
  if (count > 1) decoder->inner = create(vm, order + 1, count - 1);
  if (count == 1 || decoder->inner) decoder->codec = codec_create(vm, order[0], false);
  if (decoder->codec) return decoder;
  content_decoder_destroy(decoder);
  return NULL;
}

ContentDecoder *content_decoder_create(MoteVm *vm, const char *value, size_t length) {
  CodecFormat order[CODINGS_MAX];
  int count = parse(value, length, order);
  return count > 0 ? create(vm, order, count) : NULL;
}

void content_decoder_destroy(ContentDecoder *decoder) {
  if (!decoder) return;
  codec_destroy(decoder->codec);
  content_decoder_destroy(decoder->inner);
  text_free(&decoder->pending);
  free(decoder);
}

void content_decoder_error(const ContentDecoder *decoder, const char **code, const char **message) {
  while (!decoder->code && decoder->inner) decoder = decoder->inner;
  *code = decoder->code ? decoder->code : "ERR_OUT_OF_MEMORY";
  *message = decoder->message ? decoder->message : "Out of memory";
}

static bool refuse(ContentDecoder *decoder, const char *code, const char *message) {
  decoder->code = code;
  decoder->message = message;
  return false;
}

static bool refuse_data(ContentDecoder *decoder) {
  const char *message = codec_message(decoder->codec);
  const char *code = decoder->format == CODEC_BROTLI ? "ERR_BROTLI_DECODER_ERROR"
                     : decoder->format == CODEC_ZSTD ? "ERR_ZSTD_DECOMPRESSION_FAILED"
                                                     : "Z_DATA_ERROR";
  return refuse(decoder, code, message ? message : "invalid data");
}

/* --- one coding --- */

static bool restart(ContentDecoder *decoder, CodecFormat format) {
  codec_destroy(decoder->codec);
  decoder->codec = codec_create(decoder->vm, format, false);
  if (!decoder->codec) mote_take_exception(decoder->vm);
  return decoder->codec != NULL;
}

/* The first byte of all, or behind a member or frame. "deflate" ought to be zlib's format, but some servers send the
 * bare data. What follows a gzip member and is none is not looked at. False: no memory. */
static bool begin(ContentDecoder *decoder, uint8_t first) {
  bool is_new = decoder->state == DECODER_NEW;
  decoder->state = DECODER_WITHIN;
  if (is_new && decoder->format == CODEC_DEFLATE && (first & 0x0f) != 8)
    return restart(decoder, CODEC_DEFLATE_RAW);
  if (is_new || decoder->format != CODEC_GZIP) return true;
  if (first == 0x1f) return restart(decoder, CODEC_GZIP);
  decoder->state = DECODER_ENDED;
  return true;
}

static bool run(ContentDecoder *decoder, CodecStep *step, Text *output) {
  bool may_go_on = decoder->format == CODEC_GZIP || codec_has_frames(decoder->codec);
  if (!text_reserve(output, STEP)) return false;
  step->out = (uint8_t *)output->data + output->length;
  step->out_left = STEP;
  CodecResult result = codec_run(decoder->codec, step, CODEC_GO_ON);
  output->length += STEP - step->out_left;
  decoder->is_full = result == CODEC_FULL;
  if (result == CODEC_ENDED) decoder->state = may_go_on ? DECODER_BETWEEN : DECODER_ENDED;
  if (result == CODEC_BAD_DATA) return refuse_data(decoder);
  return result != CODEC_NO_MEMORY;
}

/* From the input on, up to about `bound` bytes of output. */
static bool advance(ContentDecoder *decoder, CodecStep *step, Text *output, size_t bound) {
  while (output->length < bound && (step->in_left || decoder->is_full)) {
    if (decoder->state != DECODER_WITHIN && !begin(decoder, *step->in)) return false;
    if (decoder->state != DECODER_ENDED && !run(decoder, step, output)) return false;
    if (decoder->state == DECODER_ENDED) step->in_left = 0;
  }
  return true;
}

static DecodeResult at_end_of_input(ContentDecoder *decoder) {
  if (decoder->state != DECODER_WITHIN) return DECODE_END;
  refuse(decoder, "Z_BUF_ERROR", "unexpected end of file");
  return DECODE_ERROR;
}

static DecodeResult decode_one(ContentDecoder *decoder, const uint8_t *input, size_t length,
                               bool is_last, size_t *used, Text *output, size_t bound) {
  CodecStep step = {.in = input, .in_left = decoder->state == DECODER_ENDED ? 0 : length};
  bool ok = decoder->codec && advance(decoder, &step, output, bound);
  *used = length - step.in_left;
  if (!ok) return DECODE_ERROR;
  if (step.in_left || decoder->is_full) return DECODE_FULL;
  if (decoder->state == DECODER_ENDED) return DECODE_END;
  return is_last ? at_end_of_input(decoder) : DECODE_MORE;
}

/* --- all of them --- */

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
