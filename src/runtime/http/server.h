/* SPDX-License-Identifier: MIT */
/* server.h: a server: its socket, its limits, its connections. `serve` of mote:http makes one. */
#ifndef RUNTIME_HTTP_SERVER_H
#define RUNTIME_HTTP_SERVER_H

#include "runtime/http/deadlines.h"
#include "runtime/http/http.h"
#include "runtime/loop/stream_handle.h"

struct Connection;

/* Times in milliseconds; 0: no limit. */
typedef struct ServerLimits {
  double head_bytes;    /* of a request line and headers: 431 */
  double url_bytes;     /* 414 */
  double body_bytes;    /* 413 */
  double head_time;     /* from the first byte of a head to its last: 408 */
  double body_time;     /* without a byte of a body that is awaited: 408 */
  double idle_time;     /* between two requests */
  double write_time;    /* without the client taking a byte */
  double connections;   /* at once */
  double streams;       /* at once, on a connection of HTTP/2 */
} ServerLimits;

/* What serve is to listen on. */
typedef struct ServerAddress {
  char *hostname;       /* malloc'ed; NULL: all addresses */
  char *path;           /* malloc'ed: a Unix socket's; NULL: TCP */
  int port, backlog;
  bool reuse_port;
} ServerAddress;

typedef struct Server {
  StreamHandle socket;
  Http *http;
  struct Server *previous, *next;   /* of the runtime */
  struct Connection *connections;
  uint32_t connection_count;
  uint32_t holds;                   /* the object's, those of open handles */
  bool is_open;                     /* listens */
  bool allows_http2;
  bool is_stopping, has_ended;
  ServerAddress address;
  ServerLimits limits;
  Deadlines deadlines;
  struct TlsContext *tls;           /* NULL: none */
  MoteHandle *handler, *on_error;   /* on_error: NULL: none */
  MoteHandle *options;              /* `this` of both */
  MoteHandle *closed;               /* a promise */
  MoteHandle *resolve_closed;
} Server;

/* Binds and listens. The server takes the address over. False: exception. */
MOTE_CHECK bool server_listen(MoteVm *vm, Server *server);
/* No new connections; idle ones are closed, the others when they have answered; force: at once. */
void server_stop(Server *server, bool force);
/* A connection has gone. */
void server_forget(Server *server, struct Connection *connection);
void server_release(Server *server);
/* One that has ended, or never listened, keeps no values. */
void server_drop_handles(Server *server);
/* A new one, of this runtime, that does not listen yet, with one hold on it; NULL: exception. */
Server *server_create(MoteVm *vm);
/* An option that is a number from 0 to max; *out stays where it is not given. */
MOTE_CHECK bool server_number_option(MoteVm *vm, MoteValue options, const char *name, double max,
                                     double *out);
/* Closes all servers of a runtime that ends. */
void servers_end(Http *http);
/* The deadline so many milliseconds from now; none for 0. */
static inline uint64_t server_time(const Server *server, double milliseconds) {
  return milliseconds > 0 && milliseconds < 1e15
             ? uv_now(server->socket.handle.loop) + (uint64_t)milliseconds
             : NO_DEADLINE;
}

#endif
