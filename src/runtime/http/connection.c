/* SPDX-License-Identifier: MIT */
/* connection.c: reading requests from a connection, and its life. Answers are respond.c's.
 *
 * Every callback of the loop ends with runtime_after_callback where JavaScript may have run. A connection's struct goes
 * in the callback of uv_close, thus never while one of its functions runs. */
#include "runtime/http/connection.h"

#include <stdlib.h>
#include <string.h>

#include "runtime/http/incoming.h"
#include "runtime/http/request_head.h"
#include "runtime/http/respond.h"
#include "runtime/http/response_head.h"
#include "runtime/http/response_sink.h"
#include "runtime/http/server_tls.h"
#include "runtime/http/upgrade.h"
#include "runtime/internal.h"
#include "runtime/net/tls.h"
#include "runtime/web/dom_exception.h"

enum {
  LINGER_TIME = 1000,
  HALF_CLOSED_TIME =
      10000, /* without a byte to a client that sends no more, and has perhaps gone */
  PIPELINE_LIMIT = 64 * 1024,
};

static Runtime *runtime_of_connection(const Connection *connection) {
  return connection->server->http->rt;
}

/* --- the end --- */

static void on_closed(uv_handle_t *handle) {
  Connection *connection = handle->data;
  Server *server = connection->server;
  server_forget(server, connection);
  tls_session_destroy(connection->tls);
  free(connection->input);
  free(connection);
}

/* The body will not come any further. */
static void fail_body(Connection *connection) {
  MoteVm *vm = runtime_of_connection(connection)->vm;
  MoteValue error;
  Incoming *incoming = connection->incoming;
  connection->incoming = NULL;
  if (!incoming) return;
  if (connection->server->http->ended) {
    incoming_end(incoming); /* nobody reads it any more */
  } else {
    if (!mote_error_new(vm, MOTE_TYPE_ERROR, "The client has closed the connection", &error))
      error = mote_take_exception(vm);
    incoming_fail(incoming, error);
  }
  incoming_release(incoming);
}

static void drop_request(Connection *connection, bool aborted) {
  RequestData *request = connection->request;
  connection->request = NULL;
  if (!request) return;
  if (!connection->server->http->ended)
    request_untie(runtime_of_connection(connection)->vm, request, aborted);
  else
    request->owner_kind = NULL, request->owner = NULL, request->signal = NULL,
    upgrade_refused(request, true);
  request_release(request);
}

void connection_close(Connection *connection) {
  if (connection->state == CONNECTION_CLOSED) return;
  bool aborted = connection->request && !connection->answered;
  connection->state = CONNECTION_CLOSED;
  deadlines_remove(&connection->server->deadlines, &connection->deadline);
  if (connection->sink) response_sink_abort(connection->sink);
  if (connection->upgrade) upgrade_lost(connection->upgrade, connection->server->http->ended);
  connection->upgrade = NULL;
  fail_body(connection);
  drop_request(connection, aborted);
  mote_handle_destroy(connection->info);
  connection->info = NULL;
  uv_close(&connection->socket.handle, on_closed);
}

/* Sends a FIN, and reads until the client has closed as well: closing at once could take the answer away from it. */
static void on_shutdown(uv_shutdown_t *request, int status) {
  Connection *connection = request->handle->data;
  (void)status;
  free(request);
  if (connection->input_ended) connection_close(connection);
}

void connection_finish(Connection *connection) {
  uv_shutdown_t *request = malloc(sizeof *request);
  connection->state = CONNECTION_LINGER;
  connection->body_open = false;
  free(connection->input);
  connection->input = NULL;
  connection->input_length = connection->input_size = 0;
  if (connection->tls) server_tls_finish(connection);
  if (connection->state == CONNECTION_CLOSED) {
    free(request);
    return;
  }
  if (!request || uv_shutdown(request, &connection->socket.stream, on_shutdown) != 0) {
    free(request);
    connection_close(connection);
    return;
  }
  connection_update_reading(connection);
  connection_update_deadline(connection);
}

