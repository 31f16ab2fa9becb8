/* SPDX-License-Identifier: MIT */
/* http2_head.h: heads as HTTP/2 has them: lists of fields, some of them in place of a request line or a status line. */
#ifndef RUNTIME_HTTP_HTTP2_HEAD_H
#define RUNTIME_HTTP_HTTP2_HEAD_H

#include <nghttp2/nghttp2.h>

#include "runtime/http/exchange.h"
#include "runtime/http/request_head.h"
#include "runtime/http/server.h"

/* A request's head as its fields come. */
typedef struct Http2Head {
  Text bytes; /* what raw points into; its own pointer is set at the end */
  Text cookies; /* which may come in pieces */
  size_t
      size; /* of all fields, 32 bytes each added, as SETTINGS_MAX_HEADER_LIST_SIZE counts them */
  int status; /* to refuse it with; 0: none so far */
  const char *method; /* a constant */
  RawHead raw;
  uint64_t length; /* of the body, if has_length */
  bool has_length, expects_continue;
  int32_t host; /* number of the header Host, or -1 */
  Header headers[MAX_HEADERS];
} Http2Head;

/* For another request. */
void http2_head_clear(Http2Head *head);
void http2_head_free(Http2Head *head);
/* A field, which nghttp2 has checked. False: the client sends far too much. */
bool http2_head_add(Http2Head *head, const ServerLimits *limits, const char *name,
                    size_t name_length, const char *value, size_t value_length);
/* All fields have come: head->raw, or head->status. */
void http2_head_end(Http2Head *head);

/* The fields of an answer. */
typedef struct Http2Fields {
  size_t count;
  nghttp2_nv *items; /* `few`, or from malloc */
  char status[4], length[24];
  nghttp2_nv few[16];
} Http2Fields;

/* They point into the data; valid as long as nothing of it changes. False: out of memory. */
bool http2_fields_init(Http2Fields *fields, Http *http, const ResponseData *data,
                       const Content *content);
void http2_fields_free(Http2Fields *fields);

#endif
