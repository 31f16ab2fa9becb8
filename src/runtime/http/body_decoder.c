/* SPDX-License-Identifier: MIT */
/* body_decoder.c: the framing of bodies, a state machine over bytes. */
#include "runtime/http/body_decoder.h"

enum { EXTRA_LIMIT = 16 * 1024, SIZE_DIGITS = 15 };

typedef enum State {
  LENGTH,          /* `left` bytes, then done */
  SIZE,            /* hexadecimal digits */
  EXTENSION,       /* after the size, up to CR */
  SIZE_LF,
  DATA,            /* `left` bytes of a chunk */
  DATA_CR,
  DATA_LF,
  TRAILER_START,   /* of a line */
  TRAILER,
  TRAILER_LF,
  LAST_LF,
  DONE,
} State;

void body_decoder_start(BodyDecoder *decoder, bool is_chunked, uint64_t length) {
  *decoder = (BodyDecoder){.left = length, .state = is_chunked ? SIZE : length ? LENGTH : DONE};
}

bool body_decoder_is_done(const BodyDecoder *decoder) { return decoder->state == DONE; }

static int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/* What may stand in extensions and trailers: all but controls. */
static bool is_text(char c) { return (uint8_t)c >= 0x20 ? c != 0x7f : c == '\t'; }

/* The states; -1: malformed. */
static int step_size(BodyDecoder *decoder, char c) {
  int digit = hex_digit(c);
  if (digit >= 0) {
    if (decoder->digits++ == SIZE_DIGITS) return -1;
    decoder->left = decoder->left * 16 + (uint64_t)digit;
    return SIZE;
  }
  if (!decoder->digits) return -1;
  if (c == '\r') return SIZE_LF;
  return c == ';' || c == ' ' || c == '\t' ? EXTENSION : -1;
}

static int step_size_end(BodyDecoder *decoder, char c) {
  if (c != '\n') return -1;
  decoder->digits = 0;
  return decoder->left ? DATA : TRAILER_START;
}

static int step_trailer(State state, char c) {
  if (c == '\r') return state == TRAILER_START ? LAST_LF : TRAILER_LF;
  if (state == TRAILER_START && (c == ' ' || c == '\t' || c == ':')) return -1;
  return is_text(c) ? TRAILER : -1;
}

static int step(BodyDecoder *decoder, char c) {
  State state = decoder->state;
  if (decoder->extra++ == EXTRA_LIMIT && state != DATA_CR && state != DATA_LF) return -1;
  switch (state) {
    case SIZE: return step_size(decoder, c);
    case EXTENSION: return c == '\r' ? SIZE_LF : is_text(c) ? EXTENSION : -1;
    case SIZE_LF: return step_size_end(decoder, c);
    case DATA_CR: return c == '\r' ? DATA_LF : -1;
    case DATA_LF: decoder->extra = 0; return c == '\n' ? SIZE : -1;
    case TRAILER_START:
    case TRAILER: return step_trailer(state, c);
    case TRAILER_LF: return c == '\n' ? TRAILER_START : -1;
    default: return c == '\n' ? DONE : -1;
  }
}

static ptrdiff_t take_content(BodyDecoder *decoder, size_t before, size_t there, size_t *content) {
  *content = decoder->left < there ? (size_t)decoder->left : there;
  decoder->left -= *content;
  decoder->total += *content;
  if (!decoder->left) decoder->state = decoder->state == LENGTH ? DONE : DATA_CR;
  return (ptrdiff_t)(before + *content);
}

ptrdiff_t body_decoder_next(BodyDecoder *decoder, const char *bytes, size_t length,
                            size_t *content) {
  *content = 0;
  for (size_t i = 0; i < length; i++) {
    if (decoder->state == DONE) return (ptrdiff_t)i;
    if (decoder->state == LENGTH || decoder->state == DATA)
      return take_content(decoder, i, length - i, content);
    int next = step(decoder, bytes[i]);
    if (next < 0) return -1;
    decoder->state = (uint8_t)next;
  }
  return (ptrdiff_t)length;
}