void connection_stop(Connection *connection, bool force) {
  connection->keep_alive = false;
  if (connection->upgrade && !force) upgrade_stop(connection->upgrade);
  else if (force || (connection->state == CONNECTION_HEAD && !connection->input_length))
    connection_close(connection);
}

/* --- deadlines --- */

static double time_limit(const Connection *connection) {
  const ServerLimits *limits = &connection->server->limits;
  if (connection->state == CONNECTION_LINGER) return LINGER_TIME;
  if (connection->writes) return limits->write_time;
  if (connection->tls && !tls_is_established(connection->tls)) return limits->head_time;
  if (connection->state == CONNECTION_HEAD)
    return connection->input_length ? limits->head_time : limits->idle_time;
  if (connection->input_ended) return HALF_CLOSED_TIME;
  return connection->body_open && !connection->paused ? limits->body_time : 0;
}

void connection_update_deadline(Connection *connection) {
  Server *server = connection->server;
  if (connection->state != CONNECTION_CLOSED)
    deadlines_set(&server->deadlines, &connection->deadline,
                  server_time(server, time_limit(connection)));
}

/* A client that has taken something since the deadline was set gets another. */
static bool takes_bytes(Connection *connection) {
  size_t unsent = uv_stream_get_write_queue_size(&connection->socket.stream);
  bool progress = connection->writes && unsent < connection->unsent;
  connection->unsent = unsent;
  return progress;
}

void connection_expired(Deadline *deadline) {
  Connection *connection = connection_of_deadline(deadline);
  Runtime *rt = runtime_of_connection(connection);
  bool is_head = connection->state == CONNECTION_HEAD && connection->input_length;
  if (takes_bytes(connection)) {
    connection_update_deadline(connection);
    return;
  }
  if (connection->lost) {
    connection_refuse(connection, 500);
    runtime_after_callback(rt);
    return;
  }
  bool is_body = connection->state == CONNECTION_BUSY && connection->body_open;
  if (connection->writes || (!is_head && !is_body) || connection->answered)
    connection_close(connection);
  else connection_refuse(connection, 408);
  runtime_after_callback(rt);
}

/* --- writing --- */

typedef struct Write {
  uv_write_t request;
  Connection *connection;
  char *owned;
  char bytes[];
} Write;

/* The socket has taken all. */
static void drained(Connection *connection) {
  connection_update_deadline(connection);
  if (connection->sink) response_sink_drained(connection->sink);
  else if (connection->upgrade) upgrade_drained(connection->upgrade);
  else if (connection->answered) connection_answered(connection);
}

static void on_written(uv_write_t *request, int status) {
  Write *write = (Write *)request;
  Connection *connection = write->connection;
  Runtime *rt = runtime_of_connection(connection);
  free(write->owned);
  free(write);
  connection->writes--;
  if (connection->state == CONNECTION_CLOSED) return;
  if (status != 0) connection_close(connection);
  else if (!connection->writes) drained(connection);
  runtime_after_callback(rt);
}

/* What the socket has not taken. */
static void write_later(Connection *connection, const uv_buf_t *head, uv_buf_t rest, char *owned) {
  Write *write = malloc(sizeof *write + head->len);
  if (!write) {
    free(owned);
    connection_close(connection);
    return;
  }
  write->connection = connection;
  write->owned = owned;
  if (head->len) memcpy(write->bytes, head->base, head->len);
  uv_buf_t buffers[2] = {uv_buf_init(write->bytes, (unsigned)head->len), rest};
  bool both = head->len && rest.len;
  int error = uv_write(&write->request, &connection->socket.stream, buffers + (head->len == 0),
                       1 + both, on_written);
  if (error != 0) {
    free(owned);
    free(write);
    connection_close(connection);
    return;
  }
  connection->writes++;
  connection->unsent = uv_stream_get_write_queue_size(&connection->socket.stream);
  connection_update_deadline(connection);
}

