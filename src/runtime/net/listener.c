/* SPDX-License-Identifier: MIT */
/* listener.c: listening sockets. accept() waits for a connection; those that nobody has asked for yet stay with the
 * system: libuv takes one and then waits. An open listener keeps itself and the loop alive. */
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "runtime/internal.h"
#include "runtime/net/address.h"
#include "runtime/net/channel.h"
#include "runtime/net/net.h"

typedef struct Listener {
  Resource resource;
  StreamHandle uv;
  WaitQueue acceptors;
  uint32_t arrived; /* connections that uv_accept can give */
} Listener;

/* --- accepting --- */

/* A connection that has arrived, as a channel. */
static bool take_connection(MoteVm *vm, Listener *listener, MoteValue *out) {
  Channel *channel;
  bool is_tcp = listener->uv.handle.type == UV_TCP;
  TRY(is_tcp ? channel_new_tcp(vm, &channel, out) : channel_new_pipe(vm, &channel, out));
  int error = uv_accept(&listener->uv.stream, &channel->uv.stream);
  if (!error) {
    channel_established(channel);
    return true;
  }
  resource_close(&channel->resource);
  return throw_network_error(vm, error, "accept", NULL, -1);
}

static void settle_acceptor(Listener *listener, int error) {
  MoteVm *vm = listener->resource.rt->vm;
  MoteAsync *operation = wait_queue_take(&listener->acceptors, &listener->resource);
  MoteValue channel = mote_undefined();
  bool ok = error ? throw_network_error(vm, error, "accept", NULL, -1)
                  : take_connection(vm, listener, &channel);
  mote_async_finish(operation, ok, channel);
}

static void on_connection(uv_stream_t *stream, int status) {
  Listener *listener = stream->data;
  Runtime *rt = listener->resource.rt;
  bool waited_for = !wait_queue_is_empty(&listener->acceptors);
  if (waited_for) settle_acceptor(listener, status);
  else if (status == 0) listener->arrived++;
  if (waited_for) runtime_after_callback(rt);
}

static bool this_listener(MoteVm *vm, MoteCall *call, Listener **out) {
  void *data;
  TRY(mote_this_data(vm, call, runtime_of(vm)->classes[CLASS_LISTENER], &data));
  *out = data;
  return true;
}

/* accept(): a channel; null: the listener is closed. */
static bool listener_accept(MoteVm *vm, MoteCall *call) {
  Listener *listener;
  TRY(this_listener(vm, call, &listener));
  if (!resource_is_usable(&listener->resource))
    return mote_async_return(vm, call, true, mote_null());
  TRY(wait_queue_add(vm, call, &listener->acceptors, &listener->resource));
  if (listener->arrived) {
    listener->arrived--;
    settle_acceptor(listener, 0);
  }
  return true;
}

/* --- the object --- */

static void listener_abandon(Resource *resource) {
  wait_queue_abandon(&((Listener *)resource)->acceptors);
}

static void listener_closed(Resource *resource) {
  Listener *listener = (Listener *)resource;
  for (MoteAsync *each; (each = wait_queue_take(&listener->acceptors, resource));) {
    mote_async_finish(each, true, mote_null());
  }
}

static void listener_free(Resource *resource) { free(resource); }

/* address(): of TCP; null: a Unix socket, or closed. */
static bool listener_address(MoteVm *vm, MoteCall *call) {
  Listener *listener;
  TRY(this_listener(vm, call, &listener));
  return return_socket_address(vm, call, &listener->resource, false);
}

static const MoteMethod listener_methods[] = {
    {"accept", listener_accept, 0, NULL, MOTE_METHOD},
    {"address", listener_address, 0, NULL, MOTE_METHOD},
};

static bool ensure_class(MoteVm *vm) {
  return resource_class(vm, CLASS_LISTENER, "ListenerHandle", listener_methods,
                        LENGTH_OF(listener_methods));
}

/* --- beginning to listen --- */

typedef struct ListenOptions {
  struct sockaddr_storage address;
  char *name; /* address or path */
  int port, backlog; /* port -1: a path */
  bool reuse_port, only_ipv6;
} ListenOptions;

static int bind_tcp(Listener *listener, const ListenOptions *options) {
  int on = 1;
  uv_os_fd_t fd;
  int error = uv_tcp_init_ex(listener->resource.rt ? &listener->resource.rt->loop : NULL,
                             &listener->uv.tcp, options->address.ss_family);
  if (error) return error;
  if (options->reuse_port && uv_fileno(&listener->uv.handle, &fd) == 0 &&
      setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) != 0)
    return UV_ENOTSUP;
  return uv_tcp_bind(&listener->uv.tcp, (const struct sockaddr *)&options->address,
                     options->only_ipv6 ? UV_TCP_IPV6ONLY : 0);
}

static int begin(Listener *listener, const ListenOptions *options) {
  Runtime *rt = listener->resource.rt;
  int error;
  if (options->port >= 0) {
    error = bind_tcp(listener, options);
  } else {
    uv_pipe_init(&rt->loop, &listener->uv.pipe, 0);
    error = uv_pipe_bind(&listener->uv.pipe, options->name);
  }
  return error ? error : uv_listen(&listener->uv.stream, options->backlog, on_connection);
}

/* The listening object; errors of bind and listen are thrown. */
static bool listen_now(MoteVm *vm, const ListenOptions *options, MoteValue *out) {
  static const ResourceKind kind = {listener_abandon, listener_closed, listener_free};
  Runtime *rt = runtime_of(vm);
  Listener *listener = calloc(1, sizeof *listener);
  if (!listener) return mote_throw_out_of_memory(vm);
  listener->resource.rt = rt;
  int error = begin(listener, options);
  TRY(resource_open(rt, &listener->resource, &kind, &listener->uv.handle));
  if (error) {
    resource_close(&listener->resource);
    return throw_network_error(vm, error, "listen", options->name, options->port);
  }
  return resource_object(&listener->resource, CLASS_LISTENER, out) &&
         resource_hold(&listener->resource, *out);
}

/* listen(address or path, port or -1, backlog, reusePort, ipv6Only) */
bool net_listen(MoteVm *vm, MoteCall *call) {
  MoteValue port = mote_argument(call, 1), out;
  ListenOptions options = {.port = (int)mote_as_number(vm, port),
                           .backlog = (int)mote_as_number(vm, mote_argument(call, 2)),
                           .reuse_port = mote_to_boolean(vm, mote_argument(call, 3)),
                           .only_ipv6 = mote_to_boolean(vm, mote_argument(call, 4))};
  TRY(ensure_class(vm) && mote_to_utf8(vm, mote_argument(call, 0), &options.name, NULL));
  bool ok =
      (options.port == -1 || address_look_up(vm, options.name, options.port, &options.address)) &&
      listen_now(vm, &options, &out);
  mote_free(options.name);
  return ok && mote_return(call, out);
}
