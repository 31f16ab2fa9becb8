/* SPDX-License-Identifier: MIT */
/* response_sink.c: streams as bodies of answers: sees to it that they have the length that was announced. */
#include "runtime/http/response_sink.h"

#include <stdlib.h>

#include "runtime/internal.h"
#include "runtime/report.h"
#include "runtime/web/dom_exception.h"

static void sink_release(ResponseSink *sink) {
  if (--sink->holds == 0) free(sink);
}

static void sink_finalize(void *data) { sink_release(data); }

/* The exchange and the sink do not know each other any more. */
static void untie(ResponseSink *sink) {
  mote_handle_destroy(sink->object);
  sink->object = NULL;
  sink->exchange->sink = NULL;
  sink->exchange = NULL;
  sink_release(sink);
}

static void wake_writer(ResponseSink *sink) {
  MoteAsync *waiting = sink->waiting;
  sink->waiting = NULL;
  if (waiting) mote_async_finish(waiting, true, mote_undefined());
}

void response_sink_drained(ResponseSink *sink) { wake_writer(sink); }

static bool call_onabort(MoteVm *vm, MoteValue object) {
  MoteValue handler, reason;
  return mote_get(vm, object, "onabort", &handler) &&
         (!mote_is_callable(vm, handler) ||
          (dom_exception_new(vm, "AbortError", "The client has gone", &reason) &&
           mote_call(vm, handler, object, &reason, 1, NULL)));
}

void response_sink_abort(ResponseSink *sink) {
  MoteVm *vm = sink->exchange->http->vm;
  MoteValue object = mote_handle_get(sink->object);
  bool ended = sink->exchange->http->ended;
  MoteAsync *waiting = sink->waiting;
  sink->waiting = NULL;
  untie(sink);
  if (!ended && waiting) mote_async_resolve(waiting, mote_undefined());
  mote_async_release(waiting);
  if (!ended && !call_onabort(vm, object)) mote_take_exception(vm);
}

/* --- its methods --- */

static bool this_sink(MoteVm *vm, MoteCall *call, ResponseSink **out) {
  void *data;
  TRY(mote_this_data(vm, call, runtime_of(vm)->classes[CLASS_RESPONSE_SINK], &data));
  *out = data;
  return true;
}

static bool throw_too_long(MoteVm *vm) {
  return mote_throw_error(vm, MOTE_TYPE_ERROR,
                          "The body of the response is longer than its Content-Length");
}

/* write(bytes): undefined, or a promise for the time when more may be written. */
static bool sink_write(MoteVm *vm, MoteCall *call) {
  ResponseSink *sink;
  bool room = true;
  TRY(this_sink(vm, call, &sink));
  MoteBytes bytes = mote_bytes(vm, mote_argument(call, 0));
  Exchange *exchange = sink->exchange;
  if (!exchange || !bytes.length) return true;
  if (sink->has_length && bytes.length > sink->left) return throw_too_long(vm);
  sink->left -= sink->has_length ? bytes.length : 0;
  if (!exchange->transport->write(exchange, bytes.data, bytes.length, &room))
    return mote_throw_out_of_memory(vm);
  if (room || !sink->exchange) return true;
  sink->waiting = mote_async_start(vm, call);
  return sink->waiting != NULL;
}

static bool sink_end(MoteVm *vm, MoteCall *call) {
  ResponseSink *sink;
  TRY(this_sink(vm, call, &sink));
  Exchange *exchange = sink->exchange;
  if (!exchange) return true;
  if (sink->has_length && sink->left)
    return mote_throw_error(vm, MOTE_TYPE_ERROR,
                            "The body of the response is shorter than its Content-Length");
  untie(sink);
  exchange->transport->end(exchange);
  return true;
}

/* The stream has failed: the client learns of it by the answer's end, since the head is sent. */
static bool sink_fail(MoteVm *vm, MoteCall *call) {
  ResponseSink *sink;
  TRY(this_sink(vm, call, &sink));
  if (sink->exchange) report_error(runtime_of(vm), mote_argument(call, 0));
  Exchange *exchange = sink->exchange; /* who was told of the error may have ended it */
  if (!exchange) return true;
  untie(sink);
  exchange->transport->fail(exchange);
  return true;
}

static bool sink_new(MoteVm *vm, ResponseSink *sink, MoteValue *out) {
  static const MoteMethod methods[] = {
      {"write", sink_write, 1, NULL, MOTE_METHOD},
      {"end", sink_end, 0, NULL, MOTE_METHOD},
      {"fail", sink_fail, 1, NULL, MOTE_METHOD},
  };
  static const MoteClassSpec spec = {.name = "ResponseSink",
                                     .methods = methods,
                                     .method_count = LENGTH_OF(methods),
                                     .finalize = sink_finalize};
  return runtime_instance(vm, CLASS_RESPONSE_SINK, &spec, sink, out);
}

bool response_sink_start(Exchange *exchange, MoteValue stream, const Content *content) {
  MoteVm *vm = exchange->http->vm;
  MoteValue pump, arguments[2] = {stream};
  TRY(http_helper(vm, "pump", &pump));
  ResponseSink *sink = calloc(1, sizeof *sink);
  if (!sink) return mote_throw_out_of_memory(vm);
  sink->holds = 1;
  if (!sink_new(vm, sink, &arguments[1])) {
    free(sink);
    return false;
  }
  sink->object = mote_handle_create(vm, arguments[1]);
  TRY(sink->object);
  sink->holds++;
  sink->exchange = exchange;
  sink->has_length = content->has_length;
  sink->left = content->length;
  exchange->sink = sink;
  return mote_call(vm, pump, mote_undefined(), arguments, 2, NULL);
}
