/* SPDX-License-Identifier: MIT */
/* bytes.c: copies of bytes. */
#include "runtime/crypto/bytes.h"

#include <stdlib.h>

bool bytes_make(Bytes *bytes, size_t length) {
  bytes->data = malloc(length > 0 ? length : 1);
  bytes->length = bytes->data ? length : 0;
  return bytes->data != NULL;
}

bool bytes_copy(MoteVm *vm, MoteValue source, Bytes *bytes) {
  *bytes = (Bytes){0};
  if (mote_is_undefined(vm, source)) return true;
  MoteBytes from = mote_bytes(vm, source);
  if (mote_is_undefined(vm, from.buffer) || from.is_shared)
    return mote_throw_code(vm, MOTE_TYPE_ERROR, "ERR_INVALID_ARG_TYPE",
                           "The bytes must be an ArrayBuffer or a view of one");
  if (!bytes_make(bytes, from.data ? from.length : 0)) return mote_throw_out_of_memory(vm);
  if (bytes->length > 0) memcpy(bytes->data, from.data, bytes->length);
  return true;
}

bool bytes_to_buffer(MoteVm *vm, Bytes *bytes, MoteValue *out) {
  bool ok = mote_array_buffer_take(vm, bytes->data, bytes->length, out);
  if (!ok) bytes_wipe(bytes);
  *bytes = (Bytes){0};
  return ok;
}

void bytes_free(Bytes *bytes) {
  free(bytes->data);
  *bytes = (Bytes){0};
}

void bytes_wipe(Bytes *bytes) {
  if (bytes->data) explicit_bzero(bytes->data, bytes->length);
  bytes_free(bytes);
}
