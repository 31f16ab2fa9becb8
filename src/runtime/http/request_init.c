/* SPDX-License-Identifier: MIT */
/* request_init.c: the constructor of Request. https://fetch.spec.whatwg.org/#dom-request */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "runtime/http/body.h"
#include "runtime/http/fetch_url.h"
#include "runtime/http/headers.h"
#include "runtime/http/request.h"
#include "runtime/internal.h"
#include "runtime/modules/builtin_modules.h"
#include "runtime/web/web_idl.h"

/* --- the dictionary RequestInit --- */

/* In the order in which a dictionary is read. */
typedef enum Member {
  MEMBER_BODY,
  MEMBER_CACHE,
  MEMBER_CREDENTIALS,
  MEMBER_DUPLEX,
  MEMBER_HEADERS,
  MEMBER_INTEGRITY,
  MEMBER_KEEPALIVE,
  MEMBER_METHOD,
  MEMBER_MODE,
  MEMBER_PRIORITY,
  MEMBER_REDIRECT,
  MEMBER_REFERRER,
  MEMBER_REFERRER_POLICY,
  MEMBER_SIGNAL,
  MEMBER_WINDOW,
  MEMBER_COUNT
} Member;

static const char *const member_names[] = {
    [MEMBER_BODY] = "body",
    [MEMBER_CACHE] = "cache",
    [MEMBER_CREDENTIALS] = "credentials",
    [MEMBER_DUPLEX] = "duplex",
    [MEMBER_HEADERS] = "headers",
    [MEMBER_INTEGRITY] = "integrity",
    [MEMBER_KEEPALIVE] = "keepalive",
    [MEMBER_METHOD] = "method",
    [MEMBER_MODE] = "mode",
    [MEMBER_PRIORITY] = "priority",
    [MEMBER_REDIRECT] = "redirect",
    [MEMBER_REFERRER] = "referrer",
    [MEMBER_REFERRER_POLICY] = "referrerPolicy",
    [MEMBER_SIGNAL] = "signal",
    [MEMBER_WINDOW] = "window",
};

typedef struct Init {
  MoteValue members[MEMBER_COUNT];
  bool is_empty;
} Init;

static bool read_init(MoteVm *vm, MoteValue value, Init *out) {
  out->is_empty = true;
  for (size_t i = 0; i < MEMBER_COUNT; i++) {
    TRY(idl_member(vm, value, member_names[i], &out->members[i]));
    if (!mote_is_undefined(vm, out->members[i])) out->is_empty = false;
  }
  return true;
}

static bool has(MoteVm *vm, const Init *init, Member member) {
  return !mote_is_undefined(vm, init->members[member]);
}

/* --- names to choose from --- */

static const char *const caches[] = {"default",     "no-store",       "reload", "no-cache",
                                     "force-cache", "only-if-cached", NULL};
static const char *const credentials[] = {"omit", "same-origin", "include", NULL};
static const char *const modes[] = {"navigate", "same-origin", "no-cors", "cors", NULL};
static const char *const redirects[] = {"follow", "error", "manual", NULL};
static const char *const policies[] = {"",
                                       "no-referrer",
                                       "no-referrer-when-downgrade",
                                       "same-origin",
                                       "origin",
                                       "strict-origin",
                                       "origin-when-cross-origin",
                                       "strict-origin-when-cross-origin",
                                       "unsafe-url",
                                       NULL};
static const char *const priorities[] = {"high", "low", "auto", NULL};
static const char *const duplexes[] = {"half", NULL};

static const struct {
  Member member;
  const char *const *names;
} choices[CHOICE_COUNT] = {
    [CHOICE_CACHE] = {MEMBER_CACHE, caches},
    [CHOICE_CREDENTIALS] = {MEMBER_CREDENTIALS, credentials},
    [CHOICE_MODE] = {MEMBER_MODE, modes},
    [CHOICE_REDIRECT] = {MEMBER_REDIRECT, redirects},
    [CHOICE_REFERRER_POLICY] = {MEMBER_REFERRER_POLICY, policies},
};

const char *request_choice_name(const RequestData *data, RequestChoice choice) {
  return choices[choice].names[data->choices[choice]];
}

static bool choose(MoteVm *vm, const Init *init, Member member, const char *const *names,
                   uint8_t *out) {
  char *text;
  if (!has(vm, init, member)) return true;
  TRY(mote_to_utf8(vm, init->members[member], &text, NULL));
  for (uint8_t i = 0; names[i]; i++) {
    if (strcmp(names[i], text) != 0) continue;
    *out = i;
    mote_free(text);
    return true;
  }
  mote_throw_error(vm, MOTE_TYPE_ERROR, "\"%s\" is no value of the member %s of RequestInit", text,
                   member_names[member]);
  mote_free(text);
  return false;
}

/* --- single members --- */

