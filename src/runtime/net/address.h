/* SPDX-License-Identifier: MIT */
/* address.h: addresses of sockets as objects, and errors that name them. */
#ifndef RUNTIME_NET_ADDRESS_H
#define RUNTIME_NET_ADDRESS_H

#include "runtime/loop/resource.h"

/* Reads an IPv4 or IPv6 address, with a zone perhaps ("fe80::1%eth0"). False, without an exception: it is none. */
bool address_parse(const char *text, int port, struct sockaddr_storage *out);
/* The same, or the first address of a host name, which is looked up at once: for what listens, and must know where
 * before it returns. "localhost" is 127.0.0.1. Throws "getaddrinfo ENOTFOUND name" (dns.c). */
MOTE_CHECK bool address_look_up(MoteVm *vm, const char *name, int port,
                                struct sockaddr_storage *out);
/* { address, port, family: "IPv4" }, or { path } of a Unix socket. */
MOTE_CHECK bool address_object(MoteVm *vm, const struct sockaddr *address, MoteValue *out);

/* The result of a method: where a socket is bound to, or, of_peer, connected to; null: it is a Unix socket, is closed,
 * or is neither. */
MOTE_CHECK bool return_socket_address(MoteVm *vm, MoteCall *call, const Resource *resource,
                                      bool of_peer);

/* An argument as an address and its port: TypeError ERR_INVALID_IP_ADDRESS, RangeError ERR_SOCKET_BAD_PORT. */
MOTE_CHECK bool address_argument(MoteVm *vm, MoteValue text, MoteValue port,
                                 struct sockaddr_storage *out);

/* Throws "connect ECONNREFUSED 127.0.0.1:80", as Node says it, with code, errno, syscall, address and port. address:
 * an address or the path of a Unix socket; NULL: none. Always false. */
bool throw_network_error(MoteVm *vm, int error, const char *syscall, const char *address, int port);

#endif
