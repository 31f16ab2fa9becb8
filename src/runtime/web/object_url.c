/* SPDX-License-Identifier: MIT */
/* object_url.c: URL's static methods for Blobs call the module of Blobs, which a program without them never loads. */
#include "runtime/web/object_url.h"

#include "runtime/modules/builtin_modules.h"

static bool call_blob_module(MoteVm *vm, MoteCall *call, const char *function) {
  MoteValue module, result, argument = mote_argument(call, 0);
  uint32_t count = mote_argument_count(call) ? 1 : 0;
  return builtin_module_get(runtime_of(vm), "mote:internal/blob", &module) &&
         mote_invoke(vm, module, function, &argument, count, &result) && mote_return(call, result);
}

/* https://w3c.github.io/FileAPI/#dfn-createObjectURL */
bool object_url_create(MoteVm *vm, MoteCall *call) {
  return call_blob_module(vm, call, "createObjectURL");
}

/* https://w3c.github.io/FileAPI/#dfn-revokeObjectURL */
bool object_url_revoke(MoteVm *vm, MoteCall *call) {
  return call_blob_module(vm, call, "revokeObjectURL");
}
