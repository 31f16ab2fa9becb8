/* SPDX-License-Identifier: MIT */
/* fs.c: the modules node:fs and node:fs/promises, made from the table of operations. */
#include "runtime/fs/fs.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "runtime/modules/builtin_modules.h"
#include "runtime/fs/fs_handle.h"
#include "runtime/fs/fs_task.h"
#include "runtime/internal.h"

/* A function's data: the number of its operation times MODES, plus the FsMode. */
enum { MODES = 3 };

static bool call_operation(MoteVm *vm, MoteCall *call) {
  uint32_t number = (uint32_t)mote_as_number(vm, mote_function_data(call));
  return fs_run(vm, call, &fs_kinds[number / MODES], (FsMode)(number % MODES), mote_undefined());
}

static bool define_operation(MoteVm *vm, MoteValue target, size_t index, FsMode mode,
                             const char *suffix) {
  char name[32];
  MoteValue function, data = mote_uint32((uint32_t)(index * MODES + mode));
  snprintf(name, sizeof name, "%s%s", fs_kinds[index].name, suffix);
  return mote_function_new(vm, call_operation, name, fs_kinds[index].length, data, &function) &&
         mote_define(vm, target, name, function, MOTE_DEFAULT);
}

static bool define_constants(MoteVm *vm, MoteValue target) {
  static const struct {
    const char *name;
    int value;
  } constants[] = {
      {"F_OK", F_OK},
      {"R_OK", R_OK},
      {"W_OK", W_OK},
      {"X_OK", X_OK},
      {"O_RDONLY", O_RDONLY},
      {"O_WRONLY", O_WRONLY},
      {"O_RDWR", O_RDWR},
      {"O_CREAT", O_CREAT},
      {"O_EXCL", O_EXCL},
      {"O_TRUNC", O_TRUNC},
      {"O_APPEND", O_APPEND},
      {"O_SYNC", O_SYNC},
      {"COPYFILE_EXCL", UV_FS_COPYFILE_EXCL},
      {"COPYFILE_FICLONE", UV_FS_COPYFILE_FICLONE},
  };
  MoteValue object;
  TRY(mote_object_new(vm, &object));
  for (size_t i = 0; i < LENGTH_OF(constants); i++)
    TRY(mote_set(vm, object, constants[i].name, mote_int32(constants[i].value)));
  return mote_set(vm, target, "constants", object);
}

/* Anything that is no path does not exist. */
static bool exists_sync(MoteVm *vm, MoteCall *call) {
  char *path;
  if (!fs_path_argument(vm, mote_argument(call, 0), "path", &path)) {
    mote_take_exception(vm);
    return mote_return_boolean(call, false);
  }
  bool exists = access(path, F_OK) == 0;
  mote_free(path);
  return mote_return_boolean(call, exists);
}

/* What stands in node:fs only, for it works with descriptors. */
static bool is_descriptor_operation(const char *name) {
  return strcmp(name, "close") == 0 || strcmp(name, "fstat") == 0 || strcmp(name, "fsync") == 0 ||
         strcmp(name, "ftruncate") == 0 || strcmp(name, "write") == 0;
}

bool fs_make_promises_module(Runtime *rt, MoteValue *out) {
  MoteVm *vm = rt->vm;
  MoteValue open_function;
  TRY(mote_object_new(vm, out));
  for (size_t i = 0; i < fs_kind_count; i++)
    if (!is_descriptor_operation(fs_kinds[i].name))
      TRY(define_operation(vm, *out, i, FS_PROMISE, ""));
  return mote_function_new(vm, fs_open_handle, "open", 3, mote_undefined(), &open_function) &&
         mote_define(vm, *out, "open", open_function, MOTE_DEFAULT) && define_constants(vm, *out);
}

bool fs_make_module(Runtime *rt, MoteValue *out) {
  MoteVm *vm = rt->vm;
  MoteValue promises, exists;
  TRY(mote_object_new(vm, out));
  for (size_t i = 0; i < fs_kind_count; i++)
    TRY(define_operation(vm, *out, i, FS_CALLBACK, "") &&
        define_operation(vm, *out, i, FS_SYNC, "Sync"));
  return mote_function_new(vm, exists_sync, "existsSync", 1, mote_undefined(), &exists) &&
         mote_define(vm, *out, "existsSync", exists, MOTE_DEFAULT) && define_constants(vm, *out) &&
         builtin_module_get(rt, "fs/promises", &promises) &&
         mote_set(vm, *out, "promises", promises);
}
