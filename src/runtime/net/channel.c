/* SPDX-License-Identifier: MIT */
/* channel.c: reading and writing with back-pressure both ways.
 *
 * Invariant: readers wait only while there are no chunks and the input has not ended; while they wait, or while there
 * is room for chunks, libuv reads. Writes go to the system at once as far as it takes them; the rest is copied,
 * for the program may change its memory meanwhile. */
#include "runtime/net/channel.h"

#include <stdlib.h>

#include "runtime/encoding.h"
#include "runtime/internal.h"
#include "runtime/net/address.h"
#include "runtime/net/net.h"
#include "runtime/report.h"

/* --- failures --- */

bool channel_throw_failure(MoteVm *vm, Channel *channel, int error, const char *syscall) {
  if (channel->tls && tls_error_code(channel->tls)) return tls_throw(vm, channel->tls);
  return throw_network_error(vm, error, syscall, NULL, -1);
}

static bool throw_closed(MoteVm *vm) {
  return mote_throw_code(vm, MOTE_ERROR, "ERR_SOCKET_CLOSED", "The socket is closed");
}

/* --- reading --- */

static bool bytes_value(MoteVm *vm, char *bytes, size_t length, MoteValue *out) {
  MoteValue buffer;
  if (mote_array_buffer_take(vm, bytes, length, &buffer))
    return mote_typed_array_new(vm, "Uint8Array", buffer, 0, length, out);
  free(bytes);
  return false;
}

static void settle_reader(Channel *channel, bool ok, MoteValue value) {
  mote_async_finish(wait_queue_take(&channel->readers, &channel->resource), ok, value);
}

/* Answers all who wait once the input has ended. */
static void answer_end(Channel *channel) {
  MoteVm *vm = channel->resource.rt->vm;
  while (!wait_queue_is_empty(&channel->readers)) {
    bool failed = channel->read_error != 0;
    if (failed) channel_throw_failure(vm, channel, channel->read_error, "read");
    settle_reader(channel, !failed, mote_null());
  }
}

static void stop_reading(Channel *channel) {
  if (channel->is_reading) uv_read_stop(&channel->uv.stream);
  channel->is_reading = false;
}

void channel_end_input(Channel *channel, int error) {
  stop_reading(channel);
  channel->input_ended = true;
  channel->read_error = error;
  resource_set_stays(&channel->resource, false);
  answer_end(channel);
}

static bool keep_chunk(Channel *channel, const char *bytes, size_t length) {
  ChannelChunk *chunk = malloc(sizeof *chunk);
  char *copy = chunk ? malloc(length) : NULL;
  if (!copy) {
    free(chunk);
    return false;
  }
  memcpy(copy, bytes, length);
  *chunk = (ChannelChunk){NULL, length, copy};
  if (channel->last) channel->last->next = chunk;
  else channel->first = chunk;
  channel->last = chunk;
  channel->read_ahead += length;
  if (channel->read_ahead >= CHANNEL_READ_AHEAD) stop_reading(channel);
  return true;
}

void channel_deliver(Channel *channel, const char *bytes, size_t length) {
  MoteVm *vm = channel->resource.rt->vm;
  if (!wait_queue_is_empty(&channel->readers)) {
    MoteValue value;
    bool ok = mote_uint8_array_new(vm, bytes, length, &value);
    settle_reader(channel, ok, value);
  } else if (!keep_chunk(channel, bytes, length)) {
    channel_end_input(channel, UV_ENOMEM);
  }
}

static char *take_chunk(Channel *channel, size_t *length) {
  ChannelChunk *chunk = channel->first;
  char *bytes = chunk->bytes;
  *length = chunk->length;
  channel->first = chunk->next;
  if (!channel->first) channel->last = NULL;
  channel->read_ahead -= chunk->length;
  free(chunk);
  return bytes;
}

static void on_allocate(uv_handle_t *handle, size_t suggested, uv_buf_t *out) {
  (void)suggested;
  Channel *channel = handle->data;
  *out = uv_buf_init(channel->resource.rt->net->received, NET_SCRATCH);
}

