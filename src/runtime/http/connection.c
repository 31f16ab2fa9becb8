/* SPDX-License-Identifier: MIT */
/* connection.c: the sockets of a server's clients: reading, writing, time limits, their life.
 *
 * Every callback of the loop ends with runtime_after_callback where JavaScript may have run. A connection's struct goes
 * in the callback of uv_close, thus never while one of its functions runs. */
#include "runtime/http/connection.h"

#include <stdlib.h>
#include <string.h>

#include "runtime/http/http1.h"
#include "runtime/http/server_tls.h"
#include "runtime/internal.h"
#include "runtime/net/tls.h"

enum { LINGER_TIME = 1000 };

static Runtime *runtime_of_connection(const Connection *connection) {
  return connection->server->http->rt;
}

/* --- the end --- */

static void on_closed(uv_handle_t *handle) {
  Connection *connection = handle->data;
  Server *server = connection->server;
  if (connection->protocol->destroy) connection->protocol->destroy(connection);
  server_forget(server, connection);
  tls_session_destroy(connection->tls);
  free(connection);
}

void connection_close(Connection *connection) {
  if (connection->state == CONNECTION_CLOSED) return;
  connection->state = CONNECTION_CLOSED;
  deadlines_remove(&connection->server->deadlines, &connection->deadline);
  connection->protocol->closed(connection);
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
  if (force) connection_close(connection);
  else if (connection->state == CONNECTION_OPEN) connection->protocol->stop(connection);
}

/* --- deadlines --- */

static bool is_in_handshake(const Connection *connection) {
  return connection->tls && !tls_is_established(connection->tls);
}

static double time_limit(const Connection *connection) {
  const ServerLimits *limits = &connection->server->limits;
  if (connection->state == CONNECTION_LINGER) return LINGER_TIME;
  if (connection->writes) return limits->write_time;
  if (is_in_handshake(connection)) return limits->head_time;
  return connection->protocol->time_limit(connection);
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

static void on_deadline(Deadline *deadline) {
  Connection *connection =
      (Connection *)(void *)((char *)deadline - offsetof(Connection, deadline));
  Runtime *rt = runtime_of_connection(connection);
  if (takes_bytes(connection)) {
    connection_update_deadline(connection);
    return;
  }
  if (connection->state == CONNECTION_OPEN && !is_in_handshake(connection))
    connection->protocol->expired(connection);
  else connection_close(connection);
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
  if (connection->state == CONNECTION_OPEN) connection->protocol->drained(connection);
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

/* A buffer of more is not kept. */
enum { OUTPUT_KEPT = 256 * 1024 };

void connection_write_output(Connection *connection, char *owned, size_t length) {
  Text *out = &connection->server->http->output;
  if (text_ok(out)) {
    connection_write(connection, out->data, out->length, owned, length);
  } else {
    free(owned);
    connection_close(connection);
  }
  if (out->capacity > OUTPUT_KEPT || out->failed) text_free(out);
  else text_clear(out);
}

/* --- reading --- */

static void on_allocate(uv_handle_t *handle, size_t suggested, uv_buf_t *out) {
  const Connection *connection = handle->data;
  (void)suggested;
  *out = uv_buf_init(connection->server->http->read_buffer, HTTP_READ_BUFFER);
}

static void on_read(uv_stream_t *stream, ssize_t count, const uv_buf_t *buffer);

void connection_update_reading(Connection *connection) {
  if (connection->state == CONNECTION_CLOSED) return;
  bool wanted =
      connection->state == CONNECTION_LINGER || connection->protocol->wants_input(connection);
  if (connection->input_ended) wanted = false;
  if (wanted == connection->reads) return;
  connection->reads = wanted;
  if (wanted) uv_read_start(&connection->socket.stream, on_allocate, on_read);
  else uv_read_stop(&connection->socket.stream);
}

void connection_take(Connection *connection, const char *bytes, size_t length) {
  if (connection->state == CONNECTION_OPEN) connection->protocol->take(connection, bytes, length);
  else connection_update_deadline(connection); /* who still sends gets more time to read */
}

void connection_end_input(Connection *connection) {
  connection->input_ended = true;
  connection->reads = false;
  uv_read_stop(&connection->socket.stream);
  if (connection->state == CONNECTION_OPEN) connection->protocol->end(connection);
  else connection_close(connection);
}

static void on_read(uv_stream_t *stream, ssize_t count, const uv_buf_t *buffer) {
  Connection *connection = stream->data;
  Runtime *rt = runtime_of_connection(connection);
  if (count == 0) return;
  if (count == UV_EOF) connection_end_input(connection);
  else if (count < 0) connection_close(connection);
  else if (connection->tls) server_tls_feed(connection, buffer->base, (size_t)count);
  else connection_take(connection, buffer->base, (size_t)count);
  connection_update_reading(connection);
  runtime_after_callback(rt);
}

/* --- the beginning --- */

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
  Connection *connection = http->read_buffer ? http1_connection_create(server) : NULL;
  if (!connection) return; /* it stays in the backlog */
  connection->deadline.expired = on_deadline;
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
