/* SPDX-License-Identifier: MIT */
/* fetch_redirect.c: following redirects. https://fetch.spec.whatwg.org/#http-redirect-fetch */
#include <stdlib.h>

#include "runtime/fetch/fetch.h"

enum { REDIRECTS_MAX = 20 };

bool fetch_port_is_blocked(const Url *url) {
  static const uint16_t ports[] = {
      1,    7,    9,    11,   13,   15,   17,   19,   20,   21,   22,   23,   25,   37,
      42,   43,   53,   69,   77,   79,   87,   95,   101,  102,  103,  104,  109,  110,
      111,  113,  115,  117,  119,  123,  135,  137,  139,  143,  161,  179,  389,  427,
      465,  512,  513,  514,  515,  526,  530,  531,  532,  540,  548,  554,  556,  563,
      587,  601,  636,  989,  990,  993,  995,  1719, 1720, 1723, 2049, 3659, 4045, 4190,
      5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080};
  for (size_t i = 0; url->port >= 0 && i < LENGTH_OF(ports); i++)
    if (ports[i] == url->port) return true;
  return url->port == 0;
}

static bool is_redirect(uint16_t status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

static bool same_origin(const Url *a, const Url *b) {
  return a->scheme == b->scheme && a->port == b->port &&
         a->host_end - a->host_start == b->host_end - b->host_start &&
         memcmp(a->href + a->host_start, b->href + b->host_start, a->host_end - a->host_start) == 0;
}

/* The fragment stays, where the new URL has none. */
static bool with_fragment(MoteVm *vm, const Url *from, Url **url) {
  Text text = {0};
  if (!from->has_fragment || (*url)->has_fragment) return true;
  text_add(&text, (*url)->href);
  text_add(&text, from->href + from->fragment_start);
  url_free(*url);
  *url = NULL;
  bool ok = text_ok(&text) ? url_parse(vm, text.data, text.length, NULL, url)
                           : mote_throw_out_of_memory(vm);
  text_free(&text);
  return ok && *url;
}

/* Location is in Latin-1, and often in UTF-8 in fact, which the parser wants. */
static bool parse_location(MoteVm *vm, Fetch *fetch, const char *value, size_t length, Url **out) {
  *out = NULL;
  TRY(url_parse(vm, value, length, fetch->url, out));
  if (!*out)
    return mote_throw_error(vm, MOTE_TYPE_ERROR, "Invalid URL in the Location of a redirect");
  if (!with_fragment(vm, fetch->url, out)) return false;
  if ((*out)->scheme != SCHEME_HTTP && (*out)->scheme != SCHEME_HTTPS)
    return mote_throw_error(vm, MOTE_ERROR, "URL scheme must be a HTTP(S) scheme");
  if ((*out)->username_end != (*out)->username_start && !same_origin(*out, fetch->url))
    return mote_throw_error(vm, MOTE_ERROR, "cross origin not allowed for request mode \"cors\"");
  return true;
}

/* The list to be changed, which the Request has as well. */
static bool own_headers(MoteVm *vm, Fetch *fetch) {
  HeaderList *copy;
  if (!fetch->headers) return true;
  copy = header_list_copy(fetch->headers, HEADERS_NONE);
  if (!copy) return mote_throw_out_of_memory(vm);
  header_list_release(fetch->headers);
  fetch->headers = copy;
  return true;
}

static void delete_headers(Fetch *fetch, const char *const *names, size_t count) {
  for (size_t i = 0; fetch->headers && i < count; i++)
    header_list_delete(fetch->headers, names[i], strlen(names[i]));
}

static bool becomes_get(const Fetch *fetch, uint16_t status) {
  if (status == 303) return strcmp(fetch->method, "GET") != 0 && strcmp(fetch->method, "HEAD") != 0;
  return (status == 301 || status == 302) && strcmp(fetch->method, "POST") == 0;
}

static bool change_request(MoteVm *vm, Fetch *fetch, uint16_t status, Url *url) {
  static const char *const of_bodies[] = {"content-encoding", "content-language",
                                          "content-location", "content-type", "content-length"};
  static const char *const of_origins[] = {"authorization", "proxy-authorization", "cookie",
                                           "host"};
  if (status != 303 && fetch->upload != UPLOAD_NONE && !fetch->can_repeat)
    return mote_throw_error(vm, MOTE_ERROR,
                            "the request's body is a stream, which cannot be sent again");
  TRY(own_headers(vm, fetch));
  if (becomes_get(fetch, status)) {
    fetch->method = "GET";
    fetch->upload = UPLOAD_NONE;
    delete_headers(fetch, of_bodies, LENGTH_OF(of_bodies));
  }
  if (!same_origin(url, fetch->url)) delete_headers(fetch, of_origins, LENGTH_OF(of_origins));
  url_free(fetch->url);
  fetch->url = url;
  return true;
}

static bool follow(MoteVm *vm, Fetch *fetch, const char *location, size_t length) {
  Url *url;
  uint16_t status = fetch->transfer->status;
  if (fetch->redirects == REDIRECTS_MAX)
    return mote_throw_error(vm, MOTE_ERROR, "redirect count exceeded");
  if (!parse_location(vm, fetch, location, length, &url) ||
      !change_request(vm, fetch, status, url)) {
    if (url != fetch->url) url_free(url);
    return false;
  }
  fetch->redirects++;
  fetch_control_detach(fetch, true);
  http_transfer_reset(fetch->transfer);
  return fetch_send(vm, fetch);
}

RedirectResult fetch_redirect(MoteVm *vm, Fetch *fetch) {
  size_t length;
  if (!is_redirect(fetch->transfer->status) || fetch->redirect_mode == REDIRECT_MANUAL)
    return REDIRECT_NONE;
  if (fetch->redirect_mode == REDIRECT_ERROR) {
    mote_throw_error(vm, MOTE_ERROR, "unexpected redirect");
    return REDIRECT_FAILED;
  }
  const char *location = fetch_response_header(fetch, "location", &length);
  if (!location) return REDIRECT_NONE;
  return follow(vm, fetch, location, length) ? REDIRECT_SENT : REDIRECT_FAILED;
}
