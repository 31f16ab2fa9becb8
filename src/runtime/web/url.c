/* SPDX-License-Identifier: MIT */
/* url.c: a Url put together from its parts, its attributes, its origin, and their setters. The parser is
 * url_parser.c. */
#include "runtime/web/url.h"

#include <stdlib.h>

#include "runtime/web/percent_encoding.h"
#include "runtime/web/url_parts.h"

/* --- schemes --- */

static const struct {
  const char *name;
  int port;
} special_schemes[] = {
    [SCHEME_OTHER] = {"", URL_NO_PORT},    [SCHEME_FTP] = {"ftp", 21},
    [SCHEME_FILE] = {"file", URL_NO_PORT}, [SCHEME_HTTP] = {"http", 80},
    [SCHEME_HTTPS] = {"https", 443},       [SCHEME_WS] = {"ws", 80},
    [SCHEME_WSS] = {"wss", 443},
};

UrlScheme url_scheme_kind(UrlText scheme) {
  for (UrlScheme kind = SCHEME_FTP; kind <= SCHEME_WSS; kind++)
    if (url_text_is(scheme, special_schemes[kind].name)) return kind;
  return SCHEME_OTHER;
}

int url_default_port(UrlScheme kind) { return special_schemes[kind].port; }

/* --- parts and the whole --- */

char *url_put_number(char *to, uint32_t number, uint32_t radix) {
  if (number >= radix) to = url_put_number(to, number / radix, radix);
  *to++ = "0123456789abcdef"[number % radix];
  return to;
}

static char *put_authority(Url *url, char *to, const UrlParts *parts) {
  to = url_put_text(to, (UrlText){"//", 2});
  url->username_start = (uint32_t)(to - url->href);
  to = url_put_text(to, parts->username);
  url->username_end = (uint32_t)(to - url->href);
  if (parts->password.length) {
    *to++ = ':';
    to = url_put_text(to, parts->password);
  }
  if (parts->username.length || parts->password.length) *to++ = '@';
  url->host_start = (uint32_t)(to - url->href);
  to = url_put_text(to, parts->host);
  url->host_end = (uint32_t)(to - url->href);
  if (parts->port == URL_NO_PORT) return to;
  *to++ = ':';
  return url_put_number(to, (uint32_t)parts->port, 10);
}

/* The URL serializer, which notes where the parts begin. */
static void put_parts(Url *url, const UrlParts *parts) {
  char *to = url_put_text(url->href, parts->scheme);
  url->scheme_end = (uint32_t)(to - url->href);
  *to++ = ':';
  url->username_start = url->username_end = url->host_start = url->host_end = url->scheme_end + 1;
  if (parts->has_host) to = put_authority(url, to, parts);
  else if (!parts->opaque_path && parts->path.length > 1 && parts->path.bytes[1] == '/')
    to = url_put_text(to, (UrlText){"/.", 2});
  url->path_start = (uint32_t)(to - url->href);
  to = url_put_text(to, parts->path);
  url->query_start = (uint32_t)(to - url->href);
  if (parts->has_query) {
    *to++ = '?';
    to = url_put_text(to, parts->query);
  }
  url->fragment_start = (uint32_t)(to - url->href);
  if (parts->has_fragment) {
    *to++ = '#';
    to = url_put_text(to, parts->fragment);
  }
  *to = 0;
  url->length = (uint32_t)(to - url->href);
}

/* What is between the parts: "://", ":", "@", ":65535", "/.", "?", "#". */
#define MAX_DELIMITERS 16

bool url_assemble(MoteVm *vm, const UrlParts *parts, Url **out) {
  size_t size = parts->scheme.length + parts->username.length + parts->password.length +
                parts->host.length + parts->path.length + parts->query.length +
                parts->fragment.length + MAX_DELIMITERS + 1;
  Url *url = size < UINT32_MAX ? malloc(sizeof *url + size) : NULL;
  if (!url) return mote_throw_out_of_memory(vm);
  url->port = parts->port;
  url->scheme = parts->kind;
  url->has_host = parts->has_host;
  url->has_query = parts->has_query;
  url->has_fragment = parts->has_fragment;
  url->opaque_path = parts->opaque_path;
  put_parts(url, parts);
  *out = url;
  return true;
}

void url_free(Url *url) { free(url); }

