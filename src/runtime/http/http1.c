/* SPDX-License-Identifier: MIT */
/* http1.c: HTTP/1.1 and 1.0: requests out of a connection's bytes, answers into them.
 *
 * `input` is what came and has not been used; it is NULL whenever the connection has another protocol, lingers or is
 * closed. */
#include "runtime/http/http1.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/http/body_decoder.h"
#include "runtime/http/connection.h"
#include "runtime/http/exchange.h"
#include "runtime/http/http2.h"
#include "runtime/http/request_head.h"
#include "runtime/http/respond.h"
#include "runtime/http/response_head.h"
#include "runtime/http/response_sink.h"
#include "runtime/http/upgrade.h"

enum {
  PIPELINE_LIMIT = 64 * 1024,
  HALF_CLOSED_TIME =
      10000, /* without a byte to a client that sends no more, and has perhaps gone */
};

typedef struct Http1 {
  Connection connection; /* first */
  Exchange exchange;
  char *input; /* came, not looked at yet; NULL: nothing */
  uint32_t input_length, input_size;
  uint32_t scanned; /* of a head: see request_head_end */
  BodyDecoder decoder;
  bool busy; /* a request is in work, or its answer has not left yet */
  bool answered; /* the answer has been handed to the socket */
  bool paused; /* the body's buffer is full */
  bool body_open; /* more of the request's body is to come */
  bool expects_continue; /* the client waits for leave to send it */
  bool keep_alive; /* after this request */
  bool is_http10; /* the request in work */
  bool is_chunked; /* the answer's body */
  bool has_served; /* there has been a request */
  bool processing; /* process is at work */
} Http1;

static Http1 *http1_of(Connection *connection) { return (Http1 *)connection; }

static Http1 *http1_of_exchange(Exchange *exchange) {
  return (Http1 *)(void *)((char *)exchange - offsetof(Http1, exchange));
}

static const ServerLimits *limits_of(const Http1 *http1) {
  return &http1->connection.server->limits;
}

/* The connection has neither been closed nor said all. */
static bool is_open(const Http1 *http1) { return http1->connection.state == CONNECTION_OPEN; }

static bool is_http1(const Http1 *http1);

static void update(Http1 *http1) {
  connection_update_deadline(&http1->connection);
  connection_update_reading(&http1->connection);
}

static void drop_input(Http1 *http1) {
  free(http1->input);
  http1->input = NULL;
  http1->input_length = http1->input_size = 0;
}

static bool keep_input(Http1 *http1, const char *bytes, size_t length) {
  size_t needed = http1->input_length + length;
  if (needed > http1->input_size) {
    size_t size = needed < 1024 ? 1024 : needed * 2;
    char *input = realloc(http1->input, size);
    if (!input) return false;
    http1->input = input;
    http1->input_size = (uint32_t)size;
  }
  memcpy(http1->input + http1->input_length, bytes, length);
  http1->input_length = (uint32_t)needed;
  return true;
}

/* Nothing more will be sent. */
static void finish(Http1 *http1) {
  http1->body_open = false;
  drop_input(http1);
  connection_finish(&http1->connection);
}

/* --- answers --- */

static void go_on(Http1 *http1);

/* The answer has been handed over completely: the request is done with. */
static void answered(Http1 *http1) {
  http1->answered = true;
  if (!http1->busy) return;
  exchange_close(&http1->exchange, false);
  if (http1->body_open && exchange_is_collected(&http1->exchange)) return; /* until it has come */
  if (!http1->keep_alive || http1->expects_continue) {
    exchange_drop_body(&http1->exchange);
    finish(http1);
    return;
  }
  if (http1->body_open && !http1->exchange.body_dropped) {
    exchange_drop_body(&http1->exchange);
    http1->paused = false;
    connection_update_reading(&http1->connection);
  }
  if (http1->body_open || http1->connection.writes || !is_open(http1)) return;
  http1->busy = false;
  bool is_last = http1->connection.server->is_stopping ||
                 (http1->connection.input_ended && !http1->processing);
  if (!http1->input_length && is_last) connection_close(&http1->connection);
  else go_on(http1);
}

