/* SPDX-License-Identifier: MIT */
/* websocket.h: one end of a WebSocket connection (RFC 6455) after its handshake: bytes from the peer go in, messages
 * and bytes for the peer come out. It does no I/O and knows no VM, so that client and server share it.
 *
 * The frames are wslay's. What they mean is here: messages in parts, UTF-8, pings and the peer's close, which are
 * answered in the order in which they came. A violation queues a close frame with the code that RFC 6455 has for it. */
#ifndef RUNTIME_HTTP_WEBSOCKET_H
#define RUNTIME_HTTP_WEBSOCKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mote.h"

typedef struct WebSocketEngine WebSocketEngine;

/* What has come of feeding. */
typedef enum WebSocketStatus {
  WEBSOCKET_HUNGRY, /* all was taken; more may come */
  WEBSOCKET_MESSAGE, /* a message has been given; feed what is left, if only nothing, to go on */
  WEBSOCKET_ENDED, /* the closing handshake is over, the peer has violated the protocol, or memory has run out: send
                      what is queued, and close the connection */
} WebSocketStatus;

/* What the peer sent. Bytes are valid during the call; the functions may queue messages, but not feed or destroy. */
typedef struct WebSocketEvents {
  void (*message)(void *user, bool is_text, const uint8_t *bytes, size_t length);
  /* The peer's close frame; code 1005: it had none. The answer is queued already. May be NULL. */
  void (*close)(void *user, uint16_t code, const char *reason, size_t length);
  /* A pong. May be NULL. */
  void (*pong)(void *user, const uint8_t *bytes, size_t length);
} WebSocketEvents;

enum {
  WEBSOCKET_REASON_MAX = 123, /* bytes of a reason for closing */
  WEBSOCKET_NO_CODE = 1005, /* a close frame without a code */
  WEBSOCKET_ABNORMAL = 1006, /* the connection ended without a close frame */
  WEBSOCKET_INTERNAL_ERROR = 1011,
};

/* Loads the library, if need be. maximum: bytes of a message that are taken from the peer (longer ones: close 1009).
 * NULL: exception. events and user must live as long as the engine. */
MOTE_CHECK WebSocketEngine *websocket_create(MoteVm *vm, bool is_server, size_t maximum,
                                             const WebSocketEvents *events, void *user);
/* Messages may be compressed, and long ones are. window_bits: of the compressor (websocket_deflate.h). False:
 * exception. */
MOTE_CHECK bool websocket_use_deflate(MoteVm *vm, WebSocketEngine *engine, int window_bits);
/* NULL is fine. */
void websocket_destroy(WebSocketEngine *engine);

/* Takes bytes of the peer's, up to the end of a message at most; calls the events. *used: how many of them. */
WebSocketStatus websocket_feed(WebSocketEngine *engine, const uint8_t *bytes, size_t length,
                               size_t *used);

/* Queue a message, a ping (at most 125 bytes), a close frame; the bytes are copied. code WEBSOCKET_NO_CODE: a close
 * frame without one. False: a close frame has been queued before, or out of memory. */
bool websocket_send(WebSocketEngine *engine, bool is_text, const void *bytes, size_t length);
bool websocket_ping(WebSocketEngine *engine, const void *bytes, size_t length);
bool websocket_close(WebSocketEngine *engine, uint16_t code, const char *reason, size_t length);

/* The bytes that wait to go to the peer, NULL: none. Valid until the next call; websocket_sent says how many of them
 * have gone. */
const uint8_t *websocket_output(WebSocketEngine *engine, size_t *length);
void websocket_sent(WebSocketEngine *engine, size_t length);

/* Close frames: whether one was received, whether one was queued. Both: the handshake is over once all is sent. */
bool websocket_close_received(const WebSocketEngine *engine);
bool websocket_close_sent(const WebSocketEngine *engine);
/* The code of the close frame that was received (WEBSOCKET_NO_CODE: it had none), or WEBSOCKET_ABNORMAL. */
uint16_t websocket_close_code(const WebSocketEngine *engine);

/* The answer to a Sec-WebSocket-Key: the value of Sec-WebSocket-Accept, 28 characters and a NUL. Loads libcrypto. */
MOTE_CHECK bool websocket_accept_key(MoteVm *vm, const char *key, size_t length, char out[29]);

#endif
