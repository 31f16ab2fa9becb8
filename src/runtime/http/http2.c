/* SPDX-License-Identifier: MIT */
/* http2.c: a connection of HTTP/2: its session, its time limits, its end.
 *
 * What all streams have to say in a turn of the loop is sent in the next one, in as few writes as there can be; while
 * the socket is full, nothing is taken from nghttp2. */
#include "runtime/http/http2.h"

#include <stdlib.h>
#include <string.h>

#include "runtime/http/http2_session.h"
#include "runtime/http/respond.h"
#include "runtime/internal.h"
#include "runtime/lazy/lazy_library.h"

enum {
  BATCH = 64 * 1024, /* bytes of a write */
  BATCHES = 16, /* of a connection in a turn of the loop */
  MOST_WAITING = 256, /* frames, while the client does not read */
  DRAIN_TIME = 2000, /* for a client to see that no more streams are wanted */
};

static const ServerLimits *limits_of(const Connection *connection) {
  return &connection->server->limits;
}

static bool is_open(const Http2 *http2) { return http2->connection->state == CONNECTION_OPEN; }

bool allowance_spend(Allowance *allowance, uint64_t now, uint32_t burst, uint32_t per_second) {
  uint64_t regained = (now - allowance->since) * per_second / 1000;
  if (regained) {
    allowance->left =
        regained > burst - allowance->left ? burst : allowance->left + (uint32_t)regained;
    allowance->since = now;
  }
  if (!allowance->left) return false;
  allowance->left--;
  return true;
}

/* --- sending --- */

static Http2Shared *shared_of(const Http2 *http2) { return http2->connection->server->http->http2; }

static void unmark(Http2 *http2) {
  Http2Shared *shared = shared_of(http2);
  if (!http2->is_marked) return;
  http2->is_marked = false;
  shared->marked--;
  if (http2->previous) http2->previous->next = http2->next;
  else shared->first = http2->next;
  if (http2->next) http2->next->previous = http2->previous;
  else shared->last = http2->previous;
  http2->previous = http2->next = NULL;
}

static void on_idle(uv_idle_t *idle);

void http2_mark(Http2 *http2) {
  Http2Shared *shared = shared_of(http2);
  if (http2->is_marked || !is_open(http2)) return;
  http2->is_marked = true;
  http2->previous = shared->last;
  if (shared->last) shared->last->next = http2;
  else shared->first = http2;
  shared->last = http2;
  if (!shared->marked++) uv_idle_start(&shared->idle, on_idle);
}

/* Writes what nghttp2 gives, up to a batch. False: there is no more for now. */
static bool send_batch(Http2 *http2) {
  Connection *connection = http2->connection;
  Text *out = &connection->server->http->output;
  const uint8_t *bytes;
  ssize_t count = 0;
  while (out->length < BATCH && (count = nghttp2_session_mem_send(http2->session, &bytes)) > 0)
    text_append(out, (const char *)bytes, (size_t)count);
  bool is_full = out->length >= BATCH;
  out->failed |= count < 0;
  if (out->length || out->failed) connection_write_output(connection, NULL, 0);
  return is_full;
}

static void wake_streams(Http2 *http2) {
  if (!http2->has_room) return;
  http2->has_room = false;
  for (Http2Stream *next, *stream = http2->streams; stream; stream = next) {
    next = stream->next;
    http2_stream_wake(stream);
  }
}

static void handle(Http2 *http2);

static bool is_over(Http2 *http2) {
  return !nghttp2_session_want_read(http2->session) &&
         !nghttp2_session_want_write(http2->session) && (!http2->is_draining || http2->is_drained);
}

static void flush(Http2 *http2) {
  Connection *connection = http2->connection;
  int batches = 0;
  bool more = true;
  while (more && is_open(http2) && !connection->writes && batches++ < BATCHES)
    more = send_batch(http2);
  if (more && is_open(http2) && !connection->writes) http2_mark(http2);
  handle(http2);
  wake_streams(http2);
  if (is_open(http2) && !connection->writes && is_over(http2)) connection_finish(connection);
  connection_update_reading(connection);
  if (is_open(http2)) connection_update_deadline(connection);
}

/* Those that have something to send in this turn; a connection may have more for the next one. */
static void on_idle(uv_idle_t *idle) {
  Http2Shared *shared = idle->data;
  for (uint32_t count = shared->marked; count && shared->first; count--) {
    Http2 *http2 = shared->first;
    unmark(http2);
    flush(http2);
  }
  if (!shared->marked) uv_idle_stop(idle);
  runtime_after_callback(shared->http->rt);
}

