/* SPDX-License-Identifier: MIT */
/* derive.c: bits out of keys: ECDH, X25519, HKDF, PBKDF2. */
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <stdlib.h>

#include "runtime/crypto/crypto.h"
#include "runtime/crypto/key.h"
#include "runtime/crypto/operations.h"

typedef struct DeriveTask {
  CryptoTask task;
  KeyMaterial *material, *peer;
  KeyAlgorithm algorithm;
  bool is_whole;   /* of a shared secret: without a length */
  uint64_t length; /* in bits */
  Hash hash;
  uint64_t iterations;
  Bytes salt, info;
} DeriveTask;

static void derive_free(CryptoTask *task) {
  DeriveTask *of = (DeriveTask *)task;
  key_material_release(of->material);
  key_material_release(of->peer);
  bytes_free(&of->salt);
  bytes_free(&of->info);
}

/* --- shared secrets --- */

static bool agree(DeriveTask *of, EVP_PKEY_CTX *context) {
  Bytes *output = &of->task.output;
  size_t length = 0;
  if (EVP_PKEY_derive_init(context) != 1 ||
      EVP_PKEY_derive_set_peer(context, of->peer->pkey) != 1 ||
      EVP_PKEY_derive(context, NULL, &length) != 1 || !bytes_make(output, length) ||
      EVP_PKEY_derive(context, output->data, &length) != 1)
    return false;
  output->length = length;
  return true;
}

/* The first bits of what has been derived. */
static bool cut(Bytes *bytes, uint64_t bits) {
  if (bits > bytes->length * 8) return false;
  bytes->length = (size_t)((bits + 7) / 8);
  if (bits % 8 != 0) bytes->data[bytes->length - 1] &= (uint8_t)(0xff00 >> bits % 8);
  return true;
}

static bool agree_work(DeriveTask *of) {
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_pkey(NULL, of->material->pkey, NULL);
  bool ok = context && agree(of, context);
  EVP_PKEY_CTX_free(context);
  return ok && (of->is_whole || cut(&of->task.output, of->length));
}

/* --- key derivation functions --- */

static bool derive_by(const char *name, const OSSL_PARAM *parameters, Bytes *output) {
  EVP_KDF *method = EVP_KDF_fetch(NULL, name, NULL);
  EVP_KDF_CTX *context = method ? EVP_KDF_CTX_new(method) : NULL;
  bool ok = context && EVP_KDF_derive(context, output->data, output->length, parameters) == 1;
  EVP_KDF_CTX_free(context);
  EVP_KDF_free(method);
  return ok;
}

static OSSL_PARAM bytes_parameter(const char *name, Bytes *bytes) {
  return OSSL_PARAM_construct_octet_string(name, bytes->data, bytes->length);
}

static bool hkdf(DeriveTask *of) {
  const OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, (char *)hash_openssl_name(of->hash),
                                       0),
      bytes_parameter(OSSL_KDF_PARAM_KEY, &of->material->secret),
      bytes_parameter(OSSL_KDF_PARAM_SALT, &of->salt),
      bytes_parameter(OSSL_KDF_PARAM_INFO, &of->info),
      OSSL_PARAM_construct_end(),
  };
  if (of->task.output.length > 255 * hash_size(of->hash)) return false;
  return derive_by("HKDF", parameters, &of->task.output);
}

static bool pbkdf2(DeriveTask *of) {
  int lax = 1; /* short salts and few iterations are the program's choice */
  const OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, (char *)hash_openssl_name(of->hash),
                                       0),
      bytes_parameter(OSSL_KDF_PARAM_PASSWORD, &of->material->secret),
      bytes_parameter(OSSL_KDF_PARAM_SALT, &of->salt),
      OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_ITER, &of->iterations),
      OSSL_PARAM_construct_int(OSSL_KDF_PARAM_PKCS5, &lax),
      OSSL_PARAM_construct_end(),
  };
  return derive_by("PBKDF2", parameters, &of->task.output);
}

static bool derive_work(CryptoTask *task) {
  DeriveTask *of = (DeriveTask *)task;
  if (of->peer) return agree_work(of);
  if (!bytes_make(&task->output, (size_t)(of->length / 8))) return false;
  if (task->output.length == 0) return true;
  return of->algorithm == ALGORITHM_HKDF ? hkdf(of) : pbkdf2(of);
}

static const CryptoTaskKind derive_kind = {derive_work, NULL, derive_free};

static bool derive_parse(MoteVm *vm, MoteCall *call, DeriveTask *of) {
  CryptoKey *key, *peer;
  MoteValue length = mote_argument(call, 1), peer_value = mote_argument(call, 2);
  TRY(key_argument(vm, mote_argument(call, 0), &key));
  of->material = key_material_hold(key->material);
  of->algorithm = key->algorithm;
  of->is_whole = mote_is_nullish(vm, length);
  of->length = (uint64_t)mote_as_number(vm, length);
  of->iterations = (uint64_t)mote_as_number(vm, mote_argument(call, 6));
  if (!mote_is_undefined(vm, peer_value)) {
    TRY(key_argument(vm, peer_value, &peer));
    of->peer = key_material_hold(peer->material);
  }
  return hash_argument(vm, mote_argument(call, 3), &of->hash) &&
         bytes_copy(vm, mote_argument(call, 4), &of->salt) &&
         bytes_copy(vm, mote_argument(call, 5), &of->info);
}

/* deriveBits(key, length in bits or null, peer's public key, hash, salt, info, iterations): undefined what the
 * algorithm lacks. */
bool operation_derive_bits(MoteVm *vm, MoteCall *call) {
  DeriveTask *of = calloc(1, sizeof *of);
  if (!of) return mote_throw_out_of_memory(vm);
  of->task.kind = &derive_kind;
  of->task.is_secret = true;
  if (!derive_parse(vm, call, of)) {
    crypto_task_free(&of->task);
    return false;
  }
  return crypto_task_start(vm, call, &derive_kind, &of->task, false);
}