void connection_write_raw(Connection *connection, const char *head, size_t head_length, char *owned,
                          size_t length) {
  uv_buf_t buffers[2] = {uv_buf_init((char *)head, (unsigned)head_length),
                         uv_buf_init(owned, (unsigned)length)};
  int written = 0;
  if (!connection->writes)
    written = uv_try_write(&connection->socket.stream, buffers + (head_length == 0),
                           (head_length != 0) + (length != 0));
  if (written < 0 && written != UV_EAGAIN) {
    free(owned);
    connection_close(connection);
    return;
  }
  if (connection->input_ended) connection_update_deadline(connection);
  size_t done = written > 0 ? (size_t)written : 0;
  if (done == head_length + length) {
    free(owned);
    return;
  }
  size_t of_head = done < head_length ? done : head_length, of_rest = done - of_head;
  buffers[0] = uv_buf_init(head ? (char *)head + of_head : NULL, (unsigned)(head_length - of_head));
  buffers[1] = uv_buf_init(owned ? owned + of_rest : NULL, (unsigned)(length - of_rest));
  write_later(connection, &buffers[0], buffers[1], owned);
}

void connection_write(Connection *connection, const char *head, size_t head_length, char *owned,
                      size_t length) {
  if (!connection->tls) {
    connection_write_raw(connection, head, head_length, owned, length);
    return;
  }
  server_tls_write(connection, head, head_length, owned, length);
  free(owned);
}

/* --- reading --- */

static void on_allocate(uv_handle_t *handle, size_t suggested, uv_buf_t *out) {
  const Connection *connection = handle->data;
  (void)suggested;
  *out = uv_buf_init(connection->server->http->read_buffer, HTTP_READ_BUFFER);
}

static bool keep_input(Connection *connection, const char *bytes, size_t length) {
  size_t needed = connection->input_length + length;
  if (needed > connection->input_size) {
    size_t size = needed < 1024 ? 1024 : needed * 2;
    char *input = realloc(connection->input, size);
    if (!input) return false;
    connection->input = input;
    connection->input_size = (uint32_t)size;
  }
  memcpy(connection->input + connection->input_length, bytes, length);
  connection->input_length = (uint32_t)needed;
  return true;
}

static void on_read(uv_stream_t *stream, ssize_t count, const uv_buf_t *buffer);

void connection_update_reading(Connection *connection) {
  if (connection->state == CONNECTION_CLOSED) return;
  bool wanted = connection->state != CONNECTION_BUSY || connection->input_length < PIPELINE_LIMIT;
  if (connection->body_open) wanted = !connection->paused;
  if (connection->input_ended) wanted = false;
  if (wanted == connection->reads) return;
  connection->reads = wanted;
  if (wanted) uv_read_start(&connection->socket.stream, on_allocate, on_read);
  else uv_read_stop(&connection->socket.stream);
}

/* --- bodies --- */

void connection_continue(Connection *connection) {
  static const char leave[] = "HTTP/1.1 100 Continue\r\n\r\n";
  if (!connection->expects_continue) return;
  connection->expects_continue = false;
  connection_write(connection, leave, sizeof leave - 1, NULL, 0);
}

/* Somebody wants the body. */
static void on_resume(void *owner) {
  Connection *connection = owner;
  connection_continue(connection);
  if (!connection->paused || connection->state == CONNECTION_CLOSED) return;
  connection->paused = false;
  connection_update_reading(connection);
  connection_update_deadline(connection);
}

static void on_cancel(void *owner) {
  Connection *connection = owner;
  connection->body_dropped = true;
  connection->paused = false;
  connection_update_reading(connection);
}

static const IncomingSource incoming_source = {on_resume, on_cancel};

static void body_done(Connection *connection) {
  Incoming *incoming = connection->incoming;
  connection->body_open = false;
  connection->incoming = NULL;
  if (!incoming) return;
  incoming_end(incoming);
  incoming_release(incoming);
}

/* Takes what there is of the body. Gives the bytes used, or -1: the connection is refused or closed. */
static ptrdiff_t read_body(Connection *connection, const char *bytes, size_t length) {
  size_t at = 0, content;
  while (at < length && !body_decoder_is_done(&connection->decoder)) {
    ptrdiff_t used = body_decoder_next(&connection->decoder, bytes + at, length - at, &content);
    bool too_long = (double)connection->decoder.total > connection->server->limits.body_bytes;
    if (used < 0 || too_long) {
      connection_refuse(connection, used < 0 ? 400 : 413);
      return -1;
    }
    at += (size_t)used;
    if (content && connection->incoming && !connection->body_dropped &&
        !incoming_push(connection->incoming, bytes + at - content, content))
      connection->paused = true;
  }
  if (body_decoder_is_done(&connection->decoder)) body_done(connection);
  return (ptrdiff_t)at;
}