/* --- what frames have left to do --- */

void http2_queue(Http2Stream *stream, int status) {
  Http2 *http2 = stream->http2;
  if (status && !stream->status) stream->status = status;
  if (stream->is_ready) return;
  stream->is_ready = true;
  stream->next_ready = NULL;
  if (http2->last_ready) http2->last_ready->next_ready = stream;
  else http2->ready = stream;
  http2->last_ready = stream;
}

static void bury(Http2 *http2) {
  while (http2->gone) {
    Http2Stream *stream = http2->gone;
    http2->gone = stream->next_gone;
    exchange_abort(&stream->exchange);
    if (!stream->is_ready) http2_stream_destroy(stream);
  }
}

static Http2Stream *take_ready(Http2 *http2) {
  Http2Stream *stream = http2->ready;
  if (!stream) return NULL;
  http2->ready = stream->next_ready;
  if (!http2->ready) http2->last_ready = NULL;
  stream->is_ready = false;
  return stream;
}

/* Streams that were reset are buried before their handlers would be called. */
static void handle(Http2 *http2) {
  Http2Stream *stream;
  bury(http2);
  while (is_open(http2) && (stream = take_ready(http2))) {
    if (stream->is_gone) http2_stream_destroy(stream);
    else if (stream->status) http2_stream_refuse(stream, stream->status);
    else if (exchange_is_open(&stream->exchange)) respond_to_request(&stream->exchange);
  }
}

/* --- the end --- */

void http2_give_up(Http2 *http2, uint32_t code) {
  http2->is_ending = true;
  nghttp2_session_terminate_session(http2->session, code);
  http2_mark(http2);
}

void http2_drain(Http2 *http2) {
  if (http2->is_drained) return;
  http2->is_drained = true;
  nghttp2_submit_goaway(http2->session, NGHTTP2_FLAG_NONE,
                        nghttp2_session_get_last_proc_stream_id(http2->session), NGHTTP2_NO_ERROR,
                        NULL, 0);
  http2_mark(http2);
}

/* --- the protocol --- */

static void http2_take(Connection *connection, const char *bytes, size_t length) {
  Http2 *http2 = connection->session;
  bool was_waiting = http2->head || !http2->is_greeted;
  if (http2->is_ending) return;
  ssize_t used = nghttp2_session_mem_recv(http2->session, (const uint8_t *)bytes, length);
  if (used < 0 && is_open(http2))
    http2_give_up(http2, used == NGHTTP2_ERR_BAD_CLIENT_MAGIC ? NGHTTP2_PROTOCOL_ERROR
                                                              : NGHTTP2_ENHANCE_YOUR_CALM);
  handle(http2);
  if (!is_open(http2)) return;
  http2_mark(http2);
  /* The time for a head is counted from its first byte. */
  if (!was_waiting || !(http2->head || !http2->is_greeted)) connection_update_deadline(connection);
}

static void http2_drained(Connection *connection) { http2_mark(connection->session); }

/* Streams have time limits of their own. */
static double http2_time_limit(const Connection *connection) {
  const Http2 *http2 = connection->session;
  const ServerLimits *limits = limits_of(connection);
  if (http2->is_draining && !http2->is_drained) return DRAIN_TIME;
  if (http2->head || !http2->is_greeted) return limits->head_time;
  return http2->streams ? 0 : limits->idle_time;
}

static void http2_expired(Connection *connection) {
  Http2 *http2 = connection->session;
  bool is_unread = connection->writes != 0 || http2->is_ending;
  if (is_unread) connection_close(connection);
  else if (http2->is_draining && !http2->is_drained) http2_drain(http2);
  else http2_give_up(http2, NGHTTP2_NO_ERROR);
}

/* A client that does not read what it has caused is not listened to. */
static bool http2_wants_input(const Connection *connection) {
  const Http2 *http2 = connection->session;
  return !connection->writes ||
         nghttp2_session_get_outbound_queue_size(http2->session) < MOST_WAITING;
}

