/* SPDX-License-Identifier: MIT */
/* websocket_client.c: "mote:internal/websocket": connections for lib/web/websocket.ts.
 *
 *   const connection = connect(url, protocols, headers)   ws: as http:, wss: as https:; "a, b"; [name, value, …]
 *   const protocol = await connection.opened()            rejects with the reason
 *   const message = await connection.next()               string, Uint8Array; undefined: closed
 *   connection.send(message), flush(), close(code, reason), fail()
 *   connection.bufferedAmount, closeCode, closeReason, wasClean
 *
 * curl connects (by way of proxies, and of TLS with the authorities of fetch) and moves bytes; the handshake is ours,
 * the frames are websocket.h's. What the peer sends waits in a list until next() takes it. A connection that takes part
 * in nothing any more is freed with its object; handles of the loop go before. */
#include <stdlib.h>
#include <strings.h>
#include <sys/random.h>

#include "runtime/define.h"
#include "runtime/fetch/client.h"
#include "runtime/fetch/websocket_handshake.h"
#include "runtime/http/websocket.h"
#include "runtime/internal.h"

enum {
  MESSAGE_MAX = 128 * 1024 * 1024,
  HANDSHAKE_MS = 30000,
  CLOSE_MS = 5000, /* that the peer has to answer a close frame */
  READ_SIZE = 16 * 1024,
  READS_AT_ONCE = 16,
};

typedef struct Received {
  struct Received *next;
  size_t length;
  bool is_text;
  char bytes[];
} Received;

typedef enum ConnectionState { SHAKING, OPEN, CLOSED } ConnectionState;

typedef struct WebSocketConnection {
  Runtime *rt;
  HttpTransfer *transfer;   /* that has connected; NULL: closed */
  WebSocketEngine *engine;
  uv_timer_t *timer;        /* a limit of the present phase; NULL: closed */
  MoteHandle *self;         /* while somebody waits */
  MoteAsync *opening, *waiting;
  WebSocketHandshake handshake;
  Text request;             /* of the handshake, sent up to `request_at` */
  size_t request_at;
  Text answer;
  Received *first, **last;
  size_t buffered;          /* bytes of messages that have not gone yet */
  ConnectionState state;
  uint16_t close_code;
  Text close_reason;
  bool was_clean, out_of_memory;
} WebSocketConnection;

/* --- the end --- */

static void on_timer_closed(uv_handle_t *handle) { free(handle); }

static void stop_timer(WebSocketConnection *connection) {
  if (!connection->timer) return;
  connection->timer->data = NULL;
  uv_close((uv_handle_t *)connection->timer, on_timer_closed);
  connection->timer = NULL;
}

/* Nothing comes any more; what has come stays. */
static void disconnect(WebSocketConnection *connection) {
  stop_timer(connection);
  http_transfer_free(connection->transfer);
  connection->transfer = NULL;
  connection->state = CLOSED;
}

static void connection_free(void *data) {
  WebSocketConnection *connection = data;
  disconnect(connection);
  while (connection->first) {
    Received *received = connection->first;
    connection->first = received->next;
    free(received);
  }
  mote_async_release(connection->opening);
  mote_async_release(connection->waiting);
  websocket_destroy(connection->engine);
  websocket_handshake_free(&connection->handshake);
  text_free(&connection->request);
  text_free(&connection->answer);
  text_free(&connection->close_reason);
  free(connection);
}

/* --- telling --- */

static MoteAsync *take(WebSocketConnection *connection, MoteAsync **place) {
  MoteAsync *operation = *place;
  *place = NULL;
  if (!connection->opening && !connection->waiting) {
    mote_handle_destroy(connection->self);
    connection->self = NULL;
  }
  return operation;
}

static void resolve(WebSocketConnection *connection, MoteAsync **place, bool made,
                    MoteValue value) {
  MoteAsync *operation = take(connection, place);
  if (made) mote_async_resolve(operation, value);
  else mote_async_reject_pending(operation);
  mote_async_release(operation);
}

