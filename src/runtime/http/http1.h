/* SPDX-License-Identifier: MIT */
/* http1.h: HTTP/1.1 and 1.0 on a server's connection.
 *
 * A connection has at most one request in work; what else the client has sent waits, so that answers leave in order. */
#ifndef RUNTIME_HTTP_HTTP1_H
#define RUNTIME_HTTP_HTTP1_H

#include "runtime/http/connection.h"

/* A client of the server, that begins with HTTP/1; its socket is to be set. NULL: out of memory. */
Connection *http1_connection_create(Server *server);

#endif
