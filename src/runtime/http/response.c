/* SPDX-License-Identifier: MIT */
/* response.c: the interface Response. https://fetch.spec.whatwg.org/#response-class */
#include "runtime/http/response.h"

#include <stdlib.h>
#include <string.h>

#include "runtime/http/body.h"
#include "runtime/http/fetch_url.h"
#include "runtime/http/headers.h"
#include "runtime/internal.h"
#include "runtime/web/web_idl.h"

static void response_free(void *memory) {
  ResponseData *data = memory;
  message_free(&data->message);
  http_count_memory(data->message.http, -(ptrdiff_t)sizeof *data);
  free(data->status_text);
  free(data->url);
  free(data);
}

ResponseData *response_data_of(MoteVm *vm, MoteValue value) {
  void *data = NULL;
  MoteClass *class_ = runtime_of(vm)->classes[CLASS_RESPONSE];
  if (class_) mote_instance_data(vm, value, class_, &data);
  return data;
}

static bool data_create(MoteVm *vm, uint16_t status, HeaderGuard guard, ResponseData **out) {
  Http *http;
  TRY(http_of(vm, &http));
  ResponseData *data = calloc(1, sizeof *data);
  if (!data) return mote_throw_out_of_memory(vm);
  data->message.http = http;
  data->message.guard = guard;
  data->status = status;
  http_count_memory(http, sizeof *data);
  *out = data;
  return true;
}

bool response_new(MoteVm *vm, uint16_t status, HeaderGuard guard, MoteValue *out,
                  ResponseData **data) {
  MoteClass *class_;
  TRY(response_class(vm, &class_) && data_create(vm, status, guard, data));
  if (mote_instance_new(vm, class_, *data, out)) return true;
  response_free(*data);
  return false;
}

/* --- making: https://fetch.spec.whatwg.org/#initialize-a-response --- */

/* A ResponseInit, converted. */
typedef struct ResponseInit {
  MoteValue headers; /* undefined: none */
  uint16_t status;
  char *status_text; /* malloc'ed, or NULL */
} ResponseInit;

static bool status_member(MoteVm *vm, MoteValue options, ResponseInit *out) {
  MoteValue value;
  int32_t number;
  TRY(mote_get(vm, options, "status", &value));
  if (mote_is_undefined(vm, value)) return true;
  TRY(mote_to_int32(vm, value, &number));
  out->status = (uint16_t)number;
  return true;
}

static bool status_text_member(MoteVm *vm, MoteValue options, ResponseInit *out) {
  MoteValue value;
  size_t length;
  TRY(mote_get(vm, options, "statusText", &value));
  if (mote_is_undefined(vm, value)) return true;
  TRY(idl_byte_string(vm, value, &out->status_text, &length));
  if (reason_phrase_is_valid(out->status_text, length) && strlen(out->status_text) == length)
    return true;
  return mote_throw_error(vm, MOTE_TYPE_ERROR, "Invalid statusText");
}

static bool parse_init(MoteVm *vm, MoteValue options, ResponseInit *out) {
  *out = (ResponseInit){.headers = mote_undefined(), .status = 200};
  if (mote_is_nullish(vm, options)) return true;
  TRY(idl_member(vm, options, "headers", &out->headers) && status_member(vm, options, out));
  return status_text_member(vm, options, out);
}

static bool is_null_body_status(uint16_t status) {
  return status == 101 || status == 103 || status == 204 || status == 205 || status == 304;
}

static bool check_status(MoteVm *vm, uint16_t status) {
  if (status >= 200 && status <= 599) return true;
  return mote_throw_error(vm, MOTE_RANGE_ERROR,
                          "The status provided (%u) is outside the range [200, 599]", status);
}

/* Takes the init's text over. body: NULL: none. */
static bool initialize(MoteVm *vm, MoteValue instance, ResponseData *data, ResponseInit *init,
                       BodyInit *body) {
  data->status = init->status;
  data->status_text = init->status_text;
  init->status_text = NULL;
  if (!mote_is_undefined(vm, init->headers)) {
    HeaderList *list = message_headers(vm, &data->message);
    TRY(list && headers_fill(vm, list, init->headers));
  }
  if (!body) return true;
  if (is_null_body_status(data->status))
    return mote_throw_error(vm, MOTE_TYPE_ERROR, "A response with the status %u cannot have a body",
                            data->status);
  return body_install(vm, instance, &data->message, body);
}

