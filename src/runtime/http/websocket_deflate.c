/* SPDX-License-Identifier: MIT */
/* websocket_deflate.c: see the header. A compressed message is a run of deflate's blocks whose end, an empty block of
 * four bytes, is left out. */
#include "runtime/http/websocket_deflate.h"

#include <stdlib.h>
#include <strings.h>
#include <zlib.h>

enum { PIECE = 16 * 1024, MEMORY_LEVEL = 8 };

/* --- negotiation --- */

/* An extension and its parameters. */
typedef struct Extension {
  bool is_deflate, is_valid; /* valid: nothing is unknown, wrong, or said twice */
  bool server_alone, client_alone; /* …_no_context_takeover */
  bool has_server_bits, has_client_bits;
  int server_bits, client_bits; /* 0: no value */
} Extension;

static const char *skip_blanks(const char *at) { return at + strspn(at, " \t"); }

/* A name; *at moves behind it and blanks. */
static size_t read_name(const char **at, const char **name) {
  *name = skip_blanks(*at);
  size_t length = strcspn(*name, " \t,;=\"\r\n");
  *at = skip_blanks(*name + length);
  return length;
}

static bool is_name(const char *name, size_t length, const char *wanted) {
  return length == strlen(wanted) && strncasecmp(name, wanted, length) == 0;
}

/* "=10", or ="10"; 0: there is none; -1: it is no number from 8 to 15. */
static int read_bits(const char **at) {
  if (**at != '=') return 0;
  const char *start = skip_blanks(*at + 1), *digits = start + (*start == '"');
  size_t length = strspn(digits, "0123456789");
  bool is_closed = *start != '"' || digits[length] == '"';
  int bits = length == 1 || length == 2 ? atoi(digits) : -1;
  *at = skip_blanks(digits + length + (*start == '"' && is_closed));
  return is_closed && *digits != '0' && bits >= 8 && bits <= 15 ? bits : -1;
}

static bool set_once(bool *flag) {
  bool was_set = *flag;
  *flag = true;
  return !was_set;
}

static bool read_parameter(Extension *extension, const char **at) {
  const char *name;
  size_t length = read_name(at, &name);
  int bits = read_bits(at);
  if (is_name(name, length, "server_no_context_takeover"))
    return set_once(&extension->server_alone) && bits == 0;
  if (is_name(name, length, "client_no_context_takeover"))
    return set_once(&extension->client_alone) && bits == 0;
  if (is_name(name, length, "server_max_window_bits")) {
    extension->server_bits = bits;
    return set_once(&extension->has_server_bits) && bits > 0;
  }
  extension->client_bits = bits;
  return is_name(name, length, "client_max_window_bits") && set_once(&extension->has_client_bits) &&
         bits >= 0;
}

/* The next of a list with commas. *at moves to the comma behind it, or the end. */
static Extension read_extension(const char **at) {
  const char *name;
  size_t length = read_name(at, &name);
  Extension extension = {.is_deflate = is_name(name, length, "permessage-deflate"),
                         .is_valid = true};
  while (extension.is_deflate && extension.is_valid && **at == ';') {
    ++*at;
    extension.is_valid = read_parameter(&extension, at);
  }
  extension.is_valid = extension.is_valid && strchr(",\r\n", **at);
  *at += strcspn(*at, ",\r\n");
  return extension;
}

/* zlib has no raw stream with a window of 8 bits. */
static bool can_be_taken(const Extension *offer) {
  return offer->is_deflate && offer->is_valid &&
         (!offer->has_server_bits || offer->server_bits > 8);
}

int websocket_accept_offer(const char *offers, Text *answer) {
  for (const char *at = offers; *at; at += *at == ',') {
    Extension offer = read_extension(&at);
    if (can_be_taken(&offer)) {
      text_add(answer, WEBSOCKET_OFFER);
      if (!offer.has_server_bits) return WEBSOCKET_WINDOW_BITS;
      text_format(answer, "; server_max_window_bits=%d", offer.server_bits);
      return offer.server_bits;
    }
    if (*at && *at != ',') break;
  }
  return 0;
}

bool websocket_check_answer(const char *answer, size_t length) {
  const char *at = answer;
  Extension extension = read_extension(&at);
  return at == answer + length && extension.is_deflate && extension.is_valid &&
         extension.server_alone && !extension.has_client_bits;
}

/* --- messages --- */

bool websocket_deflate(const void *bytes, size_t length, int window_bits, Text *out) {
  z_stream stream = {0};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -window_bits, MEMORY_LEVEL,
                   Z_DEFAULT_STRATEGY) != Z_OK)
    return false;
  stream.next_in = (Bytef *)(uintptr_t)bytes;
  stream.avail_in = (uInt)length;
  bool ok = true;
  do {
    ok = text_reserve(out, PIECE);
    if (!ok) break;
    stream.next_out = (Bytef *)out->data + out->length;
    stream.avail_out = PIECE;
    deflate(&stream, Z_SYNC_FLUSH);
    out->length += PIECE - stream.avail_out;
  } while (stream.avail_out == 0);
  deflateEnd(&stream);
  if (!ok) return false;
  out->length -= 4;
  return true;
}

/* One run of zlib over the input that it has. */
static InflateStatus inflate_input(z_stream *stream, size_t maximum, Text *out) {
  int error;
  do {
    if (!text_reserve(out, PIECE)) return INFLATE_TOO_LONG;
    stream->next_out = (Bytef *)out->data + out->length;
    stream->avail_out = PIECE;
    error = inflate(stream, Z_SYNC_FLUSH);
    out->length += PIECE - stream->avail_out;
    if (out->length > maximum) return INFLATE_TOO_LONG;
    /* A block may say that it is the last one; others may follow nevertheless. */
    if (error == Z_STREAM_END) error = inflateReset(stream);
  } while (error == Z_OK && (stream->avail_in || stream->avail_out == 0));
  return error == Z_OK || error == Z_BUF_ERROR ? INFLATE_DONE : INFLATE_BROKEN;
}

InflateStatus websocket_inflate(const void *bytes, size_t length, size_t maximum, Text *out) {
  static const Bytef left_out[] = {0, 0, 0xff, 0xff};
  z_stream stream = {.next_in = (Bytef *)(uintptr_t)bytes, .avail_in = (uInt)length};
  if (inflateInit2(&stream, -WEBSOCKET_WINDOW_BITS) != Z_OK) return INFLATE_TOO_LONG;
  InflateStatus status = inflate_input(&stream, maximum, out);
  if (status == INFLATE_DONE && stream.avail_in) status = INFLATE_BROKEN;
  stream.next_in = (Bytef *)(uintptr_t)left_out;
  stream.avail_in = sizeof left_out;
  if (status == INFLATE_DONE) status = inflate_input(&stream, maximum, out);
  inflateEnd(&stream);
  return status;
}
