/* SPDX-License-Identifier: MIT */
/* websocket.c: wslay reads frames from `input`, which is set while the engine is fed, and writes them to `output`,
 * which collects them until somebody sends them.
 *
 * Invariant: outside of websocket_feed there is no input; wslay keeps what it has read ahead. Between two pieces of a
 * frame `frame` says what it is, and `left` how many of its bytes are to come. `message` has the parts of the message
 * that is not complete, of which the first `checked` bytes are known to be UTF-8, where it is a text. */
#include "runtime/http/websocket.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <wslay/wslay.h>

#include "runtime/http/websocket_deflate.h"
#include "runtime/lazy/lazy_library.h"
#include "runtime/runtime.h"
#include "runtime/web/utf8.h"

#define ACCEPT_GUID "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

enum {
  CONTROL_MAX = 125, /* bytes of a ping, pong or close */
  UNSENT_PONGS = 64 * 1024, /* bytes that wait to be sent, from which on pings are not answered */
  KEEP_MESSAGE = 4096,
  COMPRESS_FROM = 1024, /* bytes of a message */
  RSV_COMPRESSED = 4, /* the first of the reserved bits */
};

struct WebSocketEngine {
  wslay_frame_context_ptr wslay;
  const WebSocketEvents *events;
  void *user;
  const uint8_t *input, *input_end;
  Text output;
  size_t sent; /* bytes of the output that are gone */
  Text message;
  size_t checked;
  size_t maximum;
  uint64_t left;
  uint8_t frame; /* its opcode */
  bool is_final; /* the frame is the last of its message */
  bool in_frame;
  int window_bits; /* of the compressor; 0: nothing is compressed */
  bool is_compressed; /* the message that is not complete */
  uint8_t kind; /* of the message that is not complete: its opcode; 0: there is none */
  uint8_t control[CONTROL_MAX];
  uint8_t control_length;
  bool is_server, has_ended;
  bool close_received, close_sent;
  uint16_t close_code;
  uint8_t random[256]; /* for masks; the first `masks` bytes are not used yet */
  size_t masks;
};

/* --- wslay's callbacks --- */

static ssize_t on_recv(uint8_t *buffer, size_t size, int flags, void *user) {
  (void)flags;
  WebSocketEngine *engine = user;
  size_t left = (size_t)(engine->input_end - engine->input);
  if (left == 0) return -1;
  if (size > left) size = left;
  memcpy(buffer, engine->input, size);
  engine->input += size;
  return (ssize_t)size;
}

static ssize_t on_send(const uint8_t *bytes, size_t length, int flags, void *user) {
  (void)flags;
  WebSocketEngine *engine = user;
  text_append(&engine->output, (const char *)bytes, length);
  return text_ok(&engine->output) ? (ssize_t)length : -1;
}

static int on_mask(uint8_t *mask, size_t length, void *user) {
  WebSocketEngine *engine = user;
  if (engine->masks < length) {
    if (getrandom(engine->random, sizeof engine->random, 0) != sizeof engine->random) return -1;
    engine->masks = sizeof engine->random;
  }
  engine->masks -= length;
  memcpy(mask, engine->random + engine->masks, length);
  return 0;
}

/* --- sending --- */

static bool send_bits(WebSocketEngine *engine, uint8_t opcode, uint8_t rsv, const void *bytes,
                      size_t length) {
  struct wslay_frame_iocb frame = {.fin = 1,
                                   .rsv = rsv,
                                   .opcode = opcode,
                                   .mask = !engine->is_server,
                                   .payload_length = length,
                                   .data = bytes,
                                   .data_length = length};
  return wslay_frame_send(engine->wslay, &frame) >= 0 && text_ok(&engine->output);
}

static bool send_frame(WebSocketEngine *engine, uint8_t opcode, const void *bytes, size_t length) {
  return send_bits(engine, opcode, 0, bytes, length);
}

/* What does not get shorter goes as it is. */
static bool send_compressed(WebSocketEngine *engine, uint8_t opcode, const void *bytes,
                            size_t length) {
  Text packed = {0};
  bool ok = websocket_deflate(bytes, length, engine->window_bits, &packed);
  if (ok && packed.length < length)
    ok = send_bits(engine, opcode, RSV_COMPRESSED, packed.data, packed.length);
  else ok = ok && send_frame(engine, opcode, bytes, length);
  text_free(&packed);
  return ok;
}

bool websocket_send(WebSocketEngine *engine, bool is_text, const void *bytes, size_t length) {
  uint8_t opcode = is_text ? WSLAY_TEXT_FRAME : WSLAY_BINARY_FRAME;
  if (engine->close_sent) return false;
  return engine->window_bits && length >= COMPRESS_FROM && length <= UINT32_MAX
             ? send_compressed(engine, opcode, bytes, length)
             : send_frame(engine, opcode, bytes, length);
}

bool websocket_ping(WebSocketEngine *engine, const void *bytes, size_t length) {
  return !engine->close_sent && send_frame(engine, WSLAY_PING, bytes, length);
}

