/* SPDX-License-Identifier: MIT */
/* client_request.c: setting an easy handle up for a request. Handles are used again, and most requests are a GET with
 * the common headers: of these, only the URL is set anew. */
#include <stdlib.h>
#include <strings.h>

#include "runtime/fetch/client.h"

/* --- headers --- */

/* Headers that say how the message is sent, which is curl's affair. */
static bool is_about_the_connection(const char *name) {
  static const char *const names[] = {"connection", "content-length",    "expect",
                                      "keep-alive", "transfer-encoding", "upgrade"};
  for (size_t i = 0; i < LENGTH_OF(names); i++)
    if (strcmp(name, names[i]) == 0) return true;
  return false;
}

static bool add_line(struct curl_slist **list, const char *line) {
  struct curl_slist *longer = curl_slist_append(*list, line);
  if (!longer) return false;
  *list = longer;
  return true;
}

/* curl wants "Name;" for a header without a value. */
static bool add_header(struct curl_slist **list, const char *name, const char *value, Text *line) {
  if (is_about_the_connection(name)) return true;
  text_clear(line);
  text_add(line, name);
  text_add(line, *value ? ": " : ";");
  text_add(line, value);
  return text_ok(line) && add_line(list, text_string(line));
}

static size_t name_length(const char *line) { return strcspn(line, ":;"); }

static bool has_header(const struct curl_slist *list, const char *line) {
  size_t length = name_length(line);
  for (; list; list = list->next)
    if (name_length(list->data) == length && strncasecmp(list->data, line, length) == 0)
      return true;
  return false;
}

static bool add_missing(struct curl_slist **list, const struct curl_slist *common) {
  struct curl_slist *own = *list;
  for (; common; common = common->next)
    if (!has_header(own, common->data) && !add_line(list, common->data)) return false;
  return true;
}

/* Without a Content-Type of the request curl would say that a body is a form. */
static bool make_headers(HttpTransfer *transfer, const HttpRequest *request) {
  struct curl_slist **list = &transfer->request_headers;
  const HeaderList *headers = request->headers;
  Text line = {0};
  bool ok = true;
  for (uint32_t i = 0; ok && headers && i < headers->count; i++)
    ok = add_header(list, header_name(headers, &headers->items[i]),
                    header_value(headers, &headers->items[i]), &line);
  text_free(&line);
  /* Ranges are of the content as it is; https://fetch.spec.whatwg.org/#http-network-or-cache-fetch */
  bool of_range = has_header(*list, "Range:") && !has_header(*list, "Accept-Encoding:");
  return ok && (!of_range || add_line(list, "Accept-Encoding: identity")) &&
         (has_header(*list, "Content-Type:") || request->upload == UPLOAD_NONE ||
          add_line(list, "Content-Type:")) &&
         add_missing(list, http_client_common_headers(transfer->client));
}

static bool set_headers(HttpTransfer *transfer, const HttpRequest *request) {
  EasySlot *slot = transfer->slot;
  struct curl_slist *list = http_client_common_headers(transfer->client);
  bool is_common =
      request->upload == UPLOAD_NONE && (!request->headers || !request->headers->count);
  if (is_common && !slot->own_headers) return true;
  if (!is_common) {
    if (!make_headers(transfer, request)) return false;
    list = transfer->request_headers;
  }
  slot->own_headers = !is_common;
  return curl_easy_setopt(slot->easy, CURLOPT_HTTPHEADER, list) == CURLE_OK;
}

/* --- method and body --- */

static bool make_plain(EasySlot *slot) {
  CURL *easy = slot->easy;
  if (slot->plain) return true;
  slot->plain = true;
  return curl_easy_setopt(easy, CURLOPT_UPLOAD, 0L) == CURLE_OK &&
         curl_easy_setopt(easy, CURLOPT_POSTFIELDS, NULL) == CURLE_OK &&
         curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)-1) == CURLE_OK &&
         curl_easy_setopt(easy, CURLOPT_INFILESIZE_LARGE, (curl_off_t)-1) == CURLE_OK &&
         curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L) == CURLE_OK &&
         curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, NULL) == CURLE_OK;
}

static bool set_upload(CURL *easy, const HttpRequest *request) {
  switch (request->upload) {
    case UPLOAD_NONE: return true;
    case UPLOAD_PIECES:
      return curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L) == CURLE_OK &&
             curl_easy_setopt(easy, CURLOPT_INFILESIZE_LARGE, (curl_off_t)request->length) ==
                 CURLE_OK;
    default:
      return curl_easy_setopt(easy, CURLOPT_POST, 1L) == CURLE_OK &&
             curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request->bytes) == CURLE_OK &&
             curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->length) ==
                 CURLE_OK;
  }
}

static bool set_method(EasySlot *slot, const HttpRequest *request) {
  if (request->upload == UPLOAD_NONE && strcmp(request->method, "GET") == 0) return true;
  slot->plain = false;
  if (!set_upload(slot->easy, request)) return false;
  if (strcmp(request->method, "HEAD") == 0)
    return curl_easy_setopt(slot->easy, CURLOPT_NOBODY, 1L) == CURLE_OK;
  return curl_easy_setopt(slot->easy, CURLOPT_CUSTOMREQUEST, request->method) == CURLE_OK;
}

bool http_request_apply(HttpTransfer *transfer, const HttpRequest *request) {
  EasySlot *slot = transfer->slot;
  return make_plain(slot) && set_method(slot, request) && set_headers(transfer, request) &&
         curl_easy_setopt(slot->easy, CURLOPT_URL, request->url) == CURLE_OK;
}
