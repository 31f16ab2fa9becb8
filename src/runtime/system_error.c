/* SPDX-License-Identifier: MIT */
/* system_error.c: making errors of system calls. */
#include "runtime/system_error.h"

#include "runtime/define.h"

static bool optional_text(MoteVm *vm, MoteValue error, const char *name, const char *text) {
  return !text || define_text(vm, error, name, text, MOTE_DEFAULT);
}

static bool system_error_new(MoteVm *vm, int error, const char *syscall, const char *path,
                             const char *dest, MoteValue *out) {
  char name[32], message[128];
  Text text = {0};
  uv_err_name_r(error, name, sizeof name);
  uv_strerror_r(error, message, sizeof message);
  text_format(&text, "%s: %s, %s", name, message, syscall);
  if (path) text_format(&text, " '%s'", path);
  if (dest) text_format(&text, " -> '%s'", dest);
  bool ok = mote_error_new(vm, MOTE_ERROR, text_string(&text), out) &&
            mote_define(vm, *out, "errno", mote_int32(error), MOTE_DEFAULT) &&
            define_text(vm, *out, "code", name, MOTE_DEFAULT) &&
            define_text(vm, *out, "syscall", syscall, MOTE_DEFAULT) &&
            optional_text(vm, *out, "path", path) && optional_text(vm, *out, "dest", dest);
  text_free(&text);
  return ok;
}

bool throw_system_error(MoteVm *vm, int error, const char *syscall, const char *path,
                        const char *dest) {
  MoteValue value;
  return system_error_new(vm, error, syscall, path, dest, &value) && mote_throw(vm, value);
}
