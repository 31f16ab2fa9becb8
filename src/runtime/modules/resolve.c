/* SPDX-License-Identifier: MIT */
/* resolve.c: module resolution (https://nodejs.org/api/esm.html#resolution-algorithm-specification and
 * https://nodejs.org/api/modules.html#all-together).
 *
 * Differences: an import may leave out the extension, and may say .js where there is a .ts file, as
 * TypeScript sources do. Paths are made absolute; symbolic links are resolved, as Node does. */
#include "runtime/modules/resolve.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "runtime/modules/module_loader.h"
#include "runtime/path.h"
#include "runtime/web/file_url.h"

typedef struct Resolve {
  MoteVm *vm;
  const char *specifier, *referrer;
  ResolveMode mode;
} Resolve;

/* The path without links; itself where that fails. Takes and gives malloc'ed strings. */
static char *real(char *path) {
  char *resolved = realpath(path, NULL);
  if (!resolved) return path;
  free(path);
  return resolved;
}

/* --- package.json --- */

/* The parsed package.json of a folder; undefined: there is none. */
static bool read_package(MoteVm *vm, const char *folder, MoteValue *out) {
  char *path = path_join(folder, "package.json"), *text;
  size_t length;
  *out = mote_undefined();
  bool ok = true;
  if (path && path_is_file(path)) {
    ok = read_text_file(vm, path, &text, &length);
    if (ok) {
      ok = mote_json_parse(vm, text, length, out);
      free(text);
    }
  }
  free(path);
  return ok;
}

static bool get_string(MoteVm *vm, MoteValue object, const char *name, char **out) {
  MoteValue value;
  *out = NULL;
  if (!mote_is_object(vm, object)) return true;
  TRY(mote_get(vm, object, name, &value));
  return !mote_is_string(vm, value) || mote_string_utf8(vm, value, out, NULL);
}

void resolve_package_type(MoteVm *vm, const char *file, char type[16]) {
  char *folder = path_folder(file);
  type[0] = 0;
  while (folder) {
    MoteValue package = mote_undefined();
    char *text = NULL;
    if (!read_package(vm, folder, &package) || !get_string(vm, package, "type", &text))
      mote_take_exception(vm);
    if (text) snprintf(type, 16, "%s", text);
    mote_free(text);
    if (!mote_is_undefined(vm, package)) break;
    folder = path_go_up(folder);
  }
  free(folder);
}

/* --- files and folders --- */

/* Takes the path over: gives it if it is a file, else NULL. */
static char *take_file(char *path) {
  if (path && path_is_file(path)) return path;
  free(path);
  return NULL;
}

static char *with_suffix(const char *path, size_t length, const char *suffix) {
  char *out;
  return asprintf(&out, "%.*s%s", (int)length, path, suffix) < 0 ? NULL : out;
}

/* x.js where TypeScript says so and means x.ts. */
static char *typescript_file(const char *path) {
  static const char *const pairs[][2] = {
      {".js", ".ts"}, {".js", ".tsx"}, {".mjs", ".mts"}, {".cjs", ".cts"}, {".jsx", ".tsx"}};
  size_t length = strlen(path);
  for (size_t i = 0; i < LENGTH_OF(pairs); i++) {
    size_t tail = strlen(pairs[i][0]);
    if (length <= tail || strcmp(path + length - tail, pairs[i][0]) != 0) continue;
    char *found = take_file(with_suffix(path, length - tail, pairs[i][1]));
    if (found) return found;
  }
  return NULL;
}

/* The file, or the file with an extension. */
static char *as_file(const char *path) {
  static const char *const extensions[] = {".js",  ".json", ".ts",  ".mjs", ".cjs",
                                           ".mts", ".cts",  ".tsx", ".jsx", ".tscl"};
  char *found = take_file(strdup(path));
  if (!found) found = typescript_file(path);
  for (size_t i = 0; !found && i < LENGTH_OF(extensions); i++)
    found = take_file(with_suffix(path, strlen(path), extensions[i]));
  return found;
}

static char *as_index(const char *folder) {
  char *path = path_join(folder, "index"), *found = path ? as_file(path) : NULL;
  free(path);
  return found;
}

/* A folder with a package.json's main, or an index file. NULL without an exception: not found. */
static char *as_folder(MoteVm *vm, const char *folder) {
  MoteValue package;
  char *main_name, *found = NULL;
  if (!read_package(vm, folder, &package) || !get_string(vm, package, "main", &main_name))
    return NULL;
  if (main_name) {
    char *path = path_join(folder, main_name);
    found = path ? as_file(path) : NULL;
    if (!found && path) found = as_index(path);
    free(path);
    mote_free(main_name);
  }
  return found ? found : as_index(folder);
}

static char *as_path(MoteVm *vm, const char *path) {
  size_t length = strlen(path);
  char *found = length && path[length - 1] != '/' ? as_file(path) : NULL;
  if (!found && path_is_folder(path)) found = as_folder(vm, path);
  return found;
}

