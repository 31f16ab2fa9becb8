/* SPDX-License-Identifier: MIT */
/* http2_session.h: what the files of HTTP/2 share: the state of a connection and of its streams.
 *
 * nghttp2 must not be called to read or write while it calls back, so nothing that may run the program's code is done
 * in its callbacks: they note in `ready` and `gone` what is to be done when it has returned. */
#ifndef RUNTIME_HTTP_HTTP2_SESSION_H
#define RUNTIME_HTTP_HTTP2_SESSION_H

#include <nghttp2/nghttp2.h>

#include "runtime/http/connection.h"
#include "runtime/http/exchange.h"
#include "runtime/http/http2_head.h"

typedef struct Http2 Http2;
typedef struct Http2Stream Http2Stream;

enum {
  STREAM_WINDOW = 64 * 1024, /* of a body that nobody has asked for */
  READ_WINDOW = 256 * 1024, /* of one that is being read */
  CONNECTION_WINDOW = 1024 * 1024,
  OUTPUT_FULL = 64 * 1024, /* of a stream */
  UNWANTED_TIME = 1000, /* in ms: for a body that has been refused */
};

struct Http2Stream {
  Exchange exchange; /* first */
  Http2 *http2;
  Http2Stream *previous, *next; /* of the connection */
  Http2Stream *next_ready, *next_gone;
  Deadline deadline;
  int32_t id;
  Text output; /* of the answer's body, with `sent` bytes of it handed to nghttp2 */
  size_t sent;
  int status; /* to refuse the request with; 0: none */
  bool has_begun; /* the answer's head has been handed to nghttp2 */
  bool output_ended;
  bool is_refused; /* the answer's status is not one of success */
  bool deferred; /* nghttp2 waits for output */
  bool is_ready; /* in the list */
  bool is_gone; /* nghttp2 knows it no more */
  bool body_open; /* more of the request's body is to come */
  bool paused; /* its buffer is full */
  bool expects_continue; /* the client waits for leave to send it */
  uint32_t unread; /* bytes of it that the client has not been given back for its window */
  uint64_t received; /* bytes of it */
};

/* What a client may do so often, and now and then again. */
typedef struct Allowance {
  uint32_t left;
  uint64_t since; /* of the loop's time */
} Allowance;

struct Http2 {
  Connection *connection;
  nghttp2_session *session;
  Http2Stream *streams;
  Http2Stream *ready, *last_ready; /* their requests are to be handled, or refused */
  Http2Stream *gone;
  Http2 *previous, *next; /* that have something to send; see is_marked */
  Http2Head *head; /* that comes; NULL: none */
  int32_t head_id; /* its stream */
  Allowance resets, frames;
  uint64_t progress; /* when a body's bytes were last handed to the socket */
  uint32_t continuations; /* of the head that comes */
  size_t trailers; /* bytes of those that come */
  bool is_marked;
  bool is_greeted; /* the client's settings have come */
  bool is_ending; /* GOAWAY has been said to end the connection */
  bool is_draining; /* the client has been told that no more streams are wanted … */
  bool is_drained; /* … and has read it */
  bool has_room; /* streams may be written to again */
};

/* What the connections of a runtime have in common. */
typedef struct Http2Shared {
  Http *http;
  uv_idle_t idle; /* sends, in the next turn of the loop */
  Http2 *first, *last; /* that have something to send */
  uint32_t marked;
  nghttp2_session_callbacks *callbacks;
  nghttp2_option *option;
  Http2Head *spare; /* NULL: it is in use */
} Http2Shared;

/* --- http2.c --- */

/* There is something to send: it is, when the loop turns. */
void http2_mark(Http2 *http2);
/* The stream's request is to be handled; status: or refused. */
void http2_queue(Http2Stream *stream, int status);
/* Ends the connection with a code of nghttp2's. May be called from callbacks. */
void http2_give_up(Http2 *http2, uint32_t code);
/* The client knows that no more streams are wanted: those that it has begun are the last. */
void http2_drain(Http2 *http2);
/* False: all has been spent. */
bool allowance_spend(Allowance *allowance, uint64_t now, uint32_t burst, uint32_t per_second);

/* --- http2_frames.c --- */

void http2_set_callbacks(nghttp2_session_callbacks *callbacks);
/* No head comes any more. */
void http2_drop_head(Http2 *http2);

/* --- http2_stream.c --- */

/* A stream for a request whose head has come. NULL: out of memory. */
Http2Stream *http2_stream_create(Http2 *http2, int32_t id);
/* Removes and frees it. Nobody may know its exchange any more. */
void http2_stream_destroy(Http2Stream *stream);
/* A piece of the request's body, or its end, has come. */
void http2_stream_receive(Http2Stream *stream, const uint8_t *bytes, size_t length);
void http2_stream_end_body(Http2Stream *stream);
/* Refuses the request: with an answer, as long as none has begun. Runs JavaScript. */
void http2_stream_refuse(Http2Stream *stream, int status);
/* The last of the answer has been handed to the socket. nghttp2 may be calling back. */
void http2_stream_answer_sent(Http2Stream *stream);
/* Sets the deadline that its state wants. */
void http2_stream_update_deadline(Http2Stream *stream);
/* The socket has taken output: who waits for room may go on. */
void http2_stream_wake(Http2Stream *stream);
/* nghttp2 asks for the frame of a piece of output. */
int http2_stream_send(Http2Stream *stream, nghttp2_frame *frame, const uint8_t *head,
                      size_t length);

#endif