static void on_read(uv_stream_t *stream, ssize_t count, const uv_buf_t *buffer) {
  Channel *channel = stream->data;
  Runtime *rt = channel->resource.rt;
  if (count == 0) return;
  if (channel->tls) channel_tls_receive(channel, count, buffer->base);
  else if (count > 0) channel_deliver(channel, buffer->base, (size_t)count);
  else channel_end_input(channel, count == UV_EOF ? 0 : (int)count);
  runtime_after_callback(rt);
}

bool channel_start_reading(MoteVm *vm, Channel *channel) {
  if (channel->is_reading || channel->input_ended) return true;
  TRY(net_of(channel->resource.rt));
  int error = uv_read_start(&channel->uv.stream, on_allocate, on_read);
  if (error) return throw_network_error(vm, error, "read", NULL, -1);
  channel->is_reading = true;
  return true;
}

/* What comes is read ahead, so that the other side's end is noticed although nobody reads. */
void channel_established(Channel *channel) {
  MoteVm *vm = channel->resource.rt->vm;
  resource_set_stays(&channel->resource, true);
  if (!channel_start_reading(vm, channel)) mote_take_exception(vm);
}

/* read(): a Uint8Array; null: the other side sends no more. */
static bool channel_read(MoteVm *vm, MoteCall *call) {
  Channel *channel;
  MoteValue value = mote_null();
  TRY(channel_this(vm, call, &channel));
  if (channel->first) {
    size_t length;
    char *bytes = take_chunk(channel, &length);
    return mote_async_return(vm, call, bytes_value(vm, bytes, length, &value), value);
  }
  if (channel->read_error)
    return mote_async_return(
        vm, call, channel_throw_failure(vm, channel, channel->read_error, "read"), value);
  if (channel->input_ended) return mote_async_return(vm, call, true, value);
  if (!resource_is_usable(&channel->resource))
    return mote_async_return(vm, call, throw_closed(vm), value);
  if (!channel_start_reading(vm, channel)) return mote_async_return(vm, call, false, value);
  return wait_queue_add(vm, call, &channel->readers, &channel->resource);
}

/* --- writing --- */

typedef struct WriteRequest {
  uv_write_t uv;
  Channel *channel;
  MoteAsync *operation; /* NULL: nobody waits */
  char *bytes;
} WriteRequest;

static void finish_write(WriteRequest *request, int status) {
  Channel *channel = request->channel;
  Resource *resource = &channel->resource;
  channel->unsent--;
  free(request->bytes);
  if (request->operation) {
    bool ok = status == 0 || resource->is_ending ||
              channel_throw_failure(resource->rt->vm, channel, status, "write");
    resource_finish(resource, request->operation, ok);
  }
  free(request);
}

static void on_written(uv_write_t *uv, int status) {
  WriteRequest *request = uv->data;
  Runtime *rt = request->channel->resource.rt;
  bool ends = request->channel->resource.is_ending;
  finish_write(request, status);
  if (!ends) runtime_after_callback(rt);
}

void channel_send(Channel *channel, char *bytes, size_t length, MoteAsync *operation,
                  MoteValue object) {
  WriteRequest *request = malloc(sizeof *request);
  if (!request || (operation && !resource_hold(&channel->resource, object))) {
    if (!request && operation) mote_throw_out_of_memory(channel->resource.rt->vm);
    if (operation) mote_async_reject_pending(operation);
    mote_async_release(operation);
    free(request);
    free(bytes);
    return;
  }
  *request = (WriteRequest){.channel = channel, .operation = operation, .bytes = bytes};
  request->uv.data = request;
  channel->unsent++;
  uv_buf_t buffer = uv_buf_init(bytes, (unsigned)length);
  int error = uv_write(&request->uv, &channel->uv.stream, &buffer, 1, on_written);
  if (error) finish_write(request, error);
}

