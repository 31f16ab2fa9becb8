/* SPDX-License-Identifier: MIT */
/* respond.c: calling the handler, and sending what it gives.
 *
 * A handler gives a Response, or a promise of one. A promise that is settled already, or after the jobs that run next,
 * is looked into; only others are watched. What a handler throws goes to the server's error handler, and where there is
 * none is reported and answered with 500; the server goes on. */
#include "runtime/http/respond.h"

#include <stdlib.h>

#include "runtime/http/body.h"
#include "runtime/http/response_head.h"
#include "runtime/http/response_sink.h"
#include "runtime/http/upgrade.h"
#include "runtime/internal.h"
#include "runtime/report.h"

static Server *server_of(const Exchange *exchange) { return exchange->connection->server; }

/* --- sending --- */

enum { COPY_UP_TO = 16 * 1024 };

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

static void send_text(Exchange *exchange, const ResponseData *data, const MoteText *text) {
  Content content = {.has_length = true, .length = text->length};
  content.bytes = text->bytes;
  content.count = exchange->is_head ? 0 : text->length;
  exchange->transport->answer(exchange, data, &content);
}

/* Bytes: short ones are copied; others are handed over. */
static void send_bytes(Exchange *exchange, ResponseData *data) {
  Body *body = &data->message.body;
  Content content = {.has_length = true, .length = body->length};
  if (!exchange->is_head) {
    content.bytes = body->bytes;
    content.count = body->length;
  }
  if (content.count > COPY_UP_TO) {
    content.owned = message_take_bytes(&data->message);
  }
  exchange->transport->answer(exchange, data, &content);
}

static void send_none(Exchange *exchange, const ResponseData *data) {
  Content content = {0};
  if (!status_has_no_body(data->status)) {
    content.has_length = true;
    if (!exchange->is_head || !given_length(data, &content.length)) content.length = 0;
  } else if (data->status == 304) {
    content.has_length = given_length(data, &content.length);
  }
  exchange->transport->answer(exchange, data, &content);
}

/* Of an answer to HEAD nobody reads the body. */
static bool cancel_stream(MoteVm *vm, MoteValue stream) {
  MoteValue cancel;
  return http_helper(vm, "cancelStream", &cancel) &&
         mote_call(vm, cancel, mote_undefined(), &stream, 1, NULL);
}

static bool send_stream(Exchange *exchange, MoteValue response, ResponseData *data) {
  MoteVm *vm = exchange->http->vm;
  Content content = {0};
  MoteValue stream;
  content.has_length = data->message.body.kind == BODY_BLOB
                           ? blob_length(vm, response, data, &content.length)
                           : given_length(data, &content.length);
  if (mote_has_exception(vm)) return false;
  TRY(body_stream(vm, response, &data->message, &stream));
  if (exchange->is_head) {
    TRY(cancel_stream(vm, stream));
    if (exchange_is_open(exchange)) exchange->transport->answer(exchange, data, &content);
    return true;
  }
  exchange->transport->begin(exchange, data, &content);
  if (!exchange_is_open(exchange) || response_sink_start(exchange, stream, &content)) return true;
  if (exchange_is_open(exchange)) exchange->transport->fail(exchange);
  return false;
}

static bool send_response(Exchange *exchange, MoteValue response, ResponseData *data) {
  MoteVm *vm = exchange->http->vm;
  if (data->status == 101) {
    exchange->transport->upgrade(exchange, data);
    return true;
  }
  switch (data->message.body.kind) {
    case BODY_NONE: send_none(exchange, data); return true;
    case BODY_TEXT: {
      MoteText text;
      MoteValue string = message_part(vm, response, &data->message, PART_BODY);
      TRY(mote_text_open(vm, string, &text));
      data->message.body.used = true;
      send_text(exchange, data, &text);
      mote_text_close(&text);
      return true;
    }
    case BODY_BYTES:
      data->message.body.used = true;
      send_bytes(exchange, data);
      return true;
    default: return send_stream(exchange, response, data);
  }
}

/* --- what a handler has given --- */

static void settle(Exchange *exchange, MotePromiseState state, MoteValue value, bool by_handler);

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

static void answer_500(Exchange *exchange, MoteValue error) {
  Http *http = exchange->http;
  report_error(http->rt, error);
  if (!exchange_is_open(exchange)) return;
  ResponseData data = {.message = {.http = http, .type = "text/plain;charset=UTF-8"},
                       .status = 500};
  static const char body[] = "Internal Server Error";
  MoteText text = {.bytes = body, .length = sizeof body - 1};
  send_text(exchange, &data, &text);
}

