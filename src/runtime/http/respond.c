/* SPDX-License-Identifier: MIT */
/* respond.c: calling the handler, and sending what it gives.
 *
 * A handler gives a Response, or a promise of one. A promise that is settled already, or after the jobs that run next,
 * is looked into; only others are watched. What a handler throws goes to the server's error handler, and where there is
 * none is reported and answered with 500; the server goes on. */
#include "runtime/http/respond.h"

#include <stdlib.h>
#include <string.h>

#include "runtime/http/body.h"
#include "runtime/http/response_head.h"
#include "runtime/http/response_sink.h"
#include "runtime/http/upgrade.h"
#include "runtime/internal.h"
#include "runtime/report.h"

static MoteVm *vm_of(const Connection *connection) { return connection->server->http->rt->vm; }

/* --- sending --- */

static void send_text(Connection *connection, ResponseFrame *frame, ResponseData *data,
                      const MoteText *text) {
  Http *http = connection->server->http;
  Text *out = &http->output;
  frame->has_length = true;
  frame->length = text->length;
  response_head_add(http, out, data, frame);
  if (!connection->is_head) text_append(out, text->bytes, text->length);
}

enum { COPY_UP_TO = 16 * 1024, KEEP_OUTPUT = 256 * 1024 };

/* Bytes: short ones are copied behind the head; others are handed over. */
static char *send_bytes(Connection *connection, ResponseFrame *frame, ResponseData *data,
                        size_t *length) {
  Http *http = connection->server->http;
  Body *body = &data->message.body;
  frame->has_length = true;
  frame->length = body->length;
  response_head_add(http, &http->output, data, frame);
  *length = 0;
  if (connection->is_head) return NULL;
  if (body->length <= COPY_UP_TO) {
    text_append(&http->output, body->bytes, body->length);
    return NULL;
  }
  char *owned = body->bytes;
  body->bytes = NULL;
  *length = body->length;
  return owned;
}

/* The length that the program has given in a header. */
static bool given_length(const ResponseData *data, uint64_t *out) {
  size_t length, at = 0;
  const char *value = message_header(&data->message, "content-length", &length);
  if (!value || !length || length > 18) return false;
  for (*out = 0; at < length; at++) {
    if (value[at] < '0' || value[at] > '9') return false;
    *out = *out * 10 + (uint64_t)(value[at] - '0');
  }
  return true;
}

static bool blob_length(MoteVm *vm, MoteValue response, const ResponseData *data, uint64_t *out) {
  MoteValue size;
  TRY(mote_get(vm, message_part(vm, response, &data->message, PART_BODY), "size", &size));
  *out = (uint64_t)mote_as_number(vm, size);
  return true;
}

/* Hands what is in the output, and `owned` behind it, to the socket. */
static void flush(Connection *connection, const ResponseFrame *frame, char *owned, size_t length) {
  Text *out = &connection->server->http->output;
  connection->keep_alive = frame->keep_alive;
  if (text_ok(out)) {
    connection_write(connection, out->data, out->length, owned, length);
  } else {
    free(owned);
    connection_close(connection);
  }
  if (out->capacity > KEEP_OUTPUT || out->failed) text_free(out);
  else text_clear(out);
}

/* Of an answer to HEAD nobody reads the body. */
static bool cancel_stream(Connection *connection, MoteValue stream) {
  MoteVm *vm = vm_of(connection);
  MoteValue cancel;
  bool ok = http_helper(vm, "cancelStream", &cancel) &&
            mote_call(vm, cancel, mote_undefined(), &stream, 1, NULL);
  connection_answered(connection);
  return ok;
}

static bool send_stream(Connection *connection, ResponseFrame *frame, MoteValue response,
                        ResponseData *data) {
  MoteVm *vm = vm_of(connection);
  Http *http = connection->server->http;
  MoteValue stream;
  frame->has_length = data->message.body.kind == BODY_BLOB
                          ? blob_length(vm, response, data, &frame->length)
                          : given_length(data, &frame->length);
  if (mote_has_exception(vm)) return false;
  TRY(body_stream(vm, response, &data->message, &stream));
  frame->is_chunked = !frame->has_length && !frame->is_http10;
  if (!frame->has_length && frame->is_http10) frame->keep_alive = false;
  response_head_add(http, &http->output, data, frame);
  flush(connection, frame, NULL, 0);
  if (connection->state == CONNECTION_CLOSED) return true;
  if (connection->is_head) return cancel_stream(connection, stream);
  if (response_sink_start(connection, stream, frame)) return true;
  connection_close(connection);
  return false;
}

