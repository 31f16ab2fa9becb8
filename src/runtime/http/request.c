/* SPDX-License-Identifier: MIT */
/* request.c: the interface Request: its data, its attributes, clone. Its constructor is request_init.c's. */
#include "runtime/http/request.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "runtime/http/body.h"
#include "runtime/http/fetch_url.h"
#include "runtime/http/response.h"
#include "runtime/http/upgrade.h"
#include "runtime/internal.h"
#include "runtime/modules/builtin_modules.h"
#include "runtime/web/dom_exception.h"
#include "runtime/web/web_idl.h"

/* --- data --- */

void request_release(RequestData *data) {
  if (--data->holds) return;
  message_free(&data->message);
  http_count_memory(data->message.http, -(ptrdiff_t)sizeof *data);
  free(data->own_method);
  free(data->url);
  free(data->integrity);
  free(data->referrer);
  free(data);
}

static void finalize(void *data) { request_release(data); }

RequestData *request_data_of(MoteVm *vm, MoteValue value) {
  void *data = NULL;
  MoteClass *class_ = runtime_of(vm)->classes[CLASS_REQUEST];
  if (class_) mote_instance_data(vm, value, class_, &data);
  return data;
}

Message *message_of(MoteVm *vm, MoteValue value) {
  RequestData *request = request_data_of(vm, value);
  if (request) return &request->message;
  ResponseData *response = response_data_of(vm, value);
  return response ? &response->message : NULL;
}

static void init_data(RequestData *data, Http *http) {
  memset(data, 0, sizeof *data);
  data->message.http = http;
  data->message.guard = HEADERS_REQUEST;
  data->holds = 1;
  data->method = "GET";
  http_count_memory(http, sizeof *data);
}

RequestData *request_data_create(Http *http, const RawHead *head, const char *bytes,
                                 size_t length) {
  size_t headers = head->count * sizeof *head->headers;
  RequestData *data = malloc(sizeof *data + headers + length);
  if (!data) return NULL;
  init_data(data, http);
  Header *copy = (Header *)(void *)(data + 1);
  char *text = (char *)(copy + head->count);
  memcpy(copy, head->headers, headers);
  memcpy(text, bytes, length);
  data->raw = *head;
  data->raw.bytes = text;
  data->raw.headers = copy;
  data->message.raw = &data->raw;
  data->choices[CHOICE_CREDENTIALS] = 1;
  data->choices[CHOICE_MODE] = MODE_CORS;
  return data;
}

bool request_object(MoteVm *vm, RequestData *data, MoteValue *out) {
  MoteClass *class_;
  TRY(request_class(vm, &class_));
  if (!mote_instance_new(vm, class_, data, out)) return false;
  data->holds++;
  return true;
}

/* --- the signal --- */

/* Calls a function of mote:internal/abort. */
static bool signal_abort(MoteVm *vm, MoteValue signal) {
  MoteValue module, function, arguments[2] = {signal};
  return builtin_module_get(runtime_of(vm), "mote:internal/abort", &module) &&
         mote_get(vm, module, "signalAbort", &function) &&
         dom_exception_new(vm, "AbortError", "The client has gone", &arguments[1]) &&
         mote_call(vm, function, mote_undefined(), arguments, 2, NULL);
}

static void drop_signal(MoteVm *vm, RequestData *data, bool aborted) {
  if (!data->signal) return;
  MoteValue signal = mote_handle_get(data->signal);
  mote_handle_destroy(data->signal);
  data->signal = NULL;
  if (aborted && !signal_abort(vm, signal)) mote_take_exception(vm);
}

void request_abort(MoteVm *vm, RequestData *data) { drop_signal(vm, data, true); }

void request_untie(MoteVm *vm, RequestData *data, bool aborted) {
  data->owner_kind = NULL;
  data->owner = NULL;
  upgrade_refused(data, false);
  drop_signal(vm, data, aborted);
}

static bool signal_of(MoteVm *vm, MoteValue instance, RequestData *data, MoteValue *out) {
  MoteValue make;
  *out = message_part(vm, instance, &data->message, PART_SIGNAL);
  if (!mote_is_undefined(vm, *out)) return true;
  TRY(http_helper(vm, "newSignal", &make) && mote_call(vm, make, mote_undefined(), NULL, 0, out) &&
      message_set_part(vm, instance, &data->message, PART_SIGNAL, *out));
  if (!data->owner_kind) return true;
  data->signal = mote_handle_create(vm, *out);
  return data->signal != NULL;
}

/* --- the URL of a request that came in: its target is a path, or a whole URL --- */

static bool is_absolute(const RawHead *raw) {
  const char *target = raw->bytes + raw->target;
  return raw->target_length > 7 && target[0] != '/' && memmem(target, raw->target_length, "://", 3);
}