/* --- exports of packages --- */

static bool target(Resolve *r, const char *folder, MoteValue value, const char *star, char **out);

/* The first condition that holds. */
static bool conditional_target(Resolve *r, const char *folder, MoteValue conditions,
                               const char *star, char **out) {
  MoteVm *vm = r->vm;
  MoteValue keys, key, value;
  TRY(mote_own_keys(vm, conditions, MOTE_KEYS_STRINGS, &keys));
  for (uint32_t i = 0; i < mote_array_length(vm, keys) && !*out; i++) {
    TRY(mote_get_index(vm, keys, i, &key));
    bool holds = mote_string_is(vm, key, "default") || mote_string_is(vm, key, "node") ||
                 mote_string_is(vm, key, r->mode == RESOLVE_IMPORT ? "import" : "require");
    if (!holds) continue;
    TRY(mote_get_key(vm, conditions, key, &value) && target(r, folder, value, star, out));
  }
  return true;
}

/* PACKAGE_TARGET_RESOLVE. *out stays NULL where the target leads nowhere. */
static bool target(Resolve *r, const char *folder, MoteValue value, const char *star, char **out) {
  MoteVm *vm = r->vm;
  char *text;
  if (mote_is_array(vm, value)) {
    for (uint32_t i = 0; i < mote_array_length(vm, value) && !*out; i++) {
      MoteValue item;
      TRY(mote_get_index(vm, value, i, &item) && target(r, folder, item, star, out));
    }
    return true;
  }
  if (mote_is_object(vm, value)) return conditional_target(r, folder, value, star, out);
  if (!mote_is_string(vm, value)) return true;
  TRY(mote_string_utf8(vm, value, &text, NULL));
  if (strncmp(text, "./", 2) == 0) {
    Text path = {0};
    text_format(&path, "%s/", folder);
    for (const char *c = text + 2; *c; c++) {
      if (*c == '*' && star) text_add(&path, star);
      else text_add_char(&path, *c);
    }
    *out = as_file(text_string(&path));
    text_free(&path);
  }
  mote_free(text);
  return true;
}

/* The part of `subpath` that the * in a pattern stands for, malloc'ed; NULL: no match. */
static char *match_star(const char *pattern, const char *subpath) {
  const char *star = strchr(pattern, '*');
  size_t before = star ? (size_t)(star - pattern) : 0, length = strlen(subpath);
  size_t after = star ? strlen(star + 1) : 0;
  if (!star || length < before + after || strncmp(pattern, subpath, before) != 0) return NULL;
  if (strcmp(subpath + length - after, star + 1) != 0) return NULL;
  return strndup(subpath + before, length - before - after);
}

/* PACKAGE_IMPORTS_EXPORTS_RESOLVE: "." or "./x", or "#x", in an object of them. */
static bool from_table(Resolve *r, const char *folder, MoteValue table, const char *subpath,
                       char **out) {
  MoteVm *vm = r->vm;
  MoteValue keys, key, value;
  TRY(mote_own_keys(vm, table, MOTE_KEYS_STRINGS, &keys));
  for (uint32_t i = 0; i < mote_array_length(vm, keys) && !*out; i++) {
    char *pattern, *star = NULL;
    TRY(mote_get_index(vm, keys, i, &key) && mote_string_utf8(vm, key, &pattern, NULL));
    bool match = strcmp(pattern, subpath) == 0 || (star = match_star(pattern, subpath));
    bool ok =
        !match || (mote_get_key(vm, table, key, &value) && target(r, folder, value, star, out));
    mote_free(pattern);
    free(star);
    TRY(ok);
  }
  return true;
}

/* Whether an exports object has subpaths, rather than conditions. */
static bool has_subpaths(MoteVm *vm, MoteValue exports) {
  MoteValue keys, key;
  char *text;
  if (!mote_is_object(vm, exports) || mote_is_array(vm, exports) ||
      !mote_own_keys(vm, exports, MOTE_KEYS_STRINGS, &keys) || !mote_array_length(vm, keys) ||
      !mote_get_index(vm, keys, 0, &key) || !mote_string_utf8(vm, key, &text, NULL)) {
    mote_take_exception(vm);
    return false;
  }
  bool dotted = text[0] == '.';
  mote_free(text);
  return dotted;
}

static bool throw_not_exported(Resolve *r, const char *folder, const char *subpath) {
  return mote_throw_code(r->vm, MOTE_ERROR, "ERR_PACKAGE_PATH_NOT_EXPORTED",
                         strcmp(subpath, ".") == 0
                             ? "No \"exports\" main defined in %s/package.json"
                             : "Package subpath '%2$s' is not defined by \"exports\" in "
                               "%1$s/package.json",
                         folder, subpath);
}

