/* SPDX-License-Identifier: MIT */
/* response_sink.h: where a stream's bytes go when it is the body of an answer: an object for lib/web/body.ts,
 * { write(bytes): undefined | Promise, end(), fail(error), onabort }. */
#ifndef RUNTIME_HTTP_RESPONSE_SINK_H
#define RUNTIME_HTTP_RESPONSE_SINK_H

#include "runtime/http/exchange.h"

typedef struct ResponseSink {
  Exchange *exchange; /* NULL: it is over */
  uint32_t holds; /* the object's, the exchange's */
  MoteHandle *object; /* while it is tied to the exchange */
  MoteAsync *waiting; /* for the client to take what was written */
  bool has_length;
  uint64_t left; /* of Content-Length */
} ResponseSink;

/* Ties a sink to the exchange and starts to pump the stream into it. False: exception. */
MOTE_CHECK bool response_sink_start(Exchange *exchange, MoteValue stream, const Content *content);
/* More may be written. */
void response_sink_drained(ResponseSink *sink);
/* The exchange ends before the stream has: it is cancelled. */
void response_sink_abort(ResponseSink *sink);

#endif
