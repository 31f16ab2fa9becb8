/* SPDX-License-Identifier: MIT */
/* fetch_response.c: the Response of a head that has come, and its body: handed over whole, if all of it came with the
 * head, else piece by piece as its reader takes it. */
#include "runtime/http/response.h"

#include <stdlib.h>
#include <strings.h>

#include "runtime/fetch/fetch.h"
#include "runtime/internal.h"

enum {
  DECODED_PIECE = 64 * 1024, /* about what is decoded at once */
  DECODED_WHOLE = 256 * 1024 /* a body that decodes to more comes in pieces */
};

/* --- the head --- */

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

static void trim(const char **from, const char **to) {
  while (*from < *to && is_blank(**from)) ++*from;
  while (*to > *from && is_blank((*to)[-1])) --*to;
}

/* Behind the line that begins here, and those that continue it (which begin with a blank). */
static const char *line_end(const char *line, const char *end) {
  do {
    const char *newline = memchr(line, '\n', (size_t)(end - line));
    line = newline ? newline + 1 : end;
  } while (line < end && (*line == ' ' || *line == '\t'));
  return line;
}

const char *fetch_response_header(const Fetch *fetch, const char *name, size_t *length) {
  const Text *head = &fetch->transfer->head;
  const char *line = text_string(head), *end = line + head->length;
  size_t size = strlen(name);
  for (const char *next; line < end; line = next) {
    next = line_end(line, end);
    if ((size_t)(next - line) <= size || line[size] != ':' || strncasecmp(line, name, size) != 0)
      continue;
    const char *value = line + size + 1, *stop = next;
    trim(&value, &stop);
    *length = (size_t)(stop - value);
    return value;
  }
  return NULL;
}

/* The value of a header that goes over several lines, as if it had come on one. */
static void unfold(Text *value, const char *from, const char *to) {
  for (const char *line = from; line < to;) {
    const char *newline = memchr(line, '\n', (size_t)(to - line));
    const char *end = newline ? newline + 1 : to, *next = end;
    trim(&line, &end);
    if (value->length) text_add_char(value, ' ');
    text_append(value, line, (size_t)(end - line));
    line = next;
  }
}

static bool add_header(HeaderList *list, const char *line, const char *end) {
  Text unfolded = {0};
  const char *colon = memchr(line, ':', (size_t)(end - line));
  if (!colon || !header_name_is_valid(line, (size_t)(colon - line))) return true;
  const char *value = colon + 1;
  trim(&value, &end);
  if (memchr(value, '\n', (size_t)(end - value))) {
    unfold(&unfolded, value, end);
    value = text_string(&unfolded);
    end = value + unfolded.length;
  }
  bool ok = text_ok(&unfolded) &&
            header_list_append(list, line, (size_t)(colon - line), value, (size_t)(end - value));
  text_free(&unfolded);
  return ok;
}

static bool take_headers(MoteVm *vm, const Text *head, HeaderList *list) {
  const char *line = text_string(head), *end = line + head->length;
  for (line = line_end(line, end); line < end;) {
    const char *next = line_end(line, end);
    if (!add_header(list, line, next)) return mote_throw_out_of_memory(vm);
    line = next;
  }
  return true;
}

/* HTTP/1.1 404 Not Found */
static char *status_text(const Text *head) {
  const char *line = text_string(head), *end = line + strcspn(line, "\r\n");
  const char *space = memchr(line, ' ', (size_t)(end - line));
  space = space ? memchr(space + 1, ' ', (size_t)(end - space - 1)) : NULL;
  return space ? strndup(space + 1, (size_t)(end - space - 1)) : NULL;
}

/* --- the body --- */

static bool has_no_body(const Fetch *fetch) {
  uint16_t status = fetch->transfer->status;
  return status == 101 || status == 103 || status == 204 || status == 205 || status == 304 ||
         strcmp(fetch->method, "HEAD") == 0;
}

/* A body with a coding that is not known is left as it is. */
static bool choose_decoder(MoteVm *vm, Fetch *fetch) {
  size_t length;
  const char *value = fetch_response_header(fetch, "content-encoding", &length);
  if (!value || !content_coding_is_known(value, length)) return true;
  fetch->decoder = content_decoder_create(vm, value, length);
  return fetch->decoder != NULL;
}

static void give_whole(Message *message, Text *bytes) {
  message->body = (Body){.kind = BODY_BYTES, .bytes = bytes->data, .length = bytes->length};
  if (!bytes->data) message->body.bytes = malloc(1);
  http_count_memory(message->http, bytes->length);
  *bytes = (Text){0};
}