static UrlText slice(const Url *url, size_t start, size_t end) {
  return (UrlText){url->href + start, end - start};
}

UrlText url_username(const Url *url) { return slice(url, url->username_start, url->username_end); }

/* Behind the username there is "@", or ":", the password and "@". */
UrlText url_password(const Url *url) {
  if (url->host_start <= url->username_end + 1)
    return slice(url, url->username_end, url->username_end);
  return slice(url, url->username_end + 1, url->host_start - 1);
}

UrlText url_hostname(const Url *url) { return slice(url, url->host_start, url->host_end); }
UrlText url_pathname(const Url *url) { return slice(url, url->path_start, url->query_start); }
UrlText url_protocol(const Url *url) { return slice(url, 0, url->scheme_end + 1); }

UrlText url_host(const Url *url) {
  return slice(url, url->host_start, url->port == URL_NO_PORT ? url->host_end : url->path_start);
}

UrlText url_port(const Url *url) {
  if (url->port == URL_NO_PORT) return slice(url, url->host_end, url->host_end);
  return slice(url, url->host_end + 1, url->path_start);
}

/* A part with its mark: empty if there is nothing but the mark. */
static UrlText marked(const Url *url, size_t start, size_t end) {
  return slice(url, start, end - start == 1 ? start : end);
}

UrlText url_search(const Url *url) { return marked(url, url->query_start, url->fragment_start); }
UrlText url_hash(const Url *url) { return marked(url, url->fragment_start, url->length); }

UrlParts url_parts(const Url *url) {
  return (UrlParts){
      .scheme = slice(url, 0, url->scheme_end),
      .username = url_username(url),
      .password = url_password(url),
      .host = url_hostname(url),
      .path = url_pathname(url),
      .query = slice(url, url->query_start + url->has_query, url->fragment_start),
      .fragment = slice(url, url->fragment_start + url->has_fragment, url->length),
      .kind = url->scheme,
      .port = url->port,
      .has_host = url->has_host,
      .has_query = url->has_query,
      .has_fragment = url->has_fragment,
      .opaque_path = url->opaque_path,
  };
}

int url_port_number(const Url *url) {
  return url->port == URL_NO_PORT ? url_default_port(url->scheme) : url->port;
}

/* --- origin --- */

/* Of a blob: URL: that of the URL in its path. */
static bool blob_origin(MoteVm *vm, const Url *url, Text *out) {
  UrlText path = url_pathname(url);
  Url *inner;
  TRY(url_parse(vm, path.bytes, path.length, NULL, &inner));
  bool has_origin = inner && (inner->scheme == SCHEME_HTTP || inner->scheme == SCHEME_HTTPS);
  bool ok = true;
  if (has_origin) ok = url_origin(vm, inner, out);
  else text_add(out, "null");
  url_free(inner);
  return ok;
}

/* https://url.spec.whatwg.org/#concept-url-origin */
bool url_origin(MoteVm *vm, const Url *url, Text *out) {
  if (url_text_is(url_protocol(url), "blob:")) return blob_origin(vm, url, out);
  if (url_is_special(url) && url->scheme != SCHEME_FILE) {
    UrlText protocol = url_protocol(url), host = url_host(url);
    text_append(out, protocol.bytes, protocol.length);
    text_add(out, "//");
    text_append(out, host.bytes, host.length);
  } else {
    text_add(out, "null");
  }
  return text_ok(out) || mote_throw_out_of_memory(vm);
}

/* --- setters --- */

static bool replace(MoteVm *vm, Url **url, const UrlParts *parts) {
  Url *changed;
  TRY(url_assemble(vm, parts, &changed));
  url_free(*url);
  *url = changed;
  return true;
}

/* Sets one text of the parts to the percent-encoded input, without tabs and newlines if `strip`. */
static bool set_encoded(MoteVm *vm, Url **url, UrlParts *parts, UrlText *part, UrlText input,
                        unsigned set, bool strip) {
  char *stripped = NULL;
  if (strip) TRY(url_strip(vm, &input, &stripped));
  char *encoded = malloc(3 * input.length + 1);
  bool ok = encoded || mote_throw_out_of_memory(vm);
  if (ok) {
    *part = (UrlText){encoded,
                      (size_t)(percent_encode(encoded, input.bytes, input.length, set) - encoded)};
    ok = replace(vm, url, parts);
  }
  free(encoded);
  free(stripped);
  return ok;
}

