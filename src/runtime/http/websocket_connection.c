/* SPDX-License-Identifier: MIT */
/* websocket_connection.c: from frames to promises, the closing handshake and its time limits, over any link. */
#include "runtime/http/websocket_connection.h"

#include <stdlib.h>

#include "runtime/define.h"
#include "runtime/internal.h"

enum { CLOSE_MS = 5000 /* that the peer has to answer a close frame */ };

typedef struct Received {
  size_t length;
  bool is_text;
  char bytes[];
} Received;

/* --- the end --- */

static void on_timer_closed(uv_handle_t *handle) { free(handle); }

static void stop_timer(WebSocketConnection *connection) {
  if (!connection->timer) return;
  connection->timer->data = NULL;
  uv_close((uv_handle_t *)connection->timer, on_timer_closed);
  connection->timer = NULL;
}

/* Nothing comes any more; what has come stays. */
static void disconnect(WebSocketConnection *connection, bool is_clean) {
  stop_timer(connection);
  connection->state = WEBSOCKET_CLOSED;
  connection->link->disconnect(connection, is_clean);
}

void websocket_connection_drop(WebSocketConnection *connection) { disconnect(connection, false); }

void websocket_connection_free(void *data) {
  WebSocketConnection *connection = data;
  disconnect(connection, false);
  free(connection->received);
  text_free(&connection->pending);
  mote_async_release(connection->opening);
  mote_async_release(connection->waiting);
  websocket_destroy(connection->engine);
  text_free(&connection->close_reason);
  text_free(&connection->protocol);
  text_free(&connection->extensions);
  connection->link->destroy(connection);
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
  mote_async_finish(take(connection, place), made, value);
}

static void give_message(WebSocketConnection *connection) {
  MoteVm *vm = connection->rt->vm;
  Received *received = connection->received;
  MoteValue value;
  connection->received = NULL;
  bool made = received->is_text
                  ? mote_string(vm, received->bytes, received->length, &value)
                  : mote_uint8_array_new(vm, received->bytes, received->length, &value);
  free(received);
  resolve(connection, &connection->waiting, made, value);
}

void websocket_connection_tell(WebSocketConnection *connection) {
  if (!connection->waiting) return;
  if (connection->received) give_message(connection);
  else if (connection->state == WEBSOCKET_CLOSED)
    resolve(connection, &connection->waiting, true, mote_undefined());
}

/* The connection has ended as a whole. */
static void closed(WebSocketConnection *connection, bool is_clean) {
  if (connection->state != WEBSOCKET_CLOSED && connection->engine) {
    connection->close_code = websocket_close_code(connection->engine);
    connection->was_clean = websocket_close_received(connection->engine);
  }
  disconnect(connection, is_clean);
  websocket_connection_tell(connection);
}

void websocket_connection_refuse(WebSocketConnection *connection) {
  if (connection->opening) resolve(connection, &connection->opening, false, mote_undefined());
  else mote_take_exception(connection->rt->vm);
  closed(connection, false);
}

void websocket_connection_refuse_with(WebSocketConnection *connection, const char *message) {
  mote_throw_error(connection->rt->vm, MOTE_ERROR, "%s", message);
  websocket_connection_refuse(connection);
}

void websocket_connection_broken(WebSocketConnection *connection, const char *message) {
  if (connection->state == WEBSOCKET_SHAKING) websocket_connection_refuse_with(connection, message);
  else if (connection->is_paused) connection->is_broken = true;
  else closed(connection, false);
}

/* --- what the engine says --- */

static void on_message(void *user, bool is_text, const uint8_t *bytes, size_t length) {
  WebSocketConnection *connection = user;
  Received *received = malloc(sizeof *received + length);
  if (!received) {
    connection->out_of_memory = true;
    return;
  }
  received->length = length;
  received->is_text = is_text;
  if (length) memcpy(received->bytes, bytes, length);
  connection->received = received;
}

static void on_close(void *user, uint16_t code, const char *reason, size_t length) {
  WebSocketConnection *connection = user;
  (void)code;
  text_append(&connection->close_reason, reason, length);
}

static const WebSocketEvents events = {on_message, on_close, NULL};

/* --- bytes --- */

/* False: the connection is broken. */
static bool send_frames(WebSocketConnection *connection) {
  size_t length;
  const uint8_t *bytes;
  while ((bytes = websocket_output(connection->engine, &length))) {
    ssize_t sent = connection->link->send(connection, bytes, length);
    if (sent < 0 || connection->state == WEBSOCKET_CLOSED) return false;
    websocket_sent(connection->engine, (size_t)sent);
    if (sent == 0) {
      if (connection->buffered > length) connection->buffered = length;
      connection->link->watch(connection, true);
      return true;
    }
  }
  connection->buffered = 0;
  connection->link->watch(connection, false);
  return true;
}

static bool has_output(WebSocketConnection *connection) {
  size_t length;
  return websocket_output(connection->engine, &length) != NULL;
}

