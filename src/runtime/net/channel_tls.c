/* SPDX-License-Identifier: MIT */
/* channel_tls.c: a channel that speaks TLS: its handshake, and what is decrypted on its way to readers. */
#include <stdlib.h>

#include "runtime/define.h"
#include "runtime/internal.h"
#include "runtime/net/channel.h"
#include "runtime/net/net.h"

/* Sends what the engine has to say; nobody waits for it. */
static void flush(Channel *channel) {
  char *bytes;
  size_t length;
  if (!resource_is_usable(&channel->resource)) return;
  if (tls_take_output(channel->tls, &bytes, &length))
    channel_send(channel, bytes, length, NULL, mote_undefined());
}

/* --- the handshake --- */

static bool define_if(MoteVm *vm, MoteValue object, const char *name, const char *text) {
  MoteValue none = mote_null();
  return text ? define_text(vm, object, name, text, MOTE_DEFAULT)
              : mote_define(vm, object, name, none, MOTE_DEFAULT);
}

/* { protocol, version, cipher, serverName, resumed, authorizationError, certificate } */
static bool tls_info(MoteVm *vm, const TlsSession *tls, MoteValue *out) {
  MoteValue certificate;
  return mote_object_new(vm, out) && define_if(vm, *out, "protocol", tls_protocol(tls)) &&
         define_if(vm, *out, "version", tls_version(tls)) &&
         define_if(vm, *out, "cipher", tls_cipher(tls)) &&
         define_if(vm, *out, "serverName", tls_server_name(tls)) &&
         mote_set(vm, *out, "resumed", mote_boolean(tls_is_resumed(tls))) &&
         define_if(vm, *out, "authorizationError", tls_verify_code(tls)) &&
         tls_peer_certificate(vm, tls, &certificate) &&
         mote_set(vm, *out, "certificate", certificate);
}

bool channel_tls_info(MoteVm *vm, MoteCall *call) {
  Channel *channel;
  MoteValue info = mote_null();
  TRY(channel_this(vm, call, &channel));
  if (channel->tls) TRY(tls_info(vm, channel->tls, &info));
  return mote_return(call, info);
}

/* The handshake is over, one way or the other. */
static void settle_handshake(Channel *channel) {
  MoteVm *vm = channel->resource.rt->vm;
  MoteAsync *operation = wait_queue_take(&channel->handshake, &channel->resource);
  if (!operation) return;
  bool ok = tls_is_established(channel->tls) || tls_throw(vm, channel->tls);
  mote_async_finish(operation, ok, mote_undefined());
}

/* What was read before TLS was begun is its beginning. */
static void receive_again(Channel *channel) {
  ChannelChunk *chunk = channel->first;
  channel->first = channel->last = NULL;
  channel->read_ahead = 0;
  while (chunk) {
    ChannelChunk *next = chunk->next;
    if (!channel->input_ended) channel_tls_receive(channel, (ssize_t)chunk->length, chunk->bytes);
    free(chunk->bytes);
    free(chunk);
    chunk = next;
  }
}

/* startTls(context, host, service): context undefined: that of clients. host null: none is verified. */
bool channel_start_tls(MoteVm *vm, MoteCall *call) {
  Channel *channel;
  TlsContext *context;
  char *host = NULL, *service = NULL;
  TRY(channel_this(vm, call, &channel));
  if (channel->tls || !wait_queue_is_empty(&channel->readers))
    return mote_throw_code(vm, MOTE_ERROR, "ERR_TLS_STARTED",
                           "TLS cannot be started: it has been before, or somebody reads");
  TRY(net_context_argument(vm, mote_argument(call, 0), &context));
  mote_instance_set_value(vm, mote_this(call),
                          mote_argument(call, 0)); /* it has the names of a server */
  bool has_host = !mote_is_nullish(vm, mote_argument(call, 1));
  bool ok = (!has_host || mote_to_utf8(vm, mote_argument(call, 1), &host, NULL)) &&
            mote_to_utf8(vm, mote_argument(call, 2), &service, NULL) &&
            tls_session_create(vm, context, host, service, &channel->tls);
  mote_free(host);
  mote_free(service);
  TRY(ok && wait_queue_add(vm, call, &channel->handshake, &channel->resource));
  if (!resource_is_usable(&channel->resource) || channel->input_ended) {
    channel_tls_receive(channel, UV_EOF, NULL);
    return true;
  }
  tls_handshake(channel->tls);
  flush(channel);
  receive_again(channel);
  if (channel_start_reading(vm, channel)) return true;
  mote_take_exception(vm);
  channel_tls_receive(channel, UV_EOF, NULL);
  return true;
}

/* --- reading --- */

/* Decrypts what there is, and gives it to readers in few pieces. */
static TlsStatus read_plain(Channel *channel) {
  char *plain = channel->resource.rt->net->plain;
  size_t length = 0, count;
  TlsStatus status;
  while ((status = tls_read(channel->tls, plain + length, NET_SCRATCH - length, &count)) ==
         TLS_DONE) {
    length += count;
    if (length < NET_SCRATCH) continue;
    channel_deliver(channel, plain, length);
    length = 0;
  }
  if (length) channel_deliver(channel, plain, length);
  return status;
}

void channel_tls_receive(Channel *channel, ssize_t count, const char *bytes) {
  TlsSession *tls = channel->tls;
  bool was_established = tls_is_established(tls);
  if (count > 0) tls_feed(tls, bytes, (size_t)count);
  else tls_feed_eof(tls);
  TlsStatus status = read_plain(channel);
  if (!tls_feed_end(tls)) status = TLS_FAILED;
  flush(channel);
  if (!was_established && (tls_is_established(tls) || status == TLS_FAILED))
    settle_handshake(channel);
  if (status == TLS_FAILED)
    channel_end_input(channel, count < 0 && count != UV_EOF ? (int)count : UV_EPROTO);
  else if (status == TLS_ENDED || count < 0) channel_end_input(channel, 0);
}

/* --- writing --- */

bool channel_tls_write(MoteVm *vm, MoteCall *call, Channel *channel, const uint8_t *bytes,
                       size_t length) {
  char *output;
  size_t output_length;
  MoteAsync *operation = mote_async_start(vm, call);
  TRY(operation);
  TlsStatus status = tls_write(channel->tls, bytes, length);
  if (status == TLS_DONE && tls_take_output(channel->tls, &output, &output_length)) {
    channel_send(channel, output, output_length, operation, mote_this(call));
    return true;
  }
  if (status == TLS_WANTS_INPUT)
    mote_throw_code(vm, MOTE_ERROR, "ERR_TLS_NOT_ESTABLISHED", "TLS has not been established yet");
  else tls_throw(vm, channel->tls);
  mote_async_finish(operation, false, mote_undefined());
  return true;
}

void channel_tls_end(Channel *channel) {
  tls_end_output(channel->tls);
  flush(channel);
}
