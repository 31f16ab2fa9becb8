/* SPDX-License-Identifier: MIT */
/* respond.h: calling the handler, and sending what it gives. */
#ifndef RUNTIME_HTTP_RESPOND_H
#define RUNTIME_HTTP_RESPOND_H

#include "runtime/http/connection.h"
#include "runtime/http/exchange.h"

/* Calls the handler for the request, and answers, now or when its promise is settled. */
void respond_to_request(Exchange *exchange);
/* The object that the handler is given as its second argument. */
MOTE_CHECK bool request_info(Connection *connection, MoteValue *out);

#endif
