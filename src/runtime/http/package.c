/* SPDX-License-Identifier: MIT */
/* package.c: from bytes to values. */
#include "runtime/http/package.h"

#include <stdlib.h>
#include <string.h>

static void free_bytes(void *memory, void *user) {
  (void)user;
  free(memory);
}

/* UTF-8 decode: without a byte order mark. */
static void skip_mark(const char **bytes, size_t *length) {
  if (*length < 3 || memcmp(*bytes, "\xef\xbb\xbf", 3) != 0) return;
  *bytes += 3;
  *length -= 3;
}

enum { BORROW_FROM = 4096 };

static bool make_text(MoteVm *vm, char *bytes, size_t length, MoteValue *out) {
  const char *text = bytes;
  skip_mark(&text, &length);
  if (length >= BORROW_FROM && text == bytes &&
      mote_string_borrow(vm, bytes, length, free_bytes, NULL, out))
    return true;
  bool ok = !mote_has_exception(vm) && mote_string(vm, text, length, out);
  free(bytes);
  return ok;
}

static bool make_json(MoteVm *vm, char *bytes, size_t length, MoteValue *out) {
  const char *text = bytes;
  skip_mark(&text, &length);
  bool ok = mote_json_parse(vm, text, length, out);
  free(bytes);
  return ok;
}

static bool make_buffer(MoteVm *vm, char *bytes, size_t length, MoteValue *out) {
  if (length && mote_array_buffer_take(vm, bytes, length, out)) return true;
  bool ok = !length && mote_array_buffer_new(vm, NULL, 0, out);
  free(bytes);
  return ok;
}

static bool make_bytes(MoteVm *vm, char *bytes, size_t length, MoteValue *out) {
  MoteValue buffer;
  return make_buffer(vm, bytes, length, &buffer) &&
         mote_typed_array_new(vm, "Uint8Array", buffer, 0, length, out);
}

bool package_type(MoteVm *vm, const Package *package, MoteValue *out) {
  const char *type = package->type ? package->type : "";
  return mote_string_latin1(vm, (const uint8_t *)type, strlen(type), out);
}

/* Those that lib/ makes: helper(bytes, type). */
static bool make_by_helper(MoteVm *vm, const Package *package, const char *helper, char *bytes,
                           size_t length, MoteValue *out) {
  MoteValue function, arguments[2];
  TRY(make_bytes(vm, bytes, length, &arguments[0]) && http_helper(vm, helper, &function) &&
      package_type(vm, package, &arguments[1]));
  return mote_call(vm, function, mote_undefined(), arguments, 2, out);
}

bool package_make(MoteVm *vm, const Package *package, char *bytes, size_t length, MoteValue *out) {
  switch (package->kind) {
    case PACKAGE_ARRAY_BUFFER: return make_buffer(vm, bytes, length, out);
    case PACKAGE_BLOB: return make_by_helper(vm, package, "makeBlob", bytes, length, out);
    case PACKAGE_BYTES: return make_bytes(vm, bytes, length, out);
    case PACKAGE_FORM_DATA: return make_by_helper(vm, package, "makeFormData", bytes, length, out);
    case PACKAGE_JSON: return make_json(vm, bytes, length, out);
    default: return make_text(vm, bytes, length, out);
  }
}

void package_settle(MoteVm *vm, MoteAsync *operation, Package package, char *bytes, size_t length) {
  MoteValue value;
  if (!package_make(vm, &package, bytes, length, &value)) {
    package_reject(vm, operation, package);
    return;
  }
  free(package.type);
  mote_async_finish(operation, true, value);
}

void package_reject(MoteVm *vm, MoteAsync *operation, Package package) {
  (void)vm;
  free(package.type);
  mote_async_finish(operation, false, mote_undefined());
}
