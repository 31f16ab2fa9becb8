/* SPDX-License-Identifier: MIT */
/* fetch.c: fetch(): what is asked for, its course, its end. */
#include "runtime/fetch/fetch.h"

#include <stdlib.h>

#include "runtime/http/body.h"
#include "runtime/http/fetch_url.h"
#include "runtime/internal.h"
#include "runtime/modules/builtin_modules.h"

/* --- its end --- */

static void tell_library(Runtime *rt, const char *name, MoteValue first, MoteValue second) {
  MoteValue module, function, result, arguments[2] = {first, second};
  if (!builtin_module_get(rt, "mote:internal/fetch_library", &module) ||
      !mote_get(rt->vm, module, name, &function) ||
      !mote_call(rt->vm, function, mote_undefined(), arguments, 2, &result))
    mote_take_exception(rt->vm);
}

static void unwatch(Fetch *fetch) {
  if (fetch->watch)
    tell_library(fetch->rt, "unwatch", mote_handle_get(fetch->signal),
                 mote_handle_get(fetch->watch));
}

/* Without JavaScript. */
static void fetch_free(Fetch *fetch) {
  fetch_control_detach(fetch, false);
  http_transfer_free(fetch->transfer);
  mote_async_release(fetch->operation);
  mote_handle_destroy(fetch->request);
  mote_handle_destroy(fetch->signal);
  mote_handle_destroy(fetch->watch);
  mote_handle_destroy(fetch->source);
  mote_handle_destroy(fetch->reason);
  url_free(fetch->url);
  header_list_release(fetch->headers);
  text_free(&fetch->text);
  incoming_release(fetch->incoming);
  content_decoder_destroy(fetch->decoder);
  free(fetch);
}

static void fetch_end(HttpTransfer *transfer) {
  Fetch *fetch = transfer->user;
  if (fetch->incoming) incoming_end(fetch->incoming);
  fetch_free(fetch);
}

void fetch_drop(Fetch *fetch) {
  fetch->is_dropped = true;
  http_transfer_stop(fetch->transfer);
  http_client_touch(fetch->transfer);
}

/* For the stream that is being sent; without memory its cancel() gets none. */
static void keep_reason(Fetch *fetch, MoteValue reason) {
  fetch->reason = mote_handle_create(fetch->rt->vm, reason);
  if (!fetch->reason) mote_take_exception(fetch->rt->vm);
}

void fetch_abort(Fetch *fetch, MoteValue reason) {
  if (fetch->source && !fetch->reason) keep_reason(fetch, reason);
  if (fetch->operation) {
    mote_async_reject(fetch->operation, reason);
    mote_async_release(fetch->operation);
    fetch->operation = NULL;
  }
  if (fetch->incoming && incoming_is_open(fetch->incoming)) incoming_fail(fetch->incoming, reason);
  fetch_drop(fetch);
}

void fetch_fail(Fetch *fetch, const char *message) {
  MoteVm *vm = fetch->rt->vm;
  MoteValue error, cause = mote_take_exception(vm);
  bool ok = mote_error_new(vm, MOTE_TYPE_ERROR, message, &error) &&
            mote_define(vm, error, "cause", cause, MOTE_HIDDEN);
  fetch_abort(fetch, ok ? error : mote_take_exception(vm));
}

/* --- its course --- */

static void fail_with_transfer(Fetch *fetch, const char *message) {
  MoteVm *vm = fetch->rt->vm;
  MoteValue cause;
  if (http_transfer_error(vm, fetch->transfer, fetch->url->href, &cause)) mote_throw(vm, cause);
  fetch_fail(fetch, message);
}

/* With integrity metadata the whole body must have come before anybody sees it. */
static bool has_verified(MoteVm *vm, Fetch *fetch) {
  bool matches;
  Text *body = &fetch->transfer->body;
  if (!fetch->integrity) return true;
  return integrity_check(vm, fetch->integrity, text_string(body), body->length, &matches) &&
         (matches || mote_throw_error(vm, MOTE_ERROR, "integrity mismatch"));
}

static void answer(MoteVm *vm, Fetch *fetch) {
  MoteValue response;
  if (!has_verified(vm, fetch) || !fetch_response(vm, fetch, &response)) {
    fetch_fail(fetch, "fetch failed");
    return;
  }
  mote_async_finish(fetch->operation, true, response);
  fetch->operation = NULL;
  http_transfer_upload_refused(fetch->transfer);
}

static void on_head(MoteVm *vm, Fetch *fetch) {
  switch (fetch_redirect(vm, fetch)) {
    case REDIRECT_NONE:
      if (!fetch->integrity || fetch->transfer->state == TRANSFER_DONE) answer(vm, fetch);
      return;
    case REDIRECT_FAILED: fetch_fail(fetch, "fetch failed"); return;
    default: return;
  }
}

static void tell_writer(Fetch *fetch) {
  bool goes_on = fetch->transfer->state == TRANSFER_RUNNING;
  if (!fetch->writing || (goes_on && !http_transfer_has_room(fetch->transfer))) return;
  MoteAsync *operation = fetch->writing;
  fetch->writing = NULL;
  mote_async_finish(operation, true, mote_boolean(goes_on));
}