/* The basic URL parser with the scheme start state as override: a scheme, and a ":" or the end. */
bool url_set_protocol(MoteVm *vm, Url **url, const char *text, size_t length) {
  UrlParts parts = url_parts(*url);
  UrlText input = {text, length};
  char *stripped;
  TRY(url_strip(vm, &input, &stripped));
  char *scheme = malloc(input.length + 1);
  bool ok = scheme || mote_throw_out_of_memory(vm);
  size_t end = scheme ? url_scan_scheme(input, scheme) : 0;
  UrlScheme old = parts.kind;
  if (end && (end == input.length || input.bytes[end] == ':')) {
    parts.scheme = (UrlText){scheme, end};
    parts.kind = url_scheme_kind(parts.scheme);
    bool refused =
        (old == SCHEME_OTHER) != (parts.kind == SCHEME_OTHER) ||
        (parts.kind == SCHEME_FILE && (url_has_credentials(*url) || parts.port != URL_NO_PORT)) ||
        (old == SCHEME_FILE && parts.host.length == 0);
    if (parts.port == url_default_port(parts.kind)) parts.port = URL_NO_PORT;
    if (!refused) ok = replace(vm, url, &parts);
  }
  free(scheme);
  free(stripped);
  return ok;
}

/* Cannot have a username/password/port. */
static bool is_without_credentials(const Url *url) {
  return !url->has_host || url->host_start == url->host_end || url->scheme == SCHEME_FILE;
}

bool url_set_username(MoteVm *vm, Url **url, const char *text, size_t length) {
  UrlParts parts = url_parts(*url);
  if (is_without_credentials(*url)) return true;
  return set_encoded(vm, url, &parts, &parts.username, (UrlText){text, length}, USERINFO_SET,
                     false);
}

bool url_set_password(MoteVm *vm, Url **url, const char *text, size_t length) {
  UrlParts parts = url_parts(*url);
  if (is_without_credentials(*url)) return true;
  return set_encoded(vm, url, &parts, &parts.password, (UrlText){text, length}, USERINFO_SET,
                     false);
}

bool url_set_host(MoteVm *vm, Url **url, const char *text, size_t length) {
  return (*url)->opaque_path || url_parse_part(vm, (UrlText){text, length}, OVERRIDE_HOST, url);
}

bool url_set_hostname(MoteVm *vm, Url **url, const char *text, size_t length) {
  return (*url)->opaque_path || url_parse_part(vm, (UrlText){text, length}, OVERRIDE_HOSTNAME, url);
}

bool url_set_port(MoteVm *vm, Url **url, const char *text, size_t length) {
  UrlParts parts = url_parts(*url);
  if (is_without_credentials(*url)) return true;
  if (length) return url_parse_part(vm, (UrlText){text, length}, OVERRIDE_PORT, url);
  parts.port = URL_NO_PORT;
  return replace(vm, url, &parts);
}

bool url_set_pathname(MoteVm *vm, Url **url, const char *text, size_t length) {
  return (*url)->opaque_path ||
         url_parse_part(vm, (UrlText){text, length}, OVERRIDE_PATH_START, url);
}

bool url_set_search(MoteVm *vm, Url **url, const char *text, size_t length) {
  UrlParts parts = url_parts(*url);
  size_t mark = length && text[0] == '?';
  parts.has_query = length > 0;
  parts.query.length = 0;
  return set_encoded(vm, url, &parts, &parts.query, (UrlText){text + mark, length - mark},
                     url_is_special(*url) ? SPECIAL_QUERY_SET : QUERY_SET, true);
}

bool url_set_query(MoteVm *vm, Url **url, const char *text, size_t length) {
  UrlParts parts = url_parts(*url);
  parts.has_query = length > 0;
  parts.query = (UrlText){text, length};
  return replace(vm, url, &parts);
}

bool url_set_hash(MoteVm *vm, Url **url, const char *text, size_t length) {
  UrlParts parts = url_parts(*url);
  size_t mark = length && text[0] == '#';
  parts.has_fragment = length > 0;
  return set_encoded(vm, url, &parts, &parts.fragment, (UrlText){text + mark, length - mark},
                     FRAGMENT_SET, true);
}
