/* SPDX-License-Identifier: MIT */
/* server_tls.h: TLS between a server's connections and their sockets. */
#ifndef RUNTIME_HTTP_SERVER_TLS_H
#define RUNTIME_HTTP_SERVER_TLS_H

#include "runtime/http/connection.h"

/* Reads the option `tls`: { cert, key, ca, passphrase }, texts in PEM form (strings or bytes). */
MOTE_CHECK bool server_tls_options(MoteVm *vm, MoteValue options, Server *server);
/* Gives a new connection its session. */
MOTE_CHECK bool server_tls_accept(MoteVm *vm, Connection *connection);
/* What the socket has given; the connection takes what it means. What the session has to say is sent. */
void server_tls_feed(Connection *connection, const char *bytes, size_t length);
/* Sends plaintext in two parts. */
void server_tls_write(Connection *connection, const char *head, size_t head_length,
                      const char *rest, size_t length);
/* Says that nothing more will be sent. */
void server_tls_finish(Connection *connection);

#endif
