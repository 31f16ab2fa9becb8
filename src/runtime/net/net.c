/* SPDX-License-Identifier: MIT */
/* net.c: the module mote:internal/net: sockets and names, as low-level objects. lib/mote/net.ts makes of them what
 * programs see. */
#include "runtime/net/net.h"

#include <stdlib.h>

#include "runtime/define.h"
#include "runtime/internal.h"
#include "runtime/net/channel.h"

static void net_free(Runtime *rt, void *data) {
  Net *net = data;
  rt->net = NULL;
  tls_context_release(net->anonymous);
  free(net->received);
  free(net->plain);
  free(net);
}

Net *net_of(Runtime *rt) {
  if (rt->net) return rt->net;
  Net *net = calloc(1, sizeof *net);
  if (net) *net = (Net){.received = malloc(NET_SCRATCH), .plain = malloc(NET_SCRATCH)};
  if (!net || !net->received || !net->plain) mote_throw_out_of_memory(rt->vm);
  else if (runtime_on_end(rt, net_free, net)) return rt->net = net;
  if (net) net_free(rt, net);
  return NULL;
}

bool net_client_context(MoteVm *vm, TlsContext **out) {
  Net *net = net_of(runtime_of(vm));
  TRY(net);
  if (!net->anonymous) TRY(tls_context_create(vm, &(TlsOptions){0}, &net->anonymous));
  *out = net->anonymous;
  return true;
}

/* tcp(), pipe(): channels that are not connected. */
static bool new_tcp(MoteVm *vm, MoteCall *call) {
  Channel *channel;
  MoteValue object;
  return channel_new_tcp(vm, &channel, &object) && mote_return(call, object);
}

static bool new_pipe(MoteVm *vm, MoteCall *call) {
  Channel *channel;
  MoteValue object;
  return channel_new_pipe(vm, &channel, &object) && mote_return(call, object);
}

/* family(text): 4, 6, or 0 where it is no address. */
static bool address_family(MoteVm *vm, MoteCall *call) {
  char *text;
  struct in6_addr address;
  TRY(mote_to_utf8(vm, mote_argument(call, 0), &text, NULL));
  char *zone = strchr(text, '%');
  if (zone) *zone = 0;
  int family = uv_inet_pton(AF_INET, text, &address) == 0 && !zone ? 4
               : uv_inet_pton(AF_INET6, text, &address) == 0       ? 6
                                                                   : 0;
  mote_free(text);
  return mote_return_number(call, family);
}

bool net_make_module(Runtime *rt, MoteValue *out) {
  static const FunctionRow functions[] = {
      {"tcp", new_tcp, 0},         {"pipe", new_pipe, 0},
      {"listen", net_listen, 5},   {"tlsContext", net_tls_context, 2},
      {"udp", net_udp, 3},         {"addressFamily", address_family, 1},
      {"lookup", net_lookup, 2},   {"reverse", net_reverse, 1},
      {"resolve", net_resolve, 2},
  };
  return mote_object_new(rt->vm, out) &&
         define_functions(rt->vm, *out, functions, LENGTH_OF(functions), MOTE_DEFAULT);
}
