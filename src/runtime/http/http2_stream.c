/* SPDX-License-Identifier: MIT */
/* http2_stream.c: a stream as the transport of an exchange, both ways with back-pressure: the windows of HTTP/2.
 *
 * The client's window for a body opens as the body is read; `output` is what the program has written and the client's
 * window, or the socket, has not let through. The window of the connection as a whole stays open: streams that nobody
 * reads must not hold up the others. */
#include "runtime/http/http2_session.h"

#include <stdlib.h>
#include <string.h>

#include "runtime/http/response_head.h"
#include "runtime/http/response_sink.h"
#include "runtime/internal.h"

static const Transport http2_transport;

static Http2Stream *stream_of(Exchange *exchange) { return (Http2Stream *)exchange; }

static Server *server_of(const Http2Stream *stream) { return stream->exchange.connection->server; }

static bool is_open(const Http2Stream *stream) {
  return !stream->is_gone && stream->exchange.connection->state == CONNECTION_OPEN;
}

static size_t pending(const Http2Stream *stream) { return stream->output.length - stream->sent; }

/* --- its life --- */

/* Whether the answer has been handed over. */
static bool has_answered(const Http2Stream *stream) {
  return stream->output_ended && !pending(stream);
}

static bool is_unwanted(const Http2Stream *stream) {
  return has_answered(stream) && stream->body_open && stream->exchange.body_dropped;
}

/* Output that waits is the client's to take; a body that somebody waits for is its to send. What comes of one that
 * has been refused is thrown away for a while. */
static double time_limit(const Http2Stream *stream) {
  const ServerLimits *limits = &server_of(stream)->limits;
  if (pending(stream)) return limits->write_time;
  if (is_unwanted(stream)) return UNWANTED_TIME;
  return stream->body_open && !stream->paused ? limits->body_time : 0;
}

void http2_stream_update_deadline(Http2Stream *stream) {
  Server *server = server_of(stream);
  if (is_open(stream) && !stream->exchange.lost)
    deadlines_set(&server->deadlines, &stream->deadline, server_time(server, time_limit(stream)));
}

static void reset(Http2Stream *stream, uint32_t code) {
  nghttp2_submit_rst_stream(stream->http2->session, NGHTTP2_FLAG_NONE, stream->id, code);
  http2_mark(stream->http2);
}

/* The client need not send the rest of its body. One that has been refused is told so only after a while: libcurl 7,
 * which stops by itself then, loses an answer that comes together with RST_STREAM. Where the answer is one of success
 * nothing helps it; it would wait for ever for the end of its own body. */
void http2_stream_answer_sent(Http2Stream *stream) {
  if (!stream->body_open || exchange_is_collected(&stream->exchange)) return;
  if (stream->is_refused) http2_stream_update_deadline(stream);
  else reset(stream, NGHTTP2_NO_ERROR);
}

/* Whether output waits for nothing but its turn: bytes of other streams leave. */
static bool is_queued(const Http2Stream *stream) {
  const Http2 *http2 = stream->http2;
  uint64_t quiet = uv_now(&stream->exchange.http->rt->loop) - http2->progress;
  return pending(stream) && (double)quiet < server_of(stream)->limits.write_time &&
         nghttp2_session_get_stream_remote_window_size(http2->session, stream->id) > 0;
}

static void on_deadline(Deadline *deadline) {
  Http2Stream *stream = (Http2Stream *)(void *)((char *)deadline - offsetof(Http2Stream, deadline));
  Exchange *exchange = &stream->exchange;
  Runtime *rt = exchange->http->rt;
  if (!exchange->lost && is_queued(stream)) {
    http2_stream_update_deadline(stream);
    return;
  }
  if (exchange->lost) {
    exchange->lost = false;
    http2_stream_refuse(stream, 500);
  } else if (has_answered(stream)) {
    reset(stream, NGHTTP2_NO_ERROR);
  } else if (pending(stream) || !exchange_is_open(exchange)) {
    exchange_abort(exchange);
    reset(stream, NGHTTP2_CANCEL);
  } else {
    http2_stream_refuse(stream, 408);
  }
  runtime_after_callback(rt);
}