static void give_message(WebSocketConnection *connection) {
  MoteVm *vm = connection->rt->vm;
  Received *received = connection->first;
  MoteValue value;
  connection->first = received->next;
  if (!connection->first) connection->last = &connection->first;
  bool made = received->is_text
                  ? mote_string(vm, received->bytes, received->length, &value)
                  : mote_uint8_array_new(vm, received->bytes, received->length, &value);
  free(received);
  resolve(connection, &connection->waiting, made, value);
}

static void tell(WebSocketConnection *connection) {
  if (!connection->waiting) return;
  if (connection->first) give_message(connection);
  else if (connection->state == CLOSED)
    resolve(connection, &connection->waiting, true, mote_undefined());
}

/* The connection has ended as a whole. */
static void closed(WebSocketConnection *connection) {
  if (connection->engine) {
    connection->close_code = websocket_close_code(connection->engine);
    connection->was_clean = websocket_close_received(connection->engine);
  }
  disconnect(connection);
  tell(connection);
}

/* With the pending exception, before it was open. */
static void refuse(WebSocketConnection *connection) {
  if (connection->opening) resolve(connection, &connection->opening, false, mote_undefined());
  else mote_take_exception(connection->rt->vm);
  closed(connection);
}

static void refuse_with(WebSocketConnection *connection, const char *message) {
  mote_throw_error(connection->rt->vm, MOTE_ERROR, "%s", message);
  refuse(connection);
}

/* --- what the engine says --- */

static void on_message(void *user, bool is_text, const uint8_t *bytes, size_t length) {
  WebSocketConnection *connection = user;
  Received *received = malloc(sizeof *received + length);
  if (!received) {
    connection->out_of_memory = true;
    return;
  }
  received->next = NULL;
  received->length = length;
  received->is_text = is_text;
  if (length) memcpy(received->bytes, bytes, length);
  *connection->last = received;
  connection->last = &received->next;
}

static void on_close(void *user, uint16_t code, const char *reason, size_t length) {
  WebSocketConnection *connection = user;
  (void)code;
  text_append(&connection->close_reason, reason, length);
}

static const WebSocketEvents events = {on_message, on_close, NULL};

/* --- bytes --- */

static void watch(WebSocketConnection *connection, bool wants_room) {
  if (connection->transfer)
    http_transfer_watch(connection->transfer, UV_READABLE | (wants_room ? UV_WRITABLE : 0));
}

/* Gives what the peer takes; 0: nothing now. -1: the connection is broken. */
static ssize_t send_bytes(WebSocketConnection *connection, const void *bytes, size_t length) {
  size_t sent = 0;
  CURLcode code = http_transfer_send_raw(connection->transfer, bytes, length, &sent);
  return code == CURLE_OK ? (ssize_t)sent : code == CURLE_AGAIN ? 0 : -1;
}

/* False: the connection is broken. */
static bool send_frames(WebSocketConnection *connection) {
  size_t length;
  const uint8_t *bytes;
  while ((bytes = websocket_output(connection->engine, &length))) {
    ssize_t sent = send_bytes(connection, bytes, length);
    if (sent < 0) return false;
    websocket_sent(connection->engine, (size_t)sent);
    if ((size_t)sent < length) {
      if (connection->buffered > length - (size_t)sent)
        connection->buffered = length - (size_t)sent;
      watch(connection, true);
      return true;
    }
  }
  connection->buffered = 0;
  watch(connection, false);
  return true;
}

static bool send_request(WebSocketConnection *connection) {
  const Text *request = &connection->request;
  ssize_t sent = send_bytes(connection, request->data + connection->request_at,
                            request->length - connection->request_at);
  if (sent > 0) connection->request_at += (size_t)sent;
  watch(connection, connection->request_at < request->length);
  return sent >= 0;
}

/* --- open --- */