/* What the system takes at once; the rest is copied and waits. */
static bool write_plain(MoteVm *vm, MoteCall *call, Channel *channel, const uint8_t *bytes,
                        size_t length) {
  size_t sent = 0;
  if (!channel->unsent) {
    uv_buf_t buffer = uv_buf_init((char *)bytes, (unsigned)length);
    int count = uv_try_write(&channel->uv.stream, &buffer, 1);
    if (count >= 0) sent = (size_t)count;
    else if (count != UV_EAGAIN)
      return mote_async_return(vm, call, throw_network_error(vm, count, "write", NULL, -1),
                               mote_undefined());
  }
  if (sent == length) return mote_async_return(vm, call, true, mote_undefined());
  char *rest = malloc(length - sent);
  if (!rest) return mote_throw_out_of_memory(vm);
  memcpy(rest, bytes + sent, length - sent);
  MoteAsync *operation = mote_async_start(vm, call);
  if (operation) channel_send(channel, rest, length - sent, operation, mote_this(call));
  else free(rest);
  return operation != NULL;
}

#define WRITE_MAX ((size_t)1 << 30)

static bool write_bytes(MoteVm *vm, MoteCall *call, Channel *channel, const uint8_t *bytes,
                        size_t length) {
  if (channel->output_ended) {
    throw_network_error(vm, UV_EPIPE, "write", NULL, -1);
    return mote_async_return(vm, call, false, mote_undefined());
  }
  if (!resource_is_usable(&channel->resource))
    return mote_async_return(vm, call, throw_closed(vm), mote_undefined());
  if (length == 0) return mote_async_return(vm, call, true, mote_undefined());
  if (length > WRITE_MAX)
    return mote_throw_code(vm, MOTE_RANGE_ERROR, "ERR_OUT_OF_RANGE",
                           "At most %zu bytes can be written at once", WRITE_MAX);
  return channel->tls ? channel_tls_write(vm, call, channel, bytes, length)
                      : write_plain(vm, call, channel, bytes, length);
}

/* write(bytes or string): done when the system has taken them. */
static bool channel_write(MoteVm *vm, MoteCall *call) {
  Channel *channel;
  uint8_t *bytes;
  size_t length;
  MoteText text;
  MoteValue data = mote_argument(call, 0);
  TRY(channel_this(vm, call, &channel));
  if (bytes_of(vm, data, &bytes, &length)) return write_bytes(vm, call, channel, bytes, length);
  if (!mote_is_string(vm, data))
    return throw_argument_type(vm, "data",
                               "string or an instance of ArrayBuffer, TypedArray, or "
                               "DataView",
                               data);
  TRY(mote_text_open(vm, data, &text));
  bool ok = write_bytes(vm, call, channel, (const uint8_t *)text.bytes, text.length);
  mote_text_close(&text);
  return ok;
}

/* --- the end of the output --- */

typedef struct EndRequest {
  uv_shutdown_t uv;
  Channel *channel;
  MoteAsync *operation;
} EndRequest;

static void finish_end(EndRequest *request, int status) {
  Resource *resource = &request->channel->resource;
  bool ok = status == 0 || status == UV_ENOTCONN || resource->is_ending ||
            throw_network_error(resource->rt->vm, status, "shutdown", NULL, -1);
  resource_finish(resource, request->operation, ok);
  free(request);
}

static void on_output_ended(uv_shutdown_t *uv, int status) {
  EndRequest *request = uv->data;
  Runtime *rt = request->channel->resource.rt;
  bool ends = request->channel->resource.is_ending;
  finish_end(request, status);
  if (!ends) runtime_after_callback(rt);
}

/* end(): what has been written is sent; the other side then reads an end. */
static bool channel_end(MoteVm *vm, MoteCall *call) {
  Channel *channel;
  TRY(channel_this(vm, call, &channel));
  if (channel->output_ended || !resource_is_usable(&channel->resource))
    return mote_async_return(vm, call, true, mote_undefined());
  EndRequest *request = malloc(sizeof *request);
  if (!request) return mote_throw_out_of_memory(vm);
  *request = (EndRequest){.channel = channel, .operation = mote_async_start(vm, call)};
  if (!request->operation || !resource_hold(&channel->resource, mote_this(call))) {
    mote_async_release(request->operation);
    free(request);
    return false;
  }
  channel->output_ended = true;
  if (channel->tls) channel_tls_end(channel);
  request->uv.data = request;
  int error = uv_shutdown(&request->uv, &channel->uv.stream, on_output_ended);
  if (error) finish_end(request, error);
  return true;
}

/* --- closing --- */

