/* SPDX-License-Identifier: MIT */
/* upgrade.c: upgradeWebSocket of mote:http, and a server's connection as the link of a WebSocket.
 * https://www.rfc-editor.org/rfc/rfc6455#section-4.2
 *
 *   const { socket, response } = upgradeWebSocket(request, { protocol, compression, … });
 */
#include "runtime/http/upgrade.h"

#include <stdlib.h>
#include <strings.h>

#include "runtime/http/connection.h"
#include "runtime/http/websocket_connection.h"
#include "runtime/http/websocket_deflate.h"
#include "runtime/internal.h"
#include "runtime/modules/builtin_modules.h"
#include "runtime/report.h"

enum {
  MESSAGE_MAX = 16 * 1024 * 1024,
  IDLE_MS = 60000,
  SEND_AT_ONCE = 64 * 1024, /* bytes that libuv may have to copy */
  GOING_AWAY = 1001,
};

struct Upgrade {
  WebSocketConnection base; /* first */
  RequestData *request; /* whose answer is waited for; NULL: it has been answered */
  Connection *connection; /* that has been upgraded; NULL: not yet, or it has gone */
  uint64_t number; /* what its Response carries */
  size_t maximum;
};

/* --- the link --- */

static bool link_open(WebSocketConnection *connection) {
  (void)connection; /* the handler's answer opens it */
  return true;
}

static ssize_t link_send(WebSocketConnection *base, const void *bytes, size_t length) {
  Upgrade *upgrade = (Upgrade *)base;
  Connection *connection = upgrade->connection;
  if (!connection) return -1;
  if (connection->writes) return 0;
  if (length > SEND_AT_ONCE) length = SEND_AT_ONCE;
  connection_write(connection, bytes, length, NULL, 0);
  return upgrade->connection ? (ssize_t)length : -1;
}

static void link_watch(WebSocketConnection *connection, bool wants_room) {
  (void)connection; /* upgrade_drained comes in any case */
  (void)wants_room;
}

static void untie_request(Upgrade *upgrade) {
  if (upgrade->request) upgrade->request->upgrade = NULL;
  upgrade->request = NULL;
}

static void link_disconnect(WebSocketConnection *base, bool is_clean) {
  Upgrade *upgrade = (Upgrade *)base;
  Connection *connection = upgrade->connection;
  untie_request(upgrade);
  upgrade->connection = NULL;
  if (!connection) return;
  connection->session = NULL;
  if (is_clean) connection_finish(connection);
  else connection_close(connection);
}

static void link_destroy(WebSocketConnection *connection) { free(connection); }

static const WebSocketLink server_link = {link_open, link_send, link_watch, link_disconnect,
                                          link_destroy};

/* --- from request to connection --- */

bool upgrade_check(MoteVm *vm, const RequestData *request, const ResponseData *response) {
  bool is_own = request->upgrade && request->upgrade->number == response->upgrade;
  return response->status != 101 || is_own ||
         mote_throw_error(vm, MOTE_TYPE_ERROR,
                          "A Response with the status 101 answers the request that it was made "
                          "for, as long as its socket is open");
}

void upgrade_refused(RequestData *request, bool ended) {
  Upgrade *upgrade = request->upgrade;
  if (!upgrade) return;
  untie_request(upgrade);
  if (ended) websocket_connection_drop(&upgrade->base);
  else
    websocket_connection_refuse_with(&upgrade->base,
                                     "The request was not answered with the upgrade's response");
}

/* --- the protocol of the connection --- */

static void websocket_take(Connection *connection, const char *bytes, size_t length) {
  Upgrade *upgrade = connection->session;
  websocket_connection_feed(&upgrade->base, bytes, length);
  connection_update_deadline(connection);
}

static void websocket_drained(Connection *connection) {
  Upgrade *upgrade = connection->session;
  websocket_connection_writable(&upgrade->base);
}

/* It has time limits of its own. */
static double websocket_time_limit(const Connection *connection) {
  (void)connection;
  return 0;
}

static bool websocket_wants_input(const Connection *connection) {
  (void)connection;
  return true;
}

static void websocket_stop(Connection *connection) {
  Upgrade *upgrade = connection->session;
  websocket_connection_close(&upgrade->base, GOING_AWAY, "", 0);
}

static void websocket_closed(Connection *connection) {
  Upgrade *upgrade = connection->session;
  if (!upgrade) return; /* it has ended before */
  upgrade->connection = NULL;
  connection->session = NULL;
  if (connection->server->http->ended) websocket_connection_drop(&upgrade->base);
  else websocket_connection_broken(&upgrade->base, "The client has closed the connection");
}

