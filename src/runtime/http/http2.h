/* SPDX-License-Identifier: MIT */
/* http2.h: HTTP/2 on a server's connection. RFC 9113, by nghttp2.
 *
 * Frames, HPACK and the rules of messages are nghttp2's; here are streams as exchanges, and what a client may not do to
 * the server. Files: http2.c (the connection), http2_frames.c (what comes in), http2_stream.c (the transport of a
 * stream), http2_head.c (heads of requests and answers). */
#ifndef RUNTIME_HTTP_HTTP2_H
#define RUNTIME_HTTP_HTTP2_H

#include "runtime/http/connection.h"

/* Whether HTTP/2 can be offered: loads the library. */
bool http2_is_available(MoteVm *vm);
/* The connection speaks HTTP/2 from here on. */
void http2_start(Connection *connection);
/* Whether these bytes, a whole head for HTTP/1, are the first of a client that knows that the server speaks HTTP/2. */
bool http2_is_preface(const char *bytes, size_t length);
/* Frees what the runtime has for all connections; the loop has ended. */
void http2_destroy(Http *http);

#endif
