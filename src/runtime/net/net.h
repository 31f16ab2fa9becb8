/* SPDX-License-Identifier: MIT */
/* net.h: the module mote:internal/net, which lib/mote/net.ts stands on, and what its parts share. */
#ifndef RUNTIME_NET_NET_H
#define RUNTIME_NET_NET_H

#include "runtime/net/tls.h"

#define NET_SCRATCH ((size_t)64 * 1024)

/* Per runtime. */
typedef struct Net {
  char *received; /* what libuv reads into, and is copied from at once */
  char *plain; /* what TLS decrypts into */
  TlsContext
      *anonymous; /* of clients that say nothing: the system's authorities. NULL: not needed yet */
} Net;

/* Makes it on first need. NULL: out of memory (exception). */
Net *net_of(Runtime *rt);
MOTE_CHECK bool net_make_module(Runtime *rt, MoteValue *out);

/* The context that clients use unless told otherwise: verifying, the authorities of the system, no ALPN (see
 * tls_set_protocols). Borrowed: it lives as long as the runtime. */
MOTE_CHECK bool net_client_context(MoteVm *vm, TlsContext **out);
/* An object of tlsContext() as a context, borrowed; undefined: that of clients. TypeError */
MOTE_CHECK bool net_context_argument(MoteVm *vm, MoteValue value, TlsContext **out);

/* Functions of the module. */
bool net_tls_context(MoteVm *vm, MoteCall *call); /* tls_object.c */
bool net_listen(MoteVm *vm, MoteCall *call); /* listener.c */
bool net_udp(MoteVm *vm, MoteCall *call); /* udp.c */
bool net_lookup(MoteVm *vm, MoteCall *call); /* dns.c */
bool net_reverse(MoteVm *vm, MoteCall *call);
bool net_resolve(MoteVm *vm, MoteCall *call); /* dns_query.c */

#endif
