/* SPDX-License-Identifier: MIT */
/* websocket_client.c: "mote:internal/websocket": connections of clients for lib/web/websocket.ts.
 *
 *   const connection = connect(url, protocols, headers)   ws: as http:, wss: as https:; "a, b"; [name, value, …]
 *
 * curl connects (by way of proxies, and of TLS with the authorities of fetch) and moves bytes; the handshake is ours,
 * the rest is websocket_connection.h's. */
#include <stdlib.h>

#include "runtime/define.h"
#include "runtime/fetch/client.h"
#include "runtime/fetch/websocket_handshake.h"
#include "runtime/http/websocket_connection.h"
#include "runtime/http/websocket_deflate.h"
#include "runtime/internal.h"

enum {
  MESSAGE_MAX = 128 * 1024 * 1024,
  HANDSHAKE_MS = 30000,
  READ_SIZE = 16 * 1024,
  READS_AT_ONCE = 16,
};

typedef struct WebSocketClient {
  WebSocketConnection base; /* first */
  HttpTransfer *transfer;   /* that has connected; NULL: closed */
  WebSocketHandshake handshake;
  Text request;             /* of the handshake, sent up to `request_at` */
  size_t request_at;
  Text answer;
} WebSocketClient;

static const char went_early[] = "The server has closed the connection before it answered";

/* --- the link --- */

static bool link_open(WebSocketConnection *connection) {
  WebSocketClient *client = (WebSocketClient *)connection;
  MoteVm *vm = connection->rt->vm;
  HttpRequest request = {.url = client->handshake.url, .method = "GET"};
  if (!client->transfer) return mote_throw_error(vm, MOTE_ERROR, "The connection is closed");
  TRY(http_transfer_connect(vm, client->transfer, &request));
  http_client_drive(client->transfer->client);
  return true;
}

static ssize_t link_send(WebSocketConnection *connection, const void *bytes, size_t length) {
  WebSocketClient *client = (WebSocketClient *)connection;
  size_t sent = 0;
  CURLcode code = http_transfer_send_raw(client->transfer, bytes, length, &sent);
  return code == CURLE_OK ? (ssize_t)sent : code == CURLE_AGAIN ? 0 : -1;
}

static void link_watch(WebSocketConnection *connection, bool wants_room) {
  WebSocketClient *client = (WebSocketClient *)connection;
  if (client->transfer)
    http_transfer_watch(client->transfer, UV_READABLE | (wants_room ? UV_WRITABLE : 0));
}

static void link_disconnect(WebSocketConnection *connection, bool is_clean) {
  WebSocketClient *client = (WebSocketClient *)connection;
  (void)is_clean;
  http_transfer_free(client->transfer);
  client->transfer = NULL;
}

static void link_destroy(WebSocketConnection *connection) {
  WebSocketClient *client = (WebSocketClient *)connection;
  websocket_handshake_free(&client->handshake);
  text_free(&client->request);
  text_free(&client->answer);
  free(client);
}

static const WebSocketLink client_link = {link_open, link_send, link_watch, link_disconnect,
                                          link_destroy};

/* --- the handshake --- */

static bool send_request(WebSocketClient *client) {
  const Text *request = &client->request;
  ssize_t sent = link_send(&client->base, request->data + client->request_at,
                           request->length - client->request_at);
  if (sent > 0) client->request_at += (size_t)sent;
  link_watch(&client->base, client->request_at < request->length);
  return sent >= 0;
}

/* The head of the answer has come. */
static bool check_answer(WebSocketClient *client, size_t head_length) {
  WebSocketConnection *connection = &client->base;
  WebSocketHandshake *handshake = &client->handshake;
  const char *problem = websocket_handshake_check(connection->rt->vm, handshake,
                                                  text_string(&client->answer), head_length);
  if (problem) {
    websocket_connection_refuse_with(connection, problem);
    return false;
  }
  text_append(&connection->protocol, text_string(&handshake->protocol), handshake->protocol.length);
  text_append(&connection->extensions, text_string(&handshake->extensions),
              handshake->extensions.length);
  if (handshake->extensions.length) connection->window_bits = WEBSOCKET_WINDOW_BITS;
  return websocket_connection_open(connection, false, MESSAGE_MAX);
}

