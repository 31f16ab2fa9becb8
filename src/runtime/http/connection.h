/* SPDX-License-Identifier: MIT */
/* connection.h: one client of a server, over HTTP/1.1.
 *
 * A connection has at most one request in work; what else the client has sent waits in `input`, so that answers leave
 * in order. While it is idle it has no memory but this struct: all connections of a runtime read into one buffer. */
#ifndef RUNTIME_HTTP_CONNECTION_H
#define RUNTIME_HTTP_CONNECTION_H

#include "runtime/http/body_decoder.h"
#include "runtime/http/request.h"
#include "runtime/http/response.h"
#include "runtime/http/server.h"

struct ResponseSink;
struct Upgrade;

typedef enum ConnectionState {
  CONNECTION_HEAD,     /* waits for a request */
  CONNECTION_BUSY,     /* has a request in work */
  CONNECTION_UPGRADED, /* is a WebSocket */
  CONNECTION_LINGER, /* has said all; drops what still comes, so that the client can read the answer */
  CONNECTION_CLOSED,
} ConnectionState;

typedef struct Connection {
  union {
    uv_handle_t handle;
    uv_stream_t stream;
    uv_tcp_t tcp;
    uv_pipe_t pipe;
  } socket;
  Server *server;
  struct Connection *previous, *next;
  Deadline deadline;
  char *input; /* came, not looked at yet; NULL: nothing */
  uint32_t input_length, input_size;
  uint32_t scanned; /* of a head: see request_head_end */
  RequestData *request; /* in work, with a hold on it */
  struct Incoming *incoming; /* its body, as long as that is open, with a hold on it */
  struct ResponseSink *sink; /* its answer is a stream */
  struct Upgrade *upgrade; /* is a WebSocket; NULL: it is not, or has ended */
  struct TlsSession *tls; /* NULL: none */
  MoteHandle *info; /* the second argument of the handler */
  size_t unsent; /* bytes that `writes` had left when the deadline was last put off */
  BodyDecoder decoder;
  uint32_t writes; /* that have not ended */
  ConnectionState state;
  bool reads; /* the socket is read */
  bool paused; /* the body's buffer is full */
  bool body_open; /* more of the request's body is to come */
  bool body_dropped; /* nobody wants it */
  bool expects_continue; /* the client waits for leave to send it */
  bool input_ended; /* the client sends no more */
  bool answered; /* the answer has been handed to the socket */
  bool keep_alive; /* after this request */
  bool is_head, is_http10; /* the request in work */
  bool processing; /* connection_process is at work */
  bool lost; /* its answer's promise was collected */
} Connection;

void connection_accept(Server *server);
/* For a server that stops. */
void connection_stop(Connection *connection, bool force);
void connection_expired(Deadline *deadline);
/* Drops the connection; nothing more is sent. */
void connection_close(Connection *connection);
/* Goes on with what the client has sent meanwhile. */
void connection_process(Connection *connection);
/* What a client may send is read again, or not, as its state wants it. */
void connection_update_reading(Connection *connection);
/* The client sends no more. */
void connection_end_input(Connection *connection);
/* Sets the deadline that its state wants. */
void connection_update_deadline(Connection *connection);
/* Sends bytes: at once, as far as the socket takes them; the rest is copied, and `writes` counts it. owned: malloc'ed,
 * and taken over (may be NULL: there is no second part). */
void connection_write(Connection *connection, const char *head, size_t head_length, char *owned,
                      size_t length);
/* The same below TLS. */
void connection_write_raw(Connection *connection, const char *head, size_t head_length, char *owned,
                          size_t length);
/* Gives the client leave to send the body, if it waits for that. */
void connection_continue(Connection *connection);
/* The answer has been handed over completely: the request is done with. */
void connection_answered(Connection *connection);
/* What comes from here on is a WebSocket's: the request is done with. */
void connection_leave_http(Connection *connection, struct Upgrade *upgrade);
/* Says that nothing more will be sent, and closes when the client has done so as well. */
void connection_finish(Connection *connection);
/* Sends an answer without a body to speak of, then closes. */
void connection_refuse(Connection *connection, int status);
static inline Connection *connection_of_deadline(Deadline *deadline) {
  return (Connection *)(void *)((char *)deadline - offsetof(Connection, deadline));
}

#endif