/* --- requests --- */

static const char *scheme_of(void *owner) {
  const Connection *connection = owner;
  return connection->tls ? "https" : "http";
}

static void host_of(void *owner, char *buffer, size_t size) {
  const Connection *connection = owner;
  const ServerAddress *address = &connection->server->address;
  snprintf(buffer, size, "%s:%d", address->hostname ? address->hostname : "localhost",
           address->port);
}

static const RequestOwner request_owner = {scheme_of, host_of};

/* The body is here already: the request has it as its bytes. */
static bool take_whole_body(RequestData *request, const char *bytes, size_t length) {
  Body *body = &request->message.body;
  body->bytes = malloc(length);
  if (!body->bytes) return false;
  memcpy(body->bytes, bytes, length);
  body->length = length;
  body->kind = BODY_BYTES;
  http_count_memory(request->message.http, length);
  return true;
}

static bool open_body(Connection *connection, const RequestHead *head) {
  MoteVm *vm = runtime_of_connection(connection)->vm;
  Body *body = &connection->request->message.body;
  body_decoder_start(&connection->decoder, head->is_chunked, head->length);
  connection->body_open = true;
  connection->expects_continue = head->expects_continue && !head->is_http10;
  body->kind = BODY_INCOMING;
  body->incoming = incoming_create(vm, &incoming_source, connection);
  if (!body->incoming) {
    mote_take_exception(vm);
    return false;
  }
  connection->incoming = incoming_retain(body->incoming);
  return true;
}

/* Sets the request up. bytes: what has come behind its head. Gives how many of them belong to it; -1: refused. */
static ptrdiff_t begin_request(Connection *connection, const RequestHead *head, size_t head_length,
                               const char *bytes, size_t length) {
  Server *server = connection->server;
  RequestData *request =
      request_data_create(server->http, &head->raw, head->raw.bytes, head_length);
  connection->request = request;
  if (!request) {
    connection_refuse(connection, 503);
    return -1;
  }
  request->method = head->method;
  request->owner_kind = &request_owner;
  request->owner = connection;
  if (!head->is_chunked && !(head->has_length && head->length)) return 0;
  if ((double)head->length > server->limits.body_bytes) {
    connection_refuse(connection, 413);
    return -1;
  }
  bool whole = !head->is_chunked && head->length <= length;
  if (whole ? !take_whole_body(request, bytes, (size_t)head->length)
            : !open_body(connection, head)) {
    connection_refuse(connection, 503);
    return -1;
  }
  return whole ? (ptrdiff_t)head->length : read_body(connection, bytes, length);
}

static void start_request(Connection *connection, const RequestHead *head) {
  connection->state = CONNECTION_BUSY;
  connection->is_head = head->is_head;
  connection->is_http10 = head->is_http10;
  connection->keep_alive = head->keep_alive && !connection->server->is_stopping;
  connection->answered = connection->body_dropped = connection->paused = false;
  connection->expects_continue = false;
}

/* The head at the start of these bytes, and as much of its body as there is. Gives the bytes used: 0: the head is not
 * whole; -1: refused. */
static ptrdiff_t read_head(Connection *connection, const char *bytes, size_t length) {
  RequestHead head;
  const ServerLimits *limits = &connection->server->limits;
  size_t scanned = connection->scanned;
  ptrdiff_t head_length = request_head_end(bytes, length, &scanned);
  connection->scanned = (uint32_t)scanned;
  int status = 0;
  if (head_length < 0) status = 400;
  else if ((double)(head_length ? (size_t)head_length : length) > limits->head_bytes)
    status = scanned || head_length ? 431 : 414;
  else if (!head_length && !scanned && (double)length > limits->url_bytes + 32) status = 414;
  else if (head_length) status = request_head_parse(bytes, (size_t)head_length, &head);
  if (status == 0 && head_length && head.raw.target_length > limits->url_bytes) status = 414;
  if (status != 0) {
    connection_refuse(connection, status);
    return -1;
  }
  if (!head_length) return 0;
  connection->scanned = 0;
  start_request(connection, &head);
  ptrdiff_t used = begin_request(connection, &head, (size_t)head_length, bytes + head_length,
                                 length - (size_t)head_length);
  return used < 0 ? used : head_length + used;
}