/* The handler has thrown, or its Response cannot be sent. */
static void failed(Exchange *exchange, MoteValue error, bool by_handler) {
  MoteVm *vm = exchange->http->vm;
  Server *server = server_of(exchange);
  MoteValue value;
  if (!by_handler || !server->on_error) {
    answer_500(exchange, error);
    return;
  }
  bool ok = mote_call(vm, mote_handle_get(server->on_error), mote_handle_get(server->options),
                      &error, 1, &value);
  if (!ok) value = mote_take_exception(vm);
  settle(exchange, ok ? MOTE_NOT_A_PROMISE : MOTE_REJECTED, value, false);
}

static void on_settled(MoteVm *vm, MotePromiseState state, MoteValue value, void *data) {
  RequestData *request = data;
  Exchange *exchange = request->owner;
  if (!vm && exchange) exchange->transport->lose(exchange);
  if (vm && exchange) settle(exchange, state, value, !request->failed_once);
  request_release(request);
}

static void watch(Exchange *exchange, MoteValue promise, bool by_handler) {
  MoteVm *vm = exchange->http->vm;
  RequestData *request = exchange->request;
  request->holds++;
  request->failed_once = !by_handler;
  if (mote_promise_watch(vm, promise, on_settled, request)) return;
  request_release(request);
  failed(exchange, mote_take_exception(vm), false);
}

/* A promise: jobs that are due may settle it. */
static void await_promise(Exchange *exchange, MoteValue promise, MotePromiseState state,
                          bool by_handler) {
  MoteVm *vm = exchange->http->vm;
  MoteValue value = mote_undefined();
  RequestData *request = exchange->request;
  if (state == MOTE_PENDING) {
    mote_promise_mark_handled(vm, promise);
    request->holds++;
    runtime_after_callback(exchange->http->rt);
    bool is_tied = request->owner != NULL;
    request_release(request);
    if (!is_tied) return; /* the connection has gone meanwhile */
    state = mote_promise_state(vm, promise, &value);
  } else {
    state = MOTE_PENDING; /* rejected: watching it says that it is handled */
  }
  if (state == MOTE_PENDING) watch(exchange, promise, by_handler);
  else settle(exchange, state, value, by_handler);
}

static bool is_thenable(MoteVm *vm, MoteValue value) {
  MoteValue then;
  if (!mote_is_object(vm, value)) return false;
  if (mote_get(vm, value, "then", &then)) return mote_is_callable(vm, then);
  mote_take_exception(vm);
  return false;
}

/* Goes on with what was given: state: MOTE_NOT_A_PROMISE: it may yet be one. */
static void settle(Exchange *exchange, MotePromiseState state, MoteValue value, bool by_handler) {
  MoteVm *vm = exchange->http->vm;
  ResponseData *data;
  MoteValue result = value;
  if (!exchange_is_open(exchange)) return;
  if (state == MOTE_NOT_A_PROMISE) {
    if (!response_data_of(vm, value) &&
        (mote_promise_state(vm, value, NULL) != MOTE_NOT_A_PROMISE || is_thenable(vm, value))) {
      if (!mote_promise_of(vm, value, &value)) {
        failed(exchange, mote_take_exception(vm), by_handler);
        return;
      }
      state = mote_promise_state(vm, value, &result);
      if (state != MOTE_FULFILLED) {
        await_promise(exchange, value, state, by_handler);
        return;
      }
    }
  } else if (state == MOTE_REJECTED) {
    failed(exchange, value, by_handler);
    return;
  }
  if (!check_response(vm, exchange->request, result, &data) ||
      !send_response(exchange, result, data)) {
    MoteValue error = mote_take_exception(vm);
    if (exchange_is_open(exchange)) failed(exchange, error, by_handler);
    else report_error(exchange->http->rt, error);
  }
}

void respond_to_request(Exchange *exchange) {
  MoteVm *vm = exchange->http->vm;
  Server *server = server_of(exchange);
  MoteValue arguments[2], value = mote_undefined();
  bool ok = request_object(vm, exchange->request, &arguments[0]) &&
            request_info(exchange->connection, &arguments[1]) &&
            mote_call(vm, mote_handle_get(server->handler), mote_handle_get(server->options),
                      arguments, 2, &value);
  if (!ok) value = mote_take_exception(vm);
  settle(exchange, ok ? MOTE_NOT_A_PROMISE : MOTE_REJECTED, value, true);
  runtime_after_callback(server->http->rt);
}
