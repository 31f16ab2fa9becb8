/* SPDX-License-Identifier: MIT */
/* udp.c: UDP sockets. Datagrams that nobody has asked for yet wait, up to a limit; then reading stops, and the system
 * drops what it has no room for, as UDP may. */
#include <stdlib.h>

#include "runtime/encoding.h"
#include "runtime/internal.h"
#include "runtime/net/address.h"
#include "runtime/net/net.h"
#include "runtime/report.h"
#include "runtime/loop/resource.h"

#define WAITING_LIMIT ((size_t)256 * 1024)

typedef struct Datagram {
  struct Datagram *next;
  struct sockaddr_storage from;
  size_t length;
  char bytes[];
} Datagram;

typedef struct Udp {
  Resource resource;
  uv_udp_t uv;
  WaitQueue receivers;
  Datagram *first, *last;
  size_t waiting; /* bytes of datagrams, and of their structs */
  bool is_receiving;
} Udp;

static bool this_udp(MoteVm *vm, MoteCall *call, Udp **out) {
  void *data;
  TRY(mote_this_data(vm, call, runtime_of(vm)->classes[CLASS_UDP], &data));
  *out = data;
  return true;
}

/* --- receiving --- */

/* { data, address, port, family } */
static bool datagram_object(MoteVm *vm, const char *bytes, size_t length,
                            const struct sockaddr *from, MoteValue *out) {
  MoteValue data;
  return mote_uint8_array_new(vm, bytes, length, &data) && address_object(vm, from, out) &&
         mote_set(vm, *out, "data", data);
}

static void settle_receiver(Udp *udp, bool ok, MoteValue value) {
  mote_async_finish(wait_queue_take(&udp->receivers, &udp->resource), ok, value);
}

static void keep(Udp *udp, const char *bytes, size_t length, const struct sockaddr *from) {
  Datagram *datagram = malloc(sizeof *datagram + length);
  if (!datagram) return; /* lost, as on the way here */
  datagram->next = NULL;
  datagram->length = length;
  memcpy(&datagram->from, from,
         from->sa_family == AF_INET6 ? sizeof(struct sockaddr_in6) : sizeof(struct sockaddr_in));
  memcpy(datagram->bytes, bytes, length);
  if (udp->last) udp->last->next = datagram;
  else udp->first = datagram;
  udp->last = datagram;
  udp->waiting += sizeof *datagram + length;
  if (udp->waiting < WAITING_LIMIT) return;
  uv_udp_recv_stop(&udp->uv);
  udp->is_receiving = false;
}

static void on_allocate(uv_handle_t *handle, size_t suggested, uv_buf_t *out) {
  (void)suggested;
  Udp *udp = handle->data;
  *out = uv_buf_init(udp->resource.rt->net->received, NET_SCRATCH);
}

static void on_datagram(uv_udp_t *uv, ssize_t count, const uv_buf_t *buffer,
                        const struct sockaddr *from, unsigned flags) {
  (void)flags;
  Udp *udp = uv->data;
  Runtime *rt = udp->resource.rt;
  MoteValue value = mote_undefined();
  if (count < 0 || !from) {
    /* errors of what was sent before (ECONNREFUSED) are told to who receives */
    if (count == 0 || wait_queue_is_empty(&udp->receivers)) return;
    settle_receiver(udp, throw_network_error(rt->vm, (int)count, "recv", NULL, -1), value);
  } else if (wait_queue_is_empty(&udp->receivers)) {
    keep(udp, buffer->base, (size_t)count, from);
    return;
  } else {
    bool ok = datagram_object(rt->vm, buffer->base, (size_t)count, from, &value);
    settle_receiver(udp, ok, value);
  }
  runtime_after_callback(rt);
}

static bool take_datagram(MoteVm *vm, MoteCall *call, Udp *udp) {
  Datagram *datagram = udp->first;
  MoteValue value = mote_undefined();
  udp->first = datagram->next;
  if (!udp->first) udp->last = NULL;
  udp->waiting -= sizeof *datagram + datagram->length;
  bool ok = datagram_object(vm, datagram->bytes, datagram->length,
                            (const struct sockaddr *)&datagram->from, &value);
  free(datagram);
  return mote_async_return(vm, call, ok, value);
}

static bool start_receiving(MoteVm *vm, Udp *udp) {
  if (udp->is_receiving) return true;
  int error = uv_udp_recv_start(&udp->uv, on_allocate, on_datagram);
  if (error) return throw_network_error(vm, error, "recv", NULL, -1);
  udp->is_receiving = true;
  return true;
}

