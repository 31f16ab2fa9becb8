/* SPDX-License-Identifier: MIT */
/* websocket_handshake.c: see the header. */
#include "runtime/fetch/websocket_handshake.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/random.h>

#include "runtime/http/websocket.h"
#include "runtime/http/websocket_deflate.h"
#include "runtime/lazy/lazy_library.h"

void websocket_handshake_free(WebSocketHandshake *handshake) {
  free(handshake->url);
  text_free(&handshake->protocols);
  text_free(&handshake->protocol);
  text_free(&handshake->extensions);
}

/* --- the request --- */

static bool make_key(MoteVm *vm, char out[25]) {
  unsigned char random[16];
  TRY(library_load(vm, LIBRARY_CRYPTO));
  if (getrandom(random, sizeof random, 0) != sizeof random)
    return mote_throw_error(vm, MOTE_ERROR, "The system has no random bytes");
  EVP_EncodeBlock((unsigned char *)out, random, sizeof random);
  return true;
}

/* curl knows http: and https:. */
static bool set_url(MoteVm *vm, WebSocketHandshake *handshake, MoteValue value) {
  char *text;
  Text url = {0};
  TRY(mote_to_utf8(vm, value, &text, NULL));
  bool is_ws = strncmp(text, "ws", 2) == 0;
  text_add(&url, is_ws ? "http" : "");
  text_append(&url, is_ws ? text + 2 : text, strcspn(is_ws ? text + 2 : text, "#"));
  mote_free(text);
  if (!text_ok(&url)) return mote_throw_out_of_memory(vm);
  handshake->url = url.data;
  return true;
}

/* "host:port" and the rest of http://user@host:port/path?query */
static void split_url(const char *url, const char **host, size_t *length, const char **path) {
  const char *start = strstr(url, "://") + 3;
  *path = start + strcspn(start, "/?");
  for (const char *at = start; at < *path; at++)
    if (*at == '@') start = at + 1;
  *host = start;
  *length = (size_t)(*path - start);
}

static bool add_headers(MoteVm *vm, MoteValue headers, Text *request) {
  uint32_t count = mote_array_length(vm, headers);
  for (uint32_t i = 0; i + 1 < count; i += 2) {
    MoteValue name, value;
    TRY(mote_get_index(vm, headers, i, &name) && mote_get_index(vm, headers, i + 1, &value) &&
        text_append_value(vm, name, request));
    text_add(request, ": ");
    TRY(text_append_value(vm, value, request));
    text_add(request, "\r\n");
  }
  return true;
}

bool websocket_handshake_make(MoteVm *vm, WebSocketHandshake *out, MoteValue url,
                              MoteValue protocols, MoteValue headers, Text *request) {
  const char *host, *path;
  size_t length;
  TRY(make_key(vm, out->key) && set_url(vm, out, url) &&
      text_append_value(vm, protocols, &out->protocols));
  split_url(out->url, &host, &length, &path);
  text_format(request, "GET %s%s HTTP/1.1\r\nHost: %.*s\r\n", *path == '/' ? "" : "/", path,
              (int)length, host);
  text_format(request,
              "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: %s\r\n"
              "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Extensions: " WEBSOCKET_OFFER "\r\n",
              out->key);
  if (out->protocols.length)
    text_format(request, "Sec-WebSocket-Protocol: %s\r\n", text_string(&out->protocols));
  TRY(add_headers(vm, headers, request));
  text_add(request, "User-Agent: mote/" MOTE_VERSION "\r\n\r\n");
  return (text_ok(request) && text_ok(&out->protocols)) || mote_throw_out_of_memory(vm);
}

/* --- the answer --- */

/* The value of the header at this line, if that is its name; without blanks around it. */
static const char *value_of(const char *line, const char *name, size_t *length) {
  size_t size = strlen(name);
  if (strncasecmp(line, name, size) != 0 || line[size] != ':') return NULL;
  const char *value = line + size + 1;
  value += strspn(value, " \t");
  *length = strcspn(value, "\r\n");
  while (*length && (value[*length - 1] == ' ' || value[*length - 1] == '\t')) --*length;
  return value;
}

/* The header's value; NULL: there is none. *count: how many there are. */
static const char *find(const char *head, const char *name, size_t *length, int *count) {
  const char *found = NULL;
  *count = 0;
  for (const char *line = strchr(head, '\n'); line && line[1] && line[1] != '\r';
       line = strchr(line + 1, '\n')) {
    size_t size;
    const char *value = value_of(line + 1, name, &size);
    if (!value) continue;
    if (!found) found = value, *length = size;
    ++*count;
  }
  return found;
}

/* Whether a list of tokens with commas has this one. */
static bool has_token(const char *list, size_t length, const char *token, bool any_case) {
  size_t size = strlen(token);
  for (const char *end = list + length; list < end;) {
    list += strspn(list, " \t,");
    size_t item = 0;
    while (list + item < end && !strchr(" \t,", list[item])) item++;
    if (item == size &&
        (any_case ? strncasecmp(list, token, size) : strncmp(list, token, size)) == 0)
      return true;
    list += item ? item : 1;
  }
  return false;
}

static const char *check_protocol(WebSocketHandshake *handshake, const char *head) {
  size_t length;
  int count;
  const char *value = find(head, "Sec-WebSocket-Protocol", &length, &count);
  if (!value) return NULL;
  text_append(&handshake->protocol, value, length);
  bool offered =
      count == 1 && has_token(text_string(&handshake->protocols), handshake->protocols.length,
                              text_string(&handshake->protocol), false);
  return offered ? NULL : "The server has chosen a protocol that was not offered";
}

/* Where the server does not compress, there is no such header, or it is empty. */
static const char *check_extensions(WebSocketHandshake *handshake, const char *head) {
  size_t length;
  int count;
  const char *value = find(head, "Sec-WebSocket-Extensions", &length, &count);
  if (!value || !length) return NULL;
  if (count != 1 || !websocket_check_answer(value, length))
    return "The server has chosen an extension that was not offered";
  text_append(&handshake->extensions, value, length);
  return NULL;
}

const char *websocket_handshake_check(MoteVm *vm, WebSocketHandshake *handshake, const char *head,
                                      size_t length) {
  char accept[29];
  size_t size;
  int count;
  if (length < 12 || strncmp(head, "HTTP/1.1 101", 12) != 0)
    return "The server has not answered with the status 101";
  const char *value = find(head, "Upgrade", &size, &count);
  if (!value || size != 9 || strncasecmp(value, "websocket", 9) != 0)
    return "The answer has no header \"Upgrade: websocket\"";
  value = find(head, "Connection", &size, &count);
  if (!value || !has_token(value, size, "upgrade", true))
    return "The answer has no header \"Connection: Upgrade\"";
  if (!websocket_accept_key(vm, handshake->key, 24, accept)) {
    mote_take_exception(vm);
    return "Out of memory";
  }
  value = find(head, "Sec-WebSocket-Accept", &size, &count);
  if (!value || count != 1 || size != 28 || strncmp(value, accept, 28) != 0)
    return "The answer's Sec-WebSocket-Accept is wrong";
  const char *problem = check_extensions(handshake, head);
  return problem ? problem : check_protocol(handshake, head);
}
