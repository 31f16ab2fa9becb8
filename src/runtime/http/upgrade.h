/* SPDX-License-Identifier: MIT */
/* upgrade.h: a server's connection that leaves HTTP and becomes a WebSocket.
 *
 * upgradeWebSocket(request) makes an Upgrade, tied to the request; its Response, when the handler gives it, ties it to
 * the connection instead. A request that is answered otherwise, or never, refuses it. */
#ifndef RUNTIME_HTTP_UPGRADE_H
#define RUNTIME_HTTP_UPGRADE_H

#include "runtime/http/connection.h"

typedef struct Upgrade Upgrade;

/* The function of mote:http. */
bool http_upgrade_websocket(MoteVm *vm, MoteCall *call);

/* --- for requests and their answers --- */

/* Whether a Response may answer this request: one with the status 101 was made for one request. */
MOTE_CHECK bool upgrade_check(MoteVm *vm, const RequestData *request, const ResponseData *response);
/* The 101 has been written: the bytes are the WebSocket's from here on. */
void upgrade_start(Connection *connection);
/* The request is done with, and has not become a WebSocket. ended: the runtime is. */
void upgrade_refused(RequestData *request, bool ended);

/* --- for connections --- */

void upgrade_feed(Upgrade *upgrade, const char *bytes, size_t length);
/* The socket has taken all that was written. */
void upgrade_drained(Upgrade *upgrade);
/* The server stops: says so to the peer. */
void upgrade_stop(Upgrade *upgrade);
/* The connection has gone. ended: so has the runtime. */
void upgrade_lost(Upgrade *upgrade, bool ended);

#endif
