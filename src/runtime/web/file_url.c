/* SPDX-License-Identifier: MIT */
/* file_url.c: see file_url.h. */
#include "runtime/web/file_url.h"

#include <stdlib.h>

#include "runtime/web/percent_encoding.h"

/* Whether a path has the escape "%2f" or "%00", which no path of a file may mean. */
static bool has_escaped_delimiter(UrlText path) {
  for (size_t i = 0; i + 2 < path.length; i++) {
    const char *at = path.bytes + i;
    if (at[0] != '%') continue;
    if ((at[1] == '2' && (at[2] | 0x20) == 'f') || (at[1] == '0' && at[2] == '0')) return true;
  }
  return false;
}

bool file_url_path(MoteVm *vm, const Url *url, char **out) {
  UrlText path = url_pathname(url);
  *out = NULL;
  if (url->scheme != SCHEME_FILE)
    return mote_throw_code(vm, MOTE_TYPE_ERROR, "ERR_INVALID_URL_SCHEME",
                           "The URL must be of scheme file");
  if (url_hostname(url).length)
    return mote_throw_code(vm, MOTE_TYPE_ERROR, "ERR_INVALID_FILE_URL_HOST",
                           "File URL host must be \"localhost\" or empty");
  if (has_escaped_delimiter(path))
    return mote_throw_code(vm, MOTE_TYPE_ERROR, "ERR_INVALID_FILE_URL_PATH",
                           "File URL path must not include encoded / or NUL characters");
  *out = malloc(path.length + 1);
  if (!*out) return mote_throw_out_of_memory(vm);
  (*out)[percent_decode(*out, path.bytes, path.length)] = 0;
  return true;
}

bool file_url_parse(MoteVm *vm, const char *text, char **out) {
  Url *url;
  *out = NULL;
  TRY(url_parse(vm, text, strlen(text), NULL, &url));
  if (!url) return mote_throw_code(vm, MOTE_TYPE_ERROR, "ERR_INVALID_URL", "Invalid URL: %s", text);
  bool ok = file_url_path(vm, url, out);
  url_free(url);
  return ok;
}

void file_url_append(Text *out, const char *path) {
  size_t length = strlen(path);
  text_add(out, "file://");
  if (!text_reserve(out, 3 * length)) return;
  char *to = out->data + out->length;
  out->length += (size_t)(percent_encode(to, path, length, FILE_PATH_SET) - to);
  out->data[out->length] = 0;
}