/* A response made of an init and a body, in the call's result or, for static methods, a new object. */
static bool construct(MoteVm *vm, MoteCall *call, ResponseInit *init, BodyInit *body) {
  ResponseData *data;
  MoteClass *class_;
  MoteValue instance;
  TRY(check_status(vm, init->status) && response_class(vm, &class_) &&
      data_create(vm, init->status, HEADERS_RESPONSE, &data));
  bool is_new = !mote_is_undefined(vm, mote_new_target(call));
  bool made = is_new ? mote_construct_instance(vm, call, class_, data)
                     : mote_instance_new(vm, class_, data, &instance);
  if (made && is_new) instance = mote_result(call);
  if (!made) {
    response_free(data);
    return false;
  }
  return initialize(vm, instance, data, init, body) && mote_return(call, instance);
}

static bool response_construct(MoteVm *vm, MoteCall *call) {
  Http *http;
  ResponseInit init;
  BodyInit body;
  MoteValue given = mote_argument(call, 0);
  bool has_body = !mote_is_nullish(vm, given);
  if (mote_is_undefined(vm, mote_new_target(call)))
    return mote_throw_error(vm, MOTE_TYPE_ERROR,
                            "Class constructor Response cannot be invoked without 'new'");
  TRY(http_of(vm, &http) && (!has_body || body_extract(vm, given, &body)));
  bool ok = parse_init(vm, mote_argument(call, 1), &init) &&
            construct(vm, call, &init, has_body ? &body : NULL);
  if (has_body) body_init_drop(&body);
  free(init.status_text);
  return ok;
}

/* Response.error ( )   https://fetch.spec.whatwg.org/#dom-response-error */
static bool response_error(MoteVm *vm, MoteCall *call) {
  MoteValue response;
  ResponseData *data;
  TRY(response_new(vm, 0, HEADERS_IMMUTABLE, &response, &data));
  data->type = RESPONSE_ERROR;
  return mote_return(call, response);
}