/* Sends what can be sent. When nothing is taken from the peer any more, and it has been told why, all is over. */
static void push(WebSocketConnection *connection) {
  if (connection->state != WEBSOCKET_OPEN || connection->is_broken) return;
  if (!send_frames(connection)) closed(connection, false);
  else if (connection->is_ending && !has_output(connection)) closed(connection, true);
}

/* --- time --- */

/* Nothing was heard for a while: a ping, and then the end. */
static void idle(WebSocketConnection *connection) {
  if (connection->was_pinged && !connection->was_heard) {
    closed(connection, false);
    return;
  }
  connection->was_pinged = !connection->was_heard;
  connection->was_heard = false;
  if (connection->was_pinged) websocket_ping(connection->engine, NULL, 0);
  push(connection);
}

static void on_timer(uv_timer_t *timer) {
  WebSocketConnection *connection = timer->data;
  Runtime *rt = connection->rt;
  if (connection->state == WEBSOCKET_SHAKING)
    websocket_connection_refuse_with(connection, "The server has not answered in time");
  else if (connection->is_ending || websocket_close_sent(connection->engine))
    closed(connection, false);
  else idle(connection);
  runtime_after_callback(rt);
}

bool websocket_connection_set_timer(WebSocketConnection *connection, uint64_t milliseconds) {
  if (!connection->timer) {
    connection->timer = malloc(sizeof *connection->timer);
    if (!connection->timer) return mote_throw_out_of_memory(connection->rt->vm);
    uv_timer_init(&connection->rt->loop, connection->timer);
    connection->timer->data = connection;
  }
  uv_update_time(&connection->rt->loop); /* the present turn may have taken longer than the limit */
  uv_timer_start(connection->timer, on_timer, milliseconds, milliseconds);
  return true;
}

/* The peer has a while for its close frame; without memory it has none. */
static void limit_closing(WebSocketConnection *connection) {
  if (connection->state != WEBSOCKET_OPEN) return;
  if (websocket_connection_set_timer(connection, CLOSE_MS)) return;
  mote_take_exception(connection->rt->vm);
  closed(connection, false);
}

/* --- for links --- */

bool websocket_connection_open(WebSocketConnection *connection, bool is_server, size_t maximum) {
  MoteVm *vm = connection->rt->vm;
  MoteValue protocol;
  connection->engine = websocket_create(vm, is_server, maximum, &events, connection);
  if (!connection->engine ||
      (connection->window_bits &&
       !websocket_use_deflate(vm, connection->engine, connection->window_bits))) {
    websocket_connection_refuse(connection);
    return false;
  }
  connection->state = WEBSOCKET_OPEN;
  if (!connection->idle_time) {
    stop_timer(connection);
  } else if (!websocket_connection_set_timer(connection, connection->idle_time)) {
    websocket_connection_refuse(connection);
    return false;
  }
  if (!connection->opening) return true;
  bool made =
      mote_string(vm, text_string(&connection->protocol), connection->protocol.length, &protocol);
  resolve(connection, &connection->opening, made, protocol);
  return true;
}

/* Looks at what has come, up to the next message. Gives how many bytes that were. */
static size_t look_at(WebSocketConnection *connection, const char *bytes, size_t length) {
  size_t used;
  WebSocketStatus status =
      websocket_feed(connection->engine, (const uint8_t *)bytes, length, &used);
  connection->is_paused = status == WEBSOCKET_MESSAGE;
  if (status == WEBSOCKET_ENDED || connection->out_of_memory) {
    connection->is_ending = true;
    connection->is_paused = false;
    used = length;
    limit_closing(connection);
  }
  push(connection);
  if (connection->is_broken && !connection->is_paused) closed(connection, false);
  return used;
}

void websocket_connection_feed(WebSocketConnection *connection, const char *bytes, size_t length) {
  if (connection->state != WEBSOCKET_OPEN || connection->is_ending) return;
  connection->was_heard = true;
  size_t used = connection->is_paused ? 0 : look_at(connection, bytes, length);
  text_append(&connection->pending, bytes + used, length - used);
  if (!text_ok(&connection->pending)) closed(connection, false);
  websocket_connection_tell(connection);
}

/* Goes on behind the message that was taken last. */
static void look_further(WebSocketConnection *connection) {
  Text *pending = &connection->pending;
  if (!connection->is_paused || connection->received || connection->state != WEBSOCKET_OPEN) return;
  text_drop(pending, look_at(connection, text_string(pending), pending->length));
  if (!pending->length) text_free(pending);
}

void websocket_connection_writable(WebSocketConnection *connection) { push(connection); }

void websocket_connection_close(WebSocketConnection *connection, uint16_t code, const char *reason,
                                size_t length) {
  if (connection->state != WEBSOCKET_OPEN || websocket_close_sent(connection->engine)) return;
  websocket_close(connection->engine, code, reason, length);
  limit_closing(connection);
  push(connection);
}

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

