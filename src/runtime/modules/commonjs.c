/* SPDX-License-Identifier: MIT */
/* commonjs.c: CommonJS modules (https://nodejs.org/api/modules.html).
 *
 * A module is an object { exports, id, filename, loaded, … } in require.cache before its text runs, so
 * that modules which require each other in circles see what is there so far. require() of an
 * ECMAScript module gives its namespace, if it needs no await at its top. */
#include "runtime/modules/commonjs.h"

#include <stdlib.h>
#include <unistd.h>

#include "runtime/modules/builtin_modules.h"
#include "runtime/define.h"
#include "runtime/internal.h"
#include "runtime/path.h"
#include "runtime/modules/resolve.h"

/* --- require --- */

static bool load_path(Runtime *rt, const char *path, const char *parent, MoteValue *out);

static bool require_string(MoteVm *vm, MoteValue specifier, char **out) {
  if (mote_is_string(vm, specifier)) return mote_string_utf8(vm, specifier, out, NULL);
  return mote_throw_code(vm, MOTE_TYPE_ERROR, "ERR_INVALID_ARG_TYPE",
                         "The \"id\" argument must be of type string.");
}

/* Whether a file is one of lib/: others have absolute paths. */
static bool is_library_file(const char *name) {
  return strncmp(name, "node:", 5) == 0 || strncmp(name, "mote:", 5) == 0;
}

static bool require_from(Runtime *rt, const char *specifier, const char *referrer, MoteValue *out) {
  char *path;
  if (builtin_module_exists(specifier) || is_library_file(referrer))
    return builtin_module_get(rt, builtin_module_name(specifier), out);
  TRY(resolve_file(rt->vm, specifier, referrer, RESOLVE_REQUIRE, &path));
  bool ok = load_path(rt, path, referrer, out);
  free(path);
  return ok;
}

static bool require(MoteVm *vm, MoteCall *call) {
  char *specifier, *referrer;
  MoteValue exports;
  TRY(require_string(vm, mote_argument(call, 0), &specifier));
  bool ok = mote_string_utf8(vm, mote_function_data(call), &referrer, NULL);
  if (ok) {
    ok = require_from(runtime_of(vm), specifier, referrer, &exports);
    mote_free(referrer);
  }
  mote_free(specifier);
  return ok && mote_return(call, exports);
}

static bool require_resolve(MoteVm *vm, MoteCall *call) {
  char *specifier, *referrer, *path = NULL;
  TRY(require_string(vm, mote_argument(call, 0), &specifier));
  bool builtin = builtin_module_exists(specifier);
  bool ok = mote_string_utf8(vm, mote_function_data(call), &referrer, NULL);
  if (ok && !builtin) ok = resolve_file(vm, specifier, referrer, RESOLVE_REQUIRE, &path);
  mote_free(referrer);
  mote_free(specifier);
  TRY(ok);
  if (builtin) return mote_return(call, mote_argument(call, 0));
  ok = mote_return_string(call, path, MOTE_NUL_TERMINATED);
  free(path);
  return ok;
}

bool commonjs_make_require(Runtime *rt, const char *path, MoteValue *out) {
  MoteVm *vm = rt->vm;
  MoteValue referrer, resolve;
  MoteValue main_module = rt->loader.main ? mote_handle_get(rt->loader.main) : mote_undefined();
  return mote_string(vm, path, MOTE_NUL_TERMINATED, &referrer) &&
         mote_function_new(vm, require, "require", 1, referrer, out) &&
         mote_function_new(vm, require_resolve, "resolve", 1, referrer, &resolve) &&
         mote_set(vm, *out, "resolve", resolve) && mote_set(vm, *out, "main", main_module) &&
         mote_set(vm, *out, "cache", mote_handle_get(rt->loader.commonjs));
}

/* --- running a module --- */

/* module.paths: the folders where packages are looked for, from the module's own upwards. */
static bool search_paths(MoteVm *vm, const char *directory, MoteValue *out) {
  static const char folder[] = "/node_modules";
  const size_t folder_length = sizeof folder - 1;
  size_t length = strcmp(directory, "/") == 0 ? 0 : strlen(directory);
  MoteValue path;
  TRY(mote_array_new(vm, 0, out));
  for (;;) {
    bool is_folder = length >= folder_length &&
                     memcmp(directory + length - folder_length, folder, folder_length) == 0;
    if (!is_folder)
      TRY(mote_string_format(vm, &path, "%.*s%s", (int)length, directory, folder) &&
          mote_array_push(vm, *out, path));
    if (length == 0) return true;
    while (length > 0 && directory[--length] != '/') continue;
  }
}

/* The module that requires this one, if it is a CommonJS module, hears of its child. */
static bool join_parent(Runtime *rt, MoteValue module, const char *parent) {
  MoteVm *vm = rt->vm;
  MoteValue parent_module = mote_null(), children;
  if (parent) TRY(mote_get(vm, mote_handle_get(rt->loader.commonjs), parent, &parent_module));
  TRY(mote_define(vm, module, "parent", parent_module, MOTE_HIDDEN));
  if (!mote_is_object(vm, parent_module)) return true;
  TRY(mote_get(vm, parent_module, "children", &children));
  return !mote_is_array(vm, children) || mote_array_push(vm, children, module);
}