/* Empty lines before a request are ignored. */
static size_t skip_empty_lines(const Connection *connection, const char *bytes, size_t length) {
  size_t at = 0;
  if (connection->scanned) return 0;
  while (at + 1 < length && bytes[at] == '\r' && bytes[at + 1] == '\n') at += 2;
  return at;
}

/* One step through the bytes; gives how many it has used: 0: it must wait; -1: the rest is of no use. */
static ptrdiff_t process_some(Connection *connection, const char *bytes, size_t length) {
  if (connection->state == CONNECTION_BUSY)
    return connection->body_open ? read_body(connection, bytes, length) : 0;
  if (connection->upgrade) upgrade_feed(connection->upgrade, bytes, length);
  if (connection->state != CONNECTION_HEAD) return -1;
  size_t skipped = skip_empty_lines(connection, bytes, length);
  if (skipped) return (ptrdiff_t)skipped;
  ptrdiff_t used = read_head(connection, bytes, length);
  if (used > 0 && connection->state == CONNECTION_BUSY) respond_to_request(connection);
  return used;
}

static size_t process(Connection *connection, const char *bytes, size_t length) {
  size_t at = 0;
  connection->processing = true;
  while (at < length) {
    ptrdiff_t used = process_some(connection, bytes + at, length - at);
    if (used == 0) break;
    at = used < 0 ? length : at + (size_t)used;
    if (connection->state == CONNECTION_BUSY && connection->answered)
      connection_answered(connection);
  }
  connection->processing = false;
  return at;
}

void connection_process(Connection *connection) {
  if (connection->processing || !connection->input_length) return;
  char *input = connection->input; /* nobody adds to it meanwhile: that happens in on_read alone */
  size_t length = connection->input_length;
  connection->input = NULL;
  connection->input_length = connection->input_size = 0;
  size_t used = process(connection, input, length);
  if (connection->state != CONNECTION_CLOSED && used < length &&
      !keep_input(connection, input + used, length - used))
    connection_close(connection);
  free(input);
  if (connection->input_ended && connection->state == CONNECTION_HEAD) {
    connection_end_input(connection);
    return;
  }
  connection_update_deadline(connection);
  connection_update_reading(connection);
}

/* A client that sends no more may still read its answers. One that has gone looks the same, so the program is told,
 * and need not answer; where it does not, the connection ends after a while. */
static void serve_half_closed(Connection *connection) {
  if (!connection->answered)
    request_abort(runtime_of_connection(connection)->vm, connection->request);
  connection_update_deadline(connection);
  connection_update_reading(connection);
}

void connection_end_input(Connection *connection) {
  bool was_ended = connection->input_ended;
  connection->input_ended = true;
  connection->reads = false;
  uv_read_stop(&connection->socket.stream);
  if (connection->state == CONNECTION_BUSY && !connection->body_open) {
    if (!was_ended) serve_half_closed(connection);
    return;
  }
  if (connection->state == CONNECTION_HEAD && connection->input_length)
    connection_refuse(connection, 400);
  else connection_close(connection);
}

static void take_bytes(Connection *connection, const char *bytes, size_t length) {
  if (connection->state == CONNECTION_LINGER) return;
  if (connection->input_length) {
    if (!keep_input(connection, bytes, length)) connection_close(connection);
    else connection_process(connection);
  } else {
    size_t used = process(connection, bytes, length);
    if (connection->state != CONNECTION_CLOSED && connection->state != CONNECTION_LINGER &&
        used < length && !keep_input(connection, bytes + used, length - used))
      connection_close(connection);
  }
}

