/* SPDX-License-Identifier: MIT */
/* exchange.h: one request and its answer, whatever carries them: a connection of HTTP/1, or a stream of HTTP/2.
 *
 * The carrier makes the request and gives it its body; respond.c calls the handler and answers through the Transport,
 * which is all that answers know of a carrier. An exchange is open as long as it has a request: until it is answered,
 * or the client has gone. */
#ifndef RUNTIME_HTTP_EXCHANGE_H
#define RUNTIME_HTTP_EXCHANGE_H

#include "runtime/http/request.h"
#include "runtime/http/response.h"

struct Connection;
struct ResponseSink;
struct Incoming;

typedef struct Exchange Exchange;

/* What the head of an answer says of its body, and those bytes of it that are here. */
typedef struct Content {
  bool has_length;
  uint64_t length;
  const char *bytes;
  size_t count;
  char *
      owned; /* the memory that bytes lie in, from malloc; the transport takes it over. NULL: it copies */
} Content;

/* None of them but `continue_` and `resume` may be called once the exchange is not open. */
typedef struct Transport {
  /* Sends the whole answer: the exchange is over. */
  void (*answer)(Exchange *exchange, const ResponseData *data, const Content *content);
  /* Sends a head alone: the body is written piece by piece. */
  void (*begin)(Exchange *exchange, const ResponseData *data, const Content *content);
  /* Sends a piece, which it copies. *room: whether the next one may follow at once; else response_sink_drained says
   * when. False: out of memory. */
  bool (*write)(Exchange *exchange, const void *bytes, size_t length, bool *room);
  /* That was all of the body: the exchange is over. */
  void (*end)(Exchange *exchange);
  /* The body cannot be completed, which the client is to notice: the exchange is over. */
  void (*fail)(Exchange *exchange);
  /* Sends the answer's head: what follows is not HTTP. NULL: the transport has no such thing. */
  void (*upgrade)(Exchange *exchange, const ResponseData *data);
  /* Somebody wants the request's body: for the first time, or there is room again. */
  void (*resume)(Exchange *exchange);
  /* Nobody wants the rest of it. */
  void (*cancel)(Exchange *exchange);
  /* The promise of its answer is dead. Called by a finalizer: must not use the VM. */
  void (*lose)(Exchange *exchange);
} Transport;

struct Exchange {
  const Transport *transport;
  Http *http;
  struct Connection *connection;
  RequestData *request; /* with a hold on it; NULL: the exchange is not open */
  struct Incoming *incoming; /* the request's body, as long as more is to come, with a hold on it */
  struct ResponseSink *sink; /* its answer is a stream, and has begun */
  bool is_head; /* the answer has no body */
  bool can_upgrade;
  bool body_dropped; /* nobody wants the rest of the request's body */
  bool lost; /* the promise of its answer was collected */
};

/* --- for transports --- */

/* The request, with a copy of its head; its method is the transport's to set. False: out of memory. */
bool exchange_begin(Exchange *exchange, const RawHead *head, const char *bytes, size_t length);
/* The request gets a body of these bytes, of which it takes a copy. False: out of memory. */
bool exchange_set_body(Exchange *exchange, const char *bytes, size_t length);
/* The request gets a body that is to come. False: out of memory. */
bool exchange_open_body(Exchange *exchange);
/* A piece of it. False: there is no room for more, until the transport's `resume`. */
bool exchange_push(Exchange *exchange, const char *bytes, size_t length);
void exchange_end_body(Exchange *exchange);
/* The rest of it will not come. */
void exchange_fail_body(Exchange *exchange);
/* Whether the rest of it is to come, also where the request is answered: somebody waits for the whole. */
bool exchange_is_collected(const Exchange *exchange);
/* The request is answered: the rest of its body is wanted no more, and who still reads it gets an error. */
void exchange_drop_body(Exchange *exchange);
/* The exchange is over. aborted: the client has gone before it had its answer. Runs JavaScript. */
void exchange_close(Exchange *exchange, bool aborted);
/* The client has gone: its request, and an answer that is on its way, are dropped. Runs JavaScript. */
void exchange_abort(Exchange *exchange);

/* --- for who answers --- */

static inline bool exchange_is_open(const Exchange *exchange) { return exchange->request != NULL; }

#endif