static void on_timer(uv_timer_t *timer) {
  WebSocketConnection *connection = timer->data;
  Runtime *rt = connection->rt;
  if (connection->state == SHAKING) refuse_with(connection, "The server has not answered in time");
  else closed(connection);
  runtime_after_callback(rt);
}

static void set_timer(WebSocketConnection *connection, uint64_t milliseconds) {
  uv_timer_start(connection->timer, on_timer, milliseconds, 0);
}

/* False: nothing more will be taken. */
static bool feed(WebSocketConnection *connection, const char *bytes, size_t length) {
  bool wants_more = websocket_feed(connection->engine, (const uint8_t *)bytes, length);
  return wants_more && !connection->out_of_memory;
}

/* The head of the answer has come, and bytes behind it, maybe. */
static bool open_connection(WebSocketConnection *connection, size_t head_length) {
  MoteVm *vm = connection->rt->vm;
  MoteValue protocol;
  const char *problem = websocket_handshake_check(vm, &connection->handshake,
                                                  text_string(&connection->answer), head_length);
  if (problem) {
    refuse_with(connection, problem);
    return false;
  }
  connection->engine = websocket_create(vm, false, MESSAGE_MAX, &events, connection);
  if (!connection->engine) {
    refuse(connection);
    return false;
  }
  connection->state = OPEN;
  uv_timer_stop(connection->timer);
  bool made = mote_string(vm, text_string(&connection->handshake.protocol),
                          connection->handshake.protocol.length, &protocol);
  resolve(connection, &connection->opening, made, protocol);
  return true;
}

/* False: it has ended. */
static bool take_answer(WebSocketConnection *connection, const char *bytes, size_t length) {
  Text *answer = &connection->answer;
  text_append(answer, bytes, length);
  const char *end = text_ok(answer) ? strstr(text_string(answer), "\r\n\r\n") : NULL;
  if (!end) {
    if (answer->length < WEBSOCKET_ANSWER_MAX && text_ok(answer)) return true;
    refuse_with(connection, "The answer to the handshake is too long");
    return false;
  }
  size_t head = (size_t)(end + 4 - answer->data);
  return open_connection(connection, head) &&
         (answer->length == head || feed(connection, answer->data + head, answer->length - head));
}

/* --- the socket --- */

static void broken(WebSocketConnection *connection) {
  if (connection->state == SHAKING)
    refuse_with(connection, "The server has closed the connection before it answered");
  else closed(connection);
}

/* The peer is done, or must not go on: says so, as far as that is possible at once. */
static void finish(WebSocketConnection *connection) {
  if (connection->state == CLOSED) return;
  if (!send_frames(connection) || websocket_close_received(connection->engine)) closed(connection);
  else set_timer(connection, CLOSE_MS);
}

static void on_readable(WebSocketConnection *connection) {
  char buffer[READ_SIZE];
  for (int i = 0; i < READS_AT_ONCE && connection->transfer; i++) {
    size_t length = 0;
    CURLcode code = http_transfer_receive_raw(connection->transfer, buffer, sizeof buffer, &length);
    if (code == CURLE_AGAIN) break;
    if (code != CURLE_OK || length == 0) {
      broken(connection);
      return;
    }
    bool goes_on = connection->state == SHAKING ? take_answer(connection, buffer, length)
                                                : feed(connection, buffer, length);
    if (!goes_on) {
      finish(connection);
      return;
    }
  }
}

static void on_socket(HttpTransfer *transfer, int what) {
  WebSocketConnection *connection = transfer->user;
  if (what & UV_READABLE) on_readable(connection);
  if (connection->state == OPEN && !send_frames(connection)) broken(connection);
  else if (connection->state == SHAKING && !send_request(connection)) broken(connection);
  tell(connection);
}

static void on_progress(HttpTransfer *transfer) {
  WebSocketConnection *connection = transfer->user;
  MoteVm *vm = connection->rt->vm;
  MoteValue error;
  if (transfer->state == TRANSFER_CONNECTED) {
    if (!send_request(connection)) broken(connection);
  } else if (http_transfer_failed(transfer)) {
    if (http_transfer_error(vm, transfer, connection->handshake.url, &error)) mote_throw(vm, error);
    refuse(connection);
  }
}