static bool opened(MoteVm *vm, MoteCall *call) {
  WebSocketConnection *connection;
  TRY(this_connection(vm, call, &connection) && begin(vm, call, connection, &connection->opening));
  if (!connection->link->open(connection)) websocket_connection_refuse(connection);
  return true;
}

static bool next(MoteVm *vm, MoteCall *call) {
  WebSocketConnection *connection;
  TRY(this_connection(vm, call, &connection) && begin(vm, call, connection, &connection->waiting));
  look_further(connection);
  websocket_connection_tell(connection);
  return true;
}

static bool send_message(MoteVm *vm, MoteCall *call) {
  WebSocketConnection *connection;
  MoteValue message = mote_argument(call, 0);
  MoteText text = {0};
  TRY(this_connection(vm, call, &connection));
  bool is_text = mote_is_string(vm, message), ok = true;
  MoteBytes bytes = mote_bytes(vm, message);
  if (is_text) TRY(mote_text_open(vm, message, &text));
  size_t length = is_text ? text.length : bytes.length;
  if (connection->state == WEBSOCKET_OPEN && !websocket_close_sent(connection->engine))
    ok = websocket_send(connection->engine, is_text, is_text ? text.bytes : (char *)bytes.data,
                        length);
  if (is_text) mote_text_close(&text);
  connection->buffered += length;
  return ok || mote_throw_out_of_memory(vm);
}

static bool flush(MoteVm *vm, MoteCall *call) {
  WebSocketConnection *connection;
  TRY(this_connection(vm, call, &connection));
  push(connection);
  return true;
}

static bool close_by_program(MoteVm *vm, MoteCall *call) {
  WebSocketConnection *connection;
  int32_t code;
  char *reason;
  size_t length;
  TRY(this_connection(vm, call, &connection) && mote_to_int32(vm, mote_argument(call, 0), &code) &&
      mote_to_utf8(vm, mote_argument(call, 1), &reason, &length));
  websocket_connection_close(connection, (uint16_t)code, reason, length);
  mote_free(reason);
  return true;
}

/* The program gives it up: it no longer wants it, or cannot take what has come. */
static bool fail(MoteVm *vm, MoteCall *call) {
  WebSocketConnection *connection;
  TRY(this_connection(vm, call, &connection));
  if (connection->state == WEBSOCKET_SHAKING)
    websocket_connection_refuse_with(connection,
                                     "WebSocket is closed before the connection is established");
  if (connection->state == WEBSOCKET_OPEN)
    websocket_connection_close(connection, WEBSOCKET_INTERNAL_ERROR, "", 0);
  if (connection->state == WEBSOCKET_OPEN) closed(connection, false);
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

static bool get_extensions(MoteVm *vm, MoteCall *call) {
  WebSocketConnection *connection;
  TRY(this_connection(vm, call, &connection));
  return mote_return_string(call, text_string(&connection->extensions),
                            connection->extensions.length);
}

static bool get_was_clean(MoteVm *vm, MoteCall *call) {
  WebSocketConnection *connection;
  TRY(this_connection(vm, call, &connection));
  return mote_return_boolean(call, connection->was_clean);
}

static const MoteMethod methods[] = {
    {"opened", opened, 0, NULL, MOTE_METHOD},
    {"next", next, 0, NULL, MOTE_METHOD},
    {"send", send_message, 1, NULL, MOTE_METHOD},
    {"flush", flush, 0, NULL, MOTE_METHOD},
    {"close", close_by_program, 2, NULL, MOTE_METHOD},
    {"fail", fail, 0, NULL, MOTE_METHOD},
    {"bufferedAmount", get_buffered, 0, NULL, MOTE_ACCESSOR},
    {"closeCode", get_close_code, 0, NULL, MOTE_ACCESSOR},
    {"closeReason", get_close_reason, 0, NULL, MOTE_ACCESSOR},
    {"wasClean", get_was_clean, 0, NULL, MOTE_ACCESSOR},
    {"extensions", get_extensions, 0, NULL, MOTE_ACCESSOR},
};

/* --- making one --- */

void websocket_connection_init(MoteVm *vm, WebSocketConnection *connection,
                               const WebSocketLink *link) {
  connection->rt = runtime_of(vm);
  connection->link = link;
  connection->close_code = WEBSOCKET_ABNORMAL;
}

bool websocket_connection_object(MoteVm *vm, WebSocketConnection *connection, MoteValue *out) {
  static const MoteClassSpec spec = {.name = "WebSocketConnection",
                                     .methods = methods,
                                     .method_count = LENGTH_OF(methods),
                                     .finalize = websocket_connection_free};
  if (runtime_instance(vm, CLASS_WEBSOCKET_CONNECTION, &spec, connection, out)) return true;
  websocket_connection_free(connection);
  return false;
}