static void on_read(uv_stream_t *stream, ssize_t count, const uv_buf_t *buffer) {
  Connection *connection = stream->data;
  Runtime *rt = runtime_of_connection(connection);
  bool was_waiting = connection->state == CONNECTION_HEAD && connection->input_length;
  if (count == 0) return;
  if (count == UV_EOF) connection_end_input(connection);
  else if (count < 0) connection_close(connection);
  else if (connection->tls) server_tls_feed(connection, buffer->base, (size_t)count, take_bytes);
  else take_bytes(connection, buffer->base, (size_t)count);
  /* The time for a head is counted from its first byte. */
  if (!was_waiting || connection->state != CONNECTION_HEAD) connection_update_deadline(connection);
  connection_update_reading(connection);
  runtime_after_callback(rt);
}

/* --- the life of a request --- */

void connection_leave_http(Connection *connection, Upgrade *upgrade) {
  connection->state = CONNECTION_UPGRADED;
  connection->answered = true;
  connection->upgrade = upgrade;
  drop_request(connection, false);
  mote_handle_destroy(connection->info);
  connection->info = NULL;
  connection_update_deadline(connection);
  connection_update_reading(connection);
}

void connection_answered(Connection *connection) {
  connection->answered = true;
  if (connection->state != CONNECTION_BUSY) return;
  drop_request(connection, false);
  if (!connection->keep_alive || connection->expects_continue) {
    fail_body(connection);
    connection_finish(connection);
    return;
  }
  if (connection->body_open && !connection->body_dropped) on_cancel(connection);
  if (connection->body_open || connection->writes || connection->state != CONNECTION_BUSY) return;
  connection->state = CONNECTION_HEAD;
  bool is_last =
      connection->server->is_stopping || (connection->input_ended && !connection->processing);
  if (!connection->input_length && is_last) {
    connection_close(connection);
    return;
  }
  connection_update_deadline(connection);
  connection_update_reading(connection);
  connection_process(connection);
}

void connection_refuse(Connection *connection, int status) {
  Http *http = connection->server->http;
  Text *out = &http->output;
  if (connection->sink) { /* in the middle of another answer */
    connection_close(connection);
    return;
  }
  connection->keep_alive = false;
  fail_body(connection);
  drop_request(connection, true);
  if (connection->answered && connection->state == CONNECTION_BUSY) {
    connection_finish(connection);
    return;
  }
  response_head_add_refusal(http, out, status);
  connection->answered = true;
  if (text_ok(out)) connection_write(connection, out->data, out->length, NULL, 0);
  text_clear(out);
  if (connection->state != CONNECTION_CLOSED) connection_finish(connection);
}

static int init_socket(Connection *connection) {
  Server *server = connection->server;
  uv_loop_t *loop = server->socket.handle.loop;
  return server->address.path ? uv_pipe_init(loop, &connection->socket.pipe, 0)
                              : uv_tcp_init(loop, &connection->socket.tcp);
}

static void join_server(Connection *connection) {
  Server *server = connection->server;
  server->holds++;
  server->connection_count++;
  connection->next = server->connections;
  if (connection->next) connection->next->previous = connection;
  server->connections = connection;
}

void connection_accept(Server *server) {
  Http *http = server->http;
  if (!http->read_buffer) http->read_buffer = malloc(HTTP_READ_BUFFER);
  Connection *connection = http->read_buffer ? calloc(1, sizeof *connection) : NULL;
  if (!connection) return; /* it stays in the backlog */
  connection->server = server;
  if (init_socket(connection) != 0) {
    free(connection);
    return;
  }
  connection->socket.handle.data = connection;
  join_server(connection);
  bool full =
      server->limits.connections > 0 && server->connection_count > server->limits.connections;
  if (uv_accept(&server->socket.stream, &connection->socket.stream) != 0 || full) {
    connection_close(connection);
    return;
  }
  MoteVm *vm = http->rt->vm;
  if (server->tls && !server_tls_accept(vm, connection)) {
    mote_take_exception(vm);
    connection_close(connection);
    return;
  }
  if (!server->address.path) uv_tcp_nodelay(&connection->socket.tcp, 1);
  connection_update_deadline(connection);
  connection_update_reading(connection);
}
