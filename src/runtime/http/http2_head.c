/* SPDX-License-Identifier: MIT */
/* http2_head.c: from fields to the head of a request, and from an answer to fields.
 *
 * nghttp2 has seen to it that pseudo headers come first, once, and all of them; that names are in lower case, and that
 * nothing of HTTP/1's connections is there. A request's :authority becomes its Host, as if it had come by HTTP/1. */
#include "runtime/http/http2_head.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/http/response_head.h"

enum {
  FIELD_OVERHEAD = 32,
  GROSS = 4, /* times the limit: who sends so much is not answered */
  GROSS_AT_LEAST = 64 * 1024,
};

/* --- requests --- */

void http2_head_clear(Http2Head *head) {
  Text bytes = head->bytes, cookies = head->cookies;
  memset(head, 0, offsetof(Http2Head, headers));
  head->bytes = bytes;
  head->cookies = cookies;
  text_clear(&head->bytes);
  text_clear(&head->cookies);
  head->bytes.failed = head->cookies.failed = false;
  head->raw.headers = head->headers;
  head->host = -1;
}

void http2_head_free(Http2Head *head) {
  if (!head) return;
  text_free(&head->bytes);
  text_free(&head->cookies);
  free(head);
}

static void refuse(Http2Head *head, int status) {
  if (!head->status) head->status = status;
}

static bool is(const char *text, size_t length, const char *other) {
  return strlen(other) == length && memcmp(text, other, length) == 0;
}

static uint32_t keep(Http2Head *head, const char *bytes, size_t length) {
  uint32_t at = (uint32_t)head->bytes.length;
  text_append(&head->bytes, bytes, length);
  return at;
}

static void keep_header(Http2Head *head, const char *name, size_t name_length, const char *value,
                        size_t value_length) {
  if (head->raw.count == MAX_HEADERS) {
    refuse(head, 431);
    return;
  }
  header_value_trim(&value, &value_length);
  Header *header = &head->headers[head->raw.count++];
  header->name = keep(head, name, name_length);
  header->name_length = (uint32_t)name_length;
  header->value = keep(head, value, value_length);
  header->value_length = (uint32_t)value_length;
}

/* :authority and Host must not differ: who looks at the one would see another site than who looks at the other. */
static void add_host(Http2Head *head, const char *value, size_t length) {
  if (head->host < 0) {
    head->host = (int32_t)head->raw.count;
    if (!length || memchr(value, '@', length)) refuse(head, 400);
    keep_header(head, "host", 4, value, length);
    return;
  }
  const Header *host = &head->headers[head->host];
  if (host->value_length != length || memcmp(head->bytes.data + host->value, value, length) != 0)
    refuse(head, 400);
}

static void add_pseudo(Http2Head *head, const ServerLimits *limits, const char *name,
                       size_t name_length, const char *value, size_t length) {
  if (is(name, name_length, ":method")) {
    head->method = request_method(value, length);
    if (!head->method || strcmp(head->method, "CONNECT") == 0) refuse(head, 501);
  } else if (is(name, name_length, ":path")) {
    if ((double)length > limits->url_bytes) refuse(head, 414);
    head->raw.target = keep(head, value, length);
    head->raw.target_length = (uint32_t)length;
  } else if (is(name, name_length, ":authority")) {
    add_host(head, value, length);
  }
}

/* nghttp2 has checked the digits, and compares them with what comes. */
static void read_length(Http2Head *head, const char *value, size_t length) {
  head->has_length = true;
  for (size_t i = 0; i < length; i++) head->length = head->length * 10 + (uint64_t)(value[i] - '0');
}

static void add_field(Http2Head *head, const char *name, size_t name_length, const char *value,
                      size_t length) {
  if (is(name, name_length, "cookie")) {
    if (head->cookies.length) text_add(&head->cookies, "; ");
    text_append(&head->cookies, value, length);
    return;
  }
  if (is(name, name_length, "host")) {
    add_host(head, value, length);
    return;
  }
  if (is(name, name_length, "content-length")) read_length(head, value, length);
  if (is(name, name_length, "expect"))
    head->expects_continue = length == 12 && strncasecmp(value, "100-continue", 12) == 0;
  keep_header(head, name, name_length, value, length);
}

bool http2_head_add(Http2Head *head, const ServerLimits *limits, const char *name,
                    size_t name_length, const char *value, size_t value_length) {
  double gross = limits->head_bytes * GROSS;
  head->size += name_length + value_length + FIELD_OVERHEAD;
  if ((double)head->size > limits->head_bytes) refuse(head, 431);
  if ((double)head->size > (gross > GROSS_AT_LEAST ? gross : GROSS_AT_LEAST)) return false;
  if (name_length && *name == ':') add_pseudo(head, limits, name, name_length, value, value_length);
  else if (!head->status) add_field(head, name, name_length, value, value_length);
  return true;
}

void http2_head_end(Http2Head *head) {
  if (head->cookies.length && !head->status)
    keep_header(head, "cookie", 6, head->cookies.data, head->cookies.length);
  if (!text_ok(&head->bytes) || !text_ok(&head->cookies)) head->status = 503;
  head->raw.bytes = text_string(&head->bytes);
}

/* --- answers --- */

static void add(Http2Fields *fields, const char *name, size_t name_length, const char *value,
                size_t value_length) {
  fields->items[fields->count++] = (nghttp2_nv){.name = (uint8_t *)name,
                                                .value = (uint8_t *)value,
                                                .namelen = name_length,
                                                .valuelen = value_length};
}

static void add_text(Http2Fields *fields, const char *name, const char *value) {
  add(fields, name, strlen(name), value, strlen(value));
}

/* What belongs to a connection of HTTP/1, and the length, which is the server's to say. */
static bool is_dropped(const char *name, size_t length) {
  switch (length) {
    case 7: return is(name, length, "upgrade");
    case 10: return is(name, length, "connection") || is(name, length, "keep-alive");
    case 14: return is(name, length, "content-length");
    case 16: return is(name, length, "proxy-connection");
    case 17: return is(name, length, "transfer-encoding");
    default: return false;
  }
}

static void add_headers(Http2Fields *fields, const HeaderList *list, bool *has_date) {
  for (uint32_t i = 0; i < list->count; i++) {
    const Header *header = &list->items[i];
    const char *name = header_name(list, header);
    if (is_dropped(name, header->name_length)) continue;
    if (is(name, header->name_length, "date")) *has_date = true;
    add(fields, name, header->name_length, header_value(list, header), header->value_length);
  }
}

bool http2_fields_init(Http2Fields *fields, Http *http, const ResponseData *data,
                       const Content *content) {
  enum { OWN = 4 }; /* status, type, date, length */
  const HeaderList *list = data->message.headers;
  size_t most = OWN + (list ? list->count : 0);
  bool has_date = false;
  fields->count = 0;
  fields->items = fields->few;
  if (most > LENGTH_OF(fields->few)) fields->items = malloc(most * sizeof *fields->items);
  if (!fields->items) return false;
  snprintf(fields->status, sizeof fields->status, "%03d", data->status % 1000);
  add(fields, ":status", 7, fields->status, 3);
  if (list) add_headers(fields, list, &has_date);
  if (data->message.type) add_text(fields, "content-type", data->message.type);
  if (!has_date) add_text(fields, "date", http_date_now(http));
  if (content->has_length) {
    snprintf(fields->length, sizeof fields->length, "%llu", (unsigned long long)content->length);
    add_text(fields, "content-length", fields->length);
  }
  return true;
}

void http2_fields_free(Http2Fields *fields) {
  if (fields->items != fields->few) free(fields->items);
}
