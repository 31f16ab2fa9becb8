/* SPDX-License-Identifier: MIT */
/* builtin_modules.c: the table of the runtime's own modules.
 *
 * A module is made by a C function that gives its exports object, or is a file of lib/ (library.h),
 * a CommonJS module in TypeScript. */
#include "runtime/builtin_modules.h"

#include "runtime/commonjs.h"
#include "runtime/fs.h"
#include "runtime/internal.h"
#include "runtime/library.h"
#include "runtime/process.h"
#include "runtime/util.h"

typedef struct BuiltinModule {
  const char *name;
  bool (*make)(Runtime *rt, MoteValue *out); /* NULL: from lib/ */
} BuiltinModule;

static bool make_process(Runtime *rt, MoteValue *out) { return process_object(rt, out); }

static bool make_console(Runtime *rt, MoteValue *out) {
  return mote_get(rt->vm, mote_global(rt->vm), "console", out);
}

static bool make_timers(Runtime *rt, MoteValue *out) {
  return mote_object_new(rt->vm, out) && timers_define(rt, *out);
}

static const BuiltinModule modules[] = {
    {"assert", NULL},
    {"assert/strict", NULL},
    {"buffer", NULL},
    {"console", make_console},
    {"events", NULL},
    {"fs", fs_make_module},
    {"fs/promises", fs_make_promises_module},
    {"module", NULL},
    {"os", NULL},
    {"path", NULL},
    {"path/posix", NULL},
    {"perf_hooks", NULL},
    {"process", make_process},
    {"timers", make_timers},
    {"timers/promises", NULL},
    {"url", NULL},
    {"util", NULL},
    {"util/types", NULL},
    {"mote:internal", util_make_internal},
};

const char *builtin_module_name(const char *specifier) {
  return strncmp(specifier, "node:", 5) == 0 ? specifier + 5 : specifier;
}

static const BuiltinModule *find(const char *name) {
  for (size_t i = 0; i < LENGTH_OF(modules); i++)
    if (strcmp(modules[i].name, name) == 0) return &modules[i];
  return NULL;
}

/* mote:internal is for the files of lib/ alone; they ask for it by require. */
bool builtin_module_exists(const char *specifier) {
  return strcmp(specifier, "mote:internal") != 0 && find(builtin_module_name(specifier));
}

static bool make(Runtime *rt, const BuiltinModule *module, MoteValue *out) {
  if (module->make) return module->make(rt, out);
  const LibraryFile *file = library_find(module->name);
  if (!file)
    return mote_throw_error(rt->vm, MOTE_ERROR, "The library has no file for %s", module->name);
  return commonjs_run_library(rt, file, out);
}

bool builtin_module_get(Runtime *rt, const char *name, MoteValue *out) {
  MoteValue all = mote_handle_get(rt->loader.builtins);
  TRY(mote_get(rt->vm, all, name, out));
  if (!mote_is_undefined(rt->vm, *out)) return true;
  const BuiltinModule *module = find(name);
  if (!module)
    return mote_throw_code(rt->vm, MOTE_ERROR, "ERR_UNKNOWN_BUILTIN_MODULE",
                           "No such built-in module: %s", name);
  return make(rt, module, out) && mote_set(rt->vm, all, name, *out);
}

bool builtin_module_names(MoteVm *vm, MoteValue *out) {
  TRY(mote_array_new(vm, LENGTH_OF(modules), out));
  for (size_t i = 0; i < LENGTH_OF(modules); i++) {
    MoteValue name;
    if (strncmp(modules[i].name, "mote:", 5) == 0) continue;
    TRY(mote_string(vm, modules[i].name, MOTE_NUL_TERMINATED, &name) &&
        mote_array_push(vm, *out, name));
  }
  return true;
}
