/* SPDX-License-Identifier: MIT */
/* client_module.c: "mote:internal/http_client": fetch, and what lib/web/fetch.ts needs for its own responses. */
#include <stdlib.h>

#include "runtime/define.h"
#include "runtime/fetch/fetch.h"
#include "runtime/http/response.h"
#include "runtime/internal.h"

/* finishLocalResponse(response, url): as if it had been fetched from there. Gives the response. */
static bool finish_local_response(MoteVm *vm, MoteCall *call) {
  char *url;
  ResponseData *data = response_data_of(vm, mote_argument(call, 0));
  TRY(data && mote_to_utf8(vm, mote_argument(call, 1), &url, NULL));
  free(data->url);
  data->url = strndup(url, strcspn(url, "#"));
  if (!data->status_text || !*data->status_text) {
    free(data->status_text);
    data->status_text = strdup("OK");
  }
  mote_free(url);
  data->type = RESPONSE_BASIC;
  data->message.guard = HEADERS_IMMUTABLE;
  return mote_return(call, mote_argument(call, 0));
}

bool http_client_make_module(Runtime *rt, MoteValue *out) {
  static const FunctionRow functions[] = {{"fetch", fetch_function, 1},
                                          {"finishLocalResponse", finish_local_response, 2}};
  return mote_object_new(rt->vm, out) &&
         define_functions(rt->vm, *out, functions, LENGTH_OF(functions), MOTE_DEFAULT);
}
