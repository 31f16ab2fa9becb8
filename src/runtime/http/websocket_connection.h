/* SPDX-License-Identifier: MIT */
/* websocket_connection.h: what lib/web/websocket.ts works over: a WebSocket connection as an object.
 *
 *   const protocol = await connection.opened()            rejects with the reason
 *   const message = await connection.next()               string, Uint8Array; undefined: closed
 *   connection.send(message), flush(), close(code, reason), fail()
 *   connection.bufferedAmount, closeCode, closeReason, wasClean, extensions
 *
 * Its frames are websocket.h's; bytes go over a link, a client's (fetch/websocket_client.c) or a server's (upgrade.c),
 * whose struct begins with this one. What the peer sends is looked at up to the next message, which waits until next()
 * takes it: pings, answers and the peer's close keep their order. The object keeps the
 * connection, and somebody who waits keeps the object: one that takes part in nothing any more is freed with it. */
#ifndef RUNTIME_HTTP_WEBSOCKET_CONNECTION_H
#define RUNTIME_HTTP_WEBSOCKET_CONNECTION_H

#include "runtime/http/websocket.h"
#include "runtime/runtime.h"

typedef struct WebSocketConnection WebSocketConnection;

typedef struct WebSocketLink {
  /* Somebody waits for the connection to open. False: exception. */
  bool (*open)(WebSocketConnection *connection);
  /* Gives how many bytes the peer's side takes; 0: none now; -1: it is broken. */
  ssize_t (*send)(WebSocketConnection *connection, const void *bytes, size_t length);
  /* Call websocket_connection_writable when bytes can be sent again, or need not. */
  void (*watch)(WebSocketConnection *connection, bool wants_room);
  /* No bytes come or go any more. May be called more than once. is_clean: all that had to be said is. */
  void (*disconnect)(WebSocketConnection *connection, bool is_clean);
  /* Frees what is the link's own, and the struct. Uses no VM. */
  void (*destroy)(WebSocketConnection *connection);
} WebSocketLink;

typedef enum WebSocketState { WEBSOCKET_SHAKING, WEBSOCKET_OPEN, WEBSOCKET_CLOSED } WebSocketState;

struct WebSocketConnection {
  Runtime *rt;
  const WebSocketLink *link;
  WebSocketEngine *engine; /* NULL: has not been open */
  uv_timer_t *timer; /* a limit of the present phase; NULL: none */
  MoteHandle *self; /* while somebody waits */
  MoteAsync *opening, *waiting;
  struct Received *received; /* a message that nobody has taken; NULL: none */
  Text pending; /* came behind it, not looked at yet */
  size_t buffered; /* bytes of messages that have not gone yet */
  uint32_t
      idle_time; /* milliseconds without a byte, until the peer is pinged; again: it has gone. 0: no limit */
  WebSocketState state;
  uint16_t close_code;
  Text close_reason;
  Text protocol; /* that was agreed upon */
  Text extensions; /* the same */
  int window_bits; /* where messages may be compressed; 0: they may not */
  bool was_clean, out_of_memory;
  bool is_ending; /* nothing more is taken from the peer */
  bool is_paused; /* there may be more to look at behind the message that was given last */
  bool is_broken; /* no more bytes come or go; the end is told when all is looked at */
  bool was_heard, was_pinged; /* since the timer was set */
};

/* Sets up memory that is all zeros. */
void websocket_connection_init(MoteVm *vm, WebSocketConnection *connection,
                               const WebSocketLink *link);
/* The object, which owns the connection: also where this fails. */
MOTE_CHECK bool websocket_connection_object(MoteVm *vm, WebSocketConnection *connection,
                                            MoteValue *out);
/* Frees it. Runs no JavaScript. */
void websocket_connection_free(void *connection);
/* A limit for the present phase. False: exception. */
MOTE_CHECK bool websocket_connection_set_timer(WebSocketConnection *connection,
                                               uint64_t milliseconds);

/* The handshake is done: frames go from here on. maximum: bytes of a message. False: it was refused. */
bool websocket_connection_open(WebSocketConnection *connection, bool is_server, size_t maximum);
/* Takes bytes of the peer's. */
void websocket_connection_feed(WebSocketConnection *connection, const char *bytes, size_t length);
/* Bytes can be sent again. */
void websocket_connection_writable(WebSocketConnection *connection);
/* Gives messages that have come to who waits for them. */
void websocket_connection_tell(WebSocketConnection *connection);
/* Begins the closing handshake; code WEBSOCKET_NO_CODE: without one. */
void websocket_connection_close(WebSocketConnection *connection, uint16_t code, const char *reason,
                                size_t length);

/* The end, without a closing handshake: before it was open, with the pending exception, or with this message; the link
 * is broken; the runtime ends (nobody is told). */
void websocket_connection_refuse(WebSocketConnection *connection);
void websocket_connection_refuse_with(WebSocketConnection *connection, const char *message);
void websocket_connection_broken(WebSocketConnection *connection, const char *message);
void websocket_connection_drop(WebSocketConnection *connection);

#endif
