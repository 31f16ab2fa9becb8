/* SPDX-License-Identifier: MIT */
/* request_head.h: the head of a request on a connection: where it ends, and what it says. RFC 9112.
 *
 * A head is parsed when all of it has come, in one piece: so nothing is kept between two reads but how far its lines
 * have been looked through. What proxies and servers are known to understand in different ways is refused: bare CR and
 * LF, folded lines, Content-Length beside Transfer-Encoding, either of them twice, codings other than chunked. */
#ifndef RUNTIME_HTTP_REQUEST_HEAD_H
#define RUNTIME_HTTP_REQUEST_HEAD_H

#include "runtime/http/message.h"

enum { MAX_HEADERS = 256 };

typedef struct RequestHead {
  RawHead raw; /* into the bytes that were parsed, and into `headers` */
  const char *method; /* a constant */
  bool is_head, is_http10, keep_alive, is_chunked, has_length, expects_continue, upgrades;
  uint64_t length; /* of the body, if has_length */
  Header headers[MAX_HEADERS];
} RequestHead;

/* Looks for the empty line. *scanned: up to where lines are known to be well-formed, 0 at first. Gives the length
 * of the head with its empty line; 0: not all there yet; -1: it is malformed. */
ptrdiff_t request_head_end(const char *bytes, size_t length, size_t *scanned);
/* The constant for the name of a method; NULL: it is unknown. */
const char *request_method(const char *name, size_t length);
/* 0, or the status to refuse it with. */
int request_head_parse(const char *bytes, size_t length, RequestHead *out);

#endif