/* receive(): a datagram; null: the socket is closed. */
static bool udp_receive(MoteVm *vm, MoteCall *call) {
  Udp *udp;
  TRY(this_udp(vm, call, &udp));
  if (!resource_is_usable(&udp->resource)) return mote_async_return(vm, call, true, mote_null());
  TRY(start_receiving(vm, udp));
  if (udp->first) return take_datagram(vm, call, udp);
  return wait_queue_add(vm, call, &udp->receivers, &udp->resource);
}

/* --- sending --- */

typedef struct SendRequest {
  uv_udp_send_t uv;
  Udp *udp;
  MoteAsync *operation;
  char *address;
  int port;
  char bytes[];
} SendRequest;

static void finish_send(SendRequest *request, int status) {
  Resource *resource = &request->udp->resource;
  bool ok = status == 0 || resource->is_ending ||
            throw_network_error(resource->rt->vm, status, "send", request->address, request->port);
  resource_finish(resource, request->operation, ok);
  mote_free(request->address);
  free(request);
}

static void on_sent(uv_udp_send_t *uv, int status) {
  SendRequest *request = uv->data;
  Runtime *rt = request->udp->resource.rt;
  bool ends = request->udp->resource.is_ending;
  finish_send(request, status);
  if (!ends) runtime_after_callback(rt);
}

static bool send_bytes(MoteVm *vm, MoteCall *call, Udp *udp, const void *bytes, size_t length,
                       const struct sockaddr_storage *to) {
  SendRequest *request = malloc(sizeof *request + length);
  if (!request) return mote_throw_out_of_memory(vm);
  *request = (SendRequest){.udp = udp, .port = (int)mote_as_number(vm, mote_argument(call, 2))};
  memcpy(request->bytes, bytes, length);
  request->uv.data = request;
  request->operation = mote_async_start(vm, call);
  bool ok = request->operation &&
            mote_to_utf8(vm, mote_argument(call, 1), &request->address, NULL) &&
            resource_hold(&udp->resource, mote_this(call));
  if (!ok) {
    mote_async_release(request->operation);
    mote_free(request->address);
    free(request);
    return false;
  }
  uv_buf_t buffer = uv_buf_init(request->bytes, (unsigned)length);
  int error = uv_udp_send(&request->uv, &udp->uv, &buffer, 1, (const struct sockaddr *)to, on_sent);
  if (error) finish_send(request, error);
  return true;
}

#define DATAGRAM_MAX 65535

/* send(data, address, port) */
static bool udp_send(MoteVm *vm, MoteCall *call) {
  Udp *udp;
  uint8_t *bytes;
  size_t length;
  MoteText text = {0};
  struct sockaddr_storage to;
  MoteValue data = mote_argument(call, 0);
  TRY(this_udp(vm, call, &udp));
  if (!resource_is_usable(&udp->resource)) {
    mote_throw_code(vm, MOTE_ERROR, "ERR_SOCKET_CLOSED", "The socket is closed");
    return mote_async_return(vm, call, false, data);
  }
  TRY(address_argument(vm, mote_argument(call, 1), mote_argument(call, 2), &to));
  if (!bytes_of(vm, data, &bytes, &length)) {
    if (!mote_is_string(vm, data))
      return throw_argument_type(vm, "data",
                                 "string or an instance of ArrayBuffer, TypedArray, "
                                 "or DataView",
                                 data);
    TRY(mote_text_open(vm, data, &text));
    bytes = (uint8_t *)text.bytes;
    length = text.length;
  }
  bool ok;
  if (length <= DATAGRAM_MAX) {
    ok = send_bytes(vm, call, udp, bytes, length, &to);
  } else {
    throw_network_error(vm, UV_EMSGSIZE, "send", NULL, -1);
    ok = mote_async_return(vm, call, false, data);
  }
  mote_text_close(&text);
  return ok;
}

/* --- options --- */

static bool text_argument(MoteVm *vm, MoteCall *call, uint32_t index, char **out) {
  *out = NULL;
  MoteValue value = mote_argument(call, index);
  return mote_is_nullish(vm, value) || mote_to_utf8(vm, value, out, NULL);
}

