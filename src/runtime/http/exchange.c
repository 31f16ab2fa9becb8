/* SPDX-License-Identifier: MIT */
/* exchange.c: what the transports have in common: requests, their bodies, their ends. */
#include "runtime/http/exchange.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/http/connection.h"
#include "runtime/http/incoming.h"
#include "runtime/http/response_sink.h"
#include "runtime/http/upgrade.h"
#include "runtime/internal.h"

/* --- the request --- */

static const char *scheme_of(void *owner) {
  const Exchange *exchange = owner;
  return exchange->connection->tls ? "https" : "http";
}

static void host_of(void *owner, char *buffer, size_t size) {
  const Exchange *exchange = owner;
  const ServerAddress *address = &exchange->connection->server->address;
  snprintf(buffer, size, "%s:%d", address->hostname ? address->hostname : "localhost",
           address->port);
}

static const RequestOwner request_owner = {scheme_of, host_of};

bool exchange_begin(Exchange *exchange, const RawHead *head, const char *bytes, size_t length) {
  RequestData *request = request_data_create(exchange->http, head, bytes, length);
  exchange->request = request;
  if (!request) return false;
  request->owner_kind = &request_owner;
  request->owner = exchange;
  return true;
}

/* --- its body --- */

bool exchange_set_body(Exchange *exchange, const char *bytes, size_t length) {
  Body *body = &exchange->request->message.body;
  body->bytes = malloc(length);
  if (!body->bytes) return false;
  memcpy(body->bytes, bytes, length);
  body->length = length;
  body->kind = BODY_BYTES;
  http_count_memory(exchange->http, length);
  return true;
}

static void on_resume(void *owner) {
  Exchange *exchange = owner;
  exchange->transport->resume(exchange);
}

static void on_cancel(void *owner) {
  Exchange *exchange = owner;
  exchange->body_dropped = true;
  exchange->transport->cancel(exchange);
}

static const IncomingSource incoming_source = {on_resume, on_cancel};

bool exchange_open_body(Exchange *exchange) {
  MoteVm *vm = exchange->http->vm;
  Body *body = &exchange->request->message.body;
  body->kind = BODY_INCOMING;
  body->incoming = incoming_create(vm, &incoming_source, exchange);
  if (!body->incoming) {
    mote_take_exception(vm);
    return false;
  }
  exchange->incoming = incoming_retain(body->incoming);
  return true;
}

bool exchange_push(Exchange *exchange, const char *bytes, size_t length) {
  return !exchange->incoming || exchange->body_dropped ||
         incoming_push(exchange->incoming, bytes, length);
}

void exchange_end_body(Exchange *exchange) {
  Incoming *incoming = exchange->incoming;
  exchange->incoming = NULL;
  if (!incoming) return;
  incoming_end(incoming);
  incoming_release(incoming);
}

static void fail_body(Exchange *exchange, const char *message) {
  MoteVm *vm = exchange->http->vm;
  MoteValue error;
  Incoming *incoming = exchange->incoming;
  exchange->incoming = NULL;
  if (!incoming) return;
  if (exchange->http->ended) {
    incoming_end(incoming); /* nobody reads it any more */
  } else {
    if (!mote_error_new(vm, MOTE_TYPE_ERROR, message, &error)) error = mote_take_exception(vm);
    incoming_fail(incoming, error);
  }
  incoming_release(incoming);
}

void exchange_fail_body(Exchange *exchange) {
  fail_body(exchange, "The client has closed the connection");
}

bool exchange_is_collected(const Exchange *exchange) {
  return exchange->incoming && incoming_is_collected(exchange->incoming);
}

void exchange_drop_body(Exchange *exchange) {
  exchange->body_dropped = true;
  fail_body(exchange, "The request was answered before its body had come");
}

/* --- the end --- */

void exchange_close(Exchange *exchange, bool aborted) {
  RequestData *request = exchange->request;
  exchange->request = NULL;
  if (!request) return;
  if (!exchange->http->ended) {
    request_untie(exchange->http->vm, request, aborted);
  } else {
    request->owner_kind = NULL;
    request->owner = NULL;
    request->signal = NULL;
    upgrade_refused(request, true);
  }
  request_release(request);
}

void exchange_abort(Exchange *exchange) {
  if (exchange->sink) response_sink_abort(exchange->sink);
  exchange_fail_body(exchange);
  exchange_close(exchange, true);
}
