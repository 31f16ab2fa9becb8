/* SPDX-License-Identifier: MIT */
/* url_parts.h: what the files of the URL parser share: the parts of a URL before they are put together. */
#ifndef RUNTIME_WEB_URL_PARTS_H
#define RUNTIME_WEB_URL_PARTS_H

#include "runtime/web/url.h"

/* The record of the standard. The texts are serialised: the host, too, and the path, whose segments have a "/" before
 * each. They lie wherever they were found or made. */
typedef struct UrlParts {
  UrlText scheme, username, password, host, path, query, fragment;
  UrlScheme kind;
  int32_t port;
  bool has_host, has_query, has_fragment, opaque_path;
} UrlParts;

/* The URL serializer: a new Url of these parts. False: exception. */
MOTE_CHECK bool url_assemble(MoteVm *vm, const UrlParts *parts, Url **out);
/* The parts of a Url; they lie in it. */
UrlParts url_parts(const Url *url);

UrlScheme url_scheme_kind(UrlText scheme);
/* URL_NO_PORT: the scheme has none. */
int url_default_port(UrlScheme kind);

/* A host as the host parser gives it, serialised. */
typedef struct Host {
  bool valid;
  UrlText text; /* in the input or the room */
  char *memory; /* of the text, to be freed; NULL: it has none of its own */
} Host;
/* The bytes of room that the host parser wants for an input. */
#define HOST_ROOM(length) (3 * (length) + 64)
/* The host parser; *room moves behind what it takes of it. False: exception. */
MOTE_CHECK bool host_parse(MoteVm *vm, UrlText input, bool is_opaque, char **room, Host *out);

/* What the setters run the basic URL parser with: state overrides. */
typedef enum UrlOverride {
  OVERRIDE_NONE,
  OVERRIDE_HOST,
  OVERRIDE_HOSTNAME,
  OVERRIDE_PORT,
  OVERRIDE_PATH_START,
} UrlOverride;
/* Runs the basic URL parser with a state override, and replaces *url if that changes it. False: exception. */
MOTE_CHECK bool url_parse_part(MoteVm *vm, UrlText input, UrlOverride override, Url **url);
/* The input without tabs and newlines: itself if it has none, else in *memory, to be freed. False: exception. */
MOTE_CHECK bool url_strip(MoteVm *vm, UrlText *input, char **memory);
/* The letters, lowercased, of a scheme at the start of the input, written to `to`; gives their number, 0 where none
 * begins. */
size_t url_scan_scheme(UrlText input, char *to);

/* These give the end of what they have written. radix: up to 16. */
static inline char *url_put_text(char *to, UrlText text) {
  if (text.length) memcpy(to, text.bytes, text.length);
  return to + text.length;
}
char *url_put_number(char *to, uint32_t number, uint32_t radix);

static inline bool url_text_is(UrlText text, const char *string) {
  return text.length == strlen(string) && memcmp(text.bytes, string, text.length) == 0;
}

#endif