/* The rest of the request's body is wanted no more. The stream's cancel() may do anything: the fetch has gone then. */
static void free_and_cancel_upload(Fetch *fetch) {
  Runtime *rt = fetch->rt;
  bool is_sending = fetch->source && !fetch->transfer->upload_ended;
  MoteHandle *request = fetch->request, *reason = fetch->reason;
  fetch->request = fetch->reason = NULL;
  fetch_free(fetch);
  if (is_sending)
    tell_library(rt, "cancelUpload", mote_handle_get(request),
                 reason ? mote_handle_get(reason) : mote_undefined());
  mote_handle_destroy(request);
  mote_handle_destroy(reason);
}

static bool is_over(const Fetch *fetch) {
  return fetch->is_dropped || (!fetch->operation && !fetch->incoming);
}

static void fetch_progress(HttpTransfer *transfer) {
  Fetch *fetch = transfer->user;
  MoteVm *vm = fetch->rt->vm;
  if (!fetch->is_dropped && fetch->operation && transfer->head_done) on_head(vm, fetch);
  if (!fetch->is_dropped && fetch->operation && http_transfer_failed(transfer))
    fail_with_transfer(fetch, "fetch failed");
  if (!fetch->is_dropped && fetch->incoming) fetch_feed(fetch);
  if (!fetch->is_dropped && fetch->incoming && http_transfer_failed(transfer) &&
      !transfer->body.length)
    fail_with_transfer(fetch, "terminated");
  tell_writer(fetch);
  if (!is_over(fetch)) return;
  unwatch(fetch);
  free_and_cancel_upload(fetch);
}

/* --- the request --- */

static bool take_text(MoteVm *vm, Fetch *fetch, MoteValue string) {
  MoteText text;
  TRY(mote_text_open(vm, string, &text));
  text_append(&fetch->text, text.bytes, text.length);
  mote_text_close(&text);
  fetch->bytes = text_string(&fetch->text);
  fetch->length = fetch->text.length;
  fetch->upload = UPLOAD_BYTES;
  return text_ok(&fetch->text) || mote_throw_out_of_memory(vm);
}

static bool take_source(MoteVm *vm, Fetch *fetch, MoteValue source) {
  fetch->upload = UPLOAD_PIECES;
  fetch->source = mote_handle_create(vm, source);
  return fetch->source != NULL;
}

static bool take_blob(MoteVm *vm, Fetch *fetch, MoteValue blob) {
  MoteValue size;
  double number;
  TRY(mote_get(vm, blob, "size", &size) && mote_to_number(vm, size, &number));
  fetch->length = (size_t)number;
  return take_source(vm, fetch, blob);
}

/* Of a body it is known here where its bytes come from; whether it can be sent again depends on that. */
static bool take_body(MoteVm *vm, Fetch *fetch, MoteValue request, Message *message) {
  MoteValue stream;
  fetch->can_repeat = true;
  switch (message->body.kind) {
    case BODY_NONE: return true;
    case BODY_TEXT: return take_text(vm, fetch, message_part(vm, request, message, PART_BODY));
    case BODY_BYTES:
      fetch->upload = UPLOAD_BYTES;
      fetch->bytes = message->body.bytes;
      fetch->length = message->body.length;
      return true;
    case BODY_BLOB: return take_blob(vm, fetch, message_part(vm, request, message, PART_BODY));
    default:
      fetch->can_repeat = false;
      return body_stream(vm, request, message, &stream) && take_source(vm, fetch, stream);
  }
}

static bool take_signal(MoteVm *vm, Fetch *fetch, MoteValue request, const Message *message) {
  MoteValue watch, signal = message_part(vm, request, message, PART_SIGNAL);
  if (mote_is_undefined(vm, signal)) return true;
  TRY(fetch_call_library(vm, fetch, false, "watch", signal, &watch));
  fetch->signal = mote_handle_create(vm, signal);
  TRY(fetch->signal);
  fetch->watch = mote_handle_create(vm, watch);
  return fetch->watch != NULL;
}

static bool set_url(MoteVm *vm, Fetch *fetch, const char *text) {
  TRY(url_parse(vm, text, strlen(text), NULL, &fetch->url));
  return fetch->url || mote_throw_error(vm, MOTE_TYPE_ERROR, "Invalid URL: %s", text);
}

static bool take_request(MoteVm *vm, Fetch *fetch, MoteValue request) {
  RequestData *data = request_data_of(vm, request);
  Message *message = &data->message;
  MoteValue url;
  char *text;
  fetch->request = mote_handle_create(vm, request);
  TRY(fetch->request && request_url(vm, data, &url) && mote_to_utf8(vm, url, &text, NULL));
  bool ok = set_url(vm, fetch, text);
  mote_free(text);
  fetch->method = data->method;
  fetch->redirect_mode = data->choices[CHOICE_REDIRECT];
  if (data->integrity && *data->integrity) fetch->integrity = data->integrity;
  TRY(ok && take_signal(vm, fetch, request, message) && take_body(vm, fetch, request, message));
  HeaderList *headers = message_headers(vm, message);
  TRY(headers);
  fetch->headers = header_list_retain(headers);
  return true;
}