/* membership(join, group, interface) */
static bool udp_membership(MoteVm *vm, MoteCall *call) {
  Udp *udp;
  char *group, *interface_address;
  bool join = mote_to_boolean(vm, mote_argument(call, 0));
  TRY(this_udp(vm, call, &udp) && text_argument(vm, call, 1, &group));
  if (!text_argument(vm, call, 2, &interface_address)) {
    mote_free(group);
    return false;
  }
  int error = UV_EBADF;
  if (resource_is_usable(&udp->resource))
    error = uv_udp_set_membership(&udp->uv, group ? group : "", interface_address,
                                  join ? UV_JOIN_GROUP : UV_LEAVE_GROUP);
  if (error) throw_network_error(vm, error, join ? "addMembership" : "dropMembership", group, -1);
  mote_free(group);
  mote_free(interface_address);
  return error == 0;
}

/* set(name, number): "broadcast", "ttl", "multicastTTL", "multicastLoopback" */
static bool udp_set(MoteVm *vm, MoteCall *call) {
  Udp *udp;
  MoteValue name = mote_argument(call, 0);
  int number = (int)mote_as_number(vm, mote_argument(call, 1)), error = UV_EINVAL;
  TRY(this_udp(vm, call, &udp));
  if (!resource_is_usable(&udp->resource)) error = UV_EBADF;
  else if (mote_string_is(vm, name, "broadcast")) error = uv_udp_set_broadcast(&udp->uv, number);
  else if (mote_string_is(vm, name, "ttl")) error = uv_udp_set_ttl(&udp->uv, number);
  else if (mote_string_is(vm, name, "multicastTTL"))
    error = uv_udp_set_multicast_ttl(&udp->uv, number);
  else if (mote_string_is(vm, name, "multicastLoopback"))
    error = uv_udp_set_multicast_loop(&udp->uv, number);
  return error == 0 || throw_network_error(vm, error, "setsockopt", NULL, -1);
}

static bool udp_address(MoteVm *vm, MoteCall *call) {
  Udp *udp;
  TRY(this_udp(vm, call, &udp));
  return return_socket_address(vm, call, &udp->resource, false);
}

/* --- the object --- */

static void udp_abandon(Resource *resource) { wait_queue_abandon(&((Udp *)resource)->receivers); }

static void udp_closed(Resource *resource) {
  Udp *udp = (Udp *)resource;
  while (!wait_queue_is_empty(&udp->receivers)) settle_receiver(udp, true, mote_null());
}

static void udp_free(Resource *resource) {
  Udp *udp = (Udp *)resource;
  while (udp->first) {
    Datagram *datagram = udp->first;
    udp->first = datagram->next;
    free(datagram);
  }
  free(udp);
}

static const MoteMethod udp_methods[] = {
    {"send", udp_send, 3, NULL, MOTE_METHOD},
    {"receive", udp_receive, 0, NULL, MOTE_METHOD},
    {"membership", udp_membership, 3, NULL, MOTE_METHOD},
    {"set", udp_set, 2, NULL, MOTE_METHOD},
    {"address", udp_address, 0, NULL, MOTE_METHOD},
};

static bool ensure_class(MoteVm *vm) {
  return resource_class(vm, CLASS_UDP, "UdpHandle", udp_methods, LENGTH_OF(udp_methods));
}

/* udp(address, port, reuseAddress): a bound socket. */
bool net_udp(MoteVm *vm, MoteCall *call) {
  static const ResourceKind kind = {udp_abandon, udp_closed, udp_free};
  Runtime *rt = runtime_of(vm);
  struct sockaddr_storage address;
  MoteValue out;
  TRY(ensure_class(vm) && net_of(rt) &&
      address_argument(vm, mote_argument(call, 0), mote_argument(call, 1), &address));
  Udp *udp = calloc(1, sizeof *udp);
  if (!udp) return mote_throw_out_of_memory(vm);
  uv_udp_init(&rt->loop, &udp->uv);
  TRY(resource_open(rt, &udp->resource, &kind, (uv_handle_t *)&udp->uv) &&
      resource_object(&udp->resource, CLASS_UDP, &out));
  unsigned flags = mote_to_boolean(vm, mote_argument(call, 2)) ? UV_UDP_REUSEADDR : 0;
  int error = uv_udp_bind(&udp->uv, (const struct sockaddr *)&address, flags);
  if (!error) return mote_return(call, out);
  char *text = NULL;
  resource_close(&udp->resource);
  TRY(mote_to_utf8(vm, mote_argument(call, 0), &text, NULL));
  throw_network_error(vm, error, "bind", text, (int)mote_as_number(vm, mote_argument(call, 1)));
  mote_free(text);
  return false;
}
