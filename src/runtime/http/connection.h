/* SPDX-License-Identifier: MIT */
/* connection.h: one client of a server: its socket, TLS, its deadline. What its bytes mean is a Protocol's.
 *
 * A connection begins with HTTP/1 (http1.h), and may go over to another protocol. While it is idle it has no memory
 * but its struct: all connections of a runtime read into one buffer. */
#ifndef RUNTIME_HTTP_CONNECTION_H
#define RUNTIME_HTTP_CONNECTION_H

#include "runtime/http/server.h"

typedef struct Connection Connection;

typedef enum ConnectionState {
  CONNECTION_OPEN,
  CONNECTION_LINGER, /* has said all; drops what still comes, so that the client can read the answer */
  CONNECTION_CLOSED,
} ConnectionState;

/* Each may close the connection. */
typedef struct Protocol {
  /* Bytes have come, after TLS. Sets the deadline. */
  void (*take)(Connection *connection, const char *bytes, size_t length);
  /* The client sends no more; one that has gone looks the same. */
  void (*end)(Connection *connection);
  /* The socket has taken all that was written. */
  void (*drained)(Connection *connection);
  /* Milliseconds that the client may take for what is waited for; 0: for ever. */
  double (*time_limit)(const Connection *connection);
  /* It has taken longer, or has not taken what was written. */
  void (*expired)(Connection *connection);
  /* Whether more is to be read. */
  bool (*wants_input)(const Connection *connection);
  /* The server stops: goes as soon as what is in work has been done. */
  void (*stop)(Connection *connection);
  /* The connection has been closed. */
  void (*closed)(Connection *connection);
  /* Frees what `session` has, at the very end; NULL: nothing. */
  void (*destroy)(Connection *connection);
} Protocol;

struct Connection {
  StreamHandle socket;
  Server *server;
  Connection *previous, *next;
  Deadline deadline;
  const Protocol *protocol;
  void *session; /* the protocol's; NULL: it needs none */
  struct TlsSession *tls; /* NULL: none */
  MoteHandle *info; /* the second argument of the handler */
  size_t unsent; /* bytes that `writes` had left when the deadline was last put off */
  uint32_t writes; /* that have not ended */
  ConnectionState state;
  bool reads; /* the socket is read */
  bool input_ended; /* the client sends no more */
};

void connection_accept(Server *server);
/* For a server that stops. */
void connection_stop(Connection *connection, bool force);
/* Drops the connection; nothing more is sent. */
void connection_close(Connection *connection);
/* What a client may send is read again, or not, as its state wants it. */
void connection_update_reading(Connection *connection);
/* The client sends no more. */
void connection_end_input(Connection *connection);
/* Sets the deadline that its state wants. */
void connection_update_deadline(Connection *connection);
/* Hands bytes to the protocol. */
void connection_take(Connection *connection, const char *bytes, size_t length);
/* Sends bytes: at once, as far as the socket takes them; the rest is copied, and `writes` counts it. owned: malloc'ed,
 * and taken over (may be NULL: there is no second part). */
void connection_write(Connection *connection, const char *head, size_t head_length, char *owned,
                      size_t length);
/* The same below TLS. */
void connection_write_raw(Connection *connection, const char *head, size_t head_length, char *owned,
                          size_t length);
/* Sends what has been put into Http.output, and `owned` behind it (as above); the output is empty then. Closes the
 * connection where there was no memory for it. */
void connection_write_output(Connection *connection, char *owned, size_t length);
/* Says that nothing more will be sent, and closes when the client has done so as well. */
void connection_finish(Connection *connection);

#endif