static bool set_text(MoteVm *vm, char **place, MoteValue value) {
  char *text;
  TRY(mote_to_utf8(vm, value, &text, NULL));
  mote_free(*place);
  *place = text;
  return true;
}

static bool set_referrer(MoteVm *vm, const Init *init, RequestData *data) {
  char *url;
  MoteValue value = init->members[MEMBER_REFERRER];
  if (!has(vm, init, MEMBER_REFERRER)) return true;
  TRY(mote_to_string(vm, value, &value));
  if (mote_string_length(vm, value) == 0) return set_text(vm, &data->referrer, value);
  TRY(fetch_url_parse(vm, value, &url));
  mote_free(data->referrer);
  data->referrer = url;
  if (strcmp(url, "about:client") == 0) {
    mote_free(url);
    data->referrer = NULL;
  }
  return true;
}

static const char *const usual_methods[] = {"GET",  "POST",    "PUT",   "DELETE",
                                            "HEAD", "OPTIONS", "PATCH", NULL};

static bool is_forbidden_method(const char *method) {
  return strcasecmp(method, "CONNECT") == 0 || strcasecmp(method, "TRACE") == 0 ||
         strcasecmp(method, "TRACK") == 0;
}

static bool set_method(MoteVm *vm, const Init *init, RequestData *data) {
  char *text;
  size_t length;
  if (!has(vm, init, MEMBER_METHOD)) return true;
  TRY(idl_byte_string(vm, init->members[MEMBER_METHOD], &text, &length));
  if (!is_http_token(text, length) || is_forbidden_method(text)) {
    mote_throw_error(vm, MOTE_TYPE_ERROR, "'%s' is not a valid HTTP method.", text);
    free(text);
    return false;
  }
  free(data->own_method);
  data->method = data->own_method = text;
  /* All of these but PATCH are normalised. */
  for (const char *const *usual = usual_methods; *usual; usual++)
    if (strcasecmp(*usual, text) == 0 &&
        (strcmp(*usual, "PATCH") != 0 || strcmp(text, "PATCH") == 0))
      data->method = *usual;
  return true;
}

static bool is_get_or_head(const RequestData *data) {
  return strcmp(data->method, "GET") == 0 || strcmp(data->method, "HEAD") == 0;
}

/* Its own signal follows the given one. */
static bool set_signal(MoteVm *vm, MoteValue instance, RequestData *data, MoteValue signal) {
  MoteValue module, is_signal, answer, follow;
  if (mote_is_nullish(vm, signal)) return true;
  TRY(builtin_module_get(runtime_of(vm), "mote:internal/abort", &module) &&
      mote_get(vm, module, "isAbortSignal", &is_signal) &&
      mote_call(vm, is_signal, mote_undefined(), &signal, 1, &answer));
  if (!mote_to_boolean(vm, answer))
    return mote_throw_error(vm, MOTE_TYPE_ERROR,
                            "The member signal of RequestInit must be an AbortSignal");
  return http_helper(vm, "followSignal", &follow) &&
         mote_call(vm, follow, mote_undefined(), &signal, 1, &signal) &&
         message_set_part(vm, instance, &data->message, PART_SIGNAL, signal);
}

static bool set_choices(MoteVm *vm, const Init *init, RequestData *data) {
  uint8_t unused;
  for (size_t i = 0; i < CHOICE_COUNT; i++)
    TRY(choose(vm, init, choices[i].member, choices[i].names, &data->choices[i]));
  TRY(choose(vm, init, MEMBER_PRIORITY, priorities, &unused) &&
      choose(vm, init, MEMBER_DUPLEX, duplexes, &unused));
  if (has(vm, init, MEMBER_MODE) && data->choices[CHOICE_MODE] == MODE_NAVIGATE)
    return mote_throw_error(vm, MOTE_TYPE_ERROR, "A Request cannot have the mode navigate");
  if (data->choices[CHOICE_CACHE] == CACHE_ONLY_IF_CACHED &&
      data->choices[CHOICE_MODE] != MODE_SAME_ORIGIN)
    return mote_throw_error(vm, MOTE_TYPE_ERROR,
                            "The cache mode only-if-cached wants the mode same-origin");
  return true;
}

/* --- headers and body --- */

static bool set_headers(MoteVm *vm, const Init *init, RequestData *data, RequestData *from) {
  Message *message = &data->message;
  message->guard = HEADERS_REQUEST;
  if (data->choices[CHOICE_MODE] == MODE_NO_CORS) {
    if (!is_get_or_head(data) && strcmp(data->method, "POST") != 0)
      return mote_throw_error(vm, MOTE_TYPE_ERROR, "'%s' is unsupported in no-cors mode.",
                              data->method);
    message->guard = HEADERS_REQUEST_NO_CORS;
  }
  if (from && !has(vm, init, MEMBER_HEADERS)) {
    const HeaderList *given = message_headers(vm, &from->message);
    HeaderList *own = given ? message_headers(vm, message) : NULL;
    return own && headers_copy(vm, own, given);
  }
  if (!has(vm, init, MEMBER_HEADERS)) return true;
  HeaderList *list = message_headers(vm, message);
  return list && headers_fill(vm, list, init->members[MEMBER_HEADERS]);
}