bool websocket_close(WebSocketEngine *engine, uint16_t code, const char *reason, size_t length) {
  char bytes[CONTROL_MAX] = {(char)(code >> 8), (char)code};
  if (engine->close_sent || length > WEBSOCKET_REASON_MAX) return false;
  if (length) memcpy(bytes + 2, reason, length);
  engine->close_sent = true;
  return send_frame(engine, WSLAY_CONNECTION_CLOSE, bytes,
                    code == WEBSOCKET_NO_CODE ? 0 : length + 2);
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
  *length = output->length - engine->sent;
  return *length ? (const uint8_t *)output->data + engine->sent : NULL;
}

void websocket_sent(WebSocketEngine *engine, size_t length) { engine->sent += length; }

/* --- receiving --- */

/* The peer has done what it may not. Always false. */
static bool violated(WebSocketEngine *engine, uint16_t code) {
  websocket_close(engine, code, NULL, 0);
  engine->has_ended = true;
  return false;
}

/* What is to be said before it is known what the frame has. */
static uint16_t problem_of_frame(const WebSocketEngine *engine,
                                 const struct wslay_frame_iocb *frame) {
  uint8_t opcode = frame->opcode;
  bool is_control = wslay_is_ctrl_frame(opcode);
  bool is_known =
      opcode <= WSLAY_BINARY_FRAME || (opcode >= WSLAY_CONNECTION_CLOSE && opcode <= WSLAY_PONG);
  bool may_be_compressed = engine->window_bits && !is_control && opcode != WSLAY_CONTINUATION_FRAME;
  uint8_t allowed = may_be_compressed ? RSV_COMPRESSED : 0;
  if (frame->mask != engine->is_server || !is_known || (frame->rsv & ~allowed))
    return WSLAY_CODE_PROTOCOL_ERROR;
  if (is_control)
    return frame->fin && frame->payload_length <= CONTROL_MAX ? 0 : WSLAY_CODE_PROTOCOL_ERROR;
  if ((opcode == WSLAY_CONTINUATION_FRAME) != (engine->kind != 0)) return WSLAY_CODE_PROTOCOL_ERROR;
  return frame->payload_length > engine->maximum - engine->message.length
             ? WSLAY_CODE_MESSAGE_TOO_BIG
             : 0;
}

static bool start_frame(WebSocketEngine *engine, const struct wslay_frame_iocb *frame) {
  uint16_t problem = problem_of_frame(engine, frame);
  if (problem) return violated(engine, problem);
  engine->in_frame = true;
  engine->frame = frame->opcode;
  engine->is_final = frame->fin;
  engine->left = frame->payload_length;
  engine->control_length = 0;
  if (frame->opcode == WSLAY_TEXT_FRAME || frame->opcode == WSLAY_BINARY_FRAME) {
    engine->kind = frame->opcode;
    engine->is_compressed = frame->rsv;
  }
  return true;
}

/* Whether what has come of a text may be the beginning of UTF-8, or at its end is it. */
static bool check_text(WebSocketEngine *engine, bool is_whole) {
  const uint8_t *bytes = (const uint8_t *)text_string(&engine->message);
  size_t length = engine->message.length;
  bool is_open = false;
  engine->checked += utf8_valid_length(bytes + engine->checked, length - engine->checked);
  if (engine->checked == length) return true;
  utf8_invalid_length(bytes + engine->checked, length - engine->checked, &is_open);
  return is_open && !is_whole;
}

static bool take_piece(WebSocketEngine *engine, const uint8_t *bytes, size_t length) {
  engine->left -= length;
  if (wslay_is_ctrl_frame(engine->frame)) {
    if (length) memcpy(engine->control + engine->control_length, bytes, length);
    engine->control_length += (uint8_t)length;
    return true;
  }
  text_append(&engine->message, (const char *)bytes, length);
  if (!text_ok(&engine->message)) return violated(engine, WSLAY_CODE_INTERNAL_SERVER_ERROR);
  return engine->kind != WSLAY_TEXT_FRAME || engine->is_compressed || check_text(engine, false) ||
         violated(engine, WSLAY_CODE_INVALID_FRAME_PAYLOAD_DATA);
}

/* The codes that RFC 6455, and the registry that it has founded, let endpoints send. */
static bool may_be_sent(uint16_t code) {
  return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) ||
         (code >= 3000 && code <= 4999);
}

static bool take_close(WebSocketEngine *engine) {
  const uint8_t *bytes = engine->control;
  size_t length = engine->control_length;
  uint16_t code = length < 2 ? WEBSOCKET_NO_CODE : (uint16_t)(bytes[0] << 8 | bytes[1]);
  if (length == 1 || (length && !may_be_sent(code)))
    return violated(engine, WSLAY_CODE_PROTOCOL_ERROR);
  size_t reason = length ? length - 2 : 0;
  if (utf8_valid_length(bytes + 2, reason) != reason)
    return violated(engine, WSLAY_CODE_INVALID_FRAME_PAYLOAD_DATA);
  engine->close_received = engine->has_ended = true;
  engine->close_code = code;
  websocket_close(engine, code, (const char *)bytes + 2, reason);
  if (engine->events->close)
    engine->events->close(engine->user, code, (const char *)bytes + 2, reason);
  return false;
}

