/* SPDX-License-Identifier: MIT */
/* websocket_deflate.h: the extension permessage-deflate of WebSockets: its negotiation, and a message's compression.
 * https://www.rfc-editor.org/rfc/rfc7692
 *
 * Each message is compressed by itself: it is agreed on that neither side refers to the messages before, so that a
 * connection that waits has no memory for this. */
#ifndef RUNTIME_HTTP_WEBSOCKET_DEFLATE_H
#define RUNTIME_HTTP_WEBSOCKET_DEFLATE_H

#include "runtime/text.h"

/* What a client says in Sec-WebSocket-Extensions. */
#define WEBSOCKET_OFFER "permessage-deflate; server_no_context_takeover; client_no_context_takeover"

enum { WEBSOCKET_WINDOW_BITS = 15 /* of a compressor that nobody has limited */ };

/* A server: takes the first offer of a client's header that it can, and appends what the answer's header says. Gives
 * the window's bits of its compressor; 0: there is none. */
int websocket_accept_offer(const char *offers, Text *answer);
/* A client: whether a server's answer is one to WEBSOCKET_OFFER. */
bool websocket_check_answer(const char *answer, size_t length);

/* Compress and decompress a message, with zlib, which must have been loaded; append to `out`. False: out of memory. */
bool websocket_deflate(const void *bytes, size_t length, int window_bits, Text *out);

typedef enum InflateStatus { INFLATE_DONE, INFLATE_TOO_LONG, INFLATE_BROKEN } InflateStatus;

/* INFLATE_TOO_LONG: to more than `maximum` bytes, or than there is memory for. */
InflateStatus websocket_inflate(const void *bytes, size_t length, size_t maximum, Text *out);

#endif