Http2Stream *http2_stream_create(Http2 *http2, int32_t id) {
  Http2Stream *stream = calloc(1, sizeof *stream);
  if (!stream) return NULL;
  stream->exchange.transport = &http2_transport;
  stream->exchange.http = http2->connection->server->http;
  stream->exchange.connection = http2->connection;
  stream->http2 = http2;
  stream->id = id;
  stream->deadline.expired = on_deadline;
  stream->next = http2->streams;
  if (stream->next) stream->next->previous = stream;
  http2->streams = stream;
  http2_stream_update_deadline(stream);
  nghttp2_session_set_stream_user_data(http2->session, id, stream);
  return stream;
}

void http2_stream_destroy(Http2Stream *stream) {
  if (stream->previous) stream->previous->next = stream->next;
  else stream->http2->streams = stream->next;
  if (stream->next) stream->next->previous = stream->previous;
  deadlines_remove(&server_of(stream)->deadlines, &stream->deadline);
  text_free(&stream->output);
  free(stream);
}

/* --- the request's body --- */

/* Lets the client send as much as has been read. */
static void open_window(Http2Stream *stream) {
  uint32_t unread = stream->unread;
  stream->unread = 0;
  if (!unread || !is_open(stream) || !stream->body_open) return;
  nghttp2_session_consume_stream(stream->http2->session, stream->id, unread);
  http2_mark(stream->http2);
}

void http2_stream_receive(Http2Stream *stream, const uint8_t *bytes, size_t length) {
  stream->received += length;
  stream->unread += (uint32_t)length;
  if (is_unwanted(stream)) {
    open_window(stream);
    return;
  }
  if ((double)stream->received > server_of(stream)->limits.body_bytes) {
    http2_queue(stream, 413);
    return;
  }
  if (!exchange_push(&stream->exchange, (const char *)bytes, length)) stream->paused = true;
  if (!stream->paused) open_window(stream);
  http2_stream_update_deadline(stream);
}

void http2_stream_end_body(Http2Stream *stream) {
  stream->body_open = false;
  exchange_end_body(&stream->exchange);
  http2_stream_update_deadline(stream);
}

static void give_leave(Http2Stream *stream) {
  static const nghttp2_nv leave = {(uint8_t *)":status", (uint8_t *)"100", 7, 3, 0};
  if (!stream->expects_continue || !is_open(stream)) return;
  stream->expects_continue = false;
  nghttp2_submit_headers(stream->http2->session, NGHTTP2_FLAG_NONE, stream->id, NULL, &leave, 1,
                         NULL);
  http2_mark(stream->http2);
}

static void http2_resume(Exchange *exchange) {
  Http2Stream *stream = stream_of(exchange);
  give_leave(stream);
  if (!is_open(stream) || !stream->body_open) return;
  stream->paused = false;
  nghttp2_session_set_local_window_size(stream->http2->session, NGHTTP2_FLAG_NONE, stream->id,
                                        READ_WINDOW);
  open_window(stream);
  http2_mark(stream->http2);
  http2_stream_update_deadline(stream);
}

static void http2_cancel(Exchange *exchange) {
  Http2Stream *stream = stream_of(exchange);
  stream->paused = false;
  open_window(stream);
  http2_stream_update_deadline(stream);
}

/* --- the answer --- */

static ssize_t read_output(nghttp2_session *session, int32_t id, uint8_t *buffer, size_t length,
                           uint32_t *flags, nghttp2_data_source *source, void *user) {
  Http2Stream *stream = source->ptr;
  size_t count = pending(stream) < length ? pending(stream) : length;
  (void)session, (void)id, (void)buffer, (void)user;
  stream->deferred = !count && !stream->output_ended;
  if (stream->deferred) return NGHTTP2_ERR_DEFERRED;
  *flags |= NGHTTP2_DATA_FLAG_NO_COPY;
  if (count == pending(stream) && stream->output_ended) *flags |= NGHTTP2_DATA_FLAG_EOF;
  return (ssize_t)count;
}

int http2_stream_send(Http2Stream *stream, nghttp2_frame *frame, const uint8_t *head,
                      size_t length) {
  enum { FRAME_HEAD = 9 };
  Text *out = &stream->exchange.http->output;
  (void)frame; /* no padding was asked for */
  text_append(out, (const char *)head, FRAME_HEAD);
  text_append(out, stream->output.data + stream->sent, length);
  stream->sent += length;
  if (!pending(stream)) {
    stream->sent = 0;
    if (stream->output_ended) text_free(&stream->output);
    else text_clear(&stream->output);
  }
  stream->http2->progress = uv_now(&stream->exchange.http->rt->loop);
  if (stream->exchange.sink) stream->http2->has_room = true;
  http2_stream_update_deadline(stream);
  return text_ok(out) ? 0 : NGHTTP2_ERR_CALLBACK_FAILURE;
}

