/* SPDX-License-Identifier: MIT */
/* response_sink.h: where a stream's bytes go when it is the body of an answer: an object for lib/web/body.ts,
 * { write(bytes): undefined | Promise, end(), fail(error), onabort }. */
#ifndef RUNTIME_HTTP_RESPONSE_SINK_H
#define RUNTIME_HTTP_RESPONSE_SINK_H

#include "runtime/http/connection.h"
#include "runtime/http/response_head.h"

typedef struct ResponseSink {
  Connection *connection; /* NULL: it has gone, or all is sent */
  uint32_t holds; /* the object's, the connection's */
  MoteHandle *object; /* while it is tied to the connection */
  MoteAsync *waiting; /* for the socket to take what was written */
  bool is_chunked, has_length;
  uint64_t left; /* of Content-Length */
} ResponseSink;

/* Ties a sink to the connection and starts to pump the stream into it. False: exception. */
MOTE_CHECK bool response_sink_start(Connection *connection, MoteValue stream,
                                    const ResponseFrame *frame);
/* The socket has taken all that was written. */
void response_sink_drained(ResponseSink *sink);
/* The connection ends before the stream has: it is cancelled. */
void response_sink_abort(ResponseSink *sink);

#endif
