/* SPDX-License-Identifier: MIT */
/* url.h: URLs as the URL Standard has them: parsing, parts, setting of parts. No JavaScript objects: those are in
 * url_class.h. https://url.spec.whatwg.org/
 *
 * A Url is its serialisation, with the places where its parts begin; it never changes: setting a part gives another
 * Url. Texts are ASCII; input is UTF-8. */
#ifndef RUNTIME_WEB_URL_H
#define RUNTIME_WEB_URL_H

#include "runtime/runtime.h"

/* The special schemes, and all others. */
typedef enum UrlScheme {
  SCHEME_OTHER,
  SCHEME_FTP,
  SCHEME_FILE,
  SCHEME_HTTP,
  SCHEME_HTTPS,
  SCHEME_WS,
  SCHEME_WSS,
} UrlScheme;

#define URL_NO_PORT (-1)

/*   https://user:pass@example.com:1234/foo/bar?baz#quux
 *        ^  ^   ^     ^          ^    ^       ^   ^
 *        |  |   |     |          |    |       |   fragment_start
 *        |  |   |     |          |    |       query_start
 *        |  |   |     |          |    path_start
 *        |  |   |     |          host_end
 *        |  |   |     host_start
 *        |  |   username_end
 *        |  username_start
 *        scheme_end
 * Without credentials username_start, username_end and host_start are the same. Without a host (has_host) they are
 * all scheme_end + 1, and so is host_end; path_start is so, too, but for the "/." that keeps a path of "//…" apart
 * from a host. Without a query query_start is fragment_start; without a fragment that is the length. */
typedef struct Url {
  uint32_t length;
  uint32_t scheme_end, username_start, username_end, host_start, host_end, path_start, query_start,
      fragment_start;
  int32_t port; /* URL_NO_PORT: none, or the scheme's own */
  UrlScheme scheme;
  bool has_host, has_query, has_fragment;
  bool opaque_path; /* as "mailto:a@b" has it */
  char href[]; /* ends with a NUL */
} Url;

/* A part of a Url, or another piece of text; no NUL at its end. */
typedef struct UrlText {
  const char *bytes;
  size_t length;
} UrlText;

/* The basic URL parser, against a base or NULL. *out: to be freed by url_free; NULL: the input is no URL. False:
 * exception (out of memory). Runs no JavaScript. */
MOTE_CHECK bool url_parse(MoteVm *vm, const char *input, size_t length, const Url *base, Url **out);
/* Whether that would give a URL. */
MOTE_CHECK bool url_can_parse(MoteVm *vm, const char *input, size_t length, const Url *base,
                              bool *out);
/* NULL is fine. */
void url_free(Url *url);

/* The parts as the attributes of class URL give them: the protocol with ":" behind it, search and hash with "?" and
 * "#" before them or empty, host with the port. They live as long as the Url. */
UrlText url_protocol(const Url *url);
UrlText url_username(const Url *url);
UrlText url_password(const Url *url);
UrlText url_host(const Url *url);
UrlText url_hostname(const Url *url);
UrlText url_port(const Url *url);
UrlText url_pathname(const Url *url);
UrlText url_search(const Url *url);
UrlText url_hash(const Url *url);
/* The number of the port: where the URL has none, the scheme's own, or URL_NO_PORT. */
int url_port_number(const Url *url);
/* Appends the serialised origin: "https://example.com:1234", or "null". False: exception. */
MOTE_CHECK bool url_origin(MoteVm *vm, const Url *url, Text *out);
/* The standard's special schemes. */
static inline bool url_is_special(const Url *url) { return url->scheme != SCHEME_OTHER; }
/* Whether it has a username or a password. */
static inline bool url_has_credentials(const Url *url) {
  return url->host_start != url->username_start;
}

/* The attributes' setters. *url is replaced, and the old freed, unless the text has no effect. False: exception. */
typedef bool UrlSetter(MoteVm *vm, Url **url, const char *text, size_t length);
UrlSetter url_set_protocol, url_set_username, url_set_password, url_set_host, url_set_hostname,
    url_set_port, url_set_pathname, url_set_search, url_set_hash;
/* Sets the query as it is: ASCII, percent-encoded, without "?". Empty: to null. */
UrlSetter url_set_query;

#endif
