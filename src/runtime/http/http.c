/* SPDX-License-Identifier: MIT */
/* http.c: the state of the HTTP area, its classes and modules. */
#include "runtime/http/http.h"

#include <stdlib.h>

#include "runtime/http/headers.h"
#include "runtime/http/http2.h"
#include "runtime/http/request.h"
#include "runtime/http/response.h"
#include "runtime/http/server.h"
#include "runtime/internal.h"
#include "runtime/modules/builtin_modules.h"

static void http_end(Runtime *rt, void *data) {
  Http *http = data;
  (void)rt;
  http->ended = true;
  servers_end(http);
  free(http->read_buffer);
  free(http->plain_buffer);
  http->plain_buffer = NULL;
  http->read_buffer = NULL;
  text_free(&http->output);
}

bool http_of(MoteVm *vm, Http **out) {
  Runtime *rt = runtime_of(vm);
  if (!rt->http) {
    Http *http = calloc(1, sizeof *http);
    if (!http) return mote_throw_out_of_memory(vm);
    http->rt = rt;
    http->vm = vm;
    if (!runtime_on_end(rt, http_end, http)) {
      free(http);
      return false;
    }
    rt->http = http;
  }
  *out = rt->http;
  return true;
}

void http_destroy(Runtime *rt) {
  if (rt->http) http2_destroy(rt->http);
  free(rt->http);
}

enum { TELL_EVERY = 256 * 1024 };

void http_count_memory(Http *http, ptrdiff_t bytes) {
  http->uncounted += bytes;
  if (http->uncounted < TELL_EVERY && http->uncounted > -TELL_EVERY) return;
  ptrdiff_t told = http->uncounted;
  http->uncounted = 0;
  (void)mote_add_external_memory(http->vm, told);
}

bool http_helper(MoteVm *vm, const char *name, MoteValue *out) {
  Http *http;
  MoteValue module;
  TRY(http_of(vm, &http));
  if (!http->helpers) {
    TRY(builtin_module_get(http->rt, "mote:internal/body", &module));
    http->helpers = mote_handle_create(vm, module);
    TRY(http->helpers);
  }
  return mote_get(vm, mote_handle_get(http->helpers), name, out);
}

bool fetch_make_module(Runtime *rt, MoteValue *out) {
  MoteVm *vm = rt->vm;
  MoteClass *headers, *request, *response;
  return headers_class(vm, &headers) && request_class(vm, &request) &&
         response_class(vm, &response) && mote_object_new(vm, out) &&
         mote_set(vm, *out, "Headers", mote_class_constructor(vm, headers)) &&
         mote_set(vm, *out, "Request", mote_class_constructor(vm, request)) &&
         mote_set(vm, *out, "Response", mote_class_constructor(vm, response));
}