/* A URL and nothing else: no Request is made. */
static bool take_plain(MoteVm *vm, Fetch *fetch, MoteValue input) {
  char *text;
  fetch->method = "GET";
  TRY(fetch_url_parse_bare(vm, input, &text));
  bool ok = set_url(vm, fetch, text);
  free(text);
  return ok;
}

static bool new_request(MoteVm *vm, MoteCall *call, MoteValue *out) {
  MoteClass *class_;
  MoteValue arguments[2] = {mote_argument(call, 0), mote_argument(call, 1)};
  return request_class(vm, &class_) &&
         mote_construct(vm, mote_class_constructor(vm, class_), arguments,
                        mote_argument_count(call) > 1 ? 2 : 1, out);
}

static bool is_http(const Url *url) {
  return url->scheme == SCHEME_HTTP || url->scheme == SCHEME_HTTPS;
}

static bool take_arguments(MoteVm *vm, MoteCall *call, Fetch *fetch) {
  MoteValue request;
  if (mote_argument_count(call) == 0)
    return mote_throw_code(vm, MOTE_TYPE_ERROR, "ERR_MISSING_ARGS",
                           "Failed to execute 'fetch': 1 argument required, but only 0 present.");
  if (mote_is_string(vm, mote_argument(call, 0)) && mote_is_undefined(vm, mote_argument(call, 1)))
    return take_plain(vm, fetch, mote_argument(call, 0));
  return new_request(vm, call, &request) && take_request(vm, fetch, request);
}

/* --- the function --- */

static bool start_upload(MoteVm *vm, Fetch *fetch) {
  MoteValue result;
  if (fetch->upload != UPLOAD_PIECES) return true;
  HttpClient *client = fetch->transfer->client;
  http_client_hold(client); /* the stream may abort the fetch at once */
  bool ok = fetch_call_library(vm, fetch, true, "upload", mote_handle_get(fetch->source), &result);
  http_client_let_go(client);
  return ok;
}

/* A body that is null is sent as one of no bytes with these. */
static bool wants_length(const char *method) {
  return strcmp(method, "POST") == 0 || strcmp(method, "PUT") == 0;
}

bool fetch_send(MoteVm *vm, Fetch *fetch) {
  HttpRequest request = {.url = fetch->url->href,
                         .method = fetch->method,
                         .headers = fetch->headers,
                         .upload = fetch->upload,
                         .bytes = fetch->bytes,
                         .length = (int64_t)fetch->length};
  if (fetch_port_is_blocked(fetch->url)) return mote_throw_error(vm, MOTE_ERROR, "bad port");
  if (fetch->upload == UPLOAD_PIECES && !fetch->can_repeat) request.length = -1;
  if (fetch->upload == UPLOAD_NONE && wants_length(fetch->method)) {
    request.upload = UPLOAD_BYTES;
    request.bytes = "";
  }
  return http_transfer_start(vm, fetch->transfer, &request) && start_upload(vm, fetch);
}

static const TransferOwner owner = {fetch_progress, fetch_end};

/* data:, blob:, about: and the like. Settles the operation with a promise. */
static bool fetch_elsewhere(MoteVm *vm, MoteCall *call, Fetch *fetch) {
  MoteValue request, promise;
  if (fetch->request) request = mote_handle_get(fetch->request);
  else TRY(new_request(vm, call, &request));
  TRY(fetch_call_library(vm, fetch, false, "fetchElsewhere", request, &promise));
  mote_async_resolve(fetch->operation, promise);
  fetch_drop(fetch);
  return true;
}

static Fetch *fetch_create(MoteVm *vm) {
  Fetch *fetch = calloc(1, sizeof *fetch);
  if (!fetch) {
    mote_throw_out_of_memory(vm);
    return NULL;
  }
  fetch->rt = runtime_of(vm);
  fetch->transfer = http_transfer_create(vm, &owner, fetch);
  if (fetch->transfer) return fetch;
  free(fetch);
  return NULL;
}

bool fetch_function(MoteVm *vm, MoteCall *call) {
  Fetch *fetch = fetch_create(vm);
  TRY(fetch);
  MoteValue error = mote_undefined();
  bool ok = take_arguments(vm, call, fetch);
  if (!ok) error = mote_take_exception(vm);
  HttpClient *client = fetch->transfer->client;
  fetch->transfer->collects = fetch->integrity != NULL;
  fetch->operation = mote_async_start(vm, call);
  if (!fetch->operation) {
    fetch_free(fetch);
    return false;
  }
  if (!ok) fetch_abort(fetch, error);
  else if (!is_http(fetch->url)) {
    if (!fetch_elsewhere(vm, call, fetch)) fetch_fail(fetch, "fetch failed");
  } else if (!fetch_send(vm, fetch)) {
    fetch_fail(fetch, "fetch failed");
  }
  http_client_drive(client);
  return true;
}
