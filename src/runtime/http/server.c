/* SPDX-License-Identifier: MIT */
/* server.c: listening, accepting, stopping.
 *
 * A server's struct lives until its object is collected and its handles (the socket, the timer, each connection) are
 * closed; each of them has a hold on it. */
#include "runtime/http/server.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "runtime/http/connection.h"
#include "runtime/internal.h"
#include "runtime/net/address.h"
#include "runtime/net/tls.h"
#include "runtime/system_error.h"

Server *server_create(MoteVm *vm) {
  Http *http;
  if (!http_of(vm, &http)) return NULL;
  Server *server = calloc(1, sizeof *server);
  if (!server) {
    mote_throw_out_of_memory(vm);
    return NULL;
  }
  server->http = http;
  server->holds = 1;
  server->allows_http2 = true;
  return server;
}

void server_release(Server *server) {
  if (--server->holds) return;
  tls_context_release(server->tls);
  free(server->address.hostname);
  free(server->address.path);
  free(server);
}

/* --- the end --- */

static void on_timer_closed(uv_handle_t *handle) {
  Deadlines *wheel = handle->data;
  server_release((Server *)((char *)wheel - offsetof(Server, deadlines)));
}

static void drop_handle(MoteHandle **handle) {
  mote_handle_destroy(*handle);
  *handle = NULL;
}

static void close_timer(Server *server) {
  uv_handle_t *timer = (uv_handle_t *)&server->deadlines.timer;
  if (!uv_is_closing(timer)) uv_close(timer, on_timer_closed);
}

void server_drop_handles(Server *server) {
  drop_handle(&server->handler);
  drop_handle(&server->on_error);
  drop_handle(&server->options);
  drop_handle(&server->closed);
  drop_handle(&server->resolve_closed);
}

/* Nothing is left: `closed` is fulfilled. */
static void server_over(Server *server) {
  Runtime *rt = server->http->rt;
  if (server->has_ended) return;
  server->has_ended = true;
  if (server->previous) server->previous->next = server->next;
  else server->http->servers = server->next;
  if (server->next) server->next->previous = server->previous;
  close_timer(server);
  if (!rt->http->ended && server->resolve_closed &&
      !mote_call(rt->vm, mote_handle_get(server->resolve_closed), mote_undefined(), NULL, 0, NULL))
    mote_take_exception(rt->vm);
  server_drop_handles(server);
}

static void check_over(Server *server) {
  if (server->is_stopping && !server->is_open && !server->connections) server_over(server);
}

void server_forget(Server *server, Connection *connection) {
  if (connection->previous) connection->previous->next = connection->next;
  else server->connections = connection->next;
  if (connection->next) connection->next->previous = connection->previous;
  server->connection_count--;
  check_over(server);
  if (server->has_ended && !server->http->ended) runtime_after_callback(server->http->rt);
  server_release(server);
}

static void on_socket_closed(uv_handle_t *handle) {
  Server *server = handle->data;
  server->is_open = false;
  check_over(server);
  if (!server->http->ended) runtime_after_callback(server->http->rt);
  server_release(server);
}

void server_stop(Server *server, bool force) {
  if (!server->is_stopping) {
    server->is_stopping = true;
    if (server->is_open) uv_close(&server->socket.handle, on_socket_closed);
  }
  for (Connection *next, *connection = server->connections; connection; connection = next) {
    next = connection->next;
    connection_stop(connection, force);
  }
  check_over(server);
}

void servers_end(Http *http) {
  for (Server *next, *server = http->servers; server; server = next) {
    next = server->next;
    server_stop(server, true);
    close_timer(server);
  }
}

/* --- the beginning --- */

static void on_connection(uv_stream_t *socket, int status) {
  Server *server = socket->data;
  if (status == 0) connection_accept(server);
}

static bool throw_listen_error(MoteVm *vm, const Server *server, int error) {
  char where[280];
  const ServerAddress *address = &server->address;
  if (address->path) snprintf(where, sizeof where, "%s", address->path);
  else
    snprintf(where, sizeof where, "%s:%d", address->hostname ? address->hostname : "0.0.0.0",
             address->port);
  return throw_system_error(vm, error, "listen", where, NULL);
}

static int set_reuse_port(const Server *server) {
  int fd, one = 1, error = uv_fileno(&server->socket.handle, &fd);
  if (error == 0 && setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &one, sizeof one) != 0)
    error = uv_translate_sys_error(errno);
  return error;
}

static int bind_tcp(Server *server, const struct sockaddr_storage *address) {
  int error = uv_tcp_init_ex(&server->http->rt->loop, &server->socket.tcp, address->ss_family);
  if (error != 0) return error;
  server->is_open = true;
  if (server->address.reuse_port) error = set_reuse_port(server);
  if (error == 0) error = uv_tcp_bind(&server->socket.tcp, (const struct sockaddr *)address, 0);
  return error;
}

static int bind_pipe(Server *server) {
  int error = uv_pipe_init(&server->http->rt->loop, &server->socket.pipe, 0);
  if (error != 0) return error;
  server->is_open = true;
  return uv_pipe_bind(&server->socket.pipe, server->address.path);
}

/* The port that the system has chosen. */
static int read_port(Server *server) {
  struct sockaddr_storage address;
  int length = sizeof address;
  if (server->address.path) return 0;
  int error = uv_tcp_getsockname(&server->socket.tcp, (struct sockaddr *)&address, &length);
  if (error == 0)
    server->address.port =
        ntohs(address.ss_family == AF_INET6 ? ((struct sockaddr_in6 *)&address)->sin6_port
                                            : ((struct sockaddr_in *)&address)->sin_port);
  return error;
}

static uint32_t tick_period(const ServerLimits *limits) {
  const double times[] = {limits->head_time, limits->body_time, limits->idle_time,
                          limits->write_time};
  double shortest = 4000;
  for (size_t i = 0; i < LENGTH_OF(times); i++)
    if (times[i] > 0 && times[i] < shortest) shortest = times[i];
  return shortest < 80 ? 20 : (uint32_t)(shortest / 4);
}

static void join_runtime(Server *server) {
  Http *http = server->http;
  server->next = http->servers;
  if (server->next) server->next->previous = server;
  http->servers = server;
  deadlines_init(&server->deadlines, &http->rt->loop, tick_period(&server->limits));
  server->deadlines.timer.data = &server->deadlines;
  server->holds += 2; /* the socket, the timer */
}

static void on_failed_closed(uv_handle_t *handle) { server_release(handle->data); }

bool server_listen(MoteVm *vm, Server *server) {
  struct sockaddr_storage address;
  const char *name = server->address.hostname ? server->address.hostname : "0.0.0.0";
  if (!server->address.path) TRY(address_look_up(vm, name, server->address.port, &address));
  int error = server->address.path ? bind_pipe(server) : bind_tcp(server, &address);
  server->socket.handle.data = server;
  if (error == 0) error = uv_listen(&server->socket.stream, server->address.backlog, on_connection);
  if (error == 0) error = read_port(server);
  if (error == 0) {
    join_runtime(server);
    return true;
  }
  if (server->is_open) {
    server->holds++;
    uv_close(&server->socket.handle, on_failed_closed);
  }
  return throw_listen_error(vm, server, error);
}
