/* SPDX-License-Identifier: MIT */
/* module_loader.c: the engine's module hooks: resolving, reading, import.meta; and what a file is.
 *
 * The key of a module is the absolute path of its file, or "node:fs" and the like for the runtime's
 * own. A CommonJS file that is imported is run by commonjs.c; its module.exports are its exports. */
#include "runtime/modules/module_loader.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/modules/builtin_modules.h"
#include "runtime/modules/commonjs.h"
#include "runtime/define.h"
#include "runtime/system_error.h"
#include "runtime/internal.h"
#include "runtime/path.h"
#include "runtime/web/file_url.h"
#include "runtime/modules/resolve.h"

/* --- reading --- */

bool read_text_file(MoteVm *vm, const char *path, char **text, size_t *length) {
  Text content = {0};
  struct stat info;
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return throw_system_error(vm, -errno, "open", path, NULL);
  bool sized = fstat(fd, &info) == 0 && S_ISREG(info.st_mode);
  bool ok = text_read_descriptor(&content, fd, sized ? (size_t)info.st_size : 0);
  int error = errno;
  close(fd);
  if (!ok) {
    text_free(&content);
    return error == ENOMEM ? mote_throw_out_of_memory(vm)
                           : throw_system_error(vm, -error, "read", path, NULL);
  }
  *text = content.data;
  *length = content.length;
  return true;
}

/* --- what a file is --- */

static bool has_extension(const char *path, const char *const *extensions, size_t count) {
  size_t length = strlen(path);
  for (size_t i = 0; i < count; i++) {
    size_t tail = strlen(extensions[i]);
    if (length > tail && strcmp(path + length - tail, extensions[i]) == 0) return true;
  }
  return false;
}

bool file_kind(Runtime *rt, const char *path, const char *text, size_t length, FileKind *out) {
  static const char *const module_extensions[] = {".mjs", ".mts"};
  static const char *const script_extensions[] = {".cjs", ".cts"};
  static const char *const json_extensions[] = {".json"};
  char type[16];
  *out = FILE_MODULE;
  if (has_extension(path, module_extensions, LENGTH_OF(module_extensions))) return true;
  *out = FILE_JSON;
  if (has_extension(path, json_extensions, 1)) return true;
  *out = FILE_COMMONJS;
  if (has_extension(path, script_extensions, LENGTH_OF(script_extensions))) return true;
  resolve_package_type(rt->vm, path, type);
  if (strcmp(type, "module") == 0) *out = FILE_MODULE;
  if (type[0]) return true;
  MoteGoal goal;
  MoteSource source = {
      .text = text, .length = length, .name = path, .language = mote_language_of_file(path)};
  TRY(mote_detect_goal(rt->vm, &source, &goal));
  *out = goal == MOTE_GOAL_MODULE ? FILE_MODULE : FILE_COMMONJS;
  return true;
}

/* --- the hooks --- */

static bool resolve(MoteVm *vm, const MoteModuleRequest *request, char **key) {
  if (builtin_module_exists(request->specifier)) {
    const char *name = builtin_module_name(request->specifier);
    Text text = {0};
    text_format(&text, "%s%s", strncmp(name, "mote:", 5) == 0 ? "" : "node:", name);
    *key = text.data;
    return *key || mote_throw_out_of_memory(vm);
  }
  if (strncmp(request->specifier, "node:", 5) == 0 || strncmp(request->specifier, "mote:", 5) == 0)
    return mote_throw_code(vm, MOTE_ERROR, "ERR_UNKNOWN_BUILTIN_MODULE",
                           "No such built-in module: %s", request->specifier);
  return resolve_file(vm, request->specifier, request->referrer, RESOLVE_IMPORT, key);
}

