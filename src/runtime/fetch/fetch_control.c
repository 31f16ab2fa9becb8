/* SPDX-License-Identifier: MIT */
/* fetch_control.c: what lib/web/fetch.ts may do with a fetch that is under way:
 *
 *   await control.write(bytes)  a piece of the request's body; gives whether more is wanted
 *   control.end()               that was all of it
 *   control.fail(error)         it cannot be had
 *   control.abort(reason)       a signal was aborted */
#include <stdlib.h>

#include "runtime/fetch/fetch.h"
#include "runtime/internal.h"
#include "runtime/modules/builtin_modules.h"

/* Stands between lib/ and the fetch: either may go first. */
typedef struct FetchControl {
  struct FetchControl *next; /* of the fetch */
  Fetch *fetch;              /* NULL: it has gone */
  bool is_upload;
} FetchControl;

static void control_finalize(void *data) {
  FetchControl *control = data;
  if (control->fetch) {
    FetchControl **link = &control->fetch->controls;
    while (*link != control) link = &(*link)->next;
    *link = control->next;
  }
  free(control);
}

void fetch_control_detach(Fetch *fetch, bool uploads_only) {
  if (fetch->writing) {
    mote_async_finish(fetch->writing, true, mote_boolean(false));
    fetch->writing = NULL;
  }
  for (FetchControl **link = &fetch->controls; *link;) {
    FetchControl *control = *link;
    if (uploads_only && !control->is_upload) {
      link = &control->next;
      continue;
    }
    *link = control->next;
    control->fetch = NULL;
  }
}

static bool this_control(MoteVm *vm, MoteCall *call, Fetch **out) {
  void *data;
  TRY(mote_this_data(vm, call, runtime_of(vm)->classes[CLASS_FETCH_CONTROL], &data));
  *out = ((FetchControl *)data)->fetch;
  return true;
}

static bool control_write(MoteVm *vm, MoteCall *call) {
  Fetch *fetch;
  TRY(this_control(vm, call, &fetch));
  MoteBytes bytes = mote_bytes(vm, mote_argument(call, 0));
  if (!fetch || fetch->transfer->state != TRANSFER_RUNNING)
    return mote_async_return(vm, call, true, mote_boolean(false));
  if (!http_transfer_upload(fetch->transfer, bytes.data, bytes.length))
    return mote_throw_out_of_memory(vm);
  fetch->writing = mote_async_start(vm, call);
  TRY(fetch->writing);
  http_client_touch(fetch->transfer);
  http_client_drive(fetch->transfer->client);
  return true;
}

static bool control_end(MoteVm *vm, MoteCall *call) {
  Fetch *fetch;
  TRY(this_control(vm, call, &fetch));
  if (!fetch) return true;
  http_transfer_upload_end(fetch->transfer);
  http_client_drive(fetch->transfer->client);
  return true;
}

static bool control_fail(MoteVm *vm, MoteCall *call) {
  Fetch *fetch;
  TRY(this_control(vm, call, &fetch));
  if (!fetch) return true;
  HttpClient *client = fetch->transfer->client;
  mote_throw(vm, mote_argument(call, 0));
  fetch_fail(fetch, fetch->operation ? "fetch failed" : "terminated");
  http_client_drive(client);
  return true;
}

static bool control_abort(MoteVm *vm, MoteCall *call) {
  Fetch *fetch;
  TRY(this_control(vm, call, &fetch));
  if (!fetch) return true;
  HttpClient *client = fetch->transfer->client;
  fetch_abort(fetch, mote_argument(call, 0));
  http_client_drive(client);
  return true;
}

static const MoteMethod control_methods[] = {
    {"write", control_write, 1, NULL, MOTE_METHOD},
    {"end", control_end, 0, NULL, MOTE_METHOD},
    {"fail", control_fail, 1, NULL, MOTE_METHOD},
    {"abort", control_abort, 1, NULL, MOTE_METHOD},
};

static bool control_new(MoteVm *vm, Fetch *fetch, bool is_upload, MoteValue *out) {
  static const MoteClassSpec spec = {.name = "FetchControl",
                                     .methods = control_methods,
                                     .method_count = LENGTH_OF(control_methods),
                                     .finalize = control_finalize};
  FetchControl *control = calloc(1, sizeof *control);
  if (!control) return mote_throw_out_of_memory(vm);
  if (!runtime_instance(vm, CLASS_FETCH_CONTROL, &spec, control, out)) {
    free(control);
    return false;
  }
  *control = (FetchControl){fetch->controls, fetch, is_upload};
  fetch->controls = control;
  return true;
}

bool fetch_call_library(MoteVm *vm, Fetch *fetch, bool is_upload, const char *name, MoteValue value,
                        MoteValue *out) {
  MoteValue module, function, arguments[3];
  arguments[1] = value;
  arguments[2] = fetch->request ? mote_handle_get(fetch->request) : mote_undefined();
  return control_new(vm, fetch, is_upload, &arguments[0]) &&
         builtin_module_get(fetch->rt, "mote:internal/fetch_library", &module) &&
         mote_get(vm, module, name, &function) &&
         mote_call(vm, function, mote_undefined(), arguments, 3, out);
}
