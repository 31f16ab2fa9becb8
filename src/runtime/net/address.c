/* SPDX-License-Identifier: MIT */
/* address.c: addresses to objects and back. */
#include "runtime/net/address.h"

#include <sys/un.h>

#include "runtime/define.h"

bool address_parse(const char *text, int port, struct sockaddr_storage *out) {
  memset(out, 0, sizeof *out);
  return uv_ip4_addr(text, port, (struct sockaddr_in *)out) == 0 ||
         uv_ip6_addr(text, port, (struct sockaddr_in6 *)out) == 0;
}

static bool ip_object(MoteVm *vm, const char *text, int port, const char *family, MoteValue *out) {
  return mote_object_new(vm, out) && define_text(vm, *out, "address", text, MOTE_DEFAULT) &&
         mote_set(vm, *out, "port", mote_int32(port)) &&
         define_text(vm, *out, "family", family, MOTE_DEFAULT);
}

bool address_object(MoteVm *vm, const struct sockaddr *address, MoteValue *out) {
  char text[INET6_ADDRSTRLEN + 16] = {0};
  if (address->sa_family == AF_INET) {
    const struct sockaddr_in *ip = (const struct sockaddr_in *)address;
    uv_ip4_name(ip, text, sizeof text);
    return ip_object(vm, text, ntohs(ip->sin_port), "IPv4", out);
  }
  if (address->sa_family == AF_INET6) {
    const struct sockaddr_in6 *ip = (const struct sockaddr_in6 *)address;
    uv_ip6_name(ip, text, sizeof text);
    return ip_object(vm, text, ntohs(ip->sin6_port), "IPv6", out);
  }
  return mote_object_new(vm, out);
}

static bool socket_address(const Resource *resource, bool of_peer, struct sockaddr_storage *out) {
  uv_os_fd_t fd;
  socklen_t length = sizeof *out;
  if (!resource->is_open || uv_fileno(resource->handle, &fd) != 0) return false;
  int error = of_peer ? getpeername(fd, (struct sockaddr *)out, &length)
                      : getsockname(fd, (struct sockaddr *)out, &length);
  return error == 0 && (out->ss_family == AF_INET || out->ss_family == AF_INET6);
}

bool return_socket_address(MoteVm *vm, MoteCall *call, const Resource *resource, bool of_peer) {
  struct sockaddr_storage address;
  MoteValue object = mote_null();
  if (socket_address(resource, of_peer, &address))
    TRY(address_object(vm, (const struct sockaddr *)&address, &object));
  return mote_return(call, object);
}

static bool port_argument(MoteVm *vm, MoteValue value, int *out) {
  double port = mote_as_number(vm, value);
  if (!mote_is_number(vm, value) || !(port >= 0 && port <= 65535) || port != (int)port)
    return mote_throw_code(vm, MOTE_RANGE_ERROR, "ERR_SOCKET_BAD_PORT",
                           "The port must be a whole number from 0 to 65535");
  *out = (int)port;
  return true;
}

bool address_argument(MoteVm *vm, MoteValue text, MoteValue port, struct sockaddr_storage *out) {
  char *address;
  int number;
  TRY(port_argument(vm, port, &number) && mote_to_utf8(vm, text, &address, NULL));
  bool ok = address_parse(address, number, out) ||
            mote_throw_code(vm, MOTE_TYPE_ERROR, "ERR_INVALID_IP_ADDRESS", "Invalid IP address: %s",
                            address);
  mote_free(address);
  return ok;
}

static bool define_address(MoteVm *vm, MoteValue error, const char *address, int port) {
  return !address || (define_text(vm, error, "address", address, MOTE_DEFAULT) &&
                      (port < 0 || mote_set(vm, error, "port", mote_int32(port))));
}

bool throw_network_error(MoteVm *vm, int error, const char *syscall, const char *address,
                         int port) {
  char name[32];
  Text text = {0};
  MoteValue value;
  uv_err_name_r(error, name, sizeof name);
  text_format(&text, "%s %s", syscall, name);
  if (address) text_format(&text, " %s", address);
  if (address && port >= 0) text_format(&text, ":%d", port);
  bool ok = mote_error_new(vm, MOTE_ERROR, text_string(&text), &value) &&
            mote_define(vm, value, "errno", mote_int32(error), MOTE_DEFAULT) &&
            define_text(vm, value, "code", name, MOTE_DEFAULT) &&
            define_text(vm, value, "syscall", syscall, MOTE_DEFAULT) &&
            define_address(vm, value, address, port);
  text_free(&text);
  return ok && mote_throw(vm, value);
}