/* Sends an answer without a body to speak of, then closes. */
static void refuse(Http1 *http1, int status) {
  Http *http = http1->connection.server->http;
  if (http1->exchange.sink) { /* in the middle of another answer */
    connection_close(&http1->connection);
    return;
  }
  http1->keep_alive = false;
  exchange_fail_body(&http1->exchange);
  exchange_close(&http1->exchange, true);
  if (http1->answered && http1->busy) {
    finish(http1);
    return;
  }
  response_head_add_refusal(http, &http->output, status);
  http1->answered = true;
  connection_write_output(&http1->connection, NULL, 0);
  if (is_open(http1)) finish(http1);
}

static void give_leave(Http1 *http1) {
  static const char leave[] = "HTTP/1.1 100 Continue\r\n\r\n";
  if (!http1->expects_continue) return;
  http1->expects_continue = false;
  connection_write(&http1->connection, leave, sizeof leave - 1, NULL, 0);
}

/* A client that has not been told to send its body: the body is of use only to one who has its stream; else the
 * connection ends with the answer. */
static void settle_expectation(Http1 *http1) {
  const Body *body = &http1->exchange.request->message.body;
  if (!http1->expects_continue) return;
  if (body->kind == BODY_STREAM || body->used) give_leave(http1);
  else http1->keep_alive = false;
}

static void add_head(Http1 *http1, const ResponseData *data, const Content *content,
                     bool is_stream) {
  Http *http = http1->connection.server->http;
  settle_expectation(http1);
  ResponseFrame frame = {.keep_alive = http1->keep_alive,
                         .is_http10 = http1->is_http10,
                         .has_length = content->has_length,
                         .length = content->length,
                         .is_chunked = is_stream && !content->has_length && !http1->is_http10};
  if (is_stream && !content->has_length && http1->is_http10) frame.keep_alive = false;
  response_head_add(http, &http->output, data, &frame);
  http1->keep_alive = frame.keep_alive;
  http1->is_chunked = frame.is_chunked;
}

static void http1_answer(Exchange *exchange, const ResponseData *data, const Content *content) {
  Http1 *http1 = http1_of_exchange(exchange);
  add_head(http1, data, content, false);
  if (content->count && !content->owned)
    text_append(&exchange->http->output, content->bytes, content->count);
  connection_write_output(exchange->connection, content->owned,
                          content->owned ? content->count : 0);
  if (is_open(http1)) answered(http1);
}

static void http1_begin(Exchange *exchange, const ResponseData *data, const Content *content) {
  Http1 *http1 = http1_of_exchange(exchange);
  add_head(http1, data, content, true);
  connection_write_output(exchange->connection, NULL, 0);
}

/* A copy, for the socket, with the chunk's frame around it. */
static char *frame_bytes(const Http1 *http1, const void *bytes, size_t count, size_t *length) {
  char size[24];
  size_t before = http1->is_chunked ? (size_t)snprintf(size, sizeof size, "%zx\r\n", count) : 0;
  *length = before + count + (http1->is_chunked ? 2 : 0);
  char *copy = malloc(*length);
  if (!copy) return NULL;
  memcpy(copy, size, before);
  memcpy(copy + before, bytes, count);
  if (http1->is_chunked) memcpy(copy + *length - 2, "\r\n", 2);
  return copy;
}

static bool http1_write(Exchange *exchange, const void *bytes, size_t count, bool *room) {
  Http1 *http1 = http1_of_exchange(exchange);
  size_t length;
  char *copy = frame_bytes(http1, bytes, count, &length);
  if (!copy) return false;
  connection_write(&http1->connection, NULL, 0, copy, length);
  *room = !http1->connection.writes;
  return true;
}

static void http1_end(Exchange *exchange) {
  Http1 *http1 = http1_of_exchange(exchange);
  if (http1->is_chunked) connection_write(&http1->connection, "0\r\n\r\n", 5, NULL, 0);
  if (is_open(http1)) answered(http1);
}

