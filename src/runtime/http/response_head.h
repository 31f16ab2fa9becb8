/* SPDX-License-Identifier: MIT */
/* response_head.h: status lines and header fields of answers, as bytes. */
#ifndef RUNTIME_HTTP_RESPONSE_HEAD_H
#define RUNTIME_HTTP_RESPONSE_HEAD_H

#include "runtime/http/response.h"

/* How an answer is framed. */
typedef struct ResponseFrame {
  bool has_length;       /* Content-Length: length */
  uint64_t length;
  bool is_chunked;
  bool keep_alive;       /* as the request would have it; an answer may say otherwise */
  bool is_http10;        /* the client speaks HTTP/1.0 */
} ResponseFrame;

/* Adds the head of an answer; frame->keep_alive may be made false. */
void response_head_add(Http *http, Text *out, const ResponseData *data, ResponseFrame *frame);
/* Adds a whole answer of the server's own, after which the connection is closed. */
void response_head_add_refusal(Http *http, Text *out, int status);
/* Whether an answer with this status has no body, whatever its object has. */
static inline bool status_has_no_body(int status) {
  return status < 200 || status == 204 || status == 304;
}
const char *http_reason(int status);
/* "Sun, 06 Nov 1994 08:49:37 GMT" of now; valid for a second. */
const char *http_date_now(Http *http);

#endif
