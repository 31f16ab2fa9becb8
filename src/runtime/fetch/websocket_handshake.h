/* SPDX-License-Identifier: MIT */
/* websocket_handshake.h: a client's opening handshake: the text of its request, and whether the answer is right.
 * https://www.rfc-editor.org/rfc/rfc6455#section-4.1 */
#ifndef RUNTIME_FETCH_WEBSOCKET_HANDSHAKE_H
#define RUNTIME_FETCH_WEBSOCKET_HANDSHAKE_H

#include "runtime/runtime.h"

enum { WEBSOCKET_ANSWER_MAX = 64 * 1024 }; /* bytes of the answer's head */

typedef struct WebSocketHandshake {
  char *url; /* http: or https: */
  char key[25];
  Text protocols; /* that were offered, "a, b" */
  Text protocol; /* that the server has chosen */
  Text extensions; /* the same */
} WebSocketHandshake;

/* url: ws:, wss:, http: or https:, as the URL parser serialises it; protocols: "a, b"; headers: [name, value, …].
 * Appends the request. False: exception. */
MOTE_CHECK bool websocket_handshake_make(MoteVm *vm, WebSocketHandshake *out, MoteValue url,
                                         MoteValue protocols, MoteValue headers, Text *request);
/* What is wrong with the answer, a head with its empty line; NULL: nothing. */
const char *websocket_handshake_check(MoteVm *vm, WebSocketHandshake *handshake, const char *head,
                                      size_t length);
void websocket_handshake_free(WebSocketHandshake *handshake);

/* "mote:internal/websocket"; see websocket_client.c */
bool websocket_client_make_module(Runtime *rt, MoteValue *out);

#endif