static const Protocol websocket_protocol = {
    .take = websocket_take,
    .end = connection_close,
    .drained = websocket_drained,
    .time_limit = websocket_time_limit,
    .expired = connection_close,
    .wants_input = websocket_wants_input,
    .stop = websocket_stop,
    .closed = websocket_closed,
};

void upgrade_start(Exchange *exchange) {
  Connection *connection = exchange->connection;
  Upgrade *upgrade = exchange->request->upgrade;
  untie_request(upgrade);
  upgrade->connection = connection;
  connection->protocol = &websocket_protocol;
  connection->session = upgrade;
  exchange_close(exchange, false);
  mote_handle_destroy(connection->info);
  connection->info = NULL;
  if (!websocket_connection_open(&upgrade->base, true, upgrade->maximum)) return;
  if (connection->server->is_stopping && connection->session) websocket_stop(connection);
}

/* --- the request --- */

/* The next element of a list with commas, without white space; NULL: none. */
static const char *next_element(const char **at, size_t *length) {
  const char *start = *at + strspn(*at, ", \t");
  size_t count = strcspn(start, ",");
  *at = start + count;
  while (count && (start[count - 1] == ' ' || start[count - 1] == '\t')) count--;
  *length = count;
  return count ? start : NULL;
}

/* Whether an element of a header, which may come several times, is this one. */
static bool header_has(const HeaderList *list, const char *name, const char *element,
                       int (*compare)(const char *, const char *, size_t)) {
  for (uint32_t i = 0; i < list->count; i++) {
    const char *found, *at = header_value(list, &list->items[i]);
    size_t length;
    if (strcmp(header_name(list, &list->items[i]), name) != 0) continue;
    while ((found = next_element(&at, &length)))
      if (length == strlen(element) && compare(found, element, length) == 0) return true;
  }
  return false;
}

/* 16 bytes in base64. */
static bool is_key(const char *key) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  return key && strlen(key) == 24 && strspn(key, digits) == 22 && strcmp(key + 22, "==") == 0 &&
         strchr("AQgw", key[21]);
}

static const char *problem_of(const RequestData *request, const HeaderList *list) {
  const Exchange *exchange = request->owner;
  const char *key = header_list_value(list, "sec-websocket-key");
  if (strcmp(request->method, "GET") != 0) return "its method is not GET";
  if (!exchange->can_upgrade) return "it is not HTTP/1.1";
  if (!header_has(list, "upgrade", "websocket", strncasecmp))
    return "its header Upgrade does not say websocket";
  if (!header_has(list, "connection", "upgrade", strncasecmp))
    return "its header Connection does not say Upgrade";
  if (!is_key(key)) return "its header Sec-WebSocket-Key is not that of 16 bytes";
  return request->message.body.kind == BODY_NONE ? NULL : "it has a body";
}

static bool check_request(MoteVm *vm, MoteValue value, RequestData **out, HeaderList **list) {
  RequestData *request = request_data_of(vm, value);
  if (!request) return throw_argument_type(vm, "request", "an instance of Request", value);
  if (!request->owner_kind || request->upgrade)
    return mote_throw_error(vm, MOTE_TYPE_ERROR, "The request %s",
                            request->upgrade ? "is being upgraded already"
                                             : "has been answered, or did not come from a client");
  *list = message_headers(vm, &request->message);
  TRY(*list);
  const char *problem = problem_of(request, *list);
  *out = request;
  return !problem || mote_throw_error(vm, MOTE_TYPE_ERROR,
                                      "The request is no WebSocket handshake: %s", problem);
}

/* --- options --- */

static bool choose_protocol(MoteVm *vm, const HeaderList *list, MoteValue value, Upgrade *upgrade) {
  char *name;
  if (upgrade->base.protocol.length) return true;
  if (!mote_is_string(vm, value)) return throw_argument_type(vm, "protocol", "string", value);
  TRY(mote_string_utf8(vm, value, &name, NULL));
  if (header_has(list, "sec-websocket-protocol", name, strncmp))
    text_add(&upgrade->base.protocol, name);
  mote_free(name);
  return true;
}

/* A name, or an array of them, the best one first: the first that the client has offered. */
static bool protocol_option(MoteVm *vm, MoteValue options, const HeaderList *list,
                            Upgrade *upgrade) {
  MoteValue value, each;
  TRY(mote_get(vm, options, "protocol", &value));
  if (mote_is_undefined(vm, value)) return true;
  if (!mote_is_array(vm, value)) return choose_protocol(vm, list, value, upgrade);
  for (uint32_t i = 0; i < mote_array_length(vm, value); i++)
    TRY(mote_get_index(vm, value, i, &each) && choose_protocol(vm, list, each, upgrade));
  return true;
}