static bool new_module(MoteVm *vm, const char *id, const char *path, MoteValue *out) {
  MoteValue exports, children, paths;
  char *directory = path_folder(path);
  bool ok = directory && mote_object_new(vm, out) &&
            define_text(vm, *out, "id", id, MOTE_DEFAULT) &&
            define_text(vm, *out, "path", directory, MOTE_DEFAULT) &&
            mote_object_new(vm, &exports) && mote_set(vm, *out, "exports", exports) &&
            define_text(vm, *out, "filename", path, MOTE_DEFAULT) &&
            mote_set(vm, *out, "loaded", mote_boolean(false)) && mote_array_new(vm, 0, &children) &&
            mote_set(vm, *out, "children", children) && search_paths(vm, directory, &paths) &&
            mote_set(vm, *out, "paths", paths);
  free(directory);
  return ok;
}

/* Calls the text as a function of the five names that CommonJS gives it. */
static bool run(Runtime *rt, MoteValue module, const char *path, const MoteSource *source) {
  MoteVm *vm = rt->vm;
  MoteValue function, arguments[5];
  char *directory = path_folder(path);
  bool ok = directory && mote_compile_commonjs(vm, source, &function) &&
            mote_get(vm, module, "exports", &arguments[0]) &&
            commonjs_make_require(rt, path, &arguments[1]) &&
            mote_set(vm, module, "require", arguments[1]) &&
            mote_string(vm, path, MOTE_NUL_TERMINATED, &arguments[3]) &&
            mote_string(vm, directory, MOTE_NUL_TERMINATED, &arguments[4]);
  arguments[2] = module;
  free(directory);
  return ok && mote_call(vm, function, arguments[0], arguments, 5, NULL) &&
         mote_set(vm, module, "loaded", mote_boolean(true));
}

static bool run_cached(Runtime *rt, const char *path, const char *text, size_t length,
                       MoteValue module) {
  MoteVm *vm = rt->vm;
  MoteValue cache = mote_handle_get(rt->loader.commonjs), key;
  MoteSource source = {
      .text = text, .length = length, .name = path, .language = mote_language_of_file(path)};
  TRY(mote_set(vm, cache, path, module));
  if (run(rt, module, path, &source)) return true;
  MoteValue error = mote_take_exception(vm);
  if (mote_string(vm, path, MOTE_NUL_TERMINATED, &key) && mote_delete(vm, cache, key))
    return mote_throw(vm, error);
  return false;
}

/* *found: it has been loaded before. */
static bool find_cached(Runtime *rt, const char *path, bool *found, MoteValue *out) {
  MoteValue module;
  TRY(mote_get(rt->vm, mote_handle_get(rt->loader.commonjs), path, &module));
  *found = !mote_is_undefined(rt->vm, module);
  return !*found || mote_get(rt->vm, module, "exports", out);
}

/* parent: the path of the module that requires it; NULL: none does. */
static bool load_module(Runtime *rt, const char *path, const char *parent, const char *text,
                        size_t length, MoteValue *out) {
  MoteValue module;
  bool found;
  TRY(find_cached(rt, path, &found, out));
  if (found) return true;
  return new_module(rt->vm, path, path, &module) && join_parent(rt, module, parent) &&
         run_cached(rt, path, text, length, module) && mote_get(rt->vm, module, "exports", out);
}

bool commonjs_load(Runtime *rt, const char *path, const char *text, size_t length, MoteValue *out) {
  return load_module(rt, path, NULL, text, length, out);
}

bool commonjs_run_main(Runtime *rt, const char *path, const char *text, size_t length) {
  MoteValue module;
  TRY(new_module(rt->vm, ".", path, &module) && join_parent(rt, module, NULL));
  rt->loader.main = mote_handle_create(rt->vm, module);
  return rt->loader.main && run_cached(rt, path, text, length, module);
}

bool commonjs_run_library(Runtime *rt, const LibraryFile *file, MoteValue *out) {
  MoteValue module;
  MoteSource source = {.text = file->text,
                       .length = (size_t)(file->end - file->text),
                       .name = file->file,
                       .language = MOTE_LANGUAGE_TS,
                       .code = file->code,
                       .code_length = (size_t)(file->code_end - file->code),
                       .is_static = true};
  return new_module(rt->vm, file->file, file->file, &module) &&
         run(rt, module, file->file, &source) && mote_get(rt->vm, module, "exports", out);
}

/* --- what require loads --- */

static bool load_text(Runtime *rt, const char *path, const char *parent, const char *text,
                      size_t length, MoteValue *out) {
  FileKind kind;
  MoteSource source = {
      .text = text, .length = length, .name = path, .language = mote_language_of_file(path)};
  TRY(file_kind(rt, path, text, length, &kind));
  if (kind == FILE_JSON) return mote_json_parse(rt->vm, text, length, out);
  if (kind == FILE_MODULE) return mote_require_module(rt->vm, path, &source, out);
  return load_module(rt, path, parent, text, length, out);
}

static bool load_path(Runtime *rt, const char *path, const char *parent, MoteValue *out) {
  char *text;
  size_t length;
  bool found;
  TRY(find_cached(rt, path, &found, out));
  if (found) return true;
  TRY(read_text_file(rt->vm, path, &text, &length));
  bool ok = load_text(rt, path, parent, text, length, out);
  free(text);
  return ok;
}
