/* SPDX-License-Identifier: MIT */
/* channel.h: a stream of libuv's (TCP, Unix socket, pipe) that gives and takes bytes, by way of TLS perhaps.
 *
 * The object's methods are async host functions: read() gives a Uint8Array, or null at the end; write(bytes) is
 * done when the bytes have left. Reading goes on while at most CHANNEL_READ_AHEAD bytes wait for a reader. */
#ifndef RUNTIME_NET_CHANNEL_H
#define RUNTIME_NET_CHANNEL_H

#include "runtime/loop/resource.h"
#include "runtime/loop/stream_handle.h"
#include "runtime/net/tls.h"

#define CHANNEL_READ_AHEAD ((size_t)64 * 1024)

/* Bytes that nobody has asked for yet. */
typedef struct ChannelChunk {
  struct ChannelChunk *next;
  size_t length;
  char *bytes;
} ChannelChunk;

typedef struct Channel {
  Resource resource;
  StreamHandle uv;
  /* reading */
  WaitQueue readers;
  ChannelChunk *first, *last;
  size_t read_ahead; /* bytes in the chunks */
  bool is_reading; /* uv_read_start */
  bool input_ended;
  int read_error; /* libuv's; 0: none */
  /* writing */
  uint32_t unsent; /* requests */
  bool output_ended;
  /* connecting */
  WaitQueue connecting; /* one, or none */
  char *peer; /* address or path, for messages */
  int peer_port;
  /* TLS */
  TlsSession *tls; /* NULL: none */
  WaitQueue handshake; /* one, or none */
} Channel;

/* A channel whose handle is uv.tcp, or uv.pipe, initialised; with its object. */
MOTE_CHECK bool channel_new_tcp(MoteVm *vm, Channel **out, MoteValue *object);
MOTE_CHECK bool channel_new_pipe(MoteVm *vm, Channel **out, MoteValue *object);
/* The channel of `this`. TypeError */
MOTE_CHECK bool channel_this(MoteVm *vm, MoteCall *call, Channel **out);

/* The two sides of channel_tls.c: ciphertext has come (count > 0), or the end, or an error; plaintext is to be sent. */
void channel_tls_receive(Channel *channel, ssize_t count, const char *bytes);
bool channel_tls_write(MoteVm *vm, MoteCall *call, Channel *channel, const uint8_t *bytes,
                       size_t length);
void channel_tls_end(Channel *channel);
/* Methods: startTls(context, host, service), tlsInfo() */
bool channel_start_tls(MoteVm *vm, MoteCall *call);
bool channel_tls_info(MoteVm *vm, MoteCall *call);

/* Gives bytes to who waits for them, or keeps them. False: out of memory, and the channel has failed. */
void channel_deliver(Channel *channel, const char *bytes, size_t length);
/* There is no more to read; error 0: in order. */
void channel_end_input(Channel *channel, int error);
/* Throws what has happened to reading. Always false. */
bool channel_throw_failure(MoteVm *vm, Channel *channel, int error, const char *syscall);
/* Sends malloc'ed memory, which it takes over. operation is settled then; NULL: nobody waits. */
void channel_send(Channel *channel, char *bytes, size_t length, MoteAsync *operation,
                  MoteValue object);
MOTE_CHECK bool channel_start_reading(MoteVm *vm, Channel *channel);
/* It has been connected, or accepted: it keeps the loop alive until the other side has ended. */
void channel_established(Channel *channel);

/* --- connect.c: methods --- */

bool channel_connect(MoteVm *vm, MoteCall *call); /* connect(address, port) */
bool channel_connect_path(MoteVm *vm, MoteCall *call);
bool channel_local_address(MoteVm *vm, MoteCall *call);
bool channel_remote_address(MoteVm *vm, MoteCall *call);
bool channel_set_no_delay(MoteVm *vm, MoteCall *call);
bool channel_set_keep_alive(MoteVm *vm, MoteCall *call);

#endif