static void http1_fail(Exchange *exchange) { connection_close(exchange->connection); }

static void http1_upgrade(Exchange *exchange, const ResponseData *data) {
  Http1 *http1 = http1_of_exchange(exchange);
  Http *http = exchange->http;
  ResponseFrame frame = {.keep_alive = true};
  response_head_add(http, &http->output, data, &frame);
  connection_write_output(exchange->connection, NULL, 0);
  if (!is_open(http1)) return;
  upgrade_start(exchange);
  if (!http1->processing) go_on(http1);
}

static void http1_resume(Exchange *exchange) {
  Http1 *http1 = http1_of_exchange(exchange);
  give_leave(http1);
  if (!http1->paused || !is_open(http1)) return;
  http1->paused = false;
  update(http1);
}

static void http1_cancel(Exchange *exchange) {
  Http1 *http1 = http1_of_exchange(exchange);
  http1->paused = false;
  connection_update_reading(&http1->connection);
}

static void http1_lose(Exchange *exchange) {
  exchange->lost = true;
  exchange->connection->deadline.at = 0; /* the wheel finds it */
}

static const Transport http1_transport = {
    .answer = http1_answer,
    .begin = http1_begin,
    .write = http1_write,
    .end = http1_end,
    .fail = http1_fail,
    .upgrade = http1_upgrade,
    .resume = http1_resume,
    .cancel = http1_cancel,
    .lose = http1_lose,
};

/* --- bodies of requests --- */

/* Takes what there is of the body. Gives the bytes used, or -1: the connection is refused or closed. */
static ptrdiff_t read_body(Http1 *http1, const char *bytes, size_t length) {
  size_t at = 0, content;
  while (at < length && !body_decoder_is_done(&http1->decoder)) {
    ptrdiff_t used = body_decoder_next(&http1->decoder, bytes + at, length - at, &content);
    bool too_long = (double)http1->decoder.total > limits_of(http1)->body_bytes;
    if (used < 0 || too_long) {
      refuse(http1, used < 0 ? 400 : 413);
      return -1;
    }
    at += (size_t)used;
    if (content && !exchange_push(&http1->exchange, bytes + at - content, content))
      http1->paused = true;
  }
  if (body_decoder_is_done(&http1->decoder)) {
    http1->body_open = false;
    exchange_end_body(&http1->exchange);
  }
  return (ptrdiff_t)at;
}

static bool open_body(Http1 *http1, const RequestHead *head) {
  body_decoder_start(&http1->decoder, head->is_chunked, head->length);
  http1->body_open = true;
  http1->expects_continue = head->expects_continue && !head->is_http10;
  return exchange_open_body(&http1->exchange);
}

/* --- requests --- */

/* Sets the request up. bytes: what has come behind its head. Gives how many of them belong to it; -1: refused. */
static ptrdiff_t begin_request(Http1 *http1, const RequestHead *head, size_t head_length,
                               const char *bytes, size_t length) {
  Exchange *exchange = &http1->exchange;
  if (!exchange_begin(exchange, &head->raw, head->raw.bytes, head_length)) {
    refuse(http1, 503);
    return -1;
  }
  exchange->request->method = head->method;
  if (!head->is_chunked && !(head->has_length && head->length)) return 0;
  if ((double)head->length > limits_of(http1)->body_bytes) {
    refuse(http1, 413);
    return -1;
  }
  bool whole = !head->is_chunked && head->length <= length;
  if (whole ? !exchange_set_body(exchange, bytes, (size_t)head->length) : !open_body(http1, head)) {
    refuse(http1, 503);
    return -1;
  }
  return whole ? (ptrdiff_t)head->length : read_body(http1, bytes, length);
}

static void start_request(Http1 *http1, const RequestHead *head) {
  http1->busy = http1->has_served = true;
  http1->exchange.is_head = head->is_head;
  http1->exchange.can_upgrade = !head->is_http10;
  http1->exchange.body_dropped = http1->exchange.lost = false;
  http1->is_http10 = head->is_http10;
  http1->keep_alive = head->keep_alive && !http1->connection.server->is_stopping;
  http1->answered = http1->paused = http1->expects_continue = false;
}