static void on_runtime_end(HttpTransfer *transfer) { disconnect(transfer->user); }

static const TransferOwner owner = {on_progress, on_runtime_end, on_socket};

/* --- for lib/ --- */

static bool this_connection(MoteVm *vm, MoteCall *call, WebSocketConnection **out) {
  void *data;
  TRY(mote_this_data(vm, call, runtime_of(vm)->classes[CLASS_WEBSOCKET_CONNECTION], &data));
  *out = data;
  return true;
}

static bool begin(MoteVm *vm, MoteCall *call, WebSocketConnection *connection, MoteAsync **place) {
  if (*place) return mote_throw_error(vm, MOTE_TYPE_ERROR, "The connection is busy");
  if (!connection->self) {
    connection->self = mote_handle_create(vm, mote_this(call));
    TRY(connection->self);
  }
  *place = mote_async_start(vm, call);
  return *place != NULL;
}

static bool connection_opened(MoteVm *vm, MoteCall *call) {
  WebSocketConnection *connection;
  TRY(this_connection(vm, call, &connection) && begin(vm, call, connection, &connection->opening));
  HttpRequest request = {.url = connection->handshake.url, .method = "GET"};
  if (!connection->transfer || !http_transfer_connect(vm, connection->transfer, &request)) {
    if (!mote_has_exception(vm)) mote_throw_error(vm, MOTE_ERROR, "The connection is closed");
    refuse(connection);
    return true;
  }
  http_client_drive(connection->transfer->client);
  return true;
}

static bool connection_next(MoteVm *vm, MoteCall *call) {
  WebSocketConnection *connection;
  TRY(this_connection(vm, call, &connection) && begin(vm, call, connection, &connection->waiting));
  tell(connection);
  return true;
}

static bool connection_send(MoteVm *vm, MoteCall *call) {
  WebSocketConnection *connection;
  MoteValue message = mote_argument(call, 0);
  MoteText text = {0};
  TRY(this_connection(vm, call, &connection));
  bool is_text = mote_is_string(vm, message), ok = true;
  MoteBytes bytes = mote_bytes(vm, message);
  if (is_text) TRY(mote_text_open(vm, message, &text));
  size_t length = is_text ? text.length : bytes.length;
  if (connection->state == OPEN && !websocket_close_sent(connection->engine))
    ok = websocket_send(connection->engine, is_text, is_text ? text.bytes : (char *)bytes.data,
                        length);
  if (is_text) mote_text_close(&text);
  connection->buffered += length;
  return ok || mote_throw_out_of_memory(vm);
}

static bool connection_flush(MoteVm *vm, MoteCall *call) {
  WebSocketConnection *connection;
  TRY(this_connection(vm, call, &connection));
  if (connection->state == OPEN && !send_frames(connection)) closed(connection);
  return true;
}

/* close(code, reason): begins the closing handshake; code 1005: without one. */
static bool connection_close(MoteVm *vm, MoteCall *call) {
  WebSocketConnection *connection;
  int32_t code;
  char *reason;
  size_t length;
  TRY(this_connection(vm, call, &connection) && mote_to_int32(vm, mote_argument(call, 0), &code) &&
      mote_to_utf8(vm, mote_argument(call, 1), &reason, &length));
  if (connection->state == OPEN) {
    websocket_close(connection->engine, (uint16_t)code, reason, length);
    if (!send_frames(connection)) closed(connection);
    else set_timer(connection, CLOSE_MS);
  }
  mote_free(reason);
  return true;
}

/* Before it is open. */
static bool connection_fail(MoteVm *vm, MoteCall *call) {
  WebSocketConnection *connection;
  TRY(this_connection(vm, call, &connection));
  if (connection->state == SHAKING) {
    mote_throw_error(vm, MOTE_ERROR, "WebSocket is closed before the connection is established");
    refuse(connection);
  }
  return true;
}

