/* SPDX-License-Identifier: MIT */
/* request_head.c: heads of requests, by llhttp and a few stricter rules. */
#include "runtime/http/request_head.h"

#include <llhttp.h>
#include <string.h>
#include <strings.h>

ptrdiff_t request_head_end(const char *bytes, size_t length, size_t *scanned) {
  for (;;) {
    const char *line = bytes + *scanned, *newline = memchr(line, '\n', length - *scanned);
    if (!newline) return 0;
    size_t width = (size_t)(newline - line);
    if (!width || newline[-1] != '\r') return -1;
    if (width == 1) return newline + 1 - bytes;
    if (*line == ' ' || *line == '\t' || memchr(line, '\r', width - 1)) return -1;
    *scanned += width + 1;
  }
}

/* --- llhttp's callbacks --- */

static RequestHead *head_of(const llhttp_t *parser) { return parser->data; }

static int on_url(llhttp_t *parser, const char *at, size_t length) {
  RequestHead *head = head_of(parser);
  head->raw.target = (uint32_t)(at - head->raw.bytes);
  head->raw.target_length = (uint32_t)length;
  return 0;
}

static int on_field(llhttp_t *parser, const char *at, size_t length) {
  RequestHead *head = head_of(parser);
  if (head->raw.count == MAX_HEADERS) return HPE_USER;
  Header *header = &head->headers[head->raw.count++];
  header->name = (uint32_t)(at - head->raw.bytes);
  header->name_length = (uint32_t)length;
  header->value = header->name;
  header->value_length = 0;
  return 0;
}

static int on_value(llhttp_t *parser, const char *at, size_t length) {
  RequestHead *head = head_of(parser);
  Header *header = &head->headers[head->raw.count - 1];
  header_value_trim(&at, &length);
  header->value = (uint32_t)(at - head->raw.bytes);
  header->value_length = (uint32_t)length;
  return 0;
}

/* The body is not llhttp's. */
static int on_complete(llhttp_t *parser) {
  RequestHead *head = head_of(parser);
  head->has_length = (parser->flags & F_CONTENT_LENGTH) != 0;
  head->length = parser->content_length;
  head->keep_alive = llhttp_should_keep_alive(parser) ||
                     (parser->http_minor == 1 && !(parser->flags & F_CONNECTION_CLOSE));
  head->upgrades = parser->upgrade;
  return 1;
}

/* --- what else must hold --- */

static bool value_is(const RequestHead *head, const Header *header, const char *text) {
  size_t length = strlen(text);
  return header->value_length == length &&
         strncasecmp(head->raw.bytes + header->value, text, length) == 0;
}

typedef struct Seen {
  unsigned hosts, lengths, codings;
  bool unknown_coding, nameless;
} Seen;

static void look_at(RequestHead *head, const Header *header, Seen *seen) {
  const char *name = head->raw.bytes + header->name;
  if (!header->name_length) seen->nameless = true;
  switch (header->name_length) {
    case 4:
      if (strncasecmp(name, "host", 4) == 0) seen->hosts++;
      break;
    case 6:
      if (strncasecmp(name, "expect", 6) == 0)
        head->expects_continue = value_is(head, header, "100-continue");
      break;
    case 14:
      if (strncasecmp(name, "content-length", 14) == 0) seen->lengths++;
      break;
    case 17:
      if (strncasecmp(name, "transfer-encoding", 17) != 0) break;
      seen->codings++;
      head->is_chunked = value_is(head, header, "chunked");
      if (!head->is_chunked) seen->unknown_coding = true;
      break;
    default: break;
  }
}

static int check(RequestHead *head) {
  Seen seen = {0};
  for (uint32_t i = 0; i < head->raw.count; i++) look_at(head, &head->headers[i], &seen);
  if (seen.hosts > 1 || (!seen.hosts && !head->is_http10)) return 400;
  if (seen.nameless || seen.lengths > 1 || (seen.codings && seen.lengths)) return 400;
  if (seen.codings > 1 || (seen.codings && head->is_http10)) return 400;
  if (seen.unknown_coding || strcmp(head->method, "CONNECT") == 0) return 501;
  return 0;
}

static int status_of(llhttp_errno_t error, const RequestHead *head) {
  if (error == HPE_INVALID_VERSION) return 505;
  if (error == HPE_USER || head->raw.count == MAX_HEADERS) return 431;
  return 400;
}

const char *request_method(const char *name, size_t length) {
#define METHOD(number, id, string) \
  if (sizeof #string - 1 == length && memcmp(name, #string, length) == 0) return #string;
  HTTP_METHOD_MAP(METHOD)
#undef METHOD
  return NULL;
}

int request_head_parse(const char *bytes, size_t length, RequestHead *out) {
  static llhttp_settings_t settings = {
      .on_url = on_url,
      .on_header_field = on_field,
      .on_header_value = on_value,
      .on_headers_complete = on_complete,
  };
  llhttp_t parser;
  memset(out, 0, offsetof(RequestHead, headers));
  out->raw.bytes = bytes;
  out->raw.headers = out->headers;
  llhttp_init(&parser, HTTP_REQUEST, &settings);
  parser.data = out;
  llhttp_errno_t error = llhttp_execute(&parser, bytes, length);
  if (error != HPE_OK && error != HPE_PAUSED_UPGRADE) return status_of(error, out);
  if (parser.http_major != 1 || parser.http_minor > 1) return 505;
  out->is_http10 = parser.http_minor == 0;
  out->method = llhttp_method_name(parser.method);
  out->is_head = parser.method == HTTP_HEAD;
  return check(out);
}