static void send_none(Connection *connection, ResponseFrame *frame, ResponseData *data) {
  Http *http = connection->server->http;
  if (!status_has_no_body(data->status)) {
    frame->has_length = true;
    if (!connection->is_head || !given_length(data, &frame->length)) frame->length = 0;
  } else if (data->status == 304) {
    frame->has_length = given_length(data, &frame->length);
  }
  response_head_add(http, &http->output, data, frame);
}

/* A client that has not been told to send its body: the body is of use only to one who has its stream; else the
 * connection ends with the answer. */
static void settle_expectation(Connection *connection) {
  const Body *body = &connection->request->message.body;
  if (!connection->expects_continue) return;
  if (body->kind == BODY_STREAM || body->used) connection_continue(connection);
  else connection->keep_alive = false;
}

/* The head is all: frames follow. */
static void send_upgrade(Connection *connection, ResponseData *data) {
  Http *http = connection->server->http;
  ResponseFrame frame = {.keep_alive = true};
  response_head_add(http, &http->output, data, &frame);
  flush(connection, &frame, NULL, 0);
  if (connection->state != CONNECTION_CLOSED) upgrade_start(connection);
}

static bool send_response(Connection *connection, MoteValue response, ResponseData *data) {
  MoteVm *vm = vm_of(connection);
  settle_expectation(connection);
  ResponseFrame frame = {.keep_alive = connection->keep_alive, .is_http10 = connection->is_http10};
  char *owned = NULL;
  size_t length = 0;
  if (data->status == 101) {
    send_upgrade(connection, data);
    return true;
  }
  switch (data->message.body.kind) {
    case BODY_NONE: send_none(connection, &frame, data); break;
    case BODY_TEXT: {
      MoteText text;
      MoteValue string = message_part(vm, response, &data->message, PART_BODY);
      TRY(mote_text_open(vm, string, &text));
      send_text(connection, &frame, data, &text);
      mote_text_close(&text);
      break;
    }
    case BODY_BYTES: owned = send_bytes(connection, &frame, data, &length); break;
    default: return send_stream(connection, &frame, response, data);
  }
  data->message.body.used = data->message.body.kind != BODY_NONE;
  flush(connection, &frame, owned, length);
  if (connection->state != CONNECTION_CLOSED) connection_answered(connection);
  return true;
}

/* --- what a handler has given --- */

static void settle(Connection *connection, MotePromiseState state, MoteValue value,
                   bool by_handler);

static bool check_response(MoteVm *vm, const RequestData *request, MoteValue value,
                           ResponseData **data) {
  bool unusable;
  *data = response_data_of(vm, value);
  if (!*data)
    return mote_throw_error(vm, MOTE_TYPE_ERROR, "The handler of a server must give a Response");
  if ((*data)->type == RESPONSE_ERROR)
    return mote_throw_error(vm, MOTE_TYPE_ERROR, "Response.error() cannot be sent");
  TRY(upgrade_check(vm, request, *data) &&
      body_is_unusable(vm, value, &(*data)->message, &unusable));
  return !unusable ||
         mote_throw_error(vm, MOTE_TYPE_ERROR, "The body of this Response has already been used");
}

static void answer_500(Connection *connection, MoteValue error) {
  report_error(connection->server->http->rt, error);
  if (connection->state != CONNECTION_BUSY || connection->answered) return;
  Http *http = connection->server->http;
  ResponseData data = {.message = {.http = http, .type = "text/plain;charset=UTF-8"},
                       .status = 500};
  static const char body[] = "Internal Server Error";
  ResponseFrame frame = {.keep_alive = connection->keep_alive, .is_http10 = connection->is_http10};
  MoteText text = {.bytes = body, .length = sizeof body - 1};
  send_text(connection, &frame, &data, &text);
  flush(connection, &frame, NULL, 0);
  if (connection->state != CONNECTION_CLOSED) connection_answered(connection);
}

