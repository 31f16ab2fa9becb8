/* SPDX-License-Identifier: MIT */
/* connect.c: channels that connect to an address or a path, and what is known and set of their sockets. */
#include <stdlib.h>

#include "runtime/internal.h"
#include "runtime/net/address.h"
#include "runtime/net/channel.h"

typedef struct ConnectRequest {
  uv_connect_t uv;
  Channel *channel;
} ConnectRequest;

static void settle_connecting(Channel *channel, int status) {
  MoteAsync *operation = wait_queue_take(&channel->connecting, &channel->resource);
  if (!operation) return;
  bool ok = status == 0;
  if (ok) channel_established(channel);
  else
    throw_network_error(channel->resource.rt->vm, status, "connect", channel->peer,
                        channel->peer_port);
  mote_async_finish(operation, ok, mote_undefined());
}

static void on_connected(uv_connect_t *uv, int status) {
  ConnectRequest *request = uv->data;
  Channel *channel = request->channel;
  Runtime *rt = channel->resource.rt;
  free(request);
  if (channel->resource.is_ending || status == UV_ECANCELED) return;
  settle_connecting(channel, status);
  runtime_after_callback(rt);
}

static ConnectRequest *request_new(MoteVm *vm, Channel *channel) {
  ConnectRequest *request = malloc(sizeof *request);
  if (!request) {
    mote_throw_out_of_memory(vm);
    return NULL;
  }
  request->channel = channel;
  request->uv.data = request;
  return request;
}

/* connect(address, port) of a new TCP channel. */
bool channel_connect(MoteVm *vm, MoteCall *call) {
  Channel *channel;
  struct sockaddr_storage address;
  TRY(channel_this(vm, call, &channel) &&
      address_argument(vm, mote_argument(call, 0), mote_argument(call, 1), &address) &&
      mote_to_utf8(vm, mote_argument(call, 0), &channel->peer, NULL));
  channel->peer_port = (int)mote_as_number(vm, mote_argument(call, 1));
  ConnectRequest *request = request_new(vm, channel);
  if (!request) return false;
  if (!wait_queue_add(vm, call, &channel->connecting, &channel->resource)) {
    free(request);
    return false;
  }
  int error =
      uv_tcp_connect(&request->uv, &channel->uv.tcp, (struct sockaddr *)&address, on_connected);
  if (!error) return true;
  free(request);
  settle_connecting(channel, error);
  return true;
}

/* connectPath(path) of a new pipe. */
bool channel_connect_path(MoteVm *vm, MoteCall *call) {
  Channel *channel;
  TRY(channel_this(vm, call, &channel) &&
      mote_to_utf8(vm, mote_argument(call, 0), &channel->peer, NULL));
  ConnectRequest *request = request_new(vm, channel);
  if (!request) return false;
  if (!wait_queue_add(vm, call, &channel->connecting, &channel->resource)) {
    free(request);
    return false;
  }
  uv_pipe_connect(&request->uv, &channel->uv.pipe, channel->peer, on_connected);
  return true;
}

/* --- addresses --- */

static bool return_address(MoteVm *vm, MoteCall *call, bool of_peer) {
  Channel *channel;
  TRY(channel_this(vm, call, &channel));
  return return_socket_address(vm, call, &channel->resource, of_peer);
}

bool channel_local_address(MoteVm *vm, MoteCall *call) { return return_address(vm, call, false); }
bool channel_remote_address(MoteVm *vm, MoteCall *call) { return return_address(vm, call, true); }

/* --- options: those of TCP do nothing for pipes --- */

bool channel_set_no_delay(MoteVm *vm, MoteCall *call) {
  Channel *channel;
  TRY(channel_this(vm, call, &channel));
  if (channel->uv.handle.type == UV_TCP && channel->resource.is_open)
    uv_tcp_nodelay(&channel->uv.tcp, mote_to_boolean(vm, mote_argument(call, 0)));
  return true;
}

/* setKeepAlive(on, seconds) */
bool channel_set_keep_alive(MoteVm *vm, MoteCall *call) {
  Channel *channel;
  double seconds = mote_as_number(vm, mote_argument(call, 1));
  TRY(channel_this(vm, call, &channel));
  if (channel->uv.handle.type == UV_TCP && channel->resource.is_open)
    uv_tcp_keepalive(&channel->uv.tcp, mote_to_boolean(vm, mote_argument(call, 0)),
                     seconds >= 1 && seconds < 1e6 ? (unsigned)seconds : 60);
  return true;
}
