/* SPDX-License-Identifier: MIT */
/* url_functions.c: see url_functions.h. */
#include "runtime/web/url_functions.h"

#include <stdlib.h>

#include "runtime/define.h"
#include "runtime/web/file_url.h"
#include "runtime/web/url_class.h"
#include "runtime/web/url_parts.h"
#include "runtime/web/web_idl.h"

/* Runs the host parser on the argument, as for a special URL. *out NULL: it is no host. */
static bool parse_host_argument(MoteVm *vm, MoteCall *call, char **out) {
  MoteValue string;
  MoteText text;
  Host host;
  *out = NULL;
  TRY(idl_usv_string(vm, mote_argument(call, 0), &string, &text));
  UrlText input = {text.bytes, text.length};
  char *room = malloc(HOST_ROOM(text.length)), *free_room = room;
  bool ok = room ? host_parse(vm, input, false, &free_room, &host) : mote_throw_out_of_memory(vm);
  if (ok && host.valid) {
    *out = strndup(host.text.bytes, host.text.length);
    ok = *out || mote_throw_out_of_memory(vm);
    free(host.memory);
  }
  free(room);
  mote_text_close(&text);
  return mote_is_string(vm, string) && ok;
}

static bool domain_to_ascii_function(MoteVm *vm, MoteCall *call) {
  char *host;
  TRY(parse_host_argument(vm, call, &host));
  bool ok = mote_return_string(call, host ? host : "", MOTE_NUL_TERMINATED);
  free(host);
  return ok;
}

static bool domain_to_unicode_function(MoteVm *vm, MoteCall *call) {
  char *host, *unicode = NULL;
  TRY(parse_host_argument(vm, call, &host));
  /* Where the standard finds errors, the name stays as it is. */
  bool ok = (!host || mote_domain_to_unicode(vm, host, strlen(host), &unicode)) &&
            mote_return_string(call,
                               unicode ? unicode
                               : host  ? host
                                       : "",
                               MOTE_NUL_TERMINATED);
  free(unicode);
  free(host);
  return ok;
}

/* filePath(href): the path of a file: URL. */
static bool file_path_function(MoteVm *vm, MoteCall *call) {
  MoteValue string;
  MoteText text;
  Url *url;
  char *path;
  TRY(idl_usv_string(vm, mote_argument(call, 0), &string, &text));
  bool ok = url_parse(vm, text.bytes, text.length, NULL, &url);
  mote_text_close(&text);
  TRY(ok);
  if (!url) return throw_invalid_url(vm, string, mote_undefined());
  ok = file_url_path(vm, url, &path);
  url_free(url);
  ok = ok && mote_return_string(call, path, MOTE_NUL_TERMINATED);
  free(path);
  return ok;
}

/* fileUrl(path): the href of the file: URL of an absolute path. */
static bool file_url_function(MoteVm *vm, MoteCall *call) {
  char *path;
  Text url = {0};
  TRY(mote_to_utf8(vm, mote_argument(call, 0), &path, NULL));
  file_url_append(&url, path);
  mote_free(path);
  bool ok = (text_ok(&url) || mote_throw_out_of_memory(vm)) &&
            mote_return_string(call, text_string(&url), url.length);
  text_free(&url);
  return ok;
}

bool url_functions_define(MoteVm *vm, MoteValue exports) {
  static const FunctionRow functions[] = {
      {"domainToASCII", domain_to_ascii_function, 1},
      {"domainToUnicode", domain_to_unicode_function, 1},
      {"filePath", file_path_function, 1},
      {"fileUrl", file_url_function, 1},
  };
  return define_functions(vm, exports, functions, LENGTH_OF(functions), MOTE_HIDDEN);
}