/* Requests that are on their way when the client learns of it are served. */
static void http2_stop(Connection *connection) {
  static const uint8_t data[8] = "goodbye";
  Http2 *http2 = connection->session;
  if (!http2->streams) {
    http2_give_up(http2, NGHTTP2_NO_ERROR);
    return;
  }
  if (http2->is_draining) return;
  http2->is_draining = true;
  nghttp2_submit_shutdown_notice(http2->session);
  nghttp2_submit_ping(http2->session, NGHTTP2_FLAG_NONE, data);
  http2_mark(http2);
  connection_update_deadline(connection);
}

static void http2_closed(Connection *connection) {
  Http2 *http2 = connection->session;
  unmark(http2);
  http2_drop_head(http2);
  for (Http2Stream *stream = http2->streams; stream; stream = stream->next) {
    deadlines_remove(&connection->server->deadlines, &stream->deadline);
    exchange_abort(&stream->exchange);
  }
}

static void destroy_session(Connection *connection) {
  Http2 *http2 = connection->session;
  while (http2->streams) http2_stream_destroy(http2->streams);
  nghttp2_session_del(http2->session);
  free(http2);
}

static const Protocol http2_protocol = {
    .take = http2_take,
    .end = connection_close,
    .drained = http2_drained,
    .time_limit = http2_time_limit,
    .expired = http2_expired,
    .wants_input = http2_wants_input,
    .stop = http2_stop,
    .closed = http2_closed,
    .destroy = destroy_session,
};

/* --- the beginning --- */

static const char preface[] = "PRI * HTTP/2.0\r\n\r\n";

bool http2_is_preface(const char *bytes, size_t length) {
  return length == sizeof preface - 1 && memcmp(bytes, preface, length) == 0;
}

bool http2_is_available(MoteVm *vm) {
  if (library_load(vm, LIBRARY_NGHTTP2)) return true;
  mote_take_exception(vm);
  return false;
}

static void free_shared(Http2Shared *shared) {
  if (shared->callbacks) nghttp2_session_callbacks_del(shared->callbacks);
  if (shared->option) nghttp2_option_del(shared->option);
  http2_head_free(shared->spare);
  free(shared);
}

void http2_destroy(Http *http) {
  if (http->http2) free_shared(http->http2);
}

static bool share(Http *http) {
  if (http->http2) return true;
  Http2Shared *shared = calloc(1, sizeof *shared);
  if (!shared) return false;
  if (nghttp2_session_callbacks_new(&shared->callbacks) != 0 ||
      nghttp2_option_new(&shared->option) != 0) {
    free_shared(shared);
    return false;
  }
  http2_set_callbacks(shared->callbacks);
  nghttp2_option_set_no_auto_window_update(shared->option, 1);
  nghttp2_option_set_no_closed_streams(shared->option, 1);
  shared->http = http;
  uv_idle_init(&http->rt->loop, &shared->idle);
  shared->idle.data = shared;
  http->http2 = shared;
  return true;
}

static bool start_session(Http2 *http2) {
  Connection *connection = http2->connection;
  const ServerLimits *limits = limits_of(connection);
  const Http2Shared *shared = shared_of(http2);
  const double most = INT32_MAX;
  uint32_t streams = (uint32_t)(limits->streams < most ? limits->streams : most);
  uint32_t head = (uint32_t)(limits->head_bytes < most ? limits->head_bytes : most);
  const nghttp2_settings_entry settings[] = {
      {NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, streams},
      {NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, STREAM_WINDOW},
      {NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, head},
      {NGHTTP2_SETTINGS_NO_RFC7540_PRIORITIES, 1},
  };
  return nghttp2_session_server_new2(&http2->session, shared->callbacks, http2, shared->option) ==
             0 &&
         nghttp2_submit_settings(http2->session, NGHTTP2_FLAG_NONE, settings,
                                 LENGTH_OF(settings)) == 0 &&
         nghttp2_session_set_local_window_size(http2->session, NGHTTP2_FLAG_NONE, 0,
                                               CONNECTION_WINDOW) == 0;
}

void http2_start(Connection *connection) {
  Http2 *http2 = share(connection->server->http) ? calloc(1, sizeof *http2) : NULL;
  if (!http2) {
    connection_close(connection);
    return;
  }
  http2->connection = connection;
  if (!start_session(http2)) {
    nghttp2_session_del(http2->session);
    free(http2);
    connection_close(connection);
    return;
  }
  connection->protocol = &http2_protocol;
  connection->session = http2;
  http2_mark(http2);
  if (connection->server->is_stopping) http2_stop(connection);
}
