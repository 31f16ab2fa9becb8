/* SPDX-License-Identifier: MIT */
/* fetch_url.c: URLs as the Fetch classes take them. */
#include "runtime/http/fetch_url.h"

#include <stdlib.h>
#include <string.h>

#include "runtime/web/url.h"

/* The URL's serialisation in memory of its own; takes the URL over. bare: without credentials. */
static bool take_href(MoteVm *vm, Url *url, const char *text, bool bare, char **out) {
  bool has_credentials = url && bare && url_has_credentials(url);
  *out = url && !has_credentials ? strdup(url->href) : NULL;
  bool failed = url && !has_credentials && !*out;
  url_free(url);
  if (*out) return true;
  if (failed) return mote_throw_out_of_memory(vm);
  return mote_throw_code(vm, MOTE_TYPE_ERROR, "ERR_INVALID_URL", "Failed to parse URL from %s%s",
                         text, has_credentials ? ": it has a user name or a password" : "");
}

/* The API's base URL, where a program has given itself a `location`; *out is NULL where not. */
static bool base_url(MoteVm *vm, Url **out) {
  MoteValue location, href;
  MoteText text;
  *out = NULL;
  TRY(mote_get(vm, mote_global(vm), "location", &location));
  if (!mote_is_object(vm, location)) return true;
  TRY(mote_get(vm, location, "href", &href) && mote_to_string(vm, href, &href) &&
      mote_text_open(vm, href, &text));
  bool ok = url_parse(vm, text.bytes, text.length, NULL, out);
  mote_text_close(&text);
  return ok && mote_is_string(vm, href);
}

static bool parse_against_base(MoteVm *vm, const char *text, size_t length, Url **out) {
  Url *base;
  TRY(url_parse(vm, text, length, NULL, out));
  if (*out) return true;
  TRY(base_url(vm, &base));
  bool ok = !base || url_parse(vm, text, length, base, out);
  url_free(base);
  return ok;
}

static bool parse(MoteVm *vm, MoteValue value, bool bare, char **out) {
  char *text;
  size_t length;
  Url *url;
  TRY(mote_to_utf8(vm, value, &text, &length));
  bool ok = parse_against_base(vm, text, length, &url) && take_href(vm, url, text, bare, out);
  mote_free(text);
  return ok;
}

bool fetch_url_parse(MoteVm *vm, MoteValue value, char **out) {
  return parse(vm, value, false, out);
}

bool fetch_url_parse_bare(MoteVm *vm, MoteValue value, char **out) {
  return parse(vm, value, true, out);
}

bool fetch_url_normalise(MoteVm *vm, const char *text, size_t length, MoteValue *out) {
  Url *url;
  TRY(url_parse(vm, text, length, NULL, &url));
  bool ok = url ? mote_string(vm, url->href, url->length, out) : mote_string(vm, text, length, out);
  url_free(url);
  return ok;
}
