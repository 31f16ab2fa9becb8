/* SPDX-License-Identifier: MIT */
/* request_info.c: the second argument of a handler: where its request came from. One object for each connection. */
#include <arpa/inet.h>
#include <stdlib.h>

#include "runtime/define.h"
#include "runtime/http/respond.h"
#include "runtime/internal.h"

typedef struct Peer {
  union {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
  } address; /* family AF_UNIX: of a Unix socket */
} Peer;

static void read_peer(const Connection *connection, Peer *peer) {
  int length = sizeof peer->address;
  peer->address.any.sa_family = AF_UNIX;
  if (!connection->server->address.path)
    uv_tcp_getpeername(&connection->socket.tcp, &peer->address.any, &length);
}

static bool define_address(MoteVm *vm, MoteValue object, const Peer *peer) {
  char name[INET6_ADDRSTRLEN] = "";
  const struct sockaddr_in *v4 = &peer->address.v4;
  const struct sockaddr_in6 *v6 = &peer->address.v6;
  bool is_v6 = peer->address.any.sa_family == AF_INET6;
  if (is_v6) uv_ip6_name(v6, name, sizeof name);
  else uv_ip4_name(v4, name, sizeof name);
  return define_text(vm, object, "transport", "tcp", MOTE_DEFAULT) &&
         define_text(vm, object, "hostname", name, MOTE_DEFAULT) &&
         mote_define(vm, object, "port", mote_int32(ntohs(is_v6 ? v6->sin6_port : v4->sin_port)),
                     MOTE_DEFAULT);
}

/* remoteAddr: { transport, hostname, port }, or { transport: "unix" } */
static bool get_remote_address(MoteVm *vm, MoteCall *call) {
  void *data;
  MoteValue object;
  TRY(mote_this_data(vm, call, runtime_of(vm)->classes[CLASS_REQUEST_INFO], &data) &&
      mote_object_new(vm, &object));
  const Peer *peer = data;
  bool ok = peer->address.any.sa_family == AF_UNIX
                ? define_text(vm, object, "transport", "unix", MOTE_DEFAULT)
                : define_address(vm, object, peer);
  return ok && mote_return(call, object);
}

static bool info_new(Connection *connection, MoteValue *out) {
  static const MoteMethod methods[] = {{"remoteAddr", get_remote_address, 0, NULL, MOTE_ACCESSOR}};
  static const MoteClassSpec spec = {.name = "RequestInfo",
                                     .methods = methods,
                                     .method_count = LENGTH_OF(methods),
                                     .finalize = free};
  Runtime *rt = connection->server->http->rt;
  Peer *peer = calloc(1, sizeof *peer);
  if (!peer) return mote_throw_out_of_memory(rt->vm);
  read_peer(connection, peer);
  if (runtime_instance(rt->vm, CLASS_REQUEST_INFO, &spec, peer, out)) return true;
  free(peer);
  return false;
}

bool request_info(Connection *connection, MoteValue *out) {
  if (connection->info) {
    *out = mote_handle_get(connection->info);
    return true;
  }
  TRY(info_new(connection, out));
  connection->info = mote_handle_create(connection->server->http->rt->vm, *out);
  return connection->info != NULL;
}
