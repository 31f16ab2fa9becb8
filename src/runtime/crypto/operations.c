/* SPDX-License-Identifier: MIT */
/* operations.c: mote:internal/crypto_operations. */
#include "runtime/crypto/operations.h"

#include "runtime/crypto/crypto.h"
#include "runtime/crypto/key.h"
#include "runtime/define.h"
#include "runtime/lazy/lazy_library.h"

/* isBufferSource(value): an ArrayBuffer, or a view of one, which is not shared */
static bool is_buffer_source(MoteVm *vm, MoteCall *call) {
  MoteBytes bytes = mote_bytes(vm, mote_argument(call, 0));
  return mote_return_boolean(call, !mote_is_undefined(vm, bytes.buffer) && !bytes.is_shared);
}

/* byteLength(bufferSource) */
static bool byte_length(MoteVm *vm, MoteCall *call) {
  MoteBytes bytes = mote_bytes(vm, mote_argument(call, 0));
  return mote_return_number(call, bytes.data ? (double)bytes.length : 0);
}

/* copyBytes(bufferSource): a new ArrayBuffer */
static bool copy_bytes(MoteVm *vm, MoteCall *call) {
  MoteValue out;
  MoteBytes bytes = mote_bytes(vm, mote_argument(call, 0));
  return mote_array_buffer_new(vm, bytes.data, bytes.data ? bytes.length : 0, &out) &&
         mote_return(call, out);
}

/* wipe(buffer): it held a key, and nobody needs it any more */
static bool wipe(MoteVm *vm, MoteCall *call) {
  MoteBytes bytes = mote_bytes(vm, mote_argument(call, 0));
  if (bytes.data) explicit_bzero(bytes.data, bytes.length);
  return true;
}

static unsigned lower(unsigned unit) { return unit >= 'A' && unit <= 'Z' ? unit + 32 : unit; }

static unsigned unit_at(const MoteStringView *view, size_t i) {
  return view->wide ? ((const uint16_t *)view->units)[i] : ((const uint8_t *)view->units)[i];
}

/* equalsIgnoringCase(a, b): of ASCII letters alone */
static bool equals_ignoring_case(MoteVm *vm, MoteCall *call) {
  MoteStringView a, b;
  TRY(mote_string_view(vm, mote_argument(call, 0), &a) &&
      mote_string_view(vm, mote_argument(call, 1), &b));
  bool equal = a.length == b.length;
  for (size_t i = 0; equal && i < a.length; i++)
    equal = lower(unit_at(&a, i)) == lower(unit_at(&b, i));
  return mote_return_boolean(call, equal);
}

static const FunctionRow functions[] = {
    {"base64urlLength", operation_base64url_length, 1},
    {"byteLength", byte_length, 1},
    {"checkKey", operation_check_key, 3},
    {"cipher", operation_cipher, 7},
    {"copyBytes", copy_bytes, 1},
    {"deriveBits", operation_derive_bits, 7},
    {"digest", operation_digest, 2},
    {"equalBytes", operation_equal_bytes, 2},
    {"exportBytes", operation_export_bytes, 2},
    {"exportJwk", operation_export_jwk, 1},
    {"generatePair", operation_generate_pair, 8},
    {"generateSecret", operation_generate_secret, 6},
    {"hashCopy", operation_hash_copy, 1},
    {"hashDigest", operation_hash_digest, 1},
    {"hashNew", operation_hash_new, 2},
    {"hashUpdate", operation_hash_update, 2},
    {"hmac", operation_hmac, 3},
    {"importPkey", operation_import_pkey, 7},
    {"importSecret", operation_import_secret, 7},
    {"isKey", operation_is_key, 1},
    {"keyDetails", operation_key_details, 1},
    {"rsaOaep", operation_rsa_oaep, 4},
    {"sign", operation_sign, 5},
    {"equalsIgnoringCase", equals_ignoring_case, 2},
    {"isBufferSource", is_buffer_source, 1},
    {"wipe", wipe, 1},
};

bool crypto_make_operations(Runtime *rt, MoteValue *out) {
  return library_load(runtime_vm(rt), LIBRARY_CRYPTO) && mote_object_new(runtime_vm(rt), out) &&
         define_functions(runtime_vm(rt), *out, functions, LENGTH_OF(functions), MOTE_HIDDEN);
}
