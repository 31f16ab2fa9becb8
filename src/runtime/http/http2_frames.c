/* SPDX-License-Identifier: MIT */
/* http2_frames.c: what nghttp2 tells of the frames that come and go.
 *
 * Clients are held to a measure: streams that are reset before their answer (each has made the server work), and frames
 * that are of no use to anybody, are free now and then, but not at any rate. */
#include "runtime/http/http2_session.h"

#include <stdlib.h>
#include <string.h>

#include "runtime/internal.h"

enum {
  RESETS_AT_ONCE = 500,
  RESETS_A_SECOND = 50,
  USELESS_AT_ONCE = 1000,
  USELESS_A_SECOND = 100,
  MOST_CONTINUATIONS = 32, /* of a head */
  KEEP_HEAD = 64 * 1024,
};

static const ServerLimits *limits_of(const Http2 *http2) {
  return &http2->connection->server->limits;
}

static uint64_t now(const Http2 *http2) {
  return uv_now(http2->connection->server->socket.handle.loop);
}

static void count_useless(Http2 *http2) {
  if (!allowance_spend(&http2->frames, now(http2), USELESS_AT_ONCE, USELESS_A_SECOND))
    http2_give_up(http2, NGHTTP2_ENHANCE_YOUR_CALM);
}

static Http2Stream *stream_of(nghttp2_session *session, int32_t id) {
  return nghttp2_session_get_stream_user_data(session, id);
}

/* --- heads --- */

static Http2Shared *shared_of(const Http2 *http2) { return http2->connection->server->http->http2; }

void http2_drop_head(Http2 *http2) {
  Http2Shared *shared = shared_of(http2);
  Http2Head *head = http2->head;
  http2->head = NULL;
  if (!head) return;
  bool is_large = head->bytes.capacity > KEEP_HEAD || head->cookies.capacity > KEEP_HEAD;
  if (shared->spare || is_large) http2_head_free(head);
  else shared->spare = head;
}

static bool begin_head(Http2 *http2, int32_t id) {
  Http2Shared *shared = shared_of(http2);
  if (!http2->head) {
    http2->head = shared->spare ? shared->spare : calloc(1, sizeof *http2->head);
    shared->spare = NULL;
  }
  if (!http2->head) return false;
  http2_head_clear(http2->head);
  http2->head_id = id;
  return true;
}

static int on_begin_headers(nghttp2_session *session, const nghttp2_frame *frame, void *user) {
  Http2 *http2 = user;
  (void)session;
  http2->trailers = 0;
  if (frame->headers.cat != NGHTTP2_HCAT_REQUEST) return 0;
  return begin_head(http2, frame->hd.stream_id) ? 0 : NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
}

/* Trailers are dropped, as those of chunked bodies are. */
static bool drop_trailer(Http2 *http2, size_t length) {
  http2->trailers += length;
  return (double)http2->trailers <= limits_of(http2)->head_bytes;
}

static int on_header(nghttp2_session *session, const nghttp2_frame *frame, const uint8_t *name,
                     size_t name_length, const uint8_t *value, size_t value_length, uint8_t flags,
                     void *user) {
  Http2 *http2 = user;
  bool is_request = frame->headers.cat == NGHTTP2_HCAT_REQUEST && http2->head;
  (void)session, (void)flags;
  bool ok = is_request ? http2_head_add(http2->head, limits_of(http2), (const char *)name,
                                        name_length, (const char *)value, value_length)
                       : drop_trailer(http2, name_length + value_length);
  if (!ok) http2_give_up(http2, NGHTTP2_ENHANCE_YOUR_CALM);
  return ok ? 0 : NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
}

/* Characters that no header may have: nghttp2 would drop the field. */
static int on_invalid_header(nghttp2_session *session, const nghttp2_frame *frame,
                             const uint8_t *name, size_t name_length, const uint8_t *value,
                             size_t value_length, uint8_t flags, void *user) {
  (void)session, (void)frame, (void)name, (void)name_length, (void)value, (void)value_length;
  (void)flags, (void)user;
  return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
}

/* The request of a head that is whole. Gives 0, or the status to refuse it with. */
static int begin_request(Http2Stream *stream, Http2Head *head) {
  Exchange *exchange = &stream->exchange;
  if (head->status) return head->status;
  if (!exchange_begin(exchange, &head->raw, head->raw.bytes, head->bytes.length)) return 503;
  exchange->request->method = head->method;
  if (!stream->body_open) return 0;
  if ((double)head->length > limits_of(stream->http2)->body_bytes) return 413;
  stream->expects_continue = head->expects_continue;
  return exchange_open_body(exchange) ? 0 : 503;
}

static void take_request(Http2 *http2, int32_t id, bool has_body) {
  Http2Head *head = http2->head;
  Http2Stream *stream = http2_stream_create(http2, id);
  if (!stream || !head) {
    nghttp2_submit_rst_stream(http2->session, NGHTTP2_FLAG_NONE, id, NGHTTP2_REFUSED_STREAM);
  } else {
    http2_head_end(head);
    stream->exchange.is_head = head->method && strcmp(head->method, "HEAD") == 0;
    stream->body_open = has_body;
    http2_queue(stream, begin_request(stream, head));
    http2_stream_update_deadline(stream);
  }
  http2_drop_head(http2);
}

