/* SPDX-License-Identifier: MIT */
/* upgrade.h: a server's connection that leaves HTTP and becomes a WebSocket.
 *
 * upgradeWebSocket(request) makes an Upgrade, tied to the request; its Response, when the handler gives it, ties it to
 * the connection instead: it is the session of the connection's protocol then. A request that is answered otherwise, or
 * never, refuses it. */
#ifndef RUNTIME_HTTP_UPGRADE_H
#define RUNTIME_HTTP_UPGRADE_H

#include "runtime/http/exchange.h"

typedef struct Upgrade Upgrade;

/* The function of mote:http. */
bool http_upgrade_websocket(MoteVm *vm, MoteCall *call);

/* Whether a Response may answer this request: one with the status 101 was made for one request. */
MOTE_CHECK bool upgrade_check(MoteVm *vm, const RequestData *request, const ResponseData *response);
/* The 101 has been written: the exchange is over, and its connection the WebSocket's from here on. */
void upgrade_start(Exchange *exchange);
/* The request is done with, and has not become a WebSocket. ended: the runtime is. */
void upgrade_refused(RequestData *request, bool ended);

#endif