/* A package's own folder is known: finds the file. subpath: "." or "./x". */
static bool in_package(Resolve *r, const char *folder, const char *subpath, char **out) {
  MoteVm *vm = r->vm;
  MoteValue package, exports = mote_undefined();
  TRY(read_package(vm, folder, &package));
  if (mote_is_object(vm, package)) TRY(mote_get(vm, package, "exports", &exports));
  if (mote_is_nullish(vm, exports)) {
    char *path = strcmp(subpath, ".") == 0 ? strdup(folder) : path_join(folder, subpath + 2);
    *out = path ? as_path(vm, path) : NULL;
    free(path);
    return !mote_has_exception(vm);
  }
  if (has_subpaths(vm, exports)) TRY(from_table(r, folder, exports, subpath, out));
  else if (strcmp(subpath, ".") == 0) TRY(target(r, folder, exports, NULL, out));
  return *out || throw_not_exported(r, folder, subpath);
}

/* --- bare names --- */

/* The length of the package's name in a specifier: "a" or "@scope/a". */
static size_t package_name_length(const char *specifier) {
  const char *slash = strchr(specifier, '/');
  if (specifier[0] == '@' && slash) slash = strchr(slash + 1, '/');
  return slash ? (size_t)(slash - specifier) : strlen(specifier);
}

/* "#x": the imports of the package that the referrer is in. */
static bool package_import(Resolve *r, const char *from, char **out) {
  char *folder = strdup(from);
  bool ok = true;
  while (folder && ok) {
    MoteValue package, imports = mote_undefined();
    ok = read_package(r->vm, folder, &package);
    if (ok && mote_is_object(r->vm, package)) {
      ok = mote_get(r->vm, package, "imports", &imports) &&
           (!mote_is_object(r->vm, imports) || from_table(r, folder, imports, r->specifier, out));
      break;
    }
    folder = path_go_up(folder);
  }
  free(folder);
  return ok;
}

static bool bare(Resolve *r, const char *from, char **out) {
  size_t name = package_name_length(r->specifier);
  char *directory = strdup(from), *subpath;
  bool ok = true;
  if (asprintf(&subpath, ".%s", r->specifier + name) < 0) subpath = NULL;
  while (directory && subpath && ok && !*out) {
    char *folder;
    if (asprintf(&folder, "%s/node_modules/%.*s", strcmp(directory, "/") == 0 ? "" : directory,
                 (int)name, r->specifier) < 0)
      break;
    if (path_is_folder(folder)) ok = in_package(r, folder, subpath, out);
    else *out = r->mode == RESOLVE_REQUIRE && !subpath[1] ? as_file(folder) : NULL;
    free(folder);
    directory = path_go_up(directory);
  }
  free(directory);
  free(subpath);
  return ok;
}

/* --- all together --- */

/* path: what a relative specifier means; NULL for names of packages. */
static bool throw_not_found(const Resolve *r, const char *path) {
  Text message = {0};
  bool is_require = r->mode == RESOLVE_REQUIRE;
  if (is_require) {
    text_format(&message, "Cannot find module '%s'", r->specifier);
    if (r->referrer[0]) text_format(&message, "\nRequire stack:\n- %s", r->referrer);
  } else {
    text_format(&message, "Cannot find %s '%s'", path ? "module" : "package",
                path ? path : r->specifier);
    if (r->referrer[0]) text_format(&message, " imported from %s", r->referrer);
  }
  mote_throw_code(r->vm, MOTE_ERROR, is_require ? "MODULE_NOT_FOUND" : "ERR_MODULE_NOT_FOUND", "%s",
                  text_string(&message));
  text_free(&message);
  return false;
}

static char *referrer_folder(const char *referrer) {
  if (referrer[0] == '/') return path_folder(referrer);
  char *folder = getcwd(NULL, 0);
  return folder ? folder : strdup("/");
}

bool resolve_file(MoteVm *vm, const char *specifier, const char *referrer, ResolveMode mode,
                  char **out) {
  Resolve r = {vm, specifier, referrer, mode};
  bool relative = strncmp(specifier, "./", 2) == 0 || strncmp(specifier, "../", 3) == 0 ||
                  strcmp(specifier, ".") == 0 || strcmp(specifier, "..") == 0;
  char *from = referrer_folder(referrer), *path = NULL;
  bool ok = true;
  *out = NULL;
  if (strncmp(specifier, "file:", 5) == 0) ok = file_url_parse(vm, specifier, &path);
  else if (specifier[0] == '/') path = strdup(specifier);
  else if (relative) path = path_join(from, specifier);
  else ok = specifier[0] == '#' ? package_import(&r, from, out) : bare(&r, from, out);
  if (path) *out = as_path(vm, path);
  free(from);
  ok = ok && !mote_has_exception(vm) && (*out || throw_not_found(&r, path));
  free(path);
  TRY(ok);
  *out = real(*out);
  return true;
}