static bool is_redirect_status(int32_t status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/* Response.redirect ( url, status = 302 )   https://fetch.spec.whatwg.org/#dom-response-redirect */
static bool response_redirect(MoteVm *vm, MoteCall *call) {
  MoteValue response;
  ResponseData *data;
  int32_t status = 302;
  char *url;
  TRY(idl_require_arguments(vm, call, 1, "redirect' on 'Response") &&
      fetch_url_parse(vm, mote_argument(call, 0), &url));
  bool ok = mote_is_undefined(vm, mote_argument(call, 1)) ||
            mote_to_int32(vm, mote_argument(call, 1), &status);
  if (ok && !is_redirect_status((uint16_t)status))
    ok = mote_throw_error(vm, MOTE_RANGE_ERROR, "Invalid redirect status: %d", status);
  ok = ok && response_new(vm, (uint16_t)status, HEADERS_IMMUTABLE, &response, &data);
  HeaderList *list = ok ? message_headers(vm, &data->message) : NULL;
  if (list && !header_list_append(list, "location", strlen("location"), url, strlen(url)))
    ok = mote_throw_out_of_memory(vm);
  mote_free(url);
  return ok && list && mote_return(call, response);
}

/* Response.json ( data, init )   https://fetch.spec.whatwg.org/#dom-response-json */
static bool response_json(MoteVm *vm, MoteCall *call) {
  BodyInit body = {.body = {.kind = BODY_TEXT}, .type = "application/json"};
  ResponseInit init;
  body.type_value = mote_undefined();
  TRY(idl_require_arguments(vm, call, 1, "json' on 'Response") &&
      mote_json_stringify(vm, mote_argument(call, 0), 0, &body.part));
  if (mote_is_undefined(vm, body.part))
    return mote_throw_error(vm, MOTE_TYPE_ERROR, "The data is not JSON serializable");
  bool ok = parse_init(vm, mote_argument(call, 1), &init) && construct(vm, call, &init, &body);
  free(init.status_text);
  return ok;
}

/* --- attributes --- */

static bool this_response(MoteVm *vm, MoteCall *call, ResponseData **out) {
  void *data;
  TRY(mote_this_data(vm, call, runtime_of(vm)->classes[CLASS_RESPONSE], &data));
  *out = data;
  return true;
}

static bool return_text(MoteCall *call, const char *text) {
  return mote_return_string(call, text ? text : "", MOTE_NUL_TERMINATED);
}

static bool get_type(MoteVm *vm, MoteCall *call) {
  static const char *const names[] = {"default", "error", "basic"};
  ResponseData *data;
  return this_response(vm, call, &data) && return_text(call, names[data->type]);
}
static bool get_url(MoteVm *vm, MoteCall *call) {
  ResponseData *data;
  return this_response(vm, call, &data) && return_text(call, data->url);
}
static bool get_redirected(MoteVm *vm, MoteCall *call) {
  ResponseData *data;
  return this_response(vm, call, &data) && mote_return_boolean(call, data->redirected);
}
static bool get_status(MoteVm *vm, MoteCall *call) {
  ResponseData *data;
  return this_response(vm, call, &data) && mote_return_number(call, data->status);
}
static bool get_ok(MoteVm *vm, MoteCall *call) {
  ResponseData *data;
  return this_response(vm, call, &data) &&
         mote_return_boolean(call, data->status >= 200 && data->status <= 299);
}
static bool get_status_text(MoteVm *vm, MoteCall *call) {
  ResponseData *data;
  MoteValue text;
  TRY(this_response(vm, call, &data));
  const char *bytes = data->status_text ? data->status_text : "";
  return mote_string_latin1(vm, (const uint8_t *)bytes, strlen(bytes), &text) &&
         mote_return(call, text);
}
static bool get_headers(MoteVm *vm, MoteCall *call) {
  ResponseData *data;
  MoteValue headers;
  return this_response(vm, call, &data) &&
         message_headers_object(vm, mote_this(call), &data->message, &headers) &&
         mote_return(call, headers);
}

static bool copy_text(MoteVm *vm, const char *text, char **out) {
  *out = text ? strdup(text) : NULL;
  return !text || *out || mote_throw_out_of_memory(vm);
}

static bool clone_headers(MoteVm *vm, Message *from, Message *to) {
  HeaderList *list = message_headers(vm, from);
  TRY(list);
  to->headers = header_list_copy(list, from->guard);
  return to->headers || mote_throw_out_of_memory(vm);
}

static bool clone_signal(MoteVm *vm, MoteValue from_instance, const Message *from,
                         MoteValue to_instance, Message *to) {
  MoteValue signal = message_part(vm, from_instance, from, PART_SIGNAL);
  return !from->follows_signal || message_follow_signal(vm, to_instance, to, signal);
}

/* clone ( )   https://fetch.spec.whatwg.org/#dom-response-clone */
static bool response_clone(MoteVm *vm, MoteCall *call) {
  ResponseData *data, *copy;
  MoteValue response;
  bool unusable;
  TRY(this_response(vm, call, &data) &&
      body_is_unusable(vm, mote_this(call), &data->message, &unusable));
  if (unusable)
    return mote_throw_error(vm, MOTE_TYPE_ERROR, "Response.clone: Body has already been consumed.");
  TRY(response_new(vm, data->status, data->message.guard, &response, &copy));
  copy->type = data->type;
  copy->redirected = data->redirected;
  return copy_text(vm, data->status_text, &copy->status_text) &&
         copy_text(vm, data->url, &copy->url) &&
         clone_headers(vm, &data->message, &copy->message) &&
         clone_signal(vm, mote_this(call), &data->message, response, &copy->message) &&
         body_clone(vm, mote_this(call), &data->message, response, &copy->message) &&
         mote_return(call, response);
}

bool response_class(MoteVm *vm, MoteClass **out) {
  static const MoteMethod methods[] = {
      {"error", response_error, 0, NULL, MOTE_STATIC_METHOD},
      {"json", response_json, 1, NULL, MOTE_STATIC_METHOD},
      {"redirect", response_redirect, 1, NULL, MOTE_STATIC_METHOD},
      {"type", get_type, 0, NULL, MOTE_ACCESSOR},
      {"url", get_url, 0, NULL, MOTE_ACCESSOR},
      {"redirected", get_redirected, 0, NULL, MOTE_ACCESSOR},
      {"status", get_status, 0, NULL, MOTE_ACCESSOR},
      {"ok", get_ok, 0, NULL, MOTE_ACCESSOR},
      {"statusText", get_status_text, 0, NULL, MOTE_ACCESSOR},
      {"headers", get_headers, 0, NULL, MOTE_ACCESSOR},
      {"clone", response_clone, 0, NULL, MOTE_METHOD},
      BODY_METHODS,
  };
  static const MoteClassSpec spec = {.name = "Response",
                                     .construct = response_construct,
                                     .methods = methods,
                                     .method_count = LENGTH_OF(methods),
                                     .finalize = response_free,
                                     .is_interface = true};
  Http *http;
  return http_of(vm, &http) && runtime_class(vm, CLASS_RESPONSE, &spec, out);
}