static bool load_file(Runtime *rt, const char *path, const char *type, MoteModuleContent *out) {
  MoteVm *vm = rt->vm;
  FileKind kind = FILE_JSON;
  TRY(read_text_file(vm, path, &out->text, &out->length));
  out->kind = MOTE_MODULE_TEXT;
  if (type && strcmp(type, "text") == 0) return true;
  out->language = mote_language_of_file(path);
  if (!type && rt->options.test262) kind = FILE_MODULE;
  else if (!type) TRY(file_kind(rt, path, out->text, out->length, &kind));
  if (kind == FILE_JSON && !type)
    return mote_throw_code(vm, MOTE_TYPE_ERROR, "ERR_IMPORT_ATTRIBUTE_MISSING",
                           "Module \"%s\" needs an import attribute of \"type: json\"", path);
  out->kind = kind == FILE_JSON ? MOTE_MODULE_JSON : MOTE_MODULE_SOURCE;
  if (kind != FILE_COMMONJS) return true;
  out->kind = MOTE_MODULE_VALUES;
  return commonjs_load(rt, path, out->text, out->length, &out->values);
}

static bool load(MoteVm *vm, const char *key, const char *type, MoteModuleContent *out) {
  Runtime *rt = runtime_of(vm);
  if (type && strcmp(type, "json") != 0 && strcmp(type, "text") != 0)
    return mote_throw_code(vm, MOTE_TYPE_ERROR, "ERR_IMPORT_ATTRIBUTE_UNSUPPORTED",
                           "Import attribute \"type\" with value \"%s\" is not supported", type);
  if (key[0] == '/') return load_file(rt, key, type, out);
  out->kind = MOTE_MODULE_VALUES;
  return builtin_module_get(rt, builtin_module_name(key), &out->values);
}

/* --- import.meta --- */

/* Appends the URL that a key stands for: names of builtin modules are URLs. */
static void append_key_url(Text *out, const char *key) {
  if (key[0] == '/') file_url_append(out, key);
  else text_add(out, key);
}

static bool meta_resolve(MoteVm *vm, MoteCall *call) {
  char *specifier, *referrer, *key = NULL;
  TRY(mote_to_utf8(vm, mote_argument(call, 0), &specifier, NULL));
  bool ok = mote_string_utf8(vm, mote_function_data(call), &referrer, NULL);
  if (ok) {
    MoteModuleRequest request = {specifier, referrer, NULL};
    ok = resolve(vm, &request, &key);
    mote_free(referrer);
  }
  mote_free(specifier);
  TRY(ok);
  Text url = {0};
  append_key_url(&url, key);
  ok = mote_return_string(call, text_string(&url), url.length);
  text_free(&url);
  free(key);
  return ok;
}

static bool import_meta(MoteVm *vm, const char *key, MoteValue meta) {
  Runtime *rt = runtime_of(vm);
  MoteValue path, function;
  Text url = {0};
  append_key_url(&url, key);
  char *directory = path_folder(key);
  bool is_main = rt->options.script && strcmp(rt->options.script, key) == 0;
  bool ok = directory && define_text(vm, meta, "url", text_string(&url), MOTE_DEFAULT) &&
            define_text(vm, meta, "filename", key, MOTE_DEFAULT) &&
            define_text(vm, meta, "dirname", directory, MOTE_DEFAULT) &&
            mote_set(vm, meta, "main", mote_boolean(is_main)) &&
            mote_string(vm, key, MOTE_NUL_TERMINATED, &path) &&
            mote_function_new(vm, meta_resolve, "resolve", 1, path, &function) &&
            mote_set(vm, meta, "resolve", function);
  free(directory);
  text_free(&url);
  return ok;
}

bool module_loader_init(Runtime *rt) {
  static const MoteModuleHooks hooks = {resolve, load, import_meta};
  MoteValue builtins, cache;
  mote_set_module_hooks(rt->vm, &hooks);
  TRY(mote_object_new_with_prototype(rt->vm, mote_null(), &builtins));
  rt->loader.builtins = mote_handle_create(rt->vm, builtins);
  TRY(rt->loader.builtins);
  TRY(mote_object_new_with_prototype(rt->vm, mote_null(), &cache));
  rt->loader.commonjs = mote_handle_create(rt->vm, cache);
  return rt->loader.commonjs != NULL;
}