bool request_url(MoteVm *vm, const RequestData *data, MoteValue *out) {
  const RawHead *raw = &data->raw;
  if (data->url) return mote_string(vm, data->url, MOTE_NUL_TERMINATED, out);
  const char *target = raw->bytes + raw->target;
  if (is_absolute(raw)) return fetch_url_normalise(vm, target, raw->target_length, out);
  char host[128] = "localhost";
  size_t length = 0;
  Text text = {0};
  const Message own = {.raw = raw};
  const char *named = message_header(&own, "host", &length);
  if (!length && data->owner_kind) data->owner_kind->host(data->owner, host, sizeof host);
  text_add(&text, data->owner_kind ? data->owner_kind->scheme(data->owner) : "http");
  text_add(&text, "://");
  if (length) text_append(&text, named, length);
  else text_add(&text, host);
  if (*target != '/') text_add_char(&text, '/');
  text_append(&text, target, raw->target_length);
  bool ok = text_ok(&text) ? fetch_url_normalise(vm, text_string(&text), text.length, out)
                           : mote_throw_out_of_memory(vm);
  text_free(&text);
  return ok;
}

/* --- attributes --- */

static bool this_request(MoteVm *vm, MoteCall *call, RequestData **out) {
  void *data;
  TRY(mote_this_data(vm, call, runtime_of(vm)->classes[CLASS_REQUEST], &data));
  *out = data;
  return true;
}

static bool return_text(MoteCall *call, const char *text) {
  return mote_return_string(call, text, MOTE_NUL_TERMINATED);
}

static bool get_method(MoteVm *vm, MoteCall *call) {
  RequestData *data;
  return this_request(vm, call, &data) && return_text(call, data->method);
}
/* The URL is kept, so that it is parsed once. */
static bool get_url(MoteVm *vm, MoteCall *call) {
  RequestData *data;
  MoteValue url;
  TRY(this_request(vm, call, &data) && request_url(vm, data, &url));
  if (!data->url) TRY(mote_string_utf8(vm, url, &data->url, NULL));
  return mote_return(call, url);
}
static bool get_headers(MoteVm *vm, MoteCall *call) {
  RequestData *data;
  MoteValue headers;
  return this_request(vm, call, &data) &&
         message_headers_object(vm, mote_this(call), &data->message, &headers) &&
         mote_return(call, headers);
}
static bool get_destination(MoteVm *vm, MoteCall *call) {
  RequestData *data;
  return this_request(vm, call, &data) && return_text(call, "");
}
static bool get_referrer(MoteVm *vm, MoteCall *call) {
  RequestData *data;
  return this_request(vm, call, &data) &&
         return_text(call, data->referrer ? data->referrer : "about:client");
}
static bool return_choice(MoteVm *vm, MoteCall *call, RequestChoice choice) {
  RequestData *data;
  return this_request(vm, call, &data) && return_text(call, request_choice_name(data, choice));
}
static bool get_referrer_policy(MoteVm *vm, MoteCall *call) {
  return return_choice(vm, call, CHOICE_REFERRER_POLICY);
}
static bool get_mode(MoteVm *vm, MoteCall *call) { return return_choice(vm, call, CHOICE_MODE); }
static bool get_credentials(MoteVm *vm, MoteCall *call) {
  return return_choice(vm, call, CHOICE_CREDENTIALS);
}
static bool get_cache(MoteVm *vm, MoteCall *call) { return return_choice(vm, call, CHOICE_CACHE); }
static bool get_redirect(MoteVm *vm, MoteCall *call) {
  return return_choice(vm, call, CHOICE_REDIRECT);
}
static bool get_integrity(MoteVm *vm, MoteCall *call) {
  RequestData *data;
  return this_request(vm, call, &data) && return_text(call, data->integrity ? data->integrity : "");
}
static bool get_keepalive(MoteVm *vm, MoteCall *call) {
  RequestData *data;
  return this_request(vm, call, &data) && mote_return_boolean(call, data->keepalive);
}
static bool get_false(MoteVm *vm, MoteCall *call) {
  RequestData *data;
  return this_request(vm, call, &data) && mote_return_boolean(call, false);
}
static bool get_duplex(MoteVm *vm, MoteCall *call) {
  RequestData *data;
  return this_request(vm, call, &data) && return_text(call, "half");
}
static bool get_signal(MoteVm *vm, MoteCall *call) {
  RequestData *data;
  MoteValue signal;
  return this_request(vm, call, &data) && signal_of(vm, mote_this(call), data, &signal) &&
         mote_return(call, signal);
}

/* --- making --- */

static bool data_new(MoteVm *vm, RequestData **out) {
  Http *http;
  TRY(http_of(vm, &http));
  *out = malloc(sizeof **out);
  if (!*out) return mote_throw_out_of_memory(vm);
  init_data(*out, http);
  return true;
}