static bool install_body(MoteVm *vm, MoteValue instance, const Init *init, RequestData *data) {
  BodyInit body;
  TRY(body_extract(vm, init->members[MEMBER_BODY], &body));
  bool ok = body_install(vm, instance, &data->message, &body);
  body_init_drop(&body);
  if (ok && data->message.body.kind == BODY_STREAM && !has(vm, init, MEMBER_DUPLEX))
    return mote_throw_error(vm, MOTE_TYPE_ERROR,
                            "RequestInit: duplex option is required when sending a body.");
  return ok;
}

static bool set_body(MoteVm *vm, MoteValue instance, const Init *init, RequestData *data,
                     MoteValue input, RequestData *from) {
  bool has_own = !mote_is_nullish(vm, init->members[MEMBER_BODY]), unusable;
  bool inherits = from && from->message.body.kind != BODY_NONE;
  if ((has_own || inherits) && is_get_or_head(data))
    return mote_throw_error(vm, MOTE_TYPE_ERROR, "Request with GET/HEAD method cannot have body.");
  if (has_own) return install_body(vm, instance, init, data);
  if (!inherits) return true;
  TRY(body_is_unusable(vm, input, &from->message, &unusable));
  if (unusable)
    return mote_throw_error(
        vm, MOTE_TYPE_ERROR,
        "Cannot construct a Request with a Request object that has already been used.");
  return body_move(vm, input, &from->message, instance, &data->message);
}

/* --- the whole --- */

static char *copy_or_null(const char *text) { return text ? strdup(text) : NULL; }

static bool copy_request(MoteVm *vm, const RequestData *from, RequestData *to) {
  MoteValue url;
  TRY(request_url(vm, from, &url) && mote_string_utf8(vm, url, &to->url, NULL));
  memcpy(to->choices, from->choices, sizeof to->choices);
  to->keepalive = from->keepalive;
  to->integrity = copy_or_null(from->integrity);
  to->referrer = copy_or_null(from->referrer);
  to->own_method = copy_or_null(from->own_method);
  to->method = from->method == from->own_method ? to->own_method : from->method;
  if (to->method && (to->integrity || !from->integrity) && (to->referrer || !from->referrer))
    return true;
  to->method = "GET";
  return mote_throw_out_of_memory(vm);
}

/* What a request is before its init. */
static bool set_input(MoteVm *vm, RequestData *data, MoteValue input, const RequestData *from,
                      const Init *init) {
  data->method = "GET";
  data->choices[CHOICE_CREDENTIALS] = 1;
  data->choices[CHOICE_MODE] = MODE_CORS;
  if (!from) return fetch_url_parse_bare(vm, input, &data->url);
  TRY(copy_request(vm, from, data));
  if (init->is_empty) return true;
  if (data->choices[CHOICE_MODE] == MODE_NAVIGATE) data->choices[CHOICE_MODE] = MODE_SAME_ORIGIN;
  data->choices[CHOICE_REFERRER_POLICY] = 0;
  mote_free(data->referrer);
  data->referrer = NULL;
  return true;
}

static bool set_members(MoteVm *vm, const Init *init, RequestData *data) {
  TRY(set_referrer(vm, init, data) && set_choices(vm, init, data));
  if (has(vm, init, MEMBER_INTEGRITY))
    TRY(set_text(vm, &data->integrity, init->members[MEMBER_INTEGRITY]));
  if (has(vm, init, MEMBER_KEEPALIVE))
    data->keepalive = mote_to_boolean(vm, init->members[MEMBER_KEEPALIVE]);
  return set_method(vm, init, data);
}

bool request_initialize(MoteVm *vm, MoteValue instance, RequestData *data, MoteValue input,
                        MoteValue init_value) {
  Init init;
  RequestData *from = request_data_of(vm, input);
  if (!from) TRY(mote_to_string(vm, input, &input));
  TRY(read_init(vm, init_value, &init) && set_input(vm, data, input, from, &init));
  if (!mote_is_nullish(vm, init.members[MEMBER_WINDOW]))
    return mote_throw_error(vm, MOTE_TYPE_ERROR,
                            "The member window of RequestInit can only be null");
  TRY(set_members(vm, &init, data));
  MoteValue signal = init.members[MEMBER_SIGNAL];
  if (from && mote_is_undefined(vm, signal)) TRY(mote_get(vm, input, "signal", &signal));
  return set_signal(vm, instance, data, signal) && set_headers(vm, &init, data, from) &&
         set_body(vm, instance, &init, data, input, from);
}
