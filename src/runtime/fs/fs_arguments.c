/* SPDX-License-Identifier: MIT */
/* fs_arguments.c: reading what the functions of node:fs are called with. */
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>

#include "runtime/fs/fs_task.h"
#include "runtime/console/inspect.h"
#include "runtime/report.h"
#include "runtime/web/file_url.h"

/* "The argument 'x' is invalid. Received 'y'". Always false. */
static bool throw_invalid(MoteVm *vm, const char *what, MoteValue value) {
  InspectOptions options = inspect_defaults();
  Text shown = {0};
  if (inspect(vm, value, &options, &shown))
    mote_throw_code(vm, MOTE_TYPE_ERROR, "ERR_INVALID_ARG_VALUE", "The argument %s. Received %s",
                    what, text_string(&shown));
  text_free(&shown);
  return false;
}

/* --- paths and descriptors --- */

static bool url_path(MoteVm *vm, MoteValue value, char **out) {
  MoteValue href;
  char *text;
  *out = NULL;
  if (!mote_is_object(vm, value)) return true;
  TRY(mote_get(vm, value, "href", &href));
  if (!mote_is_string(vm, href)) return true;
  TRY(mote_string_utf8(vm, href, &text, NULL));
  bool ok = file_url_parse(vm, text, out);
  mote_free(text);
  return ok;
}

bool fs_path_argument(MoteVm *vm, MoteValue value, const char *name, char **out) {
  char *text;
  size_t length;
  if (!mote_is_string(vm, value)) {
    TRY(url_path(vm, value, out));
    return *out || throw_argument_type(vm, name, "string or an instance of Buffer or URL", value);
  }
  TRY(mote_string_utf8(vm, value, &text, &length));
  if (strlen(text) == length) {
    *out = text;
    return true;
  }
  mote_free(text);
  Text what = {0};
  text_format(&what, "'%s' must be a string, Uint8Array, or URL without null bytes", name);
  throw_invalid(vm, text_string(&what), value);
  text_free(&what);
  return false;
}

bool fs_descriptor_argument(MoteVm *vm, MoteValue value, int *out) {
  if (!mote_is_number(vm, value)) return throw_argument_type(vm, "fd", "number", value);
  double number = mote_as_number(vm, value);
  if (number != floor(number) || number < 0 || number > INT32_MAX)
    return throw_out_of_range(vm, "fd", ">= 0 && <= 2147483647", value);
  *out = (int)number;
  return true;
}

/* --- encodings --- */

bool fs_encoding_argument(MoteVm *vm, MoteValue value, Encoding *out) {
  char *name;
  if (mote_is_nullish(vm, value)) return true;
  if (!mote_is_string(vm, value)) return throw_invalid(vm, "'encoding' is invalid encoding", value);
  TRY(mote_string_utf8(vm, value, &name, NULL));
  *out = encoding_find(name);
  bool known = *out != ENCODING_NONE || strcmp(name, "buffer") == 0;
  mote_free(name);
  return known || throw_invalid(vm, "'encoding' is invalid encoding", value);
}

bool fs_encoding_option(MoteVm *vm, MoteValue options, Encoding *out) {
  MoteValue encoding = options;
  if (mote_is_callable(vm, options)) return true;
  if (mote_is_object(vm, options)) TRY(mote_get(vm, options, "encoding", &encoding));
  return fs_encoding_argument(vm, encoding, out);
}

bool fs_data_argument(MoteVm *vm, MoteValue value, Encoding encoding, Text *out) {
  uint8_t *bytes;
  size_t length;
  if (mote_is_string(vm, value)) return encoding_encode(vm, value, encoding, out);
  if (!bytes_of(vm, value, &bytes, &length))
    return throw_argument_type(vm, "data",
                               "string or an instance of Buffer, TypedArray, or DataView", value);
  text_append(out, (const char *)bytes, length);
  return text_ok(out) || mote_throw_out_of_memory(vm);
}

/* --- flags and modes --- */

static const struct {
  const char *name;
  int flags;
} flag_names[] = {
    {"r", O_RDONLY},
    {"rs", O_RDONLY | O_SYNC},
    {"sr", O_RDONLY | O_SYNC},
    {"r+", O_RDWR},
    {"rs+", O_RDWR | O_SYNC},
    {"sr+", O_RDWR | O_SYNC},
    {"w", O_WRONLY | O_CREAT | O_TRUNC},
    {"wx", O_WRONLY | O_CREAT | O_TRUNC | O_EXCL},
    {"xw", O_WRONLY | O_CREAT | O_TRUNC | O_EXCL},
    {"w+", O_RDWR | O_CREAT | O_TRUNC},
    {"wx+", O_RDWR | O_CREAT | O_TRUNC | O_EXCL},
    {"xw+", O_RDWR | O_CREAT | O_TRUNC | O_EXCL},
    {"a", O_WRONLY | O_CREAT | O_APPEND},
    {"ax", O_WRONLY | O_CREAT | O_APPEND | O_EXCL},
    {"xa", O_WRONLY | O_CREAT | O_APPEND | O_EXCL},
    {"as", O_WRONLY | O_CREAT | O_APPEND | O_SYNC},
    {"a+", O_RDWR | O_CREAT | O_APPEND},
    {"ax+", O_RDWR | O_CREAT | O_APPEND | O_EXCL},
    {"xa+", O_RDWR | O_CREAT | O_APPEND | O_EXCL},
    {"as+", O_RDWR | O_CREAT | O_APPEND | O_SYNC},
};

bool fs_flags_argument(MoteVm *vm, MoteValue value, int *out) {
  if (mote_is_nullish(vm, value)) return true;
  if (mote_is_number(vm, value)) return mote_to_int32(vm, value, out);
  for (size_t i = 0; i < LENGTH_OF(flag_names); i++) {
    if (!mote_string_is(vm, value, flag_names[i].name)) continue;
    *out = flag_names[i].flags;
    return true;
  }
  return throw_invalid(vm, "'flags' is invalid", value);
}

bool fs_mode_argument(MoteVm *vm, MoteValue value, uint32_t *out) {
  char *text, *end;
  if (mote_is_nullish(vm, value) || mote_is_object(vm, value)) return true;
  if (mote_is_number(vm, value)) return mote_to_uint32(vm, value, out);
  TRY(mote_to_utf8(vm, value, &text, NULL));
  unsigned long mode = strtoul(text, &end, 8);
  bool valid = *text && !*end;
  mote_free(text);
  *out = (uint32_t)mode;
  return valid ||
         mote_throw_code(vm, MOTE_TYPE_ERROR, "ERR_INVALID_ARG_VALUE",
                         "The argument 'mode' must be a 32-bit unsigned integer or an octal "
                         "string.");
}

bool fs_boolean_option(MoteVm *vm, MoteValue options, const char *name, bool *out) {
  MoteValue value;
  if (!mote_is_object(vm, options) || mote_is_callable(vm, options)) return true;
  TRY(mote_get(vm, options, name, &value));
  if (!mote_is_undefined(vm, value)) *out = mote_to_boolean(vm, value);
  return true;
}