static bool request_construct(MoteVm *vm, MoteCall *call) {
  RequestData *data;
  MoteValue instance;
  if (mote_is_undefined(vm, mote_new_target(call)))
    return mote_throw_error(vm, MOTE_TYPE_ERROR,
                            "Class constructor Request cannot be invoked without 'new'");
  TRY(idl_require_arguments(vm, call, 1, "constructor' on 'Request") && data_new(vm, &data));
  if (!mote_construct_instance(vm, call, runtime_of(vm)->classes[CLASS_REQUEST], data)) {
    request_release(data);
    return false;
  }
  instance = mote_result(call);
  return request_initialize(vm, instance, data, mote_argument(call, 0), mote_argument(call, 1));
}

/* clone ( )   https://fetch.spec.whatwg.org/#dom-request-clone */
static bool request_clone(MoteVm *vm, MoteCall *call) {
  RequestData *data, *copy;
  MoteClass *class_ = runtime_of(vm)->classes[CLASS_REQUEST];
  MoteValue instance, signal, follow, url;
  bool unusable;
  TRY(this_request(vm, call, &data) &&
      body_is_unusable(vm, mote_this(call), &data->message, &unusable));
  if (unusable)
    return mote_throw_error(vm, MOTE_TYPE_ERROR, "Request.clone: Body has already been consumed.");
  HeaderList *list = message_headers(vm, &data->message);
  TRY(list && data_new(vm, &copy));
  if (!mote_instance_new(vm, class_, copy, &instance)) {
    request_release(copy);
    return false;
  }
  copy->method = data->own_method ? copy->method : data->method;
  if (data->own_method) {
    copy->own_method = strdup(data->own_method);
    if (!copy->own_method) return mote_throw_out_of_memory(vm);
    copy->method = data->method == data->own_method ? copy->own_method : data->method;
  }
  memcpy(copy->choices, data->choices, sizeof copy->choices);
  copy->keepalive = data->keepalive;
  copy->integrity = data->integrity ? strdup(data->integrity) : NULL;
  copy->referrer = data->referrer ? strdup(data->referrer) : NULL;
  copy->message.headers = header_list_copy(list, data->message.guard);
  if (!copy->message.headers) return mote_throw_out_of_memory(vm);
  return request_url(vm, data, &url) && mote_string_utf8(vm, url, &copy->url, NULL) &&
         signal_of(vm, mote_this(call), data, &signal) &&
         http_helper(vm, "followSignal", &follow) &&
         mote_call(vm, follow, mote_undefined(), &signal, 1, &signal) &&
         message_set_part(vm, instance, &copy->message, PART_SIGNAL, signal) &&
         body_clone(vm, mote_this(call), &data->message, instance, &copy->message) &&
         mote_return(call, instance);
}

bool request_class(MoteVm *vm, MoteClass **out) {
  static const MoteMethod methods[] = {
      {"method", get_method, 0, NULL, MOTE_ACCESSOR},
      {"url", get_url, 0, NULL, MOTE_ACCESSOR},
      {"headers", get_headers, 0, NULL, MOTE_ACCESSOR},
      {"destination", get_destination, 0, NULL, MOTE_ACCESSOR},
      {"referrer", get_referrer, 0, NULL, MOTE_ACCESSOR},
      {"referrerPolicy", get_referrer_policy, 0, NULL, MOTE_ACCESSOR},
      {"mode", get_mode, 0, NULL, MOTE_ACCESSOR},
      {"credentials", get_credentials, 0, NULL, MOTE_ACCESSOR},
      {"cache", get_cache, 0, NULL, MOTE_ACCESSOR},
      {"redirect", get_redirect, 0, NULL, MOTE_ACCESSOR},
      {"integrity", get_integrity, 0, NULL, MOTE_ACCESSOR},
      {"keepalive", get_keepalive, 0, NULL, MOTE_ACCESSOR},
      {"isReloadNavigation", get_false, 0, NULL, MOTE_ACCESSOR},
      {"isHistoryNavigation", get_false, 0, NULL, MOTE_ACCESSOR},
      {"signal", get_signal, 0, NULL, MOTE_ACCESSOR},
      {"duplex", get_duplex, 0, NULL, MOTE_ACCESSOR},
      {"clone", request_clone, 0, NULL, MOTE_METHOD},
      BODY_METHODS,
  };
  static const MoteClassSpec spec = {.name = "Request",
                                     .construct = request_construct,
                                     .length = 1,
                                     .methods = methods,
                                     .method_count = LENGTH_OF(methods),
                                     .finalize = finalize,
                                     .is_interface = true};
  Http *http;
  return http_of(vm, &http) && runtime_class(vm, CLASS_REQUEST, &spec, out);
}