/* --- frames --- */

/* A head may come in so many frames that looking at them is all that a server does. */
static int on_begin_frame(nghttp2_session *session, const nghttp2_frame_hd *frame, void *user) {
  Http2 *http2 = user;
  (void)session;
  if (frame->type == NGHTTP2_HEADERS) http2->continuations = 0;
  if (frame->type == NGHTTP2_CONTINUATION && ++http2->continuations > MOST_CONTINUATIONS)
    http2_give_up(http2, NGHTTP2_ENHANCE_YOUR_CALM);
  return 0;
}

static void take_data(Http2 *http2, const nghttp2_frame *frame, bool is_last) {
  Http2Stream *stream = stream_of(http2->session, frame->hd.stream_id);
  if (!is_last && !frame->hd.length) count_useless(http2);
  if (stream && is_last) http2_stream_end_body(stream);
}

static int on_frame(nghttp2_session *session, const nghttp2_frame *frame, void *user) {
  Http2 *http2 = user;
  bool is_last = frame->hd.flags & NGHTTP2_FLAG_END_STREAM;
  bool is_answer = frame->hd.flags & NGHTTP2_FLAG_ACK;
  (void)session;
  switch (frame->hd.type) {
    case NGHTTP2_DATA: take_data(http2, frame, is_last); break;
    case NGHTTP2_HEADERS:
      if (frame->headers.cat == NGHTTP2_HCAT_REQUEST)
        take_request(http2, frame->hd.stream_id, !is_last);
      else take_data(http2, frame, is_last);
      break;
    case NGHTTP2_SETTINGS:
      http2->is_greeted = true;
      if (!is_answer) count_useless(http2);
      break;
    case NGHTTP2_PING:
      if (!is_answer) count_useless(http2);
      else if (http2->is_draining) http2_drain(http2);
      break;
    case NGHTTP2_PRIORITY: count_useless(http2); break;
    default: break;
  }
  return 0;
}

static int on_invalid_frame(nghttp2_session *session, const nghttp2_frame *frame, int error,
                            void *user) {
  (void)session, (void)frame, (void)error;
  count_useless(user);
  return 0;
}

static int on_data(nghttp2_session *session, uint8_t flags, int32_t id, const uint8_t *bytes,
                   size_t length, void *user) {
  Http2Stream *stream = stream_of(session, id);
  (void)flags, (void)user;
  nghttp2_session_consume_connection(session, length);
  if (stream) http2_stream_receive(stream, bytes, length);
  return 0;
}

static int on_stream_close(nghttp2_session *session, int32_t id, uint32_t code, void *user) {
  Http2 *http2 = user;
  Http2Stream *stream = stream_of(session, id);
  (void)code;
  if (http2->head && http2->head_id == id) http2_drop_head(http2);
  if (!stream) return 0;
  if (exchange_is_open(&stream->exchange) &&
      !allowance_spend(&http2->resets, now(http2), RESETS_AT_ONCE, RESETS_A_SECOND))
    http2_give_up(http2, NGHTTP2_ENHANCE_YOUR_CALM);
  stream->is_gone = true;
  stream->next_gone = http2->gone;
  http2->gone = stream;
  return 0;
}

/* --- what leaves --- */

static int on_frame_sent(nghttp2_session *session, const nghttp2_frame *frame, void *user) {
  (void)user;
  if (frame->hd.type != NGHTTP2_DATA && frame->hd.type != NGHTTP2_HEADERS) return 0;
  if (!(frame->hd.flags & NGHTTP2_FLAG_END_STREAM)) return 0;
  Http2Stream *stream = stream_of(session, frame->hd.stream_id);
  if (stream) http2_stream_answer_sent(stream);
  return 0;
}

static int send_data(nghttp2_session *session, nghttp2_frame *frame, const uint8_t *head,
                     size_t length, nghttp2_data_source *source, void *user) {
  (void)session, (void)user;
  return http2_stream_send(source->ptr, frame, head, length);
}

void http2_set_callbacks(nghttp2_session_callbacks *callbacks) {
  nghttp2_session_callbacks_set_on_begin_headers_callback(callbacks, on_begin_headers);
  nghttp2_session_callbacks_set_on_header_callback(callbacks, on_header);
  nghttp2_session_callbacks_set_on_invalid_header_callback(callbacks, on_invalid_header);
  nghttp2_session_callbacks_set_on_begin_frame_callback(callbacks, on_begin_frame);
  nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks, on_frame);
  nghttp2_session_callbacks_set_on_invalid_frame_recv_callback(callbacks, on_invalid_frame);
  nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks, on_data);
  nghttp2_session_callbacks_set_on_stream_close_callback(callbacks, on_stream_close);
  nghttp2_session_callbacks_set_on_frame_send_callback(callbacks, on_frame_sent);
  nghttp2_session_callbacks_set_send_data_callback(callbacks, send_data);
}
