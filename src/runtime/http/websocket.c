/* SPDX-License-Identifier: MIT */
/* websocket.c: wslay's event interface between two runs of bytes: `input`, which is read while it is fed, and `output`,
 * which collects frames until somebody sends them.
 *
 * Invariant: outside of websocket_feed there is no input. wslay keeps what is left of a frame itself. */
#include "runtime/http/websocket.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <wslay/wslay.h>

#include "runtime/lazy/lazy_library.h"
#include "runtime/runtime.h"

#define ACCEPT_GUID "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

struct WebSocketEngine {
  wslay_event_context_ptr wslay;
  const WebSocketEvents *events;
  void *user;
  const uint8_t *input, *input_end;
  Text output;
  size_t sent; /* bytes of the output that are gone */
  uint8_t random[256]; /* for masks; the first `masks` bytes are not used yet */
  size_t masks;
};

/* --- wslay's callbacks --- */

static ssize_t on_recv(wslay_event_context_ptr wslay, uint8_t *buffer, size_t size, int flags,
                       void *user) {
  (void)flags;
  WebSocketEngine *engine = user;
  size_t left = (size_t)(engine->input_end - engine->input);
  if (left == 0) {
    wslay_event_set_error(wslay, WSLAY_ERR_WOULDBLOCK);
    return -1;
  }
  if (size > left) size = left;
  memcpy(buffer, engine->input, size);
  engine->input += size;
  return (ssize_t)size;
}

static ssize_t on_send(wslay_event_context_ptr wslay, const uint8_t *bytes, size_t length,
                       int flags, void *user) {
  (void)flags;
  WebSocketEngine *engine = user;
  text_append(&engine->output, (const char *)bytes, length);
  if (text_ok(&engine->output)) return (ssize_t)length;
  wslay_event_set_error(wslay, WSLAY_ERR_CALLBACK_FAILURE);
  return -1;
}

static int on_mask(wslay_event_context_ptr wslay, uint8_t *mask, size_t length, void *user) {
  WebSocketEngine *engine = user;
  if (engine->masks < length) {
    if (getrandom(engine->random, sizeof engine->random, 0) != sizeof engine->random) {
      wslay_event_set_error(wslay, WSLAY_ERR_CALLBACK_FAILURE);
      return -1;
    }
    engine->masks = sizeof engine->random;
  }
  engine->masks -= length;
  memcpy(mask, engine->random + engine->masks, length);
  return 0;
}

static void on_message(wslay_event_context_ptr wslay, const struct wslay_event_on_msg_recv_arg *arg,
                       void *user) {
  (void)wslay;
  WebSocketEngine *engine = user;
  const WebSocketEvents *events = engine->events;
  switch (arg->opcode) {
    case WSLAY_TEXT_FRAME:
    case WSLAY_BINARY_FRAME:
      events->message(engine->user, arg->opcode == WSLAY_TEXT_FRAME, arg->msg, arg->msg_length);
      return;
    case WSLAY_PONG:
      if (events->pong) events->pong(engine->user, arg->msg, arg->msg_length);
      return;
    case WSLAY_CONNECTION_CLOSE:
      if (!events->close) return;
      if (arg->msg_length < 2) events->close(engine->user, WEBSOCKET_NO_CODE, "", 0);
      else
        events->close(engine->user, arg->status_code, (const char *)arg->msg + 2,
                      arg->msg_length - 2);
      return;
    default: /* a ping, which wslay answers */ return;
  }
}

/* --- the engine --- */

WebSocketEngine *websocket_create(MoteVm *vm, bool is_server, size_t maximum,
                                  const WebSocketEvents *events, void *user) {
  static const struct wslay_event_callbacks callbacks = {.recv_callback = on_recv,
                                                         .send_callback = on_send,
                                                         .genmask_callback = on_mask,
                                                         .on_msg_recv_callback = on_message};
  if (!library_load(vm, LIBRARY_WSLAY)) return NULL;
  WebSocketEngine *engine = calloc(1, sizeof *engine);
  if (engine) {
    int error = is_server ? wslay_event_context_server_init(&engine->wslay, &callbacks, engine)
                          : wslay_event_context_client_init(&engine->wslay, &callbacks, engine);
    if (error != 0) engine->wslay = NULL;
  }
  if (!engine || !engine->wslay) {
    free(engine);
    mote_throw_out_of_memory(vm);
    return NULL;
  }
  wslay_event_config_set_max_recv_msg_length(engine->wslay, maximum);
  engine->events = events;
  engine->user = user;
  return engine;
}