/* One who pings and does not take the pongs gets no more of them. */
static bool take_ping(WebSocketEngine *engine) {
  if (engine->output.length - engine->sent < UNSENT_PONGS && !engine->close_sent)
    send_frame(engine, WSLAY_PONG, engine->control, engine->control_length);
  return true;
}

static bool take_control(WebSocketEngine *engine) {
  const WebSocketEvents *events = engine->events;
  if (engine->frame == WSLAY_CONNECTION_CLOSE) return take_close(engine);
  if (engine->frame == WSLAY_PING) return take_ping(engine);
  if (events->pong) events->pong(engine->user, engine->control, engine->control_length);
  return true;
}

/* The message is replaced by what it stands for. */
static bool unpack(WebSocketEngine *engine) {
  Text packed = engine->message;
  engine->message = (Text){0};
  InflateStatus status =
      websocket_inflate(packed.data, packed.length, engine->maximum, &engine->message);
  text_free(&packed);
  return status == INFLATE_DONE ||
         violated(engine, status == INFLATE_TOO_LONG ? WSLAY_CODE_MESSAGE_TOO_BIG
                                                     : WSLAY_CODE_INVALID_FRAME_PAYLOAD_DATA);
}

static bool take_message(WebSocketEngine *engine) {
  Text *message = &engine->message;
  bool is_text = engine->kind == WSLAY_TEXT_FRAME;
  if (engine->is_compressed && !unpack(engine)) return false;
  if (is_text && !check_text(engine, true))
    return violated(engine, WSLAY_CODE_INVALID_FRAME_PAYLOAD_DATA);
  engine->kind = 0;
  engine->events->message(engine->user, is_text, (const uint8_t *)text_string(message),
                          message->length);
  text_clear(message);
  engine->checked = 0;
  if (message->capacity > KEEP_MESSAGE) text_free(message);
  return true;
}

/* Reads one piece of a frame. *is_message: it was the end of a message. False: nothing more is to be had now. */
static bool read_piece(WebSocketEngine *engine, bool *is_message) {
  struct wslay_frame_iocb frame = {0};
  ssize_t count = wslay_frame_recv(engine->wslay, &frame);
  if (count == WSLAY_ERR_WANT_READ) return false;
  if (count < 0) return violated(engine, WSLAY_CODE_PROTOCOL_ERROR);
  if (!engine->in_frame && !start_frame(engine, &frame)) return false;
  if (!take_piece(engine, frame.data, frame.data_length)) return false;
  if (engine->left) return true;
  engine->in_frame = false;
  if (wslay_is_ctrl_frame(engine->frame)) return take_control(engine);
  *is_message = engine->is_final;
  return !engine->is_final || take_message(engine);
}

WebSocketStatus websocket_feed(WebSocketEngine *engine, const uint8_t *bytes, size_t length,
                               size_t *used) {
  bool is_message = false;
  engine->input = bytes;
  engine->input_end = bytes + length;
  while (!engine->has_ended && !is_message && read_piece(engine, &is_message)) continue;
  *used = (size_t)(engine->input - bytes);
  engine->input = engine->input_end = NULL;
  if (engine->has_ended || !text_ok(&engine->output)) return WEBSOCKET_ENDED;
  return is_message ? WEBSOCKET_MESSAGE : WEBSOCKET_HUNGRY;
}

/* --- the engine --- */

WebSocketEngine *websocket_create(MoteVm *vm, bool is_server, size_t maximum,
                                  const WebSocketEvents *events, void *user) {
  static const struct wslay_frame_callbacks callbacks = {on_send, on_recv, on_mask};
  if (!library_load(vm, LIBRARY_WSLAY)) return NULL;
  WebSocketEngine *engine = calloc(1, sizeof *engine);
  if (!engine || wslay_frame_context_init(&engine->wslay, &callbacks, engine) != 0) {
    free(engine);
    mote_throw_out_of_memory(vm);
    return NULL;
  }
  engine->is_server = is_server;
  engine->maximum = maximum;
  engine->events = events;
  engine->user = user;
  engine->close_code = WEBSOCKET_ABNORMAL;
  return engine;
}

bool websocket_use_deflate(MoteVm *vm, WebSocketEngine *engine, int window_bits) {
  TRY(library_load(vm, LIBRARY_ZLIB));
  engine->window_bits = window_bits;
  return true;
}

void websocket_destroy(WebSocketEngine *engine) {
  if (!engine) return;
  wslay_frame_context_free(engine->wslay);
  text_free(&engine->output);
  text_free(&engine->message);
  free(engine);
}

bool websocket_close_received(const WebSocketEngine *engine) { return engine->close_received; }

bool websocket_close_sent(const WebSocketEngine *engine) { return engine->close_sent; }

uint16_t websocket_close_code(const WebSocketEngine *engine) { return engine->close_code; }

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
