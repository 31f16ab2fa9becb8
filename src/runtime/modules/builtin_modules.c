/* SPDX-License-Identifier: MIT */
/* builtin_modules.c: the table of the runtime's own modules.
 *
 * A module is made by a C function that gives its exports object (those are listed here), or is a file of
 * lib/, a CommonJS module in TypeScript (those are listed in library.c). */
#include "runtime/modules/builtin_modules.h"

#include "runtime/crypto/crypto.h"
#include "runtime/modules/commonjs.h"
#include "runtime/fetch/fetch.h"
#include "runtime/fetch/websocket_handshake.h"
#include "runtime/fs/fs.h"
#include "runtime/http/http.h"
#include "runtime/fs/fs_stream.h"
#include "runtime/internal.h"
#include "runtime/net/net.h"
#include "runtime/modules/library.h"
#include "runtime/process/child.h"
#include "runtime/process/process.h"
#include "runtime/modules/library_functions.h"
#include "runtime/web/encoding_module.h"
#include "runtime/worker/worker.h"
#include "runtime/web/url_class.h"
#include "runtime/web/web_functions.h"
#include "runtime/compress/codec_class.h"
#include "runtime/web/promises.h"
#include "runtime/web/views.h"

typedef struct BuiltinModule {
  const char *name;
  bool (*make)(Runtime *rt, MoteValue *out);
} BuiltinModule;

static bool make_console(Runtime *rt, MoteValue *out) {
  return mote_get(rt->vm, mote_global(rt->vm), "console", out);
}

static bool make_timers(Runtime *rt, MoteValue *out) {
  return mote_object_new(rt->vm, out) && timers_define(rt, *out);
}

static const BuiltinModule modules[] = {
    {"console", make_console},
    {"fs", fs_make_module},
    {"fs/promises", fs_make_promises_module},
    {"process", process_object},
    {"timers", make_timers},
    {"mote:internal/timers", make_timers},
    {"mote:internal/web", web_functions_make},
    {"mote:internal/messaging", port_make_module},
    {"mote:internal/worker", worker_make_module},
    {"mote:internal/structured_clone", clone_make_module},
    {"mote:internal/http_client", http_client_make_module},
    {"mote:internal/websocket", websocket_client_make_module},
    {"mote:internal", library_functions_make},
    {"mote:internal/crypto", crypto_make_module},
    {"mote:internal/crypto_operations", crypto_make_operations},
    {"mote:internal/encoding", encoding_make_module},
    {"mote:internal/url", url_make_module},
    {"mote:internal/compress", compress_make_module},
    {"mote:internal/promises", promises_make},
    {"mote:internal/views", views_make},
    {"mote:http", http_make_module},
    {"mote:internal/fs_native", fs_native_make_module},
    {"mote:internal/net", net_make_module},
    {"mote:internal/process_native", child_make_module},
    {"mote:inspect", tasks_make_module},
    {"mote:internal/fetch", fetch_make_module},
};

const char *builtin_module_name(const char *specifier) {
  return strncmp(specifier, "node:", 5) == 0 ? specifier + 5 : specifier;
}

static const BuiltinModule *find(const char *name) {
  for (size_t i = 0; i < LENGTH_OF(modules); i++)
    if (strcmp(modules[i].name, name) == 0) return &modules[i];
  return NULL;
}

/* mote:internal and mote:internal/… are for the files of lib/ alone; they ask for them by require. */
static bool is_internal(const char *name) {
  return strncmp(name, "mote:internal", strlen("mote:internal")) == 0;
}

bool builtin_module_exists(const char *specifier) {
  const char *name = builtin_module_name(specifier);
  return !is_internal(name) && (find(name) || library_find(name));
}

static bool make(Runtime *rt, const char *name, MoteValue *out) {
  const BuiltinModule *module = find(name);
  if (module) return module->make(rt, out);
  const LibraryFile *file = library_find(name);
  if (file) return commonjs_run_library(rt, file, out);
  return mote_throw_code(rt->vm, MOTE_ERROR, "ERR_UNKNOWN_BUILTIN_MODULE",
                         "No such built-in module: %s", name);
}

bool builtin_module_get(Runtime *rt, const char *name, MoteValue *out) {
  MoteValue all = mote_handle_get(rt->loader.builtins);
  TRY(mote_get(rt->vm, all, name, out));
  if (!mote_is_undefined(rt->vm, *out)) return true;
  return make(rt, name, out) && mote_set(rt->vm, all, name, *out);
}

bool builtin_module_is_loaded(Runtime *rt, const char *name) {
  MoteValue module;
  if (mote_get(rt->vm, mote_handle_get(rt->loader.builtins), name, &module))
    return !mote_is_undefined(rt->vm, module);
  mote_take_exception(rt->vm);
  return false;
}

static bool push_name(MoteVm *vm, MoteValue names, const char *name) {
  MoteValue text;
  return is_internal(name) ||
         (mote_string(vm, name, MOTE_NUL_TERMINATED, &text) && mote_array_push(vm, names, text));
}

bool builtin_module_names(MoteVm *vm, MoteValue *out) {
  const LibraryFile *file;
  TRY(mote_array_new(vm, LENGTH_OF(modules), out));
  for (size_t i = 0; i < LENGTH_OF(modules); i++) TRY(push_name(vm, *out, modules[i].name));
  for (size_t i = 0; (file = library_file(i)); i++) TRY(push_name(vm, *out, file->name));
  return true;
}