void websocket_destroy(WebSocketEngine *engine) {
  if (!engine) return;
  wslay_event_context_free(engine->wslay);
  text_free(&engine->output);
  free(engine);
}

bool websocket_feed(WebSocketEngine *engine, const uint8_t *bytes, size_t length) {
  engine->input = bytes;
  engine->input_end = bytes + length;
  bool ok = wslay_event_recv(engine->wslay) == 0;
  engine->input = engine->input_end = NULL;
  return ok && wslay_event_want_read(engine->wslay);
}

static bool queue(WebSocketEngine *engine, uint8_t opcode, const void *bytes, size_t length) {
  struct wslay_event_msg message = {.opcode = opcode, .msg = bytes, .msg_length = length};
  return wslay_event_queue_msg(engine->wslay, &message) == 0;
}

bool websocket_send(WebSocketEngine *engine, bool is_text, const void *bytes, size_t length) {
  return queue(engine, is_text ? WSLAY_TEXT_FRAME : WSLAY_BINARY_FRAME, bytes, length);
}

bool websocket_ping(WebSocketEngine *engine, const void *bytes, size_t length) {
  return queue(engine, WSLAY_PING, bytes, length);
}

bool websocket_close(WebSocketEngine *engine, uint16_t code, const char *reason, size_t length) {
  wslay_event_send(engine->wslay); /* messages before it: wslay would send the close frame first */
  if (code == WEBSOCKET_NO_CODE) return wslay_event_queue_close(engine->wslay, 0, NULL, 0) == 0;
  return wslay_event_queue_close(engine->wslay, code, (const uint8_t *)reason, length) == 0;
}

/* Gives up what has gone; not for each bit of it, since the rest must move. */
static void drop_sent(WebSocketEngine *engine) {
  Text *output = &engine->output;
  if (engine->sent < output->length && engine->sent < output->length / 2) return;
  text_drop(output, engine->sent);
  engine->sent = 0;
}

const uint8_t *websocket_output(WebSocketEngine *engine, size_t *length) {
  Text *output = &engine->output;
  drop_sent(engine);
  wslay_event_send(engine->wslay);
  *length = output->length - engine->sent;
  return *length ? (const uint8_t *)output->data + engine->sent : NULL;
}

void websocket_sent(WebSocketEngine *engine, size_t length) { engine->sent += length; }

bool websocket_close_received(const WebSocketEngine *engine) {
  return wslay_event_get_close_received(engine->wslay);
}

bool websocket_close_sent(const WebSocketEngine *engine) {
  return wslay_event_get_close_sent(engine->wslay) || !wslay_event_get_write_enabled(engine->wslay);
}

uint16_t websocket_close_code(const WebSocketEngine *engine) {
  if (!wslay_event_get_close_received(engine->wslay)) return WEBSOCKET_ABNORMAL;
  return wslay_event_get_status_code_received(engine->wslay);
}

/* --- the handshake's hash --- */

bool websocket_accept_key(MoteVm *vm, const char *key, size_t length, char out[29]) {
  Text text = {0};
  uint8_t hash[EVP_MAX_MD_SIZE];
  TRY(library_load(vm, LIBRARY_CRYPTO));
  text_append(&text, key, length);
  text_add(&text, ACCEPT_GUID);
  bool ok = text_ok(&text) && EVP_Digest(text.data, text.length, hash, NULL, EVP_sha1(), NULL) == 1;
  text_free(&text);
  if (!ok) return mote_throw_out_of_memory(vm);
  EVP_EncodeBlock((unsigned char *)out, hash, 20);
  return true;
}