static void take_answer(WebSocketClient *client, const char *bytes, size_t length) {
  Text *answer = &client->answer;
  text_append(answer, bytes, length);
  const char *end = text_ok(answer) ? strstr(text_string(answer), "\r\n\r\n") : NULL;
  if (!end) {
    if (answer->length >= WEBSOCKET_ANSWER_MAX || !text_ok(answer))
      websocket_connection_refuse_with(&client->base, "The answer to the handshake is too long");
    return;
  }
  size_t head = (size_t)(end + 4 - answer->data);
  if (check_answer(client, head) && answer->length > head)
    websocket_connection_feed(&client->base, answer->data + head, answer->length - head);
}

/* --- the socket --- */

static void on_readable(WebSocketClient *client) {
  char buffer[READ_SIZE];
  for (int i = 0; i < READS_AT_ONCE && client->transfer; i++) {
    size_t length = 0;
    CURLcode code = http_transfer_receive_raw(client->transfer, buffer, sizeof buffer, &length);
    if (code == CURLE_AGAIN) break;
    if (code != CURLE_OK || length == 0) websocket_connection_broken(&client->base, went_early);
    else if (client->base.state == WEBSOCKET_SHAKING) take_answer(client, buffer, length);
    else websocket_connection_feed(&client->base, buffer, length);
  }
}

static void on_socket(HttpTransfer *transfer, int what) {
  WebSocketClient *client = transfer->user;
  WebSocketConnection *connection = &client->base;
  if (what & UV_READABLE) on_readable(client);
  if (connection->state == WEBSOCKET_SHAKING && !send_request(client))
    websocket_connection_broken(connection, went_early);
  else websocket_connection_writable(connection);
  websocket_connection_tell(connection);
}

static void on_progress(HttpTransfer *transfer) {
  WebSocketClient *client = transfer->user;
  MoteVm *vm = client->base.rt->vm;
  MoteValue error;
  if (transfer->state == TRANSFER_CONNECTED) {
    if (!send_request(client)) websocket_connection_broken(&client->base, went_early);
  } else if (http_transfer_failed(transfer)) {
    if (http_transfer_error(vm, transfer, client->handshake.url, &error)) mote_throw(vm, error);
    websocket_connection_refuse(&client->base);
  }
}

static void on_runtime_end(HttpTransfer *transfer) { websocket_connection_drop(transfer->user); }

static const TransferOwner owner = {on_progress, on_runtime_end, on_socket};

/* --- making one --- */

static bool create(MoteVm *vm, WebSocketClient **out) {
  WebSocketClient *client = calloc(1, sizeof *client);
  if (!client) return mote_throw_out_of_memory(vm);
  websocket_connection_init(vm, &client->base, &client_link);
  client->transfer = http_transfer_create(vm, &owner, client);
  if (!client->transfer || !websocket_connection_set_timer(&client->base, HANDSHAKE_MS)) {
    websocket_connection_free(client);
    return mote_has_exception(vm) ? false : mote_throw_out_of_memory(vm);
  }
  *out = client;
  return true;
}

static bool connect_function(MoteVm *vm, MoteCall *call) {
  WebSocketClient *client;
  MoteValue instance;
  TRY(create(vm, &client));
  if (!websocket_handshake_make(vm, &client->handshake, mote_argument(call, 0),
                                mote_argument(call, 1), mote_argument(call, 2), &client->request)) {
    websocket_connection_free(client);
    return false;
  }
  return websocket_connection_object(vm, &client->base, &instance) && mote_return(call, instance);
}

bool websocket_client_make_module(Runtime *rt, MoteValue *out) {
  static const FunctionRow functions[] = {{"connect", connect_function, 3}};
  return mote_object_new(rt->vm, out) &&
         define_functions(rt->vm, *out, functions, LENGTH_OF(functions), MOTE_DEFAULT);
}
