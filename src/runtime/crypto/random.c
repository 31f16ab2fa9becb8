/* SPDX-License-Identifier: MIT */
/* random.c: getRandomValues and randomUUID, from getrandom(2). */
#include "runtime/crypto/random.h"

#include <errno.h>
#include <sys/random.h>

#include "runtime/crypto/crypto.h"
#include "runtime/system_error.h"
#include "runtime/web/dom_exception.h"
#include "runtime/web/web_idl.h"

/* Requests up to this size come out of the pool. */
#define POOLED_MAX ((size_t)256)
#define VALUES_MAX ((size_t)65536)

static bool fill_from_system(MoteVm *vm, uint8_t *out, size_t length) {
  while (length > 0) {
    ssize_t count = getrandom(out, length, 0);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return throw_system_error(vm, -errno, "getrandom", NULL, NULL);
    out += count;
    length -= (size_t)count;
  }
  return true;
}

bool random_fill(MoteVm *vm, RandomPool *pool, void *out, size_t length) {
  if (length > POOLED_MAX) return fill_from_system(vm, out, length);
  if (length > pool->left) {
    TRY(fill_from_system(vm, pool->bytes, sizeof pool->bytes));
    pool->left = sizeof pool->bytes;
  }
  uint8_t *from = pool->bytes + sizeof pool->bytes - pool->left;
  memcpy(out, from, length);
  explicit_bzero(from, length);
  pool->left -= length;
  return true;
}

/* --- getRandomValues --- */

static bool is_view(MoteVm *vm, MoteValue value) {
  MoteKind kind = mote_kind(vm, value);
  return kind == MOTE_KIND_TYPED_ARRAY || kind == MOTE_KIND_DATA_VIEW;
}

static bool is_integer_array(const MoteBytes *bytes) {
  return bytes->array_type && strncmp(bytes->array_type, "Float", 5) != 0;
}

/* getRandomValues(array)   #dfn-Crypto-method-getRandomValues */
bool random_get_values(MoteVm *vm, MoteCall *call) {
  MoteValue array = mote_argument(call, 0);
  Crypto *crypto = crypto_of(runtime_of(vm));
  TRY(crypto && idl_require_arguments(vm, call, 1, "getRandomValues' on 'Crypto"));
  if (!is_view(vm, array))
    return mote_throw_code(vm, MOTE_TYPE_ERROR, "ERR_INVALID_ARG_TYPE",
                           "Failed to execute 'getRandomValues' on 'Crypto': parameter 1 is not of "
                           "type 'ArrayBufferView'");
  MoteBytes bytes = mote_bytes(vm, array);
  if (bytes.is_shared)
    return mote_throw_code(
        vm, MOTE_TYPE_ERROR, "ERR_INVALID_ARG_TYPE",
        "Failed to execute 'getRandomValues' on 'Crypto': parameter 1 must not be "
        "a view of a SharedArrayBuffer");
  if (!is_integer_array(&bytes))
    return throw_dom_exception(vm, "TypeMismatchError",
                               "The data argument must be an integer-type TypedArray");
  if (bytes.length > VALUES_MAX)
    return throw_dom_exception(vm, "QuotaExceededError",
                               "The requested length exceeds 65,536 bytes");
  if (bytes.is_immutable)
    return mote_throw_error(vm, MOTE_TYPE_ERROR, "The array's buffer is immutable");
  if (bytes.data) TRY(random_fill(vm, &crypto->random, bytes.data, bytes.length));
  return mote_return(call, array);
}

/* --- randomUUID --- */

#define UUID_LENGTH 36

static void write_uuid(const uint8_t bytes[16], uint8_t text[UUID_LENGTH]) {
  static const char digits[] = "0123456789abcdef";
  uint8_t *to = text;
  for (int i = 0; i < 16; i++) {
    if (i == 4 || i == 6 || i == 8 || i == 10) *to++ = '-';
    *to++ = (uint8_t)digits[bytes[i] >> 4];
    *to++ = (uint8_t)digits[bytes[i] & 15];
  }
}

/* randomUUID()   #dfn-Crypto-method-randomUUID */
bool random_uuid(MoteVm *vm, MoteCall *call) {
  uint8_t bytes[16], text[UUID_LENGTH];
  MoteValue string;
  Crypto *crypto = crypto_of(runtime_of(vm));
  TRY(crypto && random_fill(vm, &crypto->random, bytes, sizeof bytes));
  bytes[6] = (uint8_t)((bytes[6] & 0x0f) | 0x40);
  bytes[8] = (uint8_t)((bytes[8] & 0x3f) | 0x80);
  write_uuid(bytes, text);
  return mote_string_latin1(vm, text, sizeof text, &string) && mote_return(call, string);
}