/* A client may know that the server speaks HTTP/2, where there is no TLS to agree on it. */
static bool is_http2(const Http1 *http1, const char *bytes, size_t length) {
  const Connection *connection = &http1->connection;
  return !connection->tls && !http1->has_served && connection->server->allows_http2 &&
         http2_is_preface(bytes, length) && http2_is_available(http1->exchange.http->vm);
}

static void go_over_to_http2(Http1 *http1, const char *bytes, size_t length) {
  http2_start(&http1->connection);
  connection_take(&http1->connection, bytes, length);
}

/* The head at the start of these bytes, and as much of its body as there is. Gives the bytes used: 0: the head is not
 * whole; -1: refused. */
static ptrdiff_t read_head(Http1 *http1, const char *bytes, size_t length) {
  RequestHead head;
  const ServerLimits *limits = limits_of(http1);
  size_t scanned = http1->scanned;
  ptrdiff_t head_length = request_head_end(bytes, length, &scanned);
  http1->scanned = (uint32_t)scanned;
  int status = 0;
  if (head_length < 0) status = 400;
  else if ((double)(head_length ? (size_t)head_length : length) > limits->head_bytes)
    status = scanned || head_length ? 431 : 414;
  else if (!head_length && !scanned && (double)length > limits->url_bytes + 32) status = 414;
  else if (head_length) status = request_head_parse(bytes, (size_t)head_length, &head);
  if (status == 0 && head_length && head.raw.target_length > limits->url_bytes) status = 414;
  if (status != 0 && head_length && is_http2(http1, bytes, (size_t)head_length)) {
    go_over_to_http2(http1, bytes, length);
    return -1;
  }
  if (status != 0) {
    refuse(http1, status);
    return -1;
  }
  if (!head_length) return 0;
  http1->scanned = 0;
  start_request(http1, &head);
  ptrdiff_t used = begin_request(http1, &head, (size_t)head_length, bytes + head_length,
                                 length - (size_t)head_length);
  return used < 0 ? used : head_length + used;
}

/* Empty lines before a request are ignored. */
static size_t skip_empty_lines(const Http1 *http1, const char *bytes, size_t length) {
  size_t at = 0;
  if (http1->scanned) return 0;
  while (at + 1 < length && bytes[at] == '\r' && bytes[at + 1] == '\n') at += 2;
  return at;
}

/* One step through the bytes; gives how many it has used: 0: it must wait; -1: the rest is of no use. */
static ptrdiff_t process_some(Http1 *http1, const char *bytes, size_t length) {
  if (!is_open(http1)) return -1;
  if (!is_http1(http1)) {
    connection_take(&http1->connection, bytes, length);
    return -1;
  }
  if (http1->busy) return http1->body_open ? read_body(http1, bytes, length) : 0;
  size_t skipped = skip_empty_lines(http1, bytes, length);
  if (skipped) return (ptrdiff_t)skipped;
  ptrdiff_t used = read_head(http1, bytes, length);
  if (used > 0 && exchange_is_open(&http1->exchange)) respond_to_request(&http1->exchange);
  return used;
}

/* Uses what it can of these bytes, and keeps the rest. */
static void process(Http1 *http1, const char *bytes, size_t length) {
  size_t at = 0;
  http1->processing = true;
  while (at < length) {
    ptrdiff_t used = process_some(http1, bytes + at, length - at);
    if (used == 0) break;
    at = used < 0 ? length : at + (size_t)used;
    if (http1->busy && http1->answered && is_open(http1)) answered(http1);
  }
  http1->processing = false;
  if (is_open(http1) && at < length && !keep_input(http1, bytes + at, length - at))
    connection_close(&http1->connection);
}

/* No request will come any more; what there is of one is refused. */
static void cut_off(Http1 *http1) {
  if (http1->input_length) refuse(http1, 400);
  else connection_close(&http1->connection);
}