/* Whether messages may be compressed, where the client has offered it. */
static bool compression_option(MoteVm *vm, MoteValue options, const HeaderList *list,
                               Upgrade *upgrade) {
  MoteValue value;
  const char *offers = header_list_value(list, "sec-websocket-extensions");
  TRY(mote_get(vm, options, "compression", &value));
  if (mote_is_undefined(vm, value)) return true;
  if (!mote_is_boolean(vm, value)) return throw_argument_type(vm, "compression", "boolean", value);
  if (offers && mote_to_boolean(vm, value))
    upgrade->base.window_bits = websocket_accept_offer(offers, &upgrade->base.extensions);
  return text_ok(&upgrade->base.extensions) || mote_throw_out_of_memory(vm);
}

static bool read_options(MoteVm *vm, MoteValue options, const HeaderList *list, Upgrade *upgrade) {
  double maximum = MESSAGE_MAX, idle = IDLE_MS;
  if (!mote_is_undefined(vm, options)) {
    if (!mote_is_object(vm, options))
      return throw_argument_type(vm, "options", "an instance of Object", options);
    TRY(protocol_option(vm, options, list, upgrade) &&
        compression_option(vm, options, list, upgrade) &&
        server_number_option(vm, options, "maxMessageSize", 1 << 30, &maximum) &&
        server_number_option(vm, options, "idleTimeout", UINT32_MAX, &idle));
  }
  upgrade->maximum = (size_t)maximum;
  upgrade->base.idle_time = (uint32_t)idle;
  return true;
}

/* --- what the program is given --- */

static bool add_header(MoteVm *vm, HeaderList *list, const char *name, const char *value) {
  return header_list_append(list, name, strlen(name), value, strlen(value)) ||
         mote_throw_out_of_memory(vm);
}

/* 101, or 426 for a version of the protocol that is not known here. */
static bool make_response(MoteVm *vm, const Upgrade *upgrade, const HeaderList *asked,
                          MoteValue *out) {
  static const char version[] = "sec-websocket-version";
  ResponseData *data;
  char accept[29];
  const char *key = header_list_value(asked, "sec-websocket-key"),
             *asked_version = header_list_value(asked, version);
  bool ok = asked_version && strcmp(asked_version, "13") == 0;
  TRY(response_new(vm, ok ? 101 : 426, HEADERS_RESPONSE, out, &data));
  data->upgrade = upgrade->number;
  HeaderList *list = message_headers(vm, &data->message);
  TRY(list && add_header(vm, list, "upgrade", "websocket") &&
      add_header(vm, list, "connection", "Upgrade"));
  if (!ok) return add_header(vm, list, version, "13");
  const Text *protocol = &upgrade->base.protocol, *extensions = &upgrade->base.extensions;
  return websocket_accept_key(vm, key, strlen(key), accept) &&
         add_header(vm, list, "sec-websocket-accept", accept) &&
         (!protocol->length ||
          add_header(vm, list, "sec-websocket-protocol", text_string(protocol))) &&
         (!extensions->length ||
          add_header(vm, list, "sec-websocket-extensions", text_string(extensions)));
}

/* The WebSocket, which waits for its connection from here on. */
static bool make_socket(MoteVm *vm, RequestData *request, Upgrade *upgrade, MoteValue *out) {
  MoteValue module, accept, arguments[2];
  TRY(websocket_connection_object(vm, &upgrade->base, &arguments[0]));
  upgrade->request = request;
  request->upgrade = upgrade;
  return request_url(vm, request, &arguments[1]) &&
         builtin_module_get(runtime_of(vm), "mote:internal/websocket_class", &module) &&
         mote_get(vm, module, "accept", &accept) &&
         mote_call(vm, accept, mote_undefined(), arguments, 2, out);
}

static bool create(MoteVm *vm, MoteValue options, const HeaderList *list, Upgrade **out) {
  Upgrade *upgrade = calloc(1, sizeof *upgrade);
  if (!upgrade) return mote_throw_out_of_memory(vm);
  websocket_connection_init(vm, &upgrade->base, &server_link);
  if (!read_options(vm, options, list, upgrade)) {
    websocket_connection_free(upgrade);
    return false;
  }
  upgrade->number = ++upgrade->base.rt->http->upgrades;
  *out = upgrade;
  return true;
}

/* upgradeWebSocket(request, options): { socket, response } */
bool http_upgrade_websocket(MoteVm *vm, MoteCall *call) {
  RequestData *request;
  HeaderList *list;
  Upgrade *upgrade;
  MoteValue result, socket, response;
  TRY(check_request(vm, mote_argument(call, 0), &request, &list) &&
      create(vm, mote_argument(call, 1), list, &upgrade) &&
      make_socket(vm, request, upgrade, &socket) && make_response(vm, upgrade, list, &response));
  return mote_object_new(vm, &result) && mote_set(vm, result, "socket", socket) &&
         mote_set(vm, result, "response", response) && mote_return(call, result);
}