static void channel_abandon(Resource *resource) {
  Channel *channel = (Channel *)resource;
  wait_queue_abandon(&channel->readers);
  wait_queue_abandon(&channel->connecting);
  wait_queue_abandon(&channel->handshake);
}

static void reject_all(Channel *channel, WaitQueue *queue) {
  MoteVm *vm = channel->resource.rt->vm;
  for (MoteAsync *each; (each = wait_queue_take(queue, &channel->resource));) {
    mote_async_finish(each, throw_closed(vm), mote_undefined());
  }
}

static void channel_closed(Resource *resource) {
  Channel *channel = (Channel *)resource;
  channel->is_reading = false;
  channel->input_ended = true;
  reject_all(channel, &channel->readers);
  reject_all(channel, &channel->handshake);
  reject_all(channel, &channel->connecting);
}

static void channel_free(Resource *resource) {
  Channel *channel = (Channel *)resource;
  while (channel->first) {
    size_t length;
    free(take_chunk(channel, &length));
  }
  tls_session_destroy(channel->tls);
  mote_free(channel->peer);
  free(channel);
}

/* reset(): closes so that the other side gets an error. */
static bool channel_reset(MoteVm *vm, MoteCall *call) {
  static const struct linger at_once = {1, 0};
  Channel *channel;
  uv_os_fd_t fd;
  TRY(channel_this(vm, call, &channel));
  bool is_tcp = channel->uv.handle.type == UV_TCP && resource_is_usable(&channel->resource);
  if (is_tcp && uv_fileno(&channel->uv.handle, &fd) == 0)
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  return resource_close_method(vm, call);
}

/* --- the object --- */

static const MoteMethod channel_methods[] = {
    {"read", channel_read, 0, NULL, MOTE_METHOD},
    {"write", channel_write, 1, NULL, MOTE_METHOD},
    {"end", channel_end, 0, NULL, MOTE_METHOD},
    {"reset", channel_reset, 0, NULL, MOTE_METHOD},
    {"connect", channel_connect, 2, NULL, MOTE_METHOD},
    {"connectPath", channel_connect_path, 1, NULL, MOTE_METHOD},
    {"startTls", channel_start_tls, 3, NULL, MOTE_METHOD},
    {"tlsInfo", channel_tls_info, 0, NULL, MOTE_METHOD},
    {"localAddress", channel_local_address, 0, NULL, MOTE_METHOD},
    {"remoteAddress", channel_remote_address, 0, NULL, MOTE_METHOD},
    {"setNoDelay", channel_set_no_delay, 1, NULL, MOTE_METHOD},
    {"setKeepAlive", channel_set_keep_alive, 2, NULL, MOTE_METHOD},
};

static bool ensure_class(MoteVm *vm) {
  return resource_class(vm, CLASS_CHANNEL, "Channel", channel_methods, LENGTH_OF(channel_methods));
}

bool channel_this(MoteVm *vm, MoteCall *call, Channel **out) {
  void *data;
  TRY(ensure_class(vm) && mote_this_data(vm, call, runtime_of(vm)->classes[CLASS_CHANNEL], &data));
  *out = data;
  return true;
}

static bool channel_new(MoteVm *vm, bool is_tcp, Channel **out, MoteValue *object) {
  static const ResourceKind kind = {channel_abandon, channel_closed, channel_free};
  Runtime *rt = runtime_of(vm);
  TRY(ensure_class(vm) && net_of(rt));
  Channel *channel = calloc(1, sizeof *channel);
  if (!channel) return mote_throw_out_of_memory(vm);
  channel->peer_port = -1;
  if (is_tcp) uv_tcp_init(&rt->loop, &channel->uv.tcp);
  else uv_pipe_init(&rt->loop, &channel->uv.pipe, 0);
  *out = channel;
  return resource_open(rt, &channel->resource, &kind, &channel->uv.handle) &&
         resource_object(&channel->resource, CLASS_CHANNEL, object);
}

bool channel_new_tcp(MoteVm *vm, Channel **out, MoteValue *object) {
  return channel_new(vm, true, out, object);
}

bool channel_new_pipe(MoteVm *vm, Channel **out, MoteValue *object) {
  return channel_new(vm, false, out, object);
}