static bool get_buffered(MoteVm *vm, MoteCall *call) {
  WebSocketConnection *connection;
  TRY(this_connection(vm, call, &connection));
  return mote_return_number(call, (double)connection->buffered);
}

static bool get_close_code(MoteVm *vm, MoteCall *call) {
  WebSocketConnection *connection;
  TRY(this_connection(vm, call, &connection));
  return mote_return_number(call, connection->close_code);
}

static bool get_close_reason(MoteVm *vm, MoteCall *call) {
  WebSocketConnection *connection;
  TRY(this_connection(vm, call, &connection));
  return mote_return_string(call, text_string(&connection->close_reason),
                            connection->close_reason.length);
}

static bool get_was_clean(MoteVm *vm, MoteCall *call) {
  WebSocketConnection *connection;
  TRY(this_connection(vm, call, &connection));
  return mote_return_boolean(call, connection->was_clean);
}

static const MoteMethod connection_methods[] = {
    {"opened", connection_opened, 0, NULL, MOTE_METHOD},
    {"next", connection_next, 0, NULL, MOTE_METHOD},
    {"send", connection_send, 1, NULL, MOTE_METHOD},
    {"flush", connection_flush, 0, NULL, MOTE_METHOD},
    {"close", connection_close, 2, NULL, MOTE_METHOD},
    {"fail", connection_fail, 0, NULL, MOTE_METHOD},
    {"bufferedAmount", get_buffered, 0, NULL, MOTE_ACCESSOR},
    {"closeCode", get_close_code, 0, NULL, MOTE_ACCESSOR},
    {"closeReason", get_close_reason, 0, NULL, MOTE_ACCESSOR},
    {"wasClean", get_was_clean, 0, NULL, MOTE_ACCESSOR},
};

/* --- making one --- */

static bool create(MoteVm *vm, WebSocketConnection **out) {
  WebSocketConnection *connection = calloc(1, sizeof *connection);
  if (!connection) return mote_throw_out_of_memory(vm);
  connection->rt = runtime_of(vm);
  connection->last = &connection->first;
  connection->close_code = WEBSOCKET_ABNORMAL;
  connection->transfer = http_transfer_create(vm, &owner, connection);
  connection->timer = malloc(sizeof *connection->timer);
  if (!connection->transfer || !connection->timer) {
    free(connection->timer);
    connection->timer = NULL;
    connection_free(connection);
    return mote_has_exception(vm) ? false : mote_throw_out_of_memory(vm);
  }
  uv_timer_init(&connection->rt->loop, connection->timer);
  connection->timer->data = connection;
  set_timer(connection, HANDSHAKE_MS);
  *out = connection;
  return true;
}

static bool connect_function(MoteVm *vm, MoteCall *call) {
  WebSocketConnection *connection;
  MoteValue instance;
  TRY(create(vm, &connection));
  if (!websocket_handshake_make(vm, &connection->handshake, mote_argument(call, 0),
                                mote_argument(call, 1), mote_argument(call, 2),
                                &connection->request) ||
      !mote_instance_new(vm, connection->rt->classes[CLASS_WEBSOCKET_CONNECTION], connection,
                         &instance)) {
    connection_free(connection);
    return false;
  }
  return mote_return(call, instance);
}

bool websocket_client_make_module(Runtime *rt, MoteValue *out) {
  static const MoteClassSpec spec = {.name = "WebSocketConnection",
                                     .methods = connection_methods,
                                     .method_count = LENGTH_OF(connection_methods),
                                     .finalize = connection_free};
  static const FunctionRow functions[] = {{"connect", connect_function, 3}};
  return mote_class_create(rt->vm, &spec, &rt->classes[CLASS_WEBSOCKET_CONNECTION]) &&
         mote_object_new(rt->vm, out) &&
         define_functions(rt->vm, *out, functions, LENGTH_OF(functions), MOTE_DEFAULT);
}