static void send_head(Http2Stream *stream, const ResponseData *data, const Content *content,
                      bool has_body) {
  Http2Fields fields;
  stream->has_begun = true;
  stream->is_refused = data->status >= 300;
  nghttp2_data_provider provider = {.source.ptr = stream, .read_callback = read_output};
  int error = NGHTTP2_ERR_NOMEM;
  if (http2_fields_init(&fields, stream->exchange.http, data, content)) {
    error = nghttp2_submit_response(stream->http2->session, stream->id, fields.items, fields.count,
                                    has_body ? &provider : NULL);
    http2_fields_free(&fields);
  }
  if (error != 0) reset(stream, NGHTTP2_INTERNAL_ERROR);
  http2_mark(stream->http2);
}

static void answered(Http2Stream *stream) {
  Exchange *exchange = &stream->exchange;
  exchange_close(exchange, false);
  if (exchange_is_collected(exchange)) return;
  if (stream->expects_continue || stream->body_open) exchange_drop_body(exchange);
  if (stream->body_open) http2_cancel(exchange);
  http2_stream_update_deadline(stream);
}

static bool take_content(Http2Stream *stream, const Content *content) {
  if (content->owned)
    stream->output = (Text){content->owned, content->count, content->count, false};
  else text_append(&stream->output, content->bytes, content->count);
  stream->output_ended = true;
  return text_ok(&stream->output);
}

static void http2_answer(Exchange *exchange, const ResponseData *data, const Content *content) {
  Http2Stream *stream = stream_of(exchange);
  if (take_content(stream, content)) send_head(stream, data, content, content->count != 0);
  else reset(stream, NGHTTP2_INTERNAL_ERROR);
  answered(stream);
}

static void http2_begin(Exchange *exchange, const ResponseData *data, const Content *content) {
  send_head(stream_of(exchange), data, content, true);
}

/* There is output, or its end. */
static void output_changed(Http2Stream *stream) {
  if (stream->deferred) nghttp2_session_resume_data(stream->http2->session, stream->id);
  stream->deferred = false;
  http2_mark(stream->http2);
}

static bool http2_write(Exchange *exchange, const void *bytes, size_t length, bool *room) {
  Http2Stream *stream = stream_of(exchange);
  bool was_empty = !pending(stream);
  text_drop(&stream->output, stream->sent);
  stream->sent = 0;
  text_append(&stream->output, bytes, length);
  if (!text_ok(&stream->output)) return false;
  *room = pending(stream) < OUTPUT_FULL;
  output_changed(stream);
  if (was_empty) http2_stream_update_deadline(stream);
  return true;
}

void http2_stream_wake(Http2Stream *stream) {
  if (stream->exchange.sink && pending(stream) < OUTPUT_FULL / 2)
    response_sink_drained(stream->exchange.sink);
}

static void http2_end(Exchange *exchange) {
  Http2Stream *stream = stream_of(exchange);
  stream->output_ended = true;
  output_changed(stream);
  answered(stream);
}

static void http2_fail(Exchange *exchange) {
  reset(stream_of(exchange), NGHTTP2_INTERNAL_ERROR);
  exchange_abort(exchange);
}

void http2_stream_refuse(Http2Stream *stream, int status) {
  Exchange *exchange = &stream->exchange;
  const char *reason = http_reason(status);
  ResponseData data = {.message = {.http = exchange->http, .type = "text/plain;charset=UTF-8"},
                       .status = (uint16_t)status};
  Content content = {.has_length = true, .length = strlen(reason), .bytes = reason};
  content.count = exchange->is_head ? 0 : content.length;
  exchange_abort(exchange);
  if (stream->has_begun) reset(stream, NGHTTP2_CANCEL);
  else http2_answer(exchange, &data, &content);
}

static void http2_lose(Exchange *exchange) {
  exchange->lost = true;
  stream_of(exchange)->deadline.at = 0; /* the wheel finds it */
}

static const Transport http2_transport = {
    .answer = http2_answer,
    .begin = http2_begin,
    .write = http2_write,
    .end = http2_end,
    .fail = http2_fail,
    .resume = http2_resume,
    .cancel = http2_cancel,
    .lose = http2_lose,
};