/* Goes on with what the client has sent meanwhile. */
static void go_on(Http1 *http1) {
  if (!http1->processing && http1->input_length) {
    char *input = http1->input; /* nobody adds to it meanwhile: that happens in http1_take alone */
    size_t length = http1->input_length;
    http1->input = NULL;
    http1->input_length = http1->input_size = 0;
    process(http1, input, length);
    free(input);
    if (http1->connection.input_ended && !http1->busy && is_open(http1)) {
      cut_off(http1);
      return;
    }
  }
  update(http1);
}

/* --- the protocol --- */

static void http1_take(Connection *connection, const char *bytes, size_t length) {
  Http1 *http1 = http1_of(connection);
  bool was_waiting = !http1->busy && http1->input_length;
  if (!http1->input_length) process(http1, bytes, length);
  else if (keep_input(http1, bytes, length)) go_on(http1);
  else connection_close(connection);
  /* The time for a head is counted from its first byte. */
  if (!was_waiting || http1->busy) connection_update_deadline(connection);
}

/* A client that sends no more may still read its answers. One that has gone looks the same, so the program is told,
 * and need not answer; where it does not, the connection ends after a while. */
static void serve_half_closed(Http1 *http1) {
  if (exchange_is_open(&http1->exchange))
    request_abort(http1->exchange.http->vm, http1->exchange.request);
  update(http1);
}

static void http1_ended(Connection *connection) {
  Http1 *http1 = http1_of(connection);
  if (http1->busy && !http1->body_open) serve_half_closed(http1);
  else if (http1->busy) connection_close(connection);
  else cut_off(http1);
}

static void http1_drained(Connection *connection) {
  Http1 *http1 = http1_of(connection);
  if (http1->exchange.sink) response_sink_drained(http1->exchange.sink);
  else if (http1->answered) answered(http1);
}

static double http1_time_limit(const Connection *connection) {
  const Http1 *http1 = (const Http1 *)connection;
  const ServerLimits *limits = limits_of(http1);
  if (!http1->busy) return http1->input_length ? limits->head_time : limits->idle_time;
  if (connection->input_ended) return HALF_CLOSED_TIME;
  return http1->body_open && !http1->paused ? limits->body_time : 0;
}

static void http1_expired(Connection *connection) {
  Http1 *http1 = http1_of(connection);
  bool is_late = http1->busy ? http1->body_open && !http1->answered : http1->input_length != 0;
  if (http1->exchange.lost) refuse(http1, 500);
  else if (is_late && !connection->writes) refuse(http1, 408);
  else connection_close(connection);
}

static bool http1_wants_input(const Connection *connection) {
  const Http1 *http1 = (const Http1 *)connection;
  if (http1->body_open) return !http1->paused;
  return !http1->busy || http1->input_length < PIPELINE_LIMIT;
}

static void http1_stop(Connection *connection) {
  Http1 *http1 = http1_of(connection);
  http1->keep_alive = false;
  if (!http1->busy && !http1->input_length) connection_close(connection);
}

static void http1_closed(Connection *connection) {
  Http1 *http1 = http1_of(connection);
  exchange_abort(&http1->exchange);
  drop_input(http1);
}

static const Protocol http1_protocol = {
    .take = http1_take,
    .end = http1_ended,
    .drained = http1_drained,
    .time_limit = http1_time_limit,
    .expired = http1_expired,
    .wants_input = http1_wants_input,
    .stop = http1_stop,
    .closed = http1_closed,
};

static bool is_http1(const Http1 *http1) { return http1->connection.protocol == &http1_protocol; }

Connection *http1_connection_create(Server *server) {
  Http1 *http1 = calloc(1, sizeof *http1);
  if (!http1) return NULL;
  http1->connection.server = server;
  http1->connection.protocol = &http1_protocol;
  http1->exchange.transport = &http1_transport;
  http1->exchange.http = server->http;
  http1->exchange.connection = &http1->connection;
  return &http1->connection;
}