/* Takes the decoded bytes off the body that has come. */
static DecodeResult decode(Fetch *fetch, Text *output, size_t bound) {
  Text *body = &fetch->transfer->body;
  size_t used;
  DecodeResult result =
      content_decode(fetch->decoder, (const uint8_t *)text_string(body), body->length,
                     http_transfer_succeeded(fetch->transfer), &used, output, bound);
  text_drop(body, used);
  if (result == DECODE_END) text_clear(body); /* what stands behind it is not looked at */
  return result;
}

static void resume_body(void *user) {
  Fetch *fetch = user;
  fetch->is_blocked = false;
  http_client_touch(fetch->transfer);
  http_client_drive(fetch->transfer->client);
}

static void close_incoming(Fetch *fetch) {
  Incoming *incoming = fetch->incoming;
  fetch->incoming = NULL;
  incoming_end(incoming);
  incoming_release(incoming);
}

static void cancel_body(void *user) {
  Fetch *fetch = user;
  close_incoming(fetch);
  fetch_drop(fetch);
  http_client_drive(fetch->transfer->client);
}

static void abandon_body(void *user) { fetch_drop(user); }

static bool give_in_pieces(MoteVm *vm, Fetch *fetch, Message *message, Text *first) {
  static const IncomingSource source = {resume_body, cancel_body, abandon_body};
  fetch->incoming = incoming_create(vm, &source, fetch);
  TRY(fetch->incoming);
  message->body = (Body){.kind = BODY_INCOMING, .incoming = incoming_retain(fetch->incoming)};
  fetch->is_blocked = first->length && !incoming_push(fetch->incoming, first->data, first->length);
  return true;
}

static bool give_body(MoteVm *vm, Fetch *fetch, Message *message) {
  Text first = {0};
  DecodeResult result = DECODE_END;
  if (has_no_body(fetch)) return true;
  TRY(choose_decoder(vm, fetch));
  bool is_whole = http_transfer_succeeded(fetch->transfer);
  if (is_whole && !fetch->decoder) {
    give_whole(message, &fetch->transfer->body);
    return true;
  }
  if (is_whole) result = decode(fetch, &first, DECODED_WHOLE);
  bool ok = true;
  if (is_whole && result == DECODE_END) give_whole(message, &first);
  else ok = give_in_pieces(vm, fetch, message, &first);
  text_free(&first);
  return ok;
}

bool fetch_response(MoteVm *vm, Fetch *fetch, MoteValue *out) {
  ResponseData *data;
  TRY(response_new(vm, fetch->transfer->status, HEADERS_IMMUTABLE, out, &data));
  HeaderList *list = message_headers(vm, &data->message);
  TRY(list && take_headers(vm, &fetch->transfer->head, list));
  data->type = RESPONSE_BASIC;
  data->redirected = fetch->redirects > 0;
  data->status_text = status_text(&fetch->transfer->head);
  data->url = strndup(fetch->url->href, fetch->url->fragment_start);
  if (!data->url) return mote_throw_out_of_memory(vm);
  if (fetch->signal)
    TRY(message_follow_signal(vm, *out, &data->message, mote_handle_get(fetch->signal)));
  return give_body(vm, fetch, &data->message);
}

/* --- feeding --- */

static void fail_decoding(Fetch *fetch) {
  const char *code, *message;
  content_decoder_error(fetch->decoder, &code, &message);
  mote_throw_code(fetch->rt->vm, MOTE_ERROR, code, "%s", message);
  fetch_fail(fetch, "terminated");
}

/* Gives whether there may be more at once. */
static bool feed_decoded(Fetch *fetch) {
  Text output = {0};
  DecodeResult result = decode(fetch, &output, DECODED_PIECE);
  if (output.length && !incoming_push(fetch->incoming, output.data, output.length))
    fetch->is_blocked = true;
  text_free(&output);
  if (fetch->is_dropped) return false;
  if (result == DECODE_ERROR) fail_decoding(fetch);
  else if (result == DECODE_END && http_transfer_succeeded(fetch->transfer)) close_incoming(fetch);
  return result == DECODE_FULL;
}

static bool feed_plain(Fetch *fetch) {
  Text *body = &fetch->transfer->body;
  if (body->length && !incoming_push(fetch->incoming, body->data, body->length))
    fetch->is_blocked = true;
  text_clear(body);
  if (!fetch->is_dropped && http_transfer_succeeded(fetch->transfer)) close_incoming(fetch);
  return false;
}

void fetch_feed(Fetch *fetch) {
  bool has_more = true;
  while (has_more && !fetch->is_blocked && !fetch->is_dropped && fetch->incoming)
    has_more = fetch->decoder ? feed_decoded(fetch) : feed_plain(fetch);
  if (!fetch->is_dropped) http_transfer_resume(fetch->transfer);
}