/* The handler has thrown, or its Response cannot be sent. */
static void failed(Connection *connection, MoteValue error, bool by_handler) {
  MoteVm *vm = vm_of(connection);
  Server *server = connection->server;
  MoteValue value;
  if (!by_handler || !server->on_error) {
    answer_500(connection, error);
    return;
  }
  bool ok = mote_call(vm, mote_handle_get(server->on_error), mote_handle_get(server->options),
                      &error, 1, &value);
  if (!ok) value = mote_take_exception(vm);
  settle(connection, ok ? MOTE_NOT_A_PROMISE : MOTE_REJECTED, value, false);
}

static void on_settled(MoteVm *vm, MotePromiseState state, MoteValue value, void *data) {
  RequestData *request = data;
  Connection *connection = request->owner;
  if (!vm && connection)
    connection->deadline.at = 0, connection->lost = true; /* the wheel finds it */
  if (vm && connection) settle(connection, state, value, !request->failed_once);
  request_release(request);
}

static void watch(Connection *connection, MoteValue promise, bool by_handler) {
  MoteVm *vm = vm_of(connection);
  RequestData *request = connection->request;
  request->holds++;
  request->failed_once = !by_handler;
  if (mote_promise_watch(vm, promise, on_settled, request)) return;
  request_release(request);
  failed(connection, mote_take_exception(vm), false);
}

/* A promise: jobs that are due may settle it. */
static void await_promise(Connection *connection, MoteValue promise, MotePromiseState state,
                          bool by_handler) {
  MoteVm *vm = vm_of(connection);
  MoteValue value = mote_undefined();
  RequestData *request = connection->request;
  if (state == MOTE_PENDING) {
    mote_promise_mark_handled(vm, promise);
    request->holds++;
    runtime_after_callback(connection->server->http->rt);
    bool is_tied = request->owner != NULL;
    request_release(request);
    if (!is_tied) return; /* the connection has gone meanwhile */
    state = mote_promise_state(vm, promise, &value);
  } else {
    state = MOTE_PENDING; /* rejected: watching it says that it is handled */
  }
  if (state == MOTE_PENDING) watch(connection, promise, by_handler);
  else settle(connection, state, value, by_handler);
}

static bool is_thenable(MoteVm *vm, MoteValue value) {
  MoteValue then;
  if (!mote_is_object(vm, value)) return false;
  if (mote_get(vm, value, "then", &then)) return mote_is_callable(vm, then);
  mote_take_exception(vm);
  return false;
}

/* Goes on with what was given: state: MOTE_NOT_A_PROMISE: it may yet be one. */
static void settle(Connection *connection, MotePromiseState state, MoteValue value,
                   bool by_handler) {
  MoteVm *vm = vm_of(connection);
  ResponseData *data;
  MoteValue result = value;
  if (connection->state != CONNECTION_BUSY || connection->answered) return;
  if (state == MOTE_NOT_A_PROMISE) {
    if (!response_data_of(vm, value) &&
        (mote_promise_state(vm, value, NULL) != MOTE_NOT_A_PROMISE || is_thenable(vm, value))) {
      if (!mote_promise_of(vm, value, &value)) {
        failed(connection, mote_take_exception(vm), by_handler);
        return;
      }
      state = mote_promise_state(vm, value, &result);
      if (state != MOTE_FULFILLED) {
        await_promise(connection, value, state, by_handler);
        return;
      }
    }
  } else if (state == MOTE_REJECTED) {
    failed(connection, value, by_handler);
    return;
  }
  if (!check_response(vm, connection->request, result, &data) ||
      !send_response(connection, result, data)) {
    MoteValue error = mote_take_exception(vm);
    text_clear(&connection->server->http->output);
    if (connection->state == CONNECTION_BUSY) failed(connection, error, by_handler);
    else report_error(connection->server->http->rt, error);
  }
}

void respond_to_request(Connection *connection) {
  MoteVm *vm = vm_of(connection);
  Server *server = connection->server;
  MoteValue arguments[2], value = mote_undefined();
  bool ok = request_object(vm, connection->request, &arguments[0]) &&
            request_info(connection, &arguments[1]) &&
            mote_call(vm, mote_handle_get(server->handler), mote_handle_get(server->options),
                      arguments, 2, &value);
  if (!ok) value = mote_take_exception(vm);
  settle(connection, ok ? MOTE_NOT_A_PROMISE : MOTE_REJECTED, value, true);
  runtime_after_callback(server->http->rt);
}
